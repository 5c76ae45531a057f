"""The polls that follow from what the chair asked and closed and from the ballots of the members.

A poll ends with its `poll.close`, or with the meeting. What counts is decided as at that position of the
chair: the ballots that the cuts before it include, of devices that might vote by the roster of then.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sync.discussion import Ballot, Majority, Poll, PollKind, Results
from sync.meeting import Role
from sync.poll_rules import is_plausible, is_sound, is_valid, options_of, outcome_of, tally_of, votes
from sync.registers import own_order
from sync.text import clean_body, clean_line, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sync.body_checks import Body
    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.roster import Roster
    from sync.standing import Standing


@dataclass(slots=True)
class _Statements:
    """Everything said about one poll so far, whether it counts or not."""

    asked: Act | None = None
    closes: list[Act] = field(default_factory=list)
    ballots: dict[str, list[Act]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Count:
    """The newest ballot of each device that counts, those that came too late, and who might vote."""

    counted: dict[str, Act]
    late: dict[str, Act]
    eligible: tuple[str, ...]


class Polls:
    """The polls of one meeting, in any order of arrival; a part of the discussion."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._statements: dict[str, _Statements] = {}
        self._built: dict[str, Poll | None] = {}
        self._doubtful: set[str] = set()  # polls with ballots on their way here
        self._judged_by: tuple[int, int, Act | None] = (0, 0, None)
        self._values: tuple[Poll, ...] = ()

    def receive(self, act: Act) -> bool:
        """Take poll.open or poll.close of the chair, or ballot.cast of anybody."""
        poll = act.event_id if act.kind == "poll.open" else act.target
        self._built.pop(poll, None)
        said = self._statements.setdefault(poll, _Statements())
        if act.kind == "poll.open":
            said.asked = act
        elif act.kind == "poll.close":
            said.closes.append(act)
        else:
            said.ballots.setdefault(act.device, []).append(act)
        return True

    def values(self, _frame: Meeting) -> Mapping[str, Any]:
        """Return the polls in the order of their opening."""
        standing = self._standing
        judged_by = (standing.roster.changes, standing.cuts.count, standing.closed_by)
        if judged_by != self._judged_by:
            self._judged_by = judged_by
            self._built.clear()
        stale = [poll for poll in self._statements if poll not in self._built or poll in self._doubtful]
        for poll in stale:
            self._built[poll] = self._build(poll)
        if stale:
            asked = {poll: said.asked for poll, said in self._statements.items() if said.asked is not None}
            order = sorted(asked, key=lambda poll: asked[poll].authority_key)
            found = tuple(built for poll in order if (built := self._built[poll]) is not None)
            self._values = self._values if found == self._values else found
        return {"polls": self._values}

    def sealed(self, poll: str) -> dict[str, str]:
        """Return the sealed ballots that a close of this moment would count, by device."""
        said = self._statements.get(poll)
        if said is None or said.asked is None:
            return {}
        standing = self._standing
        count = self._count(said, said.asked.body or {}, standing.roster, standing.cuts.reaches())
        return {device: str((act.body or {})["sealed"]) for device, act in count.counted.items()}

    def _build(self, poll: str) -> Poll | None:
        self._doubtful.discard(poll)
        said, standing = self._statements[poll], self._standing
        asked, close = said.asked, self._close_of(said)
        question = (asked.body or {}) if asked else {}
        if asked is None or not is_sound(question):
            return None
        have = standing.cuts.before(close) if close else None
        roster = standing.roster if close is None or have is None else standing.roster_at(close, have)
        count = self._count(said, question, roster, have)
        tally, invalid = self._tally(poll, question, close, count, have)
        found = Poll(
            poll=poll,
            question=clean_body(question["question"]),
            kind=PollKind(question["kind"]),
            options=options_of(question),
            opened_ms=standing.time_of(asked).ms,
            closed_ms=max(1, standing.time_of(close).ms) if close else 0,
            agenda=clean_line(question["agenda"]),
            secret=question["secret"],
            results=Results(question["results"]),
            quorum=question["quorum"],
            majority=Majority(question["majority"]),
            eligible=count.eligible,
            voted=_in_order(count.counted, roster),
            ballots=() if question["secret"] else self._ballots(count.counted, roster),
            late=self._ballots(count.late, roster),
            tally=tally,
            invalid=invalid,
            key=question["key"],
        )
        return replace(found, outcome=outcome_of(found))

    def _ballots(self, acts: Mapping[str, Act], roster: Roster) -> tuple[Ballot, ...]:
        return tuple(
            Ballot(act.event_id, device, self._standing.time_of(act).ms, tuple((act.body or {})["choices"]))
            for device, act in ((device, acts[device]) for device in _in_order(acts, roster))
        )

    def _close_of(self, said: _Statements) -> Act | None:
        """Find what ended a poll: the first close, or that of a later chair who could not know of it."""
        if said.asked is None:
            return None
        found: Act | None = None
        ended = self._standing.closed_by
        for close in sorted((*said.closes, *([ended] if ended else [])), key=lambda act: act.authority_key):
            if close.authority_key < said.asked.authority_key:
                continue
            if found is None:
                found = close
            elif close.authority[0] > found.authority[0]:
                knew = self._standing.cuts.before(close).get(found.log, 0) >= found.sequence
                found = found if knew else close
        return found

    def _count(
        self, said: _Statements, question: Body, roster: Roster, have: Mapping[str, int] | None
    ) -> _Count:
        """Find which ballots count by a roster: those in `have`, all if that is None."""
        voters = {Role(role) for role in question["voters"]} - {Role.OBSERVER}
        members = {each.device: each for each in roster.members() if each.role in voters}
        seats = {each.seat for each in members.values() if each.seat}
        counted: dict[str, Act] = {}
        late: dict[str, Act] = {}
        for device, acts in said.ballots.items():
            member = roster.member(device)
            if member is None or (device not in members and member.seat in seats):
                continue  # never admitted, or another device has its seat now and votes for it
            good = [act for act in acts if self._may_vote(act, said, roster, voters)]
            inside = [act for act in good if have is None or act.sequence <= have.get(act.log, 0)]
            if inside and votes((newest := self._newest(inside)).body or {}, question):
                counted[device] = newest
            outside = [act for act in good if act not in inside and votes(act.body or {}, question)]
            if outside:
                late[device] = self._newest(outside)
        return _Count(counted, late, _in_order({*members, *counted}, roster))

    def _may_vote(self, ballot: Act, said: _Statements, roster: Roster, voters: set[Role]) -> bool:
        """Whether a ballot has the right form, and comes from a device that knew the poll and might vote."""
        return (
            said.asked is not None
            and is_valid(ballot.body or {}, said.asked.body or {})
            and ballot.authority >= said.asked.authority
            and roster.accepts(ballot)
            and roster.role_at(ballot) in voters
        )

    def _tally(
        self, poll: str, question: Body, close: Act | None, count: _Count, have: Mapping[str, int] | None
    ) -> tuple[tuple[int, ...], int]:
        """Count the votes; of a secret poll take what the chair's PC counted, if it can be true."""
        if not question["secret"]:
            ballots = [(act.body or {})["choices"] for act in count.counted.values()]
            return tally_of(ballots, len(options_of(question))), 0
        if close is None or close.kind != "poll.close" or have is None:
            return (), 0
        is_whole = not self._standing.lacks(have)
        if not is_whole:
            self._doubtful.add(poll)
        told = close.body or {}
        if not is_plausible(question, told, len(count.counted), whole=is_whole):
            return (), 0
        return tuple(told["tally"]), told["invalid"]

    def _newest(self, acts: Iterable[Act]) -> Act:
        return own_order(acts, self._standing.time_of)[-1]


def _in_order(devices: Iterable[str], roster: Roster) -> tuple[str, ...]:
    """Sort devices by the seats that they have, or had."""

    def place(device: str) -> tuple[object, str]:
        member = roster.member(device)
        return (natural_key(member.seat if member else ""), device)

    return tuple(sorted(devices, key=place))

"""The polls that follow from what the chair asked and closed and from the ballots of the members.

A poll ends with its `poll.close`, or with the meeting. What counts is decided as at that position of the
chair: the ballots that the cuts before it include, of devices that might vote then. What happens to the
roster later changes no result.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sync.discussion import (
    RAISED,
    YES_NO_OPTIONS,
    Ballot,
    Majority,
    Outcome,
    Poll,
    PollKind,
    Results,
)
from sync.meeting import Role
from sync.text import clean_body, clean_line, natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sync.cuts import Cuts
    from sync.registers import Act
    from sync.roster import Roster

SCALE_OPTIONS: Final = ("1", "2", "3", "4", "5")
_OWN_OPTIONS: Final = {PollKind.YES_NO: YES_NO_OPTIONS, PollKind.HANDS: (RAISED,)}
_FEWEST_OPTIONS: Final = 2


@dataclass(slots=True)
class _Statements:
    """Everything said about one poll so far, whether it counts or not."""

    asked: Act | None = None
    closes: list[Act] = field(default_factory=list)
    ballots: dict[str, list[Act]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Count:
    """What counts of a poll: the newest ballot of each device, those that came too late, who might vote."""

    counted: dict[str, Act]
    late: dict[str, Act]
    eligible: tuple[str, ...]
    whole: bool


class Polls:
    """The polls of one meeting, in any order of arrival. What the chair says has been found to count.

    `lacks` says whether events are missing here that a cut names.
    """

    def __init__(self, roster: Roster, cuts: Cuts, lacks: Callable[[Mapping[str, int]], bool]) -> None:
        self._roster = roster
        self._cuts = cuts
        self._lacks = lacks
        self._statements: dict[str, _Statements] = {}
        self._built: dict[str, Poll | None] = {}
        self._doubtful: set[str] = set()  # polls whose events are not all here: any event may settle them
        self._ended: Act | None = None
        self._values: tuple[Poll, ...] = ()

    def ask(self, act: Act) -> None:
        """Take poll.open."""
        self._said(act.event_id).asked = act

    def close(self, act: Act) -> None:
        """Take poll.close."""
        self._said(act.target).closes.append(act)

    def cast(self, act: Act) -> None:
        """Take ballot.cast; whether it counts is decided when the poll is built."""
        self._said(act.target).ballots.setdefault(act.device, []).append(act)

    def unsettle(self) -> None:
        """Judge every poll anew: the roster or the record of the chair changed."""
        self._built.clear()

    def values(self, ended: Act | None) -> tuple[Poll, ...]:
        """Return the polls in the order of their opening; `ended` is the close of the meeting."""
        if ended is not self._ended:
            self._ended = ended
            self._built.clear()
        stale = [poll for poll in self._statements if poll not in self._built or poll in self._doubtful]
        for poll in stale:
            self._built[poll] = self._build(poll)
        if stale:
            asked = {poll: said.asked for poll, said in self._statements.items() if said.asked is not None}
            order = sorted(asked, key=lambda poll: asked[poll].authority_key)
            found = tuple(built for poll in order if (built := self._built[poll]) is not None)
            self._values = self._values if found == self._values else found
        return self._values

    def sealed(self, poll: str) -> dict[str, str]:
        """Return the sealed ballots that a close of this moment would count, by device."""
        said = self._statements.get(poll)
        if said is None or said.asked is None:
            return {}
        count = self._count(said, said.asked, self._roster, self._cuts.reaches())
        return {device: str((act.body or {})["sealed"]) for device, act in count.counted.items()}

    def _said(self, poll: str) -> _Statements:
        self._built.pop(poll, None)
        return self._statements.setdefault(poll, _Statements())

    def _build(self, poll: str) -> Poll | None:
        self._doubtful.discard(poll)
        said = self._statements[poll]
        asked = said.asked
        if asked is None or not _is_sound(asked):
            return None
        close = self._close_of(said, asked)
        roster = self._roster.until(close.authority_key) if close else self._roster
        count = self._count(said, asked, roster, self._cuts.before(close) if close else None)
        if not count.whole:
            self._doubtful.add(poll)
        tally, invalid = _tally(asked, close, count)
        body = asked.body or {}
        found = Poll(
            poll=poll,
            question=clean_body(body["question"]),
            kind=PollKind(body["kind"]),
            options=_options(asked),
            opened_ms=self._cuts.time_of(asked).ms,
            closed_ms=max(1, self._cuts.time_of(close).ms) if close else 0,
            agenda=clean_line(body["agenda"]),
            secret=body["secret"],
            results=Results(body["results"]),
            quorum=body["quorum"],
            majority=Majority(body["majority"]),
            eligible=count.eligible,
            voted=_in_order(count.counted, roster),
            ballots=() if body["secret"] else self._ballots(count.counted, roster),
            late=self._ballots(count.late, roster),
            tally=tally,
            invalid=invalid,
            key=body["key"],
        )
        return replace(found, outcome=_outcome(found))

    def _ballots(self, acts: Mapping[str, Act], roster: Roster) -> tuple[Ballot, ...]:
        return tuple(
            Ballot(act.event_id, device, self._cuts.time_of(act).ms, tuple((act.body or {})["choices"]))
            for device, act in ((device, acts[device]) for device in _in_order(acts, roster))
        )

    def _close_of(self, said: _Statements, asked: Act) -> Act | None:
        """Find what ended a poll: the first close, or that of a later chair who could not know of it."""
        found: Act | None = None
        for close in sorted(said.closes, key=lambda act: act.authority_key):
            if close.authority_key < asked.authority_key:
                continue
            if found is None:
                found = close
            elif close.authority[0] > found.authority[0]:
                knew = self._cuts.before(close).get(found.log, 0) >= found.sequence
                found = found if knew else close
        if self._ended is not None and (found is None or self._ended.authority_key < found.authority_key):
            return self._ended
        return found

    def _count(self, said: _Statements, asked: Act, roster: Roster, have: Mapping[str, int] | None) -> _Count:
        """Find which ballots count by a roster: those in `have`, all if that is None."""
        voters = {Role(role) for role in (asked.body or {})["voters"]} - {Role.OBSERVER}
        members = {each.device: each for each in roster.members() if each.role in voters}
        seats = {each.seat for each in members.values() if each.seat}
        counted: dict[str, Act] = {}
        late: dict[str, Act] = {}
        for device, acts in said.ballots.items():
            member = roster.member(device)
            if member is None or (device not in members and member.seat in seats):
                continue  # never admitted, or another device has its seat now and votes for it
            sound = [act for act in acts if _may_vote(act, asked, roster, voters)]
            inside = [act for act in sound if have is None or act.sequence <= have.get(act.log, 0)]
            if inside and _votes(newest := max(inside, key=self._author_key), asked):
                counted[device] = newest
            outside = [act for act in sound if act not in inside and _votes(act, asked)]
            if outside:
                late[device] = max(outside, key=self._author_key)
        is_secret = (asked.body or {})["secret"]
        is_whole = have is None or not is_secret or not self._lacks(have)
        return _Count(counted, late, _in_order({*members, *counted}, roster), is_whole)

    def _author_key(self, act: Act) -> tuple[int, int, str, int]:
        time = self._cuts.time_of(act)
        return (time.ms, time.counter, act.log, act.sequence)


def own_options(kind: PollKind) -> tuple[str, ...]:
    """Return the options that a kind of poll has of its own."""
    return _OWN_OPTIONS.get(kind, ())


def may_choose(kind: PollKind, options: int, choices: tuple[int, ...]) -> bool:
    """Say whether these places of options are a vote in such a poll."""
    if any(not 0 <= choice < options for choice in choices) or len(set(choices)) != len(choices):
        return False
    if kind is PollKind.HANDS:
        return True  # no choice lowers the hand
    if kind is PollKind.MULTIPLE:
        return bool(choices)
    return len(choices) == 1


def _options(asked: Act) -> tuple[str, ...]:
    body = asked.body or {}
    kind = PollKind(body["kind"])
    given = tuple(clean_line(option) for option in body["options"])
    return own_options(kind) or (given or SCALE_OPTIONS if kind is PollKind.SCALE else given)


def _is_sound(asked: Act) -> bool:
    """Whether a question can be answered at all."""
    body = asked.body or {}
    is_hands = PollKind(body["kind"]) is PollKind.HANDS
    enough = is_hands or len(_options(asked)) >= _FEWEST_OPTIONS
    return enough and bool(body["secret"]) == bool(body["key"]) and not (is_hands and body["secret"])


def _is_valid(ballot: Act, asked: Act) -> bool:
    body, question = ballot.body or {}, asked.body or {}
    if question["secret"]:
        return bool(body["sealed"]) and not body["choices"]
    choices = tuple(body["choices"])
    return not body["sealed"] and may_choose(PollKind(question["kind"]), len(_options(asked)), choices)


def _may_vote(ballot: Act, asked: Act, roster: Roster, voters: set[Role]) -> bool:
    """Whether a ballot has the right form, and comes from a device that knew the poll and might vote."""
    return (
        _is_valid(ballot, asked)
        and ballot.authority >= asked.authority
        and roster.accepts(ballot)
        and roster.role_at(ballot) in voters
    )


def _votes(ballot: Act, asked: Act) -> bool:
    """Whether a ballot says something: a hand that was lowered does not."""
    return bool((asked.body or {})["secret"] or (ballot.body or {})["choices"])


def _tally(asked: Act, close: Act | None, count: _Count) -> tuple[tuple[int, ...], int]:
    """Count the votes of each option; of a secret poll take what the chair's PC says, if it can be true."""
    if not (asked.body or {})["secret"]:
        tally = [0] * len(_options(asked))
        for ballot in count.counted.values():
            for choice in (ballot.body or {})["choices"]:
                tally[choice] += 1
        return tuple(tally), 0
    body = (close.body or {}) if close else {}
    told, invalid = tuple(body.get("tally", ())), body.get("invalid", 0)
    if len(told) == len(_options(asked)) and _can_be(asked, told, invalid, count):
        return told, invalid
    return (), 0


def _can_be(asked: Act, told: tuple[int, ...], invalid: int, count: _Count) -> bool:
    """Whether so many ballots were cast: ballots may be on their way here, but none may be left out."""
    voted = len(count.counted)
    if PollKind((asked.body or {})["kind"]) is not PollKind.MULTIPLE:
        cast = sum(told) + invalid
        return cast == voted or (cast > voted and not count.whole)
    fewest, most = (
        max(told) + invalid,
        sum(told) + invalid,
    )  # a ballot names each option once, and one or more
    return fewest <= voted <= most or (voted < fewest and not count.whole)


def _outcome(poll: Poll) -> Outcome:
    """What a poll with its numbers decides."""
    if poll.is_open:
        return Outcome.OPEN
    if not poll.tally:
        return Outcome.UNCOUNTED
    if len(poll.voted) < poll.quorum:
        return Outcome.NO_QUORUM
    if poll.kind is not PollKind.YES_NO or poll.majority is Majority.NONE:
        return Outcome.NONE
    yes, no, _abstain = poll.tally
    carried = {
        Majority.SIMPLE: yes > no,
        Majority.ABSOLUTE: 2 * yes > len(poll.eligible),
        Majority.TWO_THIRDS: yes > 0 and 3 * yes >= 2 * (yes + no),
    }[poll.majority]
    return Outcome.CARRIED if carried else Outcome.REJECTED


def _in_order(devices: Iterable[str], roster: Roster) -> tuple[str, ...]:
    """Sort devices by the seats that they have, or had."""

    def place(device: str) -> tuple[object, str]:
        member = roster.member(device)
        return (natural_key(member.seat if member else ""), device)

    return tuple(sorted(devices, key=place))

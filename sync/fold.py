"""The meeting that follows from a set of events: the same on every device, whatever order they arrived in.

What the chair says counts when the event is signed by the chair of the term it names; term 0 belongs to the
creator of the meeting (`sync.terms`). What the secretariat says about comments and documents counts at a
position that the chair reached (`sync.standing`). What members say counts when the roster accepts it. An
event that does not count yet is remembered, because the one that makes it count may still come.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sync.agenda import Agenda
from sync.bodies import FILE_KINDS, KINDS
from sync.body_checks import MAX_INT
from sync.chronicle import Chronicle, Stay
from sync.collecting import COLLECTED
from sync.commenting import COMMENT_KINDS, RELEASE, Commenting
from sync.digest import digest_of
from sync.discussing import DISCUSSED, Discussing
from sync.document_versions import DOCUMENT_KINDS
from sync.events import CREATE
from sync.forks import FORK, proven
from sync.lookback import questions_of
from sync.meeting import (
    Keep,
    Meeting,
    Moderation,
    Names,
    Opening,
    Opens,
    Phase,
    Policy,
    Role,
    Seat,
)
from sync.registers import Act, Register
from sync.standing import Standing
from sync.terms import CHAIR_KINDS, ROSTER_KINDS, Terms, removes_itself, terms_of
from sync.text import clean_line
from sync.void_acts import ANSWERS, MODERATION, void_acts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.discussion import LookBackQuestion
    from sync.events import Event


OF_OFFICE: Final = frozenset((*DOCUMENT_KINDS, *MODERATION, *ANSWERS, RELEASE, "comment.group"))
"""What counts from the secretariat as from the chair."""


class Fold:
    """Takes the events of one meeting, one by one, and gives the meeting that follows from them."""

    def __init__(self) -> None:
        self._id = ""
        self._seen: set[tuple[str, bool]] = set()  # event id, with its body
        self._create: Act | None = None
        self._acts: list[Act] = []  # all, because a new chair or a proof of a fork changes which ones count
        self._waiting: list[Act] | None = []  # what is judged at the next look; None while nothing waits
        self._chain: list[Act] = []  # about the chair and the roster
        self._handed_over = False  # whether anybody ever spoke of another term
        self._terms = Terms()
        self._frozen: dict[tuple[str, str], int] = {}  # device, log -> first sequence that does not count
        self._frozen_anew = False
        self._writers: dict[str, str] = {}
        self._void: tuple[Act, ...] | None = None
        self._clear()

    def _clear(self) -> None:
        """Begin anew with everything that follows from the acts that count."""
        self._gave_way = False  # whether a chair led a room that it had lost
        self._words: dict[str, int] = {}  # log -> its last event that is no cut
        self._standing = Standing(self._terms)
        self._commenting = Commenting(self._standing)
        self._discussing = Discussing(self._standing, self._commenting)
        self._agenda = Agenda(self._standing)
        self._phase = Register(Phase.PREPARED)
        self._opened: list[Act] = []
        self._spotlight = Register("")
        self._meeting: Meeting | None = None
        self._frame: Meeting | None = None  # the meeting but for its comments
        nothing: frozenset[str] = frozenset()
        self._framed: tuple[Meeting | None, tuple[frozenset[str], frozenset[str]]] = None, (nothing, nothing)
        self._digest = ""
        self._written: dict[str, tuple[object, str]] = {}  # field -> value, canonical form

    def apply(self, event: Event) -> bool:
        """Take an event.

        False if the meeting cannot follow from it: known already, unknown kind, not allowed.

        ValueError for an event of another meeting than the first one.
        """
        if event.meeting != (self._id or event.meeting):
            raise ValueError("one fold is one meeting")
        self._id = event.meeting
        version = (event.event_id, event.body_bytes is not None)
        if version in self._seen or (event.event_id, True) in self._seen:
            return False
        self._seen.add(version)
        act = Act.of(event)
        self._acts.append(act)
        self._writers.setdefault(act.log, act.device)
        if event.kind == CREATE:
            self._create = act
        if self._unsettles(act) and self._waiting is None:
            self._waiting = []
        if self._waiting is not None:
            self._waiting.append(act)
            return event.kind in KINDS
        return self._play(act)

    def _unsettles(self, act: Act) -> bool:
        """Note what may change whose word counts; True if that has to be found anew."""
        if act.kind in CHAIR_KINDS:
            self._chain.append(act)
            self._handed_over = True
            return True
        if act.kind in ROSTER_KINDS:
            self._chain.append(act)
            return self._handed_over
        frozen = proven(act.body or {}, self._id) if act.kind == FORK else None
        if frozen is None:
            return False
        place = frozen.device, frozen.log
        if frozen.sequence >= self._frozen.get(place, MAX_INT):
            return False
        self._frozen[place] = frozen.sequence
        self._frozen_anew = True
        return True

    def _settle(self) -> None:
        """Find whose word counts, then take what waits; everything anew if that changed."""
        if self._waiting is None or self._create is None:
            return
        waiting, self._waiting = self._waiting, None
        terms = terms_of(self._create, (act for act in self._chain if not self._is_frozen(act)))
        if terms != self._terms or self._frozen_anew:
            self._terms = terms
            self._frozen_anew = False
            self._clear()
            waiting = self._acts
        for act in waiting:
            self._play(act)

    def _is_frozen(self, act: Act) -> bool:
        return bool(self._frozen) and act.sequence >= self._frozen.get((act.device, act.log), MAX_INT)

    def _play(self, act: Act) -> bool:
        """Let the meeting follow from an act, if it counts."""
        if self._frozen and self._is_frozen(act) and act.kind != CREATE:
            return False
        self._void = None
        self._gave_way |= self._terms.gave_way(act)
        if self._standing.note_position(act):
            self._frame = None
            self._meeting = None
            self._commenting.follow_position()
        if act.kind != "cut":
            self._words[act.log] = max(act.sequence, self._words.get(act.log, 0))
        form = KINDS.get(act.kind)
        if form is None:
            return False
        taken = self._hear(act, says=form.authority)
        if taken:
            self._meeting = None
        return taken

    def _hear(self, act: Act, *, says: bool) -> bool:
        """Give an act to the part that it is about; `says`: only the chair may write it."""
        if act.kind in COMMENT_KINDS:
            return self._commenting.receive(act)
        if act.kind == CREATE:
            return self._found(act)
        if says and act.kind not in DISCUSSED and act.kind not in DOCUMENT_KINDS:
            return self._say(act)
        self._frame = None
        if act.kind == FORK:
            return proven(act.body or {}, self._id) is not None
        if act.kind in DOCUMENT_KINDS or act.kind == COLLECTED:
            return self._agenda.receive(act)
        return self._discussing.receive(act)

    def meeting(self) -> Meeting | None:
        """Return the meeting, None before its first event is here. Cheap when little changed."""
        self._settle()
        if self._create is None:
            return None
        if self._meeting is None:
            self._meeting = self._build(self._create)
            self._digest = ""
        return self._meeting

    def digest(self) -> str:
        """Return SHA-256 (hex) over the canonical JSON of the meeting; "" before its first event is here."""
        meeting = self.meeting()
        if meeting is not None and not self._digest:
            self._digest = digest_of(
                meeting, [self._commenting.fragment(comment) for comment in meeting.comments], self._written
            )
        return self._digest

    def chronicle(self) -> Chronicle:
        """Return when the meeting was opened, who was there, and when it was at which item."""
        self._settle()
        standing = self._standing
        opened = min(self._opened, key=lambda act: act.authority_key, default=None)
        stays = (
            Stay(member, standing.time_of(came).ms, standing.time_of(gone).ms if gone else 0)
            for member, came, gone in standing.roster.stays()
        )
        opened_ms = standing.time_of(opened).ms if opened else 0
        return Chronicle(opened_ms, tuple(stays), self._discussing.times.stretches())

    def chair(self) -> str:
        """Return the device whose word counts now, "" before the first event is here."""
        self._settle()
        return self._terms.winners[-1] if self._terms.winners else ""

    def chairs(self) -> tuple[str, ...]:
        """Return the winner of every term so far."""
        self._settle()
        return self._terms.winners

    def term(self) -> int:
        """Return the present term."""
        return max(len(self.chairs()) - 1, 0)

    def winner(self, term: int) -> str:
        """Return whose word counts in a term, "" for a term that has not begun."""
        self._settle()
        return self._terms.winner(term)

    def authority(self) -> tuple[int, int]:
        """Return the newest authority position applied: what `a` of the next event of this device names."""
        term = self.term()
        return (term, self._standing.newest(self.chair(), term))

    def void(self) -> tuple[Act, ...]:
        """Return what was said in vain in the chair's name, and the chair did not settle since."""
        self._settle()
        if not self._gave_way and not any(self._terms.losers.values()):
            return ()
        if self._void is None:
            acts = [act for act in self._acts if not (self._is_frozen(act) or self._is_of_secretariat(act))]
            self._void = void_acts(acts, self._terms)
        return self._void

    def _is_of_secretariat(self, act: Act) -> bool:
        """Say whether who lost a term says with the secretariat's right what counts all the same."""
        return act.kind in OF_OFFICE and self._terms.lost(act) and self._standing.from_moderator(act)

    def frozen_at(self, log: str, device: str = "") -> int | None:
        """Return the sequence from which on a log counts nowhere, because its device wrote it twice."""
        return self._frozen.get((device or self._writers.get(log, ""), log))

    def frozen(self) -> dict[tuple[str, str], int]:
        """Return every frozen log by device and log, with the first sequence that does not count."""
        return dict(self._frozen)

    def closing_cut(self) -> dict[str, int] | None:
        """Return how far each log belongs to the record of the closed meeting; None while open."""
        self._settle()
        closing = self._standing.closing
        return None if closing is None else dict(closing)

    def uncut(self, have: Mapping[str, int]) -> dict[str, int]:
        """Return what the next cut has to name; nothing when nothing but cuts was written since the last."""
        self._settle()
        changed = {
            log: sequence for log, sequence in have.items() if sequence > self._standing.cuts.reach(log)
        }
        if all(self._words.get(log, 0) <= self._standing.cuts.reach(log) for log in changed):
            return {}
        return changed

    def successors(self) -> tuple[str, ...]:
        """Return the devices that may take the chair over: the creator, then the deputies in their order."""
        self._settle()
        if self._create is None:
            return ()
        members = self._standing.roster.members()
        deputies = [
            member.device
            for seat in (self._create.body or {})["policy"]["deputies"]
            for member in members
            if member.seat == clean_line(seat)
        ]
        return tuple(dict.fromkeys((self._create.device, *deputies)))

    def is_member(self, device: str) -> bool:
        """Say whether the device is admitted now."""
        self._settle()
        return self._standing.roster.is_member(device)

    def was_removed(self, device: str) -> bool:
        """Say whether the device was admitted once and is not now."""
        self._settle()
        return self._standing.roster.was_removed(device)

    def was_replaced(self, device: str) -> bool:
        """Say whether the device was removed and another one has its seat now."""
        former = self._standing.roster.member(device) if self.was_removed(device) else None
        seats = {member.seat for member in self._standing.roster.members()}
        return former is not None and bool(former.seat) and former.seat in seats

    def role(self, device: str) -> Role | None:
        """Return the role of a device that is admitted now."""
        member = self._standing.roster.member(device) if self.is_member(device) else None
        return member.role if member else None

    def collected(self) -> frozenset[str]:
        """Return what was called in, by the events that brought it, on the agenda or not any more."""
        return self._files()[1]

    def stray_files(self) -> frozenset[str]:
        """Return what was brought in a void term and is the chair's to say again no more, by its events.

        It is not once the chair said it, called in all or that document, or closed the meeting.
        """
        self._settle()
        if not (any(self._terms.losers.values()) or self._terms.removals):
            return frozenset()
        void = {act.event_id: act for act in self._acts if act.kind in FILE_KINDS and self._is_void(act)}
        is_closed = self._phase.value is Phase.CLOSED
        offered = frozenset() if is_closed else {act.event_id for act in self.void()}
        collected = self.collected()
        return frozenset(
            event
            for event, act in void.items()
            if event not in offered or self._agenda.was_all_called_in(act) or act.target in collected
        )

    def _is_void(self, act: Act) -> bool:
        """Say whether an act was said in the chair's name by who lost the term, or was removed from it."""
        return act.body is not None and (
            self._terms.lost(act)
            or (self._terms.winner(act.authority[0]) == act.device and not self._terms.counts(act))
        )

    def files(self, document: str) -> frozenset[str]:
        """Return the events that brought the versions of a document."""
        self._settle()
        return self._agenda.files(document)

    def brought(self) -> frozenset[str]:
        """Return the events that brought a version of any document, and count."""
        return self._files()[0]

    def _files(self) -> tuple[frozenset[str], frozenset[str]]:
        """What was brought, and what of it was called in; found once for each state of the agenda."""
        meeting, frame = self.meeting(), self._frame
        if meeting is not None and (frame is None or frame is not self._framed[0]):
            collected = self._agenda.collected(confidential=meeting.policy.confidential)
            self._framed = frame, (self._agenda.brought(), collected)
        return self._framed[1]

    def sealed_ballots(self, poll: str) -> Mapping[str, str]:
        """Return the sealed ballots of a secret poll that a close of this moment would count, by device."""
        self._settle()
        return self._discussing.polls.sealed(poll)

    def shows(self, comment: str) -> bool:
        """Say whether the meeting has a comment."""
        self.meeting()
        return self._commenting.built(comment) is not None

    def planned_questions(self) -> tuple[LookBackQuestion, ...]:
        """Return what the meeting file has for the look-back."""
        return questions_of((self._create.body or {})["lookback"]) if self._create else ()

    def newest_text(self, comment: str) -> str:
        """Return the edit that gives a comment its text, "" while that is the first one."""
        self._settle()
        return self._commenting.newest_text(comment)

    def may_show(self, shown: str) -> bool:
        """Say whether there is anything of a comment or a group that the room may see."""
        self.meeting()
        return bool(self._discussing.spotlight(shown))

    def droppable_bodies(self) -> tuple[str, ...]:
        """Return the events whose bodies hold text of withdrawn comments and need not be kept."""
        self._settle()
        return self._commenting.droppable_bodies()

    def _found(self, act: Act) -> bool:
        """Take meeting.create."""
        self._frame = None
        policy = (act.body or {})["policy"]
        self._commenting.follow_policy(Names(policy["names"]), Moderation(policy["moderation"]))
        return True

    def _say(self, act: Act) -> bool:
        """Take an event that only the chair may write."""
        self._frame = None
        if not self._terms.counts(act):
            return self._set_aside(act)
        match act.kind:
            case "roster.remove" if removes_itself(act):
                return False  # nobody removes itself from its own chair
            case "roster.add" | "roster.remove":
                self._commenting.follow_roster(self._standing.roster.apply(act))
                self._leave_out_late_removals()
            case "agenda.set":
                self._agenda.set_items(act)
                self._commenting.follow_agenda(act)
            case "cut":
                self._commenting.follow_cut(act)
                self._set_closing()
            case _:
                self._set_register(act)
        return True

    def _set_aside(self, act: Act) -> bool:
        """Keep the cut of a chair that was taken over; nothing else of what does not count is needed."""
        if act.kind != "cut" or not self._terms.gave_way(act):
            return False
        self._standing.cuts.set_aside(act)
        return True

    def _set_closing(self) -> None:
        """Find the closing cut anew; what lies outside of it is late."""
        standing = self._standing
        closed_by = self._phase.by if self._phase.value is Phase.CLOSED else None
        closing = standing.cuts.before(closed_by) if closed_by else None
        if (closed_by, closing) != (standing.closed_by, standing.closing):
            standing.closed_by, standing.closing = closed_by, closing
            self._leave_out_late_removals()
            self._commenting.follow_closing()

    def _leave_out_late_removals(self) -> None:
        """What a chair did that did not know of the term which closed the meeting takes nothing out of it."""
        for device in self._standing.roster.leave_out(self._standing.is_removal_late):
            self._commenting.follow_roster(device)

    def _set_register(self, act: Act) -> None:
        """Take what the chair says last about the meeting as a whole."""
        match act.kind:
            case "meeting.open":
                self._phase.set(act, Phase.OPEN)
                self._opened.append(act)
                self._set_closing()
            case "meeting.close" if act.authority[0] < len(self._terms.winners) - 1:
                pass  # another chair went on with the meeting meanwhile, and closes it itself
            case "meeting.close":
                self._phase.set(act, Phase.CLOSED)
                self._set_closing()
            case "spotlight.set":
                self._spotlight.set(act, act.target)

    def _build(self, create: Act) -> Meeting:
        rebuilt: set[str] | None = self._commenting.rebuild()
        if self._frame is None:
            frame = self._build_frame(create)
            self._frame = replace(frame, **self._discussing.values(frame))
            rebuilt = None
        self._discussing.gather(rebuilt)
        return replace(
            self._frame,
            comments=self._commenting.ordered(),
            groups=self._discussing.groups,
            spotlight=self._discussing.spotlight(self._spotlight.value),
        )

    def _build_frame(self, create: Act) -> Meeting:
        body = create.body or {}
        policy = Policy(
            names=Names(body["policy"]["names"]),
            moderation=Moderation(body["policy"]["moderation"]),
            confidential=body["policy"]["confidential"],
            deputies=tuple(clean_line(seat) for seat in body["policy"]["deputies"]),
            opening=Opening(body["policy"]["opening"]),
            opens=Opens(body["policy"]["opens"]),
            keep=Keep(body["policy"]["keep"]),
            keep_days=body["policy"]["keep_days"],
        )
        documents = self._agenda.documents(confidential=policy.confidential)
        items = self._agenda.items(policy.names, documents)
        closed = self._phase if self._phase.value is Phase.CLOSED else Register(Phase.OPEN)
        return Meeting(
            meeting=create.event_id,
            title=clean_line(body["title"]),
            chair=self.chair(),
            term=self.term(),
            phase=self._phase.value,
            closed_ms=self._standing.time_of(closed.by).ms if closed.by else 0,
            organization=clean_line(body["organization"]),
            room=clean_line(body["room"]),
            starts=clean_line(body["starts"]),
            ends=clean_line(body["ends"]),
            policy=policy,
            seats=tuple(_seat(seat) for seat in body["seats"]),
            members=self._standing.roster.members(),
            agenda=items,
            successors=self.successors(),
            forked=tuple(sorted({device for device, _ in self._frozen})),
            withdrawn=tuple(document for document in documents if document.withdrawn_ms),
            collections=self._agenda.collections(),
        )


def _seat(seat: dict[str, Any]) -> Seat:
    return Seat(
        number=clean_line(seat["number"]),
        name=clean_line(seat["name"]),
        department=clean_line(seat["department"]),
        role=Role(seat["role"]),
    )

"""The meeting that follows from a set of events: the same on every device, whatever order they arrived in.

What the chair says counts when the event is signed by the chair of the term it names; term 0 belongs to the
creator of the meeting. What members say counts when the roster accepts it. An event that does not count yet
is remembered, because the one that makes it count may still come.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sync.agenda import Agenda
from sync.bodies import KINDS
from sync.comments import NameRules, Order, SortedComments, Statements, build
from sync.digest import canonical, digest_of
from sync.events import CREATE
from sync.meeting import Meeting, Names, Phase, Policy, Presentation, Role, Seat
from sync.registers import Act, Register
from sync.roster import Roster
from sync.text import clean_line

if TYPE_CHECKING:
    from sync.events import Event
    from sync.meeting import Comment

_MODERATION: Final = ("comment.hide", "comment.unhide")
_ANSWERS: Final = ("comment.answer", "comment.reopen")


class Fold:
    """Takes the events of one meeting, one by one, and gives the meeting that follows from them."""

    def __init__(self) -> None:
        self._id = ""
        self._seen: set[tuple[str, bool]] = set()  # event id, with its body
        self._create: Act | None = None
        self._held: list[tuple[Act, str]] = []  # for the chair alone, before it was known who that is
        self._newest: dict[str, tuple[int, int]] = {}  # device -> highest position of term 0 it wrote
        self._roster = Roster()
        self._agenda = Agenda()
        self._rules = NameRules()
        self._phase = Register(Phase.PREPARED)
        self._current_item = Register("")
        self._spotlight = Register("")
        self._presented: Register[dict[str, Any] | None] = Register(None)
        self._statements: dict[str, Statements] = {}
        self._touched: dict[str, set[str]] = {}  # device -> comments it said something about
        self._deleted: dict[str, None] = {}  # comments withdrawn by their authors, in a stable order
        self._order = Order(self._statements)
        self._sorted = SortedComments()
        self._fragments: dict[str, str] = {}
        self._dirty: set[str] = set()
        self._meeting: Meeting | None = None
        self._frame: Meeting | None = None  # the meeting but for its comments
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
        self._note_position(act)
        form = KINDS.get(event.kind)
        if form is None:
            return False
        if event.kind == CREATE:
            taken = self._found(act)
        elif form.authority:
            taken = self._say(act, event.target)
        else:
            taken = self._comment_on(act, event.target)
        if taken:
            self._meeting = None
        return taken

    def meeting(self) -> Meeting | None:
        """Return the meeting, None before its first event is here. Cheap when little changed."""
        if self._create is None:
            return None
        if self._meeting is None:
            self._rebuild_comments()
            self._meeting = self._build(self._create)
            self._digest = ""
        return self._meeting

    def digest(self) -> str:
        """Return SHA-256 (hex) over the canonical JSON of the meeting; "" before its first event is here."""
        meeting = self.meeting()
        if meeting is not None and not self._digest:
            self._digest = digest_of(
                meeting, [self._fragment(comment) for comment in meeting.comments], self._written
            )
        return self._digest

    def authority(self) -> tuple[int, int]:
        """Return the newest authority position applied: what `a` of the next event of this device names."""
        return self._newest.get(self._create.device, (0, 0)) if self._create else (0, 0)

    def is_member(self, device: str) -> bool:
        """Say whether the device is admitted now."""
        return self._roster.is_member(device)

    def was_removed(self, device: str) -> bool:
        """Say whether the device was admitted once and is not now."""
        return self._roster.member(device) is not None and not self._roster.is_member(device)

    def role(self, device: str) -> Role | None:
        """Return the role of a device that is admitted now."""
        member = self._roster.member(device) if self._roster.is_member(device) else None
        return member.role if member else None

    def droppable_bodies(self) -> tuple[str, ...]:
        """Return the events whose bodies hold text of withdrawn comments and need not be kept."""
        return tuple(event for key in self._deleted for event in self._statements[key].body_ids())

    def _is_authority(self, act: Act) -> bool:
        """Say whether the chair of the term it names wrote this. Terms after 0 have no chair here yet."""
        return self._create is not None and act.authority[0] == 0 and act.device == self._create.device

    def _note_position(self, act: Act) -> None:
        """Remember how far a device counted.

        Of kinds unknown here too, so that no position is given twice.
        """
        if act.authority[0] == 0:
            self._newest[act.device] = max(self._newest.get(act.device, (0, 0)), act.authority)

    def _found(self, act: Act) -> bool:
        """Take meeting.create: now it is known whose word is authority."""
        self._create = act
        self._frame = None
        policy = (act.body or {})["policy"]
        self._rules.policy = Names(policy["names"])
        for held, target in self._held:
            self._say(held, target)
        self._held.clear()
        return True

    def _say(self, act: Act, target: str) -> bool:
        """Take an event that only the chair may write."""
        if self._create is None:
            self._held.append((act, target))
            return True
        if not self._is_authority(act):
            return False
        self._frame = None
        match act.kind:
            case "roster.add" | "roster.remove":
                self._dirty |= self._touched.get(self._roster.apply(act), set())
            case "agenda.set":
                self._set_agenda(act)
            case "document.add":
                self._agenda.add(act)
            case "document.withdraw":
                self._agenda.withdraw(target)
            case _:
                self._set_register(act, target)
        return True

    def _set_register(self, act: Act, target: str) -> None:
        """Take what the chair says last about the meeting as a whole."""
        body = act.body or {}
        match act.kind:
            case "agenda.open":
                self._current_item.set(act, body["item"])
            case "meeting.open":
                self._phase.set(act, Phase.OPEN)
            case "meeting.close":
                self._phase.set(act, Phase.CLOSED)
            case "spotlight.set":
                self._spotlight.set(act, target)
            case "presenter.set":
                self._presented.set(act, dict(body))

    def _set_agenda(self, act: Act) -> None:
        self._agenda.set_items(act)
        changed = {
            item["item"]
            for item in (act.body or {})["items"]
            if self._rules.set(item["item"], act.authority, Names(item["names"]))
        }
        self._dirty.update(key for key, said in self._statements.items() if said.agenda in changed)

    def _comment_on(self, act: Act, target: str) -> bool:
        """Take an event about a comment; whether it counts is decided when the comment is built."""
        comment = act.event_id if act.kind == "comment.add" else target
        said = self._statements.setdefault(comment, Statements())
        if act.kind == "comment.add":
            said.add = act
            self._order.link(comment, said.parent)
        elif act.kind == "comment.edit":
            if act.body is None:
                return False
            said.edits.append(act)
        elif act.kind == "comment.delete":
            said.deleted_by.add(act.device)
        elif act.kind in _MODERATION:
            said.moderation.append(act)
        elif act.kind in _ANSWERS:
            said.answers.append(act)
        else:
            said.reactions.setdefault(act.device, []).append(act)
        self._touched.setdefault(act.device, set()).add(comment)
        self._dirty.add(comment)
        if said.deleted:
            self._deleted[comment] = None
        if act.kind in ("comment.add", "comment.delete"):
            self._dirty |= self._order.update(comment)
        return True

    def _counts_from_member(self, act: Act) -> bool:
        return self._roster.accepts(act) and self._roster.role_at(act) is not Role.OBSERVER

    def _counts_from_moderator(self, act: Act) -> bool:
        return self._is_authority(act) or (
            act.authority[0] == 0
            and self._roster.accepts(act)
            and self._roster.role_at(act) is Role.SECRETARIAT
        )

    def _rebuild_comments(self) -> None:
        for key in self._dirty:
            comment = self._build_comment(self._statements[key])
            self._fragments.pop(key, None)
            if comment is None:
                self._sorted.remove(key)
            else:
                self._sorted.put(comment, self._order.key(key))
        self._dirty.clear()

    def _build_comment(self, said: Statements) -> Comment | None:
        add = said.add
        if add is None or not self._counts_from_member(add):
            return None
        author = self._roster.member(add.device)
        if author is None:
            return None
        return build(
            said,
            author,
            self._rules.shown(said.agenda, add.authority),
            accepts=self._counts_from_member,
            moderates=self._counts_from_moderator,
            reacts=self._counts_from_member,
        )

    def _fragment(self, comment: Comment) -> str:
        fragment = self._fragments.get(comment.comment)
        if fragment is None:
            fragment = self._fragments[comment.comment] = canonical(comment)
        return fragment

    def _build(self, create: Act) -> Meeting:
        if self._frame is None:
            self._frame = self._build_frame(create)
        shown = self._sorted.built.get(self._spotlight.value)
        return replace(
            self._frame,
            comments=self._sorted.ordered(),
            spotlight=shown.comment if shown and not shown.hidden and not shown.deleted else "",
        )

    def _build_frame(self, create: Act) -> Meeting:
        body = create.body or {}
        policy = Policy(
            names=Names(body["policy"]["names"]),
            moderation=body["policy"]["moderation"],
            confidential=body["policy"]["confidential"],
            deputies=tuple(clean_line(seat) for seat in body["policy"]["deputies"]),
        )
        items = self._agenda.items(policy.names)
        opened = self._current_item
        is_open = any(item.item == opened.value for item in items)
        return Meeting(
            meeting=create.event_id,
            title=clean_line(body["title"]),
            chair=create.device,
            phase=self._phase.value,
            organization=clean_line(body["organization"]),
            room=clean_line(body["room"]),
            starts=clean_line(body["starts"]),
            ends=clean_line(body["ends"]),
            policy=policy,
            seats=tuple(_seat(seat) for seat in body["seats"]),
            members=self._roster.members(),
            agenda=items,
            current_item=opened.value if is_open else "",
            current_since_ms=opened.by.time.ms if is_open and opened.by else 0,
            presentation=self._presentation({d.document for item in items for d in item.documents}),
        )

    def _presentation(self, documents: set[str]) -> Presentation | None:
        presented = self._presented
        if presented.by is None or not presented.value or presented.value["document"] not in documents:
            return None
        return Presentation(presented.value["document"], max(1, presented.value["page"]), presented.by.device)


def _seat(seat: dict[str, Any]) -> Seat:
    return Seat(
        number=clean_line(seat["number"]),
        name=clean_line(seat["name"]),
        department=clean_line(seat["department"]),
        role=Role(seat["role"]),
    )

"""The rules of a meeting once more, as plainly as they can be written: all events at once, sorted.

Nothing here is shared with the fold but the form of events and comments' texts; slow and simple on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.events import Event


@dataclass(frozen=True)
class PlainComment:
    """What must be the same in a comment of the fold."""

    comment: str
    author: str
    body: str
    deleted: bool
    hidden: bool
    answered: bool
    agreed: frozenset[str]
    versions: int


@dataclass(frozen=True)
class PlainMeeting:
    """What must be the same in the meeting of the fold."""

    chair: str
    members: frozenset[str]
    phase: str
    comments: tuple[PlainComment, ...]


class PlainRules:
    """Recomputes a meeting from its whole set of events."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = sorted(events, key=_authority_order)
        self.create = next(event for event in self.events if event.kind == "meeting.create")
        self.ruling = [event for event in self.events if self._rules(event)]

    def meeting(self) -> PlainMeeting:
        phases = [event.kind for event in self.ruling if event.kind in ("meeting.open", "meeting.close")]
        phase = {"meeting.open": "open", "meeting.close": "closed"}[phases[-1]] if phases else "prepared"
        return PlainMeeting(self.create.device, self._members(), phase, self._comments())

    def _rules(self, event: Event) -> bool:
        return event.device == self.create.device and event.authority[0] == 0

    def _said_of(self, device: str) -> list[Event]:
        kinds = ("roster.add", "roster.remove")
        return [e for e in self.ruling if e.kind in kinds and (e.body or {})["device"] == device]

    def _members(self) -> frozenset[str]:
        last = {(e.body or {})["device"]: e.kind for e in self.ruling if e.kind.startswith("roster.")}
        return frozenset(device for device, kind in last.items() if kind == "roster.add")

    def _counts(self, event: Event) -> bool:
        said = self._said_of(event.device)
        adds = [each for each in said if each.kind == "roster.add"]
        if not adds:
            return False
        for place, removal in enumerate(said):
            if removal.kind != "roster.remove":
                continue
            listed = (removal.body or {})["upto"].get(event.log, 0)
            again = [e for e in said[place:] if e.kind == "roster.add" and e.authority <= event.authority]
            if event.sequence > listed and not again:
                return False
        return True

    def _role(self, event: Event) -> str:
        adds = [each for each in self._said_of(event.device) if each.kind == "roster.add"]
        known = [each for each in adds if each.authority <= event.authority]
        return str(((known[-1] if known else adds[0]).body or {})["role"])

    def _moderates(self, event: Event) -> bool:
        if self._rules(event):
            return True
        return event.authority[0] == 0 and self._counts(event) and self._role(event) == "secretariat"

    def _comments(self) -> tuple[PlainComment, ...]:
        adds = {e.event_id: e for e in self.events if e.kind == "comment.add"}
        deleted = {
            e.target
            for e in self.events
            if e.kind == "comment.delete" and e.target in adds and e.device == adds[e.target].device
        }
        places: dict[str, tuple[int, int, int]] = {}

        def place(event_id: str) -> tuple[int, int, int]:
            if event_id not in places:
                add = adds[event_id]
                own = places[event_id] = (add.time.ms, add.time.counter, 0)
                parent = "" if event_id in deleted or add.body is None else add.body["reply_to"]
                if parent in adds and place(parent)[:2] >= own[:2]:
                    above = place(parent)
                    places[event_id] = (above[0], above[1], above[2] + 1)
            return places[event_id]

        shown = [add for add in adds.values() if self._counts(add) and (add.body or add.event_id in deleted)]
        shown.sort(key=lambda add: (*place(add.event_id), add.device, add.log, add.sequence))
        return tuple(self._comment(add, deleted=add.event_id in deleted) for add in shown)

    def _comment(self, add: Event, *, deleted: bool) -> PlainComment:
        about = [event for event in self.events if event.target == add.event_id]
        moderation = [e for e in about if e.kind in ("comment.hide", "comment.unhide") and self._moderates(e)]
        hidden = bool(moderation) and moderation[-1].kind == "comment.hide"
        if deleted or add.body is None:
            return PlainComment(add.event_id, add.device, "", True, hidden, False, frozenset(), 0)
        answers = [e for e in about if e.kind in ("comment.answer", "comment.reopen") and self._moderates(e)]
        said = [e for e in about if self._counts(e)]
        said.sort(key=_author_order)
        edits = [e for e in said if e.kind == "comment.edit" and e.device == add.device and e.body]
        reactions = {e.device: (e.body or {})["on"] for e in said if e.kind == "reaction.set"}
        return PlainComment(
            add.event_id,
            add.device,
            ((edits[-1] if edits else add).body or {})["body"],
            False,
            hidden,
            bool(answers) and answers[-1].kind == "comment.answer",
            frozenset(device for device, on in reactions.items() if on),
            len(edits),
        )


def _authority_order(event: Event) -> tuple[object, ...]:
    return (*event.authority, event.time, event.log, event.sequence)


def _author_order(event: Event) -> tuple[object, ...]:
    return (event.time, event.log, event.sequence)

"""What the presenter shows: the chair, or the device that the chair gave it to.

What a given presenter says stands at the position of authority that it had applied, so the chair's next word
is newer; and it counts where the newest turn up to that position is that of its device. Once it was another's
turn, only what the cuts before that include counts: a PC that was cut off turns no page then.

A turn begins with a `presenter.give`, or with the opening of another item: then it is that of the seat which
the agenda names for the item, if any. So the role is one for an item, and nobody has to take it back.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sync.discussion import Call
from sync.meeting import Presentation
from sync.registers import Register, office_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sync.item_times import ItemTimes
    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing

PRESENTER_KINDS: Final = frozenset(("presenter.set", "presenter.call"))
"""What a given presenter may say as well; that moves no position of authority."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """From this act of the chair on a device presents, or whoever sits at a seat; both empty for nobody."""

    by: Act
    device: str = ""
    seat: str = ""


class Presenting:
    """Takes presenter.give of the chair, and pages and calls of whoever says that it presents."""

    def __init__(self, standing: Standing, items: ItemTimes) -> None:
        self._standing = standing
        self._items = items
        self._gives: list[Act] = []
        self._of_chair: dict[str, Register[None]] = {kind: Register(None) for kind in PRESENTER_KINDS}
        self._of_others: dict[str, list[Act]] = {kind: [] for kind in PRESENTER_KINDS}

    def receive(self, act: Act) -> bool:
        """Take an act; whether that of a member counts is decided when the values are asked for."""
        if act.kind == "presenter.give":
            self._gives.append(act)
            self._gives.sort(key=lambda each: each.authority_key)
        elif self._standing.from_chair(act):
            self._of_chair[act.kind].set(act, None)
        else:
            insort(self._of_others[act.kind], act, key=lambda each: each.authority_key)
        return True

    def values(self, frame: Meeting) -> Mapping[str, Any]:
        """Return who presents beside the chair, the page, and the last call to look."""
        turns = self._turns(frame)
        given = _holder(turns[-1], frame) if turns else ""
        shown, call = self._newest("presenter.set", turns), self._newest("presenter.call", turns)
        return {
            "presenter": given if given != frame.chair and frame.member(given) is not None else "",
            "presentation": _presentation(shown, frame) if shown else None,
            "call": self._call(call, frame) if call else None,
        }

    def _turns(self, frame: Meeting) -> Sequence[_Turn]:
        """Return who was to present from when on, in the order of authority."""
        seats = {item.item: item.presenter for item in frame.agenda}
        turns = [_Turn(give, device=(give.body or {})["device"]) for give in self._gives]
        turns += [_Turn(opened, seat=seats.get(item, "")) for opened, item in self._items.openings()]
        return sorted(turns, key=lambda turn: turn.by.authority_key)

    def _newest(self, kind: str, turns: Sequence[_Turn]) -> Act | None:
        """Return the newest act of a kind that counts."""
        of_chair = self._of_chair[kind].by
        for act in reversed(self._of_others[kind]):
            if of_chair is not None and act.authority_key < of_chair.authority_key:
                break
            if self._counts(act, turns):
                return self._last_of(act, turns)
        return of_chair

    def _last_of(self, found: Act, turns: Sequence[_Turn]) -> Act:
        """Return the newest of what counts at one position, where a wrong clock may have misled the order."""
        same = (act for act in self._of_others[found.kind] if act.authority == found.authority)
        return office_order(act for act in same if self._counts(act, turns))[-1]

    def _counts(self, act: Act, turns: Sequence[_Turn]) -> bool:
        """Say whether it was the turn of the author of an act where that stands."""
        standing = self._standing
        if not standing.is_reached(act.authority) or not standing.roster.accepts(act):
            return False
        before = [turn for turn in turns if turn.by.authority <= act.authority]
        if not before or not self._is_of(before[-1], act, act.authority) or standing.is_outside(act):
            return False
        after = (turn for turn in turns[len(before) :] if not self._is_of(turn, act, turn.by.authority))
        ended = next(after, None)
        if ended is None:
            return True
        first = standing.cuts.first(act)
        return first is not None and first < ended.by.authority_key

    def _is_of(self, turn: _Turn, act: Act, position: tuple[int, int]) -> bool:
        """Say whether a turn is that of the author of an act, by the seat it had at a position."""
        if turn.seat:
            return self._standing.roster.seat_at(act.device, position) == turn.seat
        return turn.device == act.device

    def _call(self, act: Act, frame: Meeting) -> Call | None:
        body = act.body or {}
        if frame.document(body["document"]) is None:
            return None
        at_ms = self._standing.time_of(act).ms
        return Call(act.event_id, act.device, body["document"], max(1, body["page"]), at_ms)


def _presentation(act: Act, frame: Meeting) -> Presentation | None:
    body = act.body or {}
    if not body["document"] or frame.document(body["document"]) is None:
        return None
    page = max(1, body["page"])
    return Presentation(body["document"], page, act.device, body["zoom"], body["x"], body["y"])


def _holder(turn: _Turn, frame: Meeting) -> str:
    """Return the device whose turn it is, "" while nobody sits there."""
    if not turn.seat:
        return turn.device
    return next((member.device for member in frame.members if member.seat == turn.seat), "")

"""What the presenter shows: the chair, or the device that the chair gave it to.

What a given presenter says stands at the position of authority that it had applied, so the chair's next word
is newer; and it counts where the newest `presenter.give` up to that position names its device. Once another
one was given it, only what the cuts before that include counts: a PC that was cut off turns no page then.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, Final

from sync.discussion import Call
from sync.meeting import Presentation
from sync.registers import Register, office_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing

PRESENTER_KINDS: Final = frozenset(("presenter.set", "presenter.call"))
"""What a given presenter may say as well; that moves no position of authority."""


class Presenting:
    """Takes presenter.give of the chair, and pages and calls of whoever says that it presents."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
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
        given = _device(self._gives[-1]) if self._gives else ""
        shown, call = self._newest("presenter.set"), self._newest("presenter.call")
        return {
            "presenter": given if given != frame.chair and frame.member(given) is not None else "",
            "presentation": _presentation(shown, frame) if shown else None,
            "call": self._call(call, frame) if call else None,
        }

    def _newest(self, kind: str) -> Act | None:
        """Return the newest act of a kind that counts."""
        of_chair = self._of_chair[kind].by
        for act in reversed(self._of_others[kind]):
            if of_chair is not None and act.authority_key < of_chair.authority_key:
                break
            if self._counts(act):
                return self._last_of(act)
        return of_chair

    def _last_of(self, found: Act) -> Act:
        """Return the newest of what counts at one position, where a wrong clock may have misled the order."""
        others = self._of_others[found.kind]
        return office_order(
            act for act in others if act.authority == found.authority and (act is found or self._counts(act))
        )[-1]

    def _counts(self, act: Act) -> bool:
        """Say whether the chair had given it to the author of an act where that stands."""
        standing = self._standing
        if not standing.is_reached(act.authority) or not standing.roster.accepts(act):
            return False
        before = [give for give in self._gives if give.authority <= act.authority]
        if not before or _device(before[-1]) != act.device or standing.is_outside(act):
            return False
        after = (give for give in self._gives[len(before) :] if _device(give) != act.device)
        ended = next(after, None)
        if ended is None:
            return True
        first = standing.cuts.first(act)
        return first is not None and first < ended.authority_key

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


def _device(give: Act) -> str:
    device: str = (give.body or {})["device"]
    return device

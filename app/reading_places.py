"""How each document was left on this device: place, size and the way its pages were shown; never sent."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from app.kept_values import KeptValues
from app.page_requests import MAX_PAGES
from widgets.page_arrangement import PageMode
from widgets.page_layout import MAX_ZOOM, MIN_ZOOM, Fit, Shade
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from pathlib import Path

    from app.tasks import Tasks

MOST_DOCUMENTS = 500
MOST_KEY_LETTERS = 1_000
MOST_BYTES = 4_000_000
SAVE_AFTER_MS = 3_000

E = TypeVar("E", bound=Enum)


class ReadingPlaces(QObject):
    """One view for each document, by the digest of its file, or by the path of a file that is read alone."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        self._states = _read_states(self._kept.load().get("documents"))

    def state(self, key: str) -> ViewState | None:
        """How this document was left."""
        return self._states.get(key)

    def keep(self, key: str, state: ViewState) -> None:
        """Remember how a document looks now; those that were not read for longest are given up."""
        if len(key) > MOST_KEY_LETTERS or self._states.get(key) == state:
            return
        self._states[key] = state
        self._states.move_to_end(key)
        while len(self._states) > MOST_DOCUMENTS:
            self._states.popitem(last=False)
        self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _to_json(self) -> dict[str, Any]:
        documents = [{"key": key, **state_to_json(state)} for key, state in self._states.items()]
        return {"documents": documents}  # the one that was read last stands last


def _read_states(found: object) -> OrderedDict[str, ViewState]:
    states: OrderedDict[str, ViewState] = OrderedDict()
    for entry in found[-MOST_DOCUMENTS:] if isinstance(found, list) else ():
        key = entry.get("key") if isinstance(entry, dict) else None
        if isinstance(key, str) and len(key) <= MOST_KEY_LETTERS:
            states[key] = state_from_json(entry)
    return states


def state_to_json(state: ViewState) -> dict[str, Any]:
    """A view as plain values."""
    return {
        "page": state.page,
        "x": round(state.x, 5),
        "y": round(state.y, 5),
        "fit": state.fit.value,
        "zoom": round(state.zoom, 4),
        "mode": state.mode.value,
        "cover_alone": state.cover_alone,
        "right_to_left": state.right_to_left,
        "turn": state.turn,
        "shade": state.shade.value,
    }


def state_from_json(found: dict[str, Any]) -> ViewState:
    """The view in plain values from a file; whatever is missing or out of range keeps its default."""
    default = ViewState()
    return ViewState(
        page=_whole(found.get("page"), 0, MAX_PAGES - 1, default.page),
        x=_number(found.get("x"), -1.0, 2.0, default.x),
        y=_number(found.get("y"), -1.0, 2.0, default.y),
        fit=_one_of(Fit, found.get("fit"), default.fit),
        zoom=_number(found.get("zoom"), MIN_ZOOM, MAX_ZOOM, default.zoom),
        mode=_one_of(PageMode, found.get("mode"), default.mode),
        cover_alone=_flag(found.get("cover_alone"), default=default.cover_alone),
        right_to_left=_flag(found.get("right_to_left"), default=default.right_to_left),
        turn=_whole(found.get("turn"), 0, 3, default.turn),
        shade=_one_of(Shade, found.get("shade"), default.shade),
    )


def _whole(found: object, least: int, most: int, default: int) -> int:
    return found if type(found) is int and least <= found <= most else default


def _number(found: object, least: float, most: float, default: float) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return default
    return float(found) if least <= found <= most else default  # NaN is not


def _flag(found: object, *, default: bool) -> bool:
    return found if isinstance(found, bool) else default


def _one_of(choices: type[E], found: object, default: E) -> E:
    return next((choice for choice in choices if choice.value == found), default)

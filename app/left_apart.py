"""Which comments a person did not want to put together, by meeting; remembered on this device, never sent."""

from __future__ import annotations

from collections import OrderedDict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.kept_values import KeptValues

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.tasks import Tasks

MOST_MEETINGS = 30
MOST_SETS = 500  # of one meeting
MOST_TOGETHER = 200  # comments of one set
MOST_LETTERS = 100
MOST_BYTES = 16_000_000
SAVE_AFTER_MS = 500

Pairs = frozenset[frozenset[str]]


class LeftApart(QObject):
    """No two comments of a set that is kept here are suggested together again."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        found = self._kept.load().get("meetings")
        self._meetings: OrderedDict[str, tuple[tuple[str, ...], ...]] = OrderedDict()
        for meeting, sets in list(found.items())[-MOST_MEETINGS:] if isinstance(found, dict) else ():
            if len(meeting) <= MOST_LETTERS and isinstance(sets, list):
                self._meetings[meeting] = tuple(map(_read_set, sets[-MOST_SETS:]))

    def pairs(self, meeting: str) -> Pairs:
        """Every two of them."""
        return frozenset(pair for each in self._meetings.get(meeting, ()) for pair in pairs_of(each))

    def add(self, meeting: str, comments: Iterable[str]) -> None:
        """Keep these apart too; what was used longest ago is given up."""
        kept = (*self._meetings.get(meeting, ()), tuple(comments)[:MOST_TOGETHER])
        self._meetings[meeting] = kept[-MOST_SETS:]
        self._meetings.move_to_end(meeting)
        while len(self._meetings) > MOST_MEETINGS:
            self._meetings.popitem(last=False)
        self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _to_json(self) -> dict[str, Any]:
        return {
            "meetings": {meeting: [list(each) for each in sets] for meeting, sets in self._meetings.items()}
        }


def pairs_of(comments: Iterable[str]) -> Pairs:
    """Every two of these comments."""
    return frozenset(frozenset(pair) for pair in combinations(comments, 2))


def _read_set(found: object) -> tuple[str, ...]:
    names = found[:MOST_TOGETHER] if isinstance(found, list) else []
    return tuple(name for name in names if isinstance(name, str) and len(name) <= MOST_LETTERS)

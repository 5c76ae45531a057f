"""Which calls to look at a page were answered here, so that none comes back after a restart; never sent."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.kept_values import KeptValues

if TYPE_CHECKING:
    from pathlib import Path

    from app.tasks import Tasks

MOST_MEETINGS = 200
MOST_LETTERS = 100
MOST_BYTES = 1_000_000
SAVE_AFTER_MS = 200


class AnsweredCalls(QObject):
    """By meeting the newest call that was answered: an older one is asked by nobody any more."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        found = self._kept.load().get("answered")
        self._answered: OrderedDict[str, str] = OrderedDict()
        for meeting, call in list(found.items())[-MOST_MEETINGS:] if isinstance(found, dict) else ():
            if isinstance(call, str) and max(len(meeting), len(call)) <= MOST_LETTERS:
                self._answered[meeting] = call

    def has(self, meeting: str, call: str) -> bool:
        """Whether this call was answered here."""
        return self._answered.get(meeting) == call

    def keep(self, meeting: str, call: str) -> None:
        """Remember that it was; meetings that had none for longest are given up."""
        self._answered[meeting] = call
        self._answered.move_to_end(meeting)
        while len(self._answered) > MOST_MEETINGS:
            self._answered.popitem(last=False)
        self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _to_json(self) -> dict[str, Any]:
        return {"answered": dict(self._answered)}

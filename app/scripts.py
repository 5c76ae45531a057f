"""The chair's own words for each item, one set for each meeting; kept on this PC and never sent anywhere."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.kept_values import KeptValues
from sync.meeting_file import MAX_SCRIPT
from sync.text import clean_body

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.tasks import Tasks

MOST_MEETINGS = 100
MOST_ITEMS = 500
MOST_KEY_LETTERS = 100
MOST_BYTES = 64_000_000  # a damaged file larger than this is not read
SAVE_AFTER_MS = 300


class Scripts(QObject):
    """What was written last wins over the meeting file: that one only fills what is empty."""

    changed = Signal(str)  # meeting

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        self._meetings = _read(self._kept.load().get("scripts"))

    def of(self, meeting: str) -> Mapping[str, str]:
        """The scripts of a meeting by item."""
        return dict(self._meetings.get(meeting, {}))

    def take_in(self, meeting: str, planned: Mapping[str, str]) -> None:
        """Keep what a meeting file says, where nothing was written yet."""
        kept = self._meetings.get(meeting, {})
        new = {item: text for item, text in planned.items() if text and item not in kept}
        if new:
            self._put(meeting, {**kept, **new})
            self.changed.emit(meeting)

    def write(self, meeting: str, item: str, text: str) -> None:
        """Keep what the chair wrote; an empty text is kept too, so that the file does not bring it back."""
        kept = self._meetings.get(meeting, {})
        if len(kept) < MOST_ITEMS or item in kept:
            self._put(meeting, {**kept, item: clean_body(text)[:MAX_SCRIPT]})

    def forget(self, meeting: str) -> None:
        """The meeting was removed from this PC."""
        if self._meetings.pop(meeting, None) is not None:
            self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _put(self, meeting: str, scripts: dict[str, str]) -> None:
        self._meetings[meeting] = scripts
        self._meetings.move_to_end(meeting)
        while len(self._meetings) > MOST_MEETINGS:
            self._meetings.popitem(last=False)
        self._kept.changed()

    def _to_json(self) -> dict[str, Any]:
        return {"scripts": {meeting: dict(found) for meeting, found in self._meetings.items()}}


def _read(found: object) -> OrderedDict[str, dict[str, str]]:
    meetings: OrderedDict[str, dict[str, str]] = OrderedDict()
    entries = list(found.items())[-MOST_MEETINGS:] if isinstance(found, dict) else ()
    for meeting, scripts in entries:
        if len(meeting) <= MOST_KEY_LETTERS and isinstance(scripts, dict):
            meetings[meeting] = {
                item: clean_body(text)[:MAX_SCRIPT]
                for item, text in list(scripts.items())[:MOST_ITEMS]
                if isinstance(text, str) and len(item) <= MOST_KEY_LETTERS
            }
    return meetings

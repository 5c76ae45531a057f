"""What is new among the documents since the person looked last; remembered on this device, never sent."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.kept_values import KeptValues
from widgets.document_news import DocumentNews, document_news

if TYPE_CHECKING:
    from pathlib import Path

    from app.tasks import Tasks
    from sync.meeting import Meeting

MOST_MEETINGS = 100
MOST_KEYS = 2_000  # of one meeting
MOST_KEY_LETTERS = 100
MOST_BYTES = 32_000_000
SAVE_AFTER_MS = 500


class SeenNews(QObject):
    """By meeting: what was there when the person came first, and what was looked at since."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        found = self._kept.load().get("meetings")
        self._meetings: OrderedDict[str, tuple[frozenset[str], frozenset[str]]] = OrderedDict()
        for meeting, keys in list(found.items())[-MOST_MEETINGS:] if isinstance(found, dict) else ():
            if isinstance(keys, dict) and len(meeting) <= MOST_KEY_LETTERS:
                self._meetings[meeting] = (_read_keys(keys.get("first")), _read_keys(keys.get("seen")))

    def of(self, meeting: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """What was there at first and what was seen since; None for a meeting that is new here."""
        return self._meetings.get(meeting)

    def keep(self, meeting: str, first: frozenset[str], seen: frozenset[str]) -> None:
        """Remember this of a meeting; those that were not used for longest are given up."""
        if self._meetings.get(meeting) == (first, seen):
            return
        self._meetings[meeting] = (first, seen)
        self._meetings.move_to_end(meeting)
        while len(self._meetings) > MOST_MEETINGS:
            self._meetings.popitem(last=False)
        self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _to_json(self) -> dict[str, Any]:
        return {
            "meetings": {
                meeting: {"first": sorted(first)[:MOST_KEYS], "seen": sorted(seen)[:MOST_KEYS]}
                for meeting, (first, seen) in self._meetings.items()
            }
        }


def _read_keys(found: object) -> frozenset[str]:
    keys = found[:MOST_KEYS] if isinstance(found, list) else []
    return frozenset(key for key in keys if isinstance(key, str) and len(key) <= MOST_KEY_LETTERS)


class News(QObject):
    """The news of one meeting for one person.

    What is there while this device still catches up for the first time is where the person begins, no news.
    """

    changed = Signal(object)  # tuple of DocumentNews, newest first

    def __init__(self, kept: SeenNews, meeting: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._meeting = meeting
        self._told: tuple[DocumentNews, ...] | None = None
        self._all: tuple[DocumentNews, ...] = ()
        self._is_level = kept.of(meeting) is not None

    def set_meeting(self, meeting: Meeting) -> None:
        """Find out what happened."""
        self._all = document_news(meeting)
        if not self._is_level:
            self._kept.keep(self._meeting, frozenset(news.key for news in self._all), frozenset())
        self._tell()

    def set_level(self) -> None:
        """This device has all that the others have: what comes from now on is news."""
        self._is_level = True

    def look(self) -> None:
        """The person has seen everything there is."""
        first, _seen = self._known()
        self._kept.keep(self._meeting, first, frozenset(news.key for news in self._all) - first)
        self._tell()

    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        return self._kept.of(self._meeting) or (frozenset(), frozenset())

    def _tell(self) -> None:
        first, seen = self._known()
        told = tuple(
            replace(news, is_new=news.key not in seen) for news in self._all if news.key not in first
        )
        if told != self._told:
            self._told = told
            self.changed.emit(told)

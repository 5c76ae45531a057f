"""What this device notes of one meeting between two starts: hints that others can tell again."""

from __future__ import annotations

import json

from sync.log import EventLog

_REACHED: str = "reached"
_TOLD: str = "collected"


class MeetingNotes:
    """Small values beside the events of a meeting; a disk that refuses costs a repetition."""

    def __init__(self, log: EventLog, meeting: str) -> None:
        self._log = log
        self._meeting = meeting

    def note(self, key: str, value: str) -> None:
        """Note a value."""
        self._log.note(self._meeting, key, value)

    def reached(self) -> dict[str, int]:
        """How far the chair's PC held each own log."""
        found: dict[str, int] = json.loads(self._log.state(self._meeting, _REACHED) or "{}")
        return found

    def note_reached(self, reached: dict[str, int]) -> None:
        """Note how far the chair's PC holds each own log."""
        self.note(_REACHED, json.dumps(reached))

    def told_collections(self) -> set[str]:
        """The own receipts of collections that the chair's PC holds."""
        return set(json.loads(self._log.state(self._meeting, _TOLD) or "[]"))

    def note_told_collections(self, told: set[str]) -> None:
        """Note which own receipts of collections the chair's PC holds."""
        self.note(_TOLD, json.dumps(sorted(told)))

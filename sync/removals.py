"""What was removed from this device by a rule or by hand, until the program's other files forgot it too.

The windows keep what follows from a meeting beside the node: an index of its documents, drafts, places. They
may be closed while the node removes, so what they have to forget is noted, and survives a restart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sync.log import EventLog
from sync.status import Removed

_FILE: Final = "forget.file."
_RECORD: Final = "forget.record."
_DEVICE: Final = ""  # where the log notes what is of no meeting


class Removals:
    """Those of one device; may be used in any thread. Every call may raise StorageError."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def note_files(self, sha256: Iterable[str]) -> None:
        """These files are about to be removed."""
        for each in sha256:
            self._log.set_state(_DEVICE, f"{_FILE}{each}", "1")

    def note_record(self, meeting: str) -> None:
        """The words of this meeting are about to be removed."""
        self._log.set_state(_DEVICE, f"{_RECORD}{meeting}", "1")

    def left(self) -> Removed:
        """What nobody has forgotten yet."""
        return Removed(
            frozenset(self._log.state_keys(_DEVICE, _RECORD)), frozenset(self._log.state_keys(_DEVICE, _FILE))
        )

    def forgotten(self, removed: Removed) -> None:
        """All of this is forgotten."""
        for meeting in removed.records:
            self._log.set_state(_DEVICE, f"{_RECORD}{meeting}", None)
        for each in removed.files:
            self._log.set_state(_DEVICE, f"{_FILE}{each}", None)

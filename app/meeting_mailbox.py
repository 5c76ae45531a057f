"""Brings the newest meeting from the node's thread to the windows, no oftener than they can show it.

Every comment makes a new meeting. While the windows show one, more may come; only the newest counts, so the
others are passed over. A pause of three times as long as the showing took leaves time for keys, mouse and
painting.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:  # the lobby is shown before the values of a meeting are loaded
    from collections.abc import Callable

    from sync.meeting import Meeting

LEAST_MS: Final = 50
"""From one showing to the next: twenty a second are as smooth as anybody can read."""

PAUSES: Final = 3
"""How much longer than a showing the pause after it is."""

MOST_PAUSE_S: Final = 0.3


class MeetingMailbox(QObject):
    """`put` may be called on any thread; `delivered` is emitted on that of the mailbox."""

    delivered = Signal(object)
    _filled = Signal()

    def __init__(self, parent: QObject | None = None, *, now_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._lock = threading.Lock()
        self._newest: Meeting | None = None
        self._next_s = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._deliver)
        self._filled.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def put(self, meeting: Meeting) -> None:
        """Leave the newest meeting; it takes the place of one that was not delivered yet."""
        with self._lock:
            is_told, self._newest = self._newest is not None, meeting
        if not is_told:
            self._filled.emit()

    @Slot()
    def _take(self) -> None:
        rest_s = self._next_s - self._now_s()
        if rest_s > 0:
            self._timer.start(round(rest_s * 1000) + 1)
        else:
            self._deliver()

    def _deliver(self) -> None:
        with self._lock:
            meeting, self._newest = self._newest, None
        if meeting is None:
            return
        began = self._now_s()
        self.delivered.emit(meeting)
        ended = self._now_s()
        pause_s = min(PAUSES * (ended - began), MOST_PAUSE_S)
        self._next_s = max(began + LEAST_MS / 1000, ended + pause_s)

"""Ctrl+C in the console ends the program as closing its windows does: nothing is lost, no trace is shown."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Slot


class Interruption(QObject):
    """Calls `end` on the GUI thread at Ctrl+C; Python alone would notice it only when it runs code again."""

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._ear, self._bell = socket.socketpair()
        self._ear.settimeout(0)
        self._bell.settimeout(0)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._handler = signal.signal(signal.SIGINT, lambda *_: None)
        self._wakeup = signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)

    def close(self) -> None:
        """Let Ctrl+C do what it did before."""
        signal.set_wakeup_fd(self._wakeup)
        signal.signal(signal.SIGINT, self._handler)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._bell.close()

    @Slot()
    def _hear(self) -> None:
        if signal.SIGINT in self._ear.recv(4096):
            self._end()

"""Looks for garbage on the GUI thread only.

Python looks for reference cycles on whichever thread happens to allocate, and takes apart there what it
finds. A window taken apart on the thread of the node or of a worker locks both threads up: Qt holds the lock
of the dying object and waits for the interpreter, while the GUI thread has the interpreter and waits for
that lock.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 250
YOUNGEST: Final = 2_000
"""How many more objects may be made than were let go before the youngest are looked through."""

OLDER: Final = 10
"""How often a generation is looked through before the next older one is."""


def collect_due() -> None:
    """Look through the generations that are due, by the counts that the interpreter keeps."""
    made, youngest, middle = gc.get_count()
    if middle > OLDER:
        gc.collect(2)
    elif youngest > OLDER:
        gc.collect(1)
    elif made > YOUNGEST:
        gc.collect(0)


class GarbageCollection(QObject):
    """While it lives, garbage is looked for by a timer of the thread that made it, and nowhere else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(EVERY_MS)

    def close(self) -> None:
        """Take apart what is left, and leave it to the interpreter again, as it was before."""
        self._timer.stop()
        gc.collect()
        if self._was_enabled:
            gc.enable()

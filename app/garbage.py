"""Looks for garbage on the GUI thread only.

Python looks for reference cycles on whichever thread happens to allocate, and takes apart there what it
finds. A window taken apart on the thread of the node or of a worker locks both threads up: Qt holds the lock
of the dying object and waits for the interpreter, while the GUI thread has the interpreter and waits for
that lock.

Looking through everything takes the longer the more a meeting has, a quarter of a second with thousands of
comments, and hardly any of that is ever garbage. So once there are many old objects they are set aside
(`gc.freeze`) instead, and looked through when the program has done next to nothing for a while.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_MS: Final = 100
YOUNGEST: Final = 2_000
"""How many more objects may be made than were let go before the youngest are looked through."""

ALL: Final = 2
"""The oldest of the three generations, and with it the others."""

OLDER: Final = 10
"""How often a generation is looked through before the next older one is."""

MANY: Final = 20_000
"""Old objects: a look through as many takes some 15 ms, which nobody notices who turns a page."""

QUIET_S: Final = 10.0
QUIET_SHARE: Final = 0.05
"""Of a processor, for so long: nobody turns pages or scrolls, and nothing comes in, but clocks tick."""


def collect_due(many: int = MANY) -> None:
    """Look through the generations that are due, by the counts that the interpreter keeps."""
    made, youngest, middle = gc.get_count()
    if middle > OLDER and len(gc.get_objects(ALL)) > many:
        gc.freeze()
    elif middle > OLDER:
        gc.collect(ALL)
    elif youngest > OLDER:
        gc.collect(1)
    elif made > YOUNGEST:
        gc.collect(0)


class GarbageCollection(QObject):
    """While it lives, garbage is looked for by a timer of the thread that made it, and nowhere else."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        many: int = MANY,
        now_s: Callable[[], float] = time.perf_counter,
        used_s: Callable[[], float] = time.process_time,
    ) -> None:
        super().__init__(parent)
        self._many, self._now_s, self._used_s = many, now_s, used_s
        self._since = now_s(), used_s()
        self._was_enabled = gc.isenabled()
        self._at_start = self._set_aside = gc.get_freeze_count()  # when everything was looked through last
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """Look through what is due; through everything where it has been quiet for long."""
        if self._has_been_quiet() and gc.get_freeze_count() > self._set_aside:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._set_aside = gc.get_freeze_count()
            return
        collect_due(self._many)

    def _has_been_quiet(self) -> bool:
        now, used = self._now_s(), self._used_s()
        passed_s, used_s = now - self._since[0], used - self._since[1]
        if passed_s < QUIET_S:
            return False
        self._since = now, used
        return used_s < QUIET_SHARE * passed_s

    def close(self) -> None:
        """Take apart what is left, and leave it to the interpreter again, as it was before."""
        self._timer.stop()
        if gc.get_freeze_count() > self._at_start:
            gc.unfreeze()
        gc.collect()
        if self._was_enabled:
            gc.enable()

"""A small JSON file that is saved in a thread soon after each change, at the latest when it is closed."""

from __future__ import annotations

import logging
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.settings import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.tasks import Tasks

logger = logging.getLogger(__name__)


class KeptValues(QObject):
    """Saves what ``value`` gives: the window never waits for the disk, and an older state never wins."""

    saved = Signal()

    def __init__(
        self,
        path: Path,
        tasks: Tasks,
        value: Callable[[], dict[str, Any]],
        parent: QObject | None = None,
        *,
        save_after_ms: int,
        most_bytes: int,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._value = value
        self._writer = _Writer(path)
        self._most_bytes = most_bytes
        self._change = 0  # counts changes: the writer knows which of them is on disk
        self._timer = QTimer(self, singleShot=True, interval=save_after_ms)
        self._timer.timeout.connect(self._save_in_thread)

    def load(self) -> dict[str, Any]:
        """What the file holds; empty when there is none, or none that can be read."""
        try:
            return read_json(self._writer.path, self._most_bytes)
        except OSError as error:
            logger.warning("%s could not be read: %s", self._writer.path.name, error.strerror)
            return {}

    def changed(self) -> None:
        """There is something to save; more changes until then are saved with it."""
        self._change += 1
        if not self._timer.isActive():
            self._timer.start()

    def close(self) -> None:
        """Save what is not on disk yet, and wait for it."""
        self._timer.stop()
        try:
            self._writer.write(self._change, self._value())
        except OSError as error:
            self._could_not_save(error)

    def _save_in_thread(self) -> None:
        work = partial(self._writer.write, self._change, self._value())
        self._tasks.run(work, lambda _none: self.saved.emit(), self._could_not_save)

    def _could_not_save(self, error: Exception) -> None:
        """The values stay in memory; the next change or closing tries again."""
        if not isinstance(error, OSError):
            raise error
        logger.warning("%s could not be saved: %s", self._writer.path.name, error.strerror)


class _Writer:
    """Writes one after the other, whichever thread asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._newest = 0

    def write(self, change: int, value: dict[str, Any]) -> None:
        """Write this state unless a newer one is written already. Raises OSError."""
        with self._lock:
            if change > self._newest:
                write_json(self.path, value)
                self._newest = change

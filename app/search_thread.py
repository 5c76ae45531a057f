"""The one thread that uses the search index: what it is asked to do, it does in order."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from app.search_file import open_index, put_aside
from app.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.search_index import SearchIndex

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Indexes:
    """The index on the disk, and one in memory for what must not be kept; used in the thread alone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._on_disk: SearchIndex | None = None
        self._in_memory: SearchIndex | None = None

    def of(self, *, keep: bool) -> SearchIndex:
        """Where documents are that may be kept, or those that may not; opened when first needed."""
        if keep:
            self._on_disk = self._on_disk or open_index(self._path)
            return self._on_disk
        self._in_memory = self._in_memory or open_index(None)
        return self._in_memory

    def start_anew(self) -> None:
        """Put a damaged file aside. Raises StorageError."""
        if self._on_disk is not None:
            self._on_disk.close()
            self._on_disk = None
        if self._path is not None and self._path.exists():
            put_aside(self._path)

    def close(self) -> None:
        """Let go of both."""
        for index in (self._on_disk, self._in_memory):
            if index is not None:
                index.close()
        self._on_disk = self._in_memory = None


class SearchThread(QObject):
    """Runs work with the indexes off the GUI thread and delivers its outcome on it."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indexes = Indexes(path)
        self._tasks = Tasks(self)
        self._thread = ThreadPoolExecutor(1, "kurumaza-search")
        self._waiting: set[Future[Any]] = set()
        self._is_closed = False

    def do(
        self,
        work: Callable[[Indexes], T],
        on_result: Callable[[T], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Do this after all that was asked before; nothing once it is closed."""
        if self._is_closed:
            return
        future = self._thread.submit(work, self._indexes)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        self._tasks.follow(future, on_result, on_error)

    def close(self) -> None:
        """Wait for what runs; what waits is not done, and no outcome is delivered any more."""
        if self._is_closed:
            return
        self._is_closed = True
        self._tasks.close()
        for waiting in tuple(self._waiting):
            waiting.cancel()
        self._thread.submit(self._indexes.close)  # in the thread that opened them
        self._thread.shutdown(wait=True)


def log_mistake(error: Exception) -> None:
    """Tell of a mistake of ours by its kind alone: its words may hold what was looked for."""
    logger.error("The search failed: %s", type(error).__name__)

"""Runs work off the GUI thread and delivers its outcome on it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Tasks(QObject):
    """Every piece of work has a way for its result and a way for its error, both called on the GUI thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kurumaza-task")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def run(
        self, work: Callable[[], T], on_result: Callable[[T], object], on_error: Callable[[Exception], object]
    ) -> None:
        """Run `work` in a thread of its own."""
        self.follow(self._executor.submit(work), on_result, on_error)

    def follow(
        self, future: Future[T], on_result: Callable[[T], object], on_error: Callable[[Exception], object]
    ) -> None:
        """Deliver the outcome of work that runs elsewhere, such as on the node's thread."""

        def finished(done: Future[T]) -> None:
            if not self._closed:
                self._finished.emit((done, on_result, on_error))

        future.add_done_callback(finished)

    def close(self) -> None:
        """Wait for running work; its outcome is no longer delivered."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(
        self, finished: tuple[Future[Any], Callable[[Any], object], Callable[[Exception], object]]
    ) -> None:
        future, on_result, on_error = finished
        if self._closed:
            return
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 - the edge of a thread: the caller decides what it means
            on_error(error)
            return
        on_result(result)

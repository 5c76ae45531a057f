"""Ends what takes too long, from a thread of its own; setting and lifting a limit waits for nobody."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Watchdog:
    """One limit at a time; a thread for each limit would wait for every busy thread to start and to end."""

    def __init__(self, limit_s: float, bark: Callable[[], object]) -> None:
        """Call ``bark`` in the thread of the watchdog when something took longer than ``limit_s``."""
        self._limit_s = limit_s
        self._bark = bark
        self._deadline: float | None = None
        self._is_set = threading.Event()
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def limited(self) -> Iterator[None]:
        """What happens within has so much time."""
        self._deadline = time.monotonic() + self._limit_s
        self._is_set.set()
        try:
            yield
        finally:
            self._deadline = None

    def close(self) -> None:
        """Watch no longer; returns once the thread has ended."""
        self._is_closed.set()
        self._is_set.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_closed.is_set():
            self._is_set.wait()
            self._is_set.clear()
            while (deadline := self._deadline) is not None:
                left = deadline - time.monotonic()
                if left <= 0:
                    self._deadline = None
                    self._bark()
                elif self._is_closed.wait(left):
                    return

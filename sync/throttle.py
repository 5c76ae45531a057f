"""The first call passes at once, or after a given time; later ones merge until the time is up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Throttle:
    """Calls `action` `delay_s` after `poke`, but never twice within `interval_s`. Belongs to one loop."""

    def __init__(self, action: Callable[[], None], interval_s: float, delay_s: float = 0.0) -> None:
        self._action = action
        self._interval_s = interval_s
        self._delay_s = delay_s
        self._timer: asyncio.Handle | None = None
        self._ran_at = float("-inf")
        self._stopped = False

    def poke(self) -> None:
        """Ask for a call."""
        if self._timer is not None or self._stopped:
            return
        loop = asyncio.get_running_loop()
        wait = max(self._ran_at + self._interval_s - loop.time(), self._delay_s)
        self._timer = loop.call_later(wait, self._run) if wait > 0 else loop.call_soon(self._run)

    def flush(self) -> None:
        """Make a call that is due at once."""
        if self._timer is not None:
            self._timer.cancel()
            self._run()

    def stop(self) -> None:
        """Forget a call that is due, and make no more."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _run(self) -> None:
        self._timer = None
        self._ran_at = asyncio.get_running_loop().time()
        self._action()

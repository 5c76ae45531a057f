"""Better news are told at once, worse ones only when they lasted: a short break shows nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Patience(Generic[T]):
    """Tells values; `rank` orders them, the best with 0. Belongs to one loop."""

    def __init__(
        self,
        tell: Callable[[T], object],
        rank: Callable[[T], int],
        delay_s: float,
        told: T | None = None,
    ) -> None:
        self.told = told
        self._tell = tell
        self._rank = rank
        self._delay_s = delay_s
        self._latest: T | None = None
        self._timer: asyncio.TimerHandle | None = None

    def news(self, value: T) -> None:
        """The value now; told at once unless it is worse than what was told last."""
        self._latest = value
        if self.told is None or self._rank(value) <= self._rank(self.told):
            self.stop()
            self._say(value)
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._delay_s, self._lasted)

    def again(self) -> None:
        """What was told counts no more: the next value is told whatever it is."""
        self.stop()
        self.told = None

    def stop(self) -> None:
        """Forget what was to be told later."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _lasted(self) -> None:
        self._timer = None
        if self._latest is not None:
            self._say(self._latest)

    def _say(self, value: T) -> None:
        if value != self.told:
            self.told = value
            self._tell(value)

"""A chair's PC that came back says nothing in the chair's name before it has heard how far things went."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

from sync.meeting_clock import steady_ms

ASLEEP_MS: Final = 15_000
"""Three times the distance of two ticks: nobody ran meanwhile, because the PC slept or stood still."""


class Settling:
    """Open once a peer was heard out, or when nobody was there for `wait_s`; shut again by a sleep."""

    def __init__(self, wait_s: float, steady: Callable[[], int] = steady_ms) -> None:
        self._wait_s = wait_s
        self._steady = steady
        self._heard = asyncio.Event()
        self._until_s = 0.0
        self._ticked_ms = steady()

    def begin(self) -> None:
        """The program starts, or the PC woke: from now on it has to hear somebody."""
        self._heard.clear()
        self._until_s = asyncio.get_running_loop().time() + self._wait_s
        self._ticked_ms = self._steady()

    def done(self) -> None:
        """A peer was heard out, or there is nobody who could say anything else."""
        self._heard.set()

    def tick(self) -> None:
        """To be called every few seconds: that tells a sleep from a pause of the people."""
        if self._steady() - self._ticked_ms > ASLEEP_MS:
            self.begin()
        self._ticked_ms = self._steady()

    async def wait(self) -> None:
        """Wait until the chair's word may be used."""
        self.tick()
        if not self._heard.is_set():
            with contextlib.suppress(TimeoutError):  # nobody is there: then its own word is the last one
                async with asyncio.timeout_at(self._until_s):
                    await self._heard.wait()
            self._heard.set()

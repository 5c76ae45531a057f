"""Lets what a peer itself writes in no faster than its allowance; what is too fast waits here, in order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from sync.allowance import CATCH_UP, Allowance
from sync.events import Event
from sync.wire import WireError

MAX_WAITING: Final = 2 * CATCH_UP


class Pacer:
    """Belongs to one conversation. Reading goes on meanwhile: what the peer relays of others never waits."""

    def __init__(
        self,
        device: str,
        allowance: Allowance,
        take: Callable[[list[Event]], Awaitable[None]],
    ) -> None:
        self._device = device
        self._allowance = allowance
        self._monotonic_s = allowance.monotonic_s
        self._take = take
        self._brought: Mapping[str, int] | None = None
        self._waiting: deque[tuple[float, Event]] = deque()
        self._places: set[tuple[str, int]] = set()
        self._wake = asyncio.Event()

    def greeted(self, logs: Mapping[str, int]) -> None:
        """The peer said for the first time what it holds: that much it did not write just now."""
        if self._brought is None:
            self._brought = logs

    def sort(self, events: Iterable[Event], have: Mapping[str, int]) -> list[Event]:
        """Give what may be taken now; the rest is taken in its time. WireError when too much waits."""
        now_s = self._monotonic_s()
        ready = []
        for event in events:
            if event.device != self._device or event.sequence <= have.get(event.log, 0):
                ready.append(event)
                continue
            if (event.log, event.sequence) in self._places:
                continue
            is_old = event.sequence <= (self._brought or {}).get(event.log, 0)
            wait_s = self._allowance.wait_s(self._device, catching_up=is_old)
            if wait_s <= 0 and not self._waiting:
                ready.append(event)
                continue
            if len(self._waiting) >= MAX_WAITING:
                raise WireError("more events than anybody writes")
            self._waiting.append((now_s + wait_s, event))
            self._places.add((event.log, event.sequence))
            self._wake.set()
        return ready

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._wake.clear()
            if not self._waiting:
                await self._wake.wait()
                continue
            due_s = self._waiting[0][0]
            await asyncio.sleep(max(0.0, due_s - self._monotonic_s()))
            ready = []
            while self._waiting and self._waiting[0][0] <= self._monotonic_s():
                _, event = self._waiting.popleft()
                self._places.discard((event.log, event.sequence))
                ready.append(event)
            if ready:
                await self._take(ready)

"""Keeps one calling task for each device that a seat calls, and none for any other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

from sync.caller import Caller
from sync.link import Link

SILENT_AFTER: Final = 4


class Switchboard:
    """`caller_for` makes the caller of a device. Belongs to one loop."""

    def __init__(self, caller_for: Callable[[str], Caller]) -> None:
        self._caller_for = caller_for
        self._callers: dict[str, Caller] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._first: Link | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def follow(self, devices: Iterable[str], first: Link | None = None) -> None:
        """Call these devices from now on, and no others; over `first` one of them was reached already."""
        wanted = tuple(dict.fromkeys(devices))
        self._first = first or self._first
        for device in self._tasks.keys() - set(wanted):
            self._callers.pop(device)
            task = self._tasks.pop(device)
            task.cancel()
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
        for device in wanted:
            if device not in self._tasks:
                caller = self._callers[device] = self._caller_for(device)
                given = first if first is not None and first.device == device else None
                self._tasks[device] = asyncio.create_task(caller.run(given))

    def targets(self) -> tuple[str, ...]:
        """The devices that are called."""
        return tuple(self._tasks)

    def silent(self) -> frozenset[str]:
        """Those that did not answer for a while."""
        return frozenset(
            device for device, caller in self._callers.items() if caller.failures >= SILENT_AFTER
        )

    def hurry(self, device: str = "") -> None:
        """Call a device now, or all of them."""
        for target, caller in self._callers.items():
            if device in ("", target):
                caller.hurry()

    async def stop(self) -> None:
        """End every call and every link that came of one."""
        tasks = [*self._tasks.values(), *self._ending]
        self._tasks.clear()
        self._callers.clear()
        for task in tasks:
            task.cancel()
        try:
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            if self._first is not None:  # a task that never ran has not closed what it was given
                await self._first.close()

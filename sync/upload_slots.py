"""Who may be sent a chunk now: few at a time, the others in a line that is not too long."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final

from sync.errors import KurumazaError

SLOTS: Final = 4
FEWER: Final = 2
"""While people write to each other; who is urgent has all of them."""
LINE: Final = 600
LINE_PER_DEVICE: Final = 6


class NoSlotError(KurumazaError):
    """Too many wait already; ask later, or somebody else."""

    def __init__(self) -> None:
        super().__init__("busy", "This PC is sending to others.")


@dataclass(eq=False)
class Slot:
    """A place among those that are sent to; `leave` gives it back, `park` as well while nothing moves."""

    slots: UploadSlots
    device: str
    ready: asyncio.Future[None]
    counts: bool = field(default=False, init=False)

    def park(self) -> None:
        """The other side takes nothing just now: somebody else may have the place."""
        self.slots.release(self)

    leave = park


class UploadSlots:
    """A line for `slots` places; who is urgent stands before all that are not. Belongs to one loop."""

    def __init__(self, slots: int = SLOTS, line: int = LINE) -> None:
        self._free = slots
        self._kept_free = 0
        self._fewer = max(slots - FEWER, 0)
        self._line = line
        self._waiting: deque[Slot] = deque()
        self._urgent: deque[Slot] = deque()
        self._of: Counter[str] = Counter()

    def leave_room(self, *, is_wanted: bool) -> None:
        """Send to fewer at a time, or to as many as ever."""
        self._kept_free = self._fewer if is_wanted else 0
        self._admit()

    async def enter(self, device: str, *, urgent: bool, wait_s: float) -> Slot:
        """Wait for a place. Raises NoSlotError when there is none for so long, or the line is too long."""
        if len(self._waiting) + len(self._urgent) >= self._line or self._of[device] >= LINE_PER_DEVICE:
            raise NoSlotError
        slot = Slot(self, device, asyncio.get_running_loop().create_future())
        line = self._urgent if urgent else self._waiting
        line.append(slot)
        self._of[device] += 1
        self._admit()
        try:
            async with asyncio.timeout(wait_s):
                await slot.ready
        except TimeoutError as error:
            self._step_out(slot, line)
            raise NoSlotError from error
        except asyncio.CancelledError:
            self._step_out(slot, line)
            raise
        finally:
            self._of -= Counter((device,))
        return slot

    def _step_out(self, slot: Slot, line: deque[Slot]) -> None:
        if slot in line:
            line.remove(slot)
        self.release(slot)

    def release(self, slot: Slot) -> None:
        """A place is free again; it does not matter how often this is said."""
        if slot.counts:
            slot.counts = False
            self._free += 1
            self._admit()

    def _admit(self) -> None:
        while (line := self._urgent or self._waiting) and self._free > (
            0 if line is self._urgent else self._kept_free
        ):
            slot = line.popleft()
            if not slot.ready.done():
                self._free -= 1
                slot.counts = True
                slot.ready.set_result(None)

"""How many events one device may say: a person's pace is never felt, a flood waits. Pure: time is given.

What is too fast is delayed and never dropped, because all devices have to end up with the same events. The
chair's device is not measured, and neither is what others relay: a device is slowed by those it talks with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

EVENTS_PER_S: Final = 5.0
BURST: Final = 20
CATCH_UP: Final = 2_000
"""What a device may bring along at once when it returns: it wrote that while nobody heard it."""
FLOOD: Final = 2_000
MAX_DEVICES: Final = 1_000


@dataclass(slots=True)
class _Bucket:
    """Fills at EVENTS_PER_S up to `size`; below nothing it is in debt, and who comes next waits."""

    size: float
    tokens: float
    at_s: float

    def reserve(self, count: int, now_s: float) -> float:
        """Take tokens; seconds until they are there."""
        elapsed_s = max(0.0, now_s - self.at_s)
        self.tokens = min(self.size, self.tokens + elapsed_s * EVENTS_PER_S) - count
        self.at_s = max(now_s, self.at_s)
        return max(0.0, -self.tokens / EVENTS_PER_S)


class Allowance:
    """The pace of every device that talks with this one, over all of its connections."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self.monotonic_s = monotonic_s
        self._paces: dict[str, _Bucket] = {}
        self._returns: dict[str, _Bucket] = {}

    def wait_s(self, device: str, count: int = 1, *, catching_up: bool = False) -> float:
        """Seconds after which `count` events of a device may be taken; they are reserved by asking.

        `catching_up`: it told of them when it greeted, so it did not write them just now.
        """
        if count <= 0:
            return 0.0
        now_s = self.monotonic_s()
        buckets, size = (self._returns, CATCH_UP) if catching_up else (self._paces, BURST)
        bucket = buckets.get(device)
        if bucket is None:
            self._make_room(buckets, now_s)
            bucket = buckets[device] = _Bucket(size, size, now_s)
        return bucket.reserve(count, now_s)

    def _make_room(self, buckets: dict[str, _Bucket], now_s: float) -> None:
        """Forget devices whose bucket is full again; it would begin full as well."""
        if len(buckets) >= MAX_DEVICES:
            for device, bucket in list(buckets.items()):
                bucket.reserve(0, now_s)
                if bucket.tokens >= bucket.size:
                    del buckets[device]


class FloodWatch:
    """Counts what each device wrote, and names it once when that is more than any person writes."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def count(self, devices: Iterable[str]) -> tuple[str, ...]:
        """Count an event for each of these authors; gives those that reached FLOOD by it."""
        reached = []
        for device in devices:
            self._counts[device] += 1
            if self._counts[device] == FLOOD:
                reached.append(device)
        return tuple(reached)

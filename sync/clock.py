"""An order of events that no wall clock can break, and what a device holds of every log.

A hybrid time is the clock of the meeting in milliseconds, moved on by whatever was seen from others, and a
counter for events within one millisecond. It goes back on a device only when its clock turns out to have been
more than a minute fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

MAX_MS: Final = (
    253_402_300_799_999  # the last millisecond of the year 9999: later ones cannot be shown as a date
)
MAX_COUNTER: Final = 65_535
MAX_AHEAD_MS: Final = 60_000

Have = Mapping[str, int]
"""A version vector: per log id the highest sequence held without a gap."""


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """A moment on the meeting clock: milliseconds since 1970 UTC, then a counter."""

    ms: int
    counter: int = 0

    def next(self) -> HybridTime:
        """Return the smallest time after this one; the last possible one is its own successor."""
        if self.counter < MAX_COUNTER:
            return HybridTime(self.ms, self.counter + 1)
        return HybridTime(min(self.ms + 1, MAX_MS), 0 if self.ms < MAX_MS else MAX_COUNTER)


class HybridClock:
    """Stamps the events of this device.

    `start` is the newest time it ever stamped (`EventLog.newest_time`), so that a restart goes on from it.
    """

    def __init__(self, now_ms: Callable[[], int], start: HybridTime = HybridTime(0)) -> None:
        self._read_ms = now_ms
        self._last = start

    def tick(self) -> HybridTime:
        """Return a time later than every one given or adopted before, unless the clock was far too fast."""
        now = self.now_ms()
        if self._last.ms > now + MAX_AHEAD_MS:  # it was set right since; others adopted none of those times
            self._last = HybridTime(0)
        self._last = HybridTime(now) if now > self._last.ms else self._last.next()
        return self._last

    def observe(self, remote: HybridTime) -> bool:
        """Move on to a time seen from a peer; one more than a minute ahead of here is not adopted (False)."""
        if remote.ms > self.now_ms() + MAX_AHEAD_MS:
            return False
        self._last = max(self._last, remote)
        return True

    def now_ms(self) -> int:
        """The time on the clock that this one stamps by."""
        return min(max(self._read_ms(), 0), MAX_MS)


def missing(mine: Have, theirs: Have) -> dict[str, tuple[int, int]]:
    """Return per log the sequences (first, last) that `theirs` holds and `mine` lacks."""
    return {
        log: (mine.get(log, 0) + 1, sequence)
        for log, sequence in theirs.items()
        if sequence > mine.get(log, 0)
    }

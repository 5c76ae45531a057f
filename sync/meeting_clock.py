"""The clock of one meeting on this PC: it runs evenly, whatever somebody does to the date of the PC.

It starts from the wall clock, then follows a steady counter. A seat learns from the answers of the chair's PC
how far it is off: of four timestamps (sent here, received and sent there, received here) the middle two are
one, and the answer with the shortest way there and back is the most exact one (NTP, RFC 5905 §10).
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

KEPT_ANSWERS: Final = 8
LONGEST_WAY_MS: Final = 10_000.0
"""Of an answer that took longer it is not known when it was given."""


if sys.platform == "linux":

    def steady_ms() -> int:
        """Milliseconds that nobody can set, counted on while the PC sleeps."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

else:

    def steady_ms() -> int:
        """Milliseconds that nobody can set; Windows counts on while the PC sleeps."""
        return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Answer:
    way_ms: float
    shift_ms: float  # what has to be added to the steady counter


class MeetingClock:
    """`ahead_ms` is how far this PC's wall clock was behind the meeting when that was last known."""

    def __init__(
        self, wall_ms: Callable[[], int], steady: Callable[[], int] = steady_ms, *, ahead_ms: int = 0
    ) -> None:
        self._wall_ms = wall_ms
        self._steady = steady
        self._shift = float(wall_ms() + ahead_ms - steady())
        self._answers: deque[_Answer] = deque(maxlen=KEPT_ANSWERS)
        self._teller = ""

    def now_ms(self) -> int:
        """Now, in milliseconds since 1970 UTC on the clock of the meeting."""
        return max(0, round(self._steady() + self._shift))

    def not_before(self, known_ms: int) -> None:
        """Begin no earlier than what the chair said last: the date may have been set back since.

        A date that was set forward cannot be told from a meeting that goes on a day later.
        """
        self._shift += max(0, known_ms - self.now_ms())

    def heard(self, teller: str, told_ms: int, way_ms: float) -> None:
        """The chair's PC said what time it is, `way_ms` after it was asked; another chair begins anew."""
        if not 0 <= way_ms <= LONGEST_WAY_MS:
            return
        if teller != self._teller:
            self._teller = teller
            self._answers.clear()
        self._answers.append(_Answer(way_ms, told_ms + way_ms / 2 - self._steady()))
        self._shift = min(self._answers, key=lambda answer: answer.way_ms).shift_ms

    @property
    def shift_ms(self) -> int:
        """What has to be added to `steady_ms` to read this clock elsewhere in the program."""
        return round(self._shift)

    @property
    def ahead_ms(self) -> int:
        """How far the meeting is ahead of this PC's wall clock: what to begin with after a restart."""
        return self.now_ms() - self._wall_ms()

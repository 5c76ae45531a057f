"""Sets the clock of a meeting by what the chair's PC tells, and notes it for the next start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sync.meeting_clock import MeetingClock

NOTED_MS: Final = 500
TOLD_MS: Final = 100


def _ignore(_shift_ms: int) -> None:
    """Nobody shows the time."""


class Timekeeper:
    """`note` keeps how far the meeting is ahead of this PC's date; it is called when that changed much.

    `tell` hears what to add to the steady counter of this PC, for windows that show the time.
    """

    def __init__(
        self,
        clock: MeetingClock,
        note: Callable[[int], object],
        tell: Callable[[int], object] = _ignore,
    ) -> None:
        self._clock = clock
        self._note = note
        self._tell = tell
        self._noted_ms: int | None = None
        self._told_ms: int | None = None

    @property
    def is_set(self) -> bool:
        """Whether the chair's PC told the time since the program started."""
        return self._noted_ms is not None

    def now_ms(self) -> int:
        """The time on the clock of the meeting, in milliseconds since 1970 UTC."""
        return self._clock.now_ms()

    def heard(self, chair: str, told_ms: int, way_ms: float) -> None:
        """The chair's PC said what time it is, `way_ms` after it was asked."""
        self._clock.heard(chair, told_ms, way_ms)
        self.keep()
        if self._told_ms is None or abs(self._clock.shift_ms - self._told_ms) > TOLD_MS:
            self.tell()

    def tell(self) -> None:
        """Tell how the clock stands: at the start, and to who looks at this meeting from now on."""
        self._told_ms = self._clock.shift_ms
        self._tell(self._told_ms)

    def keep(self) -> None:
        """Note how far the meeting is ahead of this PC's date now, which somebody may have set."""
        ahead_ms = self._clock.ahead_ms
        if self._noted_ms is None or abs(ahead_ms - self._noted_ms) > NOTED_MS:
            self._noted_ms = ahead_ms
            self._note(ahead_ms)

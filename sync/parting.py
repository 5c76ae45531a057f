"""How long a device stays in touch with a meeting that was closed, so that nothing said in it is lost.

Who was away when it closed still has words, and lacks those of others; so everybody goes on to call and to
answer for a while: after the close, and after each start of the program in the days that follow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from sync.fold import Fold
from sync.meeting import Phase

STAY_S: Final = 600.0
OWING_S: Final = 8 * 3600.0
"""So long, a working day, a device looks for the chair's PC that has words of its own which that PC lacks."""
_DAY_MS: Final = 24 * 3600 * 1000
STAY_DAYS: Final = 7
OWING_DAYS: Final = 30


class Parting:
    """Of one meeting on this device; `owes` says whether the chair's PC lacks words of this device."""

    def __init__(
        self,
        fold: Fold,
        now_ms: Callable[[], int],
        owes: Callable[[], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fold = fold
        self._now_ms = now_ms
        self._owes = owes
        self._monotonic = monotonic
        self._since_s: float | None = None

    def is_done(self) -> bool:
        """Whether a meeting is closed and this device need not stay in touch any more."""
        meeting = self._fold.meeting()
        if meeting is None or meeting.phase is not Phase.CLOSED:
            self._since_s = None
            return False
        if self._since_s is None:
            self._since_s = self._monotonic()
        longest_s, days = (OWING_S, OWING_DAYS) if self._owes() else (STAY_S, STAY_DAYS)
        is_old = self._now_ms() - meeting.closed_ms >= days * _DAY_MS
        return is_old or self._monotonic() - self._since_s >= longest_s

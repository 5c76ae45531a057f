"""What a device is told that is on the roster no longer: it was removed, or another one has its seat."""

from __future__ import annotations

from typing import Final

from sync.fold import Fold
from sync.wire import Bye

EXPELLED: Final = ("removed", "replaced")
"""The codes of a farewell for good."""
FAREWELL_S: Final = 0.5
"""So long a removed device may still hear what happened."""


def farewell(fold: Fold, device: str) -> Bye:
    """The last words to a device that was removed."""
    if fold.was_replaced(device):
        return Bye("replaced", "The chair gave the seat of this PC to another PC.")
    return Bye("removed", "The chair removed this PC from the meeting.")

"""Puts a file that was written beside in the place of another, also while a virus scanner looks at one."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TRIES: Final = 8
_PAUSE_S: Final = 0.05


def put_in_place(
    beside: Path, target: Path, *, platform: str = sys.platform, pause: Callable[[float], None] = time.sleep
) -> None:
    """Replace `target` by `beside` in one step. Raises OSError.

    On Windows it fails while anybody has one of them open: scanners and indexers let go after some
    milliseconds, so there it is tried for about a third of a second.
    """
    for _ in range(_TRIES - 1 if platform == "win32" else 0):
        try:
            beside.replace(target)
        except PermissionError:
            pause(_PAUSE_S)
        else:
            return
    beside.replace(target)

"""How much room the disk has to keep: documents wait before the last of it is used; comments go on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from sync.errors import SpaceLow

LEAST: Final = 500 * 1024 * 1024
SHARE: Final = 20
"""Documents leave 5 % of the disk free, but no more than 500 MB: a small disk has to be of use as well."""


def reserve(total: int) -> int:
    """The bytes that documents leave free on a disk of this size."""
    return min(LEAST, total // SHARE)


def check_room(folder: Path, size: int) -> None:
    """Refuse (SpaceLow) `size` bytes of a document that would take what comments may need."""
    usage = shutil.disk_usage(folder)
    if usage.free < reserve(usage.total) + size:
        raise SpaceLow("The disk is nearly full; receiving documents waits. Comments go on.")

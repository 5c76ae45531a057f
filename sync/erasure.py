"""Destroys a file of which nobody may find anything again: overwritten where its secret lies, then removed.

On a disk that writes elsewhere than it is told (SSD), or in a backup, the former bytes may outlast this.
What they hold is wrapped (`sync.key_wrapping`, `sync.sealing`).
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def erase(path: Path, start: int = 0, length: int | None = None) -> bool:
    """Overwrite these bytes (all when no length is given) and remove the file; False if there is none.

    Raises OSError when the disk refuses; the bytes are overwritten already when only the removal failed.
    """
    try:
        with path.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            count = max(0, min(end - start, end if length is None else length))
            file.seek(start)
            file.write(secrets.token_bytes(count))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return False
    path.unlink(missing_ok=True)
    return True

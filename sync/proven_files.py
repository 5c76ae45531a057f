"""Which files were read and found right since the program started, as long as nobody wrote them since."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ProvenFiles:
    """What was proven, and what was found damaged and is not whole again. Thread-safe."""

    def __init__(self) -> None:
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._damaged: set[str] = set()
        self._lock = threading.Lock()

    def note(self, path: Path) -> None:
        """This file was read, and is right."""
        stamp = _stamp(path)
        with self._lock:
            self._stamps[path] = stamp

    def forget(self, path: Path) -> None:
        """Nothing is known of this file any more."""
        with self._lock:
            self._stamps.pop(path, None)

    def has(self, path: Path) -> bool:
        """Whether this file was proven, and looks the same still."""
        with self._lock:
            known = self._stamps.get(path)
        try:
            return known is not None and known == _stamp(path)
        except OSError:
            return False

    def mark_damaged(self, sha256: str, *, damaged: bool) -> None:
        """A file was found damaged, or is whole again."""
        with self._lock:
            (self._damaged.add if damaged else self._damaged.discard)(sha256)

    def is_damaged(self, sha256: str) -> bool:
        """Whether a file was found damaged here and did not come again yet; reads no disk."""
        return sha256 in self._damaged


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size

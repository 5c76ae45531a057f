"""The folder of one device: what lies where, and that only one program uses it at a time."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from sync.errors import KurumazaError, StorageUnavailable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Profile:
    """The files of a device; call `lock` before touching them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: BinaryIO | None = None

    @property
    def key(self) -> Path:
        """The private key of this device."""
        return self.folder / "device.key"

    @property
    def log(self) -> Path:
        """The database of events."""
        return self.folder / "events.db"

    @property
    def blobs(self) -> Path:
        """The folder of document files."""
        return self.folder / "documents"

    def lock(self) -> None:
        """Take this profile for this process. Raises KurumazaError("profile_in_use")."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Opened by its owner alone; the lock itself goes with the process, also when that is killed.
            file = os.fdopen(os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError as error:
            raise StorageUnavailable(f"The profile folder cannot be used: {error.strerror}.") from error
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise KurumazaError(
                "profile_in_use", f"Kurumaza is already running with the profile {self.folder}."
            ) from error
        self._lock = file

    def unlock(self) -> None:
        """Give the profile back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

"""The folder of one device: what lies where, what is opened there, and that only one program uses it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from sync.ballot_sealing import public_key
from sync.blobs import BlobStore
from sync.clock import HybridClock
from sync.content_keys import ContentKeys
from sync.errors import KurumazaError, StorageFull, StorageUnavailable, is_disk_full
from sync.journal import Journal
from sync.key_wrapping import wrapping_for
from sync.keys import DeviceKey
from sync.log import EventLog
from sync.meeting_clock import MeetingClock
from sync.salvage import Salvaged, open_log
from sync.sealed_store import SealedStore

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


AHEAD_KEY: Final = "ahead"


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

    @property
    def content_keys(self) -> Path:
        """The folder of the wrapped keys of confidential documents."""
        return self.folder / "keys"

    @property
    def ballot_keys(self) -> Path:
        """The folder of the wrapped keys of secret polls."""
        return self.folder / "polls"

    def lock(self) -> None:
        """Take this profile for this process. Raises KurumazaError("profile_in_use")."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Opened by its owner alone; the lock itself goes with the process, also when that is killed.
            file = os.fdopen(os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError as error:
            kind = StorageFull if is_disk_full(error) else StorageUnavailable
            raise kind(f"The profile folder cannot be used: {error.strerror}.") from error
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
            if sys.platform == "win32":  # where a lock may outlast its file for a while
                msvcrt.locking(self._lock.fileno(), msvcrt.LK_UNLCK, 1)
            self._lock.close()
            self._lock = None


@dataclass(frozen=True)
class Resources:
    """What a started node has open of its profile."""

    key: DeviceKey
    log: EventLog
    blobs: BlobStore
    ballot_keys: ContentKeys
    salvaged: Salvaged | None = None

    def meeting_clock(self, meeting: str) -> MeetingClock:
        """The clock of a meeting, set as it was when the program ended; "" for a meeting that begins here."""
        return MeetingClock(now_ms, ahead_ms=int(self.log.state(meeting, AHEAD_KEY) or 0))

    def kept(self, meeting: str) -> tuple[Journal, MeetingClock]:
        """What this device holds of a meeting, and its clock. Reads the disk; call it in a thread."""
        clock = self.meeting_clock(meeting)
        journal = Journal(self.log, self.key, self.stamps(clock), meeting)
        clock.not_before(journal.newest_word_ms())
        return journal, clock

    def stamps(self, clock: MeetingClock) -> HybridClock:
        """What stamps the events of this device, on such a clock."""
        return HybridClock(clock.now_ms, self.log.newest_time(self.key.device))


def now_ms() -> int:
    """The wall clock of this PC, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def open_resources(profile: Profile) -> Resources:
    """Open key, events and documents of a locked profile, salvaging damaged events. Raises StorageError."""
    key = DeviceKey.load_or_create(profile.key)
    log, salvaged = open_log(profile.log)
    try:
        wrapping = wrapping_for(key)
        content_keys = ContentKeys(profile.content_keys, wrapping)
        blobs = BlobStore(profile.blobs, lambda folder: SealedStore(folder, content_keys))
        return Resources(key, log, blobs, ContentKeys(profile.ballot_keys, wrapping, public_key), salvaged)
    except BaseException:
        log.close()
        raise

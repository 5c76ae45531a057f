"""Secret keys on this device, each wrapped in a file of its own: of confidential documents, of secret polls.

A key is named by what follows from it (`sync.sealing.key_id` for a document), so whoever hands one over
cannot hand over another. Files and not the database: a file can be overwritten and removed, a database keeps
old pages. Thread-safe.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sync.erasure import erase
from sync.errors import KurumazaError, StorageUnavailable, system_reason
from sync.key_wrapping import Wrapping
from sync.manifest import is_digest
from sync.replacement import put_in_place
from sync.sealing import KEY_SIZE, SealBroken, key_id

_MAX_WRAPPED: Final = 4_096

logger = logging.getLogger(__name__)


class KeyMissing(KurumazaError):  # noqa: N818 - named by what is wrong, as all errors are here
    """The key of a confidential document is not here, or no longer."""

    def __init__(self) -> None:
        super().__init__("key_missing", "The key of this confidential document is not on this PC.")


class ContentKeys:
    """Reads and writes files; call it in a thread, except `holds`."""

    def __init__(self, folder: Path, wrapping: Wrapping, name_of: Callable[[bytes], str] = key_id) -> None:
        self._folder = folder
        self._name_of = name_of
        self._wrapping = wrapping
        self._lock = threading.Lock()
        self._known: dict[str, bytes] = {}
        self._read_all()

    def make(self) -> str:
        """Make a new key and keep it; gives its name. Raises StorageUnavailable."""
        key = secrets.token_bytes(KEY_SIZE)
        name = self._name_of(key)
        self.keep(name, key)
        return name

    def holds(self, name: str) -> bool:
        """Whether the key is here."""
        return name in self._known

    def names(self) -> frozenset[str]:
        """All that are here."""
        return frozenset(self._known)

    def key(self, name: str) -> bytes:
        """The key. Raises KeyMissing."""
        key = self._known.get(name)
        if key is None:
            raise KeyMissing
        return key

    def keep(self, name: str, key: bytes) -> None:
        """Keep a key that somebody gave. Raises KurumazaError when it is another one or the disk refuses."""
        if len(key) != KEY_SIZE or self._name_of(key) != name:
            raise KurumazaError("seal_broken", "This is another key than the one that was asked for.")
        with self._lock:
            if name in self._known:
                return
            path = self._path(name)
            beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
                    file.write(self._wrapping.wrap(key, name.encode()))
                    file.flush()
                    os.fsync(file.fileno())
                put_in_place(beside, path)
            except OSError as error:
                with contextlib.suppress(OSError):  # what is told is why the key could not be kept
                    beside.unlink(missing_ok=True)
                reason = system_reason(error)
                raise StorageUnavailable(f"A key cannot be kept: {reason}.") from error
            self._known[name] = key

    def destroy(self, name: str) -> bool:
        """Forget a key and overwrite its file; False if there was none. Raises StorageUnavailable."""
        with self._lock:
            was_known = self._known.pop(name, None) is not None
            try:
                return erase(self._path(name)) or was_known
            except OSError as error:
                reason = system_reason(error)
                raise StorageUnavailable(f"A key cannot be destroyed: {reason}.") from error

    def _read_all(self) -> None:
        """Take the keys that are here; one that does not open here is of no use and is left alone."""
        if not self._folder.is_dir():
            return
        for left_over in self._folder.glob("*.new"):
            erase(left_over)
        for path in self._folder.glob("*.key"):
            name = path.stem
            try:
                with path.open("rb") as file:
                    key = self._wrapping.unwrap(file.read(_MAX_WRAPPED), name.encode())
            except (OSError, SealBroken) as error:
                logger.warning("a key cannot be opened here: %s", type(error).__name__)
                continue
            if self._name_of(key) == name:
                self._known[name] = key

    def _path(self, name: str) -> Path:
        if not is_digest(name):
            raise KurumazaError("bad_argument", "A key is named by 64 hex digits.")
        return self._folder / f"{name}.key"

"""Confidential documents on this device: the same as `sync.blobs`, but never in the clear on the disk.

A file lies as `<digest>.<key>.sealed` once its whole digest was right (of the name of the key the first 16
signs); until then it is the same with `.part` beside `.map`. Two confidential meetings with the same document
have it twice, because each has a key of its own. Chunks are checked before they are sealed. Everything here
is called in an executor.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from sync.content_keys import ContentKeys, KeyMissing
from sync.erasure import erase
from sync.errors import KurumazaError
from sync.manifest import DamagedChunkError, Manifest, is_digest, storage
from sync.replacement import put_in_place
from sync.sealing import (
    HEADER_SIZE,
    SECRET_AT,
    SECRET_LENGTH,
    Head,
    SealBroken,
    new_header,
    read_head,
    seal_chunk,
    secret_of,
    unseal_chunk,
)
from sync.space import check_room
from sync.status import SEALED_SUFFIX


class SealedStore:
    """The confidential files of one profile. Thread-safe."""

    def __init__(self, folder: Path, keys: ContentKeys) -> None:
        self._folder = folder
        self.keys = keys
        self._lock = threading.Lock()
        self._secrets: dict[str, bytes] = {}  # of whole files, by path
        self._erased: set[Path] = set()  # what is still on its way of these is not kept

    def path(self, manifest: Manifest) -> Path | None:
        """The sealed file, or None while it is not complete, or cannot be opened here."""
        whole = self._named(manifest)
        return whole if self.keys.holds(manifest.key) and whole.is_file() else None

    def secrets(self) -> Mapping[str, bytes]:
        """By path, what opens the files that were looked at; it is written nowhere."""
        return dict(self._secrets)

    def import_file(self, source: Path, manifest: Manifest) -> None:
        """Seal a file that was read before. Raises KurumazaError when it is another one by now."""
        with self._lock:
            beside = self._named(manifest, ".importing")
            head = _head(manifest)
            header = new_header(self.keys.key(manifest.key), head)
            secret = secret_of(self.keys.key(manifest.key), header)
            try:
                with storage("The document cannot be stored"), beside.open("wb") as out:
                    out.write(header)
                    self._seal_all(source, manifest, secret, out)
                    out.flush()
                    os.fsync(out.fileno())
                with storage("The document cannot be stored"):
                    put_in_place(beside, self._named(manifest))
            finally:
                beside.unlink(missing_ok=True)
            self._secrets[str(self._named(manifest))] = secret

    def _seal_all(self, source: Path, manifest: Manifest, secret: bytes, out: BinaryIO) -> None:
        head = _head(manifest)
        with source.open("rb") as reading:
            for index, wanted in enumerate(manifest.chunks):
                data = reading.read(manifest.length(index))
                if hashlib.sha256(data).hexdigest() != wanted:
                    raise KurumazaError("document_unavailable", "The document changed while it was read.")
                out.write(seal_chunk(secret, head, index, data))

    def held(self, manifest: Manifest) -> tuple[int, bool]:
        """Bytes held of this file, and whether it is complete."""
        with self._lock:
            if self._is_whole(manifest):
                return manifest.size, True
            marks = self._read_map(manifest)
        return sum(manifest.length(index) for index, mark in enumerate(marks) if mark), False

    def missing(self, manifest: Manifest) -> list[int]:
        """The chunks still to be fetched, in order; empty when all are here, even if not yet finished."""
        with self._lock:
            self._erased.discard(self._named(manifest))  # it is wanted again
            if self._is_whole(manifest):
                return []
            return [index for index, mark in enumerate(self._read_map(manifest)) if not mark]

    def write_chunk(self, manifest: Manifest, index: int, data: bytes) -> None:
        """Seal and keep a chunk if it is right.

        Raises DamagedChunkError, KeyMissing, or StorageUnavailable (disk full).
        """
        if len(data) != manifest.length(index) or hashlib.sha256(data).hexdigest() != manifest.chunks[index]:
            raise DamagedChunkError
        with self._lock, storage("The document cannot be stored"):
            if self._named(manifest) in self._erased:
                raise KeyMissing
            key = self.keys.key(manifest.key)
            check_room(self._folder, len(data))
            part, head = self._named(manifest, ".part"), _head(manifest)
            marks = self._read_map(manifest)
            try:
                secret = self._secret(part, key, head)
            except (SealBroken, FileNotFoundError):  # begun with another key, cut off, or not begun
                marks = bytearray(len(manifest.chunks))
                self._write_map(manifest, marks)
                header = new_header(key, head)
                part.write_bytes(header)
                secret = secret_of(key, header)
            with part.open("r+b") as file:
                file.seek(head.offset(index))
                file.write(seal_chunk(secret, head, index, data))
            marks[index] = 1
            self._write_map(manifest, marks)

    def finish(self, manifest: Manifest) -> Path:
        """Check the whole file and make it readable. DamagedChunkError when parts must be fetched again."""
        with self._lock, storage("The document cannot be stored"):
            whole, part = self._named(manifest), self._named(manifest, ".part")
            if self._is_whole(manifest):
                return whole
            key, head = self.keys.key(manifest.key), _head(manifest)
            if not manifest.size and not part.exists():
                part.write_bytes(new_header(key, head))
            marks = self._verify(part, key, manifest)
            if not all(marks):
                self._write_map(manifest, marks)
                raise DamagedChunkError
            with part.open("r+b") as file:
                os.fsync(file.fileno())
            put_in_place(part, whole)
            self._named(manifest, ".map").unlink(missing_ok=True)
            self._secrets[str(whole)] = self._secret(whole, key, head)
            return whole

    def read_held(self, manifest: Manifest, index: int) -> bytes:
        """A chunk, in the clear, of a file that may still be on its way here.

        Raises KurumazaError when it is not here, DamagedChunkError when it is not as it was sealed.
        """
        key, head = self.keys.key(manifest.key), _head(manifest)
        with self._lock, storage("The document cannot be read"):
            path = self.path(manifest)
            if path is None and not self._read_map(manifest)[index]:
                raise KurumazaError("not_found", "This piece of the document is not here.")
            try:
                with (path or self._named(manifest, ".part")).open("rb") as file:
                    secret = secret_of(key, _own_header(file.read(HEADER_SIZE), head))
                    file.seek(head.offset(index))
                    return unseal_chunk(secret, head, index, file.read(head.sealed_length(index)))
            except SealBroken as error:
                raise DamagedChunkError from error

    def set_back(self, manifest: Manifest) -> bool:
        """Read a complete file; if it is damaged, keep its right chunks as of one that is on its way.

        Whether it is. Raises KeyMissing or StorageUnavailable; then it stays where it is.
        """
        with self._lock, storage("The damaged document cannot be put away"):
            whole, part = self._named(manifest), self._named(manifest, ".part")
            if self.path(manifest) is None:
                return False
            marks = self._verify(whole, self.keys.key(manifest.key), manifest)
            if all(marks):
                return False
            self._secrets.pop(str(whole), None)
            put_in_place(whole, part)
            self._write_map(manifest, marks)
            return True

    def bytes_of(self, manifest: Manifest) -> int:
        """The room that a file takes here, whole or not."""
        files = (self._named(manifest), self._named(manifest, ".part"))
        return sum(path.stat().st_size for path in files if path.is_file())

    def erase(self, manifest: Manifest) -> bool:
        """Destroy what is here of a file; False if nothing was. Raises StorageUnavailable."""
        with self._lock, storage("A confidential document cannot be destroyed"):
            self._erased.add(self._named(manifest))
            found = self._secrets.pop(str(self._named(manifest)), None) is not None
            for suffix in ("", ".part", ".importing"):
                found |= erase(self._named(manifest, suffix), SECRET_AT, SECRET_LENGTH)
            self._named(manifest, ".map").unlink(missing_ok=True)
            self._named(manifest, ".map.new").unlink(missing_ok=True)
            return found

    def _is_whole(self, manifest: Manifest) -> bool:
        path = self.path(manifest)
        if path is None:
            return False
        if str(path) not in self._secrets:
            try:
                key = self.keys.key(manifest.key)
                self._secrets[str(path)] = self._secret(path, key, _head(manifest))
            except (OSError, SealBroken, KeyMissing):
                return False  # of another meeting, or damaged: it is fetched again
        return True

    def _secret(self, path: Path, key: bytes, head: Head) -> bytes:
        with path.open("rb") as file:
            return secret_of(key, _own_header(file.read(HEADER_SIZE), head))

    def _verify(self, part: Path, key: bytes, manifest: Manifest) -> bytearray:
        """Which chunks really are on disk as they were signed; all false when the whole is not."""
        marks, whole, head = bytearray(len(manifest.chunks)), hashlib.sha256(), _head(manifest)
        try:
            secret = self._secret(part, key, head)
        except (SealBroken, FileNotFoundError):
            return marks if manifest.chunks else bytearray(1)
        with part.open("rb") as file:
            for index, wanted in enumerate(manifest.chunks):
                file.seek(head.offset(index))
                try:
                    data = unseal_chunk(secret, head, index, file.read(head.sealed_length(index)))
                except SealBroken:
                    continue
                marks[index] = int(hashlib.sha256(data).hexdigest() == wanted)
                whole.update(data)
        if all(marks) and whole.hexdigest() != manifest.sha256:
            return bytearray(max(1, len(marks)))
        return marks

    def _read_map(self, manifest: Manifest) -> bytearray:
        empty = bytearray(len(manifest.chunks))
        try:
            marks = self._named(manifest, ".map").read_bytes()
        except FileNotFoundError:
            return empty
        part = self._named(manifest, ".part")
        usable = len(marks) == len(empty) and not marks.strip(b"\x00\x01") and part.exists()
        return bytearray(marks) if usable else empty

    def _write_map(self, manifest: Manifest, marks: bytearray) -> None:
        beside = self._named(manifest, ".map.new")
        beside.write_bytes(marks)
        put_in_place(beside, self._named(manifest, ".map"))

    def _named(self, manifest: Manifest, suffix: str = "") -> Path:
        if not (is_digest(manifest.sha256) and is_digest(manifest.key)):
            raise KurumazaError("document_unavailable", "A document and its key are named by 64 hex digits.")
        return self._folder / f"{manifest.sha256}.{manifest.key[:16]}{SEALED_SUFFIX}{suffix}"


def _head(manifest: Manifest) -> Head:
    return Head(manifest.chunk_size, manifest.size, manifest.key, manifest.sha256)


def _own_header(header: bytes, wanted: Head) -> bytes:
    """The header if it is of this file and this key. Raises SealBroken."""
    if read_head(header) != wanted:
        raise SealBroken
    return header

"""Document files named by their SHA-256, received in verified chunks.

Everything here reads or writes files and is called in an executor, never on the loop. A file lies under its
digest with the suffix .pdf only when its whole digest was right; until then it is `<digest>.part` beside
`<digest>.map`, one byte per chunk. The map is written after the chunk, so a killed process asks again for at
most what was in its hands.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sync.errors import KurumazaError, StorageError
from sync.manifest import DamagedChunkError, Manifest, is_digest, manifest_of, storage
from sync.proven_files import ProvenFiles
from sync.replacement import put_in_place
from sync.space import check_room

if TYPE_CHECKING:
    from sync.sealed_store import SealedStore

__all__ = [
    "CHUNK_SIZE",
    "MAX_CHUNKS",
    "MAX_CHUNK_SIZE",
    "BlobStore",
    "DamagedChunkError",
    "Manifest",
    "chunk_size_for",
    "is_digest",
    "manifest_of",
]

CHUNK_SIZE = 1024 * 1024
SMALLEST_CHUNK = CHUNK_SIZE // 8
FEW_CHUNKS = 128
"""Chunks go from seat to seat: small ones spread sooner, many cost more work. Up to here they stay small."""
MAX_CHUNKS = 900
"""More would not fit into the body of one event; the chunks of larger files grow instead."""
MAX_CHUNK_SIZE = 16 * CHUNK_SIZE
PROVEN_AT_ONCE = 8 * CHUNK_SIZE
"""A complete file up to this size is read and proven before it counts as here; a larger one soon after."""
_READ_SIZE = 256 * 1024


def chunk_size_for(size: int) -> int:
    """The smallest chunk size that makes few chunks, or from 1 MiB on whose list fits into one event."""
    chunk_size = SMALLEST_CHUNK
    while chunk_size * (FEW_CHUNKS if chunk_size < CHUNK_SIZE else MAX_CHUNKS) < size:
        chunk_size *= 2
    if chunk_size > MAX_CHUNK_SIZE:
        raise KurumazaError("document_unavailable", "The document is too large to be shared.")
    return chunk_size


def _manifest_of_file(
    reading: BinaryIO, chunk_size: int, copy: Callable[[bytes], object] = lambda _piece: None
) -> Manifest:
    """Hash a file; `copy` gets each piece of it."""
    whole = hashlib.sha256()
    chunks: list[str] = []
    size = 0
    while True:
        chunk = hashlib.sha256()
        left = chunk_size
        while left and (piece := reading.read(min(left, _READ_SIZE))):
            chunk.update(piece)
            whole.update(piece)
            copy(piece)
            left -= len(piece)
        if left == chunk_size:
            break
        chunks.append(chunk.hexdigest())
        size += chunk_size - left
        if left:
            break
    if len(chunks) > MAX_CHUNKS:
        raise KurumazaError("document_unavailable", "The document grew while it was read.")
    return Manifest(whole.hexdigest(), size, chunk_size, tuple(chunks))


class BlobStore:
    """The document files of this device; confidential ones go to `sealed`. Thread-safe."""

    def __init__(self, folder: Path, make_sealed: Callable[[Path], SealedStore] | None = None) -> None:
        self._folder = folder
        self._sealed = make_sealed(folder) if make_sealed is not None else None
        self._lock = threading.Lock()
        self.proven = ProvenFiles()
        with storage("The folder of the documents cannot be made"):
            folder.mkdir(parents=True, exist_ok=True)
            for left_over in folder.glob("*.importing"):
                left_over.unlink()

    def path(self, sha256: str) -> Path | None:
        """The readable file of this digest, or None while it is not complete."""
        whole = self._whole(sha256)
        return whole if whole.is_file() else None

    @property
    def sealed(self) -> SealedStore:
        """Where confidential files lie. Raises KurumazaError on a device that has no place for them."""
        if self._sealed is None:
            raise KurumazaError("document_unavailable", "This device keeps no confidential documents.")
        return self._sealed

    def whole(self, manifest: Manifest) -> Path | None:
        """The file of this manifest, sealed if it is confidential, or None while it is not complete."""
        return self.sealed.path(manifest) if manifest.key else self.path(manifest.sha256)

    def import_file(self, source: Path, key: str = "") -> Manifest:
        """Copy a file into the store while hashing it, sealed if a key is named.

        Raises StorageUnavailable or OSError of the source.
        """
        size = source.stat().st_size
        chunk_size = chunk_size_for(size)
        if key:
            with source.open("rb") as reading:
                manifest = replace(_manifest_of_file(reading, chunk_size), key=key)
            self.sealed.import_file(source, manifest)
            return manifest
        beside = self._folder / f"{secrets.token_hex(8)}.importing"
        try:
            manifest = self._copy(source, beside, chunk_size)
            with self._lock, storage("The document cannot be stored"):
                self._keep(beside, manifest.sha256)
        finally:
            beside.unlink(missing_ok=True)
        return manifest

    def _keep(self, beside: Path, sha256: str) -> None:
        """Put an imported file in its place; on Windows one that is being read stays, when it is the same."""
        whole = self._whole(sha256)
        try:
            put_in_place(beside, whole)
        except PermissionError:
            if self._digest(whole) != sha256:
                raise
        self._prove(sha256)

    def _prove(self, sha256: str) -> None:
        self.proven.note(self._whole(sha256))
        self.proven.mark_damaged(sha256, damaged=False)

    def _copy(self, source: Path, target: Path, chunk_size: int) -> Manifest:
        with (
            source.open("rb") as reading,
            storage("The document cannot be stored"),
            target.open("xb") as out,
        ):
            manifest = _manifest_of_file(reading, chunk_size, out.write)
            out.flush()
            os.fsync(out.fileno())
        return manifest

    def bytes_of(self, manifest: Manifest) -> int:
        """The room that a file takes here, whole or not."""
        if manifest.key:
            return self.sealed.bytes_of(manifest)
        files = (self._whole(manifest.sha256), self._part(manifest.sha256))
        return sum(path.stat().st_size for path in files if path.is_file())

    def remove(self, sha256: str) -> None:
        """Remove a file, whole or not. Raises StorageUnavailable."""
        with self._lock, storage("The document cannot be removed"):
            for path in (self._whole(sha256), self._part(sha256), self._map(sha256)):
                path.unlink(missing_ok=True)
            self.proven.forget(self._whole(sha256))

    def held(self, manifest: Manifest) -> tuple[int, bool]:
        """Bytes held of this file, and whether it is complete."""
        if manifest.key:
            return self.sealed.held(manifest)
        if self.path(manifest.sha256):
            return manifest.size, True
        marks = self._read_map(manifest)
        return sum(manifest.length(index) for index, mark in enumerate(marks) if mark), False

    def missing(self, manifest: Manifest) -> list[int]:
        """The chunks still to be fetched, in order; empty when all are here, even if not yet finished.

        A small complete file that was not proven yet is read: what is wrong of it is missing.
        """
        path = self.whole(manifest)
        if path is not None:
            is_cut = not manifest.key and path.stat().st_size != manifest.size
            if is_cut or (manifest.size <= PROVEN_AT_ONCE and not self.proven.has(path)):
                self.set_back(manifest)
        if manifest.key:
            return self.sealed.missing(manifest)
        if self.whole(manifest) is not None:
            return []
        return [index for index, mark in enumerate(self._read_map(manifest)) if not mark]

    def is_proven(self, manifest: Manifest) -> bool:
        """Whether a complete file was read since the program started and is right; it is not read now."""
        path = self.whole(manifest)
        return path is not None and self.proven.has(path)

    def is_right(self, manifest: Manifest, index: int) -> bool:
        """Whether a chunk of a complete file is as it was signed. Raises KurumazaError if it is not here."""
        try:
            self.read_held(manifest, index)
        except DamagedChunkError:
            return False
        return True

    def note_right(self, manifest: Manifest) -> None:
        """Every chunk of a complete file was found right."""
        path = self.whole(manifest)
        if path is not None:
            with storage("The document cannot be read"):
                self.proven.note(path)

    def set_back(self, manifest: Manifest) -> None:
        """Read a complete file; if it is damaged, keep its right chunks as of one that is on its way.

        Raises StorageUnavailable; then it stays where it is.
        """
        if manifest.key:
            damaged = self.sealed.set_back(manifest)
            if not damaged:
                self.note_right(manifest)
        else:
            damaged = self._set_back(manifest)
        self.proven.mark_damaged(manifest.sha256, damaged=damaged)

    def _set_back(self, manifest: Manifest) -> bool:
        whole, part = self._whole(manifest.sha256), self._part(manifest.sha256)
        with self._lock, storage("The damaged document cannot be put away"):
            if not whole.is_file():
                return False
            stamp_before = whole.stat()
            marks = self._right_chunks(whole, manifest)
            if all(marks) and stamp_before.st_size == manifest.size:
                self.proven.note(whole)
                return False
            self.proven.forget(whole)
            put_in_place(whole, part)
            with part.open("r+b") as file:
                file.truncate(min(stamp_before.st_size, manifest.size))
            self._write_map(manifest.sha256, marks)
            return True

    def discard_part(self, manifest: Manifest) -> None:
        """Give back the room of a file that nobody wants any more before it was complete."""
        with self._lock, storage("What is left of a document cannot be removed"):
            self._part(manifest.sha256).unlink(missing_ok=True)
            self._map(manifest.sha256).unlink(missing_ok=True)

    def write_chunk(self, manifest: Manifest, index: int, data: bytes) -> None:
        """Keep a chunk if it is right. Raises DamagedChunkError, or StorageUnavailable (disk full)."""
        if manifest.key:
            self.sealed.write_chunk(manifest, index, data)
            return
        if len(data) != manifest.length(index) or hashlib.sha256(data).hexdigest() != manifest.chunks[index]:
            raise DamagedChunkError
        with self._lock, storage("The document cannot be stored"):
            check_room(self._folder, len(data))
            marks = self._read_map(manifest)
            part = self._part(manifest.sha256)
            with part.open("r+b" if part.exists() else "x+b") as file:
                file.seek(index * manifest.chunk_size)
                file.write(data)
            self._mark(manifest.sha256, marks, index)

    def finish(self, manifest: Manifest) -> Path:
        """Check the whole file and make it readable. DamagedChunkError when parts must be fetched again."""
        if manifest.key:
            sealed = self.sealed.finish(manifest)
            self.note_right(manifest)
            self.proven.mark_damaged(manifest.sha256, damaged=False)
            return sealed
        with self._lock, storage("The document cannot be stored"):
            whole = self._whole(manifest.sha256)
            if whole.is_file():
                return whole
            part = self._part(manifest.sha256)
            if manifest.size == 0:
                part.touch()
            if self._digest(part) != manifest.sha256:
                part.touch()
                self._write_map(manifest.sha256, self._verify_chunks(part, manifest))
                raise DamagedChunkError
            with part.open("r+b") as file:
                os.fsync(file.fileno())
            put_in_place(part, whole)
            self._map(manifest.sha256).unlink(missing_ok=True)
            self._prove(manifest.sha256)
            return whole

    def read_held(self, manifest: Manifest, index: int) -> bytes:
        """A chunk of a file that may still be on its way here, in the clear also of a confidential one.

        KurumazaError when the chunk is not here, DamagedChunkError when it is not as it was signed.
        """
        if manifest.key:
            return self.sealed.read_held(manifest, index)
        if self.path(manifest.sha256) is not None:
            return self._checked(manifest, index)
        with self._lock, storage("The document cannot be read"):
            data = b""
            if self._read_map(manifest)[index]:
                with self._part(manifest.sha256).open("rb") as file:
                    file.seek(index * manifest.chunk_size)
                    data = file.read(manifest.length(index))
        if not data or hashlib.sha256(data).hexdigest() != manifest.chunks[index]:  # as after a power cut
            raise KurumazaError("not_found", "This piece of the document is not here.")
        return data

    def _checked(self, manifest: Manifest, index: int) -> bytes:
        try:
            data = self.read_chunk(manifest.sha256, index, manifest.chunk_size)
        except StorageError as error:
            if isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EIO:
                raise DamagedChunkError from error  # the disk gives this place back no more
            raise
        if hashlib.sha256(data).hexdigest() != manifest.chunks[index]:
            raise DamagedChunkError
        return data

    def read_chunk(self, sha256: str, index: int, chunk_size: int) -> bytes:
        """A chunk of a complete file; empty beyond its end. Raises KurumazaError when it is not here."""
        path = self.path(sha256)
        if path is None:
            raise KurumazaError("document_unavailable", "This document is not complete here.")
        with storage("The document cannot be read"), path.open("rb") as file:
            file.seek(index * chunk_size)
            return file.read(chunk_size)

    def _verify_chunks(self, part: Path, manifest: Manifest) -> bytearray:
        """Which chunks really are on disk; a power cut can keep the map and lose the chunk."""
        marks = self._right_chunks(part, manifest)
        if all(marks):  # every chunk is as signed, so the signed digest of the whole is itself wrong
            return bytearray(len(manifest.chunks))
        return marks

    @staticmethod
    def _right_chunks(path: Path, manifest: Manifest) -> bytearray:
        marks = bytearray(len(manifest.chunks))
        with path.open("rb") as file:
            for index, wanted in enumerate(manifest.chunks):
                file.seek(index * manifest.chunk_size)
                try:
                    data = file.read(manifest.length(index))
                except OSError as error:
                    if error.errno != errno.EIO:
                        raise
                    continue  # the disk gives this place back no more
                marks[index] = int(hashlib.sha256(data).hexdigest() == wanted)
        return marks

    def _digest(self, path: Path) -> str:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _read_map(self, manifest: Manifest) -> bytearray:
        empty = bytearray(len(manifest.chunks))
        try:
            marks = self._map(manifest.sha256).read_bytes()
        except FileNotFoundError:
            return empty
        usable = (
            len(marks) == len(empty) and not marks.strip(b"\x00\x01") and self._part(manifest.sha256).exists()
        )
        return bytearray(marks) if usable else empty

    def _mark(self, sha256: str, marks: bytearray, index: int) -> None:
        """Note a chunk in the map: one byte in its place, once there is a map."""
        if any(marks):
            with self._map(sha256).open("r+b") as file:
                file.seek(index)
                file.write(b"\x01")
        else:
            marks[index] = 1
            self._write_map(sha256, marks)

    def _write_map(self, sha256: str, marks: bytearray) -> None:
        beside = self._folder / f"{sha256}.map.new"
        beside.write_bytes(marks)
        put_in_place(beside, self._map(sha256))

    def _whole(self, sha256: str) -> Path:
        if not is_digest(sha256):
            raise KurumazaError("document_unavailable", "A document is named by its SHA-256.")
        return self._folder / f"{sha256}.pdf"

    def _part(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.part"

    def _map(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.map"

"""The form of a `.kurumaza` file: a meeting in one stream of bytes, to be carried by hand.

    bundle = head | HAVE | HELD | FILES | EVENT* | CHUNK* | END
    head   = "KURUMAZA" | u16 version | 32 meeting | 32 packer | u64 ms | u32 events | u32 chunks | u64 bytes
    record = u8 type | u32 length | that many bytes

Everything is told its size before memory is taken for it, and nothing after END is read. SHA-256 of all that
stands before END, signed by the packer, closes the bundle.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

from sync.blobs import MAX_CHUNK_SIZE
from sync.bundle_progress import Progress
from sync.errors import KurumazaError, system_reason
from sync.events import MAX_FRAME_BYTES
from sync.keys import DeviceKey, from_base64url_32, to_base64url, verify
from sync.wire import MAX_HAVE_ENTRIES

VERSION: Final = 1
SUFFIX: Final = ".kurumaza"
MAX_FILES: Final = 500
MAX_HELD: Final = 2_000

HAVE, HELD, FILES, EVENT, CHUNK, END = 1, 2, 3, 4, 5, 127

_MAGIC: Final = b"KURUMAZA"
_SIGNED: Final = b"kurumaza/bundle/1\x00"
_HEAD: Final = struct.Struct(">8sH32s32sQIIQ")
_RECORD: Final = struct.Struct(">BI")
_ENTRY: Final = struct.Struct(">8sI")
_DIGEST: Final = 32
_SIGNATURE: Final = 64
_LIMITS: Final = {
    HAVE: MAX_HAVE_ENTRIES * _ENTRY.size,
    HELD: MAX_HELD * _DIGEST,
    FILES: MAX_FILES * _DIGEST,
    EVENT: MAX_FRAME_BYTES,
    CHUNK: MAX_CHUNK_SIZE,
    END: _DIGEST + _SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class BundleHead:
    """What a bundle says of itself: which meeting, who packed it and when (ms since 1970), and how much."""

    meeting: str
    packer: str
    made_ms: int
    events: int
    chunks: int
    chunk_bytes: int


@dataclass(frozen=True, slots=True)
class BundleIndex:
    """What the packer held: per log the highest sequence, files by SHA-256; and which documents follow."""

    have: dict[str, int]
    held: frozenset[str]
    documents: tuple[str, ...]


def damaged(why: str) -> KurumazaError:
    """A bundle that is not taken; nothing changed."""
    return KurumazaError("bundle_damaged", f"The bundle is damaged or incomplete and was not taken: {why}.")


def unreadable(why: str) -> KurumazaError:
    """The medium, not the bundle, is to blame: a stick that was pulled out."""
    return KurumazaError("bundle_unreadable", f"The bundle cannot be read: {why}.")


class BundleWriter:
    """Writes the parts of a bundle in their order; `close` signs what was written. Raises OSError."""

    def __init__(self, file: BinaryIO, key: DeviceKey, head: BundleHead, index: BundleIndex) -> None:
        self._file = file
        self._key = key
        self._sum = hashlib.sha256()
        self._write(
            _HEAD.pack(
                _MAGIC,
                VERSION,
                from_base64url_32(head.meeting),
                from_base64url_32(head.packer),
                head.made_ms,
                head.events,
                head.chunks,
                head.chunk_bytes,
            )
        )
        have = (_ENTRY.pack(bytes.fromhex(log), sequence) for log, sequence in sorted(index.have.items()))
        self._record(HAVE, b"".join(have))
        self._record(HELD, b"".join(map(bytes.fromhex, sorted(index.held))))
        self._record(FILES, b"".join(map(from_base64url_32, index.documents)))

    def event(self, frame: bytes) -> None:
        """Add an event, as it was signed."""
        self._record(EVENT, frame)

    def chunk(self, data: bytes) -> None:
        """Add the next chunk of the documents."""
        self._record(CHUNK, data)

    def close(self) -> None:
        """Sign it. The file stays open."""
        digest = self._sum.digest()
        self._record(END, digest + self._key.sign(_SIGNED + digest))

    def _record(self, kind: int, payload: bytes) -> None:
        self._write(_RECORD.pack(kind, len(payload)))
        self._write(payload)

    def _write(self, data: bytes) -> None:
        self._sum.update(data)
        self._file.write(data)


class BundleReader:
    """Reads a bundle from its beginning, one record at a time. KurumazaError for what breaks its form."""

    def __init__(self, file: BinaryIO, progress: Progress | None = None) -> None:
        self._file = file
        self._progress = progress or Progress()
        self._sum = hashlib.sha256()
        self._rewind()
        self.head = self._read_head()
        self.index = BundleIndex(self._have(), self._held(), self._documents())

    def record(self) -> tuple[int, bytes] | None:
        """The next event or chunk; None once the end was reached and is right."""
        before = self._sum.digest()
        kind, payload = self._record()
        if kind in (EVENT, CHUNK):
            return kind, payload
        if kind != END or len(payload) != _LIMITS[END]:
            raise damaged("something stands where it does not belong")
        if payload[:_DIGEST] != before:
            raise damaged("its check sum is wrong")
        if not verify(self.head.packer, payload[_DIGEST:], _SIGNED + before):
            raise damaged("its signature is wrong")
        if self._bytes(1):
            raise damaged("something follows its end")
        return None

    def _rewind(self) -> None:
        try:
            self._file.seek(0)
        except OSError as error:
            raise unreadable(system_reason(error)) from error

    def _bytes(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            raise unreadable(system_reason(error)) from error
        self._progress.advance(len(data))
        return data

    def _read(self, size: int) -> bytes:
        data = self._bytes(size)
        if len(data) != size:
            raise damaged("it ends too early")
        self._sum.update(data)
        return data

    def _record(self) -> tuple[int, bytes]:
        kind, length = _RECORD.unpack(self._read(_RECORD.size))
        if length > _LIMITS.get(kind, 0):
            raise damaged("a part is larger than any may be")
        return kind, self._read(length)

    def _read_head(self) -> BundleHead:
        start = self._read(_HEAD.size)
        magic, version, meeting, packer, made_ms, events, chunks, chunk_bytes = _HEAD.unpack(start)
        if magic != _MAGIC:
            raise damaged("it is no bundle of Kurumaza")
        if version != VERSION:
            raise KurumazaError(
                "wrong_version",
                f"The bundle has format {version} of another Kurumaza; this one knows format {VERSION}.",
            )
        return BundleHead(to_base64url(meeting), to_base64url(packer), made_ms, events, chunks, chunk_bytes)

    def _entries(self, kind: int, size: int) -> list[bytes]:
        found, payload = self._record()
        if found != kind or len(payload) % size:
            raise damaged("a list is not as it has to be")
        entries = [payload[place : place + size] for place in range(0, len(payload), size)]
        if len(set(entries)) != len(entries):
            raise damaged("a list names something twice")
        return entries

    def _have(self) -> dict[str, int]:
        entries = self._entries(HAVE, _ENTRY.size)
        have = {log.hex(): sequence for log, sequence in map(_ENTRY.unpack, entries)}
        if len(have) != len(entries) or 0 in have.values():
            raise damaged("a list names something twice")
        return have

    def _held(self) -> frozenset[str]:
        return frozenset(digest.hex() for digest in self._entries(HELD, _DIGEST))

    def _documents(self) -> tuple[str, ...]:
        return tuple(map(to_base64url, self._entries(FILES, _DIGEST)))

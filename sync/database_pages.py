"""The pages of a damaged SQLite database and of the WAL beside it, read as bytes and without SQLite.

SQLite refuses a file as a whole, or what lies behind one broken page of the WAL. Events are signed each by
itself, so every page that can be read is of use, however it hangs together with others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"SQLite format 3\x00"
_USUAL: Final = 4_096
_SIZES: Final = tuple(2**power for power in range(9, 17))
_WAL_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_LEAF: Final = 0x0D
_FIRST_PAGE: Final = 100
_MAX_CELLS: Final = 16_384
_MAX_PAYLOAD: Final = 1024 * 1024
_MAX_VARINT: Final = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """One page in the WAL; `commits` says that it is the last of its transaction."""

    page: int
    commits: bool
    salt: bytes
    data: bytes


def page_size(database: bytes, wal: bytes) -> int:
    """The size of a page, from whichever file still says it."""
    told = int.from_bytes(database[16:18], "big") if database[: len(MAGIC)] == MAGIC else 0
    for size in (65_536 if told == 1 else told, int.from_bytes(wal[8:12], "big")):
        if size in _SIZES:
            return size
    return _USUAL


def frames(wal: bytes, size: int) -> list[Frame]:
    """The frames of a WAL as they stand in the file, of this writing and of earlier ones."""
    step = _FRAME_HEADER + size
    found = []
    for start in range(_WAL_HEADER, len(wal) - step + 1, step):
        head, data = wal[start : start + _FRAME_HEADER], wal[start + _FRAME_HEADER : start + step]
        number, commits = int.from_bytes(head[:4], "big"), head[4:8] != bytes(4)
        found.append(Frame(number, commits, head[8:16], data))
    return found


def committed(all_frames: Sequence[Frame]) -> list[Frame]:
    """The frames of the present writing up to the end of its last transaction."""
    last = 0
    for place, frame in enumerate(all_frames):
        if frame.salt == all_frames[0].salt and frame.commits:
            last = place + 1
    return [frame for frame in all_frames[:last] if frame.salt == all_frames[0].salt]


def views(database: bytes, wal: bytes) -> Iterator[Mapping[int, bytes]]:
    """The database as it may have been, by page number: the newest first, then what older pages hold."""
    size = page_size(database, wal)
    plain = {
        number + 1: database[number * size : (number + 1) * size]
        for number in range((len(database) + size - 1) // size)
    }
    beside = frames(wal, size)
    if beside:
        yield {**plain, **{frame.page: frame.data for frame in committed(beside)}}
    yield plain
    if beside:
        yield {**plain, **{frame.page: frame.data for frame in beside}}
        yield {**plain, **{frame.page: frame.data for frame in reversed(beside)}}


def payloads(pages: Mapping[int, bytes]) -> Iterator[bytes]:
    """What the rows of all tables hold, as far as it can be put together."""
    for number, page in pages.items():
        start = _FIRST_PAGE if number == 1 else 0
        if len(page) < start + 8 or page[start] != _LEAF:
            continue
        count = min(int.from_bytes(page[start + 3 : start + 5], "big"), _MAX_CELLS)
        for place in range(start + 8, start + 8 + 2 * count, 2):
            cell = int.from_bytes(page[place : place + 2], "big")
            yield _payload(pages, page, cell)


def _payload(pages: Mapping[int, bytes], page: bytes, cell: int) -> bytes:
    """The row that begins at this place of a page, and goes on in others where it is long."""
    length, place = _varint(page, cell)
    _row, place = _varint(page, place)
    usable = len(page)
    if length > _MAX_PAYLOAD:
        return b""
    if length <= usable - 35:
        return page[place : place + length]
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    if local > usable - 35:
        local = least
    found = bytearray(page[place : place + local])
    following = int.from_bytes(page[place + local : place + local + 4], "big")
    while len(found) < length and following in pages:
        more = pages[following]
        if len(more) < usable:
            break
        found += more[4 : 4 + min(length - len(found), usable - 4)]
        following = int.from_bytes(more[:4], "big")
    return bytes(found)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number as SQLite writes it, and the place behind it."""
    value = 0
    for byte in data[place : place + _MAX_VARINT - 1]:
        place += 1
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, place
    return value << 8 | int.from_bytes(data[place : place + 1], "big"), place + 1

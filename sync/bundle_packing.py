"""Packs a meeting into a `.kurumaza` file: written beside, then put in place; a failure leaves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final, TypedDict, Unpack

from sync.blobs import BlobStore, Manifest
from sync.bundle import MAX_FILES, MAX_HELD, BundleHead, BundleIndex, BundleWriter
from sync.bundle_contents import opened_bundle
from sync.bundle_progress import Progress
from sync.errors import NAME_UNUSABLE, KurumazaError, StorageUnavailable, system_reason
from sync.events import encode
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.log import EventLog
from sync.manifest import DamagedChunkError
from sync.profile import now_ms
from sync.replacement import put_in_place
from sync.wanted_documents import held_files, newest_files

NO_FILE: Final = "what has this name is no file"
_PAGE: Final = 128
_EVENT_BYTES: Final = 600  # about, for the share that is done
_SYNC_BYTES: Final = 8 << 20  # on the stick before more is written: what is told as done is there
_FILE_TOO_LARGE: Final = 223  # what Windows says where a file system takes no file of that size


class Scope(StrEnum):
    """How much a bundle carries: all, the events without documents, or only the list of what is here."""

    EVERYTHING = "everything"
    EVENTS = "events"
    LIST = "list"


class PackHow(TypedDict, total=False):
    """What else may be said about packing.

    `meeting`: another than the one that is open. `only_missing_for`: a bundle that the other side packed.
    """

    meeting: str
    only_missing_for: Path | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written, and where.

    `left_out` counts documents that are not complete here, `withheld` the confidential ones, which are never
    in a bundle: it is not encrypted.
    """

    path: Path
    meeting: str
    events: int
    documents: int
    left_out: int
    size: int
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What another device said it holds of a meeting."""

    meeting: str
    have: dict[str, int]
    held: frozenset[str]


def read_holding(path: Path, progress: Progress | None = None) -> Holding:
    """What the packer of this bundle held when it was packed; the whole bundle has to be right."""
    with opened_bundle(path, progress) as bundle:
        bundle.check()
        return Holding(bundle.head.meeting, bundle.index.have, bundle.index.held)


@dataclass(frozen=True, slots=True)
class PackingList:
    """What there is to pack of a meeting, noted in one moment; events that come later are not in it."""

    meeting: str
    logs: tuple[tuple[str, int], ...]  # the chair's first; with the last sequence on disk
    files: tuple[tuple[str, Manifest], ...]  # the event that brought it and its bytes, in order of the agenda
    older: tuple[tuple[str, Manifest], ...] = ()  # versions before; that one is not here is no loss
    withheld: int = 0  # confidential documents, which stay behind


def packing_list(journal: Journal) -> PackingList:
    """Note what is on disk of a meeting. Raises KurumazaError when its first event is not here."""
    meeting = journal.fold.meeting()
    if meeting is None:
        raise KurumazaError("no_meeting", "The beginning of that meeting is not on this device.")
    saved = journal.saved()
    files: dict[str, tuple[str, Manifest]] = {}
    withheld: set[str] = set()
    for event, manifest in newest_files(meeting, journal.manifests):
        if manifest.key:
            withheld.add(manifest.sha256)
        else:
            files.setdefault(manifest.sha256, (event, manifest))
    older: dict[str, tuple[str, Manifest]] = {}
    for event, manifest in held_files(meeting, journal.manifests):
        if manifest.sha256 not in files and not manifest.key:
            older.setdefault(manifest.sha256, (event, manifest))
    logs = tuple((log, saved[log]) for log in journal.in_order(saved) if saved[log])
    found = tuple(files.values()), tuple(older.values())
    return PackingList(journal.meeting_id, logs, *found, len(withheld))


class Packing:
    """One packing. `write` blocks and runs in an executor; `cancel` ends it from any thread."""

    def __init__(
        self,
        log: EventLog,
        blobs: BlobStore,
        key: DeviceKey,
        listed: PackingList,
        progress: Progress | None = None,
    ) -> None:
        self._log = log
        self._blobs = blobs
        self._key = key
        self._list = listed
        self._progress = progress or Progress()

    def cancel(self) -> None:
        """Leave nothing behind and end soon."""
        self._progress.cancel()

    def write(self, path: Path, scope: Scope = Scope.EVERYTHING, other: Holding | None = None) -> Packed:
        """Pack the meeting, or only what the other side lacks. Raises KurumazaError; then nothing is left."""
        if other is not None and other.meeting != self._list.meeting:
            raise KurumazaError("wrong_meeting", "The other side's bundle is of another meeting.")
        after = dict.fromkeys(dict(self._list.logs), 0) | (other.have if other else {})
        here = [entry for entry in self._list.files if self._blobs.path(entry[1].sha256)]
        left_out = len(self._list.files) - len(here) if scope is Scope.EVERYTHING else 0
        here += [entry for entry in self._list.older if self._blobs.path(entry[1].sha256)]
        files = [entry for entry in here if other is None or entry[1].sha256 not in other.held]
        files = files[:MAX_FILES] if scope is Scope.EVERYTHING else []
        runs = [(log, after[log], upto) for log, upto in self._list.logs if after[log] < upto]
        runs = [] if scope is Scope.LIST else runs
        head = BundleHead(
            self._list.meeting,
            self._key.device,
            now_ms(),
            sum(upto - start for _, start, upto in runs),
            sum(len(file.chunks) for _, file in files),
            sum(file.size for _, file in files),
        )
        index = BundleIndex(
            dict(self._list.logs),
            frozenset(file.sha256 for _, file in here[:MAX_HELD]),
            tuple(event for event, _ in files),
        )
        self._progress.begin(head.events * _EVENT_BYTES + head.chunk_bytes)
        size = self._write(path, head, index, runs, [file for _, file in files])
        withheld = self._list.withheld if scope is Scope.EVERYTHING else 0
        return Packed(path, self._list.meeting, head.events, len(files), left_out, size, withheld)

    def _write(
        self,
        path: Path,
        head: BundleHead,
        index: BundleIndex,
        runs: list[tuple[str, int, int]],
        files: list[Manifest],
    ) -> int:
        beside = path.parent / f"kurumaza-{secrets.token_hex(8)}.new"
        try:
            with _medium(path):
                if "\0" in str(path) or not _is_text(str(path)):
                    raise OSError(errno.EINVAL, NAME_UNUSABLE)
                if path.exists() and not path.is_file():  # a device or a pipe would be gone afterwards
                    raise OSError(errno.EINVAL, NO_FILE)
                if shutil.disk_usage(path.parent).free < head.chunk_bytes:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                with beside.open("xb") as out:
                    writer = BundleWriter(out, self._key, head, index)
                    for frame in self._frames(runs):
                        writer.event(frame)
                    unsafe = 0
                    for chunk in self._chunks(files):
                        writer.chunk(chunk)
                        unsafe += len(chunk)
                        if unsafe >= _SYNC_BYTES:
                            _sync(out)
                            unsafe = 0
                    writer.close()
                    _sync(out)
                    size = out.tell()
                self._progress.advance()
                put_in_place(beside, path)
        finally:
            with contextlib.suppress(OSError, ValueError):  # the stick is gone, or takes no such name
                beside.unlink(missing_ok=True)
        return size

    def _frames(self, runs: list[tuple[str, int, int]]) -> Iterator[bytes]:
        for log, start, upto in runs:
            after = start
            while after < upto:
                events = self._log.read(self._list.meeting, log, after, min(_PAGE, upto - after))
                self._go_on(len(events) * _EVENT_BYTES, there_is_more=bool(events))
                yield from map(encode, events)
                after = events[-1].sequence

    def _chunks(self, files: list[Manifest]) -> Iterator[bytes]:
        for file in files:
            for place in range(len(file.chunks)):
                try:
                    chunk = self._blobs.read_held(file, place)
                except DamagedChunkError:
                    chunk = b""
                self._go_on(len(chunk), there_is_more=len(chunk) == file.length(place))
                yield chunk

    def _go_on(self, size: int, *, there_is_more: bool) -> None:
        self._progress.advance(size)
        if not there_is_more:
            raise KurumazaError("document_unavailable", "Something of the meeting is no longer here whole.")


async def pack_meeting(
    journal: Journal,
    kept: tuple[EventLog, BlobStore, DeviceKey],
    path: Path,
    scope: Scope = Scope.EVERYTHING,
    **how: Unpack[PackHow],
) -> Packed:
    """Pack the meeting of a journal off the loop.

    A bundle is not encrypted: confidential documents are in none.
    """
    progress, listing = how.get("progress") or Progress(), how.get("only_missing_for")
    try:
        other = await asyncio.to_thread(read_holding, listing, progress) if listing else None
        await journal.save()
        listed = packing_list(journal)
        packing = Packing(*kept, listed, progress)
        return await asyncio.to_thread(packing.write, path, scope, other)
    finally:
        progress.cancel()  # when the program ends meanwhile, the thread does too


def _sync(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


@contextlib.contextmanager
def _medium(path: Path) -> Iterator[None]:
    """Say what the file system of the stick does not take, each in a sentence of its own."""
    try:
        yield
    except OSError as error:
        number = error.errno
        if number == errno.EFBIG or getattr(error, "winerror", None) == _FILE_TOO_LARGE:
            raise KurumazaError(
                "bundle_too_large",
                "The stick takes no file of this size (FAT32: 4 GB). Use one with exFAT or NTFS, or pack"
                " only what the other side lacks.",
            ) from error
        if number == errno.ENOSPC:
            raise StorageUnavailable(
                "There is not enough room for the bundle; nothing was written."
            ) from error
        raise KurumazaError(
            "bundle_unwritable", f"The bundle {path.name} cannot be written there: {system_reason(error)}."
        ) from error


def _is_text(name: str) -> bool:
    """Whether a name can be written as UTF-8: the console takes any JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

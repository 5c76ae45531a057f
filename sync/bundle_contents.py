"""Checks a whole bundle before anything of it is used, then gives it piece by piece."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from sync.blobs import Manifest, manifest_of
from sync.bodies import FILE_KINDS
from sync.bundle import CHUNK, EVENT, BundleReader, damaged, unreadable
from sync.bundle_progress import Progress
from sync.errors import BadEvent, KurumazaError, system_reason
from sync.events import CREATE, Event, decode

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What this device has of the meeting already, when a bundle is held against it."""

    have: Mapping[str, int] = field(default_factory=dict)
    manifests: Mapping[str, Manifest] = field(default_factory=dict)


class BundleContents:
    """An open bundle. Blocks on the medium: used in an executor, never on the loop."""

    def __init__(self, file: BinaryIO, progress: Progress | None = None) -> None:
        self._file = file
        self._progress = progress
        reader = BundleReader(file, progress)
        self.head = reader.head
        self.index = reader.index

    def check(self, known: Known | None = None) -> tuple[Manifest, ...]:
        """Read all of it and find it whole, right, and following what is `known`; changes nothing.

        Gives the files it carries. Without `known`, it is not asked whether it could be merged.
        """
        reader = BundleReader(self._file, self._progress)
        chain = _Chain(reader)
        manifests: dict[str, Manifest] = {}
        wanted = set(reader.index.documents)
        files: _Files | None = None
        here = known.manifests if known else {}
        while (found := reader.record()) is not None:
            kind, payload = found
            if kind == EVENT and files is None:
                event = chain.take(payload)
                if event.event_id in wanted and event.kind in FILE_KINDS and event.body is not None:
                    manifests[event.event_id] = manifest_of(event.body)
            elif kind == CHUNK:
                files = files or _Files(reader, {**here, **manifests})
                files.take(payload)
            else:
                raise damaged("something stands where it does not belong")
        files = files or _Files(reader, {**here, **manifests})
        chain.close()
        found_files = files.close()
        if known is not None and not (chain.follows(known) and files.are_known):
            raise KurumazaError(
                "bundle_incomplete",
                "The bundle leaves out what another PC had already, and this PC lacks it."
                " Pack the whole meeting.",
            )
        return found_files

    def batches(self) -> Iterator[list[Event]]:
        """The events, some at a time, checked once more: the medium may have changed since."""
        reader = BundleReader(self._file, self._progress)
        batch: list[Event] = []
        while (found := reader.record()) is not None and found[0] == EVENT:
            batch.append(_event(found[1], self.head.meeting))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def chunks(self, files: tuple[Manifest, ...]) -> Iterator[tuple[Manifest, int, bytes]]:
        """Every chunk with its place; whoever stores it compares its digest."""
        reader = BundleReader(self._file, self._progress)
        places = ((manifest, index) for manifest in files for index in range(len(manifest.chunks)))
        while (found := reader.record()) is not None:
            if found[0] == CHUNK:
                place = next(places, None)
                if place is None:
                    raise damaged("it changed while it was read")
                yield *place, found[1]


class _Chain:
    """The events of a bundle: every log in order, each event naming the one before it, none left out."""

    def __init__(self, reader: BundleReader) -> None:
        self._head, self._have = reader.head, reader.index.have
        self._count = 0
        self._founded = False
        self._first: dict[str, int] = {}
        self._last: dict[str, tuple[int, str, str]] = {}

    def take(self, frame: bytes) -> Event:
        event = _event(frame, self._head.meeting)
        place = event.log
        if event.sequence > self._have.get(place, 0):
            raise damaged("it holds more than it lists")
        before = self._last.get(place)
        if before is None:
            self._first[place] = event.sequence
        elif (event.sequence, event.previous, event.device) != (before[0] + 1, before[1], before[2]):
            raise damaged("what it holds does not hang together")
        self._last[place] = (event.sequence, event.event_id, event.device)
        self._count += 1
        self._founded = self._founded or event.kind == CREATE
        return event

    def close(self) -> None:
        ends = all(last[0] == self._have[log] for log, last in self._last.items())
        if self._count != self._head.events or not ends:
            raise damaged("it holds less than it lists")

    def follows(self, known: Known) -> bool:
        """Whether nothing is missing between what is known and this."""
        return bool(self._founded or known.have) and all(
            known.have.get(log, 0) >= self._first.get(log, sequence + 1) - 1
            for log, sequence in self._have.items()
        )


class _Files:
    """The chunks of a bundle: every document whole and in order, each chunk as its document was signed."""

    def __init__(self, reader: BundleReader, manifests: Mapping[str, Manifest]) -> None:
        self._head = reader.head
        # A delta may carry documents of which the other side knew: then only the packer vouches for them.
        self.are_known = all(document in manifests for document in reader.index.documents)
        self._files = tuple(manifests[document] for document in reader.index.documents if self.are_known)
        self._places = iter([(file, place) for file in self._files for place in range(len(file.chunks))])
        self._count = self._bytes = 0

    def take(self, data: bytes) -> None:
        self._count += 1
        self._bytes += len(data)
        if not self.are_known:
            return
        place = next(self._places, None)
        if place is None:
            raise damaged("it holds more than it lists")
        file, index = place
        if len(data) != file.length(index) or sha256(data).hexdigest() != file.chunks[index]:
            raise damaged("a piece of a document is not as it was signed")

    def close(self) -> tuple[Manifest, ...]:
        counted = (self._count, self._bytes) == (self._head.chunks, self._head.chunk_bytes)
        if not counted or next(self._places, None) is not None:
            raise damaged("it holds less than it lists")
        return self._files


def _event(frame: bytes, meeting: str) -> Event:
    try:
        event = decode(frame)
    except BadEvent as error:
        raise damaged(error.message) from error
    if event.meeting != meeting:
        raise damaged("it mixes two meetings")
    return event


@contextmanager
def opened_bundle(
    path: Path, progress: Progress | None = None, *, readings: int = 1
) -> Iterator[BundleContents]:
    """Open a bundle, to be read so many times, and read what it says of itself. Raises KurumazaError."""
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        file = path.open("rb")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise unreadable(system_reason(error)) from error
    with file:
        if progress is not None:
            progress.begin(readings * size)
        yield BundleContents(file, progress)

"""Merges a `.kurumaza` file into a meeting of this device: found whole and right first, then taken over.

Events are taken as from a peer, some hundred in one transaction, and files chunk by chunk. What was taken
stays when the stick is pulled out or the program ends, and merging again goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sync.blobs import BlobStore, DamagedChunkError, Manifest
from sync.bundle import damaged
from sync.bundle_contents import BundleContents, Known, opened_bundle
from sync.bundle_progress import Progress
from sync.errors import KurumazaError
from sync.events import Event
from sync.journal import Journal
from sync.log import EventLog
from sync.wanted_documents import held_files

if TYPE_CHECKING:
    from sync.session import Session

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a bundle brought; zeros when all of it was here already."""

    meeting: str
    packer: str
    events: int
    comments: int
    documents: int


@contextlib.asynccontextmanager
async def unpacked(
    path: Path, progress: Progress | None = None, *, only: str = ""
) -> AsyncIterator[BundleContents]:
    """Open a bundle off the loop, of the meeting `only` if one is named. Raises KurumazaError."""
    progress = progress or Progress()
    opening = opened_bundle(path, progress, readings=2)
    contents = await asyncio.to_thread(opening.__enter__)
    try:
        if only and contents.head.meeting != only:
            raise KurumazaError("other_meeting", "The bundle is of another meeting; nothing changed.")
        yield contents
    finally:
        progress.cancel()  # when the program ends meanwhile, whatever still reads does too
        opening.__exit__(None, None, None)


async def merge_bundle(
    bundle: BundleContents,
    journal: Journal,
    blobs: BlobStore,
    arrived: Callable[[tuple[Event, ...]], object] = lambda _events: None,
) -> Merged:
    """Take over what is new; belongs to the loop of the journal. `arrived` hears of the events.

    KurumazaError before anything changed when the bundle is not right or does not fit.
    """
    known = Known(dict(journal.have()), dict(journal.manifests))
    files = await asyncio.to_thread(bundle.check, known)
    events = comments = 0
    batches = bundle.batches()
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        added = journal.take([event for event in batch if journal.has_room(event)])
        if added.new:
            arrived(added.new)
        for fork in added.forks:
            logger.warning("log %s of %s was written twice", fork.kept.log, fork.kept.device)
        await journal.save()
        events += len(added.new)
        comments += sum(event.kind == "comment.add" for event in added.new)
    documents = await _take_files(bundle, files, _wanted(journal), blobs)
    return Merged(bundle.head.meeting, bundle.head.packer, events, comments, documents)


async def merge_into_session(bundle: BundleContents, session: Session, blobs: BlobStore) -> Merged:
    """The same for a meeting that is open here: peers and screen get what is new."""

    def arrived(events: tuple[Event, ...]) -> None:
        session.arrived(events, None)
        session.save_soon()

    merged = await merge_bundle(bundle, session.journal, blobs, arrived)
    if bundle.head.packer == session.journal.chair:
        session.held_by_chair(bundle.index.have)
    await session.documents_known()
    await session.downloads.look_again()
    return merged


async def merge_into_profile(
    bundle: BundleContents, journal: Journal, log: EventLog, blobs: BlobStore
) -> Merged:
    """The same for a meeting that is not open here; the next start enters it, also if it was left before."""
    was_known = bool(journal.have())
    try:
        merged = await merge_bundle(bundle, journal, blobs)
    finally:
        if journal.chair and not was_known:  # its key is known from now on, even if the stick was pulled out
            log.set_state(journal.meeting_id, "chair", journal.chair)
    log.set_state(journal.meeting_id, "left", None)
    return merged


def _wanted(journal: Journal) -> tuple[Manifest, ...]:
    """The files of documents on the agenda, older versions too: no others are kept, whoever signed them.

    Nor are confidential ones: those come in no bundle.
    """
    meeting = journal.fold.meeting()
    if meeting is None:
        return ()
    return tuple(manifest for _, manifest in held_files(meeting, journal.manifests) if not manifest.key)


async def _take_files(
    bundle: BundleContents, files: tuple[Manifest, ...], wanted: tuple[Manifest, ...], blobs: BlobStore
) -> int:
    storing = _Storing(bundle, files, wanted, blobs)
    try:
        return await asyncio.to_thread(storing.run)
    finally:
        storing.cancelled.set()


class _Storing:
    """Puts the files of a bundle into the store, in a thread."""

    def __init__(
        self,
        bundle: BundleContents,
        files: tuple[Manifest, ...],
        wanted: tuple[Manifest, ...],
        blobs: BlobStore,
    ) -> None:
        self.cancelled = threading.Event()
        self._bundle = bundle
        self._files = files
        self._blobs = blobs
        self._missing = {
            file.sha256: file for file in files if file in wanted and not blobs.path(file.sha256)
        }

    def run(self) -> int:
        """Gives how many files became complete."""
        if not self._missing:
            return 0
        lacking = {sha256: set(self._blobs.missing(file)) for sha256, file in self._missing.items()}
        for file, index, data in self._bundle.chunks(self._files):
            if self.cancelled.is_set():
                break
            if file != self._missing.get(file.sha256) or index not in lacking[file.sha256]:
                continue
            try:
                self._blobs.write_chunk(file, index, data)
            except DamagedChunkError as error:
                raise damaged("it changed while it was read") from error
        else:
            return sum(self._finish(file) for file in self._missing.values())
        return 0

    def _finish(self, file: Manifest) -> bool:
        try:
            self._blobs.finish(file)
        except DamagedChunkError as error:  # its chunks are as signed, so its own digest was signed wrongly
            logger.warning("a document of the bundle is not what it was signed as: %s", error.message)
            return False
        return True

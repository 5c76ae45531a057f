"""Removes the files of what was withdrawn, whole or half, soon after this device learned of it.

A replaced version stays one click away and is not touched; nor is a file that something else names: another
document, another version, another meeting of this profile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Final

from sync.blobs import BlobStore, Manifest
from sync.conversation import end
from sync.downloads import Downloads
from sync.errors import KurumazaError
from sync.journal import Journal
from sync.log import EventLog
from sync.meeting import Document, Meeting
from sync.removals import Removals

AGAIN_S: Final = 1.0
"""A chunk may still be on its way to the disk, and on Windows nothing goes that somebody has open."""

logger = logging.getLogger(__name__)


class WithdrawnFiles:
    """Those of one meeting. Belongs to the node's loop."""

    def __init__(self, store: BlobStore, log: EventLog, journal: Journal, downloads: Downloads) -> None:
        self._store = store
        self._log = log
        self._journal = journal
        self._downloads = downloads
        self._left: frozenset[Manifest] = frozenset()
        self._gone: frozenset[Manifest] = frozenset()
        self._work: asyncio.Task[None] | None = None

    def follow(self, meeting: Meeting) -> None:
        """Take from the meeting what was withdrawn."""
        withdrawn = self._withdrawn(meeting)
        self._left = (self._left & withdrawn) | (withdrawn - self._gone)
        self._gone = withdrawn
        if self._left and (self._work is None or self._work.done()):
            self._work = asyncio.create_task(self._remove_all())

    async def finish(self) -> None:
        """Remove now what is left, as far as the disk lets it go."""
        await end(self._work)
        for manifest in self._left:
            try:
                await self._is_gone(manifest)
            except KurumazaError as error:  # after the next start
                logger.info("what was withdrawn stays for now: %s", error.message)

    def _withdrawn(self, meeting: Meeting) -> frozenset[Manifest]:
        known = self._journal.manifests
        placed = [document for item in meeting.agenda for document in item.documents]
        every = [*placed, *meeting.withdrawn]
        gone = {known[event] for document in every for event in _gone(document) if event in known}
        kept = {known[event] for document in every for event in _kept(document) if event in known}
        return frozenset(gone - kept)

    async def _remove_all(self) -> None:
        while self._left:
            for manifest in self._left:
                try:
                    if await self._is_gone(manifest):
                        self._left -= {manifest}
                except KurumazaError as error:
                    logger.info("what was withdrawn cannot be removed yet: %s", error.message)
            if self._left:
                await asyncio.sleep(AGAIN_S)

    async def _is_gone(self, manifest: Manifest) -> bool:
        """Remove a file; False when there was something, so that it is looked at again."""
        if not await self._downloads.let_go(manifest.sha256):
            return True  # of the same bytes another file is wanted, which is sealed otherwise
        return await asyncio.to_thread(self._remove, manifest)

    def _remove(self, manifest: Manifest) -> bool:
        if not self._store.bytes_of(manifest):
            return True
        if manifest.key:
            self._store.sealed.erase(manifest)
        elif is_named_elsewhere(self._log, manifest.sha256, self._journal.meeting_id):
            return True
        else:
            Removals(self._log).note_files([manifest.sha256])
            self._store.remove(manifest.sha256)
        logger.info("%s was withdrawn and is removed here", manifest.sha256[:8])
        return False


def files_named(log: EventLog, meeting: str) -> set[str]:
    """The SHA-256 of every file that a meeting of this profile names."""
    return {
        event.body["sha256"]
        for event in log.events(meeting)
        if event.kind.startswith("document.") and event.body and "sha256" in event.body
    }


def is_named_elsewhere(log: EventLog, sha256: str, meeting: str) -> bool:
    """Whether another meeting of this profile names a file."""
    return any(sha256 in files_named(log, other) for other in log.meetings() if other != meeting)


def _gone(document: Document) -> Iterator[str]:
    return (each.event for each in document.versions if document.withdrawn_ms or each.withdrawn_ms)


def _kept(document: Document) -> Iterator[str]:
    return (each.event for each in document.versions if not (document.withdrawn_ms or each.withdrawn_ms))

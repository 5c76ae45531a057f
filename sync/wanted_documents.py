"""Which files the agenda names: the newest go to the downloads, older versions are kept and handed on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from sync.blobs import Manifest
from sync.conversation import end
from sync.downloads import Downloads
from sync.meeting import Document, Meeting


def newest_files(meeting: Meeting, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """The present version of every document, in the order of the agenda, by the event that brought it."""
    for document in _documents(meeting):
        present = document.present
        if present is not None and present.event in manifests:
            yield present.event, manifests[present.event]


def held_files(meeting: Meeting, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """Every version of a document on the agenda that was not withdrawn."""
    for document in _documents(meeting):
        for version in document.versions:
            if not version.withdrawn_ms and version.event in manifests:
                yield version.event, manifests[version.event]


def _documents(meeting: Meeting) -> Iterator[Document]:
    return (document for item in meeting.agenda for document in item.documents)


class WantedDocuments:
    """Looking up how much of a file is here reads the disk, so it goes on beside everything else."""

    def __init__(self, downloads: Downloads, manifests: Mapping[str, Manifest]) -> None:
        self._downloads = downloads
        self._manifests = manifests
        self._wanted: tuple[tuple[Document, Manifest], ...] = ()
        self._looking: set[asyncio.Task[None]] = set()

    def follow(self, meeting: Meeting) -> None:
        """Take from the agenda what is wanted, in its order: of a replaced document the newest version."""
        wanted = tuple(
            (document, self._manifests[document.present.event])
            for document in _documents(meeting)
            if document.present is not None and document.present.event in self._manifests
        )
        if _places(wanted) != _places(self._wanted):
            self._wanted = wanted
            task = asyncio.create_task(self._downloads.set_documents(wanted))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def known(self) -> None:
        """Wait until it was looked up how far every document is."""
        await asyncio.gather(*self._looking)

    async def stop(self) -> None:
        """End."""
        for task in list(self._looking):
            await end(task)


def _places(wanted: tuple[tuple[Document, Manifest], ...]) -> list[tuple[str, str]]:
    return [(document.document, manifest.sha256) for document, manifest in wanted]

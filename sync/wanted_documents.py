"""Which files the agenda names: the newest go to the downloads, older versions are kept and handed on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sync.blobs import Manifest
from sync.conversation import end
from sync.downloads import Downloads
from sync.meeting import Document, Meeting
from sync.status import KEY_MISSING, DocumentStatus
from sync.wire import BlobHave


def newest_files(meeting: Meeting, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """The present version of every document, in the order of the agenda, by the event that brought it."""
    for document in _documents(meeting):
        present = document.present
        if present is not None and present.event in manifests and not document.collected:
            yield present.event, manifests[present.event]


def held_files(meeting: Meeting, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """Every version of a document on the agenda that was neither withdrawn nor called in."""
    for document in _documents(meeting):
        if document.collected:
            continue
        for version in document.versions:
            if not version.withdrawn_ms and version.event in manifests:
                yield version.event, manifests[version.event]


def _documents(meeting: Meeting) -> Iterator[Document]:
    return (document for item in meeting.agenda for document in item.documents)


class WantedDocuments:
    """Looking up how much of a file is here reads the disk, so it goes on beside everything else.

    A confidential document is not received before its key is here (`is_here`), and not once it was called in.
    """

    def __init__(
        self,
        downloads: Downloads,
        manifests: Mapping[str, Manifest],
        is_shown: Callable[[], bool],
        is_here: Callable[[str], bool] = lambda _document: True,
    ) -> None:
        self._downloads = downloads
        self._manifests = manifests
        self._is_shown = is_shown
        self._is_here = is_here
        self._wanted: tuple[tuple[Document, Manifest], ...] = ()
        self._held_back: tuple[Document, ...] = ()
        self._looking: set[asyncio.Task[None]] = set()

    def follow(self, meeting: Meeting) -> None:
        """Take from the agenda what is wanted, in its order: of a replaced document the newest version."""
        self._downloads.take_time(calm=meeting.awaits_opening or not self._is_shown())
        wanted: list[tuple[Document, Manifest]] = []
        held_back: list[Document] = []
        for document in _documents(meeting):
            present = document.present
            if document.collected or present is None or present.event not in self._manifests:
                continue
            if self._is_here(present.event):
                wanted.append((document, self._manifests[present.event]))
            else:
                held_back.append(document)
        before = _places(self._wanted), self._held_back
        self._wanted, self._held_back = tuple(wanted), tuple(held_back)
        if (_places(self._wanted), self._held_back) != before:
            task = asyncio.create_task(self._downloads.set_documents(self._wanted))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    def statuses(self) -> tuple[DocumentStatus, ...]:
        """How far each document is, those that wait for their key last."""
        waiting = (
            DocumentStatus(each.document, each.sha256, each.size, 0, complete=False, problem=KEY_MISSING)
            for each in self._held_back
        )
        return (*self._downloads.statuses(), *waiting)

    def total(self) -> BlobHave:
        """The same in one line, for the chair's PC."""
        total, waiting = self._downloads.total(), sum(each.size for each in self._held_back)
        complete = total.complete and not self._held_back
        return replace(total, total=total.total + waiting, complete=complete)

    async def known(self) -> None:
        """Wait until it was looked up how far every document is."""
        await asyncio.gather(*self._looking)

    async def stop(self) -> None:
        """End."""
        for task in list(self._looking):
            await end(task)


def _places(wanted: tuple[tuple[Document, Manifest], ...]) -> list[tuple[str, str]]:
    return [(document.document, manifest.sha256) for document, manifest in wanted]

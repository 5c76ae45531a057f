"""Which files the agenda names: the newest go to the downloads, older versions are kept and handed on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sync.blobs import Manifest
from sync.conversation import end
from sync.downloads import Downloads
from sync.file_checks import FileChecks
from sync.journal import Journal
from sync.meeting import Document, Meeting
from sync.place import Place
from sync.status import KEY_MISSING, DocumentStatus
from sync.wire import BlobHave
from sync.withdrawn_files import WithdrawnFiles


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
        kept: tuple[FileChecks, WithdrawnFiles] | None = None,
    ) -> None:
        self._downloads = downloads
        self._manifests = manifests
        self._is_shown = is_shown
        self._is_here = is_here
        self._kept = kept
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
        self._keep(meeting)

    def _keep(self, meeting: Meeting) -> None:
        """See that what is here is right, and that what was withdrawn goes."""
        if self._kept is not None:
            checks, withdrawn = self._kept
            files = dict.fromkeys(each for _, each in held_files(meeting, self._manifests))
            checks.follow(files)
            withdrawn.follow(meeting)

    def doubt(self, manifest: Manifest) -> None:
        """Bytes of this file were just found wrong here."""
        if self._kept is not None:
            self._kept[0].doubt(manifest)

    def prefer(self, sha256: str) -> None:
        """A person looks at this file."""
        if self._kept is not None:
            self._kept[0].prefer(sha256)

    async def clear_up(self, meeting: Meeting | None) -> None:
        """Of a meeting that is not entered any more: remove what was withdrawn."""
        if self._kept is not None and meeting is not None:
            self._kept[1].follow(meeting)
            await self._kept[1].finish()

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
        if self._kept is not None:
            await self._kept[0].stop()
            await self._kept[1].finish()


def wanted_in(
    place: Place, journal: Journal, downloads: Downloads, is_here: Callable[[str], bool]
) -> WantedDocuments:
    """Those of one meeting, whose files are looked after as well."""
    checks = FileChecks(place.blobs, downloads)
    withdrawn = WithdrawnFiles(place.blobs, place.log, journal, downloads)

    def is_shown() -> bool:
        return place.is_current(journal.meeting_id)

    return WantedDocuments(downloads, journal.manifests, is_shown, is_here, (checks, withdrawn))


def _places(wanted: tuple[tuple[Document, Manifest], ...]) -> list[tuple[str, str]]:
    return [(document.document, manifest.sha256) for document, manifest in wanted]

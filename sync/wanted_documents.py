"""Which documents the agenda names now: told to the downloads whenever that changes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from sync.blobs import Manifest
from sync.conversation import end
from sync.downloads import Downloads
from sync.meeting import Meeting


class WantedDocuments:
    """Looking up how much of a file is here reads the disk, so it goes on beside everything else."""

    def __init__(self, downloads: Downloads, manifests: Mapping[str, Manifest]) -> None:
        self._downloads = downloads
        self._manifests = manifests
        self._names: tuple[str, ...] = ()
        self._looking: set[asyncio.Task[None]] = set()

    def follow(self, meeting: Meeting) -> None:
        """Take from the agenda what is wanted, in its order."""
        documents = [
            (document, self._manifests[document.document])
            for item in meeting.agenda
            for document in item.documents
            if document.document in self._manifests
        ]
        names = tuple(document.document for document, _ in documents)
        if names != self._names:
            self._names = names
            task = asyncio.create_task(self._downloads.set_documents(documents))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def known(self) -> None:
        """Wait until it was looked up how far every document is."""
        await asyncio.gather(*self._looking)

    async def stop(self) -> None:
        """End."""
        for task in list(self._looking):
            await end(task)

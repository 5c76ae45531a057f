"""What chair and secretariat do with documents meanwhile: a file is copied first, then it is said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from sync.acts import Acts
from sync.blobs import BlobStore, Manifest
from sync.confidential import Confidential
from sync.content_keys import KeyMissing
from sync.errors import KurumazaError
from sync.pdf_import import import_pdf
from sync.text import MAX_TITLE, clean_line


def _always() -> bool:
    return True


class Library:
    """The documents of one meeting, for who keeps them. Raises KurumazaError; then nothing was said."""

    def __init__(
        self,
        acts: Acts,
        blobs: BlobStore,
        confidential: Confidential,
        taken_in: Callable[[], Awaitable[None]],
    ) -> None:
        self._acts = acts
        self._blobs = blobs
        self._confidential = confidential
        self._taken_in = taken_in

    async def add(
        self,
        path: Path,
        agenda: str = "",
        title: str = "",
        *,
        confidential: bool = False,
        is_wanted: Callable[[], bool] = _always,
    ) -> str:
        """Put a PDF under an item, "" the one under discussion; "" as title: the file name. Gives its id.

        It is sealed when it is confidential, or the whole meeting is.
        """
        self._acts.may_add(agenda)
        sealed = confidential or self._acts.is_confidential()
        manifest = await self._take_in(path, is_wanted, sealed=sealed)
        return self._acts.add_document(title or _title_of(path), agenda, manifest).event_id

    async def replace(
        self, document: str, path: Path, reason: str = "", *, is_wanted: Callable[[], bool] = _always
    ) -> str:
        """Put a PDF in the place of a document; gives the id of the document, which stays as confidential."""
        present = self._acts.may_replace(document, reason)
        manifest = await self._take_in(path, is_wanted, sealed=present.confidential)
        self._acts.replace_document(document, manifest, reason)
        return document

    async def withdraw(self, document: str, version: str = "") -> str:
        """Take a document off the agenda for good, or one of its versions, named by the event it came by."""
        self._acts.withdraw_document(document, version)
        return document

    async def _take_in(self, path: Path, is_wanted: Callable[[], bool], *, sealed: bool) -> Manifest:
        """Copy a file; `is_wanted` is asked afterwards, because copying a large one takes a while."""
        key = await self._confidential.key_for_new() if sealed else ""
        manifest = await asyncio.to_thread(import_pdf, self._blobs, path, key)
        await self._taken_in()  # it may be one that was said before, and that nobody had any more
        if not is_wanted():
            raise KurumazaError("cancelled", f"The file {path.name} is no longer wanted.")
        if key and not self._confidential.holds(key):  # everything was called in meanwhile
            raise KeyMissing
        return manifest


def _title_of(path: Path) -> str:
    readable = path.stem.encode("utf-8", "replace").decode("utf-8")  # a name may be no text at all
    return clean_line(readable)[:MAX_TITLE]

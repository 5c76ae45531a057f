"""Carries notes into a new version of their document: reads what is needed of both, and keeps the outcome."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.inquiries import NEEDED_SOON, Inquiries
from app.note_anchoring import (
    Reanchored,
    choices_by_context,
    choices_by_page,
    pages_to_read,
    reanchor,
)
from app.note_context import folded
from app.note_database import Leaving
from app.notes import Notes
from app.page_matching import PageChoice, match_pages
from app.page_requests import (
    FingerprintPages,
    FingerprintsFound,
    OpenDocument,
    Opened,
    ReadText,
    ReadTexts,
    Request,
    Result,
    TextFound,
    TextsFound,
)
from app.tasks import Tasks
from widgets.note_values import DocumentKey, Note
from widgets.page_text import PageText

PAGES_PER_REQUEST: Final = 64

logger = logging.getLogger(__name__)

Choices = dict[str, tuple[PageChoice, ...]]
Ask = Callable[[Request, Callable[[Result], None]], None]


@dataclass(eq=False)
class _Version:
    """What one version of a document says and looks like, page by page; "" is a page that cannot be read."""

    path: str
    pages: int = 0
    texts: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    characters: dict[int, PageText] = field(default_factory=dict)


class NoteMoves(QObject):
    """Notes follow a document that was replaced, behind the scenes; the old version keeps its own.

    ``carried`` tells how many were moved and how many have no place in the new version.
    """

    carried = Signal(object, str, int, int)  # DocumentKey, digest, moved, unplaced

    def __init__(
        self, notes: Notes, inquiries: Inquiries, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notes = notes
        self._inquiries = inquiries
        self._tasks = tasks
        self._is_closed = False

    def carry(
        self, document: DocumentKey, digest: str, path: str, old_path: Callable[[str], str | None]
    ) -> None:
        """Carry the notes of all other versions into this one, which has to be the newest.

        ``old_path`` gives the file of another version, None where it is gone; then what the notes remember is
        all there is to go by. What is done already costs nothing.
        """
        self._notes.leaving(
            document, digest, lambda groups: self._begin(document, digest, path, old_path, groups)
        )

    def close(self) -> None:
        """Tell nothing any more; what was not carried is carried next time."""
        self._is_closed = True

    def _begin(
        self,
        document: DocumentKey,
        digest: str,
        path: str,
        old_path: Callable[[str], str | None],
        groups: Sequence[Leaving],
    ) -> None:
        if groups and not self._is_closed:
            new = _Version(path)
            begin = partial(self._next, document, digest, old_path, list(groups))
            _Reading(self._ask, new, lambda read: begin(read) if read else None).start()

    def _next(
        self,
        document: DocumentKey,
        digest: str,
        old_path: Callable[[str], str | None],
        groups: list[Leaving],
        new: _Version,
    ) -> None:
        """Carry the notes of one other version, then those of the next."""
        if not groups or self._is_closed:
            return
        group = groups.pop(0)
        path = old_path(group.digest)
        old = _Version(path) if path is not None else None
        carrying = _Carrying(self._ask, self._tasks, group.notes, old, new)

        def keep(result: Reanchored) -> None:
            if not self._is_closed:
                self._notes.adopt(
                    document,
                    group.digest,
                    digest,
                    result,
                    lambda: self.carried.emit(document, digest, len(result.moved), len(result.unplaced)),
                )
                self._next(document, digest, old_path, groups, new)

        carrying.start(keep)

    def _ask(self, request: Request, on_result: Callable[[Result], None]) -> None:
        if not self._is_closed:
            self._inquiries.ask(request, on_result, NEEDED_SOON)


class _Reading:
    """Reads the texts and looks of all pages of a version; those that cannot be read are left empty.

    Its answer is the version, None when its file cannot be read at all.
    """

    def __init__(self, ask: Ask, version: _Version, on_done: Callable[[_Version | None], None]) -> None:
        self._ask = ask
        self._version = version
        self._on_done = on_done

    def start(self) -> None:
        self._ask(OpenDocument(self._version.path), self._opened)

    def _opened(self, result: Result) -> None:
        if not isinstance(result, Opened):
            self._on_done(None)
            return
        self._version.pages = result.pages
        self._read_texts()

    def _read_texts(self) -> None:
        first = len(self._version.texts)
        count = min(self._version.pages - first, PAGES_PER_REQUEST)
        if count > 0:
            self._ask(ReadTexts(self._version.path, first, count), self._texts_found)
        else:
            self._read_looks()

    def _texts_found(self, result: Result) -> None:
        self._version.texts += (isinstance(result, TextsFound) and result.texts) or ("",)
        self._read_texts()

    def _read_looks(self) -> None:
        first = len(self._version.looks)
        count = min(self._version.pages - first, PAGES_PER_REQUEST)
        if count > 0:
            self._ask(FingerprintPages(self._version.path, first, count), self._looks_found)
        else:
            self._on_done(self._version)

    def _looks_found(self, result: Result) -> None:
        self._version.looks += (isinstance(result, FingerprintsFound) and result.digests) or ("",)
        self._read_looks()


class _Carrying:
    """Finds the notes of one version their places in another."""

    def __init__(
        self, ask: Ask, tasks: Tasks, notes: tuple[Note, ...], old: _Version | None, new: _Version
    ) -> None:
        self._ask = ask
        self._tasks = tasks
        self._notes = notes
        self._old = old
        self._new = new
        self._missing = 0

    def start(self, on_result: Callable[[Reanchored], None]) -> None:
        """Deliver the outcome, on the GUI thread."""
        self._on_result = on_result
        if self._old is None:
            self._match()
        else:
            _Reading(self._ask, self._old, self._old_read).start()

    def _old_read(self, old: _Version | None) -> None:
        self._old = old
        self._match()

    def _match(self) -> None:
        self._tasks.run(partial(_choices, self._notes, self._old, self._new), self._read_pages, _tell)

    def _read_pages(self, choices: Choices) -> None:
        old_pages, new_pages = pages_to_read(self._notes, choices)
        wanted = [(self._new, page) for page in new_pages if page not in self._new.characters]
        if self._old is not None:
            wanted += [(self._old, page) for page in old_pages]
        self._missing = len(wanted)
        for version, page in sorted(wanted, key=lambda each: each[1]):
            take = partial(self._take_page, version, page, choices)
            self._ask(ReadText(version.path, page), take)
        if not wanted:
            self._place(choices)

    def _take_page(self, version: _Version, page: int, choices: Choices, result: Result) -> None:
        if isinstance(result, TextFound):
            version.characters[page] = result.text
        self._missing -= 1
        if self._missing == 0:
            self._place(choices)

    def _place(self, choices: Choices) -> None:
        old = dict(self._old.characters) if self._old is not None else {}
        work = partial(reanchor, self._notes, choices, old, dict(self._new.characters))
        self._tasks.run(work, self._on_result, _tell)


def _choices(notes: tuple[Note, ...], old: _Version | None, new: _Version) -> Choices:
    new_texts = list(map(folded, new.texts))
    if old is None:
        return choices_by_context(notes, new_texts)
    return choices_by_page(notes, match_pages(list(map(folded, old.texts)), new_texts, old.looks, new.looks))


def _tell(error: Exception) -> None:
    """A mistake of ours: the notes stay where they are, and are carried when the document is opened again."""
    logger.error("Notes could not be carried to a new version", exc_info=error)

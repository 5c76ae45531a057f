"""Reads the text of documents into the search index, in the background and once: after a break it goes on."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.document_problem import DocumentProblem
from app.inquiries import BACKGROUND, NEEDED_SOON
from app.page_requests import AHEAD_LIMIT_S, Failure, ReadTexts, Result, TextsFound
from app.search_index import IndexFull, Progress
from app.search_thread import Indexes, SearchThread, log_mistake
from sync.errors import StorageDamaged, StorageError
from widgets.search_results import SearchedDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.inquiries import Inquiries, Inquiry

PAGES_AT_ONCE: Final = 8
MOST_UNREADABLE: Final = 12  # pages in a row; a document that hangs everywhere is left alone
MOST_FILES: Final = 3  # are built anew; after that it is no accident
TRY_AGAIN_MS: Final = 2_000
NOTHING_YET: Final = Progress(0, 0, has_text=False)
PAGE_PROBLEMS: Final = frozenset(
    {DocumentProblem.PAGE_BROKEN, DocumentProblem.TOO_SLOW, DocumentProblem.WORKER_DIED}
)

T = TypeVar("T")
U = TypeVar("U")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A document that can be searched; ``key`` is its SHA-256."""

    key: str
    path: str
    pages: int
    title: str = ""
    labels: tuple[str, ...] = ()
    keep: bool = True  # False: its text never touches the disk, and what was kept of it is deleted


@dataclass(eq=False)
class _Reading:
    """How far the text of a document has been read."""

    document: Searchable
    progress: Progress | None = None  # None: the index has not been asked yet
    at_once: int = PAGES_AT_ONCE
    unreadable_in_a_row: int = 0
    is_stopped: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.is_stopped or (self.progress is not None and self.progress.indexed >= self.document.pages)

    def told(self) -> SearchedDocument:
        """The same as a value for those who show it."""
        document, progress = self.document, self.progress or NOTHING_YET
        told = SearchedDocument(document.key, document.title, document.pages, labels=document.labels)
        return replace(
            told,
            indexed=progress.indexed,
            unreadable=progress.unreadable,
            has_text=progress.has_text,
            is_stopped=self.is_stopped,
        )


class SearchReading(QObject):
    """One step at a time: pages are asked of the workers, then stored by the thread of the index."""

    progressed = Signal(str)  # key

    def __init__(self, inquiries: Inquiries, thread: SearchThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inquiries = inquiries
        self._thread = thread
        self._readings: dict[str, _Reading] = {}
        self._first = ""
        self._is_hurried = False
        self._inquiry: Inquiry | None = None
        self._steps = 0  # that the thread has yet to do
        self._files = 0  # how often a damaged index was put aside; older outcomes are of no use
        self._is_closed = False
        self._try_again = QTimer(self, singleShot=True, interval=TRY_AGAIN_MS)
        self._try_again.timeout.connect(self._read_on)

    @property
    def documents(self) -> tuple[Searchable, ...]:
        """What can be searched, in order."""
        return tuple(reading.document for reading in self._readings.values())

    def told(self, key: str) -> SearchedDocument:
        """How far a document has been read."""
        return self._readings[key].told()

    def set_documents(self, documents: Sequence[Searchable]) -> None:
        """Read these; what has no pages yet is left out until it is told again."""
        before, self._readings = self._readings, {}
        for document in documents:
            known = before.get(document.key)
            if document.pages < 1:
                continue
            if known is None or (known.document.pages, known.document.keep) != (
                document.pages,
                document.keep,
            ):
                known = _Reading(document)
            elif known.document.path != document.path:
                known.is_stopped = False
            known.document = document
            self._readings[document.key] = known
        self._read_on()

    def prefer(self, key: str, *, is_hurried: bool) -> None:
        """Read this document before the others, and at once when somebody waits for what is in them."""
        self._first, self._is_hurried = key, is_hurried
        self._read_on()

    def try_again(self, key: str) -> None:
        """Read a document that could not be read before."""
        if (reading := self._readings.get(key)) is not None:
            reading.is_stopped, reading.unreadable_in_a_row = False, 0
            self._read_on()

    def start_anew_after(self, error: Exception) -> bool:
        """Build a damaged index anew; False when it is something else."""
        is_damaged = isinstance(error, (StorageDamaged, sqlite3.DatabaseError))
        if is_damaged and self._files < MOST_FILES:
            logger.info("The search index is damaged; it is put aside and built anew")
            self._files += 1
            for reading in self._readings.values():
                reading.progress = None
            self._step(Indexes.start_anew, lambda _none: None, self._stop_all)
            return True
        return False

    def close(self) -> None:
        """Read nothing more."""
        self._is_closed = True
        self._try_again.stop()
        if self._inquiry is not None:
            self._inquiries.withdraw(self._inquiry)
            self._inquiry = None

    def _read_on(self) -> None:
        """Take the next step, if there is one and none is under way."""
        if self._is_closed or self._steps or self._inquiry is not None or self._try_again.isActive():
            return
        unread = [reading for reading in self._readings.values() if not reading.is_done]
        if not unread:
            return
        reading = next((one for one in unread if one.document.key == self._first), unread[0])
        if reading.progress is None:
            self._change(reading, partial(_begin, reading.document))
        else:
            self._ask(reading, reading.progress.indexed)

    def _ask(self, reading: _Reading, first: int) -> None:
        document = reading.document
        request = ReadTexts(document.path, first, min(reading.at_once, document.pages - first), AHEAD_LIMIT_S)
        urgency = NEEDED_SOON if self._is_hurried else BACKGROUND
        self._inquiry = self._inquiries.ask(request, partial(self._receive, reading, request), urgency)

    def _receive(self, reading: _Reading, request: ReadTexts, result: Result) -> None:
        self._inquiry = None
        match result:
            case TextsFound(first, texts) if first == request.first and 0 < len(texts) <= request.count:
                reading.unreadable_in_a_row = 0
                reading.at_once = min(PAGES_AT_ONCE, 2 * reading.at_once)
                self._store(reading, first, texts)
            case Failure(problem) if problem in PAGE_PROBLEMS and request.count > 1:
                reading.at_once = 1  # one of these pages is to blame
                self._read_on()
            case Failure(problem) if problem in PAGE_PROBLEMS and _bears_another(reading):
                self._store(reading, request.first, (None,))
            case _:
                self._stop(reading)

    def _store(self, reading: _Reading, first: int, texts: Sequence[str | None]) -> None:
        document = reading.document
        self._change(
            reading, lambda indexes: indexes.of(keep=document.keep).store(document.key, first, texts)
        )

    def _change(self, reading: _Reading, work: Callable[[Indexes], Progress]) -> None:
        """Change the index, and take note how far it is now."""
        files = self._files

        def done(progress: Progress) -> None:
            if files == self._files:
                reading.progress = progress
                self.progressed.emit(reading.document.key)

        self._step(work, done, partial(self._change_failed, reading))

    def _change_failed(self, reading: _Reading, error: Exception) -> None:
        if isinstance(error, IndexFull):
            logger.info("The search index is full; a document is read in part only")
            self._stop(reading)
        elif self.start_anew_after(error):
            return
        elif isinstance(error, StorageError):  # the disk is full, or another program writes for long
            logger.info("The search index cannot be written now; it is tried again")
            self._try_again.start()
        else:
            log_mistake(error)
            self._stop(reading)

    def _step(
        self,
        work: Callable[[Indexes], T],
        on_result: Callable[[T], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Let the thread do something, and take the next step after it."""

        def then(act: Callable[[U], object], outcome: U) -> None:
            self._steps -= 1
            act(outcome)
            self._read_on()

        self._steps += 1
        self._thread.do(work, partial(then, on_result), partial(then, on_error))

    def _stop(self, reading: _Reading) -> None:
        reading.is_stopped = True
        self.progressed.emit(reading.document.key)
        self._read_on()

    def _stop_all(self, error: Exception) -> None:
        """Go on without a search: the damaged file can be neither used nor moved."""
        log_mistake(error)
        for reading in self._readings.values():
            self._stop(reading)


def _begin(document: Searchable, indexes: Indexes) -> Progress:
    if not document.keep:
        indexes.of(keep=True).forget(document.key)
    return indexes.of(keep=document.keep).begin(document.key, document.pages)


def _bears_another(reading: _Reading) -> bool:
    """Count an unreadable page; whether the document is worth going on with."""
    reading.unreadable_in_a_row += 1
    return reading.unreadable_in_a_row <= MOST_UNREADABLE

"""Looks for words in the documents of a meeting; of what is looked for, only the newest counts.

What is still waiting or running for an older query ends at its next page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.search_index import MOST_HITS, Found, SearchCancelled
from app.search_keys import SearchKey, Span, fold, search_key
from app.search_reading import Searchable, SearchReading
from app.search_thread import Indexes, SearchThread, log_mistake
from widgets.search_results import SearchHit, SearchQuery, SearchResults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.inquiries import Inquiries

SHOW_PROGRESS_MS: Final = 300  # how often results follow the pages that come in
SHOW_FIRST_MS: Final = 40  # the same while nothing has been found


@dataclass(eq=False)
class _Run:
    """One walk through the index; nobody waits for one that is stale."""

    key: SearchKey
    documents: tuple[Searchable, ...]
    is_stale: bool = False


class Search(QObject):
    """Told which documents there are and what is looked for; ``results_changed`` tells what was found.

    The text of the documents is read in the background, and results come again as pages come in.
    """

    results_changed = Signal(object)  # SearchResults

    def __init__(self, inquiries: Inquiries, path: Path | None, parent: QObject | None = None) -> None:
        """Keep the index at ``path``; in memory alone without one."""
        super().__init__(parent)
        self._thread = SearchThread(path, self)
        self._reading = SearchReading(inquiries, self._thread, self)
        self._reading.progressed.connect(self._look_again_soon)
        self._current = ""
        self._query = SearchQuery()
        self._key = search_key("")
        self._run: _Run | None = None
        self._has_hits = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._look)

    @property
    def query(self) -> SearchQuery:
        """What is looked for now."""
        return self._query

    def set_documents(self, documents: Sequence[Searchable]) -> None:
        """Search these, in this order."""
        self._reading.set_documents(documents)
        self._look()

    def set_current(self, key: str) -> None:
        """Search this document when only one is meant, and read it first."""
        if key == self._current:
            return
        self._current = key
        self._prefer()
        if not self._query.everywhere:
            self._look()

    def try_again(self, key: str) -> None:
        """Read a document that could not be read before, because its password is known now."""
        self._reading.try_again(key)

    def find(self, query: SearchQuery) -> None:
        """Look for something else; an empty text looks for nothing."""
        self._query = query
        self._key = search_key(query.text, ignore_marks=query.ignore_marks)
        self._prefer()
        self._look()

    def spans(self, text: str, on_spans: Callable[[list[Span]], object]) -> None:
        """Where in the text of a page the words stand that are looked for now; not told once they change."""
        key = self._key

        def deliver(spans: list[Span]) -> None:
            if key is self._key:
                on_spans(spans)

        if key.is_empty:
            on_spans([])
        else:
            self._thread.do(lambda _indexes: key.hits(fold(text)), deliver, log_mistake)

    def close(self) -> None:
        """Read and find nothing more."""
        self._again.stop()
        self._withdraw()
        self._reading.close()
        self._thread.close()

    def _scope(self) -> tuple[Searchable, ...]:
        documents = self._reading.documents
        if self._query.everywhere:
            return documents
        return tuple(document for document in documents if document.key == self._current)

    def _prefer(self) -> None:
        self._reading.prefer(self._current, is_hurried=not self._key.is_empty)

    def _withdraw(self) -> None:
        if self._run is not None:
            self._run.is_stale = True
            self._run = None

    def _look(self) -> None:
        """Look for the words in what is known now."""
        self._again.stop()
        self._withdraw()
        if self._key.is_empty:
            self._tell(Found((), 0))
            return
        run = self._run = _Run(self._key, self._scope())
        self._thread.do(partial(_walk, run), partial(self._finish, run), self._fail)

    def _finish(self, run: _Run, found: Found | None) -> None:
        if found is not None and run is self._run:
            self._run = None
            self._tell(found)

    def _fail(self, error: Exception) -> None:
        if not self._reading.start_anew_after(error):
            log_mistake(error)

    def _tell(self, found: Found) -> None:
        self._has_hits = found.count > 0
        documents = tuple(self._reading.told(document.key) for document in self._scope())
        self.results_changed.emit(SearchResults(self._query, found.hits, found.count, documents))

    def _look_again_soon(self, key: str) -> None:
        in_scope = self._query.everywhere or key == self._current
        if in_scope and not self._key.is_empty and not self._again.isActive():
            self._again.start(SHOW_PROGRESS_MS if self._has_hits else SHOW_FIRST_MS)


def _walk(run: _Run, indexes: Indexes) -> Found | None:
    """Everything that is found, document by document; None when nobody waits for it. Runs in the thread."""
    hits: list[SearchHit] = []
    count = 0
    try:
        for document in run.documents:
            if run.is_stale:
                return None
            index = indexes.of(keep=document.keep)
            found = index.search(document.key, run.key, MOST_HITS - len(hits), lambda: not run.is_stale)
            hits += found.hits
            count += found.count
    except SearchCancelled:
        return None
    return Found(tuple(hits), count)

"""What is looked for in documents and what was found, as values; without Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What somebody looks for: words as typed, in one document or in all, and what counts as the same."""

    text: str = ""
    everywhere: bool = False
    ignore_marks: bool = True  # of long vowels: サーバ is サーバー


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place in the text of a page; ``start`` and ``end`` are indices into it, ``page`` counts from 0."""

    key: str
    page: int
    start: int
    end: int
    context_before: str
    hit: str
    context_after: str


@dataclass(frozen=True, slots=True)
class SearchedDocument:
    """How far the text of a document is known."""

    key: str
    title: str = ""
    pages: int = 0
    indexed: int = 0
    unreadable: int = 0  # of these
    has_text: bool = False
    is_stopped: bool = False  # its text cannot be read, or there is no room for it
    labels: tuple[str, ...] = ()  # what its pages are called, where they are not simply counted

    @property
    def is_complete(self) -> bool:
        """Whether every page has been looked at."""
        return self.indexed >= self.pages > 0

    @property
    def is_picture(self) -> bool:
        """Whether it has no letters at all, as a scan has none."""
        return self.is_complete and not self.has_text and not self.unreadable

    def label(self, page: int) -> str:
        """What a page is called."""
        return self.labels[page] if page < len(self.labels) and self.labels[page] else str(page + 1)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What was found: at most the first thousand of ``count`` hits, by document and page."""

    query: SearchQuery
    hits: tuple[SearchHit, ...] = ()
    count: int = 0
    documents: tuple[SearchedDocument, ...] = ()  # that were searched, in their order

    @property
    def is_cut(self) -> bool:
        """Whether there are hits that are not listed."""
        return self.count > len(self.hits)

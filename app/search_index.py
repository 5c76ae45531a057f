"""The text of documents in SQLite, so that every place of a word is found at once; only a cache.

``page_text`` holds the folded text of each page, ``page_letters`` an index of its trigrams, and ``page`` the
text as it was with the place of each folded letter in it. The id of a page is the number of its document
times 2**18, and the page.
"""

from __future__ import annotations

import re
import time
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.search_keys import Folded, SearchKey, fold
from sync.database import storage_errors
from sync.errors import StorageDamaged, StorageUnavailable
from widgets.search_results import SearchHit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PAGES_OF_A_DOCUMENT: Final = 1 << 18
MAX_LETTERS: Final = 400_000  # of a page; a densely printed one has 5,000
MAX_BYTES: Final = 300 << 20
MOST_HITS: Final = 1_000  # are listed
TRIGRAM: Final = 3
MOST_TRIGRAMS: Final = 12  # of a word; more of them exclude hardly any further page
BEFORE: Final = 24  # letters around a hit
AFTER: Final = 60
NOWHERE: Final = -1
BETWEEN_WIDE: Final = re.compile(r"(?<=[\u2e80-\U0003ffff])\s+(?=[\u2e80-\U0003ffff])")
LEADERS: Final = re.compile(r"\s?([.．・･‥…_])(?:\s?\1){3,}\s?")  # between a heading and its page
WHITE_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a document is in the index."""

    indexed: int
    unreadable: int
    has_text: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits, and how many there are."""

    hits: tuple[SearchHit, ...]
    count: int


class IndexFull(Exception):  # noqa: N818 - an error is named by what is wrong
    """The documents of this meeting alone take all the room there is."""


class SearchCancelled(Exception):  # noqa: N818 - an error is named by what is wrong
    """Somebody looks for something else by now."""


class SearchIndex:
    """The index of many documents; used in one thread. Every call may raise StorageError."""

    def __init__(self, connection: sqlite3.Connection, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self._connection = connection
        self._path = path
        self._max_bytes = max_bytes
        self._numbers: dict[str, int] = {}

    def begin(self, digest: str, pages: int) -> Progress:
        """Keep a document of so many pages; what is known of it already stays."""
        with self._change():
            row = self._one("SELECT number, pages FROM document WHERE digest = ?", digest)
            if row is not None and row[1] != pages:
                self._drop(row[0])
                row = None
            if row is None:
                self._connection.execute(
                    "INSERT INTO document (digest, pages, used_ms) VALUES (?, ?, 0)", (digest, pages)
                )
                row = self._one("SELECT number FROM document WHERE digest = ?", digest)
            assert row is not None  # noqa: S101 - it was just written
            self._numbers[digest] = int(row[0])
            self._connection.execute(
                "UPDATE document SET used_ms = ? WHERE number = ?", (time.time_ns() // 1_000_000, row[0])
            )
        return self.progress(digest)

    def progress(self, digest: str) -> Progress:
        """How much of a document that was begun is in the index."""
        with self._reading():
            span = self._ids(digest)
            indexed = self._one("SELECT count(*), count(original) FROM page WHERE id BETWEEN ? AND ?", *span)
            text = self._one(
                "SELECT EXISTS (SELECT 1 FROM page_text WHERE id BETWEEN ? AND ? AND folded <> '')", *span
            )
        if indexed is None or text is None:
            raise StorageUnavailable("The index gave no answer.")
        return Progress(int(indexed[0]), int(indexed[0]) - int(indexed[1]), bool(text[0]))

    def store(self, digest: str, first: int, texts: Sequence[str | None]) -> Progress:
        """Add the texts of pages from ``first`` on; None is a page that could not be read.

        All of them are kept, or none. Pages that another program has added meanwhile stay, and nothing is
        added behind a gap. Raises IndexFull.
        """
        folded = [None if text is None else fold(text[:MAX_LETTERS]) for text in texts]
        if self._size() > self._max_bytes and not self._drop_unused():
            raise IndexFull
        with self._change():
            start = self._numbers[digest] * PAGES_OF_A_DOCUMENT + first
            if first and self._one("SELECT 1 FROM page WHERE id = ?", start - 1) is None:
                folded = []
            for number, page in enumerate(folded, start):
                if self._one("SELECT 1 FROM page WHERE id = ?", number) is None:
                    self._add(number, page)
        return self.progress(digest)

    def search(
        self,
        digest: str,
        key: SearchKey,
        most: int = MOST_HITS,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Found:
        """Every place in one document, of which ``most`` are listed. Raises SearchCancelled."""
        hits: list[SearchHit] = []
        count = 0
        if key.is_empty:
            return Found((), 0)
        with self._reading():
            first = self._ids(digest)[0]
            for number, text in self._candidates(digest, key):
                if not is_wanted():
                    raise SearchCancelled
                if not key.is_on(text):
                    continue
                if key.strict is None and len(hits) >= most:
                    count += key.count(text)
                    continue
                page = self._page(number, text)
                spans = key.hits(page)
                count += len(spans)
                for start, end in spans[: most - len(hits)]:
                    hits.append(_hit(digest, number - first, page.original, start, end))
        return Found(tuple(hits), count)

    def forget(self, digest: str) -> None:
        """Keep nothing of a document, not even the trigrams that FTS5 would let go of some day."""
        with self._change():
            row = self._one("SELECT number FROM document WHERE digest = ?", digest)
            if row is None:
                return
            self._drop(row[0])
            self._numbers.pop(digest, None)
            self._connection.execute("INSERT INTO page_letters (page_letters) VALUES ('optimize')")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _candidates(self, digest: str, key: SearchKey) -> Iterator[tuple[int, str]]:
        """Pages that may have every word, in order, with their folded text."""
        expression = _trigrams(key)
        if expression:
            statement = (
                "SELECT rowid, folded FROM page_letters"
                " WHERE page_letters MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
            )
            yield from self._connection.execute(statement, (expression, *self._ids(digest)))
            return
        # One and two letters have no trigram. The longest word is likely to be the rarest.
        word = max(key.words, key=lambda spellings: min(map(len, spellings)))
        statement = "SELECT id, folded FROM page_text WHERE id BETWEEN ? AND ? AND ({}) ORDER BY id"
        statement = statement.format(" OR ".join("instr(folded, ?)" for _spelling in word))
        yield from self._connection.execute(statement, (*self._ids(digest), *word))

    def _page(self, number: int, text: str) -> Folded:
        row = self._one("SELECT original, starts FROM page WHERE id = ?", number)
        if row is None or row[0] is None:
            raise StorageDamaged("The index has a page without its text.")
        try:
            starts = array("I", bytes(row[1]))
            original = bytes(row[0]).decode("utf-8", "surrogatepass")
        except (TypeError, ValueError) as error:
            raise StorageDamaged("The index has a page that cannot be read.") from error
        if len(starts) != len(text) + 1 or starts[-1] != len(original):
            raise StorageDamaged("The index has a page that does not fit its text.")
        return Folded(text, starts, original)

    def _add(self, number: int, page: Folded | None) -> None:
        execute = self._connection.execute
        if page is None:
            execute("INSERT INTO page (id) VALUES (?)", (number,))
            return
        original = page.original.encode("utf-8", "surrogatepass")
        execute(
            "INSERT INTO page (id, original, starts) VALUES (?, ?, ?)",
            (number, original, page.starts.tobytes()),
        )
        execute("INSERT INTO page_text (id, folded) VALUES (?, ?)", (number, page.text))
        execute("INSERT INTO page_letters (rowid, folded) VALUES (?, ?)", (number, page.text))

    def _drop(self, document: int) -> None:
        span = (document * PAGES_OF_A_DOCUMENT, (document + 1) * PAGES_OF_A_DOCUMENT - 1)
        execute = self._connection.execute
        execute(
            "INSERT INTO page_letters (page_letters, rowid, folded)"
            " SELECT 'delete', id, folded FROM page_text WHERE id BETWEEN ? AND ?",
            span,
        )
        execute("DELETE FROM page_text WHERE id BETWEEN ? AND ?", span)
        execute("DELETE FROM page WHERE id BETWEEN ? AND ?", span)
        execute("DELETE FROM document WHERE number = ?", (document,))

    def _drop_unused(self) -> bool:
        """Drop the document that was begun longest ago and is not one of this program's; False when none."""
        with self._change():
            for (document,) in self._connection.execute("SELECT number FROM document ORDER BY used_ms"):
                if document not in self._numbers.values():
                    self._drop(document)
                    return True
        return False

    def _size(self) -> int:
        with self._reading():
            pages, free, size = (
                int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("page_count", "freelist_count", "page_size")
            )
        return (pages - free) * size

    def _ids(self, digest: str) -> tuple[int, int]:
        """The first and the last id that a page of a document can have."""
        number = self._numbers.get(digest, NOWHERE)
        return number * PAGES_OF_A_DOCUMENT, (number + 1) * PAGES_OF_A_DOCUMENT - 1

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with storage_errors(self._path):
            yield

    @contextmanager
    def _change(self) -> Iterator[None]:
        with storage_errors(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.execute("COMMIT")


def _trigrams(key: SearchKey) -> str:
    """What FTS5 is asked for: every word of three letters or more by some of its trigrams; may be empty."""
    long_words = [word for word in key.words if all(len(spelling) >= TRIGRAM for spelling in word)]
    return " AND ".join(f"({' OR '.join(map(_all_trigrams, word))})" for word in long_words)


def _all_trigrams(spelling: str) -> str:
    places = len(spelling) - TRIGRAM + 1
    step = max(1, -(-places // MOST_TRIGRAMS))
    found = dict.fromkeys(spelling[at : at + TRIGRAM] for at in (*range(0, places, step), places - 1))
    quoted = ('"' + trigram.replace('"', '""') + '"' for trigram in found)
    return f"({' AND '.join(quoted)})"


def _hit(digest: str, page: int, text: str, start: int, end: int) -> SearchHit:
    """A hit with what stands around it; the letters at its ends tell whether a space there means anything."""
    before = _on_one_line(text[max(0, start - BEFORE) : start + 1])[:-1]
    after = _on_one_line(text[end - 1 : end + AFTER])[1:]
    return SearchHit(
        digest,
        page,
        start,
        end,
        LEADERS.sub(" … ", before).lstrip(),
        _on_one_line(text[start:end]),
        LEADERS.sub(" … ", after).rstrip(),
    )


def _on_one_line(text: str) -> str:
    """A part of a page without its line breaks, and without half of a character that was cut."""
    joined = WHITE_SPACE.sub(" ", BETWEEN_WIDE.sub("", text))
    return joined.encode("utf-8", "replace").decode()

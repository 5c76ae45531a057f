"""The bookmarks of this device, one list for each version of a document; never sent anywhere."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.kept_values import KeptValues
from app.page_requests import MAX_PAGES
from widgets.bookmark_model import Bookmark, bookmark_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.tasks import Tasks

MOST_IN_DOCUMENT = 500
MOST_TOGETHER = 10_000
MOST_KEY_LETTERS = 1_000
MOST_BYTES = 32_000_000  # more than all of them can take
SAVE_AFTER_MS = 300

Key = tuple[str, str]  # document, digest of its version; a file alone has its path and no digest


class Bookmarks(QObject):
    """Keeps bookmarks by page; a new version of a document gets them once its pages are told."""

    changed = Signal(str, str)  # document, digest

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path, tasks, self._to_json, self, save_after_ms=SAVE_AFTER_MS, most_bytes=MOST_BYTES
        )
        self._lists = _read_lists(self._kept.load().get("bookmarks"))

    def of(self, document: str, digest: str) -> tuple[Bookmark, ...]:
        """The bookmarks of a version, in the order of its pages."""
        found = self._lists.get((document, digest), {})
        return tuple(Bookmark(page, found[page]) for page in sorted(found))

    def has(self, document: str, digest: str, page: int) -> bool:
        """Whether a page has a bookmark."""
        return page in self._lists.get((document, digest), {})

    def add(self, document: str, digest: str, bookmark: Bookmark) -> bool:
        """Put a bookmark on a page, or name it anew; False when the document has as many as are kept."""
        pages = dict(self._lists.get((document, digest), {}))
        is_new = bookmark.page not in pages
        if not 0 <= bookmark.page < MAX_PAGES or max(len(document), len(digest)) > MOST_KEY_LETTERS:
            return False
        if is_new and len(pages) >= MOST_IN_DOCUMENT:
            return False
        pages[bookmark.page] = bookmark_name(bookmark.name)
        self._put((document, digest), pages)
        return True

    def remove(self, document: str, digest: str, page: int) -> Bookmark | None:
        """Take a bookmark away; the answer can be added again by whoever regrets it."""
        pages = dict(self._lists.get((document, digest), {}))
        if page not in pages:
            return None
        gone = Bookmark(page, pages.pop(page))
        self._put((document, digest), pages)
        return gone

    def moved(
        self, document: str, old_digest: str, new_digest: str, old_to_new: Mapping[int, int | None]
    ) -> tuple[Bookmark, ...]:
        """Take the bookmarks along to a new version; the answer are those whose page is not in it any more.

        A page that is not in the mapping keeps its number. The old version keeps its own bookmarks.
        What was marked in the new version already stays as it is.
        """
        pages = dict(self._lists.get((document, new_digest), {}))
        lost: list[Bookmark] = []
        for mark in self.of(document, old_digest):
            page = old_to_new.get(mark.page, mark.page)
            if page is None or not 0 <= page < MAX_PAGES:
                lost.append(mark)
            elif len(pages) < MOST_IN_DOCUMENT:
                pages.setdefault(page, mark.name)
        if pages != self._lists.get((document, new_digest), {}):
            self._put((document, new_digest), pages)
        return tuple(lost)

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()

    def _put(self, key: Key, pages: dict[int, str]) -> None:
        self._lists.pop(key, None)
        if pages:
            self._lists[key] = pages  # now the one that was used last
        together = sum(map(len, self._lists.values()))
        while together > MOST_TOGETHER and len(self._lists) > 1:
            _oldest, given_up = self._lists.popitem(last=False)
            together -= len(given_up)
        self._kept.changed()
        self.changed.emit(*key)

    def _to_json(self) -> dict[str, Any]:
        return {
            "bookmarks": [
                {
                    "document": document,
                    "digest": digest,
                    "pages": [{"page": page, "name": name} for page, name in sorted(pages.items())],
                }
                for (document, digest), pages in self._lists.items()
            ]
        }


def _read_lists(found: object) -> OrderedDict[Key, dict[int, str]]:
    lists: OrderedDict[Key, dict[int, str]] = OrderedDict()
    together = 0
    for entry in found[-MOST_TOGETHER:] if isinstance(found, list) else ():
        key = _read_key(entry)
        pages = _read_pages(entry.get("pages")) if key is not None else {}
        together += len(pages)
        if key is not None and pages and together <= MOST_TOGETHER:
            lists[key] = pages
    return lists


def _read_key(entry: object) -> Key | None:
    match entry:
        case {"document": str() as document, "digest": str() as digest}:
            return (document, digest) if max(len(document), len(digest)) <= MOST_KEY_LETTERS else None
        case _:
            return None


def _read_pages(found: object) -> dict[int, str]:
    pages: dict[int, str] = {}
    for entry in found[:MOST_IN_DOCUMENT] if isinstance(found, list) else ():
        match entry:
            case {"page": int() as page, "name": str() as name} if (
                type(page) is int and 0 <= page < MAX_PAGES
            ):
                pages[page] = bookmark_name(name[:1_000])
            case _:
                continue
    return pages

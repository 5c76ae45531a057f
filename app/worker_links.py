"""Where a page and the outline lead: pages of the same document, and addresses of the web or of mail.

Whatever else a link may ask for (to start a program, to open a file, to run a script) is left out here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from pymupdf import mupdf

from app.page_requests import MAX_HEADINGS, MAX_LEVEL, MAX_LINKS, is_address, short_line
from sync.text import MAX_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_ADDRESSES = 150_000  # characters of all links of a page together
MAX_TITLES = 300_000  # characters of all headings together
MAX_STEPS = 4 * MAX_HEADINGS  # an outline that leads in circles ends here

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Target:
    """A page, and a point on it 0..1."""

    page: int
    x: float
    y: float


def page_links(document: Any, page: Any, size: Size, targets: Targets, deadline: float) -> list[list[Any]]:
    """Links of a page as ``[left, top, right, bottom, page, x, y, address]``; raises what MuPDF raises."""
    found: list[list[Any]] = []
    link, room = mupdf.fz_load_links(page), MAX_ADDRESSES
    for _step in range(MAX_LINKS):
        if not link.m_internal or time.monotonic() > deadline:
            break
        area, uri = link.rect(), str(link.uri() or "")
        link = link.next()
        corners = [
            _part(value, length)
            for value, length in zip((area.x0, area.y0, area.x1, area.y1), (*size, *size), strict=True)
        ]
        if not (corners[0] < corners[2] and corners[1] < corners[3]):
            continue
        if is_address(uri):
            room -= len(uri)
            if room < 0:
                break
            found.append([*corners, None, 0.0, 0.0, uri])
        elif not mupdf.fz_is_external_link(uri) and (target := targets.find(document, uri)) is not None:
            found.append([*corners, target.page, target.x, target.y, ""])
    return found


def headings(document: Any, targets: Targets, deadline: float) -> list[list[Any]]:
    """The outline in order as ``[level, title, page, y]``, as far as there is time."""
    found: list[list[Any]] = []
    room = MAX_TITLES
    for level, title, uri in _items(document):
        target = targets.find(document, uri) if uri and not mupdf.fz_is_external_link(uri) else None
        page, y = (target.page, target.y) if target is not None else (None, 0.0)
        short = short_line(title, MAX_TITLE)
        room -= len(short)
        if room < 0:
            break
        found.append([min(level, MAX_LEVEL), short, page, y])
        if len(found) == MAX_HEADINGS or time.monotonic() > deadline:
            break
    return found


def _items(document: Any) -> Iterator[tuple[int, str, str]]:
    place = mupdf.FzOutlineIterator(document)
    if not place.m_internal:
        return
    level = 0
    for _step in range(MAX_STEPS):
        item = mupdf.fz_outline_iterator_item(place)
        if not item.valid():
            return
        yield level, str(item.title() or ""), str(item.uri() or "")
        moved = mupdf.fz_outline_iterator_down(place)
        if moved == mupdf.FZ_OUTLINE_ITERATOR_AT_ITEM:
            level += 1
            continue
        if moved == mupdf.FZ_OUTLINE_ITERATOR_AT_EMPTY:
            mupdf.fz_outline_iterator_up(place)
        while mupdf.fz_outline_iterator_next(place) != mupdf.FZ_OUTLINE_ITERATOR_AT_ITEM:
            if level == 0 or mupdf.fz_outline_iterator_up(place) == mupdf.FZ_OUTLINE_ITERATOR_DID_NOT_MOVE:
                return
            level -= 1


class Targets:
    """Finds the place an inner link leads to; each name is looked up once."""

    def __init__(self, page_count: int, size_of: Callable[[int], Size]) -> None:
        self._page_count = page_count
        self._size_of = size_of
        self._found: dict[str, Target | None] = {}

    def find(self, document: Any, uri: str) -> Target | None:
        """The place, or None where the link leads nowhere in this document."""
        if uri not in self._found:
            self._found[uri] = self._look_up(document, uri)
        return self._found[uri]

    def _look_up(self, document: Any, uri: str) -> Target | None:
        try:
            place, x, y = mupdf.fz_resolve_link(document, uri)
            page = int(place.page)
        except Exception:  # noqa: BLE001 - PyMuPDF raises many types: this link is broken, others are not
            return None
        if not 0 <= page < self._page_count:
            return None
        width, height = self._size_of(page)
        return Target(page, _part(x, width), _part(y, height))


def _part(value: float, length: float) -> float:
    """A coordinate as 0..1; 0 where the document gives none."""
    return round(min(max(value / length, 0.0), 1.0), 6) if isfinite(value) else 0.0

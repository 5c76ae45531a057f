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
MAX_DEPTH = 1_000

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


def headings(pdf: Any, targets: Targets, deadline: float) -> list[list[Any]]:
    """The outline in order as ``[level, title, page, y]``, as far as there is time."""
    found: list[list[Any]] = []
    room = MAX_TITLES
    for level, item in _items(pdf):
        target = targets.of_item(pdf, item)
        page, y = (target.page, target.y) if target is not None else (None, 0.0)
        title = short_line(str(mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(item, "Title"))), MAX_TITLE)
        room -= len(title)
        if room < 0:
            break
        found.append([min(level, MAX_LEVEL), title, page, y])
        if len(found) == MAX_HEADINGS or time.monotonic() > deadline:
            break
    return found


def _items(pdf: Any) -> Iterator[tuple[int, Any]]:
    """Every item of the outline once, with its level; MuPDF's own walk dies in a circle."""
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(pdf), "Root")
    outline = mupdf.pdf_dict_gets(root, "Outlines")
    seen = {mupdf.pdf_to_num(outline)}
    level, waiting = 0, [mupdf.pdf_dict_gets(outline, "First")]
    while waiting:
        item = waiting.pop()
        number = mupdf.pdf_to_num(item)  # 0 of an item that is not an object of its own, which none may be
        if number in seen or number == 0 or not mupdf.pdf_is_dict(item):
            level -= 1
            continue
        seen.add(number)
        yield level, item
        waiting.append(mupdf.pdf_dict_gets(item, "Next"))
        if len(waiting) < MAX_DEPTH:
            waiting.append(mupdf.pdf_dict_gets(item, "First"))
            level += 1


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

    def of_item(self, pdf: Any, item: Any) -> Target | None:
        """The place that an item of the outline leads to."""
        try:
            return self._of_destination(pdf, _destination(item))
        except Exception:  # noqa: BLE001 - PyMuPDF raises many types: this item leads nowhere, others do not
            return None

    def _of_destination(self, pdf: Any, place: Any) -> Target | None:
        if mupdf.pdf_is_name(place) or mupdf.pdf_is_string(place):
            place = mupdf.pdf_lookup_dest(pdf, place)
        if mupdf.pdf_is_dict(place):
            place = mupdf.pdf_dict_gets(place, "D")
        page = mupdf.pdf_array_get(place, 0)
        number = mupdf.pdf_to_int(page) if mupdf.pdf_is_int(page) else mupdf.pdf_lookup_page_number(pdf, page)
        if not mupdf.pdf_is_array(place) or not 0 <= number < self._page_count:
            return None
        box, turned = mupdf.FzRect(), mupdf.FzMatrix()
        mupdf.pdf_page_obj_transform(mupdf.pdf_lookup_page_obj(pdf, number), box, turned)
        left, top = _corner(place)
        if left is None and top is None:
            return Target(number, 0.0, 0.0)
        inside = mupdf.FzPoint(box.x0 if left is None else left, box.y1 if top is None else top)
        seen = mupdf.fz_transform_point(inside, turned)
        width, height = self._size_of(number)
        return Target(number, _part(seen.x, width), _part(seen.y, height))

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


def _destination(item: Any) -> Any:
    place = mupdf.pdf_dict_gets(item, "Dest")
    if place.m_internal:
        return place
    action = mupdf.pdf_dict_gets(item, "A")
    is_within = str(mupdf.pdf_to_name(mupdf.pdf_dict_gets(action, "S"))) == "GoTo"
    return mupdf.pdf_dict_gets(action, "D") if is_within else mupdf.PdfObj()


def _corner(place: Any) -> tuple[float | None, float | None]:
    """Left and top of what a destination wants to be seen, in the coordinates of the PDF."""

    def number(index: int) -> float | None:
        value = mupdf.pdf_array_get(place, index)
        return float(mupdf.pdf_to_real(value)) if mupdf.pdf_is_number(value) else None

    match str(mupdf.pdf_to_name(mupdf.pdf_array_get(place, 1))):
        case "XYZ":
            return number(2), number(3)
        case "FitH" | "FitBH":
            return None, number(2)
        case "FitV" | "FitBV":
            return number(2), None
        case "FitR":
            return number(2), number(5)
        case _:
            return None, None


def _part(value: float, length: float) -> float:
    """A coordinate as 0..1; 0 where the document gives none."""
    return round(min(max(value / length, 0.0), 1.0), 6) if isfinite(value) else 0.0

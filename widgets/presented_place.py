"""What part of a page a view shows, as a presenter tells it, and back for a view of another size.

Sizes are those of the view: the page is told by how much of the view's width it takes, so that a wide and a
narrow window show about the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.discussion import PAGE_UNITS, WHOLE_ZOOM, Pointing
from widgets.page_layout import PX_PER_PT, Fit, Place

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from widgets.page_view import PageView

THOUSAND = 1_000
MOST_ZOOM = 64_000


def presented(view: PageView, document: str, pointer: QPoint | None = None) -> Pointing:
    """What the view shows of a document, and where its pointer is on the page in front."""
    page = view.current_page
    spot = _units(view.place_on(page, pointer)) if pointer is not None else (-1, -1)
    if pointer is not None and not view.page_rect(page).contains(pointer):
        spot = (-1, -1)
    if _shows_it_whole(view, page):
        return Pointing(document, page + 1, WHOLE_ZOOM, PAGE_UNITS // 2, PAGE_UNITS // 2, *spot)
    middle = _units(view.place_on(page, view.viewport().rect().center()))
    taken = view.zoom * view.page_size_pt(page)[0] * PX_PER_PT / max(view.viewport().width(), 1)
    zoom = min(max(round(taken * THOUSAND), 1), MOST_ZOOM)
    return Pointing(document, page + 1, zoom, *middle, *spot)


def zoom_in(view: PageView, pointing: Pointing) -> float:
    """The zoom at which the page takes as much of this view as it does at the presenter's."""
    width_pt = max(view.page_size_pt(page_in(view, pointing))[0], 0.001)
    return pointing.zoom / THOUSAND * view.viewport().width() / (width_pt * PX_PER_PT)


def page_in(view: PageView, pointing: Pointing) -> int:
    """The page from 0, the last one where this document has fewer."""
    return min(pointing.page, view.page_count) - 1


def middle_in(view: PageView, pointing: Pointing) -> Place:
    """What shall be in the middle of the view."""
    return Place(page_in(view, pointing), pointing.x / PAGE_UNITS, pointing.y / PAGE_UNITS)


def pointer_in(view: PageView, pointing: Pointing) -> Place | None:
    """Where the presenter points, if anywhere."""
    if pointing.pointer_x < 0:
        return None
    spot = pointing.pointer_x / PAGE_UNITS, pointing.pointer_y / PAGE_UNITS
    return Place(page_in(view, pointing), *spot)


def _units(place: Place) -> tuple[int, int]:
    return round(place.x * PAGE_UNITS), round(place.y * PAGE_UNITS)


def _shows_it_whole(view: PageView, page: int) -> bool:
    """Whether there is no part of the page to speak of: all of it is seen, or two pages lie side by side."""
    box, area = view.laid_out.page_box(page), view.area_px
    fits = box.width <= area.width and box.height <= area.height
    return fits or view.fit is Fit.PAGE or (view.arrangement.is_paired and view.fit is not Fit.ZOOM)

"""How one page lies in the viewport of its view now: its scale, and places on it also outside of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect

from widgets.page_layout import Place
from widgets.page_text import Corners
from widgets.page_view import PageView


class PageFrame:
    """One page as it is shown; made anew for each use, because scrolling and zooming change it."""

    def __init__(self, view: PageView, page: int) -> None:
        self._view = view
        self.page = page
        self.size_pt = view.page_size_pt(page)
        origin, right, down = (
            view.viewport_point(Place(page, x, y)) for x, y in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
        )
        self._origin = origin
        self._right = right.x() - origin.x(), right.y() - origin.y()
        self._down = down.x() - origin.x(), down.y() - origin.y()

    @property
    def px_per_pt(self) -> float:
        """Pixels of the desktop for a point of the page."""
        return max(math.hypot(*self._right) / self.size_pt[0], 1e-6)

    def place(self, at: QPointF) -> Place:
        """The place on this page, also when the point is beside it."""
        x, y = at.x() - self._origin.x(), at.y() - self._origin.y()
        (a, b), (c, d) = self._right, self._down
        whole = a * d - b * c
        if whole == 0:
            return Place(self.page, 0.0, 0.0)
        return Place(self.page, (x * d - y * c) / whole, (y * a - x * b) / whole)

    def spot(self, place: Place) -> tuple[float, float]:
        """A place in points of the page, moved onto the page where it is beside it."""
        width, height = self.size_pt
        return min(max(place.x, 0.0), 1.0) * width, min(max(place.y, 0.0), 1.0) * height

    def rect(self, box: Corners) -> QRect:
        """Where a part of the page, 0..1, is in the viewport."""
        left, top, right, bottom = box
        corners = [self._view.viewport_point(Place(self.page, *at)) for at in ((left, top), (right, bottom))]
        return QRect(corners[0], corners[1]).normalized()


def within(page: int, pointed: Place, frame: PageFrame, at: QPointF) -> Place:
    """The place pointed at as one of this page; the view tells places of whatever page is there."""
    return pointed if pointed.page == page else frame.place(at)

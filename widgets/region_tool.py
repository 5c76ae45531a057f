"""Draws the part of a page that a comment is to belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from widgets.frame_tool import FrameTool
from widgets.region_marks import region_around
from widgets.selection_layer import paint_frame

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from widgets.page_layer import Pointer
    from widgets.page_layout import Place, Size
    from widgets.page_text import Corners


class RegionTool(FrameTool):
    """Says which rectangle was drawn; a slip of the hand is none."""

    drawn = Signal(int, object)  # page from 0, Region

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """The rectangle that is being drawn."""
        if self._from is not None and self._to is not None and self._from.place.page == page:
            paint_frame(painter, _corners(self._from.place, self._to), size_pt)

    def use_frame(self, start: Pointer, _end: Pointer, opposite: Place) -> None:
        """Tell the region."""
        region = region_around([_corners(start.place, opposite)])
        if region is None:
            self._give_up()
            return
        self.arm(on=False)
        self.drawn.emit(start.place.page, region)


def _corners(one: Place, other: Place) -> Corners:
    (left, right), (top, bottom) = (sorted(pair) for pair in ((one.x, other.x), (one.y, other.y)))
    return left, top, right, bottom

"""Draws the rectangle of a page that shall fill the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen

from widgets.frame_tool import FrameTool
from widgets.page_layout import Place
from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from widgets.page_layer import Pointer
    from widgets.page_layout import Size

SLIP_PX = 8  # a press that was drawn no further is a click
OUTSIDE = QColor(29, 39, 51, 70)  # over what will not be seen
LINE_PX = 2
HALF_A_SIDE = 0.25  # of the page, to each side of a click


class EnlargeTool(FrameTool):
    """Lets the drawn rectangle fill the window; a click enlarges the quarter of the page around it."""

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Shade what is outside of the rectangle, and frame it."""
        if self._from is None or self._to is None or self._from.place.page != page:
            return
        width, height = size_pt
        corners = [QPointF(place.x * width, place.y * height) for place in (self._from.place, self._to)]
        inner = QRectF(corners[0], corners[1]).normalized()
        painter.save()
        for part in _around(inner, QRectF(0, 0, width, height)):
            painter.fillRect(part, OUTSIDE)
        pen = QPen(QColor(current_theme().palette.ai), LINE_PX)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(inner)
        painter.restore()

    def use_frame(self, start: Pointer, end: Pointer, opposite: Place) -> None:
        """Enlarge it."""
        corner = start.place
        if (end.at - start.at).manhattanLength() < SLIP_PX:
            corner, opposite = _quarter_around(start.place)
        self.arm(on=False)
        self._view.enlarge(corner, opposite)


def _quarter_around(place: Place) -> tuple[Place, Place]:
    """Half of each side of the page about a place, within the page."""
    x, y = (min(max(value, HALF_A_SIDE), 1 - HALF_A_SIDE) for value in (place.x, place.y))
    return (
        Place(place.page, x - HALF_A_SIDE, y - HALF_A_SIDE),
        Place(place.page, x + HALF_A_SIDE, y + HALF_A_SIDE),
    )


def _around(inner: QRectF, outer: QRectF) -> list[QRectF]:
    """What of the outer rectangle is not in the inner one."""
    return [
        QRectF(outer.left(), outer.top(), outer.width(), inner.top() - outer.top()),
        QRectF(outer.left(), inner.bottom(), outer.width(), outer.bottom() - inner.bottom()),
        QRectF(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRectF(inner.right(), inner.top(), outer.right() - inner.right(), inner.height()),
    ]

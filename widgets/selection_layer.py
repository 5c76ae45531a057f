"""How selected text looks: tinted like paper under a marker, so that it stays as legible as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from widgets.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.page_layout import Size
    from widgets.page_text import Corners

TINT = 0.36  # how much of the colour a light page takes
GLOW = 0.55  # how much of it a dark page takes
CARET_PX = 2.0


def paint_selection(
    painter: QPainter, corners: Iterable[Corners], size_pt: Size, *, is_inverted: bool
) -> None:
    """Tint rectangles of a page; where they lie over each other no more than once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for corner in corners:
        path.addRect(on_page(corner, size_pt))
    modes = QPainter.CompositionMode
    painter.save()
    painter.setCompositionMode(
        modes.CompositionMode_Screen if is_inverted else modes.CompositionMode_Multiply
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillPath(path, selection_colour(is_inverted=is_inverted))
    painter.restore()


def paint_caret(painter: QPainter, corners: Corners, size_pt: Size) -> None:
    """A line between two characters, equally wide at every zoom."""
    rectangle = on_page(corners, size_pt)
    pen = QPen(QColor(current_theme().palette.focus), CARET_PX)
    pen.setCosmetic(True)
    painter.save()
    painter.setPen(pen)
    painter.drawLine(QLineF(rectangle.topLeft(), rectangle.bottomRight()))
    painter.restore()


def paint_frame(painter: QPainter, corners: Corners, size_pt: Size) -> None:
    """The rectangle that is being drawn around a table."""
    pen = QPen(QColor(current_theme().palette.focus), CARET_PX, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.save()
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(on_page(corners, size_pt))
    painter.restore()


def selection_colour(*, is_inverted: bool) -> QColor:
    """The theme's colour for what is chosen, as it is laid over a light or a dark page."""
    chosen = QColor(current_theme().palette.ai)
    share, ground = (GLOW, 0.0) if is_inverted else (TINT, 1.0 - TINT)
    return QColor.fromRgbF(
        chosen.redF() * share + ground, chosen.greenF() * share + ground, chosen.blueF() * share + ground
    )


def on_page(corners: Corners, size_pt: Size) -> QRectF:
    """A rectangle in points of the page."""
    left, top, right, bottom = corners
    width, height = size_pt
    return QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height)

"""Marks the pages that a new version changed: a bar at the edge of the page and a word."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from widgets.theme import FAMILIES, current_theme

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from PySide6.QtGui import QPainter

    from widgets.page_layout import Size

BAR_PT = 4.0
LETTER_PT = 9.0
LEAST_LETTER_PX = 12.0  # however small the page is shown


class ChangedMarks:
    """A layer of a page view; says the same by colour, by shape and in a word."""

    def __init__(self) -> None:
        self._pages: AbstractSet[int] = frozenset()

    @property
    def pages(self) -> AbstractSet[int]:
        """Which pages are marked, from 0."""
        return self._pages

    def set_pages(self, pages: AbstractSet[int]) -> None:
        """Mark these pages; whoever owns the view paints it anew."""
        self._pages = pages

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Paint the mark of one page in its points."""
        if page not in self._pages:
            return
        colours = current_theme().palette
        shown = painter.worldTransform()
        px_per_pt = hypot(shown.m11(), shown.m12()) or 1.0
        letter = max(LETTER_PT, LEAST_LETTER_PX / px_per_pt)
        painter.fillRect(QRectF(0, 0, max(BAR_PT, BAR_PT / px_per_pt), size_pt[1]), QColor(colours.warning))
        font = QFont(list(FAMILIES))
        font.setPixelSize(round(letter))  # the painter counts in points of the page
        word = QCoreApplication.translate("ChangedMarks", "changed")
        label = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(word) + letter, letter * 1.6)
        painter.fillRect(label, QColor(colours.warning))
        painter.setFont(font)
        painter.setPen(QColor(colours.card))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, word)

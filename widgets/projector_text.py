"""Text on the projector: wrapped, as large as fits, and cut with a count where nothing else fits.

Everything is measured on a canvas that is always 1080 units high, so that all windows break lines alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextLayout, QTextOption

from widgets.theme import FAMILIES

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

CANVAS_HEIGHT = 1080.0
LEAST_SIZE = 44  # a little more than 1/25 of the height: readable from the last row
LINE_SPACING = 1.32
SHRINK = 0.9
LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text that fits: its font size in canvas units, its height, and how many characters were left out."""

    text: str
    size: float
    height: float
    left_out: int = 0
    bold: bool = False


def projector_font(size: float, *, bold: bool = False) -> QFont:
    """The font of the projector at this many canvas units."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # else widths would not scale
    return font


def fit_text(
    text: str, width: float, height: float, *, largest: float, least: float = LEAST_SIZE, bold: bool = False
) -> FittedText:
    """The text at the largest size that fits, or its beginning with a count of what is missing."""
    text = tidy(text)
    size = largest
    while size > least:
        fitted = _measured(text, width, size, bold=bold)
        if fitted.height <= height:
            return fitted
        size *= SHRINK
    fitted = _measured(text, width, least, bold=bold)
    return fitted if fitted.height <= height else _cut(text, width, height, least, bold=bold)


def tidy(text: str) -> str:
    """The text with at most one empty line in a row and none at its ends."""
    lines = re.sub(r"\n[^\S\n]*(?:\n[^\S\n]*)+", "\n\n", text.replace("\r\n", "\n").strip())
    return lines.replace("\n", LINE_SEPARATOR)


def elided(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """One line that is no wider than this."""
    metrics = QFontMetricsF(projector_font(size, bold=bold))
    return metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line is."""
    return QFontMetricsF(projector_font(size, bold=bold)).horizontalAdvance(text)


def draw_fitted(painter: QPainter, fitted: FittedText, area: QRectF, colour: str) -> None:
    """Paint a fitted text from the top left of the area."""
    painter.setPen(QColor(colour))
    layout = _laid_out(fitted.text, area.width(), fitted.size, bold=fitted.bold)
    layout.draw(painter, QPointF(area.left(), area.top()))


def draw_line(  # the shape of QPainter.drawText
    painter: QPainter,
    area: QRectF,
    text: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line in the middle of the area's height, cut with an ellipsis where it is too wide."""
    painter.setFont(projector_font(size, bold=bold))
    painter.setPen(QColor(colour))
    shown = elided(text, area.width(), size, bold=bold)
    painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


def _measured(text: str, width: float, size: float, *, bold: bool) -> FittedText:
    layout = _laid_out(text, width, size, bold=bold)
    return FittedText(text, size, layout.lineCount() * size * LINE_SPACING, bold=bold)


def _cut(text: str, width: float, height: float, size: float, *, bold: bool) -> FittedText:
    """The longest beginning that leaves room for its own note about the rest, found by halving."""
    low, high = 0, len(text)
    best = FittedText("", size, 0.0, len(text), bold)
    more = QCoreApplication.translate("Projector", "… (%1 more characters)")
    while low <= high:
        middle = (low + high) // 2
        note = more.replace("%1", str(len(text) - middle))
        tried = _measured(text[:middle].rstrip() + note, width, size, bold=bold)
        if tried.height <= height:
            best = FittedText(tried.text, size, tried.height, len(text) - middle, bold)
            low = middle + 1
        else:
            high = middle - 1
    return best


def _laid_out(text: str, width: float, size: float, *, bold: bool) -> QTextLayout:
    layout = QTextLayout(text, projector_font(size, bold=bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * size * LINE_SPACING))
        line = layout.createLine()
    layout.endLayout()
    return layout

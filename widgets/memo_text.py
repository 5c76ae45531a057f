"""How the text of memos and flags is set: the same line breaks at every zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from widgets.theme import FAMILIES
from widgets.wording import clean

SET_PX = 48  # text is set once at this size and scaled: hinting at small sizes would move line breaks
PADDING = 0.35  # around the text, in parts of its size
LINE = 1.3  # from line to line, in parts of the size of the text


def set_font(*, bold: bool = False) -> QFont:
    """The font in which text is set before it is scaled."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(SET_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    return font


class SetText:
    """Plain text broken into lines of one width; lengths are points of the page."""

    def __init__(self, text: str, width_pt: float, text_pt: float) -> None:
        self._scale = text_pt / SET_PX
        room = max(width_pt / self._scale - 2 * PADDING * SET_PX, SET_PX)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._lines: list[QTextLayout] = []
        top = PADDING * SET_PX
        for paragraph in clean(text).split("\n"):
            layout = QTextLayout(paragraph, set_font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(room)
                spare = LINE * SET_PX - line.height()
                line.setPosition(QPointF(PADDING * SET_PX, top + spare / 2))
                top += LINE * SET_PX
            layout.endLayout()
            self._lines.append(layout)
        self.height_pt = (top + PADDING * SET_PX) * self._scale

    def paint(self, painter: QPainter, x_pt: float, y_pt: float) -> None:
        """Paint in the painter's own colour, with the top left corner there."""
        painter.save()
        painter.translate(x_pt, y_pt)
        painter.scale(self._scale, self._scale)
        for layout in self._lines:
            layout.draw(painter, QPointF(0, 0))
        painter.restore()


def words_width(text: str, text_pt: float) -> float:
    """How wide words on one line are."""
    return QFontMetricsF(set_font()).horizontalAdvance(text) * text_pt / SET_PX


def paint_words(painter: QPainter, rect_pt: QRectF, text: str, text_pt: float) -> None:
    """Paint words on one line, cut with dots where they do not fit."""
    scale = text_pt / SET_PX
    painter.save()
    painter.translate(rect_pt.topLeft())
    painter.scale(scale, scale)
    font = set_font()
    painter.setFont(font)
    room = QRectF(0, 0, rect_pt.width() / scale, rect_pt.height() / scale)
    words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()

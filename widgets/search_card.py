"""How one place that was found is painted in the list: its document and page, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from widgets.theme import current_theme
from widgets.wording import DOT, clean, one_line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from widgets.search_results import SearchHit

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
SMALL = 0.87
CONTEXT_LINES = 2
BEFORE_PART = 0.6  # of a line at most, so that the words that were found are always seen
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as it is shown: the title of its document where there may be several, the name of its page."""

    hit: SearchHit
    label: str
    title: str = ""

    @property
    def page_words(self) -> str:
        """Its page in words."""
        return QCoreApplication.translate("SearchList", "Page %1").replace("%1", one_line(self.label))

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        place = DOT.join(part for part in (one_line(self.title), self.page_words) if part)
        return f"{place}: {self.before}{self.found}{self.after}"

    @property
    def before(self) -> str:
        """What stands before the hit, safe to show."""
        return clean(self.hit.context_before).replace("\n", " ")

    @property
    def found(self) -> str:
        """The hit, safe to show."""
        return clean(self.hit.hit).replace("\n", " ")

    @property
    def after(self) -> str:
        """What stands behind the hit, safe to show."""
        return clean(self.hit.context_after).replace("\n", " ")


class SearchCard(QStyledItemDelegate):
    """Paints a hit in three lines of text, all rows of the same height."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """One line for the place and two for the words."""
        theme = current_theme()
        place, words = QFontMetrics(theme.font(SMALL)), QFontMetrics(theme.font())
        return QSize(120, place.height() + CONTEXT_LINES * words.lineSpacing() + theme.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen row has a bar at its left."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, HitRow):
            return
        theme = current_theme()
        palette, rect = theme.palette, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(palette.ai_soft if is_chosen else palette.card))
        if is_chosen:
            painter.fillRect(rect.left(), rect.top(), theme.px(4), rect.height(), QColor(palette.ai))
        inner = rect.adjusted(theme.px(12), theme.px(8), -theme.px(10), -theme.px(8))
        _paint_words(painter, _paint_place(painter, inner, row), row)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _paint_place(painter: QPainter, area: QRect, row: HitRow) -> QRect:
    """Document at the left and page at the right, or the page alone; gives the room below."""
    theme = current_theme()
    font = theme.font(SMALL)
    metrics = QFontMetrics(font)
    line = QRect(area.left(), area.top(), area.width(), metrics.height())
    painter.setFont(font)
    painter.setPen(QColor(theme.palette.sub))
    page = metrics.elidedText(row.page_words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(line, RIGHT if row.title else LEFT, page)
    if row.title:
        room = area.width() - metrics.horizontalAdvance(page) - theme.px(10)
        painter.drawText(
            line, LEFT, metrics.elidedText(one_line(row.title), Qt.TextElideMode.ElideRight, room)
        )
    return area.adjusted(0, line.height() + theme.px(2), 0, 0)


def _paint_words(painter: QPainter, area: QRect, row: HitRow) -> None:
    theme = current_theme()
    font, bold = theme.font(), theme.font(weight=QFont.Weight.Bold)
    metrics, wide = QFontMetrics(font), QFontMetrics(bold)
    room = round(CONTEXT_LINES * (area.width() - metrics.averageCharWidth() * 2))
    found = wide.elidedText(row.found, Qt.TextElideMode.ElideRight, room)
    most = min(round(BEFORE_PART * area.width()), room - wide.horizontalAdvance(found))
    before = metrics.elidedText(row.before, Qt.TextElideMode.ElideLeft, max(0, most))
    room -= metrics.horizontalAdvance(before) + wide.horizontalAdvance(found)
    after = metrics.elidedText(row.after, Qt.TextElideMode.ElideRight, max(0, room))
    painter.setPen(QColor(theme.palette.ink))
    layout = _laid_out(before, found, after, font, area.width())
    layout.draw(painter, QPointF(area.topLeft()))


def _laid_out(before: str, found: str, after: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(before + found + after, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = _units(before), _units(found)
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(QColor(current_theme().palette.ai))
    marked.format = look
    layout.setFormats([marked])
    layout.beginLayout()
    height = QFontMetrics(font).lineSpacing()
    for number in range(CONTEXT_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * height))
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """How long Qt takes a text to be, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

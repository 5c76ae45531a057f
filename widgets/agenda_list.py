"""The agenda as a list: every item with its documents below it, and how far each has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.agenda_model import ROW_ROLE, AgendaModel, AgendaRow, Arrival
from widgets.theme import Theme, current_theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent

__all__ = ["AgendaList", "AgendaModel"]

SMALL = 0.87
ITEM_LINES = 3
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AgendaDelegate(QStyledItemDelegate):
    """Paints an item in bold with its number, a document with its state at the right or below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """At least 36 pixels high, and as high as the words need."""
        row = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if not isinstance(row, AgendaRow):
            return super().sizeHint(option, index)
        theme = current_theme()
        if row.document:
            line = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold)).height()
            lines = 2 if self._below(row, width, theme) else 1
            return QSize(width, max(36, lines * line + theme.px(10)))
        metrics = QFontMetrics(theme.font(0.95, QFont.Weight.Bold))
        area = self._title_area(QRect(0, 0, width, 9_999), theme, metrics)
        text = metrics.boundingRect(area, Qt.TextFlag.TextWrapAnywhere, row.title).height()
        return QSize(width, max(36, min(text, ITEM_LINES * metrics.lineSpacing()) + theme.px(12)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row; the item that the meeting has come to has a bar at its left."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, AgendaRow):
            return
        theme = current_theme()
        palette, rect = theme.palette, option.rect
        painter.save()
        painter.fillRect(rect, QColor(palette.ai_soft if row.current else palette.card))
        if row.current:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), QColor(palette.ai))
        if row.document:
            self._paint_document(painter, row, rect, theme)
        else:
            self._paint_item(painter, row, rect, theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 5, 5)
        painter.restore()

    def _title_area(self, rect: QRect, theme: Theme, metrics: QFontMetrics) -> QRect:
        return rect.adjusted(theme.px(16) + metrics.horizontalAdvance("00"), 0, -theme.px(8), 0)

    def _paint_item(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        font = theme.font(0.95, QFont.Weight.Bold)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.palette.ink))
        area = self._title_area(rect, theme, metrics)
        text = metrics.boundingRect(area, Qt.TextFlag.TextWrapAnywhere, row.title)
        top = max(rect.top() + theme.px(4), rect.top() + (rect.height() - text.height()) // 2)
        area.setTop(top)
        painter.drawText(
            QRect(rect.left() + theme.px(14), top, 99, 99), Qt.AlignmentFlag.AlignLeft, str(row.number)
        )
        painter.drawText(area, Qt.TextFlag.TextWrapAnywhere, row.title)

    def _paint_document(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        palette = theme.palette
        area = rect.adjusted(theme.px(30), 0, -theme.px(8), 0)
        status_font = theme.font(0.83)
        painter.setFont(status_font)
        status_width = QFontMetrics(status_font).horizontalAdvance(row.status)
        title, status = QRect(area), QRect(area)
        if self._below(row, rect.width(), theme):
            title.setBottom(rect.top() + rect.height() // 2 + theme.px(2))
            status.setTop(title.bottom() - theme.px(3))
        else:
            title.setRight(area.right() - status_width - theme.px(6))
        painter.setPen(QColor(self._colour(row, theme)))
        words = QFontMetrics(status_font).elidedText(row.status, Qt.TextElideMode.ElideRight, status.width())
        painter.drawText(status, RIGHT, words)
        font = theme.font(SMALL, QFont.Weight.Bold if row.selected else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(palette.ai if row.selected else palette.ink))
        words = QFontMetrics(font).elidedText(f"▤ {row.title}", Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, LEFT, words)

    def _below(self, row: AgendaRow, width: int, theme: Theme) -> bool:
        """Whether the state needs a line of its own, because the name of the document would be cut."""
        metrics = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold))
        need = metrics.horizontalAdvance(
            f"▤ {row.title[: min(len(row.short), 10) + 3]}…"
        ) + metrics.horizontalAdvance(row.status)
        return need + theme.px(30 + 8 + 6) > width

    def _colour(self, row: AgendaRow, theme: Theme) -> str:
        palette = theme.palette
        return {
            Arrival.HERE: palette.sub,
            Arrival.COMING: palette.warning,
            Arrival.TROUBLE: palette.error,
        }[row.arrival]


class AgendaList(QListView):
    """Shows an `AgendaModel`; a click, Enter or Space chooses the row."""

    document_chosen = Signal(str)
    item_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agenda = AgendaModel(self)
        self.setItemDelegate(AgendaDelegate(self))
        self.setModel(self.agenda)
        self.setAccessibleName(self.tr("Agenda and documents"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.agenda.dataChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space choose; arrows only move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks titles elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.agenda.row_at(index.row())
        if row.document:
            self.document_chosen.emit(row.document)
        else:
            self.item_chosen.emit(row.item)

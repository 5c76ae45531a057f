"""The agenda as a list: every item with its documents below it, and how far each has arrived."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.agenda_model import ROW_ROLE, AgendaModel, AgendaRow, Arrival
from widgets.theme import Theme, current_theme
from widgets.wording import button_words, shortened_title
from widgets.wrapped_text import wrapped_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent

__all__ = ["AgendaList", "AgendaModel"]

ITEM = 0.95
SMALL = 0.87
STATE = 0.83
ITEM_LINES = 3
DOCUMENT_LINES = 2
PROBLEM_LINES = 2
SHEET = "▤ "
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AgendaDelegate(QStyledItemDelegate):
    """Paints an item in bold with its number, a document with its state at the right, or below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """At least 36 pixels high, and as high as the words need."""
        row = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if not isinstance(row, AgendaRow):
            return super().sizeHint(option, index)
        theme = current_theme()
        if row.document:
            lines = len(self._document_lines(row, width, theme)) + len(self._lines_below(row, width, theme))
            line = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold)).height()
            return QSize(width, max(36, lines * line + theme.px(10)))
        lines = len(self._item_lines(row, width, theme))
        line = QFontMetrics(theme.font(ITEM, QFont.Weight.Bold)).lineSpacing()
        return QSize(width, max(36, lines * line + theme.px(12)))

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

    def _title_area(self, rect: QRect, theme: Theme) -> QRect:
        number = QFontMetrics(theme.font(ITEM, QFont.Weight.Bold)).horizontalAdvance("00")
        return rect.adjusted(theme.px(16) + number, 0, -theme.px(8), 0)

    def _item_lines(self, row: AgendaRow, width: int, theme: Theme) -> tuple[str, ...]:
        area = self._title_area(QRect(0, 0, width, 0), theme)
        return wrapped_lines(row.title, theme.font(ITEM, QFont.Weight.Bold), area.width(), ITEM_LINES)

    def _paint_item(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        painter.setFont(theme.font(ITEM, QFont.Weight.Bold))
        painter.setPen(QColor(theme.palette.ink))
        lines = self._item_lines(row, rect.width(), theme)
        height = painter.fontMetrics().lineSpacing()
        area = self._title_area(rect, theme)
        area.setTop(rect.top() + (rect.height() - len(lines) * height) // 2)
        area.setHeight(height)
        number = QRect(rect.left() + theme.px(14), area.top(), area.left() - rect.left(), height)
        painter.drawText(number, LEFT, str(row.number))
        for line in lines:
            painter.drawText(area, LEFT, line)
            area.translate(0, height)

    def _document_area(self, rect: QRect, theme: Theme) -> QRect:
        sheet = QFontMetrics(theme.font(SMALL)).horizontalAdvance(SHEET)
        return rect.adjusted(theme.px(30) + sheet, 0, -theme.px(8), 0)

    def _document_lines(self, row: AgendaRow, width: int, theme: Theme) -> tuple[str, ...]:
        """The name beside its state; measured in bold, so that choosing a document moves nothing."""
        room = self._document_area(QRect(0, 0, width, 0), theme).width()
        if not self._lines_below(row, width, theme):
            room -= QFontMetrics(theme.font(STATE)).horizontalAdvance(row.status) + theme.px(6)
        return wrapped_lines(row.title, theme.font(SMALL, QFont.Weight.Bold), room, DOCUMENT_LINES)

    def _paint_document(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        area = self._document_area(rect, theme)
        below = self._lines_below(row, rect.width(), theme)
        lines = self._document_lines(row, rect.width(), theme)
        height = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold)).height()
        top = rect.top() + (rect.height() - (len(lines) + len(below)) * height) // 2
        painter.setFont(theme.font(STATE))
        painter.setPen(QColor(self._colour(row, theme)))
        status = QRect(area.left(), top + (len(lines) * height if below else 0), area.width(), height)
        side = LEFT if row.arrival is Arrival.TROUBLE else RIGHT
        for line in below or (row.status,):
            painter.drawText(status, side, line)
            status.translate(0, height)
        painter.setFont(theme.font(SMALL, QFont.Weight.Bold if row.selected else QFont.Weight.Normal))
        painter.setPen(QColor(theme.palette.ai if row.selected else theme.palette.ink))
        place = QRect(area.left(), top, area.width(), height)
        painter.drawText(place.adjusted(theme.px(30) + rect.left() - area.left(), 0, 0, 0), LEFT, SHEET)
        for line in lines:
            painter.drawText(place, LEFT, line)
            place.translate(0, height)

    def _lines_below(self, row: AgendaRow, width: int, theme: Theme) -> tuple[str, ...]:
        """The state where it stands below: a problem always, others where they would cut the name."""
        font, room = theme.font(STATE), self._document_area(QRect(0, 0, width, 0), theme).width()
        if row.arrival is Arrival.TROUBLE:
            return wrapped_lines(row.status, font, room, PROBLEM_LINES)
        metrics = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold))
        need = metrics.horizontalAdvance(
            f"{SHEET}{row.title[: min(len(row.short), 10) + 3]}…"
        ) + metrics.horizontalAdvance(row.status)
        if need + theme.px(30 + 8 + 6) <= width:
            return ()
        return (QFontMetrics(font).elidedText(row.status, Qt.TextElideMode.ElideRight, room),)

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
    beside_chosen = Signal(str)  # a document, to be read beside the one that is open

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu of the row under the pointer, or of the current one when a key asks."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.menu_of(index)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self.visualRect(index).intersected(self.viewport().rect())
        menu.popup(self.viewport().mapToGlobal(row.bottomLeft()) if by_key else event.globalPos())

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a row, in words."""
        menu, row = QMenu(self), self.agenda.row_at(index.row())
        if row.document:
            title = shortened_title(row.title)
            words = self.tr("Open “%1”").replace("%1", title)
            menu.addAction(button_words(words), partial(self.document_chosen.emit, row.document))
            words = self.tr("Open “%1” beside the page").replace("%1", title)
            menu.addAction(button_words(words), partial(self.beside_chosen.emit, row.document))
        else:
            words = self.tr("Show what was said about “%1”").replace("%1", shortened_title(row.title))
            menu.addAction(button_words(words), partial(self.item_chosen.emit, row.item))
        return menu

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

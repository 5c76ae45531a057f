"""How the agenda looks at the chair's desk, and where PDFs can be dropped on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.agenda_clock import item_time_note
from widgets.chair_agenda_model import CLOCK_ROLE, NOW_ROLE, ROW_ROLE, TIME_ROLE, ChairAgendaRow, Index
from widgets.dropped_files import dropped_pdfs
from widgets.theme import current_theme
from widgets.wording import one_line
from widgets.wrapped_text import wrapped_lines

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QResizeEvent,
    )

    from sync.meeting import AgendaItem

TITLE_LINES = 3
SMALL = 0.87
NOTE = 0.75
WIDEST_TIME = "+00:00"
PRESENT_HEIGHT = 46  # room for the time and what it means
LEAST_HEIGHT = 150  # how much of the agenda is in view, however few items there are
MOST_KEPT = 600  # at large text the column would scroll for ever
ITEMS_IN_VIEW = 3  # with what is unfolded of their documents; the column scrolls rather than show fewer
FEW_ROWS = 12  # so many are shown whole
SHEET = "▤ "


class ChairAgendaDelegate(QStyledItemDelegate):
    """Paints an item: its title left, its time right, the present one marked by a bar and bold type."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As many lines as the title needs beside its time; a document has one line."""
        theme = current_theme()
        if index.data(ROW_ROLE).document is not None:
            return QSize(120, max(30, QFontMetrics(theme.font(SMALL)).height() + theme.px(10)))
        view = self.parent()
        width = view.row_width if isinstance(view, AgendaView) else option.rect.width()
        line = QFontMetrics(theme.font(weight=QFont.Weight.Bold)).height()
        least = theme.px(PRESENT_HEIGHT) if self._note(index) else 36
        return QSize(120, max(least, len(self._lines(width, index)) * line + theme.px(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The state is told by words, weight and a bar, not by colour alone."""
        theme = current_theme()
        palette = theme.palette
        now = bool(index.data(NOW_ROLE))
        rect: QRect = option.rect
        painter.save()
        if now:
            painter.fillRect(rect, QColor(palette.ai_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(palette.ai))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        if getattr(self.parent(), "target_row", -1) == index.row():
            painter.setPen(QPen(QColor(palette.ai), 2, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(2, 2, -2, -2))
        row: ChairAgendaRow = index.data(ROW_ROLE)
        if row.document is not None:
            self._paint_document(painter, rect, index)
            painter.restore()
            return
        pad = theme.px(14)
        painter.setFont(theme.font(weight=QFont.Weight.Bold if now else QFont.Weight.Normal))
        painter.setPen(QColor(palette.ink))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        number = QRect(rect.left() + pad, rect.top(), self._number_width(), rect.height())
        painter.drawText(number, flags, str(row.item.number))
        title = QRect(number.right(), rect.top(), self._title_width(rect.width(), index), rect.height())
        lines = self._lines(rect.width(), index)
        height = QFontMetrics(theme.font(weight=QFont.Weight.Bold)).height()
        line = QRect(title.left(), 0, title.width(), height)
        line.moveTop(rect.top() + (rect.height() - len(lines) * height) // 2)
        for words in lines:
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
            line.translate(0, height)
        area = QRect(title.right(), rect.top(), rect.right() - pad - title.right(), rect.height())
        self._paint_time(painter, area, index)
        painter.restore()

    def _paint_time(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The time; below that of the present item, in words, what it means."""
        theme = current_theme()
        clock, now = index.data(CLOCK_ROLE), bool(index.data(NOW_ROLE))
        note = self._note(index)
        plain = theme.palette.ai if now else theme.palette.sub
        painter.setPen(QColor(theme.palette.error if clock.is_over else plain))
        right = int(Qt.AlignmentFlag.AlignRight)
        if not note:
            painter.setFont(theme.font(1.0 if now else SMALL))
            painter.drawText(area, right | int(Qt.AlignmentFlag.AlignVCenter), str(index.data(TIME_ROLE)))
            return
        upper = QRect(area.left(), area.top(), area.width(), area.height() * 11 // 20)
        painter.setFont(theme.font(weight=QFont.Weight.Bold) if now else theme.font(SMALL))
        painter.drawText(upper, right | int(Qt.AlignmentFlag.AlignBottom), str(index.data(TIME_ROLE)))
        painter.setFont(theme.font(NOTE))
        lower = area.adjusted(0, upper.height(), 0, 0)
        painter.drawText(lower, right | int(Qt.AlignmentFlag.AlignTop), note)

    def _paint_document(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """One line: a sheet, the title as far as there is room, and the version where there were others."""
        theme = current_theme()
        painter.setFont(theme.font(SMALL))
        metrics, version = painter.fontMetrics(), str(index.data(TIME_ROLE))
        right = metrics.horizontalAdvance(version) + theme.px(6) if version else 0
        area = rect.adjusted(theme.px(14) + self._number_width(), 0, -theme.px(14), 0)
        words = f"{SHEET}{index.data(Qt.ItemDataRole.DisplayRole)}"
        title = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() - right)
        painter.setPen(QColor(theme.palette.ink))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
        painter.setPen(QColor(theme.palette.sub))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), version)

    def _lines(self, width: int, index: Index) -> tuple[str, ...]:
        """The title beside its time; measured in bold, so that the present item needs no more lines."""
        title = one_line(index.data(ROW_ROLE).item.title)
        bold = current_theme().font(weight=QFont.Weight.Bold)
        return wrapped_lines(title, bold, self._title_width(width, index), TITLE_LINES)

    def _title_width(self, width: int, index: Index) -> int:
        theme = current_theme()
        metrics = QFontMetrics(theme.font(weight=QFont.Weight.Bold))
        time = metrics.horizontalAdvance(str(index.data(TIME_ROLE)))
        if note := self._note(index):  # a clock that runs never breaks the title anew
            time = max(
                metrics.horizontalAdvance(WIDEST_TIME),
                QFontMetrics(theme.font(NOTE)).horizontalAdvance(note),
            )
        return max(60, width - 2 * theme.px(14) - self._number_width() - time - theme.px(6))

    def _note(self, index: Index) -> str:
        """Below the time: what it means, or else how many documents the item keeps to itself."""
        item, view = index.data(ROW_ROLE).item, self.parent()
        folded = isinstance(view, AgendaView) and view.is_folded(item)
        return item_time_note(index.data(CLOCK_ROLE)) or (f"{SHEET}{len(item.documents)}" if folded else "")

    def _number_width(self) -> int:
        return QFontMetrics(current_theme().font(weight=QFont.Weight.Bold)).horizontalAdvance("00 ")


class AgendaView(QListView):
    """No higher than its items, so that what follows stands right below them; takes PDFs dropped on a row."""

    files_dropped = Signal(QModelIndex, object)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_width = 0
        self.target_row = -1  # on which files would fall
        self.takes_files = True
        self._unfolded: set[str] = set()  # items whose documents are listed
        self._drags = False
        self.setAcceptDrops(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The least; the column gives it whatever else is free."""
        return QSize(super().sizeHint().width(), max(LEAST_HEIGHT, self.minimumHeight()))

    def unfold(self, item: str, *, only: bool = False) -> None:
        """List the documents of an item; those of others are folded where only this one is asked for.

        What is unfolded by choosing it stays so: nothing moves below a pointer that clicks twice.
        """
        before = set(self._unfolded)
        self._unfolded = {item} if only else self._unfolded | {item}
        if self._unfolded != before:
            self.fit()

    def is_folded(self, item: AgendaItem) -> bool:
        """Whether an item keeps its documents to itself: in a long agenda, not while files are dragged."""
        many = self.model().rowCount() > FEW_ROWS
        return bool(item.documents) and many and not self._drags and item.item not in self._unfolded

    def _fold(self) -> None:
        for row in range(self.model().rowCount()):
            found: ChairAgendaRow = self.model().index(row, 0).data(ROW_ROLE)
            self.setRowHidden(row, found.document is not None and self.is_folded(found.item))

    def _show_all(self, *, on: bool) -> None:
        """Files can be dropped on every document, also on one of a folded item."""
        if on != self._drags:
            self._drags = on
            self.fit()

    def fit(self) -> None:
        """Measure the items at the whole width; make room for a scroll bar only where they do not fit."""
        self._fold()
        frame = 2 * self.frameWidth()
        self.row_width = self.width() - frame
        needed = self._rows_height() + frame + 2
        self.setMinimumHeight(min(needed, max(LEAST_HEIGHT, self._height_of_first_items())))
        self.setMaximumHeight(needed)
        scrolls = self.height() < needed
        if scrolls:
            self.row_width -= self.verticalScrollBar().sizeHint().width()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.scheduleDelayedItemsLayout()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files that end in .pdf, and nothing else."""
        if self.takes_files and dropped_pdfs(event.mimeData()):
            self._show_all(on=True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Frame the row that would take them."""
        row = self.indexAt(event.position().toPoint()).row()
        self._aim_at(row)
        if row >= 0 and self.takes_files and dropped_pdfs(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """They go elsewhere."""
        self._aim_at(-1)
        self._show_all(on=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Tell where they fell."""
        self._aim_at(-1)
        index, paths = self.indexAt(event.position().toPoint()), dropped_pdfs(event.mimeData())
        if index.isValid() and paths and self.takes_files:
            event.acceptProposedAction()
            self.files_dropped.emit(index, paths)
        self._show_all(on=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu of the row under the pointer, or of the current one when a key asks."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._want_menu()
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(index, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Shift+F10 is the menu key of keyboards without one; only Windows turns it into a menu by itself."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._want_menu()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _want_menu(self) -> None:
        """The menu of the current row, below it."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            place = self.visualRect(index).bottomLeft()
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _aim_at(self, row: int) -> None:
        if row != self.target_row:
            self.target_row = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Titles may need more lines or fewer now."""
        super().resizeEvent(event)
        if event.size() != event.oldSize() and self.model() is not None:
            self.fit()

    def _height_of_first_items(self) -> int:
        height = items = 0
        for row in range(self.model().rowCount()):
            found: ChairAgendaRow = self.model().index(row, 0).data(ROW_ROLE)
            items += found.document is None
            if items > ITEMS_IN_VIEW:
                break
            height += 0 if self.isRowHidden(row) else self.sizeHintForRow(row)
        return min(height, MOST_KEPT)

    def _rows_height(self) -> int:
        rows = range(self.model().rowCount())
        return sum(self.sizeHintForRow(row) for row in rows if not self.isRowHidden(row))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.fit()

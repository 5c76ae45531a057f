"""Every seat and its state: filled where somebody posted, dashed where nobody is; signs in its corners."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.seat_cells import SeatCell, seat_words
from widgets.theme import current_theme
from widgets.wording import button_words, isolated, tooltip_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from sync.meeting import Member

CELL_HEIGHT = 36
CELL_MIN_WIDTH = 36
GAP = 6
NUMBER_SCALE = 0.82
COLUMNS_AT_EASE = 8
ROWS_AT_MOST = 10
SIGN_SCALE = 0.62
HAND_SCALE = 0.6
FORKED_SIGN = "‼"
ASKED_SIGN = "？"
SPEAKING_SIGN = "▶"
PRESENTER_SIGN = "◆"
UNHEARD_SIGN = "○"
Index = QModelIndex | QPersistentModelIndex


class SeatModel(QAbstractListModel):
    """The seats as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[SeatCell, ...] = ()

    def set_seats(self, cells: tuple[SeatCell, ...]) -> None:
        """Show these seats; the same number of them keeps selection and scroll position."""
        before, now = len(self._cells), len(cells)
        if now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self._cells = cells
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self._cells = cells
            self.endRemoveRows()
        elif cells != self._cells:
            self._cells = cells
        else:
            return
        if cells:
            self.dataChanged.emit(self.index(0), self.index(now - 1))

    @property
    def cells(self) -> tuple[SeatCell, ...]:
        """All seats in their order."""
        return self._cells

    def cell(self, row: int) -> SeatCell:
        """The seat of this row."""
        return self._cells[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a seat."""
        return 0 if parent.isValid() else len(self._cells)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Its number to see, a sentence to hear and to hover."""
        if not index.isValid() or index.row() >= len(self._cells):
            return None
        cell = self._cells[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.number or cell.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return seat_words(cell)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_words(seat_words(cell))
            case _:
                return None


class SeatDelegate(QStyledItemDelegate):
    """Paints a seat as a small box."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's signature
        """The whole cell of the grid, so that all of it can be pointed at."""
        grid = self.parent()
        return grid.gridSize() if isinstance(grid, QListView) else QSize(CELL_MIN_WIDTH, CELL_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill, edge and line style tell the state; the tooltip says it in words."""
        cell = index.model().cell(index.row())  # type: ignore[attr-defined]  # always a SeatModel
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        box = rect.adjusted(GAP // 2, GAP // 2, -GAP // 2, -GAP // 2)
        fill, edge, ink = _colours(cell)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if cell.connected else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(edge), 2.5 if cell.receiving else 1.5, style))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, 7, 7)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(current_theme().palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 8, 8)
        painter.setPen(QColor(ink))
        painter.setFont(current_theme().font(NUMBER_SCALE))
        number = cell.number or cell.name or "–"
        text = painter.fontMetrics().elidedText(
            f"{_sign(cell)}{number}", Qt.TextElideMode.ElideRight, box.width() - 6
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        grid = self.parent()
        shows_unheard = isinstance(grid, SeatGrid) and grid.shows_unheard
        self._paint_signs(painter, box, cell, shows_unheard=shows_unheard)
        painter.restore()

    def _paint_signs(self, painter: QPainter, box: QRect, cell: SeatCell, *, shows_unheard: bool) -> None:
        """One sign a corner: speaking, hand with its place, presenter, not heard."""
        theme, inside = current_theme(), box.adjusted(3, 1, -3, -1)
        painter.setFont(theme.font(SIGN_SCALE))
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        for sign, place, shown in (
            (SPEAKING_SIGN, top | left, cell.speaking),
            (UNHEARD_SIGN, bottom | right, cell.unheard and shows_unheard),
        ):
            if shown:
                painter.drawText(inside, place, sign)
        if cell.presenter:  # the letter is as wide as a number in fonts of Japanese, and would cover it
            side = painter.fontMetrics().ascent() / 2
            corner = QRectF(inside.left(), inside.bottom() - side - 1, side, side)
            painter.setBrush(painter.pen().color())
            painter.drawPolygon(_diamond(corner))
        if cell.unheard and shows_unheard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.palette.warning), 3))
            painter.drawRoundedRect(box, 7, 7)
        if cell.hand:
            painter.setFont(theme.font(HAND_SCALE, QFont.Weight.Bold))
            metrics = painter.fontMetrics()
            side = max(metrics.height(), metrics.horizontalAdvance(str(cell.hand)) + 6)
            badge = QRect(box.right() - side + GAP // 2, box.top() - GAP // 2, side, metrics.height())
            painter.setPen(QPen(QColor(theme.palette.card), 1))
            painter.setBrush(QColor(theme.palette.warning))
            painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
            painter.setPen(QColor(theme.palette.card))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(cell.hand))


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


class SeatGrid(QListView):
    """The seats in as many columns as fit, as high as its rows need.

    A menu at each seat, by a click or the keyboard, holds what the chair can do with it.
    """

    removal_requested = Signal(str)  # a device
    floor_granted = Signal(str)  # a device
    speech_ended = Signal()
    presenter_given = Signal(str)  # a device, empty takes it back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrolls = False
        self.shows_unheard = False
        self._me = ""
        self._is_chair = True
        self._going_on = True
        self._model = SeatModel(self)
        self.setModel(self._model)
        self.setItemDelegate(SeatDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Seats"))
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._open_menu_of)

    def set_rights(self, *, is_chair: bool) -> None:
        """Only the chair is offered what only the chair may do."""
        self._is_chair = is_chair

    def show_unheard(self, *, on: bool) -> None:
        """Mark the seats from which nothing was heard, or mark them no longer."""
        self.shows_unheard = on
        self.viewport().update()

    def set_seats(self, cells: tuple[SeatCell, ...], me: str = "", *, going_on: bool = True) -> None:
        """Show these seats; one's own device is not made to leave, and nobody is once the meeting is over."""
        self._me, self._going_on = me, going_on
        rows_before = self._rows()
        self._model.set_seats(cells)
        if self._rows() != rows_before:
            self._arrange()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu where it was asked for: below the pointer, or at the seat that the keyboard is on."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        at = self.visualRect(index).center() if by_key else event.pos()
        self._open_menu(index, at)

    def _open_menu_of(self, index: Index) -> None:
        self._open_menu(index, self.visualRect(index).center())

    def _open_menu(self, index: Index, at: QPoint) -> None:
        menu = self.seat_menu(self._model.cell(index.row()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the menu too: not every keyboard has a key for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            at = self.visualRect(self.currentIndex()).center()
            reason = QContextMenuEvent.Reason.Keyboard
            self.contextMenuEvent(QContextMenuEvent(reason, at, self.viewport().mapToGlobal(at)))
        else:
            super().keyPressEvent(event)

    def seat_menu(self, cell: SeatCell) -> QMenu:
        """What can be done with the PCs of a seat; its heading says the seat's state in words."""
        menu = QMenu(self)
        menu.addAction(button_words(seat_words(cell))).setEnabled(False)
        if not (self._is_chair and self._going_on):
            return menu
        if cell.speaking:
            menu.addAction(self.tr("End the speech"), self.speech_ended.emit)
        for member in () if cell.speaking else cell.members:
            words = self._words(cell, member, self.tr("Give the floor"), self.tr("Give the floor to %1"))
            menu.addAction(words, partial(self.floor_granted.emit, member.device))
        others = [member for member in cell.members if member.device != self._me]
        if cell.presenter:
            menu.addAction(self.tr("Take the presenter role back"), partial(self.presenter_given.emit, ""))
        for member in () if cell.presenter else others:
            words = self._words(cell, member, self.tr("Make presenter"), self.tr("Make %1 presenter"))
            menu.addAction(words, partial(self.presenter_given.emit, member.device))
        if others:
            menu.addSeparator()
        for member in others:
            whole, named = self.tr("Make this PC leave…"), self.tr("Make the PC of %1 leave…")
            words = self._words(cell, member, whole, named)
            menu.addAction(words, partial(self.removal_requested.emit, member.device))
        return menu

    @staticmethod
    def _words(cell: SeatCell, member: Member, words: str, named: str) -> str:
        """Two PCs at one seat are told apart by the names they gave."""
        return button_words(named.replace("%1", isolated(member.name)) if len(cell.members) > 1 else words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Refill the rows."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _cell_size(self) -> QSize:
        theme = current_theme()
        widest = "0" * min(3, max((len(cell.number) for cell in self._model.cells), default=2))
        digits = QFontMetrics(theme.font(NUMBER_SCALE)).horizontalAdvance(widest)
        columns = max(1, self._inner_width() // (max(CELL_MIN_WIDTH, digits + 8) + GAP))
        if self._model.rowCount() <= COLUMNS_AT_EASE * ROWS_AT_MOST:
            columns = min(columns, COLUMNS_AT_EASE)
        return QSize(self._inner_width() // columns, max(CELL_HEIGHT, theme.px(CELL_HEIGHT - 8)) + GAP)

    def _inner_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width() if self._scrolls else 0
        return max(CELL_MIN_WIDTH, self.width() - 2 * self.frameWidth() - bar - 6)

    def _rows(self) -> int:
        columns = max(1, self._inner_width() // self._cell_size().width())
        return -(-self._model.rowCount() // columns)

    def _arrange(self) -> None:
        """Take as much height as the rows need; only a very large room scrolls."""
        self._scrolls = False
        self._scrolls = self._rows() > ROWS_AT_MOST
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)
        size = self._cell_size()
        if self.gridSize() != size:
            self.setGridSize(size)
        height = min(self._rows(), ROWS_AT_MOST) * size.height() + 2 * self.frameWidth() + 4
        if self.height() != height:
            self.setFixedHeight(height)


def _sign(cell: SeatCell) -> str:
    """What stands before the number when there is something to decide about the seat."""
    if cell.forked:
        return FORKED_SIGN
    return ASKED_SIGN if cell.asked else ""


def _colours(cell: SeatCell) -> tuple[str, str, str]:
    """Fill, edge and ink of one seat."""
    palette = current_theme().palette
    if cell.forked:
        return palette.card, palette.error, palette.error
    if cell.receiving:
        return palette.warning_soft, palette.warning, palette.warning
    if cell.posted and cell.connected:
        return palette.ai, palette.ai, palette.on_ai
    if cell.posted:
        return palette.ai_soft, palette.frame, palette.ai
    if cell.connected:
        return palette.card, palette.ai, palette.ink
    return palette.card, palette.frame, palette.sub

"""Every seat and its state: filled where somebody posted, dashed where nobody is connected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sync.meeting import Names
from widgets.theme import current_theme
from widgets.wording import button_words, isolated, tooltip_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from sync.meeting import Meeting, Member
    from sync.status import SeatPresence

CELL_HEIGHT = 36
CELL_MIN_WIDTH = 36
GAP = 6
NUMBER_SCALE = 0.82
COLUMNS_AT_EASE = 8
ROWS_AT_MOST = 10
FORKED_SIGN = "‼"
ASKED_SIGN = "？"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SeatCell:
    """One seat as the chair sees it."""

    number: str
    name: str = ""
    department: str = ""
    connected: bool = False
    receiving: bool = False
    posted: bool = False
    forked: bool = False
    asked: bool = False
    members: tuple[Member, ...] = ()


def seat_cells(
    meeting: Meeting,
    presence: tuple[SeatPresence, ...],
    me: str = "",
    asked: frozenset[str] = frozenset(),
) -> tuple[SeatCell, ...]:
    """The planned seats in their order, then those that came without being planned; `me` is always connected.

    Another PC asks for the seats `asked`.

    A comment whose author is withheld from the room does not fill its seat: the moment would tell whose.
    """
    now = {one.device: one for one in presence}
    posted = {c.author for c in meeting.comments if c.shown is not Names.WITHHELD and not c.deleted}
    cells: dict[str, SeatCell] = {
        seat.number: SeatCell(seat.number, seat.name, seat.department) for seat in meeting.seats
    }
    unplanned = sorted(meeting.members, key=lambda member: natural(member.seat))
    for member in unplanned:
        state = now.get(member.device)
        key = member.seat or f"\0{member.device}"
        before = cells.get(key, SeatCell(member.seat))
        here = member.device == me or (state is not None and state.connected)
        cells[key] = SeatCell(
            before.number,
            member.name or before.name,
            member.department or before.department,
            connected=before.connected or here,
            receiving=before.receiving
            or (state is not None and state.connected and not state.documents_complete),
            posted=before.posted or member.device in posted,
            forked=before.forked or member.device in meeting.forked,
            asked=bool(member.seat) and member.seat in asked,
            members=(*before.members, member),
        )
    return tuple(cells.values())


def seat_words(cell: SeatCell) -> str:
    """A seat and its state as one sentence, for tooltips and screen readers."""
    translate = QCoreApplication.translate
    who = (
        translate("SeatGrid", "Seat %1").replace("%1", isolated(cell.number))
        if cell.number
        else translate("SeatGrid", "No seat number")
    )
    words = [who, isolated(cell.name), isolated(cell.department)]
    there, away = translate("SeatGrid", "connected"), translate("SeatGrid", "not connected")
    words.append(there if cell.connected else away)
    if cell.receiving:
        words.append(translate("SeatGrid", "receiving documents"))
    if cell.posted:
        words.append(translate("SeatGrid", "has posted"))
    if cell.forked:
        words.append(translate("SeatGrid", "the record of this PC has split in two"))
    if cell.asked:
        words.append(translate("SeatGrid", "another PC asks for this seat"))
    return translate("SeatGrid", ", ").join(word for word in words if word)


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
        painter.restore()


class SeatGrid(QListView):
    """The seats in as many columns as fit, as high as its rows need.

    A menu at each seat, by the right button or the keyboard, holds what the chair can do with its PC.
    """

    removal_requested = Signal(str)  # a device

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrolls = False
        self._me = ""
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

    def set_seats(self, cells: tuple[SeatCell, ...], me: str = "") -> None:
        """Show these seats; nothing is offered for one's own device."""
        self._me = me
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
        menu = self.seat_menu(self._model.cell(index.row()))
        at = self.visualRect(index).center() if by_key else event.pos()
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
        others = [member for member in cell.members if member.device != self._me]
        for member in others:
            words = self.tr("Make this PC leave…")
            if len(cell.members) > 1:
                words = self.tr("Make the PC of %1 leave…").replace("%1", isolated(member.name))
            menu.addAction(button_words(words), partial(self.removal_requested.emit, member.device))
        return menu

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
        digits = QFontMetrics(theme.font(NUMBER_SCALE)).horizontalAdvance("000")
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


def natural(text: str) -> list[tuple[int, str]]:
    """A sorting key under which 2 stands before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", text) if part]

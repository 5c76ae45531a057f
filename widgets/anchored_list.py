"""A list of thousands of rows of different heights, of which only those in view are laid out.

Qt's own list asks for the height of every row whenever one comes. This one guesses the heights of rows nobody
has seen, corrects a guess when the row comes into view, and holds still what is being read meanwhile.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QStyle, QStyleOptionViewItem, QWidget

from widgets.quiet_scroll_bar import QuietScrollBar
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NEWS = 999  # of which the number is told

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


def _move(rows: list[T], first: int, end: int, before: int) -> None:
    moved = rows[first:end]
    del rows[first:end]
    at = before if before < first else before - len(moved)
    rows[at:at] = moved


class AnchoredList(QListView):
    """Its heirs say how high a row is; it keeps the reader's place, or stays at the end with the newest.

    `newest_first` turns that round: it stays at the beginning while nobody has scrolled away from there.
    """

    newest_first = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: list[int] = []
        self._measured: list[bool] = []
        self._tops: list[int] = [0]
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        self._at_end = not self.newest_first
        self._settling = False
        self._unseen: list[QPersistentModelIndex] = []
        self._empty_words = ""
        self._more = QPushButton(self)
        set_look(self._more, Look.PRIMARY)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._go_to_new)
        self._more.hide()
        self.setProperty("look", "feed")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def guessed_height(self, row: int) -> int:
        """About how high a row is, without laying it out, in pixels."""
        raise NotImplementedError

    def exact_height(self, row: int) -> int:
        """How high a row is at the present width, in pixels."""
        raise NotImplementedError

    def is_in_use(self) -> bool:
        """Whether somebody is on a row in view with the keys; heirs know the pointer as well."""
        is_in_view = self.visualRect(self.currentIndex()).intersects(self.viewport().rect())
        return self.hasFocus() and is_in_view

    def set_empty_words(self, words: str) -> None:
        """What stands in the list while it has no rows."""
        self._empty_words = words
        self.viewport().update()

    def forget_news(self) -> None:
        """What is in the list now is no news: the person asked for it."""
        self._unseen.clear()
        self._show_more()

    # -- rows come and go ----------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt's name
        """Listen to what comes and goes before the view itself does."""
        if model is not None:
            model.rowsInserted.connect(self._rows_came)
            model.rowsRemoved.connect(self._rows_went)
            model.rowsMoved.connect(self._rows_moved)
            model.dataChanged.connect(self._rows_changed)
            model.modelReset.connect(self._forget)
            model.layoutChanged.connect(self._forget)
        super().setModel(model)
        self._forget()

    def _forget(self) -> None:
        model = self.model()
        count = model.rowCount() if model is not None else 0
        self._heights = [self.guessed_height(row) for row in range(count)]
        self._measured = [False] * count
        self._relayout()

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:  # noqa: N802 - Qt's name
        """Qt's list would lay itself out and paint once more for this."""
        QAbstractItemView.rowsInserted(self, parent, first, last)

    def dataChanged(self, first: Index, last: Index, /, roles: Sequence[int] = ()) -> None:  # noqa: N802 - Qt's name
        """For this too."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def _rows_came(self, _parent: Index, first: int, last: int) -> None:
        self._heights[first:first] = [self.guessed_height(row) for row in range(first, last + 1)]
        self._measured[first:first] = [False] * (last - first + 1)
        if self._at_end and self.is_in_use():
            self._at_end = False  # nothing moves under the pointer or the keys
        if not self.newest_first and (not self._at_end or last < len(self._heights) - 1):
            self._note_news(first, last)
        self._relayout()

    def _note_news(self, first: int, last: int) -> None:
        model = self.model()
        room = MOST_NEWS - len(self._unseen)
        rows = range(max(first, last + 1 - room), last + 1)
        self._unseen.extend(QPersistentModelIndex(model.index(row, 0)) for row in rows)

    def _rows_went(self, _parent: Index, first: int, last: int) -> None:
        del self._heights[first : last + 1]
        del self._measured[first : last + 1]
        self._relayout()

    def _rows_moved(self, _from: Index, first: int, last: int, _to: Index, before: int) -> None:
        _move(self._heights, first, last + 1, before)
        _move(self._measured, first, last + 1, before)
        self._relayout()

    def _rows_changed(self, first: Index, last: Index) -> None:
        for row in range(first.row(), last.row() + 1):
            self._measured[row] = False
        self._relayout()

    # -- heights --------------------------------------------------------------------------------

    def _measure(self, row: int) -> None:
        if not self._measured[row]:
            self._measured[row] = True
            height = self.exact_height(row)
            if height != self._heights[row]:
                self._heights[row] = height
                self._tops = []

    def _edges(self) -> list[int]:
        """The upper edge of every row, and the lower one of the last."""
        if len(self._tops) != len(self._heights) + 1:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops

    def _row_at_y(self, y: int) -> int:
        """The row at a height of the whole list, the nearest one outside it; -1 for an empty list."""
        return min(max(bisect_right(self._edges(), y) - 1, 0), len(self._heights) - 1)

    def _relayout(self) -> None:
        self._tops = []
        self._settle()
        self.viewport().update()

    def _settle(self) -> None:
        """Measure what is in view and put the scroll bar where what is being read does not move."""
        if self._settling or self.model() is None:
            return
        self._settling = True
        try:
            if self._at_end:
                self._settle_at_end()
            else:
                self._settle_at_anchor()
        finally:
            self._settling = False
        self._remember()
        self._show_more()

    def _settle_at_end(self) -> None:
        missing = self.viewport().height()
        for row in range(len(self._heights) - 1, -1, -1):
            self._measure(row)
            missing -= self._heights[row]
            if missing <= 0:
                break
        self._set_range(self._edges()[-1])

    def _settle_at_anchor(self) -> None:
        if self._anchor is not None and self._anchor[0].isValid():
            row, offset = self._anchor[0].row(), self._anchor[1]
        elif self._anchor is None and self.newest_first and self._heights:
            row, offset = 0, 0  # at its beginning, which is held by holding nothing
        else:
            row = self._row_at_y(self.verticalScrollBar().value())
            offset = self._edges()[row] - self.verticalScrollBar().value() if row >= 0 else 0
        if row < 0:
            self._set_range(0)
            return
        self._measure_around(row, offset)
        self._set_range(self._edges()[row] - offset)
        value = self.verticalScrollBar().value()
        if self._measure_in_view(value):  # it could not stand there: the list is too short
            self._set_range(value)

    def _measure_in_view(self, value: int) -> bool:
        """Measure every row in view when the list is scrolled to `value`; True if a guess was wrong."""
        before = self._edges()
        first, last = self._row_at_y(value), self._row_at_y(value + self.viewport().height())
        for row in range(first, last + 1):
            self._measure(row)
        return self._edges() is not before

    def _measure_around(self, row: int, offset: int) -> None:
        """Measure every row in view when `row` begins `offset` pixels below the top of the viewport."""
        y = offset
        for below in range(row, len(self._heights)):
            if y >= self.viewport().height():
                break
            self._measure(below)
            y += self._heights[below]
        y = offset
        for above in range(row - 1, -1, -1):
            if y <= 0:
                break
            self._measure(above)
            y -= self._heights[above]

    def _set_range(self, value: int) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(max(1, height))
        bar.setSingleStep(current_theme().px(24))
        bar.setRange(0, max(0, self._edges()[-1] - height))
        bar.setValue(value)

    def _scrolled(self, _value: int) -> None:
        if not self._settling:
            self._pick_anchor()
            self._settle()

    def _pick_anchor(self) -> None:
        """Of the rows in view, hold on to the first whose height is known: it was on the screen before."""
        value = self.verticalScrollBar().value()
        self._at_end = self._is_at_end(value)
        edges = self._edges()
        first = self._row_at_y(value)
        last = self._row_at_y(value + self.viewport().height())
        known = next((row for row in range(max(first, 0), last + 1) if self._measured[row]), first)
        self._hold(known, edges[known] - value if known >= 0 else 0)

    def _remember(self) -> None:
        value = self.verticalScrollBar().value()
        self._at_end = self._is_at_end(value)
        row = self._row_at_y(value)
        self._hold(row, self._edges()[row] - value if row >= 0 else 0)

    def _is_at_end(self, value: int) -> bool:
        return not self.newest_first and value >= self.verticalScrollBar().maximum()

    def _hold(self, row: int, offset: int) -> None:
        model = self.model()
        at_start = self.newest_first and row == 0 and offset == 0
        held = row >= 0 and not at_start  # what comes above the first is to be seen
        self._anchor = (QPersistentModelIndex(model.index(row, 0)), offset) if held else None

    def _show_more(self) -> None:
        """Say how many new rows nobody has seen yet, and which way they are."""
        seen = self.viewport().rect()
        self._unseen = [
            row for row in self._unseen if row.isValid() and not self.visualRect(row).intersects(seen)
        ]
        self._more.setVisible(bool(self._unseen))
        if self._unseen:
            sign = "↓" if self._is_any_below() else "↑"
            # Not %n: Qt looks for a text with a number below the name of the heir alone.
            words = self.tr("New comments: %1").replace("%1", str(len(self._unseen)))
            self._more.setText(f"{words} {sign}")
            name = self.tr("Go to the new comments: %1").replace("%1", str(len(self._unseen)))
            self._more.setAccessibleName(name)
            self._more.adjustSize()
            area = self.viewport().geometry()
            corner = QPoint(
                area.center().x() - self._more.width() // 2, area.bottom() - self._more.height() - 8
            )
            self._more.move(corner)
            self._more.raise_()

    def _is_any_below(self) -> bool:
        bottom = self.verticalOffset() + self.viewport().height()
        edges = self._edges()
        return any(edges[row.row()] >= bottom for row in self._unseen)

    def _go_to_new(self) -> None:
        """To the first of them below, else to the first above: new ones are read in their order."""
        rows = sorted(row.row() for row in self._unseen if row.isValid())
        if not rows:
            return
        bottom = self.verticalOffset() + self.viewport().height()
        edges = self._edges()
        target = next((row for row in rows if edges[row] >= bottom), rows[0])
        self.scrollTo(self.model().index(target, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    # -- what a view has to know ----------------------------------------------------------------

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        """Heights are known here and not in Qt's list."""
        QAbstractItemView.doItemsLayout(self)
        self._settle()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep the scroll bar right."""
        self._settle()

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """How far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Cards are never wider than the list."""
        return 0

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Paint anew: what stands where may have been corrected by the scrolling itself."""
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a row stands in the viewport."""
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        top = self._edges()[index.row()] - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[index.row()])

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The row at a point of the viewport."""
        y = point.y() + self.verticalOffset()
        if not self._heights or not 0 <= y < self._edges()[-1]:
            return QModelIndex()
        return self.model().index(self._row_at_y(y), 0)

    def visualRegionForSelection(self, selection: object) -> QRegion:  # noqa: N802 - Qt's name
        """The rows that are selected: at most one."""
        del selection
        return QRegion(self.visualRect(self.currentIndex()))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802 - Qt's name
        """Select the row in the middle of this rectangle."""
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def isIndexHidden(self, _index: Index) -> bool:  # noqa: N802 - Qt's name
        """Every row of the model is shown."""
        return False

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view; one that is higher than the view shows its beginning."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, height = index.row(), self.viewport().height()
        self._measure(row)
        rect = self.visualRect(index)
        ensure = QAbstractItemView.ScrollHint.EnsureVisible
        if hint == ensure and rect.top() >= 0 and rect.bottom() <= height:
            return
        at_top = (
            rect.top() < 0 or rect.height() > height or hint == QAbstractItemView.ScrollHint.PositionAtTop
        )
        self._at_end = False
        self._hold(row, 0 if at_top else height - rect.height())
        self._settle()
        self.viewport().update()

    def scrollToBottom(self) -> None:  # noqa: N802 - Qt's name
        """Go to the newest comment and stay there."""
        self._at_end = True
        self._relayout()

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The row that a key leads to."""
        count = len(self._heights)
        if not count:
            return QModelIndex()
        moves = QAbstractItemView.CursorAction
        now = self.currentIndex().row()
        page = self.viewport().height()
        target = {
            moves.MoveUp: now - 1,
            moves.MoveLeft: now - 1,
            moves.MovePrevious: now - 1,
            moves.MoveDown: now + 1,
            moves.MoveRight: now + 1,
            moves.MoveNext: now + 1,
            moves.MoveHome: 0,
            moves.MoveEnd: count - 1,
            moves.MovePageUp: self._row_at_y(self._edges()[max(now, 0)] - page),
            moves.MovePageDown: self._row_at_y(self._edges()[max(now, 0)] + page),
        }[action]
        if now < 0:
            target = self._row_at_y(self.verticalOffset())
        return self.model().index(min(max(target, 0), count - 1), 0)

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows that are in view and nothing else."""
        painter = QPainter(self.viewport())
        if not self._heights:
            painter.setPen(QColor(current_theme().palette.sub))
            area = self.viewport().rect().adjusted(16, 16, -16, -16)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty_words)
            painter.end()
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        offset = self.verticalOffset()
        row = self._row_at_y(event.rect().top() + offset)
        while row < len(self._heights):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            if option.rect.top() > event.rect().bottom():
                break
            focused = index == self.currentIndex() and self.hasFocus()
            option.state = QStyle.StateFlag.State_Enabled
            if focused:
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
            row += 1
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measured = [False] * len(self._heights)
        self._relayout()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()

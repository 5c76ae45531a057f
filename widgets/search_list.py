"""The places that were found, as a Qt model and its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget

from widgets.search_card import ROW_ROLE, HitRow, Index, SearchCard
from widgets.wording import tooltip_words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from widgets.search_results import SearchHit


class SearchModel(QAbstractListModel):
    """Rows in the order they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HitRow, ...] = ()

    @property
    def rows(self) -> tuple[HitRow, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: tuple[HitRow, ...]) -> None:
        """Show these; where only the end is new, what stands before stays as it is."""
        before = len(self._rows)
        if rows == self._rows:
            return
        if 0 < before < len(rows) and rows[:before] == self._rows:
            self.beginInsertRows(QModelIndex(), before, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, hit: SearchHit) -> int:
        """The row of this hit, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.hit == hit), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a hit."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row in words, or the value itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_words(row.title)
            case _ if role == ROW_ROLE:
                return row
            case _:
                return None


class SearchList(QListView):
    """The hits; a click or Enter chooses one, and the chosen one stays chosen while more come in."""

    hit_chosen = Signal(object)  # SearchHit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = SearchModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(SearchCard(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Places found"))
        self.clicked.connect(self._choose)

    @property
    def current(self) -> SearchHit | None:
        """The hit in the current row."""
        row = self.currentIndex().data(ROW_ROLE)
        return row.hit if isinstance(row, HitRow) else None

    def set_rows(self, rows: tuple[HitRow, ...]) -> None:
        """Show these hits."""
        hit, place = self.current, self.verticalScrollBar().value()
        self.hits.set_rows(rows)
        row = self.hits.row_of(hit) if hit is not None else -1
        if row >= 0 and row != self.currentIndex().row():
            self._go_to(row, scroll=False)
            self.verticalScrollBar().setValue(place)

    def go_by(self, step: int, start: int = 0) -> None:
        """Make the next row current, or the one before, round at the ends; row ``start`` where none is."""
        count = self.hits.rowCount()
        if count:
            row = self.currentIndex().row()
            self._go_to((row + step if row >= 0 else start) % count)

    def choose_current(self) -> None:
        """Say that the current row is wanted."""
        if self.current is not None:
            self.hit_chosen.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here by the keyboard makes the first row current, and chooses nothing."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_by(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
            return
        super().keyPressEvent(event)

    def _go_to(self, row: int, *, scroll: bool = True) -> None:
        index = self.hits.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.scrollTo(index)

    def _choose(self, _index: Index) -> None:
        self.choose_current()

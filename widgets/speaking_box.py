"""The list of speaking times: a row a seat, and the whole of it as text for the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.floor_clock import Spoken, spoken_text
from widgets.theme import Look, set_look
from widgets.wording import span_words

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 560, 420
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class SpeakingModel(QAbstractTableModel):
    """Told who spoke for how long; the same seats change in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Spoken, ...] = ()

    def set_spoken(self, rows: Sequence[Spoken]) -> None:
        """Show these."""
        rows = tuple(rows)
        if [row.device for row in rows] != [row.device for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 2))

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        """A row for each seat that spoke."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        """Seat, how often, how long."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; numbers stand at the right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self._rows[index.row()]
        words = (row.who, self.tr("%n time(s)", "", row.times), span_words(row.spoken_ms))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(words)
        return words[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Seat"), self.tr("Speeches"), self.tr("Time"))[section]


class SpeakingBox(QDialog):
    """Stands beside the desk and keeps up; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speaking times"))
        self._spoken: tuple[Spoken, ...] = ()
        self.model = SpeakingModel(self)
        self.empty = QLabel(self.tr("Nobody has been given the floor yet."))
        set_look(self.empty, Look.SUB)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Speaking times"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.copy_button = QPushButton(self.tr("Copy as text"))
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(WIDTH, HEIGHT)
        self.set_spoken(())

    def set_spoken(self, spoken: tuple[Spoken, ...]) -> None:
        """Show these."""
        self._spoken = spoken
        self.model.set_spoken(spoken)
        self.empty.setVisible(not spoken)
        self.copy_button.setEnabled(bool(spoken))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(spoken_text(self._spoken))

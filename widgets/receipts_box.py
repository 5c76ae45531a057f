"""The list of receipts: a row a document; how many seats hold it and opened it, who lacks it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.receipts import Receipt, held_words, missing_lines, missing_words, opened_words, summary
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from typing import Any

WIDTH, HEIGHT = 860, 560
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ReceiptsModel(QAbstractTableModel):
    """Told the receipts; a row changes in place as they come in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Receipt, ...] = ()

    def set_receipts(self, rows: tuple[Receipt, ...]) -> None:
        """Show these."""
        if [row.document for row in rows] != [row.document for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))

    def receipt(self, row: int) -> Receipt | None:
        """The receipt of this row; None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        """A row for each document."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        """Document, held, opened, missing."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; the whole text also as tooltip."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self._rows[index.row()]
        words = (row.title, held_words(row), opened_words(row), missing_words(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(word for word in words if word)
        return words[index.column()]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Document"), self.tr("Held"), self.tr("Opened"), self.tr("Not yet"))[section]


class ReceiptsBox(QDialog):
    """Stands beside the desk and keeps up with what comes in; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Documents at the seats"))
        self.model = ReceiptsModel(self)
        self.summary = QLabel(textFormat=Qt.TextFormat.PlainText)
        set_look(self.summary, Look.HEADING)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Documents at the seats"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.table.horizontalHeader()
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._whose = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._whose, Look.SUB)
        self.missing = QListWidget()  # every seat with its reason; the table has room for a few
        self.missing.setAccessibleName(self.tr("Seats that do not have it yet"))
        self.table.selectionModel().currentRowChanged.connect(self._show_missing)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        column_layout = QVBoxLayout(self)
        column_layout.addWidget(self.summary)
        column_layout.addWidget(self.table, 3)
        column_layout.addWidget(self._whose)
        column_layout.addWidget(self.missing, 2)
        column_layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(WIDTH, HEIGHT)

    def set_receipts(self, rows: tuple[Receipt, ...]) -> None:
        """Show these."""
        self.summary.setText(summary(rows))
        self.model.set_receipts(rows)
        if not self.table.currentIndex().isValid():
            lacking = (number for number, row in enumerate(rows) if row.missing)
            self.table.setCurrentIndex(self.model.index(next(lacking, 0), 0))
        self._show_missing()

    def _show_missing(self) -> None:
        """All seats that lack the chosen document; what is being read there stays in sight."""
        chosen = self.model.receipt(self.table.currentIndex().row())
        lines = missing_lines(chosen) if chosen is not None else ()
        words = self.tr("%1: seats that do not have it yet").replace("%1", chosen.title if chosen else "")
        changed = words != self._whose.text()
        self._whose.setText(words)
        self._whose.setVisible(bool(lines))
        self.missing.setVisible(bool(lines))
        if lines == tuple(self.missing.item(row).text() for row in range(self.missing.count())):
            return
        top = self.missing.verticalScrollBar().value()
        self.missing.clear()
        self.missing.addItems(lines)
        self.missing.verticalScrollBar().setValue(0 if changed else top)

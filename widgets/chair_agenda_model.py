"""The agenda as the chair's desk lists it: every item with its clock, and below it its documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from widgets.agenda_clock import ItemClock, item_clock, item_time_in_full, item_time_words
from widgets.wording import document_title, one_line, tooltip_words, version_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from sync.meeting import AgendaItem, Document, Meeting

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NOW_ROLE = ROW_ROLE + 1
TIME_ROLE = ROW_ROLE + 2
CLOCK_ROLE = ROW_ROLE + 3


@dataclass(frozen=True, slots=True)
class ChairAgendaRow:
    """An item, or one of its documents."""

    item: AgendaItem
    document: Document | None = None


class ChairAgendaModel(QAbstractListModel):
    """The rows of the agenda, each item with its clock."""

    def __init__(self, parent: QWidget | None, now_ms: Callable[[], int]) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._rows: tuple[ChairAgendaRow, ...] = ()
        self._now_ms = now_ms

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this agenda."""
        rows = tuple(_rows(meeting))
        if list(map(_place, rows)) == list(map(_place, self._rows)):
            self._meeting, self._rows = meeting, rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._meeting, self._rows = meeting, rows
        self.endResetModel()

    def tell_time(self) -> None:
        """A second went by, which changes the time of the present item and nothing else."""
        row = self.row_of(self._meeting.current_item) if self._meeting else -1
        if row >= 0:
            roles = [TIME_ROLE, CLOCK_ROLE, int(Qt.ItemDataRole.AccessibleTextRole)]
            self.dataChanged.emit(self.index(row), self.index(row), roles)

    def row_of(self, item: str, document: str = "") -> int:
        """The row of an item, or of a document; -1 where there is none."""
        return next((n for n, row in enumerate(self._rows) if _place(row) == (item, document)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row an item, one a document."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, whether it is the present item, its time, or all of it in words."""
        if self._meeting is None or not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        clock = None if row.document else self._clock(row.item)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                answer: object = _title(row)
            case Qt.ItemDataRole.ToolTipRole:
                answer = tooltip_words(_title(row)) if row.document else None
            case Qt.ItemDataRole.AccessibleTextRole:
                answer = self._words(row)
            case _:
                now = row.document is None and row.item.item == self._meeting.current_item
                time = item_time_words(clock) if clock else version_of(row.document)
                answer = {ROW_ROLE: row, NOW_ROLE: now, CLOCK_ROLE: clock, TIME_ROLE: time}.get(role)
        return answer

    def _words(self, row: ChairAgendaRow) -> str:
        if row.document is not None:
            words = (self.tr("Document %1").replace("%1", _title(row)), version_of(row.document))
        else:
            words = (_title(row), item_time_in_full(self._clock(row.item)))
        return " ".join(part for part in words if part)

    def _clock(self, item: AgendaItem) -> ItemClock:
        assert self._meeting is not None  # noqa: S101 - there are rows
        return item_clock(self._meeting, item, self._now_ms())


def version_of(document: Document | None) -> str:
    """Which version it is, once there was another one."""
    return version_words(document.version) if document and len(document.versions) > 1 else ""


def _rows(meeting: Meeting) -> list[ChairAgendaRow]:
    return [
        row
        for item in meeting.agenda
        for row in (ChairAgendaRow(item), *(ChairAgendaRow(item, each) for each in item.documents))
    ]


def _place(row: ChairAgendaRow) -> tuple[str, str]:
    return row.item.item, row.document.document if row.document else ""


def _title(row: ChairAgendaRow) -> str:
    if row.document is not None:
        return document_title(row.document)
    return f"{row.item.number}　{one_line(row.item.title)}"

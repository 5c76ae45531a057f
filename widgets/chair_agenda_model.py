"""The agenda as the chair's desk lists it: every item with its clock, and below it its documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from sync.meeting import Phase
from widgets.wording import MINUTE_MS, document_title, one_line, span_words, tooltip_words, version_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from sync.meeting import AgendaItem, Document, Meeting

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NOW_ROLE = ROW_ROLE + 1
TIME_ROLE = ROW_ROLE + 2


@dataclass(frozen=True, slots=True)
class ChairAgendaRow:
    """An item, or one of its documents."""

    item: AgendaItem
    document: Document | None = None


class ChairAgendaModel(QAbstractListModel):
    """The rows of the agenda; items before the present one count as done."""

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
            self.tell_time()
            return
        self.beginResetModel()
        self._meeting, self._rows = meeting, rows
        self.endResetModel()

    def tell_time(self) -> None:
        """Show the rows anew: a second went by."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

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
        now = row.document is None and row.item.item == self._meeting.current_item
        time = version_of(row.document) if row.document else self._time(row.item)
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_words(_title(row)) if row.document else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("now") if now else ""
            words = self.tr("Document %1").replace("%1", _title(row)) if row.document else _title(row)
            return " ".join(part for part in (words, state, time) if part)
        answers = {ROW_ROLE: row, NOW_ROLE: now, TIME_ROLE: time}
        return answers.get(role)

    def _time(self, item: AgendaItem) -> str:
        """Planned minutes, a tick when done, or what is left now."""
        meeting = self._meeting
        if meeting is None:
            return ""
        items = [each.item for each in meeting.agenda]
        current = items.index(meeting.current_item) if meeting.current_item in items else -1
        place = items.index(item.item)
        if place == current:
            return self._left(item, meeting.current_since_ms)
        if item.minutes is None:
            return self.tr("✓ done") if place < current else ""
        if place < current:
            return self.tr("✓ %n min", "", item.minutes)
        return self.tr("%n min", "", item.minutes)

    def _left(self, item: AgendaItem, since_ms: int) -> str:
        closed = self._meeting is None or self._meeting.phase is Phase.CLOSED
        if item.minutes is None or not since_ms or closed:
            return ""
        left_ms = since_ms + item.minutes * MINUTE_MS - self._now_ms()
        return span_words(left_ms) if left_ms >= 0 else f"−{span_words(-left_ms)}"


def version_of(document: Document) -> str:
    """Which version it is, once there was another one."""
    return version_words(document.version) if len(document.versions) > 1 else ""


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

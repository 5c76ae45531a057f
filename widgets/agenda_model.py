"""The agenda and its documents as rows of a Qt model, with how far each document has arrived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sync.status import DAMAGED, KEY_MISSING
from widgets.wording import document_title, document_words, one_line, tooltip_words, version_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sync.meeting import AgendaItem, Document, Meeting
    from sync.status import DocumentStatus

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Arrival(StrEnum):
    """How a document stands on this PC."""

    HERE = "here"
    COMING = "coming"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item, or one document below it (with `document` set); `more` is a problem as a whole sentence."""

    item: str
    title: str
    number: int = 0
    document: str = ""
    short: str = ""
    status: str = ""
    arrival: Arrival = Arrival.HERE
    more: str = ""
    current: bool = False
    selected: bool = False


class AgendaModel(QAbstractListModel):
    """Rows in the order of the meeting: each item and then its documents."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agenda: tuple[AgendaItem, ...] = ()
        self._current = ""
        self._selected = ""
        self._states: dict[str, DocumentStatus] = {}
        self._pages: Mapping[str, int] = {}
        self._problems: Mapping[str, str] = {}
        self._rows: list[AgendaRow] = []

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this agenda and the item it has come to."""
        self._agenda, self._current = meeting.agenda, meeting.current_item
        self._refresh()

    def set_documents(self, documents: Iterable[DocumentStatus]) -> None:
        """Show how far each document has arrived."""
        self._states = {state.document: state for state in documents}
        self._refresh()

    def set_page_counts(self, pages: Mapping[str, int]) -> None:
        """Show how many pages each file has, by its SHA-256."""
        self._pages = dict(pages)
        self._refresh()

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show in words which files cannot be opened, by their SHA-256."""
        self._problems = dict(problems)
        self._refresh()

    def select_document(self, document: str) -> None:
        """Mark the document that the reader shows; empty for none."""
        self._selected = document
        self._refresh()

    def row_at(self, number: int) -> AgendaRow:
        """The row of this number."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many items and documents there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row itself, its title, or the row in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_words("\n".join(part for part in (row.title, row.more or row.status) if part))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._in_words(row)
        return None

    def _in_words(self, row: AgendaRow) -> str:
        if row.document:
            opened = self.tr("open now") if row.selected else ""
            parts = (self.tr("Document {title}").format(title=row.title), row.more or row.status, opened)
        else:
            now = self.tr("the meeting is here now") if row.current else ""
            parts = (self.tr("Item {number}, {title}").format(number=row.number, title=row.title), now, "")
        return ", ".join(part for part in parts if part)

    def _refresh(self) -> None:
        rows = list(self._make_rows())
        if [(row.item, row.document) for row in rows] != [(row.item, row.document) for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        changed = [
            number for number, pair in enumerate(zip(self._rows, rows, strict=True)) if pair[0] != pair[1]
        ]
        self._rows = rows
        for number in changed:
            self.dataChanged.emit(self.index(number), self.index(number))

    def _make_rows(self) -> Iterable[AgendaRow]:
        for item in self._agenda:
            current = item.item == self._current
            yield AgendaRow(item.item, one_line(item.title), item.number, current=current)
            for document in item.documents:
                status, arrival, more = self._arrival(document)
                yield AgendaRow(
                    item=item.item,
                    title=document_title(document),
                    document=document.document,
                    short=document_words(document),
                    status=status,
                    arrival=arrival,
                    more=more,
                    current=current,
                    selected=document.document == self._selected,
                )

    def _arrival(self, document: Document) -> tuple[str, Arrival, str]:
        state = self._states.get(document.document)
        if document.collected or (state is not None and state.problem == KEY_MISSING):
            return self._confidential(document)
        problem = self._problems.get(document.sha256)
        if problem:
            return one_line(problem), Arrival.TROUBLE, problem
        if state is None or not (state.complete or state.have or state.problem):
            return self.tr("not here yet"), Arrival.COMING, ""
        if state.complete:
            pages = self._pages.get(document.sha256)
            words = "✓" if pages is None else self.tr("%n page(s) ✓", "", pages)
            if document.version > 1:
                words = f"{version_words(document.version)} {words}"
            return words, Arrival.HERE, ""
        if state.problem:
            return self._trouble(state.problem)
        percent = min(99, 100 * state.have // max(1, state.size))
        return self.tr("receiving {percent}%").format(percent=percent), Arrival.COMING, ""

    def _trouble(self, problem: str) -> tuple[str, Arrival, str]:
        if problem == DAMAGED:
            more = self.tr("This document was found damaged on this PC. It is fetched again from the others.")
            return self.tr("damaged here, is fetched again"), Arrival.COMING, more
        return self.tr("cannot be received"), Arrival.TROUBLE, problem

    def _confidential(self, document: Document) -> tuple[str, Arrival, str]:
        """What is not here because it is confidential: called in, or without its key."""
        if document.collected:
            more = self.tr("The chair called this document in. It is kept on no PC.")
            return self.tr("called in"), Arrival.TROUBLE, more
        more = self.tr("This document is confidential. It is received once its key is here.")
        return self.tr("waits for its key"), Arrival.COMING, more

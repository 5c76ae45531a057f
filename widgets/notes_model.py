"""All notes of a meeting as rows of a Qt model: grouped by document and page, filtered by kind and colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.note_colours import colour_words
from widgets.note_tool import kind_words
from widgets.note_values import DocumentKey, NoteColour, NoteKind, NoteSummary
from widgets.wording import one_line, tooltip_words

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, or the heading over those of a document (without ``summary``)."""

    title: str
    summary: NoteSummary | None = None
    is_first_of_page: bool = False
    is_unplaced: bool = False


class NotesModel(QAbstractListModel):
    """Notes in the order of the documents and their pages; those without a place stand at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: Sequence[NoteSummary] = ()
        self._titles: dict[DocumentKey, str] = {}
        self._kind: NoteKind | None = None
        self._colour: NoteColour | None = None
        self._rows: list[NoteRow] = []

    def set_notes(self, notes: Iterable[NoteSummary]) -> None:
        """Show these notes."""
        self._notes = tuple(notes)
        self._refresh()

    def set_titles(self, titles: Mapping[DocumentKey, str]) -> None:
        """What the documents are called, in the order of the meeting."""
        self._titles = dict(titles)
        self._refresh()

    def set_filter(self, kind: NoteKind | None, colour: NoteColour | None) -> None:
        """Show one kind or one colour alone; None for all."""
        self._kind, self._colour = kind, colour
        self._refresh()

    @property
    def note_count(self) -> int:
        """How many notes are shown."""
        return sum(row.summary is not None for row in self._rows)

    @property
    def is_empty(self) -> bool:
        """Whether there are no notes at all, whatever the filter is."""
        return not self._notes

    def row_at(self, number: int) -> NoteRow:
        """The row of this number."""
        return self._rows[number]

    def number_of(self, note: str) -> int | None:
        """The row of a note by its name; None where it is not shown."""
        for number, row in enumerate(self._rows):
            if row.summary is not None and row.summary.note == note:
                return number
        return None

    def page_words(self, row: NoteRow) -> str:
        """The page of a note, and that it is one of an earlier version."""
        if row.summary is None:
            return ""
        words = self.tr("Old version, p. %1") if row.is_unplaced else self.tr("p. %1")
        return words.replace("%1", str(row.summary.page + 1))

    def note_words(self, row: NoteRow) -> str:
        """The first words of a note; what it is where it has none."""
        if row.summary is None:
            return ""
        return one_line(row.summary.words) or kind_words(row.summary.kind)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many notes and headings there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, its words, or the row in words for those who hear it."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.note_words(row) if row.summary is not None else row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_words(self.note_words(row) if row.summary is not None else row.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._in_words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or index.row() >= len(self._rows):
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].summary is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _in_words(self, row: NoteRow) -> str:
        if row.summary is None:
            return row.title
        kind, colour = kind_words(row.summary.kind), colour_words(row.summary.colour)
        return ", ".join((self.page_words(row), kind, colour, one_line(row.summary.words))).rstrip(", ")

    def _refresh(self) -> None:
        rows = list(self._make_rows())
        if rows == self._rows:
            return
        first, end_old, end_new = _differing(self._rows, rows)
        if end_old > first:
            self.beginRemoveRows(QModelIndex(), first, end_old - 1)
            del self._rows[first:end_old]
            self.endRemoveRows()
        if end_new > first:
            self.beginInsertRows(QModelIndex(), first, end_new - 1)
            self._rows[first:first] = rows[first:end_new]
            self.endInsertRows()

    def _make_rows(self) -> Iterator[NoteRow]:
        order = {document: number for number, document in enumerate(self._titles)}
        shown = [note for note in self._notes if self._is_shown(note)]

        def place(note: NoteSummary) -> tuple[int, str, int, int]:
            number = order.get(note.document, len(order))
            return number, note.document.document, note.page, note.changed_ms

        placed = sorted((note for note in shown if not note.is_unplaced), key=place)
        for document, notes in groupby(placed, key=lambda note: note.document):
            yield NoteRow(self._title(document))
            page = -1
            for note in notes:
                yield NoteRow(self._title(document), note, note.page != page)
                page = note.page
        unplaced = sorted((note for note in shown if note.is_unplaced), key=place)
        if unplaced:
            yield NoteRow(self.tr("No place in the new version"), is_unplaced=True)
        for document, notes in groupby(unplaced, key=lambda note: note.document):
            yield NoteRow(self._title(document), is_unplaced=True)
            for note in notes:
                yield NoteRow(self._title(document), note, is_first_of_page=True, is_unplaced=True)

    def _is_shown(self, note: NoteSummary) -> bool:
        return self._kind in (None, note.kind) and self._colour in (None, note.colour)

    def _title(self, document: DocumentKey) -> str:
        return one_line(self._titles.get(document, "")) or self.tr("Another document")


def _differing(old: Sequence[NoteRow], new: Sequence[NoteRow]) -> tuple[int, int, int]:
    """The first row that differs, and the ends of what differs in both lists."""
    least = min(len(old), len(new))
    first = next((number for number in range(least) if old[number] != new[number]), least)
    alike = 0
    while alike < least - first and old[-1 - alike] == new[-1 - alike]:
        alike += 1
    return first, len(old) - alike, len(new) - alike

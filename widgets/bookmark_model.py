"""The bookmarks of one document, as values and as rows of a Qt model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from widgets.page_labels import page_words
from widgets.wording import one_line, tooltip_words

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NAME_LETTERS = 60
BOOKMARK_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PLACE_ROLE = BOOKMARK_ROLE + 1  # its page in words
HERE_ROLE = BOOKMARK_ROLE + 2  # whether the page is in front


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A page that somebody wants to find again; without a name it is called by its page."""

    page: int
    name: str = ""


def bookmark_name(text: str) -> str:
    """A name as it is kept: one line, not too long."""
    return one_line(text)[:MOST_NAME_LETTERS].strip()


class BookmarkModel(QAbstractListModel):
    """Rows in the order of the pages; a changed name is only reported, whoever keeps bookmarks sets it."""

    renamed = Signal(int, str)  # page, name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bookmarks: list[Bookmark] = []
        self._labels: Sequence[str] = ()
        self._page = -1

    def set_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these."""
        found = sorted(bookmarks, key=lambda bookmark: bookmark.page)
        if [mark.page for mark in found] == [mark.page for mark in self._bookmarks]:
            changed = [row for row, mark in enumerate(found) if mark != self._bookmarks[row]]
            self._bookmarks = found
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._bookmarks = found
        self.endResetModel()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages; empty where it counts from 1."""
        self._labels = labels
        self._all_changed()

    def set_current(self, page: int) -> None:
        """The page in front."""
        self._page = page
        self._all_changed()

    def bookmark_at(self, row: int) -> Bookmark | None:
        """The bookmark of a row."""
        return self._bookmarks[row] if 0 <= row < len(self._bookmarks) else None

    def row_of(self, page: int) -> int:
        """The row of a page, -1 when it has no bookmark."""
        return next((row for row, mark in enumerate(self._bookmarks) if mark.page == page), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many bookmarks there are."""
        return 0 if parent.isValid() else len(self._bookmarks)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Names can be written."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The bookmark itself, its name or page, or both in words."""
        mark = self.bookmark_at(index.row()) if index.isValid() else None
        if mark is None:
            return None
        place = page_words(mark.page, self._labels)
        name = one_line(mark.name) or place
        here = self.tr("in front now") if mark.page == self._page else ""
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.EditRole: name,
            Qt.ItemDataRole.ToolTipRole: tooltip_words(name if name == place else f"{name}\n{place}"),
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                filter(None, (name, place if name != place else "", here))
            ),
            BOOKMARK_ROLE: mark,
            PLACE_ROLE: place,
            HERE_ROLE: bool(here),
        }
        return values.get(role)

    def setData(  # noqa: N802 - Qt's name
        self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Report a new name; an empty one means the page again."""
        mark = self.bookmark_at(index.row()) if index.isValid() else None
        if mark is None or role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        name = bookmark_name(value)
        name = "" if name == page_words(mark.page, self._labels) else name
        if name != mark.name:
            self.renamed.emit(mark.page, name)
        return True

    def _all_changed(self) -> None:
        if self._bookmarks:
            self.dataChanged.emit(self.index(0), self.index(len(self._bookmarks) - 1))

"""The headings of a document as a tree of a Qt model, whole or only those that hold some words."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.page_labels import page_label, page_words
from widgets.wording import one_line, tooltip_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from widgets.document_details import Heading

HEADING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
LABEL_ROLE = HEADING_ROLE + 1  # what the page is called
MARKED_ROLE = HEADING_ROLE + 2  # whether the reader is in this section
MOST_TITLE_LETTERS = 300
MOST_LEVELS = 12  # what is deeper stands beside each other
MOST_ANNOUNCED = 300
ROOT = -1
USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
DEAD_LEAF = Qt.ItemFlag.ItemNeverHasChildren
LEAF = USABLE | DEAD_LEAF

Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """A node is the number of its heading; titles are made readable only for rows that are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: Sequence[Heading] = ()
        self._labels: Sequence[str] = ()
        self._all_parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._rows: dict[int, int] = {}
        self._folded: list[str] | None = None
        self._words = ""
        self._marked = ROOT
        self._places: list[tuple[int, float]] | None = None  # of headings, from the first page on
        self._placed: list[int] = []  # their nodes

    # What is shown.

    def set_headings(self, headings: Sequence[Heading], labels: Sequence[str] = ()) -> None:
        """Show the outline of a document, whole."""
        self.beginResetModel()
        self._headings, self._labels = headings, labels
        self._all_parents = _parents_of(headings)
        self._folded, self._words, self._marked = None, "", ROOT
        self._build(range(len(headings)))
        self._places, self._placed = None, []
        self.endResetModel()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages; empty where it counts from 1."""
        self._labels = labels
        if len(self._children) > MOST_ANNOUNCED:  # cheaper: only opened rows are looked at
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()
            return
        for below in self._children.values():
            self.dataChanged.emit(self.index_of(below[0]), self.index_of(below[-1]), [LABEL_ROLE])

    def set_filter(self, words: str) -> None:
        """Show only headings that hold these words, with those they stand under; all for no words."""
        folded = fold(words)
        if folded == self._words:
            return
        self.beginResetModel()
        self._words = folded
        self._build(sorted(self._holding(folded)) if folded else range(len(self._headings)))
        self.endResetModel()

    def set_marked(self, node: int) -> None:
        """Mark a node as the one the reader is in."""
        before, self._marked = self._marked, node
        for changed in {before, node}:
            index = self.index_of(changed)
            if index.isValid():
                self.dataChanged.emit(index, index)

    # What the tree asks.

    @property
    def count(self) -> int:
        """How many headings are shown."""
        return len(self._rows)

    @property
    def is_filtered(self) -> bool:
        """Whether only some headings are shown."""
        return bool(self._words)

    def heading(self, index: Index) -> Heading | None:
        """The heading of a row."""
        return self._headings[index.internalId()] if index.isValid() else None

    def section_at(self, page: int, y: float) -> int:
        """The node of the last heading that stands before this place, ROOT for none."""
        if self._places is None:
            self._places = self._sort_places()
        number = bisect_right(self._places, (page, y))
        return self._placed[number - 1] if number else ROOT

    def first_found(self) -> int:
        """The first heading that itself holds the words of the filter and leads somewhere; ROOT for none."""
        folded = self._folded or []
        found = (
            node
            for node in self._rows
            if self._words in folded[node] and self._headings[node].page is not None
        )
        return next(found, ROOT) if self._words else ROOT

    def parent_node(self, node: int) -> int:
        """The node above, in the whole outline."""
        return self._all_parents[node] if 0 <= node < len(self._all_parents) else ROOT

    def children_of(self, node: int) -> Sequence[int]:
        """The nodes shown below a node."""
        return self._children.get(node, ())

    def index_of(self, node: int) -> QModelIndex:
        """Where a node is shown; not valid when it is not."""
        row = self._rows.get(node)
        return QModelIndex() if row is None else self.createIndex(row, 0, node)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        """The row of this number below a heading."""
        below = self._children.get(parent.internalId() if parent.isValid() else ROOT)
        if below is None or column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008 - QObject has another parent()
        """The heading above."""
        return self.index_of(self.parent_node(index.internalId())) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many headings stand directly below one."""
        return len(self._children.get(parent.internalId() if parent.isValid() else ROOT, ()))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One; the page stands at the right of it."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008, N802 - Qt's signature
        """Whether there is something to open; Qt asks for every row before it shows the first."""
        return (parent.internalId() if parent.isValid() else ROOT) in self._children

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading that leads nowhere is disabled, unless it has others below it to be opened."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        node = index.internalId()
        if node in self._children:
            return USABLE
        return DEAD_LEAF if self._headings[node].page is None else LEAF

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heading itself, its title, or all of it in words."""
        heading = self.heading(index)
        if heading is None:
            return None
        is_marked = index.internalId() == self._marked
        values: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._title(heading),
            Qt.ItemDataRole.ToolTipRole: lambda: tooltip_words("\n".join(self._in_words(heading))),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._all_words(heading, is_marked=is_marked),
            HEADING_ROLE: lambda: heading,
            LABEL_ROLE: lambda: "" if heading.page is None else page_label(heading.page, self._labels),
            MARKED_ROLE: lambda: is_marked,
        }
        value = values.get(role)
        return None if value is None else value()

    def _title(self, heading: Heading) -> str:
        return one_line(heading.title[: 2 * MOST_TITLE_LETTERS])[:MOST_TITLE_LETTERS] or self.tr("(no title)")

    def _in_words(self, heading: Heading) -> tuple[str, str]:
        place = page_words(heading.page, self._labels) if heading.page is not None else ""
        return self._title(heading), place or self.tr("leads nowhere")

    def _all_words(self, heading: Heading, *, is_marked: bool) -> str:
        here = self.tr("you are in this section") if is_marked else ""
        return ", ".join(filter(None, (*self._in_words(heading), here)))

    def _sort_places(self) -> list[tuple[int, float]]:
        found = sorted(
            (heading.page, heading.y, node)
            for node, heading in enumerate(self._headings)
            if heading.page is not None
        )
        self._placed = [node for _page, _y, node in found]
        return [(page, y) for page, y, _node in found]

    def _build(self, nodes: Iterable[int]) -> None:
        """Make the tree of these nodes; each comes after the node it stands under."""
        children: dict[int, list[int]] = {}
        rows: dict[int, int] = {}
        parents = self._all_parents
        for node in nodes:
            siblings = children.setdefault(parents[node], [])
            rows[node] = len(siblings)
            siblings.append(node)
        self._children, self._rows = children, rows

    def _holding(self, folded: str) -> set[int]:
        if self._folded is None:
            self._folded = [fold(heading.title[:MOST_TITLE_LETTERS]) for heading in self._headings]
        shown: set[int] = set()
        for node, title in enumerate(self._folded):
            if folded in title:
                while node != ROOT and node not in shown:
                    shown.add(node)
                    node = self._all_parents[node]  # noqa: PLW2901 - up to the root
        return shown


def fold(text: str) -> str:
    """Text as it is compared: width and case make no difference, nor do spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _parents_of(headings: Sequence[Heading]) -> list[int]:
    """The node above each; a level that was left out is taken as the next deeper one."""
    parents: list[int] = []
    above: list[int] = []  # the way from the root to the last node
    levels: list[int] = []
    for node, heading in enumerate(headings):
        while levels and (levels[-1] >= heading.level or len(levels) >= MOST_LEVELS):
            levels.pop()
            above.pop()
        parents.append(above[-1] if above else ROOT)
        above.append(node)
        levels.append(heading.level)
    return parents

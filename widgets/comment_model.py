"""The comments as a Qt model whose signals tell exactly what came, went and changed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.comment_rows import CommentRow, comment_rows, row_in_words
from widgets.comment_runs import RUN
from widgets.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sync.meeting import Comment, Document

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


def kept_in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The longest run of ids that both have in the same order: these neither go nor come.

    What both begin and end with needs no search: of ten thousand nearly all stay when one comes.
    """
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    middle = _kept_in_middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return {*old[:head], *middle, *old[len(old) - tail :]}


def _kept_in_middle(old: Sequence[str], new: Sequence[str]) -> set[str]:
    place = {comment: number for number, comment in enumerate(new)}
    common = [comment for comment in old if comment in place]
    if [place[comment] for comment in common] == sorted(place[comment] for comment in common):
        return set(common)
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for comment in common:
        at = bisect_left(tails, place[comment])
        before[comment] = ends[at - 1] if at else None
        tails[at : at + 1] = [place[comment]]
        ends[at : at + 1] = [comment]
    kept: set[str] = set()
    last: str | None = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _alike(old: Sequence[CommentRow], new: Sequence[CommentRow], most: int) -> tuple[int, list[int]]:
    """How many rows at the beginning are of the same comments, and which of them say something else.

    Of ten thousand nearly all are as they were, so whole runs are passed over.
    """
    changed: list[int] = []
    for start in range(0, most, RUN):
        end = min(start + RUN, most)
        if list(old[start:end]) == list(new[start:end]):
            continue
        for number in range(start, end):
            one, other = old[number], new[number]
            if one.comment.comment != other.comment.comment:
                return number, changed
            if one is not other and one != other:
                changed.append(number)
    return most, changed


class CommentListModel(QAbstractListModel):
    """Rows of comments in the order of display."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CommentRow] = []
        self._numbers: dict[str, int] | None = None

    def set_comments(
        self,
        comments: Iterable[Comment],
        me: str,
        waiting: frozenset[str] = frozenset(),
        documents: Mapping[str, Document] | None = None,
        everything: Mapping[str, Comment] | None = None,
    ) -> None:
        """Show these comments as `comment_rows` makes them."""
        self.set_rows(comment_rows(comments, me, waiting, documents, everything))

    def set_rows(self, rows: Sequence[CommentRow]) -> None:
        """Show these rows; only what differs from before is announced."""
        most = min(len(self._rows), len(rows))
        head, above = _alike(self._rows, rows, most)
        tail, below = _alike(self._rows[::-1], rows[::-1], most - head)
        last = len(self._rows) - tail
        old = [row.comment.comment for row in self._rows[head:last]]
        new = [row.comment.comment for row in rows[head : len(rows) - tail]]
        if old != new:
            self._numbers = None
            kept = kept_in_order(old, new)
            self._remove(kept, head, last)
            self._insert(rows, kept, head, len(rows) - tail)
            self._numbers = None
        middle = enumerate(
            zip(self._rows[head : len(rows) - tail], rows[head : len(rows) - tail], strict=True), head
        )
        changed = [number for number, (one, other) in middle if one is not other and one != other]
        self._rows[:] = rows
        self._tell_changed([*above, *changed, *(len(rows) - 1 - number for number in reversed(below))])

    def row_of(self, comment: str) -> int:
        """The number of the row of this comment, -1 if it is not shown."""
        if self._numbers is None:
            self._numbers = {row.comment.comment: number for number, row in enumerate(self._rows)}
        return self._numbers.get(comment, -1)

    def row_at(self, number: int) -> CommentRow:
        """The row of this number."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many comments are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row itself, its text, or the row in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(row.comment.body)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return row_in_words(row)
        return None

    def _remove(self, kept: set[str], start: int, end: int) -> None:
        last = end - 1
        while last >= start:
            if self._rows[last].comment.comment in kept:
                last -= 1
                continue
            first = last
            while first > start and self._rows[first - 1].comment.comment not in kept:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _insert(self, rows: Sequence[CommentRow], kept: set[str], start: int, stop: int) -> None:
        first = start
        while first < stop:
            if rows[first].comment.comment in kept:
                first += 1
                continue
            end = first
            while end < stop and rows[end].comment.comment not in kept:
                end += 1
            self.beginInsertRows(QModelIndex(), first, end - 1)
            self._rows[first:first] = rows[first:end]
            self.endInsertRows()
            first = end

    def _tell_changed(self, changed: list[int]) -> None:
        start = 0
        for place, number in enumerate(changed, 1):
            if place == len(changed) or changed[place] != number + 1:
                self.dataChanged.emit(self.index(changed[start]), self.index(number))
                start = place

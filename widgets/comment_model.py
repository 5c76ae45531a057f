"""The comments as a Qt model whose signals tell exactly what came, went and changed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from widgets.wording import DOT, anchor_words, author_words, clean, clock_words, kind_word, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sync.meeting import Comment, Document

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
QUOTE_CHARACTERS = 60

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment and what a screen shows beside it; `place` names its page, `quote` what it answers."""

    comment: Comment
    own: bool = False
    agreed: bool = False
    waiting: bool = False
    unheard: bool = False
    place: str = ""
    quote: str = ""
    replies: int = 0
    may_react: bool = True
    may_change: bool = True


def visible_comments(comments: Iterable[Comment], me: str) -> tuple[Comment, ...]:
    """Those that this device may show: none withdrawn, hidden ones to their author alone."""
    return tuple(c for c in comments if not c.deleted and (not c.hidden or c.author == me))


def comment_rows(
    comments: Iterable[Comment],
    me: str,
    waiting: frozenset[str] = frozenset(),
    documents: Mapping[str, Document] | None = None,
    everything: Mapping[str, Comment] | None = None,
    *,
    unheard: frozenset[str] = frozenset(),
    may_react: bool = True,
) -> tuple[CommentRow, ...]:
    """Rows for these comments; `waiting` have not reached the chair's PC, `unheard` nobody at all.

    `documents` are those of the meeting by their ids; `everything` has those too that were
    answered and are not shown themselves.
    """
    shown = visible_comments(comments, me)
    known = {comment.comment: comment for comment in shown} if everything is None else everything
    replies: dict[str, int] = {}
    for comment in shown:
        if comment.reply_to:
            replies[comment.reply_to] = replies.get(comment.reply_to, 0) + 1
    return tuple(
        CommentRow(
            comment=comment,
            own=comment.author == me,
            agreed=me in comment.agreed,
            waiting=comment.comment in waiting,
            unheard=comment.comment in unheard,
            place=_place(comment, documents or {}),
            quote=_quote(comment, known, me),
            replies=replies.get(comment.comment, 0),
            may_react=may_react and comment.author != me,
            may_change=may_react and comment.author == me,
        )
        for comment in shown
    )


def row_in_words(row: CommentRow) -> str:
    """A row for somebody who hears it."""
    comment = row.comment
    parts = [
        kind_word(comment.kind),
        author_words(comment, own=row.own),
        clock_words(comment.at_ms),
        row.place,
        row.quote and translate("wording", "In reply to {quote}").format(quote=row.quote),
        clean(comment.body),
        comment.hidden
        and translate("wording", "Hidden by the secretariat. {reason}")
        .format(reason=comment.hide_reason)
        .strip(),
        comment.answered
        and translate("wording", "Answered. {answer}").format(answer=clean(comment.answer)).strip(),
        comment.agreed and agree_words(len(comment.agreed)),
        row.agreed and translate("wording", "You agree"),
        comment.late and translate("wording", "Arrived late"),
        comment.versions and translate("wording", "Changed later"),
        row.own and delivery_words(row),
    ]
    return ", ".join(part for part in parts if part)


def agree_words(count: int) -> str:
    """How many agree with a comment."""
    return translate("wording", "Agree: {count}").format(count=count)


def delivery_words(row: CommentRow) -> str:
    """How far one's own comment has come."""
    if not row.waiting:
        return translate("wording", "Reached the chair")
    if row.unheard:
        return translate("wording", "Saved on this PC, waiting to be sent")
    return translate("wording", "Reached other seats")


def meta_words(row: CommentRow) -> str:
    """The author's line without the place: who and when."""
    words = author_words(row.comment, own=row.own) + DOT + clock_words(row.comment.at_ms)
    return words + DOT + translate("wording", "changed") if row.comment.versions else words


def _place(comment: Comment, documents: Mapping[str, Document]) -> str:
    anchor = comment.anchor
    document = documents.get(anchor.document) if anchor else None
    return anchor_words(document, anchor) if document and anchor else ""


def _quote(comment: Comment, known: Mapping[str, Comment], me: str) -> str:
    if not comment.reply_to:
        return ""
    parent = known.get(comment.reply_to)
    if parent is None or (parent.hidden and parent.author != me):
        return translate("wording", "a comment that is not shown")
    author = author_words(parent, own=parent.author == me)
    if parent.deleted:
        return translate("wording", "{author}: (withdrawn)").format(author=author)
    return f"{author}: {shortened(parent.body)}"


def shortened(body: str) -> str:
    """The beginning of a text on one line."""
    line = one_line(body[: 8 * QUOTE_CHARACTERS])
    return line if len(line) <= QUOTE_CHARACTERS else line[: QUOTE_CHARACTERS - 1] + "…"


def kept_in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The longest run of ids that both have in the same order: these neither go nor come."""
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


class CommentListModel(QAbstractListModel):
    """Rows of comments in the order of display."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CommentRow] = []

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
        old = [row.comment.comment for row in self._rows]
        new = [row.comment.comment for row in rows]
        kept = set(old) if old == new else kept_in_order(old, new)
        self._remove(kept)
        self._insert(rows, kept)
        self._change(rows)

    def row_of(self, comment: str) -> int:
        """The number of the row of this comment, -1 if it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.comment.comment == comment), -1)

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

    def _remove(self, kept: set[str]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._rows[last].comment.comment in kept:
                last -= 1
                continue
            first = last
            while first > 0 and self._rows[first - 1].comment.comment not in kept:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _insert(self, rows: Sequence[CommentRow], kept: set[str]) -> None:
        first = 0
        while first < len(rows):
            if rows[first].comment.comment in kept:
                first += 1
                continue
            end = first
            while end < len(rows) and rows[end].comment.comment not in kept:
                end += 1
            self.beginInsertRows(QModelIndex(), first, end - 1)
            self._rows[first:first] = rows[first:end]
            self.endInsertRows()
            first = end

    def _change(self, rows: Sequence[CommentRow]) -> None:
        changed = [n for n, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows[:] = rows
        start = 0
        for place, number in enumerate(changed, 1):
            if place == len(changed) or changed[place] != number + 1:
                self.dataChanged.emit(self.index(changed[start]), self.index(number))
                start = place

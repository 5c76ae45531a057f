"""The comments that reach the chair, as a Qt model: sorted, filtered, and at rest while pointed at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sync.meeting import Phase
from widgets.wording import (
    anchor_words,
    author_words,
    clean,
    clock_words,
    kind_word,
    late_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.meeting import Comment, Meeting

Index = QModelIndex | QPersistentModelIndex
COMMENT_ROLE = int(Qt.ItemDataRole.UserRole)
PROJECTED_ROLE = COMMENT_ROLE + 1
PLACE_ROLE = COMMENT_ROLE + 2
ACTIONS_ROLE = COMMENT_ROLE + 3


class Order(StrEnum):
    """What stands at the top."""

    NEWEST = "newest"
    AGREED = "agreed"


class Shown(StrEnum):
    """Which comments are listed."""

    ALL = "all"
    ITEM = "item"
    UNANSWERED = "unanswered"


class CardAction(StrEnum):
    """What a button of a card does."""

    PROJECT = "project"
    STOP = "stop"
    ANSWER = "answer"
    REOPEN = "reopen"
    HIDE = "hide"
    UNHIDE = "unhide"


def actions_of(comment: Comment, *, projected: bool) -> tuple[CardAction, ...]:
    """What can be done with a comment now."""
    if comment.deleted:
        return ()
    if comment.hidden:
        return (CardAction.UNHIDE,)
    return (
        CardAction.STOP if projected else CardAction.PROJECT,
        CardAction.REOPEN if comment.answered else CardAction.ANSWER,
        CardAction.HIDE,
    )


def is_open(comment: Comment) -> bool:
    """Whether the chair has still to deal with it."""
    return not (comment.answered or comment.hidden or comment.deleted)


def arrange(meeting: Meeting, order: Order, shown: Shown) -> tuple[Comment, ...]:
    """The comments to list, in order; what its author deleted is never among them."""
    kept = [comment for comment in meeting.comments if not comment.deleted]
    if shown is Shown.ITEM and meeting.current_item:
        kept = [comment for comment in kept if comment.agenda == meeting.current_item]
    elif shown is Shown.UNANSWERED:
        kept = [comment for comment in kept if is_open(comment)]
    kept.reverse()
    kept.sort(key=lambda comment: -comment.at_ms)
    if order is Order.AGREED:
        kept.sort(key=lambda comment: -len(comment.agreed))
    return tuple(kept)


def comment_in_words(comment: Comment, place: str, *, projected: bool) -> str:
    """A whole card as one sentence for screen readers."""
    translate = QCoreApplication.translate
    parts = [kind_word(comment.kind), author_words(comment), clock_words(comment.at_ms), place]
    parts.append(
        translate("Incoming", "%1 agree").replace("%1", str(len(comment.agreed))) if comment.agreed else ""
    )
    parts.extend(marks_of(comment, projected=projected))
    parts.append(clean(comment.body))
    return translate("Incoming", ", ").join(part for part in parts if part)


def marks_of(comment: Comment, *, projected: bool) -> list[str]:
    """The states of a comment that its card shows as pills."""
    translate = QCoreApplication.translate
    if comment.deleted:
        return [translate("Incoming", "Deleted by its author")]
    marks = []
    if projected:
        marks.append(translate("Incoming", "On the projector"))
    if comment.late:
        marks.append(late_words())
    if comment.answered:
        marks.append(translate("Incoming", "Answered"))
    if comment.hidden:
        marks.append(translate("Incoming", "Hidden"))
    return marks


class IncomingModel(QAbstractListModel):
    """Rows of comments; while held, rows stay where they are and only what they say changes."""

    waiting_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._comments: dict[str, Comment] = {}
        self._ids: list[str] = []
        self._order = Order.NEWEST
        self._shown = Shown.ALL
        self._held = False
        self._waiting = 0

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the comments of this state of the meeting."""
        before, spotlight = self._comments, self._meeting.spotlight if self._meeting else ""
        closes = self._meeting is not None and self._meeting.phase is not meeting.phase
        self._meeting = meeting
        self._comments = {comment.comment: comment for comment in meeting.comments}
        target = [comment.comment for comment in arrange(meeting, self._order, self._shown)]
        if self._held and self._ids:  # an empty list has nothing that could move away
            self._remove([one for one in self._ids if one not in self._comments])
            shown = set(self._ids)
            self._tell_waiting(sum(one not in shown for one in target))
        else:
            self._rearrange(target)
        changed = set(self._ids) if closes else {spotlight, meeting.spotlight}
        self._tell_changes(before, changed)

    def set_order(self, order: Order) -> None:
        """Sort another way, at once."""
        self._order = order
        self.release()

    def set_shown(self, shown: Shown) -> None:
        """List other comments, at once."""
        self._shown = shown
        self.release()

    def set_held(self, *, held: bool) -> None:
        """Keep every row in its place, or let new ones in again."""
        self._held = held
        if not held:
            self.release()

    def release(self) -> None:
        """Let in what waited and put everything in order."""
        if self._meeting is not None:
            self._rearrange([c.comment for c in arrange(self._meeting, self._order, self._shown)])
        self._tell_waiting(0)

    def row_of(self, comment: str) -> int:
        """The row of this comment, or -1."""
        return self._ids.index(comment) if comment in self._ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a comment."""
        return 0 if parent.isValid() else len(self._ids)

    def data(  # noqa: PLR0911 - one answer a role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The comment, whether it is projected, the page it is about, or all of it in words."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        comment = self._comments[self._ids[index.row()]]
        projected = self._meeting is not None and self._meeting.spotlight == comment.comment
        if role == COMMENT_ROLE:
            return comment
        if role == PROJECTED_ROLE:
            return projected
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(comment.body)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return comment_in_words(comment, self._place(comment), projected=projected)
        if role == ACTIONS_ROLE:
            return self._actions(comment, projected=projected)
        return self._place(comment) if role == PLACE_ROLE else None

    def _actions(self, comment: Comment, *, projected: bool) -> tuple[CardAction, ...]:
        """Nothing can be done once the meeting is closed."""
        closed = self._meeting is None or self._meeting.phase is Phase.CLOSED
        return () if closed else actions_of(comment, projected=projected)

    def _place(self, comment: Comment) -> str:
        if self._meeting is None or comment.anchor is None:
            return ""
        document = self._meeting.known_document(comment.anchor.document)
        return anchor_words(document, comment.anchor) if document else ""

    def _tell_waiting(self, waiting: int) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(waiting)

    def _tell_changes(self, before: dict[str, Comment], also: set[str]) -> None:
        """Announce every row whose comment says something else than before."""
        for row, one in enumerate(self._ids):
            old = before.get(one)
            if one in also or (
                old is not None and old is not self._comments[one] and old != self._comments[one]
            ):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _rearrange(self, target: list[str]) -> None:
        wanted = set(target)
        self._remove([one for one in self._ids if one not in wanted])
        known = set(self._ids)
        if [one for one in target if one in known] == self._ids:
            self._insert(target, known)
            return
        self._insert([*self._ids, *(one for one in target if one not in known)], known)
        self._permute(target)

    def _remove(self, gone: Sequence[str]) -> None:
        lost = set(gone)
        row = len(self._ids) - 1
        while row >= 0:
            first = row
            while first >= 0 and self._ids[first] in lost:
                first -= 1
            if first < row:
                self.beginRemoveRows(QModelIndex(), first + 1, row)
                del self._ids[first + 1 : row + 1]
                self.endRemoveRows()
            row = first - 1

    def _insert(self, target: list[str], known: set[str]) -> None:
        """Put what is new at its place in the target, whose known rows already stand in this order."""
        row = 0
        while row < len(target):
            end = row
            while end < len(target) and target[end] not in known:
                end += 1
            if end > row:
                self.beginInsertRows(QModelIndex(), row, end - 1)
                self._ids[row:row] = target[row:end]
                self.endInsertRows()
            row = end + 1

    def _permute(self, target: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        rows = {one: row for row, one in enumerate(target)}
        new = [self.index(rows[self._ids[index.row()]]) for index in old]
        self._ids = list(target)
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

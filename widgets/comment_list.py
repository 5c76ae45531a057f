"""The list of comments: what a person can do with each of them, by mouse, by keys or by a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from widgets.anchored_list import AnchoredList, Index
from widgets.comment_card import CommentDelegate
from widgets.comment_model import CommentListModel
from widgets.comment_pieces import CardAction
from widgets.comment_rows import CommentRow
from widgets.theme import current_theme
from widgets.wording import button_words, clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

__all__ = ["CommentList", "CommentListModel", "allowed_actions"]

LIST_KEYS = {
    Qt.Key.Key_Space: CardAction.AGREE,
    Qt.Key.Key_Return: CardAction.PLACE,
    Qt.Key.Key_Enter: CardAction.PLACE,
    Qt.Key.Key_R: CardAction.REPLY,
    Qt.Key.Key_F2: CardAction.EDIT,
    Qt.Key.Key_Delete: CardAction.DELETE,
    Qt.Key.Key_H: CardAction.HISTORY,
    Qt.Key.Key_T: CardAction.THREAD,
}
CONFIRM_KEYS = {
    Qt.Key.Key_Return: CardAction.YES,
    Qt.Key.Key_Enter: CardAction.YES,
    Qt.Key.Key_Y: CardAction.YES,
    Qt.Key.Key_Escape: CardAction.NO,
    Qt.Key.Key_N: CardAction.NO,
}


def allowed_actions(row: CommentRow) -> tuple[CardAction, ...]:
    """What this person may do with this comment, in the order of the menu."""
    return (
        *((CardAction.AGREE, CardAction.REPLY) if row.may_react else ()),
        *((CardAction.PLACE,) if row.place else ()),
        *((CardAction.THREAD,) if row.folded or row.unfolded else ()),
        *((CardAction.HISTORY,) if row.comment.has_other_texts else ()),
        *((CardAction.EDIT, CardAction.DELETE) if row.own and row.may_change else ()),
        CardAction.COPY,
    )


class CommentList(AnchoredList):
    """Shows a `CommentListModel`; says what a person did with which comment."""

    acted = Signal(str, str)
    pointed = Signal(str)  # the comment that the pointer or the keys are on; empty for none

    def __init__(self, delegate: CommentDelegate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: tuple[str, str] | None = None
        self._pointed = ""
        self._is_hovered = False
        self._cards = delegate or CommentDelegate(self)
        self._comments = CommentListModel(self)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Comments"))
        self.set_empty_words(self.tr("No comments here yet."))
        self.setItemDelegate(self._cards)
        self.setModel(self._comments)

    @property
    def comments(self) -> CommentListModel:
        """The model whose rows are shown."""
        return self._comments

    def show_comment(self, comment: str) -> bool:
        """Bring a comment into view and put the keys on it; False if it is not in the list."""
        index = self._index_of(comment)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def show_rows(self, rows: Sequence[CommentRow]) -> None:
        """Show these rows; what is being read stays where it is, at the end the newest stays in sight."""
        self._comments.set_rows(rows)

    def guessed_height(self, row: int) -> int:
        """About as many lines as the text needs in letters of full width."""
        theme = current_theme()
        comment = self._comments.row_at(row).comment
        per_line = max(4, (self.viewport().width() - theme.px(44)) // theme.px(16))
        lines = 1 + len(comment.body) // per_line + comment.body.count("\n")
        about = theme.px(24) if comment.anchor is not None and comment.anchor.quote else 0
        return theme.px(8 + 9 + 28 + 6) + 38 + about + min(lines, 2_000) * theme.px(26)

    def exact_height(self, row: int) -> int:
        """The height of the card as it is painted."""
        return self._cards.card(self._comments.row_at(row), self.viewport().width()).height

    def confirm(self, comment: str) -> None:
        """Let this comment's card ask whether it is to be withdrawn; empty for none."""
        before = self._cards.confirming
        self._cards.confirm(comment)
        for changed in (before, comment):
            self._lay_out_anew(changed)
        if comment:
            QTimer.singleShot(0, self, lambda: self.scrollTo(self._index_of(comment)))

    def _lay_out_anew(self, comment: str) -> None:
        row = self._comments.row_of(comment) if comment else -1
        if row >= 0:
            index = self._comments.index(row)
            self._comments.dataChanged.emit(index, index)

    def _index_of(self, comment: str) -> QModelIndex:
        return self._comments.index(self._comments.row_of(comment))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys for what the mouse can do; letters do not search."""
        row = self._current_row()
        key = Qt.Key(event.key())
        asked = row is not None and self._cards.confirming == row.comment.comment
        if event.matches(QKeySequence.StandardKey.Copy) and row is not None:
            self._act(row, CardAction.COPY)
        elif row is not None and asked and key in CONFIRM_KEYS:
            self._act(row, CONFIRM_KEYS[key])
        elif row is not None and key in LIST_KEYS and not event.modifiers():
            if LIST_KEYS[key] in allowed_actions(row):
                self._act(row, LIST_KEYS[key])
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember what was pressed; it counts when it is released there."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._hit(event.position().toPoint()) if is_left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Do what was pressed and released."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._hit(event.position().toPoint()):
            row = self._comments.row_of(pressed[0])
            if row >= 0:
                self._act(self._comments.row_at(row), pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand where something can be pressed; moving selects nothing."""
        shape = (
            Qt.CursorShape.PointingHandCursor
            if self._hit(event.position().toPoint())
            else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setCursor(shape)
        self._is_hovered = True
        self._point_at(self.indexAt(event.position().toPoint()))

    def is_in_use(self) -> bool:
        """Whether somebody points at the list, or is on a row in view with the keys."""
        return self._is_hovered or super().is_in_use()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is on no comment; what the keys are on stays."""
        super().leaveEvent(event)
        self._is_hovered = False
        self._point_at(self.currentIndex() if self.hasFocus() else QModelIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        if not self._is_hovered:
            self._point_at(QModelIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """The keys went to another comment."""
        super().currentChanged(current, previous)
        self._point_at(current)

    def _point_at(self, index: Index) -> None:
        comment = self._comments.row_at(index.row()).comment.comment if index.isValid() else ""
        if comment != self._pointed:
            self._pointed = comment
            self.pointed.emit(comment)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Everything that can be done with a comment, in words, by mouse or by the menu key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        row = self._comments.row_at(index.row())
        menu = self.menu_for(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = self.visualRect(index).intersected(self.viewport().rect())
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(rect.center()))

    def menu_for(self, row: CommentRow) -> QMenu:
        """A menu of what this person can do with this comment."""
        menu = QMenu(self)
        words = {
            CardAction.AGREE: self.tr("Take back my agreement") if row.agreed else self.tr("Agree"),
            CardAction.REPLY: self.tr("Reply"),
            CardAction.PLACE: button_words(self.tr("Go to {place}").format(place=row.place)),
            CardAction.THREAD: self.tr("Fold the replies") if row.unfolded else self.tr("Show all replies"),
            CardAction.HISTORY: self.tr("Earlier texts"),
            CardAction.EDIT: self.tr("Change…"),
            CardAction.DELETE: self.tr("Withdraw…"),
            CardAction.COPY: self.tr("Copy the text"),
        }
        for action in allowed_actions(row):
            entry = menu.addAction(words[action])
            entry.triggered.connect(lambda _=False, action=action: self._act(row, action))
        return menu

    def _hit(self, point: QPoint) -> tuple[str, str] | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        row = self._comments.row_at(index.row())
        rect = self.visualRect(index)
        action = self._cards.card(row, rect.width()).action_at(point.x(), point.y() - rect.top())
        return (row.comment.comment, action) if action else None

    def _current_row(self) -> CommentRow | None:
        index = self.currentIndex()
        return self._comments.row_at(index.row()) if index.isValid() else None

    def _act(self, row: CommentRow, action: str) -> None:
        comment = row.comment.comment
        if action == CardAction.COPY:
            QGuiApplication.clipboard().setText(clean(row.comment.body))
        elif action == CardAction.DELETE:
            self.confirm(comment)
        elif action == CardAction.HISTORY:
            self._cards.toggle_history(comment)
            self._lay_out_anew(comment)
        else:
            if action in (CardAction.YES, CardAction.NO):
                self.confirm("")
            self.acted.emit(comment, str(action))

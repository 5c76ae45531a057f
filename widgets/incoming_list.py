"""The chair's stream of comments as a list of cards that the mouse and the keyboard act on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from widgets.anchored_list import AnchoredList
from widgets.card_editor import CardEditor, Writing
from widgets.incoming_card import IncomingDelegate
from widgets.incoming_cards import LONG_LINES, CardAction, IncomingCard
from widgets.incoming_model import ACTIONS_ROLE, CARD_ROLE, IncomingModel
from widgets.incoming_words import action_words
from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QEnterEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
    )

    from sync.meeting import Meeting

PROJECTING = (CardAction.PROJECT, CardAction.STOP, CardAction.CONFIRM)
KEYS = {
    Qt.Key.Key_Return: PROJECTING,
    Qt.Key.Key_Enter: PROJECTING,
    Qt.Key.Key_P: (CardAction.PROJECT, CardAction.STOP),
    Qt.Key.Key_L: (CardAction.RELEASE,),
    Qt.Key.Key_A: (CardAction.ANSWER, CardAction.REOPEN),
    Qt.Key.Key_R: (CardAction.REPLY,),
    Qt.Key.Key_G: (CardAction.CHOOSE, CardAction.UNCHOOSE, CardAction.CONFIRM),
    Qt.Key.Key_D: (CardAction.DISMISS, CardAction.TAKE_OUT, CardAction.DISSOLVE),
    Qt.Key.Key_H: (CardAction.HIDE, CardAction.UNHIDE),
    Qt.Key.Key_Space: (CardAction.MORE, CardAction.LESS),
    Qt.Key.Key_Right: (CardAction.OPEN,),
    Qt.Key.Key_Left: (CardAction.FOLD,),
}
WITH_SHIFT = {Qt.Key.Key_G: "G", Qt.Key.Key_L: "L"}  # these are about more than one card
WALKING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class IncomingList(AnchoredList):
    """Cards with buttons. Arrows move, letters act, the menu key has all; nothing moves while it is used."""

    action_chosen = Signal(object, object)
    letter_pressed = Signal(str)  # one that is about no card
    newest_first = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comments = IncomingModel(self)
        self.cards = IncomingDelegate(self)
        self.editor = CardEditor(self.viewport())
        self._pointed = False
        self._walking = False
        self._walked = False  # whether the keyboard was in use before the editor was opened
        self._pressed: tuple[str, CardAction] | None = None
        self.setItemDelegate(self.cards)
        self.setModel(self.comments)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Comments that have come in"))
        self.setAccessibleDescription(
            self.tr("Enter projects, A marks as answered, R replies, H hides, F1 shows all keys")
        )
        self.set_empty_words(self.tr("No comments here yet"))
        self.editor.closed.connect(self._editor_closed)
        self.editor.height_changed.connect(self._editor_grew)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show its comments; what somebody points at or reads stays where it is."""
        self.comments.set_meeting(meeting)

    def guessed_height(self, row: int) -> int:
        """About as many lines as the text needs in letters of full width."""
        theme, body = current_theme(), self.comments.comment_at(row).body
        per_line = max(4, (self.viewport().width() - theme.px(28)) // theme.px(17))
        lines = min(1 + len(body) // per_line + body.count("\n"), LONG_LINES)
        return theme.px(10 + 4 + 4 + 4 + 18) + 70 + lines * theme.px(24)

    def exact_height(self, row: int) -> int:
        """The height of the card as it is painted."""
        return self.cards.card_layout(self.comments.index(row), self.viewport().width()).size.height()

    def write(self, key: str, writing: Writing) -> None:
        """Open the editor in a card."""
        self._walked = self._walking
        self.editor.open_for(key, writing)
        self._fit_editor()
        index = self.comments.index(self.comments.row_of(key))
        self.setCurrentIndex(index)
        self._show_foot(index)
        self.editor.show()
        self.editor.field.setFocus()
        self._hold_or_let_in()

    def card(self, index: QModelIndex) -> IncomingCard | None:
        """The card of an index, if there is one."""
        found = index.data(CARD_ROLE)
        return found if isinstance(found, IncomingCard) else None

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """One key for each button of the current card; letters that are about none are passed on."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in WALKING:
            self._walking = True
            super().keyPressEvent(event)
            self._hold_or_let_in()
        elif key in WITH_SHIFT and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.letter_pressed.emit(WITH_SHIFT[key])
        elif plain and key in KEYS:
            self._act(self.currentIndex(), *KEYS[key])
        elif key == Qt.Key.Key_Escape and plain:
            self._walking = False
            self._hold_or_let_in()
            self.letter_pressed.emit("\x1b")
        elif event.text().strip() and event.text().isprintable():
            self.letter_pressed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody walks through the cards any more."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._walking = False
            self._hold_or_let_in()
        self.viewport().update()

    # -- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the button below the pointer."""
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._target(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Act when the pointer is still on the button that it went down on."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        if pressed is not None and pressed == self._target(point):
            self._act(self.indexAt(point), pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show which button would be pressed; moving selects nothing."""
        self._hover(self._target(event.position().toPoint()))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """While somebody points here, nothing moves below the pointer."""
        super().enterEvent(event)
        self._pointed = True
        self._hold_or_let_in()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let in what has come meanwhile."""
        super().leaveEvent(event)
        self._pointed = False
        self._hover(None)
        self._hold_or_let_in()

    def let_in(self) -> None:
        """Show what waited, and its beginning; also while somebody points here, who has asked for it."""
        self.comments.release()
        self.scrollToTop()

    def scrollToTop(self) -> None:  # noqa: N802 - Qt's name
        """Go to the newest and stay there."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is being written stays in view."""
        super().resizeEvent(event)
        if self.editor.is_open:
            self._show_foot(self.comments.index(self.comments.row_of(self.editor.key)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The same buttons as a menu, for the menu key and the right button."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the current card; deletes itself once closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.currentIndex()
        card = self.card(index)
        asks = self.comments.asks_at(index.row()) if index.isValid() else ()
        for action in (*(index.data(ACTIONS_ROLE) or ()), *asks):
            menu.addAction(action_words(action), partial(self.action_chosen.emit, card, action))
        return menu

    def _hold_or_let_in(self) -> None:
        self.comments.set_held(held=self._pointed or self._walking or self.editor.is_open)

    def _act(self, index: QModelIndex, *wanted: CardAction) -> None:
        card = self.card(index)
        for action in card.actions if card else ():
            if action in wanted:
                self.action_chosen.emit(card, action)
                return

    def _target(self, point: QPoint) -> tuple[str, CardAction] | None:
        """The card and button at a point of the viewport."""
        index = self.indexAt(point)
        card = self.card(index)
        if card is None:
            return None
        rect = self.visualRect(index)
        inside = point - rect.topLeft()
        action = self.cards.card_layout(index, rect.width()).action_at(inside.x(), inside.y())
        return (card.key, action) if action else None

    def _hover(self, target: tuple[str, CardAction] | None) -> None:
        if target == self.cards.hovered:
            return
        self.cards.hovered = target
        cursor = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(QCursor(cursor))
        self.viewport().update()

    # -- the editor in a card -------------------------------------------------------------------

    def _settle(self) -> None:
        super()._settle()
        if self.model() is not None:
            self._place_editor()

    def _editor_closed(self) -> None:
        self.cards.make_room("", 0)
        self._forget_heights()
        self._walking = self._walked
        self.setFocus()
        self._hold_or_let_in()

    def _editor_grew(self) -> None:
        if self.editor.is_open:
            self._fit_editor()

    def _fit_editor(self) -> None:
        self.cards.make_room(self.editor.key, self.editor.sizeHint().height())
        self._forget_heights()

    def _forget_heights(self) -> None:
        """Measure anew what is in view: a card grew or shrank by its editor."""
        self._measured = [False] * len(self._heights)
        self._relayout()

    def _show_foot(self, index: QModelIndex) -> None:
        """Bring the whole card into view, or its foot where it is higher than the list."""
        hint = QAbstractItemView.ScrollHint
        if self.visualRect(index).height() > self.viewport().height():
            foot = self.visualRect(index).bottom() + self.verticalOffset() - self.viewport().height()
            self.verticalScrollBar().setValue(foot)
        else:
            self.scrollTo(index, hint.EnsureVisible)

    def _place_editor(self) -> None:
        if not self.editor.is_open:
            return
        row = self.comments.row_of(self.editor.key)
        if row < 0:
            self.editor.close_editor()  # its card is not listed any more; what was begun is kept
            return
        rect = self.visualRect(self.comments.index(row))
        place = self.cards.card_layout(self.comments.index(row), rect.width()).editor
        self.editor.setGeometry(place.translated(rect.topLeft()))

"""The chair's stream of comments: how many are open, which are shown, and their cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from widgets.choice_button import ChoiceButton
from widgets.hide_strip import HideStrip
from widgets.incoming_card import IncomingDelegate, action_words
from widgets.incoming_model import (
    ACTIONS_ROLE,
    COMMENT_ROLE,
    CardAction,
    IncomingModel,
    Order,
    Shown,
    is_open,
)
from widgets.quiet_scroll_bar import QuietScrollBar
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QEnterEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from sync.meeting import Comment, Meeting

KEYS = {
    Qt.Key.Key_Return: (CardAction.PROJECT, CardAction.STOP),
    Qt.Key.Key_Enter: (CardAction.PROJECT, CardAction.STOP),
    Qt.Key.Key_P: (CardAction.PROJECT, CardAction.STOP),
    Qt.Key.Key_A: (CardAction.ANSWER, CardAction.REOPEN),
    Qt.Key.Key_H: (CardAction.HIDE, CardAction.UNHIDE),
}
MANY = 3000  # comments that are measured in steps while the list is at its top, so that nothing waits for it
STEP = 60


class IncomingList(QListView):
    """Cards with buttons. Arrows move; Enter or P projects, A answers, H hides, the menu key has all."""

    action_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comments = IncomingModel(self)
        self.cards = IncomingDelegate(self)
        self.setModel(self.comments)
        self.setItemDelegate(self.cards)
        self.setProperty("look", "feed")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)
        self.setBatchSize(STEP)
        self.setAccessibleName(self.tr("Comments that have come in"))
        self.setAccessibleDescription(self.tr("Enter projects, A marks as answered, H hides"))
        self._pressed: tuple[str, CardAction] | None = None

    def set_meeting(self, meeting: Meeting) -> None:
        """Show its comments; what somebody points at or reads stays where it is."""
        anchor, offset = self._top_card()
        in_steps = len(meeting.comments) > MANY and not anchor.isValid()
        mode = QListView.LayoutMode
        self.setLayoutMode(mode.Batched if in_steps else mode.SinglePass)
        self.comments.set_meeting(meeting)
        self._keep(anchor, offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """One key for each button of the current card."""
        wanted = (
            KEYS.get(Qt.Key(event.key()))
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            else None
        )
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._act(self.currentIndex(), *wanted)

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
        """Show which button would be pressed."""
        super().mouseMoveEvent(event)
        self._hover(self._target(event.position().toPoint()))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """While somebody points here, nothing moves below the pointer."""
        super().enterEvent(event)
        self.comments.set_held(held=True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Let in what has come meanwhile."""
        super().leaveEvent(event)
        self._hover(None)
        self.let_in()

    def let_in(self) -> None:
        """Show what waited; what is read stays in view."""
        anchor, offset = self._top_card()
        self.comments.set_held(held=self.underMouse())
        self.comments.release()
        self._keep(anchor, offset)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The same buttons as a menu, for the menu key and the right button."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the current card; deletes itself once closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        index = self.currentIndex()
        for action in index.data(ACTIONS_ROLE) or ():
            comment: Comment = index.data(COMMENT_ROLE)
            menu.addAction(action_words(action), partial(self.action_chosen.emit, comment, action))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The cards, or a sentence while there are none."""
        super().paintEvent(event)
        if self.comments.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(current_theme().palette.sub)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.viewport().rect(), flags, self.tr("No comments here yet"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _act(self, index: QModelIndex, *wanted: CardAction) -> None:
        comment: Comment | None = index.data(COMMENT_ROLE)
        if comment is None:
            return
        for action in index.data(ACTIONS_ROLE):
            if action in wanted:
                self.action_chosen.emit(comment, action)

    def _target(self, point: QPoint) -> tuple[str, CardAction] | None:
        """The comment and button at a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        rect = self.visualRect(index)
        inside = point - rect.topLeft()
        action = self.cards.card_layout(index, rect.width()).action_at(inside.x(), inside.y())
        comment: Comment = index.data(COMMENT_ROLE)
        return (comment.comment, action) if action else None

    def _hover(self, target: tuple[str, CardAction] | None) -> None:
        if target == self.cards.hovered:
            return
        self.cards.hovered = target
        cursor = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(QCursor(cursor))
        self.viewport().update()

    def _top_card(self) -> tuple[QPersistentModelIndex, int]:
        """The first card in view and where it stands; nothing while the list is at its very top."""
        if not self.verticalScrollBar().value():
            return QPersistentModelIndex(), 0
        index = self.indexAt(QPoint(self.viewport().width() // 2, 1))
        return QPersistentModelIndex(index), self.visualRect(index).top()

    def _keep(self, anchor: QPersistentModelIndex, offset: int) -> None:
        """Scroll until that card stands where it stood."""
        if anchor.isValid():
            self.executeDelayedItemsLayout()
            moved = self.visualRect(self.comments.index(anchor.row())).top() - offset
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)


class IncomingPanel(QWidget):
    """The list with its heading, its choices, and the question before a comment is hidden."""

    spotlight_requested = Signal(str)
    answered = Signal(str)
    reopened = Signal(str)
    hidden = Signal(str, str)
    unhidden = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = IncomingList()
        self.hide_strip = HideStrip()
        self.open_count = QLabel()
        set_look(self.open_count, Look.PILL)
        self.order = ChoiceButton(
            self.tr("Order"),
            ((Order.NEWEST, self.tr("Newest first")), (Order.AGREED, self.tr("Most agreed first"))),
        )
        self.shown = ChoiceButton(
            self.tr("Which comments"),
            (
                (Shown.ALL, self.tr("All items")),
                (Shown.ITEM, self.tr("This item")),
                (Shown.UNANSWERED, self.tr("Open ones")),
            ),
        )
        self.new_button = QPushButton()
        set_look(self.new_button, Look.PILL)
        self.new_button.hide()
        self._lay_out()
        self.order.chosen.connect(lambda value: self.list.comments.set_order(Order(value)))
        self.shown.chosen.connect(lambda value: self.list.comments.set_shown(Shown(value)))
        self.new_button.clicked.connect(self.list.let_in)
        self.list.comments.waiting_changed.connect(self._show_waiting)
        self.list.action_chosen.connect(self.do)
        self.hide_strip.confirmed.connect(self.hidden)
        self.hide_strip.closed.connect(self.list.setFocus)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the comments of this state of the meeting."""
        self.list.set_meeting(meeting)
        open_ones = sum(is_open(comment) for comment in meeting.comments)
        self.open_count.setText(self.tr("Open %n", "", open_ones))

    def do(self, comment: Comment, action: CardAction) -> None:
        """Pass on what a button or key of a card means."""
        match action:
            case CardAction.PROJECT:
                self.spotlight_requested.emit(comment.comment)
            case CardAction.STOP:
                self.spotlight_requested.emit("")
            case CardAction.ANSWER:
                self.answered.emit(comment.comment)
            case CardAction.REOPEN:
                self.reopened.emit(comment.comment)
            case CardAction.HIDE:
                self.hide_strip.ask(comment)
            case CardAction.UNHIDE:
                self.unhidden.emit(comment.comment)

    def _show_waiting(self, waiting: int) -> None:
        self.new_button.setText(self.tr("↑ %n new", "", waiting))
        self.new_button.setVisible(waiting > 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.open_count, self.order, self.shown):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.new_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hide_strip)

"""The chair's stream of comments with its heading: choices, counts, rule of moderation, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sync.meeting import Phase
from widgets.card_editor import Writing
from widgets.choice_button import ChoiceButton
from widgets.desk_keys import DeskKeys
from widgets.flow_layout import FlowLayout
from widgets.grouping_strip import GroupingStrip
from widgets.incoming_cards import (
    ALL_ITEMS,
    THIS_ITEM,
    CardAction,
    CardKind,
    Counts,
    IncomingCard,
    Order,
    Shown,
    live_members,
)
from widgets.incoming_list import IncomingList
from widgets.laid_over import LaidOver
from widgets.moderation_bar import ModerationBar
from widgets.theme import Look, set_look
from widgets.wording import item_words, shortened_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.meeting import Meeting

UPDATE_MS = 50  # twenty updates a second are as many as an eye follows
FILTERS = (Shown.ALL, Shown.UNANSWERED, Shown.QUESTIONS, Shown.HELD, Shown.ANSWERED, Shown.HIDDEN)


class IncomingPanel(QWidget):
    """Repeats what the chair or the secretariat does with comments."""

    spotlight_requested = Signal(str)  # a comment or a group; empty to stop
    released = Signal(object)  # the ids of comments
    release_wanted = Signal(object)  # the same, of several: to be asked about once
    moderation_chosen = Signal(object)
    answered = Signal(str, str)
    reopened = Signal(str)
    replied = Signal(str, str)
    hidden = Signal(str, str)
    unhidden = Signal(str)
    grouped = Signal(object, str)  # the ids of comments, and the group they replace or nothing
    apart = Signal(object)  # these are not to be suggested together again
    next_item = Signal()
    polls_wanted = Signal()
    floor_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._offered: Meeting | None = None
        self._counts = Counts()
        self._of_chair = True
        self._pause = QTimer(self, singleShot=True, interval=UPDATE_MS)
        self._pause.timeout.connect(self._take_offered)
        self._counting = QTimer(self, singleShot=True, interval=0)  # once, however many rows change
        self._counting.timeout.connect(self._count_held)
        self.list = IncomingList()
        self.editor = self.list.editor
        self.moderation = ModerationBar()
        self.grouping = GroupingStrip()
        self.keys = DeskKeys()
        self.open_count = _toggle()
        set_look(self.open_count, Look.PILL)
        self.open_count.setToolTip(self.tr("Show only what is open"))
        self.order = ChoiceButton(self.tr("Order"), self._orders())
        self.shown = ChoiceButton(self.tr("Which comments"), self._filters())
        self.item = ChoiceButton(self.tr("Which item"), self._items())
        self.alike_button = _toggle()
        self.keys_button = QPushButton("？")
        self.keys_button.setAccessibleName(self.tr("Show the keys"))
        self.keys_button.setToolTip(self.tr("Show the keys (F1)"))
        self.new_button = QPushButton()
        set_look(self.new_button, Look.PRIMARY)
        self.new_button.hide()
        LaidOver(self.new_button, self.list, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.set_suggestions(())
        self._lay_out()
        self._join()

    def set_of_chair(self, *, of_chair: bool) -> None:
        """Offer the chair's acts, or only those of the secretariat."""
        self._of_chair = of_chair
        self.list.comments.set_of_chair(of_chair=of_chair)
        self.moderation.set_of_chair(of_chair=of_chair)
        self.keys.set_of_chair(of_chair=of_chair)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the comments of this state of the meeting."""
        old, self._meeting = self._meeting, meeting
        if old is None or old.agenda != meeting.agenda:
            self.item.set_choices(self._items())
        self.list.set_meeting(meeting)
        numbers = self._counts.of(meeting, ALL_ITEMS)
        self.open_count.setText(self.tr("Open %n", "", numbers[Shown.UNANSWERED]))
        item = self.list.comments.sight.item
        numbers = numbers if item == ALL_ITEMS else self._counts.of(meeting, item)
        self.shown.set_counts({shown.value: number for shown, number in numbers.items()})
        self.moderation.set_meeting(meeting)
        self._count_held()
        if meeting.phase is Phase.CLOSED:
            self.editor.close_editor()
            self.list.comments.choose_none()

    def offer_meeting(self, meeting: Meeting) -> None:
        """The same, at once or soon: the list follows 20 times a second, however fast changes come."""
        self._offered = meeting
        if not self._pause.isActive():
            self._take_offered()

    def set_suggestions(self, suggestions: Sequence[Sequence[str]]) -> None:
        """Know which comments look alike; the button says how many such groups there are."""
        self.list.comments.set_suggestions(suggestions)
        words = self.tr("Put alike ones together")
        self.alike_button.setText(f"{words} {len(suggestions)}" if suggestions else words)
        self.alike_button.setEnabled(bool(suggestions) or self.alike_button.isChecked())

    def do(self, card: IncomingCard, action: CardAction) -> None:  # noqa: C901, PLR0912 - one plain list
        """Pass on what a button or key of a card means."""
        comment = card.comment.comment
        model = self.list.comments
        match action:
            case CardAction.PROJECT:
                self.spotlight_requested.emit(card.group if card.kind is CardKind.GROUP else comment)
            case CardAction.STOP:
                self.spotlight_requested.emit("")
            case CardAction.RELEASE:
                self.released.emit((comment,))
            case CardAction.ANSWER:
                self.list.write(card.key, Writing.ANSWER)
            case CardAction.REPLY:
                self.list.write(card.key, Writing.REPLY)
            case CardAction.HIDE:
                self.list.write(card.key, Writing.REASON)
            case CardAction.REOPEN:
                for member in card.members or (card.comment,):
                    self.reopened.emit(member.comment)
            case CardAction.UNHIDE:
                self.unhidden.emit(comment)
            case CardAction.CHOOSE | CardAction.UNCHOOSE:
                model.choose(comment, on=action is CardAction.CHOOSE)
            case CardAction.OPEN | CardAction.FOLD:
                model.set_opened(card.group, on=action is CardAction.OPEN)
            case CardAction.MORE | CardAction.LESS:
                model.set_unfolded(comment, on=action is CardAction.MORE)
            case CardAction.AUTHOR | CardAction.NO_AUTHOR:
                model.tell_author(comment if action is CardAction.AUTHOR else "")
            case CardAction.CONFIRM:
                model.drop_suggestion(card.key)
                self.grouped.emit(tuple(each.comment for each in card.members), "")
            case CardAction.DISMISS:
                model.drop_suggestion(card.key)
                self.apart.emit(tuple(each.comment for each in card.members))
            case CardAction.TAKE_OUT | CardAction.DISSOLVE:
                self._lessen(card)

    def _lessen(self, card: IncomingCard) -> None:
        """Take one comment out of its group, or all."""
        groups = self._meeting.groups if self._meeting else ()
        group = next((each for each in groups if each.group == card.group), None)
        if group is None:
            return
        left = tuple(each for each in group.comments if each != card.comment.comment)
        whole = card.kind is CardKind.GROUP or len(left) < 2
        if whole:
            self.apart.emit(group.comments)
        for each in () if whole else left:
            self.apart.emit((card.comment.comment, each))
        self.grouped.emit(() if whole else left, group.group)

    def put_together(self) -> None:
        """Make one group of what was chosen; a chosen group takes the others in."""
        model = self.list.comments
        groups = {each.group: each for each in self._meeting.groups} if self._meeting else {}
        known = {each.comment: each for each in self._meeting.comments} if self._meeting else {}
        into = ""
        together: dict[str, None] = {}
        for one in model.chosen:
            group = groups.get(known[one].group) if one in known and known[one].group else None
            members = live_members(group, known) if group else ()
            if group is not None and len(members) > 1 and members[0].comment == one:
                into = into or group.group
                together.update(dict.fromkeys(each.comment for each in members))
            else:
                together[one] = None
        if len(together) > 1:
            model.choose_none()
            self.grouped.emit(tuple(together), into)

    def _count_held(self) -> None:
        self.moderation.set_held(len(self.list.comments.held()))

    def _take_offered(self) -> None:
        offered, self._offered = self._offered, None
        if offered is not None:
            self.set_meeting(offered)
            self._pause.start()

    def _written(self, writing: str, key: str, words: str) -> None:
        model = self.list.comments
        row = model.row_of(key)
        card = model.card_at(row) if row >= 0 else None
        match Writing(writing):
            case Writing.ANSWER:
                for member in card.members if card and card.members else ():
                    if not member.answered and member.comment != key:
                        self.answered.emit(member.comment, words)
                self.answered.emit(key, words)
            case Writing.REPLY:
                self.replied.emit(key, words)
            case Writing.REASON:
                self.hidden.emit(key, words)

    def _press_letter(self, letter: str) -> None:  # noqa: C901 - one plain list
        """Letters that are about no card."""
        going_on = self._meeting is not None and self._meeting.phase is not Phase.CLOSED
        if letter in ("?", "？"):
            self.toggle_keys()
        elif letter == "\x1b":
            self.keys.hide()
            self.list.comments.tell_author("")
            self.list.comments.choose_none()
        elif letter.lower() == "u":
            self.list.let_in()
        elif letter.lower() == "t":
            self._choose_item(ALL_ITEMS if self.item.value == THIS_ITEM else THIS_ITEM)
        elif letter.lower() == "v":
            self.polls_wanted.emit()
        elif letter.lower() == "f":
            self.floor_wanted.emit()
        elif letter.lower() == "s" and self.alike_button.isEnabled():
            self.alike_button.toggle()
        elif letter.isdecimal() and 1 <= int(letter) <= len(FILTERS):
            self._choose_shown(FILTERS[int(letter) - 1])
        elif going_on and letter == "G":
            self.put_together()
        elif going_on and letter == "L":
            self._release_all()
        elif going_on and self._of_chair and letter.lower() == "n":
            self.next_item.emit()

    def toggle_keys(self) -> None:
        """Show the keys, or no longer."""
        self.keys.setVisible(self.keys.isHidden())

    def _release_all(self) -> None:
        """What the list shows now: nobody releases what was not there to be read."""
        held = self.list.comments.held()
        if len(held) > 1:
            self.release_wanted.emit(held)
        elif held:
            self.released.emit(held)

    def _choose_shown(self, shown: Shown) -> None:
        self.shown.choose(shown)
        self.open_count.setChecked(shown is Shown.UNANSWERED)
        self.list.comments.set_shown(shown)
        self.list.scrollToTop()

    def _choose_item(self, item: str) -> None:
        self.item.choose(item)
        self.list.comments.set_item(item)
        self.list.scrollToTop()
        if self._meeting is not None:
            numbers = self._counts.of(self._meeting, item)
            self.shown.set_counts({shown.value: number for shown, number in numbers.items()})

    def _choose_order(self, order: str) -> None:
        self.list.comments.set_order(Order(order))
        self.list.scrollToTop()

    def _show_suggestions(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.list.comments.show_suggestions(on=on)
        if on:
            self.list.scrollToTop()

    def _show_waiting(self, waiting: int) -> None:
        self.new_button.setText(self.tr("New comments: %n", "", waiting))
        self.new_button.setVisible(waiting > 0)

    def _orders(self) -> tuple[tuple[str, str], ...]:
        return (
            (Order.NEWEST, self.tr("Newest first")),
            (Order.AGREED, self.tr("Most agreed first")),
            (Order.OLDEST, self.tr("Oldest first")),
        )

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            (Shown.ALL, self.tr("All")),
            (Shown.UNANSWERED, self.tr("Open ones")),
            (Shown.QUESTIONS, self.tr("Questions")),
            (Shown.HELD, self.tr("Held")),
            (Shown.ANSWERED, self.tr("Answered")),
            (Shown.HIDDEN, self.tr("Hidden")),
        )

    def _items(self) -> tuple[tuple[str, str], ...]:
        agenda = self._meeting.agenda if self._meeting else ()
        return (
            (ALL_ITEMS, self.tr("All items")),
            (THIS_ITEM, self.tr("This item")),
            *((item.item, shortened_title(item_words(item))) for item in agenda),
        )

    def _join(self) -> None:
        self.order.chosen.connect(self._choose_order)
        self.shown.chosen.connect(lambda value: self._choose_shown(Shown(value)))
        self.item.chosen.connect(self._choose_item)
        self.open_count.clicked.connect(lambda on: self._choose_shown(Shown.UNANSWERED if on else Shown.ALL))
        self.alike_button.toggled.connect(self._show_suggestions)
        self.keys_button.clicked.connect(self.toggle_keys)
        self.new_button.clicked.connect(self.list.let_in)
        self.list.comments.waiting_changed.connect(self._show_waiting)
        for changed in (self.list.comments.rowsInserted, self.list.comments.rowsRemoved):
            changed.connect(self._counting.start)
        self.list.comments.chosen_changed.connect(
            lambda: self.grouping.set_chosen(len(self.list.comments.chosen))
        )
        self.list.action_chosen.connect(self.do)
        self.list.letter_pressed.connect(self._press_letter)
        self.editor.finished.connect(self._written)
        self.moderation.mode_chosen.connect(self.moderation_chosen)
        self.moderation.released_all.connect(self._release_all)
        self.grouping.confirmed.connect(self.put_together)
        self.grouping.given_up.connect(self.list.comments.choose_none)
        shortcut = QShortcut(QKeySequence("F1"), self, self.toggle_keys)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        head = FlowLayout(spacing=8)
        for widget in (self.open_count, self.order, self.shown, self.item):
            head.addWidget(widget)
        head.push_right()
        head.addWidget(self.alike_button)
        above = QHBoxLayout()  # the keys stay at the end of the first row, however many rows the counts need
        above.setSpacing(8)
        above.addLayout(head, 1)
        above.addWidget(self.keys_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.moderation)
        self.list.setMinimumHeight(60)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.grouping)
        layout.addWidget(self.keys)


def _toggle() -> QPushButton:
    button = QPushButton()
    button.setCheckable(True)
    button.toggled.connect(button.updateGeometry)  # pressed down, its words are bold
    return button

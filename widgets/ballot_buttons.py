"""The buttons one votes with: one for each option, and what is pressed on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from sync.discussion import PollKind
from widgets.flow_layout import FlowLayout
from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.vote_words import option_words
from widgets.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from sync.discussion import Poll

TARGET = 44  # the least height of a button
LEAST_WIDTH = 96
DIGITS = 9  # options that a key of their own chooses


class BallotButtons(QWidget):
    """One press is a vote; where several may be chosen, a further button sends them."""

    voted = Signal(tuple)  # places of the options from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._poll: Poll | None = None
        self._buttons: list[WrappedButton] = []
        self._send: QPushButton | None = None

    def set_poll(self, poll: Poll) -> None:
        """Make the buttons of this poll; those of the same one stay as they are."""
        before, self._poll = self._poll, poll
        if before is not None and (before.poll, before.options) == (poll.poll, poll.options):
            return
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._send = None
        self._buttons = [self._button(number, option, poll) for number, option in enumerate(poll.options)]
        if poll.kind is PollKind.MULTIPLE:
            self._send = QPushButton(self.tr("Vote"))
            set_look(self._send, Look.PRIMARY)
            self._send.setMinimumHeight(TARGET)
            self._send.setEnabled(False)
            self._send.clicked.connect(self._send_chosen)
            self._flow.addWidget(self._send)

    def show_choices(self, choices: tuple[int, ...]) -> None:
        """Press what was voted, as far as that is known here."""
        for number, button in enumerate(self._buttons):
            button.setChecked(number in choices)
        self._name_hand()
        self._allow()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places of the pressed buttons."""
        return tuple(number for number, button in enumerate(self._buttons) if button.isChecked())

    def press(self, digit: int) -> bool:
        """Press the button of a digit from 1; False if there is none."""
        if not 1 <= digit <= min(DIGITS, len(self._buttons)):
            return False
        self._buttons[digit - 1].click()
        return True

    def _button(self, number: int, option: str, poll: Poll) -> WrappedButton:
        words = option_words(option, poll.kind)
        button = WrappedButton()
        button.setCheckable(True)
        button.setMinimumSize(current_theme().px(LEAST_WIDTH), TARGET)
        if poll.kind is PollKind.SCALE:
            button.setMinimumWidth(current_theme().px(56))
            button.show_words(words)
        else:
            button.show_words(f"{number + 1}  {words}" if number < DIGITS else words)
        button.setAccessibleName(words)
        show_tooltip(button, words)
        button.clicked.connect(lambda _=False, number=number: self._press(number))
        self._flow.addWidget(button)
        return button

    def _press(self, number: int) -> None:
        kind = self._poll.kind if self._poll is not None else PollKind.CHOICE
        if kind is PollKind.MULTIPLE:
            self._allow()
        elif kind is PollKind.HANDS:
            self._name_hand()
            self.voted.emit(self.chosen)
        else:
            self.show_choices((number,))
            self.voted.emit((number,))

    def _send_chosen(self) -> None:
        if self.chosen:
            self.voted.emit(self.chosen)

    def _allow(self) -> None:
        if self._send is not None:
            self._send.setEnabled(bool(self.chosen))

    def _name_hand(self) -> None:
        if self._poll is None or self._poll.kind is not PollKind.HANDS or not self._buttons:
            return
        hand = self._buttons[0]
        words = self.tr("✓ Hand raised · lower it") if hand.isChecked() else self.tr("Raise my hand")
        hand.show_words(words)
        hand.setAccessibleName(words)

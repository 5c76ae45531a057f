"""New PCs that ask for a seat which another one has: a card each, with one press to replace the old PC."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.seat_grid import ASKED_SIGN
from widgets.theme import Look, set_look
from widgets.wording import isolated, one_line

if TYPE_CHECKING:
    from sync.meeting import Meeting, Member
    from sync.status import SeatPresence, SeatQuestion

TARGET = 36  # the least height of a button


def _holder(meeting: Meeting, seat: str) -> Member | None:
    return next((member for member in meeting.members if member.seat == seat), None)


def question_words(question: SeatQuestion, meeting: Meeting) -> str:
    """Which seat it is, and whether the new PC gives the name of the old one."""
    translate = QCoreApplication.translate
    holder = _holder(meeting, question.seat)
    seat, name = one_line(question.seat), one_line(question.name)
    if holder is None or name == one_line(holder.name) or not name:
        words = translate("ReplacementCards", "Seat %1: another PC of the same name")
        return words.replace("%1", isolated(seat))
    words = translate("ReplacementCards", "Seat %1: another PC, which gives the name “%2”")
    return words.replace("%1", isolated(seat)).replace("%2", isolated(name))


def holder_words(question: SeatQuestion, meeting: Meeting, presence: tuple[SeatPresence, ...]) -> str:
    """How the PC at the seat is, which tells a new PC from somebody who typed a wrong number."""
    holder = _holder(meeting, question.seat)
    there = holder is not None and any(one.device == holder.device and one.connected for one in presence)
    translate = QCoreApplication.translate
    return (
        translate("ReplacementCards", "The PC registered there is connected now. Is the number right?")
        if there
        else translate("ReplacementCards", "The PC registered there is not connected.")
    )


class ReplacementCard(QFrame):
    """One question; the keyboard is not brought to it, it interrupts nobody."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.WARNING)
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        font = self.words.font()
        font.setBold(True)
        self.words.setFont(font)
        self.words.setStyleSheet("font-weight: bold")
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.accept = QPushButton(self.tr("Replace"))
        set_look(self.accept, Look.PRIMARY)
        self.refuse = QPushButton(self.tr("Refuse"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, answer in ((self.accept, True), (self.refuse, False)):
            button.setMinimumHeight(TARGET)
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.answered.emit, answer))
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.state)
        column.addLayout(row)

    def show_question(self, words: str, state: str) -> None:
        """Say who asks for what; `state` is how the PC is that sits there."""
        self.words.setText(f"{ASKED_SIGN} {words}")
        self.state.setText(state)
        self.setAccessibleName(f"{words} {state}")
        for button in (self.accept, self.refuse):
            button.setAccessibleDescription(words)  # who comes by Tab hears what is being answered


class ReplacementCards(QWidget):
    """Told who asks; says what the chair decided. Nothing is shown while nobody asks."""

    answered = Signal(str, bool)  # the device that asks, and whether it gets the seat

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(6)
        self.cards: dict[str, ReplacementCard] = {}
        self.hide()

    def set_questions(
        self, questions: tuple[SeatQuestion, ...], meeting: Meeting, presence: tuple[SeatPresence, ...]
    ) -> bool:
        """Show these; True when one is new. What is shown already keeps its place and the keyboard."""
        shown = tuple(
            (one.device, question_words(one, meeting), holder_words(one, meeting, presence))
            for one in questions
        )
        if shown == self._shown:
            return False
        news = {device for device, _, _ in shown} - self.cards.keys()
        self._shown = shown
        for device in self.cards.keys() - {device for device, _, _ in shown}:
            self._drop(device)
        for device, words, state in shown:
            if device not in self.cards:
                card = self.cards[device] = ReplacementCard()
                card.answered.connect(partial(self.answered.emit, device))
                self._column.addWidget(card)
            self.cards[device].show_question(words, state)
        self.setVisible(bool(shown))
        for device in news:
            QAccessible.updateAccessibility(QAccessibleEvent(self.cards[device], QAccessible.Event.Alert))
        return bool(news)

    def _drop(self, device: str) -> None:
        card = self.cards.pop(device)
        if card.accept.hasFocus() or card.refuse.hasFocus():
            self.focusNextChild()
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

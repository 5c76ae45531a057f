"""One poll at the chair's desk: how many have voted, how the votes stand, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from sync.discussion import Majority, Outcome, PollKind
from sync.meeting import Phase
from widgets.own_ballot import OwnBallot
from widgets.poll_wording import (
    ballot_words,
    invalid_words,
    kind_words,
    late_words,
    majority_words,
    not_voted_words,
    outcome_words,
    quorum_words,
    secrecy_words,
    turnout_words,
)
from widgets.theme import Look, set_look
from widgets.vote_words import option_words
from widgets.wording import clean, clock_words, item_words

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from sync.discussion import Poll
    from sync.meeting import Meeting

TARGET = 36
BESIDE = 120  # pixels of words beside a bar
LOOKS = {
    Outcome.OPEN: Look.SUB,
    Outcome.NONE: Look.OK,
    Outcome.CARRIED: Look.OK,
    Outcome.REJECTED: Look.WARNING,
    Outcome.NO_QUORUM: Look.WARNING,
    Outcome.UNCOUNTED: Look.ERROR,
}


class TallyBars(QWidget):
    """Each option: its words, a bar, its number; long words stand above their bar, at the whole width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.rows: list[tuple[QLabel, QProgressBar, QLabel]] = []
        self._stacked = False

    def show_tally(self, poll: Poll) -> None:
        """Show these numbers; rows are used again."""
        while len(self.rows) < len(poll.options):
            self._add_row()
        most = max(1, len(poll.voted), *poll.tally) if poll.tally else 1
        for place, (words, bar, number) in enumerate(self.rows):
            there = place < len(poll.tally)
            for widget in (words, bar, number):
                widget.setVisible(there)
            if there:
                words.setText(option_words(poll.options[place], poll.kind))
                bar.setRange(0, most)
                bar.setValue(poll.tally[place])
                bar.setAccessibleName(option_words(poll.options[place], poll.kind))
                number.setText(str(poll.tally[place]))
        self._stack()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger letters may need the whole width."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._stack()

    def _stack(self) -> None:
        """Words that would be broken beside their bars stand above them."""
        shown = [words for words, _bar, _number in self.rows if not words.isHidden()]
        widest = max((each.fontMetrics().horizontalAdvance(each.text()) for each in shown), default=0)
        stacked = widest > BESIDE
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for row in range(len(self.rows)):
            self._place(row)

    def _place(self, row: int) -> None:
        words, bar, number = self.rows[row]
        for widget in (words, bar, number):
            self._grid.removeWidget(widget)
        if self._stacked:
            self._grid.addWidget(words, 2 * row, 0, 1, 2)
            self._grid.addWidget(number, 2 * row, 2, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(bar, 2 * row + 1, 0, 1, 3)
        else:
            self._grid.addWidget(words, 2 * row, 0)
            self._grid.addWidget(bar, 2 * row, 1)
            self._grid.addWidget(number, 2 * row, 2)

    def _add_row(self) -> None:
        words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        words.setMinimumWidth(BESIDE)
        bar, number = QProgressBar(textVisible=False), QLabel()
        number.setStyleSheet("font-weight: bold")
        self.rows.append((words, bar, number))
        self._place(len(self.rows) - 1)


class PollCard(QFrame):
    """Told a poll again and again; says when the chair wants to close it."""

    close_requested = Signal(str)
    again_requested = Signal(str)
    voted = Signal(str, tuple)  # poll, places of the options from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a result that just came takes the keyboard
        self.poll = ""
        self.question = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.question, Look.TITLE)
        self.about = self._label(Look.SUB)
        self.outcome = self._label(Look.OK)
        self.outcome.setStyleSheet("font-weight: bold")
        self.turnout = QLabel()
        self.meter = QProgressBar(textVisible=False)
        self.missing = self._label(Look.SUB)
        self.bars = TallyBars()
        self.hidden_words = self._label(Look.SUB)
        self.quorum = self._label(Look.SUB)
        self.late = self._label(Look.SUB_WARNING)
        self.invalid = self._label(Look.SUB_WARNING)
        self.secrecy = self._label(Look.SUB)
        self.ballot = OwnBallot()
        self.ballot.voted.connect(lambda choices: self.voted.emit(self.poll, choices))
        self.close_button = QPushButton(self.tr("Close the poll"))
        set_look(self.close_button, Look.PRIMARY)
        self.again_button = QPushButton(self.tr("Prepare the same poll again"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        for widget in (
            self.question,
            self.about,
            self.outcome,
            self.turnout,
            self.meter,
            self.ballot,
            self.bars,
            self.hidden_words,
            self.quorum,
            self.missing,
            self.late,
            self.invalid,
            self.secrecy,
        ):
            layout.addWidget(widget)
        for button in (self.close_button, self.again_button):
            button.setMinimumHeight(TARGET)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_button.clicked.connect(lambda: self.close_requested.emit(self.poll))
        self.again_button.clicked.connect(lambda: self.again_requested.emit(self.poll))

    def show_poll(self, meeting: Meeting, poll: Poll, me: str = "", *, is_chair: bool) -> None:
        """Show this state of a poll; the device `me` can vote here if it may vote at all."""
        self.poll = poll.poll
        self.question.setText(clean(poll.question))
        self.about.setText(_about(meeting, poll))
        self._say(self.outcome, "" if poll.is_open else outcome_words(poll))
        set_look(self.outcome, LOOKS[poll.outcome])
        self.turnout.setText(turnout_words(poll))
        self.meter.setRange(0, max(1, len(poll.eligible)))
        self.meter.setValue(len(poll.voted))
        self.meter.setAccessibleName(turnout_words(poll))
        self.ballot.show_poll(poll, me, going_on=meeting.phase is not Phase.CLOSED)
        self.bars.setVisible(poll.shows_tally)
        self.bars.show_tally(poll)
        self._say(self.hidden_words, self._why_hidden(poll))
        self._say(self.quorum, quorum_words(poll))
        self._say(self.missing, not_voted_words(meeting, poll))
        self._say(self.late, late_words(meeting, poll))
        self._say(self.invalid, invalid_words(poll))
        self._say(self.secrecy, secrecy_words(secret=True) if poll.secret and poll.is_open else "")
        self.setAccessibleName(self.question.text())
        self.setAccessibleDescription(self.outcome.text())
        self.close_button.setVisible(poll.is_open and is_chair and meeting.phase is not Phase.CLOSED)
        self.again_button.setVisible(not poll.is_open and is_chair and meeting.phase is not Phase.CLOSED)

    def _why_hidden(self, poll: Poll) -> str:
        """Why no numbers are shown yet, on any screen."""
        if not poll.is_open:
            return ""
        if poll.secret:
            return self.tr("The ballots are counted at the close.")
        if not poll.shows_tally:
            return self.tr("The numbers are shown after the close, on this screen too.")
        return ""

    def _label(self, look: Look) -> QLabel:
        label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(label, look)
        return label

    @staticmethod
    def _say(label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


def _about(meeting: Meeting, poll: Poll) -> str:
    """The kind, what carries it, the item and the time."""
    item = meeting.agenda_item(poll.agenda)
    parts = [kind_words(poll.kind), ballot_words(poll)]
    if poll.kind is PollKind.YES_NO and poll.majority is not Majority.NONE:
        parts.append(majority_words(poll.majority))
    if item is not None:
        parts.append(item_words(item))
    times = clock_words(poll.opened_ms)
    parts.append(f"{times}–{clock_words(poll.closed_ms)}" if poll.closed_ms else times)
    return " ・ ".join(parts)

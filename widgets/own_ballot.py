"""The vote of the own seat in a poll, at a desk that also watches over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.ballot_buttons import BallotButtons
from widgets.theme import Look, set_look
from widgets.vote_words import hint_words

if TYPE_CHECKING:
    from sync.discussion import Poll


class OwnBallot(QWidget):
    """Hidden unless this seat may vote now; says that it has voted once the record says so."""

    voted = Signal(tuple)  # places of the options from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[int, ...], bool] | None = None
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.state, Look.SUB)
        self.buttons = BallotButtons()
        self.buttons.voted.connect(self.voted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        column.addWidget(self.state)
        column.addWidget(self.buttons)
        self.hide()

    def show_poll(self, poll: Poll, me: str, *, going_on: bool) -> None:
        """Offer the ballot of the device `me`; what is being chosen stays while others vote."""
        takes = going_on and poll.is_open and me in poll.eligible
        self.setVisible(takes)
        if not takes:
            return
        self.buttons.set_poll(poll)
        ballot, has_voted = poll.ballot_of(me), me in poll.voted
        choices = ballot.choices if ballot is not None else ()
        shown = (poll.poll, choices, has_voted)
        if shown != self._shown:
            is_other = self._shown is None or self._shown[0] != poll.poll
            if is_other or not poll.secret:  # a secret vote is in no record: what was pressed stays pressed
                self.buttons.show_choices(choices)
            self._shown = shown
        done = self.tr("Your own seat: ✓ voted. You can change it until the close.")
        todo = self.tr("Your own seat: not voted yet.") + " " + hint_words(poll)
        self.state.setText(done if has_voted else todo)

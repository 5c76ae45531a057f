"""A poll at a seat, as a strip at the lower end of the pages that can be made small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sync.meeting import Phase
from widgets.ballot_buttons import BallotButtons
from widgets.delivery import Deliveries, Delivery
from widgets.strip_scroll import StripScroll
from widgets.tally_row import TallyRow
from widgets.theme import Look, set_look
from widgets.vote_words import (
    decision_words,
    hint_words,
    left_out_words,
    secrecy_words,
    vote_words,
    votes_words,
)
from widgets.wording import body_words, button_words, one_line, shortened

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from sync.discussion import Poll
    from sync.meeting import Meeting

TARGET = 36  # the least height of a button
MOST_LETTERS = 60  # of a question above the buttons


class PollPanel(QFrame):
    """Shows the newest open poll, one that waits for this seat's vote first; then what came of it."""

    voted = Signal(str, tuple)  # poll, places of the options from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._me = ""
        self._poll: Poll | None = None
        self._sent: dict[str, tuple[int, ...]] = {}  # what was voted here; of a secret poll nobody else tells
        self.deliveries = Deliveries(self)
        self.deliveries.changed.connect(self._show)
        self._failed = False
        self._on_its_way: tuple[str, tuple[int, ...] | None] | None = None  # poll, what was voted before
        self._pressed: tuple[str, tuple[int, ...], bool] | None = None
        self._seen_open: set[str] = set()
        self._dismissed: set[str] = set()
        self._is_small = False
        self._mark = QLabel(self.tr("Vote"))
        set_look(self._mark, Look.PILL)
        self._question = _words(Look.LARGE)
        self._whole = _words(Look.LARGE)  # a question that is too long to stand above the buttons
        self._state = _words(Look.SUB)
        self._secrecy = _words(Look.SUB)
        self._fold = QPushButton(self.tr("Make small"))
        self._fold.setMinimumHeight(TARGET)
        self._fold.clicked.connect(self._press_fold)
        self.buttons = BallotButtons()
        self.buttons.voted.connect(self._vote)
        self.tally = TallyRow()
        self._body = QWidget()
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._question, 1)
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.buttons, self._state, self._whole, self.tally, self._secrecy):
            body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        self._scroll = StripScroll(self._body)
        column.addWidget(self._scroll)

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show the poll that matters now to the device `me`, if there is one."""
        self._me = me
        self._seen_open |= {poll.poll for poll in meeting.polls if poll.is_open}
        before, self._poll = self._poll, self._chosen(meeting)
        poll = self._poll
        self.setVisible(poll is not None)
        if poll is None:
            return
        if before is None or before.poll != poll.poll:
            self._is_small = False
            self._failed = False
            self.buttons.set_poll(poll)
            self.setAccessibleName(self.tr("Vote: {question}").format(question=one_line(poll.question)))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._show()

    @property
    def words(self) -> str:
        """The question and how things stand, as they are written in the strip."""
        return f"{self._question.text()}\n{self._mark.text()}\n{self._state.text()}"

    def confirm(self, poll: str, event: str) -> None:
        """What was voted last is saved, as this event."""
        self._on_its_way = None
        self.deliveries.confirm(poll, event)

    def release(self) -> None:
        """What was on its way did not go through: it can be voted again, what was voted before holds."""
        if self._on_its_way is None:
            return
        (poll, before), self._on_its_way = self._on_its_way, None
        self.deliveries.fail()
        self._sent.pop(poll, None)
        if before is not None:
            self._sent[poll] = before
        self._failed = self._poll is not None and self._poll.poll == poll
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A digit presses the button with that number."""
        digit = event.text()
        if digit.isascii() and digit.isdigit() and self._takes_votes() and self.buttons.press(int(digit)):
            return
        super().keyPressEvent(event)

    def _chosen(self, meeting: Meeting) -> Poll | None:
        is_over = meeting.phase is Phase.CLOSED  # nobody counts any more
        open_ones = [poll for poll in reversed(meeting.polls) if poll.is_open and not is_over]
        mine = [each for each in open_ones if self._me in each.eligible and self._me not in each.voted]
        here = [each for each in mine if each.poll not in self._sent]
        seen = [each for each in meeting.polls if not each.is_open and each.poll in self._seen_open]
        newest = max(seen, key=lambda each: each.closed_ms, default=None)
        closed = [newest] if newest is not None and newest.poll not in self._dismissed else []
        return next(iter((*here, *mine, *open_ones, *closed)), None)

    def _takes_votes(self) -> bool:
        poll = self._poll
        return poll is not None and poll.is_open and self._me in poll.eligible

    def _counted(self) -> tuple[int, ...] | None:
        """What the record has as the vote of this seat; None where it has none or is silent about it."""
        ballot = self._poll.ballot_of(self._me) if self._poll is not None else None
        return ballot.choices if ballot is not None else None

    def _delivery(self, poll: Poll) -> Delivery:
        ballot = poll.ballot_of(self._me)
        recorded = ballot.ballot if ballot is not None else ""
        return self.deliveries.of(poll.poll, recorded=recorded, is_recorded=self._me in poll.voted)

    def _vote(self, choices: tuple[int, ...]) -> None:
        if self._poll is not None and self._takes_votes():
            self._failed = False
            self._on_its_way = (self._poll.poll, self._sent.get(self._poll.poll))
            self._sent[self._poll.poll] = choices
            self.deliveries.send(self._poll.poll)
            self._show()
            self.voted.emit(self._poll.poll, choices)

    def _press_fold(self) -> None:
        poll = self._poll
        if poll is not None and not poll.is_open:
            self._dismissed.add(poll.poll)
            self._poll = None
            self.hide()
            return
        self._is_small = not self._is_small
        self._show()

    def _show(self) -> None:
        poll = self._poll
        if poll is None:
            return
        question = body_words(poll.question)
        is_long = len(question) > MOST_LETTERS or "\n" in question
        self._question.setText(shortened(question) if is_long else question)
        self._whole.setText(question)
        self._whole.setVisible(is_long)
        self._mark.setText(self.tr("Vote") if poll.is_open else decision_words(poll))
        choices = self._sent.get(poll.poll, self._counted() or ())
        self.buttons.setVisible(self._takes_votes())
        if self._pressed != (poll.poll, choices, self._failed):  # else somebody may be choosing
            self._pressed = (poll.poll, choices, self._failed)
            self.buttons.show_choices(choices)
        self._secrecy.setText(secrecy_words(poll))
        self.tally.show_poll(poll)
        self._state.setText(self._state_words(poll, choices))
        self._scroll.setVisible(not self._is_small)
        fold = self.tr("Make small") if not self._is_small else self.tr("Open")
        self._fold.setText(button_words(self.tr("Close") if not poll.is_open else fold))
        self._scroll.updateGeometry()

    def _state_words(self, poll: Poll, choices: tuple[int, ...]) -> str:
        if not poll.is_open:
            first = left_out_words(poll)
        elif self._me not in poll.eligible:
            first = self.tr("This seat does not vote.")
        elif self._failed:
            first = self.tr("Your vote was not saved. Please press once more.")
        elif self._me in poll.voted or choices:
            first = vote_words(poll, choices, self._delivery(poll))
        else:
            first = hint_words(poll)
        return "\n".join(part for part in (first, votes_words(poll)) if part)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the window wants it."""
        return QSize(300, super().minimumSizeHint().height())


def _words(look: Look) -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    set_look(label, look)
    return label

"""The polls at the chair's desk: what is asked now, the next question, and what was asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from sync.discussion import PollDraft
from sync.meeting import Phase
from widgets.lookback_card import LookBackCard
from widgets.poll_card import PollCard
from widgets.poll_form import PollForm
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from sync.discussion import Poll
    from sync.meeting import Meeting


class PollDesk(QScrollArea):
    """Told the meeting; says what the chair asks and closes.

    Above the form stands what is asked now, and the result that came last while nothing newer is asked.
    """

    opened = Signal(PollDraft)
    close_requested = Signal(str)
    voted = Signal(str, tuple)  # poll, places of the options from 0
    left = Signal()  # the keyboard goes back to the comments

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._meeting: Meeting | None = None
        self._is_chair = True
        self._me = ""
        self._just_closed = ""
        self.lookback = LookBackCard()
        self.form = PollForm()
        self._before = QLabel(self.tr("Earlier polls"))
        set_look(self._before, Look.HEADING)
        self._none = QLabel(self.tr("Nothing was asked yet."))
        set_look(self._none, Look.SUB)
        self.present: list[PollCard] = []
        self.earlier: list[PollCard] = []
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 10, 14, 14)
        self._column.setSpacing(10)
        self._now, self._past = QVBoxLayout(), QVBoxLayout()
        for part in (self._now, self._past):
            part.setSpacing(10)
        self._column.addWidget(self.lookback)
        self._column.addLayout(self._now)
        self._column.addWidget(self.form)
        self._column.addWidget(self._before)
        self._column.addLayout(self._past)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self.setWidget(content)
        self.form.drafted.connect(self.opened)

    def set_rights(self, *, is_chair: bool) -> None:
        """Only the chair asks and closes."""
        self._is_chair = is_chair
        if self._meeting is not None:
            self.set_meeting(self._meeting, self._me)

    def set_meeting(self, meeting: Meeting, me: str = "") -> None:
        """Show the polls of this meeting, the newest first."""
        before, self._meeting, self._me = self._meeting, meeting, me
        closed = self._closed_since(before, meeting)
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.lookback.set_meeting(meeting)
        going_on = meeting.phase is Phase.OPEN
        self.form.setVisible(self._is_chair and going_on)
        self.form.set_item(meeting.agenda_item(meeting.current_item))
        newest_first = meeting.polls[::-1]
        present = [poll for poll in newest_first if poll.is_open or poll.poll == self._just_closed]
        if not present and newest_first:
            present = [max(newest_first, key=lambda poll: poll.closed_ms)]
        earlier = [poll for poll in newest_first if poll not in present]
        self._show(self.present, self._now, present)
        self._show(self.earlier, self._past, earlier)
        self._before.setVisible(bool(earlier))
        self._none.setVisible(not meeting.polls and not self.form.isVisibleTo(self))
        if before is not None and len(meeting.polls) > len(before.polls):
            self.form.clear()  # what was prepared is asked now
            self.verticalScrollBar().setValue(0)
        if closed:
            self._stay_with(closed, takes_focus=had_focus)

    def _closed_since(self, before: Meeting | None, meeting: Meeting) -> str:
        """The poll that was closed right now; its card stays where it is until another one is opened."""
        running = {poll.poll for poll in before.polls if poll.is_open} if before is not None else set()
        closed = next((each.poll for each in meeting.polls if each.poll in running and not each.is_open), "")
        opened = before is not None and len(meeting.polls) > len(before.polls)
        if closed or opened:
            self._just_closed = closed
        return closed

    def _stay_with(self, poll: str, *, takes_focus: bool) -> None:
        """Keep the result in view; the keyboard is on it if it was on the button that went."""
        card = next((each for each in self.present if each.poll == poll and not each.isHidden()), None)
        if card is None:
            return
        if takes_focus:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leads back; what was begun stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def take_keyboard(self) -> None:
        """To what can be closed, or else to what can be asked."""
        closing = (card.close_button for card in self.present)
        found = next((each for each in closing if each.isVisible()), self.form.question)
        if found.isVisible():
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, found, lambda: self.ensureWidgetVisible(found))

    def show_lookback(self) -> None:
        """Bring what was answered in the look-back into view."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.lookback))

    def prepare_again(self, poll: str) -> None:
        """Fill the form with an earlier poll, to be asked once more."""
        found = next(
            (each for each in (self._meeting.polls if self._meeting else ()) if each.poll == poll), None
        )
        if found is not None:
            self.form.prepare(found)
            self.ensureWidgetVisible(self.form)
            self.form.question.setFocus()

    def _show(self, cards: list[PollCard], column: QVBoxLayout, polls: list[Poll]) -> None:
        """Cards are used again, so that nothing flickers as votes come in."""
        while len(cards) < len(polls):
            card = PollCard()
            card.close_requested.connect(self.close_requested)
            card.again_requested.connect(self.prepare_again)
            card.voted.connect(self.voted)
            cards.append(card)
            column.addWidget(card)
        for place, card in enumerate(cards):
            card.setVisible(place < len(polls))
            if place < len(polls) and self._meeting is not None:
                card.show_poll(self._meeting, polls[place], self._me, is_chair=self._is_chair)

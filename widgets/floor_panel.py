"""The floor at the chair's desk: who speaks and for how long, who waits, and the way to let them speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Phase
from widgets.bar_label import BarLabel
from widgets.choice_button import ChoiceButton
from widgets.floor_clock import is_over, speaker_words, speech_words, spoken_by_seat
from widgets.projector_view import wall_clock_ms
from widgets.speaking_box import SpeakingBox
from widgets.theme import Look, set_look
from widgets.wording import span_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.discussion import FloorRequest
    from sync.meeting import Meeting

SECOND_MS: Final = 1000
ROWS_SHOWN: Final = 30  # whoever waits behind these can be given the floor at the seats
ROWS_IN_VIEW: Final = 1.6  # the speech, or whoever waits longest; the others by scrolling
TARGET: Final = 36
LIMITS_S: Final = (0, 60, 120, 180, 300, 600)


class QueueRow(QWidget):
    """One seat that waits, and the button that lets it speak."""

    def __init__(self) -> None:
        super().__init__()
        self.device = ""
        self.words = BarLabel()
        self.waiting = QLabel()
        set_look(self.waiting, Look.SUB)
        self.button = QPushButton(self.tr("Let speak"))
        self.button.setMinimumHeight(TARGET)
        set_look(self.button, Look.CHOICE)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for fixed in (self.waiting, self.button):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.waiting)
        layout.addWidget(self.button)


class FloorPanel(QFrame):
    """Stands at the foot of the room, so that a hand which goes up moves nothing above it."""

    granted = Signal(str, int)  # a device, seconds or 0 for no limit
    speech_ended = Signal()

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self._now_ms = now_ms
        self._meeting: Meeting | None = None
        self._is_chair = True
        title = self._title = QLabel(self.tr("The floor"))
        title.setStyleSheet("font-weight: bold")
        self.state = QLabel(textFormat=Qt.TextFormat.PlainText)
        set_look(self.state, Look.SUB)
        self.limit = ChoiceButton(
            self.tr("Time for a speech"), [(str(s), self._limit_words(s)) for s in LIMITS_S]
        )
        self.limit.setMinimumHeight(TARGET)
        set_look(self.limit, Look.CHOICE)
        self.times_button = QPushButton(self.tr("Times…"))
        self.times_button.setAccessibleName(self.tr("List of speaking times"))
        self.times_button.setMinimumHeight(TARGET)
        set_look(self.times_button, Look.CHOICE)
        self.box = SpeakingBox(self)
        self.speaker = BarLabel()
        self.speaker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clock = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.end_button = QPushButton(self.tr("End the speech"))
        self.end_button.setMinimumHeight(TARGET)
        set_look(self.end_button, Look.CHOICE)
        self._rows: list[QueueRow] = []
        self.more = QLabel()
        set_look(self.more, Look.SUB)
        self._lay_out(title)
        self._seconds = QTimer(self, interval=SECOND_MS)
        self._seconds.timeout.connect(self._tell_time)
        self.end_button.clicked.connect(self.speech_ended)
        self.times_button.clicked.connect(self._show_times)

    @property
    def limit_s(self) -> int:
        """How long the next speech should take."""
        return int(self.limit.value)

    def set_rights(self, *, is_chair: bool) -> None:
        """Only the chair gives the floor."""
        self._is_chair = is_chair
        if self._meeting is not None:
            self.set_meeting(self._meeting)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show who speaks and who waits."""
        before, self._meeting = self._meeting, meeting
        going_on = meeting.phase is not Phase.CLOSED
        floor = meeting.floor
        speech, queue = floor.speech if going_on else None, floor.queue if going_on else ()
        self.setVisible(going_on or bool(floor.speeches))
        self.limit.setVisible(self._is_chair and going_on)
        self._speech.setVisible(speech is not None)
        self.end_button.setVisible(self._is_chair)
        if speech is not None:
            self.speaker.show_text(f"▶ {speaker_words(meeting, speech.device)}")
        self._show_queue(meeting, queue)
        waiting = self.tr("%n seat(s) wait(s)", "", len(queue)) if queue else self.tr("nobody waits")
        self.state.setText(waiting)
        self._title.setText(f"{self.tr('The floor')} {len(queue)}" if queue else self.tr("The floor"))
        self._title.setAccessibleName(f"{self.tr('The floor')}, {waiting}")
        self.state.setVisible(going_on and speech is None and not queue)  # else the rows say it
        if speech is not None and (before is None or before.floor.speech is None):
            self._stay_with_the_speech()
        ticks = speech is not None or bool(queue)
        if not ticks:
            self._seconds.stop()
        elif not self._seconds.isActive():  # news must not hold the clock up
            self._seconds.start()
        self._tell_time()

    def _stay_with_the_speech(self) -> None:
        """The key that gave the floor ends the speech next; it does not give it to whoever waits behind."""
        if any(row.button.hasFocus() for row in self._rows) and self._is_chair:
            self.end_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def grant(self, device: str) -> None:
        """Let a seat speak, with the time that is chosen here."""
        self.granted.emit(device, self.limit_s)

    def take_keyboard(self) -> None:
        """To whoever waits longest, else to the speech, else to how long the next one takes."""
        buttons = (*(row.button for row in self._rows[:1]), self.end_button, self.limit, self.times_button)
        found = next((button for button in buttons if button.isVisible()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_queue(self, meeting: Meeting, queue: tuple[FloorRequest, ...]) -> None:
        """Rows are used again, so that nothing flickers and the keyboard stays where it is."""
        shown = queue[:ROWS_SHOWN]
        while len(self._rows) < len(shown):
            self._add_row()
        for row, request in zip(self._rows, shown, strict=False):
            row.device = request.device
            place = meeting.floor.place_of(request.device)
            who = speaker_words(meeting, request.device)
            row.words.show_text(f"{place}　{who}")
            row.button.setAccessibleName(self.tr("Let %1 speak").replace("%1", who))
            row.button.setVisible(self._is_chair)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(shown))
        self.more.setVisible(len(queue) > len(shown))
        self.more.setText(self.tr("and %n more", "", len(queue) - len(shown)))

    def _add_row(self) -> None:
        row = QueueRow()
        row.button.clicked.connect(lambda: self.grant(row.device))
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) + 1, row)  # below the state and the speech

    def _tell_time(self) -> None:
        """Only words that differ are set, so a second that goes by moves nothing."""
        meeting = self._meeting
        if meeting is None:
            return
        now_ms, floor = self._now_ms(), meeting.floor
        if floor.speech is not None:
            words = speech_words(floor.speech, now_ms)
            if words != self.clock.text():
                self.clock.setText(words)
                self.clock.setAccessibleName(words)
            set_look(self.clock, Look.ERROR if is_over(floor.speech, now_ms) else Look.OK)
        waits = {request.device: request.at_ms for request in floor.queue}
        for row in self._rows:
            if not row.isHidden():
                waited = span_words(max(0, now_ms - waits.get(row.device, now_ms)))
                row.waiting.setText(self.tr("waits %1").replace("%1", waited))
        if self.box.isVisible():
            self.box.set_spoken(spoken_by_seat(meeting, now_ms))

    def _show_times(self) -> None:
        if self._meeting is not None:
            self.box.set_spoken(spoken_by_seat(self._meeting, self._now_ms()))
        self.box.show()
        self.box.raise_()
        self.box.activateWindow()

    def _limit_words(self, limit_s: int) -> str:
        return self.tr("%n min", "", limit_s // 60) if limit_s else self.tr("No limit")

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.limit)
        head.addWidget(self.times_button)
        self._speech = QWidget()
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.speaker, 1)
        beside.addWidget(self.end_button)
        words = QVBoxLayout(self._speech)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addLayout(beside)
        words.addWidget(self.clock)
        content = QWidget()
        set_look(content, Look.PANEL)
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.state)
        self._column.addWidget(self._speech)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self._queue = QScrollArea()
        self._queue.setWidgetResizable(True)
        self._queue.setFrameShape(QFrame.Shape.NoFrame)
        self._queue.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._queue.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._queue.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._queue)
        self._fix_height()

    def _fix_height(self) -> None:
        """Always the same, so that a hand which goes up, or a speech, moves nothing."""
        self._queue.setFixedHeight(round(ROWS_IN_VIEW * QueueRow().sizeHint().height()) + 4)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fix_height()

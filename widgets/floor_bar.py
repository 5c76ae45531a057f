"""Asks for the floor with one button; shows who speaks, and on demand who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.bar_label import BarLabel
from widgets.icons import IconName, icon
from widgets.theme import Look, current_theme, set_look
from widgets.wording import button_words, member_words, seat_words, span_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from sync.discussion import Floor, Speech
    from sync.meeting import Meeting

TICK_MS = 1_000
TARGET = 36  # the least height of a button
MOST_NAMED = 8  # of those who wait; of the others only the number is told


class FloorBar(QFrame):
    """The clock is given from outside, in milliseconds since 1970 on the clock of the meeting."""

    requested = Signal()
    withdrawn = Signal()
    ended = Signal()

    def __init__(self, clock: Callable[[], int] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._clock = clock or QDateTime.currentMSecsSinceEpoch
        self._meeting: Meeting | None = None
        self._me = ""
        self._is_allowed = False
        self._is_sent = False
        self._speaker = BarLabel()
        set_look(self._speaker, Look.SUB)
        self._queue = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._queue, Look.SUB)
        self._queue.hide()
        self.button = QPushButton()
        self.button.setMinimumHeight(TARGET)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.waiting = QPushButton()
        self.waiting.setAccessibleName(self.tr("Who waits to speak"))
        self.waiting.setCheckable(True)
        self.waiting.setMinimumHeight(TARGET)
        set_look(self.waiting, Look.FILTER)
        self.waiting.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.addWidget(self.button, 1)
        row.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 3, 10, 5)
        column.setSpacing(4)
        column.addWidget(self._queue)
        column.addWidget(self._speaker)
        column.addLayout(row)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self.button.clicked.connect(self._press)
        self.waiting.toggled.connect(lambda _: self._show_queue())
        self._draw()
        self.hide()

    def set_meeting(self, meeting: Meeting, me: str, *, allowed: bool) -> None:
        """Show the floor as it is now; `allowed`: this seat may ask for it."""
        if self._meeting is None or meeting.floor != self._meeting.floor:
            self._is_sent = False
        self._meeting, self._me, self._is_allowed = meeting, me, allowed
        self._show()

    def release(self) -> None:
        """What was asked for did not go through: it can be asked again."""
        self._is_sent = False
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon anew when colours or sizes change."""
        super().changeEvent(event)
        if event.type() in (event.Type.StyleChange, event.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        side = current_theme().px(18)
        self.button.setIconSize(QSize(side, side))
        self.button.setIcon(icon(IconName.FLOOR))

    def _press(self) -> None:
        floor = self._floor()
        if floor is None:
            return
        self._is_sent = True
        self.button.setEnabled(False)
        if self._own_speech(floor) is not None:
            self.ended.emit()
        elif floor.place_of(self._me):
            self.withdrawn.emit()
        else:
            self.requested.emit()

    def _floor(self) -> Floor | None:
        return self._meeting.floor if self._meeting is not None else None

    def _own_speech(self, floor: Floor) -> Speech | None:
        return floor.speech if floor.speech is not None and floor.speech.device == self._me else None

    def _show(self) -> None:
        floor = self._floor()
        if floor is None:
            return
        self.setVisible(self._is_allowed or bool(floor.queue) or floor.speech is not None)
        self.button.setVisible(self._is_allowed)
        self.button.setEnabled(not self._is_sent)
        count = len(floor.queue)
        self.waiting.setVisible(count > 0)
        self.waiting.setText(self.tr("Waiting {count}").format(count=count))
        self.waiting.setAccessibleName(self.tr("Waiting to speak: {count}. Shows who.").format(count=count))
        self._show_queue()
        self._show_time()

    def _show_queue(self) -> None:
        floor, meeting = self._floor(), self._meeting
        queue = floor.queue if floor is not None else ()
        names = [
            f"{place}. {self._words(request.device)}"
            for place, request in enumerate(queue[:MOST_NAMED], 1)
            if meeting is not None
        ]
        if len(queue) > MOST_NAMED:
            names.append(self.tr("and {count} more").format(count=len(queue) - MOST_NAMED))
        self._queue.setText("\n".join(names))
        self._queue.setVisible(bool(names) and self.waiting.isChecked())

    def _words(self, device: str) -> str:
        if device == self._me:
            return self.tr("You")
        member = self._meeting.member(device) if self._meeting is not None else None
        if member is None:
            return self.tr("A participant")
        return " ".join(part for part in (seat_words(member.seat), member_words(member)) if part)

    def _show_time(self) -> None:
        floor = self._floor()
        speech = floor.speech if floor is not None else None
        if floor is None or speech is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        own = floor is not None and self._own_speech(floor) is not None
        self._speaker.setVisible(speech is not None and not own)
        if speech is not None and not own:
            words = self.tr("Speaking: {name} {time}")
            self._speaker.show_text(words.format(name=self._words(speech.device), time=self._spoken(speech)))
        words, name = self._button_words(floor) if floor is not None else ("", "")
        set_look(self.button, Look.PRIMARY if own else Look.PILL if self._place() else Look.CHOICE)
        if words != self.button.text():
            self.button.setText(button_words(words))
        self.button.setAccessibleName(name)

    def _place(self) -> int:
        floor = self._floor()
        return floor.place_of(self._me) if floor is not None else 0

    def _button_words(self, floor: Floor) -> tuple[str, str]:
        """What stands on the button; for who hears it without the seconds, which would never end."""
        own = self._own_speech(floor)
        if own is not None:
            return (
                self.tr("Speaking {time} · end").format(time=self._spoken(own)),
                self.tr("You have the floor. Press to end your speech."),
            )
        if place := self._place():
            words = self.tr("Waiting to speak: no. {place} · withdraw").format(place=place)
            return words, words
        words = self.tr("Ask for the floor")
        return words, words

    def _spoken(self, speech: Speech) -> str:
        spoken_ms = speech.spoken_ms(self._clock())
        words = span_words(spoken_ms)
        if speech.limit_s:
            words += f" / {span_words(speech.limit_s * 1000)}"
            if spoken_ms > speech.limit_s * 1000:
                words += " " + self.tr("over")
        return words

"""Asks for the floor with one button; shows who speaks, and on demand who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QSize, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from sync.meeting import Phase
from widgets.icons import IconName, icon
from widgets.theme import Look, current_theme, set_look
from widgets.wording import button_words, member_words, seat_words, span_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from sync.discussion import Floor, Speech
    from sync.meeting import Meeting

TICK_MS = 1_000
TARGET = 36  # the least height of a button
EDGE, GAP = 10, 6
SIDES = 36  # what a button has around its words, and between them and its icon
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
        self._out: frozenset[str] = frozenset()  # what has not reached the chair's PC
        self.button = QPushButton()
        self.button.setMinimumHeight(TARGET)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.waiting = QPushButton()
        self.waiting.setAccessibleName(self.tr("Who waits to speak"))
        self.waiting.setMinimumHeight(TARGET)
        set_look(self.waiting, Look.FILTER)
        self.waiting.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.waiting.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 3, EDGE, 5)
        row.setSpacing(GAP)
        row.addWidget(self.button, 1)
        row.addWidget(self.waiting)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self.button.clicked.connect(self._press)
        self._draw()
        self.hide()

    def set_meeting(self, meeting: Meeting, me: str, *, allowed: bool) -> None:
        """Show the floor as it is now; `allowed`: this seat may ask for it."""
        if self._meeting is None or meeting.floor != self._meeting.floor:
            self._is_sent = False
        self._meeting, self._me, self._is_allowed = meeting, me, allowed
        self._show()

    def set_waiting(self, waiting: frozenset[str]) -> None:
        """Which events of this seat have not reached the chair's PC; what was asked may be one of them."""
        self._out = waiting
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other room, other words."""
        super().resizeEvent(event)
        self._show_time()

    def _draw(self) -> None:
        side = current_theme().px(18)
        self.button.setIconSize(QSize(side, side))
        own = self._meeting is not None and self._own_speech(self._meeting.floor) is not None
        self.button.setIcon(icon(IconName.FLOOR, current_theme().palette.on_ai if own else ""))

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
        if floor is None or self._meeting is None:
            return
        is_over = self._meeting.phase is Phase.CLOSED  # nobody waits for anything any more
        self.setVisible(not is_over and (self._is_allowed or bool(floor.queue) or floor.speech is not None))
        self.button.setVisible(self._is_allowed)
        self.button.setEnabled(not self._is_sent)
        count = len(floor.queue)
        others = floor.speech is not None and self._own_speech(floor) is None
        self.waiting.setVisible(count > 0 or others)
        words = self.tr("Waiting {count}").format(count=count) if count else self.tr("Who speaks")
        self.waiting.setText(f"{words} ▾")
        self.waiting.setAccessibleName(self.tr("Waiting to speak: {count}. Shows who.").format(count=count))
        self._show_time()

    def _fill_menu(self) -> None:
        """Who speaks, and who waits in which order; there is nothing to choose."""
        self._menu.clear()
        floor = self._floor()
        if floor is None:
            return
        if floor.speech is not None:
            words = self.tr("Speaking: {name} {time}")
            name, time = self._words(floor.speech.device), self._spoken(floor.speech)
            self._menu.addAction(button_words(words.format(name=name, time=time)))
        for place, request in enumerate(floor.queue[:MOST_NAMED], 1):
            self._menu.addAction(button_words(f"{place}. {self._words(request.device)}"))
        if len(floor.queue) > MOST_NAMED:
            more = self.tr("and {count} more").format(count=len(floor.queue) - MOST_NAMED)
            self._menu.addAction(more)

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
        choice, name = self._button_words(floor) if floor is not None else (("",), "")
        look = Look.PRIMARY if own else Look.PILL if self._place() else Look.CHOICE
        if self.button.property("look") != look.value:
            set_look(self.button, look)
            self._draw()
        words = button_words(next(filter(self._has_room, choice), choice[-1]))
        if words != self.button.text():
            self.button.setText(words)
        self.button.setAccessibleName(name)

    def _has_room(self, words: str) -> bool:
        theme = current_theme()
        taken = self.button.iconSize().width() + theme.px(SIDES)
        return QFontMetrics(theme.font(1, QFont.Weight.Bold)).horizontalAdvance(words) <= self._room() - taken

    def _room(self) -> int:
        beside = 0 if self.waiting.isHidden() else self.waiting.sizeHint().width() + GAP
        return self.width() - 2 * EDGE - beside

    def _place(self) -> int:
        floor = self._floor()
        return floor.place_of(self._me) if floor is not None else 0

    def _button_words(self, floor: Floor) -> tuple[tuple[str, ...], str]:
        """What may stand on the button, the longest first; and its name, without seconds that never end."""
        own = self._own_speech(floor)
        if own is not None:
            long, short = self._spoken(own), self._spoken(own, with_limit=False)
            speaking, end = self.tr("Speaking {time} · end"), self.tr("{time} · end")
            choice = (speaking.format(time=long), speaking.format(time=short), end.format(time=short))
            return choice, self.tr("You have the floor. Press to end your speech.")
        if any(request.device == self._me and request.request in self._out for request in floor.queue):
            words = self.tr("Not with the chair yet · withdraw")
            return (words, self.tr("On its way · withdraw")), words
        if place := self._place():
            words = self.tr("Waiting: no. {place} · withdraw").format(place=place)
            return (words, self.tr("No. {place} · withdraw").format(place=place)), words
        words = self.tr("Ask for the floor")
        return (words,), words

    def _spoken(self, speech: Speech, *, with_limit: bool = True) -> str:
        spoken_ms = speech.spoken_ms(self._clock())
        words = span_words(spoken_ms)
        if speech.limit_s:
            words += f" / {span_words(speech.limit_s * 1000)}" if with_limit else ""
            if spoken_ms > speech.limit_s * 1000:
                words += " " + self.tr("over")
        return words

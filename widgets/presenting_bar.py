"""What a presenter needs in one strip: show the page to all, point, ask all to look, come to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from widgets.bar_label import BarLabel
from widgets.icons import IconName
from widgets.theme import Look, set_look
from widgets.word_button import WordButton, make_room

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LEAST_WIDTH = 240  # of the bar: its buttons give up their words before the window grows
WORDS_WIDTH = 150  # what its own words keep at least, in pixels of the desktop
GAP = 8


class PresentingBar(QFrame):
    """At the chair's desk always there; at a seat only while the chair has given it the role."""

    present_requested = Signal()
    stop_requested = Signal()
    call_requested = Signal()
    pointer_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, of_chair: bool = False) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self.setMinimumWidth(LEAST_WIDTH)
        self._of_chair = of_chair
        self._words = BarLabel()
        self._words.setHidden(of_chair)
        self.present = WordButton(IconName.PRESENT, self.tr("Show this page on all seats"))
        self.stop = WordButton(IconName.STOP, self.tr("Stop presenting"))
        self.call = WordButton(IconName.CALL, self.tr("Ask all to look here"))
        self.pointer = WordButton(IconName.POINTER)
        self.pointer.setCheckable(True)
        self._buttons = (self.present, self.stop, self.call, self.pointer)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(GAP)
        row.addWidget(self._words)
        if not of_chair:
            row.addStretch()
        for button in (self.present, self.pointer, self.call, self.stop):
            row.addWidget(button)
        if of_chair:
            row.addStretch()
        self.present.clicked.connect(self.present_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.call.clicked.connect(self.call_requested)
        self.pointer.clicked.connect(self._turn_pointer)
        self.show_pointer(on=True)
        self.show_state(place="", can_show=False)
        self.setVisible(of_chair)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, *, offered: bool) -> None:
        """Whether this seat was given the role; the keyboard stays where it is."""
        if self._of_chair or offered != self.isHidden():
            return
        self.setVisible(offered)
        if offered:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_state(self, *, place: str, can_show: bool, is_here: bool = False) -> None:
        """What is presented from here, "" for nothing; whether a page is open that could be, and is that one.

        What is presented and open needs no further press: its pages go along.
        """
        presents = bool(place)
        said = self.tr("You present {place}").format(place=place) if presents else self.tr("Please present.")
        self._words.show_text(said)
        self.setAccessibleName(said)
        set_look(self.present, Look.CHOICE if presents or self._of_chair else Look.PRIMARY)
        self.present.setEnabled(can_show)
        self.present.setHidden(is_here)
        self.call.setEnabled(can_show)
        self.pointer.setHidden(not presents)
        self.stop.setHidden(not presents or self._of_chair)  # the chair has it beside the agenda
        self._make_room()

    def show_pointer(self, *, on: bool) -> None:
        """Whether the others see where one points."""
        self.pointer.setChecked(on)
        set_look(self.pointer, Look.CHOICE if on else Look.QUIET)
        words = self.tr("◉ Pointer is shown") if on else self.tr("○ Pointer is not shown")
        self.pointer.say(words, words[2:])
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give up words where all of them do not fit."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        kept = 24 if self._of_chair else WORDS_WIDTH + 24
        make_room(self._buttons, self.width() - kept, GAP)

    def _turn_pointer(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.show_pointer(on=on)
        self.pointer_toggled.emit(on)

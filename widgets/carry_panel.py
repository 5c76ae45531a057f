"""Asks what of a meeting goes into the file; its confidential documents never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from widgets.carry_values import CarryContent, CarryMeeting
from widgets.choice_button import ChoiceButton
from widgets.question_strip import TARGET
from widgets.theme import Look, current_theme, set_look
from widgets.wording import button_words, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 640
LETTERS = 30  # of a title in the list of meetings


class CarryPanel(QDialog):
    """In front of its window and in the way of nothing that goes on; `chosen` comes once all is answered."""

    chosen = Signal(object, CarryContent)  # CarryMeeting

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Carry the meeting"))
        self._meetings: tuple[CarryMeeting, ...] = ()
        self._which: ChoiceButton | None = None
        self._place = QVBoxLayout()
        self._group = QButtonGroup(self)
        self._choices: dict[CarryContent, QRadioButton] = {}
        self._warning = QLabel(wordWrap=True)
        set_look(self._warning, Look.WARNING)
        self.write = QPushButton(self.tr("Choose where to write it…"))
        set_look(self.write, Look.PRIMARY)
        self.write.setDefault(True)
        self.write.clicked.connect(self._choose)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def ask(self, meetings: Sequence[CarryMeeting]) -> None:
        """Ask about one of these meetings, the first one being shown."""
        self._meetings = tuple(meetings)
        self._offer_meetings()
        self._show_meeting()
        width = min(current_theme().px(WIDTH), self.screen().availableGeometry().width())
        self.resize(width, self.heightForWidth(width))
        self.open()
        self._choices[self.content].setFocus()

    @property
    def content(self) -> CarryContent:
        """What is chosen now."""
        return next(content for content, button in self._choices.items() if button.isChecked())

    def choose(self, content: CarryContent) -> None:
        """Choose this, as a click would."""
        self._choices[content].setChecked(True)

    def _meeting(self) -> CarryMeeting:
        return self._meetings[int(self._which.value) if self._which else 0]

    def _offer_meetings(self) -> None:
        """A button with all of them, where there are several."""
        if self._which is not None:
            self._which.deleteLater()
            self._which.hide()
            self._which = None
        if len(self._meetings) > 1:
            choices = [
                (str(number), button_words(one_line(meeting.title)[:LETTERS]))
                for number, meeting in enumerate(self._meetings)
            ]
            self._which = ChoiceButton(self.tr("Meeting to write"), choices)
            self._which.setMinimumHeight(TARGET)
            self._which.chosen.connect(self._show_meeting)
            self._place.addWidget(self._which)

    def _show_meeting(self) -> None:
        self.choose(CarryContent.EVERYTHING)
        words = self.tr("The file is not encrypted: whoever has it can read it. Handle it like paper.")
        if self._meeting().confidential:
            words += " " + self.tr("Confidential documents stay behind: they are never in such a file.")
        self._warning.setText(f"！ {words}")
        self._warning.setAccessibleName(words)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self._meeting(), self.content)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("What goes into the file?"))
        set_look(heading, Look.LARGE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(2)
        layout.addWidget(heading)
        layout.addLayout(self._place)
        for content, title, hint in (
            (
                CarryContent.EVERYTHING,
                self.tr("Everything"),
                self.tr("Agenda, comments and documents: for a PC that has nothing yet"),
            ),
            (
                CarryContent.EVENTS,
                self.tr("Everything but the documents"),
                self.tr("A small file with agenda and comments: for a PC that has the documents"),
            ),
            (
                CarryContent.MISSING,
                self.tr("Only what another PC lacks"),
                self.tr("Next, choose the file with the list that was written on that PC"),
            ),
            (
                CarryContent.LIST,
                self.tr("Only the list of what is here"),
                self.tr("Take it to another PC, which then writes only what is missing here"),
            ),
        ):
            self._add_choice(layout, content, title, hint)
        layout.addSpacing(8)
        layout.addWidget(self._warning)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.cancel, self.write):
            button.setMinimumHeight(TARGET)
            row.addWidget(button)
        layout.addLayout(row)

    def _add_choice(self, layout: QVBoxLayout, content: CarryContent, title: str, hint: str) -> None:
        button = QRadioButton(title)
        button.setMinimumHeight(TARGET)
        button.setAccessibleDescription(hint)
        self._group.addButton(button)
        self._choices[content] = button
        below = QLabel(hint)
        set_look(below, Look.SUB)
        below.setContentsMargins(28, 0, 0, 4)
        layout.addWidget(button)
        layout.addWidget(below)

"""Setting the projector up in a room: the farthest seat, the screen, colours, the turning of texts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from widgets.choice_button import ChoiceButton
from widgets.number_stepper import NumberStepper
from widgets.projector_choices import (
    FARTHEST_M,
    NARROWEST_M,
    NEAREST_M,
    WIDEST_M,
    ProjectorChoices,
    Turning,
    distance_of_rows,
    least_size,
)
from widgets.projector_text import CANVAS_HEIGHT
from widgets.theme import Look, set_look

MOST_ROWS = 40
CM = 100
TARGET = 36
DARK, LIGHT = "dark", "light"


class ProjectorSetup(QWidget):
    """Told the choices; says what the chair made of them."""

    chosen = Signal(object)  # ProjectorChoices

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = ProjectorChoices()
        self._aspect = 16 / 9
        self.farthest = NumberStepper(
            self.tr("Farthest seat, in metres"), round(NEAREST_M), round(FARTHEST_M), unit=self.tr("m")
        )
        self.rows = NumberStepper(self.tr("Rows of seats"), 0, MOST_ROWS)
        self.screen_width = NumberStepper(
            self.tr("Width of the picture, in centimetres"),
            round(NARROWEST_M * CM),
            round(WIDEST_M * CM),
            step=10,
            unit=self.tr("cm"),
        )
        self.letters = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.letters, Look.SUB)
        self.colours = ChoiceButton(self.tr("Colours"), ((DARK, self.tr("Dark")), (LIGHT, self.tr("Light"))))
        self.turning = ChoiceButton(
            self.tr("Long texts go on"),
            (
                (Turning.READING.value, self.tr("by reading speed")),
                (Turning.EIGHT.value, self.tr("every 8 seconds")),
                (Turning.FIFTEEN.value, self.tr("every 15 seconds")),
                (Turning.HAND.value, self.tr("by hand")),
            ),
        )
        self.calm = QCheckBox(self.tr("Changes fade softly"))
        self.calm.setMinimumHeight(TARGET)
        for button in (self.colours, self.turning):
            button.setMinimumHeight(TARGET)
            button.chosen.connect(self._choose)
        self.farthest.changed.connect(self._choose)
        self.screen_width.changed.connect(self._choose)
        self.rows.changed.connect(self._count_rows)
        self.calm.toggled.connect(self._choose)
        self._lay_out()
        self.set_choices(self._choices)

    def set_choices(self, choices: ProjectorChoices) -> None:
        """Show these, without telling anybody."""
        self._choices = choices
        self.farthest.set_value(round(choices.farthest_m))
        self.screen_width.set_value(round(choices.screen_m * CM))
        self.calm.blockSignals(True)  # noqa: FBT003 - Qt has no keyword for it
        self.calm.setChecked(choices.calm)
        self.calm.blockSignals(False)  # noqa: FBT003 - as above
        self.colours.choose(DARK if choices.dark else LIGHT)
        self.turning.choose(choices.turning.value)
        self._show_letters()

    def set_aspect(self, aspect: float) -> None:
        """Know the proportions of the screen in the room."""
        self._aspect = aspect
        self._show_letters()

    def _count_rows(self, rows: int) -> None:
        """Who knows only the rows need not measure."""
        if rows:
            self.farthest.choose(round(distance_of_rows(rows)))

    def _choose(self, _value: object = None) -> None:
        choices = replace(
            self._choices,
            farthest_m=float(self.farthest.value),
            screen_m=self.screen_width.value / CM,
            dark=self.colours.value == DARK,
            calm=self.calm.isChecked(),
            turning=Turning(self.turning.value),
        )
        if choices != self._choices:
            self._choices = choices
            self._show_letters()
            self.chosen.emit(choices)

    def _show_letters(self) -> None:
        size = least_size(self._choices.farthest_m, self._choices.screen_m, self._aspect)
        words = self.tr("The smallest letters are 1/%1 of the height of the picture.")
        self.letters.setText(words.replace("%1", str(int(CANVAS_HEIGHT / size))))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setVerticalSpacing(6)
        rows = (
            (self.tr("To the farthest seat about"), self.farthest),
            (self.tr("or count the rows"), self.rows),
            (self.tr("Width of the picture about"), self.screen_width),
        )
        for number, (words, widget) in enumerate(rows):
            label = QLabel(words, wordWrap=True)
            label.setBuddy(widget)
            grid.addWidget(label, number, 0)
            grid.addWidget(widget, number, 1)
        grid.addWidget(self.letters, 3, 0, 1, 2)
        for number, (words, button) in enumerate(
            ((self.tr("Colours"), self.colours), (self.tr("Long texts go on"), self.turning)), start=4
        ):
            label = QLabel(words, wordWrap=True)
            label.setBuddy(button)
            grid.addWidget(label, number, 0)
            grid.addWidget(button, number, 1)
        grid.addWidget(self.calm, 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)

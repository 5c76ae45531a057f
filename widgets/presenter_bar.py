"""Where the presenter is, as a quiet strip above one's own page: follow, or go on reading elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from widgets.bar_label import BarLabel
from widgets.icons import IconName
from widgets.theme import Look, set_look
from widgets.word_button import TARGET, WordButton, make_room

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

FOLLOW_KEY = "F5"
WORDS_WIDTH = 140  # what the words above the page keep at least, in pixels of the desktop
GAP = 8


class PresenterBar(QFrame):
    """Shown only while somebody presents."""

    follow_toggled = Signal(bool)
    beside_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._words = BarLabel()
        self.follow = QPushButton()
        self.follow.setCheckable(True)
        self.follow.setAccessibleName(self.tr("Follow the presenter"))
        self.follow.clicked.connect(self.follow_toggled)
        self.beside = WordButton(IconName.BESIDE)
        self.beside.setCheckable(True)
        self.beside.clicked.connect(self.beside_toggled)
        self.show_beside(on=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(GAP)
        row.addWidget(self._words)
        row.addStretch()
        for button in (self.follow, self.beside):
            button.setMinimumHeight(TARGET)
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_presenter(self, place: str, *, following: bool) -> None:
        """Name the presenter's page; an empty place says that nobody presents."""
        self.setVisible(bool(place))
        if not place:
            return
        self.follow.setChecked(following)
        said = (
            self.tr("The presenter is on {place}")
            if following
            else self.tr("You look for yourself – the presenter is on {place}")
        )
        self._words.show_text(said.format(place=place))
        words = self.tr("◉ Following the presenter") if following else self.tr("◎ Follow the presenter (F5)")
        set_look(self.follow, Look.CHOICE if following else Look.PRIMARY)
        self.follow.setText(words)
        self.follow.setAccessibleName(words[2:])
        self._make_room()

    def show_beside(self, *, on: bool) -> None:
        """Whether the presenter's page stands beside one's own."""
        self.beside.setChecked(on)
        set_look(self.beside, Look.CHOICE if on else Look.QUIET)
        words = self.tr("◉ The presenter's page beside") if on else self.tr("The presenter's page beside")
        self.beside.say(words, self.tr("The presenter's page beside mine"))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give up words where all of them do not fit."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        taken = self.follow.sizeHint().width() + GAP + WORDS_WIDTH + 24
        make_room((self.beside,), self.width() - taken, GAP)

"""Says, above the work, that the room looks back, how many answered, and closes the meeting then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from sync.meeting import Phase
from widgets.lookback_wording import answered_words
from widgets.theme import Look, TextSize, current_theme, set_look

if TYPE_CHECKING:
    from sync.meeting import Meeting

TARGET = 36


class LookBackStrip(QFrame):
    """Shown from the question until the meeting is closed."""

    results_wanted = Signal()
    end_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.results_button = QPushButton(self.tr("Answers so far"))
        self.end_button = QPushButton(self.tr("Close the meeting now"))
        set_look(self.end_button, Look.PRIMARY)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(14, 6, 10, 6)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        for button in (self.results_button, self.end_button):
            button.setMinimumHeight(TARGET)
            buttons.addWidget(button)
        self._layout.addLayout(buttons)
        self._arrange()
        self.results_button.clicked.connect(self.results_wanted)
        self.end_button.clicked.connect(self.end_requested)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Beside larger buttons the words would have no room: they stand above them."""
        is_small = current_theme().size is TextSize.SMALL
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(across if is_small else down)

    def set_rights(self, *, is_chair: bool) -> None:
        """Only the chair closes the meeting."""
        self.end_button.setVisible(is_chair)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show how many answered."""
        lookback = meeting.lookback
        self.setVisible(lookback is not None and meeting.phase is not Phase.CLOSED)
        if lookback is not None:
            words = self.tr("The seats are looking back: %1. The meeting is still open.")
            self.words.setText(words.replace("%1", answered_words(meeting, lookback)))

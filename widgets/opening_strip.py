"""At the chair's desk: that the meeting is not open yet, and the button that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.opening_words import chair_words
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Meeting

TARGET = 40  # the least height of the button
LOOK_MS = 10_000


class OpeningStrip(QFrame):
    """Stands above the desk until the meeting is open. One press opens it: nothing is asked."""

    open_requested = Signal()

    def __init__(self, now_ms: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._now_ms = now_ms
        self._meeting: Meeting | None = None
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self.tr("Open the meeting"))
        set_look(self.button, Look.PRIMARY)
        self.button.setMinimumHeight(TARGET)
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._request)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._say)
        self.hide()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show itself while the meeting waits."""
        self._meeting = meeting
        waits = meeting.awaits_opening
        if not waits and self.button.hasFocus():
            self.focusNextChild()
        self.setVisible(waits)
        if not waits:
            self._looks.stop()
            self.release()
        elif not self._looks.isActive():
            self._looks.start()
        self._say()

    def release(self) -> None:
        """It did not work: the button can be pressed again."""
        self.button.setEnabled(True)

    def _request(self) -> None:
        self.button.setEnabled(False)
        self.open_requested.emit()

    def _say(self) -> None:
        if self._meeting is None or not self._meeting.awaits_opening:
            return
        words = chair_words(self._meeting, self._now_ms())
        self.words.setText(words)
        self.setAccessibleName(words)
        self.button.setAccessibleDescription(words)

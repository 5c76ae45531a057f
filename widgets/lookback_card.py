"""What came out of the look-back: averages and words, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from sync.discussion import QuestionKind
from widgets.lookback_wording import answered_words, average_words, question_words, steps_of, texts_of
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from sync.discussion import LookBack
    from sync.meeting import Meeting

BULLET = "・"


class LookBackCard(QFrame):
    """Hidden until the room was asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._shown: LookBack | None = None
        title = QLabel(self.tr("Look-back"))
        set_look(title, Look.TITLE)
        self.count = QLabel()
        set_look(self.count, Look.SUB)
        self.results = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self.count)
        layout.addWidget(self.results)
        self.hide()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show what was answered so far."""
        lookback = meeting.lookback
        self.setVisible(lookback is not None)
        if lookback is None:
            return
        self.count.setText(answered_words(meeting, lookback))
        if lookback != self._shown:
            self._shown = lookback
            parts = [_result(lookback, place) for place in range(len(lookback.questions))]
            self.results.setText("\n\n".join(parts))


def _result(lookback: LookBack, place: int) -> str:
    """A question and what came of it."""
    if lookback.questions[place].kind is QuestionKind.SCALE:
        lines = [average_words(steps_of(lookback, place))]
    else:
        texts = texts_of(lookback, place)
        lines = [f"{BULLET}{text}" for text in texts] or [average_words(())]
    return "\n".join((question_words(lookback.questions)[place], *lines))

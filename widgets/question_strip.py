"""Asks one plain question inside the window, above the work and in the way of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.theme import Look, set_look
from widgets.wording import button_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

TARGET = 36  # the least height of a button


class QuestionStrip(QFrame):
    """Shown while something is asked; going on as before is what Escape does, and where the keyboard is."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._then: Callable[[], object] | None = None
        self._back: QWidget | None = None
        self.question = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.yes = QPushButton(self.tr("Yes"))
        set_look(self.yes, Look.PRIMARY)
        self.no = QPushButton(self.tr("Leave it as it is"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self.question, 1)
        for button in (self.yes, self.no):
            button.setMinimumHeight(TARGET)
            button.setAutoDefault(True)
            row.addWidget(button)
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.close_question)
        self.hide()

    def ask(self, question: str, yes: str, then: Callable[[], object]) -> None:
        """Ask this in place of an earlier question; `then` is done when the answer is yes."""
        self._then = then
        if self.isHidden():
            self._back = self.window().focusWidget()
        self.question.setText(question)
        self.yes.setText(button_words(yes))
        self.setAccessibleName(question)
        for button in (self.yes, self.no):
            button.setAccessibleDescription(question)  # who comes by Tab hears what is being answered
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_question(self) -> None:
        """Nothing changes; the keyboard goes back to where it was."""
        self._then = None
        if self.isHidden():
            return
        had_focus = self.yes.hasFocus() or self.no.hasFocus()
        self.hide()
        back, self._back = self._back, None
        if had_focus and back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes on as before."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        then = self._then
        self.close_question()
        if then is not None:
            then()

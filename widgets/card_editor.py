"""Writes in the card of a comment itself: a word of answer, a reply, or why it is hidden."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.comment_edit import MAX_CHARACTERS, CommentEdit, counter_words
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MAX_REASON = 500


class Writing(StrEnum):
    """What is written."""

    ANSWER = "answer"
    REPLY = "reply"
    REASON = "reason"


LIMITS = {Writing.ANSWER: MAX_CHARACTERS, Writing.REPLY: MAX_CHARACTERS, Writing.REASON: MAX_REASON}


class CardField(CommentEdit):
    """Enter in an empty field finishes where words are not needed; a reason is one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.writing = Writing.ANSWER

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter finishes what may stay empty, and a reason; elsewhere it is a new line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ends = self.writing is Writing.REASON or (self.writing is Writing.ANSWER and not self.body)
        if is_enter and plain and ends and not self.composing:
            if not event.isAutoRepeat():
                self.finished.emit()
            return
        super().keyPressEvent(event)


class CardEditor(QFrame):
    """Stands at the foot of one card. What was begun for a card is kept until it is finished."""

    finished = Signal(str, str, str)  # what is written, the key of the card, the words
    closed = Signal()
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.writing = Writing.ANSWER
        self._begun: dict[tuple[str, Writing], str] = {}
        self._height = 0
        self.field = CardField()
        self._counter = QLabel()
        set_look(self._counter, Look.SUB)
        self.done = QPushButton()
        set_look(self.done, Look.PRIMARY)
        self.cancel = QPushButton(self.tr("Leave it as it is"))
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addWidget(self.cancel)
        row.addWidget(self._counter)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(row)
        self.field.textChanged.connect(self._show_state)
        self.field.finished.connect(self._finish)
        self.field.escaped.connect(self.close_editor)
        self.done.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.close_editor)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return bool(self.key)

    def open_for(self, key: str, writing: Writing) -> None:
        """Write this for a card; what was begun for it before is still there."""
        self._keep()
        self.key, self.writing = key, writing
        self.field.writing = writing
        hint, name, words = self._words(writing)
        self.field.set_hint(hint)
        self.field.setAccessibleName(name)
        self.done.setText(words)
        self.setAccessibleName(name)
        self.field.setPlainText(self._begun.pop((key, writing), ""))
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._show_state()

    def close_editor(self) -> None:
        """Leave everything as it is; what was begun is kept."""
        if self.key:
            self._keep()
            self.key = ""
            self.hide()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Tell when the words need more or less room."""
        if event.type() == QEvent.Type.LayoutRequest and self.sizeHint().height() != self._height:
            self._height = self.sizeHint().height()
            self.height_changed.emit()
        return super().event(event)

    def _words(self, writing: Writing) -> tuple[str, str, str]:
        """The hint, the name of the field, and what its button says."""
        return {
            Writing.ANSWER: (
                self.tr("A word of answer for the record (may be left empty)"),
                self.tr("Answer, may be left empty"),
                self.tr("Mark as answered"),
            ),
            Writing.REPLY: (
                self.tr("Reply to this comment; every seat sees it"),
                self.tr("Your reply"),
                self.tr("Post the reply"),
            ),
            Writing.REASON: (
                self.tr("Reason (may be left empty)"),
                self.tr("Reason for hiding, may be left empty"),
                self.tr("Hide it"),
            ),
        }[writing]

    def _keep(self) -> None:
        if self.key and self.field.body:
            self._begun[self.key, self.writing] = self.field.toPlainText()

    def _show_state(self) -> None:
        length, limit = len(self.field.body), LIMITS[self.writing]
        self._counter.setText(counter_words(length) if limit == MAX_CHARACTERS else "")
        if length > limit:
            self._counter.setText(f"{length:,} / {limit:,}")
        self.done.setEnabled(length <= limit and (length > 0 or self.writing is not Writing.REPLY))

    def _finish(self) -> None:
        if not self.done.isEnabled() or self.field.composing or not self.key:
            return
        key, body = self.key, self.field.body
        self.key = ""
        self.hide()
        self.field.clear()
        self.closed.emit()
        self.finished.emit(self.writing.value, key, body)

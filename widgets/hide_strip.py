"""Asks, below the list and without a dialog, why a comment is hidden; the reason may stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from widgets.theme import Look, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from sync.meeting import Comment

REASON_LENGTH = 500
BEGINNING = 40


class HideStrip(QFrame):
    """Shown while the chair is about to hide one comment; Enter hides, Esc leaves everything as it is."""

    confirmed = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._comment = ""
        self._question = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reason = QLineEdit(maxLength=REASON_LENGTH)
        self.reason.setPlaceholderText(self.tr("Reason (may be left empty)"))
        self.reason.setAccessibleName(self.tr("Reason for hiding, may be left empty"))
        self.hide_button = QPushButton(self.tr("Hide it"))
        set_look(self.hide_button, Look.PRIMARY)
        self.keep_button = QPushButton(self.tr("Do not hide"))
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._question, 0, 0, 1, 3)
        for column, widget in enumerate((self.reason, self.hide_button, self.keep_button)):
            layout.addWidget(widget, 1, column)
        layout.setColumnStretch(0, 1)
        self.reason.returnPressed.connect(self._confirm)
        self.hide_button.clicked.connect(self._confirm)
        self.keep_button.clicked.connect(self._close)
        self.hide()

    def ask(self, comment: Comment) -> None:
        """Ask about this comment; an earlier question is forgotten."""
        self._comment = comment.comment
        body = one_line(comment.body)
        beginning = body if len(body) <= BEGINNING else body[:BEGINNING] + "…"
        question = self.tr("Hide “%1” from every screen?").replace("%1", beginning)
        self._question.setText(question)
        self.setAccessibleName(question)
        self.reason.clear()
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        comment, reason = self._comment, self.reason.text().strip()
        self._close()
        self.confirmed.emit(comment, reason)

    def _close(self) -> None:
        self._comment = ""
        self.hide()
        self.closed.emit()

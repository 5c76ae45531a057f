"""Asks, inside the window, whether a file replaces a document, and why; the reason is shown at every seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.flow_layout import FlowLayout
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

REASON_LENGTH = 200
TARGET = 36  # the least height of a button


class DocumentStrip(QFrame):
    """Shown while one file is about to replace a document; Esc leaves everything as it is."""

    replaced = Signal(str)  # reason
    added = Signal()  # it goes beside the document instead
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._back: QWidget | None = None
        self._question = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reason = QLineEdit(maxLength=REASON_LENGTH)
        self.reason.setPlaceholderText(self.tr("Reason, shown at every seat (may be left empty)"))
        self.reason.setAccessibleName(self.tr("Reason for the replacement, may be left empty"))
        self.replace_button = QPushButton(self.tr("Replace it"))
        set_look(self.replace_button, Look.PRIMARY)
        self.add_button = QPushButton(self.tr("Add it as another document"))
        self.keep_button = QPushButton(self.tr("Leave it as it is"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 6)
        layout.setSpacing(6)
        row = (self.reason, self.replace_button, self.add_button, self.keep_button)
        buttons = FlowLayout(spacing=10)
        for widget in row:
            widget.setMinimumHeight(TARGET)
        for button in row[1:]:
            buttons.addWidget(button)
        layout.addWidget(self._question)
        layout.addWidget(self.reason)
        layout.addLayout(buttons)
        for button in row[1:]:
            button.setAutoDefault(True)
        self.reason.returnPressed.connect(self._replace)
        self.replace_button.clicked.connect(self._replace)
        self.add_button.clicked.connect(self._add)
        self.keep_button.clicked.connect(self.close_question)
        self.hide()

    @property
    def question(self) -> str:
        """What it asks now; empty when it is not to be seen."""
        return "" if self.isHidden() else self._question.text()

    def ask(self, question: str, *, may_add: bool) -> None:
        """Ask this in place of an earlier question; `may_add` where the file was dropped on the document."""
        if self.isHidden():
            self._back = self.window().focusWidget()
        self._question.setText(question)
        self.setAccessibleName(question)
        for widget in (self.reason, self.replace_button, self.add_button, self.keep_button):
            widget.setAccessibleDescription(question)
        self.add_button.setVisible(may_add)
        self.reason.clear()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_question(self) -> None:
        """Nothing changes; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        back, self._back = self._back, None
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def _replace(self) -> None:
        reason = self.reason.text().strip()
        self.close_question()
        self.replaced.emit(reason)

    def _add(self) -> None:
        self.close_question()
        self.added.emit()

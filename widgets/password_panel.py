"""Asks for the password of a document, in place of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.icons import IconButton, IconName
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

TARGET = 36  # the least width and height of a button
FIELD_WIDTH = 300
MOST_LETTERS = 127  # more than any PDF reads


class PasswordPanel(QWidget):
    """A sentence, a field and a button; the password leaves it by its signal and stays nowhere."""

    password_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._title, Look.LARGE)
        self._detail = QLabel(self.tr("Kurumaza asks once, and keeps it only until the meeting is left."))
        self._detail.setWordWrap(True)
        for label in (self._title, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = _PasswordField()
        self.field.returnPressed.connect(self._give)
        self.field.textEdited.connect(self._edited)
        self.field.capitals_seen.connect(self._show_capitals)
        self._show = IconButton(IconName.SHOW, self.tr("Show the password"))
        self._show.setCheckable(True)
        self._show.setMinimumSize(TARGET, TARGET)
        self._show.toggled.connect(self._show_letters)
        self._open = QPushButton(self.tr("Open"))
        set_look(self._open, Look.PRIMARY)
        self._open.setMinimumHeight(TARGET)
        self._open.clicked.connect(self._give)
        self._hint = QLabel(wordWrap=True)
        set_look(self._hint, Look.WARNING)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._arrange()
        self.ask("")

    @property
    def hint(self) -> str:
        """What is said below the field now."""
        return self._hint.text()

    def ask(self, document: str) -> None:
        """Ask for the password of a document of this name."""
        named = self.tr("%1 is protected by a password.").replace("%1", document)
        self._title.setText(named if document else self.tr("This document is protected by a password."))
        self.setAccessibleName(f"{self._title.text()} {self._detail.text()}")
        self.forget()
        self.set_busy(busy=False)

    def say_wrong(self) -> None:
        """What was given did not open it."""
        self.set_busy(busy=False)
        self.forget()
        self._say(self.tr("This is not the password. Check capital letters and figures, and enter it again."))
        self.field.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Wait while it is tried."""
        self.field.setEnabled(not busy)
        self._open.setEnabled(not busy)
        if busy:
            self._say(self.tr("Opening…"))

    def forget(self) -> None:
        """Empty the field and hide its letters again."""
        self.field.clear_for_good()
        self._show.setChecked(False)
        self._say("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody who comes back later finds what was typed."""
        super().hideEvent(event)
        self.forget()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard belongs to the field."""
        super().focusInEvent(event)
        self.field.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "field"):
            self.field.setMaximumWidth(current_theme().px(FIELD_WIDTH))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch()
        self.field.setMaximumWidth(current_theme().px(FIELD_WIDTH))
        row.addWidget(self.field, 10)
        row.addWidget(self._show)
        row.addWidget(self._open)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addStretch(2)
        for part in (self._title, self._detail):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addStretch(3)

    def _give(self) -> None:
        password = self.field.text()
        if not password:
            self._say(self.tr("There is nothing written yet."))
            return
        self.forget()
        self.set_busy(busy=True)
        self.password_given.emit(password)

    def _edited(self) -> None:
        self._say("")

    def _show_letters(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _show_capitals(self) -> None:
        self._say(self.tr("Caps Lock is on."))

    def _say(self, words: str) -> None:
        if words == self._hint.text():
            return
        self._hint.setText(words)
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self._hint, QAccessible.Event.Alert))


class _PasswordField(QLineEdit):
    """Hides what is typed, lets no input method put it together, and remembers nothing."""

    capitals_seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MOST_LETTERS)
        self.setMinimumHeight(TARGET)
        self.setAccessibleName(self.tr("Password"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def clear_for_good(self) -> None:
        """Also what Ctrl+Z would bring back."""
        self.setText("")  # unlike clear(), this empties the history too

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Qt does not say whether Caps Lock is on, but a capital typed without Shift does."""
        super().keyPressEvent(event)
        text, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if len(text) == 1 and text.isascii() and text.isalpha() and text.isupper() != shift:
            self.capitals_seen.emit()

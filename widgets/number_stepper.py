"""A whole number with a button for less and one for more, large enough for any hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TARGET = 36


class NumberStepper(QWidget):
    """The number can be typed too, and walked with the arrow keys; one out of range becomes the nearest."""

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        least: int,
        most: int,
        *,
        step: int = 1,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most, self._step = least, most, step
        self._value = least
        self.field = _Field(self)
        self.field.setAccessibleName(name)
        self.field.editingFinished.connect(self._take_typed)
        self.field.stepped.connect(self.step)
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.less = self._button("−", self.tr("%1: less").replace("%1", name), -1)
        self.more = self._button("+", self.tr("%1: more").replace("%1", name), 1)
        row.addWidget(self.less)
        row.addWidget(self.field)
        if unit:
            row.addWidget(QLabel(unit))
        row.addWidget(self.more)
        self.set_value(least)

    @property
    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show this number, without telling anybody."""
        self._value = min(max(value, self._least), self._most)
        self.field.setText(str(self._value))

    def choose(self, value: int) -> None:
        """Show this number and say so."""
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.changed.emit(self._value)

    def step(self, direction: int) -> None:
        """One step up or down."""
        self.choose(self._value + direction * self._step)

    def _take_typed(self) -> None:
        typed = self.field.text()
        self.choose(int(typed) if typed.isdecimal() else self._value)

    def _button(self, sign: str, words: str, direction: int) -> QPushButton:
        button = QPushButton(sign)
        button.setAccessibleName(words)
        button.setAutoRepeat(True)
        button.setStyleSheet(f"padding: 0; min-height: {TARGET}px; min-width: {TARGET - 2}px;")
        button.clicked.connect(lambda: self.step(direction))
        return button


class _Field(QLineEdit):
    """Where the number stands."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumHeight(TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setMaxLength(6)
        self.setValidator(QIntValidator(self))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the longest number, and no more."""
        digits = self.fontMetrics().horizontalAdvance("0" * 5)
        return QSize(digits + 24, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrows walk."""
        steps = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}
        if event.key() in steps:
            self.stepped.emit(steps[event.key()])
            return
        super().keyPressEvent(event)

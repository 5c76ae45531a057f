"""A whole number with a button for less and one for more, large enough for any hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QPushButton, QSpinBox, QWidget

TARGET = 36
PLAIN = "border: 0; padding: 0; min-height: 0; background: transparent;"  # the frame is that of the box


class NumberStepper(QWidget):
    """The number can be typed too, and walked with the arrow keys."""

    changed = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = QSpinBox(minimum=least, maximum=most, suffix=suffix)
        self.box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.box.setAccessibleName(name)
        self.box.setMinimumHeight(TARGET)
        self.box.setKeyboardTracking(False)
        self.box.lineEdit().setStyleSheet(PLAIN)
        self.box.valueChanged.connect(self.changed)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for sign, words, step in (
            ("−", self.tr("%1: less"), self.box.stepDown),
            ("+", self.tr("%1: more"), self.box.stepUp),
        ):
            button = QPushButton(sign)
            button.setAccessibleName(words.replace("%1", name))
            button.setAutoRepeat(True)
            button.setStyleSheet(f"padding: 0; min-height: {TARGET}px; min-width: {TARGET - 4}px;")
            button.clicked.connect(step)
            row.addWidget(button)
        row.insertWidget(1, self.box, 1)

    @property
    def value(self) -> int:
        """The number."""
        return self.box.value()

    def set_value(self, value: int) -> None:
        """Show this number, without telling anybody."""
        self.box.blockSignals(True)  # noqa: FBT003 - Qt has no keyword for it
        self.box.setValue(value)
        self.box.blockSignals(False)  # noqa: FBT003 - as above

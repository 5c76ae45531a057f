"""The one button that makes everything larger, in three steps and round again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.theme import TextSize, current_theme


class TextSizeButton(QPushButton):
    """Each press asks for the next size; the program applies it and this button then shows it."""

    size_chosen = Signal(TextSize)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._choose_next)
        self.set_size(current_theme().size)

    def set_size(self, size: TextSize) -> None:
        """Show which of the three sizes is on."""
        self._size = size
        name = {
            TextSize.SMALL: self.tr("normal"),
            TextSize.MEDIUM: self.tr("large"),
            TextSize.LARGE: self.tr("very large"),
        }[size]
        marks = " ".join("A" if each is not size else "[A]" for each in TextSize)
        self.setText(self.tr("Text {marks}").format(marks=marks))
        self.setAccessibleName(self.tr("Text size"))
        self.setAccessibleDescription(self.tr("Now {size}. Press for the next size.").format(size=name))
        self.setToolTip(self.tr("Text size: {size}. Press for the next size.").format(size=name))

    def _choose_next(self) -> None:
        sizes = list(TextSize)
        self.size_chosen.emit(sizes[(sizes.index(self._size) + 1) % len(sizes)])

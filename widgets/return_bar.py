"""The way back to the page that was left for a comment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from widgets.icons import IconName, icon
from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import button_words, shortened_title

TARGET = 36  # the least height of a button


class ReturnBar(QFrame):
    """Shown from the jump on until somebody went back."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._back = QPushButton(self.tr("Back"))
        self._back.setMinimumHeight(TARGET)
        self._back.clicked.connect(self.go_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 4)
        row.addWidget(self._back, 1)
        self.hide()

    def offer(self, place: str) -> None:
        """Offer the way back to this page; nothing where there is none."""
        self.setVisible(bool(place))
        if place:
            words = self.tr("Back to {place} (F7)").format(place=place)
            self._back.setIcon(icon(IconName.BACK, current_theme().palette.ink))
            short = self.tr("Back to {place} (F7)").format(place=shortened_title(place))
            self._back.setText(button_words(short))
            self._back.setAccessibleName(words)
            show_tooltip(self._back, words)

    def go_back(self) -> None:
        """Go back where that is offered."""
        if not self.isHidden():
            self.hide()
            self.asked.emit()

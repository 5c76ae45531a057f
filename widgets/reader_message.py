"""A sentence in place of pages, what to do about it, and perhaps a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.theme import Look, set_look

TARGET = 36  # the least height of a button


class ReaderMessage(QWidget):
    """Stands where pages would be: a document on its way, or what is wrong with it."""

    retry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        set_look(self._title, Look.LARGE)
        self._detail = QLabel(self)
        for label in (self._title, self._detail):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._retry = QPushButton(self.tr("Try again"), self)
        self._retry.setMinimumHeight(TARGET)
        self._retry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._retry.clicked.connect(self.retry_asked)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addWidget(self._detail)
        layout.addSpacing(8)
        layout.addWidget(self._retry, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, title: str, detail: str = "", *, can_retry: bool = False) -> None:
        """Say this; with a button to try again where that may help."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._retry.setVisible(can_retry)
        self.setAccessibleName(f"{title} {detail}".strip())

"""Below the stream while comments are chosen: puts them together with one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.theme import Look, set_look


class GroupingStrip(QFrame):
    """Says how many are chosen; two make a group."""

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.together = QPushButton(self.tr("Put together"))
        set_look(self.together, Look.PRIMARY)
        self.none = QPushButton(self.tr("Choose none"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.together)
        row.addWidget(self.none)
        self.together.clicked.connect(self.confirmed)
        self.none.clicked.connect(self.given_up)
        self.hide()

    def set_chosen(self, count: int) -> None:
        """Show how many are chosen; nothing while there are none."""
        if count == 1:
            self.words.setText(self.tr("One is chosen. Choose another one."))
        else:
            self.words.setText(self.tr("Chosen: %n", "", count))
        self.together.setEnabled(count > 1)
        self.setVisible(count > 0)

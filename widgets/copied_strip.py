"""Says in plain words that this PC and another one have the same key, with the one button that mends it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.theme import Look, set_look

TARGET = 40  # the least height of the button


class CopiedStrip(QFrame):
    """Stands above the work until it is mended: reading and writing go on meanwhile."""

    rekey_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.WARNING)
        self.heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        what = self.tr("Another PC has the same key as this one.")
        self.heading.setText(f"！ {what}")
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.heading.setStyleSheet("font-weight: bold")
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setText(
            self.tr(
                "This happens when a PC is copied. While both are on, neither is let into the meeting. Press"
                " the button on the PC that was made as the copy; if nobody knows which one that is, on both."
                " Afterwards the meeting code is asked for again. Private notes stay on this PC."
            )
        )
        self.button = QPushButton(self.tr("Make a new key for this PC"))
        set_look(self.button, Look.PRIMARY)
        self.button.setMinimumHeight(TARGET)
        self.button.setAutoDefault(True)
        self.button.setAccessibleDescription(self.words.text())
        self.button.clicked.connect(self._request)
        for label in (self.heading, self.words):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self.heading)
        text.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(14)
        row.addLayout(text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(what)
        self.hide()

    def tell(self) -> None:
        """The chair's PC found the copy. The keyboard stays where it is."""
        self.button.setEnabled(True)
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """This PC is in the meeting, or in none: there is nothing to mend."""
        if self.button.hasFocus():
            self.focusNextChild()
        self.hide()

    def release(self) -> None:
        """It did not work: the button can be pressed again."""
        self.button.setEnabled(True)

    def _request(self) -> None:
        self.button.setEnabled(False)
        self.rekey_requested.emit()

"""Says what the program is at when that takes longer than half a second, and lets it be stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from widgets.question_strip import TARGET
from widgets.theme import Look, set_look

PATIENCE_MS = 500
STEPS = 1000


class WorkStrip(QFrame):
    """One piece of work at a time."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Stop"))
        self._cancel.setMinimumHeight(TARGET)
        self._cancel.setAutoDefault(True)
        self._cancel.clicked.connect(self._ask_to_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    @property
    def words(self) -> str:
        """What is being done; empty when nothing is to be seen."""
        return "" if self.isHidden() else self._words.text()

    @property
    def share(self) -> float | None:
        """How much is shown as done, from 0 to 1; None while nobody knows."""
        return self._bar.value() / STEPS if self._bar.maximum() else None

    def begin(self, words: str) -> None:
        """This is being done from now on; seen only if it lasts."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bar.setAccessibleName(words)
        self._cancel.setAccessibleDescription(words)
        self._cancel.setEnabled(True)
        self.set_share(None)
        self._patience.start()

    def set_share(self, share: float | None) -> None:
        """How much is done, from 0 to 1; None while nobody knows."""
        if share is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(round(share * STEPS))

    def end(self) -> None:
        """It is over."""
        self._patience.stop()
        if self._cancel.hasFocus():
            self.focusPreviousChild()
        self.hide()

    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(self.tr("Stopping…"))
        self.cancel_asked.emit()

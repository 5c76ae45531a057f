"""Says that files are being taken in, once that takes longer than half a second, and lets one stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from widgets.bar_label import BarLabel
from widgets.theme import Look, set_look

PATIENCE_MS = 500
TARGET = 36  # the least height of a button
METER_WIDTH = 160


class IntakeBar(QFrame):
    """Told what goes on; what is quick is never shown."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._words = BarLabel()
        self._meter = QProgressBar(maximum=0, textVisible=False)
        self._meter.setFixedWidth(METER_WIDTH)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setMinimumHeight(TARGET)
        self.stop_button.setToolTip(self.tr("What was taken in so far stays; this file and the rest do not."))
        self.stop_button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        row.addWidget(self._meter)
        row.addWidget(self.stop_button)
        self._timer = QTimer(self, singleShot=True, interval=patience_ms)
        self._timer.timeout.connect(self.show)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty when it is not to be seen."""
        return "" if self.isHidden() else self._words.text()

    def begin(self, words: str) -> None:
        """This goes on from now."""
        self._words.show_text(words)
        self._meter.setAccessibleName(words)
        self.setAccessibleName(words)
        if self.isHidden() and not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Nothing goes on any more."""
        self._timer.stop()
        self.hide()

"""A short message that interrupts nobody: it stands above the work and goes by a button or by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from sync.status import Severity
from widgets.theme import Look, set_look

INFO_MS = 8_000
TARGET = 36  # the least width and height of a button
LOOKS = {Severity.INFO: Look.OK, Severity.WARNING: Look.WARNING, Severity.ERROR: Look.ERROR}
SIGNS = {Severity.INFO: "✓", Severity.WARNING: "！", Severity.ERROR: "✕"}


class NoticeBar(QFrame):
    """One message at a time. Good news goes after eight seconds; what went wrong stays until it is closed.

    One message may stand for as long as something lasts: others are shown in its place, and it comes back.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._standing: tuple[str, Severity] | None = None
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QPushButton("✕")
        set_look(self._close, Look.QUIET)
        self._close.setMinimumSize(TARGET, TARGET)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=INFO_MS)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is not to be seen."""
        return "" if self.isHidden() else self._text.text()

    def stand(self, text: str, severity: Severity) -> None:
        """Show this sentence until `end_standing`, or until the person closes it."""
        self._standing = text, severity
        self.show_notice(text, severity)

    def end_standing(self) -> None:
        """What the standing message said is over."""
        standing, self._standing = self._standing, None
        if standing is not None and self.text == standing[0]:
            self.clear()

    def show_notice(self, text: str, severity: Severity) -> None:
        """Show this sentence in place of the one before."""
        self._timer.stop()
        self._sign.setText(SIGNS[severity])
        self._text.setText(text)
        self.setAccessibleName(text)
        set_look(self, LOOKS[severity])
        self.show()
        if severity is Severity.INFO:
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the message away; the keyboard goes back to where it came from."""
        self._timer.stop()
        if self._standing is not None and self.text != self._standing[0]:
            self.show_notice(*self._standing)
            return
        self._standing = None
        if self._close.hasFocus():
            self.focusPreviousChild()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

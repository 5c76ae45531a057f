"""Where the six digits of the meeting code are typed: six boxes to the eye, one field to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit

from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

CODE_LENGTH = 6
GAP_PX = 8
ROUNDING_PX = 10


def digits_of(text: str) -> str:
    """The digits in the text, full-width and other ones as 0-9, at most as many as a code has."""
    import unicodedata

    found = (str(unicodedata.decimal(sign)) for sign in text if unicodedata.decimal(sign, None) is not None)
    return "".join(found)[:CODE_LENGTH]


class CodeInput(QLineEdit):
    """A line of digits painted as six boxes, to keyboard, paste and screen readers a field."""

    completed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeInput")
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setFrame(False)
        self.textEdited.connect(self._tidy)
        self.cursorPositionChanged.connect(self.update)
        self.setAccessibleName(self.tr("Meeting code, 6 digits"))

    def code(self) -> str:
        """The digits typed so far."""
        return self.text()

    def set_code(self, code: str) -> None:
        """Show these digits; anything else in the text is left out."""
        self.setText(digits_of(code))

    def is_complete(self) -> bool:
        """Whether all six digits are there."""
        return len(self.text()) == CODE_LENGTH

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as six boxes."""
        box = self._box_size()
        return QSize(CODE_LENGTH * box.width() + (CODE_LENGTH - 1) * GAP_PX, box.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No box may be cut off."""
        return self.sizeHint()

    def boxes(self) -> list[QRect]:
        """Where each box lies, in pixels of this widget."""
        box = self._box_size()
        top = (self.height() - box.height()) // 2
        return [QRect(i * (box.width() + GAP_PX), top, box.width(), box.height()) for i in range(CODE_LENGTH)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type over the digit at the cursor, as somebody who corrects one box expects."""
        digits = digits_of(event.text())
        at = self.cursorPosition()
        if digits and not self.hasSelectedText() and at < len(self.text()):
            self.setSelection(at, len(digits))
        super().keyPressEvent(event)

    def inputMethodQuery(  # noqa: N802 - Qt's name
        self, query: Qt.InputMethodQuery, argument: object = None
    ) -> object:
        """Ask for no input method: it would hold back the digits until Enter, and the boxes stay empty."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Take what an input method finished; what it is still composing is not part of the code."""
        if event.commitString():
            self.insert(event.commitString())
            self._tidy(self.text())
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's signature
        """Paint the boxes instead of a line; Qt's own text and cursor are not shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(round(self._box_size().height() * 0.5))
        font.setBold(True)
        painter.setFont(font)
        palette, theme = self.palette(), current_theme().palette
        active = self._active_box()
        start, end = self.selectionStart(), self.selectionEnd()
        for number, box in enumerate(self.boxes()):
            chosen = start >= 0 and start <= number < end
            edge = theme.ai if number == active else theme.frame
            painter.setPen(QPen(QColor(edge), 2))
            painter.setBrush(
                palette.color(QPalette.ColorRole.AlternateBase if chosen else QPalette.ColorRole.Base)
            )
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), ROUNDING_PX, ROUNDING_PX)
            if number < len(self.text()):
                painter.setPen(palette.color(QPalette.ColorRole.Text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text()[number])
            elif number == active:
                self._paint_caret(painter, box)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _active_box(self) -> int:
        """The box that the next digit goes to, or -1 while somebody types elsewhere."""
        return min(self.cursorPosition(), CODE_LENGTH - 1) if self.hasFocus() else -1

    def _box_size(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(max(44, round(line * 2.2)), max(52, round(line * 2.6)))

    def _paint_caret(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 2))
        middle = box.center()
        painter.drawLine(
            middle.x(), middle.y() - box.height() // 5, middle.x(), middle.y() + box.height() // 5
        )

    def _tidy(self, text: str) -> None:
        """Keep digits only, wherever the text came from: keys, paste, drop or an input method."""
        digits = digits_of(text)
        if digits != text:
            before = len(digits_of(text[: self.cursorPosition()]))
            self.setText(digits)
            self.setCursorPosition(before)
        if self.is_complete():
            self.completed.emit(digits)

"""The field a comment is written in, and the panel in which one's own comment is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.wording import clean

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

MAX_CHARACTERS = 2_000
MAX_PASTE = 10_000
COUNT_FROM = 1_800
MIN_LINES = 2
MAX_LINES = 7


def counter_words(length: int) -> str:
    """How much of the limit is used; nothing while there is plenty left."""
    return f"{length:,} / {MAX_CHARACTERS:,}" if length >= COUNT_FROM else ""


class CommentEdit(QPlainTextEdit):
    """Several lines of plain text. Enter is a new line, Ctrl+Enter says `finished`, never while composing."""

    finished = Signal()
    escaped = Signal()
    paste_refused = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None, *, rests: bool = False) -> None:
        super().__init__(parent)
        self._rests = rests  # whether it gives room away while nobody writes
        self._hint = hint
        self._preedit = ""
        set_look(self, Look.TEXT)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self.viewport().update)  # Qt paints one line anew, the hint may have more
        self._fit()

    @property
    def composing(self) -> bool:
        """True while an input method shows text that is not yet decided."""
        return bool(self._preedit)

    @property
    def body(self) -> str:
        """What would be posted: as typed, without blank space around it."""
        return self.toPlainText().strip()

    def set_hint(self, hint: str) -> None:
        """Grey words that stand in the empty field."""
        self._hint = hint
        self.viewport().update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Know whether something is being composed."""
        super().inputMethodEvent(event)
        self._preedit = event.preeditString()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter finishes, Escape gives up, everything else is typing."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self.composing and not event.isAutoRepeat():
                self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape and not self.composing:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text only: no pictures and no files."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste as plain text; something much too long is not pasted at all, and that is said."""
        if not self.canInsertFromMimeData(source):
            return
        text = source.text()
        if len(text) > MAX_PASTE:
            self.paste_refused.emit()
            return
        self.insertPlainText(clean(text))
        self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the hint here: Qt's own would stand under the text that is being composed."""
        super().paintEvent(event)
        if self._hint and not self.composing and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(QColor(current_theme().palette.sub))
            margin = round(self.document().documentMargin())
            area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            words = self._hint
            if self._least_lines() == 1:
                metrics = QFontMetrics(self.font())
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who writes has room for it."""
        super().focusInEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Where nothing was written, the comments have the room again."""
        super().focusOutEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its column wants it."""
        return QSize(80, self.minimumHeight())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its text."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def _fit(self) -> None:
        """As high as its text, at most seven lines."""
        least = self._least_lines()
        lines = max(least, min(MAX_LINES, round(self.document().size().height())))
        spacing = QFontMetrics(self.font()).lineSpacing()
        frame = 2 * current_theme().px(6) + 8
        self.setMinimumHeight(least * spacing + frame)  # where the screen is small, a long text scrolls
        self.setMaximumHeight(lines * spacing + frame)
        self.updateGeometry()

    def _least_lines(self) -> int:
        """Two; one while nobody writes where large letters leave the comments beside it little room."""
        idle = self.document().isEmpty() and not self.composing and not self.hasFocus()
        return 1 if self._rests and idle and current_theme().size is TextSize.LARGE else MIN_LINES


class EditPanel(QFrame):
    """Changes one's own comment in the place of the composer, whose draft stays as it is behind it."""

    saved = Signal(str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._comment = ""
        self._before = ""
        self._sent: str | None = None
        heading = QLabel(self.tr("Change your comment"))
        set_look(heading, Look.HEADING)
        self._edit = CommentEdit()
        self._edit.setAccessibleName(self.tr("Text of your comment"))
        self._counter = QLabel()
        set_look(self._counter, Look.SUB)
        self._cancel = QPushButton(self.tr("Do not change"))
        self._save = QPushButton(self.tr("Save the change"))
        set_look(self._save, Look.PRIMARY)
        self._save.setToolTip(self.tr("Ctrl+Enter"))
        row = QHBoxLayout()
        row.addWidget(self._counter)
        row.addStretch()
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(heading)
        column.addWidget(self._edit)
        column.addLayout(row)
        column.addStretch()
        self._edit.textChanged.connect(self._show_state)
        self._edit.finished.connect(self._finish)
        self._edit.escaped.connect(self.cancelled)
        self._cancel.clicked.connect(self.cancelled)
        self._save.clicked.connect(self._finish)

    @property
    def comment(self) -> str:
        """The comment that is being changed."""
        return self._comment

    @property
    def sent(self) -> str | None:
        """The text that was handed over to be saved; None before."""
        return self._sent

    def start(self, comment: str, body: str) -> None:
        """Begin with the present text, the cursor behind it."""
        self._comment, self._before, self._sent = comment, body, None
        self._edit.setPlainText(body)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _show_state(self) -> None:
        length = len(self._edit.body)
        self._counter.setText(counter_words(length))
        self._save.setEnabled(0 < length <= MAX_CHARACTERS and self._edit.body != self._before)

    def _finish(self) -> None:
        if self._save.isEnabled() and not self._edit.composing:
            self._sent = self._edit.body
            self.saved.emit(self._comment, self._edit.body)

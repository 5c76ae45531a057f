"""Where a memo or the words of a flag are written: a field on the page, on the same paper as the note."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from widgets.memo_text import PADDING
from widgets.note_colours import MEMO_INK
from widgets.theme import FAMILIES
from widgets.wording import clean

KEEP_AFTER_MS = 1_000  # of not typing
LEAST_FONT_PX = 12  # smaller text is written larger than it will be
FRAME_PX = 2


class MemoEditor(QPlainTextEdit):
    """Plain text. Ctrl+Enter, Esc and a click elsewhere keep it; nothing that was typed is thrown away."""

    finished = Signal(str)
    paused = Signal(str)  # somebody stopped typing for a moment

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._preedit = ""
        self._is_one_line = False
        self._longest = 0
        self._box = QRect()
        self._is_open = False
        self._pause = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._pause.timeout.connect(lambda: self.paused.emit(self.toPlainText()))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.textChanged.connect(self._text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._is_open

    @property
    def is_composing(self) -> bool:
        """True while an input method shows text that is not yet decided."""
        return bool(self._preedit)

    def open(self, text: str, paper: QColor, name: str, *, longest: int, one_line: bool) -> None:
        """Begin with the present text, the cursor behind it."""
        self._is_one_line, self._longest, self._preedit = one_line, longest, ""
        self._dress(paper)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(
            QPlainTextEdit.LineWrapMode.NoWrap if one_line else QPlainTextEdit.LineWrapMode.WidgetWidth
        )
        self._is_open = False  # setting the text is not typing
        self.setPlainText(text)
        self._is_open = True
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, box: QRect, text_px: float) -> None:
        """Lie there in the viewport, with text of this size; called again when the page moves."""
        self._box = box
        font = QFont(list(FAMILIES))
        font.setPixelSize(max(round(text_px), LEAST_FONT_PX))
        if font != self.font():
            self.setFont(font)
        self.document().setDocumentMargin(max(round(text_px * PADDING), 1))
        self._fit()

    def finish(self) -> None:
        """Keep what was typed, also what an input method has not decided yet."""
        if not self._is_open:
            return
        QGuiApplication.inputMethod().commit()
        if self._preedit:
            self.insertPlainText(self._preedit)
            self._preedit = ""
        self._is_open = False
        self._pause.stop()
        had_focus = self.hasFocus()
        text = self.toPlainText()[: self._longest]
        self.hide()
        area = self.parentWidget()
        view = area.parentWidget() if area is not None else None
        if had_focus and view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter and Esc finish; in one line Enter does too."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.is_composing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape or (is_enter and (with_ctrl or self._is_one_line)):
            self.finish()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Know whether something is being composed."""
        super().inputMethodEvent(event)
        self._preedit = event.preeditString()
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Going elsewhere in the window finishes; another window or a menu does not."""
        super().focusOutEvent(event)
        reason = event.reason()
        elsewhere = Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
        area = self.parentWidget()
        view = area.parentWidget() if area is not None else None
        if reason is Qt.FocusReason.MouseFocusReason and view is QApplication.focusWidget():
            return  # the press on the page arrives next; it closes the field and does nothing else
        if reason not in elsewhere:
            self.finish()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text only: no pictures and no files."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste as plain text, as much as there is room for."""
        if self.canInsertFromMimeData(source):
            room = self._longest - len(self.toPlainText()) + len(self.textCursor().selectedText())
            text = clean(source.text()[: self._longest])[: max(room, 0)]
            self.insertPlainText(text.replace("\n", " ") if self._is_one_line else text)
            self.ensureCursorVisible()

    def _text_changed(self) -> None:
        if not self._is_open:
            return
        if len(self.toPlainText()) > self._longest:
            cursor = self.textCursor()
            cursor.deletePreviousChar()
            return
        self._pause.start()

    def _fit(self) -> None:
        """As large as the note, and larger where the text needs it; never beyond the window."""
        area = self.parentWidget()
        if area is None or self._box.isNull():
            return
        box = QRect(self._box)
        metrics = self.fontMetrics()
        margin = 2 * round(self.document().documentMargin()) + 2 * FRAME_PX
        if self._is_one_line:
            text = self.toPlainText() + self._preedit
            needed = metrics.horizontalAdvance(text) + margin + 8
            box.setWidth(min(max(box.width(), needed, 12 * metrics.height()), area.width()))
            box.setHeight(max(box.height(), metrics.lineSpacing() + margin))
            if box.right() > area.width():
                box.moveRight(area.width() - 1)
        else:
            needed = math.ceil(self._text_height()) + margin
            box.setWidth(max(box.width(), 8 * metrics.height()))
            box.setHeight(max(box.height(), needed))
            if 0 < box.top() < area.height() <= box.bottom():
                least = min(box.height(), 3 * metrics.lineSpacing() + margin)
                box.setHeight(max(area.height() - box.top(), least))
            policy = Qt.ScrollBarPolicy
            is_cut = box.height() < needed
            self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_cut else policy.ScrollBarAlwaysOff)
        if box != self.geometry():
            self.setGeometry(box)

    def _text_height(self) -> float:
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _dress(self, paper: QColor) -> None:
        """The colours of the paper, whatever the theme is."""
        edge = paper.darker(160).name()
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {paper.name()}; color: {MEMO_INK.name()};"
            f" border: {FRAME_PX}px solid {edge}; border-radius: 0; padding: 0;"
            " selection-background-color: #1f4e79; selection-color: #ffffff; }"
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor("#566472"))
        self.setPalette(palette)

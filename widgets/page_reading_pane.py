"""A page as text to read in large letters: beside the pages, by eye or by screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from widgets.icons import IconButton, IconName
from widgets.page_paragraphs import paragraphs
from widgets.text_selection import clipboard_text
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from widgets.page_text import PageText
    from widgets.watermark import Watermark

TARGET = 36  # the least side of a button
LARGER = 1.15  # than running text of the program
LINE_HEIGHT_PERCENT = 150.0


class ReadingText(QTextEdit):
    """Text to be read with a caret in it; copying asks whether that is allowed."""

    copy_refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_copy = True
        self._watermark: Watermark | None = None
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_may_copy(self, *, allowed: bool) -> None:
        """Whether file and policy allow copying."""
        self._may_copy = allowed

    def set_watermark(self, watermark: Watermark) -> None:
        """Paint this over the words while it is on."""
        self._watermark = watermark
        watermark.changed.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The words, and over them the watermark."""
        super().paintEvent(event)
        if self._watermark is not None and self._watermark.is_on:
            painter = QPainter(self.viewport())
            painter.setClipRegion(event.region())
            self._watermark.paint_over(painter, QRectF(self.viewport().rect()), self.font())
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """The watermark stays where it is while the words move below it."""
        super().scrollContentsBy(dx, dy)
        if self._watermark is not None and self._watermark.is_on:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A copy that is not allowed is refused in words."""
        is_copy = event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)
        if is_copy and not self._may_copy:
            self.copy_refused.emit()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Plain text of limited size, or nothing; also for what is dragged out."""
        data = QMimeData()
        if self._may_copy:
            data.setText(clipboard_text(self.textCursor().selection().toPlainText())[0])
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Nothing is put in."""
        return False


class PageReadingPane(QFrame):
    """Shows one page at a time; the reader says which, and opens and closes it."""

    closed = Signal()
    notice_given = Signal(str)  # one sentence for the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._reason = ""
        self._shown: tuple[str, list[str]] | None = None
        self._heading = QLabel(self)
        set_look(self._heading, Look.HEADING)
        self._close = IconButton(IconName.CLOSE, self.tr("Close the text"), self)
        self._close.setMinimumSize(TARGET, TARGET)
        self._close.clicked.connect(self.closed)
        self.text = ReadingText(self)
        self.text.copy_refused.connect(self._refuse_copy)
        set_look(self.text, Look.TEXT)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 12)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def show_page(self, label: str, text: PageText | None, *, has_failed: bool = False) -> None:
        """Show the text of the page with this label; None while it is being read."""
        heading = self.tr("Text of page %1").replace("%1", label)
        words = [self._no_words(text, has_failed=has_failed)] if not (text and text.text.strip()) else None
        shown = heading, words or (paragraphs(text) if text else [])
        if shown == self._shown:
            return
        self._shown = shown
        self._heading.setText(heading)
        self.text.setAccessibleName(heading)
        self._write()

    def clear(self) -> None:
        """Show no words: the document is not here any more."""
        self._shown = None
        self._heading.clear()
        self.text.clear()

    def set_may_copy(self, *, allowed: bool, reason: str = "") -> None:
        """Whether file and policy allow copying; if not, ``reason`` is the sentence that says so."""
        self._reason = reason
        self.text.set_may_copy(allowed=allowed)

    def _refuse_copy(self) -> None:
        self.notice_given.emit(self._reason or self.tr("This document does not allow copying."))

    def _no_words(self, text: PageText | None, *, has_failed: bool) -> str:
        if has_failed:
            return self.tr("The text of this page could not be read.")
        if text is None:
            return self.tr("The text of this page is being read…")
        return self.tr("This page has no text; it is a picture.")

    def _write(self) -> None:
        """Set the paragraphs with room between lines, and stand at their beginning."""
        if self._shown is None:
            return
        letters = QTextCharFormat()  # a font of the field would be undone by the next style sheet
        letters.setFontPointSize(current_theme().points(LARGER))
        self.text.setPlainText("\n".join(self._shown[1]))
        layout = QTextBlockFormat()
        layout.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        layout.setBottomMargin(current_theme().px(10))
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(layout)
        cursor.mergeCharFormat(letters)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "text"):
            self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

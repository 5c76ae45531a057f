"""The chair's own words for an item, beside it: nobody else ever sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from widgets.theme import Look, current_theme, set_look
from widgets.wording import clean, item_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QEvent

    from sync.meeting import AgendaItem

MOST_LETTERS: Final = 20_000
LARGE_SCALE: Final = 1.6
WIDTH, HEIGHT = 760, 460


class ScriptEdit(QPlainTextEdit):
    """A field for plain text whose Tab key goes on to the next control."""

    def __init__(self, scale: float = 1.0) -> None:
        super().__init__()
        self._scale = scale
        self.setTabChangesFocus(True)
        set_look(self, Look.TEXT)
        self._scale_text()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few lines; more where there is room."""
        return QSize(180, self.minimumHeight())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange:
            self._scale_text()

    def _scale_text(self) -> None:
        font = current_theme().font(self._scale)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)


class ScriptBox(QDialog):
    """The same words in large letters, to be read aloud; stands beside the desk, and Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("My script"))
        self.heading = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        set_look(self.heading, Look.LARGE)
        self.edit = ScriptEdit(LARGE_SCALE)
        self.edit.setAccessibleName(self.tr("My script in large letters"))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.edit, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(WIDTH, HEIGHT)


class ScriptPanel(QWidget):
    """Told the scripts and the present item; says what was written, at every letter."""

    script_changed = Signal(str, str)  # item, text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scripts: dict[str, str] = {}
        self._item = ""
        self._heading = QLabel(self.tr("My script"), wordWrap=True)
        self._heading.setToolTip(self.tr("Nobody else sees it. It stays on this PC."))
        set_look(self._heading, Look.HEADING)
        self.large_button = QPushButton(self.tr("Large"))
        self.large_button.setAccessibleName(self.tr("Show my script in large letters"))
        set_look(self.large_button, Look.CHOICE)
        self.edit = ScriptEdit()
        self.edit.setAccessibleName(self.tr("My script for this item"))
        self.edit.setPlaceholderText(self.tr("Notes for this item. They stay on this PC."))
        self.edit.setMinimumHeight(76)
        self.box = ScriptBox(self)
        above = QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(self.large_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addWidget(self.edit, 1)
        self.edit.textChanged.connect(lambda: self._written(self.edit, self.box.edit))
        self.box.edit.textChanged.connect(lambda: self._written(self.box.edit, self.edit))
        self.large_button.clicked.connect(self._show_large)
        self.hide()

    def set_scripts(self, scripts: Mapping[str, str]) -> None:
        """Show these texts, by item; what is being written stays as it is."""
        self._scripts = dict(scripts)
        self._show()

    def show_item(self, item: AgendaItem | None) -> None:
        """Show the text of this item."""
        self.setVisible(item is not None)
        if item is None:
            self._item = ""
            self.box.close()
            return
        self.box.heading.setText(item_words(item))
        if item.item != self._item:
            self._item = item.item
            self._show()

    def _show(self) -> None:
        text = clean(self._scripts.get(self._item, ""))
        for edit in (self.edit, self.box.edit):
            _put(edit, text)

    def _written(self, here: QPlainTextEdit, there: QPlainTextEdit) -> None:
        text = here.toPlainText()
        if not self._item or text == clean(self._scripts.get(self._item, "")):
            return
        if len(text) > MOST_LETTERS:
            text = text[:MOST_LETTERS]
            _put(here, text)
        self._scripts[self._item] = text
        _put(there, text)
        self.script_changed.emit(self._item, text)

    def _show_large(self) -> None:
        self.box.show()
        self.box.raise_()
        self.box.activateWindow()


def _put(edit: QPlainTextEdit, text: str) -> None:
    """Show a text without saying that it was written; the cursor stays where it was."""
    if edit.toPlainText() == text:
        return
    at = edit.textCursor().position()
    before = edit.blockSignals(True)  # noqa: FBT003 - Qt has no keyword for it
    edit.setPlainText(text)
    edit.blockSignals(before)
    cursor = edit.textCursor()
    cursor.setPosition(min(at, len(text)), QTextCursor.MoveMode.MoveAnchor)
    edit.setTextCursor(cursor)

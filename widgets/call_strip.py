"""The presenter asks everybody to look at a page: a quiet strip that moves nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

TARGET = 36  # the least height of a button


class CallStrip(QFrame):
    """One may look, or go on with what one reads: both take it away."""

    looked = Signal(str)  # call
    put_off = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.WARNING)
        self._call = ""
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.look = QPushButton(self.tr("Look (Enter)"))
        set_look(self.look, Look.PRIMARY)
        self.later = QPushButton(self.tr("Later (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.addWidget(self._words, 1)
        for button in (self.look, self.later):
            button.setMinimumHeight(TARGET)
            row.addWidget(button)
        self.look.clicked.connect(lambda: self._answer(self.looked.emit))
        self.later.clicked.connect(lambda: self._answer(self.put_off.emit))
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def ask(self, call: str, place: str) -> None:
        """Ask to look at a place, in place of an earlier call; an empty call asks nothing."""
        if call == self._call:
            return
        self._call = call
        if call:
            said = self.tr("The presenter asks you to look at {place}.").format(place=place)
            self._words.setText(said)
            self.setAccessibleName(said)
            for button in (self.look, self.later):
                button.setAccessibleDescription(said)
        self.setVisible(bool(call))
        if call:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def press_key(self, event: QKeyEvent) -> bool:
        """Enter looks, Escape puts off, from wherever the keyboard is free for it; False for other keys."""
        if self.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                (self.later if self.later.hasFocus() else self.look).click()
            case Qt.Key.Key_Escape:
                self.later.click()
            case _:
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The same keys while one of its buttons has the keyboard."""
        if not self.press_key(event):
            super().keyPressEvent(event)

    def _answer(self, tell: Callable[[str], object]) -> None:
        call, self._call = self._call, ""
        if self.look.hasFocus() or self.later.hasFocus():
            self.focusNextChild()
        self.hide()
        tell(call)

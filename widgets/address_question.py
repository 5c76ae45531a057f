"""Asks before a link of a document opens another program, and shows in full where it leads."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from widgets.address_words import destination, may_be_opened, shown_address
from widgets.theme import Look, current_theme, set_look

TARGET = 36  # the least height of a button
WIDTH = 560
LINES = 5  # of the address that are seen at once; the rest is scrolled to


class AddressQuestion(QDialog):
    """One address. Not opening it is what Enter and Escape do."""

    opening_agreed = Signal(str)

    def __init__(self, address: str, parent: QWidget | None = None, *, is_allowed: bool = True) -> None:
        super().__init__(parent)
        self._address = address
        can_open = is_allowed and may_be_opened(address)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Link to the outside"))
        sentence = QLabel(self._sentence(is_allowed=is_allowed, can_open=can_open), self)
        sentence.setWordWrap(True)
        self._shown = self._address_field()
        host = QLabel(self.tr("It leads to: %1").replace("%1", destination(address)), self)
        host.setTextFormat(Qt.TextFormat.PlainText)
        host.setWordWrap(True)
        host.setVisible(bool(destination(address)))
        set_look(host, Look.WARNING if can_open else Look.SUB)
        column = QVBoxLayout(self)
        column.setSpacing(current_theme().px(10))
        for part in (sentence, self._shown, host):
            column.addWidget(part)
        column.addLayout(self._buttons(can_open=can_open))
        self.setMinimumWidth(min(current_theme().px(WIDTH), 1_000))
        self.setAccessibleDescription(f"{sentence.text()} {shown_address(address)}")
        self.keep.setFocus()

    def _sentence(self, *, is_allowed: bool, can_open: bool) -> str:
        if can_open:
            return self.tr("The document wants to open an address outside of the meeting. Open it?")
        if not is_allowed:
            return self.tr("External links cannot be opened in this meeting. The address is:")
        return self.tr("Only web pages and mail addresses can be opened. The address is:")

    def _address_field(self) -> QPlainTextEdit:
        field = QPlainTextEdit(shown_address(self._address), self)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(self.tr("Address"))
        field.setWordWrapMode(field.wordWrapMode().WrapAnywhere)
        field.setFixedHeight(LINES * field.fontMetrics().lineSpacing() + current_theme().px(16))
        return field

    def _buttons(self, *, can_open: bool) -> QHBoxLayout:
        self.copy = QPushButton(self.tr("Copy the address"), self)
        self.copy.clicked.connect(self._copy)
        self.open_it = QPushButton(self.tr("Open"), self)
        self.open_it.clicked.connect(self._agree)
        self.open_it.setVisible(can_open)
        self.keep = QPushButton(self.tr("Do not open") if can_open else self.tr("Close"), self)
        self.keep.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        for button in (self.open_it, self.keep):
            row.addWidget(button)
        for button in (self.copy, self.open_it, self.keep):
            button.setMinimumHeight(TARGET)
            button.setAutoDefault(False)
        set_look(self.keep, Look.PRIMARY)
        self.keep.setDefault(True)
        return row

    def _agree(self) -> None:
        self.opening_agreed.emit(self._address)
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(shown_address(self._address))

"""Gives an address to the browser or mail program after the person agreed and policy allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from widgets.address_question import AddressQuestion
from widgets.address_words import may_be_opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def open_outside(address: str) -> bool:
    """Let the desktop open an address; False when it knows no program for it."""
    return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


class AddressOpening(QObject):
    """Asks at ``window``; ``open_address`` is what opens an address in the end."""

    notice_given = Signal(str)  # one sentence for the person

    def __init__(self, window: QWidget, open_address: Callable[[str], bool] = open_outside) -> None:
        super().__init__(window)
        self._window = window
        self._open_address = open_address
        self._is_allowed = True

    def set_allowed(self, *, allowed: bool) -> None:
        """Whether the policy lets links lead out of the meeting."""
        self._is_allowed = allowed

    def ask(self, address: str) -> AddressQuestion:
        """Show where a link leads, and open it if the person wants that."""
        question = AddressQuestion(address, self._window, is_allowed=self._is_allowed)
        question.opening_agreed.connect(self._open)
        question.open()
        return question

    def _open(self, address: str) -> None:
        if not (self._is_allowed and may_be_opened(address) and self._open_address(address)):
            self.notice_given.emit(self.tr("The address could not be opened."))

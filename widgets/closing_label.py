"""The closing code of a meeting: the same on every screen where the record is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.bar_label import BarLabel
from widgets.theme import Look, set_look
from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget

CODE_LENGTH = 6


def spaced_closing_code(code: str) -> str:
    """Six characters as people read them aloud: `K7M 2QX`."""
    return f"{code[:3]} {code[3:]}" if len(code) == CODE_LENGTH else code


def closing_words(code: str) -> str:
    """The code in words; without one the record is still on its way."""
    if not code:
        return QCoreApplication.translate("ClosingCode", "The record is still arriving")
    return QCoreApplication.translate("ClosingCode", "Closing code %1").replace(
        "%1", spaced_closing_code(code)
    )


def closing_explanation(code: str) -> str:
    """What the code is good for."""
    if not code:
        return QCoreApplication.translate(
            "ClosingCode", "The closing code appears here as soon as this PC has the whole record."
        )
    return QCoreApplication.translate(
        "ClosingCode", "Where the same code is shown, the same record of this meeting is kept."
    )


class ClosingLabel(BarLabel):
    """Hidden until the meeting is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PILL)
        self.hide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A code that is cut off could not be compared."""
        return self.sizeHint()

    def show_code(self, code: str, *, closed: bool) -> None:
        """Show the code, or that the record is still arriving, once the meeting is closed."""
        self.show_text(closing_words(code))
        show_tooltip(self, closing_explanation(code))
        self.setVisible(closed)

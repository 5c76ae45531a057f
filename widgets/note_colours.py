"""The colours of notes: on paper and on pages shown light on dark, and what they are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from widgets.note_values import NoteColour

_INK = {
    NoteColour.BLACK: "#1d2733",
    NoteColour.RED: "#c8102e",
    NoteColour.BLUE: "#1552b0",
    NoteColour.YELLOW: "#b58900",
    NoteColour.GREEN: "#1c7c3c",
    NoteColour.PINK: "#c2187a",
}
_INK_ON_DARK = {
    NoteColour.BLACK: "#f2f5f8",  # black ink would vanish
    NoteColour.RED: "#ff8a80",
    NoteColour.BLUE: "#82b1ff",
    NoteColour.YELLOW: "#ffe066",
    NoteColour.GREEN: "#7be495",
    NoteColour.PINK: "#ff9ad5",
}
_MARKER = {  # multiplied with the page: black print stays black
    NoteColour.BLACK: "#cfd4da",
    NoteColour.RED: "#ffb3b3",
    NoteColour.BLUE: "#a9d4ff",
    NoteColour.YELLOW: "#ffee58",
    NoteColour.GREEN: "#a8f0a0",
    NoteColour.PINK: "#ffb6dd",
}
_MARKER_ON_DARK = {  # added to the page by `Screen`: white print stays white
    NoteColour.BLACK: "#4a525b",
    NoteColour.RED: "#7a2323",
    NoteColour.BLUE: "#1f4e79",
    NoteColour.YELLOW: "#665900",
    NoteColour.GREEN: "#1f5c2a",
    NoteColour.PINK: "#70285a",
}
_MEMO = {
    NoteColour.BLACK: "#f4f6f8",
    NoteColour.RED: "#fde0e0",
    NoteColour.BLUE: "#e1eefc",
    NoteColour.YELLOW: "#fff8c9",
    NoteColour.GREEN: "#e2f5e1",
    NoteColour.PINK: "#fde3f1",
}
MEMO_INK = QColor("#1d2733")


def ink_colour(colour: NoteColour, *, on_dark: bool) -> QColor:
    """What a pen draws in."""
    return QColor((_INK_ON_DARK if on_dark else _INK)[colour])


def marker_colour(colour: NoteColour, *, on_dark: bool) -> QColor:
    """What a marker leaves on an empty page."""
    return QColor((_MARKER_ON_DARK if on_dark else _MARKER)[colour])


def memo_colour(colour: NoteColour) -> QColor:
    """The paper of a memo, the same in every theme: dark letters stand on it."""
    return QColor(_MEMO[colour])


def flag_colour(colour: NoteColour) -> QColor:
    """The paper of a flag."""
    return QColor(_MARKER[colour])


def edge_colour(colour: NoteColour) -> QColor:
    """The edge of a memo or of a flag."""
    return QColor(_INK[colour])


def colour_words(colour: NoteColour) -> str:
    """What a colour is called."""
    return {
        NoteColour.BLACK: QCoreApplication.translate("notes", "Black"),
        NoteColour.RED: QCoreApplication.translate("notes", "Red"),
        NoteColour.BLUE: QCoreApplication.translate("notes", "Blue"),
        NoteColour.YELLOW: QCoreApplication.translate("notes", "Yellow"),
        NoteColour.GREEN: QCoreApplication.translate("notes", "Green"),
        NoteColour.PINK: QCoreApplication.translate("notes", "Pink"),
    }[colour]

"""Which key does what to notes."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class NoteKey(Enum):
    """Something a key can ask for."""

    UNDO = auto()
    REDO = auto()
    LEAVE = auto()
    DELETE = auto()
    ENTER = auto()
    MENU = auto()
    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()


def key_of(event: QKeyEvent) -> NoteKey | None:
    """What a key press asks for, if anything."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    with_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    key = event.key()
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        if key == Qt.Key.Key_Z:
            return NoteKey.REDO if with_shift else NoteKey.UNDO
        return NoteKey.REDO if key == Qt.Key.Key_Y else None
    if modifiers & Qt.KeyboardModifier.AltModifier:
        return None
    if key == Qt.Key.Key_F10:
        return NoteKey.MENU if with_shift else None
    return _PLAIN.get(key)


_PLAIN: dict[int, NoteKey] = {
    Qt.Key.Key_Escape: NoteKey.LEAVE,
    Qt.Key.Key_Delete: NoteKey.DELETE,
    Qt.Key.Key_Backspace: NoteKey.DELETE,
    Qt.Key.Key_Return: NoteKey.ENTER,
    Qt.Key.Key_Enter: NoteKey.ENTER,
    Qt.Key.Key_Menu: NoteKey.MENU,
    Qt.Key.Key_Left: NoteKey.LEFT,
    Qt.Key.Key_Right: NoteKey.RIGHT,
    Qt.Key.Key_Up: NoteKey.UP,
    Qt.Key.Key_Down: NoteKey.DOWN,
}

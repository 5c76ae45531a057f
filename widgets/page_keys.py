"""Which key does what in a document."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Move(Enum):
    """Something a key can ask for."""

    FIRST_PAGE = auto()
    LAST_PAGE = auto()
    NEXT_PAGE = auto()
    PREVIOUS_PAGE = auto()
    SCREEN_DOWN = auto()
    SCREEN_UP = auto()
    LINE_DOWN = auto()
    LINE_UP = auto()
    LEFT = auto()
    RIGHT = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    FIT_PAGE = auto()
    FIT_WIDTH = auto()
    FULL_SIZE = auto()
    ENLARGE = auto()
    LEAVE = auto()


def move_of_key(event: QKeyEvent) -> Move | None:
    """What a key press asks for, if anything."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = event.key()
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return _WITH_CTRL.get(key)
    if modifiers & Qt.KeyboardModifier.AltModifier:
        return None
    if key == Qt.Key.Key_Space:
        return Move.SCREEN_UP if modifiers & Qt.KeyboardModifier.ShiftModifier else Move.SCREEN_DOWN
    return _PLAIN.get(key)


_PLAIN: dict[int, Move] = {
    Qt.Key.Key_Home: Move.FIRST_PAGE,
    Qt.Key.Key_End: Move.LAST_PAGE,
    Qt.Key.Key_PageDown: Move.SCREEN_DOWN,
    Qt.Key.Key_PageUp: Move.SCREEN_UP,
    Qt.Key.Key_Down: Move.LINE_DOWN,
    Qt.Key.Key_Up: Move.LINE_UP,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Escape: Move.LEAVE,
}
_WITH_CTRL: dict[int, Move] = {
    Qt.Key.Key_Home: Move.FIRST_PAGE,
    Qt.Key.Key_End: Move.LAST_PAGE,
    Qt.Key.Key_PageDown: Move.NEXT_PAGE,
    Qt.Key.Key_PageUp: Move.PREVIOUS_PAGE,
    Qt.Key.Key_Plus: Move.ZOOM_IN,
    Qt.Key.Key_Equal: Move.ZOOM_IN,
    Qt.Key.Key_Semicolon: Move.ZOOM_IN,  # the plus sign of a Japanese keyboard, without Shift
    Qt.Key.Key_Minus: Move.ZOOM_OUT,
    Qt.Key.Key_0: Move.FIT_PAGE,
    Qt.Key.Key_1: Move.FULL_SIZE,
    Qt.Key.Key_2: Move.FIT_WIDTH,
    Qt.Key.Key_E: Move.ENLARGE,
}

"""Which key does what to a selection of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from widgets.text_lines import Way
from widgets.text_selection import Step

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """Something a key asks for as a whole."""

    COPY = auto()
    SELECT_PAGE = auto()
    TOGGLE_CARET = auto()
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class CaretMove:
    """Where a caret shall go: an arrow as it is on the screen, or a step that means the same everywhere."""

    towards: Way | Step
    extends: bool
    by_word: bool = False


ARROWS = {
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Down: Way.DOWN,
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Up: Way.UP,
}
_ENDS = {Qt.Key.Key_Home: Step.LINE_START, Qt.Key.Key_End: Step.LINE_END}
_ENDS_WITH_CTRL = {Qt.Key.Key_Home: Step.PAGE_START, Qt.Key.Key_End: Step.PAGE_END}


def command_of_key(event: QKeyEvent) -> Command | CaretMove | None:
    """What a key press asks for, if anything; without Shift a move counts only where a caret is shown."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return Command.COPY
    if event.matches(QKeySequence.StandardKey.SelectAll):
        return Command.SELECT_PAGE
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if modifiers == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_F7, Qt.Key.Key_Escape):
        return Command.TOGGLE_CARET if key is Qt.Key.Key_F7 else Command.GIVE_UP
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    extends = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    by_word = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    towards = ARROWS.get(key) or (_ENDS_WITH_CTRL if by_word else _ENDS).get(key)
    if key is Qt.Key.Key_Right:
        towards = Way.RIGHT  # which counts as zero
    return CaretMove(towards, extends, by_word) if towards is not None else None

"""Shift+F10 opens the menu of what has the keyboard, as Windows does by itself and Qt on Linux does not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

KEY = "Shift+F10"


def add_menu_key(window: QWidget, *, platform: str = sys.platform) -> None:
    """Let the key work everywhere in a window; the Menu key works without help on every system."""
    if platform != "win32":
        QShortcut(QKeySequence(KEY), window, _open_menu)


def _open_menu() -> None:
    part = QApplication.focusWidget()
    if part is not None:
        place = part.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(part, QContextMenuEvent(reason, place, part.mapToGlobal(place)))

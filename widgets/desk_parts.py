"""The large parts of a desk for the keyboard: F6 goes to the next one, Shift+F6 to the one before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class DeskParts(QObject):
    """Told the parts in their order; a part that nobody sees now is passed over."""

    def __init__(self, window: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._parts = parts
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(key), window, partial(self._go, step))

    def _go(self, step: int) -> None:
        parts = [part for part in self._parts if part.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, part in enumerate(parts) if focus and (part is focus or part.isAncestorOf(focus))), -1
        )
        if parts:
            _enter(parts[(here + step) % len(parts)] if here >= 0 else parts[0])


def _enter(part: QWidget) -> None:
    """Its first control by Tab, where the part itself takes no keys."""
    reason = Qt.FocusReason.ShortcutFocusReason
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        part.setFocus(reason)
        return
    inside = part.nextInFocusChain()
    while inside is not None and part.isAncestorOf(inside):
        if inside.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.isVisible() and inside.isEnabled():
            inside.setFocus(reason)
            return
        inside = inside.nextInFocusChain()

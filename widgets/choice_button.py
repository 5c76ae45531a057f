"""A button that shows one of a few choices and opens a menu with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChoiceButton(QPushButton):
    """Works as a small list: the menu opens by mouse, Space or Enter, and the arrows walk through it."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        menu = QMenu(self)
        menu.setAccessibleName(name)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for value, words in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            self._actions[value] = action
        menu.triggered.connect(self._chosen_in_menu)
        self.setMenu(menu)
        self.choose(choices[0][0])

    @property
    def value(self) -> str:
        """What is chosen now."""
        return self._value

    def choose(self, value: str) -> None:
        """Show this choice, without telling anybody."""
        self._value = value
        action = self._actions[value]
        action.setChecked(True)
        self.setText(f"{action.text()} ▾")
        self.setAccessibleName(f"{self._name}: {action.text()}")

    def _chosen_in_menu(self, action: QAction) -> None:
        value = str(action.data())
        self.choose(value)
        self.chosen.emit(value)

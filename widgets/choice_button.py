"""A button that shows one of a few choices and opens a menu with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from widgets.wording import button_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ChoiceButton(QPushButton):
    """Works as a small list: the menu opens by mouse, Space or Enter, and the arrows walk through it."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._words: dict[str, str] = {}
        self._counts: Mapping[str, int] = {}
        menu = QMenu(self)
        menu.setAccessibleName(name)
        self._group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for value, words in choices:
            self._add(menu, value, words)
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
        self._actions[value].setChecked(True)
        words = button_words(self._counted(value))
        self.setText(f"{words} ▾")
        self.setAccessibleName(f"{self._name}: {words}")

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; what is not among them any more gives way to the first."""
        if dict(choices) == self._words:
            return
        menu = self.menu()
        for action in self._actions.values():
            menu.removeAction(action)
            self._group.removeAction(action)
            action.deleteLater()
        self._actions, self._words = {}, {}
        for value, words in choices:
            self._add(menu, value, words)
        self.choose(self._value if self._value in self._actions else choices[0][0])

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say beside each choice how many it has; only where there are any."""
        if counts == self._counts:
            return
        self._counts = dict(counts)
        for value, action in self._actions.items():
            action.setText(button_words(self._counted(value)))
        self.choose(self._value)

    def _add(self, menu: QMenu, value: str, words: str) -> None:
        action = menu.addAction(button_words(words))
        action.setCheckable(True)
        action.setData(value)
        self._group.addAction(action)
        self._actions[value] = action
        self._words[value] = words

    def _counted(self, value: str) -> str:
        count = self._counts.get(value, 0)
        return f"{self._words[value]} {count}" if count else self._words[value]

    def _chosen_in_menu(self, action: QAction) -> None:
        value = str(action.data())
        self.choose(value)
        self.chosen.emit(value)

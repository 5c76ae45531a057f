"""The menu of how pages are laid out, turned and shaded, and what helps reading them; it only reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from widgets.page_arrangement import PageMode
from widgets.page_layout import Shade
from widgets.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = 36

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ViewChoices:
    """What is on now."""

    mode: PageMode = PageMode.CONTINUOUS
    cover_alone: bool = True
    right_to_left: bool = False
    shade: Shade = Shade.PLAIN
    line_reader: bool = False
    large_cursor: bool = False
    full_screen: bool = False


class ViewMenu(QMenu):
    """Shows `ViewChoices`; each wish is a signal, and nothing changes until the choices are set anew."""

    mode_chosen = Signal(PageMode)
    cover_alone_chosen = Signal(bool)
    right_to_left_chosen = Signal(bool)
    turn_asked = Signal(int)  # quarters clockwise: 1 or -1
    shade_chosen = Signal(Shade)
    line_reader_chosen = Signal(bool)
    large_cursor_chosen = Signal(bool)
    full_screen_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("View"))
        self.setToolTipsVisible(True)
        self._choices = ViewChoices()
        self._modes = {
            PageMode.SINGLE: self.tr("Single page"),
            PageMode.CONTINUOUS: self.tr("Continuous"),
            PageMode.TWO_PAGES: self.tr("Two pages"),
        }
        self._mode_actions = self._group(self._modes, self.mode_chosen.emit)
        self._cover_alone = self._switch(self.tr("First page alone"), self.cover_alone_chosen.emit)
        self._right_to_left = self._switch(
            self.tr("From right to left (vertical text)"), self.right_to_left_chosen.emit
        )
        self.addSeparator()
        self.addAction(self.tr("Turn right")).triggered.connect(lambda: self.turn_asked.emit(1))
        self.addAction(self.tr("Turn left")).triggered.connect(lambda: self.turn_asked.emit(-1))
        self.addSeparator()
        shades = {
            Shade.PLAIN: self.tr("Colours as they are"),
            Shade.DARKER: self.tr("Darker letters"),
            Shade.LIGHTER: self.tr("Lighter"),
            Shade.INVERTED: self.tr("White on black"),
        }
        self._shade_actions = self._group(shades, self.shade_chosen.emit)
        self.addSeparator()
        self._line_reader = self._switch(self.tr("Line ruler"), self.line_reader_chosen.emit)
        self._large_cursor = self._switch(self.tr("Large pointer"), self.large_cursor_chosen.emit)
        self.addSeparator()
        self._full_screen = self._switch(self.tr("Full screen"), self.full_screen_chosen.emit)
        self.set_choices(ViewChoices())
        self.aboutToShow.connect(self._fit_rows)

    @property
    def choices(self) -> ViewChoices:
        """What is shown as chosen."""
        return self._choices

    def mode_words(self) -> str:
        """The layout of pages in words."""
        return self._modes[self._choices.mode]

    def set_choices(self, choices: ViewChoices) -> None:
        """Show what is on now."""
        self._choices = choices
        for mode, action in self._mode_actions.items():
            action.setChecked(mode is choices.mode)
        for shade, action in self._shade_actions.items():
            action.setChecked(shade is choices.shade)
        has_pairs = choices.mode is PageMode.TWO_PAGES
        self._cover_alone.setEnabled(has_pairs)
        self._right_to_left.setEnabled(has_pairs)
        for action, is_on in (
            (self._cover_alone, choices.cover_alone),
            (self._right_to_left, choices.right_to_left),
            (self._line_reader, choices.line_reader),
            (self._large_cursor, choices.large_cursor),
            (self._full_screen, choices.full_screen),
        ):
            action.setChecked(is_on)

    def set_keys(self, words: str, keys: str) -> None:
        """Name beside an entry the keys that do the same."""
        for action in self.actions():
            if action.text().partition("\t")[0] == words:
                action.setText(f"{words}\t{keys}")

    def _fit_rows(self) -> None:
        """Rows as low as a finger allows, so that all of them fit on a small screen with large text."""
        space = max(current_theme().px(4), (TARGET - self.fontMetrics().height() + 1) // 2)
        style = f"QMenu::item {{ padding-top: {space}px; padding-bottom: {space}px; }}"
        if style != self.styleSheet():
            self.setStyleSheet(style)

    def _group(self, choices: dict[T, str], chosen: Callable[[T], object]) -> dict[T, QAction]:
        group = QActionGroup(self)
        actions: dict[T, QAction] = {}
        for value, words in choices.items():
            action = self._checkable(words)
            group.addAction(action)
            action.triggered.connect(lambda _on, value=value: self._report(lambda: chosen(value)))
            actions[value] = action
        return actions

    def _switch(self, words: str, report: Callable[[bool], object]) -> QAction:
        action = self._checkable(words)
        action.triggered.connect(lambda is_on: self._report(lambda: report(is_on)))
        return action

    def _checkable(self, words: str) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        return action

    def _report(self, report: Callable[[], object]) -> None:
        report()
        self.set_choices(self._choices)  # a wish that nobody grants leaves no tick


class ViewButton(QToolButton):
    """Opens the menu by mouse, Space or Enter; says how pages are laid out."""

    def __init__(self, menu: ViewMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setText(self.tr("View ▾"))
        self.setMinimumHeight(TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pages
        menu.aboutToShow.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Say how pages are laid out now."""
        words = self.tr("View: {mode}").format(mode=self._menu.mode_words())
        self.setAccessibleName(words)
        self.setToolTip(words)

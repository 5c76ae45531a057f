"""A button of a strip that says what it does in words, or by its icon alone where words do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.icons import IconName, icon
from widgets.theme import Look, Theme, current_theme
from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET = 36  # the least height of a button


class WordButton(QPushButton):
    """Its words are always its name for screen readers, and its tooltip while they are not to be seen."""

    def __init__(self, name: IconName, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._words = ""
        self._is_short = False
        self._drawn: tuple[Theme, str] | None = None
        self.setMinimumHeight(TARGET)
        self._draw()
        self.say(words)

    @property
    def words(self) -> str:
        """What it does, in words."""
        return self._words

    def say(self, words: str, name: str = "") -> None:
        """Say what it does; `name` is how it is read out, if otherwise."""
        self._words = words
        self.setAccessibleName(name or words)
        self.be_short(short=self._is_short)

    def be_short(self, *, short: bool) -> None:
        """Show the icon alone, or the words as well."""
        self._is_short = short
        self._draw()
        self.setText("" if short else self._words)
        self.setMinimumWidth(max(TARGET, self.sizeHint().width()) if short else 0)
        show_tooltip(self, self._words if short else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        theme = current_theme()
        colour = theme.palette.on_ai if self.property("look") == Look.PRIMARY else ""
        drawn = (theme, colour)
        if drawn != self._drawn:
            self._drawn = drawn
            self.setIconSize(QSize(theme.px(20), theme.px(20)))
            self.setIcon(icon(self._name, colour))


def make_room(buttons: Sequence[WordButton], room: int, gap: int) -> None:
    """Let as many say their words as fit into so many pixels; the last ones give theirs up first."""
    shown = [button for button in buttons if not button.isHidden()]
    for button in shown:
        button.be_short(short=False)
    for button in reversed(shown):
        if sum(each.sizeHint().width() + gap for each in shown) <= room:
            return
        button.be_short(short=True)

"""A scroll bar that keeps its place, and is not to be seen while there is nothing to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QScrollBar

from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class QuietScrollBar(QScrollBar):
    """For lists whose rows must not change their width when a bar comes or goes."""

    def __init__(self, parent: QWidget | None = None, *, on_panel: bool = False) -> None:
        super().__init__(parent)
        self._on_panel = on_panel

    def is_needed(self) -> bool:
        """Whether there is more than fits."""
        return self.maximum() > self.minimum()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The bar, or the ground that the list stands on."""
        if self.is_needed():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        palette = current_theme().palette
        painter.fillRect(self.rect(), QColor(palette.card if self._on_panel else palette.background))
        painter.end()

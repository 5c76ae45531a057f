"""A list that opens beside a button, as high as its rows need; Escape or a click elsewhere closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QVBoxLayout, QWidget

from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST_HEIGHT = 420
GAP = 2


class PopupList(QFrame):
    """Who uses it fills `list`."""

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, Look.CARD)
        self._width = width
        self.setAccessibleName(title)
        heading = QLabel(title)
        set_look(heading, Look.HEADING)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(heading)
        column.addWidget(self.list)

    def fit(self) -> None:
        """As high as the rows need, but no higher than half a small screen."""
        theme, rows = current_theme(), self.list
        rows.setFixedWidth(theme.px(self._width))
        rows.doItemsLayout()
        needed = sum(rows.sizeHintForRow(row) + 2 * rows.spacing() for row in range(rows.count()))
        rows.setFixedHeight(min(needed + 2 * rows.frameWidth() + 4, theme.px(MOST_HEIGHT)))
        self.adjustSize()

    def show_beside(self, button: QWidget, *, above: bool) -> None:
        """Open above or below a button, within its screen, at the first row."""
        self.fit()
        screen, size = button.screen().availableGeometry(), self.sizeHint()
        place = button.mapToGlobal(QPoint(0, -size.height() - GAP if above else button.height() + GAP))
        x = max(screen.left(), min(place.x(), screen.right() - size.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - size.height()))
        self.move(x, y)
        self.show()
        self.list.setCurrentRow(0)
        self.list.scrollToTop()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

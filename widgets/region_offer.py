"""Offers to write about the words that are selected, beside them on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from widgets.page_layout import Place
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.page_text import Corners
    from widgets.page_view import PageView

AFTER_MS = 250  # since the selection changed: what is still being drawn is not covered
TARGET = 36
GAP = 6


class RegionOffer(QPushButton):
    """Shown below what is selected; `selected` gives its page from 0 and its rectangles, None for nothing."""

    def __init__(self, view: PageView, selected: Callable[[], tuple[int, list[Corners]] | None]) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._selected = selected
        self.setText(self.tr("Comment on this"))
        self.setToolTip("Ctrl+Shift+K")
        self.setMinimumHeight(TARGET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Ctrl+Shift+K, and stays on the page
        set_look(self, Look.PRIMARY)
        self.hide()
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self.offer)
        for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _: self.offer_soon())
        view.zoom_changed.connect(self.offer_soon)
        self.clicked.connect(self.hide)

    def offer_soon(self) -> None:
        """The selection or the page has moved."""
        self.hide()
        if self._selected() is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def offer(self) -> None:
        """Stand below the selection where it can be seen; not while it is still being drawn."""
        found = self._selected()
        if found is None:
            self.hide()
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._timer.start()
            return
        box = self._box(*found)
        room = self._view.viewport().rect()
        if not box.intersects(room):
            return
        self.adjustSize()
        below = box.bottom() + GAP
        y = below if below + self.height() <= room.bottom() else box.top() - GAP - self.height()
        y = min(max(y, room.top() + GAP), room.bottom() - self.height() - GAP)
        x = min(max(box.left(), room.left() + GAP), room.right() - self.width() - GAP)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def _box(self, page: int, rectangles: list[Corners]) -> QRect:
        box = QRect()
        for left, top, right, bottom in rectangles:
            places = (Place(page, left, top), Place(page, right, bottom))
            first, second = (self._view.viewport_point(place) for place in places)
            box = box.united(QRect(first, second).normalized())
        return box

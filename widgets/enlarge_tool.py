"""Draws the rectangle of a page that shall fill the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPen

from widgets.page_layer import Phase
from widgets.page_layout import Place
from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from widgets.page_layer import Pointer
    from widgets.page_layout import Size
    from widgets.page_view import PageView

SLIP_PX = 8  # a press that was drawn no further is a click
OUTSIDE = QColor(29, 39, 51, 70)  # over what will not be seen
LINE_PX = 2
HALF_A_SIDE = 0.25  # of the page, to each side of a click


class EnlargeTool(QObject):
    """Once armed, takes the next drag over a page; a click enlarges the quarter of the page around it."""

    armed_changed = Signal(bool)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._is_armed = False
        self._from: Pointer | None = None
        self._to: Place | None = None
        view.add_layer(self)

    @property
    def is_armed(self) -> bool:
        """Whether the next drag draws a rectangle."""
        return self._is_armed

    def arm(self, *, on: bool = True) -> None:
        """Let the next drag draw a rectangle, or leave it to the other tools again."""
        self._refresh()
        self._from = self._to = None
        if on:
            self._view.add_tool(self)  # before the tools that came meanwhile
            self._view.installEventFilter(self)
        else:
            self._view.removeEventFilter(self)
        if on is not self._is_armed:
            self._is_armed = on
            self._view.show_cursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.OpenHandCursor)
            self.armed_changed.emit(on)

    def point(self, pointer: Pointer) -> bool:
        """Take what happens with the left button while armed."""
        if not self._is_armed:
            return False
        match pointer.phase:
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                if pointer.button is not Qt.MouseButton.LeftButton:
                    return False
                self._from, self._to = pointer, pointer.place
            case Phase.MOVE if self._from is not None:
                self._to = self._view.place_on(self._from.place.page, pointer.at)
                self._refresh()
            case Phase.RELEASE if self._from is not None:
                self._enlarge(self._from, pointer)
        return True

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A cross while armed, on whatever place."""
        del place
        return Qt.CursorShape.CrossCursor if self._is_armed else None

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Shade what is outside of the rectangle, and frame it."""
        if self._from is None or self._to is None or self._from.place.page != page:
            return
        width, height = size_pt
        corners = [QPointF(place.x * width, place.y * height) for place in (self._from.place, self._to)]
        inner = QRectF(corners[0], corners[1]).normalized()
        painter.save()
        for part in _around(inner, QRectF(0, 0, width, height)):
            painter.fillRect(part, OUTSIDE)
        pen = QPen(QColor(current_theme().palette.ai), LINE_PX)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(inner)
        painter.restore()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc while armed gives the rectangle up."""
        if self._is_armed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.arm(on=False)
            event.accept()
            return True
        return False

    def _enlarge(self, start: Pointer, end: Pointer) -> None:
        corner, opposite = start.place, self._view.place_on(start.place.page, end.at)
        if (end.at - start.at).manhattanLength() < SLIP_PX:
            corner, opposite = _quarter_around(start.place)
        self.arm(on=False)
        self._view.enlarge(corner, opposite)

    def _refresh(self) -> None:
        if self._from is not None:
            self._view.refresh_page(self._from.place.page)


def _quarter_around(place: Place) -> tuple[Place, Place]:
    """Half of each side of the page about a place, within the page."""
    x, y = (min(max(value, HALF_A_SIDE), 1 - HALF_A_SIDE) for value in (place.x, place.y))
    return (
        Place(place.page, x - HALF_A_SIDE, y - HALF_A_SIDE),
        Place(place.page, x + HALF_A_SIDE, y + HALF_A_SIDE),
    )


def _around(inner: QRectF, outer: QRectF) -> list[QRectF]:
    """What of the outer rectangle is not in the inner one."""
    return [
        QRectF(outer.left(), outer.top(), outer.width(), inner.top() - outer.top()),
        QRectF(outer.left(), inner.bottom(), outer.width(), outer.bottom() - inner.bottom()),
        QRectF(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRectF(inner.right(), inner.top(), outer.right() - inner.right(), inner.height()),
    ]

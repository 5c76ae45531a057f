"""Draws the part of a page that a comment is to belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from widgets.page_layer import Phase
from widgets.region_marks import region_around
from widgets.selection_layer import paint_frame

if TYPE_CHECKING:
    from widgets.page_layer import Pointer
    from widgets.page_layout import Place, Size
    from widgets.page_text import Corners
    from widgets.page_view import PageView


class RegionTool(QObject):
    """Once armed, takes the next drag over a page; Esc gives it up."""

    armed_changed = Signal(bool)
    drawn = Signal(int, object)  # page from 0, Region

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._is_armed = False
        self._from: Place | None = None
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
                self._from = self._to = self._view.place_on(pointer.place.page, pointer.at)
            case Phase.MOVE if self._from is not None:
                self._to = self._view.place_on(self._from.page, pointer.at)
                self._refresh()
            case Phase.RELEASE if self._from is not None:
                self._finish(pointer)
        return True

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A cross while armed, on whatever place."""
        del place
        return Qt.CursorShape.CrossCursor if self._is_armed else None

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """The rectangle that is being drawn."""
        if self._from is not None and self._from.page == page:
            paint_frame(painter, self._corners(), size_pt)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc while armed gives the rectangle up."""
        if self._is_armed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.arm(on=False)
            event.accept()
            return True
        return False

    def _corners(self) -> Corners:
        if self._from is None or self._to is None:
            return 0.0, 0.0, 0.0, 0.0
        (left, right), (top, bottom) = (
            sorted(pair) for pair in ((self._from.x, self._to.x), (self._from.y, self._to.y))
        )
        return left, top, right, bottom

    def _finish(self, pointer: Pointer) -> None:
        if self._from is None:
            return
        page = self._from.page
        self._to = self._view.place_on(page, pointer.at)
        region = region_around([self._corners()])
        if region is None:  # a slip of the hand: the next drag may still draw it
            self._refresh()
            self._from = self._to = None
            return
        self.arm(on=False)
        self.drawn.emit(page, region)

    def _refresh(self) -> None:
        if self._from is not None:
            self._view.refresh_page(self._from.page)

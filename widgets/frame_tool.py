"""Draws a rectangle on a page with one drag: what the tools have in common that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from widgets.page_layer import Phase

if TYPE_CHECKING:
    from widgets.page_layer import Pointer
    from widgets.page_layout import Place
    from widgets.page_view import PageView


class FrameTool(QObject):
    """Once armed, takes the next drag over a page; Esc gives it up. A tool says what it is good for."""

    armed_changed = Signal(bool)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._is_armed = False
        self._from: Pointer | None = None
        self._to: Place | None = None
        view.add_layer(self)  # type: ignore[arg-type] # it is one in every tool, which says how it paints

    @property
    def is_armed(self) -> bool:
        """Whether the next drag draws a rectangle."""
        return self._is_armed

    def arm(self, *, on: bool = True) -> None:
        """Let the next drag draw a rectangle, or leave it to the other tools again."""
        self._give_up()
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
                self._to = self._view.place_on(self._from.place.page, pointer.at)
                self.use_frame(self._from, pointer, self._to)
        return True

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A cross while armed, on whatever place."""
        del place
        return Qt.CursorShape.CrossCursor if self._is_armed else None

    def use_frame(self, start: Pointer, end: Pointer, opposite: Place) -> None:
        """Do with the drawn rectangle what the tool is for; `opposite` is where it ended on its page."""
        raise NotImplementedError  # each tool says it

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc while armed gives the rectangle up."""
        if self._is_armed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.KeyPress:
                self.arm(on=False)
            event.accept()
            return True
        return False

    def _give_up(self) -> None:
        """Forget the rectangle; the next drag may still draw one."""
        self._refresh()
        self._from = self._to = None

    def _refresh(self) -> None:
        if self._from is not None:
            self._view.refresh_page(self._from.place.page)

"""Offers what the pointer does over pages to the tools of a view, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent

from widgets.page_layer import PageTool, Phase, Pointer

if TYPE_CHECKING:
    from widgets.page_layout import Place

_PHASES = {
    QEvent.Type.MouseButtonPress: Phase.PRESS,
    QEvent.Type.MouseButtonDblClick: Phase.DOUBLE_PRESS,
    QEvent.Type.MouseButtonRelease: Phase.RELEASE,
    QEvent.Type.TabletPress: Phase.PRESS,
    QEvent.Type.TabletRelease: Phase.RELEASE,
}
_MOVES = (QEvent.Type.MouseMove, QEvent.Type.TabletMove)


class Pointed(Protocol):
    """A view over whose pages the pointer moves."""

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Let the cursor look like this."""

    def place_at(self, point: QPointF) -> Place:
        """The place on a page at a point of the viewport."""


class PagePointing:
    """The tools of one view. The tool that takes a press gets what follows until the release."""

    def __init__(self, view: Pointed) -> None:
        self._view = view
        self._tools: list[PageTool] = []
        self._holding: PageTool | None = None
        self._held_by_pen = False

    @property
    def is_holding(self) -> bool:
        """Whether a tool is at work: something was pressed and not let go."""
        return self._holding is not None

    def add(self, tool: PageTool) -> None:
        """Ask this tool before all others, also when it was there already."""
        if tool in self._tools:
            self._tools.remove(tool)
        self._tools.insert(0, tool)

    def take(self, event: QEvent) -> bool:
        """Offer an event to the tools; False when none of them took it."""
        if not isinstance(event, QMouseEvent | QTabletEvent) or not self._tools:
            return False
        pointer = self._pointer(event)
        if pointer is None:
            return False
        if self._holding is not None and pointer.is_pen is not self._held_by_pen:
            event.accept()  # a palm on the screen neither bends nor ends what the pen draws
            return True
        if self._holding is not None and pointer.phase in (Phase.MOVE, Phase.RELEASE):
            tool = self._holding
            if pointer.phase is Phase.RELEASE:
                self._holding = None
            tool.point(pointer)
            event.accept()
            return True
        if pointer.phase is Phase.HOVER:
            self._show_cursor(pointer.place)
        for tool in self._tools:
            if tool.point(pointer):
                if pointer.phase in (Phase.PRESS, Phase.DOUBLE_PRESS):
                    self._holding, self._held_by_pen = tool, pointer.is_pen
                event.accept()
                return True
        return False

    def _pointer(self, event: QMouseEvent | QTabletEvent) -> Pointer | None:
        kind = event.type()
        if kind in _MOVES:
            phase = Phase.MOVE if event.buttons() != Qt.MouseButton.NoButton else Phase.HOVER
        elif kind in _PHASES:
            phase = _PHASES[kind]
        else:
            return None
        at = event.position().toPoint()
        is_pen = isinstance(event, QTabletEvent)
        return Pointer(
            phase,
            self._view.place_at(event.position()),
            at,
            event.button(),
            event.modifiers(),
            event.pressure() if isinstance(event, QTabletEvent) else 1.0,
            is_pen,
            is_pen and event.pointerType() is QPointingDevice.PointerType.Eraser,
            event.deviceType() is QInputDevice.DeviceType.TouchScreen,
            event.timestamp(),
        )

    def _show_cursor(self, place: Place) -> None:
        for tool in self._tools:
            shape = tool.cursor_at(place)
            if shape is not None:
                self._view.show_cursor(shape)
                return
        self._view.show_cursor(Qt.CursorShape.OpenHandCursor)

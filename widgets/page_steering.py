"""What keys, wheel, mouse and fingers do to a page view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from widgets.page_keys import Move, move_of_key
from widgets.page_layout import Fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

LINE_STEP = 48  # pixels of the desktop for an arrow key
SCREEN_OVERLAP = 40  # what stays visible when a screenful is turned
NOTCH = 120  # one step of a mouse wheel, as Qt counts
WHEEL_STEP = 110  # pixels of the desktop for one step of the wheel
WHEEL_ZOOM = 1.2  # factor for one step of the wheel with Ctrl


class Steerable(Protocol):
    """What can be steered; lengths are pixels of the desktop."""

    @property
    def page_count(self) -> int:
        """Pages of the document."""

    @property
    def current_page(self) -> int:
        """The page in front, from 0."""

    @property
    def fit(self) -> Fit:
        """What decides the size of pages."""

    @property
    def screenful(self) -> int:
        """How high the window on the pages is."""

    @property
    def can_go_sideways(self) -> bool:
        """Whether pages are wider than the window."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether what comes next stands at the left."""

    def turn_to(self, page: int) -> None:
        """Go to a page because the person asked for it."""

    def turn_by(self, spreads: int) -> None:
        """Turn over so many pages, or pairs of pages."""

    def turns_at(self, direction: int) -> bool:
        """Whether going on that way turns the page rather than moving the window over it."""

    def turn_on(self, direction: int) -> None:
        """Read on: the next page from its beginning, the previous one from its end."""

    def scroll_by(self, right: float, down: float) -> None:
        """Move the window over the pages."""

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Show pages larger or smaller, about a point."""

    def zoom_step(self, direction: int) -> None:
        """The next usual zoom above (1) or below (-1)."""

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Show pages at a zoom."""

    @property
    def is_enlarged(self) -> bool:
        """Whether a part of a page fills the window."""

    def enlarge_quarter(self) -> None:
        """Enlarge the quarter of the page where reading begins."""

    def step_enlarged(self, right: int, down: int) -> None:
        """Go on to the piece at that side of what is enlarged."""

    def step_on(self, direction: int) -> None:
        """Go on to the next piece (1) or the one before (-1) in reading order."""

    def leave_enlarged(self) -> None:
        """Show the former view again."""

    def fit_page(self) -> None:
        """Show whole pages."""

    def fit_width(self) -> None:
        """Make pages as wide as the window."""


class PageSteering:
    """Turns events into movements of one view."""

    def __init__(self, view: Steerable) -> None:
        self._view = view
        self._wheel_rest = 0
        self._drag_from: QPoint | None = None
        self._moves: dict[Move, Callable[[], object]] = {
            Move.FIRST_PAGE: lambda: view.turn_to(0),
            Move.LAST_PAGE: lambda: view.turn_to(view.page_count - 1),
            Move.NEXT_PAGE: lambda: view.turn_by(1),
            Move.PREVIOUS_PAGE: lambda: view.turn_by(-1),
            Move.SCREEN_DOWN: lambda: self._down(1, view.screenful - SCREEN_OVERLAP),
            Move.SCREEN_UP: lambda: self._down(-1, view.screenful - SCREEN_OVERLAP),
            Move.LINE_DOWN: lambda: self._down(1, LINE_STEP),
            Move.LINE_UP: lambda: self._down(-1, LINE_STEP),
            Move.RIGHT: lambda: self._sideways(1),
            Move.LEFT: lambda: self._sideways(-1),
            Move.ZOOM_IN: lambda: view.zoom_step(1),
            Move.ZOOM_OUT: lambda: view.zoom_step(-1),
            Move.FIT_PAGE: view.fit_page,
            Move.FIT_WIDTH: view.fit_width,
            Move.FULL_SIZE: lambda: view.set_zoom(1.0),
            Move.ENLARGE: view.enlarge_quarter,
            Move.LEAVE: view.leave_enlarged,
        }
        self._steps: dict[Move, Callable[[], object]] = {  # while something is enlarged
            Move.SCREEN_DOWN: lambda: view.step_on(1),
            Move.SCREEN_UP: lambda: view.step_on(-1),
            Move.LINE_DOWN: lambda: view.step_enlarged(0, 1),
            Move.LINE_UP: lambda: view.step_enlarged(0, -1),
            Move.RIGHT: lambda: view.step_enlarged(1, 0),
            Move.LEFT: lambda: view.step_enlarged(-1, 0),
            Move.ENLARGE: view.leave_enlarged,
        }

    def press_key(self, event: QKeyEvent) -> bool:
        """Turn, scroll or zoom; False when the key means nothing here."""
        move = move_of_key(event)
        if move is None or not self._view.page_count:
            return False
        if move is Move.LEAVE and not self._view.is_enlarged:
            return False  # whoever else waits for that key
        steps = self._steps if self._view.is_enlarged else {}
        steps.get(move, self._moves[move])()
        return True

    @property
    def is_holding(self) -> bool:
        """Whether the mouse holds the paper."""
        return self._drag_from is not None

    def take(self, event: QEvent) -> bool:
        """Do what an event of the pages asks for; False when it is none of these."""
        match event:
            case QMouseEvent():
                return self._take_mouse(event)
            case _ if not self._view.page_count:
                return False
            case QWheelEvent():
                self._turn_wheel(event)
                event.accept()
                return True
            case _:
                return self._pinch(event)

    def _turn_wheel(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom about the cursor; turn pages where there is nothing more to scroll."""
        turned, fine = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self._view.zoom_by(WHEEL_ZOOM ** (turned.y() / NOTCH), event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._view.can_go_sideways:
            self._view.scroll_by(-turned.y() * WHEEL_STEP / NOTCH, 0)
        elif turned.y() and self._view.turns_at(-1 if turned.y() > 0 else 1):
            self._wheel_rest -= turned.y()
            pages = int(self._wheel_rest / NOTCH)
            if pages:
                self._wheel_rest -= pages * NOTCH
                self._turn_over(pages)
        else:
            self._wheel_rest = 0
            way = QPointF(turned) * WHEEL_STEP / NOTCH if fine.isNull() else QPointF(fine)
            self._view.scroll_by(-way.x(), -way.y())

    def _take_mouse(self, event: QMouseEvent) -> bool:
        """Hold the paper and draw it along."""
        now, left = event.position().toPoint(), Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is left:
                self._drag_from = now
            case QEvent.Type.MouseMove if self._drag_from is not None:
                way, self._drag_from = now - self._drag_from, now
                if self._view.fit is not Fit.PAGE:
                    self._view.scroll_by(-way.x(), -way.y())
            case QEvent.Type.MouseButtonRelease if event.button() is left:
                self._drag_from = None
            case _:
                return False
        return True

    def _pinch(self, event: QEvent) -> bool:
        """Zoom with two fingers, on a screen or a touchpad; False for other events."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
                return False
            self._view.zoom_by(1.0 + max(event.value(), -0.5), event.position().toPoint())
            return True
        if isinstance(event, QGestureEvent):
            gesture = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(gesture, QPinchGesture) and gesture.scaleFactor() > 0:
                self._view.zoom_by(gesture.scaleFactor(), gesture.centerPoint().toPoint())
                return True
        return False

    def _turn_over(self, pages: int) -> None:
        """Turn by the wheel, which can be quicker than a page a step where all of a page is seen."""
        if abs(pages) == 1:
            self._view.turn_on(pages)
        else:
            self._view.turn_by(pages)

    def _down(self, direction: int, distance: int) -> None:
        if self._view.turns_at(direction):
            self._view.turn_on(direction)
        else:
            self._view.scroll_by(0, direction * distance)

    def _sideways(self, direction: int) -> None:
        if self._view.can_go_sideways:
            self._view.scroll_by(direction * LINE_STEP, 0)
        else:
            self._view.turn_by(-direction if self._view.is_right_to_left else direction)

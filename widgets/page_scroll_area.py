"""A window on laid out pages: what of them is in it, and how it moves, zooms and keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget

from widgets.page_layout import (
    Box,
    Fit,
    PageLayout,
    Place,
    Size,
    Window,
    bounded_zoom,
    next_step,
)
from widgets.page_steering import LINE_STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PageScrollArea(QAbstractScrollArea):
    """Knows where pages lie and which of them is in front; paints nothing."""

    page_changed = Signal(int)
    zoom_changed = Signal()
    user_moved = Signal()  # the person, not the presenter, went somewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes_pt: list[Size] = []
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._layout = PageLayout([], Window(1, 1))
        self._page = 0
        self._target: tuple[int, int] | None = None  # a page that was asked for, and the scroll value it got
        self._direction = 1
        self._is_moving = False
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.actionTriggered.connect(self._bar_used)

    def window_moved(self) -> None:
        """What is in the window has changed; for the class that paints it."""

    def place_at(self, point: QPointF) -> Place:
        """The place on a page at a point of the viewport."""
        scale, area = self.devicePixelRatioF(), self._area()
        return self._layout.place_at(area.left + point.x() * scale, area.top + point.y() * scale)

    def viewport_point(self, place: Place) -> QPoint:
        """Where a place is in the viewport now; far outside of it for what is scrolled away."""
        scale, area = self.devicePixelRatioF(), self._area()
        x, y = self._layout.point_px(place)
        return QPoint(round((x - area.left) / scale), round((y - area.top) / scale))

    def page_size_pt(self, page: int) -> Size:
        """Width and height of a page in points, as its document shows it."""
        return self._sizes_pt[page]

    @property
    def visible_pages(self) -> list[int]:
        """Pages of which something is in the window."""
        return list(self._layout.pages_in(self._area()))

    @property
    def page_count(self) -> int:
        """Pages of the document."""
        return len(self._sizes_pt)

    @property
    def current_page(self) -> int:
        """The page in front, from 0."""
        return max(self._page, 0)

    @property
    def fit(self) -> Fit:
        """What decides the size of pages."""
        return self._fit

    @property
    def zoom(self) -> float:
        """How large the page in front is shown; 1.0 is 100 %."""
        if not self._sizes_pt:
            return self._zoom
        return self._layout.zoom_of(self.current_page, self._sizes_pt[self.current_page])

    @property
    def screenful(self) -> int:
        """How high the window on the pages is, in pixels of the desktop."""
        return self.viewport().height()

    @property
    def can_go_sideways(self) -> bool:
        """Whether pages are wider than the window."""
        return self.horizontalScrollBar().maximum() > 0

    def scroll_by(self, right: float, down: float) -> None:
        """Move the window over the pages because the person asked for it, in pixels of the desktop."""
        scale, before = self.devicePixelRatioF(), self._area()
        self.horizontalScrollBar().setValue(before.left + round(right * scale))
        self.verticalScrollBar().setValue(before.top + round(down * scale))
        if self._area() != before:
            self.user_moved.emit()

    def go_to_page(self, page: int) -> None:
        """Bring a page to the front, from 0; what lies outside means the first or last page."""
        if not self._sizes_pt:
            return
        page = min(max(page, 0), self.page_count - 1)
        self._direction = -1 if page < self.current_page else 1
        bar = self.verticalScrollBar()
        self._is_moving = True
        bar.setValue(self._layout.row_top(page))
        self._is_moving = False
        self._target = (page, bar.value())
        self._moved()

    def turn_to(self, page: int) -> None:
        """Go to a page because the person asked for it."""
        self.go_to_page(page)
        self.user_moved.emit()

    def fit_width(self) -> None:
        """Make every page as wide as the room."""
        self._set_size(Fit.WIDTH, self._zoom)

    def fit_page(self) -> None:
        """Show whole pages, one at a time."""
        page = self.current_page
        self._set_size(Fit.PAGE, self._zoom)
        self.go_to_page(page)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Show pages at a zoom (1.0 is 100 %); the point ``at``, or the middle, stays in place."""
        self._set_size(Fit.ZOOM, bounded_zoom(zoom), at)

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Show pages larger or smaller by a factor."""
        self.set_zoom(self.zoom * factor, at)

    def zoom_step(self, direction: int) -> None:
        """The next usual zoom above (1) or below (-1)."""
        self.set_zoom(next_step(self.zoom, direction))

    def _set_size(self, fit: Fit, zoom: float, at: QPoint | None = None) -> None:
        if not self._sizes_pt:
            self._fit, self._zoom = fit, zoom
            self.zoom_changed.emit()
            return
        at = self.viewport().rect().center() if at is None else at
        place = self._place_at(at)
        self._fit, self._zoom = fit, zoom
        self._lay_out(place, at)
        self.zoom_changed.emit()

    def _lay_out_again(self) -> None:
        """Lay out anew and keep what is at the top of the window, or the page in front, where it is."""
        if not self._sizes_pt:
            self._lay_out(None, QPoint(0, 0))
        elif self._fit is Fit.PAGE or self._is_at_target():
            page = self.current_page
            self._lay_out(Place(page, self._place_at(self._top()).x, 0.0), self._top())
            self.go_to_page(page)
        else:
            self._lay_out(self._place_at(self._top()), self._top())

    def _lay_out(self, place: Place | None, at: QPoint) -> None:
        policy = Qt.ScrollBarPolicy
        self._is_moving = True
        is_free = self._fit is Fit.ZOOM
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if is_free else policy.ScrollBarAlwaysOff)
        layout = self._layout = PageLayout(self._sizes_pt, self._window())
        scale, window = layout.window.scale, layout.window
        for bar, seen_px, whole_px in (
            (self.verticalScrollBar(), window.height_px, layout.height_px),
            (self.horizontalScrollBar(), window.width_px, layout.width_px),
        ):
            bar.setPageStep(seen_px)
            bar.setSingleStep(round(LINE_STEP * scale))
            bar.setRange(0, max(0, whole_px - seen_px))
        if place is not None and self._sizes_pt:
            x, y = self._layout.point_px(place)
            self.horizontalScrollBar().setValue(x - round(at.x() * scale))
            self.verticalScrollBar().setValue(y - round(at.y() * scale))
        self._is_moving = False
        self._target = None
        if self._window() == window:
            self._moved()
        else:
            self._lay_out_again()  # a scroll bar came or went and changed the room

    def _window(self) -> Window:
        scale = self.devicePixelRatioF()
        viewport = self.viewport()
        width, height = round(viewport.width() * scale), round(viewport.height() * scale)
        return Window(max(width, 1), max(height, 1), scale, self._fit, self._zoom)

    def _place_at(self, point: QPoint) -> Place:
        return self.place_at(QPointF(point))

    def _top(self) -> QPoint:
        """The point of the viewport that stays in place when nobody points at another."""
        return QPoint(self.viewport().width() // 2, 0)

    def _area(self) -> Box:
        """What of the layout is in the window."""
        window = self._layout.window
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return Box(left, top, left + window.width_px, top + window.height_px)

    def _logical(self, box: Box) -> QRect:
        """A rectangle of the layout in the coordinates of the viewport."""
        scale, area = self.devicePixelRatioF(), self._area()
        left, top = (box.left - area.left) / scale, (box.top - area.top) / scale
        return QRect(round(left), round(top), round(box.width / scale), round(box.height / scale))

    def _is_at_target(self) -> bool:
        return self._target is not None and self._target[1] == self.verticalScrollBar().value()

    def _moved(self) -> None:
        if self._is_moving:
            return
        if self._sizes_pt:
            area = self._area()
            page = self._layout.current_page(area)
            if self._target is not None and self._is_at_target():
                page = self._target[0]
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)
        self.window_moved()

    def _bar_used(self, action: int) -> None:
        if action != QAbstractSlider.SliderAction.SliderNoAction.value:
            self.user_moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep place and zoom."""
        super().resizeEvent(event)
        if not self._is_moving:
            self._lay_out_again()
            self.zoom_changed.emit()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """The scroll bars moved, by whomever."""
        if dy and not self._is_moving:
            self._direction = 1 if dy < 0 else -1
        self._moved()

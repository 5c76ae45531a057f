"""A window on laid out pages: what of them is in it, and how it moves, zooms and keeps its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget

from widgets.page_arrangement import QUARTERS, Arrangement, PageMode
from widgets.page_layout import (
    GAP,
    Box,
    Fit,
    PageLayout,
    Place,
    Shade,
    Size,
    Window,
    bounded_zoom,
    next_step,
)
from widgets.page_steering import LINE_STEP

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


@dataclass(frozen=True, slots=True)
class _Target:
    """A page that was asked for, and the scroll value it got; holds until somebody scrolls."""

    page: int
    value: int
    place: Place | None = None  # at the middle of the upper edge; without one the page itself stands there


class PageScrollArea(QAbstractScrollArea):
    """Knows where pages lie and which of them is in front; paints nothing."""

    page_changed = Signal(int)
    zoom_changed = Signal()
    arrangement_changed = Signal()  # mode, order, turn or shade
    user_moved = Signal()  # the person, not the presenter, went somewhere or chose another size
    moved = Signal()  # what is in the window has changed, by whomever

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes_pt: list[Size] = []
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._arrangement = Arrangement()
        self._shade = Shade.PLAIN
        self._layout = PageLayout([], Window(1, 1))
        self._page = 0
        self._target: _Target | None = None
        self._direction = 1
        self._is_moving = False
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.actionTriggered.connect(self._bar_used)

    def window_moved(self) -> None:
        """What is in the window has changed; for the class that paints it."""

    def leave_enlarged(self) -> None:
        """End what cannot go on when pages are arranged otherwise; for the class that enlarges."""

    @property
    def laid_out(self) -> PageLayout:
        """Where every page lies now."""
        return self._layout

    @property
    def area_px(self) -> Box:
        """What of the layout is in the window."""
        return self._area()

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
        bar = self.horizontalScrollBar()
        return bar.maximum() > bar.minimum()

    @property
    def mode(self) -> PageMode:
        """How many pages are seen at once."""
        return self._arrangement.mode

    @property
    def is_right_to_left(self) -> bool:
        """Whether what comes next stands at the left: the order of vertical Japanese."""
        return self._arrangement.right_to_left

    @property
    def arrangement(self) -> Arrangement:
        """How the pages stand."""
        return self._arrangement

    @property
    def turn(self) -> int:
        """Quarters clockwise by which every page is turned."""
        return self._arrangement.turn

    @property
    def shade(self) -> Shade:
        """How light pages are drawn."""
        return self._shade

    def go_to_page(self, page: int) -> None:
        """Bring a page to the front, from 0; what lies outside means the first or last page."""
        if not self._sizes_pt:
            return
        page = min(max(page, 0), self.page_count - 1)
        self._direction = -1 if page < self.current_page else 1
        self._put(page, self._left_of(page), self._layout.row_top(page))

    def move_to(self, page: int, left_px: int, top_px: int) -> None:
        """Put the window on a page so that this point of the layout is its upper left one."""
        self._put(page, left_px, top_px, hold=True)

    def fit_width(self) -> None:
        """Make every page, or pair of pages, as wide as the room."""
        self.size_pages(Fit.WIDTH, self._zoom)
        self._tell_moved()

    def fit_page(self) -> None:
        """Show whole pages, one or two at a time."""
        self.size_pages(Fit.PAGE, self._zoom)
        self._tell_moved()

    def size_pages(self, fit: Fit, zoom: float) -> None:
        """Let pages be as large as this says, though nobody at this window asked for it."""
        self.leave_enlarged()
        page = self.current_page
        self._set_size(fit, zoom)
        if fit is Fit.PAGE:
            self.go_to_page(page)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Show pages at a zoom (1.0 is 100 %); the point ``at``, or the middle, stays in place."""
        self._set_size(Fit.ZOOM, bounded_zoom(zoom), at)
        self._tell_moved()

    def _tell_moved(self) -> None:
        if self._sizes_pt:
            self.user_moved.emit()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Show pages larger or smaller by a factor."""
        self.set_zoom(self.zoom * factor, at)

    def zoom_step(self, direction: int) -> None:
        """The next usual zoom above (1) or below (-1)."""
        self.set_zoom(next_step(self.zoom, direction))

    def set_mode(
        self, mode: PageMode, *, cover_alone: bool | None = None, right_to_left: bool | None = None
    ) -> None:
        """Show so many pages at once; what is not told about pairs stays as it is."""
        self.leave_enlarged()
        before = self._arrangement
        self._arrange(
            replace(
                before,
                mode=mode,
                cover_alone=before.cover_alone if cover_alone is None else cover_alone,
                right_to_left=before.right_to_left if right_to_left is None else right_to_left,
            )
        )

    def set_turn(self, turn: int) -> None:
        """Turn every page by so many quarters clockwise from how its document shows it."""
        self.leave_enlarged()
        self._arrange(replace(self._arrangement, turn=turn % QUARTERS))

    def turn_pages(self, quarters: int = 1) -> None:
        """Turn every page further, clockwise."""
        self.set_turn(self.turn + quarters)

    def set_shade(self, shade: Shade) -> None:
        """Draw pages darker, lighter or inverted from now on."""
        if shade is not self._shade:
            self._shade = shade
            self._lay_out_again()
            self.arrangement_changed.emit()

    def _arrange(self, arrangement: Arrangement) -> None:
        """Let pages stand otherwise; what is in the middle of the page in front stays in the middle."""
        if arrangement == self._arrangement:
            return
        page, was_at_target = self.current_page, self._is_at_target()
        middle = self.viewport().rect().center()
        place = self.place_on(page, middle) if self._sizes_pt else None
        self._arrangement = arrangement
        self._lay_out(place, middle)
        if self._fit is Fit.PAGE or was_at_target:
            self.go_to_page(page)
        self.arrangement_changed.emit()
        self.zoom_changed.emit()

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
            return
        target = self._target if self._is_at_target() else None
        if target is not None and target.place is not None:
            self._lay_out(target.place, self._top(), hold=True)
        elif self._fit is Fit.PAGE or target is not None:
            page = target.page if target is not None else self.current_page
            self._lay_out(self._head_of(page), self._top())
            self.go_to_page(page)
        else:
            self._lay_out(self._place_at(self._top()), self._top())

    def _lay_out(self, place: Place | None, at: QPoint, *, hold: bool = False) -> None:
        """Lay out anew with a place at a point of the window, and hold its page for the one in front."""
        self._is_moving = True
        layout = self._layout = PageLayout(self._sizes_pt, self._window())
        scale = layout.window.scale
        self._bound(place.page if place is not None else 0)
        if place is not None and self._sizes_pt:
            x, y = self._layout.point_px(place)
            self.horizontalScrollBar().setValue(x - round(at.x() * scale))
            self.verticalScrollBar().setValue(y - round(at.y() * scale))
        self._is_moving = False
        self._target = None
        if hold and place is not None:
            self._target = _Target(place.page, self.verticalScrollBar().value(), place)
        if self._window() == layout.window:
            self._moved()
        else:
            self._lay_out_again()  # a scroll bar came or went and changed the room

    def _bound(self, page: int) -> None:
        """Let the window go no further than it may while this page is in front."""
        span, window = self._layout.span(page), self._layout.window
        for bar, seen_px, first_px, end_px in (
            (self.verticalScrollBar(), window.height_px, span.top, span.bottom),
            (self.horizontalScrollBar(), window.width_px, span.left, span.right),
        ):
            bar.setPageStep(seen_px)
            bar.setSingleStep(round(LINE_STEP * window.scale))
            bar.setRange(first_px, max(first_px, end_px - seen_px))
        policy, is_needed = Qt.ScrollBarPolicy, self._fit is Fit.ZOOM and span.width > window.width_px
        # Qt would see by itself what is needed, but only after the pages have been painted
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if is_needed else policy.ScrollBarAlwaysOff
        )

    def _put(self, page: int, left_px: int | None, top_px: int, *, hold: bool = False) -> None:
        """Move the window, this page being in front; ``hold`` its edge rather than the page's own."""
        bar = self.verticalScrollBar()
        self._is_moving = True
        self._bound(page)
        if left_px is not None:
            self.horizontalScrollBar().setValue(left_px)
        bar.setValue(top_px)
        self._is_moving = False
        self._target = _Target(page, bar.value(), self._top_place(page) if hold else None)
        if self._window() == self._layout.window:
            self._moved()
        else:
            self._lay_out_again()  # a scroll bar came or went with the page

    def _left_of(self, page: int) -> int | None:
        """Where the window has to begin for the page of a pair to be seen; None where it is already."""
        if not (self._arrangement.is_paired and self.can_go_sideways):
            return None
        box, area = self._layout.page_box(page), self._area()
        gap = round(GAP * self._layout.window.scale)
        if box.left >= area.left and box.right <= area.right:
            return None
        return box.right + gap - area.width if self._arrangement.right_to_left else box.left - gap

    def _window(self) -> Window:
        scale = self.devicePixelRatioF()
        viewport = self.viewport()
        width, height = round(viewport.width() * scale), round(viewport.height() * scale)
        return Window(
            max(width, 1), max(height, 1), scale, self._fit, self._zoom, self._arrangement, self._shade
        )

    def _place_at(self, point: QPoint) -> Place:
        return self.place_at(QPointF(point))

    def place_on(self, page: int, point: QPoint) -> Place:
        """The place of this page that is nearest to a point of the viewport."""
        scale, area = self.devicePixelRatioF(), self._area()
        found = self._layout.place_on(page, area.left + point.x() * scale, area.top + point.y() * scale)
        return Place(page, min(max(found.x, 0.0), 1.0), min(max(found.y, 0.0), 1.0))

    def _top_place(self, page: int) -> Place:
        """The middle of the window's upper edge, measured on a page."""
        area, x = self._area(), round(self._top().x() * self._layout.window.scale)
        return self._layout.place_on(page, area.left + x, area.top)

    def _head_of(self, page: int) -> Place:
        """What of the upper edge of a page stands where the middle of the window is."""
        area, x = self._area(), round(self._top().x() * self._layout.window.scale)
        return self._layout.place_on(page, area.left + x, self._layout.page_box(page).top)

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
        return self._target is not None and self._target.value == self.verticalScrollBar().value()

    def _moved(self) -> None:
        if self._is_moving:
            return
        if self._sizes_pt:
            area = self._area()
            page = self._layout.current_page(area)
            if self._target is not None and self._is_at_target():
                page = self._target.page
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)
        self.window_moved()
        self.moved.emit()

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

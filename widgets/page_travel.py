"""Where a reader goes in a document: pages, places, and back to how it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from widgets.page_arrangement import PageMode
from widgets.page_layout import Fit, bounded_zoom
from widgets.page_scroll_area import PageScrollArea
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from widgets.page_layout import Place

ZOOM_EPSILON = 1e-4  # a smaller difference of zooms is none
PLACE_MARGIN = 24  # a place nearer to the edge of the window counts as not seen, in pixels of the desktop


class PageTravel(PageScrollArea):
    """Pages through which a person moves; lengths are pixels of the desktop."""

    jumped_from = Signal(object)  # ViewState before the person went far

    def scroll_by(self, right: float, down: float) -> None:
        """Move the window over the pages because the person asked for it."""
        scale, before = self.devicePixelRatioF(), self._area()
        self.horizontalScrollBar().setValue(before.left + round(right * scale))
        self.verticalScrollBar().setValue(before.top + round(down * scale))
        if self._area() != before:
            self.user_moved.emit()

    def turn_to(self, page: int) -> None:
        """Go to a page because the person asked for it."""
        if self._sizes_pt:
            page = min(max(page, 0), self.page_count - 1)
            spread_of = self._arrangement.spread_of
            if abs(spread_of(page) - spread_of(self.current_page)) > 1:
                self.jumped_from.emit(self.view_state())
        self.go_to_page(page)
        self.user_moved.emit()

    def turn_by(self, spreads: int) -> None:
        """Turn over so many pages, or pairs of pages, because the person asked for it."""
        if self._sizes_pt:
            last = self._arrangement.spread_of(self.page_count - 1)
            spread = self._arrangement.spread_of(self.current_page) + spreads
            self.turn_to(self._arrangement.pages_of(min(max(spread, 0), last), self.page_count).start)

    def can_turn(self, direction: int) -> bool:
        """Whether there is something after (1) or before (-1) what is in front."""
        if not self._sizes_pt:
            return False
        last = self._arrangement.spread_of(self.page_count - 1)
        return 0 <= self._arrangement.spread_of(self.current_page) + direction <= last

    def turns_at(self, direction: int) -> bool:
        """Whether going on down (1) or up (-1) turns the page rather than moving the window over it."""
        if self.mode is not PageMode.SINGLE:
            return self._fit is Fit.PAGE
        bar = self.verticalScrollBar()
        return bar.value() == (bar.maximum() if direction > 0 else bar.minimum())

    def turn_on(self, direction: int) -> None:
        """Read on: the next page from its beginning, the previous one from its end."""
        before, bar = self.current_page, self.verticalScrollBar()
        self.turn_by(direction)
        if direction < 0 and self.mode is PageMode.SINGLE and self.current_page != before:
            bar.setValue(bar.maximum())

    def go_to_place(self, place: Place) -> None:
        """Bring a place into the upper third of the window because the person asked for it."""
        if not self._sizes_pt:
            return
        if place.page != self.current_page and not self._sees(place):
            self.jumped_from.emit(self.view_state())
        self._bring(place)
        self.user_moved.emit()

    def show_place(self, place: Place) -> None:
        """Go to a place unless it is seen already; it counts as no jump."""
        if self._sizes_pt and not self._sees(place):
            self._bring(place)
            self.user_moved.emit()

    def show_middle(self, place: Place, zoom: float) -> None:
        """Bring a place to the middle of the window at a zoom, though nobody at this window asked for it."""
        if not self._sizes_pt:
            return
        zoom = bounded_zoom(zoom)
        if self._fit is not Fit.ZOOM or abs(self._zoom - zoom) > ZOOM_EPSILON:
            self.leave_enlarged()
            self._fit, self._zoom = Fit.ZOOM, zoom
            self._lay_out(place, self.viewport().rect().center(), hold=True)
            self.zoom_changed.emit()
        area, (x, y) = self._area(), self._layout.point_px(place)
        self.move_to(place.page, x - area.width // 2, y - area.height // 2)

    def keep_in_sight(self, place: Place) -> None:
        """Move the window as far as it takes to see a place, though nobody at this window asked for it."""
        if not self._sizes_pt or self._sees(place):
            return
        area, (x, y) = self._area(), self._layout.point_px(place)
        margin = round(PLACE_MARGIN * self._layout.window.scale)
        left = min(max(area.left, x + margin - area.width), x - margin)
        top = min(max(area.top, y + margin - area.height), y - margin)
        self.move_to(place.page, left, top)

    def view_state(self) -> ViewState:
        """Where the reader is and how it looks there, to be kept."""
        page, arrangement = self.current_page, self._arrangement
        place = self._top_place(page) if self._sizes_pt else None
        return ViewState(
            page,
            place.x if place else 0.5,
            place.y if place else 0.0,
            self._fit,
            self._zoom if self._fit is Fit.ZOOM else self.zoom,
            arrangement.mode,
            arrangement.cover_alone,
            arrangement.right_to_left,
            arrangement.turn,
            self._shade,
        )

    def restore_view(self, state: ViewState) -> None:
        """Show everything as it was kept, in whatever size the window is now."""
        self.leave_enlarged()
        self.apply_state(state)

    def apply_state(self, state: ViewState) -> None:
        """The same without ending an enlargement."""
        self._fit, self._zoom = state.fit, state.usable_zoom
        self._arrangement, self._shade = state.arrangement, state.shade
        if self._sizes_pt:
            place = state.place(self.page_count)
            self._lay_out(place, self._top(), hold=True)
            if self._fit is Fit.PAGE:
                self.go_to_page(place.page)
        self.arrangement_changed.emit()
        self.zoom_changed.emit()

    def _sees(self, place: Place) -> bool:
        spread_of, margin = self._arrangement.spread_of, PLACE_MARGIN
        is_in_front = spread_of(place.page) == spread_of(self.current_page)
        if self._fit is Fit.PAGE or (self.mode is PageMode.SINGLE and not is_in_front):
            return is_in_front
        seen = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        return seen.contains(self.viewport_point(place))

    def _bring(self, place: Place) -> None:
        page = min(max(place.page, 0), self.page_count - 1)
        if self._fit is Fit.PAGE:
            self.go_to_page(page)
            return
        area, (x, y) = self._area(), self._layout.point_px(place)
        margin = round(PLACE_MARGIN * self._layout.window.scale)
        is_seen_sideways = area.left + margin <= x <= area.right - margin
        self._direction = -1 if y < area.top else 1
        self.move_to(page, area.left if is_seen_sideways else x - area.width // 2, y - area.height // 3)

"""Reading a large table piece by piece: a rectangle fills the window, and steps go over the page in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from widgets.page_arrangement import PageMode, turned_point, turned_size, unturned_point
from widgets.page_layout import PX_PER_PT, Fit, Place

if TYPE_CHECKING:
    from widgets.page_layout import Box, PageLayout, Shade, Size
    from widgets.view_state import ViewState

OVERLAP = 0.1  # of a piece that is seen again in the next one, so that no row of a table is lost
LEAST_PART = 0.02  # of a page; less was no rectangle but a slip of the hand
QUARTER = 0.5  # of width and height, when nobody drew a rectangle


class Enlargeable(Protocol):
    """A view whose window can be put anywhere on a page."""

    @property
    def laid_out(self) -> PageLayout:
        """Where every page lies now."""

    @property
    def area_px(self) -> Box:
        """What of the layout is in the window."""

    @property
    def page_count(self) -> int:
        """Pages of the document."""

    @property
    def current_page(self) -> int:
        """The page in front, from 0."""

    @property
    def shade(self) -> Shade:
        """How light pages are drawn."""

    @property
    def zoom(self) -> float:
        """How large the page in front is shown; 1.0 is 100 %."""

    def page_size_pt(self, page: int) -> Size:
        """Width and height of a page in points."""

    def view_state(self) -> ViewState:
        """Where the reader is and how it looks there."""

    def apply_state(self, state: ViewState) -> None:
        """Show everything as it was kept."""

    def move_to(self, page: int, left_px: int, top_px: int) -> None:
        """Put the window on a page with this point of the layout at its upper left."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """How a window goes over a page that is larger, in pixels from the upper left corner of the page."""

    page_px: tuple[int, int]
    window_px: tuple[int, int]
    piece_px: tuple[int, int]

    def next_to(self, at: tuple[int, int], right: int, down: int) -> tuple[int, int] | None:
        """Where the window stands one piece further; a row is followed by the next; None beyond the page."""
        x, y = at
        if right:
            further = self._along(0, x, right)
            if further is not None:
                return further, y
        row = self._along(1, y, down)
        if row is None:
            return None
        return (self.start(0, right) if right else x), row

    def start(self, axis: int, direction: int) -> int:
        """Where a way in a direction begins: at the left or top, or at the right or bottom."""
        return 0 if direction > 0 else max(0, self.page_px[axis] - self.window_px[axis])

    def _along(self, axis: int, at: int, direction: int) -> int | None:
        last = max(0, self.page_px[axis] - self.window_px[axis])
        at = min(max(at, 0), last)
        step = max(1, int(min(self.piece_px[axis], self.window_px[axis]) * (1 - OVERLAP)))
        if direction > 0:
            return min(at + step, last) if at < last else None
        return max(at - step, 0) if at > 0 else None


class PageEnlargement(QObject):
    """What of one view is enlarged, and the view that was left for it."""

    changed = Signal(bool)  # whether something is enlarged now

    def __init__(self, view: Enlargeable, keyboard: QObject) -> None:
        super().__init__(keyboard)
        self._keyboard = keyboard  # whoever gets the keys of the view
        self._view = view
        self._former: ViewState | None = None
        self._piece_px = (0.0, 0.0)  # the rectangle on the turned page at 100 %

    @property
    def is_on(self) -> bool:
        """Whether something is enlarged."""
        return self._former is not None

    @property
    def state_to_keep(self) -> ViewState | None:
        """The view that leaving would show: the former one, of the page that is in front now."""
        if self._former is None:
            return None
        page, former = self._view.current_page, replace(self._former, shade=self._view.shade)
        return former if former.page == page else replace(former, page=page, x=0.5, y=0.0)

    def enlarge(self, corner: Place, opposite: Place) -> bool:
        """Let the rectangle between two places of a page fill the window; False when it is too small."""
        view = self._view
        x, y, right, bottom = _rectangle(corner, opposite, view.laid_out.arrangement.turn)
        if min(right - x, bottom - y) < LEAST_PART:
            return False
        page, former = corner.page, self._former or view.view_state()
        part = (right - x, bottom - y)
        self._piece_px = self._full_size_px(page, part)
        room = self._zoom_in(page, former)
        if (view.area_px.width, view.area_px.height) != room:  # a scroll bar came and took some of it
            self._zoom_in(page, former)
        box, area = view.laid_out.page_box(page), view.area_px
        left = (x + right) / 2 * box.width - area.width / 2
        top = (y + bottom) / 2 * box.height - area.height / 2
        self._put(page, round(left), round(top), box)
        was_on, self._former = self.is_on, former
        if not was_on:
            self._keyboard.installEventFilter(self)
            self.changed.emit(True)  # noqa: FBT003 - a signal's value has no name
        return True

    def enlarge_quarter(self) -> bool:
        """Enlarge the quarter of the page in front where reading begins."""
        arrangement, page = self._view.laid_out.arrangement, self._view.current_page
        if not self._view.page_count:
            return False
        far = 1.0 if arrangement.right_to_left else 0.0
        box, area = self._view.laid_out.page_box(page), self._view.area_px
        as_window = QUARTER * box.width / box.height * area.height / area.width
        down = min(QUARTER, as_window)  # of a page higher than the window, a quarter would not be larger
        corners = [unturned_point(x, y, arrangement.turn) for x, y in ((far, 0.0), (1 - QUARTER, down))]
        return self.enlarge(*(Place(page, *corner) for corner in corners))

    def step(self, right: int, down: int) -> None:
        """Go one piece to a side; beyond the edge comes the next row, beyond the last row the next page."""
        if self._former is None:
            return
        view, page, layout = self._view, self._view.current_page, self._view.laid_out
        towards_the_end = -1 if layout.arrangement.right_to_left else 1
        onward = right * towards_the_end or down
        down = down or onward
        box, area, pieces = layout.page_box(page), view.area_px, self._pieces(page)
        there = pieces.next_to((area.left - box.left, area.top - box.top), right, down)
        if there is None:
            page += 1 if onward > 0 else -1
            if not 0 <= page < view.page_count:
                return
            pieces, box = self._pieces(page), layout.page_box(page)
            x = pieces.start(0, right) if right else area.left - layout.page_box(view.current_page).left
            there = x, pieces.start(1, onward)
        self._put(page, *there, box)

    def step_on(self, direction: int) -> None:
        """Go to the next piece (1) or the one before (-1) as the document is read."""
        is_mirrored = self._view.laid_out.arrangement.right_to_left
        self.step(-direction if is_mirrored else direction, 0)

    def leave(self) -> None:
        """Show the former view again, exactly; of another page, if one went on to it meanwhile."""
        state = self.state_to_keep
        if state is not None:
            self._former = None
            self._keyboard.removeEventFilter(self)
            self._view.apply_state(state)
            self.changed.emit(False)  # noqa: FBT003 - a signal's value has no name

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the key that leaves from whatever else it does in the window."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        is_mine = event.key() == Qt.Key.Key_Escape
        if is_mine:
            event.accept()
        return is_mine

    def _zoom_in(self, page: int, former: ViewState) -> tuple[int, int]:
        area = self._view.area_px
        zoom = min(area.width / self._piece_px[0], area.height / self._piece_px[1])
        self._view.apply_state(replace(former, page=page, fit=Fit.ZOOM, zoom=zoom, mode=PageMode.SINGLE))
        return area.width, area.height

    def _put(self, page: int, x: int, y: int, box: Box) -> None:
        self._view.move_to(page, box.left + x, box.top + y)

    def _pieces(self, page: int) -> Pieces:
        area, zoom = self._view.area_px, self._view.zoom
        width, height = self._piece_px
        return Pieces(
            self._view.laid_out.page_size_px(page),
            (area.width, area.height),
            (round(width * zoom), round(height * zoom)),
        )

    def _full_size_px(self, page: int, part: tuple[float, float]) -> tuple[float, float]:
        """How large a part of a turned page is at 100 %."""
        layout = self._view.laid_out
        size = turned_size(self._view.page_size_pt(page), layout.arrangement.turn)
        full = PX_PER_PT * layout.window.scale
        return part[0] * size[0] * full, part[1] * size[1] * full


def _rectangle(corner: Place, opposite: Place, turn: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom on the turned page, no more than the page."""
    one, other = turned_point(corner.x, corner.y, turn), turned_point(opposite.x, opposite.y, turn)
    (left, right), (top, bottom) = (
        sorted(min(max(value, 0.0), 1.0) for value in pair) for pair in zip(one, other, strict=True)
    )
    return left, top, right, bottom

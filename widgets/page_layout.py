"""Where every page lies at a given zoom; geometry only, without Qt.

Three kinds of coordinates, told apart by name: ``_px`` are device pixels of the screen (so that pages
are sharp at any scale of the desktop), ``_pt`` are points of the PDF page, and a plain ``x``, ``y`` is
0..1 on the page as its document shows it. They are converted here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from widgets.page_arrangement import Arrangement, PageMode, turned_point, turned_size, unturned_point

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Size = tuple[float, float]

MIN_ZOOM = 0.25
MAX_ZOOM = 8.0
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
PX_PER_PT = 96 / 72  # of a 100 % page, before the scale of the desktop
GAP = 14  # between pages, in pixels at scale 1
SPREAD_GAP = 4  # between the two pages of an open book, in pixels at scale 1
SIDE_MARGIN = 32  # room for the flags of comments, in pixels at scale 1
SCREENFUL_MARGIN = 8  # around a page that is fitted whole
CELL_PX = 256
WHOLE_PAGE_PX = 3_000_000  # above this a page is drawn in parts
COARSE_SIDE_PX = 360
MOST_HEIGHT_PX = 1 << 30  # of all pages together; scroll bars count to twice that


class Fit(Enum):
    """What decides the size of pages."""

    WIDTH = "width"
    PAGE = "page"
    ZOOM = "zoom"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in device pixels; right and bottom are outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return self.bottom - self.top

    @property
    def is_empty(self) -> bool:
        """Whether no pixel is inside."""
        return self.right <= self.left or self.bottom <= self.top

    def intersected(self, other: Box) -> Box:
        """The pixels in both; may be empty."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def united(self, other: Box) -> Box:
        """The smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def moved(self, right_px: int, down_px: int) -> Box:
        """The same size elsewhere."""
        return Box(self.left + right_px, self.top + down_px, self.right + right_px, self.bottom + down_px)


class Shade(Enum):
    """How light a page is drawn."""

    PLAIN = "plain"
    DARKER = "darker"  # for print that is too faint
    LIGHTER = "lighter"
    INVERTED = "inverted"  # light on dark


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of one page that is drawn ``width_px`` by ``height_px`` large as a whole.

    Both sizes and the part are those after the reader turned the page ``turn`` quarters clockwise.
    """

    page: int
    width_px: int
    height_px: int
    part: Box
    turn: int = 0
    shade: Shade = Shade.PLAIN

    @property
    def is_whole(self) -> bool:
        """Whether the part is the whole page."""
        return self.part == Box(0, 0, self.width_px, self.height_px)

    @property
    def pixels(self) -> int:
        """How many pixels have to be drawn."""
        return self.part.width * self.part.height


@dataclass(frozen=True, slots=True)
class Place:
    """A point on a page, 0..1; outside of that it lies in the margin beside or between pages.

    Measured on the page as its document shows it (its own crop box and rotation applied), whatever way the
    reader has turned it.
    """

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Window:
    """What the layout is made for: the room there is, and how large pages shall be."""

    width_px: int
    height_px: int
    scale: float = 1.0  # device pixels per pixel of the desktop
    fit: Fit = Fit.WIDTH
    zoom: float = 1.0  # used with Fit.ZOOM only; 1.0 is 100 %
    arrangement: Arrangement = field(default_factory=Arrangement)
    shade: Shade = Shade.PLAIN  # carried by the tiles


class PageLayout:
    """Spreads one below the other, centred; positions are those of the whole scroll area."""

    def __init__(self, sizes_pt: Sequence[Size], window: Window) -> None:
        self.window = window
        self._arrangement = window.arrangement
        turn = self._arrangement.turn
        turned = [turned_size(size, turn) for size in sizes_pt] if turn else sizes_pt
        spreads = self._arrangement.spreads(turned)
        in_px = {spread: _spread_px(spread, window) for spread in set(spreads)}
        together = sum(_height(in_px[spread]) for spread in spreads)
        if together > MOST_HEIGHT_PX:  # ten thousand posters at 800 %
            shrink = MOST_HEIGHT_PX / together
            in_px = {spread: _spread_px(spread, window, shrink) for spread in in_px}
        self._sizes_px = [size for spread in spreads for size in in_px[spread]]
        self._gap = round(GAP * window.scale)
        self._inner_gap = _inner_gap(window)
        # a screen of its own lets a spread be turned to in the same place, and no other be seen with it
        self._has_screens = window.fit is Fit.PAGE or self._arrangement.mode is PageMode.SINGLE
        self._first_px = 0 if self._has_screens else self._gap
        rows = {spread: self._row_px(_height(sizes)) for spread, sizes in in_px.items()}
        self._rows = [rows[spread] for spread in spreads]
        self._tops = list(accumulate(self._rows, initial=self._first_px))
        self._margin = 2 * round((SCREENFUL_MARGIN if window.fit is Fit.PAGE else GAP) * window.scale)
        widest = max((self._row_width(sizes) for sizes in in_px.values()), default=0)
        self.width_px = self._scroll_width(widest)
        self.height_px = self._tops[-1]

    @property
    def page_count(self) -> int:
        """How many pages are laid out."""
        return len(self._sizes_px)

    @property
    def arrangement(self) -> Arrangement:
        """How the pages stand."""
        return self._arrangement

    def page_size_px(self, page: int) -> tuple[int, int]:
        """Width and height of one page, as it was turned."""
        return self._sizes_px[page]

    def zoom_of(self, page: int, size_pt: Size) -> float:
        """The zoom at which a page is shown now, whatever decides it; 1.0 is 100 %."""
        width_pt = turned_size(size_pt, self._arrangement.turn)[0]
        return self._sizes_px[page][0] / max(width_pt, 0.001) / (PX_PER_PT * self.window.scale)

    def row_top(self, page: int) -> int:
        """Where the scroll bar has to stand for a page to be in front."""
        return self._tops[self._arrangement.spread_of(page)] - self._first_px

    def page_box(self, page: int) -> Box:
        """Where a page lies."""
        spread = self._arrangement.spread_of(page)
        width, height = self._sizes_px[page]
        left, top = self._left(page, spread), self._tops[spread]
        if self._has_screens:
            top += (self._rows[spread] - height) // 2
        return Box(left, top, left + width, top + height)

    def span(self, page: int) -> Box:
        """Where the window may go while a page is in front; nothing but that page when one is shown alone."""
        if self._arrangement.mode is not PageMode.SINGLE or not self._sizes_px:
            return Box(0, 0, self.width_px, self.height_px)
        width, top = self._scroll_width(self._sizes_px[page][0]), self._tops[page]
        left = (self.width_px - width) // 2
        return Box(left, top, left + width, top + self._rows[page])

    def page_at(self, y_px: float) -> int:
        """The page at that height, or the one above a gap; of a pair the one that is read first."""
        spread = min(max(bisect_right(self._tops, y_px) - 1, 0), max(len(self._rows) - 1, 0))
        return self._arrangement.pages_of(spread, self.page_count).start

    def pages_in(self, area: Box) -> Iterator[int]:
        """Pages that a rectangle touches, as they are read."""
        if self.page_count == 0 or area.is_empty:
            return
        last = self._spread_pages(self.page_at(area.bottom - 1)).stop
        for page in range(self.page_at(area.top), last):
            if not self.page_box(page).intersected(area).is_empty:
                yield page

    def current_page(self, area: Box) -> int:
        """The first page that is half visible, or that takes half of the room."""
        fallback, most = self.page_at(area.top), 0
        for page in self.pages_in(area):
            box = self.page_box(page)
            seen = box.intersected(area)
            is_beside = self._arrangement.is_paired and 2 * seen.width < min(box.width, area.width)
            if 2 * seen.height >= min(box.height, area.height) and not is_beside:
                return page
            if seen.height > most:
                fallback, most = page, seen.height
        return fallback

    def place_at(self, x_px: float, y_px: float) -> Place:
        """Which point of which page that is."""
        pages = self._spread_pages(self.page_at(y_px))
        return self.place_on(min(pages, key=lambda page: self._distance(page, x_px)), x_px, y_px)

    def place_on(self, page: int, x_px: float, y_px: float) -> Place:
        """The same point as a place of a page on which it need not lie."""
        box = self.page_box(page)
        x, y = (x_px - box.left) / box.width, (y_px - box.top) / box.height
        return Place(page, *unturned_point(x, y, self._arrangement.turn))

    def point_px(self, place: Place) -> tuple[int, int]:
        """Where a point of a page lies."""
        box = self.page_box(place.page)
        x, y = turned_point(place.x, place.y, self._arrangement.turn)
        return round(box.left + x * box.width), round(box.top + y * box.height)

    def screen_beyond(self, area: Box, direction: int) -> Box:
        """What is seen one screenful further down (1) or up (-1); empty beyond the last page."""
        if self._arrangement.mode is not PageMode.SINGLE:
            return area.moved(0, area.height * direction)
        if area.is_empty or not self._sizes_px:
            return area
        span = self.span(self.page_at(area.top))
        down = (
            min(area.height, span.bottom - area.bottom)
            if direction > 0
            else -min(area.height, area.top - span.top)
        )
        return area.moved(0, down) if down else self.turned_screen(area, direction)

    def turned_screen(self, area: Box, direction: int) -> Box:
        """What is seen first when the spread in front is turned over; empty beyond the last page."""
        page = self.page_at(area.top + area.height // 2)
        pages = self._spread_pages(page)
        page = pages.stop if direction > 0 else pages.start - 1
        if not 0 <= page < self.page_count:
            return Box(0, 0, 0, 0)
        span, top = self.span(page), self.row_top(page)
        if direction < 0 and self._arrangement.mode is PageMode.SINGLE:
            top = max(top, span.bottom - area.height)  # one comes from below and sees its end
        left = max(span.left, min(area.left, span.right - area.width))
        return Box(left, top, left + area.width, top + area.height)

    def _spread_pages(self, page: int) -> range:
        return self._arrangement.pages_of(self._arrangement.spread_of(page), self.page_count)

    def _distance(self, page: int, x_px: float) -> float:
        box = self.page_box(page)
        return max(box.left - x_px, x_px - box.right, 0)

    def _left(self, page: int, spread: int) -> int:
        width = self._sizes_px[page][0]
        if not self._arrangement.is_paired:
            return (self.width_px - width) // 2
        sizes = [self._sizes_px[one] for one in self._arrangement.pages_of(spread, self.page_count)]
        left = (self.width_px - self._row_width(sizes)) // 2
        if self._arrangement.stands_left(page):
            return left
        return left + self._row_width(sizes) - width

    def _row_width(self, sizes: Sequence[tuple[int, int]]) -> int:
        """How wide a spread is; a page alone has room for another beside it."""
        together = sum(width for width, _height in sizes)
        if not self._arrangement.is_paired:
            return together
        return together * 2 // len(sizes) + self._inner_gap

    def _scroll_width(self, width_px: int) -> int:
        window_px = self.window.width_px
        return max(window_px, width_px + self._margin if width_px > window_px else 0)

    def _row_px(self, height_px: int) -> int:
        if not self._has_screens:
            return height_px + self._gap
        around = 0 if self.window.fit is Fit.PAGE else 2 * self._gap
        return max(self.window.height_px, height_px + around)

    def tiles_in(self, area: Box) -> Iterator[Tile]:
        """What has to be drawn for a rectangle: whole pages, or cells of large ones."""
        for page in self.pages_in(area):
            yield from self.page_tiles(page, area)

    def page_tiles(self, page: int, area: Box) -> list[Tile]:
        """What has to be drawn of one page for a rectangle, nearest to its middle first."""
        width, height = self._sizes_px[page]
        if width * height <= WHOLE_PAGE_PX:
            return [self._whole(page, width, height)]
        box = self.page_box(page)
        seen = box.intersected(area).moved(-box.left, -box.top)
        if seen.is_empty:
            return []
        cells = [
            self._cell(page, Box(x, y, min(x + CELL_PX, width), min(y + CELL_PX, height)))
            for y in range(seen.top // CELL_PX * CELL_PX, seen.bottom, CELL_PX)
            for x in range(seen.left // CELL_PX * CELL_PX, seen.right, CELL_PX)
        ]
        middle_x, middle_y = (seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2

        def distance(cell: Tile) -> float:
            part = cell.part
            return abs((part.left + part.right) / 2 - middle_x) + abs((part.top + part.bottom) / 2 - middle_y)

        return sorted(cells, key=distance)

    def coarse_tile(self, page: int) -> Tile:
        """The whole page, small: what is shown scaled until the sharp parts are there."""
        width, height = self._sizes_px[page]
        factor = min(1.0, COARSE_SIDE_PX / max(width, height))
        return self._whole(page, max(1, round(width * factor)), max(1, round(height * factor)))

    def _whole(self, page: int, width_px: int, height_px: int) -> Tile:
        return whole_page(page, width_px, height_px, self._arrangement.turn, self.window.shade)

    def _cell(self, page: int, part: Box) -> Tile:
        width, height = self._sizes_px[page]
        return Tile(page, width, height, part, self._arrangement.turn, self.window.shade)


def whole_page(page: int, width_px: int, height_px: int, turn: int = 0, shade: Shade = Shade.PLAIN) -> Tile:
    """A page as one tile."""
    return Tile(page, width_px, height_px, Box(0, 0, width_px, height_px), turn, shade)


def next_step(zoom: float, direction: int) -> float:
    """The next usual zoom above (1) or below (-1)."""
    if direction > 0:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MAX_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), MIN_ZOOM)


def bounded_zoom(zoom: float) -> float:
    """A zoom within what is offered."""
    return min(max(zoom, MIN_ZOOM), MAX_ZOOM)


def _spread_px(spread: tuple[Size, ...], window: Window, shrink: float = 1.0) -> tuple[tuple[int, int], ...]:
    full = PX_PER_PT * window.scale
    width_pt, height_pt = sum(width for width, _height in spread), max(height for _width, height in spread)
    if window.arrangement.is_paired:
        width_pt = width_pt * 2 / len(spread)  # a page alone is as large as with another beside it
    if window.fit is Fit.ZOOM:
        px_per_pt = full * window.zoom
    elif window.fit is Fit.WIDTH:
        px_per_pt = (window.width_px - 2 * SIDE_MARGIN * window.scale - _inner_gap(window)) / width_pt
    else:
        margin = 2 * SCREENFUL_MARGIN * window.scale
        px_per_pt = min(
            (window.width_px - margin - _inner_gap(window)) / width_pt,
            (window.height_px - margin) / height_pt,
        )
    px_per_pt = min(max(px_per_pt, 0.02), full * MAX_ZOOM) * shrink
    return tuple(
        (max(1, round(width * px_per_pt)), max(1, round(height * px_per_pt))) for width, height in spread
    )


def _inner_gap(window: Window) -> int:
    return round(SPREAD_GAP * window.scale) if window.arrangement.is_paired else 0


def _height(sizes: Sequence[tuple[int, int]]) -> int:
    return max(height for _width, height in sizes)

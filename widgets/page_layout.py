"""Where every page lies at a given zoom; geometry only, without Qt.

Three kinds of coordinates, told apart by name: ``_px`` are device pixels of the screen (so that pages
are sharp at any scale of the desktop), ``_pt`` are points of the PDF page, and a plain ``x``, ``y`` is
0..1 on the page as its document shows it. They are converted here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Size = tuple[float, float]

MIN_ZOOM = 0.25
MAX_ZOOM = 8.0
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
PX_PER_PT = 96 / 72  # of a 100 % page, before the scale of the desktop
GAP = 14  # between pages, in pixels at scale 1
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


class PageLayout:
    """Pages one below the other, centred; positions are those of the whole scroll area."""

    def __init__(self, sizes_pt: Sequence[Size], window: Window) -> None:
        self.window = window
        in_px: dict[Size, tuple[int, int]] = {size: _page_px(size, window) for size in set(sizes_pt)}
        together = sum(in_px[size][1] for size in sizes_pt)
        if together > MOST_HEIGHT_PX:  # ten thousand posters at 800 %
            shrink = MOST_HEIGHT_PX / together
            in_px = {size: _page_px(size, window, shrink) for size in set(sizes_pt)}
        self._sizes_px = [in_px[size] for size in sizes_pt]
        self._gap = round(GAP * window.scale)
        if window.fit is Fit.PAGE:  # each page has a screen of its own, so turning shows it in the same place
            self._rows = [max(window.height_px, height) for _width, height in self._sizes_px]
            self._first_px = 0
        else:
            self._rows = [height + self._gap for _width, height in self._sizes_px]
            self._first_px = self._gap
        self._tops = list(accumulate(self._rows, initial=self._first_px))
        margin = 2 * round((SCREENFUL_MARGIN if window.fit is Fit.PAGE else GAP) * window.scale)
        widest = max((width for width, _height in in_px.values()), default=0)
        self.width_px = max(window.width_px, widest + margin if widest > window.width_px else 0)
        self.height_px = self._tops[-1]

    @property
    def page_count(self) -> int:
        """How many pages are laid out."""
        return len(self._sizes_px)

    def page_size_px(self, page: int) -> tuple[int, int]:
        """Width and height of one page."""
        return self._sizes_px[page]

    def zoom_of(self, page: int, size_pt: Size) -> float:
        """The zoom at which a page is shown now, whatever decides it; 1.0 is 100 %."""
        return self._sizes_px[page][0] / max(size_pt[0], 0.001) / (PX_PER_PT * self.window.scale)

    def row_top(self, page: int) -> int:
        """Where the scroll bar has to stand for a page to be in front."""
        return self._tops[page] - self._first_px

    def page_box(self, page: int) -> Box:
        """Where a page lies."""
        width, height = self._sizes_px[page]
        left = (self.width_px - width) // 2
        top = self._tops[page]
        if self.window.fit is Fit.PAGE:
            top += (self._rows[page] - height) // 2
        return Box(left, top, left + width, top + height)

    def page_at(self, y_px: float) -> int:
        """The page at that height, or the one above a gap."""
        return min(max(bisect_right(self._tops, y_px) - 1, 0), max(self.page_count - 1, 0))

    def pages_in(self, area: Box) -> Iterator[int]:
        """Pages that a rectangle touches, from the top."""
        if self.page_count == 0 or area.is_empty:
            return
        for page in range(self.page_at(area.top), self.page_at(area.bottom - 1) + 1):
            if not self.page_box(page).intersected(area).is_empty:
                yield page

    def current_page(self, area: Box) -> int:
        """The first page that is half visible, or that takes half of the room."""
        fallback, most = self.page_at(area.top), 0
        for page in self.pages_in(area):
            box = self.page_box(page)
            seen = box.intersected(area).height
            if 2 * seen >= min(box.height, area.height):
                return page
            if seen > most:
                fallback, most = page, seen
        return fallback

    def place_at(self, x_px: float, y_px: float) -> Place:
        """Which point of which page that is."""
        page = self.page_at(y_px)
        box = self.page_box(page)
        return Place(page, (x_px - box.left) / box.width, (y_px - box.top) / box.height)

    def point_px(self, place: Place) -> tuple[int, int]:
        """Where a point of a page lies."""
        box = self.page_box(place.page)
        return round(box.left + place.x * box.width), round(box.top + place.y * box.height)

    def tiles_in(self, area: Box) -> Iterator[Tile]:
        """What has to be drawn for a rectangle: whole pages, or cells of large ones."""
        for page in self.pages_in(area):
            yield from self.page_tiles(page, area)

    def page_tiles(self, page: int, area: Box) -> list[Tile]:
        """What has to be drawn of one page for a rectangle, nearest to its middle first."""
        width, height = self._sizes_px[page]
        if width * height <= WHOLE_PAGE_PX:
            return [whole_page(page, width, height)]
        box = self.page_box(page)
        seen = box.intersected(area).moved(-box.left, -box.top)
        if seen.is_empty:
            return []
        cells = [
            Tile(page, width, height, Box(x, y, min(x + CELL_PX, width), min(y + CELL_PX, height)))
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
        return whole_page(page, max(1, round(width * factor)), max(1, round(height * factor)))


def whole_page(page: int, width_px: int, height_px: int) -> Tile:
    """A page as one tile."""
    return Tile(page, width_px, height_px, Box(0, 0, width_px, height_px))


def next_step(zoom: float, direction: int) -> float:
    """The next usual zoom above (1) or below (-1)."""
    if direction > 0:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MAX_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), MIN_ZOOM)


def bounded_zoom(zoom: float) -> float:
    """A zoom within what is offered."""
    return min(max(zoom, MIN_ZOOM), MAX_ZOOM)


def _page_px(size_pt: Size, window: Window, shrink: float = 1.0) -> tuple[int, int]:
    width_pt, height_pt = size_pt
    full = PX_PER_PT * window.scale
    if window.fit is Fit.ZOOM:
        px_per_pt = full * window.zoom
    elif window.fit is Fit.WIDTH:
        px_per_pt = (window.width_px - 2 * SIDE_MARGIN * window.scale) / width_pt
    else:
        margin = 2 * SCREENFUL_MARGIN * window.scale
        px_per_pt = min((window.width_px - margin) / width_pt, (window.height_px - margin) / height_pt)
    px_per_pt = min(max(px_per_pt, 0.02), full * MAX_ZOOM) * shrink
    return max(1, round(width_pt * px_per_pt)), max(1, round(height_pt * px_per_pt))

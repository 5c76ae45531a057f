"""Pictures of what is drawn on pages, cell by cell, so that painting does not cost more where there is more.

A page is covered by square cells of pixels of the screen. A cell is drawn when it is seen, and again only
where something came or went; where that is much, it is done in several paintings. What shines through has a
picture of its own, which is combined with the page as filters of colour are.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from widgets.note_shapes import Drawn
from widgets.page_layout import Size
from widgets.page_text import Corners

CELL = 256
CELL_BYTES = CELL * CELL * 4
MOST_BYTES = 96 << 20
EDGE_PX = 2  # Qt paints a line thinner than a pixel as wide as one, whatever the zoom is

Mode = QPainter.CompositionMode
Key = tuple[int, int, int]  # page, column, row


@dataclass(frozen=True)
class Grid:
    """How the points of one page become the pixels of its cells; the first cell is at its top left."""

    to_px: QTransform  # (0, 0) is the corner of the page as it is shown, however it is turned
    columns: int
    rows: int

    @classmethod
    def of(cls, transform: QTransform, size_pt: Size) -> tuple[Grid, QPoint]:
        """The grid of a page that is painted by this transform, and the pixel at which it begins."""
        shown = transform.mapRect(QRectF(0, 0, *size_pt))
        corner = QPoint(round(shown.left()), round(shown.top()))
        to_px = transform * QTransform.fromTranslate(-corner.x(), -corner.y())
        return cls(to_px, math.ceil(shown.width() / CELL), math.ceil(shown.height() / CELL)), corner

    def is_like(self, other: Grid) -> bool:
        """Whether pictures made for the other one fit; scrolling changes nothing but the last digits."""
        mine, theirs = self.to_px, other.to_px
        return (self.columns, self.rows) == (other.columns, other.rows) and all(
            abs(a - b) < 1e-6
            for a, b in (
                (mine.m11(), theirs.m11()),
                (mine.m12(), theirs.m12()),
                (mine.m21(), theirs.m21()),
                (mine.m22(), theirs.m22()),
            )
        )

    def pixels(self, extent: Corners) -> QRect:
        """The pixels that a part of the page touches."""
        left, top, right, bottom = extent
        touched = self.to_px.mapRect(QRectF(left, top, right - left, bottom - top)).toAlignedRect()
        return touched.adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX)

    def to_cell(self, column: int, row: int) -> QTransform:
        """How the points of the page become the pixels of one cell."""
        return self.to_px * QTransform.fromTranslate(-column * CELL, -row * CELL)

    def part(self, column: int, row: int) -> Corners:
        """What of the page a cell shows, in points."""
        back, _invertible = self.to_px.inverted()
        area = back.mapRect(QRectF(column * CELL, row * CELL, CELL, CELL))
        return area.left(), area.top(), area.right(), area.bottom()

    def cells(self, pixels: QRect) -> Iterator[tuple[int, int]]:
        """The cells that these pixels are in."""
        for row in range(max(pixels.top() // CELL, 0), min(pixels.bottom() // CELL + 1, self.rows)):
            for column in range(max(pixels.left() // CELL, 0), min(pixels.right() // CELL + 1, self.columns)):
                yield column, row


class Cell:
    """One square of a page: what covers it, and what shines through it; nothing where there is nothing."""

    def __init__(self) -> None:
        self.stale = QRect(0, 0, CELL, CELL)  # the part that has to be painted anew
        self.cover: QImage | None = None
        self.wash: QImage | None = None

    @property
    def size_bytes(self) -> int:
        """How much memory its pictures take."""
        return CELL_BYTES * ((self.cover is not None) + (self.wash is not None))

    def picture(self, *, wash: bool, on_dark: bool) -> QImage:
        """The picture to paint on; empty when nothing was painted before."""
        if wash:
            if self.wash is None:
                self.wash = QImage(CELL, CELL, QImage.Format.Format_RGB32)
                self.wash.fill(clear_wash(on_dark=on_dark))
            return self.wash
        if self.cover is None:
            self.cover = QImage(CELL, CELL, QImage.Format.Format_ARGB32_Premultiplied)
            self.cover.fill(Qt.GlobalColor.transparent)
        return self.cover


def clear_wash(*, on_dark: bool) -> Qt.GlobalColor:
    """What changes nothing when it is combined with a page."""
    return Qt.GlobalColor.black if on_dark else Qt.GlobalColor.white


def wash_mode(*, on_dark: bool) -> QPainter.CompositionMode:
    """How what shines through is combined with a page: dark print stays dark, light print light."""
    return Mode.CompositionMode_Screen if on_dark else Mode.CompositionMode_Multiply


class NotePictures:
    """The cells of all pages that were seen lately, bounded by their bytes."""

    def __init__(self, drawn_on: Callable[[int], Sequence[Drawn]], most_cost: float = math.inf) -> None:
        self._drawn_on = drawn_on  # what is on a page, the lowest first
        self._most_cost = most_cost  # of one painting; whatever it is, something gets done
        self._grids: dict[int, Grid] = {}
        self._cells: OrderedDict[Key, Cell] = OrderedDict()
        self._bytes = 0
        self._on_dark = False

    def set_on_dark(self, on_dark: bool) -> None:  # noqa: FBT001 - the one thing it sets
        """Whether pages are shown light on dark."""
        if on_dark != self._on_dark:
            self._on_dark = on_dark
            self.forget()

    def forget(self, page: int | None = None) -> None:
        """Draw a page, or all of them, anew when they are seen again."""
        if page is None:
            self._cells.clear()
            self._grids.clear()
            self._bytes = 0
            return
        self._grids.pop(page, None)
        for key in [key for key in self._cells if key[0] == page]:
            self._drop(key)

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> list[Corners]:
        """Paint what is on a page, as far as the clip of the painter reaches.

        Returns the parts of the page, in points, for which there was no time: they are to be painted again.
        """
        scale = painter.device().devicePixelRatio()
        transform = painter.transform() * QTransform.fromScale(scale, scale)
        grid, corner = Grid.of(transform, size_pt)
        known = self._grids.get(page)
        if known is None or not known.is_like(grid):
            self.forget(page)
            self._grids[page] = grid
        seen = transform.mapRect(painter.clipBoundingRect()).toAlignedRect().translated(-corner)
        if seen.isEmpty():
            return []
        found, late = self._cells_in(page, grid, seen)
        painter.save()
        painter.setTransform(QTransform.fromScale(1 / scale, 1 / scale))
        painter.setCompositionMode(wash_mode(on_dark=self._on_dark))
        for column, row, cell in found:
            if cell.wash is not None:
                painter.drawImage(corner + QPoint(column * CELL, row * CELL), cell.wash)
        painter.setCompositionMode(Mode.CompositionMode_SourceOver)
        for column, row, cell in found:
            if cell.cover is not None:
                painter.drawImage(corner + QPoint(column * CELL, row * CELL), cell.cover)
        painter.restore()
        self._keep_within_bounds(len(found))
        return late

    def add(self, page: int, drawn: Drawn) -> None:
        """Something came on top of what is on a page."""
        grid = self._grids.get(page)
        if grid is None:
            return
        for column, row in grid.cells(grid.pixels(drawn.extent)):
            cell = self._cells.get((page, column, row))
            if cell is not None:
                self._paint_on(cell, grid.to_cell(column, row), [drawn], QRect(0, 0, CELL, CELL))

    def change(self, page: int, extent: Corners) -> None:
        """Something within this part of a page came, went or changed: it is painted anew when it is seen."""
        grid = self._grids.get(page)
        if grid is None:
            return
        pixels = grid.pixels(extent)
        for column, row in grid.cells(pixels):
            cell = self._cells.get((page, column, row))
            if cell is not None:
                part = pixels.translated(-column * CELL, -row * CELL) & QRect(0, 0, CELL, CELL)
                cell.stale = cell.stale.united(part)

    def _cells_in(
        self, page: int, grid: Grid, seen: QRect
    ) -> tuple[list[tuple[int, int, Cell]], list[Corners]]:
        """The cells in view, painted as far as there is time; and the parts for which there was none."""
        found, late = [], []
        spent = 0
        for column, row in grid.cells(seen):
            key = page, column, row
            cell = self._cells.get(key)
            if cell is None:
                cell = self._cells[key] = Cell()
            else:
                self._cells.move_to_end(key)
            if not cell.stale.isEmpty():
                if spent < self._most_cost:
                    spent += self._freshen(cell, page, grid.to_cell(column, row))
                else:
                    late.append(grid.part(column, row))
            found.append((column, row, cell))
        return found, late

    def _freshen(self, cell: Cell, page: int, to_cell: QTransform) -> int:
        """Paint the stale part of a cell; returns what that cost."""
        part, cell.stale = cell.stale, QRect()
        back, _invertible = to_cell.inverted()
        area = back.mapRect(QRectF(part.adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX)))
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        inside = [
            one
            for one in self._drawn_on(page)
            if (extent := one.extent)[0] < right
            and extent[2] > left
            and extent[1] < bottom
            and extent[3] > top
        ]
        self._clear(cell, part)
        self._paint_on(cell, to_cell, inside, part)
        return sum(one.cost for one in inside)

    def _clear(self, cell: Cell, part: QRect) -> None:
        for picture, colour in (
            (cell.cover, Qt.GlobalColor.transparent),
            (cell.wash, clear_wash(on_dark=self._on_dark)),
        ):
            if picture is not None:
                painter = QPainter(picture)
                painter.setCompositionMode(Mode.CompositionMode_Source)
                painter.fillRect(part, colour)
                painter.end()

    def _paint_on(self, cell: Cell, to_cell: QTransform, drawn: Sequence[Drawn], part: QRect) -> None:
        before = cell.size_bytes
        for wash in (True, False):
            chosen = [one for one in drawn if one.is_wash is wash]
            if chosen:
                picture = cell.picture(wash=wash, on_dark=self._on_dark)
                self._paint_all(picture, to_cell, part, chosen, wash=wash)
        self._bytes += cell.size_bytes - before

    def _paint_all(
        self, picture: QImage, to_cell: QTransform, clip: QRect, drawn: Sequence[Drawn], *, wash: bool
    ) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(clip)
        painter.setTransform(to_cell)
        if wash:
            painter.setCompositionMode(wash_mode(on_dark=self._on_dark))
        for one in drawn:
            one.paint(painter, on_dark=self._on_dark)
        painter.end()

    def _keep_within_bounds(self, in_view: int) -> None:
        """Forget what was not seen for longest, never what is being shown."""
        while self._bytes > MOST_BYTES and len(self._cells) > in_view:
            self._drop(next(iter(self._cells)))

    def _drop(self, key: Key) -> None:
        self._bytes -= self._cells.pop(key).size_bytes

"""What has to be drawn of the presented page for the projector, and put together again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.document_process import fits_a_slot
from sync.discussion import WHOLE_ZOOM
from widgets.page_layout import CELL_PX, WHOLE_PAGE_PX, Box, Tile, whole_page
from widgets.projector_document import page_area, page_rectangle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Presentation

MOST_ZOOM = 16.0  # beyond that a page is only drawn larger
LEAST_ZOOM = 0.1


@dataclass(frozen=True, slots=True)
class PageParts:
    """All of the page in one drawing, and the cells of what is seen where that would be too coarse."""

    whole: Tile
    cells: tuple[Tile, ...] = ()

    @property
    def box(self) -> Box:
        """What the cells cover, in pixels of the page."""
        return Box(
            min(cell.part.left for cell in self.cells),
            min(cell.part.top for cell in self.cells),
            max(cell.part.right for cell in self.cells),
            max(cell.part.bottom for cell in self.cells),
        )

    @property
    def part(self) -> QRectF:
        """The same, 0..1 of the page."""
        box, first = self.box, self.cells[0]
        return QRectF(
            box.left / first.width_px,
            box.top / first.height_px,
            box.width / first.width_px,
            box.height / first.height_px,
        )

    def put_together(self, pictures: Iterable[QImage]) -> QImage:
        """One picture of all cells: cells beside each other, scaled, would have seams."""
        box = self.box
        sharp = QImage(box.width, box.height, QImage.Format.Format_RGB32)
        painter = QPainter(sharp)
        for cell, picture in zip(self.cells, pictures, strict=True):
            painter.drawImage(cell.part.left - box.left, cell.part.top - box.top, picture)
        painter.end()
        return sharp


def parts_of(shown: Presentation, aspect: float, size_px: tuple[float, float]) -> PageParts:
    """What is drawn of a page of these proportions in a room of this size."""
    page, room = shown.page - 1, QRectF(0, 0, *size_px)
    zoom = shown.zoom and round(1000 * min(MOST_ZOOM, max(LEAST_ZOOM, shown.zoom / 1000)))
    shown = replace(shown, zoom=zoom)
    place = page_area(room, aspect, shown, beside=False)
    lies = page_rectangle(place, aspect, shown)
    width, height = max(1, round(lies.width())), max(1, round(lies.height()))
    if width * height <= WHOLE_PAGE_PX:
        return PageParts(page_tile(page, width, aspect))
    whole = page_area(room, aspect, replace(shown, zoom=WHOLE_ZOOM), beside=False)
    seen = place.intersected(lies).translated(-lies.left(), -lies.top())
    cells = tuple(
        Tile(page, width, height, Box(x, y, min(x + CELL_PX, width), min(y + CELL_PX, height)))
        for y in range(int(seen.top()) // CELL_PX * CELL_PX, min(height, int(seen.bottom()) + 1), CELL_PX)
        for x in range(int(seen.left()) // CELL_PX * CELL_PX, min(width, int(seen.right()) + 1), CELL_PX)
    )
    return PageParts(page_tile(page, whole.width(), aspect), cells)


def page_tile(page: int, width_px: float, aspect: float) -> Tile:
    """The whole page at this width, or as large as one drawing can be."""
    width = max(1.0, width_px)
    while not fits_a_slot(round(width) * max(1, round(width / aspect))):
        width *= 0.9
    return whole_page(page, max(1, round(width)), max(1, round(width / aspect)))

"""Pictures that a test puts into a page view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from widgets.page_layout import Shade, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

A4 = (595.0, 842.0)


class Album:
    """What the test has put in, and nothing else."""

    def __init__(self) -> None:
        self.tiles: dict[Tile, QImage] = {}
        self.others: dict[int, list[tuple[Tile, QImage]]] = {}

    def tile(self, tile: Tile) -> QImage | None:
        return self.tiles.get(tile)

    def stand_ins(self, page: int, turn: int, shade: Shade) -> Iterable[tuple[Tile, QImage]]:
        found = self.others.get(page, [])
        return [(tile, picture) for tile, picture in found if (tile.turn, tile.shade) == (turn, shade)]


def plain(width: int, height: int, colour: QColor) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image

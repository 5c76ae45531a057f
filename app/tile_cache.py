"""Pictures already drawn, bounded by their bytes."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from typing import TYPE_CHECKING

from widgets.page_layout import Shade, Tile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage


CACHE_BYTES = 48 << 20


class TileCache:
    """Keeps what was used last; shared by all open documents, each named by a key."""

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._pictures: OrderedDict[tuple[str, Tile], QImage] = OrderedDict()
        self._of_page: defaultdict[tuple[str, int], set[Tile]] = defaultdict(set)
        self.used_bytes = 0

    @property
    def limit_bytes(self) -> int:
        """How many bytes of pictures are kept at most."""
        return self._limit_bytes

    def allow(self, needed_bytes: int) -> None:
        """Grow for a large screen, whose visible tiles must all fit; never shrinks."""
        self._limit_bytes = max(self._limit_bytes, needed_bytes)

    def __contains__(self, item: tuple[str, Tile]) -> bool:
        return item in self._pictures

    def get(self, key: str, tile: Tile) -> QImage | None:
        """The picture of a tile, which now counts as just used."""
        picture = self._pictures.get((key, tile))
        if picture is not None:
            self._pictures.move_to_end((key, tile))
        return picture

    def put(self, key: str, tile: Tile, picture: QImage) -> None:
        """Keep a picture and give up those that were not used for longest."""
        self._remove(key, tile)
        self._pictures[key, tile] = picture
        self._of_page[key, tile.page].add(tile)
        self.used_bytes += picture.sizeInBytes()
        while self.used_bytes > self._limit_bytes and len(self._pictures) > 1:
            oldest_key, oldest = next(iter(self._pictures))
            self._remove(oldest_key, oldest)

    def of_page(
        self, key: str, page: int, turn: int = 0, shade: Shade = Shade.PLAIN
    ) -> Iterator[tuple[Tile, QImage]]:
        """Every picture there is of a page that is turned and shaded like this, at whatever size."""
        for tile in self._of_page.get((key, page), ()):
            if (tile.turn, tile.shade) == (turn, shade):
                yield tile, self._pictures[key, tile]

    def forget(self, key: str) -> None:
        """Give up every picture of a document."""
        for owner, tile in [item for item in self._pictures if item[0] == key]:
            self._remove(owner, tile)

    def _remove(self, key: str, tile: Tile) -> None:
        picture = self._pictures.pop((key, tile), None)
        if picture is None:
            return
        self.used_bytes -= picture.sizeInBytes()
        tiles = self._of_page[key, tile.page]
        tiles.discard(tile)
        if not tiles:
            del self._of_page[key, tile.page]

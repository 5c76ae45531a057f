"""What a page view is told about its pages: pictures, and how drawing them goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from widgets.page_arrangement import PageMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QImage

    from widgets.page_layout import Box, PageLayout, Shade, Tile


class PageState(Enum):
    """How drawing a page goes, when there is something to say about it."""

    DRAWING = "drawing"  # takes long
    TOO_SLOW = "too_slow"  # was stopped after its time
    FAILED = "failed"  # cannot be drawn


@dataclass(frozen=True, slots=True)
class WantedTiles:
    """What a view lacks or will lack soon, most urgent first; replaces what it wanted before."""

    visible: tuple[Tile, ...] = ()
    ahead: tuple[Tile, ...] = ()


class Pictures(Protocol):
    """Answers at once, from what has been drawn already."""

    def tile(self, tile: Tile) -> QImage | None:
        """Exactly this tile, or None."""

    def stand_ins(self, page: int, turn: int, shade: Shade) -> Iterable[tuple[Tile, QImage]]:
        """What there is of the page at other sizes, turned and shaded alike, to be painted in this order."""


def wanted_tiles(layout: PageLayout, area: Box, direction: int) -> WantedTiles:
    """What a view of ``area`` needs, and will need when its reader goes on down (1) or up (-1)."""
    visible = tuple(layout.tiles_in(area))
    whole = {tile.page for tile in visible if tile.is_whole}
    ahead = {layout.coarse_tile(page): None for page in layout.pages_in(area) if page not in whole}
    for screen in _screens_ahead(layout, area, direction):
        ahead.update(dict.fromkeys(layout.tiles_in(screen)))
    for tile in visible:
        ahead.pop(tile, None)
    return WantedTiles(visible, tuple(ahead))


def _screens_ahead(layout: PageLayout, area: Box, direction: int) -> Iterator[Box]:
    """What may be seen next, likeliest first."""
    beyond = layout.screen_beyond(area, direction)
    yield beyond
    yield layout.screen_beyond(area, -direction)
    yield layout.screen_beyond(beyond, direction)
    if layout.arrangement.mode is not PageMode.CONTINUOUS:  # a key turns high spreads before their end
        yield layout.turned_screen(area, direction)
        yield layout.turned_screen(area, -direction)

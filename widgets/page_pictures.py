"""What a page view is told about its pages: pictures, and how drawing them goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from widgets.page_layout import Tile


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

    def stand_ins(self, page: int) -> Iterable[tuple[Tile, QImage]]:
        """What there is of the page at other sizes, to be painted in this order."""

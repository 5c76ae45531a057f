"""Where a reader is in a document and how it is shown there, as a value that can be kept; without Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

from widgets.page_arrangement import QUARTERS, Arrangement, PageMode
from widgets.page_layout import Fit, Place, Shade, bounded_zoom

FARTHEST = 100.0  # pages away from its page, in x or y, that a kept place can be


@dataclass(frozen=True, slots=True)
class ViewState:
    """The page in front, the place of it at the middle of the window's upper edge, and the look of pages."""

    page: int = 0
    x: float = 0.5
    y: float = 0.0
    fit: Fit = Fit.WIDTH
    zoom: float = 1.0
    mode: PageMode = PageMode.CONTINUOUS
    cover_alone: bool = True
    right_to_left: bool = False
    turn: int = 0
    shade: Shade = Shade.PLAIN

    @property
    def arrangement(self) -> Arrangement:
        """How the pages stand."""
        return Arrangement(
            mode=self.mode,
            cover_alone=self.cover_alone,
            right_to_left=self.right_to_left,
            turn=self.turn % QUARTERS,
        )

    @property
    def usable_zoom(self) -> float:
        """A zoom that is offered, whatever was kept."""
        return bounded_zoom(self.zoom) if math.isfinite(self.zoom) else 1.0

    def place(self, page_count: int) -> Place:
        """The place in a document that may have fewer pages than it had."""
        page = min(max(self.page, 0), page_count - 1)
        return Place(page, _near(self.x, 0.5), _near(self.y, 0.0))


def _near(value: float, otherwise: float) -> float:
    return min(max(value, -FARTHEST), FARTHEST) if math.isfinite(value) else otherwise

"""How somebody looks at a document, as a value: the place, the size, and how pages are laid out and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from widgets.page_layout import Fit, Shade


class PageMode(Enum):
    """How many pages stand in view."""

    SINGLE = "single"
    CONTINUOUS = "continuous"
    TWO_PAGES = "two-pages"


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is remembered of a document; ``x``, ``y`` are 0..1 on ``page``, ``zoom`` counts with Fit.ZOOM."""

    page: int = 0
    x: float = 0.0
    y: float = 0.0
    fit: Fit = Fit.WIDTH
    zoom: float = 1.0
    mode: PageMode = PageMode.CONTINUOUS
    cover_alone: bool = True
    right_to_left: bool = False
    turn: int = 0  # quarters clockwise
    shade: Shade = Shade.PLAIN

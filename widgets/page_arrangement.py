"""How the pages of a document stand beside and after one another, and which way up; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_Size = tuple[float, float]

QUARTERS = 4  # turns until a page is upright again


class PageMode(Enum):
    """How many pages are seen at once."""

    CONTINUOUS = "continuous"  # one below the other
    SINGLE = "single"  # one at a time
    TWO_PAGES = "two_pages"  # as in an open book, one pair below the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A spread is what stands side by side: one page, or the two of an open book."""

    mode: PageMode = PageMode.CONTINUOUS
    cover_alone: bool = True  # the first page of a book has no other beside it
    right_to_left: bool = False  # vertical Japanese: the first page of a pair stands at the right
    turn: int = 0  # quarters clockwise by which the reader turned every page

    @property
    def is_paired(self) -> bool:
        """Whether pages stand in pairs."""
        return self.mode is PageMode.TWO_PAGES

    def spread_of(self, page: int) -> int:
        """Which spread a page belongs to."""
        if not self.is_paired:
            return page
        return (page + 1) // 2 if self.cover_alone else page // 2

    def pages_of(self, spread: int, page_count: int) -> range:
        """The pages of a spread, as they are read."""
        if not self.is_paired:
            return range(spread, spread + 1)
        first = 2 * spread - 1 if self.cover_alone else 2 * spread
        return range(max(first, 0), min(first + 2, page_count))

    def stands_left(self, page: int) -> bool:
        """Whether a page of a pair, present or not, is its left one."""
        is_first = page % 2 == (1 if self.cover_alone else 0)
        return is_first is not self.right_to_left

    def spreads(self, sizes: Sequence[_Size]) -> list[tuple[_Size, ...]]:
        """The sizes of all pages, put together as the pages are."""
        if not self.is_paired:
            return [(item,) for item in sizes]
        alone = 1 if self.cover_alone and sizes else 0
        paired = sizes[alone:]
        found: list[tuple[_Size, ...]] = [
            *([(sizes[0],)] if alone else []),
            *zip(paired[::2], paired[1::2], strict=False),
        ]
        if len(paired) % 2:
            found.append((paired[-1],))
        return found


def turned_size(size: _Size, turn: int) -> _Size:
    """Width and height of a page after it was turned."""
    return (size[1], size[0]) if turn % 2 else size


def turned_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Where a point of a page, 0..1, comes to lie when the page is turned by so many quarters clockwise."""
    match turn % QUARTERS:
        case 0:
            return x, y
        case 1:
            return 1 - y, x
        case 2:
            return 1 - x, 1 - y
        case _:
            return y, 1 - x


def unturned_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Which point of the upright page lies there on the turned one."""
    return turned_point(x, y, QUARTERS - turn % QUARTERS)

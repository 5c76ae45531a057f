"""Pages and documents of the sample meeting, and the three kinds of page that come again and again."""

from collections.abc import Callable
from dataclasses import dataclass

from resources.sheet import A4, A4_WIDE, MARGIN, QUIET, Sheet

Draw = Callable[[Sheet], object]
WIDE = A4_WIDE[0] - MARGIN
NARROW = A4[0] - MARGIN


@dataclass(frozen=True)
class Page:
    """One page: its name in the outline, its size, what draws it."""

    name: str
    draw: Draw
    size: tuple[float, float] | None = None


@dataclass(frozen=True)
class Document:
    """One document of the sample meeting."""

    file: str
    label: str
    title: str
    size: tuple[float, float]
    pages: tuple[Page, ...]


def cover(label: str, title: str, *lines: str) -> Page:
    """Return a first page."""
    return Page("表紙", lambda sheet: sheet.cover(label, title, lines))


def listing(title: str, *items: str, more: Draw | None = None) -> Page:
    """Return a page with a heading and bullets, and something below them."""

    def draw(sheet: Sheet) -> None:
        large = 22 if sheet.width > sheet.height else 18
        sheet.bullets(sheet.title(title) + 6, items, size=15 if more else large, spread=more is None)
        if more:
            more(sheet)

    return Page(title, draw)


def grid(
    title: str, widths: tuple[float, ...], rows: list[list[str]], note: str = "", *, size: float = 14
) -> Page:
    """Return a page with one table."""

    def draw(sheet: Sheet) -> None:
        right = sheet.width - MARGIN
        y = sheet.table((MARGIN, sheet.title(title) + 6, right, sheet.height - 90), widths, rows, size=size)
        sheet.paragraph((MARGIN, y + 10, right, 0), note, 12, QUIET)

    return Page(title, draw)

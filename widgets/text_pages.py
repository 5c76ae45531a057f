"""The texts of the pages of a view as far as they are known, and the lines worked out of them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from widgets.text_lines import TextLines
from widgets.text_selection import Grain, Selection, Stretch, TextOf, TextPlace, grown, selected_text
from widgets.text_table import table_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.page_layout import Place
    from widgets.page_text import PageText
    from widgets.page_view import PageView

PAGES_KEPT = 16  # whose lines are worked out


class TextPages:
    """Tells ``on_wanted`` which page's text is needed and not known."""

    def __init__(self, view: PageView, on_wanted: Callable[[int], None]) -> None:
        self._view = view
        self._on_wanted = on_wanted
        self._text_of: TextOf = _nothing
        self._lines: OrderedDict[int, TextLines] = OrderedDict()

    def show(self, text_of: TextOf | None) -> None:
        """Another document, or none, is shown."""
        self._lines.clear()
        self._text_of = text_of or _nothing

    def known(self, page: int) -> PageText | None:
        """The text of a page, None while it is not known."""
        return self._text_of(page)

    def wanted(self, page: int) -> PageText | None:
        """The same, and it is asked for."""
        text = self._text_of(page)
        if text is None and 0 <= page < self._view.page_count:
            self._on_wanted(page)
        return text

    def lines(self, page: int) -> TextLines | None:
        """The lines of a page, None while its text is not known."""
        text = self._text_of(page)
        if text is None or not 0 <= page < self._view.page_count:
            return None
        lines = self._lines.get(page)
        if lines is None or lines.text is not text:
            lines = self._lines[page] = TextLines(text, self._view.page_size_pt(page))
            while len(self._lines) > PAGES_KEPT:
                self._lines.popitem(last=False)
        self._lines.move_to_end(page)
        return lines

    def character_at(self, place: Place) -> int | None:
        """The character that is pointed at."""
        if not (0 <= place.x <= 1 and 0 <= place.y <= 1):
            return None
        lines = self.lines(place.page)
        return lines.character_at(place.x, place.y) if lines is not None else None

    def unit_at(self, place: Place, grain: Grain, *, skips_ruby: bool = False) -> Stretch | None:
        """The gap, word or line at a place; None while the text of the page is not known."""
        if self.wanted(place.page) is None or (lines := self.lines(place.page)) is None:
            return None
        gap = TextPlace(place.page, lines.gap_at(place.x, place.y, skips_ruby=skips_ruby))
        character = lines.character_at(place.x, place.y)
        if skips_ruby and character is not None and lines.line_number(character) in lines.ruby:
            character = None
        return grown(gap, lines, grain, character)

    def is_ruby(self, place: TextPlace) -> bool:
        """Whether a place is in the small letters that say how a word is read."""
        lines = self.lines(place.page)
        return lines is not None and lines.line_number(place.gap) in lines.ruby

    def text_of(self, selection: Selection) -> str:
        """What is selected, with line breaks, and as a table with tabs."""
        if not selection.is_table:
            return selected_text(selection, self._text_of)
        tables = [(self.lines(page), ranges) for page, ranges in selection.ranges.items()]
        return "\n".join(table_text(lines, ranges) for lines, ranges in tables if lines is not None)


def _nothing(_page: int) -> PageText | None:
    return None

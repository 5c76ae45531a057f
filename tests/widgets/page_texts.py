"""Texts of pages as the tests need them: lines of characters at places that are easy to reckon."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from widgets.page_text import UNITS, PageText

EM = 0.02  # the side of a character, 0..1 on the page
PITCH = 0.03  # from one line to the next


@dataclass
class TextBuilder:
    """Puts lines anywhere; ``text`` makes a page of them."""

    characters: str = ""
    boxes: list[float] = field(default_factory=list)
    directions: list[bool] = field(default_factory=list)

    def line(
        self, words: str, x: float, y: float, *, is_vertical: bool = False, em: float = EM
    ) -> TextBuilder:
        """A line whose first character has its top left corner there."""
        return self.slanted(
            words, x, y, 0.0 if is_vertical else em, em if is_vertical else 0.0, em, is_vertical
        )

    def slanted(
        self,
        words: str,
        x: float,
        y: float,
        right: float,
        down: float,
        em: float = EM,
        is_vertical: bool = False,
    ) -> TextBuilder:
        """A line whose characters follow each other by these distances."""
        for index in range(len(words) + 1):
            at = min(index, max(len(words) - 1, 0))  # the line break has the box of what it follows
            left, top = x + at * right, y + at * down
            self.boxes += [left, top, left + em, top + em]
        self.characters += words + "\n"
        self.directions.append(is_vertical)
        return self

    def text(self) -> PageText:
        boxes = array("H", (min(max(round(value * UNITS), 0), UNITS) for value in self.boxes))
        return PageText(self.characters, boxes, tuple(self.directions))


def horizontal(*lines: str, x: float = 0.1, y: float = 0.1) -> PageText:
    """Lines below each other."""
    builder = TextBuilder()
    for number, words in enumerate(lines):
        builder.line(words, x, y + number * PITCH)
    return builder.text()


def vertical(*lines: str, x: float = 0.8, y: float = 0.1) -> PageText:
    """Lines from top to bottom, the first one at the right."""
    builder = TextBuilder()
    for number, words in enumerate(lines):
        builder.line(words, x - number * PITCH, y, is_vertical=True)
    return builder.text()


def middle(text: PageText, index: int) -> tuple[float, float]:
    """The middle of a character."""
    left, top, right, bottom = text.box(index)
    return (left + right) / 2, (top + bottom) / 2

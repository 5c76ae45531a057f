"""The text of one page with the place of every character, as a worker read it; without Qt."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property

UNITS = 65_535  # a coordinate of a character is a 16-bit part of the page
NUMBERS_PER_BOX = 4

Corners = tuple[float, float, float, float]


@dataclass(frozen=True)
class PageText:
    """Characters in reading order; every line ends with a line break, which has the box of what it follows.

    ``boxes`` holds left, top, right and bottom of each character in 1/65535 of the width and height of the
    page as its document shows it (its own crop box and rotation applied, the reader's turn not).
    ``vertical`` says for each line whether it runs from top to bottom.
    """

    text: str
    boxes: array[int]
    vertical: tuple[bool, ...]

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        if self.boxes.typecode != "H" or len(self.boxes) != NUMBERS_PER_BOX * len(self.text):
            raise ValueError("every character has one box")
        if len(self.vertical) != self.text.count("\n") or (self.text and not self.text.endswith("\n")):
            raise ValueError("every line ends with a line break and has a direction")

    def box(self, index: int) -> Corners:
        """Left, top, right and bottom of a character, 0..1 on the page."""
        left, top, right, bottom = self.boxes[NUMBERS_PER_BOX * index : NUMBERS_PER_BOX * (index + 1)]
        return left / UNITS, top / UNITS, right / UNITS, bottom / UNITS

    @cached_property
    def lines(self) -> tuple[range, ...]:
        """The characters of each line, its line break included."""
        found, start = [], 0
        for index, character in enumerate(self.text):
            if character == "\n":
                found.append(range(start, index + 1))
                start = index + 1
        return tuple(found)


def no_text() -> PageText:
    """A page without any text, as a picture is."""
    return PageText("", array("H"), ())

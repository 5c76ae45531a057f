"""Text on the projector: wrapped, as large as fits, and spread over pages where nothing else fits.

Everything is measured on a canvas that is always 1080 units high, so that all windows break lines alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from widgets.theme import FAMILIES
from widgets.words import is_attached

CANVAS_HEIGHT = 1080.0
LEAST_SIZE = 44  # a little more than 1/25 of the height: readable from the last row
LINE_SPACING = 1.32
SHRINK = 0.9
ALMOST_ONE = 2  # lines, where a little smaller would do with one
LINE_SEPARATOR = "\u2028"
MOST_MARKS = 4  # over and under one letter: no writing has more, and they would cover the lines beside it


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text at the font size, in canvas units, at which it fits, and how many of its lines one page has."""

    text: str
    size: float
    lines: int
    lines_per_page: int
    bold: bool = False

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return max(1, -(-self.lines // self.lines_per_page))

    @property
    def height(self) -> float:
        """How high the fullest page is."""
        return min(self.lines, self.lines_per_page) * self.size * LINE_SPACING


def projector_font(size: float, *, bold: bool = False) -> QFont:
    """The font of the projector at this many canvas units."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # else widths would not scale
    return font


@lru_cache(maxsize=512)  # a clock ticks beside texts that stay
def fit_text(
    text: str, width: float, height: float, *, largest: float, least: float = LEAST_SIZE, bold: bool = False
) -> FittedText:
    """The text at the largest size at which all of it fits, else at the least one on several pages."""
    text = tidy(text)
    size = largest
    while size > least:
        most = _lines_in(height, size)
        lines = _count_lines(text, width, size, bold=bold, most=most)
        if lines <= most:
            smaller = max(least, size * SHRINK)
            if lines == ALMOST_ONE and _count_lines(text, width, smaller, bold=bold) == 1:
                return FittedText(text, smaller, 1, 1, bold)  # rather than a word on a line of its own
            return FittedText(text, size, lines, max(1, lines), bold)
        size *= SHRINK
    lines = _count_lines(text, width, least, bold=bold)
    most = max(1, _lines_in(height, least))
    pages = max(1, -(-lines // most))
    return FittedText(text, least, lines, max(1, -(-lines // pages)), bold)  # none of them nearly empty


def tidy(text: str) -> str:
    """The text with at most one empty line in a row, none at its ends, and no towers of accents."""
    lines = re.sub(r"\n[^\S\n]*(?:\n[^\S\n]*)+", "\n\n", text.replace("\r\n", "\n").strip())
    return without_towers(lines).replace("\n", LINE_SEPARATOR)


def without_towers(text: str) -> str:
    """The text with so few accents on each letter that the lines above and below stay free."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if is_attached(character) and character != "\u200d" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=512)
def elided(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """One line that is no wider than this."""
    metrics = QFontMetricsF(projector_font(size, bold=bold))
    return metrics.elidedText(without_towers(text.replace("\n", " ")), Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=4096)  # the same few words are measured again and again while comments come in
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line is."""
    return QFontMetricsF(projector_font(size, bold=bold)).horizontalAdvance(text)


def widest_line(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """How wide the widest line of a wrapped text is."""
    layout = laid_out(text, width, size, bold=bold)
    return max((layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0)


def letters_on(fitted: FittedText, width: float, page: int) -> int:
    """How many letters one page has."""
    if fitted.pages == 1:
        return len(fitted.text)
    layout = laid_out(fitted.text, width, fitted.size, bold=fitted.bold)
    first = page * fitted.lines_per_page
    last = min(layout.lineCount(), first + fitted.lines_per_page)
    return sum(layout.lineAt(number).textLength() for number in range(first, last))


def laid_out(
    text: str, width: float, size: float, *, bold: bool, centred: bool = False, most: int = 0
) -> QTextLayout:
    """The lines of a text from its top left; no more than `most` of them, if that is given."""
    layout = QTextLayout(text, projector_font(size, bold=bold))
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * size * LINE_SPACING))
        if most and layout.lineCount() >= most:
            break
        line = layout.createLine()
    layout.endLayout()
    return layout


def _lines_in(height: float, size: float) -> int:
    return int(height / (size * LINE_SPACING) + 1e-6)


def _count_lines(text: str, width: float, size: float, *, bold: bool, most: int = 0) -> int:
    """How many lines a text has; where only `most` are of interest, one more if there are more."""
    return laid_out(text, width, size, bold=bold, most=most + 1 if most else 0).lineCount()

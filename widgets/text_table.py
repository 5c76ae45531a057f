"""A rectangle of text read as a table: rows below each other, cells with a clear gap between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from widgets.text_lines import Bounds, TextLine, TextLines, Way
from widgets.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CELL_GAP = 0.8  # between two cells, in sizes of a character
SAME_ROW = 0.5  # how much of the smaller of two pieces has to lie beside the other
MOST_SPREAD = 5  # characters that are set apart to fill a cell
EVEN = 1.3  # how much wider than the others one of the gaps between them may be
JAPANESE = ("kanji", "hiragana", "katakana")

_Group = list[tuple[int, Bounds]]  # characters with their places


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters beside each other, from ``start`` to ``end`` in the direction of writing."""

    text: str
    start: float
    end: float
    low: float  # across the direction of writing, growing from one row to the next
    high: float
    size: float  # of a character


def table_text(lines: TextLines, ranges: Iterable[range]) -> str:
    """Rows joined by line breaks, cells by tabs."""
    stretches = [(lines.line_of(stretch.start), stretch) for stretch in ranges if stretch]
    way = _usual_way([(line, len(stretch)) for line, stretch in stretches])
    pieces = [piece for line, stretch in stretches for piece in _pieces(lines, line, stretch, way)]
    return "\n".join(_row_text(row) for row in _rows(pieces))


def _usual_way(lines: list[tuple[TextLine, int]]) -> Way:
    """Where most of the characters run to."""
    weights = dict.fromkeys(Way, 0)
    for line, characters in lines:
        weights[line.way] += characters
    return max(weights, key=lambda way: weights[way])


def _pieces(lines: TextLines, line: TextLine, stretch: range, way: Way) -> list[_Piece]:
    """The characters of a line, parted where there is a clear gap or a blank as wide as one."""
    text = lines.text.text
    size = _size(lines, line, stretch)
    groups: list[_Group] = []
    for index in stretch:
        if text[index].isspace():
            continue
        bounds = lines.bounds(index)
        if groups and _gap(groups[-1][-1][1], bounds, way) <= CELL_GAP * size:
            groups[-1].append((index, bounds))
        else:
            groups.append([(index, bounds)])
    if _is_spread(text, groups, way):
        groups = [[character for group in groups for character in group]]
    return [_piece(text, group, way, size) for group in groups]


def _is_spread(text: str, groups: list[_Group], way: Way) -> bool:
    """Whether single characters are set apart evenly to fill their cell, as names in Japanese tables are."""
    if not 2 <= len(groups) <= MOST_SPREAD or any(len(group) > 1 for group in groups):
        return False
    gaps = [_gap(before[-1][1], after[0][1], way) for before, after in pairwise(groups)]
    is_japanese = all(kind_of(text[group[0][0]]) in JAPANESE for group in groups)
    return is_japanese and max(gaps) <= EVEN * min(gaps)


def _size(lines: TextLines, line: TextLine, stretch: range) -> float:
    """How long a character of full width is: lines are about as thick as that."""
    longest = [end - start for start, end in (line.along(lines.bounds(index)) for index in stretch)]
    return max(median(longest), 0.5 * max(longest), 1.0)


def _piece(text: str, group: _Group, way: Way, size: float) -> _Piece:
    first, last = group[0][0], group[-1][0]
    spans = [_span(bounds, way) for _index, bounds in group]
    depths = [_span(bounds, way.next_line) for _index, bounds in group]
    return _Piece(
        text[first : last + 1] if len(group) == last + 1 - first else _words(text, group),
        min(start for start, _end in spans),
        max(end for _start, end in spans),
        min(low for low, _high in depths),
        max(high for _low, high in depths),
        size,
    )


def _words(text: str, group: _Group) -> str:
    """The characters of a piece with their blanks, without those that only set characters apart."""
    words = text[group[0][0] : group[-1][0] + 1]
    return (
        words if any(kind_of(sign) not in (*JAPANESE, "blank") for sign in words) else "".join(words.split())
    )


def _span(bounds: Bounds, way: Way) -> tuple[float, float]:
    """From where to where something reaches that way."""
    left, top, right, bottom = bounds
    return {
        Way.RIGHT: (left, right),
        Way.DOWN: (top, bottom),
        Way.LEFT: (-right, -left),
        Way.UP: (-bottom, -top),
    }[way]


def _gap(before: Bounds, after: Bounds, way: Way) -> float:
    return _span(after, way)[0] - _span(before, way)[1]


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that lie beside each other, from the first row on."""
    rows: list[list[_Piece]] = []
    low = high = 0.0
    for piece in sorted(pieces, key=lambda piece: (piece.low + piece.high, piece.start)):
        shared = min(high, piece.high) - max(low, piece.low)
        thinner = min(high - low, piece.high - piece.low)
        if rows and shared > 0 and shared >= SAME_ROW * thinner:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            low, high = piece.low, piece.high
    return [sorted(row, key=lambda piece: piece.start) for row in rows]


def _row_text(row: list[_Piece]) -> str:
    words = row[0].text
    for before, piece in pairwise(row):
        between = "\t" if piece.start - before.end > CELL_GAP * min(before.size, piece.size) else ""
        words += between + piece.text
    return words

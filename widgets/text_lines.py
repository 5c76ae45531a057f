"""Where the lines of a page run, which character is nearest to a point, and what a marker over text covers.

Without Qt. Built once for a page, line by line; a question then looks at blocks, lines and the characters of
one line, so that it stays quick on a page of twenty thousand characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from widgets.page_text import NUMBERS_PER_BOX, UNITS, Corners, PageText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from widgets.page_layout import Size

Bounds = tuple[int, int, int, int]  # left, top, right and bottom as PageText counts them

SLANT = (
    1.8  # a line this many times as thick as its thickest character does not run along an edge of the page
)
BLOCK_GAP = 1.2  # lines of a block are no further apart than this, in thicknesses of a line
REACH = 0.6  # how far beside a character the pointer still is on it, in sizes of the character
RUBY_SIZE = 0.65  # letters no larger than this beside others may be ruby
RUBY_GAP = 0.4  # how far beside, in thicknesses of the line that it belongs to
MOST_NEIGHBOURS = 40  # lines that one is compared with
MOST_LINES = 2_000  # of a page on which ruby is looked for; more have been made to keep somebody busy
MOST_CORNERS = 5_000  # rectangles of one page; nobody sees more of them apart


class Way(IntEnum):
    """Where a line runs to; counted in quarters clockwise, as pages are turned."""

    RIGHT = 0
    DOWN = 1
    LEFT = 2
    UP = 3

    @property
    def is_upright(self) -> bool:
        """Whether it runs from top to bottom or the other way."""
        return self in (Way.DOWN, Way.UP)

    @property
    def next_line(self) -> Way:
        """Where the next line lies: lines of vertical Japanese follow to the left."""
        return Way.DOWN if self is Way.LEFT else Way((self + 1) % 4)  # to the left runs Arabic


@dataclass(frozen=True, slots=True)
class TextLine:
    """The characters of one line without its line break, and where they stand."""

    characters: range
    bounds: Bounds
    way: Way
    is_slanted: bool = False

    def along(self, bounds: Bounds) -> tuple[int, int]:
        """From where to where something reaches in the direction of the line."""
        return (bounds[1], bounds[3]) if self.way.is_upright else (bounds[0], bounds[2])

    def across(self, bounds: Bounds) -> tuple[int, int]:
        """From where to where something reaches across the line."""
        return (bounds[0], bounds[2]) if self.way.is_upright else (bounds[1], bounds[3])


@dataclass(slots=True)
class _Block:
    """Lines that follow each other closely; bounds grow while lines are added."""

    lines: list[int]
    bounds: Bounds


class _Hit(NamedTuple):
    """A character near a point: the nearest one is meant, and of several the thinner, as ruby is."""

    away: float
    thickness: int
    character: int


class TextLines:
    """The geometry of one page of text; ``size`` is the page's own and matters by its proportions only."""

    def __init__(self, text: PageText, size: Size = (1.0, 1.0)) -> None:
        self.text = text
        self._scale = size[0] / UNITS, size[1] / UNITS
        self.lines = [
            self._line(whole, is_vertical=is_vertical)
            for whole, is_vertical in zip(text.lines, text.vertical, strict=True)
        ]
        self._last_hits: tuple[tuple[float, float], list[_Hit]] | None = None
        self._starts = [line.characters.start for line in self.lines]

    # Characters and lines.

    def bounds(self, index: int) -> Bounds:
        """Where a character stands, as PageText counts."""
        at = NUMBERS_PER_BOX * index
        left, top, right, bottom = self.text.boxes[at : at + NUMBERS_PER_BOX]
        return left, top, right, bottom

    def line_number(self, gap: int) -> int:
        """The line in which a gap between characters lies; the gap before its line break is its last."""
        return max(0, bisect_right(self._starts, gap) - 1)

    def line_of(self, gap: int) -> TextLine:
        """The line in which a gap between characters lies."""
        return self.lines[self.line_number(gap)]

    # From a point to a character.

    def character_at(self, x: float, y: float) -> int | None:
        """The character that is pointed at, 0..1 on the page; None where there is none."""
        hits = [
            hit
            for hit in self._hits((x * UNITS, y * UNITS))
            if hit.away <= REACH * max(self._extent(self.bounds(hit.character)))
        ]
        return min(hits).character if hits else None

    def gap_at(self, x: float, y: float, *, skips_ruby: bool = False) -> int:
        """The gap between characters nearest to a point, 0..1 on the page; 0 on a page without text.

        Ruby may come after all other text of its page, so what is dragged over lines has to pass it by.
        """
        point = (x * UNITS, y * UNITS)
        hits = self._hits(point)
        if skips_ruby:
            hits = [hit for hit in hits if self.line_number(hit.character) not in self.ruby]
        blocks = self._body if skips_ruby else self._blocks
        index = min(hits).character if hits else self._nearest_character(point, blocks)
        if index is None:
            return 0
        line = self.line_of(index)
        return self._beside(line, index, point[1] if line.way.is_upright else point[0])

    def gap_in(self, line: TextLine, along: float) -> int:
        """The gap of a line that is nearest to a position in its direction."""
        if not line.characters:
            return line.characters.start
        start, end = line.across(line.bounds)
        middle = (start + end) / 2
        point = (middle, along) if line.way.is_upright else (along, middle)
        return self._beside(line, self._nearest_in(line, point), along)

    def _beside(self, line: TextLine, index: int, along: float) -> int:
        start, end = line.along(self.bounds(index))
        is_beyond = 2 * along > start + end
        return index + (is_beyond if line.way in (Way.RIGHT, Way.DOWN) else not is_beyond)

    def position(self, gap: int) -> tuple[float, Corners]:
        """How far along its line a gap lies, and the thin rectangle of a caret there, 0..1 on the page."""
        if not self.lines:
            return 0.0, (0.0, 0.0, 0.0, 0.0)
        line = self.line_of(gap)
        if not line.characters:
            left, top, _right, bottom = (value / UNITS for value in line.bounds)
            return line.along(line.bounds)[0], (left, top, left, bottom)
        is_behind = gap >= line.characters.stop
        bounds = self.bounds(line.characters.stop - 1 if is_behind else gap)
        low, high = line.along(bounds)
        along = high if is_behind is (line.way in (Way.RIGHT, Way.DOWN)) else low
        start, end = line.across(bounds if line.is_slanted else line.bounds)
        caret = (start, along, end, along) if line.way.is_upright else (along, start, along, end)
        return along, _corners(caret)

    # From characters to what covers them.

    def rectangles(self, ranges: Iterable[range]) -> list[Corners]:
        """Rectangles over characters, 0..1: one for each line and stretch, none for line breaks."""
        found: list[Corners] = []
        for stretch in ranges:
            for bounds in self._covers(stretch):
                if len(found) >= MOST_CORNERS:
                    return found
                found.append(_corners(bounds))
        return found

    def inside(self, left: float, top: float, right: float, bottom: float) -> list[range]:
        """Stretches of characters whose middle lies in a rectangle, 0..1 on the page, line by line."""
        area = (left * UNITS, top * UNITS, right * UNITS, bottom * UNITS)
        found: list[range] = []
        for line in self.lines:
            if line.characters and _touch(line.bounds, area):
                found += self._stretches_inside(line, area)
        return found

    # How lines come about.

    def _line(self, whole: range, *, is_vertical: bool) -> TextLine:
        characters = range(whole.start, whole.stop - 1)
        if len(characters) < 2:
            return TextLine(characters, self.bounds(whole.start), Way.DOWN if is_vertical else Way.RIGHT)
        bounds = self._around(characters)
        way = self._way(characters, is_vertical=is_vertical)
        line = TextLine(characters, bounds, way)
        return TextLine(characters, bounds, way, is_slanted=True) if self._is_slanted(line) else line

    def _around(self, characters: range) -> Bounds:
        boxes = self.text.boxes[NUMBERS_PER_BOX * characters.start : NUMBERS_PER_BOX * characters.stop]
        return min(boxes[0::4]), min(boxes[1::4]), max(boxes[2::4]), max(boxes[3::4])

    def _way(self, characters: range, *, is_vertical: bool) -> Way:
        """What the places of the characters say, and where they say nothing what the text says."""
        usual = Way.DOWN if is_vertical else Way.RIGHT
        first, last = self.bounds(characters[0]), self.bounds(characters[-1])
        right = (last[0] + last[2] - first[0] - first[2]) * self._scale[0]
        down = (last[1] + last[3] - first[1] - first[3]) * self._scale[1]
        if right == down == 0:
            return usual
        is_upright = is_vertical if abs(right) == abs(down) else abs(down) > abs(right)
        if is_upright:
            return Way.DOWN if down > 0 else Way.UP
        return Way.RIGHT if right > 0 else Way.LEFT

    def _is_slanted(self, line: TextLine) -> bool:
        if len(line.characters) < 3:
            return False
        numbers = slice(NUMBERS_PER_BOX * line.characters.start, NUMBERS_PER_BOX * line.characters.stop)
        boxes = self.text.boxes[numbers]
        low, high = (boxes[0::4], boxes[2::4]) if line.way.is_upright else (boxes[1::4], boxes[3::4])
        thickest = max(end - start for start, end in zip(low, high, strict=True))
        start, end = line.across(line.bounds)
        return end - start > SLANT * max(thickest, 1)

    @cached_property
    def ruby(self) -> frozenset[int]:
        """Lines of small letters close beside a line of larger ones: they say how it is read."""
        found: set[int] = set()
        if len(self.lines) > MOST_LINES:
            return frozenset()
        for is_upright in (False, True):
            along = [
                (*line.across(line.bounds), number)
                for number, line in enumerate(self.lines)
                if line.characters and not line.is_slanted and line.way.is_upright is is_upright
            ]
            along.sort()
            found.update(self._ruby_of(along))
        return frozenset(found)

    def _ruby_of(self, lines: list[tuple[int, int, int]]) -> Iterator[int]:
        starts = [low for low, _high, _number in lines]
        thickest = max((high - low for low, high, _number in lines), default=0)
        for low, high, number in lines:
            if high - low > RUBY_SIZE * thickest:
                continue
            reach = int(RUBY_GAP * thickest) + thickest
            near = lines[bisect_left(starts, low - reach) : bisect_right(starts, high + reach)]
            if any(self._is_ruby_of(number, other) for *_span, other in near[:MOST_NEIGHBOURS]):
                yield number

    def _is_ruby_of(self, number: int, other: int) -> bool:
        line, base = self.lines[number], self.lines[other]
        (low, high), (start, end) = line.across(line.bounds), base.across(base.bounds)
        if high - low > RUBY_SIZE * (end - start):
            return False
        (first, last), (begin, stop) = line.along(line.bounds), base.along(base.bounds)
        room = RUBY_GAP * (end - start)
        is_beside = low >= (start + end) / 2 if line.way.is_upright else high <= (start + end) / 2
        return is_beside and low - end <= room and start - high <= room and first < stop and last > begin

    @cached_property
    def _blocks(self) -> list[_Block]:
        return self._blocks_without(frozenset())

    @cached_property
    def _body(self) -> list[_Block]:
        return self._blocks_without(self.ruby) or self._blocks

    def _blocks_without(self, left_out: frozenset[int]) -> list[_Block]:
        blocks: list[_Block] = []
        for number, line in enumerate(self.lines):
            if not line.characters or number in left_out:
                continue
            before = blocks[-1] if blocks else None
            if before is not None and self._continues(self.lines[before.lines[-1]], line):
                before.lines.append(number)
                before.bounds = _united(before.bounds, line.bounds)
            else:
                blocks.append(_Block([number], line.bounds))
        return blocks

    def _continues(self, before: TextLine, line: TextLine) -> bool:
        if before.way is not line.way or before.is_slanted or line.is_slanted:
            return False
        (start, end), (low, high) = line.along(line.bounds), before.along(before.bounds)
        if start >= high or end <= low:
            return False
        (start, end), (low, high) = line.across(line.bounds), before.across(before.bounds)
        return max(start - high, low - end) <= BLOCK_GAP * max(end - start, high - low)

    # Looking for the nearest.

    def _lines_around(self, point: tuple[float, float]) -> Iterator[int]:
        """Lines that have this point, or have it just beside them."""
        x, y = point
        for block in self._blocks:
            left, top, right, bottom = block.bounds
            slack = self._slack
            if not (left - slack <= x <= right + slack and top - slack <= y <= bottom + slack):
                continue
            for number in block.lines:
                line = self.lines[number]
                left, top, right, bottom = line.bounds
                slack = 0.15 * min(right - left, bottom - top)
                if (
                    line.characters
                    and left - slack <= x <= right + slack
                    and top - slack <= y <= bottom + slack
                ):
                    yield number

    @cached_property
    def _slack(self) -> float:
        return max(
            (0.15 * min(b[2] - b[0], b[3] - b[1]) for b in (block.bounds for block in self._blocks)),
            default=0.0,
        )

    def _hits(self, point: tuple[float, float]) -> list[_Hit]:
        """The nearest characters of lines that have a point; asked for twice in a row, so it is kept."""
        if self._last_hits is None or self._last_hits[0] != point:
            hits = []
            for number in self._lines_around(point):
                line = self.lines[number]
                index = self._nearest_in(line, point)
                low, high = line.across(line.bounds)
                hits.append(_Hit(self._distance(point, self.bounds(index)), high - low, index))
            self._last_hits = point, hits
        return self._last_hits[1]

    def _nearest_character(self, point: tuple[float, float], blocks: list[_Block]) -> int | None:
        """In the nearest blocks the line at the height of a point, and of that line the nearest character."""
        best, nearest = float("inf"), list[_Block]()
        for block in blocks:
            away = self._distance(point, block.bounds)
            if away < best:
                best, nearest = away, [block]
            elif away == best:
                nearest.append(block)
        lines = [self.lines[number] for block in nearest for number in block.lines]
        if not lines:
            return None
        return self._nearest_in(min(lines, key=lambda line: self._rank(point, line)), point)

    def _rank(self, point: tuple[float, float], line: TextLine) -> tuple[float, float]:
        """How far a line is across its direction, then how far along it."""
        if line.is_slanted:
            return self._distance(point, self.bounds(self._nearest_in(line, point))), 0.0
        along, across = (point[1], point[0]) if line.way.is_upright else point
        scale_along, scale_across = self._scale[::-1] if line.way.is_upright else self._scale
        return (
            _outside(across, *line.across(line.bounds)) * scale_across,
            _outside(along, *line.along(line.bounds)) * scale_along,
        )

    def _nearest_in(self, line: TextLine, point: tuple[float, float]) -> int:
        start, stop = NUMBERS_PER_BOX * line.characters.start, NUMBERS_PER_BOX * line.characters.stop
        boxes = self.text.boxes[start:stop]
        if line.is_slanted:
            (x, y), (right, down) = point, self._scale
            away = [
                ((left + far - 2 * x) * right) ** 2 + ((top + low - 2 * y) * down) ** 2
                for left, top, far, low in zip(
                    boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True
                )
            ]
        else:
            first, at = (1, point[1]) if line.way.is_upright else (0, point[0])
            away = [
                abs(low + high - 2 * at) - (high - low)
                if not low <= at <= high
                else abs(low + high - 2 * at) - 2 * UNITS
                for low, high in zip(boxes[first::4], boxes[first + 2 :: 4], strict=True)
            ]
        return line.characters.start + away.index(min(away))

    def _distance(self, point: tuple[float, float], bounds: Bounds) -> float:
        right = _outside(point[0], bounds[0], bounds[2]) * self._scale[0]
        down = _outside(point[1], bounds[1], bounds[3]) * self._scale[1]
        return float((right * right + down * down) ** 0.5)

    def _extent(self, bounds: Bounds) -> tuple[float, float]:
        return (bounds[2] - bounds[0]) * self._scale[0], (bounds[3] - bounds[1]) * self._scale[1]

    # Covering.

    def _covers(self, stretch: range) -> Iterator[Bounds]:
        if not stretch or not self.lines:
            return
        for number in range(self.line_number(stretch.start), self.line_number(stretch.stop - 1) + 1):
            line = self.lines[number]
            part = range(max(stretch.start, line.characters.start), min(stretch.stop, line.characters.stop))
            if not part:
                continue
            if line.is_slanted:
                yield from map(self.bounds, part)
            elif part == line.characters:
                yield line.bounds
            else:
                around = self._around(part)
                (start, end), (low, high) = line.along(around), line.across(line.bounds)
                yield (low, start, high, end) if line.way.is_upright else (start, low, end, high)

    def _stretches_inside(self, line: TextLine, area: tuple[float, float, float, float]) -> list[range]:
        left, top, right, bottom = (2 * edge for edge in area)
        boxes = self.text.boxes[
            NUMBERS_PER_BOX * line.characters.start : NUMBERS_PER_BOX * line.characters.stop
        ]
        hits = [
            left <= low + high <= right and top <= upper + lower <= bottom
            for low, upper, high, lower in zip(
                boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True
            )
        ]
        return _runs(hits, line.characters.start)


def _runs(hits: Sequence[bool], offset: int) -> list[range]:
    found: list[range] = []
    start: int | None = None
    for index, hit in enumerate((*hits, False)):
        if hit and start is None:
            start = index
        elif not hit and start is not None:
            found.append(range(offset + start, offset + index))
            start = None
    return found


def _outside(value: float, low: float, high: float) -> float:
    """How far a value lies outside of an interval."""
    return low - value if value < low else max(0.0, value - high)


def _touch(bounds: Bounds, area: tuple[float, float, float, float]) -> bool:
    return bounds[0] <= area[2] and bounds[2] >= area[0] and bounds[1] <= area[3] and bounds[3] >= area[1]


def _united(one: Bounds, other: Bounds) -> Bounds:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _corners(bounds: Bounds) -> Corners:
    left, top, right, bottom = bounds
    return left / UNITS, top / UNITS, right / UNITS, bottom / UNITS

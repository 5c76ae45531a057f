"""Puts the pieces in which a PDF holds its lines together: vertical lines, and lines under small kana.

A PDF says where each piece of text stands and not what belongs together. MuPDF joins what lies in one
horizontal line; vertical text it leaves in pieces of a character or two, and ruby cuts every line it
stands at. Ruby goes to the end of the page, so that the words it explains can be found and copied whole.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Box = tuple[float, float, float, float]  # left, top, right, bottom in points of the page

LOOK_BACK = 32  # pieces of ruby that stand between two pieces of one line
SAME_SIZE = 1.25
RUBY_SIZE = 1.5  # a character is at least so much larger than its ruby
LONGEST_RUBY = 60
VERTICAL_GAP = 1.0  # in heights of a character; ruby that is longer than its word spreads it
HORIZONTAL_GAP = 0.6
SEEN_GAP = 0.75  # a space of a vertical line that leaves less than this is none to the reader

_KANA = re.compile("[\u3041-\u3096\u309d\u309e\u30a1-\u30fe\uff66-\uff9f \u3000]+")
_VERTICAL_FORMS = str.maketrans(
    dict(
        zip(
            map(
                chr, (*range(0xFE10, 0xFE1A), *range(0xFE31, 0xFE34), *range(0xFE35, 0xFE45), 0xFE47, 0xFE48)
            ),
            "，、。：；！？〖〗…—–＿（）｛｝〔〕【】《》〈〉「」『』［］",
            strict=True,
        )
    )
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Line:
    """Characters that follow each other, each with its box; ``size`` is that of the letters."""

    text: str
    boxes: list[Box]
    size: float
    is_vertical: bool = False  # it runs up or down the page
    runs_down: bool = False
    is_upright: bool = False  # written vertically, and not turned on its side

    @property
    def start(self) -> float:
        """Where it begins along its direction."""
        return min(box[self.is_vertical] for box in self.boxes)

    @property
    def end(self) -> float:
        """Where it ends along its direction."""
        return max(box[2 + self.is_vertical] for box in self.boxes)

    @property
    def near(self) -> float:
        """Its left side, or its top: across its direction."""
        return min(box[not self.is_vertical] for box in self.boxes)

    @property
    def far(self) -> float:
        """Its right side, or its bottom: across its direction."""
        return max(box[2 + (not self.is_vertical)] for box in self.boxes)

    def extend(self, other: Line) -> None:
        """Go on with another piece."""
        self.text += other.text
        self.boxes += other.boxes


def clean_characters(text: str) -> str:
    """Replace what cannot be shown or stored, one character by one, so that places stay right."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)).translate(_VERTICAL_FORMS)


def joined(pieces: Iterable[Line]) -> list[Line]:
    """Whole lines in reading order, ruby after them."""
    lines = list(_joined_downwards(pieces))
    ruby = {index for index in range(len(lines)) if _is_ruby(lines, index)}
    base = _joined_across_ruby(lines, ruby) if ruby else lines
    for line in base:
        if line.runs_down:
            _drop_covered_spaces(line)
    return [*base, *(lines[index] for index in sorted(ruby))]


def _joined_downwards(pieces: Iterable[Line]) -> Iterator[Line]:
    recent: deque[Line] = deque(maxlen=LOOK_BACK)
    for piece in pieces:
        before = None
        if piece.runs_down:
            before = next((line for line in reversed(recent) if _goes_on_downwards(line, piece)), None)
        if before is not None:
            before.extend(piece)
            continue
        if len(recent) == LOOK_BACK:
            yield recent.popleft()
        recent.append(piece)
    yield from recent


def _goes_on_downwards(line: Line, piece: Line) -> bool:
    last, first = line.boxes[-1], piece.boxes[0]
    end = max(box[3] for box in line.boxes[-2:])  # a space may lie before the character that it follows
    return (
        line.runs_down
        and _have_one_size(line, piece)
        and abs((last[0] + last[2]) - (first[0] + first[2])) <= 0.6 * line.size
        and piece.start >= last[1] - 0.1 * line.size
        and piece.start - end <= VERTICAL_GAP * line.size
    )


def _is_ruby(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if len(line.text) > LONGEST_RUBY or not _KANA.fullmatch(line.text):
        return False
    around = lines[max(0, index - LOOK_BACK // 2) : index + LOOK_BACK // 2]
    return any(_explains(line, other) for other in around)


def _explains(ruby: Line, base: Line) -> bool:
    """Whether small letters stand where ruby does: right of a vertical line, above a horizontal one."""
    if ruby.is_vertical != base.is_vertical or base.size < RUBY_SIZE * ruby.size:
        return False
    shared = min(ruby.end, base.end) - max(ruby.start, base.start)
    if shared < 0.5 * (ruby.end - ruby.start):
        return False
    gap = ruby.near - base.far if base.is_vertical else base.near - ruby.far
    return abs(gap) <= 0.4 * base.size


def _joined_across_ruby(lines: Sequence[Line], ruby: set[int]) -> list[Line]:
    base: list[Line] = []
    cut = False
    for index, line in enumerate(lines):
        if index in ruby:
            cut = True
            continue
        if cut and base and _goes_on_across(base[-1], line):
            base[-1].extend(line)
        else:
            base.append(line)
        cut = False
    return base


def _goes_on_across(line: Line, piece: Line) -> bool:
    last, first = line.boxes[-1], piece.boxes[0]
    return (
        not line.is_vertical
        and not piece.is_vertical
        and _have_one_size(line, piece)
        and abs(last[3] - first[3]) <= 0.2 * line.size
        and -0.2 * line.size <= first[0] - last[2] <= HORIZONTAL_GAP * line.size
    )


def _have_one_size(line: Line, piece: Line) -> bool:
    return line.size <= SAME_SIZE * piece.size and piece.size <= SAME_SIZE * line.size


def _drop_covered_spaces(line: Line) -> None:
    """Leave out spaces that lie under characters, as some programs write them between ruby."""
    if not any(map(str.isspace, line.text)):
        return
    solid = [index for index, character in enumerate(line.text) if not character.isspace()]
    covered = set(range(solid[0])) | set(range(solid[-1] + 1, len(line.text)))
    for before, after in pairwise(solid):
        if line.boxes[after][1] - line.boxes[before][3] < SEEN_GAP * line.size:
            covered.update(range(before + 1, after))
    if covered and len(covered) < len(line.text):
        kept = [index for index in range(len(line.text)) if index not in covered]
        line.text = "".join(line.text[index] for index in kept)
        line.boxes = [line.boxes[index] for index in kept]

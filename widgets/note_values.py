"""Private notes on pages, as values: ink, marked text, memos and flags; without Qt.

Every place is 0..1 on the page as its document shows it, as in ``widgets.page_layout``; lengths that do not
grow with the page are in points. A value refuses what is out of its range, so that whoever holds one need
not check it again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import uuid4

from widgets.page_text import Corners

MAX_POINTS = 20_000  # of one ink note; whoever draws on begins another one
MAX_STROKES = 1_000
MAX_LINES = 2_000  # of marked text
MAX_TEXT = 10_000  # characters of a memo, or of marked text
MAX_FLAG_TEXT = 200
MAX_CONTEXT = 200  # folded characters before, inside and after a note
MIN_WIDTH_PT, MAX_WIDTH_PT = 0.1, 100.0
MIN_TEXT_PT, MAX_TEXT_PT = 4.0, 144.0
DIGITS = 5  # of a coordinate that is kept: a hundred-thousandth of a page
NOTE_SAVED_EVERY_S = 1.0  # a longer stroke is saved in pieces
NO_BOX: Corners = (0.0, 0.0, 0.0, 0.0)


def _require(condition: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not condition:
        raise ValueError(f"{what} out of range")


def _within(*values: float) -> bool:
    return all(0.0 <= value <= 1.0 for value in values)


def _is_box(box: Corners) -> bool:
    left, top, right, bottom = box
    near = 1.0 + 1e-9  # a width is added to a place
    return 0.0 <= left <= right <= near and 0.0 <= top <= bottom <= near


class NoteColour(StrEnum):
    """The colours of pens and markers, by the names of the design."""

    BLACK = "black"
    RED = "red"
    BLUE = "blue"
    YELLOW = "yellow"
    GREEN = "green"
    PINK = "pink"


PEN_COLOURS = (NoteColour.BLACK, NoteColour.RED, NoteColour.BLUE)
MARKER_COLOURS = (NoteColour.YELLOW, NoteColour.GREEN, NoteColour.PINK, NoteColour.BLUE)


class InkKind(StrEnum):
    """What ink is drawn with."""

    PEN = "pen"
    MARKER = "marker"  # shines through


class NoteKind(StrEnum):
    """What a note is to a person."""

    PEN = "pen"
    MARKER = "marker"
    TEXT_MARK = "text_mark"
    MEMO = "memo"
    FLAG = "flag"


class InkPoint(NamedTuple):
    """Where the pen was, and how firmly it was pressed."""

    x: float
    y: float
    pressure: float = 1.0


Stroke = tuple[InkPoint, ...]


def ink_point(x: float, y: float, pressure: float = 1.0) -> InkPoint:
    """The point of the page next to where the pointer is, as it is kept."""
    return InkPoint(_kept(x), _kept(y), _kept(pressure))


def _kept(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), DIGITS) if math.isfinite(value) else 0.0


@dataclass(frozen=True, slots=True)
class Ink:
    """What was drawn by hand; a stroke is what the pen did between going down and up."""

    strokes: tuple[Stroke, ...]
    width_pt: float = 1.5
    kind: InkKind = InkKind.PEN

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(1 <= len(self.strokes) <= MAX_STROKES and all(self.strokes), "strokes")
        _require(sum(map(len, self.strokes)) <= MAX_POINTS, "points")
        _require(all(_within(*point) for stroke in self.strokes for point in stroke), "a point")
        _require(MIN_WIDTH_PT <= self.width_pt <= MAX_WIDTH_PT, "width of a line")


@dataclass(frozen=True, slots=True)
class TextMark:
    """Text of the page that was marked: a rectangle for each line, and what it says.

    ``start`` and ``end`` are those of the characters in the ``PageText`` it was marked in.
    """

    lines: tuple[Corners, ...]
    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(1 <= len(self.lines) <= MAX_LINES, "lines")
        _require(all(_is_box(line) for line in self.lines), "a line")
        _require(len(self.text) <= MAX_TEXT, "text")
        _require(0 <= self.start <= self.end, "characters")


@dataclass(frozen=True, slots=True)
class TextMemo:
    """Text that was written onto the page, in a box."""

    x: float
    y: float
    width: float
    height: float
    text: str
    text_pt: float = 12.0

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(_is_box((self.x, self.y, self.x + self.width, self.y + self.height)), "a box")
        _require(len(self.text) <= MAX_TEXT, "text")
        _require(MIN_TEXT_PT <= self.text_pt <= MAX_TEXT_PT, "size of text")


@dataclass(frozen=True, slots=True)
class StickyFlag:
    """A flag at the margin of the page, with a few words or none."""

    x: float
    y: float
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(_within(self.x, self.y), "a place")
        _require(len(self.text) <= MAX_FLAG_TEXT, "text")


NoteContent = Ink | TextMark | TextMemo | StickyFlag


@dataclass(frozen=True, slots=True)
class NoteContext:
    """The text a note stands in, by which it is found again in another version of the document.

    ``before``, ``inside`` and ``after`` are folded; ``inside`` is the text of one line below the note, or
    else of the line next to it; ``box`` is where its first character stood. ``page_digest`` is that of the
    folded text of the page.
    """

    before: str = ""
    inside: str = ""
    after: str = ""
    box: Corners = NO_BOX
    page_digest: str = ""

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(max(len(self.before), len(self.inside), len(self.after)) <= MAX_CONTEXT, "context")
        _require(_is_box(self.box), "a box")
        _require(len(self.page_digest) <= 128, "digest")


NO_CONTEXT = NoteContext()


def new_note_id() -> str:
    """A name that no other note has."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Note:
    """One private note; its ``note`` stays the same whatever is done to it."""

    page: int  # from 0
    content: NoteContent
    colour: NoteColour
    created_ms: int
    changed_ms: int
    note: str = field(default_factory=new_note_id)
    context: NoteContext = NO_CONTEXT

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        _require(0 <= self.page < 200_000, "page")
        _require(1 <= len(self.note) <= 64, "name")

    @property
    def kind(self) -> NoteKind:
        """What the note is to a person."""
        match self.content:
            case Ink(kind=InkKind.PEN):
                return NoteKind.PEN
            case Ink():
                return NoteKind.MARKER
            case TextMark():
                return NoteKind.TEXT_MARK
            case TextMemo():
                return NoteKind.MEMO
            case StickyFlag():
                return NoteKind.FLAG

    @property
    def text(self) -> str:
        """The words of a note, or those it marks; ink has none."""
        return "" if isinstance(self.content, Ink) else self.content.text

    @property
    def box(self) -> Corners:
        """The smallest rectangle around the note, without the width of its lines."""
        match self.content:
            case Ink(strokes):
                return _around(point[:2] for stroke in strokes for point in stroke)
            case TextMark(lines):
                return _around(corner for line in lines for corner in (line[:2], line[2:]))
            case TextMemo(x, y, width, height):
                return x, y, x + width, y + height
            case StickyFlag(x, y):
                return x, y, x, y


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """A document of a meeting, whatever version of it; ``meeting`` is "" for a file alone."""

    meeting: str
    document: str


@dataclass(frozen=True, slots=True)
class UnplacedNote:
    """A note of an earlier version that has no place in this one."""

    note: Note  # its page is that of the earlier version
    digest: str  # of the earlier version


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """One row of the list of all notes."""

    document: DocumentKey
    digest: str  # of the version it stands in
    note: str
    page: int  # from 0
    kind: NoteKind
    colour: NoteColour
    words: str  # the first ones, on one line
    changed_ms: int
    is_unplaced: bool = False  # it stands in an earlier version than the newest with notes


def _around(corners: Iterable[tuple[float, ...]]) -> Corners:
    found = tuple(corners)
    across, down = [corner[0] for corner in found], [corner[1] for corner in found]
    return min(across), min(down), max(across), max(down)

"""What of the text of pages is selected, how a caret steps through it, and what is copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from widgets.text_lines import TextLines, Way
from widgets.wording import clean
from widgets.words import next_character, next_word, previous_character, previous_word, word_around

if TYPE_CHECKING:
    from widgets.page_text import PageText

MOST_BYTES = 1 << 20  # what one copy may put on the clipboard
MOST_PAGES = 50  # that one selection may reach over

TextOf = Callable[[int], "PageText | None"]  # a page's text, None while it is not known


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A gap between characters: 0 is before the first one of the page."""

    page: int
    gap: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one gap to another, in reading order."""

    first: TextPlace
    last: TextPlace

    def reaching(self, other: Stretch) -> Stretch:
        """The smallest stretch that has both."""
        return Stretch(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected characters by page; ``missing`` are pages whose text has not come yet."""

    ranges: Mapping[int, tuple[range, ...]] = field(default_factory=dict)
    is_table: bool = False
    missing: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no character is selected."""
        return not self.missing and not any(self.ranges.values())

    def on(self, page: int) -> tuple[range, ...]:
        """What is selected on a page."""
        return self.ranges.get(page, ())


class Grain(Enum):
    """What a selection grows by."""

    CHARACTER = auto()
    WORD = auto()
    LINE = auto()


class Step(Enum):
    """Where a caret can go from where it is."""

    NEXT_CHARACTER = auto()
    PREVIOUS_CHARACTER = auto()
    NEXT_WORD = auto()
    PREVIOUS_WORD = auto()
    NEXT_LINE = auto()
    PREVIOUS_LINE = auto()
    LINE_START = auto()
    LINE_END = auto()
    PAGE_START = auto()
    PAGE_END = auto()


FORWARD = (Step.NEXT_CHARACTER, Step.NEXT_WORD, Step.NEXT_LINE)
BACKWARD = (Step.PREVIOUS_CHARACTER, Step.PREVIOUS_WORD, Step.PREVIOUS_LINE)
BY_LINE = (Step.NEXT_LINE, Step.PREVIOUS_LINE)


# What is selected.


def selected(stretch: Stretch, text_of: TextOf) -> Selection:
    """The characters of a stretch, on as many pages as it has."""
    ranges: dict[int, tuple[range, ...]] = {}
    missing = []
    for page in range(stretch.first.page, min(stretch.last.page, stretch.first.page + MOST_PAGES - 1) + 1):
        text = text_of(page)
        if text is None:
            missing.append(page)
            continue
        start = stretch.first.gap if page == stretch.first.page else 0
        stop = stretch.last.gap if page == stretch.last.page else len(text.text)
        part = range(max(start, 0), min(stop, len(text.text)))
        if part:
            ranges[page] = (part,)
    return Selection(ranges, missing=tuple(missing))


def whole_page(page: int, text: PageText) -> Stretch:
    """Everything on a page but its last line break."""
    return Stretch(TextPlace(page, 0), TextPlace(page, max(0, len(text.text) - 1)))


def grown(place: TextPlace, lines: TextLines, grain: Grain, character: int | None = None) -> Stretch:
    """The character, word or line at a gap; ``character`` is the one that was pointed at."""
    if grain is Grain.CHARACTER or not lines.lines:
        return Stretch(place, place)
    if grain is Grain.LINE:
        found = lines.line_of(place.gap).characters
    else:
        found = word_around(
            lines.text.text, _inside_line(place.gap if character is None else character, lines)
        )
    return Stretch(TextPlace(place.page, found.start), TextPlace(place.page, found.stop))


def _inside_line(index: int, lines: TextLines) -> int:
    """The last character of a line where its line break is meant."""
    characters = lines.line_of(index).characters
    return min(index, characters.stop - 1) if characters else index


# How a caret steps.


def step_towards(arrow: Way, way: Way, *, by_word: bool) -> Step:
    """What an arrow key means in a line that runs that way: down is the next character of vertical text."""
    if arrow is way:
        return Step.NEXT_WORD if by_word else Step.NEXT_CHARACTER
    if (arrow - way) % 4 == 2:
        return Step.PREVIOUS_WORD if by_word else Step.PREVIOUS_CHARACTER
    return Step.NEXT_LINE if arrow is way.next_line else Step.PREVIOUS_LINE


def stepped(lines: TextLines, gap: int, step: Step, along: float) -> int | None:
    """The gap after one step; ``along`` is where in the line one wants to stay; None is beyond the page."""
    text = lines.text.text
    last = max(0, len(text) - 1)  # in front of the last line break
    if step in BY_LINE:
        return _line_step(lines, gap, 1 if step is Step.NEXT_LINE else -1, along)
    if (step in FORWARD and gap >= last) or (step in BACKWARD and gap <= 0):
        return None
    line = lines.line_of(gap).characters if lines.lines else range(0)
    reached: dict[Step, Callable[[], int]] = {
        Step.NEXT_CHARACTER: lambda: min(next_character(text, gap), last),
        Step.PREVIOUS_CHARACTER: lambda: previous_character(text, gap),
        Step.NEXT_WORD: lambda: min(next_word(text, gap), last),
        Step.PREVIOUS_WORD: lambda: previous_word(text, gap),
        Step.LINE_START: lambda: line.start,
        Step.LINE_END: lambda: line.stop,
        Step.PAGE_START: lambda: 0,
        Step.PAGE_END: lambda: last,
    }
    return reached[step]()


def _line_step(lines: TextLines, gap: int, direction: int, along: float) -> int | None:
    number = lines.line_number(gap) + direction
    return lines.gap_in(lines.lines[number], along) if 0 <= number < len(lines.lines) else None


# What is copied.


def selected_text(selection: Selection, text_of: TextOf) -> str:
    """The selected characters with the line breaks of the page."""
    parts: list[str] = []
    for page in sorted(selection.ranges):
        text = text_of(page)
        if text is not None:
            parts += (text.text[part.start : part.stop] for part in selection.ranges[page])
            if parts and not parts[-1].endswith("\n"):
                parts.append("\n")
    return "".join(parts).rstrip("\n")


def clipboard_text(text: str) -> tuple[str, bool]:
    """Text with nothing unseen in it, as the clipboard may have it, and whether it had to be cut."""
    seen = "\t".join(clean(cell) for cell in text.split("\t")).encode("utf-8", "ignore")
    return seen[:MOST_BYTES].decode("utf-8", "ignore"), len(seen) > MOST_BYTES

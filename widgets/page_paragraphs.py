"""The text of a page as paragraphs: lines that belong together joined, as one reads them without the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.text_lines import TextLine, TextLines, Way
from widgets.wording import clean
from widgets.words import kind_of

if TYPE_CHECKING:
    from widgets.page_text import PageText

INDENT = 0.7  # a line that starts this far in begins a paragraph, in sizes of a character
SHORT = 2.0  # a line that ends this far before the others ends a paragraph
RAGGED = 8.0  # the same where lines end with whole words
CLOSE = 0.8  # between two pieces of one line, in sizes of a character
FEWEST = 10  # characters of a line that goes on; shorter ones are names, items or cells
LOOSE = 1.2  # lines further apart than this, in thicknesses of a line, do not belong together
SIZES_DIFFER = 1.3
MOST_CHARACTERS = 200_000  # of one page; nobody reads more, and a field has to lay it out
_MARKS = tuple("・○●◎□■◆◇※★①②③④⑤⑥⑦⑧⑨⑩•–●▪")


def paragraphs(text: PageText) -> list[str]:
    """Paragraphs in the order of reading; nothing unseen is in them."""
    lines = TextLines(text)
    filled = [line for line in lines.lines if text.text[line.characters.start : line.characters.stop].strip()]
    found: list[str] = []
    ends: tuple[int, int] | None = None  # between which the lines of the running paragraph stand
    left = MOST_CHARACTERS
    for number, line in enumerate(filled):
        words = clean(text.text[line.characters.start : line.characters.stop])[:left]
        left -= len(words)
        before = filled[number - 1] if number else None
        if (
            before is not None
            and ends is not None
            and (_is_beside(lines, before, line) or _goes_on(lines, before, line, ends))
        ):
            found[-1] = _joined(found[-1], words.strip())
            low, high = line.along(line.bounds)
            ends = min(ends[0], low), max(ends[1], high)
        else:
            found.append(words.strip())
            ends = line.along(line.bounds)
    return [words for words in found if words]


def _is_beside(lines: TextLines, before: TextLine, line: TextLine) -> bool:
    """Whether it is one line to the eye, parted by a number of a note or another size of letters."""
    if before.way is not line.way or before.way not in (Way.RIGHT, Way.DOWN):
        return False
    (low, high), (start, end) = before.across(before.bounds), line.across(line.bounds)
    if min(high, end) - max(low, start) < 0.5 * min(high - low, end - start):
        return False
    gap = line.along(line.bounds)[0] - before.along(before.bounds)[1]
    size = max(_size(lines, before), _size(lines, line))
    return -CLOSE * size <= gap <= CLOSE * size


def _goes_on(lines: TextLines, before: TextLine, line: TextLine, ends: tuple[int, int]) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if before.way is not line.way or before.is_slanted or line.is_slanted:
        return False
    thickness, other = _thickness(before), _thickness(line)
    if max(thickness, other) > SIZES_DIFFER * min(thickness, other):
        return False
    (low, high), (start, end) = before.across(before.bounds), line.across(line.bounds)
    if max(start - high, low - end) > LOOSE * thickness or min(high, end) - max(low, start) > 0.5 * thickness:
        return False  # far below, or beside it
    size = _size(lines, line)
    words = lines.text.text[line.characters.start : line.characters.stop]
    last = lines.text.text[before.characters.start : before.characters.stop].rstrip()
    begins = line.along(line.bounds)[0] - ends[0] > INDENT * size and len(last) > 1
    if words[0] in "\u3000 " or words.startswith(_MARKS) or begins:
        return False
    if len(last) < FEWEST:
        return False
    room = max(ends[1], line.along(line.bounds)[1]) - before.along(before.bounds)[1]
    return room <= (SHORT if kind_of(last[-1]) != "letters" or not last.isascii() else RAGGED) * size


def _joined(before: str, words: str) -> str:
    """Letters of two lines are parted by a blank, Japanese is not."""
    if not before or not words:
        return before + words
    is_parted = kind_of(before[-1]) in _WESTERN and kind_of(words[0]) in _WESTERN
    return before + (" " if is_parted else "") + words


_WESTERN = (
    "letters",
    "sign ,",
    "sign .",
    "sign ;",
    "sign :",
    "sign )",
    "sign (",
    'sign "',
    "sign -",
    "sign ’",
)


def _thickness(line: TextLine) -> int:
    low, high = line.across(line.bounds)
    return max(high - low, 1)


def _size(lines: TextLines, line: TextLine) -> int:
    """How long the first character of full width is, or the longest of the first few."""
    spans = [line.along(lines.bounds(index)) for index in line.characters[:8]]
    return max((end - start for start, end in spans), default=1)

"""The text that a note stands in, folded so that two versions of a document can be compared."""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from widgets.note_values import MAX_CONTEXT, NO_CONTEXT, Note, NoteContext, TextMark
from widgets.page_text import Corners, PageText

BESIDE_A_LINE = 20.0  # times farther than the same way along the line
NEAR = 0.1  # of a page along a line; twenty times less above it
FEWEST_COVERED = 2  # characters of a line that a note must cover to mean them and not the whole line


class _Folds(dict[int, str]):
    """What each character is compared as: compatibility forms, width and case make no difference."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKD", chr(code)).casefold()
        found = "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "ZC")
        self[code] = found
        return found


def _folds() -> _Folds:
    """Begin with what every page has; others are added as they come."""
    folds = _Folds()
    for code in range(0x3000, 0x3100):
        _ = folds[code]
    return folds


_FOLDS = _folds()


def folded(text: str) -> str:
    """A text as it is compared: without blanks and line breaks."""
    return text.translate(_FOLDS)


def page_digest(folded_text: str) -> str:
    """A name for what a page says; "" when it says nothing."""
    data = folded_text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32] if folded_text else ""


class FoldedPage:
    """The folded text of a page, and which character each of its signs came from."""

    def __init__(self, page: PageText) -> None:
        self.page = page
        signs: list[str] = []
        self.origin = array("l")
        for index, character in enumerate(page.text):
            sign = _FOLDS[ord(character)]
            signs.append(sign)
            self.origin.extend([index] * len(sign))
        self.text = "".join(signs)

    @cached_property
    def digest(self) -> str:
        """A name for what the page says."""
        return page_digest(self.text)

    def at(self, index: int) -> int:
        """Where the character of the page, or the next one that counts, is in the folded text."""
        return bisect_left(self.origin, index)

    def box(self, at: int) -> Corners:
        """Where a sign of the folded text stands."""
        return self.page.box(self.origin[at])

    def context(self, start: int, end: int) -> NoteContext:
        """What stands around a part of the folded text."""
        if start >= end:
            return replace(NO_CONTEXT, page_digest=self.digest)
        return NoteContext(
            self.text[max(0, start - MAX_CONTEXT) : start],
            self.text[start : min(end, start + MAX_CONTEXT)],
            self.text[end : end + MAX_CONTEXT],
            self.box(start),
            self.digest,
        )

    def range_of(self, note: Note) -> tuple[int, int]:
        """The part of the folded text that a note is about; empty on a page without text."""
        if isinstance(note.content, TextMark):
            return self.at(note.content.start), self.at(note.content.end)
        line = self._nearest_line(note.box)
        if line is None:
            return 0, 0
        covered = self._covered(line, note.box)
        start, end = covered if covered[1] - covered[0] >= FEWEST_COVERED else (line.start, line.stop)
        return self.at(start), self.at(end)

    def is_at_text(self, note: Note) -> bool:
        """Whether a note is so near to a line that it must be about what that says."""
        line = self._nearest_line(note.box)
        if line is None:
            return False
        corners = around([self.page.box(index) for index in line])
        return _distance(note.box, corners, is_vertical=self._is_vertical(line)) <= NEAR

    def _nearest_line(self, box: Corners) -> range | None:
        """The line most characters of which a note covers, else the one nearest to it."""
        best, chosen = (0, -float("inf")), None
        for line, corners in self._lines:
            distance = _distance(box, corners, is_vertical=self._is_vertical(line))
            inside = self._count_inside(line, box) if distance == 0 else 0
            if (inside, -distance) > best:
                best, chosen = (inside, -distance), line
        return chosen

    @cached_property
    def _lines(self) -> tuple[tuple[range, Corners], ...]:
        """The lines that say something, without their line breaks, and where they stand."""
        found = []
        for line in self.page.lines:
            counted = line[:-1]
            if self.at(counted.start) < self.at(counted.stop):
                found.append((counted, around([self.page.box(index) for index in counted])))
        return tuple(found)

    def _is_vertical(self, line: range) -> bool:
        return self.page.vertical[self._numbers[line.start]]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The number of each line by its first character."""
        return {line.start: number for number, line in enumerate(self.page.lines)}

    def _count_inside(self, line: range, box: Corners) -> int:
        left, top, right, bottom = box
        boxes = map(self.page.box, line)
        return sum(left <= (b[0] + b[2]) / 2 <= right and top <= (b[1] + b[3]) / 2 <= bottom for b in boxes)

    def _covered(self, line: range, box: Corners) -> tuple[int, int]:
        """The characters of a line beside which, in the direction it runs, the note is."""
        first, last = (1, 3) if self._is_vertical(line) else (0, 2)
        hit = [
            index
            for index in line
            if box[first] <= (self.page.box(index)[first] + self.page.box(index)[last]) / 2 <= box[last]
        ]
        return (hit[0], hit[-1] + 1) if hit else (line.start, line.start)


def with_context(note: Note, page: PageText | FoldedPage) -> Note:
    """A note that knows the text it stands in; its page is given."""
    folded_page = page if isinstance(page, FoldedPage) else FoldedPage(page)
    return replace(note, context=folded_page.context(*folded_page.range_of(note)))


def around(boxes: list[Corners]) -> Corners:
    """The smallest rectangle around some."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _distance(box: Corners, line: Corners, *, is_vertical: bool) -> float:
    """How far a note is from a line, 0 when they touch.

    What is in the margin belongs to the line beside it, and what is between two lines underlines the first:
    it is below a line that runs across, and at the right of one that runs down.
    """
    left, right = max(line[0] - box[2], 0.0), max(box[0] - line[2], 0.0)
    above, below = max(line[1] - box[3], 0.0), max(box[1] - line[3], 0.0)
    if is_vertical:
        return above + below + BESIDE_A_LINE * (left + right / 2)
    return left + right + BESIDE_A_LINE * (above + below / 2)

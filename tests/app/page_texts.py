"""Page texts with characters at known places, for tests."""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence

from app.note_context import FoldedPage, with_context
from widgets.note_values import (
    Ink,
    Note,
    NoteColour,
    NoteContent,
    StickyFlag,
    TextMark,
    TextMemo,
    ink_point,
)
from widgets.page_text import UNITS, PageText

LINE = 0.02  # of a page
CHARACTER = 0.015
SIGNS = (
    "市民満足度調査結果報告書令和年地域防災計画予算案審議会議事録資料道路橋梁福祉教育環境ａｂｃ１２３ーの、"
)


def page_text(lines: Sequence[str], *, down: float = 0.0) -> PageText:
    boxes = array("H")
    for row, line in enumerate(lines):
        top = 0.05 + LINE * row + down
        for column in range(len(line) + 1):
            left = 0.05 + CHARACTER * column
            corners = (left, top, left + CHARACTER, top + LINE * 0.8)
            boxes.extend(min(round(each * UNITS), UNITS) for each in corners)
    return PageText("".join(line + "\n" for line in lines), boxes, (False,) * len(lines))


def sentence(seed: int, length: int = 24) -> str:
    """A line that no other seed gives."""
    chosen = random.Random(seed)  # noqa: S311 - for tests
    return "".join(chosen.choice(SIGNS) for _each in range(length))


def sheet(number: int, lines: int = 12) -> list[str]:
    return [sentence(number * 1_000 + row) for row in range(lines)]


def mark(page: PageText, row: int, start: int = 3, end: int = 15) -> TextMark:
    line = page.lines[row]
    first, last = line.start + start, line.start + end
    left, top, _right, _bottom = page.box(first)
    _left, _top, right, bottom = page.box(last - 1)
    return TextMark(((left, top, right, bottom),), page.text[first:last], first, last)


def underline(row: int, start: int = 3, end: int = 15) -> Ink:
    y = 0.05 + LINE * (row + 0.9)
    points = [ink_point(0.05 + CHARACTER * at, y, 0.5) for at in range(start, end)]
    return Ink((tuple(points),))


def marks_on(number: int, page: PageText, row: int) -> list[Note]:
    """A note of every kind at one line of a page."""
    y = round(0.05 + LINE * row, 5)
    contents: list[NoteContent] = [
        mark(page, row),
        underline(row),
        TextMemo(0.3, y, 0.2, 0.02, "確認"),
        StickyFlag(0.99, y, "質問"),
    ]
    names = [f"{number}-{row}-{each}" for each in ("mark", "ink", "memo", "flag")]
    notes = [
        Note(number, content, NoteColour.BLUE, 1, 1, name)
        for content, name in zip(contents, names, strict=True)
    ]
    folded_page = FoldedPage(page)
    return [with_context(note, folded_page) for note in notes]

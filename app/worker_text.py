"""The text of a page as MuPDF finds it: every character with its box on the page as it is shown."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

import pymupdf
from pymupdf import mupdf

from app.page_requests import MAX_CHARACTERS
from app.worker_lines import RUBY_SIZE, Box, Line, clean_characters, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

UNITS = 65_535  # of widgets.page_text, which a worker does not load
TINY = 1e-6
# MuPDF begins the box of a letter in vertical writing where its glyph has its origin. The letter begins
# so far before that, as PDF has it unless a font says otherwise (DW2, in parts of the size).
VERTICAL_ORIGIN = 0.88
CLEAN_DIRECTION = 0.9  # below this a line runs askew, and nothing is joined to it

_FLAGS = mupdf.FZ_STEXT_PRESERVE_LIGATURES | mupdf.FZ_STEXT_PRESERVE_WHITESPACE | mupdf.FZ_STEXT_MEDIABOX_CLIP
_NOT_SPACE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class FoundText:
    """Text whose lines all end with a line break, boxes in 1/65535 of the page, and a direction per line."""

    text: str
    boxes: array[int]
    vertical: tuple[bool, ...]


def page_lines(page: Any, size: tuple[float, float]) -> list[Line]:
    """The lines of a page in reading order; raises what MuPDF raises."""
    options = mupdf.FzStextOptions()
    options.flags = _FLAGS
    return joined(_pieces(mupdf.FzStextPage(page, options), size))


def found_text(lines: list[Line], size: tuple[float, float]) -> FoundText:
    """Lines as one text with its boxes; cut at a line where a page says more than anybody reads."""
    texts: list[str] = []
    vertical: list[bool] = []
    boxes = array("H")
    room = MAX_CHARACTERS
    across, down = UNITS / size[0], UNITS / size[1]
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            break
        texts.append(line.text)
        vertical.append(line.is_vertical)
        for left, top, right, bottom in (*line.boxes, line.boxes[-1]):
            boxes.extend(
                (_unit(left * across), _unit(top * down), _unit(right * across), _unit(bottom * down))
            )
    return FoundText("".join(f"{text}\n" for text in texts), boxes, tuple(vertical))


def plain_text(lines: list[Line]) -> str:
    """The same characters without their boxes."""
    texts: list[str] = []
    room = MAX_CHARACTERS
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            break
        texts.append(line.text)
    return "".join(f"{text}\n" for text in texts)


def _unit(value: float) -> int:
    return min(max(round(value), 0), UNITS)


def _pieces(found: Any, size: tuple[float, float]) -> Iterator[Line]:
    characters = 0
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    buffer = mupdf.fz_new_buffer(64)
    for block in found:
        if block.m_internal.type != mupdf.FZ_STEXT_BLOCK_TEXT:
            continue
        for line in block:
            content: dict[str, Any] = {}
            pymupdf.JM_make_spanlist(content, line, True, buffer, everywhere)  # noqa: FBT003 - its own signature
            spans = content["spans"]
            direction = line.m_internal.dir
            is_vertical = abs(direction.y) > abs(direction.x)
            for group in _of_one_size(spans) if is_vertical else [spans]:
                rise = VERTICAL_ORIGIN if line.m_internal.wmode == 1 else 0.0
                piece = _piece(group, size, (-rise * direction.x, -rise * direction.y))
                if piece is None:
                    continue
                piece.is_vertical = is_vertical
                piece.runs_down = direction.y > CLEAN_DIRECTION
                piece.is_upright = is_vertical and line.m_internal.wmode == 1
                yield piece
                characters += len(piece.text) + 1
            if characters > MAX_CHARACTERS:
                return


def _of_one_size(spans: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Vertical ruby may stand in one line with its word."""
    group: list[dict[str, Any]] = []
    for span in spans:
        if group and not 1 / RUBY_SIZE < span["size"] / max(group[-1]["size"], TINY) < RUBY_SIZE:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _piece(spans: list[dict[str, Any]], size: tuple[float, float], back: tuple[float, float]) -> Line | None:
    """What of a line lies on the page, its boxes moved by ``back`` times the size of their letters."""
    characters: list[str] = []
    boxes: list[Box] = []
    for span in spans:
        right, down = back[0] * span["size"], back[1] * span["size"]
        for character in span["chars"]:
            box = _moved(character["bbox"], right, down)
            if _is_on_page(box, size) and len(boxes) < MAX_CHARACTERS - 1:
                characters.append(character["c"])
                boxes.append(box)
    text = clean_characters("".join(characters))
    if len(text) != len(boxes) or not _NOT_SPACE.search(text):
        return None
    letters = max(float(span["size"]) for span in spans)
    return Line(text, boxes, letters if isfinite(letters) else 0.0)


def _moved(box: Box, right: float, down: float) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _is_on_page(box: Box, size: tuple[float, float]) -> bool:
    """Whether the middle of a box is on the page; not a box of numbers that are none."""
    left, top, right, bottom = box
    return (
        0 <= left + right <= 2 * size[0]
        and 0 <= top + bottom <= 2 * size[1]
        and left <= right
        and top <= bottom
        and isfinite(right - left)
        and isfinite(bottom - top)
    )

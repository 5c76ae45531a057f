"""Checks what a worker answers; nothing of it is believed, because the worker has read somebody's file."""

from __future__ import annotations

import json
import re
from functools import partial
from operator import le
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

from app.document_problem import DocumentProblem
from app.page_requests import (
    DIGEST_BYTES,
    MAX_ATTACHMENTS,
    MAX_CHARACTERS,
    MAX_HEADINGS,
    MAX_LABEL,
    MAX_LABELS,
    MAX_LEVEL,
    MAX_LINKS,
    MAX_PAGES,
    DetailsFound,
    Drawn,
    DrawTile,
    ExportNotes,
    ExportOutcome,
    Failure,
    FingerprintPages,
    FingerprintsFound,
    LinksFound,
    MeasurePages,
    NotesExported,
    OpenDocument,
    Opened,
    OutlineFound,
    PageSizes,
    ReadDetails,
    ReadLinks,
    ReadOutline,
    ReadText,
    ReadTexts,
    Request,
    Result,
    TextFound,
    TextsFound,
    is_address,
)
from sync.text import MAX_TITLE, clean_line
from widgets.document_details import Attachment, DocumentDetails, Heading, PageLink
from widgets.page_text import NUMBERS_PER_BOX, PageText

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from widgets.page_layout import Size

LARGEST_FILE_BYTES = 1 << 53
MAX_NOTES = 1_000_000

_NOT_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGEST = re.compile(f"[0-9a-f]{{{2 * DIGEST_BYTES}}}")
_T = TypeVar("_T")


class ReplyError(Exception):
    """A worker answered something that no worker of ours answers."""


class Slot(Protocol):
    """The memory that a worker has written to; ValueError when more is asked of it than it holds."""

    def picture(self, width: int, height: int) -> QImage:
        """A copy of pixels."""

    def numbers(self, count: int) -> array[int]:
        """A copy of 16-bit numbers."""


def read_message(data: bytes) -> dict[str, Any]:
    """One object from the pipe; raises ReplyError."""
    try:
        message = json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ReplyError("no JSON") from error
    if not isinstance(message, dict):
        raise ReplyError("no object")
    return message


def read_result(request: Request, message: dict[str, Any], slot: Slot) -> Result:
    """What a reply means as the answer to a request; raises ReplyError."""
    problem = read_problem(message)
    if problem is not None:
        return Failure(problem)
    answer = message.get("ok")
    if not isinstance(answer, dict):
        raise ReplyError("no answer")
    try:
        return _read_answer(request, answer, slot)
    except (ValueError, OverflowError) as error:
        raise ReplyError("no such answer") from error


def most_reply_bytes(request: Request) -> int:
    """How long a reply may be; longer ones are not read."""
    match request:
        case ReadText() | ReadTexts():
            return 1280 << 10  # MAX_CHARACTERS of four bytes, and a direction for each line
        case ReadOutline():
            return 2 << 20
        case ReadDetails():
            return 3 << 20
        case ReadLinks():
            return 1 << 20
        case _:
            return 64 << 10


def read_problem(message: dict[str, Any]) -> DocumentProblem | None:
    """The problem that a reply tells, if it tells one; raises ReplyError."""
    if "problem" not in message:
        return None
    try:
        return DocumentProblem(message["problem"])
    except (ValueError, TypeError) as error:
        raise ReplyError("unknown problem") from error


def _read_answer(request: Request, answer: dict[str, Any], slot: Slot) -> Result:  # noqa: C901, PLR0911 - one each
    match request:
        case OpenDocument():
            return _read_opened(answer)
        case MeasurePages(first=first, count=count):
            return PageSizes(first, _sizes(answer, at_most=count))
        case DrawTile(tile=tile):
            return Drawn(slot.picture(tile.part.width, tile.part.height))
        case ReadText():
            return TextFound(_page_text(answer, slot))
        case ReadTexts(first=first, count=count):
            return TextsFound(first, _texts(answer, at_most=count))
        case ReadLinks():
            return LinksFound(_list(answer, "links", _link, at_most=MAX_LINKS))
        case ReadOutline():
            return OutlineFound(_list(answer, "headings", _heading, at_most=MAX_HEADINGS))
        case ReadDetails():
            return DetailsFound(_details(answer))
        case ExportNotes():
            return _exported(answer)
        case FingerprintPages(first=first, count=count):
            return FingerprintsFound(first, _list(answer, "digests", _digest, at_most=count, at_least=1))


def _exported(answer: dict[str, Any]) -> NotesExported:
    outcome = answer.get("outcome")
    if outcome not in list(ExportOutcome):
        raise ReplyError("outcome of an export")
    written, left_out = (_whole(answer.get(key), 0, MAX_NOTES) for key in ("written", "left_out"))
    return NotesExported(ExportOutcome(outcome), written, left_out)


def _read_opened(answer: dict[str, Any]) -> Opened:
    pages = _whole(answer.get("pages"), 1, MAX_PAGES)
    return Opened(pages, _sizes(answer, at_most=pages))


def _sizes(answer: dict[str, Any], *, at_most: int) -> tuple[Size, ...]:
    return _list(answer, "sizes", _size, at_most=at_most, at_least=1)


def _size(value: object) -> Size:
    match value:
        case [int() | float() as width, int() | float() as height] if 0 < width <= 1e5 and 0 < height <= 1e5:
            return float(width), float(height)
        case _:
            raise ReplyError("size")


def _page_text(answer: dict[str, Any], slot: Slot) -> PageText:
    text = _text(answer.get("text"))
    vertical = answer.get("vertical")
    if not isinstance(vertical, str) or len(vertical) != text.count("\n") or set(vertical) - {"0", "1"}:
        raise ReplyError("directions of lines")
    boxes = slot.numbers(NUMBERS_PER_BOX * len(text))
    lefts, tops, rights, bottoms = (boxes[side::NUMBERS_PER_BOX] for side in range(NUMBERS_PER_BOX))
    if not (all(map(le, lefts, rights)) and all(map(le, tops, bottoms))):
        raise ReplyError("a box inside out")
    return PageText(text, boxes, tuple(direction == "1" for direction in vertical))


def _texts(answer: dict[str, Any], *, at_most: int) -> tuple[str, ...]:
    texts = _list(answer, "texts", _text, at_most=at_most, at_least=1)
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise ReplyError("too much text")
    return texts


def _text(value: object) -> str:
    """Lines that all end, of characters that can be shown and stored."""
    if not isinstance(value, str) or len(value) > MAX_CHARACTERS or _NOT_TEXT.search(value):
        raise ReplyError("text")
    if value and not value.endswith("\n"):
        raise ReplyError("a line without an end")
    return value


def _link(value: object) -> PageLink:
    match value:
        case [left, top, right, bottom, page, x, y, str() as address]:
            left, top, right, bottom = map(_part, (left, top, right, bottom))
        case _:
            raise ReplyError("link")
    if not (left <= right and top <= bottom) or (page is None) != bool(address):
        raise ReplyError("link")
    if page is None:
        if not is_address(address):
            raise ReplyError("address")
        return PageLink(left, top, right, bottom, address=address)
    leads_to = _whole(page, 0, MAX_PAGES - 1)
    return PageLink(left, top, right, bottom, page=leads_to, x=_part(x), y=_part(y))


def _heading(value: object) -> Heading:
    match value:
        case [level, title, page, y]:
            leads_to = None if page is None else _whole(page, 0, MAX_PAGES - 1)
            return Heading(_whole(level, 0, MAX_LEVEL), _line(title, MAX_TITLE), leads_to, _part(y))
        case _:
            raise ReplyError("heading")


def _details(answer: dict[str, Any]) -> DocumentDetails:
    return DocumentDetails(
        may_copy=_yes_or_no(answer, "copy"),
        may_print=_yes_or_no(answer, "print"),
        labels=_list(answer, "labels", partial(_line, at_most=MAX_LABEL), at_most=MAX_LABELS),
        attachments=_list(answer, "attachments", _attachment, at_most=MAX_ATTACHMENTS),
        has_form=_yes_or_no(answer, "form"),
        has_script=_yes_or_no(answer, "script"),
        reads_right_to_left=_yes_or_no(answer, "right_to_left"),
    )


def _attachment(value: object) -> Attachment:
    match value:
        case [name, None]:
            return Attachment(_line(name, MAX_TITLE), None)
        case [name, size]:
            return Attachment(_line(name, MAX_TITLE), _whole(size, 0, LARGEST_FILE_BYTES))
        case _:
            raise ReplyError("attachment")


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ReplyError("digest")
    return value


def _list(
    answer: dict[str, Any], key: str, read: Callable[[object], _T], *, at_most: int, at_least: int = 0
) -> tuple[_T, ...]:
    values = answer.get(key)
    if not isinstance(values, list) or not at_least <= len(values) <= at_most:
        raise ReplyError(key)
    return tuple(read(value) for value in values)


def _line(value: object, at_most: int) -> str:
    if not isinstance(value, str) or len(value) > at_most or clean_line(value) != value:
        raise ReplyError("line")
    return value


def _whole(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ReplyError("number")
    return value


def _part(value: object) -> float:
    """A coordinate 0..1 on a page."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ReplyError("coordinate")
    return float(value)


def _yes_or_no(answer: dict[str, Any], key: str) -> bool:
    value = answer.get(key)
    if not isinstance(value, bool):
        raise ReplyError(key)
    return value


def _refuse(_constant: str) -> NoReturn:
    raise ReplyError("a number that is none")

"""What a worker can be asked and what it answers, as values; no answer is believed before it is checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.document_problem import DocumentProblem

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from widgets.document_details import DocumentDetails, Heading, PageLink
    from widgets.page_layout import Size, Tile
    from widgets.page_text import PageText

MAX_REPLY_BYTES = 256 << 10
MAX_PAGES = 200_000  # laid out in 0.1 s; nobody reads more in a meeting
SIZES_PER_REQUEST = 256
PAGE_LIMIT_S = 5.0
AHEAD_LIMIT_S = 2.5  # for what nobody looks at yet
EXPORT_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """How many pages has it, and how large are the first ones?"""

    path: str
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "open", "path": self.path, "count": 16}


@dataclass(frozen=True, slots=True)
class MeasurePages:
    """How large are these pages?"""

    path: str
    first: int
    count: int
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "sizes", "path": self.path, "first": self.first, "count": self.count}


@dataclass(frozen=True, slots=True)
class DrawTile:
    """Draw this part of a page."""

    path: str
    tile: Tile
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        tile, part = self.tile, self.tile.part
        return {
            "do": "draw",
            "path": self.path,
            "page": tile.page,
            "whole": [tile.width_px, tile.height_px],
            "part": [part.left, part.top, part.right, part.bottom],
        }


@dataclass(frozen=True, slots=True)
class Opened:
    """The document can be read."""

    pages: int
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class PageSizes:
    """Sizes of pages from ``first`` on, in points."""

    first: int
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pixels of a tile."""

    picture: QImage


@dataclass(frozen=True, slots=True)
class Failure:
    """It could not be done."""

    problem: DocumentProblem


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Stopped, because nobody needed it any more."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What does this page say, and where does each character stand?"""

    path: str
    page: int
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "text", "path": self.path, "page": self.page}


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """What do these pages say? The same characters as ReadText gives, without their places."""

    path: str
    first: int
    count: int
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "texts", "path": self.path, "first": self.first, "count": self.count}


@dataclass(frozen=True, slots=True)
class ReadLinks:
    """Where do the links of this page lead?"""

    path: str
    page: int
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "links", "path": self.path, "page": self.page}


@dataclass(frozen=True, slots=True)
class ReadOutline:
    """What are the headings of the document?"""

    path: str
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "outline", "path": self.path}


@dataclass(frozen=True, slots=True)
class ReadDetails:
    """What else is there to know about the document?"""

    path: str
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "details", "path": self.path}


@dataclass(frozen=True, slots=True)
class FingerprintPages:
    """What do these pages look like and say, as digests that two versions of a document can be compared by?"""

    path: str
    first: int
    count: int
    limit_s: float = PAGE_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {"do": "fingerprints", "path": self.path, "first": self.first, "count": self.count}


@dataclass(frozen=True, slots=True)
class ExportNotes:
    """Write a copy of the document with notes as annotations; ``records`` is the file they stand in."""

    path: str
    target: str
    records: str
    author: str
    limit_s: float = EXPORT_LIMIT_S

    def message(self) -> dict[str, Any]:
        """The request as it goes over the pipe."""
        return {
            "do": "export_notes",
            "path": self.path,
            "target": self.target,
            "records": self.records,
            "author": self.author,
        }


@dataclass(frozen=True, slots=True)
class TextFound:
    """The text of one page."""

    text: PageText


@dataclass(frozen=True, slots=True)
class TextsFound:
    """The texts of pages from ``first`` on; may be fewer than were asked for, but never none."""

    first: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinksFound:
    """The links of one page."""

    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class OutlineFound:
    """The headings, in order."""

    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class DetailsFound:
    """What else there is to know about a document."""

    details: DocumentDetails


@dataclass(frozen=True, slots=True)
class FingerprintsFound:
    """A digest for each page from ``first`` on; may be fewer than were asked for, but never none."""

    first: int
    digests: tuple[str, ...]


class ExportOutcome(StrEnum):
    """What became of a copy with notes."""

    WRITTEN = "written"
    ENCRYPTED = "encrypted"  # it wants a password
    FORBIDDEN = "forbidden"  # it allows no annotations
    SAME_FILE = "same_file"  # the target is the document itself
    UNWRITABLE = "unwritable"  # the place for the copy
    BROKEN = "broken"  # the document, so that no copy of it can be written


@dataclass(frozen=True, slots=True)
class NotesExported:
    """How many notes the copy has, and how many are for pages that the document does not have."""

    outcome: ExportOutcome
    written: int = 0
    left_out: int = 0


Request = (
    OpenDocument
    | MeasurePages
    | DrawTile
    | ReadText
    | ReadTexts
    | ReadLinks
    | ReadOutline
    | ReadDetails
    | FingerprintPages
    | ExportNotes
)
Result = (
    Opened
    | PageSizes
    | Drawn
    | TextFound
    | TextsFound
    | LinksFound
    | OutlineFound
    | DetailsFound
    | FingerprintsFound
    | NotesExported
    | Failure
    | Withdrawn
)


def unfinished(target: Path) -> tuple[Path, Path]:
    """Where a copy is written before it is put in its place: appended to, and written anew."""
    return target.with_name(f"{target.name}.kurumaza-new"), target.with_name(f"{target.name}.kurumaza-anew")


class ReplyError(Exception):
    """A worker answered something that no worker of ours answers."""


def page_of(request: Request) -> int | None:
    """The page that a request is about."""
    return request.tile.page if isinstance(request, DrawTile) else None


def read_message(data: bytes) -> dict[str, Any]:
    """One object from the pipe; raises ReplyError."""
    try:
        message = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReplyError("no JSON") from error
    if not isinstance(message, dict):
        raise ReplyError("no object")
    return message


def read_problem(message: dict[str, Any]) -> DocumentProblem | None:
    """The problem that a reply tells, if it tells one; raises ReplyError."""
    if "problem" not in message:
        return None
    try:
        return DocumentProblem(message["problem"])
    except ValueError as error:
        raise ReplyError("unknown problem") from error


def read_opened(message: dict[str, Any]) -> Opened:
    """The answer to OpenDocument; raises ReplyError."""
    answer = _answer(message)
    pages = answer.get("pages")
    if not isinstance(pages, int) or isinstance(pages, bool) or not 1 <= pages <= MAX_PAGES:
        raise ReplyError("number of pages")
    return Opened(pages, _sizes(answer, at_most=pages))


def read_sizes(message: dict[str, Any], request: MeasurePages) -> PageSizes:
    """The answer to MeasurePages; raises ReplyError."""
    return PageSizes(request.first, _sizes(_answer(message), at_most=request.count))


def read_exported(message: dict[str, Any]) -> NotesExported:
    """The answer to ExportNotes; raises ReplyError."""
    match _answer(message):
        case {"outcome": str() as outcome, "written": int() as written, "left_out": int() as left_out} if (
            outcome in list(ExportOutcome) and min(written, left_out) >= 0
        ):
            return NotesExported(ExportOutcome(outcome), written, left_out)
        case _:
            raise ReplyError("outcome of an export")


def _answer(message: dict[str, Any]) -> dict[str, Any]:
    answer = message.get("ok")
    if not isinstance(answer, dict):
        raise ReplyError("no answer")
    return answer


def _sizes(answer: dict[str, Any], *, at_most: int) -> tuple[Size, ...]:
    sizes = answer.get("sizes")
    if not isinstance(sizes, list) or not 1 <= len(sizes) <= at_most:
        raise ReplyError("sizes")
    return tuple(_size(size) for size in sizes)


def _size(value: object) -> Size:
    match value:
        case [int() | float() as width, int() | float() as height] if 0 < width <= 1e5 and 0 < height <= 1e5:
            return float(width), float(height)
        case _:
            raise ReplyError("size")

"""What a worker can be asked and what it answers, as values, and how much of it there may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.text import clean_line

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.document_problem import DocumentProblem
    from widgets.document_details import DocumentDetails, Heading, PageLink
    from widgets.page_layout import Size, Tile
    from widgets.page_text import PageText

MAX_PAGES = 200_000  # laid out in 0.1 s; nobody reads more in a meeting
MAX_CHARACTERS = 200_000  # of a page, and of the pages of one reply
MAX_TEXTS = 64  # pages of one reply
MAX_LINKS = 5_000
MAX_ADDRESS = 2_000
MAX_HEADINGS = 20_000
MAX_LEVEL = 64
MAX_LABELS = 20_000
MAX_LABEL = 20
MAX_ATTACHMENTS = 1_000
DIGEST_BYTES = 16
SIZES_PER_REQUEST = 256
PAGE_LIMIT_S = 5.0
AHEAD_LIMIT_S = 2.5  # for what nobody looks at yet
EXPORT_LIMIT_S = 120.0

_ADDRESS = re.compile(r"https?://[^/?#\s]|mailto:[^\s]", re.IGNORECASE)


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
            "turn": tile.turn,
            "shade": tile.shade.value,
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
    """What do these pages look like and say, as digests by which two versions can be compared?"""

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


def page_of(request: Request) -> int | None:
    """The page that a request is about."""
    match request:
        case DrawTile(tile=tile):
            return tile.page
        case ReadText(page=page) | ReadLinks(page=page):
            return page
        case _:
            return None


def short_line(text: str, at_most: int) -> str:
    """A text from a document, safe to show on one line and no longer than that."""
    return clean_line(clean_line(text)[:at_most])


def is_address(text: str) -> bool:
    """Whether a link to the outside may be offered: the web or a mail, spelled in characters that show."""
    return (
        len(text) <= MAX_ADDRESS
        and _ADDRESS.match(text) is not None
        and clean_line(text) == text
        and not any(map(str.isspace, text))
    )

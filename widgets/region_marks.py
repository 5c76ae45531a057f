"""The parts of pages that comments belong to, numbered on each page in the order of the comments."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sync.discussion import PAGE_UNITS, Region
from widgets.comment_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sync.meeting import Anchor, Comment, Document, Meeting
    from widgets.page_text import Corners

LEAST_UNITS = 60  # a frame that is drawn smaller could not be found again


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A part of a page that a comment belongs to; `number` stands beside it and on the card."""

    comment: str
    number: int
    region: Region


class FramedComments:
    """Those of the comments that belong to a part of a page; looked for anew only where comments changed."""

    def __init__(self) -> None:
        self._runs = Runs(_framed_in)

    def of(self, comments: tuple[Comment, ...]) -> list[Comment]:
        """They, in the order of the comments."""
        return list(chain.from_iterable(self._runs.of(comments)))


def _framed_in(run: tuple[Comment, ...]) -> list[Comment]:
    return [each for each in run if each.anchor is not None and each.anchor.region is not None]


def frame_numbers(comments: Iterable[Comment], meeting: Meeting) -> dict[str, int]:
    """The number of each comment that belongs to a part of a page."""
    return {comment.comment: number for comment, _anchor, _version, number in _framed(comments, meeting)}


def marks_on(
    comments: Iterable[Comment], meeting: Meeting, document: str, sha256: str
) -> dict[int, tuple[RegionMark, ...]]:
    """The marks of each page of one version of a document; pages from 0."""
    found: dict[int, list[RegionMark]] = {}
    here = [comment for comment in comments if comment.anchor and comment.anchor.document == document]
    for comment, anchor, version, number in _framed(here, meeting):
        if version == sha256 and anchor.region is not None:
            mark = RegionMark(comment.comment, number, anchor.region)
            found.setdefault(anchor.page - 1, []).append(mark)
    return {page: tuple(marks) for page, marks in found.items()}


def corners_of(region: Region) -> Corners:
    """Left, top, right and bottom, 0..1 on the page and within it."""
    left, top = region.left / PAGE_UNITS, region.top / PAGE_UNITS
    right = min(1.0, (region.left + region.width) / PAGE_UNITS)
    return left, top, right, min(1.0, (region.top + region.height) / PAGE_UNITS)


def region_around(corners: Iterable[Corners]) -> Region | None:
    """The smallest region with all these rectangles in it; None for none, or for a slip of the hand."""
    every = list(corners)
    if not every:
        return None
    lefts, tops, rights, bottoms = zip(*every, strict=True)
    left, top, right, bottom = (
        min(max(edge, 0.0), 1.0) for edge in (min(lefts), min(tops), max(rights), max(bottoms))
    )
    x, y = int(left * PAGE_UNITS), int(top * PAGE_UNITS)
    width, height = round(right * PAGE_UNITS) - x, round(bottom * PAGE_UNITS) - y
    if width < LEAST_UNITS and height < LEAST_UNITS:
        return None
    return Region(min(x, PAGE_UNITS - 1), min(y, PAGE_UNITS - 1), max(1, width), max(1, height))


def _framed(comments: Iterable[Comment], meeting: Meeting) -> Iterator[tuple[Comment, Anchor, str, int]]:
    """Every comment with a region: its anchor, the bytes it was made on, and its number on that page."""
    documents: dict[str, Document | None] = {}
    last: dict[tuple[str, int, str], int] = {}
    for comment in comments:
        anchor = comment.anchor
        if anchor is None or anchor.region is None:
            continue
        if anchor.document not in documents:
            documents[anchor.document] = meeting.known_document(anchor.document)
        document = documents[anchor.document]
        version = document.bytes_under(anchor) if document else anchor.sha256
        page = (anchor.document, anchor.page, version)
        last[page] = last.get(page, 0) + 1
        yield comment, anchor, version, last[page]

"""Answers what a worker process is asked, within limits of size and time; nor is the asker believed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from app.document_problem import DocumentProblem
from app.document_worker import DocumentError, Drawing, PageStore, PdfFile, page_trouble
from app.page_requests import DIGEST_BYTES, MAX_CHARACTERS, MAX_PAGES, MAX_TEXTS, SIZES_PER_REQUEST
from app.worker_details import asks_for_right_to_left, details
from app.worker_fingerprints import fingerprint
from app.worker_links import Targets, headings, page_links
from app.worker_text import found_text, page_lines, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT_JOB_S = 0.2  # of work on many pages: whoever turns a page meanwhile waits no longer
PAGES_READ_FOR_DIRECTION = 6
BROKEN_PAGE = bytes(DIGEST_BYTES).hex()
LONGEST_LIMIT_S = 24 * 3600.0
MOST_PIXELS = 1 << 24  # of a page as a whole, in each direction; 800 % of the largest page has fewer


class AskedError(Exception):
    """No program of ours asks this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; what it says is checked when it is used."""

    message: dict[str, Any]
    store: PageStore
    started: Callable[[], None]

    def document(self) -> PdfFile:
        """The document it is about; raises DocumentError."""
        return self.store.document(self.text("path"), self.password, self.secret)

    @property
    def password(self) -> str:
        """The password for the document, empty where none was typed."""
        return self.text("password") if "password" in self.message else ""

    @property
    def secret(self) -> bytes:
        """What opens a sealed file, empty for every other."""
        written = self.text("secret") if "secret" in self.message else ""
        try:
            return bytes.fromhex(written)
        except ValueError as error:
            raise AskedError("secret") from error

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self.message.get(key)
        if not isinstance(value, str):
            raise AskedError(key)
        return value

    def whole(self, key: str, least: int = 0, most: int = MAX_PAGES) -> int:
        """A whole number that has to be there."""
        return _whole(self.message.get(key), least, most)

    def numbers(self, key: str, count: int) -> tuple[int, ...]:
        """So many numbers of pixels."""
        values = self.message.get(key)
        if not isinstance(values, list) or len(values) != count:
            raise AskedError(key)
        return tuple(_whole(value, 0, MOST_PIXELS) for value in values)

    def pages(self, document: PdfFile, most: int) -> range:
        """The pages it is about, as far as there are any; raises DocumentError when there is none."""
        first, count = self.whole("first"), self.whole("count", 1)
        if first >= document.page_count:
            raise DocumentError(DocumentProblem.PAGE_BROKEN)
        return range(first, min(first + min(count, most), document.page_count))

    def half_time(self) -> float:
        """When to stop with what there is, rather than to be stopped without it."""
        return time.monotonic() + limit_of(self.message) / 2


def carry_out(request: dict[str, Any], store: PageStore, started: Callable[[], None]) -> dict[str, Any]:
    """Do what is asked; a document that cannot be shown is an answer, not an exception."""
    asked = Asked(request, store, started)
    try:
        do = _ANSWERS.get(asked.text("do"))
        if do is None:
            raise AskedError("do")
        return {"ok": do(asked)}
    except DocumentError as error:
        return {"problem": error.problem.value}


def _open(asked: Asked) -> dict[str, Any]:
    document = asked.document()
    count = min(asked.whole("count", 1, SIZES_PER_REQUEST), document.page_count)
    return {"pages": document.page_count, "sizes": list(map(document.page_size, range(count)))}


def _sizes(asked: Asked) -> dict[str, Any]:
    document = asked.document()
    return {"sizes": list(map(document.page_size, asked.pages(document, SIZES_PER_REQUEST)))}


def _draw(asked: Asked) -> dict[str, Any]:
    whole_px, part_px = asked.numbers("whole", 2), asked.numbers("part", 4)
    left, top, right, bottom = part_px
    if not (left < right <= whole_px[0] and top < bottom <= whole_px[1]):
        raise AskedError("part")
    path, page = asked.text("path"), asked.whole("page")
    drawing = Drawing(
        page,
        (whole_px[0], whole_px[1]),
        (left, top, right, bottom),
        asked.whole("turn", 0, 3),
        asked.text("shade"),
    )
    asked.store.prepare(path, page, asked.password, asked.secret)
    asked.store.draw(path, drawing, asked.started)
    return {}


def _text(asked: Asked) -> dict[str, Any]:
    document, page = asked.document(), asked.whole("page")
    size = document.page_size(page)
    loaded = document.page(page)
    with page_trouble():
        found = found_text(page_lines(loaded, size), size)
    asked.store.write(found.boxes)
    return {"text": found.text, "vertical": "".join("01"[direction] for direction in found.vertical)}


def _texts(asked: Asked) -> dict[str, Any]:
    document, room = asked.document(), MAX_CHARACTERS
    texts: list[str] = []
    for page in _in_time(asked, asked.pages(document, MAX_TEXTS)):
        text = _plain(document, page)
        room -= len(text)
        if room < 0 and texts:
            break
        texts.append(text)
    asked.store.shrink()
    return {"texts": texts}


def _plain(document: PdfFile, page: int) -> str:
    """What a page says; a broken page says nothing, and those after it are read."""
    try:
        loaded = document.page(page)
        with page_trouble():
            return plain_text(page_lines(loaded, document.page_size(page)))
    except DocumentError:
        return ""


def _links(asked: Asked) -> dict[str, Any]:
    document, page = asked.document(), asked.whole("page")
    loaded, size = document.page(page), document.page_size(page)
    targets = Targets(document.page_count, document.page_size)
    with page_trouble():
        return {"links": page_links(document.whole, loaded, size, targets, asked.half_time())}


def _outline(asked: Asked) -> dict[str, Any]:
    document = asked.document()
    targets = Targets(document.page_count, document.page_size)
    with page_trouble():
        return {"headings": headings(document.pdf, targets, asked.half_time())}


def _details(asked: Asked) -> dict[str, Any]:
    document = asked.document()
    with page_trouble():
        found = details(
            document.pdf, document.page_count, is_owner=document.is_owner, deadline=asked.half_time()
        )
        return {**found, "right_to_left": asks_for_right_to_left(document.pdf) or _is_vertical(document)}


def _is_vertical(document: PdfFile) -> bool:
    """Whether the text of the first pages mostly runs from top to bottom."""
    upright = others = 0
    until = time.monotonic() + SHORT_JOB_S
    for page in range(min(document.page_count, PAGES_READ_FOR_DIRECTION)):
        if time.monotonic() > until:
            break
        try:
            for line in page_lines(document.page(page), document.page_size(page)):
                if line.is_upright:
                    upright += len(line.text)
                else:
                    others += len(line.text)
        except Exception:  # noqa: BLE001, S112 - PyMuPDF raises many types: a broken page says nothing
            continue
    return upright > others


def _fingerprints(asked: Asked) -> dict[str, Any]:
    document = asked.document()
    pages = _in_time(asked, asked.pages(document, SIZES_PER_REQUEST))
    return {"digests": [_fingerprint(asked.store, document, page) for page in pages]}


def _fingerprint(store: PageStore, document: PdfFile, page: int) -> str:
    """The digest of a page; all pages that are broken are alike."""
    store.shrink()
    try:
        loaded, size = document.page(page), document.page_size(page)
        with page_trouble():
            return fingerprint(loaded, size, plain_text(page_lines(loaded, size)))
    except DocumentError:
        return BROKEN_PAGE


def _in_time(asked: Asked, pages: range) -> Iterator[int]:
    """The pages, until it has taken long enough; the first one in any case."""
    until = min(asked.half_time(), time.monotonic() + SHORT_JOB_S)
    for page in pages:
        if page > pages.start and time.monotonic() > until:
            return
        yield page


def _export_notes(asked: Asked) -> dict[str, Any]:
    from app.worker_notes import export_notes  # fonts and annotations, which a page needs none of

    for key in ("path", "target", "records", "author"):
        asked.text(key)
    return export_notes(asked.message)


_ANSWERS: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "open": _open,
    "sizes": _sizes,
    "draw": _draw,
    "text": _text,
    "texts": _texts,
    "links": _links,
    "outline": _outline,
    "details": _details,
    "fingerprints": _fingerprints,
    "export_notes": _export_notes,
}


def _whole(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise AskedError("number")
    return value


def limit_of(message: dict[str, Any]) -> float:
    """How many seconds the asker waits; raises AskedError."""
    value = message.get("limit")
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise AskedError("limit")
    if not (isfinite(value) and 0 < value <= LONGEST_LIMIT_S):
        raise AskedError("limit")
    return float(value)

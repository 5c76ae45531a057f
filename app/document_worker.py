"""What a worker process does with PDF files; the only module that imports PyMuPDF, and never in the GUI."""

from __future__ import annotations

import stat
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
from pymupdf import mupdf

from app.document_problem import HEAD_BYTES, DocumentProblem, problem_of_head
from app.page_requests import MAX_PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN_DOCUMENTS = 3
KEPT_DISPLAY_LISTS = 6  # built at up to 0.7 s each, so turning back and zooming must not build them again
STORE_SHRINK_PERCENT = 50  # at each new page; MuPDF would keep 256 MiB of fonts and decoded pictures
ORDINARY_SIZE_PT = (595.0, 842.0)
PAGE_SIZE_LIMIT_PT = 20_000.0

Size = tuple[float, float]
PixelSize = tuple[int, int]
Version = tuple[int, int, int] | None
PixelBox = tuple[int, int, int, int]
WHITE = 255

_tools: Any = pymupdf.TOOLS  # PyMuPDF ships no types


class DocumentError(Exception):
    """A document or page cannot be shown; carries the problem as a value."""

    def __init__(self, problem: DocumentProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class PageStore:
    """The documents and display lists that one worker keeps ready."""

    def __init__(self, pixels: memoryview) -> None:
        """Draw into ``pixels``, four bytes a pixel."""
        _tools.mupdf_display_errors(False)  # noqa: FBT003 - PyMuPDF's own signature
        _tools.mupdf_display_warnings(False)  # noqa: FBT003 - PyMuPDF's own signature
        self._pixels = pixels
        self._documents: OrderedDict[str, PdfFile] = OrderedDict()
        self._versions: dict[str, Version] = {}
        self._lists: OrderedDict[tuple[str, int], Any] = OrderedDict()

    def page_count(self, path: str) -> int:
        """Pages of the document; raises DocumentError."""
        return self._document(path).page_count

    def page_sizes(self, path: str, first: int, count: int) -> list[Size]:
        """Width and height in points of some pages, as they are seen after their own rotation."""
        document = self._document(path)
        last = min(first + count, document.page_count)
        return [_page_size(document, number) for number in range(first, last)]

    def prepare(self, path: str, page: int) -> None:
        """Read the page into a display list, from which any part is drawn; raises DocumentError."""
        key = (path, page)
        document = self._document(path)
        if key in self._lists:
            self._lists.move_to_end(key)
            return
        _tools.store_shrink(STORE_SHRINK_PERCENT)
        if not 0 <= page < document.page_count:
            raise DocumentError(DocumentProblem.PAGE_BROKEN)
        try:
            content = mupdf.fz_new_display_list_from_page(mupdf.fz_load_page(document.whole, page))
        except Exception as error:  # PyMuPDF raises many types, and every one means the same here
            raise DocumentError(DocumentProblem.PAGE_BROKEN) from error
        self._lists[key] = (content, _page_size(document, page))
        while len(self._lists) > KEPT_DISPLAY_LISTS:
            self._lists.popitem(last=False)

    def draw(
        self, path: str, page: int, whole_px: PixelSize, part_px: PixelBox, cleared: Callable[[], None]
    ) -> None:
        """Draw one part of a prepared page that is ``whole_px`` large, as BGRA; raises DocumentError.

        ``cleared`` is called once the part is white paper; from then on it can be watched how it is drawn.
        """
        content, (width_pt, height_pt) = self._lists[path, page]
        left, top, right, bottom = part_px
        size_bytes = (right - left) * (bottom - top) * 4
        matrix = mupdf.FzMatrix(whole_px[0] / width_pt, 0, 0, whole_px[1] / height_pt, 0, 0)
        try:
            picture = mupdf.fz_new_pixmap_with_bbox_and_data(
                mupdf.fz_device_bgr(),
                mupdf.FzIrect(left, top, right, bottom),
                mupdf.FzSeparations(),
                1,
                mupdf.python_mutable_buffer_data(self._pixels[:size_bytes]),
            )
            mupdf.fz_clear_pixmap_with_value(picture, WHITE)
            cleared()
            device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), picture)
            clip = mupdf.FzRect(left, top, right, bottom)
            mupdf.fz_run_display_list(content, device, matrix, clip, mupdf.FzCookie())
            mupdf.fz_close_device(device)
        except (EOFError, OSError):
            raise  # of the pipe: nobody waits for this page any more
        except Exception as error:  # PyMuPDF raises many types, and every one means the same here
            raise DocumentError(DocumentProblem.PAGE_BROKEN) from error

    def _document(self, path: str) -> PdfFile:
        version = _version(path)
        if path in self._documents and version in (self._versions[path], None):  # None: it goes on being open
            self._documents.move_to_end(path)
            return self._documents[path]
        self._close(path)
        document = open_document(path)
        self._documents[path] = document
        self._versions[path] = version
        while len(self._documents) > OPEN_DOCUMENTS:
            self._close(next(iter(self._documents)))
        return document

    def _close(self, path: str) -> None:
        for key in [key for key in self._lists if key[0] == path]:
            del self._lists[key]
        self._versions.pop(path, None)
        self._documents.pop(path, None)


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An open document by MuPDF's own functions: pymupdf.open would read the whole outline first."""

    pdf: Any  # what it is as a PDF
    whole: Any  # the same as a document of any kind
    page_count: int


def open_document(path: str) -> PdfFile:
    """Open a PDF and nothing else; raises DocumentError that tells what the file is instead."""
    problem = _problem_of_file(path)
    if problem is not None:
        raise DocumentError(problem)
    try:
        pdf = _open_file(path)
        whole = pdf.super()
        locked, pages = bool(mupdf.fz_needs_password(whole)), int(mupdf.fz_count_pages(whole))
        mended = bool(mupdf.pdf_was_repaired(pdf))
    except Exception as error:  # PyMuPDF raises many types, and every one means the same here
        raise DocumentError(DocumentProblem.BROKEN) from error
    if locked:
        raise DocumentError(DocumentProblem.ENCRYPTED)
    if pages < 1:  # of a file that was cut off, the list of pages is lost
        raise DocumentError(DocumentProblem.BROKEN if mended else DocumentProblem.NO_PAGES)
    if pages > MAX_PAGES:
        raise DocumentError(DocumentProblem.BROKEN)
    return PdfFile(pdf, whole, pages)


def _problem_of_file(path: str) -> DocumentProblem | None:
    try:
        found = Path(path).stat()
        if not stat.S_ISREG(found.st_mode):
            return DocumentProblem.UNREADABLE  # reading from a pipe or a device may never end
        with Path(path).open("rb") as file:
            return problem_of_head(file.read(HEAD_BYTES), found.st_size)
    except FileNotFoundError:
        return DocumentProblem.MISSING
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return DocumentProblem.UNREADABLE


def _open_file(path: str) -> Any:
    try:
        path.encode()
    except UnicodeEncodeError:  # MuPDF knows no such names, although some systems allow them
        data = mupdf.fz_new_buffer_from_copied_data(Path(path).read_bytes())
        return mupdf.pdf_open_document_with_stream(mupdf.fz_open_buffer(data))
    return mupdf.pdf_open_document(path)


def _version(path: str) -> Version:
    """Changes when the file is written or replaced; None when there is no file any more."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _page_size(document: PdfFile, page: int) -> Size:
    box, turned = mupdf.FzRect(), mupdf.FzMatrix()
    try:
        mupdf.pdf_page_obj_transform(mupdf.pdf_lookup_page_obj(document.pdf, page), box, turned)
        seen = mupdf.fz_transform_rect(box, turned)
        width, height = float(seen.x1 - seen.x0), float(seen.y1 - seen.y0)
    except Exception:  # noqa: BLE001 - a broken page keeps its place in the document
        return ORDINARY_SIZE_PT
    if 0 < width <= PAGE_SIZE_LIMIT_PT and 0 < height <= PAGE_SIZE_LIMIT_PT:
        return width, height
    return ORDINARY_SIZE_PT

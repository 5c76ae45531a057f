"""The PDF files that a worker process has open, and how it draws their pages; never imported in the GUI."""

from __future__ import annotations

import stat
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
from pymupdf import mupdf

from app.document_problem import HEAD_BYTES, DocumentProblem, problem_of_head
from app.page_requests import MAX_PAGES

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator

OPEN_DOCUMENTS = 3
KEPT_DISPLAY_LISTS = 6  # built at up to 0.7 s each, so turning back and zooming must not build them again
STORE_SHRINK_PERCENT = 50  # of fonts and decoded pictures, at each new page
ORDINARY_SIZE_PT = (595.0, 842.0)
PAGE_SIZE_LIMIT_PT = 20_000.0

Size = tuple[float, float]
PixelSize = tuple[int, int]
Version = tuple[int, int, int] | None
PixelBox = tuple[int, int, int, int]
WHITE = 255
BYTES_PER_PIXEL = 4
DARKER_GAMMA = 1.8
NO_PASSWORD, OWNER = 1, 4  # bits that MuPDF answers to a password

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

    def document(self, path: str, password: str = "", secret: bytes = b"") -> PdfFile:
        """The open document; raises DocumentError."""
        version = _version(path)
        if path in self._documents and version in (self._versions[path], None):  # None: it goes on being open
            self._documents.move_to_end(path)
            return self._documents[path]
        self._close(path)
        document = open_document(path, password, secret)
        self._documents[path] = document
        self._versions[path] = version
        while len(self._documents) > OPEN_DOCUMENTS:
            self._close(next(iter(self._documents)))
        return document

    def write(self, numbers: array[int]) -> None:
        """Hand numbers over where pixels are handed over."""
        data = numbers.tobytes()
        self._pixels[: len(data)] = data

    def shrink(self) -> None:
        """Give back what MuPDF keeps of the pages before: it would keep a quarter of a gigabyte."""
        _tools.store_shrink(STORE_SHRINK_PERCENT)

    def prepare(self, path: str, page: int, password: str = "", secret: bytes = b"") -> None:
        """Read the page into a display list, from which any part is drawn; raises DocumentError."""
        key = (path, page)
        document = self.document(path, password, secret)
        if key in self._lists:
            self._lists.move_to_end(key)
            return
        self.shrink()
        loaded = document.page(page)
        with page_trouble():
            content = mupdf.fz_new_display_list_from_page(loaded)
        self._lists[key] = (content, document.page_size(page))
        while len(self._lists) > KEPT_DISPLAY_LISTS:
            self._lists.popitem(last=False)

    def draw(self, path: str, drawing: Drawing, cleared: Callable[[], None]) -> None:
        """Draw one part of a prepared page as BGRA; raises DocumentError.

        ``cleared`` is called once the part is plain paper; from then on it can be watched how it is drawn.
        """
        content, size_pt = self._lists[path, drawing.page]
        left, top, right, bottom = drawing.part_px
        size_bytes = (right - left) * (bottom - top) * BYTES_PER_PIXEL
        if not 0 < size_bytes <= len(self._pixels):  # MuPDF would write beyond them
            raise ValueError("the part does not fit the slot")
        with page_trouble():
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
            mupdf.fz_run_display_list(content, device, drawing.matrix(size_pt), clip, mupdf.FzCookie())
            mupdf.fz_close_device(device)
            shade(picture, drawing.shade)

    def _close(self, path: str) -> None:
        for key in [key for key in self._lists if key[0] == path]:
            del self._lists[key]
        self._versions.pop(path, None)
        self._documents.pop(path, None)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Which part of a page is drawn, how large the page is as a whole, which way up and how light.

    Sizes and part are those after the page was turned ``turn`` quarters clockwise.
    """

    page: int
    whole_px: PixelSize
    part_px: PixelBox
    turn: int = 0
    shade: str = "plain"

    def matrix(self, size_pt: Size) -> Any:
        """From points of the page to pixels of the whole."""
        (width, height), (across, down) = self.whole_px, size_pt
        match self.turn % 4:
            case 1:
                return mupdf.FzMatrix(0, height / across, -width / down, 0, width, 0)
            case 2:
                return mupdf.FzMatrix(-width / across, 0, 0, -height / down, width, height)
            case 3:
                return mupdf.FzMatrix(0, -height / across, width / down, 0, 0, height)
            case _:
                return mupdf.FzMatrix(width / across, 0, 0, height / down, 0, 0)


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An open document by MuPDF's own functions: pymupdf.open would read the whole outline first."""

    pdf: Any  # what it is as a PDF
    whole: Any  # the same as a document of any kind
    page_count: int
    is_owner: bool = False  # opened with the password that lifts what it forbids
    data: bytearray | None = None  # of a sealed file, which MuPDF reads from memory

    def page(self, number: int) -> Any:
        """One page, read; raises DocumentError."""
        if not 0 <= number < self.page_count:
            raise DocumentError(DocumentProblem.PAGE_BROKEN)
        with page_trouble():
            return mupdf.fz_load_page(self.whole, number)

    def page_size(self, number: int) -> Size:
        """Width and height in points of a page, as it is seen after its own rotation."""
        box, turned = mupdf.FzRect(), mupdf.FzMatrix()
        try:
            mupdf.pdf_page_obj_transform(mupdf.pdf_lookup_page_obj(self.pdf, number), box, turned)
            seen = mupdf.fz_transform_rect(box, turned)
            width, height = float(seen.x1 - seen.x0), float(seen.y1 - seen.y0)
        except Exception:  # noqa: BLE001 - a broken page keeps its place in the document
            return ORDINARY_SIZE_PT
        if 0 < width <= PAGE_SIZE_LIMIT_PT and 0 < height <= PAGE_SIZE_LIMIT_PT:
            return width, height
        return ORDINARY_SIZE_PT


@contextmanager
def page_trouble() -> Iterator[None]:
    """Whatever MuPDF raises over a page means that the page is broken."""
    try:
        yield
    except (DocumentError, EOFError, OSError):
        raise  # the latter two of the pipe: nobody waits for this page any more
    except Exception as error:  # PyMuPDF raises many types, and every one means the same here
        raise DocumentError(DocumentProblem.PAGE_BROKEN) from error


def shade(picture: Any, wanted: str) -> None:
    """Make a drawn part darker, lighter, or light on dark with its hues kept."""
    match wanted:
        case "darker":
            mupdf.fz_gamma_pixmap(picture, DARKER_GAMMA)
        case "lighter":
            mupdf.fz_gamma_pixmap(picture, 1 / DARKER_GAMMA)
        case "inverted":
            mupdf.fz_invert_pixmap_luminance(picture)


def open_document(path: str, password: str = "", secret: bytes = b"") -> PdfFile:
    """Open a PDF and nothing else, in memory if it is sealed.

    Raises DocumentError that tells what the file is instead.
    """
    data = _unsealed(path, secret) if secret else None
    problem = _problem_of_file(path) if data is None else problem_of_head(bytes(data[:HEAD_BYTES]), len(data))
    if problem is not None:
        raise DocumentError(problem)
    try:
        pdf = _open_file(path) if data is None else _open_data(data)
        whole = pdf.super()
        rights = _unlock(whole, password)
        pages = int(mupdf.fz_count_pages(whole)) if rights else 0
        mended = bool(mupdf.pdf_was_repaired(pdf))
    except Exception as error:  # PyMuPDF raises many types, and every one means the same here
        raise DocumentError(DocumentProblem.BROKEN) from error
    if not rights:
        raise DocumentError(DocumentProblem.WRONG_PASSWORD if password else DocumentProblem.ENCRYPTED)
    if pages < 1:  # of a file that was cut off, the list of pages is lost
        raise DocumentError(DocumentProblem.BROKEN if mended else DocumentProblem.NO_PAGES)
    if pages > MAX_PAGES:
        raise DocumentError(DocumentProblem.BROKEN)
    return PdfFile(pdf, whole, pages, is_owner=bool(rights & OWNER), data=data)


def _unlock(whole: Any, password: str) -> int:
    """What the password opens, in the bits of MuPDF; 0 where it does not fit."""
    if not mupdf.fz_needs_password(whole):
        return NO_PASSWORD
    try:
        password.encode()
    except UnicodeEncodeError:  # half characters, which nobody can type
        return 0
    return int(mupdf.fz_authenticate_password(whole, password)) if password else 0


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


def _unsealed(path: str, secret: bytes) -> bytearray:
    """What a sealed file holds; raises DocumentError."""
    from sync.sealing import SealBroken, read_whole  # most documents need none of it

    try:
        return read_whole(Path(path), secret)
    except FileNotFoundError as error:
        raise DocumentError(DocumentProblem.MISSING) from error
    except SealBroken as error:
        raise DocumentError(DocumentProblem.BROKEN) from error
    except (OSError, ValueError) as error:  # ValueError: a name, or a secret, that none can be
        raise DocumentError(DocumentProblem.UNREADABLE) from error


def _open_data(data: bytearray) -> Any:
    """Read from memory that stays there as long as the document is open."""
    stream = mupdf.fz_open_memory(mupdf.python_mutable_buffer_data(memoryview(data)), len(data))
    return mupdf.pdf_open_document_with_stream(stream)


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

"""Writes a copy of a document with notes as standard PDF annotations; runs in a worker process only."""

from __future__ import annotations

import os
import shutil
import unicodedata
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pymupdf
from pymupdf import mupdf

from app.document_problem import DocumentProblem
from app.document_worker import DocumentError
from app.note_records import RecordError, read_notes_file
from app.page_requests import ExportOutcome, unfinished
from sync.replacement import put_in_place
from widgets.note_values import Ink, InkKind, Note, NoteColour, StickyFlag, TextMark, TextMemo
from widgets.page_text import Corners

MARKER_OPACITY: Final = 0.4
FLAG_PT: Final = 20.0  # the icon that readers show for a flag
LINE_HEIGHT: Final = 1.3  # of the size of text, with room to spare
MEMO_PAPER: Final = (1.0, 1.0, 0.9)
DOT_PT: Final = 0.1  # a stroke of one point gets this length

RGB = tuple[float, float, float]
COLOURS: Final[dict[NoteColour, RGB]] = {
    NoteColour.BLACK: (0.0, 0.0, 0.0),
    NoteColour.RED: (0.82, 0.07, 0.12),
    NoteColour.BLUE: (0.05, 0.32, 0.78),
    NoteColour.YELLOW: (1.0, 0.88, 0.2),
    NoteColour.GREEN: (0.45, 0.86, 0.45),
    NoteColour.PINK: (1.0, 0.55, 0.75),
}
MARKER_BLUE: Final = (0.45, 0.75, 1.0)


class _RefusedError(Exception):
    """The copy cannot be written; carries why."""

    def __init__(self, outcome: ExportOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


def export_notes(request: dict[str, Any]) -> dict[str, Any]:
    """Answer ExportNotes; the document itself is only read. Raises DocumentError."""
    source, target = Path(request["path"]), Path(request["target"])
    try:
        notes = read_notes_file(Path(request["records"]).read_bytes())
    except (OSError, RecordError) as error:  # the asker has changed its mind
        raise DocumentError(DocumentProblem.UNREADABLE) from error
    try:
        written = _export(source, target, notes, str(request["author"]), str(request.get("password", "")))
    except _RefusedError as refused:
        return {"outcome": refused.outcome.value, "written": 0, "left_out": 0}
    return {"outcome": ExportOutcome.WRITTEN.value, "written": written, "left_out": len(notes) - written}


def _export(source: Path, target: Path, notes: list[Note], author: str, password: str) -> int:
    if not source.is_file():
        raise DocumentError(DocumentProblem.MISSING)
    if target.exists() and source.samefile(target):
        raise _RefusedError(ExportOutcome.SAME_FILE)
    beside, anew = unfinished(target)
    try:
        shutil.copyfile(source, beside)
        written = _annotate(beside, anew, notes, author, password)
        finished = anew if anew.exists() else beside
        with finished.open("r+b") as file:
            os.fsync(file.fileno())
        put_in_place(finished, target)
    except OSError as error:
        raise _RefusedError(ExportOutcome.UNWRITABLE) from error
    finally:
        beside.unlink(missing_ok=True)
        anew.unlink(missing_ok=True)
    return written


def _annotate(path: Path, anew: Path, notes: list[Note], author: str, password: str) -> int:
    """Add annotations to a file; what it was is kept, also its encryption.

    They are appended where that is possible, so that signatures and all else stay as they are. A damaged file
    that was mended is written anew, to ``anew``.
    """
    with _opened(path, password) as document:
        inside = sorted(
            (note for note in notes if note.page < document.page_count), key=lambda note: note.page
        )
        try:
            for page_number, group in groupby(inside, key=lambda note: note.page):
                page = document[page_number]
                for note in group:
                    _add(document, page, note, author)
            appends = document.can_save_incrementally()
            document.save(
                str(path if appends else anew),
                incremental=appends,
                deflate=True,
                encryption=mupdf.PDF_ENCRYPT_KEEP,
            )
        except OSError:
            raise
        except Exception as error:  # PyMuPDF raises many types, and every one means the same here
            raise _RefusedError(ExportOutcome.BROKEN) from error
    return len(inside)


def _opened(path: Path, password: str) -> Any:
    try:
        document = pymupdf.open(str(path), filetype="pdf")
        if document.needs_pass and not (password and document.authenticate(password)):
            document.close()
            raise _RefusedError(ExportOutcome.ENCRYPTED)
    except (RuntimeError, ValueError) as error:
        raise _RefusedError(ExportOutcome.BROKEN) from error
    if not document.permissions & mupdf.PDF_PERM_ANNOTATE:
        document.close()
        raise _RefusedError(ExportOutcome.FORBIDDEN)
    return document


def _add(document: Any, page: Any, note: Note, author: str) -> None:
    match note.content:
        case Ink() as ink:
            annotation = _ink(page, ink, note)
        case TextMark(lines):
            annotation = page.add_highlight_annot(
                quads=[_rect(page, line).quad * _turned(page) for line in lines]
            )
            annotation.set_colors(stroke=_colour(note))
        case TextMemo() as memo:
            annotation = _memo(document, page, memo, note)
        case StickyFlag() as flag:
            annotation = _flag(page, flag)
            annotation.set_colors(stroke=_colour(note))
    _describe(document, annotation, note, author)


def _ink(page: Any, ink: Ink, note: Note) -> Any:
    strokes = []
    for stroke in ink.strokes:
        points = [tuple(_point(page, point.x, point.y)) for point in stroke]
        if len(points) == 1:
            points.append((points[0][0] + DOT_PT, points[0][1]))
        strokes.append(points)
    annotation = page.add_ink_annot(strokes)
    annotation.set_border(width=ink.width_pt)
    annotation.set_colors(stroke=_colour(note))
    if ink.kind is InkKind.MARKER:
        annotation.set_opacity(MARKER_OPACITY)
        annotation.set_blendmode("Multiply")
    return annotation


def _memo(document: Any, page: Any, memo: TextMemo, note: Note) -> Any:
    box = _memo_box(page, memo)
    annotation = page.add_freetext_annot(
        box * _turned(page),
        _printable(memo.text),
        fontsize=memo.text_pt,
        fontname="japan",
        text_color=_colour(note),
        fill_color=MEMO_PAPER,
        rotate=page.rotation,
    )
    document.xref_set_key(annotation.xref, "CL", "null")  # there is no line from the memo to something else
    return annotation


def _memo_box(page: Any, memo: TextMemo) -> Any:
    """Where the memo stands, made longer where its text would not fit, and then kept on the page."""
    box = _rect(page, (memo.x, memo.y, memo.x + memo.width, memo.y + memo.height))
    width = max(box.width, 2 * memo.text_pt)
    lines = sum(_lines_of(line, width / memo.text_pt) for line in memo.text.split("\n"))
    height = max(box.height, lines * memo.text_pt * LINE_HEIGHT)
    left = max(min(box.x0, page.rect.width - width), 0)
    top = max(min(box.y0, page.rect.height - height), 0)
    return pymupdf.Rect(left, top, left + width, top + height)


def _lines_of(text: str, width_em: float) -> int:
    """How many lines a text takes; every sign of Japanese is as wide as the text is high."""
    taken = sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.6 for sign in text)
    return int(taken / max(width_em - 1, 1)) + 1


def _flag(page: Any, flag: StickyFlag) -> Any:
    """An icon that readers keep upright around its top left corner, whatever way the page is turned."""
    left = min(max(flag.x * page.rect.width - FLAG_PT / 2, 0), page.rect.width - FLAG_PT)
    top = min(max(flag.y * page.rect.height - FLAG_PT / 2, 0), page.rect.height - FLAG_PT)
    corner = pymupdf.Point(left, top) * _turned(page)
    return page.add_text_annot(corner, _printable(flag.text), icon="Note")


def _describe(document: Any, annotation: Any, note: Note, author: str) -> None:
    """Say who wrote it and when; readers list that."""
    words = note.text if not isinstance(note.content, Ink) else ""
    annotation.set_info(
        title=_printable(author),
        content=_printable(words),
        creationDate=_date(note.created_ms),
        modDate=_date(note.changed_ms),
    )
    document.xref_set_key(annotation.xref, "NM", pymupdf.get_pdf_str(f"kurumaza-{note.note}"))
    if not isinstance(note.content, TextMemo):
        annotation.update()


def _colour(note: Note) -> RGB:
    is_pen = isinstance(note.content, Ink) and note.content.kind is InkKind.PEN
    if note.colour is NoteColour.BLUE and not is_pen and not isinstance(note.content, TextMemo):
        return MARKER_BLUE
    return COLOURS[note.colour]


def _date(ms: int) -> str:
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).strftime("D:%Y%m%d%H%M%SZ")
    except (OverflowError, ValueError, OSError):  # no clock of a PC says that
        return ""


def _printable(text: str) -> str:
    """Without half characters and control signs, which a PDF cannot say."""
    kept = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return "".join(kept)


def _turned(page: Any) -> Any:
    """From the page as it is seen to the page as annotations are added to it."""
    return page.derotation_matrix


def _point(page: Any, x: float, y: float) -> Any:
    return pymupdf.Point(x * page.rect.width, y * page.rect.height) * _turned(page)


def _rect(page: Any, corners: Corners) -> Any:
    width, height = page.rect.width, page.rect.height
    return pymupdf.Rect(corners[0] * width, corners[1] * height, corners[2] * width, corners[3] * height)

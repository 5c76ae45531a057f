"""Notes become annotations of a copy, where they were drawn; the document itself stays as it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from app.document_problem import DocumentProblem
from app.document_worker import PageStore
from app.note_records import notes_file
from app.worker_answers import carry_out
from tests.app.note_samples import memo, stroke
from tests.app.small_pdf import RED_SHEET, assemble, locked_pdf, pdf, plain_pdf
from widgets.note_values import (
    Ink,
    InkKind,
    Note,
    NoteColour,
    NoteContent,
    StickyFlag,
    TextMark,
    TextMemo,
    ink_point,
)
from widgets.page_text import Corners

TURNS = (0, 90, 180, 270)


def white_pdf(turn: int = 0) -> bytes:
    """A page of which a part is shown, turned."""
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/CropBox[40 60 360 500]/Rotate %d>>" % turn,
        ]
    )


def note(
    content: NoteContent, colour: NoteColour = NoteColour.RED, page: int = 0, name: str = "name"
) -> Note:
    return Note(page, content, colour, 1_700_000_000_000, 1_700_000_100_000, name)


class Desk:
    """A document in a folder, and its export."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.source = folder / "資料.pdf"
        self.target = folder / "資料（書き込み）.pdf"
        self.records = folder / "records"
        self.source.write_bytes(data)
        self.data = data

    def export(self, *notes: Note, **more: Any) -> dict[str, Any]:
        self.records.write_bytes(notes_file(notes))
        request = {
            "do": "export_notes",
            "path": str(self.source),
            "target": str(self.target),
            "records": str(self.records),
            "author": "山田",
            **more,
        }
        answer = carry_out(request, PageStore(memoryview(bytearray(4))), lambda: None)
        assert self.source.read_bytes() == self.data
        assert not [path for path in self.source.parent.iterdir() if "kurumaza" in path.name]
        return answer

    def written(self, *notes: Note) -> Any:
        assert self.export(*notes) == {"ok": {"outcome": "written", "written": len(notes), "left_out": 0}}
        return pymupdf.open(self.target)

    def refused(self, outcome: str, *notes: Note, **more: Any) -> None:
        assert self.export(*(notes or (stroke(),)), **more)["ok"]["outcome"] == outcome
        assert not self.target.exists() or self.target.samefile(self.source)


def painted(page: Any) -> Corners:
    """The part of a page, 0..1, where something can be seen."""
    picture = page.get_pixmap(dpi=100, alpha=False, colorspace=pymupdf.csGRAY)
    width, height, grey = picture.width, picture.height, bytes(picture.samples)
    rows = [y for y in range(height) if grey[y * width : (y + 1) * width].strip(b"\xff")]
    columns = [x for x in range(width) if grey[x::width].strip(b"\xff")]
    return columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(
    ("content", "colour"),
    [
        (Ink(((ink_point(0.2, 0.3), ink_point(0.6, 0.3), ink_point(0.6, 0.5)),), 2.0), NoteColour.RED),
        (Ink(((ink_point(0.2, 0.3), ink_point(0.6, 0.5)),), 2.0, InkKind.MARKER), NoteColour.BLACK),
        (TextMark(((0.2, 0.3, 0.6, 0.35), (0.2, 0.45, 0.4, 0.5)), "text", 0, 4), NoteColour.PINK),
        (TextMemo(0.2, 0.3, 0.4, 0.2, "短い"), NoteColour.BLACK),
    ],
)
def test_what_was_drawn_is_seen_where_it_was_drawn(
    tmp_path: Path, turn: int, content: NoteContent, colour: NoteColour
) -> None:
    made = note(content, colour)
    with Desk(tmp_path, white_pdf(turn)).written(made) as document:
        assert painted(document[0]) == pytest.approx(made.box, abs=0.03)


@pytest.mark.parametrize("turn", TURNS)
def test_text_is_upright_and_whole_whatever_way_the_page_is_turned(tmp_path: Path, turn: int) -> None:
    text = "予算案を確認する。\n髙﨑①の件は「見直し」" + "長い文章" * 20
    made = note(TextMemo(0.1, 0.8, 0.5, 0.02, text, 10.0), NoteColour.BLUE)
    with Desk(tmp_path, white_pdf(turn)).written(made) as document:
        page = document[0]  # its annotations are of no use without it
        left, top, right, bottom = painted(page)
        assert (left, right) == pytest.approx((0.1, 0.6), abs=0.03)
        assert bottom - top > 0.1
        annotation = next(page.annots())
        shown = annotation.get_text("text").replace("\n", "")
        assert shown == text.replace("\n", "")


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("x", "y"), [(0.99, 0.5), (0.0, 0.0), (1.0, 1.0), (0.5, 0.5)])
def test_flags_lie_on_the_page(tmp_path: Path, turn: int, x: float, y: float) -> None:
    with Desk(tmp_path, white_pdf(turn)).written(note(StickyFlag(x, y, "質問"))) as document:
        left, top, right, bottom = painted(document[0])
        assert left - 0.03 <= x <= right + 0.03
        assert top - 0.03 <= y <= bottom + 0.03
        assert (right - left) * document[0].rect.width > 15


def test_annotations_say_who_wrote_what_and_when(tmp_path: Path) -> None:
    notes = (
        note(StickyFlag(0.5, 0.5, "質問\x00\ud83d"), name="a"),
        note(TextMark(((0, 0, 1, 0.1),), "道路", 0, 2), NoteColour.YELLOW, name="b"),
        note(Ink(((ink_point(0.1, 0.1),),)), name="c"),
        note(TextMemo(0.1, 0.2, 0.3, 0.1, "予算"), name="d"),
    )
    with Desk(tmp_path, white_pdf()).written(*notes) as document:
        page = document[0]
        found = [(each.type[1], each.info) for each in page.annots()]
        assert [kind for kind, _info in found] == ["Text", "Highlight", "Ink", "FreeText"]
        assert [info["content"] for _kind, info in found] == ["質問", "道路", "", "予算"]
        assert {info["title"] for _kind, info in found} == {"山田"}
        assert {info["creationDate"] for _kind, info in found} == {"D:20231114221320Z"}
        assert [info["id"] for _kind, info in found] == [f"kurumaza-{each}" for each in "abcd"]


def test_notes_of_pages_that_there_are_not_are_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(2))
    answer = desk.export(stroke(1), stroke(2, name="b"), memo(0))
    assert answer == {"ok": {"outcome": "written", "written": 2, "left_out": 1}}
    with pymupdf.open(desk.target) as document:
        assert [len(list(page.annots())) for page in document] == [1, 1]


def test_what_the_document_was_is_kept_byte_by_byte(tmp_path: Path) -> None:
    desk = Desk(tmp_path, pdf([RED_SHEET]))
    desk.written(stroke()).close()
    assert desk.target.read_bytes().startswith(desk.data)


def test_an_earlier_copy_is_replaced(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(1))
    desk.target.write_bytes(b"an earlier copy")
    desk.written(stroke()).close()


def encrypted(folder: Path, permissions: int, user: str = "") -> bytes:
    path = folder / "made.pdf"
    with pymupdf.open("pdf", plain_pdf(1)) as document:
        document.save(
            path,
            encryption=pymupdf.mupdf.PDF_ENCRYPT_AES_256,
            owner_pw="owner",
            user_pw=user,
            permissions=permissions,
        )
    data = path.read_bytes()
    path.unlink()
    return data


def test_a_document_that_forbids_annotations_gets_none(tmp_path: Path) -> None:
    may_print = int(pymupdf.mupdf.PDF_PERM_PRINT)
    Desk(tmp_path, encrypted(tmp_path, may_print)).refused("forbidden")


def test_a_document_that_allows_them_stays_encrypted(tmp_path: Path) -> None:
    may_annotate = int(pymupdf.mupdf.PDF_PERM_ANNOTATE)
    with Desk(tmp_path, encrypted(tmp_path, may_annotate)).written(memo()) as document:
        assert document.metadata["encryption"]
        page = document[0]
        assert next(page.annots()).info["content"] == memo().text


def test_a_document_with_a_password_is_not_opened_without(tmp_path: Path) -> None:
    everything = int(pymupdf.mupdf.PDF_PERM_ANNOTATE)
    desk = Desk(tmp_path, encrypted(tmp_path, everything, user="geheim"))
    desk.refused("encrypted")
    desk.refused("encrypted", password="wrong")  # noqa: S106 - a password of this test alone
    assert desk.export(stroke(), password="geheim")["ok"]["outcome"] == "written"  # noqa: S106 - the same


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    Desk(tmp_path, locked_pdf()).refused("encrypted")
    Desk(tmp_path, b"%PDF-1.7 and nothing more that could be a document").refused("broken")
    desk = Desk(tmp_path, b"")
    desk.data = b""
    desk.refused("broken")


def test_a_document_that_is_gone_is_said(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(1))
    request = {
        "do": "export_notes",
        "path": str(tmp_path / "none.pdf"),
        "target": "",
        "records": "",
        "author": "",
    }
    desk.records.write_bytes(notes_file([]))
    request["records"] = str(desk.records)
    answer = carry_out(request, PageStore(memoryview(bytearray(4))), lambda: None)
    assert answer == {"problem": DocumentProblem.MISSING.value}


def test_the_document_itself_is_never_the_target(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(1))
    desk.refused("same_file", target=str(desk.source))
    (tmp_path / "link.pdf").symlink_to(desk.source)
    desk.refused("same_file", target=str(tmp_path / "link.pdf"))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="there is nothing that this user may not write"
)
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(1))
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    desk.refused("unwritable", target=str(folder / "copy.pdf"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path, plain_pdf(1))
    desk.refused("unwritable", target=str(tmp_path / "none" / "copy.pdf"))


def test_a_damaged_document_that_can_be_shown_is_written_anew(tmp_path: Path) -> None:
    data = plain_pdf(2)
    desk = Desk(tmp_path, data[: data.index(b"xref")])
    with desk.written(stroke(1)) as document:
        assert document.page_count == 2
        page = document[1]
        assert len(list(page.annots())) == 1

"""Every form of a record can be opened again and says what it should, whatever somebody typed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.record_csv import safe_value
from app.record_making import record_of
from app.record_text import fit, fit_line, is_formula
from app.record_values import Record
from app.record_writing import write_form
from sync.meeting import Comment, Version
from tests.app.records import BEN, OFFICE, held_meeting, recorded, said
from widgets.record_wish import RecordForm

NAUGHTY = [
    text
    for path in ("sync/naughty.json", "widgets/naughty_strings.json")
    for text in json.loads((Path(__file__).parent.parent / path).read_text("utf-8"))
]
FORMULAS = (
    "=1+1",
    "+81 3",
    "-5",
    "@SUM(A1)",
    "\t=1+1",
    "  =HYPERLINK(1)",
    "＝1",
    "=cmd|' /C calc'!A0",
    "#N/A",
)
LONG_WORD = "x" * 1_900


@pytest.fixture
def write(qapp: QApplication, tmp_path: Path) -> Callable[[Record, RecordForm], Path]:
    def write(record: Record, form: RecordForm) -> Path:
        path = tmp_path / f"記録.{form}"
        write_form(record, form, path, lambda _share: None)
        return path

    return write


@pytest.fixture(scope="module")
def plain() -> Record:
    return record_of(recorded())


@pytest.fixture(scope="module")
def naughty() -> Record:
    """A meeting whose every text is one of those that break careless programs."""
    posted: list[Comment] = [
        replace(
            said(f"c{number}"),
            body=text,
            name=text,
            seat=text,
            answered=True,
            answer=text,
            versions=(Version(text, 1_790_000_000_000),),
        )
        for number, text in enumerate((*NAUGHTY, *FORMULAS, LONG_WORD))
    ]
    posted.append(said("hidden", BEN, hidden=True, hide_reason="\x00\ud800=1"))
    title = "\u202e題\x07\ud800<b>&amp;]]>" + "\uffff"
    return record_of(recorded(held_meeting(comments=tuple(posted), title=title, groups=())))


def text_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def text_of_pdf(path: Path) -> str:
    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def test_the_document_has_headings_and_everything_that_was_said(plain: Record, write) -> None:
    path = write(plain, RecordForm.DOCX)
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert "Item 1  予算" in headings
    assert "Hidden comments" in headings
    assert "Comments that were never released" in headings
    text = text_of_docx(path)
    for words in (
        "意見 named",
        "次回までに調べます",
        "はじめの文",
        "隠された文",
        "個人のことなので",
        "ABC DEF",
    ):
        assert words in text
    for words in ("公開されない", "極秘", "device-"):
        assert words not in text
    assert "2 comments waited to be released" in text
    assert "(withdrawn by its author)" in text
    assert "Put together: No. 1, 11 同じ話" in text
    assert "Closed" not in headings
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.attrib.values() == ["BIZ UDPGothic"] * 4
    assert document.core_properties.author == "みほん市"
    assert "python-docx" not in document.core_properties.comments


def test_the_document_names_who_withheld_the_name_only_in_the_secretariats_file(plain: Record, write) -> None:
    line = next(
        line for line in text_of_docx(write(plain, RecordForm.DOCX)).splitlines() if line.startswith("No. 3 ")
    )
    assert "Name withheld" in line
    named = record_of(recorded(device=OFFICE), with_names=True)
    text = text_of_docx(write(named, RecordForm.DOCX))
    line = next(line for line in text.splitlines() if line.startswith("No. 3 "))
    assert "秘密の花子 (not shown on the screens)" in line
    assert "For the secretariat's file only" in text
    assert "公開されない文への返信" in text


def test_the_workbook_has_its_sheets_with_filters_and_a_row_for_each(plain: Record, write) -> None:
    book = openpyxl.load_workbook(write(plain, RecordForm.XLSX))
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 11
    sheet = book["Comments"]
    assert sheet.max_row == 12
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:W12")
    assert sheet.column_dimensions["J"].width == 60
    assert book["Attendance"].max_row == 6
    assert book["Votes by seat"].max_row == 7
    values = [cell.value for page in book for row in page.iter_rows() for cell in row]
    assert "秘密の花子" in values
    assert not any("公開されない" in str(value) or "極秘" in str(value) for value in values)
    votes = [row[3].value for row in book["Votes by seat"].iter_rows(min_row=2)]
    assert votes == ["For", "For", "Against", "(secret)", "(secret)", "(secret)"]


def test_no_cell_calculates_anything(naughty: Record, write) -> None:
    book = openpyxl.load_workbook(write(naughty, RecordForm.XLSX))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    quoted = {str(cell.value) for cell in cells if cell.quotePrefix}
    assert {"=1+1", "+81 3", "-5", "@SUM(A1)"} <= quoted
    assert "意見" not in quoted
    texts = [str(cell.value) for cell in cells]
    assert LONG_WORD in texts


def test_csv_is_what_excel_opens_with_a_row_for_each_comment(naughty: Record, write) -> None:
    path = write(naughty, RecordForm.CSV)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + len(naughty.comments)
    assert {len(row) for row in rows} == {23}
    assert not [field for row in rows for field in row if field[:1] in set("=+-@\t\r")]
    bodies = [row[9] for row in rows[1:]]
    assert "'=1+1" in bodies
    assert [body.removeprefix("'") for body in bodies] == [
        comment.body.removeprefix("'") for comment in naughty.comments
    ]


def test_json_says_its_form_and_times_with_their_zone(plain: Record, naughty: Record, write) -> None:
    told: dict[str, Any] = json.loads(write(plain, RecordForm.JSON).read_text("utf-8"))
    assert told["form"] == "kurumaza/record/1"
    assert told["opened"].startswith("2026-09-")
    assert told["attendance"][2]["spoken_s"] == 120
    assert told["attendance"][4]["joined"] is None
    assert told["comments"][0]["edits"][0]["body"] == "はじめの文"
    assert told["statistics"]["items"][0]["kinds"] == {
        "opinion": 2,
        "question": 1,
        "support": 0,
        "concern": 0,
    }
    assert "device-" not in json.dumps(told)
    again = json.loads(write(naughty, RecordForm.JSON).read_text("utf-8"))
    assert [each["body"] for each in again["comments"]] == [each.body for each in naughty.comments]


def test_the_document_takes_every_naughty_text(naughty: Record, write) -> None:
    text = text_of_docx(write(naughty, RecordForm.DOCX))
    for comment in naughty.comments:
        assert comment.body in text


def test_the_pdf_has_numbered_pages_of_a4_with_their_fonts(plain: Record, naughty: Record, write) -> None:
    path = write(plain, RecordForm.PDF)
    text = text_of_pdf(path)
    for words in ("意見 named", "次回までに調べます", "隠された文", "ABC DEF", "Name withheld"):
        assert words in text
    for words in ("公開されない", "極秘", "device-"):
        assert words not in text
    with pymupdf.open(write(naughty, RecordForm.PDF)) as document:
        assert document.page_count > 20
        for number, page in enumerate(document, 1):
            assert (round(page.rect.width), round(page.rect.height)) == (595, 842)
            assert f"{number} / {document.page_count}" in page.get_text()
            assert all(font[1] != "n/a" for font in page.get_fonts())  # every font is within the file
            inside = [block[:4] for block in page.get_text("blocks")]
            assert all(left >= 50 and right <= 545 for left, _top, right, _bottom in inside)
        words = "".join(page.get_text() for page in document).replace("\n", "")
        assert LONG_WORD in words


def test_a_row_that_is_higher_than_a_page_goes_on_on_the_next(write) -> None:
    meeting = held_meeting()
    lookback = meeting.lookback
    assert lookback is not None
    wordy = replace(lookback.answers[0], answers=("4", "長い答え" * 250))
    long = replace(meeting, lookback=replace(lookback, answers=(wordy,) * 6))
    record = record_of(recorded(long, OFFICE), with_names=True)
    text = text_of_pdf(write(record, RecordForm.PDF)).replace("\n", "")
    assert text.count("長い答え") >= 2 * 6 * 250 - 60  # a word may be cut by the foot of a page


def test_a_meeting_in_which_nothing_happened_can_be_written(write) -> None:
    empty = held_meeting(
        comments=(),
        polls=(),
        groups=(),
        lookback=None,
        agenda=(),
        members=(),
        seats=(),
        starts="",
        ends="明日",
    )
    record = record_of(replace(recorded(empty), chronicle=type(recorded().chronicle)(), closing_code=""))
    for form in RecordForm:
        assert write(record, form).stat().st_size > 100


@given(st.text())
def test_text_that_was_made_fit_breaks_nothing(text: str) -> None:
    made = fit(text)
    assert fit(made) == made
    made.encode("utf-8")
    assert all(sign in "\t\n" or sign >= " " for sign in made)
    assert "\n" not in fit_line(text)
    guarded = safe_value(made)
    assert isinstance(guarded, str)
    assert guarded in {made, f"'{made}"}
    assert not is_formula(guarded)


def test_what_is_replaced_can_be_seen() -> None:
    assert fit("a\x00b\x1bc\x7fd") == "a␀b␛c␡d"
    assert fit("x\u202ey\ud800z") == "x\ufffdy\ufffdz"
    assert fit("one\r\ntwo\x85three") == "one\ntwo\nthree"
    assert fit("👩\u200d💻 葛\U000e0100 神") == "👩\u200d💻 葛\U000e0100 神"

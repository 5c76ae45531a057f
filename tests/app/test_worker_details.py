from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.page_requests import (
    DetailsFound,
    FingerprintPages,
    FingerprintsFound,
    OpenDocument,
    Opened,
    ReadDetails,
    Result,
)
from tests.app.asking import Asking
from tests.app.sheet_pdf import FIRST_FREE, document, page, sheet, stream, vertical_page, words
from tests.app.small_pdf import RED_SHEET, pdf, plain_pdf
from widgets.document_details import Attachment, DocumentDetails

MEDIA = b"/MediaBox[0 0 400 600]"


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    return Asking(tmp_path)


def details_of(asking: Asking, data: bytes) -> DocumentDetails:
    found = asking.ask(ReadDetails(asking.write(data)))
    assert isinstance(found, DetailsFound)
    return found.details


def pages_with(catalog: bytes, pages: int = 4) -> bytes:
    return document(
        [stream(b""), *[page(FIRST_FREE)] * pages], range(FIRST_FREE + 1, FIRST_FREE + 1 + pages), catalog
    )


def test_an_ordinary_document_has_nothing_to_tell(asking: Asking) -> None:
    assert details_of(asking, plain_pdf(3)) == DocumentDetails()


@pytest.mark.parametrize(
    ("rules", "labels"),
    [
        (b"[0<</S/r>>2<</S/D>>]", ("i", "ii", "1", "2")),
        (b"[0<</S/R/St 8>>]", ("VIII", "IX", "X", "XI")),
        (b"[0<</P(A-)/S/D>>3<</P(Index)>>]", ("A-1", "A-2", "A-3", "Index")),
        (b"[0<</S/A/St 26>>]", ("Z", "AA", "BB", "CC")),
        (b"[2<</S/a>>]", ("1", "2", "a", "b")),
        (b"[0<</S/D>>]", ()),
        (b"[0<</S/D/St -7>>-5<</S/R>>900<</S/R>>]", ()),
        (b"[0<</S/R/St 5000>>]", ("5000", "5001", "5002", "5003")),
        (b"[0<</S/a/St 2000000000>>1<</S/D>>]", ("x" * 20, "1", "2", "3")),
        (b"[0]", ()),
        (b"7", ()),
    ],
)
def test_pages_are_called_what_the_document_calls_them(
    asking: Asking, rules: bytes, labels: tuple[str, ...]
) -> None:
    found = details_of(asking, pages_with(b"/PageLabels<</Nums " + rules + b">>"))
    assert found.labels == labels


def test_labels_in_a_tree_that_bites_its_tail_are_read_as_far_as_there_are_any(asking: Asking) -> None:
    data = document(
        [stream(b""), *[page(FIRST_FREE)] * 2, b"<</Kids[6 0 R 6 0 R 7 0 R]>>", b"<</Nums[0<</S/r>>]>>"],
        [4, 5],
        b"/PageLabels 6 0 R",
    )
    assert details_of(asking, data).labels == ("i", "ii")


def test_labels_of_very_many_pages_cost_no_time(asking: Asking) -> None:
    path = asking.write(pages_with(b"/PageLabels<</Nums[0<</S/r>>]>>", 10_000))
    asking.ask(OpenDocument(path))
    begin = time.monotonic()
    found = asking.ask(ReadDetails(path, limit_s=60))
    assert isinstance(found, DetailsFound)
    assert len(found.details.labels) == 10_000
    assert time.monotonic() - begin < 10


def test_attachments_are_listed_once_with_their_sizes_and_are_not_opened(asking: Asking) -> None:
    note = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(note.txt)/EF<</F 9 0 R>>>>>>"
    data = document(
        [
            page(4, MEDIA + b"/Annots[" + note + b"]"),
            stream(b""),
            b"<</F(budget.xls)/UF<FEFF4E887B97002E0078006C0073>/EF<</F 6 0 R>>>>",
            b"<</Params<</Size 4711>>/Length 0>>stream\n\nendstream",
            b"<</F(../../etc/passwd)>>",
            b"<</F(huge)/EF<</F<</Params<</Size -5>>>>>>>>",
            b"<</Length 0>>stream\n\nendstream",
        ],
        [3],
        b"/Names<</EmbeddedFiles<</Names[(a)5 0 R(b)7 0 R(c)8 0 R(a2)5 0 R]>>>>",
    )
    assert details_of(asking, data).attachments == (
        Attachment("予算.xls", 4711),
        Attachment("../../etc/passwd", None),
        Attachment("huge", None),
        Attachment("note.txt", None),
    )


SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    ("catalog", "has_form", "has_script"),
    [
        (b"/AcroForm<</Fields[<</T(name)>>]>>", True, False),
        (b"/AcroForm<</Fields[]>>", False, False),
        (b"/AcroForm<</Fields[<</T(name)/Kids[<</AA<</K " + SCRIPT + b">>>>]>>]>>", True, True),
        (b"/OpenAction" + SCRIPT, False, True),
        (b"/OpenAction[3 0 R/Fit]", False, False),
        (b"/AA<</WC" + SCRIPT + b">>", False, True),
        (b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>", False, True),
    ],
)
def test_forms_and_scripts_are_told(asking: Asking, catalog: bytes, has_form: bool, has_script: bool) -> None:
    found = details_of(asking, pages_with(catalog))
    assert (found.has_form, found.has_script) == (has_form, has_script)


def test_the_direction_that_a_document_asks_for_is_told(asking: Asking) -> None:
    assert details_of(asking, pages_with(b"/ViewerPreferences<</Direction/R2L>>")).reads_right_to_left
    assert not details_of(asking, pages_with(b"/ViewerPreferences<</Direction/L2R>>")).reads_right_to_left


def test_vertical_text_is_read_from_the_right(asking: Asking) -> None:
    vertical = document([vertical_page(4), stream(b"BT /V 20 Tf 300 500 Td <8B704E8B3002> Tj ET")], [3])
    assert details_of(asking, vertical).reads_right_to_left
    sideways = words((0, 0, b"a heading of a table on its side")).replace(b"0 0 Td", b"0 1 -1 0 200 200 Tm")
    assert not details_of(asking, sheet(sideways)).reads_right_to_left


# -- fingerprints ------------------------------------------------------------------------------


def digests(asking: Asking, data: bytes, count: int = 9) -> tuple[str, ...]:
    found = asking.ask(FingerprintPages(asking.write(data), 0, count, limit_s=60))
    assert isinstance(found, FingerprintsFound)
    return found.digests


def test_a_page_that_was_only_written_anew_is_the_same(asking: Asking) -> None:
    content = words((40, 500, b"Budget"), (40, 450, b"100")) + b"\n0 0 1 rg 100 100 90 90 re f"
    (one,) = digests(asking, sheet(content))
    other = b"/MediaBox[0 0 400 600]/UserData(something else)"
    (anew,) = digests(asking, sheet(b"q\n" + content + b"\nQ", other, b"/Lang(ja)"))
    assert anew == one


@pytest.mark.parametrize(
    "content",
    [
        words((40, 500, b"Budget"), (40, 450, b"900")),
        words((40, 500, b"Budget"), (40, 250, b"100")) + b"\n0 0 0 rg 300 50 60 60 re f",
        words((40, 500, b"Budget"), (40, 450, b"100")) + b"\n1 0 0 rg 100 100 90 90 re f",
        b"",
    ],
)
def test_another_word_or_another_picture_is_another_page(asking: Asking, content: bytes) -> None:
    first = words((40, 500, b"Budget"), (40, 450, b"100"))
    assert digests(asking, sheet(first)) != digests(asking, sheet(content))


def test_each_page_has_its_digest_and_a_broken_one_does_not_cost_the_others(asking: Asking) -> None:
    data = pdf([RED_SHEET, b"", RED_SHEET]).replace(b"/Contents 6 0 R", b"/Contents 6 0 Q")
    found = digests(asking, data)
    assert len(found) == 3
    assert found[0] == found[2] != found[1]


def test_as_many_pages_are_told_as_there_is_time_for(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.worker_answers.SHORT_JOB_S", 0.0)
    assert len(digests(asking, plain_pdf(9))) == 1


# -- passwords ---------------------------------------------------------------------------------


def locked(**more: str) -> bytes:
    import pymupdf

    with pymupdf.open("pdf", plain_pdf(2)) as paper:
        return bytes(
            paper.tobytes(
                encryption=pymupdf.PDF_ENCRYPT_AES_256, permissions=int(pymupdf.PDF_PERM_PRINT), **more
            )
        )


def test_a_locked_document_opens_with_its_password_and_with_no_other(asking: Asking) -> None:
    path = asking.write(locked(user_pw="開けて", owner_pw="owner"))

    def opened(**more: str) -> Result | dict[str, str]:
        raw = asking.raw(OpenDocument(path), **more)
        return raw if "problem" in raw else asking.ask(OpenDocument(path), **more)

    assert opened() == {"problem": "encrypted"}
    for wrong in ("閉めて", " 開けて", "\ud800", "x" * 10_000):
        assert opened(password=wrong) == {"problem": "wrong_password"}
    right = "開けて"
    assert opened(password=right) == Opened(2, ((595.0, 842.0),) * 2)


def test_the_owner_may_do_what_others_may_not(asking: Asking) -> None:
    data = locked(user_pw="user", owner_pw="owner")
    for password, may_copy in (("user", False), ("owner", True)):
        found = asking.ask(ReadDetails(asking.write(data, f"{password}.pdf")), password=password)
        assert isinstance(found, DetailsFound)
        assert (found.details.may_print, found.details.may_copy) == (True, may_copy)


def test_a_document_that_only_forbids_needs_no_password(asking: Asking) -> None:
    found = details_of(asking, locked(owner_pw="owner"))
    assert (found.may_print, found.may_copy) == (True, False)

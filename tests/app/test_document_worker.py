from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import document_worker as worker
from app.document_problem import DocumentProblem, problem_of_head
from app.document_worker import DocumentError, PageStore
from app.worker_answers import carry_out
from tests.app.small_pdf import A4, GREEN_TOP_LEFT, RED_SHEET, locked_pdf, no_pages_pdf, pdf, plain_pdf

PLAIN = {"turn": 0, "shade": "plain"}
RED, GREEN, WHITE = b"\x00\x00\xff\xff", b"\x00\xff\x00\xff", b"\xff\xff\xff\xff"


@pytest.fixture
def pixels() -> memoryview:
    return memoryview(bytearray(1 << 20))


@pytest.fixture
def store(pixels: memoryview) -> PageStore:
    return PageStore(pixels)


def write(folder: Path, data: bytes, name: str = "資料.pdf") -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", DocumentProblem.EMPTY),
        (b"<!DOCTYPE html><html><body>404", DocumentProblem.WEB_PAGE),
        (b"\xef\xbb\xbf\n<HTML><p>login", DocumentProblem.WEB_PAGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), DocumentProblem.IMAGE),
        (b"\xff\xd8\xff\xe0" + bytes(40), DocumentProblem.IMAGE),
        (b"PK\x03\x04word/document.xml", DocumentProblem.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), DocumentProblem.OFFICE),
        ("議事録".encode("cp932"), DocumentProblem.NOT_PDF),
        (b" " * 2000 + b"%PDF-1.4 too far into the file", DocumentProblem.NOT_PDF),
        (b"%PDF-1.4\nthis is not the inside of a PDF file, only its head", DocumentProblem.BROKEN),
        (b"%PDF-1.7", DocumentProblem.BROKEN),
        (no_pages_pdf(), DocumentProblem.NO_PAGES),
        (locked_pdf(), DocumentProblem.ENCRYPTED),
    ],
)
def test_a_file_that_cannot_be_shown_says_what_it_is(
    tmp_path: Path, store: PageStore, data: bytes, problem: DocumentProblem
) -> None:
    path = write(tmp_path, data)
    request = {"do": "open", "path": path, "count": 16}
    assert carry_out(request, store, lambda: None) == {"problem": problem.value}


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path, store: PageStore) -> None:
    with pytest.raises(DocumentError) as missing:
        store.document(str(tmp_path / "none.pdf"))
    assert missing.value.problem is DocumentProblem.MISSING
    with pytest.raises(DocumentError) as folder:
        store.document(str(tmp_path))
    assert folder.value.problem is DocumentProblem.UNREADABLE


@pytest.mark.skipif(sys.platform == "win32", reason="there files have no such names")
def test_a_name_that_is_not_unicode_is_opened(tmp_path: Path, store: PageStore) -> None:
    path = tmp_path / os.fsdecode(b"old\x80\xffname.pdf")
    path.write_bytes(plain_pdf(2))
    assert store.document(str(path)).page_count == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there files are never pipes")
def test_a_pipe_named_like_a_document_is_not_waited_for(tmp_path: Path, store: PageStore) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(DocumentError) as pipe:
        store.document(str(tmp_path / "pipe.pdf"))
    assert pipe.value.problem is DocumentProblem.UNREADABLE


def test_a_file_that_was_cut_off_before_its_list_of_pages_is_damaged(
    tmp_path: Path, store: PageStore
) -> None:
    whole = plain_pdf(1).replace(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Producer(something else)>>")
    with pytest.raises(DocumentError) as cut:
        store.document(write(tmp_path, whole[: whole.index(b"xref")]))
    assert cut.value.problem is DocumentProblem.BROKEN


def test_a_replaced_file_is_read_anew_and_a_deleted_one_goes_on_being_read(
    tmp_path: Path, store: PageStore, pixels: memoryview
) -> None:
    path = write(tmp_path, pdf([RED_SHEET]))

    def draw() -> bytes:
        request = {"do": "draw", "path": path, "page": 0, "whole": [10, 10], "part": [0, 0, 10, 10], **PLAIN}
        assert carry_out(request, store, lambda: None) == {"ok": {}}
        return bytes(pixels[:4])

    assert draw() == RED
    (tmp_path / "new.pdf").write_bytes(pdf([b"0 1 0 rg 0 0 20000 20000 re f"]))
    (tmp_path / "new.pdf").replace(path)
    assert draw() == GREEN
    assert store.document(path).page_count == 1
    Path(path).unlink()
    assert draw() == GREEN


def test_the_signature_may_stand_after_other_bytes(tmp_path: Path, store: PageStore) -> None:
    path = write(tmp_path, b"\n" * 500 + plain_pdf(2))
    assert store.document(path).page_count == 2


def test_sizes_are_told_in_points_for_the_pages_asked(tmp_path: Path, store: PageStore) -> None:
    path = write(tmp_path, pdf([RED_SHEET] * 3, [A4, (842, 595), (100.5, 50)]))
    assert carry_out({"do": "sizes", "path": path, "first": 1, "count": 5}, store, lambda: None) == {
        "ok": {"sizes": [(842.0, 595.0), (100.5, 50.0)]}
    }


def test_pixels_are_opaque_bgra_of_exactly_the_part(
    tmp_path: Path, store: PageStore, pixels: memoryview
) -> None:
    path = write(tmp_path, pdf([GREEN_TOP_LEFT]))
    started: list[bool] = []
    request = {"do": "draw", "path": path, "page": 0, "whole": [100, 142], "part": [40, 60, 60, 80], **PLAIN}
    assert carry_out(request, store, lambda: started.append(True)) == {"ok": {}}
    rows = [bytes(pixels[y * 80 : (y + 1) * 80]) for y in range(20)]
    assert started == [True]
    assert rows[0] == GREEN * 10 + WHITE * 10  # left of the middle, above it
    assert rows[19] == WHITE * 20  # below the middle
    assert bytes(pixels[1600:1604]) == bytes(4)  # nothing beyond the part


def test_what_was_drawn_before_does_not_shine_through(
    tmp_path: Path, store: PageStore, pixels: memoryview
) -> None:
    path = write(tmp_path, pdf([RED_SHEET, b""]))
    for page, colour in ((0, RED), (1, WHITE)):
        request = {
            "do": "draw",
            "path": path,
            "page": page,
            "whole": [10, 10],
            "part": [0, 0, 10, 10],
            **PLAIN,
        }
        carry_out(request, store, lambda: None)
        assert bytes(pixels[:400]) == colour * 100


def test_a_page_that_is_not_there_is_a_problem_of_the_page(tmp_path: Path, store: PageStore) -> None:
    path = write(tmp_path, plain_pdf(1))
    request = {"do": "draw", "path": path, "page": 7, "whole": [10, 10], "part": [0, 0, 10, 10], **PLAIN}
    assert carry_out(request, store, lambda: None) == {"problem": "page_broken"}


def test_only_a_few_documents_stay_open(tmp_path: Path, store: PageStore) -> None:
    paths = [write(tmp_path, plain_pdf(1), f"{number}.pdf") for number in range(9)]
    for path in paths:
        store.prepare(path, 0)
    assert list(store._documents) == paths[-worker.OPEN_DOCUMENTS :]
    assert {path for path, _page in store._lists} <= set(store._documents)
    store.prepare(paths[0], 0)  # and an old one opens again


@given(head=st.binary(max_size=64), size=st.integers(0, 1 << 40))
def test_any_head_has_an_answer(head: bytes, size: int) -> None:
    problem = problem_of_head(head, size)
    assert (problem is None) == (b"%PDF-" in head and size >= 32)


def test_the_gui_side_never_loads_the_pdf_library_and_the_worker_never_loads_qt() -> None:
    script = (
        "import sys, app.documents, app.reader; assert 'pymupdf' not in sys.modules;"
        "import subprocess;"
        "subprocess.run([sys.executable, '-c', 'import sys, app.worker_process, app.document_worker;"
        ' sys.exit(any(name.startswith(("PySide6", "shiboken", "widgets")) for name in sys.modules))\'],'
        " check=True)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app import document_process
from app.command_line import Invocation
from app.document_problem import DocumentProblem
from app.document_sentences import problem_advice, problem_sentence
from app.documents import Documents
from app.file_window import FileWindow
from app.open_file import run
from app.reader import DocumentReader
from tests.app import fake_workers
from tests.app.small_pdf import ENDLESS, RED_SHEET, locked_pdf, pdf, plain_pdf
from widgets.page_pictures import PageState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.app.conftest import House
    from tests.conftest import ExpectedLog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

RED, WHITE = 0xFFFF0000, 0xFFFFFFFF
WAIT_MS = 30_000  # far beyond what anything here takes


@pytest.fixture
def make_reader(qtbot: QtBot) -> Iterator[Callable[..., DocumentReader]]:
    made: list[tuple[DocumentReader, Documents]] = []

    def make(target: Any = None) -> DocumentReader:
        documents = Documents() if target is None else Documents(target=target)
        reader = DocumentReader(documents=documents)
        made.append((reader, documents))
        qtbot.addWidget(reader.widget)
        reader.widget.resize(700, 600)
        reader.widget.show()
        return reader

    yield make
    for reader, documents in made:
        reader.close()
        documents.close()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def pixel(reader: DocumentReader, x: int = 300, y: int = 300) -> int:
    return reader.widget.view.viewport().grab().toImage().pixel(x, y)


def sentences(reader: DocumentReader) -> str:
    return " ".join(label.text() for label in reader.widget.findChildren(QLabel) if label.isVisible())


def open_and_wait(qtbot: QtBot, reader: DocumentReader, path: Path, page: int | None = None) -> None:
    with qtbot.waitSignal(reader.opened, timeout=WAIT_MS):
        reader.open(path, path.name, page)


def test_a_document_is_opened_and_its_pixels_reach_the_screen(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    reader = make_reader()
    with qtbot.waitSignal(reader.opened, timeout=WAIT_MS) as opened:
        reader.open(write(tmp_path / "資料1.pdf", pdf([RED_SHEET, b""])), "one")
    assert opened.args == ["one", 2]
    qtbot.waitUntil(lambda: pixel(reader) == RED, timeout=WAIT_MS)
    reader.go_to_page(1)
    qtbot.waitUntil(lambda: pixel(reader) == WHITE, timeout=WAIT_MS)
    assert reader.page == 1


def test_every_page_is_sharp_at_every_zoom(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    """A black line is exactly as many pixels wide as the zoom says, without a grey edge."""
    reader = make_reader()
    open_and_wait(qtbot, reader, write(tmp_path / "a.pdf", pdf([b"297 0 3 842 re f"], [(600, 842)])))
    view = reader.widget.view
    for zoom in (0.75, 3.0, 6.0):
        view.set_zoom(zoom)
        view.go_to_page(0)
        expected = round(3 * 96 / 72 * zoom)

        def black() -> tuple[int, int]:
            image = view.viewport().grab().toImage()
            inside = view._logical(view._layout.page_box(0)).adjusted(1, 0, -1, 0).intersected(image.rect())
            row = [image.pixel(x, 200) & 0xFF for x in range(inside.left(), inside.right() + 1)]
            return row.count(0), sum(0 < value < 255 for value in row)

        qtbot.waitUntil(lambda expected=expected: black() == (expected, 0), timeout=WAIT_MS)


def test_each_document_is_shown_where_it_was_left(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    first, second = write(tmp_path / "1.pdf", plain_pdf(9)), write(tmp_path / "2.pdf", plain_pdf(9))
    reader = make_reader()
    open_and_wait(qtbot, reader, first)
    reader.go_to_page(6)
    open_and_wait(qtbot, reader, second)
    assert reader.page == 0
    open_and_wait(qtbot, reader, first)
    assert reader.page == 6
    open_and_wait(qtbot, reader, first, 2)
    assert reader.page == 2


def test_going_to_a_page_while_the_document_is_being_opened_goes_there(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    reader = make_reader()
    with qtbot.waitSignal(reader.opened, timeout=WAIT_MS):
        reader.open(write(tmp_path / "a.pdf", plain_pdf(9)), "key")
        reader.go_to_page(5)
        assert reader.page == 5
    assert reader.page == 5


def test_of_two_documents_opened_in_haste_the_last_one_is_shown(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    first, second = write(tmp_path / "1.pdf", plain_pdf(3)), write(tmp_path / "2.pdf", plain_pdf(5))
    reader = make_reader()
    keys: list[str] = []
    reader.opened.connect(lambda key, _pages: keys.append(key))
    reader.open(first, "1")
    open_and_wait(qtbot, reader, second)
    assert keys == ["2.pdf"]
    assert reader.widget.view.page_count == 5


def test_a_locked_document_asks_for_its_password_in_place_of_pages(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    reader = make_reader()
    open_and_wait(qtbot, reader, write(tmp_path / "good.pdf", plain_pdf(1)))
    with qtbot.waitSignal(reader.refused, timeout=WAIT_MS) as refused:
        reader.open(write(tmp_path / "locked.pdf", locked_pdf()), "locked")
    assert refused.args == ["locked", "This document needs a password."]
    assert "This document needs a password." in sentences(reader)
    assert "Type the password" in sentences(reader)
    assert not any(button.isVisible() for button in reader.widget.findChildren(QPushButton))
    open_and_wait(qtbot, reader, tmp_path / "good.pdf")  # and nothing else is lost


def test_a_missing_file_can_be_tried_again(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    reader = make_reader()
    with qtbot.waitSignal(reader.refused, timeout=WAIT_MS):
        reader.open(tmp_path / "late.pdf", "late")
    write(tmp_path / "late.pdf", plain_pdf(2))
    (retry,) = [button for button in reader.widget.findChildren(QPushButton) if button.isVisible()]
    with qtbot.waitSignal(reader.opened, timeout=WAIT_MS):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert reader.widget.view.page_count == 2


def test_inspecting_gives_pages_or_a_sentence(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader]
) -> None:
    reader = make_reader()
    with qtbot.waitSignal(reader.inspected, timeout=WAIT_MS) as inspected:
        reader.inspect(write(tmp_path / "a.pdf", plain_pdf(4)), "a")
    assert inspected.args == ["a", 4]
    with qtbot.waitSignal(reader.refused, timeout=WAIT_MS) as refused:
        reader.inspect(write(tmp_path / "b.pdf", b"<html>"), "b")
    assert refused.args == ["b", "This is a web page, not a PDF."]


def test_a_heavy_page_says_that_it_is_drawn_while_the_others_go_on(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        document_process.log, "disabled", True
    )  # a slow machine may come to the limit meanwhile
    reader = make_reader()
    open_and_wait(qtbot, reader, write(tmp_path / "bomb.pdf", pdf([ENDLESS, RED_SHEET])))
    view = reader.widget.view
    view.fit_page()
    qtbot.waitUntil(lambda: view._notices._states == {0: PageState.DRAWING}, timeout=WAIT_MS)
    assert "Still drawing this page" in sentences(reader)
    view.go_to_page(1)
    qtbot.waitUntil(lambda: pixel(reader) == RED, timeout=WAIT_MS)
    assert "drawing" not in sentences(reader)


def test_a_reader_whose_workers_always_die_says_so_and_lives(
    tmp_path: Path, qtbot: QtBot, make_reader: Callable[..., DocumentReader], expected_log: ExpectedLog
) -> None:
    expected_log("a document worker was replaced")
    reader = make_reader(fake_workers.suicidal)
    with qtbot.waitSignal(reader.refused, timeout=WAIT_MS) as refused:
        reader.open(tmp_path / "a.pdf", "key")
    assert refused.args == ["key", "This document could not be opened."]


@pytest.mark.parametrize("problem", DocumentProblem)
def test_every_problem_has_a_sentence(qapp: QApplication, problem: DocumentProblem) -> None:
    assert problem_sentence(problem).endswith(".")
    assert problem_advice(problem).endswith(".")


def test_a_file_alone_has_a_window_that_can_fill_the_screen(
    tmp_path: Path, qtbot: QtBot, house: House
) -> None:
    window = FileWindow(write(tmp_path / "資料3.pdf", plain_pdf(4)), house.room)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.reader.opened, timeout=WAIT_MS):
        window.show()
    assert window.windowTitle() == "資料3.pdf - Kurumaza"
    view = window.reader.widget.view
    qtbot.keyClick(view, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current_page == 1
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert view.current_page == 1
    window.close()


def test_open_ends_when_its_window_is_closed(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, isolated_profile: Path
) -> None:
    path = write(tmp_path / "a.pdf", plain_pdf(1))
    windows: list[FileWindow] = []

    def close_when_open(window: FileWindow) -> None:
        windows.append(window)
        window.reader.opened.connect(lambda _key, _pages: window.close())

    invocation = Invocation("open", isolated_profile, language="en", files=(str(path),))
    assert run(invocation, close_when_open) == 0
    assert len(windows) == 1
    assert not windows[0].windowIcon().isNull()
    windows[0].deleteLater()

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.document_problem import DocumentProblem
from app.document_worker import DocumentError, PageStore
from app.meeting_reading import MeetingReading
from app.paths import ProfilePaths
from app.reading_room import ReadingRoom
from app.sealed_files import is_sealed, without_words
from app.tasks import Tasks
from sync.meeting import Meeting, Member
from sync.status import KEY_MISSING, DocumentStatus
from tests.app.papers import ME, meeting
from tests.app.reading_desk import WAIT_MS, paper
from tests.app.sealed import everything_below, seal_file
from widgets.note_tool import NoteTool
from widgets.note_values import NO_CONTEXT, TextMark
from widgets.search_results import SearchQuery

MARK = "quince orchard"
SECRET_PAPER = paper(f"no {MARK}", "second page", "third page")


class Desk:
    """A seat with one confidential document, whose files all lie in one profile."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.profile = folder / "profile"
        source = folder / "outside.pdf"
        source.write_bytes(SECRET_PAPER)
        assert MARK.encode() in SECRET_PAPER  # else the search below would find nothing in any case
        self.path, self.digest, self.secret = seal_file(self.profile, source)
        self.tasks = Tasks()
        self.room = ReadingRoom(ProfilePaths(self.profile), self.tasks)
        self.reading = MeetingReading(self.room, meeting().meeting)
        self.notices: list[str] = []
        self.reading.notice.connect(self.notices.append)
        qtbot.addWidget(self.reading.widget)
        self.reading.widget.resize(1_300, 800)
        self.reading.widget.show()
        self.reading.widget.activateWindow()
        self._is_closed = False

    @property
    def status(self) -> DocumentStatus:
        size = len(SECRET_PAPER)
        return DocumentStatus("one", self.digest, size, size, complete=True, path=str(self.path))

    def open(self) -> None:
        self.reading.set_owner(Member(ME, "12", "総務課長"))
        self.reading.set_secrets({str(self.path): self.secret})
        self.reading.set_meeting(confidential_meeting())
        self.reading.set_documents((self.status,))
        self.wait(lambda: self.reading.reader.document is not None)
        self.wait(lambda: self.reading.study.way.known_details is not None)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    @property
    def said(self) -> str:
        labels = self.reading.reader.widget.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.reading.close()
            self.room.close()
            self.tasks.close()


def confidential_meeting(*, collected: bool = False) -> Meeting:
    """Only the first document is confidential, not the whole meeting."""
    whole = meeting()
    first, second = whole.agenda
    (document,) = first.documents
    document = replace(document, confidential=True, key="ab" * 32, collected=collected)
    return replace(whole, agenda=(replace(first, documents=(document,)), second))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path)
    yield desk
    desk.close()


def test_a_sealed_document_is_read_searched_and_marked_and_nothing_of_it_lies_on_the_disk(desk: Desk) -> None:
    desk.open()
    found: list[int] = []
    desk.room.search.results_changed.connect(lambda results: found.append(results.count))
    desk.room.search.find(SearchQuery(MARK, everywhere=True))
    desk.wait(lambda: found and found[-1] == 2)
    notes = desk.reading.study.notes
    notes.desk.set_tool(NoteTool.TEXT_MARK)
    desk.reading.study.text.want(0)
    desk.wait(lambda: desk.reading.study.text.texts and desk.reading.study.text.texts.get(0))
    mark = TextMark(((0.1, 0.1, 0.5, 0.2),), f"the {MARK}", 0, 10)
    from tests.app.note_samples import stroke

    notes._add(replace(stroke(name="marked"), content=mark))
    notes._add(stroke(page=0))
    assert notes.count == 2
    desk.close()
    left = everything_below(desk.profile)
    assert b"notes" in b" ".join(path.name.encode() for path in desk.profile.iterdir())
    for form in (MARK.encode(), MARK.encode("utf-16-le"), MARK.replace(" ", "").encode(), b"quince"):
        assert form not in left
    assert zlib.crc32(left)  # there was something to look through


def test_the_same_scan_finds_what_an_open_document_leaves(desk: Desk, tmp_path: Path) -> None:
    """The scan above would find it: the index of an open document holds its words."""
    path = desk.profile / "documents" / f"{desk.digest}.pdf"
    path.write_bytes(SECRET_PAPER)
    desk.reading.set_meeting(meeting())
    desk.reading.set_documents((replace(desk.status, path=str(path)),))
    desk.wait(lambda: desk.reading.reader.document is not None)
    found: list[int] = []
    desk.room.search.results_changed.connect(lambda results: found.append(results.count))
    desk.room.search.find(SearchQuery(MARK, everywhere=True))
    desk.wait(lambda: found and found[-1] == 2)
    desk.close()
    path.unlink()
    assert b"quince" in everything_below(desk.profile)


def test_it_is_watermarked_and_neither_copied_nor_printed_nor_exported(desk: Desk) -> None:
    desk.open()
    study = desk.reading.study
    assert study._watermark.is_on
    assert "12" in study._watermark.words
    assert "総務課長" in study._watermark.words
    study.print_document()
    assert "confidential and must not be printed" in desk.said
    study.notes.export()
    assert "notes on them must not be exported" in desk.notices[-1]
    QGuiApplication.clipboard().setText("before")
    desk.reading.reader.widget.view.setFocus()
    desk.wait(lambda: study.text.texts is not None)
    desk.qtbot.keyClick(desk.reading.reader.widget.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    study.text.selection.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_what_is_not_confidential_has_no_watermark(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    open_to_all = tmp_path / "open.pdf"
    open_to_all.write_bytes(paper("public"))
    desk.reading.reader.open(open_to_all, "open")
    desk.wait(lambda: desk.reading.reader.document and desk.reading.reader.document.key == "open")
    assert not desk.reading.study._watermark.is_on


def test_what_was_called_in_leaves_the_screen_with_a_sentence_and_cannot_be_opened_again(desk: Desk) -> None:
    desk.open()
    desk.reading.open_beside()
    desk.wait(lambda: desk.reading.beside.is_open)
    workers = [seat.worker for seat in desk.room.documents._seats]
    before = {worker._running.process.pid for worker in workers if worker._running}
    desk.reading.set_meeting(confidential_meeting(collected=True))
    desk.reading.set_secrets({})
    desk.reading.set_documents(())
    assert desk.reading.reader.document is None
    assert not desk.reading.beside.is_open
    assert "called this document in" in desk.said
    assert desk.room.cache.used_bytes == 0
    assert "called this document in" in desk.reading.why_not_here("one")
    assert not desk.reading.choose("one")
    desk.reading.reader.open(desk.path, desk.digest)  # also by somebody who still knows where it was
    desk.wait(lambda: desk.reading.reader.document is None and "PDF" in desk.said)
    after = {worker._running.process.pid for worker in workers if worker._running}
    assert not before & after


def test_a_pc_that_was_removed_shows_it_no_more(desk: Desk) -> None:
    desk.open()
    desk.reading.open_beside()
    other = desk.reading.beside.reader
    assert other is not None
    desk.wait(lambda: other.document is not None)
    desk.reading.set_secrets({})
    assert desk.reading.reader.document is None
    assert desk.reading.beside.reader is None
    assert "no longer on this PC" in desk.said
    desk.reading.set_meeting(confidential_meeting())
    assert "no longer on this PC" in desk.said


def test_a_document_that_waits_for_its_key_says_so(desk: Desk) -> None:
    desk.reading.set_meeting(confidential_meeting())
    waiting = DocumentStatus("one", desk.digest, 10, 0, complete=False, problem=KEY_MISSING)
    desk.reading.set_documents((waiting,))
    assert not desk.reading.choose("one")
    assert "waits for its key" in desk.reading.why_not_here("one")
    assert "not arrived" in desk.reading.why_not_here("two")


def test_a_worker_opens_with_the_right_secret_only(desk: Desk) -> None:
    store = PageStore(memoryview(bytearray(1_000)))
    assert store.document(str(desk.path), secret=desk.secret).page_count == 3
    for secret, problem in (
        (bytes(32), DocumentProblem.BROKEN),
        (b"short", DocumentProblem.UNREADABLE),
        (b"", DocumentProblem.NOT_PDF),
    ):
        with pytest.raises(DocumentError) as refused:
            PageStore(memoryview(bytearray(1_000))).document(str(desk.path), secret=secret)
        assert refused.value.problem is problem


def test_which_files_are_sealed() -> None:
    assert is_sealed("/a/b.sealed")
    assert not is_sealed("/a/b.sealed.pdf")
    assert not is_sealed("")


def test_a_note_without_the_words_of_the_page_keeps_what_was_written() -> None:
    from tests.app.note_samples import stroke

    note = stroke()
    assert without_words(note) == replace(note, context=NO_CONTEXT)


def test_as_text_it_has_the_same_watermark_is_not_copied_and_goes_with_the_document(desk: Desk) -> None:
    desk.open()
    study, view = desk.reading.study, desk.reading.reader.widget.view
    pane = study.text.pane
    desk.qtbot.keyClick(view, Qt.Key.Key_F8)
    desk.wait(lambda: MARK in pane.text.toPlainText())
    marked = pane.text.viewport().grab().toImage()
    study._watermark._is_on = False
    plain = pane.text.viewport().grab().toImage()
    study._watermark._is_on = True
    assert marked != plain
    for corner in (QRect(0, 0, 300, 250), QRect(0, marked.height() - 250, 300, 250)):
        assert marked.copy(corner) != plain.copy(corner)
    QGuiApplication.clipboard().setText("before")
    pane.text.selectAll()
    desk.qtbot.keyClick(pane.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert "confidential and must not be copied" in desk.notices[-1]
    assert pane.text.createMimeDataFromSelection().text() == ""
    desk.reading.set_meeting(confidential_meeting(collected=True))
    assert pane.text.toPlainText() == ""

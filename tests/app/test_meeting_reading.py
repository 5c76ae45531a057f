from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.meeting_reading import MeetingReading
from app.paths import ProfilePaths
from app.reader import DocumentReader
from app.reading_room import ReadingRoom
from app.tasks import Tasks
from sync.meeting import Anchor, Presentation
from sync.meeting import Policy as MeetingPolicy
from sync.status import DAMAGED, DocumentStatus
from tests.app.note_samples import stroke
from tests.app.papers import CHAIR, comment, meeting
from tests.app.reading_desk import WAIT_MS, paper, shelve
from tests.app.versioned_papers import without
from tests.widgets.note_hands import LEFT, draw, on_page
from widgets.note_values import DocumentKey
from widgets.page_marks import PageMarks
from widgets.side_by_side import Side
from widgets.thumbnail_model import THUMBNAIL_ROLE, Thumbnail

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MEETING = meeting().meeting
LONG = "The mayor explains why {} costs more in the coming year than it did in this one"
FIRST = paper(*(LONG.format(what) for what in ("the budget", "the road", "the bridge")))
# One page came before, the last one was altered: what was on page 2 is on page 3 now.
SECOND = paper(
    "A page that nobody has seen before",
    *(LONG.format(what) for what in ("the budget", "the road", "a tunnel")),
)
OTHER = paper(*(f"page {number} about the school" for number in range(1, 6)))


class Desk:
    """A seat with two documents that have arrived."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.tasks = Tasks()
        self.paths = ProfilePaths(folder / "profile")
        self.room = ReadingRoom(self.paths, self.tasks)
        self.reading = MeetingReading(self.room, MEETING)
        self.notices: list[str] = []
        self.reading.notice.connect(self.notices.append)
        self.counts: list[int] = []
        self.reading.notes_changed.connect(self.counts.append)
        qtbot.addWidget(self.reading.widget)
        self.reading.widget.resize(1_300, 800)
        self.reading.widget.show()
        self.reading.widget.activateWindow()
        self.one, self.two = self.arrived("one", FIRST), self.arrived("two", OTHER)
        self.reading.set_meeting(meeting())
        self.reading.set_documents((self.one, self.two))
        self.wait(lambda: shows(self.reading.reader, self.one, 0))
        self.reading.reader.widget.view.setFocus()
        self._is_closed = False

    def arrived(self, name: str, data: bytes) -> DocumentStatus:
        path, digest = shelve(self.folder, data)
        return DocumentStatus(name, digest, len(data), len(data), complete=True, path=str(path))

    def replace_first(self) -> DocumentStatus:
        newer = self.arrived("one", SECOND)
        self.reading.set_documents((newer, self.two))
        self.wait(lambda: self.reading.reader.document and self.reading.reader.document.key == newer.sha256)
        return newer

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    @property
    def own(self) -> DocumentReader:
        return self.reading.reader

    @property
    def other(self) -> DocumentReader:
        found = self.reading.beside._reader
        assert found is not None
        return found

    def marks(self, page: int) -> PageMarks:
        model = self.reading.study.way.panel.thumbnails.pages
        row = model.data(model.index(page, 0), THUMBNAIL_ROLE)
        assert isinstance(row, Thumbnail)
        return row.marks

    def action(self, words: str) -> None:
        (found,) = (each for each in self.own.widget.bar.more.actions() if words in each.text())
        found.trigger()

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.reading.close()
            self.room.close()
            self.tasks.close()


def shows(reader: DocumentReader, status: DocumentStatus, page: int) -> bool:
    return reader.document is not None and (reader.document.key, reader.page) == (status.sha256, page)


def visible_words(reader: DocumentReader) -> str:
    return " ".join(label.text() for label in reader.widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.close()


# -- a document that is replaced ---------------------------------------------------------------


def test_notes_move_into_the_new_version_and_it_is_told(desk: Desk) -> None:
    desk.reading.choose("one", 2)
    desk.qtbot.mouseClick(desk.own.widget.bar.writing, LEFT)
    view = desk.own.widget.view
    draw(view, [on_page(view, *place, 1) for place in ((0.2, 0.11), (0.3, 0.115), (0.4, 0.11))])
    (drawn,) = desk.reading.study.notes.desk.notes
    assert (drawn.page, desk.marks(1).notes) == (1, 1)
    key = DocumentKey(MEETING, "one")
    kept = lambda: desk.room.notes.note(key, desk.one.sha256, drawn.note)  # noqa: E731 - asked twice
    desk.wait(lambda: kept().context.page_digest)  # its words are known

    newer = desk.replace_first()
    desk.wait(lambda: desk.reading.study.notes.desk.notes)
    assert [note.page for note in desk.reading.study.notes.desk.notes] == [2]
    assert desk.notices == ["1 of my notes moved to the new version."]
    assert (desk.marks(1).notes, desk.marks(2).notes) == (0, 1)
    assert [note.page for note in desk.room.notes.notes_of(key, newer.sha256)] == [2]
    assert [note.page for note in desk.room.notes.notes_of(key, desk.one.sha256)] == [1]
    assert desk.counts[-1] == 1  # of the newest version


def test_a_note_without_a_place_is_told_and_leads_to_the_old_version(desk: Desk) -> None:
    desk.reading.choose("one", 3)
    desk.qtbot.mouseClick(desk.own.widget.bar.writing, LEFT)
    view = desk.own.widget.view
    draw(view, [on_page(view, *place, 2) for place in ((0.2, 0.11), (0.3, 0.115), (0.4, 0.11))])
    (drawn,) = desk.reading.study.notes.desk.notes
    key = DocumentKey(MEETING, "one")
    desk.wait(lambda: desk.room.notes.note(key, desk.one.sha256, drawn.note).context.page_digest)
    newer = desk.arrived("one", paper("Nothing of what", "stood there before"))
    desk.reading.set_documents((newer, desk.two))
    desk.wait(lambda: desk.notices)
    assert desk.notices == ["1 of my notes found no place in the new version; the list names them."]
    rows = desk.reading.study.notes.panel.list.notes

    def unplaced() -> list[int]:
        found = [rows.row_at(number) for number in range(rows.rowCount())]
        return [number for number, row in enumerate(found) if row.is_unplaced and row.summary]

    desk.wait(unplaced)
    (number,) = unplaced()
    desk.reading.study.notes.show_list()
    desk.reading.study.notes.panel.list.setCurrentIndex(rows.index(number))
    desk.reading.study.notes.panel._old.click()
    desk.wait(lambda: shows(desk.other, desk.one, 2))
    assert shows(desk.own, newer, 1)
    assert desk.other.title == "Before: 資料 one"


def test_the_bar_tells_what_changed_and_shows_the_old_version_beside(desk: Desk) -> None:
    desk.reading.choose("one", 2)
    newer = desk.replace_first()
    bar = desk.reading.versions.bar
    desk.wait(lambda: "2 page(s) changed" in bar.words)
    desk.wait(lambda: shows(desk.own, newer, 2))  # what was read goes on, where it is now
    assert [desk.marks(page).is_changed for page in range(4)] == [True, False, False, True]
    desk.qtbot.mouseClick(bar._old, LEFT)
    desk.wait(lambda: shows(desk.other, desk.one, 1))
    assert shows(desk.own, newer, 2)
    bar._next.click()
    assert desk.own.page == 3
    bar._next.click()
    assert desk.own.page == 0


def test_an_old_version_that_is_gone_is_said(desk: Desk) -> None:
    desk.reading.study.notes.old_version_wanted.emit("one", "0" * 64, 1)
    assert desk.notices == ["The old version is no longer on this PC."]
    desk.reading.study.notes.old_version_wanted.emit("none", desk.one.sha256, 1)
    assert len(desk.notices) == 2
    assert not desk.reading.beside.is_open


def test_notes_on_an_old_version_beside_stay_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And those of the new version are not carried back into it."""
    newer = desk.replace_first()
    carried_into: list[str] = []
    carry = desk.room.moves.carry

    def note_and_carry(key: DocumentKey, digest: str, *more: Any) -> None:
        carried_into.append(digest)
        carry(key, digest, *more)

    monkeypatch.setattr(desk.room.moves, "carry", note_and_carry)
    desk.reading.study.notes.old_version_wanted.emit("one", desk.one.sha256, 1)
    desk.wait(lambda: shows(desk.other, desk.one, 1))
    key = DocumentKey(MEETING, "one")
    desk.qtbot.mouseClick(desk.other.widget.bar.writing, LEFT)
    view = desk.other.widget.view
    draw(view, [on_page(view, *place, 1) for place in ((0.3, 0.3), (0.4, 0.31), (0.5, 0.3))])
    assert len(desk.room.notes.notes_of(key, desk.one.sha256)) == 1
    assert desk.room.notes.notes_of(key, newer.sha256) == ()
    assert carried_into == []
    desk.reading.choose("two")
    desk.reading.widget.use(Side.OWN)
    desk.reading.choose("two")
    desk.wait(lambda: carried_into == [desk.two.sha256])  # as one's own reader does


# -- two readers -------------------------------------------------------------------------------


def test_what_is_chosen_opens_in_the_reader_in_use(desk: Desk) -> None:
    desk.reading.open_beside()
    desk.wait(lambda: shows(desk.other, desk.one, 0))
    assert desk.reading.choose("two", 4)
    desk.wait(lambda: shows(desk.other, desk.two, 3))
    assert shows(desk.own, desk.one, 0)
    desk.reading.widget.use(Side.OWN)
    assert desk.reading.choose("two", 2)
    desk.wait(lambda: shows(desk.own, desk.two, 1))
    assert shows(desk.other, desk.two, 3)
    desk.reading.open_beside()
    assert not desk.reading.beside.is_open


def test_keys_act_in_the_reader_in_use(desk: Desk) -> None:
    """Both have the same ones; none of them may be lost where there are two."""
    desk.reading.beside.show_document("two", 2)
    desk.wait(lambda: shows(desk.other, desk.two, 1))
    view = desk.other.widget.view
    view.setFocus()
    view.turn_to(4)
    desk.qtbot.keyClick(view, Qt.Key.Key_Left, ALT)
    assert desk.other.page == 1
    desk.qtbot.keyClick(view, Qt.Key.Key_D, CTRL)
    assert [mark.page for mark in desk.room.bookmarks.of("two", desk.two.sha256)] == [1]
    desk.qtbot.keyClick(view, Qt.Key.Key_P, CTRL)
    assert "Print 資料 two" in visible_words(desk.other)
    desk.wait(lambda: "not known yet" not in visible_words(desk.other))
    own = desk.own.widget.view
    own.setFocus()
    own.turn_to(2)
    desk.qtbot.keyClick(own, Qt.Key.Key_Left, ALT)
    assert desk.own.page == 0
    desk.qtbot.keyClick(own, Qt.Key.Key_F4)
    assert desk.reading.study.way.panel.isVisible()


def test_a_second_reader_shows_and_takes_the_same_notes(desk: Desk) -> None:
    desk.reading.open_beside()
    desk.wait(lambda: shows(desk.other, desk.one, 0))
    desk.qtbot.mouseClick(desk.other.widget.bar.writing, LEFT)
    view = desk.other.widget.view
    draw(view, [on_page(view, *place) for place in ((0.3, 0.3), (0.4, 0.31), (0.5, 0.3))])
    assert len(desk.reading.study.notes.desk.notes) == 1
    assert desk.marks(0).notes == 1
    desk.wait(lambda: desk.counts[-1:] == [1])


def test_the_presenters_page_stands_beside_and_follows(desk: Desk) -> None:
    desk.reading.set_meeting(meeting(shown=Presentation("two", 3, CHAIR)))
    desk.action("The presenter's page beside mine")
    desk.wait(lambda: shows(desk.other, desk.two, 2))
    assert shows(desk.own, desk.one, 0)
    assert desk.reading._presenter_action.isChecked()
    desk.reading.set_meeting(meeting(shown=Presentation("one", 2, CHAIR)))
    desk.wait(lambda: shows(desk.other, desk.one, 1))
    assert shows(desk.own, desk.one, 0)
    assert [desk.marks(page).has_presenter for page in range(3)] == [False, True, False]
    desk.action("The presenter's page beside mine")
    assert not desk.reading._presenter_action.isChecked()
    desk.reading.set_meeting(meeting(shown=Presentation("two", 1, CHAIR)))
    assert shows(desk.other, desk.one, 1)
    assert not any(desk.marks(page).has_presenter for page in range(3))


# -- what the meeting says ---------------------------------------------------------------------


def test_comments_are_counted_on_small_pages(desk: Desk) -> None:
    here, there = Anchor("one", 2, desk.one.sha256), Anchor("one", 3, "0" * 64)
    commented = [comment("a", anchor=here), comment("b", anchor=here), comment("c", hidden=True)]
    desk.reading.set_meeting(meeting(*commented, comment("on an older version", anchor=there)))
    assert [desk.marks(page).comments for page in range(3)] == [0, 2, 0]


def test_a_confidential_meeting_forbids_in_both_readers_and_keeps_no_text(desk: Desk) -> None:
    desk.reading.open_beside()
    desk.wait(lambda: shows(desk.other, desk.one, 0))
    desk.reading.set_meeting(replace(meeting(), policy=MeetingPolicy(confidential=True)))
    for reader in (desk.own, desk.other):
        reader.widget.view.setFocus()
        desk.qtbot.keyClick(reader.widget.view, Qt.Key.Key_P, CTRL)
        assert "confidential and must not be printed" in visible_words(reader)
    desk.wait(lambda: len(desk.room.search._reading.documents) == 2)
    assert not any(each.keep for each in desk.room.search._reading.documents)


def test_a_hit_in_another_document_opens_it_there(desk: Desk) -> None:
    desk.wait(lambda: len(desk.room.search._reading.documents) == 2)
    desk.qtbot.keyClick(desk.own.widget.view, Qt.Key.Key_F, CTRL)
    panel = desk.reading.study.search.panel
    panel._everywhere.setChecked(True)
    desk.qtbot.keyClicks(panel._field, "school")
    desk.wait(lambda: panel.list.hits.rowCount() == 5)
    panel.list.setCurrentIndex(panel.list.hits.index(3, 0))
    panel.list.choose_current()
    desk.wait(lambda: shows(desk.own, desk.two, 3))
    desk.wait(lambda: len(desk.reading.study.search.marks.layer.places(3)) == 1)


def test_a_note_in_another_document_opens_it_there(desk: Desk) -> None:
    key = DocumentKey(MEETING, "two")
    desk.room.notes.add(key, desk.two.sha256, stroke(4, name="far"))
    desk.reading.study.notes.panel.note_chosen.emit(key, desk.two.sha256, 4, "far")
    desk.wait(lambda: shows(desk.own, desk.two, 4))
    desk.wait(lambda: desk.reading.study.notes.desk.selected)
    assert desk.reading.study.notes.desk.selected.note == "far"


def test_a_document_that_is_on_its_way_is_shown_when_it_is_here(desk: Desk) -> None:
    data = paper("late")
    digest = hashlib.sha256(data).hexdigest()
    coming = DocumentStatus("two", digest, len(data), 1, complete=False)
    desk.reading.set_documents((desk.one, coming))
    assert not desk.reading.choose("two")
    desk.reading.set_documents((desk.one, desk.arrived("two", data)))
    desk.wait(lambda: desk.own.document and desk.own.document.key == digest)


@pytest.mark.parametrize("how", ["withdrawn", "damaged"])
def test_no_worker_has_open_and_no_picture_is_kept_of_what_was_taken_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    desk.wait(lambda: any(key == desk.one.sha256 for key, _ in desk.room.cache._pictures))
    closed: list[bool] = []
    monkeypatch.setattr(desk.room.documents, "let_go", lambda: closed.append(desk.own.document is None))
    if how == "withdrawn":
        first, *others = meeting().agenda
        here = replace(first, documents=(replace(first.documents[0], sha256=desk.one.sha256),))
        gone = without(replace(meeting(), agenda=(here, *others)), "one")
        desk.reading.set_meeting(gone)
        desk.reading.set_meeting(gone)
    else:
        lost = replace(desk.one, complete=False, path="", problem=DAMAGED)
        desk.reading.set_documents((lost, desk.two))
        desk.reading.set_documents((lost, desk.two))
        assert "fetched again" in desk.reading.why_not_here("one")
    assert closed == [True]
    assert not any(key == desk.one.sha256 for key, _ in desk.room.cache._pictures)


def test_workers_that_let_go_open_the_file_again_when_it_is_read(desk: Desk) -> None:
    desk.room.documents.let_go()
    desk.reading.shelf.show_document("two", 2)
    desk.wait(lambda: shows(desk.own, desk.two, 1))

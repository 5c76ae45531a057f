from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import reading_room
from app.documents import Documents
from app.paths import ProfilePaths
from app.policy import NOTHING, FoundPolicy
from app.reading_room import ReadingRoom
from app.tasks import Tasks
from tests.app.reading_desk import WAIT_MS, ReadingDesk, locked, paper
from tests.app.small_pdf import plain_pdf
from tests.conftest import ExpectedLog
from widgets.page_layout import Fit
from widgets.page_text import PageText

PAGES = paper(*(f"page {number}" for number in range(1, 10)))


def test_a_document_is_found_again_as_it_was_left_when_the_program_starts_anew(
    new_desk: Callable[[], ReadingDesk],
) -> None:
    desk = new_desk()
    desk.open(PAGES)
    assert not desk.reader.was_known
    desk.view.set_zoom(2.0)
    desk.view.go_to_page(6)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    left = desk.view.view_state()
    desk.close()

    again = new_desk()
    again.open(PAGES)
    assert again.reader.was_known
    found = again.view.view_state()
    assert (found.page, found.fit) == (6, Fit.ZOOM)
    assert (found.x, found.y, found.zoom) == pytest.approx((left.x, left.y, left.zoom), abs=0.01)
    assert again.marks(6).has_bookmark
    assert not again.marks(5).has_bookmark


def test_workers_that_others_use_too_outlive_the_room(tmp_path: Path, qtbot: QtBot) -> None:
    documents, tasks = Documents(), Tasks()
    room = ReadingRoom(ProfilePaths(tmp_path), tasks, documents=documents)
    room.close()
    path = tmp_path / "a.pdf"
    path.write_bytes(plain_pdf(4))
    with qtbot.waitSignal(documents.inspected, timeout=WAIT_MS) as told:
        documents.inspect(str(path))
    assert told.args == [str(path), 4]
    documents.close()
    tasks.close()


def test_what_is_wrong_with_the_policy_is_told_and_forbids(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    monkeypatch.setattr(reading_room, "device_policy", lambda: FoundPolicy(NOTHING, ("It is damaged.",)))
    expected_log("It is damaged")
    tasks = Tasks()
    room = ReadingRoom(ProfilePaths(tmp_path), tasks)
    assert room.policy == NOTHING
    assert room.policy_warnings == ("It is damaged.",)
    room.close()
    tasks.close()


def test_reading_a_locked_document_leaves_neither_password_nor_text_on_the_disk(reading: ReadingDesk) -> None:
    """What is remembered of it is its digest alone; nobody searches here."""
    reading.open(PAGES)
    secret = locked(paper("budget of the mayor"), "himitsu")
    path = reading.folder / "locked.pdf"
    path.write_bytes(secret)
    reading.reader.open(path, "locked")
    field = reading.reader._password.field
    reading.wait(field.isVisible)
    field.setText("himitsu")
    reading.qtbot.keyClick(field, Qt.Key.Key_Return)
    reading.wait(lambda: reading.shows("locked"))
    texts: list[PageText] = []
    reading.study.text.came.connect(lambda page: texts.append(reading.study.text.texts.get(page)))
    reading.study.text.want(0)
    reading.wait(lambda: texts)
    assert "budget" in texts[0].text
    reading.close()
    kept = [file.read_bytes() for file in reading.paths.root.rglob("*") if file.is_file()]
    assert kept
    assert not any(word in data for data in kept for word in (b"himitsu", b"budget"))

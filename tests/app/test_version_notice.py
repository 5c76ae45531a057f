from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.reader import DocumentReader
from app.shelf import Replacement, Shelf
from app.tasks import Tasks
from app.version_notice import VersionNotice
from app.versions import HeldVersion, PageChanges, Versions
from sync.meeting import Meeting
from sync.status import DocumentStatus
from tests.app.papers import arrived, meeting
from tests.app.small_pdf import plain_pdf

WAIT_MS = 30_000
CHANGES = PageChanges(frozenset({0, 4}), (3,), {0: 1, 1: 2, 2: 3})


class ToldVersions(Versions):
    """Finds out nothing; a test tells what was found."""

    def __init__(self, reader: DocumentReader, tasks: Tasks) -> None:
        super().__init__(reader._documents, tasks)
        self.wanted: list[tuple[HeldVersion, HeldVersion]] = []
        self.withdrawn: list[tuple[HeldVersion, HeldVersion]] = []

    def compare(self, old: HeldVersion, new: HeldVersion) -> None:
        self.wanted.append((old, new))

    def withdraw(self, old: HeldVersion, new: HeldVersion) -> None:
        self.withdrawn.append((old, new))


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.tasks = Tasks()
        self.reader = DocumentReader()
        qtbot.addWidget(self.reader.widget)
        self.reader.widget.resize(700, 600)
        self.reader.widget.show()
        self.shelf = Shelf(self.reader)
        self.versions = ToldVersions(self.reader, self.tasks)
        self.beside: list[tuple[Replacement, int]] = []
        self.notice = VersionNotice(
            self.shelf,
            self.versions,
            open_beside=lambda shown, page: self.beside.append((shown, page)),
        )
        qtbot.addWidget(self.notice.bar)
        self.told: list[bool] = []
        self.shelf.user_moved.connect(lambda: self.told.append(True))
        self.set_meeting(meeting())
        self.first, self.other = arrived(folder, "one"), arrived(folder, "two")
        self.shelf.set_documents((self.first, self.other))
        self.shelf.show_document("one", 2)
        self.wait(lambda: reads(self.reader, 1))

    def set_meeting(self, now: Meeting) -> None:
        self.shelf.set_meeting(now)
        self.notice.set_meeting(now)

    def wait(self, condition: object) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def replace_first(self, version: str = "second") -> DocumentStatus:
        path = self.folder / f"{version}.pdf"
        path.write_bytes(plain_pdf(6))
        newer = replace(self.first, sha256=f"sha-{version}", path=str(path))
        self.shelf.set_documents((newer, self.other))
        self.wait(lambda: reads(self.reader, 1) and self.reader.widget.view.page_count == 6)
        return newer


def reads(reader: DocumentReader, page: int) -> bool:
    return reader.widget.is_showing_pages and reader.page == page


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.versions.close()
    made.reader.close()
    made.tasks.close()


def versions_of(desk: Desk) -> tuple[HeldVersion, HeldVersion]:
    shown = desk.shelf.replacement
    assert shown is not None
    return shown.old, shown.new


def test_what_changed_is_told_marked_and_reached(desk: Desk) -> None:
    assert desk.notice.bar.words == ""
    desk.replace_first()
    old, new = versions_of(desk)
    assert desk.versions.wanted == [(old, new)]
    assert desk.notice.bar.words == "This document was replaced (looking for what changed…)"
    desk.versions.compared.emit(old, new, CHANGES)
    assert desk.notice.bar.words == "This document was replaced (2 page(s) changed, 1 page(s) removed)"
    assert desk.notice.marks.pages == {0, 4}
    assert reads(desk.reader, 2)  # the page that was read has this number now
    assert desk.told == []
    desk.notice.bar.next_asked.emit()
    assert reads(desk.reader, 4)
    desk.notice.bar.next_asked.emit()
    assert reads(desk.reader, 0)
    assert desk.told == [True, True]


def test_the_old_version_is_opened_beside_at_the_page_that_is_read(desk: Desk) -> None:
    desk.replace_first()
    old, new = versions_of(desk)
    desk.notice.bar.old_version_asked.emit()
    desk.versions.compared.emit(old, new, CHANGES)
    desk.notice.bar.old_version_asked.emit()
    shown = Replacement("one", old, new)
    assert desk.beside == [(shown, 1), (shown, 1)]  # by its number; as what became page 2
    assert Path(old.path).is_file()


def test_the_number_is_that_of_the_agenda(desk: Desk) -> None:
    desk.replace_first()
    now = meeting()
    numbered = replace(now.agenda[0].documents[0], version=3)
    items = (replace(now.agenda[0], documents=(numbered,)), now.agenda[1])
    desk.set_meeting(replace(now, agenda=items))
    desk.versions.compared.emit(*versions_of(desk), None)
    assert desk.notice.bar.words == "Replaced by version 3 (what changed cannot be told)"


def test_it_goes_with_the_document_and_stays_closed_once_closed(desk: Desk) -> None:
    desk.replace_first()
    pair = versions_of(desk)
    desk.shelf.show_document("two")
    assert desk.notice.bar.words == ""
    assert desk.versions.withdrawn == [pair]
    desk.shelf.show_document("one")
    assert desk.notice.bar.words != ""
    desk.versions.compared.emit(*pair, CHANGES)
    desk.notice.bar.close_news()
    desk.shelf.show_document("two")
    assert desk.notice.marks.pages == frozenset()
    desk.shelf.show_document("one")
    assert desk.notice.bar.words == ""
    desk.replace_first("third")
    assert desk.notice.bar.words != ""

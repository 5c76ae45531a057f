from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.documents import Documents
from app.reader import DocumentReader
from app.shelf import Replacement
from app.side_by_side import Beside
from app.tasks import Tasks
from app.versions import HeldVersion, PageChanges, Versions
from sync.meeting import Anchor
from sync.status import DAMAGED, DocumentStatus
from tests.app.papers import arrived, comment, meeting, on_its_way, presenting
from tests.app.small_pdf import plain_pdf
from tests.app.versioned_papers import FIRST, versioned, without
from widgets.side_by_side import Side

WAIT_MS = 30_000


class QuietVersions(Versions):
    """Finds out nothing; a test tells what was found."""

    def __init__(self, documents: Documents, tasks: Tasks) -> None:
        super().__init__(documents, tasks)
        self.wanted: list[tuple[HeldVersion, HeldVersion]] = []

    def compare(self, old: HeldVersion, new: HeldVersion) -> None:
        self.wanted.append((old, new))


class Desk:
    """One's own reader on page 2 of document `one`, and room for another beside it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.documents, self.tasks = Documents(), Tasks()
        self.own = DocumentReader(documents=self.documents)
        self.made: list[DocumentReader] = []
        self.versions = QuietVersions(self.documents, self.tasks)
        self.beside = Beside(self.own, self.make, self.versions)
        qtbot.addWidget(self.beside.widget)
        self.beside.widget.resize(1_000, 700)
        self.beside.widget.show()
        self.following: list[bool] = []
        self.opened: list[bool] = []
        self.places: list[tuple[str, int]] = []
        self.beside.following_changed.connect(self.following.append)
        self.beside.open_changed.connect(self.opened.append)
        self.beside.place_changed.connect(lambda document, page: self.places.append((document, page)))
        self.one, self.two = arrived(folder, "one"), arrived(folder, "two")
        self.beside.set_meeting(meeting())
        self.beside.set_documents((self.one, self.two))
        self.own.open(Path(self.one.path), self.one.sha256, 1)
        self.wait(lambda: shows(self.own, 1))

    def make(self) -> DocumentReader:
        self.made.append(DocumentReader(documents=self.documents))
        return self.made[-1]

    @property
    def other(self) -> DocumentReader:
        return self.made[-1]

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def wait_for(self, document: str, page: int) -> None:
        self.wait(lambda: shows(self.other, page - 1) and self.beside.place == Anchor(document, page))
        assert shows(self.own, 1)

    def title(self) -> str:
        labels = self.other.widget.parentWidget().findChildren(QLabel)
        return next(
            label.text()[2:] for label in labels if label.isVisible() and label.text()[:1] in ("◉", "○")
        )

    def replaced(self, old: DocumentStatus, pages: int = 6) -> DocumentStatus:
        path = self.folder / "second.pdf"
        path.write_bytes(plain_pdf(pages))
        return replace(old, sha256="sha-second", path=str(path))

    def sentences(self) -> str:
        return " ".join(label.text() for label in self.other.widget.findChildren(QLabel) if label.isVisible())

    def close(self) -> None:
        self.beside.close()
        self.versions.close()
        self.own.close()
        self.documents.close()
        self.tasks.close()


def shows(reader: DocumentReader, page: int) -> bool:
    return reader.widget.is_showing_pages and reader.page == page


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.close()


def test_another_document_stands_beside_with_a_zoom_of_its_own(desk: Desk) -> None:
    assert not desk.beside.takes_choices
    assert desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    assert desk.beside.takes_choices
    assert desk.title() == "資料 two"
    assert desk.places[-1] == ("two", 4)
    zoom = desk.own.widget.view.zoom
    desk.other.widget.view.set_zoom(2.0)
    assert (desk.own.widget.view.zoom, desk.other.widget.view.zoom) == (zoom, pytest.approx(2.0, rel=0.01))
    desk.beside.widget.use(Side.OWN)
    assert not desk.beside.takes_choices


def test_two_places_of_one_document(desk: Desk) -> None:
    desk.beside.show_document("one", 3)
    desk.wait_for("one", 3)
    desk.beside.show_document("one", 1)
    desk.wait_for("one", 1)
    assert len(desk.made) == 1


def test_closing_ends_the_second_reader_and_it_can_be_opened_again(desk: Desk) -> None:
    desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    desk.beside.widget.close_asked.emit()
    assert not desk.beside.is_open
    assert desk.beside.place is None
    assert desk.places[-1] == ("", 0)
    desk.beside.close_beside()
    desk.beside.show_document("two", 2)
    desk.wait_for("two", 2)
    assert desk.opened == [True, False, True]
    assert len(desk.made) == 2


def test_a_document_on_its_way_is_shown_when_it_arrives(desk: Desk) -> None:
    desk.beside.set_documents((desk.one, on_its_way("two")))
    assert not desk.beside.show_document("two", 5)
    assert "has not arrived yet" in desk.sentences()
    desk.beside.set_documents((desk.one, desk.two))
    desk.wait_for("two", 5)


def test_comments_have_their_flags_here_too(desk: Desk) -> None:
    told: list[dict[int, int]] = []
    desk.beside.show_document("two", 1)
    desk.other.set_anchors = told.append  # type: ignore[method-assign] # the view paints it; here it is read
    desk.beside.set_meeting(meeting(comment("a", page=1), comment("b", document="two", page=4)))
    assert told[-1] == {3: 1}


# -- the presenter's page --------------------------------------------------------------------------


def test_the_presenters_page_stands_beside_ones_own(desk: Desk) -> None:
    desk.beside.set_meeting(presenting("two", 2))
    assert not desk.beside.is_open
    desk.beside.follow_presenter(on=True)
    desk.wait_for("two", 2)
    assert desk.title() == "Presenter: 資料 two p.2"
    assert not desk.beside.takes_choices  # one's own reader goes on as before
    desk.beside.set_meeting(presenting("two", 5))
    desk.wait_for("two", 5)
    desk.beside.set_meeting(presenting("one", 3))
    desk.wait_for("one", 3)
    assert desk.following == [True]
    desk.beside.follow_presenter(on=False)
    desk.beside.set_meeting(presenting("two", 1))
    assert desk.beside.place == Anchor("one", 3)
    assert desk.title() == "資料 one"
    assert desk.following == [True, False]


@pytest.mark.parametrize("how", ["turns a page there", "opens a document there", "closes it"])
def test_following_ends_when_the_person_does_otherwise(desk: Desk, how: str) -> None:
    desk.beside.set_meeting(presenting("two", 2))
    desk.beside.follow_presenter(on=True)
    desk.wait_for("two", 2)
    if how == "turns a page there":
        desk.qtbot.keyClick(desk.other.widget.view, Qt.Key.Key_End)
    elif how == "opens a document there":
        desk.beside.show_document("one")
    else:
        desk.beside.close_beside()
    assert desk.following == [True, False]
    assert not desk.beside.is_following
    before = desk.beside.place
    desk.beside.set_meeting(presenting("two", 3))
    assert desk.beside.place == before


def test_turning_ones_own_page_leaves_the_presenters_where_it_is(desk: Desk) -> None:
    desk.beside.set_meeting(presenting("two", 2))
    desk.beside.follow_presenter(on=True)
    desk.wait_for("two", 2)
    desk.qtbot.keyClick(desk.own.widget.view, Qt.Key.Key_End)
    assert desk.own.page == 2
    assert desk.beside.is_following
    assert desk.beside.place == Anchor("two", 2)


def test_who_follows_before_anybody_presents_is_told_so(desk: Desk) -> None:
    desk.beside.follow_presenter(on=True)
    assert "Nobody presents" in desk.sentences()
    assert desk.beside.place is None
    desk.beside.set_documents((desk.one, on_its_way("two")))
    desk.beside.set_meeting(presenting("two", 4))
    assert desk.title() == "Presenter: 資料 two p.4 (not here yet)"
    desk.beside.set_documents((desk.one, desk.two))
    desk.wait_for("two", 4)
    assert desk.title() == "Presenter: 資料 two p.4"


# -- replaced documents ----------------------------------------------------------------------------


def test_a_replaced_document_stays_open_at_the_page_that_was_read(desk: Desk) -> None:
    desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    newer = desk.replaced(desk.two)
    desk.beside.set_documents((desk.one, newer))
    desk.wait(lambda: desk.other.widget.view.page_count == 6)
    desk.wait_for("two", 4)
    old, new = HeldVersion("sha-two", desk.two.path), HeldVersion("sha-second", newer.path)
    assert desk.versions.wanted == [(old, new)]
    desk.versions.compared.emit(
        old, new, PageChanges(frozenset({0}), (), {page: page + 1 for page in range(5)})
    )
    desk.wait_for("two", 5)
    desk.qtbot.keyClick(desk.other.widget.view, Qt.Key.Key_Home)
    desk.versions.compared.emit(old, new, PageChanges(frozenset(), (), {3: 5}))
    assert desk.beside.place == Anchor("two", 1)


def test_who_has_moved_in_the_new_version_stays_there(desk: Desk) -> None:
    desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    newer = desk.replaced(desk.two)
    desk.beside.set_documents((desk.one, newer))
    desk.wait(lambda: desk.other.widget.view.page_count == 6)
    desk.qtbot.keyClick(desk.other.widget.view, Qt.Key.Key_Home)
    old, new = desk.versions.wanted[0]
    desk.versions.compared.emit(old, new, PageChanges(frozenset(), (), {3: 5}))
    desk.wait_for("two", 1)


def test_an_old_version_stays_what_it_is(desk: Desk) -> None:
    newer = desk.replaced(desk.two)
    replacement = Replacement(
        "two", HeldVersion("sha-two", desk.two.path), HeldVersion("sha-second", newer.path)
    )
    desk.beside.open_old(replacement, 3)
    desk.wait(lambda: shows(desk.other, 3))
    assert desk.title() == "Before: 資料 two"
    desk.beside.set_documents((desk.one, newer))
    assert desk.other.widget.view.page_count == 5
    assert desk.beside.place is None  # nobody else is at such a page


def test_what_is_damaged_is_closed_here_too_and_opens_where_it_was(desk: Desk) -> None:
    desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    lost = replace(desk.two, complete=False, path="", problem=DAMAGED)
    desk.beside.set_documents((desk.one, lost))
    assert "damaged on this PC" in desk.sentences()
    assert desk.beside.place is None
    desk.beside.set_documents((desk.one, desk.two))
    desk.wait_for("two", 4)


def test_what_is_withdrawn_is_closed_beside_with_a_sentence(desk: Desk) -> None:
    said: list[str] = []
    desk.beside.notice.connect(said.append)
    desk.beside.show_document("two", 4)
    desk.wait_for("two", 4)
    desk.beside.set_meeting(without(meeting(), "two"))
    assert not desk.beside.is_open
    assert said == ["What stood beside was withdrawn by the chair."]


def test_a_withdrawn_version_beside_gives_way_to_the_one_that_is_left(desk: Desk) -> None:
    newer = desk.replaced(desk.one)
    old = replace(desk.one, sha256=FIRST)
    desk.beside.set_documents((old, desk.two))
    desk.beside.show_document("one", 2)
    desk.wait(lambda: shows(desk.other, 1))
    desk.beside.set_meeting(versioned(meeting(), first_withdrawn_ms=1))
    assert "This version was withdrawn." in desk.sentences()
    desk.beside.set_documents((replace(newer, sha256="sha-one"), desk.two))
    desk.wait_for("one", 2)

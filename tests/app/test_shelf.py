from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.reader import DocumentReader
from app.shelf import Replacement, Shelf
from app.versions import HeldVersion, PageChanges
from sync.meeting import Anchor
from sync.status import DAMAGED, DocumentStatus
from tests.app.papers import arrived, comment, meeting, on_its_way
from tests.app.small_pdf import plain_pdf
from tests.app.versioned_papers import AT_MS, FIRST, SECOND, versioned, without
from widgets.commented_pages import CommentedPages

WAIT_MS = 30_000


class Desk:
    """A shelf with a real reader, and all that it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.reader = DocumentReader()
        qtbot.addWidget(self.reader.widget)
        self.reader.widget.resize(700, 600)
        self.reader.widget.show()
        self.shelf = Shelf(self.reader)
        self.opened: list[tuple[str, int]] = []
        self.counted: list[tuple[str, int]] = []
        self.places: list[tuple[str, int]] = []
        self.problems: list[dict[str, str]] = []
        self.replacements: list[Replacement | None] = []
        self.reader.opened.connect(lambda key, pages: self.opened.append((key, pages)))
        self.reader.inspected.connect(lambda key, pages: self.counted.append((key, pages)))
        self.shelf.place_changed.connect(lambda document, page: self.places.append((document, page)))
        self.shelf.problems_changed.connect(self.problems.append)
        self.shelf.replacement_changed.connect(self.replacements.append)

    def wait_for_page(self, document: str, page: int) -> None:
        self.qtbot.waitUntil(
            lambda: self.reader.widget.is_showing_pages and self.shelf.place == Anchor(document, page),
            timeout=WAIT_MS,
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.reader.close()


def test_each_file_is_counted_once_however_often_it_is_reported(desk: Desk, tmp_path: Path) -> None:
    one, two = arrived(tmp_path, "one"), arrived(tmp_path, "two")
    twin = replace(two, document="twin")  # the same bytes, handed out twice
    counts: list[dict[str, int]] = []
    desk.shelf.page_counts_changed.connect(counts.append)
    for statuses in ((on_its_way("one"), two), (one, two), (one, two, twin)):
        desk.shelf.set_documents(statuses)
    desk.qtbot.waitUntil(lambda: len(desk.counted) >= 2, timeout=WAIT_MS)
    desk.shelf.set_documents((one, two, twin))
    assert sorted(desk.counted) == [("sha-one", 3), ("sha-two", 5)]
    assert counts[-1] == {"sha-one": 3, "sha-two": 5}


@pytest.mark.parametrize("current", ["first", "second", ""])
def test_the_first_document_at_hand_of_the_present_item_is_opened(
    desk: Desk, tmp_path: Path, current: str
) -> None:
    desk.shelf.set_meeting(meeting(current=current))
    assert desk.shelf.place is None
    desk.shelf.set_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    desk.wait_for_page("two" if current == "second" else "one", 1)


def test_what_has_arrived_of_another_item_is_better_than_nothing_and_stays(
    desk: Desk, tmp_path: Path
) -> None:
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((on_its_way("one"), arrived(tmp_path, "two")))
    desk.wait_for_page("two", 1)
    desk.shelf.set_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    assert desk.shelf.document == "two"


def test_a_document_that_was_asked_for_opens_when_it_arrives(desk: Desk, tmp_path: Path) -> None:
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((arrived(tmp_path, "one"), on_its_way("two")))
    desk.wait_for_page("one", 1)
    assert not desk.shelf.show_document("two", 4)
    assert desk.shelf.document == "one"
    desk.shelf.set_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    desk.wait_for_page("two", 4)


@pytest.mark.parametrize("how", ["turns a page", "opens another", "is told to wait for nothing"])
def test_who_has_gone_elsewhere_is_not_pulled_away_by_an_arrival(
    desk: Desk, tmp_path: Path, how: str
) -> None:
    one, two = arrived(tmp_path, "one"), arrived(tmp_path, "two")
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one, on_its_way("two")))
    desk.wait_for_page("one", 1)
    desk.shelf.show_document("two")
    if how == "turns a page":
        desk.qtbot.keyClick(desk.reader.widget.view, Qt.Key.Key_End)
    elif how == "opens another":
        desk.shelf.show_document("one")
    else:
        desk.shelf.await_nothing()
    desk.shelf.set_documents((one, two))
    assert desk.shelf.document == "one"


def test_a_replaced_file_is_opened_at_the_page_that_was_read(desk: Desk, tmp_path: Path) -> None:
    desk.shelf.set_meeting(meeting())
    one = arrived(tmp_path, "one")
    desk.shelf.set_documents((one,))
    desk.shelf.show_document("one", 2)
    desk.wait_for_page("one", 2)
    desk.shelf.set_documents((replace(one, sha256="sha-new"),))
    desk.qtbot.waitUntil(lambda: ("sha-new", 3) in desk.opened, timeout=WAIT_MS)
    desk.wait_for_page("one", 2)


def replaced(folder: Path, old: DocumentStatus, version: str, pages: int = 6) -> DocumentStatus:
    path = folder / f"{version}.pdf"
    path.write_bytes(plain_pdf(pages))
    return replace(old, sha256=f"sha-{version}", path=str(path))


COVER = PageChanges(frozenset({0}), (), {0: 1, 1: 2, 2: 3})  # a page was put before the three there were


def read_and_replace(desk: Desk, folder: Path) -> tuple[HeldVersion, HeldVersion, DocumentStatus]:
    """Page 2 of a document is in front when its second version arrives."""
    desk.shelf.set_meeting(meeting())
    one = arrived(folder, "one")
    desk.shelf.set_documents((one,))
    desk.shelf.show_document("one", 2)
    desk.wait_for_page("one", 2)
    newer = replaced(folder, one, "second")
    desk.shelf.set_documents((newer,))
    desk.qtbot.waitUntil(lambda: ("sha-second", 6) in desk.opened, timeout=WAIT_MS)
    return HeldVersion(one.sha256, one.path), HeldVersion(newer.sha256, newer.path), newer


def test_what_was_replaced_is_told_with_the_version_that_was_read(desk: Desk, tmp_path: Path) -> None:
    old, new, newer = read_and_replace(desk, tmp_path)
    assert desk.shelf.replacement == Replacement("one", old, new)
    assert desk.replacements == [None, Replacement("one", old, new)]
    third = replaced(tmp_path, newer, "third")
    desk.shelf.set_documents((third, arrived(tmp_path, "two")))
    now = desk.shelf.replacement
    assert now is not None
    assert (now.old, now.new.sha256) == (old, "sha-third")  # the second was not read yet, only shown
    desk.shelf.show_document("two")
    assert desk.replacements[-1] is None


def test_the_page_that_was_read_is_found_in_the_new_version(desk: Desk, tmp_path: Path) -> None:
    old, new, _newer = read_and_replace(desk, tmp_path)
    desk.wait_for_page("one", 2)
    desk.shelf.take_changes(old, HeldVersion("sha-other", "other.pdf"), COVER)
    assert desk.shelf.place == Anchor("one", 2)
    desk.shelf.take_changes(old, new, COVER)
    desk.wait_for_page("one", 3)
    desk.shelf.show_document("one", 1)
    desk.shelf.take_changes(old, new, COVER)  # told once more
    assert desk.shelf.place == Anchor("one", 1)


@pytest.mark.parametrize("how", ["turned a page", "was shown a page"])
def test_who_has_moved_in_the_new_version_stays_there(desk: Desk, tmp_path: Path, how: str) -> None:
    old, new, _newer = read_and_replace(desk, tmp_path)
    if how == "turned a page":
        desk.qtbot.keyClick(desk.reader.widget.view, Qt.Key.Key_End)
    else:
        desk.shelf.show_document("one", 6)
    desk.wait_for_page("one", 6)
    desk.shelf.take_changes(old, new, COVER)
    assert desk.shelf.place == Anchor("one", 6)


def test_a_document_replaced_behind_ones_back_opens_where_it_was_left(desk: Desk, tmp_path: Path) -> None:
    desk.shelf.set_meeting(meeting())
    one, two = arrived(tmp_path, "one"), arrived(tmp_path, "two")
    desk.shelf.set_documents((one, two))
    desk.shelf.show_document("one", 3)
    desk.wait_for_page("one", 3)
    desk.shelf.show_document("two")
    desk.wait_for_page("two", 1)
    newer = replaced(tmp_path, one, "second")
    desk.shelf.set_documents((newer, two))
    assert desk.shelf.replacement is None
    desk.shelf.show_document("one")
    desk.wait_for_page("one", 3)
    old, new = HeldVersion(one.sha256, one.path), HeldVersion(newer.sha256, newer.path)
    assert desk.shelf.replacement == Replacement("one", old, new)
    desk.shelf.take_changes(old, new, COVER)
    desk.wait_for_page("one", 4)


def test_places_are_told_counted_from_one(desk: Desk, tmp_path: Path) -> None:
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((arrived(tmp_path, "one"),))
    desk.wait_for_page("one", 1)
    desk.shelf.show_document("one", 3)
    desk.wait_for_page("one", 3)
    assert desk.places[0] == ("one", 1)
    assert desk.places[-1] == ("one", 3)


def test_flags_count_what_everybody_may_see(desk: Desk, tmp_path: Path) -> None:
    told: list[dict[int, int]] = []
    desk.reader.set_anchors = told.append  # type: ignore[method-assign] # the view paints it; here it is read
    comments = (
        comment("a", page=1),
        comment("b", page=1),
        comment("c", page=3),
        comment("d", page=3, hidden=True),
        comment("e", page=3, deleted=True, body=""),
        comment("f", document="two", page=2),
        replace(comment("g"), anchor=None),
    )
    desk.shelf.set_meeting(meeting(*comments))
    desk.shelf.set_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    desk.wait_for_page("one", 1)
    assert told[-1] == {0: 2, 2: 1}  # the reader counts pages from 0
    desk.shelf.show_document("two")
    assert told[-1] == {1: 1}


def test_a_file_that_cannot_be_read_is_not_what_somebody_begins_with(desk: Desk, tmp_path: Path) -> None:
    one, two = arrived(tmp_path, "one"), arrived(tmp_path, "two")
    Path(one.path).write_bytes(b"")
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one, two))
    desk.wait_for_page("two", 1)
    assert desk.problems[-1] == {"sha-one": "The file is empty."}


def test_a_problem_is_told_and_goes_when_the_file_can_be_opened(desk: Desk, tmp_path: Path) -> None:
    one = arrived(tmp_path, "one")
    good = Path(one.path).read_bytes()
    Path(one.path).unlink()
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one,))
    desk.qtbot.waitUntil(lambda: desk.problems != [], timeout=WAIT_MS)
    assert desk.problems[-1] == {"sha-one": "The file is not there."}
    assert desk.shelf.document == ""
    desk.shelf.show_document("one")
    desk.qtbot.waitUntil(lambda: len(desk.problems) >= 2, timeout=WAIT_MS)  # counting it and opening it
    assert desk.shelf.place is None
    Path(one.path).write_bytes(good)
    desk.reader.widget.retry_asked.emit()
    desk.qtbot.waitUntil(lambda: desk.problems[-1] == {}, timeout=WAIT_MS)


def test_what_is_withdrawn_is_put_away_with_a_word_until_another_one_is_chosen(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = arrived(tmp_path, "one"), arrived(tmp_path, "two")
    gone: list[str] = []
    desk.shelf.withdrawn.connect(lambda document: gone.append(document.document))
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one, two))
    desk.wait_for_page("one", 1)
    desk.shelf.set_meeting(without(meeting(), "one"))
    desk.shelf.set_documents((two,))
    assert gone == ["one"]
    assert desk.shelf.place is None
    assert not desk.reader.widget.is_showing_pages
    assert desk.places[-1] == ("", 0)
    desk.shelf.set_meeting(without(meeting(), "one"))
    assert gone == ["one"]
    desk.shelf.show_document("two")
    desk.wait_for_page("two", 1)


def test_flags_stand_on_the_version_that_comments_were_made_on(desk: Desk, tmp_path: Path) -> None:
    now = versioned(meeting())
    old, new = Anchor("one", 2, FIRST), Anchor("one", 3, SECOND)
    commented = replace(now, comments=(comment("old", anchor=old), comment("new", anchor=new)))
    assert CommentedPages().on(commented, "one", SECOND) == {2: 1}
    assert CommentedPages().on(commented, "one", FIRST) == {1: 1}
    first_of_all = replace(commented, comments=(comment("older program", page=2),))
    assert CommentedPages().on(first_of_all, "one", FIRST) == {1: 1}


def test_a_version_that_is_withdrawn_is_put_away_until_the_present_one_is_here(
    desk: Desk, tmp_path: Path
) -> None:
    new = arrived(tmp_path, "one")
    old = replace(new, sha256=FIRST)
    desk.shelf.set_meeting(versioned(meeting()))
    desk.shelf.set_documents((old,))
    desk.shelf.show_document("one", 2)
    desk.wait_for_page("one", 2)
    desk.shelf.set_documents((on_its_way("one"),))
    assert desk.shelf.place == Anchor("one", 2)  # the old one stays while the new one is on its way
    desk.shelf.set_meeting(versioned(meeting(), first_withdrawn_ms=AT_MS))
    assert desk.shelf.place is None
    assert not desk.reader.widget.is_showing_pages
    desk.shelf.set_documents((new,))
    desk.wait_for_page("one", 2)
    assert desk.shelf.version == SECOND


def test_a_file_that_was_found_damaged_is_closed_with_a_word_and_opens_where_it_was(
    desk: Desk, tmp_path: Path
) -> None:
    one = arrived(tmp_path, "one")
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one,))
    desk.shelf.show_document("one", 3)
    desk.wait_for_page("one", 3)
    desk.qtbot.waitUntil(lambda: len(desk.counted) == 1, timeout=WAIT_MS)
    desk.shelf.set_documents((replace(one, complete=False, have=1, path="", problem=DAMAGED),))
    assert not desk.reader.widget.is_showing_pages
    assert desk.shelf.place is None
    labels = desk.reader.widget.findChildren(QLabel)
    assert any("damaged on this PC" in label.text() for label in labels if label.isVisible())
    desk.shelf.set_documents((replace(one, complete=False, have=2, path="", problem=DAMAGED),))
    desk.shelf.set_documents((one,))
    desk.wait_for_page("one", 3)
    desk.qtbot.waitUntil(lambda: len(desk.counted) == 2, timeout=WAIT_MS)  # it was looked at anew


def test_what_could_not_be_read_while_it_was_damaged_is_no_problem_any_more(
    desk: Desk, tmp_path: Path
) -> None:
    one = arrived(tmp_path, "one")
    whole = Path(one.path).read_bytes()
    Path(one.path).write_bytes(b"not a PDF any more")
    desk.shelf.set_meeting(meeting())
    desk.shelf.set_documents((one,))
    desk.qtbot.waitUntil(lambda: bool(desk.problems and desk.problems[-1]), timeout=WAIT_MS)
    desk.shelf.set_documents((replace(one, complete=False, path="", problem=DAMAGED),))
    assert desk.problems[-1] == {}
    Path(one.path).write_bytes(whole)
    desk.shelf.set_documents((one,))
    desk.wait_for_page("one", 1)

"""A comment finds its place on a page: by words that are selected, or by a frame that is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.page_comments import PageComments
from sync.discussion import Region
from sync.meeting import Anchor
from tests.app.papers import comment, meeting
from tests.app.reading_desk import ReadingDesk, locked, paper
from widgets.note_tool import NoteTool
from widgets.page_layout import Place
from widgets.region_marks import corners_of

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
BUDGET = paper("The budget\nof the town", "page two")
PRINT_ONLY = 4  # of the permissions of a PDF
PLACE = ("one", "sha-one")


class Pages:
    def __init__(self, desk: ReadingDesk, place: tuple[str, str] = PLACE) -> None:
        self.desk = desk
        self.pages = PageComments(desk.reader, desk.study, lambda: place)
        self.placed: list[Anchor] = []
        self.chosen: list[str] = []
        self.notices: list[str] = []
        self.pages.placed.connect(self.placed.append)
        self.pages.chosen.connect(self.chosen.append)
        self.pages.notice.connect(self.notices.append)
        self.pages.set_allowed(allowed=True)
        self.pages.show((), meeting())

    def select_page(self) -> None:
        self.desk.study.text.want(0)
        self.desk.wait(lambda: self.desk.study.text.texts and self.desk.study.text.texts.get(0))
        self.desk.press(Qt.Key.Key_A, CTRL)

    def ask(self) -> None:
        self.desk.press(Qt.Key.Key_K, CTRL | SHIFT)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        view = self.desk.view
        first, last = (view.viewport_point(Place(0, *spot)) for spot in (start, end))
        QTest.mousePress(view.viewport(), LEFT, pos=first)
        QTest.mouseMove(view.viewport(), (first + last) / 2)
        QTest.mouseMove(view.viewport(), last)
        QTest.mouseRelease(view.viewport(), LEFT, pos=last)


def test_selected_words_and_their_place_go_with_the_comment(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pages = Pages(reading)
    pages.select_page()
    pages.pages.offer.offer()
    assert pages.pages.offer.isVisible()
    pages.ask()
    (anchor,) = pages.placed
    assert (anchor.document, anchor.page, anchor.sha256) == ("one", 1, "sha-one")
    assert anchor.quote == "The budget of the town"
    assert anchor.region is not None
    left, top, right, bottom = corners_of(anchor.region)
    assert left == pytest.approx(0.1, abs=0.02)  # where `paper` puts its words
    assert 0 < top < 0.2
    assert left < right < 1
    assert top < bottom < 0.2
    assert reading.study.text.selection.selection.is_empty


@pytest.mark.parametrize("why", ["confidential", "forbidden by the file"])
def test_no_word_leaves_what_must_not_be_copied(reading: ReadingDesk, why: str) -> None:
    reading.open(locked(BUDGET, "", PRINT_ONLY) if why != "confidential" else BUDGET)
    pages = Pages(reading)
    if why == "confidential":
        reading.study.set_confidential(confidential=True)
    pages.select_page()
    pages.ask()
    (anchor,) = pages.placed
    assert anchor.quote == ""
    assert anchor.region is not None


def test_without_a_selection_a_frame_is_drawn(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pages = Pages(reading)
    pages.ask()
    assert pages.notices == ["Drag a frame around what you write about. Esc gives it up."]
    pages.drag((0.3, 0.5), (0.6, 0.6))
    (anchor,) = pages.placed
    assert anchor.region is not None
    assert corners_of(anchor.region) == pytest.approx((0.3, 0.5, 0.6, 0.6), abs=0.01)
    assert anchor.quote == ""


def test_what_is_written_about_is_drawn_on_its_own_version_alone(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pages = Pages(reading).pages
    about = Anchor("one", 1, "sha-one", Region(1, 1, 500, 500))
    pages.show((), meeting(), about)
    assert pages.layer.written == about
    pages.show((), meeting(), replace(about, sha256="another"))
    assert pages.layer.written is None
    pages.show((), meeting(), about)
    reading.reader.left.emit()
    assert pages.layer.written is None


def test_only_documents_of_the_meeting_and_only_who_may_post(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pages = Pages(reading, ("", ""))
    pages.ask()
    assert pages.notices == ["Only pages of the meeting's documents take comments."]
    pages.pages.set_allowed(allowed=False)
    pages.ask()
    assert len(pages.notices) == 1
    assert not pages.pages.tool.is_armed
    assert pages.placed == []


def test_a_frame_leads_to_its_comment_unless_one_writes_on_the_page(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pages = Pages(reading)
    pages.ask()
    pages.drag((0.3, 0.5), (0.6, 0.6))
    posted = comment("c", anchor=replace(pages.placed[0], sha256=""))
    pages.pages.show((posted,), meeting(posted))
    spot: QPoint = reading.view.viewport_point(Place(0, 0.4, 0.55))
    QTest.mouseClick(reading.view.viewport(), LEFT, pos=spot)
    assert pages.chosen == ["c"]
    reading.study.notes.desk.set_tool(NoteTool.PEN)
    QTest.mouseClick(reading.view.viewport(), LEFT, pos=spot)
    assert pages.chosen == ["c"]

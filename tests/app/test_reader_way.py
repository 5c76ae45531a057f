from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.app.reading_desk import ReadingDesk, paper
from widgets.bookmark_model import Bookmark
from widgets.page_layout import Place
from widgets.page_marks import PageMarks

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LABELS = b"/PageLabels<</Nums[0<</S/r>>2<</S/D>>]>>"
# Object 3 is the first page, 5 the second and so on; behind them stands the outline.
OUTLINE = (
    b"<</Type/Outlines/First 20 0 R/Last 21 0 R/Count 2>>",
    b"<</Title(Budget)/Parent 19 0 R/Next 21 0 R/Dest[9 0 R/XYZ 0 300 0]>>",
    b"<</Title(Roads)/Parent 19 0 R/Prev 20 0 R/Dest[13 0 R/XYZ 0 600 0]>>",
)
PAGES = tuple(f"page {number}" for number in range(1, 9))
REPORT = paper(*PAGES, catalog=LABELS + b"/Outlines 19 0 R", more=OUTLINE)
OTHER = paper("other 1", "other 2")


def headings(desk: ReadingDesk) -> list[str]:
    model = desk.study.way.panel.outline.tree.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_panel_opens_and_closes_by_its_key_and_by_its_button(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    panel, button = reading.study.way.panel, reading.reader.widget.bar.panel
    assert not panel.isVisible()
    reading.press(Qt.Key.Key_F4)
    assert (panel.isVisible(), button.isChecked()) == (True, True)
    assert panel.isAncestorOf(reading.reader.widget.focusWidget())
    reading.press(Qt.Key.Key_F4)
    assert (panel.isVisible(), button.isChecked(), reading.view.hasFocus()) == (False, False, True)
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), button.isChecked()) == (True, True)
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), button.isChecked()) == (False, False)


def test_pages_are_called_as_the_document_calls_them(reading: ReadingDesk) -> None:
    reading.open(REPORT, 1)
    number = reading.reader.widget.bar.number
    assert number.field.text() == "ii"
    model = reading.study.way.panel.thumbnails.pages
    assert [str(model.index(page, 0).data()) for page in range(4)] == ["i", "ii", "1", "2"]
    assert model.current_page == 1
    reading.open(OTHER)
    assert number.field.text() == "1"


def test_a_heading_leads_to_its_place_and_alt_left_back(reading: ReadingDesk) -> None:
    reading.open(REPORT, 1)
    tree = reading.study.way.panel.outline.tree
    reading.wait(lambda: len(headings(reading)) == 2)
    assert [words.split("\t")[0] for words in headings(reading)] == ["Budget", "Roads"]
    reading.study.way.panel.show_tab("OUTLINE")
    tree.setCurrentIndex(tree.model().index(0, 0))
    reading.qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert reading.reader.page == 3
    assert reading.view.hasFocus()
    reading.press(Qt.Key.Key_Left, ALT)
    assert reading.reader.page == 1
    reading.press(Qt.Key.Key_Right, ALT)
    assert reading.reader.page == 3
    reading.press(Qt.Key.Key_Right, ALT)  # there is nothing further on
    assert reading.reader.page == 3


def test_another_document_takes_the_place_of_all_that_was_known(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    reading.wait(lambda: headings(reading))
    reading.study.way.set_comments({1: 2})
    reading.open(OTHER)
    assert headings(reading) == []
    assert reading.study.way.panel.thumbnails.pages.rowCount() == 2
    reading.press(Qt.Key.Key_Left, ALT)  # nothing leads back that was not a jump
    assert reading.reader.page == 0


def test_going_back_leads_into_no_other_document(reading: ReadingDesk) -> None:
    reading.open(REPORT, 0)
    reading.study.way.jump(Place(6, 0.5, 0.0))
    reading.open(OTHER, 1)
    reading.press(Qt.Key.Key_Left, ALT)
    assert reading.reader.page == 1


def test_small_pages_carry_what_there_is_on_them(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    way = reading.study.way
    way.set_comments({1: 2})
    way.set_notes({1: 3, 2: 1})
    way.set_changed(frozenset({2}))
    way.set_presented(4)
    assert reading.marks(0) == PageMarks()
    assert reading.marks(1) == PageMarks(notes=3, comments=2)
    assert reading.marks(2) == PageMarks(notes=1, is_changed=True)
    assert reading.marks(4) == PageMarks(has_presenter=True)
    way.set_presented(None)
    assert reading.marks(4) == PageMarks()


def test_a_bookmark_set_by_its_keys_is_seen_by_every_reader_of_the_document(
    new_desk: Callable[[], ReadingDesk],
) -> None:
    desk = new_desk()
    digest = desk.open(REPORT, 2)
    desk.press(Qt.Key.Key_D, CTRL)
    assert [mark.page for mark in desk.room.bookmarks.of(digest, digest)] == [2]
    assert desk.marks(2).has_bookmark
    desk.room.bookmarks.add(digest, digest, Bookmark(5, "Roads"))  # as a second reader does
    assert desk.marks(5).has_bookmark
    desk.press(Qt.Key.Key_D, CTRL)
    assert not desk.marks(2).has_bookmark


def test_small_pages_are_drawn_and_lead_to_their_page(reading: ReadingDesk) -> None:
    reading.open(REPORT)
    panel = reading.study.way.panel
    panel.open_panel()
    reading.wait(lambda: panel.thumbnails.pages.picture(1) is not None)
    panel.thumbnails.setCurrentIndex(panel.thumbnails.pages.index(5, 0))
    reading.qtbot.keyClick(panel.thumbnails, Qt.Key.Key_Return)
    assert reading.reader.page == 5


@pytest.mark.parametrize("was_known", [False, True])
def test_a_vertical_document_is_shown_from_right_to_left_unless_somebody_chose_otherwise(
    reading: ReadingDesk, was_known: bool
) -> None:
    data = paper("one", "two", catalog=b"/ViewerPreferences<</Direction/R2L>>")
    if was_known:
        reading.open(data)
        reading.view.set_mode(reading.view.mode, right_to_left=False)
        reading.open(OTHER)
    reading.open(data)
    assert reading.view.is_right_to_left is not was_known

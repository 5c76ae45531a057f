from __future__ import annotations

from PySide6.QtCore import Qt

from app.search_reading import Searchable
from tests.app.reading_desk import ReadingDesk, paper, shelve

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = paper("the budget", "of roads", "and bridges", "again the budget\nand roads", "the end", "budget")
OTHER = paper("nothing here", "but a budget too")


def open_both(desk: ReadingDesk) -> tuple[str, str]:
    """Open the report where a second document can be searched with it; both digests."""
    other_path, other = shelve(desk.folder, OTHER)
    digest = desk.open(REPORT, 1)
    desk.room.search.set_documents(
        (
            Searchable(digest, str(desk.reader.document.path), 6, "Report"),
            Searchable(other, str(other_path), 2, "Other"),
        )
    )
    return digest, other


def look_for(desk: ReadingDesk, words: str, *, hits: int, everywhere: bool = False) -> None:
    panel = desk.study.search.panel
    desk.press(Qt.Key.Key_F, CTRL)
    assert panel._field.hasFocus()
    panel._everywhere.setChecked(everywhere)
    desk.qtbot.keyClicks(panel._field, words)
    desk.wait(lambda: panel.list.hits.rowCount() == hits)


def marked(desk: ReadingDesk, page: int) -> int:
    return len(desk.study.search.marks.layer.places(page))


def test_a_word_is_found_marked_and_gone_to_from_the_page_that_is_read(reading: ReadingDesk) -> None:
    open_both(reading)
    look_for(reading, "budget", hits=3)
    panel = reading.study.search.panel
    assert reading.reader.widget.bar.search.isChecked()
    assert reading.reader.page == 1  # looking alone moves nothing
    reading.qtbot.keyClick(panel._field, Qt.Key.Key_Return)
    reading.wait(lambda: reading.reader.page == 3)
    reading.wait(lambda: marked(reading, 3) == 1)
    assert panel._field.hasFocus()
    reading.qtbot.keyClick(panel._field, Qt.Key.Key_F3)
    reading.wait(lambda: reading.reader.page == 5)
    reading.wait(lambda: marked(reading, 5) == 1)
    reading.press(Qt.Key.Key_F3)  # from the pages too, and round at the end
    reading.wait(lambda: reading.reader.page == 0)
    reading.press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    reading.wait(lambda: reading.reader.page == 5)


def test_marks_are_seen_on_the_page(reading: ReadingDesk) -> None:
    open_both(reading)
    reading.view.go_to_page(0)
    page = reading.view.viewport().grab().toImage()
    reading.wait(lambda: reading.view.viewport().grab().toImage().pixel(300, 300) == page.pixel(300, 300))
    look_for(reading, "budget", hits=3)
    reading.wait(lambda: marked(reading, 0) == 1)
    left, top, right, bottom = reading.study.search.marks.layer.places(0)[0].boxes[0]
    assert (left < 0.5, right - left > 0.1, 0.03 < top < bottom < 0.15) == (True, True, True)


def test_closing_the_search_takes_its_marks_away(reading: ReadingDesk) -> None:
    open_both(reading)
    reading.view.go_to_page(0)
    look_for(reading, "budget", hits=3)
    reading.wait(lambda: marked(reading, 0) == 1)
    reading.qtbot.keyClick(reading.study.search.panel._field, Qt.Key.Key_Escape)
    assert marked(reading, 0) == 0
    assert not reading.reader.widget.bar.search.isChecked()
    assert not reading.study.way.panel.isVisible()
    assert reading.view.hasFocus()
    assert reading.room.search.query.text == ""


def test_the_button_opens_and_closes_the_search(reading: ReadingDesk) -> None:
    open_both(reading)
    button, panel = reading.reader.widget.bar.search, reading.study.search.panel
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), button.isChecked(), panel._field.hasFocus()) == (True, True, True)
    reading.study.way.panel.show_tab("PAGES")
    assert not button.isChecked()
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), button.isChecked()) == (True, True)
    reading.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), button.isChecked()) == (False, False)


def test_a_hit_in_another_document_asks_for_it_and_is_shown_there(reading: ReadingDesk) -> None:
    _digest, other = open_both(reading)
    wanted: list[tuple[str, int]] = []
    reading.study.search.document_wanted.connect(lambda key, page: wanted.append((key, page)))
    look_for(reading, "budget", hits=4, everywhere=True)
    rows = reading.study.search.panel.list
    rows.setCurrentIndex(rows.hits.index(3, 0))
    rows.choose_current()
    assert wanted == [(other, 1)]
    assert reading.reader.page == 1
    reading.open(OTHER, 0)  # which whoever hears it does
    reading.wait(lambda: reading.reader.page == 1 and marked(reading, 1) == 1)
    assert wanted == [(other, 1)]


def test_what_is_selected_is_looked_for(reading: ReadingDesk) -> None:
    open_both(reading)
    reading.view.go_to_page(2)
    reading.study.text.want(2)
    reading.wait(lambda: reading.study.text.texts and reading.study.text.texts.get(2))
    reading.press(Qt.Key.Key_A, CTRL)
    reading.press(Qt.Key.Key_F, CTRL)
    panel = reading.study.search.panel
    assert panel._field.text().strip() == "and bridges"
    reading.wait(lambda: panel.list.hits.rowCount() == 2)  # each word

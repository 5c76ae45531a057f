from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from app.policy import Policy
from tests.app.reading_desk import LINK_AT, ReadingDesk, link_out, link_to, locked, paper
from widgets.address_question import AddressQuestion
from widgets.page_layout import Place

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ADDRESS = "https://example.jp/budget"
LINKED = paper("one", "two", "three", "four", "five", links={0: link_to(4)})
OUTWARD = paper("one", links={0: link_out(ADDRESS.encode())})
BUDGET = paper("The budget\nof the town", "page two")
PRINT_ONLY = 4  # of the permissions of a PDF


@pytest.fixture(autouse=True)
def _empty_clipboard(reading: ReadingDesk) -> None:
    del reading  # it has made the application
    QGuiApplication.clipboard().setText("before")


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def follow(desk: ReadingDesk) -> None:
    """Click on the link in the middle of the first page once the reader knows it."""
    desk.wait(lambda: desk.study.text.links._links.get(0))
    desk.click(LINK_AT)


def copy_page(desk: ReadingDesk) -> None:
    desk.study.text.want(0)
    desk.wait(lambda: desk.study.text.texts and desk.study.text.texts.get(0))
    desk.press(Qt.Key.Key_A, CTRL)
    assert not desk.study.text.selection.selection.is_empty
    desk.press(Qt.Key.Key_C, CTRL)


def question(desk: ReadingDesk) -> AddressQuestion:
    (found,) = desk.reader.widget.findChildren(AddressQuestion)
    assert found.isVisible()
    return found


def sentences(asked: AddressQuestion) -> str:
    return " ".join(label.text() for label in asked.findChildren(QLabel))


def test_a_link_leads_to_its_page_and_alt_left_back(reading: ReadingDesk) -> None:
    reading.open(LINKED)
    follow(reading)
    assert reading.reader.page == 4
    reading.press(Qt.Key.Key_Left, ALT)
    assert reading.reader.page == 0
    reading.press(Qt.Key.Key_Right, ALT)
    assert reading.reader.page == 4


def test_links_of_the_document_before_lead_nowhere(reading: ReadingDesk) -> None:
    reading.open(LINKED)
    reading.wait(lambda: reading.study.text.links._links.get(0))
    reading.open(paper("without", "any", "link", "at", "all"))
    reading.click(LINK_AT)
    assert reading.reader.page == 0


def test_an_address_is_opened_only_when_the_person_agrees(
    reading: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        reading.study.text._addresses, "_open_address", lambda address: not opened.append(address)
    )
    reading.open(OUTWARD)
    follow(reading)
    asked = question(reading)
    assert "Open it?" in sentences(asked)
    reading.qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert opened == []
    reading.wait(lambda: not reading.reader.widget.findChildren(AddressQuestion))
    follow(reading)
    reading.qtbot.mouseClick(question(reading).open_it, Qt.MouseButton.LeftButton)
    assert opened == [ADDRESS]
    assert reading.notices == []


def test_a_policy_against_addresses_is_said_and_obeyed(
    reading: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        reading.study.text._addresses, "_open_address", lambda address: not opened.append(address)
    )
    reading.room.policy = Policy(may_open_addresses=False)
    reading.open(OUTWARD)
    follow(reading)
    asked = question(reading)
    assert "External links cannot be opened" in sentences(asked)
    assert not asked.open_it.isVisible()
    asked.opening_agreed.emit(ADDRESS)  # and whatever happens, it stays closed
    assert opened == []
    assert reading.notices == ["The address could not be opened."]
    asked.close()


def test_what_is_selected_goes_to_the_clipboard(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    copy_page(reading)
    reading.wait(lambda: clipboard() != "before")
    assert clipboard().split() == ["The", "budget", "of", "the", "town"]
    assert reading.notices == []


def test_a_word_is_selected_by_a_double_click_on_its_page(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    reading.study.text.want(0)
    reading.wait(lambda: reading.study.text.texts and reading.study.text.texts.get(0))
    text = reading.study.text.texts.get(0)
    left, top, right, bottom = text.box(text.text.index("budget") + 2)
    at = reading.view.viewport_point(Place(0, (left + right) / 2, (top + bottom) / 2))
    reading.qtbot.mouseDClick(reading.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert reading.study.text.selection.selected_text().strip() == "budget"


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("it", "Copying is switched off on this PC by the IT section."),
        ("meeting", "The documents of this meeting are confidential and must not be copied."),
        ("file", "Whoever made this document does not permit copying from it."),
    ],
)
def test_who_forbids_copying_is_named_and_nothing_is_copied(
    reading: ReadingDesk, who: str, sentence: str
) -> None:
    data = BUDGET
    if who == "it":
        reading.room.policy = Policy(may_copy=False)
    elif who == "meeting":
        reading.study.set_confidential(confidential=True)
    else:
        data = locked(BUDGET, "", PRINT_ONLY)
    reading.open(data)
    copy_page(reading)
    assert reading.notices == [sentence]
    reading.press(Qt.Key.Key_F8)
    reading.study.text.pane.text.selectAll()
    reading.qtbot.keyClick(reading.study.text.pane.text, Qt.Key.Key_C, CTRL)
    assert reading.notices == [sentence, sentence]
    assert clipboard() == "before"


def test_a_meeting_that_becomes_confidential_while_one_reads_forbids_from_then_on(
    reading: ReadingDesk,
) -> None:
    reading.open(BUDGET)
    reading.study.set_confidential(confidential=True)
    copy_page(reading)
    assert clipboard() == "before"
    reading.study.set_confidential(confidential=False)
    copy_page(reading)
    reading.wait(lambda: clipboard() != "before")


def test_a_page_is_read_as_text_beside_it_and_follows(reading: ReadingDesk) -> None:
    reading.open(BUDGET)
    pane = reading.study.text.pane
    reading.press(Qt.Key.Key_F8)
    assert pane.isVisible()
    reading.wait(lambda: "budget" in pane.text.toPlainText())
    reading.reader.go_to_page(1)
    reading.wait(lambda: "page two" in pane.text.toPlainText())
    reading.qtbot.keyClick(pane.text, Qt.Key.Key_F8)
    assert not pane.isVisible()
    assert reading.view.hasFocus()

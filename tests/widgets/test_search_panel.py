from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from widgets.colours import DARK, LIGHT
from widgets.search_panel import SearchPanel
from widgets.search_results import SearchedDocument, SearchHit, SearchQuery, SearchResults
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WHOLE = SearchedDocument("a", "資料1", 500, 500, 0, has_text=True)
PART = SearchedDocument("b", "資料2", 500, 120, 0, has_text=True)
PICTURE = SearchedDocument("c", "図面", 3, 3)


def hit(key: str, page: int) -> SearchHit:
    return SearchHit(key, page, 0, 2, "前の", "予算", "の後")


class Desk:
    """A panel, what it asked and what it chose."""

    def __init__(self, qtbot: QtBot) -> None:
        self.panel = SearchPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(320, 600)
        self.panel.show()
        self.qtbot = qtbot
        self.asked: list[SearchQuery] = []
        self.chosen: list[tuple[str, int]] = []
        self.panel.query_changed.connect(self.asked.append)
        self.panel.hit_chosen.connect(lambda one: self.chosen.append((one.key, one.page)))
        self.field = self.panel._field

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.field, key, modifier)

    def ask(self, text: str) -> None:
        self.field.setText(text)
        self.key(Qt.Key.Key_Return)
        self.panel._goes_to_first = False

    def answer(
        self, *hits: SearchHit, count: int = 0, documents: tuple[SearchedDocument, ...] = (WHOLE,)
    ) -> None:
        self.panel.show_results(SearchResults(self.asked[-1], hits, count or len(hits), documents))

    def says(self) -> str:
        return self.panel._count.text()

    def adds(self) -> str:
        return self.panel._detail.text() if self.panel._detail.isVisible() else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_word_is_looked_for_once_somebody_stops_typing(desk: Desk) -> None:
    desk.type("yosan")
    assert desk.asked == []
    desk.qtbot.waitUntil(lambda: bool(desk.asked))
    assert desk.asked == [SearchQuery("yosan")]


def test_enter_looks_at_once_and_goes_to_the_first_hit(desk: Desk) -> None:
    desk.type("yosan")
    desk.key(Qt.Key.Key_Return)
    assert desk.asked == [SearchQuery("yosan")]
    desk.answer()
    assert desk.chosen == []
    desk.answer(hit("a", 3), hit("a", 4))
    assert desk.chosen == [("a", 3)]
    desk.answer(hit("a", 3), hit("a", 4), hit("a", 5))
    assert desk.chosen == [("a", 3)], "results that come again move nobody"


def test_what_an_input_method_composes_is_not_looked_for(desk: Desk) -> None:
    QApplication.sendEvent(desk.field, QInputMethodEvent("よさん", []))
    assert not desk.panel._typing.isActive()
    done = QInputMethodEvent("", [])
    done.setCommitString("予算")
    QApplication.sendEvent(desk.field, done)
    desk.qtbot.waitUntil(lambda: bool(desk.asked))
    assert desk.asked == [SearchQuery("予算")]


def test_results_of_an_older_query_are_not_shown(desk: Desk) -> None:
    desk.ask("予")
    desk.ask("予算")
    desk.panel.show_results(SearchResults(SearchQuery("予"), (hit("a", 1),), 1, (WHOLE,)))
    assert desk.says() == ""
    assert desk.panel.list.hits.rowCount() == 0


def test_options_ask_again(desk: Desk) -> None:
    desk.ask("予算")
    desk.panel._everywhere.click()
    desk.panel._ignore_marks.click()
    assert desk.asked[1:] == [SearchQuery("予算", everywhere=True), SearchQuery("予算", True, False)]


@pytest.mark.parametrize(
    ("documents", "count", "says", "adds"),
    [
        ((WHOLE,), 2, "2 place(s)", ""),
        ((WHOLE,), 12_345, "12,345 places, the first 2 listed", ""),
        ((WHOLE,), 0, "Not found", ""),
        ((PART,), 0, "Nothing found so far", "Reading the text: 120 of 500 pages"),
        ((WHOLE, PART), 2, "2 place(s)", "Reading the text: 120 of 500 pages"),
        ((PICTURE,), 0, "There are no letters here (pictures)", ""),
        ((PICTURE, WHOLE), 2, "2 place(s)", "1 document(s) without letters (pictures)"),
        ((SearchedDocument("d", "", 9, 9, 2, has_text=True),), 0, "Not found", "2 page(s) could not be read"),
        (
            (SearchedDocument("d", "", 9, 0, is_stopped=True),),
            0,
            "Not found",
            "1 document(s) could not be read to the end",
        ),
        ((), 0, "There is no document to look through.", ""),
    ],
)
def test_what_was_found_and_how_far_is_told_in_words(
    desk: Desk, documents: tuple[SearchedDocument, ...], count: int, says: str, adds: str
) -> None:
    desk.ask("予算")
    desk.answer(*([hit("a", 1), hit("a", 2)] if count else []), count=count, documents=documents)
    assert (desk.says(), desk.adds()) == (says, adds)
    assert desk.panel._next.isEnabled() == bool(count)


def test_next_begins_at_the_page_that_is_read_and_goes_round(desk: Desk) -> None:
    desk.panel.set_place("b", 2)
    desk.ask("予算")
    desk.answer(hit("a", 9), hit("b", 1), hit("b", 2), hit("b", 7), documents=(WHOLE, PART))
    shift = Qt.KeyboardModifier.ShiftModifier
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (shift,):
        desk.key(Qt.Key.Key_F3, modifier)
    assert desk.chosen == [("b", 2), ("b", 7), ("a", 9), ("b", 7)]


def test_previous_begins_before_the_page_that_is_read(desk: Desk) -> None:
    desk.panel.set_place("b", 2)
    desk.ask("予算")
    desk.answer(hit("a", 9), hit("b", 1), hit("b", 2), documents=(WHOLE, PART))
    desk.panel.previous_hit()
    assert desk.chosen == [("b", 1)]


def test_the_arrows_walk_and_enter_chooses(desk: Desk) -> None:
    desk.ask("予算")
    desk.answer(hit("a", 1), hit("a", 2), hit("a", 3))
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down)
    assert desk.chosen == []
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen == [("a", 2)]
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen == [("a", 2), ("a", 3)]
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    assert desk.chosen[-1] == ("a", 1)


def test_pages_have_the_names_that_their_document_gives_them(desk: Desk) -> None:
    named = SearchedDocument("a", "資料1", 2, 2, 0, has_text=True, labels=("表紙", ""))
    desk.panel._everywhere.setChecked(True)
    desk.ask("予算")
    desk.answer(hit("a", 0), hit("a", 1), documents=(named,))
    shown = [(row.title, row.label) for row in desk.panel.list.hits.rows]
    assert shown == [("資料1", "表紙"), ("資料1", "2")]


def test_escape_closes_and_looks_for_nothing(desk: Desk) -> None:
    desk.ask("予算")
    desk.answer(hit("a", 1))
    with desk.qtbot.waitSignal(desk.panel.closed):
        desk.key(Qt.Key.Key_Escape)
    assert desk.asked[-1] == SearchQuery()
    assert desk.panel.list.hits.rowCount() == 0
    desk.panel.start()
    assert desk.asked[-1] == SearchQuery("予算"), "opened again, it goes on with what was typed"


def test_a_text_that_was_selected_is_looked_for_at_once(desk: Desk) -> None:
    desk.panel.start("防災")
    assert desk.asked == [SearchQuery("防災")]
    assert desk.field.selectedText() == "防災"


def test_clearing_asks_for_nothing_at_once(desk: Desk) -> None:
    desk.ask("予算")
    desk.answer(hit("a", 1))
    desk.panel._clear.click()
    assert desk.asked[-1].text == ""
    desk.answer()
    assert desk.says() == ""
    assert not desk.panel._clear.isEnabled()


def test_with_one_document_alone_there_is_no_choice(desk: Desk) -> None:
    desk.panel._everywhere.setChecked(True)
    desk.panel.offer_everywhere(offered=False)
    assert not desk.panel._everywhere.isVisible()
    assert not desk.panel.query.everywhere


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, TextSize.SMALL, LIGHT)


@pytest.mark.parametrize("size", list(TextSize))
def test_every_control_has_a_name_room_and_its_turn(
    theme: QApplication, qtbot: QtBot, size: TextSize
) -> None:
    apply_theme(theme, size, DARK)
    desk = Desk(qtbot)
    desk.ask("予算")
    desk.answer(hit("a", 1), documents=(WHOLE, PART, PICTURE))
    controls = [
        part
        for part in desk.panel.findChildren(QWidget)
        if isinstance(part, QAbstractButton | QLineEdit) and part.isVisible()
    ]
    assert len(controls) == 8
    for part in controls:
        assert part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())
        assert part.height() >= 36
        assert part.geometry().right() <= desk.panel.width()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert desk.panel.minimumSizeHint().width() <= 480
    chain, part = [], desk.panel.nextInFocusChain()
    while part is not desk.panel:
        chain += [part] if part in controls else []
        part = part.nextInFocusChain()
    assert (chain[0], chain[-1]) == (desk.field, desk.panel._close)

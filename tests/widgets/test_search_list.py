from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from widgets.search_card import HitRow
from widgets.search_list import SearchList
from widgets.search_results import SearchHit

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


def row(number: int, title: str = "") -> HitRow:
    return HitRow(SearchHit("sha", number, 0, 2, "前の", "予算", f"の後{number}"), str(number + 1), title)


def rows(*numbers: int) -> tuple[HitRow, ...]:
    return tuple(map(row, numbers))


@pytest.fixture
def found(qtbot: QtBot) -> SearchList:
    made = SearchList()
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    return made


def test_the_model_keeps_its_promises(found: SearchList, qtmodeltester: ModelTester) -> None:
    found.set_rows(rows(0, 1, 2))
    qtmodeltester.check(found.hits)
    found.set_rows(rows(0, 1, 2, 3, 4))
    found.set_rows(rows(9, 0, 1))
    found.set_rows(())
    qtmodeltester.check(found.hits)


def test_a_row_is_told_in_words(found: SearchList) -> None:
    found.set_rows((row(0), row(2, "資料1\n次第")))
    words = [found.hits.index(number).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(2)]
    assert words == ["Page 1: 前の予算の後0", "資料1 次第 ・ Page 3: 前の予算の後2"]


def test_what_is_hostile_in_a_document_stays_in_its_row(found: SearchList) -> None:
    hostile = SearchHit("sha", 0, 0, 1, "\u202e資\x1b", "<b>料</b>\n", "\u200b𠮷" * 200)
    found.set_rows((HitRow(hostile, "\u202e1", "<img src=x>\n\n"),))
    words = str(found.hits.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert not {"\u202e", "\x1b", "\u200b", "\n"} & set(words)
    assert "&lt;img" in str(found.hits.index(0).data(Qt.ItemDataRole.ToolTipRole))
    found.grab()


def test_the_current_hit_stays_when_more_come(found: SearchList) -> None:
    found.set_rows(rows(3, 4, 5))
    found.go_by(1, 1)
    assert found.current == row(4).hit
    found.set_rows(rows(3, 4, 5, 6))
    assert (found.current, found.currentIndex().row()) == (row(4).hit, 1)
    found.set_rows(rows(0, 1, 3, 4, 5))
    assert (found.current, found.currentIndex().row()) == (row(4).hit, 3)
    found.set_rows(rows(0, 1))
    assert found.current is None


def test_it_goes_round_at_the_ends(found: SearchList) -> None:
    found.set_rows(rows(0, 1, 2))
    pages = []
    for step in (1, 1, 1, 1, -1, -1):
        found.go_by(step)
        assert found.current is not None
        pages.append(found.current.page)
    assert pages == [0, 1, 2, 0, 2, 1]


def test_click_and_enter_choose(found: SearchList, qtbot: QtBot) -> None:
    found.set_rows(rows(0, 1, 2))
    with qtbot.waitSignal(found.hit_chosen) as clicked:
        QTest.mouseClick(
            found.viewport(),
            Qt.MouseButton.LeftButton,
            pos=found.visualRect(found.hits.index(1)).center(),
        )
    assert clicked.args == [row(1).hit]
    with qtbot.assertNotEmitted(found.hit_chosen):
        QTest.keyClick(found, Qt.Key.Key_Down)
    with qtbot.waitSignal(found.hit_chosen) as entered:
        QTest.keyClick(found, Qt.Key.Key_Return)
    assert entered.args == [row(2).hit]


def test_ten_thousand_rows_are_laid_out_as_fast_as_ten(found: SearchList) -> None:
    found.set_rows(rows(*range(10)))
    found.grab()
    before = time.perf_counter()
    found.set_rows(rows(*range(10_000)))
    found.scrollToBottom()
    found.grab()
    assert time.perf_counter() - before < 2.0, "rows that are not seen are not measured"


def test_every_row_is_high_enough_to_be_hit(found: SearchList) -> None:
    found.set_rows(rows(0))
    assert found.visualRect(found.hits.index(0)).height() >= 36

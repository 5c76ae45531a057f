from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from widgets.colours import LIGHT
from widgets.promise_label import PromiseLabel
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WORDS = (
    "この議題の決まり：名前は出ません。記録には残り、事務局は確認できます。議長が確認してから表示されます。"
)


@pytest.fixture(autouse=True)
def _small(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, TextSize.SMALL, LIGHT)


@pytest.mark.parametrize("size", list(TextSize))
def test_where_letters_are_large_it_takes_one_line_and_a_press_shows_all(
    qapp: QApplication, qtbot: QtBot, size: TextSize
) -> None:
    apply_theme(qapp, size, LIGHT)
    label = PromiseLabel()
    qtbot.addWidget(label)
    label.show_text(WORDS)
    label.resize(300, 80)
    label.show()
    assert label.is_folded is (size is TextSize.LARGE)
    assert label.text() == label.accessibleName() == WORDS
    if size is TextSize.LARGE:
        folded = label.heightForWidth(300)
        QTest.mouseClick(label, Qt.MouseButton.LeftButton)
        assert label.heightForWidth(300) > 2 * folded
        QTest.keyClick(label, Qt.Key.Key_Space)
        assert label.is_folded


def test_a_folded_one_of_two_sentences_stays_on_its_line(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, TextSize.LARGE, LIGHT)
    pictures = []
    for words in ("It is over.\nNobody posts.", "It is over. Nobody posts."):
        label = PromiseLabel()
        qtbot.addWidget(label)
        label.show_text(words)
        label.resize(500, 40)
        pictures.append(label.grab().toImage())
    assert pictures[0] == pictures[1]

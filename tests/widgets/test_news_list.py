from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.app.papers import meeting
from tests.app.versioned_papers import AT_MS, versioned, without
from widgets.document_news import Change, document_news, news_lines
from widgets.news_list import NewsButton
from widgets.wording import clock_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

# The offscreen platform has no popups.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_what_happened_last_stands_first() -> None:
    now = versioned(meeting(), first_withdrawn_ms=AT_MS + 90_000)
    news = document_news(now)
    assert [(each.change, each.number, each.at_ms - AT_MS) for each in news] == [
        (Change.VERSION_WITHDRAWN, 1, 90_000),
        (Change.REPLACED, 2, 60_000),
        (Change.ADDED, 1, 0),
    ]
    assert news_lines(news[1]) == (
        f"⇄ Replaced by version 2　{clock_words(AT_MS + 60_000)}",
        "資料 one",
        "Reason: 誤記の訂正",
    )
    gone = document_news(without(now, "one"))
    assert (gone[0].change, gone[0].can_open) == (Change.WITHDRAWN, False)
    assert len({each.key for each in gone}) == len(gone) == 3


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(NewsButton())
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


@pytest.fixture
def button(window: QWidget) -> NewsButton:
    found = window.findChild(NewsButton)
    assert found is not None
    return found


def test_it_counts_what_is_new_and_is_not_there_without_news(button: NewsButton) -> None:
    assert not button.isVisible()
    first, second = document_news(versioned(meeting()))
    button.set_news((replace(first, is_new=True), second))
    assert button.isVisible()
    assert button.text() == "● New and changed: 1 ▾"
    assert button.accessibleName() == "1 document change(s) since you looked last. Opens a list."
    button.set_news((first, second))
    assert button.text() == "New and changed ▾"


def test_the_keyboard_opens_a_document_and_having_looked_is_told(button: NewsButton, qtbot: QtBot) -> None:
    button.set_news(tuple(replace(each, is_new=True) for each in document_news(versioned(meeting()))))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.box.isVisible()
    assert button.box.list.item(0).text().startswith("NEW ⇄ Replaced by version 2")
    with qtbot.waitSignals([button.document_chosen, button.looked]):
        qtbot.keyClick(button.box, Qt.Key.Key_Return)
    assert not button.box.isVisible()


def test_what_was_withdrawn_opens_nothing_and_escape_closes(button: NewsButton, qtbot: QtBot) -> None:
    button.set_news(document_news(without(versioned(meeting()), "one")))
    button.click()
    with qtbot.assertNotEmitted(button.document_chosen):
        qtbot.keyClick(button.box, Qt.Key.Key_Return)
    assert button.box.isVisible()
    with qtbot.waitSignal(button.looked):
        qtbot.keyClick(button.box, Qt.Key.Key_Escape)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from widgets.version_bar import TARGET, VersionBar, VersionNews

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PLENTY, NARROW = 1_200, 330


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    """The bar above a field that stands for the pages."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(VersionBar())
    column.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.resize(PLENTY, 200)
    made.show()
    return made


@pytest.fixture
def bar(desk: QWidget) -> VersionBar:
    found = desk.findChild(VersionBar)
    assert found is not None
    return found


def button(bar: VersionBar, words: str) -> QPushButton:
    return next(each for each in bar.findChildren(QPushButton) if each.text() == words)


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (VersionNews(3, 4), "Replaced by version 3 (4 page(s) changed)"),
        (VersionNews(1, 4, 2), "This document was replaced (4 page(s) changed, 2 page(s) removed)"),
        (VersionNews(2, 0, 1), "Replaced by version 2 (1 page(s) removed)"),
        (VersionNews(2, 0), "Replaced by version 2 (no page looks different)"),
        (VersionNews(2, is_looking=True), "Replaced by version 2 (looking for what changed…)"),
        (VersionNews(2), "Replaced by version 2 (what changed cannot be told)"),
        (VersionNews(1, 4, withdrawn=2), "Version 2 was withdrawn; this is version 1 (4 page(s) changed)"),
    ],
)
def test_it_says_what_is_known(bar: VersionBar, news: VersionNews, words: str) -> None:
    assert bar.words == ""
    bar.show_news(news)
    assert bar.words == bar.accessibleName() == words
    assert button(bar, "Next change").isVisible() == bool(news.changed)
    bar.show_news(None)
    assert bar.words == ""


def test_every_button_says_what_was_pressed(bar: VersionBar, qtbot: QtBot) -> None:
    bar.show_news(VersionNews(3, 4))
    with qtbot.waitSignal(bar.next_asked):
        button(bar, "Next change").click()
    with qtbot.waitSignal(bar.old_version_asked):
        button(bar, "Old version beside").click()
    close = bar.findChild(QToolButton)
    assert close is not None
    with qtbot.waitSignal(bar.closed):
        close.click()
    assert bar.words == ""


def test_escape_closes_it_and_the_keyboard_goes_to_the_pages(
    bar: VersionBar, desk: QWidget, qtbot: QtBot
) -> None:
    bar.show_news(VersionNews(3, 4))
    desk.activateWindow()
    button(bar, "Next change").setFocus()
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(button(bar, "Next change"), Qt.Key.Key_Escape)
    field = desk.findChild(QLineEdit)
    assert field is not None
    assert desk.focusWidget() is field


def test_in_a_narrow_column_the_buttons_stand_below_the_words(
    bar: VersionBar, desk: QWidget, qtbot: QtBot
) -> None:
    bar.show_news(VersionNews(3, 4))
    beside = button(bar, "Next change")
    wide = beside.geometry()
    desk.setFixedWidth(NARROW)
    qtbot.waitUntil(lambda: beside.y() > wide.y())
    assert bar.width() <= NARROW
    assert all(
        each.height() >= TARGET and each.geometry().right() <= bar.width()
        for each in bar.findChildren(QPushButton)
    )
    desk.setFixedWidth(PLENTY)
    qtbot.waitUntil(lambda: beside.geometry() == wide)


def test_below_stands_when_and_why(bar: VersionBar) -> None:
    bar.show_news(VersionNews(3, 4, time="14:05", reason="誤記の\n訂正"))
    assert bar.accessibleDescription() == "14:05　Reason: 誤記の 訂正"
    assert button(bar, "Old version beside").isVisible()
    bar.show_news(VersionNews(2, 4, withdrawn=3))
    assert bar.accessibleDescription() == ""
    assert not button(bar, "Old version beside").isVisible()  # it was withdrawn

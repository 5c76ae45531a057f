from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from sync.status import Severity
from widgets.notice import NoticeBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_nothing_is_shown_before_there_is_something(bar: NoticeBar) -> None:
    assert bar.isHidden()
    assert bar.text == ""


@pytest.mark.parametrize("severity", list(Severity))
def test_message_can_be_closed(bar: NoticeBar, severity: Severity, qtbot: QtBot) -> None:
    bar.show_notice("<b>保存</b>できません。", severity)
    assert bar.text == bar.accessibleName() == "<b>保存</b>できません。"
    assert all(label.textFormat() != Qt.TextFormat.RichText for label in bar.findChildren(QLabel))
    close = bar.findChild(QPushButton)
    assert close is not None
    with qtbot.waitSignal(bar.closed):
        close.click()
    assert bar.text == ""


def test_good_news_goes_by_itself_and_trouble_stays(bar: NoticeBar, qtbot: QtBot) -> None:
    bar._timer.setInterval(1)
    with qtbot.waitSignal(bar.closed):
        bar.show_notice("Saved.", Severity.INFO)
    bar.show_notice("Saved.", Severity.INFO)
    bar.show_notice("Not saved.", Severity.ERROR)
    assert not bar._timer.isActive()


def test_escape_closes(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.show_notice("x", Severity.WARNING)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar, Qt.Key.Key_Escape)


def test_what_lasts_comes_back_after_another_message_and_goes_by_itself(bar: NoticeBar) -> None:
    bar.stand("The disk is full.", Severity.WARNING)
    bar.show_notice("Printed.", Severity.INFO)
    assert bar.text == "Printed."
    bar.clear()
    assert bar.text == "The disk is full."
    bar.show_notice("The disk is full.", Severity.WARNING)  # as what was refused says so once more
    bar.end_standing()
    assert bar.text == ""


def test_another_message_outlives_what_is_over_and_nothing_comes_back(bar: NoticeBar) -> None:
    bar.stand("The disk is full.", Severity.WARNING)
    bar.show_notice("Not printed.", Severity.ERROR)
    bar.end_standing()
    assert bar.text == "Not printed."
    bar.clear()
    assert bar.text == ""


def test_what_lasts_can_be_closed_for_good(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.stand("The disk is full.", Severity.WARNING)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar, Qt.Key.Key_Escape)
    bar.show_notice("Printed.", Severity.INFO)
    bar.clear()
    assert bar.text == ""

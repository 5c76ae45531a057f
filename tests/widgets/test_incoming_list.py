from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from tests.widgets import desk
from widgets.incoming_list import IncomingPanel
from widgets.incoming_model import COMMENT_ROLE, CardAction

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIRST = desk.comment("first")
SECOND = desk.comment("second", minute=1)


@pytest.fixture
def panel(qtbot: QtBot) -> IncomingPanel:
    panel = IncomingPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    panel.set_meeting(desk.meeting(FIRST, SECOND))
    panel.list.executeDelayedItemsLayout()
    return panel


def button_place(panel: IncomingPanel, row: int, action: CardAction) -> QPoint:
    index = panel.list.comments.index(row)
    rect = panel.list.visualRect(index)
    layout = panel.list.cards.card_layout(index, rect.width())
    place = next(place for one, place in layout.buttons if one is action)
    return rect.topLeft() + place.center()


def enter(panel: IncomingPanel) -> None:
    middle = QPointF(20, 20)
    QApplication.sendEvent(panel.list, QEnterEvent(middle, middle, middle))


@pytest.mark.parametrize(
    ("action", "signal", "args"),
    [
        (CardAction.PROJECT, "spotlight_requested", ["second"]),
        (CardAction.ANSWER, "answered", ["second"]),
    ],
)
def test_a_painted_button_can_be_pressed(
    panel: IncomingPanel, qtbot: QtBot, action: CardAction, signal: str, args: list[str]
) -> None:
    with qtbot.waitSignal(getattr(panel, signal)) as done:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=button_place(panel, 0, action))
    assert done.args == args


def test_letting_go_beside_the_button_does_nothing(panel: IncomingPanel, qtbot: QtBot) -> None:
    port = panel.list.viewport()
    with qtbot.assertNotEmitted(panel.spotlight_requested):
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=button_place(panel, 0, CardAction.PROJECT))
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=button_place(panel, 1, CardAction.PROJECT))


@pytest.mark.parametrize(
    ("key", "state", "signal", "args"),
    [
        (Qt.Key.Key_P, {}, "spotlight_requested", ["second"]),
        (Qt.Key.Key_Return, {}, "spotlight_requested", ["second"]),
        (Qt.Key.Key_A, {}, "answered", ["second"]),
        (Qt.Key.Key_A, {"answered": True}, "reopened", ["second"]),
        (Qt.Key.Key_H, {"hidden": True}, "unhidden", ["second"]),
    ],
)
def test_every_button_has_a_key(
    panel: IncomingPanel, qtbot: QtBot, key: Qt.Key, state: dict[str, bool], signal: str, args: list[str]
) -> None:
    panel.set_meeting(desk.meeting(FIRST, replace(SECOND, **state)))
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    with qtbot.waitSignal(getattr(panel, signal)) as done:
        qtbot.keyClick(panel.list, key)
    assert done.args == args


def test_the_projected_one_is_taken_back_by_the_same_key(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.set_meeting(desk.meeting(FIRST, SECOND, spotlight="second"))
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.keyClick(panel.list, Qt.Key.Key_P)
    assert done.args == [""]


def test_hiding_asks_for_a_reason_in_place(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    with qtbot.assertNotEmitted(panel.hidden):
        qtbot.keyClick(panel.list, Qt.Key.Key_H)
    assert panel.hide_strip.isVisible()
    qtbot.keyClicks(panel.hide_strip.reason, "names a person")
    with qtbot.waitSignal(panel.hidden) as done:
        qtbot.keyClick(panel.hide_strip.reason, Qt.Key.Key_Return)
    assert done.args == ["second", "names a person"]
    assert not panel.hide_strip.isVisible()


def test_nothing_moves_below_the_pointer_until_new_ones_are_let_in(
    panel: IncomingPanel, qtbot: QtBot
) -> None:
    place = button_place(panel, 0, CardAction.PROJECT)
    enter(panel)
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    assert panel.new_button.isVisible()
    assert "1" in panel.new_button.text()
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done.args == ["second"]
    panel.new_button.click()
    assert panel.list.comments.index(0).data(COMMENT_ROLE).comment == "third"
    assert not panel.new_button.isVisible()


def test_leaving_the_list_lets_new_ones_in(panel: IncomingPanel) -> None:
    enter(panel)
    panel.set_meeting(desk.meeting(FIRST, SECOND, desk.comment("third", minute=2)))
    QApplication.sendEvent(panel.list, QEvent(QEvent.Type.Leave))
    assert panel.list.comments.rowCount() == 3


def test_what_is_read_stays_in_place_when_others_come_above(panel: IncomingPanel) -> None:
    many = [desk.comment(f"c{number}", minute=number) for number in range(40)]
    panel.set_meeting(desk.meeting(*many))
    panel.list.executeDelayedItemsLayout()
    panel.list.verticalScrollBar().setValue(900)
    top = panel.list.indexAt(QPoint(100, 1)).data(COMMENT_ROLE).comment
    before = panel.list.visualRect(panel.list.comments.index(panel.list.comments.row_of(top))).top()
    panel.set_meeting(desk.meeting(*many, *(desk.comment(f"d{n}", minute=50 + n) for n in range(3))))
    after = panel.list.visualRect(panel.list.comments.index(panel.list.comments.row_of(top))).top()
    assert after == before


def test_the_menu_key_lists_the_same_buttons(panel: IncomingPanel, qtbot: QtBot) -> None:
    panel.list.setCurrentIndex(panel.list.comments.index(0))
    menu = panel.list.menu()
    assert len(menu.actions()) == 3
    with qtbot.waitSignal(panel.answered) as done:
        menu.actions()[1].trigger()
    assert done.args == ["second"]


def test_the_count_is_of_open_ones_everywhere(panel: IncomingPanel) -> None:
    panel.set_meeting(desk.meeting(FIRST, replace(SECOND, answered=True), desk.comment("x", item="one")))
    assert "2" in panel.open_count.text()


def test_thousands_of_comments_open_and_scroll(panel: IncomingPanel) -> None:
    many = tuple(desk.comment(f"c{number}", minute=number) for number in range(2000))
    panel.set_meeting(desk.meeting(*many))
    panel.list.executeDelayedItemsLayout()
    panel.list.scrollToBottom()
    last = panel.list.visualRect(panel.list.comments.index(1999))
    assert panel.list.viewport().rect().intersects(last)


def test_words_that_are_longer_than_the_card_are_broken(panel: IncomingPanel) -> None:
    wide = replace(SECOND, body="https://example.com/" + "a" * 500)
    panel.set_meeting(desk.meeting(wide))
    index = panel.list.comments.index(0)
    one = panel.list.cards.card_layout(index, 600)
    assert one.body.height() > 3 * one.tag.height()
    assert all(rect.width() >= 36 and rect.height() >= 36 for _, rect in one.buttons)
    narrow = panel.list.cards.card_layout(index, 300)
    assert all(rect.right() <= 300 for _, rect in narrow.buttons)


def test_a_very_long_list_is_measured_in_steps(
    panel: IncomingPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.incoming_list.MANY", 100)
    many = tuple(desk.comment(f"c{number}", minute=number) for number in range(300))
    panel.set_meeting(desk.meeting(*many))
    first, last = panel.list.comments.index(0), panel.list.comments.index(299)
    qtbot.waitUntil(lambda: panel.list.visualRect(first).height() > 36)
    qtbot.waitUntil(lambda: panel.list.visualRect(last).top() > 300 * 36)

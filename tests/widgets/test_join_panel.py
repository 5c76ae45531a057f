from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sync.status import FoundMeeting
from widgets.join_panel import JoinPanel, JoinRequest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MEETING = FoundMeeting("m1", "第3回 DX本部会議", "PC-K101", "192.168.10.5:47810", "ABC123")
REMEMBERED = FoundMeeting(
    "m2", "庁舎整備検討部会", "PC-K205", "192.168.10.9:47810", "QX7P2M", remembered=True
)


@pytest.fixture
def panel(qtbot: QtBot) -> JoinPanel:
    panel = JoinPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.set_identity("12", "総務課長")
    return panel


def test_nothing_can_be_joined_before_a_meeting_is_chosen(panel: JoinPanel) -> None:
    assert not panel.join_button.isEnabled()
    panel.set_meeting(MEETING)
    assert panel.join_button.isEnabled()


def test_the_request_holds_what_was_typed(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.set_meeting(MEETING)
    qtbot.keyClicks(panel.code, "482 913")
    with qtbot.waitSignal(panel.join_requested) as joined:
        qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert joined.args == [JoinRequest("m1", "", "482913", "12", "総務課長")]


@pytest.mark.parametrize(
    ("code", "name", "word"), [("4829", "総務課長", "6 digits"), ("482913", " ", "name")]
)
def test_what_is_missing_is_said_in_place(
    panel: JoinPanel, qtbot: QtBot, code: str, name: str, word: str
) -> None:
    panel.set_meeting(MEETING)
    panel.code.set_code(code)
    panel.name.setText(name)
    with qtbot.assertNotEmitted(panel.join_requested):
        panel.join_button.click()
    assert word in panel._error.text()
    assert panel._error.isVisible()


def test_typing_takes_the_error_away(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.set_meeting(MEETING)
    panel.set_error("The code is wrong.")
    qtbot.keyClicks(panel.code, "1")
    assert not panel._error.isVisible()


def test_a_remembered_meeting_asks_for_the_code_only_when_refused(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.set_meeting(REMEMBERED)
    assert not panel.code.isVisible()
    with qtbot.waitSignal(panel.join_requested) as joined:
        panel.join_button.click()
    assert joined.args == [JoinRequest("m2", "", "", "12", "総務課長")]
    panel.set_error("This PC was removed from the meeting.")
    assert panel.code.isVisible()
    panel.set_meeting(REMEMBERED)  # the list tells it again every few seconds
    assert panel.code.isVisible()


def test_an_address_is_joined_instead_of_a_found_meeting(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.set_meeting(MEETING)
    panel.ask_address()
    panel.code.set_code("482913")
    with qtbot.assertNotEmitted(panel.join_requested):
        panel.join_button.click()
    qtbot.keyClicks(panel.address, " 192.168.10.5:47810 ")
    with qtbot.waitSignal(panel.join_requested) as joined:
        panel.join_button.click()
    assert joined.args == [JoinRequest("", "192.168.10.5:47810", "482913", "12", "総務課長")]


def test_while_busy_nothing_can_be_sent_twice(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.set_meeting(REMEMBERED)
    panel.set_busy(busy=True)
    with qtbot.assertNotEmitted(panel.join_requested):
        panel.join_button.click()
        panel.name.returnPressed.emit()
    assert panel._progress.isVisible()
    assert not panel.name.isEnabled()
    panel.set_busy(busy=False)
    assert not panel._progress.isVisible()
    assert panel.join_button.isEnabled()


def test_what_is_being_typed_is_not_replaced(panel: JoinPanel) -> None:
    panel.name.setText("市民課長")
    panel.set_identity("3", "総務課長")
    assert (panel.seat.text(), panel.name.text()) == ("12", "市民課長")


def test_after_a_refusal_the_keyboard_is_where_it_was(panel: JoinPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.set_meeting(REMEMBERED)
    panel.name.setFocus()
    panel.set_busy(busy=True)
    panel.set_error("This meeting has no such seat.")
    panel.set_busy(busy=False)
    assert panel.name.hasFocus()

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from sync.status import FoundMeeting
from tests.widgets import desk
from widgets.lobby_window import LobbyWindow
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

FOUND = (
    FoundMeeting("m1", "第3回 DX本部会議", "PC-K101", "192.168.10.5:47810", "ABC123", remembered=True),
    FoundMeeting("m2", "庁舎整備検討部会", "PC-K205", "192.168.10.9:47810", "QX7P2M"),
)


@pytest.fixture
def lobby(qtbot: QtBot) -> LobbyWindow:
    lobby = LobbyWindow()
    qtbot.addWidget(lobby)
    lobby.show()
    return lobby


@pytest.fixture(params=list(TextSize))
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, TextSize.SMALL)


def test_a_chosen_meeting_is_joined(lobby: LobbyWindow, qtbot: QtBot) -> None:
    lobby.set_identity("12", "総務課長")
    lobby.set_meetings(FOUND)
    qtbot.keyClick(lobby.meetings, Qt.Key.Key_Down)
    with qtbot.waitSignal(lobby.join_requested) as joined:
        lobby.join_panel.join_button.click()
    assert joined.args[0].meeting == "m1"
    lobby.set_join_error("The meeting cannot be reached.")
    assert "cannot be reached" in lobby.join_panel._error.text()
    assert not lobby.notice.text


def test_an_error_of_opening_does_not_stand_at_the_fields(lobby: LobbyWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lobby.demo_requested):
        lobby.open_panel.demo_button.click()
    lobby.set_join_error("The sample could not be opened.")
    assert lobby.notice.text == "The sample could not be opened."
    assert not lobby.join_panel._error.isVisible()


def test_patience_ends_with_a_helpful_sentence_and_a_meeting_ends_the_search(
    lobby: LobbyWindow, qtbot: QtBot
) -> None:
    assert "Looking" in lobby._searching.text()
    lobby._patience.setInterval(0)
    with qtbot.waitSignal(lobby._patience.timeout):
        lobby._patience.start()
    assert "No meeting found yet" in lobby._searching.text()
    lobby.set_meetings(FOUND)
    assert not lobby._searching.isVisible()
    assert lobby.meetings.isVisible()


def test_help_stands_in_place_and_leads_to_the_address(lobby: LobbyWindow) -> None:
    lobby.set_meetings(FOUND[1:])
    lobby.help_button.click()
    assert lobby._help.isVisible()
    lobby.address_button.click()
    assert lobby.join_panel.address.isVisible()
    assert lobby.meetings.chosen is None
    lobby.set_meetings(())
    lobby.set_meetings(FOUND[:1])
    assert lobby.join_panel.address.isVisible(), "a meeting that appears must not take the field away"


def test_a_folder_can_be_dropped(lobby: LobbyWindow, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), *args)
    QApplication.sendEvent(lobby, entered)
    assert entered.isAccepted()
    with qtbot.waitSignal(lobby.folder_chosen) as chosen:
        QApplication.sendEvent(lobby, QDropEvent(QPointF(9, 9), *args))
    assert chosen.args == [str(tmp_path)]


def test_language_and_text_size_are_passed_on(lobby: LobbyWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(lobby.language_chosen) as language:
        lobby._language.menu().actions()[0].trigger()
    assert language.args == ["ja"]
    with qtbot.waitSignal(lobby.text_size_changed) as size:
        lobby._text_size.click()
    assert size.args[0] in list(TextSize)


def test_while_busy_nothing_else_can_be_started(lobby: LobbyWindow, qtbot: QtBot) -> None:
    lobby.set_busy(busy=True)
    with qtbot.assertNotEmitted(lobby.demo_requested):
        lobby.open_panel.demo_button.click()
    lobby.set_busy(busy=False)
    with qtbot.waitSignal(lobby.demo_requested):
        lobby.open_panel.demo_button.click()


def test_everything_is_named_reachable_and_whole(lobby: LobbyWindow, text_size: TextSize) -> None:
    lobby.set_meetings(FOUND)
    lobby.set_listening("Connected to the office network")
    lobby.help_button.click()
    lobby.address_button.click()
    lobby.join_panel.set_error("The code is wrong. Two more tries.")
    lobby.resize(1366, 768)
    QApplication.processEvents()
    assert desk.unnamed(lobby) == []
    assert desk.too_small(lobby) == []
    assert desk.cut_off(lobby) == []
    assert desk.overlapping(lobby) == []
    assert desk.outside(lobby) == []
    assert desk.scrolled_sideways(lobby) == []
    assert lobby.width() == 1366
    wanted = {widget for widget in desk.shown_controls(lobby) if widget.isEnabled()}
    unreachable = wanted - desk.reached_by_tab(lobby) - {lobby.join_panel._progress}
    assert unreachable == set(), text_size


def test_the_keyboard_goes_to_the_code_of_the_only_meeting(lobby: LobbyWindow, qtbot: QtBot) -> None:
    lobby.activateWindow()
    qtbot.waitUntil(lobby.isActiveWindow)
    lobby.set_meetings(FOUND[1:])
    assert lobby.join_panel.code.hasFocus()
    lobby.join_panel.name.setFocus()
    lobby.set_meetings(FOUND)
    assert lobby.join_panel.name.hasFocus()


def test_the_keyboard_goes_to_the_list_where_there_are_several(lobby: LobbyWindow, qtbot: QtBot) -> None:
    lobby.activateWindow()
    qtbot.waitUntil(lobby.isActiveWindow)
    lobby.set_meetings(FOUND)
    assert lobby.meetings.hasFocus()
    assert lobby.meetings.chosen is None


def test_after_the_list_tab_leads_through_the_fields(lobby: LobbyWindow, qtbot: QtBot) -> None:
    lobby.activateWindow()
    qtbot.waitUntil(lobby.isActiveWindow)
    lobby.set_meetings(FOUND)
    for _ in FOUND:
        qtbot.keyClick(lobby.meetings, Qt.Key.Key_Down)
    panel = lobby.join_panel
    reached = []
    for _ in range(5):
        qtbot.keyClick(lobby.focusWidget(), Qt.Key.Key_Tab)
        reached.append(lobby.focusWidget())
    assert reached == [panel.code, panel.seat, panel.name, panel.join_button, lobby.help_button]


def test_row_9_two_meetings_of_one_name_are_pointed_out_and_none_is_chosen(lobby: LobbyWindow) -> None:
    twin = replace(FOUND[0], meeting="m9", mark="ZZ2ZZ2", remembered=False)
    lobby.set_meetings((*FOUND, twin))
    assert lobby._twins.isVisible()
    assert "same name" in lobby._twins.text()
    assert "same name" in lobby._twins.accessibleName()
    assert lobby.meetings.chosen is None
    lobby.set_meetings(FOUND)
    assert not lobby._twins.isVisible()
    assert not lobby._twins.text()


def test_the_line_about_one_name_fits_at_every_text_size(
    lobby: LobbyWindow, text_size: TextSize, qtbot: QtBot
) -> None:
    del text_size
    lobby.set_meetings((FOUND[0], replace(FOUND[0], meeting="m9", mark="ZZ2ZZ2")))
    qtbot.waitUntil(lambda: lobby._twins.height() >= lobby._twins.heightForWidth(lobby._twins.width()))
    assert lobby._twins.geometry().bottom() < lobby.meetings.geometry().top()

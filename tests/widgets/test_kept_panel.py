from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from sync.status import StoredMeeting
from widgets.kept_panel import KeptPanel
from widgets.lobby_window import LobbyWindow
from widgets.record_wish import RecordForm, RecordWish
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OLD = StoredMeeting("m1", "定例会", 1_790_000_000_000, 12_300_000, 400_000)
WAITING = StoredMeeting("m2", "秘密会", 1_795_000_000_000, 5_000_000, 1_000, may_open=True)
RUNNING = StoredMeeting("m3", "いまの会議", 1_796_000_000_000, 0, 1_000, is_running=True)


@pytest.fixture
def panel(qtbot: QtBot) -> KeptPanel:
    panel = KeptPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.set_meetings((RUNNING, WAITING, OLD))
    return panel


def words(panel: KeptPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_each_meeting_says_how_much_room_it_takes(panel: KeptPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "documents 12.3 MB, record 0.4 MB" in words(panel))
    assert "3 meeting(s), 17.7 MB in all" in words(panel)
    assert "This meeting is open now." in words(panel)
    panel.set_meetings(())
    assert "No meeting is stored" in words(panel)
    assert panel.buttons == {}


def test_it_is_asked_once_and_notes_stay_unless_chosen(panel: KeptPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.delete_requested):
        panel.buttons["m1"].click()
        assert "定例会" in panel.question.question.text()
        panel.question.no.click()
    for ticked in (False, True):
        panel.notes.setChecked(ticked)
        panel.buttons["m1"].click()
        assert ("private notes" in panel.question.question.text()) is ticked
        with qtbot.waitSignal(panel.delete_requested) as asked:
            panel.question.yes.click()
        assert asked.args == ["m1", ticked]


def test_a_running_meeting_cannot_be_deleted_and_a_waiting_one_be_opened(
    panel: KeptPanel, qtbot: QtBot
) -> None:
    assert not panel.buttons["m3"].isEnabled()
    (opening,) = (each for each in panel.findChildren(QPushButton) if each.accessibleName() == "Open 秘密会")
    with qtbot.waitSignal(panel.open_requested) as asked:
        opening.click()
    assert asked.args == ["m2"]


@pytest.mark.parametrize("size", list(TextSize))
def test_it_stands_in_the_lobby_and_is_looked_up_when_it_is_opened(
    qtbot: QtBot, qapp: QApplication, size: TextSize
) -> None:
    apply_theme(qapp, size)
    window = LobbyWindow()
    qtbot.addWidget(window)
    window.resize(1_366, 768)
    window.show()
    assert not window.kept.isVisible()
    with qtbot.waitSignal(window.kept_wanted):
        window.kept_button.click()
    window.kept.set_meetings((OLD,))
    assert window.kept.isVisible()
    button = window.kept.buttons["m1"]
    qtbot.waitUntil(button.isVisible)
    at = button.mapTo(window, button.rect().bottomRight())
    assert at.x() <= window.width()
    apply_theme(qapp, TextSize.SMALL)


def test_the_record_of_a_meeting_can_be_written_where_this_device_may(
    panel: KeptPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not [name for name in shown(panel) if "record" in name]
    panel.set_meetings((RUNNING, replace(OLD, may_record=True, may_name=True, is_closed=True)))
    qtbot.waitUntil(lambda: "Write the record of 定例会" in shown(panel))
    popped: list[QPoint] = []
    monkeypatch.setattr(panel.record.menu, "popup", popped.append)  # nobody presses keys in one here
    shown(panel)["Write the record of 定例会"].click()
    assert popped
    panel.record.menu.aboutToShow.emit()
    assert panel.record.menu.actions()[0].text() == "The meeting is closed: the whole record"
    with qtbot.waitSignal(panel.record.menu.chosen):
        panel.record.menu.actions()[1].trigger()
    (dialog,) = panel.record.findChildren(QFileDialog)
    with qtbot.waitSignal(panel.record.write_requested) as wished:
        dialog.fileSelected.emit("/home/a.docx")
    dialog.reject()
    assert wished.args == [RecordWish("m1", RecordForm.DOCX, "/home/a.docx")]


def shown(panel: KeptPanel) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in panel.findChildren(QPushButton) if each.isVisible()}

"""The record button joined to a node and to the process that writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from app.policy import Policy
from app.record_desk import RecordDeskWork
from sync.errors import KurumazaError
from sync.status import Severity
from tests.app.conftest import House
from tests.app.records import ANNE, CHAIR, OFFICE, recorded
from widgets.record_desk import RecordDesk
from widgets.record_wish import RecordForm, RecordWish


class Window:
    """A window with nothing but the record desk, and what was said and opened there."""

    def __init__(self, house: House, qtbot: QtBot, policy: Policy | None) -> None:
        self.said: list[tuple[str, Severity]] = []
        self.opened: list[QUrl] = []
        self.desk = RecordDesk()
        qtbot.addWidget(self.desk)
        self.desk.show()
        self.work = RecordDeskWork(house.commands, house.tasks, policy, self.desk, open_folder=self._open)
        self.work.serve(self.desk, lambda words, severity: self.said.append((words, severity)))

    def _open(self, url: QUrl) -> bool:
        self.opened.append(url)
        return len(self.opened) == 1


@pytest.fixture
def window(house: House, qtbot: QtBot) -> Iterator[Window]:
    house.start_node()
    house.node.recorded_value = recorded(device=OFFICE)
    window = Window(house, qtbot, Policy())
    yield window
    window.work.close()


def test_a_file_is_written_and_told(house: House, window: Window, tmp_path: Path) -> None:
    target = tmp_path / "記録.json"
    window.work.write(RecordWish("", RecordForm.JSON, str(target)))
    window.work.write(RecordWish("", RecordForm.JSON, str(tmp_path / "second.json")))  # one at a time
    house.wait(lambda: window.desk.words)
    assert window.desk.words == "The record was written: 記録.json (11 comments)."
    assert json.loads(target.read_text("utf-8"))["with_names"] is False
    assert [path.name for path in tmp_path.glob("*.json")] == ["記録.json"]
    assert window.said == []
    window.desk.open_button.click()
    assert window.opened == [QUrl.fromLocalFile(str(tmp_path))]
    window.desk.open_button.click()
    assert window.said == [(f"The folder cannot be opened: {tmp_path}", Severity.WARNING)]


def test_a_file_with_names_says_what_it_is(house: House, window: Window, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    window.work.write(RecordWish("", RecordForm.CSV, str(target), with_names=True))
    house.wait(lambda: window.desk.words)
    assert "for the secretariat's file only" in window.desk.words
    assert "公開されない文" in target.read_text("utf-8-sig")


def test_a_kept_meeting_is_asked_for_by_its_id(house: House, window: Window, tmp_path: Path) -> None:
    window.work.write(RecordWish("kept-id", RecordForm.JSON, str(tmp_path / "a.json")))
    house.wait(lambda: window.desk.words)
    assert ("recorded", "kept-id") in house.node.calls


@pytest.mark.parametrize(
    ("device", "with_names", "said"),
    [
        (ANNE, False, "Only the chair's PC and the secretariat can write the record of a meeting."),
        (CHAIR, True, "Only the secretariat can write a record with the names that were withheld."),
    ],
)
def test_who_may_not_is_told_so(
    house: House, window: Window, tmp_path: Path, device: str, with_names: bool, said: str
) -> None:
    house.node.recorded_value = recorded(device=device)
    window.work.write(RecordWish("", RecordForm.JSON, str(tmp_path / "a.json"), with_names))
    house.wait(lambda: window.said)
    assert window.said == [(said, Severity.WARNING)]
    assert not (tmp_path / "a.json").exists()


def test_what_it_forbids_is_said_in_the_menu_and_not_written(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.start_node()
    house.node.recorded_value = recorded(device=OFFICE)
    window = Window(house, qtbot, Policy(may_export_record=False))
    window.desk.menu.aboutToShow.emit()
    assert [action.text() for action in window.desk.menu.actions()] == [
        "Writing records of meetings is switched off on this PC by the IT section."
    ]
    window.work.write(RecordWish("", RecordForm.JSON, str(tmp_path / "a.json")))
    house.wait(lambda: window.said)
    assert "IT section" in window.said[0][0]
    assert not (tmp_path / "a.json").exists()


def test_a_place_that_takes_no_file_is_told(house: House, window: Window, tmp_path: Path) -> None:
    window.work.write(RecordWish("", RecordForm.JSON, str(tmp_path / "missing" / "a.json")))
    house.wait(lambda: window.said)
    assert window.said[0][0].startswith("The file cannot be written there.")
    assert window.desk.words == ""


def test_it_can_be_stopped(house: House, window: Window, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    window.work.write(RecordWish("", RecordForm.PDF, str(target)))
    window.desk.cancel_requested.emit()
    house.wait(lambda: window.said)
    assert window.said == [("It was stopped.", Severity.INFO)]
    assert not target.exists()
    assert len(window.desk.menu.actions()) == 0  # it fills anew, and offers everything again
    window.desk.set_meeting(recorded().meeting, OFFICE)
    window.desk.menu.aboutToShow.emit()
    assert len(window.desk.menu.actions()) > 5


def test_a_window_that_goes_stops_it(house: House, window: Window, tmp_path: Path) -> None:
    window.work.write(RecordWish("", RecordForm.PDF, str(tmp_path / "a.pdf")))
    window.work.close()
    house.settle()
    house.wait(lambda: not list(tmp_path.glob(".kurumaza-*")))
    assert window.said == []
    assert window.desk.words == ""


def test_the_nodes_own_refusal_is_told(house: House, window: Window, tmp_path: Path) -> None:
    house.node.failures["recorded"] = KurumazaError("no_meeting", "none")
    window.work.write(RecordWish("", RecordForm.JSON, str(tmp_path / "a.json")))
    house.wait(lambda: window.said)
    assert window.said[0][1] is Severity.WARNING

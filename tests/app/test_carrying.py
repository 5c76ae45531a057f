from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.carrying import Carrying
from sync.bundle_packing import Scope
from sync.errors import KurumazaError, StorageUnavailable
from sync.kept_meeting import KeptMeeting
from sync.status import Severity
from tests.app.conftest import House
from tests.app.fakes import FakeMerged, FakePacked
from tests.app.papers import meeting
from widgets.carry_desk import CarryDesk
from widgets.carry_values import CarryContent, CarryWish

EVERYTHING = CarryWish("m" * 43, "会議.kurumaza")


class Window:
    """The part of a window that carries, and what was said there."""

    def __init__(self) -> None:
        self.desk = CarryDesk()
        self.desk.show()
        self.said: list[tuple[str, Severity]] = []

    def say(self, words: str, severity: Severity) -> None:
        self.said.append((words, severity))

    @property
    def words(self) -> str:
        return self.said[-1][0] if self.said else ""


@pytest.fixture
def windows(qtbot: QtBot) -> tuple[Window, Window]:
    made = Window(), Window()
    for window in made:
        qtbot.addWidget(window.desk)
    return made


@pytest.fixture
def carrying(house: House, windows: tuple[Window, Window]) -> Iterator[Carrying]:
    made = Carrying(house.commands)
    made.serve(windows[0].desk, windows[0].say)
    yield made
    made.deleteLater()


def test_what_is_written_goes_to_the_node_as_it_was_wished(
    house: House, carrying: Carrying, windows: tuple[Window, Window]
) -> None:
    house.start_node()
    windows[0].desk.write_requested.emit(
        CarryWish("m" * 43, "会議.kurumaza", CarryContent.MISSING, "一覧.kurumaza")
    )
    assert windows[0].desk.is_busy
    house.wait(lambda: windows[0].said)
    how = {
        "meeting": "m" * 43,
        "only_missing_for": Path("一覧.kurumaza"),
    }
    assert house.node.calls == [("pack", "会議.kurumaza", Scope.EVERYTHING, how)]
    assert windows[0].said == [("Written with 2 document(s): 会議.kurumaza", Severity.INFO)]
    assert not windows[0].desk.is_busy
    assert carrying is not None


@pytest.mark.parametrize(
    ("content", "scope"),
    [(CarryContent.EVENTS, Scope.EVENTS), (CarryContent.LIST, Scope.LIST)],
)
@pytest.mark.usefixtures("carrying")
def test_documents_and_all_but_the_list_can_be_left_out(
    house: House, windows: tuple[Window, Window], content: CarryContent, scope: Scope
) -> None:
    house.start_node()
    house.node.packed = FakePacked(Path(), documents=0)
    windows[0].desk.write_requested.emit(CarryWish("m" * 43, "a.kurumaza", content))
    house.wait(lambda: windows[0].said)
    assert house.node.calls[0][2] is scope
    assert windows[0].words == (
        "The list was written: a.kurumaza"
        if content is CarryContent.LIST
        else "Written without documents: a.kurumaza"
    )


@pytest.mark.parametrize(
    ("packed", "content", "words"),
    [
        (FakePacked(Path(), 0, 0), CarryContent.MISSING, "The other PC has everything already."),
        (FakePacked(Path(), 4, 0), CarryContent.MISSING, "Written without documents"),
        (FakePacked(Path(), 4, 1, 2), CarryContent.EVERYTHING, "2 document(s) have not arrived on this PC"),
        (FakePacked(Path(), 4, 1, 0, 3), CarryContent.EVERYTHING, "3 confidential document(s) stay behind"),
        (FakePacked(Path(), 0, 0, 0, 1), CarryContent.MISSING, "nothing new. 1 confidential document(s)"),
    ],
)
@pytest.mark.usefixtures("carrying")
def test_what_is_not_in_the_file_is_said(
    house: House, windows: tuple[Window, Window], packed: FakePacked, content: CarryContent, words: str
) -> None:
    house.start_node()
    house.node.packed = packed
    windows[0].desk.write_requested.emit(CarryWish("m" * 43, "a.kurumaza", content))
    house.wait(lambda: windows[0].said)
    assert words in windows[0].words


@pytest.mark.parametrize(
    ("merged", "words"),
    [
        (FakeMerged(), "3 comment(s) and 1 document(s) were taken in."),
        (FakeMerged(documents=0), "3 comment(s) were taken in."),
        (FakeMerged(comments=0), "1 document(s) were taken in."),
        (FakeMerged(comments=0, documents=0), "The course of the meeting was taken in"),
        (FakeMerged(events=0, comments=0, documents=0), "There was nothing new in the file."),
    ],
)
@pytest.mark.usefixtures("carrying")
def test_what_came_is_said_in_one_sentence(
    house: House, windows: tuple[Window, Window], merged: FakeMerged, words: str
) -> None:
    house.start_node()
    house.node.present_meeting = meeting()
    house.node.merged = merged
    windows[0].desk.take_requested.emit("a.kurumaza")
    house.wait(lambda: windows[0].said)
    assert house.node.calls == [("merge", "a.kurumaza", "m" * 43)]  # none but the meeting that is open
    assert windows[0].words.startswith(words)
    assert "closed" not in windows[0].words


def test_where_none_is_open_any_meeting_is_taken_in_and_a_closed_one_is_called_so(
    house: House, carrying: Carrying, windows: tuple[Window, Window]
) -> None:
    house.start_node()
    carrying.take(Path("a.kurumaza"))
    house.wait(lambda: windows[0].said)
    assert house.node.calls == [("merge", "a.kurumaza", "")]
    assert windows[0].words.endswith("That meeting is closed.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KurumazaError("cancelled", ""), "Stopped. Nothing was written."),
        (StorageUnavailable(""), "There is not enough room there."),
        (KurumazaError("wrong_meeting", ""), "The list is of another meeting."),
        (KurumazaError("bundle_damaged", ""), "The list is damaged"),
        (KurumazaError("bundle_unreadable", ""), "The list cannot be read."),
        (KurumazaError("bundle_unwritable", ""), "The file cannot be written there."),
        (KurumazaError("bundle_too_large", ""), "This USB stick takes no file of this size"),
    ],
)
@pytest.mark.usefixtures("carrying")
def test_why_nothing_was_written(
    house: House, windows: tuple[Window, Window], error: Exception, words: str
) -> None:
    house.start_node()
    house.node.failures["pack"] = error
    windows[0].desk.write_requested.emit(EVERYTHING)
    house.wait(lambda: windows[0].said)
    assert windows[0].words.startswith(words)
    assert windows[0].said[0][1] is Severity.WARNING
    assert not windows[0].desk.is_busy


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("cancelled", "Stopped. What was taken in until then stays"),
        ("storage_unavailable", "There is not enough room on this PC."),
        ("other_meeting", "This file is of another meeting"),
        ("wrong_version", "The file was written by a Kurumaza of another version"),
        ("bundle_damaged", "The file that was carried here is damaged"),
        ("bundle_incomplete", "The file that was carried here continues something"),
        ("bundle_unreadable", "The file cannot be read. Check that the USB stick is plugged in, then"),
    ],
)
@pytest.mark.usefixtures("carrying")
def test_why_a_file_was_not_taken_in(
    house: House, windows: tuple[Window, Window], code: str, words: str
) -> None:
    house.start_node()
    house.node.failures["merge"] = KurumazaError(code, "raw")
    windows[0].desk.take_requested.emit("a.kurumaza")
    house.wait(lambda: windows[0].said)
    assert windows[0].words.startswith(words)


def test_what_goes_on_is_shown_in_the_next_window_too_and_can_be_stopped_there(
    house: House, carrying: Carrying, windows: tuple[Window, Window]
) -> None:
    before, after = windows
    house.start_node()
    house.node.gate = Future()
    busy: list[bool] = []
    carrying.busy_changed.connect(busy.append)
    before.desk.write_requested.emit(EVERYTHING)
    house.wait(lambda: before.desk.strip.words == "Writing the meeting into a file…")
    progress = house.node.progress
    assert progress is not None
    progress.begin(100)
    progress.advance(25)
    house.wait(lambda: before.desk.strip.share == 0.25)
    carrying.serve(after.desk, after.say)
    assert after.desk.is_busy
    after.desk.take_requested.emit("b.kurumaza")  # one at a time
    after.desk.cancel_requested.emit()
    with pytest.raises(KurumazaError):
        progress.advance()
    house.node.gate.set_result(None)
    house.wait(lambda: after.said)
    assert len(house.node.calls) == 1
    assert before.said == []
    assert after.desk.strip.words == ""
    assert busy == [True, False]


@pytest.mark.usefixtures("carrying")
def test_where_no_meeting_is_open_those_on_this_pc_are_offered(
    house: House, windows: tuple[Window, Window]
) -> None:
    window = windows[0]
    house.start_node()
    window.desk.write_asked.emit()
    house.wait(lambda: window.said)
    assert window.words == "There is no meeting on this PC yet."
    house.node.kept = (KeptMeeting("k" * 43, "前回の会議", "", "2", confidential=True),)
    window.desk.write_asked.emit()
    house.wait(window.desk.panel.isVisible)
    assert "Confidential documents stay behind" in window.desk.panel._warning.text()
    window.desk.panel.reject()

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sync.status import FoundMeeting
from widgets.meeting_list import (
    MeetingList,
    MeetingListModel,
    meeting_details,
    meeting_title,
    of_one_name,
)

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

KNOWN = FoundMeeting("m1", "第3回 DX本部会議", "PC-K101", "192.168.10.5:47810", "ABC123", remembered=True)
UNKNOWN = FoundMeeting("m2", "", "PC-K310", "192.168.10.9:47810", "K3F9TT")


@pytest.fixture
def meetings(qtbot: QtBot) -> MeetingList:
    meetings = MeetingList()
    qtbot.addWidget(meetings)
    meetings.resize(500, 300)
    meetings.show()
    return meetings


def test_a_meeting_without_a_title_is_known_by_its_chair() -> None:
    assert meeting_title(UNKNOWN) == "Meeting of the chair's PC PC-K310"
    assert meeting_details(UNKNOWN) == "Check mark K3F9TT"
    by_address = FoundMeeting("m3", "", "", "192.168.10.9:47810", "")
    assert meeting_title(by_address) == "Meeting of the chair's PC 192.168.10.9:47810"
    assert meeting_title(KNOWN) == "第3回 DX本部会議"
    assert "PC-K101" in meeting_details(KNOWN)
    assert "ABC123" in meeting_details(KNOWN)


def test_the_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = MeetingListModel()
    model.set_meetings((KNOWN, UNKNOWN))
    qtmodeltester.check(model)
    assert "Joined before" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_only_meeting_is_chosen_by_itself(meetings: MeetingList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(meetings.meeting_chosen) as chosen:
        meetings.set_meetings((UNKNOWN,))
    assert chosen.args == [UNKNOWN]


def test_of_several_none_is_chosen_until_somebody_does(meetings: MeetingList, qtbot: QtBot) -> None:
    meetings.set_meetings((KNOWN, UNKNOWN))
    assert meetings.chosen is None
    with qtbot.waitSignal(meetings.meeting_chosen) as chosen:
        qtbot.keyClick(meetings, Qt.Key.Key_Down)
    assert chosen.args == [KNOWN]


def test_the_chosen_one_stays_chosen_when_others_come_and_it_learns_its_title(meetings: MeetingList) -> None:
    meetings.set_meetings((UNKNOWN,))
    titled = FoundMeeting("m2", "庁舎整備検討部会", "PC-K310", "192.168.10.9:47810", "K3F9TT")
    meetings.set_meetings((KNOWN, titled))
    assert meetings.chosen == titled
    assert meetings.currentIndex().row() == 1


def test_a_meeting_that_is_gone_is_no_longer_chosen(meetings: MeetingList, qtbot: QtBot) -> None:
    meetings.set_meetings((UNKNOWN,))
    with qtbot.waitSignal(meetings.meeting_chosen) as chosen:
        meetings.set_meetings(())
    assert chosen.args == [None]


def test_row_9_the_mark_comes_first_and_the_room_last_once_it_is_known() -> None:
    shown = meeting_details(replace(KNOWN, room="第1会議室"))
    assert shown.index("ABC123") < shown.index("PC-K101") < shown.index("第1会議室")
    assert "第1会議室" not in meeting_details(KNOWN)


@pytest.mark.parametrize(
    ("others", "count"),
    [
        ((), 0),
        ((replace(KNOWN, meeting="m5", mark="ZZZZZZ"),), 2),
        ((replace(KNOWN, meeting="m5", title="第３回　ＤＸ本部会議"),), 2),  # as people read it, the same
        ((replace(KNOWN, meeting="m5"), replace(KNOWN, meeting="m6")), 3),
        ((replace(UNKNOWN, meeting="m7", mark="ZZZZZZ"),), 2),  # by the name of the chair's PC
        ((replace(KNOWN, meeting="m5", title="第4回 DX本部会議"),), 0),
    ],
)
def test_row_9_meetings_of_one_name_are_counted(others: tuple[FoundMeeting, ...], count: int) -> None:
    assert of_one_name((KNOWN, UNKNOWN, *others)) == count

"""The record button: who has it, what its menu offers, what was chosen, and what came of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sync.meeting import Meeting, Member, Phase, Role
from widgets.record_desk import RecordDesk
from widgets.record_menu import RecordMenu
from widgets.record_wish import RecordForm, RecordSubject, RecordWish

CHAIR, OFFICE, MEMBER = "chair", "office", "member"


def meeting(phase: Phase = Phase.OPEN) -> Meeting:
    members = (
        Member(CHAIR, "1", "議長", role=Role.CHAIR),
        Member(OFFICE, "2", "事務局", role=Role.SECRETARIAT),
        Member(MEMBER, "3", "委員"),
    )
    return Meeting(
        "m", 'A/B: "定例"会議', CHAIR, phase=phase, members=members, starts="2026-10-06T13:30:00+09:00"
    )


@pytest.fixture
def desk(qtbot: QtBot) -> RecordDesk:
    desk = RecordDesk()
    qtbot.addWidget(desk)
    desk.show()
    return desk


def offered(menu: RecordMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def named(menu: RecordMenu, words: str) -> QAction:
    menu.aboutToShow.emit()
    inner = [action for each in menu.actions() if each.menu() for action in each.menu().actions()]
    return next(action for action in (*menu.actions(), *inner) if words in action.text())


def test_only_the_chair_and_the_secretariat_have_the_button(desk: RecordDesk) -> None:
    for device, has_it in ((CHAIR, True), (OFFICE, True), (MEMBER, False), ("stranger", False)):
        desk.set_meeting(meeting(), device)
        assert desk.button.isVisible() is has_it
    assert desk.button.minimumHeight() >= 36


def test_the_menu_says_first_how_whole_the_record_is(desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), CHAIR)
    words = offered(desk.menu)
    assert words[0] == "The meeting is not closed: the record so far"
    assert len(words) == 6
    desk.set_meeting(meeting(Phase.CLOSED), CHAIR)
    assert offered(desk.menu)[0] == "The meeting is closed: the whole record"


def test_names_are_offered_to_the_secretariat_alone(desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), CHAIR)
    assert not any(action.menu() for action in desk.menu.actions())
    desk.set_meeting(meeting(), OFFICE)
    assert "secretariat's file" in offered(desk.menu)[-1]


def test_where_it_is_forbidden_the_menu_says_why_and_offers_nothing(desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), OFFICE)
    desk.menu.opening.connect(lambda: desk.menu.set_refusal("switched off & away"))
    assert offered(desk.menu) == ["switched off && away"]
    assert not desk.menu.actions()[0].isEnabled()


def test_one_file_after_the_other(desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), OFFICE)
    desk.begin("Writing")
    assert offered(desk.menu) == ["A record is being written just now"]
    desk.end()
    assert len(offered(desk.menu)) == 7


def test_a_place_is_asked_for_and_a_safe_name_proposed(qtbot: QtBot, desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), OFFICE)
    with qtbot.waitSignal(desk.write_requested) as wished:
        named(desk.menu, "Excel").trigger()
        (dialog,) = desk.findChildren(QFileDialog)
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        assert dialog.defaultSuffix() == "xlsx"
        dialog.fileSelected.emit("/home/a.xlsx")
        dialog.reject()
    assert wished.args == [RecordWish("", RecordForm.XLSX, "/home/a.xlsx")]
    subject = RecordSubject("", meeting().title, meeting().starts, is_closed=False, may_name=True)
    name = desk.proposed_name(subject, RecordForm.DOCX, with_names=False)
    assert name == "A B 定例 会議 2026-10-06 record so far.docx"
    marked = desk.proposed_name(subject, RecordForm.DOCX, with_names=True)
    assert marked.endswith("record so far for the secretariat's file.docx")


def test_names_are_wished_for_only_in_their_own_menu(qtbot: QtBot, desk: RecordDesk) -> None:
    desk.set_meeting(meeting(), OFFICE)
    desk.menu.aboutToShow.emit()
    inner = next(action.menu() for action in desk.menu.actions() if action.menu())
    action = next(each for each in inner.actions() if "PDF" in each.text())
    with qtbot.waitSignal(desk.menu.chosen) as chosen:
        action.trigger()
    assert chosen.args == [RecordForm.PDF, True]
    for dialog in desk.findChildren(QFileDialog):
        dialog.reject()


def test_the_result_is_told_and_its_folder_can_be_opened(qtbot: QtBot, desk: RecordDesk) -> None:
    assert desk.words == ""
    desk.show_result("It was written: a.pdf", "/home/x/a.pdf")
    assert desk.words == "It was written: a.pdf"
    assert desk.result.accessibleName() == desk.words
    with qtbot.waitSignal(desk.folder_requested) as asked:
        desk.open_button.click()
    assert asked.args == ["/home/x/a.pdf"]
    desk.close_button.click()
    assert desk.words == ""
    desk.show_result("again", "/home/x/a.pdf")
    desk.begin("Writing")
    assert desk.words == ""

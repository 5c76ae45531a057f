from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from sync.meeting import AgendaItem, Document
from sync.status import DAMAGED, DocumentStatus
from tests.widgets.samples import meeting
from widgets.agenda_list import AgendaList, AgendaModel
from widgets.agenda_model import Arrival
from widgets.menu_key import add_menu_key

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


def words(model: AgendaModel, row: int) -> str:
    return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def state(have: int, *, complete: bool = False, problem: str = "") -> DocumentStatus:
    return DocumentStatus("doc-1", "sha-1", 1_000, have, complete, "x" if complete else "", problem)


@pytest.fixture
def agenda(qtbot: QtBot) -> AgendaList:
    made = AgendaList()
    qtbot.addWidget(made)
    made.resize(232, 400)
    made.agenda.set_meeting(meeting())
    made.show()
    return made


def test_rows_are_items_with_their_documents(agenda: AgendaList) -> None:
    model = agenda.agenda
    assert [words(model, row) for row in range(model.rowCount())] == [
        "Item 2, 窓口業務の見直し, the meeting is here now",
        "Document 資料2-1 現状と課題, not here yet",
        "Item 4, 災害時の会議運営",
        "Document 資料4 手順, not here yet",
    ]


@pytest.mark.parametrize(
    ("status", "shown", "arrival"),
    [
        (state(0), "not here yet", Arrival.COMING),
        (state(620), "receiving 62%", Arrival.COMING),
        (state(1_000), "receiving 99%", Arrival.COMING),
        (state(1_000, complete=True), "12 page(s) ✓", Arrival.HERE),
        (state(10, problem="disk full"), "cannot be received", Arrival.TROUBLE),
        (state(10, problem=DAMAGED), "damaged here, is fetched again", Arrival.COMING),
    ],
)
def test_arrival_is_told_in_words(
    agenda: AgendaList, status: DocumentStatus, shown: str, arrival: Arrival
) -> None:
    model = agenda.agenda
    model.set_page_counts({"sha-1": 12})
    model.set_documents([status])
    assert (model.row_at(1).status, model.row_at(1).arrival) == (shown, arrival)


def test_problem_is_told_whole_and_is_no_markup(agenda: AgendaList) -> None:
    sentence = "This is no PDF. <img src='file:///x'>"
    agenda.agenda.set_problems({"sha-1": sentence})
    assert sentence in words(agenda.agenda, 1)
    assert "<img" not in agenda.agenda.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert agenda.agenda.row_at(1).arrival is Arrival.TROUBLE


def test_change_is_announced_for_its_row_alone(agenda: AgendaList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(agenda.agenda.dataChanged) as changed:
        agenda.agenda.set_documents([state(620)])
    assert [changed.args[0].row(), changed.args[1].row()] == [1, 1]
    with qtbot.assertNotEmitted(agenda.agenda.modelReset):
        agenda.agenda.set_meeting(meeting(current_item="item-4"))
    assert agenda.agenda.row_at(2).current
    assert not agenda.agenda.row_at(0).current


def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = AgendaModel()
    qtmodeltester.check(model)
    model.set_meeting(meeting())
    model.set_documents([state(3)])
    model.set_meeting(meeting(agenda=()))
    assert model.rowCount() == 0


def test_click_and_keys_choose(agenda: AgendaList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(agenda.document_chosen) as chosen:
        point = agenda.visualRect(agenda.agenda.index(1)).center()
        QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args == ["doc-1"]
    with qtbot.assertNotEmitted(agenda.item_chosen):
        QTest.keyClick(agenda, Qt.Key.Key_Down)
    with qtbot.waitSignal(agenda.item_chosen) as chosen:
        QTest.keyClick(agenda, Qt.Key.Key_Return)
    assert chosen.args == ["item-4"]


def test_rows_are_large_enough_and_a_long_title_takes_lines(agenda: AgendaList) -> None:
    model = agenda.agenda
    assert min(agenda.visualRect(model.index(row)).height() for row in range(4)) >= 36
    before = agenda.visualRect(model.index(0)).height()
    item = meeting().agenda[0]
    long = type(item)(item.item, 2, "とても長い題名の議題" * 3, documents=item.documents)
    model.set_meeting(meeting(agenda=(long,)))
    assert agenda.visualRect(model.index(0)).height() > before


def test_a_long_name_takes_two_lines_and_a_very_long_one_no_more(agenda: AgendaList) -> None:
    names = ("手順", "令和6年度市民満足度調査結果報告書", "令和6年度市民満足度調査結果報告書" * 9)
    papers = tuple(Document(f"d{n}", name, "資料1", "one", f"s{n}", 1) for n, name in enumerate(names))
    agenda.agenda.set_meeting(meeting(agenda=(AgendaItem("one", 1, "議題", documents=papers),)))
    agenda.agenda.set_page_counts({"s0": 73, "s1": 73, "s2": 73})
    agenda.agenda.set_documents([DocumentStatus(f"d{n}", f"s{n}", 1, 1, True, "x") for n in range(3)])
    short, long, longest = (agenda.sizeHintForRow(row) for row in (1, 2, 3))
    assert short < long == longest


def test_a_problem_is_shown_to_its_end_below_the_name(agenda: AgendaList) -> None:
    """Beside the name, in what room is left, its sentence would be cut after a few words."""
    before = agenda.sizeHintForRow(1)
    shown = []
    for end in "甲乙":
        agenda.agenda.set_problems({"sha-1": f"PDFではなく、OfficeかZIPのファイル{end}"})
        shown.append(agenda.viewport().grab(agenda.visualRect(agenda.agenda.index(1))).toImage())
    assert shown[0] != shown[1]
    assert agenda.sizeHintForRow(1) > before


def test_a_very_long_problem_takes_no_more_than_two_lines(agenda: AgendaList) -> None:
    heights = []
    for times in (3, 30):
        agenda.agenda.set_problems({"sha-1": "このファイルは読めません。" * times})
        heights.append(agenda.sizeHintForRow(1))
    assert heights[0] == heights[1]


def test_opening_a_document_moves_no_row(agenda: AgendaList) -> None:
    heights = [agenda.sizeHintForRow(row) for row in range(4)]
    agenda.agenda.select_document("doc-1")
    assert [agenda.sizeHintForRow(row) for row in range(4)] == heights


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """Every menu that would have been opened; the platform of tests cannot show one."""
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    return opened


def test_shift_f10_opens_the_menu_of_the_row_that_has_the_keyboard(qtbot: QtBot, menus: list[QMenu]) -> None:
    window = QWidget()
    agenda = AgendaList(window)
    add_menu_key(window, platform="linux")
    agenda.resize(300, 300)
    agenda.agenda.set_meeting(meeting())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    agenda.setFocus()
    qtbot.waitUntil(agenda.hasFocus)
    for row, signal, expected in (
        (1, agenda.document_chosen, "doc-1"),
        (1, agenda.beside_chosen, "doc-1"),
        (2, agenda.item_chosen, "item-4"),
    ):
        agenda.setCurrentIndex(agenda.agenda.index(row))
        QTest.keyClick(agenda, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = menus.pop()
        with qtbot.waitSignal(signal) as chosen:
            menu.actions()[1 if signal is agenda.beside_chosen else 0].trigger()
        assert chosen.args == [expected]


def test_the_right_mouse_button_opens_the_same_menu_for_the_row_under_it(
    agenda: AgendaList, menus: list[QMenu]
) -> None:
    agenda.setCurrentIndex(agenda.agenda.index(2))
    place = agenda.visualRect(agenda.agenda.index(1)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, agenda.viewport().mapToGlobal(place))
    QApplication.sendEvent(agenda.viewport(), event)
    (menu,) = menus
    assert [action.text()[:6] for action in menu.actions()] == ["Open “", "Open “"]
    assert agenda.currentIndex().row() == 1


def test_windows_needs_no_help_with_the_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    add_menu_key(window, platform="win32")
    assert not window.findChildren(QShortcut)

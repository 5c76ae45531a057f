from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from sync.meeting import AgendaItem, Phase, Presentation
from tests.widgets import desk
from widgets.chair_agenda import ChairAgenda
from widgets.chair_agenda_model import TIME_ROLE, ChairAgendaModel
from widgets.theme import current_theme

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


@pytest.fixture
def agenda(qtbot: QtBot) -> ChairAgenda:
    agenda = ChairAgenda(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(agenda)
    agenda.resize(250, 600)
    agenda.show()
    agenda.set_meeting(desk.meeting())
    return agenda


def times(agenda: ChairAgenda) -> list[str]:
    model = agenda.list.model()
    return [model.index(row, 0).data(TIME_ROLE) for row in range(model.rowCount())]


def test_what_is_done_what_is_left_and_what_comes(agenda: ChairAgenda) -> None:
    assert times(agenda) == ["✓ 5 min", "12:30", "", "20 min"]


def test_time_that_is_over_is_told_with_a_sign(agenda: ChairAgenda) -> None:
    late = replace(desk.meeting(), current_since_ms=desk.NOW_MS - 21 * 60_000)
    agenda.set_meeting(late)
    assert times(agenda)[1] == "−1:00"


def test_no_clock_runs_once_the_meeting_is_closed(agenda: ChairAgenda, qtbot: QtBot) -> None:
    agenda.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED))
    assert times(agenda)[1] == ""
    assert not agenda._seconds.isActive()
    assert not agenda.next_button.isVisible()
    with qtbot.assertNotEmitted(agenda.item_opened):
        agenda.list.activated.emit(agenda.list.model().index(0, 0))


def test_the_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = ChairAgendaModel(None, lambda: desk.NOW_MS)
    model.set_meeting(desk.meeting())
    qtmodeltester.check(model)
    assert "now" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_item_is_opened_by_enter(agenda: ChairAgenda, qtbot: QtBot) -> None:
    agenda.list.setCurrentIndex(agenda.list.model().index(3, 0))
    with qtbot.waitSignal(agenda.item_opened) as opened:
        qtbot.keyClick(agenda.list, Qt.Key.Key_Return)
    assert opened.args == ["three"]


@pytest.mark.parametrize(
    ("current", "words", "enabled"),
    [("", "First item ▶", True), ("two", "Next item ▶", True), ("three", "This is the last item", False)],
)
def test_the_next_button_says_where_it_leads(
    agenda: ChairAgenda, *, current: str, words: str, enabled: bool
) -> None:
    agenda.set_meeting(replace(desk.meeting(), current_item=current))
    assert agenda.next_button.text() == words
    assert agenda.next_button.isEnabled() is enabled


def test_a_presentation_can_be_stopped(agenda: ChairAgenda, qtbot: QtBot) -> None:
    assert not agenda.stop_button.isVisible()
    agenda.set_meeting(replace(desk.meeting(), presentation=Presentation("doc1", 5, "device1")))
    assert "資料2-1 p.5" in agenda._presented.text()
    with qtbot.waitSignal(agenda.presentation_stopped):
        agenda.stop_button.click()


def test_the_list_is_no_higher_than_its_items(agenda: ChairAgenda) -> None:
    agenda.list.executeDelayedItemsLayout()
    last = agenda.list.visualRect(agenda.list.model().index(3, 0))
    assert agenda.list.verticalScrollBar().maximum() == 0
    assert 0 <= agenda.list.viewport().height() - last.bottom() < 10


def test_long_titles_leave_no_gap_and_no_bar_where_there_is_room(qtbot: QtBot) -> None:
    agenda = ChairAgenda(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(agenda)
    items = tuple(AgendaItem(str(n), n, "庁内会議のペーパーレス化と運営", 20) for n in range(1, 6))
    agenda.set_meeting(replace(desk.meeting(), agenda=items, current_item=""))
    agenda.resize(250, 700)
    agenda.show()
    QApplication.processEvents()
    assert agenda.list.height() == agenda.list.maximumHeight()
    assert not agenda.list.verticalScrollBar().isVisible()
    agenda.resize(250, 350)
    QApplication.processEvents()
    assert agenda.list.verticalScrollBar().maximum() > 0


def test_a_title_of_three_lines_has_room_for_them_and_a_longer_one_ends_in_dots(agenda: ChairAgenda) -> None:
    titles = (
        "全体討議",
        "オープンソース公開ガイドライン（案）について",
        "公開ガイドライン（案）について" * 13,
    )
    items = tuple(AgendaItem(f"i{n}", n + 1, title, 30) for n, title in enumerate(titles))
    agenda.set_meeting(replace(desk.meeting(), agenda=items, current_item="i0"))
    one, three, most = (agenda.list.sizeHintForRow(row) for row in range(3))
    line = QFontMetrics(current_theme().font(weight=QFont.Weight.Bold)).height()
    assert three >= 3 * line > one
    assert most == three

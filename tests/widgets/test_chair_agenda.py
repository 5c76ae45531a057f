from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from sync.discussion import AgendaClock, ItemTime
from sync.meeting import AgendaItem, Member, Names, Phase, Presentation
from tests.widgets import desk
from widgets.chair_agenda import ChairAgenda
from widgets.chair_agenda_list import ChairAgendaDelegate
from widgets.chair_agenda_model import TIME_ROLE, ChairAgendaModel
from widgets.theme import TextSize, apply_theme, current_theme
from widgets.wording import clock_words

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


def words_of(agenda: ChairAgenda, row: int) -> str:
    return str(agenda.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def at_two(*, spent_s: int, paused: bool = False) -> AgendaClock:
    """The second item has taken so many seconds."""
    if paused:
        return AgendaClock((ItemTime("two", spent_s * 1000),), desk.NOW_MS - 1)
    return AgendaClock((ItemTime("two", since_ms=desk.NOW_MS - spent_s * 1000),))


def test_what_is_done_what_is_left_and_what_comes(agenda: ChairAgenda) -> None:
    assert times(agenda) == ["✓ 4 min", "12:30", "", "20 min"]
    assert words_of(agenda, 1) == "2　窓口業務の見直し now, 12:30 left"


def test_time_that_is_over_is_told_with_a_sign_and_a_word(agenda: ChairAgenda) -> None:
    agenda.set_meeting(replace(desk.meeting(), clock=at_two(spent_s=22 * 60 + 10)))
    assert times(agenda)[1] == "+2:10"
    assert words_of(agenda, 1).endswith("now, +2:10 over")


def test_an_item_that_comes_back_goes_on_where_it_was_and_pauses_do_not_count(agenda: ChairAgenda) -> None:
    clock = AgendaClock((ItemTime("two", spent_ms=300_000, since_ms=desk.NOW_MS - 60_000),))
    agenda.set_meeting(replace(desk.meeting(), clock=clock))
    assert times(agenda)[1] == "14:00"
    paused = AgendaClock((ItemTime("two", spent_ms=300_000),), paused_since_ms=desk.NOW_MS - 5_000)
    agenda.set_meeting(replace(desk.meeting(), clock=paused))
    assert words_of(agenda, 1).endswith("now, 15:00 paused")


def test_an_item_that_was_passed_over_is_not_done(agenda: ChairAgenda) -> None:
    clock = AgendaClock((ItemTime("three", since_ms=desk.NOW_MS),))
    agenda.set_meeting(replace(desk.meeting(), current_item="three", clock=clock))
    assert times(agenda)[:2] == ["not taken", "not taken"]


def test_an_item_without_minutes_tells_how_long_it_goes_on(agenda: ChairAgenda) -> None:
    items = tuple(replace(item, minutes=None) for item in desk.meeting().agenda)
    agenda.set_meeting(replace(desk.meeting(), agenda=items))
    assert times(agenda) == ["✓ 4 min", "7:30", "", ""]
    assert words_of(agenda, 1).endswith("7:30 so far")
    assert not agenda.end.isVisible()


def test_no_clock_runs_once_the_meeting_is_closed(agenda: ChairAgenda, qtbot: QtBot) -> None:
    agenda.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED))
    assert times(agenda)[1] == "✓ 8 min"
    assert not agenda.end.isVisible()
    assert not agenda.item.isVisible()
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
    agenda.resize(250, 900)
    QApplication.processEvents()
    agenda.list.executeDelayedItemsLayout()
    last = agenda.list.visualRect(agenda.list.model().index(3, 0))
    assert agenda.list.verticalScrollBar().maximum() == 0
    assert 0 <= agenda.list.viewport().height() - last.bottom() < 10


def test_long_titles_leave_no_gap_and_no_bar_where_there_is_room(qtbot: QtBot) -> None:
    agenda = ChairAgenda(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(agenda)
    items = tuple(AgendaItem(str(n), n, "庁内会議のペーパーレス化と運営", 20) for n in range(1, 6))
    agenda.set_meeting(replace(desk.meeting(), agenda=items, current_item=""))
    agenda.resize(250, 1000)
    agenda.show()
    QApplication.processEvents()
    assert agenda.list.height() == agenda.list.maximumHeight()
    assert not agenda.list.verticalScrollBar().isVisible()
    agenda.resize(250, 350)
    QApplication.processEvents()
    assert agenda.verticalScrollBar().maximum() > 0  # all of the column


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


def ends_at(minute: int) -> str:
    """So many minutes after now, in the time zone of this PC."""
    return datetime.fromtimestamp(desk.NOW_MS / 1000 + minute * 60, tz=UTC).isoformat()


def clock(minute: int) -> str:
    return clock_words(desk.NOW_MS + minute * 60_000)


@pytest.mark.parametrize(
    ("spent_s", "planned", "words"),
    [
        (450, 40, "Like this it ends at {32} (planned {40})"),
        (450, 30, "！ Like this it ends at {32} (planned {30}) – 2 min late"),
        (60 * 60, 30, "Like this it ends at {20} (planned {30})"),
    ],
)
def test_the_end_that_follows_is_told_beside_the_planned_one(
    agenda: ChairAgenda, spent_s: int, planned: int, words: str
) -> None:
    """What is left of the present item, then the minutes of those to come."""
    agenda.set_meeting(replace(desk.meeting(), clock=at_two(spent_s=spent_s), ends=ends_at(planned)))
    expected = re.sub(r"{(\d+)}", lambda found: clock(int(found[1])), words)
    assert agenda.end.text() == expected


def test_an_end_that_leaves_items_out_says_so(agenda: ChairAgenda) -> None:
    one, two, three = desk.meeting().agenda
    agenda.set_meeting(replace(desk.meeting(), agenda=(one, two, replace(three, minutes=None))))
    assert agenda.end.text().endswith("Items without minutes are not counted.")


def test_the_planned_end_of_another_day_is_not_compared(agenda: ChairAgenda) -> None:
    agenda.set_meeting(replace(desk.meeting(), ends=ends_at(-60 * 24)))
    assert agenda.end.text() == f"Like this it ends at {clock(32)}"
    agenda.set_meeting(replace(desk.meeting(), ends="no time"))
    assert agenda.end.text() == f"Like this it ends at {clock(32)}"


def test_before_the_first_item_the_end_counts_from_the_start(agenda: ChairAgenda) -> None:
    waiting = replace(desk.meeting(), current_item="", clock=AgendaClock(), starts=ends_at(10))
    agenda.set_meeting(waiting)
    assert clock(10 + 45) in agenda.end.text()


def test_minutes_are_moved_for_the_present_item_or_the_chosen_one(agenda: ChairAgenda, qtbot: QtBot) -> None:
    with qtbot.waitSignal(agenda.minutes_changed) as moved:
        agenda.item.more.click()
    assert moved.args == ["two", 25]
    agenda.list.setCurrentIndex(agenda.list.model().index(3, 0))
    assert "ペーパーレス化" in agenda.item.title.text()
    with qtbot.waitSignal(agenda.minutes_changed) as moved:
        agenda.item.less.click()
    assert moved.args == ["three", 15]
    agenda.list.setCurrentIndex(agenda.list.model().index(0, 0))
    assert not agenda.item.isVisible()  # what is done cannot be given time


def test_minutes_never_go_below_none(agenda: ChairAgenda, qtbot: QtBot) -> None:
    one, two, three = desk.meeting().agenda
    agenda.set_meeting(replace(desk.meeting(), agenda=(one, replace(two, minutes=3), three)))
    with qtbot.waitSignal(agenda.minutes_changed) as moved:
        agenda.item.less.click()
    assert moved.args == ["two", 0]
    agenda.set_meeting(replace(desk.meeting(), agenda=(one, replace(two, minutes=None), three)))
    assert not agenda.item.less.isEnabled()
    with qtbot.waitSignal(agenda.minutes_changed) as moved:
        agenda.item.more.click()
    assert moved.args == ["two", 5]


def test_who_is_named_can_be_set_until_the_item_opens(agenda: ChairAgenda, qtbot: QtBot) -> None:
    assert not agenda.item.names_button.isEnabled()
    agenda.list.setCurrentIndex(agenda.list.model().index(3, 0))
    assert agenda.item.names_button.isEnabled()
    agenda.item._menu.aboutToShow.emit()
    words = [action.text() for action in agenda.item._menu.actions()]
    assert words[1:] == [
        "As in the whole meeting",
        "Seat and name are shown",
        "Only the department is shown",
        "No name is shown; the record keeps it",
    ]
    with qtbot.waitSignal(agenda.names_chosen) as chosen:
        agenda.item._menu.actions()[-1].trigger()
    assert chosen.args == ["three", Names.WITHHELD]


def test_the_clock_rests_and_goes_on_by_one_button(agenda: ChairAgenda, qtbot: QtBot) -> None:
    assert agenda.pause_button.text() == "Pause"
    with qtbot.waitSignal(agenda.pause_requested) as asked:
        agenda.pause_button.click()
    assert asked.args == [True]
    agenda.set_meeting(replace(desk.meeting(), clock=at_two(spent_s=60, paused=True)))
    assert agenda.pause_button.text() == "Go on"
    with qtbot.waitSignal(agenda.pause_requested) as asked:
        agenda.pause_button.click()
    assert asked.args == [False]


def test_a_second_that_goes_by_moves_nothing(qtbot: QtBot) -> None:
    """The row keeps its height and the title its lines, also when the time runs out."""
    now = [desk.NOW_MS]
    agenda = ChairAgenda(now_ms=lambda: now[0])
    qtbot.addWidget(agenda)
    agenda.resize(250, 800)
    agenda.show()
    meeting = desk.meeting()
    agenda.set_meeting(meeting)
    told: list[int] = []
    agenda.list.model().dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    delegate = agenda.list.itemDelegate()
    assert isinstance(delegate, ChairAgendaDelegate)
    index = agenda.list.model().index(1, 0)
    before = (agenda.list.sizeHintForRow(1), delegate._lines(250, index))
    for minutes in (12, 13, 60):
        now[0] = desk.NOW_MS + minutes * 60_000
        agenda._tell_time()
        assert (agenda.list.sizeHintForRow(1), delegate._lines(250, index)) == before
    assert told == [1, 1, 1]


def test_the_seat_that_may_present_is_named_and_can_be_taken_back(agenda: ChairAgenda, qtbot: QtBot) -> None:
    assert not agenda.take_back_button.isVisible()
    member = Member("device7", "7", "鈴木", "税務課")
    agenda.set_meeting(replace(desk.meeting(), presenter="device7", members=(member,)))
    assert agenda._presenter.text() == "Presenter: Seat 7 税務課 鈴木"
    with qtbot.waitSignal(agenda.presenter_taken_back):
        agenda.take_back_button.click()


@pytest.mark.parametrize("is_chair", [True, False])
def test_chair_and_secretariat_keep_the_documents_until_the_close(
    agenda: ChairAgenda, *, is_chair: bool
) -> None:
    agenda.set_rights(is_chair=is_chair)
    agenda.set_meeting(desk.full_meeting())
    assert agenda.documents_button.isVisible()
    assert agenda.list.takes_files
    agenda.set_meeting(replace(desk.full_meeting(), phase=Phase.CLOSED))
    assert not agenda.documents_button.isVisible()
    assert not agenda.list.takes_files


def test_shift_and_f10_ask_for_the_menu_of_the_row_as_the_menu_key_does(
    agenda: ChairAgenda, qtbot: QtBot
) -> None:
    agenda.set_meeting(desk.full_meeting())
    agenda.list.setCurrentIndex(agenda.list.model().index(1, 0))
    agenda.list.menu_wanted.disconnect()  # a menu would wait for somebody
    with qtbot.waitSignal(agenda.list.menu_wanted) as wanted:
        qtbot.keyClick(agenda.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    index, place = wanted.args
    assert index.row() == 1
    assert agenda.list.mapFromGlobal(place).y() > 0
    with qtbot.assertNotEmitted(agenda.list.menu_wanted):
        qtbot.keyClick(agenda.list, Qt.Key.Key_F10)


def test_who_is_not_the_chair_is_offered_nothing_of_the_chairs(agenda: ChairAgenda, qtbot: QtBot) -> None:
    agenda.set_meeting(replace(desk.full_meeting(), presenter="device7"))
    agenda.set_rights(is_chair=False)
    for widget in (
        agenda.next_button,
        agenda.pause_button,
        agenda.item,
        agenda.script,
        agenda.take_back_button,
        agenda.stop_button,
    ):
        assert not widget.isVisible()
    assert "opens a document" in agenda.list.accessibleDescription()
    with qtbot.assertNotEmitted(agenda.item_opened):
        agenda.list.activated.emit(agenda.list.model().index(0, 0))
    agenda.set_rights(is_chair=True)
    assert agenda.next_button.isVisible()
    assert agenda.script.isVisible()


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("height", [420, 660, 1000])
@pytest.mark.parametrize("items", [3, 12, 40])
def test_never_two_scroll_bars_side_by_side(
    agenda: ChairAgenda, qapp: QApplication, qtbot: QtBot, size: TextSize, height: int, items: int
) -> None:
    apply_theme(qapp, size)
    try:
        made = tuple(
            AgendaItem(f"i{n}", n, f"来年度の予算要求の考え方（その{n}）") for n in range(1, items + 1)
        )
        agenda.resize(290, height)
        agenda.set_meeting(replace(desk.meeting(), agenda=made, current_item="i1", clock=AgendaClock()))
        QApplication.processEvents()
        QApplication.processEvents()
        bars = (agenda.verticalScrollBar(), agenda.list.verticalScrollBar())
        assert not all(bar.isVisible() and bar.maximum() > bar.minimum() for bar in bars)
        agenda.list.setCurrentIndex(agenda.list.model().index(items - 1, 0))

        def is_in_view() -> bool:
            row = agenda.list.visualRect(agenda.list.currentIndex())
            top = agenda.list.viewport().mapTo(agenda.viewport(), row.topLeft()).y()
            return 0 <= top < agenda.viewport().height()

        qtbot.waitUntil(is_in_view)
    finally:
        apply_theme(qapp, TextSize.SMALL)

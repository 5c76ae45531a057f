"""Ten thousand comments and fifty more a second: nothing jumps, nothing is missed, and little is done.

What a state of the meeting costs is counted in rows and signals, not in time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel

from sync.meeting import Comment, Meeting, Member
from tests.widgets import desk
from widgets.chair_window import ChairWindow
from widgets.comment_panel import CommentPanel
from widgets.incoming_cards import CardAction, Order
from widgets.incoming_model import COMMENT_ROLE
from widgets.incoming_panel import IncomingPanel
from widgets.projector_content import ProjectorPage
from widgets.projector_stage import ProjectorStage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

MANY, MORE, AT_ONCE = 10_000, 3_000, 50
SEATS = 300
BODIES = ("支所では回線が細い。", "費用はいくらか。" * 4, "手順を先に決めたい。" * 20)


def said(number: int) -> Comment:
    """A comment of one of 297 seats, twenty milliseconds after the one before."""
    one = desk.comment(f"c{number}", seat=str(4 + number % 297), body=BODIES[number % 3], agreed=number % 5)
    return replace(one, at_ms=desk.NOW_MS + 20 * number)


@pytest.fixture(scope="module")
def full() -> Meeting:
    members = tuple(Member(f"device{number}", str(number), "山田") for number in range(1, SEATS + 1))
    return replace(desk.meeting(*map(said, range(MANY))), members=members)


def coming(meeting: Meeting) -> Iterator[Meeting]:
    """A minute of it: fifty came, others agree with what was said long ago, an answer, one was answered."""
    comments = list(meeting.comments)
    for start in range(MANY, MANY + MORE, AT_ONCE):
        comments += map(said, range(start, start + AT_ONCE))
        comments[-1] = replace(comments[-1], reply_to=f"c{start // 3}")
        for old in (start * 7 % MANY, start * 31 % MANY):
            comments[old] = replace(comments[old], agreed=comments[old].agreed | {f"seat{start}"})
        comments[start // 2] = replace(comments[start // 2], answered=True)
        yield replace(meeting, comments=tuple(comments))


class Work:
    """Counts what a model tells its views."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.told: Counter[str] = Counter()
        model.rowsInserted.connect(self._rows("came"))
        model.rowsRemoved.connect(self._rows("went"))
        model.dataChanged.connect(lambda first, last: self._add("changed", last.row() - first.row() + 1))
        model.rowsMoved.connect(lambda *_: self._add("moved", 1))
        model.modelReset.connect(lambda: self._add("anew", 1))
        model.layoutChanged.connect(lambda: self._add("anew", 1))

    def _rows(self, what: str) -> Callable[[QModelIndex, int, int], None]:
        return lambda _parent, first, last: self._add(what, last - first + 1)

    def _add(self, what: str, rows: int) -> None:
        self.told[what] += rows


@pytest.fixture
def panel(qtbot: QtBot, full: Meeting) -> IncomingPanel:
    panel = IncomingPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    panel.show()
    panel.set_meeting(full)
    return panel


def ids(panel: IncomingPanel) -> list[str]:
    model = panel.list.comments
    return [str(model.index(row).data(COMMENT_ROLE).comment) for row in range(model.rowCount())]


def at(panel: IncomingPanel, y: int) -> tuple[str, int]:
    """The comment at this height of the list, and where it begins."""
    index = panel.list.indexAt(QPoint(100, y))
    return index.data(COMMENT_ROLE).comment, panel.list.visualRect(index).top()


def project_place(panel: IncomingPanel, y: int) -> QPoint:
    index = panel.list.indexAt(QPoint(100, y))
    rect = panel.list.visualRect(index)
    layout = panel.list.cards.card_layout(index, rect.width())
    return rect.topLeft() + dict(layout.buttons)[CardAction.PROJECT].center()


def test_at_the_desk_nothing_is_missed_and_only_what_changed_is_touched(
    panel: IncomingPanel, full: Meeting
) -> None:
    work = Work(panel.list.comments)
    for meeting in coming(full):
        panel.set_meeting(meeting)
    assert len(meeting.comments) == MANY + MORE
    assert sorted(ids(panel)) == sorted(each.comment for each in meeting.comments)
    steps = MORE // AT_ONCE
    assert work.told["came"] == MORE
    assert not work.told["went"] + work.told["moved"] + work.told["anew"]
    assert work.told["changed"] <= MORE + 5 * steps


def test_a_press_hits_the_comment_one_sees_while_others_come_in(
    panel: IncomingPanel, full: Meeting, qtbot: QtBot
) -> None:
    panel.list.verticalScrollBar().setValue(150_000)
    middle = QPointF(50, 300)
    QApplication.sendEvent(panel.list, QEnterEvent(middle, middle, middle))
    place = project_place(panel, 300)
    seen = at(panel, place.y())
    work = Work(panel.list.comments)
    for meeting in coming(full):
        panel.set_meeting(meeting)
        assert at(panel, place.y()) == seen
    assert set(work.told) == {"changed"}
    assert str(MORE) in panel.new_button.text()
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done.args == [seen[0]]
    QApplication.sendEvent(panel.list, QEvent(QEvent.Type.Leave))
    assert len(ids(panel)) == MANY + MORE
    assert at(panel, place.y()) == seen


def test_the_keyboard_stays_on_its_comment_while_others_come_in(
    panel: IncomingPanel, full: Meeting, qtbot: QtBot
) -> None:
    panel.list.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    chosen = panel.list.currentIndex().data(COMMENT_ROLE).comment
    for meeting in coming(full):
        panel.set_meeting(meeting)
        assert panel.list.currentIndex().data(COMMENT_ROLE).comment == chosen
    with qtbot.waitSignal(panel.spotlight_requested) as done:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert done.args == [chosen]
    panel.order.setFocus()  # whoever leaves the list lets them in
    assert len(ids(panel)) == MANY + MORE
    assert panel.list.currentIndex().data(COMMENT_ROLE).comment == chosen


def test_what_is_read_stays_in_its_place_although_nobody_points(panel: IncomingPanel, full: Meeting) -> None:
    panel.list.verticalScrollBar().setValue(150_000)
    seen = at(panel, 1)
    for meeting in coming(full):
        panel.set_meeting(meeting)
        assert at(panel, 1) == seen


def test_where_the_most_agreed_come_first_each_that_gains_moves_alone(
    panel: IncomingPanel, full: Meeting
) -> None:
    panel._choose_order(Order.AGREED)
    work = Work(panel.list.comments)
    for meeting in coming(full):
        panel.set_meeting(meeting)
    weights = [len(panel.list.comments.index(row).data(COMMENT_ROLE).agreed) for row in range(MANY + MORE)]
    assert weights == sorted(weights, reverse=True)
    assert not work.told["anew"]
    assert work.told["came"] == MORE
    assert 0 < work.told["moved"] <= 2 * MORE // AT_ONCE
    panel.list.verticalScrollBar().setValue(0)  # heights have gone along with their rows
    assert panel.list._heights == [
        panel.list.exact_height(row) if is_measured else panel.list.guessed_height(row)
        for row, is_measured in enumerate(panel.list._measured)
    ]


def test_at_a_seat_nothing_is_missed_and_what_is_read_stays(qtbot: QtBot, full: Meeting) -> None:
    panel = CommentPanel(lambda: desk.NOW_MS)
    qtbot.addWidget(panel)
    panel.resize(420, 700)
    panel.show()
    panel.set_meeting(full, "device2", "two")
    rows = panel.list.comments
    panel.list.verticalScrollBar().setValue(150_000)
    index = panel.list.indexAt(QPoint(100, 1))
    seen = rows.row_at(index.row()).comment.comment
    panel.list.setCurrentIndex(index)
    top = panel.list.visualRect(index).top()
    work = Work(rows)
    for meeting in coming(full):
        panel.set_meeting(meeting, "device2", "two")
        assert panel.list.visualRect(rows.index(rows.row_of(seen))).top() == top
    assert rows.row_at(panel.list.currentIndex().row()).comment.comment == seen
    listed = {rows.row_at(row).comment.comment for row in range(rows.rowCount())}
    assert listed == {each.comment for each in meeting.comments}
    steps = MORE // AT_ONCE
    assert (work.told["came"], work.told["went"], work.told["anew"]) == (MORE, 0, 0)
    assert work.told["changed"] <= 6 * steps


def test_only_what_shows_comments_is_told_of_comments(qtbot: QtBot, full: Meeting) -> None:
    window = ChairWindow(QLabel())
    qtbot.addWidget(window)
    window.set_meeting(full, "device1")
    agenda, seats = Work(window.agenda.list.model()), Work(window.room.seats.model())
    for meeting in coming(full):
        window.set_meeting(meeting, "device1")
    assert not agenda.told
    assert not seats.told
    assert window.room.voices.meter.value() == 297
    window.set_meeting(replace(meeting, current_item="three"), "device1")
    assert agenda.told["changed"]


@pytest.mark.parametrize("page", [ProjectorPage.GUIDE, ProjectorPage.MESSAGE, ProjectorPage.BLANK])
def test_a_page_without_comments_is_not_painted_for_them(page: ProjectorPage, full: Meeting) -> None:
    stage = ProjectorStage(now_ms=lambda: desk.NOW_MS)
    stage.set_page(page)
    stage.set_meeting(full)
    stage.set_seat_counts(1, SEATS)
    sheet = stage.sheet
    stage._pause.stop()
    told: list[None] = []
    stage.changed.connect(lambda: told.append(None))
    for meeting in coming(full):
        stage.set_meeting(meeting)
        stage.set_seat_counts(2, SEATS)
    assert told == []
    assert stage.sheet is sheet
    stage.set_page(ProjectorPage.WALL)
    assert f"Comments: {MANY + MORE}" in " ".join(stage.sheet.texts)
    assert said(MANY + MORE - 2).body.strip() in stage.sheet.texts

"""The discussion in the window of a seat: filters, held comments, threads, polls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from sync.discussion import (
    YES_NO_OPTIONS,
    Floor,
    FloorRequest,
    LookBack,
    LookBackQuestion,
    Poll,
    PollKind,
    QuestionKind,
    Region,
)
from sync.meeting import Moderation, Phase
from sync.status import Severity
from tests.widgets.samples import ME, NOON_MS, PAGE_5, comment
from tests.widgets.test_seat_window import act, day, shown, tab_words
from widgets.colours import LIGHT
from widgets.comment_edit import CommentEdit
from widgets.comment_list import allowed_actions
from widgets.comment_pieces import CardAction, seat_pieces
from widgets.comment_rows import row_in_words
from widgets.seat_window import SeatWindow
from widgets.shown_comments import Tab
from widgets.strip_stack import StripChip
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


POLL = Poll("p", "賛成ですか。", PollKind.YES_NO, YES_NO_OPTIONS, NOON_MS, eligible=(ME,))


@pytest.fixture
def window(qtbot: QtBot) -> SeatWindow:
    reader = QWidget()
    reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made = SeatWindow(reader, lambda: NOON_MS)
    qtbot.addWidget(made)
    made.set_meeting(day(), ME)
    made.set_place("doc-1", 5)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    return made


def button_with(window: SeatWindow, words: str) -> QAbstractButton:
    return next(b for b in window.comments.findChildren(QAbstractButton) if b.text().startswith(words))


def test_filters_narrow_the_tab_and_say_how_many(window: SeatWindow) -> None:
    mine, unanswered = button_with(window, "Mine"), button_with(window, "Unanswered")
    assert (mine.text(), unanswered.text()) == ("Mine 1", "Unanswered 3")
    mine.click()
    assert shown(window) == ["mine"]
    mine.click()
    unanswered.click()
    assert shown(window) == ["on-page", "of-item", "mine"]


def test_held_comments_are_counted_for_all_and_shown_to_their_author(window: SeatWindow) -> None:
    assert window.comments.held.isHidden()
    held = (comment("theirs", held=True, anchor=PAGE_5), comment("own", author=ME, held=True))
    window.set_meeting(replace(day(), comments=(*day().comments, *held), moderation=Moderation.HOLD), ME)
    assert "Waiting to be checked: 2" in window.comments.held.text()
    assert "theirs" not in shown(window)
    assert "own" in shown(window)
    assert tab_words(window)[2] == "All 6"
    window.set_meeting(replace(day(), moderation=Moderation.HOLD), ME)
    assert window.comments.held.text() == "◷ Comments are shown once the chair has checked them."


def test_after_the_close_nothing_is_promised_any_more(window: SeatWindow) -> None:
    held = (comment("theirs", held=True), comment("own", author=ME, held=True))
    waits = Floor(queue=(FloorRequest("r", ME, NOON_MS),))
    poll = Poll("p", "どうですか", PollKind.YES_NO, YES_NO_OPTIONS, NOON_MS, eligible=(ME,))
    now = replace(day(), comments=held, moderation=Moderation.HOLD, floor=waits, polls=(poll,))
    window.set_meeting(now, ME)
    assert not window.comments.floor.isHidden()
    assert not window.poll.isHidden()
    window.set_meeting(replace(now, phase=Phase.CLOSED, closed_ms=NOON_MS + 1), ME)
    assert window.comments.held.text() == "Comments that were not released: 2"
    row = window.comments.list.comments.row_at(0)
    assert "◷ Was not released" in [piece.text for piece in seat_pieces(row, confirming=False)]
    assert "Was not released" in row_in_words(row)
    assert window.comments.floor.isHidden()
    assert window.poll.isHidden()


def test_escape_leaves_an_answer_first_and_then_puts_a_call_off(window: SeatWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    edit = window.comments.composer.findChild(CommentEdit)
    assert edit is not None
    edit.setPlainText("書きかけ")
    window.comments.composer.set_reply("on-page", "席4", "item-2")
    window.call.ask("call", "p.3")
    edit.setFocus()
    with qtbot.assertNotEmitted(window.call.put_off):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    edit.setFocus()
    with qtbot.waitSignal(window.call.put_off):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.hasFocus()
    assert edit.toPlainText() == "書きかけ"
    window.call.ask("another", "p.3")
    window.comments.list.setFocus()
    with qtbot.waitSignal(window.call.put_off):
        QTest.keyClick(window.comments.list, Qt.Key.Key_Escape)


def test_nobody_agrees_with_a_comment_of_ones_own(window: SeatWindow, qtbot: QtBot) -> None:
    window.comments.list.show_comment("mine")
    row = next(
        window.comments.list.comments.row_at(n) for n, name in enumerate(shown(window)) if name == "mine"
    )
    assert CardAction.AGREE not in allowed_actions(row)
    with qtbot.assertNotEmitted(window.reacted):
        QTest.keyClick(window.comments.list, Qt.Key.Key_Space)


def test_what_comes_by_another_tab_is_no_news(window: SeatWindow) -> None:
    many = tuple(comment(f"m{n}", agenda="item-4") for n in range(30))
    window.set_meeting(replace(day(), comments=(*day().comments, *many)), ME)
    window.comments.list.verticalScrollBar().setValue(0)
    window.comments.show_tab(Tab.ALL)
    assert window.comments.list._more.isHidden()


def test_ones_own_answer_unfolds_its_thread(window: SeatWindow) -> None:
    answers = tuple(comment(f"r{n}", reply_to="of-item") for n in range(5))
    window.set_meeting(replace(day(), comments=(*day().comments, *answers)), ME)
    assert "r4" not in shown(window)
    own = comment("own", author=ME, reply_to="of-item")
    window.set_meeting(replace(day(), comments=(*day().comments, *answers, own)), ME)
    assert shown(window)[-8:-1] == ["of-item", "r0", "r1", "r2", "r3", "r4", "own"]
    act(window, "of-item", CardAction.THREAD)
    assert "own" not in shown(window)


def test_a_comment_is_found_wherever_it_is(window: SeatWindow, qtbot: QtBot) -> None:
    window.comments.show_tab(Tab.PAGE)
    window.show_comment("elsewhere")
    current = window.comments.list.currentIndex().row()
    assert window.comments.list.comments.row_at(current).comment.comment == "elsewhere"
    with qtbot.waitSignal(window.comment_pointed) as pointed:
        window.show_comment("on-page")
    assert pointed.args == ["on-page"]


def test_f6_leads_to_a_poll(window: SeatWindow, qtbot: QtBot) -> None:
    window.set_meeting(replace(day(), polls=(POLL,)), ME)
    qtbot.waitUntil(lambda: window.poll.isVisible() and window.poll.height() > 0)
    window.comments.composer.focus_text()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert window.poll.isAncestorOf(QApplication.focusWidget())
    with qtbot.waitSignal(window.voted) as sent:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert sent.args == ["p", (1,)]


@pytest.fixture(params=[TextSize.SMALL, TextSize.LARGE])
def of_text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param, LIGHT)
    yield request.param
    apply_theme(qapp, TextSize.SMALL, LIGHT)


def test_what_comes_moves_nothing_of_what_is_read(
    of_text_size: TextSize, window: SeatWindow, qtbot: QtBot
) -> None:
    assert of_text_size
    QApplication.processEvents()
    before, list_before = place_of(window.reader), place_of(window.comments.list)
    window.call.ask("call", "資料1 p.2")
    window.show_notice("It could not be saved.", Severity.ERROR)
    asked = LookBack("l", (LookBackQuestion("", QuestionKind.TEXT),), NOON_MS)
    window.set_meeting(replace(day(), polls=(POLL,), lookback=asked), ME)
    qtbot.waitUntil(lambda: window.poll.isVisible() and window.notice.isVisible())
    chips = [chip for chip in window.strips.findChildren(StripChip) if chip.isVisible()]
    assert len(chips) == 2
    qtbot.waitUntil(lambda: window.strips.height() > 0)
    QApplication.processEvents()
    now = place_of(window.reader)
    assert now.topLeft() == before.topLeft()
    assert before.height() - now.height() == window.strips.height() <= window.height() // 8
    assert place_of(window.comments.list) == list_before
    sheet = place_of(window.strips.sheet)
    assert sheet.height() < now.height() * 2 // 3
    assert sheet.bottom() == now.bottom()
    button = window.poll.buttons.findChildren(QPushButton)[0]
    assert sheet.contains(place_of(button))
    window.notice.clear()
    window.call.ask("", "")
    window.set_meeting(day(), ME)
    qtbot.waitUntil(lambda: place_of(window.reader) == before)


def place_of(part: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(part.mapTo(part.window(), QPoint()), part.size())


def test_a_further_line_in_the_composer_covers_nothing(window: SeatWindow, qtbot: QtBot) -> None:
    QApplication.processEvents()
    composer = window.comments.composer
    window.attach(replace(PAGE_5, region=Region(1, 1, 500, 500)))
    layout = composer.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: composer.height() >= layout.totalHeightForWidth(composer.width()))

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sync.discussion import (
    RAISED,
    YES_NO_OPTIONS,
    Ballot,
    Majority,
    Outcome,
    Poll,
    PollKind,
    Results,
)
from tests.widgets.samples import ME, NOON_MS, meeting
from widgets.poll_panel import PollPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

OTHERS = ("device-1", "device-2", "device-4")
POLL = Poll(
    "p1",
    "賛成ですか。",
    PollKind.YES_NO,
    YES_NO_OPTIONS,
    NOON_MS,
    quorum=2,
    majority=Majority.SIMPLE,
    eligible=(*OTHERS, ME),
)


@pytest.fixture
def panel(qtbot: QtBot) -> PollPanel:
    made = PollPanel()
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    return made


def show(panel: PollPanel, *polls: Poll) -> None:
    panel.set_meeting(meeting(polls=polls), ME)
    QApplication.processEvents()  # new buttons are shown by their layout


def words(panel: PollPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def buttons(panel: PollPanel) -> Sequence[QPushButton]:
    return [each for each in panel.buttons.findChildren(QPushButton) if each.isVisibleTo(panel)]


def voted(poll: Poll, *choices: int) -> Poll:
    ballot = Ballot("b", ME, NOON_MS, tuple(choices))
    return replace(poll, voted=(ME,), ballots=() if poll.secret else (ballot,))


def test_one_press_votes_and_another_changes_the_vote(panel: PollPanel, qtbot: QtBot) -> None:
    show(panel, POLL)
    assert panel.isVisible()
    for number in (0, 1):
        with qtbot.waitSignal(panel.voted) as sent:
            buttons(panel)[number].click()
        assert sent.args == ["p1", (number,)]
    show(panel, voted(POLL, 1))
    assert "You voted: No" in words(panel)
    assert [each.isChecked() for each in buttons(panel)] == [False, True, False]


def test_digits_vote(panel: PollPanel, qtbot: QtBot) -> None:
    show(panel, POLL)
    with qtbot.waitSignal(panel.voted) as sent:
        QTest.keyClick(panel, Qt.Key.Key_3)
    assert sent.args == ["p1", (2,)]
    with qtbot.assertNotEmitted(panel.voted):
        QTest.keyClick(panel, Qt.Key.Key_4)
        QTest.keyClick(panel, Qt.Key.Key_0)


def test_several_are_chosen_before_they_are_sent(panel: PollPanel, qtbot: QtBot) -> None:
    several = Poll("p2", "どれ", PollKind.MULTIPLE, ("甲", "乙", "丙"), NOON_MS, eligible=(ME,))
    show(panel, several)
    first, _second, third, send = buttons(panel)
    assert not send.isEnabled()
    with qtbot.assertNotEmitted(panel.voted):
        first.click()
        third.click()
    show(panel, replace(several, tally=(1, 0, 0)))  # what is chosen and not sent stays
    assert third.isChecked()
    with qtbot.waitSignal(panel.voted) as sent:
        send.click()
    assert sent.args == ["p2", (0, 2)]


def test_a_hand_goes_up_and_down(panel: PollPanel, qtbot: QtBot) -> None:
    show(panel, Poll("p3", "挙手", PollKind.HANDS, (RAISED,), NOON_MS, eligible=(ME,)))
    assert "Hands raised: 0 of 1" in words(panel)
    for expected in ((0,), ()):
        with qtbot.waitSignal(panel.voted) as sent:
            buttons(panel)[0].click()
        assert sent.args == ["p3", expected]


def test_a_secret_vote_is_remembered_here_alone_and_says_who_learns_what(
    panel: PollPanel, qtbot: QtBot
) -> None:
    secret = replace(POLL, secret=True, key="k")
    show(panel, secret)
    assert "neither at other seats nor on the projector" in words(panel)
    assert "chair's PC" in words(panel)
    with qtbot.waitSignal(panel.voted):
        buttons(panel)[0].click()
    show(panel, voted(secret, 0))
    assert "You voted: Yes" in words(panel)


def test_a_seat_without_a_vote_is_told_so(panel: PollPanel, qtbot: QtBot) -> None:
    show(panel, replace(POLL, eligible=OTHERS))
    assert "This seat does not vote" in words(panel)
    assert buttons(panel) == []
    with qtbot.assertNotEmitted(panel.voted):
        QTest.keyClick(panel, Qt.Key.Key_1)


@pytest.mark.parametrize("results", list(Results))
def test_the_votes_are_shown_when_they_may_be(panel: PollPanel, results: Results) -> None:
    counted = replace(voted(POLL, 0), results=results, tally=(1, 0, 0))
    show(panel, counted)
    assert ("(100 %)" in words(panel)) is (results is Results.LIVE)
    assert "quorum 2: 1 missing" in words(panel)
    closed = replace(counted, closed_ms=NOON_MS + 1, outcome=Outcome.NO_QUORUM)
    show(panel, closed)
    assert "(100 %)" in words(panel)
    assert "No quorum" in words(panel)
    assert buttons(panel) == []


def test_what_is_over_goes_away_by_a_press_and_old_polls_never_come(panel: PollPanel) -> None:
    closed = replace(POLL, closed_ms=NOON_MS + 1, outcome=Outcome.REJECTED, tally=(0, 1, 0))
    show(panel, closed)
    assert panel.isHidden()  # it was over before this seat came
    show(panel, POLL)
    show(panel, closed)
    assert panel.isVisible()
    panel._fold.click()
    show(panel, closed)
    assert panel.isHidden()


def test_it_can_be_made_small_and_a_lost_vote_is_said(panel: PollPanel) -> None:
    show(panel, POLL)
    panel._fold.click()
    assert not panel.buttons.isVisible()
    assert "賛成ですか。" in words(panel)
    panel._fold.click()
    buttons(panel)[0].click()
    panel.release()
    assert "not saved" in words(panel)
    assert not buttons(panel)[0].isChecked()


def test_a_notice_about_something_else_leaves_a_saved_vote_alone(panel: PollPanel, qtbot: QtBot) -> None:
    secret = replace(POLL, secret=True, key="k")
    show(panel, secret)
    buttons(panel)[0].click()
    panel.confirm("p1", "vote-1")
    panel.release()
    show(panel, voted(secret))
    qtbot.waitUntil(lambda: "You voted: Yes" in words(panel))
    buttons(panel)[1].click()
    panel.release()  # the change was lost, the first vote holds
    assert "not saved" in words(panel)
    assert [each.isChecked() for each in buttons(panel)] == [True, False, False]


def test_the_poll_that_waits_for_this_seat_comes_first(panel: PollPanel) -> None:
    other = replace(POLL, poll="p9", question="二つ目", opened_ms=NOON_MS + 1)
    show(panel, POLL, voted(other, 0))
    assert "賛成ですか。" in words(panel)
    show(panel, POLL, other)
    assert "二つ目" in words(panel)


def test_a_vote_says_how_far_it_has_come(panel: PollPanel) -> None:
    show(panel, POLL)
    panel.buttons.press(1)
    assert "being saved" in words(panel)
    panel.confirm("p1", "vote-1")
    panel.deliveries.set_waiting(frozenset({"vote-1"}))
    panel.deliveries.set_unheard(frozenset({"vote-1"}))
    show(panel, voted(POLL, 0))
    assert "Saved on this PC, waiting to be sent: Yes. It counts once" in words(panel)
    assert "✓ You voted" not in words(panel)
    panel.deliveries.set_unheard(frozenset())
    assert "Reached other seats: Yes" in words(panel)
    panel.deliveries.set_waiting(frozenset())
    assert "✓ You voted: Yes" in words(panel)


def test_after_a_restart_the_ballot_in_the_record_says_it(panel: PollPanel) -> None:
    panel.deliveries.set_waiting(frozenset({"b"}))
    panel.deliveries.set_unheard(frozenset({"b"}))
    show(panel, voted(POLL, 1))
    assert "waiting to be sent: No" in words(panel)


def test_after_a_restart_a_secret_vote_is_known_by_its_poll(panel: PollPanel) -> None:
    secret = replace(POLL, secret=True, key="k" * 64, voted=(ME,))
    panel.deliveries.set_waiting(frozenset({POLL.poll}))
    panel.deliveries.set_unheard(frozenset({POLL.poll}))
    show(panel, secret)
    assert "waiting to be sent" in words(panel)
    panel.deliveries.set_unheard(frozenset())
    panel.deliveries.set_waiting(frozenset())
    assert "✓ You voted" in words(panel)


def test_closing_the_newest_brings_up_no_older_one(panel: PollPanel) -> None:
    older, newer = POLL, replace(POLL, poll="p9", question="二つ目", opened_ms=NOON_MS + 1)
    over = [
        replace(each, closed_ms=each.opened_ms + 10, outcome=Outcome.CARRIED, tally=(1, 0, 0))
        for each in (older, newer)
    ]
    show(panel, older, newer)
    show(panel, *over)
    assert "二つ目" in words(panel)
    panel._fold.click()
    show(panel, *over)
    assert panel.isHidden()
    show(panel, *over, replace(POLL, poll="p10", question="三つ目"))
    assert "三つ目" in words(panel)


def test_a_long_option_leaves_its_number_whole(panel: PollPanel) -> None:
    options = ("10月20日（火）午前、第1委員会室とオンラインの併用", "どれでもよい")
    asked = replace(POLL, kind=PollKind.CHOICE, options=options, voted=(ME,), tally=(1, 0))
    show(panel, replace(asked, closed_ms=NOON_MS + 1, outcome=Outcome.NONE))
    show(panel, replace(asked, closed_ms=0))
    numbers = [
        label for label in panel.tally.findChildren(QLabel) if label.text() in ("1 (100 %)", "0 (0 %)")
    ]
    assert len(numbers) == len(options)
    for label in numbers:
        assert label.width() >= label.sizeHint().width()
        assert label.geometry().right() <= label.parentWidget().width()

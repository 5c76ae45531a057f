from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from sync.discussion import LookBack, LookBackAnswer, LookBackQuestion, QuestionKind
from sync.meeting import Phase
from tests.widgets.samples import ME, NOON_MS, meeting
from widgets.lookback_panel import LookBackPanel, question_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SCALE, TEXT = LookBackQuestion("", QuestionKind.SCALE), LookBackQuestion("", QuestionKind.TEXT)
ASKED = LookBack("l1", (SCALE, SCALE, TEXT), NOON_MS)


@pytest.fixture
def panel(qtbot: QtBot) -> LookBackPanel:
    made = LookBackPanel()
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    return made


def show(panel: LookBackPanel, asked: LookBack | None, phase: Phase = Phase.OPEN) -> None:
    panel.set_meeting(meeting(lookback=asked, phase=phase), ME)
    QApplication.processEvents()  # new buttons are shown by their layout


def step(panel: LookBackPanel, field: int, step: int) -> QPushButton:
    return panel._fields[field].findChildren(QPushButton)[step - 1]


def words(panel: LookBackPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def test_three_questions_are_answered_and_thanked_for(panel: LookBackPanel, qtbot: QtBot) -> None:
    show(panel, ASKED)
    assert "Was it easy to say what you think?" in words(panel)
    assert "The record keeps who answered what." in words(panel)
    assert not panel.send.isEnabled()
    step(panel, 0, 2).click()
    step(panel, 0, 4).click()
    field = panel.findChild(QLineEdit)
    assert field is not None
    field.setText(" 早く終わった ")
    with qtbot.waitSignal(panel.answered) as sent:
        panel.send.click()
    assert sent.args == ["l1", ("4", "", "早く終わった")]
    assert words(panel) == "Your answers are being saved…"
    show(panel, replace(ASKED, answers=(LookBackAnswer(ME, ("4", "", ""), NOON_MS),)))
    assert "Thank you" in words(panel)
    panel.skip.click()
    assert panel.isHidden()


def test_who_comes_by_keys_answers_first_and_sends_with_two_keys(panel: LookBackPanel, qtbot: QtBot) -> None:
    show(panel, ASKED)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.setFocus()
    assert QApplication.focusWidget() is step(panel, 0, 1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.answered) as sent:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent.args == ["l1", ("1", "", "")]


def test_it_says_how_far_the_answers_have_come(panel: LookBackPanel, qtbot: QtBot) -> None:
    show(panel, ASKED)
    step(panel, 0, 2).click()
    panel.send.click()
    panel.deliveries.confirm("l1", "e1")
    assert words(panel) == "Your answers are being saved…"
    panel.deliveries.set_unheard(frozenset(("e1", "l1")))
    panel.deliveries.set_waiting(frozenset(("e1", "l1")))
    assert words(panel) == "Thank you. Your answers are saved on this PC and wait to be sent."
    panel.deliveries.set_unheard(frozenset())
    assert "reached other seats" in words(panel)
    panel.deliveries.set_waiting(frozenset())
    assert words(panel) == "✓ The chair's PC has your answers. Thank you."
    panel.skip.click()
    assert panel.isHidden()


def test_what_nobody_says_is_waiting_has_arrived_after_a_moment(panel: LookBackPanel, qtbot: QtBot) -> None:
    show(panel, ASKED)
    step(panel, 0, 2).click()
    panel.send.click()
    panel.deliveries.confirm("l1", "e1")
    qtbot.waitUntil(lambda: "The chair's PC has your answers" in words(panel))


def test_an_answer_is_taken_back_by_the_same_button(panel: LookBackPanel) -> None:
    show(panel, ASKED)
    step(panel, 1, 3).click()
    step(panel, 1, 3).click()
    assert panel._fields[1].answer == ""
    assert not panel.send.isEnabled()


def test_it_can_be_put_off_and_never_comes_back_nor_after_the_close(panel: LookBackPanel) -> None:
    show(panel, None)
    assert panel.isHidden()
    show(panel, ASKED)
    panel.skip.click()
    show(panel, replace(ASKED, answers=(LookBackAnswer("device-4", ("1", "", ""), NOON_MS),)))
    assert panel.isHidden()
    show(panel, replace(ASKED, lookback="l2"))
    assert panel.isVisible()
    show(panel, replace(ASKED, lookback="l2"), Phase.CLOSED)
    assert panel.isHidden()


def test_who_answered_before_is_not_asked_again(panel: LookBackPanel) -> None:
    show(panel, replace(ASKED, answers=(LookBackAnswer(ME, ("4", "", ""), NOON_MS),)))
    assert panel.isHidden()


def test_what_did_not_go_through_can_be_sent_again(panel: LookBackPanel) -> None:
    show(panel, ASKED)
    step(panel, 0, 1).click()
    panel.send.click()
    panel.release()
    assert panel.send.isVisible()
    assert panel.send.isEnabled()


def test_questions_of_the_chair_and_of_the_program() -> None:
    own = LookBackQuestion("満足しましたか", QuestionKind.SCALE)
    assert question_words((own, SCALE, SCALE, SCALE, TEXT)) == (
        "満足しましたか",
        "Was it easy to say what you think?",
        "Was the time of the meeting well spent?",
        "Was the time of the meeting well spent?",
        "A word for the next meeting",
    )

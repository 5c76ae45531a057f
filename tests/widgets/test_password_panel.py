from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton

from widgets.password_panel import TARGET, PasswordPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[PasswordPanel]:
    made = PasswordPanel()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    made.ask("資料3 人事案件")
    yield made
    assert made.field.inputMethodHints() & Qt.InputMethodHint.ImhHiddenText


def words(panel: PasswordPanel) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_it_says_for_which_document_and_what_becomes_of_the_password(panel: PasswordPanel) -> None:
    assert "資料3 人事案件 is protected by a password." in words(panel)
    assert "only until the meeting is left" in words(panel)
    assert panel.field.hasFocus()
    panel.ask("")
    assert "This document is protected" in panel.accessibleName()


@pytest.mark.parametrize("how", ["button", "Enter"])
def test_the_password_goes_out_and_stays_nowhere(panel: PasswordPanel, qtbot: QtBot, how: str) -> None:
    qtbot.keyClicks(panel.field, "himitsu")
    with qtbot.waitSignal(panel.password_given) as given:
        if how == "Enter":
            qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        else:
            panel.findChild(QPushButton).click()  # type: ignore[union-attr] # it has one
    assert given.args == ["himitsu"]
    assert panel.field.text() == ""
    panel.set_busy(busy=False)
    panel.field.undo()
    assert panel.field.text() == ""


def test_while_it_is_tried_nothing_can_be_typed_and_then_again(panel: PasswordPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.field, "chigau\r")
    assert panel.hint == "Opening…"
    assert not panel.field.isEnabled()
    panel.say_wrong()
    assert "not the password" in panel.hint
    assert panel.field.isEnabled()
    assert panel.field.hasFocus()
    qtbot.keyClicks(panel.field, "h")
    assert panel.hint == ""


def test_nothing_is_not_a_password(panel: PasswordPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.password_given):
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.hint == "There is nothing written yet."


def test_letters_are_hidden_until_they_are_asked_for(panel: PasswordPanel, qtbot: QtBot) -> None:
    show = panel.findChild(QToolButton)
    assert show is not None
    assert min(show.width(), show.height()) >= TARGET
    assert panel.field.echoMode() == QLineEdit.EchoMode.Password
    show.click()
    assert panel.field.echoMode() == QLineEdit.EchoMode.Normal
    assert not panel.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    qtbot.keyClicks(panel.field, "himitsu\r")
    assert panel.field.echoMode() == QLineEdit.EchoMode.Password
    assert not panel.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_whoever_comes_back_finds_an_empty_field(panel: PasswordPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.field, "himi")
    panel.hide()
    panel.show()
    assert panel.field.text() == ""


@pytest.mark.parametrize(
    ("key", "shift", "on"),
    [("A", False, True), ("a", True, True), ("a", False, False), ("A", True, False), ("5", False, False)],
)
def test_capitals_without_shift_are_told(
    panel: PasswordPanel, qtbot: QtBot, key: str, shift: bool, on: bool
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel.field, QKeyEvent(QEvent.Type.KeyPress, ord(key.upper()), held, key))
    assert panel.field.text() == key
    assert (panel.hint == "Caps Lock is on.") == on

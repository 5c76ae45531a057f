from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from widgets.card_editor import MAX_REASON, CardEditor, Writing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def editor(qtbot: QtBot) -> CardEditor:
    made = CardEditor()
    qtbot.addWidget(made)
    return made


def open_editor(editor: CardEditor, writing: Writing, words: str = "") -> None:
    editor.open_for("c1", writing)
    editor.show()
    editor.field.setPlainText(words)


@pytest.mark.parametrize("writing", list(Writing))
def test_what_is_written_is_named_and_told(editor: CardEditor, qtbot: QtBot, writing: Writing) -> None:
    open_editor(editor, writing, " はい。\n")
    assert editor.field.accessibleName()
    with qtbot.waitSignal(editor.finished) as done:
        editor.done.click()
    assert done.args == [writing.value, "c1", "はい。"]
    assert not editor.is_open
    editor.open_for("c1", writing)
    assert editor.field.toPlainText() == ""


def test_words_that_are_still_being_composed_are_not_sent(editor: CardEditor, qtbot: QtBot) -> None:
    open_editor(editor, Writing.ANSWER)
    QApplication.sendEvent(editor.field, QInputMethodEvent("へんかん", []))
    with qtbot.assertNotEmitted(editor.finished):
        qtbot.keyClick(editor.field, Qt.Key.Key_Return)
        editor.done.click()
    assert editor.is_open


def test_too_long_a_reason_is_kept_and_not_sent(editor: CardEditor, qtbot: QtBot) -> None:
    open_editor(editor, Writing.REASON, "あ" * (MAX_REASON + 1))
    assert not editor.done.isEnabled()
    with qtbot.assertNotEmitted(editor.finished):
        qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    editor.cancel.click()
    editor.open_for("c1", Writing.REASON)
    assert len(editor.field.body) == MAX_REASON + 1


def test_each_card_and_purpose_has_its_own_words(editor: CardEditor) -> None:
    open_editor(editor, Writing.REPLY, "返信")
    editor.open_for("c2", Writing.REPLY)
    assert editor.field.body == ""
    editor.field.setPlainText("別の返信")
    editor.open_for("c1", Writing.ANSWER)
    assert editor.field.body == ""
    editor.open_for("c1", Writing.REPLY)
    assert editor.field.body == "返信"
    editor.open_for("c2", Writing.REPLY)
    assert editor.field.body == "別の返信"

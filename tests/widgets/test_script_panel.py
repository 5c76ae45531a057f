from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sync.meeting import AgendaItem
from widgets.script_panel import MOST_LETTERS, ScriptPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ONE, TWO = AgendaItem("1", 1, "開会"), AgendaItem("2", 2, "窓口")


@pytest.fixture
def panel(qtbot: QtBot) -> ScriptPanel:
    panel = ScriptPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.set_scripts({"1": "開会を宣言する。"})
    panel.show_item(ONE)
    return panel


def test_the_words_of_the_present_item_are_shown(panel: ScriptPanel) -> None:
    assert panel.edit.toPlainText() == "開会を宣言する。"
    panel.show_item(TWO)
    assert panel.edit.toPlainText() == ""
    panel.show_item(None)
    assert not panel.isVisible()


def test_every_letter_is_told_and_comes_back_with_its_item(panel: ScriptPanel, qtbot: QtBot) -> None:
    panel.show_item(TWO)
    with qtbot.waitSignal(panel.script_changed) as changed:
        qtbot.keyClicks(panel.edit, "a")
    assert changed.args == ["2", "a"]
    panel.show_item(ONE)
    panel.show_item(TWO)
    assert panel.edit.toPlainText() == "a"


def test_an_item_that_opens_tells_nobody_that_something_was_written(panel: ScriptPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.script_changed):
        panel.show_item(TWO)
        panel.show_item(ONE)
        panel.set_scripts({"1": "別の言葉"})
    assert panel.edit.toPlainText() == "別の言葉"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform, windows
def test_the_large_letters_are_the_same_words(panel: ScriptPanel, qtbot: QtBot) -> None:
    panel.large_button.click()
    assert panel.box.isVisible()
    assert panel.box.edit.toPlainText() == "開会を宣言する。"
    large, small = (each.document().defaultFont().pointSizeF() for each in (panel.box.edit, panel.edit))
    assert large > 1.5 * small
    with qtbot.waitSignal(panel.script_changed):
        qtbot.keyClicks(panel.box.edit, "b")
    assert panel.edit.toPlainText() == panel.box.edit.toPlainText() == "b開会を宣言する。"
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert not panel.box.isVisible()


def test_a_script_has_an_end(panel: ScriptPanel) -> None:
    panel.edit.setPlainText("x" * (MOST_LETTERS + 10))
    assert len(panel.edit.toPlainText()) == MOST_LETTERS

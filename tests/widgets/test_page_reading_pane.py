from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.widgets.page_texts import horizontal
from widgets.page_reading_pane import PageReadingPane
from widgets.page_text import no_text
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = horizontal("本市では、令和六年度から窓", "口の業務を見直す。", "以上です。")


@pytest.fixture
def pane(qtbot: QtBot) -> PageReadingPane:
    pane = PageReadingPane()
    qtbot.addWidget(pane)
    pane.resize(400, 500)
    pane.show()
    return pane


def accessible_text(pane: PageReadingPane) -> str:
    found = QAccessible.queryAccessibleInterface(pane.text).textInterface()
    return found.text(0, found.characterCount())


def test_a_page_is_read_in_paragraphs(pane: PageReadingPane) -> None:
    pane.show_page("5", TEXT)
    assert accessible_text(pane) == "本市では、令和六年度から窓口の業務を見直す。\n以上です。"
    name = QAccessible.queryAccessibleInterface(pane.text).text(QAccessible.Text.Name)
    assert name == "Text of page 5"


def test_it_says_why_there_is_nothing_to_read(pane: PageReadingPane) -> None:
    pane.show_page("5", None)
    assert accessible_text(pane) == "The text of this page is being read…"
    pane.show_page("5", no_text())
    assert accessible_text(pane) == "This page has no text; it is a picture."
    pane.show_page("5", no_text(), has_failed=True)
    assert accessible_text(pane) == "The text of this page could not be read."


def test_the_place_is_kept_when_the_same_page_is_shown_again(qtbot: QtBot, pane: PageReadingPane) -> None:
    pane.show_page("5", TEXT)
    pane.text.setFocus()
    qtbot.keyClick(pane.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    pane.show_page("5", TEXT)
    assert pane.text.textCursor().selectedText() == "本"


def test_plain_text_is_copied_where_it_is_allowed(qtbot: QtBot, pane: PageReadingPane) -> None:
    QGuiApplication.clipboard().setText("before")
    pane.show_page("5", TEXT)
    pane.set_may_copy(allowed=False, reason="The policy forbids it.")
    qtbot.keyClick(pane.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(pane.notice_given) as given:
        qtbot.keyClick(pane.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert given.args == ["The policy forbids it."]
    assert QGuiApplication.clipboard().text() == "before"
    assert pane.text.textCursor().hasSelection()
    assert pane.text.createMimeDataFromSelection().formats() == []  # nor can it be dragged out
    pane.set_may_copy(allowed=True)
    qtbot.keyClick(pane.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("本市では")
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_escape_closes_it_and_nothing_can_be_written(qtbot: QtBot, pane: PageReadingPane) -> None:
    pane.show_page("5", TEXT)
    qtbot.keyClicks(pane.text, "x")
    pane.text.paste()
    assert not pane.text.canInsertFromMimeData(QMimeData())
    assert accessible_text(pane).startswith("本市")
    with qtbot.waitSignal(pane.closed):
        qtbot.keyClick(pane.text, Qt.Key.Key_Escape)


def test_letters_follow_the_text_size(qapp: QApplication, pane: PageReadingPane) -> None:
    pane.show_page("5", TEXT)
    small = pane.text.currentCharFormat().fontPointSize()
    apply_theme(qapp, TextSize.LARGE)
    try:
        assert pane.text.currentCharFormat().fontPointSize() > 1.3 * small
        assert accessible_text(pane).startswith("本市")
    finally:
        apply_theme(qapp, TextSize.SMALL)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.memo_editor import MemoEditor
from widgets.memo_text import SetText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot) -> MemoEditor:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    editor = MemoEditor(window)
    editor.window_kept = window  # type: ignore[attr-defined] # it lives as long as its field
    open_for(editor)
    editor.place(QRect(50, 50, 200, 30), 16.0)
    return editor


def open_for(editor: MemoEditor, text: str = "", *, longest: int = 10_000, one_line: bool = False) -> None:
    editor.open(text, QColor("#fff8c9"), "Text of the memo", longest=longest, one_line=one_line)


def compose(editor: MemoEditor, text: str) -> None:
    QApplication.sendEvent(editor, QInputMethodEvent(text, []))


def test_what_an_input_method_composes_is_seen_and_not_finished_by_its_keys(
    qtbot: QtBot, editor: MemoEditor
) -> None:
    compose(editor, "ぼうさい")
    assert editor.is_composing
    with qtbot.assertNotEmitted(editor.finished):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert editor.isVisible()


def test_finishing_keeps_what_was_not_decided_yet(qtbot: QtBot, editor: MemoEditor) -> None:
    qtbot.keyClicks(editor, "1. ")
    compose(editor, "防災")
    with qtbot.waitSignal(editor.finished) as finished:
        editor.finish()
    assert finished.args == ["1. 防災"]


def test_it_grows_with_its_text_and_stays_in_the_window(qtbot: QtBot, editor: MemoEditor) -> None:
    before = editor.height()
    qtbot.keyClicks(editor, "many words " * 12)
    assert editor.height() > before
    editor.setPlainText("line\n" * 60)
    assert editor.geometry().bottom() < 400
    assert editor.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_text_is_plain_and_no_longer_than_it_may_be(editor: MemoEditor) -> None:
    open_for(editor, longest=12)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\u202e and very long")
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "bold and ve"
    files = QMimeData()
    files.setUrls([QUrl("file:///etc")])
    assert not editor.canInsertFromMimeData(files)


def test_typing_beyond_the_limit_changes_nothing(qtbot: QtBot, editor: MemoEditor) -> None:
    open_for(editor, longest=5)
    qtbot.keyClicks(editor, "1234567")
    assert editor.toPlainText() == "12345"


def test_the_words_of_a_flag_are_one_line(qtbot: QtBot, editor: MemoEditor) -> None:
    open_for(editor, one_line=True)
    data = QMimeData()
    data.setText("two\nlines")
    editor.insertFromMimeData(data)
    with qtbot.waitSignal(editor.finished) as finished:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert finished.args == ["two lines"]


def test_its_paper_does_not_follow_the_theme(editor: MemoEditor) -> None:
    shown = editor.grab().toImage()
    assert shown.pixelColor(editor.width() - 8, editor.height() - 8) == QColor("#fff8c9")


def test_the_same_lines_at_every_size() -> None:
    words = "堤防の高さは前回の資料と数字が違うので担当課に確認すること"
    small, large = SetText(words, 120.0, 8.0), SetText(words, 1200.0, 80.0)
    assert large.height_pt == pytest.approx(10 * small.height_pt)
    assert SetText(words, 60.0, 8.0).height_pt > small.height_pt > SetText("", 120.0, 8.0).height_pt

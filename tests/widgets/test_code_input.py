from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication

from widgets.code_input import CODE_LENGTH, CodeInput, digits_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def field(qtbot: QtBot) -> CodeInput:
    field = CodeInput()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("482 913", "482913"),
        ("４８２　９１３", "482913"),
        ("code: 482-913!", "482913"),
        ("4829131", "482913"),
        ("②4½8", "48"),
        ("", ""),
    ],
)
def test_digits_of(text: str, digits: str) -> None:
    assert digits_of(text) == digits


@pytest.mark.parametrize("pasted", ["482 913", "４８２ ９１３", "参加コード 482 913\n"])
def test_paste(field: CodeInput, qtbot: QtBot, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    with qtbot.waitSignal(field.completed) as completed:
        field.paste()
    assert completed.args == ["482913"]
    assert field.code() == "482913"


def test_only_digits_are_taken(field: CodeInput, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "4a8-2 ")
    assert field.code() == "482"
    assert not field.is_complete()


def test_a_seventh_digit_changes_nothing(field: CodeInput, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "4829137")
    assert field.code() == "482913"


def test_backspace_and_arrows_correct_one_digit(field: CodeInput, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "482914")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_Right)
    qtbot.keyClicks(field, "5")
    assert field.code() == "452913"


def test_an_input_method_commits_full_width_digits(field: CodeInput) -> None:
    composing = QInputMethodEvent("４８", [])
    QApplication.sendEvent(field, composing)
    assert field.code() == ""
    finished = QInputMethodEvent()
    finished.setCommitString("４８２")
    QApplication.sendEvent(field, finished)
    assert field.code() == "482"


def test_digits_are_never_held_back_by_an_input_method(field: CodeInput) -> None:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints)
    QApplication.sendEvent(field, query)
    assert query.value(Qt.InputMethodQuery.ImEnabled) is False
    assert query.value(Qt.InputMethodQuery.ImHints) == field.inputMethodHints().value


def test_to_a_screen_reader_it_is_one_named_field(field: CodeInput) -> None:
    assert "6" in field.accessibleName()
    assert field.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_boxes_are_large_enough_and_inside(field: CodeInput) -> None:
    boxes = field.boxes()
    assert len(boxes) == CODE_LENGTH
    assert all(box.width() >= 36 and box.height() >= 36 and field.rect().contains(box) for box in boxes)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton

from tests.widgets.test_page_view import A4, Album
from widgets.reader import Reader
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 600)
    reader.show()
    reader.show_pages([A4] * 12, Album())
    return reader


def button(reader: Reader, name: str) -> QToolButton:
    (found,) = [tool for tool in reader.findChildren(QToolButton) if tool.accessibleName() == name]
    return found


def number(reader: Reader) -> QLineEdit:
    (found,) = reader.findChildren(QLineEdit)
    return found


def texts(reader: Reader) -> list[str]:
    return [label.text() for label in reader.findChildren(QLabel) if label.isVisible() and label.text()]


def press(qtbot: QtBot, tool: QToolButton) -> None:
    qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)


def test_buttons_turn_pages_and_know_the_ends(qtbot: QtBot, reader: Reader) -> None:
    before, after = button(reader, "Previous page"), button(reader, "Next page")
    assert (before.isEnabled(), after.isEnabled()) == (False, True)
    with qtbot.waitSignal(reader.view.user_moved):
        press(qtbot, after)
    assert (number(reader).text(), before.isEnabled()) == ("2", True)
    reader.view.go_to_page(11)
    assert (number(reader).text(), after.isEnabled()) == ("12", False)
    assert "/ 12" in texts(reader)


@pytest.mark.parametrize(
    ("typed", "page"), [("7", 6), ("７", 6), ("99", 11), ("0", 0), ("-4", 0), ("五", 2), ("", 2), ("1.5", 2)]
)
def test_a_page_number_can_be_typed_in_any_width(qtbot: QtBot, reader: Reader, typed: str, page: int) -> None:
    reader.view.go_to_page(2)
    field = number(reader)
    field.clear()
    field.insert(typed)  # as an input method does; QtTest's keys know ASCII only
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reader.view.current_page == page
    assert field.text() == str(page + 1)


def test_zoom_is_told_in_figures_and_steps_by_buttons(qtbot: QtBot, reader: Reader) -> None:
    press(qtbot, button(reader, "Fit the page to the width"))
    assert button(reader, "Fit the page to the width").isChecked()
    fitted = reader.view.zoom
    assert f"{round(fitted * 100)} %" in texts(reader)
    press(qtbot, button(reader, "Larger"))
    assert reader.view.zoom > fitted
    assert f"{round(reader.view.zoom * 100)} %" in texts(reader)
    assert not button(reader, "Fit the page to the width").isChecked()
    press(qtbot, button(reader, "Show the whole page"))
    assert button(reader, "Show the whole page").isChecked()
    press(qtbot, button(reader, "Show the whole page"))
    assert button(reader, "Show the whole page").isChecked()  # pressing again changes nothing


def test_a_sentence_stands_in_place_of_pages_and_can_offer_another_try(qtbot: QtBot, reader: Reader) -> None:
    reader.show_message("This document needs a password.", "Ask for a copy without one.")
    assert not reader.is_showing_pages
    assert {"This document needs a password.", "Ask for a copy without one."} <= set(texts(reader))
    assert not any(tool.isVisible() for tool in reader.findChildren(QPushButton))
    assert not button(reader, "Next page").isEnabled()
    reader.show_message("This document could not be opened.", can_retry=True)
    (retry,) = [tool for tool in reader.findChildren(QPushButton) if tool.isVisible()]
    with qtbot.waitSignal(reader.retry_asked):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    reader.show_pages([A4], Album())
    assert reader.is_showing_pages


def test_every_control_has_a_name_and_is_large_enough(reader: Reader) -> None:
    controls = [*reader.findChildren(QToolButton), *reader.findChildren(QLineEdit)]
    shown = [control for control in controls if control.isVisible() and control.parent() is not None]
    assert len(shown) >= 7
    assert [control for control in shown if not control.accessibleName()] == []
    assert [
        control.accessibleName() for control in shown if min(control.width(), control.height()) < 36
    ] == []


def test_a_narrow_reader_with_large_text_leaves_out_rather_than_overflows(
    qtbot: QtBot, qapp: QApplication
) -> None:
    try:
        apply_theme(qapp, TextSize.LARGE)
        reader = Reader()
        qtbot.addWidget(reader)
        tool = QPushButton("発表者に合わせる")
        reader.add_tool(tool)
        reader.resize(620, 500)
        reader.show()
        reader.show_pages([A4] * 300, Album())
        assert tool.geometry().right() <= reader.width()
        assert button(reader, "Next page").isVisible()
        assert not button(reader, "Show the whole page").isVisible()
        reader.resize(1400, 500)
        assert button(reader, "Show the whole page").isVisible()
    finally:
        apply_theme(qapp, TextSize.SMALL)

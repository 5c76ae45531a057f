from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from tests.widgets.test_page_view import A4, Album
from widgets.page_layout import Fit
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
    return reader.bar.number.field


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


def choose_zoom(reader: Reader, words: str) -> None:
    box = reader.bar.zoom
    row = box.findText(words)
    box.setCurrentIndex(row)
    box.activated.emit(row)  # as the list does for a person


def test_zoom_is_told_in_figures_and_steps_by_buttons(qtbot: QtBot, reader: Reader) -> None:
    box = reader.bar.zoom
    choose_zoom(reader, "Fit width")
    assert (reader.view.fit, box.currentText()) == (Fit.WIDTH, "Fit width")
    fitted = reader.view.zoom
    assert box.accessibleDescription() == f"{round(fitted * 100)} %"
    press(qtbot, button(reader, "Larger"))
    assert reader.view.zoom > fitted
    assert box.currentText() == f"{round(reader.view.zoom * 100)} %"
    choose_zoom(reader, "Whole page")
    assert (reader.view.fit, box.currentText()) == (Fit.PAGE, "Whole page")
    whole = reader.view.zoom
    assert whole < fitted
    choose_zoom(reader, "Whole page")
    assert (reader.view.fit, reader.view.zoom) == (Fit.PAGE, whole)  # choosing it again changes nothing
    choose_zoom(reader, "150 %")
    assert (reader.view.fit, reader.view.zoom) == (Fit.ZOOM, pytest.approx(1.5, rel=0.01))


def test_a_zoom_can_be_typed_and_the_keys_go_back_to_the_pages(qtbot: QtBot, reader: Reader) -> None:
    field = reader.bar.zoom.lineEdit()
    field.setFocus()
    field.setText("８０％")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reader.view.zoom == pytest.approx(0.8, rel=0.01)
    assert reader.view.hasFocus()
    field.setFocus()
    field.setText("large")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (reader.view.zoom, reader.bar.zoom.currentText()) == (pytest.approx(0.8, rel=0.01), "80 %")
    assert reader.view.hasFocus()


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
    kinds = (QToolButton, QLineEdit, QComboBox)
    controls: list[QWidget] = [control for kind in kinds for control in reader.findChildren(kind)]
    shown = [control for control in controls if control.isVisible()]
    assert len(shown) >= 12
    assert [control for control in shown if not control.accessibleName()] == []
    inside = reader.bar.zoom.lineEdit()  # its box is the target
    assert [
        control.accessibleName()
        for control in shown
        if control is not inside and min(control.width(), control.height()) < 36
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
        assert not reader.bar.enlarge.isVisible()
        reader.resize(1400, 500)
        assert reader.bar.enlarge.isVisible()
        assert tool.geometry().right() <= reader.width()
    finally:
        apply_theme(qapp, TextSize.SMALL)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from widgets.colours import DARK, LIGHT
from widgets.note_bar import NoteBar
from widgets.note_tool import COLOURS, NoteTool, NoteWidth
from widgets.note_values import NoteColour
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def bar(qtbot: QtBot) -> NoteBar:
    bar = NoteBar()
    qtbot.addWidget(bar)
    bar.resize(1000, 90)
    bar.show()
    return bar


@pytest.fixture
def large_and_dark(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, TextSize.LARGE, DARK)
    yield
    apply_theme(qapp, TextSize.SMALL, LIGHT)


def buttons(bar: NoteBar) -> list[QToolButton]:
    return [button for button in bar.findChildren(QToolButton) if button.isVisible()]


def told(bar: NoteBar) -> list[object]:
    events: list[object] = []
    bar.tool_chosen.connect(events.append)
    bar.colour_chosen.connect(events.append)
    bar.width_chosen.connect(events.append)
    return events


def test_a_tool_is_told_with_its_colour_and_its_width(qtbot: QtBot, bar: NoteBar) -> None:
    events = told(bar)
    qtbot.mouseClick(bar._tools[NoteTool.PEN], Qt.MouseButton.LeftButton)
    assert events == [NoteTool.PEN, NoteColour.BLACK, NoteWidth.MEDIUM]
    assert bar._tools[NoteTool.PEN].isChecked()


def test_each_tool_remembers_its_own_colour_and_width(qtbot: QtBot, bar: NoteBar) -> None:
    bar.choose_tool(NoteTool.PEN)
    qtbot.mouseClick(bar._colours[NoteColour.RED], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar._widths[NoteWidth.THICK], Qt.MouseButton.LeftButton)
    bar.choose_tool(NoteTool.MARKER)
    events = told(bar)
    bar.choose_tool(NoteTool.PEN)
    assert events == [NoteTool.PEN, NoteColour.RED, NoteWidth.THICK]
    assert bar._colours[NoteColour.RED].isChecked()


@pytest.mark.parametrize("tool", list(NoteTool))
def test_only_what_a_tool_has_is_offered(bar: NoteBar, tool: NoteTool) -> None:
    bar.choose_tool(tool)
    assert {colour for colour, button in bar._colours.items() if button.isVisible()} == set(COLOURS[tool])


def test_a_tool_chosen_by_a_key_is_shown_and_told_to_nobody(bar: NoteBar) -> None:
    bar.choose_tool(NoteTool.PEN)
    events = told(bar)
    bar.show_tool(NoteTool.READ)
    assert bar._tools[NoteTool.READ].isChecked()
    assert events == []


def test_undo_and_redo_are_offered_where_there_is_something(qtbot: QtBot, bar: NoteBar) -> None:
    assert not bar._undo.isEnabled()
    bar.set_history(can_undo=True, can_redo=False)
    with qtbot.waitSignal(bar.undo_asked):
        qtbot.mouseClick(bar._undo, Qt.MouseButton.LeftButton)
    assert not bar._redo.isEnabled()


def test_every_button_has_a_name_and_is_large_enough_and_reached_by_tab(bar: NoteBar) -> None:
    for tool in NoteTool:
        bar.choose_tool(tool)
        for button in buttons(bar):
            assert button.accessibleName()
            assert button.toolTip()
            assert button.width() >= 36
            assert button.height() >= 36
        groups = bar._tools.values(), bar._colours.values(), bar._widths.values()
        for group in groups:  # Tab comes to each group, the arrows go through it
            shown = [button for button in group if button.isVisible()]
            assert not shown or any(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in shown)


@pytest.mark.parametrize("width", [400, 640, 1000, 1600])
@pytest.mark.usefixtures("large_and_dark")
def test_everything_fits_in_large_text(qtbot: QtBot, bar: NoteBar, width: int) -> None:
    bar.choose_tool(NoteTool.MARKER)
    bar.resize(max(width, 600), 150)
    QApplication.processEvents()
    for button in buttons(bar):
        right = button.mapTo(bar, button.rect().topRight()).x()
        assert right <= bar.width()


def test_words_stand_beside_the_signs_where_there_is_room(bar: NoteBar) -> None:
    style = Qt.ToolButtonStyle
    assert bar._tools[NoteTool.PEN].toolButtonStyle() is style.ToolButtonTextBesideIcon
    bar.resize(420, 90)
    assert bar._tools[NoteTool.PEN].toolButtonStyle() is style.ToolButtonIconOnly

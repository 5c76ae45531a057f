from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor

from tests.widgets.note_hands import A4, BlankPictures, desk_of, draw, mouse, on_page, picture
from widgets.note_tool import NoteTool
from widgets.note_values import TextMark
from widgets.page_layout import Place
from widgets.page_text import UNITS, PageText, no_text
from widgets.page_view import PageView
from widgets.text_mark_tool import marked_lines, nearest_character

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def lines_of_text(*lines: str) -> PageText:
    """Lines of large letters below each other: each 0.05 wide and 0.04 high, from 0.1 on."""
    boxes = array("H")
    for row, line in enumerate(lines):
        top = 0.1 + 0.1 * row
        for column in range(len(line) + 1):
            left = 0.1 + 0.05 * min(column, len(line) - 1)
            boxes.extend(round(value * UNITS) for value in (left, top, left + 0.05, top + 0.04))
    return PageText("".join(f"{line}\n" for line in lines), boxes, (False,) * len(lines))


TEXT = lines_of_text("防災計画", "の見直し")


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 2, BlankPictures())
    return view


def test_dragging_over_words_marks_them(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.TEXT_MARK)
    wanted: list[int] = []
    desk.text_wanted.connect(wanted.append)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(*on_page(view, 0.17, 0.12)))
    assert wanted == [0]
    desk.set_page_text(0, TEXT)
    mouse(view, QEvent.Type.MouseMove, QPointF(*on_page(view, 0.12, 0.22)))
    x, y = on_page(view, 0.25, 0.12)
    assert picture(view).pixelColor(int(x), int(y)) == QColor("#ffee58")
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(*on_page(view, 0.12, 0.22)))
    (note,) = desk.notes
    assert isinstance(note.content, TextMark)
    assert note.content.text == "災計画\nの"
    assert (note.content.start, note.content.end) == (1, 6)
    assert len(note.content.lines) == 2
    assert note.content.lines[0] == pytest.approx((0.15, 0.1, 0.3, 0.14), abs=1e-4)
    assert told.words == ["added"]
    assert picture(view).pixelColor(int(x), int(y)) == QColor("#ffee58")


def test_text_that_comes_late_is_marked_then(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.TEXT_MARK)
    draw(view, [on_page(view, 0.12, 0.12), on_page(view, 0.2, 0.12)])
    assert desk.notes == []
    desk.set_page_text(1, TEXT)
    assert desk.notes == []
    desk.set_page_text(0, TEXT)
    assert [note.text for note in desk.notes] == ["防災"]


def test_a_page_without_text_says_so(qtbot: QtBot, view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.TEXT_MARK)
    desk.set_page_text(0, no_text())
    with qtbot.waitSignal(desk.page_has_no_text):
        draw(view, [on_page(view, 0.12, 0.12), on_page(view, 0.3, 0.12)])
    assert desk.notes == []


def test_a_click_marks_nothing(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.TEXT_MARK)
    desk.set_page_text(0, TEXT)
    draw(view, [on_page(view, 0.12, 0.12)])
    assert desk.notes == []


def test_the_eraser_removes_marks_of_text(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.TEXT_MARK)
    desk.set_page_text(0, TEXT)
    draw(view, [on_page(view, 0.12, 0.12), on_page(view, 0.29, 0.12)])
    desk.set_tool(NoteTool.ERASER)
    draw(view, [on_page(view, 0.2, 0.05), on_page(view, 0.2, 0.3)])
    assert desk.notes == []


def test_the_text_of_another_document_is_forgotten(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.TEXT_MARK)
    desk.set_page_text(0, TEXT)
    desk.open_notes([])
    draw(view, [on_page(view, 0.12, 0.12), on_page(view, 0.29, 0.12)])
    assert desk.notes == []


@pytest.mark.parametrize(
    ("x", "y", "index"), [(0.12, 0.11, 0), (0.0, 0.0, 0), (0.99, 0.12, 3), (0.16, 0.3, 6), (0.5, 0.99, 8)]
)
def test_the_nearest_character_is_found(x: float, y: float, index: int) -> None:
    assert nearest_character(TEXT, Place(0, x, y), A4) == index


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert nearest_character(no_text(), Place(0, 0.5, 0.5), A4) is None
    assert marked_lines(TEXT, 4, 5) == ()  # a line break alone

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest

from tests.widgets.page_texts import EM, PITCH, TextBuilder, horizontal, middle, vertical
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place, Shade, Tile
from widgets.page_text import no_text
from widgets.page_view import PageView
from widgets.selection_tool import SelectionTool

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pytestqt.qtbot import QtBot

    from widgets.page_text import PageText

A4 = (595.0, 842.0)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class NoPictures:
    def tile(self, _tile: Tile) -> QImage | None:
        return None

    def stand_ins(self, _page: int, _turn: int, _shade: Shade) -> Iterable[tuple[Tile, QImage]]:
        return ()


@dataclass
class Desk:
    """A view with a selection tool; ``texts`` are known, ``wanted`` were asked for."""

    qtbot: QtBot
    view: PageView
    tool: SelectionTool
    texts: dict[int, PageText]
    wanted: list[int] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def at(self, index: int, page: int = 0, *, side: float = 0.0) -> QPoint:
        """Where a character is in the viewport; ``side`` goes to an edge of it, -1 to 1."""
        x, y = middle(self.texts[page], index)
        return self.view.viewport_point(Place(page, x + side * EM * 0.4, y))

    def press(self, point: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.view.viewport(), LEFT, modifier, point)

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.press(start, modifier)
        for point in ((start + end) / 2, end):
            QTest.mouseMove(self.view.viewport(), point)
        QTest.mouseRelease(self.view.viewport(), LEFT, modifier, end)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(self.view, key, modifier)

    def come(self, page: int, text: PageText) -> None:
        self.texts[page] = text
        self.tool.take_text(page)

    @property
    def selected(self) -> str:
        return self.tool.selected_text()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 900)
    view.show()
    tool = SelectionTool(view)
    view.add_layer(tool)
    view.add_tool(tool)
    view.show_pages([A4] * 3, NoPictures())
    desk = Desk(qtbot, view, tool, {0: horizontal("災害時の対応について", "すぐに集まる。")})
    tool.set_texts(desk.texts.get)
    tool.text_wanted.connect(desk.wanted.append)
    tool.notice_given.connect(desk.notices.append)
    return desk


# -- by mouse ----------------------------------------------------------------------------------


def test_dragging_over_characters_selects_them(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.tool.selection_changed):
        desk.drag(desk.at(1, side=-1), desk.at(12, side=1))
    assert desk.selected == "害時の対応について\nすぐ"
    assert desk.tool.selection.on(0) == (range(1, 13),)
    assert len(desk.tool.rectangles(0)) == 2


def test_it_is_the_same_selection_backwards(desk: Desk) -> None:
    desk.drag(desk.at(12, side=1), desk.at(1, side=-1))
    assert desk.tool.selection.on(0) == (range(1, 13),)


def test_pressing_elsewhere_moves_the_paper_and_gives_the_selection_up(desk: Desk) -> None:
    desk.drag(desk.at(0), desk.at(5))
    bar = desk.view.verticalScrollBar()
    desk.drag(QPoint(400, 600), QPoint(400, 500))
    assert bar.value() == 100
    assert desk.tool.selection.is_empty


def test_the_cursor_is_a_bar_over_characters_only(desk: Desk) -> None:
    viewport = desk.view.viewport()
    QTest.mouseMove(viewport, desk.at(3))
    assert viewport.cursor().shape() is Qt.CursorShape.IBeamCursor
    QTest.mouseMove(viewport, QPoint(400, 600))
    assert viewport.cursor().shape() is Qt.CursorShape.OpenHandCursor
    assert desk.wanted == []


def test_the_text_below_the_mouse_is_wanted(desk: Desk) -> None:
    desk.texts.clear()
    QTest.mouseMove(desk.view.viewport(), QPoint(300, 300))
    assert set(desk.wanted) == {0}


def test_a_double_click_selects_a_word_and_a_third_click_the_line(desk: Desk) -> None:
    point = desk.at(5)
    QTest.mouseDClick(desk.view.viewport(), LEFT, NONE, point)
    assert desk.selected == "対応"
    desk.press(point)
    QTest.mouseRelease(desk.view.viewport(), LEFT, NONE, point)
    assert desk.selected == "災害時の対応について"


def test_dragging_after_a_double_click_grows_by_words(desk: Desk) -> None:
    for phase, index in ((Phase.DOUBLE_PRESS, 5), (Phase.MOVE, 1)):
        assert desk.tool.point(Pointer(phase, Place(0, *middle(desk.texts[0], index)), desk.at(index)))
    assert desk.selected == "災害時の対応"


def test_a_finger_moves_the_paper_and_selects_words_by_two_taps(desk: Desk) -> None:
    place = Place(0, *middle(desk.texts[0], 5))
    assert not desk.tool.point(Pointer(Phase.PRESS, place, desk.at(5), is_touch=True))
    assert desk.tool.selection.is_empty
    assert desk.tool.point(Pointer(Phase.DOUBLE_PRESS, place, desk.at(5), is_touch=True))
    assert desk.selected == "対応"


def test_shift_and_a_click_take_the_selection_there(desk: Desk) -> None:
    desk.drag(desk.at(1, side=-1), desk.at(2, side=1))
    desk.drag(desk.at(5, side=1), desk.at(5, side=1), SHIFT)
    assert desk.selected == "害時の対応"


def test_dragging_to_another_page_takes_what_lies_between(desk: Desk) -> None:
    desk.view.set_zoom(0.25)
    desk.drag(desk.at(12, side=-1), desk.view.viewport_point(Place(1, 0.5, 0.5)))
    assert set(desk.wanted) == {1}  # nothing is known of it yet
    desk.drag(desk.at(12, side=-1), desk.view.viewport_point(Place(2, 0.5, 0.9)))
    desk.wanted.clear()
    desk.texts[2] = horizontal("三頁目")
    desk.drag(desk.at(12, side=-1), desk.at(1, page=2, side=1))
    assert desk.tool.selection.missing == (1,)
    assert 1 in desk.wanted
    desk.come(1, horizontal("二頁目"))
    assert desk.tool.selection.missing == ()
    assert desk.selected == "ぐに集まる。\n二頁目\n三頁"


def test_text_that_comes_while_one_drags_is_selected_as_it_comes(desk: Desk) -> None:
    desk.view.set_zoom(0.25)
    desk.press(desk.at(16, side=-1))
    end = desk.view.viewport_point(Place(1, 0.1 + 2 * EM, 0.1 + EM / 2))
    QTest.mouseMove(desk.view.viewport(), end)
    desk.come(1, horizontal("二頁目"))
    assert desk.selected.startswith("る。\n二")
    QTest.mouseRelease(desk.view.viewport(), LEFT, NONE, end)


def test_holding_the_mouse_below_the_window_scrolls_on(desk: Desk) -> None:
    desk.press(desk.at(0))
    below = QPoint(300, desk.view.viewport().height() + 40)
    QTest.mouseMove(desk.view.viewport(), below)
    bar = desk.view.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.value() > 50)
    QTest.mouseRelease(desk.view.viewport(), LEFT, NONE, below)
    assert not desk.tool._scroll_timer.isActive()
    assert desk.selected == "災害時の対応について\nすぐに集まる。"


def test_vertical_text_is_selected_line_by_line_from_the_right(desk: Desk) -> None:
    desk.come(0, vertical("縦書きの本", "次の行"))
    (x, y), (end_x, end_y) = middle(desk.texts[0], 3), middle(desk.texts[0], 6)
    start = desk.view.viewport_point(Place(0, x, y - EM / 3))
    desk.drag(start, desk.view.viewport_point(Place(0, end_x, end_y + EM / 3)))
    assert desk.selected == "の本\n次"


def test_dragging_over_ruby_does_not_select_up_to_it(desk: Desk) -> None:
    builder = TextBuilder().line("議案の審査", 0.5, 0.1, is_vertical=True)
    builder.line("予算の説明", 0.46, 0.1, is_vertical=True).line(
        "よさん", 0.481, 0.1, is_vertical=True, em=0.01
    )
    desk.come(0, builder.text())
    desk.drag(desk.at(0), desk.at(13))
    assert desk.selected == "議案の審査\n予"


# -- tables ------------------------------------------------------------------------------------


def table() -> PageText:
    builder = TextBuilder()
    for row, cells in enumerate((("学区", "人口"), ("第一小", "987"))):
        for column, cell in enumerate(cells):
            builder.line(cell, 0.1 + 0.3 * column, 0.1 + row * PITCH)
    return builder.text()


@pytest.mark.parametrize("is_mode", [True, False])
def test_a_rectangle_selects_a_table(desk: Desk, is_mode: bool) -> None:
    desk.come(0, table())
    desk.tool.set_table_mode(on=is_mode)
    start, end = (desk.view.viewport_point(Place(0, *corner)) for corner in ((0.02, 0.05), (0.95, 0.5)))
    desk.drag(start, end, NONE if is_mode else ALT)
    assert desk.selected == "学区\t人口\n第一小\t987"
    assert desk.tool.selection.is_table
    desk.tool.copy()
    assert QGuiApplication.clipboard().text() == desk.selected


# -- by keys -----------------------------------------------------------------------------------


def test_shift_and_arrows_extend_from_where_one_clicked(desk: Desk) -> None:
    desk.drag(desk.at(3, side=-1), desk.at(3, side=-1))
    desk.key(Qt.Key.Key_Right, SHIFT)
    desk.key(Qt.Key.Key_Right, SHIFT)
    assert desk.selected == "の対"
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert desk.selected == "の対応について\nすぐに集ま"
    desk.key(Qt.Key.Key_Home, SHIFT)
    assert desk.selected == "の対応について"
    desk.key(Qt.Key.Key_End, SHIFT)
    assert desk.selected == "の対応について\nすぐに集まる。"
    desk.key(Qt.Key.Key_Left, SHIFT | CTRL)
    assert desk.selected == "の対応について\nすぐに集まる"


def test_in_vertical_text_down_is_the_next_character_and_left_the_next_line(desk: Desk) -> None:
    desk.come(0, vertical("縦書きの本", "次の行"))
    desk.drag(desk.at(1), desk.at(1))
    head = desk.tool._head
    assert head is not None
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert desk.tool.selection.on(0) == (range(head.gap, head.gap + 1),)
    desk.key(Qt.Key.Key_Left, SHIFT)
    assert "本\n次" in desk.selected


def test_the_caret_starts_at_the_top_and_moves_without_selecting(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F7)
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Down)
    assert desk.tool._head is not None
    assert (desk.tool._head.page, desk.tool._head.gap) == (0, 12)
    assert desk.tool.selection.is_empty
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Right)
    assert desk.view.current_page == 1  # arrows turn pages again


def test_the_caret_goes_on_to_the_next_page_and_the_view_with_it(desk: Desk) -> None:
    desk.texts[1] = horizontal("二頁目")
    desk.key(Qt.Key.Key_F7)
    desk.key(Qt.Key.Key_End, CTRL)
    desk.view.fit_page()
    desk.key(Qt.Key.Key_Right, SHIFT)
    desk.key(Qt.Key.Key_Right, SHIFT)
    assert desk.view.current_page == 1
    assert desk.selected == "\n二"


def test_a_caret_below_the_window_is_scrolled_to(desk: Desk) -> None:
    desk.come(0, horizontal(*["行"] * 29))
    desk.view.resize(800, 300)
    desk.key(Qt.Key.Key_F7)
    desk.key(Qt.Key.Key_End, CTRL)
    place = desk.tool._pages.lines(0)
    assert place is not None
    _along, (left, top, _right, _bottom) = place.position(57)
    assert desk.view.viewport().rect().contains(desk.view.viewport_point(Place(0, left, top)))


def test_where_there_is_no_text_keys_scroll_as_ever(desk: Desk) -> None:
    desk.come(0, no_text())
    bar = desk.view.verticalScrollBar()
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert bar.value() > 0
    desk.key(Qt.Key.Key_F7)
    desk.key(Qt.Key.Key_A, CTRL)
    assert desk.tool.selection.is_empty


def test_ctrl_a_selects_the_page_and_escape_nothing(desk: Desk) -> None:
    desk.key(Qt.Key.Key_A, CTRL)
    assert desk.selected == "災害時の対応について\nすぐに集まる。"
    desk.key(Qt.Key.Key_Escape)
    assert desk.tool.selection.is_empty


# -- copying -----------------------------------------------------------------------------------


def test_ctrl_c_copies_plain_text(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("before")
    desk.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "before"  # nothing is selected
    desk.come(0, horizontal("a\x07b\u202ec"))
    desk.key(Qt.Key.Key_A, CTRL)
    with desk.qtbot.waitSignal(desk.tool.copied):
        desk.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "abc"
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_a_shortcut_of_the_window_does_not_take_the_copy_key(desk: Desk) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, CTRL)
    override.ignore()
    QGuiApplication.sendEvent(desk.view, override)
    assert not override.isAccepted()  # nothing is selected
    desk.key(Qt.Key.Key_A, CTRL)
    QGuiApplication.sendEvent(desk.view, override)
    assert override.isAccepted()


def test_what_may_not_be_copied_is_not_and_can_still_be_selected(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("before")
    desk.tool.set_may_copy(allowed=False)
    desk.key(Qt.Key.Key_A, CTRL)
    desk.key(Qt.Key.Key_C, CTRL)
    desk.tool.set_may_copy(allowed=False, reason="The policy of the city forbids it.")
    desk.tool.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert desk.notices == ["This document does not allow copying.", "The policy of the city forbids it."]
    assert not desk.tool.selection.is_empty


def test_copying_waits_for_text_that_is_still_being_read(desk: Desk) -> None:
    text = desk.texts[0]
    desk.key(Qt.Key.Key_A, CTRL)
    QGuiApplication.clipboard().setText("before")
    del desk.texts[0]  # it was needed least lately
    desk.wanted.clear()
    desk.tool.copy()
    assert desk.wanted == [0]
    assert QGuiApplication.clipboard().text() == "before"
    desk.come(0, text)
    assert QGuiApplication.clipboard().text() == "災害時の対応について\nすぐに集まる。"
    QGuiApplication.clipboard().setText("later")
    desk.come(0, text)
    assert QGuiApplication.clipboard().text() == "later"


def test_a_very_long_text_is_copied_in_part_and_that_is_said(desk: Desk) -> None:
    line = "長" * 20_000
    desk.texts.update({page: horizontal(*[line] * 10) for page in range(3)})
    desk.tool.take_text(0)
    desk.key(Qt.Key.Key_F7)
    desk.key(Qt.Key.Key_Home, CTRL)
    for _page in range(2):
        desk.key(Qt.Key.Key_End, CTRL | SHIFT)
        desk.key(Qt.Key.Key_Right, SHIFT)
    desk.key(Qt.Key.Key_End, CTRL | SHIFT)
    desk.tool.copy()
    assert len(QGuiApplication.clipboard().text().encode()) <= 1 << 20
    assert len(desk.notices) == 1


def test_another_document_has_nothing_selected(desk: Desk) -> None:
    desk.key(Qt.Key.Key_A, CTRL)
    desk.tool.set_texts(None)
    assert desk.tool.selection.is_empty
    desk.key(Qt.Key.Key_F7)
    desk.drag(desk.at(0), desk.at(5))
    assert desk.tool.selection.is_empty


# -- how it looks ------------------------------------------------------------------------------


@pytest.mark.parametrize("is_inverted", [False, True])
def test_selected_text_keeps_its_contrast(desk: Desk, is_inverted: bool) -> None:
    paper, ink = QColor("black" if is_inverted else "white"), QColor("white" if is_inverted else "black")
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(paper)
    left, top, _right, _bottom = desk.texts[0].box(0)
    dot = QPoint(round(left * 595) + 3, round(top * 842) + 3)
    image.setPixelColor(dot, ink)
    desk.tool.set_inverted(inverted=is_inverted)
    desk.key(Qt.Key.Key_A, CTRL)
    painter = QPainter(image)
    desk.tool.paint(painter, 0, A4)
    painter.end()
    tinted = image.pixelColor(dot + QPoint(1, 1))
    assert image.pixelColor(dot) == ink
    assert tinted != paper
    assert abs(tinted.lightness() - ink.lightness()) > 140
    assert image.pixelColor(500, 800) == paper


def test_the_caret_is_painted_between_characters(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F7)
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    desk.tool.paint(painter, 0, A4)
    painter.end()
    left, top, _right, bottom = desk.texts[0].box(0)
    column = round(left * 595)
    dark = [x for x in range(595) if image.pixelColor(x, round((top + bottom) / 2 * 842)) != QColor("white")]
    assert dark
    assert all(abs(x - column) <= 2 for x in dark)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.widgets.album import A4, Album
from widgets.enlarge_tool import EnlargeTool
from widgets.page_layer import Pointer
from widgets.page_layout import Place
from widgets.page_painter import PAPER
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 3, Album())
    return view


@pytest.fixture
def tool(view: PageView) -> EnlargeTool:
    return EnlargeTool(view)


def drag(view: PageView, start: QPoint, end: QPoint, *, release: bool = True) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    if release:
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)


def colour_at(view: PageView, point: QPoint) -> QColor:
    return view.viewport().grab().toImage().pixelColor(point)


def test_a_drag_enlarges_what_was_drawn_around(qtbot: QtBot, view: PageView, tool: EnlargeTool) -> None:
    tool.arm()
    assert view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    corners = [view.place_at(QPoint(x, y).toPointF()) for x, y in ((200, 150), (400, 300))]
    with qtbot.waitSignal(tool.armed_changed) as changed:
        drag(view, QPoint(200, 150), QPoint(400, 300))
    assert changed.args == [False]
    assert view.is_enlarged
    room = view.viewport().rect().adjusted(-3, -3, 3, 3)
    assert all(room.contains(view.viewport_point(corner)) for corner in corners)
    assert view.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_the_rectangle_is_seen_while_it_is_drawn(view: PageView, tool: EnlargeTool) -> None:
    tool.arm()
    drag(view, QPoint(200, 150), QPoint(400, 300), release=False)
    assert colour_at(view, QPoint(300, 220)) == PAPER
    assert colour_at(view, QPoint(500, 220)) != PAPER
    QTest.mouseMove(view.viewport(), QPoint(600, 300))
    assert colour_at(view, QPoint(500, 220)) == PAPER
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert colour_at(view, QPoint(650, 400)) == PAPER
    assert not tool.is_armed
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(600, 300))
    assert not view.is_enlarged


def test_a_rectangle_ends_at_the_edge_of_its_page(view: PageView, tool: EnlargeTool) -> None:
    view.scroll_by(0, 800)
    edge = view.viewport_point(Place(0, 0.5, 1.0)).y()
    assert 0 < edge < 500
    tool.arm()
    drag(view, QPoint(200, edge - 150), QPoint(400, edge + 100))
    assert view.is_enlarged
    assert view.visible_pages == [0]


def test_a_click_enlarges_the_quarter_around_it(view: PageView, tool: EnlargeTool) -> None:
    tool.arm()
    at = QPoint(400, 400)
    place = view.place_at(at.toPointF())
    drag(view, at, at + QPoint(2, 1))
    assert view.is_enlarged
    assert view.viewport().rect().contains(view.viewport_point(place))


class Greedy:
    """A tool that takes everything."""

    def point(self, pointer: Pointer) -> bool:
        del pointer
        return True

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        del place
        return Qt.CursorShape.IBeamCursor


def test_armed_it_comes_before_tools_that_were_added_later(view: PageView, tool: EnlargeTool) -> None:
    view.add_tool(Greedy())
    tool.arm()
    drag(view, QPoint(200, 150), QPoint(400, 300))
    assert view.is_enlarged


def test_unarmed_it_leaves_the_paper_to_the_hand(view: PageView, tool: EnlargeTool) -> None:
    drag(view, QPoint(300, 400), QPoint(300, 300))
    assert view.verticalScrollBar().value() == 100
    tool.arm()
    tool.arm(on=False)
    drag(view, QPoint(300, 400), QPoint(300, 300))
    assert view.verticalScrollBar().value() == 200
    assert not view.is_enlarged

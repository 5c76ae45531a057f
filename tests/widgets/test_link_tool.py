from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from tests.widgets.test_selection_tool import A4, LEFT, NONE, NoPictures
from widgets.document_details import PageLink
from widgets.link_tool import LinkTool
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

INNER = PageLink(0.1, 0.1, 0.3, 0.12, page=2, x=0.1, y=0.5)
OUTER = PageLink(0.05, 0.05, 0.9, 0.15, page=1)
OUTSIDE = PageLink(0.1, 0.3, 0.4, 0.32, address="https://example.jp/\u202e<b>")
BELOW = PageLink(0.1, 0.9, 0.4, 0.95, page=1)


class Beneath:
    """A tool that remembers what it was given."""

    def __init__(self) -> None:
        self.phases: list[Phase] = []

    def point(self, pointer: Pointer) -> bool:
        self.phases.append(pointer.phase)
        return True

    def cursor_at(self, _place: Place) -> None:
        return None


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 3, NoPictures())
    return view


@pytest.fixture
def beneath() -> Beneath:
    return Beneath()


@pytest.fixture
def tool(view: PageView, beneath: Beneath) -> LinkTool:
    tool = LinkTool(view, beneath)
    view.add_tool(beneath)
    view.add_tool(tool)
    view.add_layer(tool)
    tool.set_links(0, [OUTER, INNER, OUTSIDE, BELOW])
    return tool


def point_of(view: PageView, link: PageLink) -> QPoint:
    return view.viewport_point(Place(0, link.left + 0.01, (link.top + link.bottom) / 2))


def test_a_click_follows_the_smallest_link_that_is_there(
    qtbot: QtBot, view: PageView, tool: LinkTool
) -> None:
    with qtbot.waitSignal(tool.page_link_followed) as followed:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, INNER))
    assert followed.args == [2, 0.1, 0.5]
    with qtbot.waitSignal(tool.page_link_followed) as followed:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, OUTER))
    assert followed.args[:1] == [1]
    with qtbot.waitSignal(tool.address_followed) as followed:
        QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, OUTSIDE))
    assert followed.args == [OUTSIDE.address]


def test_dragging_from_a_link_on_is_left_to_the_tool_beneath(
    qtbot: QtBot, view: PageView, tool: LinkTool, beneath: Beneath
) -> None:
    start = point_of(view, INNER)
    with qtbot.assertNotEmitted(tool.page_link_followed):
        QTest.mousePress(view.viewport(), LEFT, NONE, start)
        QTest.mouseMove(view.viewport(), start + QPoint(1, 0))
        assert Phase.PRESS not in beneath.phases
        QTest.mouseMove(view.viewport(), start + QPoint(60, 0))
        QTest.mouseRelease(view.viewport(), LEFT, NONE, start)
    assert beneath.phases == [Phase.PRESS, Phase.MOVE, Phase.RELEASE]


def test_beside_links_the_tool_beneath_gets_everything(
    view: PageView, tool: LinkTool, beneath: Beneath
) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(300, 500))
    assert beneath.phases == [Phase.PRESS, Phase.RELEASE]


def test_the_hand_and_the_tooltip_show_a_link(view: PageView, tool: LinkTool) -> None:
    QTest.mouseMove(view.viewport(), point_of(view, INNER))
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert view.viewport().toolTip() == "<span>Link to page 3</span>"
    QTest.mouseMove(view.viewport(), point_of(view, OUTSIDE))
    assert view.viewport().toolTip() == "<span>Link to https://example.jp/⟨U+202E⟩&lt;b&gt;</span>"
    QTest.mouseMove(view.viewport(), QPoint(300, 500))
    assert view.viewport().toolTip() == ""
    assert view.viewport().cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_l_goes_from_link_to_link_in_view_and_enter_follows(
    qtbot: QtBot, view: PageView, tool: LinkTool
) -> None:
    seen = []
    for _link in range(4):
        qtbot.keyClick(view, Qt.Key.Key_L)
        assert tool._chosen is not None
        seen.append(tool._chosen[1])
    assert seen == [OUTER, INNER, OUTSIDE, OUTER]  # the fourth one is below the window
    qtbot.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(tool.address_followed):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_L)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(tool.page_link_followed):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_only_the_link_that_is_meant_is_marked(qtbot: QtBot, view: PageView, tool: LinkTool) -> None:
    def painted() -> set[tuple[int, int]]:
        image = QImage(595, 842, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        tool.paint(painter, 0, A4)
        painter.end()
        return {(x, y) for x in range(595) for y in range(842) if image.pixelColor(x, y) != QColor("white")}

    assert painted() == set()
    QTest.mouseMove(view.viewport(), point_of(view, OUTSIDE))
    marked = painted()
    assert marked
    assert all(abs(y - 0.32 * 842) < 3 and 55 <= x <= 240 for x, y in marked)
    tool.clear()
    assert painted() == set()
    assert view.viewport().toolTip() == ""

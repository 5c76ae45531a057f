from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.widgets.note_hands import A4, BlankPictures, mouse, pen, stylus, touch_screen
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Recorder:
    """A tool that takes everything."""

    def __init__(self) -> None:
        self.pointers: list[Pointer] = []

    def point(self, pointer: Pointer) -> bool:
        self.pointers.append(pointer)
        return True

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        del place


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 2, BlankPictures())
    return view


def test_a_hand_beside_the_pen_does_not_end_what_the_pen_does(view: PageView) -> None:
    tool = Recorder()
    view.add_tool(tool)
    device, screen = stylus(), touch_screen()
    pen(view, device, QEvent.Type.TabletPress, QPointF(300, 300), 0.5)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(500, 500), device=screen)
    mouse(view, QEvent.Type.MouseMove, QPointF(510, 500), device=screen)
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(510, 500), device=screen)
    pen(view, device, QEvent.Type.TabletMove, QPointF(310, 300), 0.7)
    pen(view, device, QEvent.Type.TabletRelease, QPointF(310, 300), 0.0)
    assert [pointer.phase for pointer in tool.pointers] == [Phase.PRESS, Phase.MOVE, Phase.RELEASE]
    assert all(pointer.is_pen for pointer in tool.pointers)
    assert tool.pointers[1].pressure == pytest.approx(0.7, abs=0.01)


def test_a_finger_is_known_from_a_mouse(view: PageView) -> None:
    tool = Recorder()
    view.add_tool(tool)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(300, 300), device=touch_screen())
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(300, 300), device=touch_screen())
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(300, 300))
    assert [pointer.is_touch for pointer in tool.pointers] == [True, True, False]

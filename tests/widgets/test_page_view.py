from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QPushButton

from tests.widgets.album import A4, Album, plain
from widgets.page_layout import Fit, whole_page
from widgets.page_pictures import PageState, WantedTiles
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

RED, BLUE, WHITE = QColor("red"), QColor("blue"), QColor("white")
BACKGROUND = QColor("#dfe4e9")


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def view(qtbot: QtBot, album: Album) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 12, album)
    return view


def wanted(qtbot: QtBot, view: PageView, act: Any) -> WantedTiles:
    with qtbot.waitSignal(view.tiles_wanted) as waited:
        act()
    assert waited.args is not None
    found = waited.args[0]
    assert isinstance(found, WantedTiles)
    return found


def middle(view: PageView) -> QColor:
    return view.viewport().grab().toImage().pixelColor(view.viewport().width() // 2, 200)


def test_page_down_shows_the_next_whole_page_in_the_same_place(qtbot: QtBot, view: PageView) -> None:
    view.fit_page()
    before = view._logical(view._layout.page_box(0))
    for page in (1, 2, 3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert view.current_page == page
        assert view._logical(view._layout.page_box(page)) == before
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.current_page == 2


@pytest.mark.parametrize(
    ("key", "modifier", "page"),
    [
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 11),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, 6),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, 4),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 6),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 4),
    ],
)
def test_keys_turn_pages_and_count_as_the_person_moving(
    qtbot: QtBot, view: PageView, key: Qt.Key, modifier: Qt.KeyboardModifier, page: int
) -> None:
    view.go_to_page(5)
    with qtbot.waitSignal(view.user_moved), qtbot.waitSignal(view.page_changed):
        qtbot.keyClick(view, key, modifier)
    assert view.current_page == page


def test_arrows_and_space_scroll_within_a_tall_page(qtbot: QtBot, view: PageView) -> None:
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    line = bar.value()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert 0 < line < 100 < bar.value() - line < 600
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    assert view.current_page == 0


def test_the_presenter_moves_the_page_without_a_word_about_the_person(qtbot: QtBot, view: PageView) -> None:
    with qtbot.assertNotEmitted(view.user_moved):
        view.go_to_page(7)
    assert view.current_page == 7


def test_using_the_scroll_bar_counts_as_the_person_moving(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.user_moved):
        view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert view.verticalScrollBar().value() > 0


def test_two_fingers_on_a_touchpad_zoom_about_themselves(view: PageView) -> None:
    view.set_zoom(1.0)
    view.go_to_page(3)
    fingers = QPoint(300, 250)
    before = view._place_at(fingers)
    QApplication.sendEvent(view.viewport(), pinch(view, fingers, 0.5))
    after = view._place_at(fingers)
    assert view.zoom == pytest.approx(1.5, rel=0.01)
    assert (after.page, after.y) == (before.page, pytest.approx(before.y, abs=0.005))


def pinch(view: PageView, at: QPoint, value: float) -> QNativeGestureEvent:
    where = QPointF(at)
    return QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        where,
        where,
        QPointF(view.viewport().mapToGlobal(at)),
        value,
        QPointF(),
    )


def test_going_nowhere_is_going_to_the_end(view: PageView) -> None:
    view.go_to_page(999)
    assert view.current_page == 11
    view.go_to_page(-3)
    assert view.current_page == 0


def test_the_last_page_is_in_front_even_when_it_cannot_reach_the_top(view: PageView) -> None:
    view.set_zoom(0.25)
    view.go_to_page(11)
    assert view.current_page == 11
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_ctrl_wheel_zooms_about_the_cursor(view: PageView) -> None:
    view.set_zoom(1.0)
    view.go_to_page(3)
    cursor = QPoint(300, 250)
    before = view._place_at(cursor)
    for _notch in range(4):
        send_wheel(view, cursor, 120, Qt.KeyboardModifier.ControlModifier)
    after = view._place_at(cursor)
    assert view.zoom == pytest.approx(1.2**4, rel=0.01)
    assert after.page == before.page
    assert (after.x, after.y) == (pytest.approx(before.x, abs=0.005), pytest.approx(before.y, abs=0.005))


def test_zoom_stays_between_its_bounds(view: PageView) -> None:
    view.zoom_by(1000)
    assert view.zoom == pytest.approx(8.0, rel=0.01)
    view.zoom_by(0.0001)
    assert view.zoom == pytest.approx(0.25, rel=0.01)


def test_place_and_zoom_survive_another_window_size(view: PageView) -> None:
    view.set_zoom(1.5)
    view.go_to_page(4)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 333)
    before = view._place_at(QPoint(view.viewport().width() // 2, 0))
    view.resize(500, 700)
    after = view._place_at(QPoint(view.viewport().width() // 2, 0))
    assert (after.page, after.y) == (before.page, pytest.approx(before.y, abs=0.002))
    assert view.zoom == pytest.approx(1.5, rel=0.01)
    view.fit_page()
    view.go_to_page(6)
    view.resize(900, 500)
    assert (view.current_page, view.fit) == (6, Fit.PAGE)


def test_sizes_that_become_known_do_not_move_the_page_in_front(view: PageView) -> None:
    view.go_to_page(8)
    view.set_page_sizes(0, [(595.0, 200.0)] * 8)
    assert view.current_page == 8
    assert view._area().top == view._layout.row_top(8)


def test_the_wheel_turns_whole_pages_by_notches(qtbot: QtBot, view: PageView) -> None:
    view.fit_page()
    with qtbot.waitSignal(view.user_moved):
        send_wheel(view, QPoint(100, 100), -120)
    assert view.current_page == 1
    send_wheel(view, QPoint(100, 100), -60)
    assert view.current_page == 1
    send_wheel(view, QPoint(100, 100), -60)
    assert view.current_page == 2


def test_dragging_moves_the_paper(qtbot: QtBot, view: PageView) -> None:
    viewport = view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 400))
    qtbot.mouseMove(viewport, QPoint(300, 300))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert view.verticalScrollBar().value() == 100


def test_what_is_wanted_is_first_what_is_seen_then_where_the_reader_is_going(
    qtbot: QtBot, view: PageView
) -> None:
    view.fit_page()
    down = wanted(qtbot, view, lambda: view.go_to_page(5))
    assert [tile.page for tile in down.visible] == [5]
    assert [tile.page for tile in down.ahead] == [6, 4, 7]
    up = wanted(qtbot, view, lambda: view.go_to_page(4))
    assert [tile.page for tile in up.ahead] == [3, 5, 2]


def test_a_hidden_view_wants_nothing(qtbot: QtBot, view: PageView) -> None:
    assert wanted(qtbot, view, view.hide) == WantedTiles()
    assert wanted(qtbot, view, view.show).visible


def test_a_zoomed_page_wants_cells_and_something_coarse_to_show_meanwhile(
    qtbot: QtBot, view: PageView
) -> None:
    found = wanted(qtbot, view, lambda: view.set_zoom(4.0))
    assert not any(tile.is_whole for tile in found.visible)
    assert found.ahead[0].is_whole
    assert max(found.ahead[0].width_px, found.ahead[0].height_px) <= 400


def test_paint_takes_the_tile_else_a_scaled_stand_in_else_paper(view: PageView, album: Album) -> None:
    width, height = view._layout.page_size_px(0)
    assert middle(view) == WHITE
    album.others[0] = [(whole_page(0, 20, 30), plain(20, 30, BLUE))]
    assert middle(view) == BLUE
    album.tiles[whole_page(0, width, height)] = plain(width, height, RED)
    assert middle(view) == RED
    assert view.viewport().grab().toImage().pixelColor(3, 300) == BACKGROUND


def test_flags_tell_pages_with_comments_and_are_buttons(qtbot: QtBot, view: PageView) -> None:
    view.fit_page()
    view.set_anchors({0: 3, 1: 0, 2: 5})
    flags = visible_buttons(view)
    assert [(flag.text(), flag.accessibleName()) for flag in flags] == [
        ("Comments 3", "3 comment(s) on page 1")
    ]
    assert flags[0].height() >= 36
    with qtbot.waitSignal(view.anchor_clicked) as clicked:
        qtbot.mouseClick(flags[0], Qt.MouseButton.LeftButton)
    assert clicked.args == [0]
    view.go_to_page(1)
    assert visible_buttons(view) == []
    view.go_to_page(2)
    view.set_anchors({2: 6})
    assert [flag.text() for flag in visible_buttons(view)] == ["Comments 6"]


def test_a_page_that_cannot_be_drawn_says_so_and_can_be_tried_again(qtbot: QtBot, view: PageView) -> None:
    view.fit_page()
    view.set_page_states({0: PageState.DRAWING})
    assert visible_buttons(view) == []
    view.set_page_states({0: PageState.TOO_SLOW})
    assert view._notices._notices[0].accessibleName() == "This page could not be drawn: it takes too long."
    (retry,) = visible_buttons(view)
    with qtbot.waitSignal(view.retry_asked) as asked:
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert asked.args == [0]
    view.go_to_page(1)
    assert visible_buttons(view) == []
    view.go_to_page(0)
    view.set_page_states({})
    assert visible_buttons(view) == []


def test_an_empty_view_takes_every_key_and_size(qtbot: QtBot, view: PageView) -> None:
    view.clear()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    view.resize(300, 300)
    view.fit_page()
    view.zoom_by(2.0)
    send_wheel(view, QPoint(10, 10), -120)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseMove(view.viewport(), QPoint(5, 5))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert view.viewport().grab().toImage().pixelColor(100, 100) == BACKGROUND
    assert (view.page_count, view.current_page) == (0, 0)


def visible_buttons(view: PageView) -> list[QPushButton]:
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    return [button for button in view.viewport().findChildren(QPushButton) if button.isVisible()]


def send_wheel(
    view: PageView, at: QPoint, turned: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.widgets.album import A4, Album
from widgets.page_arrangement import PageMode
from widgets.page_layout import MAX_ZOOM, MIN_ZOOM, Fit, Place, Shade
from widgets.page_pictures import WantedTiles
from widgets.page_view import PageView
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
states = st.builds(
    ViewState,
    st.integers(0, 11),
    st.floats(0, 1),
    st.floats(-0.5, 1),
    st.sampled_from(Fit),
    st.floats(MIN_ZOOM, MAX_ZOOM),
    st.sampled_from(PageMode),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from(Shade),
)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 12, Album())
    return view


def turn_wheel(view: PageView, turned: int, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    at = QPointF(300, 200)
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_one_page_alone_scrolls_to_its_end_and_then_goes_on(qtbot: QtBot, view: PageView) -> None:
    view.set_mode(PageMode.SINGLE)
    assert view.visible_pages == [0]
    presses = 0
    while view.current_page == 0:
        assert view.visible_pages == [0]
        qtbot.keyClick(view, Qt.Key.Key_Space)
        presses += 1
    assert presses == 2  # one to see the end, one to turn
    assert view.visible_pages == [1]
    assert view.place_at(QPointF(400, 20)).y == pytest.approx(0, abs=0.02)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current_page == 0
    assert view.place_at(QPointF(400, view.screenful - 20)).y == pytest.approx(1, abs=0.02)


def test_the_wheel_goes_on_from_page_to_page_and_back(view: PageView) -> None:
    view.set_mode(PageMode.SINGLE)
    seen = []
    for _notch in range(20):
        turn_wheel(view, -120)
        seen.append(view.current_page)
    assert seen == sorted(seen)
    assert 1 < seen[-1] < 6
    for _notch in range(30):
        turn_wheel(view, 120)
    assert view.current_page == 0


def test_with_shift_the_wheel_goes_sideways_where_there_is_room(view: PageView) -> None:
    view.set_mode(PageMode.SINGLE)
    view.set_zoom(3.0)
    before = view.area_px
    turn_wheel(view, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.area_px == before.moved(110, 0)
    assert view.current_page == 0


def test_nothing_but_the_page_can_be_scrolled_to(view: PageView) -> None:
    view.set_page_sizes(3, [(3000.0, 300.0)])
    view.set_mode(PageMode.SINGLE)
    view.set_zoom(1.0)
    view.go_to_page(3)
    assert view.can_go_sideways
    view.go_to_page(4)
    view.scroll_by(-5000, 5000)
    assert view.visible_pages == [4]
    box = view._logical(view.laid_out.page_box(4))
    assert box.left() <= 40
    view.set_zoom(0.5)
    assert not view.can_go_sideways
    assert view._logical(view.laid_out.page_box(4)).center().x() == pytest.approx(
        view.viewport().width() / 2, abs=2
    )


@pytest.mark.parametrize(("right_to_left", "onward", "back"), [
    (False, Qt.Key.Key_Right, Qt.Key.Key_Left), (True, Qt.Key.Key_Left, Qt.Key.Key_Right),
])  # fmt: skip
def test_arrows_turn_pairs_as_the_document_is_read(
    qtbot: QtBot, view: PageView, right_to_left: bool, onward: Qt.Key, back: Qt.Key
) -> None:
    view.set_mode(PageMode.TWO_PAGES, right_to_left=right_to_left)
    view.fit_page()
    fronts = []
    for key in (onward, onward, back, onward, onward, back):
        qtbot.keyClick(view, key)
        fronts.append(view.visible_pages)
    assert fronts == [[1, 2], [3, 4], [1, 2], [3, 4], [5, 6], [3, 4]]
    first, second = (view._logical(view.laid_out.page_box(page)) for page in (3, 4))
    assert (first.left() > second.left()) is right_to_left


def test_a_second_page_that_was_asked_for_counts_as_the_one_in_front(view: PageView) -> None:
    view.set_mode(PageMode.TWO_PAGES)
    view.fit_page()
    view.go_to_page(6)
    assert (view.current_page, view.visible_pages) == (6, [5, 6])
    view.turn_by(1)
    assert (view.current_page, view.visible_pages) == (7, [7, 8])
    assert (view.can_turn(1), view.can_turn(-1)) == (True, True)
    view.turn_to(11)
    assert (view.can_turn(1), view.can_turn(-1)) == (False, True)


def test_a_page_of_a_large_pair_is_brought_into_the_window(view: PageView) -> None:
    view.set_mode(PageMode.TWO_PAGES, right_to_left=True)
    view.set_zoom(2.0)
    for page in (3, 4):
        view.go_to_page(page)
        assert view.current_page == page
        right_edge = view.viewport_point(Place(page, 1.0, 0.0)).x()
        assert view.viewport().width() - 40 < right_edge <= view.viewport().width()


def test_the_next_spread_is_wanted_before_it_is_turned_to(qtbot: QtBot, view: PageView) -> None:
    view.set_mode(PageMode.TWO_PAGES)
    view.fit_page()
    assert ahead_of(qtbot, view, lambda: view.go_to_page(3)) == [5, 6, 1, 2, 7, 8]
    view.set_mode(PageMode.SINGLE)
    view.fit_width()  # a page is higher than the window
    assert ahead_of(qtbot, view, lambda: view.go_to_page(6))[:2] == [5, 7]
    assert ahead_of(qtbot, view, lambda: view.go_to_page(4))[:2] == [3, 5]


def ahead_of(qtbot: QtBot, view: PageView, act: object) -> list[int]:
    with qtbot.waitSignal(view.tiles_wanted) as waited:
        act()  # type: ignore[operator] # a lambda
    assert waited.args is not None
    found = waited.args[0]
    assert isinstance(found, WantedTiles)
    return [tile.page for tile in found.ahead]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(state=states, width=st.integers(300, 1200), height=st.integers(200, 900))
def test_a_view_that_was_left_comes_back_exactly(
    view: PageView, state: ViewState, width: int, height: int
) -> None:
    view.resize(width, height)
    view.restore_view(state)
    left, before = view.view_state(), view.area_px
    tiles = view._tiles()
    view.restore_view(ViewState())
    view.restore_view(left)
    assert view.view_state() == left
    assert view.area_px == before
    assert view._tiles() == tiles
    assert left.page == state.page
    assert (view.mode, view.turn, view.shade, view.fit) == (state.mode, state.turn, state.shade, state.fit)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(state=states, x=st.floats(0, 1), y=st.floats(0, 1), page=st.integers(0, 11))
def test_a_place_that_was_gone_to_is_in_the_window(
    view: PageView, state: ViewState, x: float, y: float, page: int
) -> None:
    view.restore_view(state)
    place = Place(page, x, y)
    view.go_to_place(place)
    at = view.viewport_point(place)
    assert view.viewport().rect().adjusted(-2, -2, 2, 2).contains(at)
    assert view.current_page == page
    before = view.area_px
    view.show_place(place)
    assert view.viewport().rect().adjusted(-2, -2, 2, 2).contains(view.viewport_point(place))
    assert view.area_px.height == before.height


def test_a_place_comes_to_the_upper_third_and_stays_through_another_size(view: PageView) -> None:
    place = Place(6, 0.5, 0.6)
    view.go_to_place(place)
    assert view.viewport_point(place).y() == pytest.approx(view.screenful / 3, abs=2)
    before = view.area_px
    view.show_place(Place(6, 0.4, 0.65))
    assert view.area_px == before
    view.show_place(Place(9, 0.4, 0.65))
    assert view.current_page == 9


def test_what_was_left_comes_back_in_a_document_that_lost_pages(view: PageView) -> None:
    view.restore_view(ViewState(page=99, x=float("nan"), y=1e300, zoom=float("inf"), fit=Fit.ZOOM, turn=7))
    assert view.current_page == 11
    assert view.turn == 3
    assert MIN_ZOOM <= view.zoom <= MAX_ZOOM
    view.restore_view(ViewState(page=-5))
    assert view.current_page == 0


def test_a_document_opens_where_it_was_left(qtbot: QtBot, view: PageView) -> None:
    view.set_zoom(1.7)
    view.go_to_page(7)
    view.scroll_by(0, 123)
    left, area = view.view_state(), view.area_px
    view.clear()
    pages: list[int] = []
    view.page_changed.connect(pages.append)
    view.show_pages([A4] * 12, Album(), state=left)
    assert (view.view_state(), view.area_px) == (left, area)
    assert pages == [7]  # and no other page on the way


def test_sizes_that_become_known_move_nothing_of_a_place_that_was_restored(view: PageView) -> None:
    view.restore_view(ViewState(page=8, y=0.4))
    place = view.place_at(QPointF(300, 0))
    view.set_page_sizes(0, [(595.0, 200.0)] * 5)
    assert view.place_at(QPointF(300, 0)).y == pytest.approx(place.y, abs=0.002)
    assert view.current_page == 8


def test_far_jumps_tell_from_where_and_near_ones_do_not(qtbot: QtBot, view: PageView) -> None:
    view.turn_to(3)
    view.scroll_by(0, 100)
    start = view.view_state()
    with qtbot.waitSignal(view.jumped_from) as jumped:
        view.turn_to(9)
    assert jumped.args == [start]
    with qtbot.waitSignal(view.jumped_from) as jumped:
        view.go_to_place(Place(1, 0.2, 0.9))
    assert jumped.args is not None
    assert (jumped.args[0].page, jumped.args[0].y) == (9, pytest.approx(0, abs=0.03))
    with qtbot.assertNotEmitted(view.jumped_from):
        view.turn_to(2)
        view.turn_by(1)
        view.go_to_page(10)  # the presenter
        view.show_place(Place(3, 0.5, 0.5))


@pytest.mark.parametrize("turn", range(4))
def test_turning_keeps_the_page_in_front(view: PageView, turn: int) -> None:
    view.go_to_page(5)
    view.scroll_by(0, 77)
    view.set_turn(turn)
    assert view.current_page == 5
    view.turn_pages(-turn)
    assert (view.current_page, view.turn) == (5, 0)


def test_an_empty_view_takes_every_arrangement(view: PageView) -> None:
    view.clear()
    for mode in PageMode:
        view.set_mode(mode, right_to_left=True)
        view.turn_pages()
        view.turn_by(1)
        view.turn_on(-1)
        view.go_to_place(Place(3, 0.5, 0.5))
        view.show_place(Place(3, 0.5, 0.5))
        view.restore_view(view.view_state())
    assert not view.can_turn(1)
    assert view.page_count == 0

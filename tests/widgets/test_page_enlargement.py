from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from tests.widgets.album import A4, Album
from widgets.page_arrangement import PageMode
from widgets.page_enlargement import OVERLAP, Pieces
from widgets.page_layout import MAX_ZOOM, Fit, Place, Shade
from widgets.page_view import PageView
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

A3_WIDE = (1191.0, 842.0)
pairs = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
states = st.builds(
    ViewState,
    st.integers(0, 3),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(Fit),
    st.floats(0.25, 3),
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
    view.show_pages([A3_WIDE, A3_WIDE, A4, A3_WIDE], Album())
    return view


def corners(view: PageView) -> tuple[Place, Place]:
    """What is seen: the places at the corners of the window."""
    room = view.viewport().rect()
    return view.place_at(QPointF(0, 0)), view.place_at(QPointF(room.width() - 1, room.height() - 1))


@given(
    page=pairs, window=pairs, parts=st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)), mirrored=st.booleans()
)
def test_steps_see_all_of_a_page_row_by_row_and_come_to_an_end(
    page: tuple[int, int], window: tuple[int, int], parts: tuple[float, float], mirrored: bool
) -> None:
    piece = (max(1, round(window[0] * parts[0])), max(1, round(window[1] * parts[1])))
    assume(all(side / (one * (1 - OVERLAP)) < 40 for side, one in zip(page, piece, strict=True)))
    pieces, right = Pieces(page, window, piece), -1 if mirrored else 1
    at: tuple[int, int] | None = (pieces.start(0, right), 0)
    way = []
    while at is not None:
        way.append(at)
        assert len(way) < 2_000
        at = pieces.next_to(at, right, 1)
    columns, rows = sorted({x for x, _y in way}), sorted({y for _x, y in way})
    assert way == [(x, y) for y in rows for x in (reversed(columns) if mirrored else columns)]
    for places, axis in ((columns, 0), (rows, 1)):
        assert places[0] == 0
        assert places[-1] + window[axis] >= page[axis]
        for one, other in pairwise(places):
            assert 0 < other - one <= window[axis]
    back = [way[-1]]
    while (before := pieces.next_to(back[-1], -right, -1)) is not None:
        back.append(before)
    assert len(back) == len(way)


@pytest.mark.parametrize("turn", range(4))
def test_a_rectangle_fills_the_window(view: PageView, turn: int) -> None:
    view.set_turn(turn)
    view.enlarge(Place(0, 0.6, 0.5), Place(0, 0.3, 0.2))
    assert view.is_enlarged
    assert view.visible_pages == [0]
    room = view.viewport().rect()
    points = [view.viewport_point(Place(0, x, y)) for x, y in ((0.3, 0.2), (0.6, 0.5))]
    assert all(room.adjusted(-2, -2, 2, 2).contains(point) for point in points)
    width, height = (abs(getattr(points[1], axis)() - getattr(points[0], axis)()) for axis in ("x", "y"))
    assert max(width / room.width(), height / room.height()) == pytest.approx(1, abs=0.02)
    centre = (points[0] + points[1]) / 2
    assert (centre - room.center()).manhattanLength() < 6


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(state=states, steps=st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]), max_size=8))
def test_leaving_shows_exactly_what_was_left(
    view: PageView, state: ViewState, steps: list[tuple[int, int]]
) -> None:
    view.restore_view(state)
    before, area = view.view_state(), view.area_px
    page = view.current_page
    view.enlarge(Place(page, 0.1, 0.1), Place(page, 0.5, 0.4))
    assert view.view_state() == before
    for step in steps:
        view.step_enlarged(*step)
    front = view.current_page
    view.leave_enlarged()
    assert not view.is_enlarged
    after = view.view_state()
    if front == page:
        assert (after, view.area_px) == (before, area)
    else:
        assert after.page == view.current_page == front
        assert (after.fit, after.mode, after.turn) == (before.fit, before.mode, before.turn)


def test_reading_goes_along_the_rows_and_on_to_the_next_page(qtbot: QtBot, view: PageView) -> None:
    """
    a | b        the window shows a quarter and a bit
    c | d
    """
    with qtbot.waitSignal(view.enlarged_changed) as changed:
        qtbot.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert changed.args == [True]
    seen = []
    while view.current_page == 0:
        one, other = corners(view)
        seen.append((one.x < 0.01, other.x > 0.99, one.y < 0.02, other.y > 0.98))
        qtbot.keyClick(view, Qt.Key.Key_Space)
    lefts = [left for left, *_others in seen]
    assert lefts[0]
    assert lefts.count(True) == lefts.count(False) or len(seen) > 4
    assert seen[0][2]
    assert seen[-1][1]
    assert seen[-1][3]
    assert view.current_page == 1
    assert corners(view)[0].x == pytest.approx(0, abs=0.01)
    assert corners(view)[0].y == pytest.approx(0, abs=0.01)
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.current_page == 0
    assert corners(view)[1].x == pytest.approx(1, abs=0.01)
    assert corners(view)[1].y == pytest.approx(1, abs=0.01)
    with qtbot.waitSignal(view.enlarged_changed) as changed:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert changed.args == [False]
    assert view.fit is Fit.WIDTH


def test_vertical_documents_are_read_from_the_right(qtbot: QtBot, view: PageView) -> None:
    view.set_mode(PageMode.TWO_PAGES, right_to_left=True)
    view.enlarge_quarter()
    first = corners(view)
    assert first[1].x == pytest.approx(1, abs=0.01)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    second = corners(view)
    assert second[0].x < first[0].x
    assert second[0].y == first[0].y
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert corners(view) == first
    for _step in range(100):
        if view.current_page == 1:
            break
        view.step_on(1)
    assert view.current_page == 1
    assert corners(view)[1].x == pytest.approx(1, abs=0.01)
    view.step_enlarged(1, 0)  # to the right is back, here
    assert view.current_page == 0
    assert corners(view)[0].x == pytest.approx(0, abs=0.01)
    assert corners(view)[1].y == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("direction", [1, -1])
def test_the_way_leads_past_a_page_that_is_smaller_than_the_window(view: PageView, direction: int) -> None:
    view.set_page_sizes(1, [(100.0, 100.0)])
    view.go_to_page(0 if direction > 0 else 2)
    view.enlarge_quarter()
    fronts = []
    for _step in range(40):
        view.step_on(direction)
        fronts.append(view.current_page)
    assert fronts.count(1) == 1
    assert fronts[-1] == (3 if direction > 0 else 0)


def test_the_ends_of_the_document_are_the_ends_of_the_way(view: PageView) -> None:
    view.enlarge_quarter()
    start = view.area_px
    view.step_on(-1)
    assert view.area_px == start
    for _step in range(100):
        view.step_on(1)
    assert view.current_page == 3
    end = view.area_px
    view.step_on(1)
    assert view.area_px == end


def test_a_rectangle_that_is_none_changes_nothing(qtbot: QtBot, view: PageView) -> None:
    before = view.view_state()
    with qtbot.assertNotEmitted(view.enlarged_changed):
        view.enlarge(Place(0, 0.5, 0.5), Place(0, 0.505, 0.9))
        view.step_enlarged(1, 0)
        view.leave_enlarged()
    assert view.view_state() == before
    view.clear()
    view.enlarge(Place(0, 0, 0), Place(0, 1, 1))
    view.enlarge_quarter()
    assert not view.is_enlarged


def test_a_tiny_rectangle_is_enlarged_no_more_than_any_page(view: PageView) -> None:
    view.enlarge(Place(2, 0.5, 0.5), Place(2, 0.53, 0.53))
    assert view.zoom <= MAX_ZOOM * 1.01
    at = view.viewport_point(Place(2, 0.515, 0.515))
    assert view.viewport().rect().contains(at)


@pytest.mark.parametrize("act", ["fit_width", "fit_page", "turn_pages", "show", "clear", "restore"])
def test_another_way_of_showing_pages_ends_it_and_brings_the_mode_back(view: PageView, act: str) -> None:
    view.set_mode(PageMode.TWO_PAGES)
    view.enlarge_quarter()
    assert view.mode is PageMode.SINGLE
    match act:
        case "show":
            view.show_pages([A4] * 3, Album())
        case "restore":
            view.restore_view(ViewState(mode=PageMode.TWO_PAGES))
        case _:
            getattr(view, act)()
    assert not view.is_enlarged
    assert view.mode is PageMode.TWO_PAGES


def test_a_shade_that_was_chosen_while_enlarged_stays(view: PageView) -> None:
    view.enlarge_quarter()
    view.set_shade(Shade.INVERTED)
    assert view.is_enlarged
    view.leave_enlarged()
    assert view.shade is Shade.INVERTED


def test_the_key_that_leaves_is_kept_from_the_window_while_enlarged(qtbot: QtBot, view: PageView) -> None:
    pressed: list[bool] = []
    QShortcut(QKeySequence(Qt.Key.Key_Escape), view, lambda: pressed.append(True))
    view.activateWindow()
    view.setFocus()
    view.enlarge_quarter()
    qtbot.keyClick(view.windowHandle(), Qt.Key.Key_Escape)
    assert not view.is_enlarged
    assert pressed == []
    qtbot.keyClick(view.windowHandle(), Qt.Key.Key_Escape)
    assert pressed == [True]


def test_zooming_goes_on_while_enlarged(view: PageView) -> None:
    view.enlarge_quarter()
    zoom = view.zoom
    view.zoom_step(1)
    assert view.is_enlarged
    assert view.zoom > zoom
    before = corners(view)
    view.step_on(1)
    assert corners(view)[0].x > before[0].x
    assert corners(view)[0].x < before[1].x


def test_escape_is_left_to_others_while_nothing_is_enlarged(view: PageView) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()
    view.enlarge_quarter()
    view.keyPressEvent(event)
    assert event.isAccepted()

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.page_arrangement import Arrangement, PageMode, turned_point, turned_size, unturned_point
from widgets.page_layout import (
    CELL_PX,
    MAX_ZOOM,
    MIN_ZOOM,
    WHOLE_PAGE_PX,
    ZOOM_STEPS,
    Box,
    Fit,
    PageLayout,
    Place,
    Shade,
    Window,
    bounded_zoom,
    next_step,
)

A4 = (595.0, 842.0)
WIDE = (842.0, 595.0)
sizes = st.lists(st.tuples(st.floats(1, 5000), st.floats(1, 5000)), min_size=1, max_size=12)
arrangements = st.builds(
    Arrangement,
    mode=st.sampled_from(PageMode),
    cover_alone=st.booleans(),
    right_to_left=st.booleans(),
    turn=st.integers(0, 3),
)
windows = st.builds(
    Window,
    st.integers(1, 4000),
    st.integers(1, 3000),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.sampled_from(Fit),
    st.floats(MIN_ZOOM, MAX_ZOOM),
    arrangements,
    st.sampled_from(Shade),
)
parts = st.floats(0, 1)
BOOK = Arrangement(mode=PageMode.TWO_PAGES)


def test_pages_fitted_to_the_width_are_all_as_wide_whatever_their_shape() -> None:
    layout = PageLayout([A4, WIDE, (100, 2000)], Window(864, 600))
    assert [layout.page_size_px(page)[0] for page in range(3)] == [800, 800, 800]


def test_whole_pages_each_have_a_screen_and_turn_in_the_same_place() -> None:
    """
    scroll 0        600       1200
           |page 0  |page 1   |page 2, landscape, in the middle of its screen
    """
    layout = PageLayout([A4, A4, WIDE], Window(800, 600, fit=Fit.PAGE))
    assert [layout.row_top(page) for page in range(3)] == [0, 600, 1200]
    first, second, third = (layout.page_box(page).moved(0, -600 * page) for page in range(3))
    assert first == second == Box(193, 8, 606, 592)
    assert third.top == pytest.approx(600 - third.bottom, abs=1)


def test_a_hundred_percent_page_has_ninety_six_pixels_an_inch_times_the_desktop_scale() -> None:
    for scale, expected in ((1.0, (793, 1123)), (1.5, (1190, 1684))):
        layout = PageLayout([A4], Window(500, 500, scale, Fit.ZOOM, 1.0))
        assert layout.page_size_px(0) == expected
        assert layout.zoom_of(0, A4) == pytest.approx(1.0, abs=0.001)


def test_no_page_is_fitted_beyond_the_largest_zoom() -> None:
    layout = PageLayout([(1, 1000)], Window(1000, 1000))
    assert layout.zoom_of(0, (1, 1000)) <= MAX_ZOOM * 1.05


def test_no_document_is_higher_than_scroll_bars_can_count() -> None:
    posters = PageLayout([(14_400.0, 14_400.0)] * 10_000, Window(1800, 1000, 2.0, Fit.ZOOM, MAX_ZOOM))
    assert posters.height_px < 2**31
    assert 1.0 < posters.zoom_of(0, (14_400.0, 14_400.0)) < MAX_ZOOM
    assert posters.page_at(posters.row_top(9_999) + 100) == 9_999


def test_the_page_in_front_is_the_first_that_is_half_seen() -> None:
    layout = PageLayout([A4] * 3, Window(864, 600))
    height = layout.page_size_px(0)[1]
    row = layout.row_top(1)

    def current(top: int) -> int:
        return layout.current_page(Box(0, top, 864, top + 600))

    assert current(0) == 0
    assert current(row - 310) == 0
    assert current(row - 290) == 1
    assert current(row) == 1
    assert current(layout.height_px - 600) == 2
    assert height > 600


def test_a_large_page_is_drawn_in_cells_that_cover_what_is_seen_and_little_more() -> None:
    layout = PageLayout([A4], Window(1200, 800, fit=Fit.ZOOM, zoom=4.0))
    area = Box(1000, 1500, 2200, 2300)
    tiles = list(layout.tiles_in(area))
    box = layout.page_box(0)
    seen = area.intersected(box).moved(-box.left, -box.top)
    assert covers([tile.part for tile in tiles], seen)
    assert all(not tile.part.intersected(seen).is_empty for tile in tiles)
    assert sum(tile.pixels for tile in tiles) <= (seen.width + 2 * CELL_PX) * (seen.height + 2 * CELL_PX)


@given(sizes, windows, parts, parts)
def test_a_point_survives_the_way_to_the_page_and_back(
    pages: list[tuple[float, float]], window: Window, x: float, y: float
) -> None:
    layout = PageLayout(pages, window)
    for page in range(len(pages)):
        place = Place(page, x, y)
        at = layout.point_px(place)
        box = layout.page_box(page)
        if at[0] in (box.left, box.right) or at[1] in (box.top, box.bottom):
            continue  # the edge of a page is the edge of what is beside it as well
        found = layout.place_at(*at)
        width, height = turned_size(layout.page_size_px(page), window.arrangement.turn)
        assert found.page == page
        assert math.isclose(found.x, x, abs_tol=1 / width)
        assert math.isclose(found.y, y, abs_tol=1 / height)
        assert layout.point_px(found) == at


@given(sizes, windows, parts, parts)
def test_a_place_can_be_measured_on_any_page(
    pages: list[tuple[float, float]], window: Window, x: float, y: float
) -> None:
    layout = PageLayout(pages, window)
    at = layout.point_px(Place(0, x, y))
    for page in range(len(pages)):
        there = layout.point_px(layout.place_on(page, *at))
        assert there[0] == pytest.approx(at[0], abs=1)
        assert there[1] == pytest.approx(at[1], abs=1)


@given(sizes, windows)
def test_a_page_keeps_its_shape_however_it_is_turned(
    pages: list[tuple[float, float]], window: Window
) -> None:
    layout = PageLayout(pages, window)
    for page, (width_pt, height_pt) in enumerate(pages):
        width, height = turned_size(layout.page_size_px(page), window.arrangement.turn)
        zoom = layout.zoom_of(page, (width_pt, height_pt))
        per_pt = zoom * 96 / 72 * window.scale
        slip = 1 + max(width_pt, height_pt) / min(width_pt, height_pt)  # of rounding the shorter side
        assert width == pytest.approx(width_pt * per_pt, abs=slip)
        assert height == pytest.approx(height_pt * per_pt, abs=slip)


@given(sizes, windows, st.data())
def test_what_is_seen_is_covered_by_tiles_exactly_once(
    pages: list[tuple[float, float]], window: Window, data: st.DataObject
) -> None:
    layout = PageLayout(pages, window)
    top = data.draw(st.integers(0, max(0, layout.height_px - window.height_px)))
    left = data.draw(st.integers(0, max(0, layout.width_px - window.width_px)))
    area = Box(left, top, left + window.width_px, top + window.height_px)
    for page in layout.pages_in(area):
        tiles = layout.page_tiles(page, area)
        box = layout.page_box(page)
        assert covers([tile.part for tile in tiles], area.intersected(box).moved(-box.left, -box.top))
        assert all(tile.pixels <= WHOLE_PAGE_PX for tile in tiles)
        parts = [tile.part for tile in tiles]
        assert len(set(parts)) == len(parts)


@given(sizes, windows)
def test_pages_lie_inside_the_scroll_area_without_overlap_as_they_are_read(
    pages: list[tuple[float, float]], window: Window
) -> None:
    layout, arrangement = PageLayout(pages, window), window.arrangement
    boxes = [layout.page_box(page) for page in range(len(pages))]
    assert all(box.left >= 0 and box.right <= layout.width_px for box in boxes)
    assert all(box.top >= 0 and box.bottom <= layout.height_px for box in boxes)
    for number, one in enumerate(boxes[:-1]):
        other = boxes[number + 1]
        if arrangement.spread_of(number) != arrangement.spread_of(number + 1):
            assert one.bottom <= other.top
        elif arrangement.right_to_left:
            assert other.right < one.left
        else:
            assert one.right < other.left


@given(sizes, windows, st.data())
def test_pages_are_found_as_by_looking_at_every_one(
    pages: list[tuple[float, float]], window: Window, data: st.DataObject
) -> None:
    layout = PageLayout(pages, window)
    left = data.draw(st.integers(-100, layout.width_px))
    top = data.draw(st.integers(-100, layout.height_px))
    right = data.draw(st.integers(left, layout.width_px + 100))
    bottom = data.draw(st.integers(top, layout.height_px + 100))
    area = Box(left, top, right, bottom)
    every = [page for page in range(len(pages)) if not layout.page_box(page).intersected(area).is_empty]
    assert list(layout.pages_in(area)) == every


@given(sizes, windows, st.data())
def test_a_page_shown_alone_is_seen_alone_and_wholly(
    pages: list[tuple[float, float]], window: Window, data: st.DataObject
) -> None:
    window = replace(window, arrangement=replace(window.arrangement, mode=PageMode.SINGLE))
    layout = PageLayout(pages, window)
    page = data.draw(st.integers(0, len(pages) - 1))
    span, box = layout.span(page), layout.page_box(page)
    assert box.intersected(span) == box
    assert list(layout.pages_in(span)) == [page]
    assert span.width >= window.width_px
    assert span.height >= window.height_px


@given(sizes, windows, st.sampled_from([1, -1]))
def test_every_screen_ahead_leads_on_to_the_last_page(
    pages: list[tuple[float, float]], window: Window, direction: int
) -> None:
    """Going on by screens sees every page shown alone, in order, and all of it."""
    window = replace(
        window,
        height_px=max(window.height_px, 400),
        zoom=min(window.zoom, 1.0),
        arrangement=replace(window.arrangement, mode=PageMode.SINGLE),
    )
    layout = PageLayout(pages, window)
    span = layout.span(0 if direction > 0 else len(pages) - 1)
    top = span.top if direction > 0 else span.bottom - window.height_px
    screen, seen = Box(span.left, top, span.left + window.width_px, top + window.height_px), []
    while not screen.is_empty:
        seen.append(screen)
        screen = layout.screen_beyond(screen, direction)
    rows = sorted(one.top for one in seen)
    assert rows[0] == 0
    assert all(other - one <= window.height_px for one, other in pairwise(rows))
    assert rows[-1] + window.height_px == layout.height_px


def test_an_open_book_has_its_cover_alone_and_the_last_page_on_its_own_side() -> None:
    """
    left to right   [ |0]  [1|2]  [3| ]
    right to left   [0| ]  [2|1]  [ |3]
    """
    middle = 432
    for right_to_left, left_pages in ((False, {1, 3}), (True, {0, 2})):
        arrangement = replace(BOOK, right_to_left=right_to_left)
        layout = PageLayout([A4] * 4, Window(864, 600, arrangement=arrangement))
        boxes = [layout.page_box(page) for page in range(4)]
        assert {page for page, box in enumerate(boxes) if box.right <= middle} == left_pages
        assert {page for page, box in enumerate(boxes) if box.left >= middle} == {0, 1, 2, 3} - left_pages
        assert boxes[1].top == boxes[2].top
        assert boxes[0].bottom < boxes[1].top < boxes[1].bottom < boxes[3].top
        assert {box.width for box in boxes} == {398}


def test_pairs_from_the_first_page_on_where_there_is_no_cover() -> None:
    arrangement = replace(BOOK, cover_alone=False)
    assert [arrangement.spread_of(page) for page in range(5)] == [0, 0, 1, 1, 2]
    assert [list(arrangement.pages_of(spread, 5)) for spread in range(3)] == [[0, 1], [2, 3], [4]]
    assert [list(BOOK.pages_of(spread, 5)) for spread in range(3)] == [[0], [1, 2], [3, 4]]


def test_two_whole_pages_fit_the_window_together() -> None:
    layout = PageLayout([A4, A4, WIDE], Window(1000, 700, fit=Fit.PAGE, arrangement=BOOK))
    for page in (1, 2):
        box = layout.page_box(page).moved(0, -layout.row_top(page))
        assert box.intersected(Box(8, 8, 992, 692)) == box


def test_a_quarter_turn_goes_clockwise() -> None:
    layout = PageLayout([A4], Window(1000, 700, fit=Fit.PAGE, arrangement=Arrangement(turn=1)))
    box = layout.page_box(0)
    assert box.width > box.height
    assert layout.point_px(Place(0, 0, 0)) == (box.right, box.top)
    assert layout.point_px(Place(0, 0, 1)) == (box.left, box.top)
    assert layout.point_px(Place(0, 1, 0)) == (box.right, box.bottom)


@given(parts, parts, st.integers(-8, 8))
def test_turning_back_and_round_is_no_turn(x: float, y: float, turn: int) -> None:
    there = turned_point(x, y, turn)
    assert unturned_point(*there, turn) == pytest.approx((x, y))
    once = turned_point(x, y, 1)
    assert turned_point(*there, 1) == pytest.approx(turned_point(x, y, turn + 1))
    assert turned_point(*turned_point(*turned_point(*once, 1), 1), 1) == pytest.approx((x, y))


@given(sizes, windows)
def test_tiles_carry_turn_and_shade(pages: list[tuple[float, float]], window: Window) -> None:
    layout = PageLayout(pages, window)
    area = Box(0, 0, window.width_px, window.height_px)
    for tile in [*layout.tiles_in(area), *(layout.coarse_tile(page) for page in range(len(pages)))]:
        assert (tile.turn, tile.shade) == (window.arrangement.turn, window.shade)


def test_scrolling_through_many_pages_does_not_look_at_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = PageLayout([A4, WIDE] * 5_000, Window(800, 600, arrangement=BOOK))
    looked_at = []
    page_box = layout.page_box
    monkeypatch.setattr(layout, "page_box", lambda page: looked_at.append(page) or page_box(page))
    area = Box(0, layout.row_top(7_001), 800, layout.row_top(7_001) + 600)
    assert 7_001 in list(layout.pages_in(area))
    layout.current_page(area)
    layout.place_at(400, area.top + 300)
    assert len(looked_at) < 40


@given(st.floats(MIN_ZOOM, MAX_ZOOM))
def test_zoom_goes_by_usual_steps_and_stays_in_bounds(zoom: float) -> None:
    larger, smaller = next_step(zoom, 1), next_step(zoom, -1)
    assert larger in ZOOM_STEPS
    assert smaller in ZOOM_STEPS
    assert larger > zoom or larger == MAX_ZOOM
    assert smaller < zoom or smaller == MIN_ZOOM
    assert bounded_zoom(zoom * 100) == MAX_ZOOM
    assert bounded_zoom(zoom / 100) == MIN_ZOOM


def test_an_empty_document_has_no_pages_anywhere() -> None:
    layout = PageLayout([], Window(100, 100))
    assert list(layout.tiles_in(Box(0, 0, 100, 100))) == []


def covers(parts: list[Box], seen: Box) -> bool:
    """Whether rectangles that do not overlap cover another one."""
    return (
        sum(cut.width * cut.height for part in parts if not (cut := part.intersected(seen)).is_empty)
        == seen.width * seen.height
    )

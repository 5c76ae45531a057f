from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Window,
    bounded_zoom,
    next_step,
)

A4 = (595.0, 842.0)
WIDE = (842.0, 595.0)
sizes = st.lists(st.tuples(st.floats(1, 5000), st.floats(1, 5000)), min_size=1, max_size=12)
windows = st.builds(
    Window,
    st.integers(1, 4000),
    st.integers(1, 3000),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.sampled_from(Fit),
    st.floats(MIN_ZOOM, MAX_ZOOM),
)


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


@given(sizes, windows)
def test_a_point_survives_the_way_to_the_page_and_back(
    pages: list[tuple[float, float]], window: Window
) -> None:
    layout = PageLayout(pages, window)
    for page in range(len(pages)):
        place = Place(page, 0.25, 0.5)
        x, y = layout.point_px(place)
        found = layout.place_at(x, y)
        width, height = layout.page_size_px(page)
        if height > 2:
            assert found.page == page
            assert math.isclose(found.x, 0.25, abs_tol=1 / width)
            assert math.isclose(found.y, 0.5, abs_tol=1 / height)


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
def test_pages_follow_one_another_without_overlap_inside_the_scroll_area(
    pages: list[tuple[float, float]], window: Window
) -> None:
    layout = PageLayout(pages, window)
    boxes = [layout.page_box(page) for page in range(len(pages))]
    assert all(one.bottom <= other.top for one, other in pairwise(boxes))
    assert all(box.left >= 0 and box.right <= layout.width_px for box in boxes)
    assert all(box.top >= 0 and box.bottom <= layout.height_px for box in boxes)
    assert all(layout.page_at(box.top) == page for page, box in enumerate(boxes))


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

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.flat_ink import flattened, smoothed
from widgets.ink_stroke import (
    Band,
    Disc,
    Spot,
    curves,
    is_met,
    levelled,
    line_distance,
    outline,
    straight_line,
    thinned,
    width_at,
)

coordinates = st.floats(0, 800, allow_nan=False).map(lambda value: round(value, 3))
points = st.tuples(coordinates, coordinates)
spots = st.builds(Spot, coordinates, coordinates, st.floats(0, 1).map(lambda value: round(value, 3)))
strokes = st.lists(spots, min_size=1, max_size=40)


def brute_distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """The least distance to 2,001 places along the line."""
    return min(
        math.dist(
            point,
            (start[0] + (end[0] - start[0]) * step / 2000, start[1] + (end[1] - start[1]) * step / 2000),
        )
        for step in range(2001)
    )


@given(strokes, st.floats(0.05, 5.0), st.floats(0.0, 10.0))
def test_thinning_keeps_every_spot_within_the_tolerance(
    stroke: list[Spot], tolerance: float, width: float
) -> None:
    kept = thinned(stroke, tolerance, width)
    assert (kept[0], kept[-1]) == (stroke[0], stroke[-1])
    assert [spot for spot in stroke if spot in kept] or len(stroke) == 1
    if len(kept) == 1:
        return
    for spot in stroke:
        nearest = min(line_distance(spot[:2], spot[:2], a[:2], b[:2]) for a, b in pairwise(kept))
        assert nearest <= tolerance + 1e-6


@given(strokes)
def test_thinning_leaves_out_what_lies_on_a_line(stroke: list[Spot]) -> None:
    once = thinned(stroke, 0.5)
    assert len(once) <= len(stroke)
    line = [Spot(float(step), 2.0 * step) for step in range(100)]
    assert thinned(line, 0.1) == [line[0], line[-1]]


def test_thinning_keeps_what_the_pressure_did() -> None:
    line = [Spot(float(step), 0.0, 1.0 if step == 50 else 0.2) for step in range(100)]
    assert any(spot.pressure == 1.0 for spot in thinned(line, 0.3, 4.0))


@given(strokes)
def test_the_smooth_line_goes_through_every_spot(stroke: list[Spot]) -> None:
    line = smoothed(stroke)
    assert all(spot in line for spot in stroke)
    assert all(math.isfinite(value) for spot in line for value in spot)


@given(strokes)
def test_the_smooth_line_stays_near_the_spots(stroke: list[Spot]) -> None:
    longest = max((math.dist(a[:2], b[:2]) for a, b in pairwise(stroke)), default=0.0)
    for curve in curves(stroke):
        for spot in flattened(curve):
            away = line_distance(spot[:2], spot[:2], curve.start[:2], curve.end[:2])
            assert away <= longest / 4 + 1e-6


@given(strokes, st.floats(0.5, 10.0))
def test_an_outline_is_as_wide_as_the_pen_was_pressed(stroke: list[Spot], width: float) -> None:
    pieces = list(outline(stroke, width))
    for piece in pieces:
        if isinstance(piece, Band):
            left, right = piece
            for a, b in ((left[0], right[3]), (left[3], right[0])):
                middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
                here = [spot for spot in stroke if math.dist(spot[:2], middle) < 1e-6]
                assert any(math.dist(a, b) == pytest.approx(width_at(width, spot.pressure)) for spot in here)
    assert pieces[0] == Disc(*stroke[0][:2], width_at(width, stroke[0].pressure) / 2)
    assert pieces[-1] == Disc(*stroke[-1][:2], width_at(width, stroke[-1].pressure) / 2)


def test_sharp_corners_are_round() -> None:
    corner = [Spot(0.0, 0.0), Spot(50.0, 0.0), Spot(50.0, 50.0)]
    assert [piece[:2] for piece in outline(corner, 4.0) if isinstance(piece, Disc)] == [
        (0.0, 0.0),
        (50.0, 0.0),
        (50.0, 50.0),
    ]
    slight = [Spot(0.0, 0.0), Spot(50.0, 0.0), Spot(100.0, 10.0)]
    assert len([piece for piece in outline(slight, 4.0) if isinstance(piece, Disc)]) == 2


@given(points, points, points, points)
def test_the_distance_of_two_lines_is_that_of_their_nearest_points(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> None:
    found = line_distance(a, b, c, d)
    assert found == pytest.approx(line_distance(c, d, b, a), abs=1e-6)
    assert found <= min(math.dist(p, q) for p in (a, b) for q in (c, d)) + 1e-9
    steps = 60
    brute = min(
        brute_on(a, b, i / steps, c, d, j / steps) for i in range(steps + 1) for j in range(steps + 1)
    )
    spacing = (math.dist(a, b) + math.dist(c, d)) / steps
    assert brute - spacing <= found <= brute + 1e-6


def brute_on(
    a: tuple[float, float],
    b: tuple[float, float],
    s: float,
    c: tuple[float, float],
    d: tuple[float, float],
    t: float,
) -> float:
    return math.hypot(
        a[0] + (b[0] - a[0]) * s - c[0] - (d[0] - c[0]) * t,
        a[1] + (b[1] - a[1]) * s - c[1] - (d[1] - c[1]) * t,
    )


@given(st.lists(spots, min_size=1, max_size=12), points, st.floats(0.5, 60.0))
def test_an_eraser_meets_what_is_within_its_reach(
    stroke: list[Spot], at: tuple[float, float], reach: float
) -> None:
    lines = list(pairwise(stroke)) or [(stroke[0], stroke[0])]
    brute = min(brute_distance(at, a[:2], b[:2]) for a, b in lines)
    if abs(brute - reach) > 1.0:
        assert is_met(stroke, reach, at, at) is (brute < reach)


@given(strokes, points, points, st.floats(0.5, 60.0))
def test_an_eraser_that_moves_meets_what_is_near_its_way(
    stroke: list[Spot], start: tuple[float, float], end: tuple[float, float], reach: float
) -> None:
    lines = list(pairwise(stroke)) or [(stroke[0], stroke[0])]
    assert is_met(stroke, reach, start, end) is any(
        line_distance(a[:2], b[:2], start, end) <= reach for a, b in lines
    )


def test_a_line_drawn_roughly_straight_is_made_straight_and_level() -> None:
    drawn = [Spot(10.0 + step, 100.0 + 1.5 * math.sin(step / 9)) for step in range(200)]
    assert straight_line(drawn) == (drawn[0], drawn[-1]._replace(y=drawn[0].y))


def test_a_slanting_line_stays_slanting() -> None:
    drawn = [Spot(10.0 + step, 100.0 + step) for step in range(100)]
    assert straight_line(drawn) == (drawn[0], drawn[-1])


@pytest.mark.parametrize(
    "drawn",
    [
        [Spot(float(step), 40 * math.sin(step / 20)) for step in range(200)],  # a wave
        [Spot(float(step), 0.0) for step in range(6)],  # hardly a line
        [Spot(float(step if step < 90 else 180 - step), 0.0) for step in range(120)],  # to and fro
    ],
)
def test_other_lines_stay_as_they_were_drawn(drawn: list[Spot]) -> None:
    assert straight_line(drawn) is None


def test_shift_makes_level_or_upright_what_is_nearly_so() -> None:
    start = Spot(0.0, 0.0)
    assert levelled(start, Spot(100.0, 30.0), 0.35) == Spot(100.0, 0.0)
    assert levelled(start, Spot(-20.0, 90.0), 0.35) == Spot(0.0, 90.0)
    assert levelled(start, Spot(70.0, 60.0), 0.35) == Spot(70.0, 60.0)


def test_a_line_is_as_wide_as_the_pen_is_pressed() -> None:
    assert width_at(2.0, 1.0) == 2.0
    assert 0 < width_at(2.0, 0.0) < width_at(2.0, 0.5) < 2.0

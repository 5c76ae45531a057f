"""The geometry of ink: smoothing, thinning, outline by pressure, straightening, and what an eraser meets.

Lengths are points of the page throughout; without Qt.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LIGHTEST = 0.4  # of its width a line has left where the pen hardly touches
STEADY = 0.03  # pressure that varies less is the pressure of a mouse or a finger
SHARP = 0.8  # cosine of the turn from which a joint is rounded
BEND = 0.5  # cosine of the turn up to which a line bends; beyond, it has a corner
SHORTEST_LINE_PT = 18.0  # what is shorter was not meant to be a line
STRAIGHT_PART = 0.035  # of its length a straight line may bend
UPRIGHT = math.tan(math.radians(6))  # a line closer to level or upright than this was meant to be so

Point = tuple[float, float]


class Spot(NamedTuple):
    """Where the pen was on the page, and how firmly it was pressed (0..1)."""

    x: float
    y: float
    pressure: float = 1.0


class Curve(NamedTuple):
    """A cubic Bézier from one spot to the next."""

    start: Spot
    first: Point
    second: Point
    end: Spot


def width_at(width_pt: float, pressure: float) -> float:
    """How wide a line is where it was drawn that firmly."""
    return width_pt * (LIGHTEST + (1.0 - LIGHTEST) * pressure)


def is_steady(spots: Sequence[Spot]) -> bool:
    """Whether the line has the same width everywhere."""
    pressures = [spot.pressure for spot in spots]
    return max(pressures) - min(pressures) < STEADY


# Smoothing.


def curves(spots: Sequence[Spot]) -> Iterator[Curve]:
    """A smooth line through all spots; it bends no further out than the spots themselves ask for."""
    for index in range(len(spots) - 1):
        before = spots[index - 1] if index else None
        after = spots[index + 2] if index + 2 < len(spots) else None
        yield curve_between(before, spots[index], spots[index + 1], after)


def curve_between(before: Spot | None, start: Spot, end: Spot, after: Spot | None) -> Curve:
    """The curve between two spots, which depends on one neighbour at each side and on nothing else."""
    length = math.dist(start[:2], end[:2])
    first = _handle(before, start, end, length) if before is not None else start[:2]
    second = _handle(after, end, start, length) if after is not None else end[:2]
    return Curve(start, first, second, end)


def _handle(beyond: Spot, here: Spot, there: Spot, length: float) -> Point:
    """Where the curve from ``here`` to ``there`` heads first, coming from ``beyond``."""
    came = math.dist(beyond[:2], here[:2])
    if came == 0.0 or length == 0.0:
        return here[:2]
    in_x, in_y = (here.x - beyond.x) / came, (here.y - beyond.y) / came
    out_x, out_y = (there.x - here.x) / length, (there.y - here.y) / length
    if in_x * out_x + in_y * out_y < BEND:  # a corner: as a bend, its edges would be drawn along the line
        return here[:2]
    reach = min(length, 1.5 * came) / 3.0
    near, far = length / (came + length), came / (came + length)  # the nearer neighbour counts for more
    return here.x + reach * (near * in_x + far * out_x), here.y + reach * (near * in_y + far * out_y)


# Outline.


class Band(NamedTuple):
    """What one curve of a line covers: out along its left edge, back along its right one, each a Bézier."""

    left: tuple[Point, Point, Point, Point]
    right: tuple[Point, Point, Point, Point]


class Disc(NamedTuple):
    """A round end or corner."""

    x: float
    y: float
    radius: float


def outline(spots: Sequence[Spot], width_pt: float) -> Iterator[Band | Disc]:
    """What covers a line as wide as the pen was pressed.

    Painted as one shape of the winding rule, discs turning as bands do, it has neither seams nor holes: where
    a line turns so sharply that a band folds over itself there is a disc.
    """
    yield _disc(spots[0], width_pt)
    previous: Point | None = None
    for curve in curves(spots):
        ahead = _direction(curve.start[:2], curve.end[:2])
        if ahead is None:
            continue
        if previous is not None and previous[0] * ahead[0] + previous[1] * ahead[1] < SHARP:
            yield _disc(curve.start, width_pt)
        yield band(curve, ahead, width_pt)
        previous = ahead
    yield _disc(spots[-1], width_pt)


def curve_outline(curve: Curve, width_pt: float) -> Iterator[Band | Disc]:
    """The same for a single curve."""
    yield _disc(curve.start, width_pt)
    ahead = _direction(curve.start[:2], curve.end[:2])
    if ahead is not None:
        yield band(curve, ahead, width_pt)
    yield _disc(curve.end, width_pt)


def band(curve: Curve, ahead: Point, width_pt: float) -> Band:
    """What a curve covers; ``ahead`` is the direction from its start to its end.

    Left is where y grows less, so that going round it turns the way in which Qt draws discs.
    """
    start, first, second, end = curve
    near, far = width_at(width_pt, start.pressure) / 2, width_at(width_pt, end.pressure) / 2
    x, y = _direction(start[:2], first) or ahead
    ax, ay = y * near, -x * near
    x, y = _direction(second, end[:2]) or ahead
    bx, by = y * far, -x * far
    return Band(
        (
            (start.x + ax, start.y + ay),
            (first[0] + ax, first[1] + ay),
            (second[0] + bx, second[1] + by),
            (end.x + bx, end.y + by),
        ),
        (
            (end.x - bx, end.y - by),
            (second[0] - bx, second[1] - by),
            (first[0] - ax, first[1] - ay),
            (start.x - ax, start.y - ay),
        ),
    )


def _direction(start: Point, end: Point) -> Point | None:
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y)
    return (x / length, y / length) if length > 1e-9 else None


def _disc(spot: Spot, width_pt: float) -> Disc:
    return Disc(spot.x, spot.y, width_at(width_pt, spot.pressure) / 2)


# Thinning.


def thinned(spots: Sequence[Spot], tolerance_pt: float, width_pt: float = 0.0) -> list[Spot]:
    """Fewer spots (Douglas-Peucker); neither the line nor its width differs by more than the tolerance."""
    kept = {0, len(spots) - 1}
    waiting = [(0, len(spots) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest, most = -1, tolerance_pt
        start, end = spots[first], spots[last]
        for index in range(first + 1, last):
            distance = _departure(spots[index], start, end, width_pt)
            if distance > most:
                farthest, most = index, distance
        if farthest >= 0:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [spots[index] for index in sorted(kept)]


def _departure(spot: Spot, start: Spot, end: Spot, width_pt: float) -> float:
    """How far a spot, or the edge of the line there, is from the straight line between two others."""
    across, down = end.x - start.x, end.y - start.y
    square = across * across + down * down
    part = ((spot.x - start.x) * across + (spot.y - start.y) * down) / square if square else 0.0
    part = min(max(part, 0.0), 1.0)
    away = math.hypot(spot.x - start.x - part * across, spot.y - start.y - part * down)
    pressure = start.pressure + part * (end.pressure - start.pressure)
    return max(away, abs(spot.pressure - pressure) * width_pt / 2)


# Straight lines.


def straight_line(spots: Sequence[Spot]) -> tuple[Spot, Spot] | None:
    """The line that somebody meant who drew roughly straight; None for everything else."""
    start, end = spots[0], spots[-1]
    length = math.dist(start[:2], end[:2])
    if length < SHORTEST_LINE_PT:
        return None
    if any(_departure(spot, start, end, 0.0) > STRAIGHT_PART * length + 1.0 for spot in spots):
        return None
    way = sum(math.dist(a[:2], b[:2]) for a, b in pairwise(spots))
    if way > 1.3 * length:  # it was drawn to and fro
        return None
    return start, levelled(start, end, UPRIGHT)


def levelled(start: Spot, end: Spot, slope: float = 1.0) -> Spot:
    """The end of a line moved so that it is level or upright, where it is no steeper than that to either."""
    across, down = abs(end.x - start.x), abs(end.y - start.y)
    if down <= across * slope and down <= across:
        return end._replace(y=start.y)
    if across <= down * slope:
        return end._replace(x=start.x)
    return end


# What an eraser meets.


def is_met(spots: Sequence[Spot], reach_pt: float, start: Point, end: Point) -> bool:
    """Whether an eraser that goes straight from ``start`` to ``end`` comes within reach of the line."""
    if len(spots) == 1:
        return _point_distance(spots[0][:2], start, end) <= reach_pt
    left, right = min(start[0], end[0]) - reach_pt, max(start[0], end[0]) + reach_pt
    top, bottom = min(start[1], end[1]) - reach_pt, max(start[1], end[1]) + reach_pt
    a = spots[0]
    for b in spots[1:]:
        if (
            (a.x >= left or b.x >= left)
            and (a.x <= right or b.x <= right)
            and (a.y >= top or b.y >= top)
            and (a.y <= bottom or b.y <= bottom)
            and line_distance(a[:2], b[:2], start, end) <= reach_pt
        ):
            return True
        a = b
    return False


def line_distance(a: Point, b: Point, c: Point, d: Point) -> float:
    """How close two straight lines with ends come to each other."""
    if _cross(a, b, c, d):
        return 0.0
    return min(
        _point_distance(a, c, d), _point_distance(b, c, d), _point_distance(c, a, b), _point_distance(d, a, b)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _point_distance(point: Point, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    square = across * across + down * down
    part = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / square if square else 0.0
    part = min(max(part, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - part * across, point[1] - start[1] - part * down)

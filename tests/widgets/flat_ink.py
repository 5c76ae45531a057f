"""A smooth line as spots close enough for straight lines between them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from widgets.ink_stroke import Curve, Spot, curves

FLATNESS_PT = 0.03
MOST_PIECES = 24  # of one curve


def flattened(curve: Curve) -> list[Spot]:
    """Spots along a curve, close enough for straight lines between them; without its start."""
    start, first, second, end = curve
    bend = max(
        math.hypot(start.x - 2 * first[0] + second[0], start.y - 2 * first[1] + second[1]),
        math.hypot(first[0] - 2 * second[0] + end.x, first[1] - 2 * second[1] + end.y),
    )
    count = min(max(1, math.ceil(math.sqrt(0.75 * bend / FLATNESS_PT))), MOST_PIECES)
    found = []
    for step in range(1, count):
        t = step / count
        u = 1.0 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        found.append(
            Spot(
                a * start.x + b * first[0] + c * second[0] + d * end.x,
                a * start.y + b * first[1] + c * second[1] + d * end.y,
                u * start.pressure + t * end.pressure,
            )
        )
    found.append(end)
    return found


def smoothed(spots: Sequence[Spot]) -> list[Spot]:
    """The whole smooth line as spots with straight lines between them."""
    found = [spots[0]]
    for curve in curves(spots):
        found.extend(flattened(curve))
    return found

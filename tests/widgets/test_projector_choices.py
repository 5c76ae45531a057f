from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.projector_choices import FACE, MOST_SIZE, distance_of_rows, least_size
from widgets.projector_text import CANVAS_HEIGHT, LEAST_SIZE


def test_a_letter_fills_twenty_minutes_of_arc_from_the_farthest_seat() -> None:
    size = least_size(12, 2.4, 16 / 9)
    letter_m = size * FACE / CANVAS_HEIGHT * 2.4 / (16 / 9)
    assert math.degrees(2 * math.atan(letter_m / 2 / 12)) * 60 == pytest.approx(20)


def test_four_widths_of_the_screen_away_it_is_about_the_least() -> None:
    assert CANVAS_HEIGHT / least_size(8, 2, 16 / 9) == pytest.approx(21.7, abs=0.2)
    assert CANVAS_HEIGHT / (least_size(8, 2, 16 / 9) * FACE) == pytest.approx(24.2, abs=0.2)


@given(far=st.floats(0.1, 1000), wide=st.floats(0.1, 100), aspect=st.floats(0.5, 4))
def test_it_is_never_under_a_twenty_fifth_of_the_height(far: float, wide: float, aspect: float) -> None:
    assert CANVAS_HEIGHT / 25 < LEAST_SIZE <= least_size(far, wide, aspect) <= MOST_SIZE


def test_rows_are_a_distance() -> None:
    assert [distance_of_rows(rows) for rows in (1, 2, 9)] == [2.0, 3.5, 14.0]

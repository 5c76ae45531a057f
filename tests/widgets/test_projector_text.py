from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.projector_text import CANVAS_HEIGHT, LEAST_SIZE, elided, fit_text, text_width, tidy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LONG = "これは長い意見です。" * 200


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QApplication) -> QApplication:
    return qapp


def test_short_text_takes_the_largest_size() -> None:
    fitted = fit_text("短い意見", 1800, 300, largest=150)
    assert (fitted.size, fitted.left_out) == (150, 0)


def test_longer_text_shrinks_before_anything_is_left_out() -> None:
    fitted = fit_text("これは長い意見です。" * 12, 1800, 300, largest=150)
    assert LEAST_SIZE <= fitted.size < 150
    assert fitted.left_out == 0


def test_what_does_not_fit_is_counted() -> None:
    fitted = fit_text(LONG, 1800, 300, largest=150)
    assert fitted.size == LEAST_SIZE
    assert fitted.height <= 300
    shown = fitted.text.split("…")[0]
    assert LONG.startswith(shown)
    assert len(shown) + fitted.left_out == len(LONG)
    assert str(fitted.left_out) in fitted.text


def test_no_text_is_smaller_than_a_twenty_fifth_of_the_height() -> None:
    assert LEAST_SIZE >= CANVAS_HEIGHT / 25


@settings(deadline=None)  # the first text of a script loads its fonts
@given(text=st.text(max_size=300), height=st.integers(70, 900))
def test_whatever_is_written_stays_inside(text: str, height: int) -> None:
    fitted = fit_text(text, 800, height, largest=120)
    assert fitted.height <= height
    assert fitted.size >= LEAST_SIZE


def test_empty_lines_cannot_push_a_text_away() -> None:
    assert tidy("\n\n一\n \n\n\n二\n\n").count("\u2028") == 2


def test_one_line_is_cut_at_its_width() -> None:
    cut = elided("長い題名" * 50, 600, 50)
    assert cut.endswith("…")
    assert text_width(cut, 50) <= 600

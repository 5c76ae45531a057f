from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.projector_text import (
    CANVAS_HEIGHT,
    LEAST_SIZE,
    MOST_MARKS,
    elided,
    fit_text,
    laid_out,
    letters_on,
    text_width,
    tidy,
    without_towers,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LONG = "これは長い意見です。" * 200


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QApplication) -> QApplication:
    return qapp


def test_short_text_takes_the_largest_size() -> None:
    fitted = fit_text("短い意見", 1800, 300, largest=150)
    assert (fitted.size, fitted.pages) == (150, 1)


def test_longer_text_shrinks_before_it_is_spread_over_pages() -> None:
    fitted = fit_text("これは長い意見です。" * 12, 1800, 300, largest=150)
    assert LEAST_SIZE <= fitted.size < 150
    assert fitted.pages == 1


def test_what_does_not_fit_is_on_further_pages_and_none_of_it_is_lost() -> None:
    fitted = fit_text(LONG, 1800, 300, largest=150)
    assert fitted.size == LEAST_SIZE
    assert fitted.pages > 1
    assert fitted.height <= 300
    assert fitted.pages * fitted.lines_per_page >= fitted.lines
    assert sum(letters_on(fitted, 1800, page) for page in range(fitted.pages)) == len(fitted.text)


def test_no_text_is_smaller_than_a_twenty_fifth_of_the_height() -> None:
    assert LEAST_SIZE >= CANVAS_HEIGHT / 25


@settings(deadline=None)  # the first text of a script loads its fonts
@given(text=st.text(max_size=300), height=st.integers(70, 900))
def test_whatever_is_written_stays_inside_and_is_all_there(text: str, height: int) -> None:
    fitted = fit_text(text, 800, height, largest=120)
    assert fitted.height <= height
    assert fitted.size >= LEAST_SIZE
    layout = laid_out(fitted.text, 800, fitted.size, bold=False)
    assert layout.lineCount() == fitted.lines
    shown = sum(layout.lineAt(line).textLength() for line in range(layout.lineCount()))
    assert shown == len(fitted.text.encode("utf-16-le")) // 2


def test_empty_lines_cannot_push_a_text_away() -> None:
    assert tidy("\n\n一\n \n\n\n二\n\n").count("\u2028") == 2


def test_towers_of_accents_are_cut_down_and_names_stay() -> None:
    assert without_towers("a" + "\u0300" * 40 + "b") == "a" + "\u0300" * MOST_MARKS + "b"
    for whole in ("葛\U000e0100城", "か\u3099", "👩🏽\u200d⚕\ufe0f"):
        assert without_towers(whole) == whole


def test_one_line_is_cut_at_its_width() -> None:
    cut = elided("長い題名" * 50, 600, 50)
    assert cut.endswith("…")
    assert text_width(cut, 50) <= 600

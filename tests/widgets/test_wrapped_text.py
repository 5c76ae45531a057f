from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from widgets.wrapped_text import wrapped_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TITLE = "令和6年度市民満足度調査結果報告書"


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return qapp.font()


def width_of(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def test_what_fits_stays_on_one_line(font: QFont) -> None:
    assert wrapped_lines(TITLE, font, width_of(font, TITLE) + 2, 2) == (TITLE,)


def test_lines_hold_the_whole_text_within_the_width(font: QFont) -> None:
    width = width_of(font, TITLE) // 2 + width_of(font, "令")
    lines = wrapped_lines(TITLE, font, width, 3)
    assert len(lines) == 2
    assert "".join(lines) == TITLE
    assert max(width_of(font, line) for line in lines) <= width


def test_the_last_line_ends_in_dots_where_there_is_more(font: QFont) -> None:
    width = width_of(font, TITLE) // 3
    lines = wrapped_lines(TITLE * 3, font, width, 2)
    assert len(lines) == 2
    assert (TITLE * 3).startswith(lines[0] + lines[1].rstrip("…"))
    assert lines[1].endswith("…")
    assert max(width_of(font, line) for line in lines) <= width


@pytest.mark.parametrize("text", ["", " ", "👨‍👩‍👧‍👦" * 9, "か\u3099" * 30, "a" * 200, "\ud83d壊れた"])
def test_any_text_at_any_width(font: QFont, text: str) -> None:
    for width in (0, 1, 20, 90):
        assert 1 <= len(wrapped_lines(text, font, width, 2)) <= 2 or not text

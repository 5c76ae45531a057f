from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.page_text import UNITS, PageText
from widgets.search_hits import FoundPlace, SearchHits, found_places, hit_boxes

WHITE = QColor("white")


def page_text(lines: list[tuple[str, bool]]) -> PageText:
    """Lines one after the other; letters stand side by side, in a vertical line below each other."""
    boxes: list[int] = []
    for number, (line, is_vertical) in enumerate(lines):
        for place in range(len(line) + 1):
            left, top = (number, place) if is_vertical else (place, number)
            boxes += [1000 * left, 1000 * top, 1000 * left + 900, 1000 * top + 900]
    text = "".join(line + "\n" for line, _is_vertical in lines)
    return PageText(text, array("H", boxes), tuple(is_vertical for _line, is_vertical in lines))


def units(boxes: tuple[tuple[float, float, float, float], ...]) -> list[list[int]]:
    return [[round(side * UNITS) for side in box] for box in boxes]


def test_a_hit_on_one_line_is_one_rectangle() -> None:
    text = page_text([("防災の予算", False)])
    assert units(hit_boxes(text, 3, 5)) == [[3000, 0, 4900, 900]]


def test_a_hit_over_a_line_break_has_a_rectangle_on_each_line() -> None:
    text = page_text([("防災の予", False), ("算について", False)])
    assert units(hit_boxes(text, 3, 6)) == [[3000, 0, 3900, 900], [0, 1000, 900, 1900]]


def test_a_hit_in_vertical_text_runs_down() -> None:
    text = page_text([("防災の予", True), ("算について", True)])
    assert units(hit_boxes(text, 2, 6)) == [[0, 2000, 900, 3900], [1000, 0, 1900, 900]]


LINES = st.lists(st.tuples(st.text("予算 防災ab", max_size=12), st.booleans()), min_size=1, max_size=6)


@given(LINES, st.data())
def test_rectangles_hold_their_letters_and_no_others(
    lines: list[tuple[str, bool]], data: st.DataObject
) -> None:
    text = page_text(lines)
    start = data.draw(st.integers(0, len(text.text) - 1))
    end = data.draw(st.integers(start + 1, len(text.text)))
    boxes = hit_boxes(text, start, end)
    letters = [index for index in range(start, end) if not text.text[index].isspace()]
    assert len(boxes) == len({next(n for n, line in enumerate(text.lines) if i in line) for i in letters})

    def holders(index: int) -> int:
        left, top, right, bottom = text.box(index)
        return sum(b[0] <= left and b[1] <= top and right <= b[2] and bottom <= b[3] for b in boxes)

    assert all(holders(index) >= 1 for index in letters)
    same_way = [flag for _line, flag in lines]
    if len(set(same_way)) == 1:  # else the lines of this made-up page lie over each other
        outside = set(range(len(text.text))) - set(range(start, end))
        assert not any(holders(i) for i in outside if not text.text[i].isspace())


def test_spans_that_are_not_in_the_text_are_left_out() -> None:
    text = page_text([("予算", False)])
    assert found_places(text, [(0, 2), (2, 9), (-1, 1), (1, 1)]) == (
        FoundPlace(0, ((0.0, 0.0, 1900 / UNITS, 900 / UNITS),)),
    )


@pytest.fixture
def layer(qapp: object) -> SearchHits:
    return SearchHits()


def painted(layer: SearchHits, page: int = 0) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    layer.paint(painter, page, (200.0, 100.0))
    painter.end()
    return image


PLACES = (FoundPlace(3, ((0.1, 0.2, 0.3, 0.4),)), FoundPlace(9, ((0.5, 0.5, 0.9, 0.8),)))


def test_hits_are_marked_where_they_stand_and_nowhere_else(layer: SearchHits) -> None:
    layer.start()
    layer.set_page(0, PLACES)
    image = painted(layer)
    near = [QRectF(17, 17, 46, 26), QRectF(97, 47, 86, 36)]
    for y in range(100):
        for x in range(200):
            if image.pixelColor(x, y) != WHITE:
                assert any(area.contains(x, y) for area in near), (x, y)
    assert image.pixelColor(40, 30) != WHITE
    assert image.pixelColor(140, 65) != WHITE


def test_the_current_hit_stands_out(layer: SearchHits) -> None:
    layer.start()
    layer.set_page(0, PLACES)
    before = painted(layer)
    layer.set_current(0, 9)
    after = painted(layer)
    assert after.pixelColor(140, 65) != before.pixelColor(140, 65)
    assert after.pixelColor(40, 30) == before.pixelColor(40, 30)
    layer.set_current(1, 9)
    assert painted(layer) == before


def test_a_page_is_asked_for_once_when_it_is_painted(layer: SearchHits) -> None:
    asked: list[int] = []
    layer.page_wanted.connect(asked.append)
    painted(layer)
    assert asked == [], "nothing is looked for"
    layer.start()
    painted(layer, 4)
    painted(layer, 4)
    layer.set_page(4, ())
    painted(layer, 4)
    assert asked == [4]
    layer.start()
    painted(layer, 4)
    assert asked == [4, 4], "something else is looked for"


def test_nothing_is_left_after_clearing(layer: SearchHits) -> None:
    layer.start()
    layer.set_page(0, PLACES)
    layer.clear()
    layer.set_page(0, PLACES)
    assert painted(layer).pixelColor(40, 30) == WHITE

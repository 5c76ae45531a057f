from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.page_view import PageView
from widgets.watermark import Watermark

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZE = (400.0, 600.0)
CELL = 100


@pytest.fixture
def watermark(qtbot: QtBot) -> Watermark:
    view = PageView()
    qtbot.addWidget(view)
    mark = Watermark(view)
    mark.set_owner("12", "総務課長")
    return mark


def painted(mark: Watermark, paper: str = "white") -> QImage:
    page = QImage(int(SIZE[0]), int(SIZE[1]), QImage.Format.Format_RGB32)
    page.fill(QColor(paper))
    painter = QPainter(page)
    mark.paint(painter, 0, SIZE)
    painter.end()
    return page


def test_it_names_seat_person_date_and_time(watermark: Watermark) -> None:
    assert "Seat 12" in watermark.words
    assert "総務課長" in watermark.words
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", watermark.words)


def test_nothing_is_painted_while_it_is_off(watermark: Watermark) -> None:
    blank = painted(watermark)
    assert blank.pixelColor(200, 300) == QColor("white")
    watermark.set_on(on=True)
    assert painted(watermark) != blank
    watermark.set_on(on=False)
    assert painted(watermark) == blank


@pytest.mark.parametrize("paper", ["white", "black"])
def test_every_part_of_a_page_has_it_and_stays_legible(watermark: Watermark, paper: str) -> None:
    watermark.set_on(on=True)
    page, ground = painted(watermark, paper), QColor(paper)
    for left in range(0, int(SIZE[0]), CELL):
        for top in range(0, int(SIZE[1]), CELL):
            cell = [page.pixelColor(x, y) for x in range(left, left + CELL) for y in range(top, top + CELL)]
            marked = [colour for colour in cell if colour != ground]
            assert marked, (left, top)
            assert len(marked) < len(cell) / 3
    lightest = min(page.pixelColor(x, y).lightness() for x in range(400) for y in range(600))
    assert paper == "black" or lightest > 150

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    """Four parts of 100 pixels; the last one belongs at the right end."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = FlowLayout(window, spacing=10)
    for number in range(4):
        if number == 3:
            layout.push_right()
        button = QLabel(str(number))
        button.setFixedSize(100, 40)
        layout.addWidget(button)
    window.show()
    return window


def places(row: QWidget) -> list[tuple[int, int]]:
    return [(button.x(), button.y()) for button in row.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (600, [(0, 0), (110, 0), (220, 0), (500, 0)]),
        (430, [(0, 0), (110, 0), (220, 0), (330, 0)]),
        (350, [(0, 0), (110, 0), (220, 0), (250, 50)]),
        (210, [(0, 0), (110, 0), (0, 50), (110, 50)]),
        (100, [(0, 0), (0, 50), (0, 100), (0, 150)]),
    ],
)
def test_what_does_not_fit_stands_in_the_next_row(
    row: QWidget, width: int, expected: list[tuple[int, int]]
) -> None:
    layout = row.layout()
    assert layout is not None
    row.resize(width, layout.heightForWidth(width))
    layout.activate()
    assert places(row) == expected
    assert row.height() >= expected[-1][1] + 40


def test_a_part_that_is_hidden_takes_no_room(row: QWidget) -> None:
    layout = row.layout()
    assert layout is not None
    row.findChildren(QLabel)[1].hide()
    row.resize(600, 40)
    layout.activate()
    assert places(row)[2] == (110, 0)
    assert layout.heightForWidth(320) == 40

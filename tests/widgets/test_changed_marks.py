from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.changed_marks import ChangedMarks
from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize("page", [2, 3])
def test_only_a_page_that_changed_is_marked_along_its_edge(qapp: QApplication, page: int) -> None:
    marks = ChangedMarks()
    marks.set_pages(frozenset({2}))
    assert marks.pages == {2}
    paper = QImage(200, 300, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    marks.paint(painter, page, (200.0, 300.0))
    painter.end()
    expected = QColor(current_theme().palette.warning) if page == 2 else QColor("white")
    assert {paper.pixelColor(x, y).name() for x in (0, 3) for y in (0, 150, 299)} == {expected.name()}
    assert {paper.pixelColor(x, y).name() for x in (5, 199) for y in (50, 299)} == {QColor("white").name()}


def test_the_mark_can_be_read_on_a_page_that_is_shown_small(qapp: QApplication) -> None:
    marks = ChangedMarks()
    marks.set_pages(frozenset({0}))
    paper = QImage(60, 90, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.scale(0.1, 0.1)
    marks.paint(painter, 0, (600.0, 900.0))
    painter.end()
    warning = current_theme().palette.warning
    assert paper.pixelColor(3, 80).name() == warning  # the bar, as wide as on any page
    assert paper.pixelColor(1, 17).name() == warning  # the label, as high as its letters need
    assert paper.pixelColor(40, 80).name() == "#ffffff"

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

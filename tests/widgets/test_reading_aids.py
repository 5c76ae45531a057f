from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.album import A4, Album
from widgets.page_painter import PAPER
from widgets.page_view import PageView
from widgets.reading_aids import CURSOR_PX, LARGEST_BAND, LEAST_BAND, large_cursor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 3, Album())
    return view


def colour_at(view: PageView, x: int, y: int) -> QColor:
    return view.viewport().grab().toImage().pixelColor(x, y)


def test_the_band_follows_the_mouse_and_the_rest_is_darker(view: PageView) -> None:
    view.set_line_reader(on=True)
    for y in (200, 420):
        QTest.mouseMove(view.viewport(), QPoint(400, y))
        assert colour_at(view, 300, y) == PAPER
        assert colour_at(view, 300, y - 100) != PAPER
        assert colour_at(view, 300, y + 100) != PAPER
    view.set_line_reader(on=False)
    assert colour_at(view, 300, 300) == PAPER
    QTest.mouseMove(view.viewport(), QPoint(400, 100))
    assert colour_at(view, 300, 300) == PAPER


def test_the_band_paints_again_only_where_it_was_and_is(qtbot: QtBot, view: PageView) -> None:
    view.set_line_reader(on=True, height=40)
    QTest.mouseMove(view.viewport(), QPoint(400, 200))
    QApplication.processEvents()
    band = view._line_reader
    exposed: list[QRegion] = []
    paint = band.paintEvent
    band.paintEvent = lambda event: (exposed.append(event.region()), paint(event))  # type: ignore[method-assign] # to see it
    QTest.mouseMove(view.viewport(), QPoint(400, 210))
    qtbot.waitUntil(lambda: bool(exposed))
    assert exposed[0].boundingRect().height() < 70


def test_keys_move_the_band_a_line_and_then_the_page(qtbot: QtBot, view: PageView) -> None:
    view.set_line_reader(on=True, height=60)
    tops = [view._line_reader.band.top()]
    while view.verticalScrollBar().value() == 0:
        qtbot.keyClick(view, Qt.Key.Key_Down)
        tops.append(view._line_reader.band.top())
    assert tops[1] - tops[0] == 30
    assert tops == sorted(tops)
    assert tops[-1] + 60 <= view.screenful
    assert len(tops) > 10
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view._line_reader.band.top() < tops[-1]


def test_over_vertical_lines_the_band_stands_upright(qtbot: QtBot, view: PageView) -> None:
    view.set_line_reader(on=True, vertical=True, height=50)
    QTest.mouseMove(view.viewport(), QPoint(400, 200))
    assert colour_at(view, 400, 500) == PAPER
    assert colour_at(view, 300, 200) != PAPER
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view._line_reader.band.center().x() == pytest.approx(375, abs=1)
    assert view.current_page == 0


def test_the_height_is_chosen_within_reason_and_the_window_may_change(view: PageView) -> None:
    view.set_line_reader(on=True, height=100_000)
    assert view.line_reader_height == LARGEST_BAND
    view.set_line_reader(on=True, height=-5)
    assert view.line_reader_height == LEAST_BAND
    QTest.mouseMove(view.viewport(), QPoint(400, 580))
    view.resize(500, 300)
    assert view._line_reader.geometry() == view.viewport().rect()
    assert view._line_reader.band.bottom() <= view.screenful


def test_the_band_takes_no_click_from_the_page(view: PageView) -> None:
    view.set_line_reader(on=True)
    assert view._line_reader.isVisible()
    assert view.viewport().childAt(300, 300) is None


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    "shape",
    [
        Qt.CursorShape.ArrowCursor,
        Qt.CursorShape.OpenHandCursor,
        Qt.CursorShape.ClosedHandCursor,
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.IBeamCursor,
        Qt.CursorShape.CrossCursor,
    ],
)
def test_large_cursors_are_large_and_point_at_what_is_dark(
    qapp: QApplication, shape: Qt.CursorShape, scale: float
) -> None:
    assert qapp
    cursor = large_cursor(shape, scale)
    picture = cursor.pixmap()
    assert picture.deviceIndependentSize().width() == pytest.approx(CURSOR_PX, abs=1)
    image, spot = picture.toImage(), cursor.hotSpot() * scale
    near = [
        image.pixelColor(spot.x() + right, spot.y() + down)
        for right in range(-3, 4)
        for down in range(-3, 4)
        if image.rect().contains(spot + QPoint(right, down))
    ]
    assert any(colour.alpha() > 200 and colour.lightness() < 60 for colour in near)
    every = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.alpha() > 200 and colour.lightness() > 230 for colour in every)


def test_every_cursor_of_the_view_becomes_large_and_small_again(qtbot: QtBot, view: PageView) -> None:
    view.set_large_cursor(on=True)
    viewport = view.viewport()
    assert viewport.cursor().shape() is Qt.CursorShape.BitmapCursor
    opened = viewport.cursor().pixmap().toImage()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert viewport.cursor().pixmap().toImage() != opened
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert viewport.cursor().pixmap().toImage() == opened
    view.set_large_cursor(on=False)
    assert viewport.cursor().shape() is Qt.CursorShape.OpenHandCursor

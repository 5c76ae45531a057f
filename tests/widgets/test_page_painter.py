from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.widgets.album import A4, Album, plain
from widgets.page_arrangement import PageMode
from widgets.page_layout import Place, Shade, whole_page
from widgets.page_painter import DARK_PAPER, PAPER
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from widgets.page_layout import Size

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

RED, BLUE = QColor("red"), QColor("blue")
SPOT_PT = 9.0


class Spot:
    """Paints a small square about one place."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        if page == self.place.page:
            x, y = self.place.x * size_pt[0], self.place.y * size_pt[1]
            painter.fillRect(
                round(x - SPOT_PT), round(y - SPOT_PT), round(2 * SPOT_PT), round(2 * SPOT_PT), RED
            )


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def view(qtbot: QtBot, album: Album) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4, (842.0, 595.0), (300.0, 900.0), A4], album)
    return view


def seen(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def colour_at(view: PageView, place: Place) -> QColor:
    return seen(view).pixelColor(view.viewport_point(place))


@pytest.mark.parametrize("mode", PageMode)
@pytest.mark.parametrize("turn", range(4))
def test_a_layer_paints_at_the_place_it_means_however_the_page_is_turned(
    view: PageView, mode: PageMode, turn: int
) -> None:
    for place in (Place(1, 0.2, 0.7), Place(2, 0.9, 0.1), Place(0, 0.5, 0.05)):
        spot = Spot(place)
        view.add_layer(spot)
        view.set_mode(mode, right_to_left=turn % 2 == 1)
        view.set_turn(turn)
        view.fit_page()
        view.go_to_page(place.page)
        assert colour_at(view, place) == RED
        elsewhere = Place(place.page, 1 - place.x, 1 - place.y) if place.x != 0.5 else Place(0, 0.5, 0.9)
        assert colour_at(view, elsewhere) == PAPER
        found = view.place_at(QPointF(view.viewport_point(place)))
        assert found.page == place.page
        assert (found.x, found.y) == pytest.approx((place.x, place.y), abs=0.01)


@pytest.mark.parametrize("turn", range(4))
def test_what_a_layer_changed_is_painted_again_wherever_it_is_now(
    qtbot: QtBot, view: PageView, turn: int
) -> None:
    view.set_turn(turn)
    view.fit_page()
    spot = Spot(Place(0, 0.2, 0.3))
    view.add_layer(spot)
    QApplication.processEvents()
    exposed: list[QRect] = []
    paint = view.paintEvent
    view.paintEvent = lambda event: (exposed.append(event.rect()), paint(event))  # type: ignore[method-assign] # to see what is painted
    view.refresh_part(0, 0.15, 0.25, 0.25, 0.35)
    qtbot.waitUntil(lambda: bool(exposed))
    assert exposed[0].contains(view.viewport_point(spot.place))
    assert exposed[0].width() < 150
    assert exposed[0].height() < 150


def test_a_stand_in_of_another_turn_or_shade_is_not_shown(view: PageView, album: Album) -> None:
    album.others[0] = [(whole_page(0, 20, 30), plain(20, 30, BLUE))]
    middle = Place(0, 0.5, 0.5)
    view.fit_page()
    assert colour_at(view, middle) == BLUE
    view.set_turn(1)
    assert colour_at(view, middle) == PAPER
    view.set_turn(0)
    view.set_shade(Shade.DARKER)
    assert colour_at(view, middle) == PAPER
    view.set_shade(Shade.INVERTED)
    assert colour_at(view, middle) == DARK_PAPER
    album.others[0].append((whole_page(0, 20, 30, 0, Shade.INVERTED), plain(20, 30, RED)))
    assert colour_at(view, middle) == RED


def test_the_tile_of_the_turned_page_is_what_is_painted(view: PageView, album: Album) -> None:
    view.set_turn(1)
    view.set_shade(Shade.LIGHTER)
    view.fit_page()
    width, height = view.laid_out.page_size_px(0)
    assert width > height
    album.tiles[whole_page(0, width, height)] = plain(width, height, BLUE)
    assert colour_at(view, Place(0, 0.5, 0.5)) == PAPER
    album.tiles[whole_page(0, width, height, 1, Shade.LIGHTER)] = plain(width, height, RED)
    assert colour_at(view, Place(0, 0.5, 0.5)) == RED

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.widgets.flat_ink import smoothed
from tests.widgets.note_hands import A4, BlankPictures, flag, ink, memo, on_page, picture
from widgets.ink_stroke import Spot
from widgets.live_stroke import LiveStroke, StrokeStyle
from widgets.note_layer import NoteLayer
from widgets.note_pictures import CELL, NotePictures
from widgets.note_shapes import NoteShape
from widgets.note_values import InkKind, Note, NoteColour, TextMark
from widgets.page_frame import PageFrame
from widgets.page_layout import Place
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

COLOURS = (NoteColour.BLACK, NoteColour.RED, NoteColour.YELLOW)
parts = st.floats(0.02, 0.98).map(lambda value: round(value, 3))
points = st.tuples(parts, parts, st.floats(0.1, 1.0).map(lambda value: round(value, 2)))


@st.composite
def strokes(draw: st.DrawFn) -> Note:
    pressed = draw(st.booleans())
    found = draw(st.lists(points, min_size=1, max_size=8))
    return ink(
        [(x, y, pressure if pressed else 1.0) for x, y, pressure in found],
        colour=draw(st.sampled_from(COLOURS)),
        width_pt=draw(st.sampled_from([1.0, 1.8, 9.0])),
        kind=draw(st.sampled_from(InkKind)),
        name=f"n{draw(st.integers(0, 10**9))}",
    )


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    view.show_pages([A4] * 3, BlankPictures())
    return view


@settings(max_examples=80, deadline=None)
@given(st.lists(strokes(), min_size=1, max_size=6, unique_by=lambda note: note.note), st.data())
def test_changing_a_part_paints_the_same_as_painting_all(notes: list[Note], data: st.DataObject) -> None:
    """Notes come and go one by one, each time only their own part is painted; then all at once."""
    shown: list[NoteShape] = []
    kept = NotePictures(lambda _page: shown)
    scale = data.draw(st.sampled_from([0.3, 0.5, 1.0, 1.37, 3.0]))
    painted(kept, scale)
    for note in notes:
        shape = NoteShape(note, A4)
        shown.append(shape)
        kept.add(0, shape)
    for note in data.draw(st.lists(st.sampled_from(notes), unique_by=lambda note: note.note)):
        shape = next(each for each in shown if each.note is note)
        shown.remove(shape)
        kept.change(0, shape.extent)
    assert painted(kept, scale) == painted(NotePictures(lambda _page: shown), scale)


def painted(pictures: NotePictures, scale: float) -> QImage:
    image = QImage(round(A4[0] * scale), round(A4[1] * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    painter.scale(scale, scale)
    pictures.paint(painter, 0, A4)
    painter.end()
    return image


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(strokes(), min_size=1, max_size=5, unique_by=lambda note: note.note), st.integers(0, 90))
def test_what_is_scrolled_into_view_piece_by_piece_is_whole(notes: list[Note], step: int) -> None:
    shown = [NoteShape(note, A4) for note in notes]
    pictures = NotePictures(lambda _page: shown)
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    height = 50 + step
    for top in range(0, 842, height):
        painter = QPainter(image)
        painter.setClipRect(QRect(0, top, 595, height))
        pictures.paint(painter, 0, A4)
        painter.end()
    assert image == painted(NotePictures(lambda _page: shown), 1.0)


@settings(max_examples=40, deadline=None)
@given(strokes(), st.sampled_from([1.0, 2.3]))
def test_nothing_is_painted_outside_of_the_extent(note: Note, scale: float) -> None:
    shape = NoteShape(note, A4)
    image = QImage(round(A4[0] * scale), round(A4[1] * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    shape.paint(painter, on_dark=False)
    left, top, right, bottom = shape.extent
    painter.resetTransform()
    inside = painter.transform().mapRect(
        QRect(
            int(left * scale) - 1,
            int(top * scale) - 1,
            int((right - left) * scale) + 3,
            int((bottom - top) * scale) + 3,
        )
    )
    painter.fillRect(inside, QColor("white"))
    painter.end()
    blank = QImage(image.size(), image.format())
    blank.fill(QColor("white"))
    assert image == blank


@settings(max_examples=60, deadline=None)
@example([(0.25, 0.75, 0.5), (0.125, 0.375, 1.0), (0.945, 0.062, 1.0), (0.922, 0.031, 1.0)])
@given(st.lists(points, min_size=2, max_size=12))
def test_a_line_by_a_pen_has_no_holes(found: list[tuple[float, float, float]]) -> None:
    note = ink(found, width_pt=9.0)
    (spots,) = NoteShape(note, A4).strokes
    scale = 2.0
    shown = painted(NotePictures(lambda _page: [NoteShape(note, A4)]), scale)
    for spot in smoothed(spots):
        x, y = int(spot.x * scale), int(spot.y * scale)
        if 2 < x < shown.width() - 2 and 2 < y < shown.height() - 2:
            assert shown.pixelColor(x, y).lightness() < 60


@settings(max_examples=30, deadline=None)
@given(st.lists(points, min_size=2, max_size=12))
def test_a_stroke_that_grows_looks_as_it_does_when_it_is_finished(
    found: list[tuple[float, float, float]],
) -> None:
    """Pieces cover what the whole line covers, but for the softness of their edges."""
    style = StrokeStyle(InkKind.PEN, NoteColour.BLACK, 3.0)
    spots = [Spot(x * A4[0], y * A4[1], 1.0) for x, y, _pressure in found]
    live = LiveStroke(0, style, spots[0])
    for spot in spots[1:]:
        live.add(spot, 0.5)
    kept = [Spot(*spot) for spot in live.spots]
    pieces = NotePictures(lambda _page: [*live.pieces, live.tail])
    note = ink([(spot.x / A4[0], spot.y / A4[1], 1.0) for spot in kept], width_pt=3.0)
    whole = NotePictures(lambda _page: [NoteShape(note, A4)])
    first, second = painted(pieces, 1.0), painted(whole, 1.0)
    for y in range(0, 842, 3):
        for x in range(0, 595, 3):
            a, b = first.pixelColor(x, y).lightness(), second.pixelColor(x, y).lightness()
            assert abs(a - b) < 90


def test_only_cells_with_something_in_them_take_memory() -> None:
    shape = NoteShape(ink([(0.1, 0.1, 1.0), (0.15, 0.1, 1.0)]), A4)
    pictures = NotePictures(lambda _page: [shape])
    painted(pictures, 2.0)
    assert pictures._bytes == CELL * CELL * 4
    assert pictures._bytes == sum(cell.size_bytes for cell in pictures._cells.values())
    pictures.forget(0)
    assert pictures._bytes == 0


def test_cells_that_nobody_sees_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.note_pictures.MOST_BYTES", 3 * CELL * CELL * 4)
    shapes = {page: [NoteShape(ink([(0.1, 0.1, 1.0), (0.9, 0.9, 1.0)], page=page), A4)] for page in range(4)}
    pictures = NotePictures(shapes.__getitem__)
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    for page in range(4):
        painter = QPainter(image)
        painter.setClipRect(image.rect())
        pictures.paint(painter, page, A4)
        painter.end()
    assert {key[0] for key in pictures._cells} == {3}


def test_a_turned_page_shows_its_notes_turned() -> None:
    shape = NoteShape(ink([(0.1, 0.1, 1.0), (0.9, 0.1, 1.0)], width_pt=6.0), A4)
    pictures = NotePictures(lambda _page: [shape])
    image = QImage(842, 595, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    painter.translate(842, 0)
    painter.rotate(90)
    pictures.paint(painter, 0, A4)
    painter.end()
    assert image.pixelColor(842 - 84, 300).lightness() < 80
    assert image.pixelColor(300, 60) == QColor("white")


def test_only_what_changed_is_painted_again(qtbot: QtBot, view: PageView) -> None:
    layer = NoteLayer(view)
    painted_parts: list[QRect] = []

    class Watch:
        def paint(self, painter: QPainter, page: int, _size: object) -> None:
            clip = painter.clipBoundingRect()
            if page == 0 and not clip.isEmpty():
                painted_parts.append(painter.transform().mapRect(clip).toAlignedRect())

    view.add_layer(Watch())
    qtbot.waitExposed(view)
    view.viewport().repaint()
    QApplication.processEvents()
    painted_parts.clear()
    layer.put(ink([(0.2, 0.1, 1.0), (0.3, 0.12, 1.0)]))
    qtbot.waitUntil(lambda: bool(painted_parts))
    assert all(part.width() < 120 and part.height() < 60 for part in painted_parts)


def test_notes_that_only_know_more_are_not_painted_again(view: PageView) -> None:
    layer = NoteLayer(view)
    note = ink([(0.2, 0.1, 1.0), (0.3, 0.12, 1.0)], name="a")
    layer.start([note])
    picture(view)
    before = layer._pages[0]["a"]
    layer.show_notes([replace(note, changed_ms=99)])
    assert layer.notes[0].changed_ms == 99
    assert layer._pages[0]["a"].note.changed_ms == 99
    assert layer._pages[0]["a"].extent == before.extent


def test_what_is_shown_is_what_was_told_last(view: PageView) -> None:
    layer = NoteLayer(view)
    blank = picture(view)
    first, second = ink([(0.2, 0.1, 1.0), (0.3, 0.3, 1.0)], name="a"), memo("words", name="b")
    layer.show_notes([first, second])
    both = picture(view)
    layer.show_notes([second])
    assert picture(view) not in (blank, both)
    layer.show_notes([])
    assert picture(view) == blank


def test_sizes_that_become_known_move_notes_with_their_page(view: PageView) -> None:
    layer = NoteLayer(view)
    layer.start([ink([(0.1, 0.5, 1.0), (0.9, 0.5, 1.0)], width_pt=6.0)])
    picture(view)
    view.set_page_sizes(0, [(595.0, 400.0)])
    x, y = on_page(view, 0.5, 0.5)
    assert picture(view).pixelColor(int(x), int(y)).lightness() < 80


def test_the_uppermost_note_is_found(view: PageView) -> None:
    layer = NoteLayer(view)
    mark = Note(0, TextMark(((0.1, 0.19, 0.9, 0.21),), "words", 0, 5), NoteColour.YELLOW, 1, 1, "mark")
    layer.start([ink([(0.1, 0.2, 1.0), (0.9, 0.2, 1.0)], name="line"), mark, memo("m"), flag("f")])
    assert [found(layer, 0.15, 0.2), found(layer, 0.15, 0.205), found(layer, 0.3, 0.22)] == [
        "line",
        "mark",
        "memo",
    ]
    assert found(layer, 0.98, 0.5) == "flag"
    assert found(layer, 0.5, 0.8) == ""


def found(layer: NoteLayer, x: float, y: float) -> str:
    note = layer.note_at(Place(0, x, y), 3.0)
    return note.note if note is not None else ""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.integers(0, 2), st.floats(0.25, 8.0))
def test_places_survive_the_way_to_the_screen_and_back(
    view: PageView, x: float, y: float, page: int, zoom: float
) -> None:
    view.set_zoom(zoom)
    view.go_to_page(page)
    frame = PageFrame(view, page)
    at = view.viewport_point(Place(page, x, y))
    place = frame.place(QPointF(at))
    half_px = 1.0 / frame.px_per_pt
    assert abs(place.x - x) * A4[0] <= half_px
    assert abs(place.y - y) * A4[1] <= half_px
    assert frame.px_per_pt == pytest.approx(view.zoom * 96 / 72, rel=0.01)
    pointed = view.place_at(QPointF(at))
    if pointed.page == page:
        assert (pointed.x, pointed.y) == (
            pytest.approx(place.x, abs=half_px / A4[0]),
            pytest.approx(place.y, abs=half_px / A4[1]),
        )

"""Comments on parts of pages: how a part is drawn, found again and clicked, however the page is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from sync.discussion import PAGE_UNITS, Region
from sync.meeting import Anchor
from tests.widgets.album import A4, Album
from tests.widgets.samples import comment, meeting
from widgets.page_layout import Place
from widgets.page_view import PageView
from widgets.region_layer import RegionLayer
from widgets.region_marks import RegionMark, corners_of, frame_numbers, marks_on, region_around
from widgets.region_tool import RegionTool

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # the offscreen platform has none

LEFT = Qt.MouseButton.LeftButton
PART = Region(2_000, 1_000, 3_000, 1_500)
EDGES = st.floats(-0.2, 1.2, allow_nan=False)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 3, Album())
    view.fit_page()
    return view


@pytest.fixture
def layer(view: PageView) -> RegionLayer:
    made = RegionLayer(view, lambda _place: True)
    made.set_marks({0: (RegionMark("a", 1, PART),)})
    return made


def point(view: PageView, x: float, y: float) -> QPoint:
    return view.viewport_point(Place(0, x, y))


def drag(view: PageView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)


@pytest.mark.parametrize("turns", range(4))
def test_a_part_that_is_drawn_is_of_the_page_however_that_is_turned(
    qtbot: QtBot, view: PageView, turns: int
) -> None:
    view.turn_pages(turns)
    view.fit_page()
    tool = RegionTool(view)
    tool.arm()
    with qtbot.waitSignal(tool.drawn) as drawn:
        drag(view, point(view, 0.2, 0.1), point(view, 0.5, 0.25))
    page, region = drawn.args
    assert page == 0
    for is_now, was_meant in zip(corners_of(region), corners_of(PART), strict=True):
        assert is_now == pytest.approx(was_meant, abs=0.01)
    assert not tool.is_armed


def test_the_part_that_is_written_about_is_seen(view: PageView, layer: RegionLayer) -> None:
    box = QRect(point(view, 0.5, 0.5), point(view, 0.8, 0.8))
    empty = view.viewport().grab(box).toImage()
    layer.set_written(Anchor("d", 1, "s", Region(6_000, 6_000, 1_000, 1_000)))
    assert view.viewport().grab(box).toImage() != empty
    layer.set_written(Anchor("d", 2, "s", Region(6_000, 6_000, 1_000, 1_000)))
    assert view.viewport().grab(box).toImage() == empty


@pytest.mark.parametrize("turns", range(4))
def test_a_click_inside_or_on_the_number_leads_to_the_comment(
    qtbot: QtBot, view: PageView, layer: RegionLayer, turns: int
) -> None:
    view.turn_pages(turns)
    view.fit_page()
    tag = layer._tag(0, RegionMark("a", 1, PART)).center()
    for spot in (point(view, 0.3, 0.2), tag):
        with qtbot.waitSignal(layer.chosen) as chosen:
            QTest.mouseClick(view.viewport(), LEFT, pos=spot)
        assert chosen.args == ["a"]
    with qtbot.assertNotEmitted(layer.chosen):
        QTest.mouseClick(view.viewport(), LEFT, pos=point(view, 0.8, 0.8))
        drag(view, point(view, 0.3, 0.2), point(view, 0.35, 0.3))


def test_nothing_is_chosen_where_a_click_means_something_else(qtbot: QtBot, view: PageView) -> None:
    busy = RegionLayer(view, lambda _place: False)
    busy.set_marks({0: (RegionMark("a", 1, PART),)})
    with qtbot.assertNotEmitted(busy.chosen):
        QTest.mouseClick(view.viewport(), LEFT, pos=point(view, 0.3, 0.2))


def test_the_part_of_a_comment_stands_out(view: PageView, layer: RegionLayer) -> None:
    edge = point(view, 0.2, 0.18)

    def colours() -> set[str]:
        picture = view.viewport().grab().toImage()
        return {picture.pixelColor(edge.x() + step, edge.y()).name() for step in (-1, 0, 1)}

    calm = colours()
    layer.highlight("a")
    assert colours() != calm
    layer.highlight("")
    assert colours() == calm


def test_escape_gives_the_frame_up_and_a_slip_draws_nothing(qtbot: QtBot, view: PageView) -> None:
    tool = RegionTool(view)
    tool.arm()
    with qtbot.assertNotEmitted(tool.drawn):
        QTest.mouseClick(view.viewport(), LEFT, pos=point(view, 0.3, 0.2))
        assert tool.is_armed
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not tool.is_armed


@given(rectangles=st.lists(st.tuples(EDGES, EDGES, EDGES, EDGES), max_size=4))
def test_a_region_always_lies_within_its_page(rectangles: list[tuple[float, float, float, float]]) -> None:
    sorted_ones = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in rectangles]
    region = region_around(sorted_ones)
    if region is not None:
        assert 0 <= region.left < PAGE_UNITS
        assert 0 <= region.top < PAGE_UNITS
        assert 1 <= region.width <= PAGE_UNITS
        assert 1 <= region.height <= PAGE_UNITS
        assert all(0 <= edge <= 1 for edge in corners_of(region))


def test_frames_are_numbered_on_each_page_of_each_version() -> None:
    def on(page: int, sha256: str = "") -> Anchor:
        return Anchor("doc-1", page, sha256, PART)

    comments = (
        comment("a", anchor=on(5)),
        comment("b", anchor=Anchor("doc-1", 5)),
        comment("c", anchor=on(6)),
        comment("d", anchor=on(5, "sha-1")),
        comment("e", anchor=on(5, "sha-0")),
    )
    whole = meeting(*comments)
    assert frame_numbers(comments, whole) == {"a": 1, "c": 1, "d": 2, "e": 1}
    marks = marks_on(comments, whole, "doc-1", "sha-1")
    assert {page: [mark.comment for mark in found] for page, found in marks.items()} == {
        4: ["a", "d"],
        5: ["c"],
    }
    assert marks_on(comments, whole, "doc-2", "sha-2") == {}

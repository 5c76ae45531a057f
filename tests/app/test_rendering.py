from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from app.document_problem import DocumentProblem
from app.documents import URGENT, Documents
from app.page_requests import (
    AHEAD_LIMIT_S,
    PAGE_LIMIT_S,
    Drawn,
    DrawTile,
    Failure,
    MeasurePages,
    OpenDocument,
    Opened,
    PageSizes,
    Withdrawn,
)
from app.rendering import Rendering, block_around
from app.tile_cache import TileCache
from widgets.page_layout import Box, Tile, whole_page
from widgets.page_pictures import PageState, WantedTiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

A4 = (595.0, 842.0)


class IdleDocuments(Documents):
    """Has no worker: the test is the worker."""

    def assign(self) -> None:
        pass


@pytest.fixture
def cache() -> TileCache:
    return TileCache()


@pytest.fixture
def rendering(qapp: object, cache: TileCache) -> Iterator[Rendering]:
    documents = IdleDocuments()
    rendering = Rendering(documents, cache, "a.pdf", "key")
    rendering.receive(rendering.take_request(), Opened(40, (A4,) * 40))
    yield rendering
    rendering.close()
    documents.close()


def picture(tile: Tile) -> QImage:
    image = QImage(tile.part.width, tile.part.height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def page(number: int, width: int = 100, height: int = 140) -> Tile:
    return whole_page(number, width, height)


def work(rendering: Rendering) -> DrawTile:
    """Let a worker do one drawing."""
    request = rendering.take_request()
    assert isinstance(request, DrawTile)
    rendering.receive(request, Drawn(picture(request.tile)))
    return request


def test_opening_comes_first_and_only_once(qapp: object, cache: TileCache) -> None:
    documents = IdleDocuments()
    rendering = Rendering(documents, cache, "a.pdf", "key")
    assert rendering.urgency() == URGENT
    assert rendering.take_request() == OpenDocument("a.pdf")
    assert rendering.urgency() is None
    rendering.close()
    documents.close()


def test_sizes_not_known_are_assumed_like_the_first_page_until_they_are_measured(
    qtbot: QtBot, cache: TileCache
) -> None:
    documents = IdleDocuments()
    rendering = Rendering(documents, cache, "a.pdf", "key")
    with qtbot.waitSignal(rendering.opened) as opened:
        rendering.receive(rendering.take_request(), Opened(5000, (A4, (100.0, 50.0))))
    assert opened.args is not None
    assert opened.args[0][:3] == [A4, (100.0, 50.0), A4]
    assert len(opened.args[0]) == 5000
    rendering.want(WantedTiles((page(4000),)))
    measure = rendering.take_request()  # before the page is drawn at a wrong size
    assert measure == MeasurePages("a.pdf", 4000 // 32 * 32, 32)
    with qtbot.waitSignal(rendering.sizes_known) as known:
        rendering.receive(measure, PageSizes(4000, ((842.0, 595.0),) * 32))
    assert known.args == [4000, [(842.0, 595.0)] * 32]
    assert work(rendering).tile == page(4000)
    background = rendering.take_request()
    assert background == MeasurePages("a.pdf", 2, 256)
    rendering.close()
    documents.close()


def test_visible_comes_before_ahead_and_nothing_twice(rendering: Rendering) -> None:
    rendering.want(WantedTiles((page(3), page(4)), (page(5), page(2))))
    asked = [work(rendering) for _job in range(4)]
    assert [request.tile.page for request in asked] == [3, 4, 5, 2]
    assert [request.limit_s for request in asked] == [PAGE_LIMIT_S] * 2 + [AHEAD_LIMIT_S] * 2
    assert rendering.urgency() is None
    rendering.want(WantedTiles((page(4),), (page(5),)))
    assert rendering.urgency() is None


def test_two_workers_do_not_draw_the_same(rendering: Rendering) -> None:
    rendering.want(WantedTiles((page(3),), (page(4),)))
    first, second = rendering.take_request(), rendering.take_request()
    assert {first.tile.page, second.tile.page} == {3, 4}  # type: ignore[union-attr]  # both are drawings
    assert rendering.urgency() is None


def test_work_for_a_page_that_left_is_withdrawn(rendering: Rendering) -> None:
    rendering.want(WantedTiles((page(3), page(4))))
    running = rendering.take_request()
    rendering.want(WantedTiles((page(9),)))
    assert not rendering.is_wanted(running)
    assert work(rendering).tile.page == 9
    assert rendering.urgency() is None
    rendering.receive(running, Withdrawn())
    rendering.want(WantedTiles((page(3),)))
    assert work(rendering).tile.page == 3


def test_missing_cells_are_drawn_in_one_go_and_kept_apart(rendering: Rendering) -> None:
    cells = [
        Tile(0, 3000, 4000, Box(x, y, x + 256, y + 256)) for y in (0, 256, 512) for x in (0, 256, 512, 768)
    ]
    rendering.want(WantedTiles(tuple(cells)))
    assert work(rendering).tile.part == Box(0, 0, 1024, 768)
    assert rendering.urgency() is None
    found = [rendering.tile(cell) for cell in cells]
    assert [(image.width(), image.height()) for image in found if image is not None] == [(256, 256)] * 12


def test_no_drawing_is_larger_than_a_slot(rendering: Rendering) -> None:
    cells = [
        Tile(0, 16000, 16000, Box(x, y, x + 256, y + 256))
        for y in range(0, 16000, 2560)
        for x in range(0, 16000, 2560)
    ]
    block = block_around(cells[0], cells, None)
    assert block.pixels * 4 <= 12 << 20
    assert cells[0].part.intersected(block.part) == cells[0].part


def test_a_slow_page_is_said_to_be_slow_and_then_drawn(qtbot: QtBot, rendering: Rendering) -> None:
    with qtbot.waitSignal(rendering.states_changed) as slow:
        rendering.want(WantedTiles((page(0),)))
    assert slow.args == [{0: PageState.DRAWING}]
    with qtbot.waitSignal(rendering.states_changed) as done:
        work(rendering)
    assert done.args == [{}]


def test_leaving_a_slow_page_ends_its_notice(qtbot: QtBot, rendering: Rendering) -> None:
    with qtbot.waitSignal(rendering.states_changed):
        rendering.want(WantedTiles((page(0),)))
    with qtbot.waitSignal(rendering.states_changed) as left:
        rendering.want(WantedTiles((page(1),)))
    assert left.args == [{}]


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        (DocumentProblem.TOO_SLOW, PageState.TOO_SLOW),
        (DocumentProblem.WORKER_DIED, PageState.FAILED),
        (DocumentProblem.PAGE_BROKEN, PageState.FAILED),
    ],
)
def test_a_page_that_cannot_be_drawn_is_left_alone_until_somebody_asks_again(
    qtbot: QtBot, rendering: Rendering, problem: DocumentProblem, state: PageState
) -> None:
    rendering.want(WantedTiles((page(0), page(1))))
    request = rendering.take_request()
    with qtbot.waitSignal(rendering.states_changed) as failed:
        rendering.receive(request, Failure(problem))
    assert failed.args == [{0: state}]
    assert work(rendering).tile.page == 1
    assert rendering.urgency() is None
    with qtbot.waitSignal(rendering.states_changed):
        rendering.retry(0)
    assert work(rendering).tile.page == 0


def test_a_page_that_was_too_slow_is_tried_at_another_zoom(qtbot: QtBot, rendering: Rendering) -> None:
    rendering.want(WantedTiles((page(0),)))
    rendering.receive(rendering.take_request(), Failure(DocumentProblem.TOO_SLOW))
    rendering.want(WantedTiles((page(0), page(1))))
    assert work(rendering).tile.page == 1
    assert rendering.urgency() is None
    with qtbot.waitSignal(rendering.states_changed) as changed:
        rendering.want(WantedTiles((page(0, 200, 280),)))
    assert changed.args == [{}]
    assert work(rendering).tile == page(0, 200, 280)


def test_a_page_too_slow_to_draw_ahead_gets_its_full_time_when_it_is_seen(rendering: Rendering) -> None:
    rendering.want(WantedTiles((), (page(1),)))
    rendering.receive(rendering.take_request(), Failure(DocumentProblem.TOO_SLOW))
    assert rendering.urgency() is None
    rendering.want(WantedTiles((page(1),)))
    assert work(rendering).limit_s == PAGE_LIMIT_S


def test_a_page_over_which_a_worker_died_ahead_is_tried_when_it_is_seen(rendering: Rendering) -> None:
    rendering.want(WantedTiles((), (page(1),)))
    rendering.receive(rendering.take_request(), Failure(DocumentProblem.WORKER_DIED))
    assert rendering.urgency() is None
    rendering.want(WantedTiles((page(1),)))
    assert work(rendering).tile == page(1)


def test_sizes_that_a_dying_worker_did_not_tell_are_asked_once_more(qapp: object, cache: TileCache) -> None:
    documents = IdleDocuments()
    rendering = Rendering(documents, cache, "a.pdf", "key")
    rendering.receive(rendering.take_request(), Opened(3, (A4,)))
    measure = rendering.take_request()
    rendering.receive(measure, Failure(DocumentProblem.WORKER_DIED))
    assert rendering.take_request() == measure
    rendering.receive(measure, Failure(DocumentProblem.WORKER_DIED))
    assert rendering.urgency() is None  # they stay assumed
    rendering.close()
    documents.close()


def test_a_document_that_cannot_be_opened_says_why_and_asks_no_more(qtbot: QtBot, cache: TileCache) -> None:
    documents = IdleDocuments()
    rendering = Rendering(documents, cache, "a.pdf", "key")
    with qtbot.waitSignal(rendering.failed) as failed:
        rendering.receive(rendering.take_request(), Failure(DocumentProblem.ENCRYPTED))
    assert failed.args == [DocumentProblem.ENCRYPTED]
    assert rendering.urgency() is None
    rendering.close()
    documents.close()


def test_an_unfinished_drawing_stands_in_until_the_page_is_drawn(rendering: Rendering) -> None:
    tile = page(0)
    rendering.want(WantedTiles((tile,)))
    request = rendering.take_request()
    assert list(rendering.stand_ins(0)) == []
    rendering.receive_sketch(request, picture(tile))
    assert [found for found, _image in rendering.stand_ins(0)] == [tile]
    rendering.receive(request, Drawn(picture(tile)))
    larger = page(0, 200, 280)
    rendering.want(WantedTiles((larger,)))
    assert [found for found, _image in rendering.stand_ins(0)] == [tile]  # the finished one, scaled


def test_no_more_is_wanted_ahead_than_is_kept(cache: TileCache, rendering: Rendering) -> None:
    large = [page(number, 1700, 1700) for number in range(20)]
    rendering.want(WantedTiles((large[0],), tuple(large[1:])))
    drawn = 0
    while rendering.urgency() is not None and drawn < 100:
        work(rendering)
        drawn += 1
    assert 1 < drawn < 10
    assert cache.used_bytes <= cache.limit_bytes
    assert rendering.tile(large[0]) is not None


def test_what_was_used_last_stays_in_the_cache() -> None:
    cache = TileCache(limit_bytes=3 * 100 * 140 * 4)
    for number in range(3):
        cache.put("key", page(number), picture(page(number)))
    assert cache.get("key", page(0)) is not None
    cache.put("key", page(3), picture(page(3)))
    kept = [number for number in range(4) if ("key", page(number)) in cache]
    assert kept == [0, 2, 3]
    assert list(cache.of_page("key", 1)) == []
    cache.put("key", page(3), picture(page(3)))  # twice is once
    assert cache.used_bytes == 3 * 100 * 140 * 4
    cache.forget("key")
    assert cache.used_bytes == 0

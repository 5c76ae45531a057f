"""What was drawn of one page, size, turn, shade and version is never given for another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from PySide6.QtGui import QColor, QImage, QPainter

from app.document_problem import DocumentProblem
from app.documents import Documents
from app.page_requests import Drawn, DrawTile, Failure, OpenDocument, Opened, Withdrawn
from app.rendering import Rendering
from app.tile_cache import TileCache
from widgets.page_layout import Box, Shade, Tile, whole_page
from widgets.page_pictures import WantedTiles

if TYPE_CHECKING:
    from app.page_requests import Request

VERSIONS = ("first version", "second version")
SIZES = ((24, 40), (40, 24), (64, 96))
CELL = 16
PAGES = 3


def colour(version: str, tile: Tile, x: int, y: int) -> QColor:
    """What every square of four pixels of a drawing looks like, unlike any other drawing's."""
    seed = hash((version, tile.page, tile.width_px, tile.height_px, tile.turn, tile.shade, x // 4, y // 4))
    return QColor(0xFF000000 | (seed & 0xFFFFFF))


def drawing(version: str, tile: Tile) -> QImage:
    """The part of a page as an honest worker draws it."""
    part = tile.part
    image = QImage(part.width, part.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for y in range(part.top, part.bottom, 4):
        for x in range(part.left, part.right, 4):
            painter.fillRect(x - part.left, y - part.top, 4, 4, colour(version, tile, x, y))
    painter.end()
    return image


tiles = st.builds(
    lambda page, size, turn, shade, cell: cell_of(whole_page(page, *size, turn, shade), cell),
    st.integers(0, PAGES - 1),
    st.sampled_from(SIZES),
    st.integers(0, 3),
    st.sampled_from(Shade),
    st.integers(-1, 20),  # -1 is the whole page
)


def cell_of(whole: Tile, number: int) -> Tile:
    if number < 0:
        return whole
    across, down = -(-whole.width_px // CELL), -(-whole.height_px // CELL)
    x, y = number % across * CELL, number // across % down * CELL
    return replace(whole, part=Box(x, y, min(x + CELL, whole.width_px), min(y + CELL, whole.height_px)))


class IdleDocuments(Documents):
    """Has no worker: the machine is the worker."""

    def assign(self) -> None:
        pass


class Drawing(RuleBasedStateMachine):
    """Two versions of a document, drawn by a worker that answers late, or not at all, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.documents = IdleDocuments()
        self.cache = TileCache(limit_bytes=40_000)
        self.shown = {
            version: Rendering(self.documents, self.cache, "paper.pdf", version) for version in VERSIONS
        }
        self.running: list[tuple[str, Request]] = []
        self.ever: set[Tile] = set()
        for rendering in self.shown.values():
            assert rendering.take_request() == OpenDocument("paper.pdf")
            rendering.receive(OpenDocument("paper.pdf"), Opened(PAGES, ((10.0, 10.0),) * PAGES))

    @rule(
        version=st.sampled_from(VERSIONS),
        visible=st.lists(tiles, max_size=6, unique=True),
        ahead=st.lists(tiles, max_size=4, unique=True),
    )
    def look(self, version: str, visible: list[Tile], ahead: list[Tile]) -> None:
        self.ever.update(visible, ahead)
        self.shown[version].want(WantedTiles(tuple(visible), tuple(ahead)))

    @rule(version=st.sampled_from(VERSIONS))
    def begin(self, version: str) -> None:
        if self.shown[version].urgency() is not None:
            self.running.append((version, self.shown[version].take_request()))

    @precondition(lambda self: self.running)
    @rule(
        number=st.integers(0, 10),
        outcome=st.sampled_from(["drawn", "drawn", "sketch", "failed", "withdrawn"]),
    )
    def answer(self, number: int, outcome: str) -> None:
        place = number % len(self.running)
        version, request = self.running[place]
        assert isinstance(request, DrawTile)
        rendering, picture = self.shown[version], drawing(version, request.tile)
        if outcome == "sketch":
            rendering.receive_sketch(request, picture)
            return
        self.running.pop(place)
        if outcome == "drawn":
            rendering.receive(request, Drawn(picture))
        elif outcome == "failed":
            rendering.receive(request, Failure(DocumentProblem.TOO_SLOW))
        else:
            rendering.receive(request, Withdrawn())

    @rule(version=st.sampled_from(VERSIONS), page=st.integers(0, PAGES - 1))
    def try_again(self, version: str, page: int) -> None:
        self.shown[version].retry(page)

    @rule(version=st.sampled_from(VERSIONS))
    def forget(self, version: str) -> None:
        self.cache.forget(version)

    @invariant()
    def gives_only_what_was_asked_for(self) -> None:
        for version, rendering in self.shown.items():
            for tile in self.ever:
                picture = rendering.tile(tile)
                assert picture is None or picture == drawing(version, tile)

    @invariant()
    def stands_in_only_with_the_same_page_turn_and_shade(self) -> None:
        looks = {(tile.page, tile.turn, tile.shade) for tile in self.ever}
        for version, rendering in self.shown.items():
            for page, turn, shade in looks:
                for tile, picture in rendering.stand_ins(page, turn, shade):
                    assert (tile.page, tile.turn, tile.shade) == (page, turn, shade)
                    assert picture == drawing(version, tile)

    @invariant()
    def counts_its_bytes(self) -> None:
        kept = self.cache._pictures.values()
        assert self.cache.used_bytes == sum(picture.sizeInBytes() for picture in kept)
        assert self.cache.used_bytes <= self.cache.limit_bytes or len(kept) == 1

    def teardown(self) -> None:
        for rendering in self.shown.values():
            rendering.close()
        self.documents.close()


def test_no_tile_is_given_for_another(qapp: object) -> None:
    assert qapp
    Drawing.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
    Drawing.TestCase("runTest").runTest()


def test_a_page_that_was_too_slow_is_tried_again_once_it_is_turned(qapp: object) -> None:
    assert qapp
    documents = IdleDocuments()
    rendering = Rendering(documents, TileCache(), "a.pdf", "key")
    rendering.receive(rendering.take_request(), Opened(1, ((10.0, 10.0),)))
    rendering.want(WantedTiles((whole_page(0, 24, 40),)))
    rendering.receive(rendering.take_request(), Failure(DocumentProblem.TOO_SLOW))
    assert rendering.urgency() is None
    turned = whole_page(0, 40, 24, 1)
    rendering.want(WantedTiles((turned,)))
    request = rendering.take_request()
    assert isinstance(request, DrawTile)
    assert request.tile == turned
    rendering.close()
    documents.close()


@pytest.mark.parametrize("other", [whole_page(0, 24, 40, 1), whole_page(0, 24, 40, 0, Shade.DARKER)])
def test_a_turned_or_shaded_page_is_drawn_although_it_is_kept_plain(qapp: object, other: Tile) -> None:
    assert qapp
    documents = IdleDocuments()
    rendering = Rendering(documents, TileCache(), "a.pdf", "key")
    rendering.receive(rendering.take_request(), Opened(1, ((10.0, 10.0),)))
    plain = whole_page(0, 24, 40)
    rendering.want(WantedTiles((plain,)))
    rendering.receive(rendering.take_request(), Drawn(drawing("key", plain)))
    rendering.want(WantedTiles((other,)))
    assert rendering.tile(other) is None
    assert list(rendering.stand_ins(0, other.turn, other.shade)) == []
    assert list(rendering.stand_ins(0)) != []
    request = rendering.take_request()
    assert isinstance(request, DrawTile)
    assert request.tile == other
    rendering.close()
    documents.close()

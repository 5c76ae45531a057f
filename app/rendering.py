"""Which tile of one document to draw next, and what has been drawn of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.document_problem import DocumentProblem
from app.document_process import fits_a_slot
from app.documents import URGENT, Documents
from app.page_requests import (
    AHEAD_LIMIT_S,
    SIZES_PER_REQUEST,
    Drawn,
    DrawTile,
    Failure,
    MeasurePages,
    OpenDocument,
    Opened,
    PageSizes,
    Request,
    Result,
)
from app.pixels import BYTES_PER_PIXEL
from widgets.page_layout import Shade, Tile
from widgets.page_pictures import PageState, WantedTiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from app.tile_cache import TileCache

AHEAD = 2
MEASURING = 8
SLOW_AFTER_MS = 300
AHEAD_SIDE_PX = 512  # larger parts ahead would hold up what becomes visible meanwhile
URGENT_SIZES = 32


class Rendering(QObject):
    """One open document. What is wanted is replaced as a whole, so work for pages that left is withdrawn."""

    opened = Signal(object)  # size of every page in points, assumed where not yet measured
    failed = Signal(object)  # DocumentProblem
    sizes_known = Signal(int, object)  # first page, sizes in points
    page_drawn = Signal(int)
    states_changed = Signal(object)  # page number to PageState

    def __init__(self, documents: Documents, cache: TileCache, path: str, key: str) -> None:
        super().__init__(documents)
        self._documents = documents
        self._cache = cache
        self._path = path
        self._key = key
        self._asked: set[Request] = set()
        self._is_open = False
        self._measured: list[bool] = []
        self._all_measured_to = 0
        self._wanted = WantedTiles()
        self._states: dict[int, PageState] = {}
        self._gave_up_at: dict[int, int] = {}  # width in pixels at which a page was too slow
        self._not_ahead: set[int] = set()  # pages that cost a worker before anybody looked at them
        self._measured_in_vain: set[Request] = set()
        self._sketches: dict[int, tuple[Tile, QImage]] = {}
        self._patience = QTimer(self, singleShot=True, interval=SLOW_AFTER_MS)
        self._patience.timeout.connect(self._say_slow)
        documents.add_source(self)
        self._open_failed = False

    def start(self) -> None:
        """Open the document; ``opened`` or ``failed`` follows."""
        self._open_failed = False
        self._documents.assign()

    def close(self) -> None:
        """Ask for nothing more."""
        self._patience.stop()
        self._documents.remove_source(self)
        self.deleteLater()

    def want(self, wanted: WantedTiles) -> None:
        """Draw these from now on, and nothing that was wanted before."""
        visible_bytes = sum(tile.pixels for tile in wanted.visible) * BYTES_PER_PIXEL
        self._cache.allow(2 * visible_bytes)
        room = self._cache.limit_bytes * 3 // 4 - visible_bytes
        ahead: list[Tile] = []
        for tile in wanted.ahead:  # drawing more than is kept would never end
            room -= tile.pixels * BYTES_PER_PIXEL
            if room < 0:
                break
            ahead.append(tile)
        self._wanted = WantedTiles(wanted.visible, tuple(ahead))
        seen = {tile.page for tile in wanted.visible}
        self._sketches = {page: sketch for page, sketch in self._sketches.items() if page in seen}
        self._patience.start()
        self._drop_stale_states()
        self._documents.assign()

    def retry(self, page: int) -> None:
        """Try once more to draw a page that could not be drawn."""
        if self._states.pop(page, None) is not None:
            self._sketches.pop(page, None)
            self._not_ahead.discard(page)
            self.states_changed.emit(dict(self._states))
            self._patience.start()
            self._documents.assign()

    def tile(self, tile: Tile) -> QImage | None:
        """Exactly this tile, if it has been drawn."""
        return self._cache.get(self._key, tile)

    def stand_ins(
        self, page: int, turn: int = 0, shade: Shade = Shade.PLAIN
    ) -> Iterable[tuple[Tile, QImage]]:
        """What there is of the page at other sizes, turned and shaded alike, coarse first."""
        found = sorted(self._cache.of_page(self._key, page, turn, shade), key=lambda item: item[0].width_px)
        whole = [item for item in found if item[0].is_whole]
        parts = [item for item in found if not item[0].is_whole]
        newest = parts[-1][0].width_px if parts else 0
        sketch = self._sketches.get(page)
        if not whole and sketch is not None and (sketch[0].turn, sketch[0].shade) == (turn, shade):
            yield sketch
        yield from whole[-1:]
        yield from (item for item in parts if item[0].width_px == newest)

    # What the workers ask.

    def urgency(self) -> int | None:
        """How urgent the next request is."""
        found = self._next()
        return None if found is None else found[0]

    def take_request(self) -> Request:
        """The next request; urgency() has told that there is one."""
        found = self._next()
        assert found is not None  # noqa: S101 - urgency() has told so
        self._asked.add(found[1])
        return found[1]

    def is_wanted(self, request: Request) -> bool:
        """Whether the page of a drawing is still in view or near it."""
        if not isinstance(request, DrawTile):
            return True
        return any(
            tile.page == request.tile.page and _overlap(tile, request.tile) for tile in self._all_wanted()
        )

    def receive(self, request: Request, result: Result) -> None:
        """Take what a worker made."""
        self._asked.discard(request)
        match request, result:
            case DrawTile(tile=block), Drawn(picture):
                self._keep(block, picture)
            case OpenDocument(), Opened(pages, sizes):
                self._is_open = True
                self._measured = [number < len(sizes) for number in range(pages)]
                self.opened.emit([*sizes, *(sizes[:1] * (pages - len(sizes)))])
            case OpenDocument(), Failure(problem):
                self._open_failed = True
                self.failed.emit(problem)
            case MeasurePages(), PageSizes(first, sizes):
                self._measured[first : first + len(sizes)] = [True] * len(sizes)
                self.sizes_known.emit(first, list(sizes))
            case MeasurePages(first=first, count=count), Failure(problem):
                if problem is DocumentProblem.WORKER_DIED and request not in self._measured_in_vain:
                    self._measured_in_vain.add(request)  # another worker may fare better
                else:
                    last = min(first + count, len(self._measured))
                    self._measured[first:last] = [True] * (last - first)  # their assumed sizes stay
            case DrawTile(), Failure(problem):
                self._fail(request, problem)
            case _:
                pass  # withdrawn; it is asked for again when it is wanted again

    def receive_sketch(self, request: Request, picture: QImage) -> None:
        """Show the unfinished picture of a heavy page rather than nothing."""
        if isinstance(request, DrawTile) and any(
            tile.page == request.tile.page for tile in self._wanted.visible
        ):
            self._sketches[request.tile.page] = (request.tile, picture)
            self.page_drawn.emit(request.tile.page)

    def _next(self) -> tuple[int, Request] | None:
        if not self._is_open:
            opening = OpenDocument(self._path)
            return None if self._open_failed or opening in self._asked else (URGENT, opening)
        for urgency, tiles in ((URGENT, self._wanted.visible), (AHEAD, self._wanted.ahead)):
            found = self._next_of(urgency, tiles)
            if found is not None:
                return urgency, found
        if any(isinstance(request, MeasurePages) for request in self._asked):
            return None
        while self._all_measured_to < len(self._measured) and self._measured[self._all_measured_to]:
            self._all_measured_to += 1
        if self._all_measured_to == len(self._measured):
            return None
        return MEASURING, MeasurePages(self._path, self._all_measured_to, SIZES_PER_REQUEST)

    def _next_of(self, urgency: int, tiles: tuple[Tile, ...]) -> Request | None:
        missing = [tile for tile in tiles if self._is_missing(tile, urgency)]
        for tile in missing:
            if not self._measured[tile.page]:
                measure = MeasurePages(self._path, tile.page // URGENT_SIZES * URGENT_SIZES, URGENT_SIZES)
                if measure in self._asked:
                    continue
                return measure
            side_px = None if urgency == URGENT else AHEAD_SIDE_PX
            block = block_around(tile, missing, side_px)
            if urgency == URGENT:
                return DrawTile(self._path, block)
            return DrawTile(self._path, block, AHEAD_LIMIT_S)
        return None

    def _is_missing(self, tile: Tile, urgency: int) -> bool:
        if tile.page >= len(self._measured) or (self._key, tile) in self._cache:
            return False
        if self._states.get(tile.page) in (PageState.TOO_SLOW, PageState.FAILED):
            return False
        if urgency != URGENT and tile.page in self._not_ahead:
            return False
        return not any(
            isinstance(request, DrawTile) and _overlap(tile, request.tile) for request in self._asked
        )

    def _keep(self, block: Tile, picture: QImage) -> None:
        cells = [tile for tile in self._all_wanted() if _is_inside(tile, block)]
        for cell in cells:
            part = cell.part
            if part == block.part:
                self._cache.put(self._key, cell, picture)
            else:
                left, top = part.left - block.part.left, part.top - block.part.top
                self._cache.put(self._key, cell, picture.copy(left, top, part.width, part.height))
        if not cells and block.is_whole:
            self._cache.put(self._key, block, picture)  # its page left meanwhile, and may come back
        if all((self._key, tile) in self._cache for tile in self._wanted.visible if tile.page == block.page):
            self._sketches.pop(block.page, None)
            self._set_state(block.page, None)
        self.page_drawn.emit(block.page)

    def _fail(self, request: DrawTile, problem: DocumentProblem) -> None:
        page = request.tile.page
        costly = problem in (DocumentProblem.TOO_SLOW, DocumentProblem.WORKER_DIED)
        if costly and request.limit_s == AHEAD_LIMIT_S:
            self._not_ahead.add(page)
        elif problem is DocumentProblem.TOO_SLOW:
            self._gave_up_at[page] = request.tile.width_px
            self._set_state(page, PageState.TOO_SLOW)
        else:
            self._set_state(page, PageState.FAILED)

    def _say_slow(self) -> None:
        for tile in self._wanted.visible:
            if (self._key, tile) not in self._cache and tile.page not in self._states:
                self._set_state(tile.page, PageState.DRAWING)

    def _drop_stale_states(self) -> None:
        lacking = {tile.page for tile in self._wanted.visible if (self._key, tile) not in self._cache}
        widths = {tile.page: tile.width_px for tile in self._wanted.visible}

        def holds(page: int, state: PageState) -> bool:
            if state is PageState.TOO_SLOW:  # at another zoom less of it is drawn, and may be in time
                return widths.get(page, self._gave_up_at[page]) == self._gave_up_at[page]
            return state is not PageState.DRAWING or page in lacking

        kept = {page: state for page, state in self._states.items() if holds(page, state)}
        if kept != self._states:
            self._states = kept
            self.states_changed.emit(dict(kept))

    def _set_state(self, page: int, state: PageState | None) -> None:
        if self._states.get(page) is state:
            return
        if state is None:
            self._states.pop(page, None)
        else:
            self._states[page] = state
        self.states_changed.emit(dict(self._states))

    def _all_wanted(self) -> Iterable[Tile]:
        yield from self._wanted.visible
        yield from self._wanted.ahead


def block_around(first: Tile, missing: Iterable[Tile], side_px: int | None) -> Tile:
    """One drawing for a tile and its missing neighbours, no larger than a slot or ``side_px`` each way."""
    block = first.part
    for tile in missing:
        if not _same_drawing(tile, first):
            continue
        larger = block.united(tile.part)
        if not fits_a_slot(larger.width * larger.height):
            continue
        if side_px is None or max(larger.width, larger.height) <= side_px:
            block = larger
    return replace(first, part=block)


def _same_drawing(one: Tile, other: Tile) -> bool:
    return _drawing(one) == _drawing(other)


def _drawing(tile: Tile) -> tuple[int, int, int, int, Shade]:
    return tile.page, tile.width_px, tile.height_px, tile.turn, tile.shade


def _overlap(one: Tile, other: Tile) -> bool:
    return _same_drawing(one, other) and not one.part.intersected(other.part).is_empty


def _is_inside(tile: Tile, block: Tile) -> bool:
    return _same_drawing(tile, block) and tile.part.intersected(block.part) == tile.part

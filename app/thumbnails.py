"""Draws the small pictures of one document when the workers have nothing better to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document_problem import DocumentProblem
from app.page_requests import AHEAD_LIMIT_S, Drawn, DrawTile, Failure, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from app.documents import Documents
    from app.page_requests import Request, Result
    from widgets.page_layout import Tile

THUMBNAILS = 7  # after everything that somebody waits for, before indexing in the background


class Thumbnails(QObject):
    """What is wanted is replaced as a whole, so pages that were only passed by are never drawn."""

    drawn = Signal(int, object)  # page, QImage
    sketched = Signal(int, object)  # page, QImage that is not finished
    failed = Signal(int)  # page; it is not tried again

    def __init__(self, documents: Documents, path: str, tile_of: Callable[[int], Tile]) -> None:
        super().__init__(documents)
        self._documents = documents
        self._path = path
        self._tile_of = tile_of
        self._wanted: list[int] = []
        self._asked: set[DrawTile] = set()
        self._lost_worker: set[int] = set()  # pages over which a worker has died once
        documents.add_source(self)

    def want(self, pages: Sequence[int]) -> None:
        """Draw these pages, in this order, and none that was wanted before."""
        self._wanted = list(pages)
        self._documents.assign()

    def close(self) -> None:
        """Ask for nothing more."""
        self._wanted.clear()
        self._documents.remove_source(self)
        self.deleteLater()

    # What the workers ask.

    def urgency(self) -> int | None:
        """How urgent the next picture is."""
        return None if self._next() is None else THUMBNAILS

    def take_request(self) -> DrawTile:
        """The next picture; urgency() has told that there is one."""
        page = self._next()
        assert page is not None  # noqa: S101 - urgency() has told so
        request = DrawTile(self._path, self._tile_of(page), AHEAD_LIMIT_S)
        self._asked.add(request)
        return request

    def is_wanted(self, request: Request) -> bool:
        """Whether the page is still in view."""
        return isinstance(request, DrawTile) and request.tile.page in self._wanted

    def receive(self, request: Request, result: Result) -> None:
        """Take what a worker made."""
        if not isinstance(request, DrawTile):
            return
        self._asked.discard(request)
        page = request.tile.page
        match result:
            case Drawn(picture):
                if page in self._wanted and self._tile_of(page) == request.tile:
                    self._wanted.remove(page)  # else it is wanted at another size meanwhile
                self.drawn.emit(page, picture)
            case Withdrawn():
                pass  # it is drawn when it is wanted again
            case Failure(DocumentProblem.WORKER_DIED) if page not in self._lost_worker:
                self._lost_worker.add(page)  # another worker may fare better
            case _:
                self._wanted = [wanted for wanted in self._wanted if wanted != page]
                self.failed.emit(page)

    def receive_sketch(self, request: Request, picture: QImage) -> None:
        """An unfinished picture of a heavy page is better than paper."""
        if isinstance(request, DrawTile):
            self.sketched.emit(request.tile.page, picture)

    def _next(self) -> int | None:
        under_way = {request.tile.page for request in self._asked}
        return next((page for page in self._wanted if page not in under_way), None)

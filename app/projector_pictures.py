"""Draws the presented page for the projector, as large as it is shown there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.projector_tiles import PageParts, parts_of
from app.rendering import Rendering
from widgets.page_pictures import PageState, WantedTiles
from widgets.projector_content import NO_PICTURE, PagePicture, PageTrouble

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.reading_room import ReadingRoom
    from sync.meeting import Presentation
    from sync.status import DocumentStatus
    from widgets.page_layout import Size

SLOW_AFTER_MS = 500


class PresentedPage(QObject):
    """Told what is presented; tells the picture of it, and what is wrong where there is none."""

    drawn = Signal(object)  # PagePicture

    def __init__(self, room: ReadingRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._statuses: dict[str, DocumentStatus] = {}
        self._shown: Presentation | None = None
        self._size_px = (1200.0, 700.0)
        self._rendering: Rendering | None = None
        self._path = ""
        self._sizes: list[Size] = []
        self._parts: PageParts | None = None
        self._sharp: tuple[PageParts, QImage] | None = None  # drawn last, and what of it was put together
        self.picture = NO_PICTURE
        self._patience = QTimer(self, singleShot=True, interval=SLOW_AFTER_MS)
        self._patience.timeout.connect(lambda: self._fall_back(PageTrouble.WAITING))

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Know where the files are."""
        self._statuses = {status.document: status for status in statuses}
        self._open()

    def show(self, shown: Presentation | None, size_px: tuple[float, float]) -> None:
        """Draw this page for a place of this size."""
        before = self._shown
        if (shown, size_px) == (before, self._size_px):
            return
        self._shown, self._size_px = shown, size_px
        if shown is None or before is None or (shown.document, shown.page) != (before.document, before.page):
            self._sharp = None
            self._tell(PagePicture(shown.document, shown.page) if shown else NO_PICTURE)
            self._patience.start()
        self._open()

    def close(self) -> None:
        """Ask for nothing more."""
        self._patience.stop()
        if self._rendering is not None:
            self._rendering.close()
            self._rendering = None

    def _open(self) -> None:
        status = self._statuses.get(self._shown.document) if self._shown else None
        path = status.path if status is not None and status.complete else ""
        if path != self._path:
            if self._rendering is not None:
                self._rendering.close()
                self._rendering = None
            self._path, self._sizes, self._parts, self._sharp = path, [], None, None
            if path and status is not None:
                self._start(path, status.sha256)
        self._want()

    def _start(self, path: str, key: str) -> None:
        rendering = Rendering(self._room.documents, self._room.cache, path, key)
        rendering.opened.connect(self._take_sizes)
        rendering.sizes_known.connect(self._measure)
        rendering.failed.connect(lambda _problem: self._fall_back(PageTrouble.FAILED))
        rendering.page_drawn.connect(self._take)
        rendering.states_changed.connect(self._take_states)
        self._rendering = rendering
        rendering.start()

    def _take_sizes(self, sizes: list[Size]) -> None:
        self._sizes = list(sizes)
        self._want()

    def _measure(self, first: int, sizes: list[Size]) -> None:
        self._sizes[first : first + len(sizes)] = sizes
        self._want()

    def _want(self) -> None:
        shown, rendering = self._shown, self._rendering
        if shown is None or rendering is None or not self._sizes:
            return
        if not 1 <= shown.page <= len(self._sizes):
            self._fall_back(PageTrouble.FAILED)
            return
        width, height = self._sizes[shown.page - 1]
        parts = parts_of(shown, width / height, self._size_px)
        if parts != self._parts:
            self._parts = parts
            rendering.want(WantedTiles(visible=(parts.whole, *parts.cells)))
        self._take(shown.page - 1)

    def _take(self, page: int) -> None:
        shown, rendering = self._shown, self._rendering
        parts = self._parts
        if shown is None or rendering is None or parts is None or page != shown.page - 1:
            return
        image = rendering.tile(parts.whole) or next(
            (coarse for tile, coarse in rendering.stand_ins(page) if tile.is_whole), self.picture.image
        )
        self._put_together(rendering, parts)
        if image is None and self._sharp is None:
            return
        self._patience.stop()
        width, height = self._sizes[page]
        drawn = PagePicture(shown.document, shown.page, image, width / height)
        if self._sharp is not None:
            drawn = replace(drawn, sharp=self._sharp[1], part=self._sharp[0].part)
        self._tell(drawn)

    def _put_together(self, rendering: Rendering, parts: PageParts) -> None:
        """Take the sharp cells once all are there; until then those of before lie where they belong."""
        if not parts.cells:
            self._sharp = None
        elif self._sharp is None or self._sharp[0] != parts:
            pictures = [picture for cell in parts.cells if (picture := rendering.tile(cell)) is not None]
            if len(pictures) == len(parts.cells):
                self._sharp = parts, parts.put_together(pictures)

    def _take_states(self, states: dict[int, PageState]) -> None:
        if self._shown and states.get(self._shown.page - 1) in (PageState.TOO_SLOW, PageState.FAILED):
            self._fall_back(PageTrouble.FAILED)

    def _fall_back(self, trouble: PageTrouble) -> None:
        """Say in the room why the page is not there; a picture that there is stays."""
        shown = self._shown
        if shown is not None and not self.picture.is_there:
            self._patience.stop()
            self._tell(PagePicture(shown.document, shown.page, trouble=trouble))

    def _tell(self, picture: PagePicture) -> None:
        if picture != self.picture:
            self.picture = picture
            self.drawn.emit(picture)

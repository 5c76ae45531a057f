"""Lets one reader go where the presenter is by the newest that is known: an event, or a pointing since."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sync.discussion import Pointing
from widgets.page_following import PageFollowing

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reader import DocumentReader
    from sync.meeting import Presentation

FRESH_S = 1.0  # a pointing is newer than an event that came so soon after it: that tells of where it rested
AGAIN_MS = 100  # while somebody draws on the page it does not move


class Following(QObject):
    """`show_page` opens a document at a page, from 1, once it has arrived; `document` is what is open."""

    changed = Signal()  # where the presenter is, or whether this reader goes there

    def __init__(
        self,
        reader: DocumentReader,
        document: Callable[[], str],
        show_page: Callable[[str, int], object],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.is_on = False
        self._reader = reader
        self._document = document
        self._show_page = show_page
        self._clock = clock
        self._pages = PageFollowing(reader.widget.view)
        self._presentation: Presentation | None = None
        self._now: Pointing | None = None
        self._pointed_at = float("-inf")
        self._asked: tuple[str, int] | None = None  # the page that was asked for last
        self._later = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._later.timeout.connect(self._apply)
        reader.arrived.connect(self._apply)
        reader.sizes_known.connect(self._take_sizes)

    @property
    def presentation(self) -> Presentation | None:
        """What is presented, with the page where the presenter is now."""
        shown, now = self._presentation, self._now
        if shown is None or now is None:
            return shown
        return replace(shown, document=now.document, page=now.page)

    def set_presentation(self, shown: Presentation | None) -> None:
        """Take what the meeting says; a change elsewhere in the meeting moves nothing."""
        before, self._presentation = self._presentation, shown
        if shown == before:
            return
        self._asked = None
        if shown is None:
            self._now = None
            self._later.stop()
            self._pages.end()
        elif before is None or shown.presenter != before.presenter or not self._was_just_pointed():
            self._now = Pointing(shown.document, shown.page, shown.zoom, shown.x, shown.y)
            self._apply()
        self.changed.emit()

    def lead(self) -> None:
        """This reader is the presenter's own now: it stays as it is."""
        if self._presentation is not None:
            self._presentation = self._now = None
            self._later.stop()
            self._pages.let_go()
            self.changed.emit()

    def point(self, pointing: Pointing) -> None:
        """The presenter is there now."""
        if self._presentation is None:
            return
        before = self._now
        self._now, self._pointed_at = pointing, self._clock()
        self._apply()
        if before is None or (before.document, before.page) != (pointing.document, pointing.page):
            self.changed.emit()

    def follow(self) -> None:
        """Go to the presenter, and along from now on."""
        self.is_on = True
        self._asked = None
        self._apply()
        self.changed.emit()

    def part(self) -> None:
        """Stay here; while nobody presents there is nothing to part from."""
        if self.is_on and self._presentation is not None:
            self.stop()

    def stop(self) -> None:
        """Go nowhere any more."""
        self.is_on = False
        self._later.stop()
        self._pages.let_go()
        self.changed.emit()

    def _was_just_pointed(self) -> bool:
        return self._clock() - self._pointed_at < FRESH_S

    def _take_sizes(self, *_of: object) -> None:
        """Pages have another size than was assumed: the presenter's part of them lies elsewhere."""
        now = self._now
        if self.is_on and now is not None and self._document() == now.document:
            view = self._reader.widget.view
            if view.page_count and view.current_page == min(now.page, view.page_count) - 1:
                self._pages.show(now)

    def _apply(self, *_of: object) -> None:
        now, view = self._now, self._reader.widget.view
        if not self.is_on or now is None:
            return
        if view.is_held:
            self._later.start()
            return
        place = (now.document, now.page)
        is_open = self._document() == now.document and self._reader.document is not None
        if self._asked != place or (is_open and self._reader.page != min(now.page, view.page_count) - 1):
            self._asked = place
            self._show_page(*place)
            is_open = self._document() == now.document and self._reader.document is not None
        if is_open:
            self._pages.show(now)

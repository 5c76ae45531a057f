"""Where the presenter is, for the projector: by the newest that is known, an event or a pointing since."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.following import FRESH_S
from widgets.page_following import POINTER_LASTS_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.discussion import Pointing
    from sync.meeting import Presentation


class ProjectorPresenter(QObject):
    """Told both; has the page, and the place on it that the presenter points at."""

    moved = Signal()  # another page, or another part of it
    pointed = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._presentation: Presentation | None = None
        self._pointed_at = float("-inf")
        self._resting = QTimer(self, singleShot=True, interval=POINTER_LASTS_MS)
        self._resting.timeout.connect(lambda: self._set_spot(None))
        self.shown: Presentation | None = None
        self.spot: tuple[int, int] | None = None

    def set_presentation(self, shown: Presentation | None) -> None:
        """Take what the meeting says; where the presenter rested a moment ago is older than a pointing."""
        before, self._presentation = self._presentation, shown
        if shown == before:
            return
        now = self.shown
        is_newer = self._clock() - self._pointed_at < FRESH_S
        if (
            shown is not None
            and now is not None
            and is_newer
            and (shown.presenter, shown.document) == (now.presenter, now.document)
        ):
            return
        if shown is None or now is None or (shown.document, shown.page) != (now.document, now.page):
            self._set_spot(None)
        self._show(shown)

    def point(self, pointing: Pointing) -> None:
        """The presenter is there now."""
        shown = self._presentation
        if shown is None:
            return
        self._pointed_at = self._clock()
        self._show(
            replace(
                shown,
                document=pointing.document,
                page=pointing.page,
                zoom=pointing.zoom,
                x=pointing.x,
                y=pointing.y,
            )
        )
        points = pointing.pointer_x >= 0 and pointing.pointer_y >= 0
        self._set_spot((pointing.pointer_x, pointing.pointer_y) if points else None)
        if points:
            self._resting.start()

    def close(self) -> None:
        """Point nowhere any more."""
        self._resting.stop()

    def _show(self, shown: Presentation | None) -> None:
        if shown != self.shown:
            self.shown = shown
            self.moved.emit()

    def _set_spot(self, spot: tuple[int, int] | None) -> None:
        if spot is None:
            self._resting.stop()
        if spot != self.spot:
            self.spot = spot
            self.pointed.emit()

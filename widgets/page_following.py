"""Lets one page view show what a presenter shows, at once and without a glide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from sync.discussion import WHOLE_ZOOM, Pointing
from widgets.pointer_mark import PointerMark
from widgets.presented_place import middle_in, page_in, pointer_in, zoom_in

if TYPE_CHECKING:
    from widgets.page_layout import Fit
    from widgets.page_view import PageView

POINTER_LASTS_MS = 6_000  # a presenter who rests says so again before that


class PageFollowing(QObject):
    """Of one view. The size that its reader had chosen comes back when the presenter's is over."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._own: tuple[Fit, float] | None = None  # before the presenter's zoom
        self._pointing: Pointing | None = None
        self.mark = PointerMark(view.viewport())
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._show_again)
        self._fading = QTimer(self, singleShot=True, interval=POINTER_LASTS_MS)
        self._fading.timeout.connect(self.mark.hide)
        view.moved.connect(self._place_mark)
        view.viewport().installEventFilter(self)

    def show(self, pointing: Pointing) -> None:
        """Show this now."""
        view = self._view
        self._pointing = pointing
        if not view.page_count:
            return
        if pointing.zoom == WHOLE_ZOOM:
            self._give_size_back()
            if view.current_page != page_in(view, pointing):
                view.go_to_page(page_in(view, pointing))
        else:
            if self._own is None:
                self._own = view.fit, view.zoom
            view.show_middle(middle_in(view, pointing), zoom_in(view, pointing))
        self._point(pointing)

    def let_go(self) -> None:
        """The person goes on alone from what is shown."""
        self._own = None
        self._forget()

    def end(self) -> None:
        """Nobody presents any more: the page stays, as large as the person had it."""
        if self._view.page_count:
            self._give_size_back()
        self.let_go()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A view of another size shows the same part of the page."""
        if event.type() == QEvent.Type.Resize and self._own is not None:
            self._again.start()
        return False

    def _show_again(self) -> None:
        if self._pointing is not None:
            self.show(self._pointing)

    def _give_size_back(self) -> None:
        own, self._own = self._own, None
        if own is not None:
            self._view.size_pages(*own)  # what is in the middle stays there

    def _point(self, pointing: Pointing) -> None:
        place = pointer_in(self._view, pointing)
        if place is None:
            self.mark.hide()
            self._fading.stop()
            return
        self._view.keep_in_sight(place)  # a lower window shows less above and below the middle
        self._fading.start()
        self.mark.point_at(self._view.viewport_point(place))

    def _place_mark(self) -> None:
        """Stay over the same place of the page."""
        if self._pointing is None or self.mark.isHidden() or not self._view.page_count:
            return
        place = pointer_in(self._view, self._pointing)
        if place is not None:
            self.mark.point_at(self._view.viewport_point(place))

    def _forget(self) -> None:
        self._pointing = None
        self._again.stop()
        self._fading.stop()
        self.mark.hide()

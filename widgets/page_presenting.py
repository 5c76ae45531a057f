"""Tells what a presenter does with one page view: turning, zooming, scrolling, and where the pointer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QMouseEvent, QTabletEvent

from widgets.presented_place import presented

if TYPE_CHECKING:
    from sync.discussion import Pointing
    from widgets.page_view import PageView

_GONE = (QEvent.Type.Leave, QEvent.Type.TabletLeaveProximity, QEvent.Type.Hide)


class PagePresenting(QObject):
    """Watches and takes no event away from anybody."""

    changed = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._pointer: QPoint | None = None
        view.moved.connect(self.changed)
        view.viewport().installEventFilter(self)

    def pointing(self, document: str, *, with_pointer: bool) -> Pointing:
        """What the view shows of a document now."""
        return presented(self._view, document, self._pointer if with_pointer else None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep where the pointer is."""
        if isinstance(event, QMouseEvent | QTabletEvent):
            self._keep(event.position().toPoint())
        elif event.type() in _GONE:
            self._keep(None)
        return False

    def _keep(self, pointer: QPoint | None) -> None:
        if pointer != self._pointer:
            self._pointer = pointer
            self.changed.emit()

"""Keeps a widget at an edge of another one, above what is there: whatever comes or goes moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

MARGIN = 6
PLACING = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest)


class LaidOver(QObject):
    """Owned by the widget that lies above; follows the size of the one below, and how much room it needs."""

    def __init__(self, above: QWidget, below: QWidget, edge: Qt.AlignmentFlag) -> None:
        super().__init__(above)
        self._above, self._below, self._edge = above, below, edge
        hidden = above.isHidden()
        above.setParent(below)
        above.setHidden(hidden)
        for watched in (above, below):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whenever either changes."""
        if event.type() in PLACING and not self._above.isHidden():
            self._place()
            if event.type() == QEvent.Type.Show:
                self._above.raise_()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        above, below = self._above, self._below
        whole = below.viewport().geometry() if isinstance(below, QAbstractScrollArea) else below.rect()
        room = whole.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        hint = above.sizeHint()
        right = bool(self._edge & Qt.AlignmentFlag.AlignRight)
        width = min(hint.width(), room.width()) if right else room.width()
        needed = above.heightForWidth(width) if above.hasHeightForWidth() else hint.height()
        left = room.right() + 1 - width if right else room.left()
        bottom = bool(self._edge & Qt.AlignmentFlag.AlignBottom)
        top = room.bottom() + 1 - needed if bottom else room.top()
        place = QRect(left, top, width, needed)
        if above.geometry() != place:
            above.setGeometry(place)
            if (inner := above.layout()) is not None:  # Qt may have laid it out for the size before
                inner.setGeometry(above.contentsRect())

"""Help for eyes that tire: a band that keeps the line, and a cursor that is found again."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import qtawesome
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

BAND_HEIGHT = 64  # about two lines of a page fitted to the width, at the smallest text size
LEAST_BAND, LARGEST_BAND = 24, 400
DIM = QColor(20, 26, 34, 70)  # over everything beside the band
EDGE_PX = 2
CURSOR_PX = 64
OUTLINE_PX = 2


class LineReader(QWidget):
    """A band over a view that follows the mouse or the keys; what is beside it is a little darker."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._viewport = viewport
        self._chosen_length = 0  # none; the text size decides
        self._is_vertical = False
        self._middle = 0
        self.hide()

    @property
    def length(self) -> int:
        """How high the band is, or wide over vertical lines, in pixels of the desktop."""
        return self._chosen_length or current_theme().px(BAND_HEIGHT)

    def set_length(self, length: int) -> None:
        """Make the band higher or lower, within reason."""
        self._chosen_length = min(max(length, LEAST_BAND), LARGEST_BAND)
        self.update()

    def set_vertical(self, *, on: bool) -> None:
        """Stand upright over lines that run from top to bottom."""
        if on is not self._is_vertical:
            self._is_vertical = on
            self._middle = self._room() // 2
            self.update()

    def show_band(self, *, on: bool) -> None:
        """Lie over the view, or not."""
        if on and self.isHidden():
            self._viewport.installEventFilter(self)
            self.setGeometry(self._viewport.rect())
            self._middle = self._room() // 3
            self.show()
            self.lower()  # below flags and notices, which are no text to read
        elif not on:
            self._viewport.removeEventFilter(self)
            self.hide()

    @property
    def band(self) -> QRect:
        """Where the band is in the view."""
        start = self._middle - self.length // 2
        if self._is_vertical:
            return QRect(start, 0, self.length, self.height())
        return QRect(0, start, self.width(), self.length)

    def step(self, direction: int) -> bool:
        """Move by half a band, which is a line; False where the view has to move instead."""
        there = self._middle + direction * self.length // 2
        if not self.length // 2 <= there <= self._room() - self.length // 2:
            return False
        self._move(there)
        return True

    def press_key(self, key: int) -> bool:
        """Move with the keys along which lines follow one another."""
        if not self.isVisible():
            return False
        if self._is_vertical:
            ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        else:
            ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        return key in ways and self.step(ways[Qt.Key(key)])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the mouse and the size of the view."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._viewport.rect())
        elif self.isVisible() and event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            at = event.position().toPoint()
            self._move(at.x() if self._is_vertical else at.y())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Darken what is beside the band."""
        painter = QPainter(self)
        painter.setClipRegion(event.region() - QRegion(self.band))
        painter.fillRect(event.rect(), DIM)
        painter.setClipRegion(event.region())
        for edge in self._edges():
            painter.fillRect(edge, QColor(current_theme().palette.ai))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stay in the view."""
        super().resizeEvent(event)
        self._middle = min(self._middle, max(self._room() - self.length // 2, 0))

    def _edges(self) -> tuple[QRect, QRect]:
        band = self.band
        if self._is_vertical:
            return (
                QRect(band.left() - EDGE_PX, 0, EDGE_PX, band.height()),
                QRect(band.right() + 1, 0, EDGE_PX, band.height()),
            )
        return (
            QRect(0, band.top() - EDGE_PX, band.width(), EDGE_PX),
            QRect(0, band.bottom() + 1, band.width(), EDGE_PX),
        )

    def _room(self) -> int:
        return self._viewport.width() if self._is_vertical else self._viewport.height()

    def _move(self, middle: int) -> None:
        """Paint only what was or becomes the band: the rest stays as dark as it is."""
        before = self._with_edges()
        self._middle = middle
        self.update(before.united(self._with_edges()))

    def _with_edges(self) -> QRegion:
        return QRegion(self.band.adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX))


class _Glyph(Enum):
    """A picture of a large cursor: its name in the icon set, and its hot spot as parts of its side."""

    ARROW = ("mdi6.cursor-default", 0.3, 0.16)
    OPEN_HAND = ("mdi6.hand-front-right", 0.5, 0.5)
    CLOSED_HAND = ("mdi6.cursor-move", 0.5, 0.5)
    POINTING_HAND = ("mdi6.cursor-pointer", 0.46, 0.18)
    TEXT = ("mdi6.cursor-text", 0.5, 0.5)
    CROSS = ("mdi6.plus", 0.5, 0.5)


_GLYPHS = {
    Qt.CursorShape.ArrowCursor: _Glyph.ARROW,
    Qt.CursorShape.OpenHandCursor: _Glyph.OPEN_HAND,
    Qt.CursorShape.ClosedHandCursor: _Glyph.CLOSED_HAND,
    Qt.CursorShape.PointingHandCursor: _Glyph.POINTING_HAND,
    Qt.CursorShape.IBeamCursor: _Glyph.TEXT,
    Qt.CursorShape.CrossCursor: _Glyph.CROSS,
}


def large_cursor(shape: Qt.CursorShape, scale: float) -> QCursor:
    """The same cursor, large and dark with a white outline; shapes that have no picture stay as they are."""
    glyph = _GLYPHS.get(shape)
    if glyph is None:
        return QCursor(shape)
    name, x, y = glyph.value
    return QCursor(_picture(name, scale), round(x * CURSOR_PX), round(y * CURSOR_PX))


def _picture(name: str, scale: float) -> QPixmap:
    side = round(CURSOR_PX * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    outline = max(1, round(OUTLINE_PX * scale))
    inner = QRect(outline, outline, side - 2 * outline, side - 2 * outline)
    white, dark = qtawesome.icon(name, color="white"), qtawesome.icon(name, color="#10151b")
    for right in (-outline, 0, outline):
        for down in (-outline, 0, outline):
            white.paint(painter, inner.translated(QPoint(right, down)))
    dark.paint(painter, inner)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture

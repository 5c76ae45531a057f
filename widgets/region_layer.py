"""Draws the parts of a page that comments belong to, each with its number, and hears which one is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen

from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place, Shade
from widgets.region_marks import RegionMark, corners_of
from widgets.selection_layer import on_page, paint_frame
from widgets.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sync.meeting import Anchor
    from widgets.page_layout import Size
    from widgets.page_view import PageView

CALM_PX, STRONG_PX = 1.5, 3.0
CALM_FILL, STRONG_FILL = 12, 44  # of 255
TAG_HEIGHT = 22
TARGET = 36  # what can be hit is larger than what is seen
SLIP_PX = 6  # a press that was drawn no further is a click
ON_DARK = "#8fbdea"
HALO = QColor(255, 255, 255, 190)


class RegionLayer(QObject):
    """A layer and a tool of one view; `is_free` tells whether a click at a place means nothing else there."""

    chosen = Signal(str)  # comment

    def __init__(self, view: PageView, is_free: Callable[[Place], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._is_free = is_free
        self._marks: Mapping[int, tuple[RegionMark, ...]] = {}
        self._strong = ""
        self._written: Anchor | None = None
        self._pressed: Pointer | None = None
        view.add_layer(self)
        view.add_tool(self)
        view.viewport().installEventFilter(self)

    def set_marks(self, marks: Mapping[int, tuple[RegionMark, ...]]) -> None:
        """The marks of each page, from 0."""
        if marks != self._marks:
            changed = {page for page in {*marks, *self._marks} if marks.get(page) != self._marks.get(page)}
            self._marks = marks
            for page in changed:
                self._view.refresh_page(page)

    def set_written(self, about: Anchor | None) -> None:
        """The part of a page that somebody here is writing about; it has no number yet."""
        if about != self._written:
            pages = {anchor.page - 1 for anchor in (self._written, about) if anchor is not None}
            self._written = about
            for page in pages:
                self._view.refresh_page(page)

    def highlight(self, comment: str) -> None:
        """Let the part of one comment stand out; empty for none."""
        if comment != self._strong:
            before, self._strong = self._strong, comment
            for page, marks in self._marks.items():
                if any(mark.comment in (before, comment) for mark in marks):
                    self._view.refresh_page(page)

    @property
    def written(self) -> Anchor | None:
        """The part that is written about here."""
        return self._written

    @property
    def highlighted(self) -> str:
        """The comment whose part stands out."""
        return self._strong

    # A layer of the view.

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Outlines in the page's own coordinates; numbers upright however the page is turned."""
        for mark in sorted(self._marks.get(page, ()), key=lambda mark: mark.comment == self._strong):
            self._paint_outline(painter, mark, size_pt)
        if self._written is not None and self._written.region is not None and self._written.page - 1 == page:
            paint_frame(painter, corners_of(self._written.region), size_pt)
        painter.save()
        painter.resetTransform()
        for mark in self._marks.get(page, ()):
            self._paint_tag(painter, self._tag(page, mark), mark)
        painter.restore()

    def _colour(self, mark: RegionMark) -> QColor:
        palette = current_theme().palette
        if mark.comment == self._strong:
            return QColor(palette.focus)
        return QColor(ON_DARK if self._view.shade is Shade.INVERTED else palette.ai)

    def _paint_outline(self, painter: QPainter, mark: RegionMark, size_pt: Size) -> None:
        is_strong = mark.comment == self._strong
        colour = self._colour(mark)
        fill = QColor(colour)
        fill.setAlpha(STRONG_FILL if is_strong else CALM_FILL)
        pen = QPen(colour, STRONG_PX if is_strong else CALM_PX)
        pen.setCosmetic(True)
        box = on_page(corners_of(mark.region), size_pt)
        painter.save()
        halo = QPen(HALO, pen.widthF() + 2)
        halo.setCosmetic(True)
        painter.setPen(halo)
        painter.drawRect(box)  # so that it is seen on a picture of its own colour
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRect(box)
        painter.restore()

    def _paint_tag(self, painter: QPainter, tag: QRect, mark: RegionMark) -> None:
        painter.setPen(QPen(HALO, 1.0))
        painter.setBrush(self._colour(mark))
        painter.drawRoundedRect(QRectF(tag).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(QColor(current_theme().palette.on_ai))
        painter.setFont(self._font())
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(mark.number))

    @staticmethod
    def _font() -> QFont:
        return current_theme().font(0.8, QFont.Weight.Bold)

    def _box(self, page: int, corners: tuple[float, float, float, float]) -> QRect:
        left, top, right, bottom = corners
        places = (Place(page, left, top), Place(page, right, bottom))
        first, second = (self._view.viewport_point(place) for place in places)
        return QRect(first, second).normalized()

    def _tag(self, page: int, mark: RegionMark) -> QRect:
        """Beside the upper right corner as it is seen, where the page has room, else within it."""
        box, paper = self._box(page, corners_of(mark.region)), self._box(page, (0.0, 0.0, 1.0, 1.0))
        metrics = QFontMetrics(self._font())
        width = metrics.horizontalAdvance(str(mark.number)) + 12
        height = max(TAG_HEIGHT, metrics.height() + 2)
        left = min(box.right() + 1, paper.right() - width)
        return QRect(left, max(paper.top(), min(box.top(), paper.bottom() - height)), width, height)

    # A tool of the view.

    def point(self, pointer: Pointer) -> bool:
        """Take a press on a number; one inside a frame may still become a drag of another tool."""
        if pointer.phase is Phase.PRESS:
            self._pressed = None
            is_plain = pointer.modifiers == Qt.KeyboardModifier.NoModifier and not pointer.is_eraser
            if not is_plain or pointer.button is not Qt.MouseButton.LeftButton:
                return False
            if self._tagged(pointer.place.page, pointer.at):
                self._pressed = pointer
                return True
            if self._around(pointer.place) and self._is_free(pointer.place):
                self._pressed = pointer
            return False
        if pointer.phase is Phase.RELEASE and self._pressed is not None:
            self._click(pointer.at)
            return True
        return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A hand over a number."""
        at = self._view.viewport_point(place)
        return Qt.CursorShape.PointingHandCursor if self._tagged(place.page, at) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A click inside a frame counts also where another tool took the press, say over text."""
        if (
            self._pressed is not None
            and event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
        ):
            self._click(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _click(self, at: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or (at - pressed.at).manhattanLength() >= SLIP_PX:
            return
        mark = self._tagged(pressed.place.page, pressed.at) or self._around(pressed.place)
        if mark is not None:
            self.chosen.emit(mark.comment)

    def _tagged(self, page: int, at: QPoint) -> RegionMark | None:
        """The mark whose number is there; the last one is painted on top."""
        for mark in reversed(self._marks.get(page, ())):
            tag = self._tag(page, mark)
            grown = max(0, (TARGET - tag.width()) // 2), max(0, (TARGET - tag.height()) // 2)
            if tag.adjusted(-grown[0], -grown[1], grown[0], grown[1]).contains(at):
                return mark
        return None

    def _around(self, place: Place) -> RegionMark | None:
        """The smallest frame with this place in it."""
        found = [mark for mark in self._marks.get(place.page, ()) if _holds(mark, place)]
        return min(found, key=lambda mark: mark.region.width * mark.region.height, default=None)


def _holds(mark: RegionMark, place: Place) -> bool:
    left, top, right, bottom = corners_of(mark.region)
    return left <= place.x <= right and top <= place.y <= bottom

"""The rectangles of what was found on a page, and the layer that paints them there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.page_layout import Size
    from widgets.page_text import Corners, PageText

# Colours of paper, whatever the theme: the page below is as its document draws it.
FOUND = QColor(255, 200, 0, 95)
FOUND_EDGE = QColor(176, 120, 0, 200)
CURRENT = QColor(255, 120, 0, 120)
CURRENT_EDGE = QColor(150, 30, 0)
MARGIN_PT = 1.0
EDGE_PT = 0.6
CURRENT_EDGE_PT = 1.8  # told by its edge too, not by colour alone


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One hit on a page: where it begins in the text, and a rectangle for each line it stands on, 0..1."""

    start: int
    boxes: tuple[Corners, ...]


def hit_boxes(text: PageText, start: int, end: int) -> tuple[Corners, ...]:
    """One rectangle for each line that the characters from ``start`` up to ``end`` stand on."""
    lines = text.lines
    number = max(0, bisect_right(lines, start, key=lambda line: line.start) - 1)
    found: list[Corners] = []
    while number < len(lines) and lines[number].start < end:
        line = lines[number]
        part = range(max(start, line.start), min(end, line.stop))
        boxes = [text.box(index) for index in part if not text.text[index].isspace()]
        if boxes:
            found.append(_around(boxes))
        number += 1
    return tuple(found)


def found_places(text: PageText, spans: Sequence[tuple[int, int]]) -> tuple[FoundPlace, ...]:
    """Where hits in the text of a page stand on it; a span that is not within the text is left out."""
    within = (span for span in spans if 0 <= span[0] < span[1] <= len(text.text))
    return tuple(FoundPlace(start, hit_boxes(text, start, end)) for start, end in within)


def _around(boxes: Sequence[Corners]) -> Corners:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


class SearchHits(QObject):
    """A layer over pages; a page that is painted and not known yet is asked for by ``page_wanted``."""

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[int, tuple[FoundPlace, ...]] = {}
        self._wanted: set[int] = set()
        self._current: tuple[int, int] | None = None
        self._is_on = False

    def start(self) -> None:
        """Something else is looked for, or in another document: every page has to be asked for again."""
        self._pages.clear()
        self._wanted.clear()
        self._current = None
        self._is_on = True

    def clear(self) -> None:
        """Show nothing."""
        self.start()
        self._is_on = False

    def set_page(self, page: int, places: tuple[FoundPlace, ...]) -> None:
        """What was found on a page."""
        if self._is_on:
            self._pages[page] = places

    def set_current(self, page: int, start: int) -> None:
        """Which hit the person is at."""
        self._current = (page, start)

    def places(self, page: int) -> tuple[FoundPlace, ...]:
        """What is marked on a page now."""
        return self._pages.get(page, ())

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Mark the hits of one page, the current one above the others."""
        if not self._is_on:
            return
        if page not in self._pages and page not in self._wanted:
            self._wanted.add(page)
            self.page_wanted.emit(page)
        current = self._current[1] if self._current is not None and self._current[0] == page else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in sorted(self.places(page), key=lambda place: place.start == current):
            self._mark(painter, place, size_pt, is_current=place.start == current)
        painter.restore()

    @staticmethod
    def _mark(painter: QPainter, place: FoundPlace, size_pt: Size, *, is_current: bool) -> None:
        pen = QPen(CURRENT_EDGE if is_current else FOUND_EDGE, CURRENT_EDGE_PT if is_current else EDGE_PT)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(CURRENT if is_current else FOUND)
        margin = 2 * MARGIN_PT if is_current else MARGIN_PT
        for left, top, right, bottom in place.boxes:
            box = QRectF(
                left * size_pt[0], top * size_pt[1], (right - left) * size_pt[0], (bottom - top) * size_pt[1]
            )
            painter.drawRect(box.adjusted(-margin, -margin, margin, margin))

"""The marker by text: dragging over words marks the lines they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt

from widgets.ink_tool import is_on_page
from widgets.note_colours import marker_colour
from widgets.note_edits import NoteEdits, now_ms
from widgets.note_layer import NoteLayer
from widgets.note_values import MAX_LINES, MAX_TEXT, Note, NoteColour, TextMark
from widgets.page_frame import PageFrame, within
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place, Size
from widgets.page_text import UNITS, Corners, PageText
from widgets.page_view import PageView

KEPT_TEXTS = 8  # pages whose text is remembered


@dataclass(frozen=True, slots=True)
class _Drag:
    """From where to where the pointer went."""

    page: int
    start: Place
    end: Place


class TextMarkTool:
    """Marks text; a PageTool. What stands on a page is asked for and told by `set_page_text`."""

    def __init__(
        self,
        view: PageView,
        layer: NoteLayer,
        edits: NoteEdits,
        want_text: Callable[[int], None],
        say_no_text: Callable[[], None],
    ) -> None:
        self._view = view
        self._layer = layer
        self._edits = edits
        self._want_text = want_text
        self._say_no_text = say_no_text
        self.colour = NoteColour.YELLOW
        self._texts: dict[int, PageText] = {}
        self._asked: set[int] = set()  # while the pointer was only above the page
        self._drag: _Drag | None = None
        self._released: _Drag | None = None  # before the text had come

    def set_page_text(self, page: int, text: PageText) -> None:
        """What stands on a page has come."""
        self._texts.pop(page, None)
        self._texts[page] = text
        while len(self._texts) > KEPT_TEXTS:
            oldest = next(iter(self._texts))
            del self._texts[oldest]
            self._asked.discard(oldest)
        waiting, drag = self._released, self._drag
        if drag is not None and drag.page == page:
            self._show(drag)
        if waiting is not None and waiting.page == page:
            self._released = None
            self._mark(waiting, text)

    def forget(self) -> None:
        """Another document."""
        self._texts = {}
        self._asked = set()
        self.cancel()

    def point(self, pointer: Pointer) -> bool:
        """Mark while the button or the pen is down."""
        match pointer.phase:
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                return self._press(pointer)
            case Phase.MOVE if self._drag is not None:
                self._move(pointer, self._drag)
                return True
            case Phase.RELEASE if self._drag is not None:
                self._move(pointer, self._drag)
                self.finish()
                return True
        return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """The cursor of text over pages; by then the text is wanted soon."""
        if not is_on_page(place):
            return None
        if place.page not in self._texts and place.page not in self._asked:
            self._asked.add(place.page)
            self._want_text(place.page)
        return Qt.CursorShape.IBeamCursor

    def finish(self) -> None:
        """Make a note of what was dragged over, now or when the text has come."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        text = self._texts.get(drag.page)
        if text is None:
            self._released = drag
        else:
            self._mark(drag, text)

    def cancel(self) -> None:
        """The pointer meant something else."""
        self._drag = self._released = None
        self._layer.show_marked(0, (), marker_colour(self.colour, on_dark=False))

    def _press(self, pointer: Pointer) -> bool:
        if pointer.button is not Qt.MouseButton.LeftButton or not is_on_page(pointer.place):
            return False
        page = pointer.place.page
        if page not in self._texts:
            self._want_text(page)
        self._drag, self._released = _Drag(page, pointer.place, pointer.place), None
        return True

    def _move(self, pointer: Pointer, drag: _Drag) -> None:
        frame = PageFrame(self._view, drag.page)
        place = within(drag.page, pointer.place, frame, QPointF(pointer.at))
        self._drag = _Drag(drag.page, drag.start, place)
        self._show(self._drag)

    def _show(self, drag: _Drag) -> None:
        text = self._texts.get(drag.page)
        lines = self._lines(drag, text)[0] if text is not None else ()
        self._layer.show_marked(drag.page, lines, marker_colour(self.colour, on_dark=self._layer.on_dark))

    def _lines(self, drag: _Drag, text: PageText) -> tuple[tuple[Corners, ...], int, int]:
        """What is marked: rectangles, the first character and the one behind the last."""
        size = self._view.page_size_pt(drag.page)
        first, last = nearest_character(text, drag.start, size), nearest_character(text, drag.end, size)
        if first is None or last is None or drag.start == drag.end:
            return (), 0, 0
        start, end = min(first, last), max(first, last) + 1
        return marked_lines(text, start, end), start, end

    def _mark(self, drag: _Drag, text: PageText) -> None:
        lines, start, end = self._lines(drag, text)
        self._layer.show_marked(0, (), marker_colour(self.colour, on_dark=False))
        if not text.text:
            self._say_no_text()
        if lines:
            mark = TextMark(lines[:MAX_LINES], text.text[start:end][:MAX_TEXT], start, end)
            now = now_ms()
            self._edits.add(Note(drag.page, mark, self.colour, now, now))


def nearest_character(text: PageText, place: Place, size_pt: Size) -> int | None:
    """The character at a place, or the one next to it; None on a page without text."""
    boxes = text.boxes
    x, y = place.x * UNITS, place.y * UNITS
    across, down = size_pt[0] / size_pt[1], 1.0  # so that distances are those on paper
    best, least = None, float("inf")
    for line in text.lines:
        for index in range(line.start, line.stop - 1):  # the line break has no place of its own
            left, top, right, bottom = boxes[4 * index : 4 * index + 4]
            away_x = max(left - x, 0.0, x - right) * across
            away_y = max(top - y, 0.0, y - bottom) * down
            away = away_x * away_x + away_y * away_y
            if away < least:
                best, least = index, away
    return best


def marked_lines(text: PageText, start: int, end: int) -> tuple[Corners, ...]:
    """A rectangle for each line of which characters are marked."""
    found = []
    for line in text.lines:
        part = range(max(line.start, start), min(line.stop - 1, end))
        boxes = [text.box(index) for index in part]
        if boxes:
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            found.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return tuple(found)

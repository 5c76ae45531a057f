"""The eraser: removes whole strokes and whole marks of text that it touches; memos and flags stay."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt

from widgets.ink_stroke import Point, is_met, line_distance
from widgets.ink_tool import is_on_page
from widgets.note_edits import NoteChange, NoteEdits, now_ms
from widgets.note_layer import NoteLayer, Ring
from widgets.note_shapes import NoteShape
from widgets.note_tool import ERASER_PX, NoteWidth
from widgets.note_values import Ink, TextMark
from widgets.page_frame import PageFrame, within
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place
from widgets.page_view import PageView


class EraserTool:
    """Erases while the button or the pen is down; a PageTool."""

    def __init__(self, view: PageView, layer: NoteLayer, edits: NoteEdits) -> None:
        self._view = view
        self._layer = layer
        self._edits = edits
        self.width = NoteWidth.MEDIUM
        self._page: int | None = None
        self._last: Point = (0.0, 0.0)
        self._erased: list[NoteChange] = []

    def point(self, pointer: Pointer) -> bool:
        """Erase, and show how large the eraser is."""
        match pointer.phase:
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                if pointer.button is not Qt.MouseButton.LeftButton or not is_on_page(pointer.place):
                    return False
                self._page = pointer.place.page
                self._last = PageFrame(self._view, self._page).spot(pointer.place)
                self._go_on(pointer, self._page)
                return True
            case Phase.MOVE if self._page is not None:
                self._go_on(pointer, self._page)
                return True
            case Phase.RELEASE if self._page is not None:
                self._go_on(pointer, self._page)
                self.finish()
                return True
            case Phase.HOVER:
                self._show_ring(pointer.place)
        return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """None over pages: the ring is the cursor."""
        return Qt.CursorShape.BlankCursor if is_on_page(place) else None

    def finish(self) -> None:
        """What was erased since the eraser went down is one step."""
        self._page = None
        erased, self._erased = self._erased, []
        self._edits.record(erased)

    def cancel(self) -> None:
        """The pointer meant something else: put back what was erased."""
        self._page = None
        erased, self._erased = self._erased, []
        for change in reversed(erased):
            self._edits.apply(change.reversed)
        self.leave()

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._layer.show_ring(None)

    def _go_on(self, pointer: Pointer, page: int) -> None:
        frame = PageFrame(self._view, page)
        place = within(page, pointer.place, frame, QPointF(pointer.at))
        now, radius = frame.spot(place), self._radius_pt(frame)
        last, self._last = self._last, now
        self._layer.show_ring(Ring(page, *now, radius))
        box = (
            min(last[0], now[0]) - radius,
            min(last[1], now[1]) - radius,
            max(last[0], now[0]) + radius,
            max(last[1], now[1]) + radius,
        )
        for shape in self._layer.shapes_near(page, box):
            change = erased(shape, last, now, radius)
            if change is not None:
                self._edits.apply(change)
                self._erased.append(change)

    def _show_ring(self, place: Place) -> None:
        if not is_on_page(place):
            self.leave()
            return
        frame = PageFrame(self._view, place.page)
        self._layer.show_ring(Ring(place.page, *frame.spot(place), self._radius_pt(frame)))

    def _radius_pt(self, frame: PageFrame) -> float:
        return ERASER_PX[self.width] / frame.px_per_pt


def erased(shape: NoteShape, start: Point, end: Point, radius_pt: float) -> NoteChange | None:
    """What an eraser that goes from ``start`` to ``end`` does to a note; None where it does not touch it."""
    note, content = shape.note, shape.note.content
    if isinstance(content, Ink):
        reach = radius_pt + content.width_pt / 2
        left = tuple(
            stroke
            for stroke, spots in zip(content.strokes, shape.strokes, strict=True)
            if not is_met(spots, reach, start, end)
        )
        if len(left) == len(content.strokes):
            return None
        if not left:
            return NoteChange(note, None)
        return NoteChange(note, replace(note, content=replace(content, strokes=left), changed_ms=now_ms()))
    if isinstance(content, TextMark):
        width, height = shape.size_pt
        if any(
            _crosses((a * width, b * height, c * width, d * height), start, end, radius_pt)
            for a, b, c, d in content.lines
        ):
            return NoteChange(note, None)
    return None


def _crosses(box: tuple[float, float, float, float], start: Point, end: Point, radius_pt: float) -> bool:
    left, top, right, bottom = box
    if left <= start[0] <= right and top <= start[1] <= bottom:
        return True
    corners = (left, top), (right, top), (right, bottom), (left, bottom), (left, top)
    return any(line_distance(corners[side], corners[side + 1], start, end) <= radius_pt for side in range(4))

"""The pen and the marker: what the pointer draws becomes a note."""

from __future__ import annotations

import time

from PySide6.QtCore import QPointF, Qt

from widgets.ink_stroke import Spot, levelled, straight_line, thinned
from widgets.live_stroke import LiveStroke, StrokeStyle
from widgets.note_edits import NoteEdits, now_ms
from widgets.note_layer import NoteLayer
from widgets.note_shapes import page_factor
from widgets.note_tool import MARKER_PT, PEN_PT, NoteWidth
from widgets.note_values import (
    NOTE_SAVED_EVERY_S,
    Ink,
    InkKind,
    Note,
    NoteColour,
    ink_point,
    new_note_id,
)
from widgets.page_frame import PageFrame, within
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place
from widgets.page_view import PageView

LEAST_PX = 0.5  # nearer spots are the same one
THIN_PX = 0.25  # how far a kept line may be from the drawn one
LONGEST = 2_000  # spots of one note; who draws on without lifting the pen begins another
SHIFT_SLOPE = 0.35  # with Shift a line is level or upright unless it is clearly neither
NEW_PRESSURE = 0.6  # of what a pen tells now; the rest is what it told before, for even edges


class InkTool:
    """Draws with one kind of ink; a PageTool."""

    def __init__(self, view: PageView, layer: NoteLayer, edits: NoteEdits, kind: InkKind) -> None:
        self._view = view
        self._layer = layer
        self._edits = edits
        self._kind = kind
        self.colour = NoteColour.BLACK
        self.width = NoteWidth.MEDIUM
        self._live: LiveStroke | None = None
        self._name = ""
        self._begun_ms = 0
        self._kept: Note | None = None
        self._kept_at = 0.0

    @property
    def drawn(self) -> str:
        """The name of the note that is being drawn; "" between strokes."""
        return self._name if self._live is not None else ""

    def point(self, pointer: Pointer) -> bool:
        """Draw while the button or the pen is down."""
        match pointer.phase:
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                return self._press(pointer)
            case Phase.MOVE if self._live is not None:
                self._move(pointer, self._live)
                return True
            case Phase.RELEASE if self._live is not None:
                self._move(pointer, self._live)
                self.finish()
                return True
        return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A cross over pages."""
        return Qt.CursorShape.CrossCursor if is_on_page(place) else None

    def cancel(self) -> None:
        """The pointer meant something else: nothing was drawn."""
        if self._live is not None:
            self._live = None
            self._layer.drop_live()
            if self._kept is not None:
                self._edits.give_up(self._kept)

    def finish(self) -> None:
        """Make a note of what was drawn."""
        live, self._live = self._live, None
        if live is None:
            return
        spots = live.spots
        if self._kind is InkKind.MARKER and (line := straight_line(spots)) is not None:
            spots = list(line)
        note = self._note(live, thinned(spots, THIN_PX / self._px_per_pt(live), live.style.width_pt))
        self._layer.drop_live()
        self._edits.add(note)

    def _press(self, pointer: Pointer) -> bool:
        if pointer.button is not Qt.MouseButton.LeftButton or not is_on_page(pointer.place):
            return False
        self.finish()  # a release that never came
        page = pointer.place.page
        frame = PageFrame(self._view, page)
        x, y = frame.spot(pointer.place)
        widths = MARKER_PT if self._kind is InkKind.MARKER else PEN_PT
        style = StrokeStyle(
            self._kind, self.colour, min(widths[self.width] * page_factor(frame.size_pt), 100.0)
        )
        self._begin(page, style, Spot(x, y, pointer.pressure if pointer.is_pen else 1.0))
        return True

    def _begin(self, page: int, style: StrokeStyle, spot: Spot) -> None:
        self._live = LiveStroke(page, style, spot)
        self._name, self._begun_ms = new_note_id(), now_ms()
        self._kept, self._kept_at = None, time.monotonic()
        self._layer.show_live(self._live)

    def _move(self, pointer: Pointer, live: LiveStroke) -> None:
        frame = PageFrame(self._view, live.page)
        x, y = frame.spot(within(live.page, pointer.place, frame, QPointF(pointer.at)))
        last = live.spots[-1].pressure
        pressure = last
        if pointer.is_pen and pointer.phase is Phase.MOVE:  # a pen that is lifted presses no more
            pressure = NEW_PRESSURE * pointer.pressure + (1 - NEW_PRESSURE) * last
        spot = Spot(x, y, pressure)
        if pointer.modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._layer.redraw_live(live.replace(levelled(live.spots[0], spot, SHIFT_SLOPE)))
            return
        painted = live.add(spot, LEAST_PX / frame.px_per_pt)
        if painted is not None:
            self._layer.grow_live(painted)
            self._keep_what_there_is(live)

    def _keep_what_there_is(self, live: LiveStroke) -> None:
        """Long strokes are kept piece by piece; very long ones become several notes."""
        if len(live.spots) >= LONGEST:
            self.finish()
            self._begin(live.page, live.style, live.spots[-1])
        elif time.monotonic() - self._kept_at >= NOTE_SAVED_EVERY_S:
            self._kept_at = time.monotonic()
            self._kept = self._note(live, live.spots)
            self._edits.keep(self._kept)

    def _note(self, live: LiveStroke, spots: list[Spot]) -> Note:
        width, height = self._view.page_size_pt(live.page)
        stroke = tuple(ink_point(spot.x / width, spot.y / height, spot.pressure) for spot in spots)
        ink = Ink((stroke,), live.style.width_pt, live.style.kind)
        return Note(live.page, ink, live.style.colour, self._begun_ms, now_ms(), self._name)

    def _px_per_pt(self, live: LiveStroke) -> float:
        return PageFrame(self._view, live.page).px_per_pt


def is_on_page(place: Place) -> bool:
    """Whether a place is on its page, not in the margin beside it."""
    return 0.0 <= place.x <= 1.0 and 0.0 <= place.y <= 1.0

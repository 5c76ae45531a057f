"""The layer of a page view that paints private notes, and knows which note lies where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.ink_stroke import is_met
from widgets.live_stroke import LiveStroke, Piece
from widgets.note_pictures import NotePictures, wash_mode
from widgets.note_shapes import NoteShape, grown, memo_rect, united
from widgets.note_values import Ink, Note, StickyFlag, TextMark, TextMemo
from widgets.page_frame import PageFrame
from widgets.page_layout import Place, Size
from widgets.page_text import Corners
from widgets.page_view import PageView

FRAME = QColor("#c25e00")
MOST_COST = 500  # spots of ink that are painted at once into pictures: a third of a frame
HANDLE_PX = 12.0  # of the handle that changes the width of a memo, in pixels of the desktop
RING = QColor("#566472")


@dataclass(frozen=True, slots=True)
class Ring:
    """The eraser, as large as what it removes."""

    page: int
    x_pt: float
    y_pt: float
    radius_pt: float

    @property
    def extent(self) -> Corners:
        """What it covers."""
        box = (self.x_pt, self.y_pt, self.x_pt, self.y_pt)
        return grown(box, self.radius_pt + 2.0)


class NoteLayer:
    """Notes over the pages of one view, told one by one what changes."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._notes: dict[str, Note] = {}
        self._pages: dict[int, dict[str, NoteShape]] = {}  # in the order in which they lie on each other
        self._pictures = NotePictures(self._shapes, MOST_COST)
        self._late: dict[int, list[Corners]] = {}
        self._later = QTimer(view, singleShot=True, interval=0)
        self._later.timeout.connect(self._paint_late)
        self._live: LiveStroke | None = None
        self._live_pictures = NotePictures(self._live_pieces)
        self._on_dark = False
        self._selected = ""
        self._ring: Ring | None = None
        self._marked: tuple[int, tuple[Corners, ...], QColor] | None = None
        view.add_layer(self)

    # What is shown.

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show exactly these notes; only what differs is painted anew."""
        new = {note.note: note for note in notes}
        for name in [name for name in self._notes if name not in new]:
            self.remove(name)
        for note in notes:
            self.put(note)

    def start(self, notes: Sequence[Note]) -> None:
        """Show the notes of another document."""
        self._notes = {note.note: note for note in notes}
        self._pages = {}
        self._selected, self._ring, self._marked = "", None, None
        self.drop_live()
        self._pictures.forget()
        self._live_pictures.forget()
        self._view.viewport().update()

    def put(self, note: Note) -> None:
        """Show a new note above all others, or an old one as it is now, in its place among the others."""
        before = self._notes.get(note.note)
        if before is note or before == note:
            return
        self._notes[note.note] = note
        if before is not None and _looks_alike(before, note):
            self._replace_shape(note)
            return
        if before is not None and before.page != note.page:
            self._take_away(before)
        self._put_down(note)

    def _put_down(self, note: Note) -> None:
        page, shapes = note.page, self._pages.get(note.page)
        if shapes is None or page >= self._view.page_count:
            return  # it is laid out with the others of its page when that is painted
        old = shapes.get(note.note)
        shape = shapes[note.note] = NoteShape(note, self._view.page_size_pt(page))
        if old is None:
            self._pictures.add(page, shape)
        else:
            self._pictures.change(page, united(old.extent, shape.extent))
            self._refresh(page, old.extent)
        self._refresh(page, shape.extent)

    def remove(self, name: str) -> None:
        """Do not show a note any more."""
        note = self._notes.pop(name, None)
        if note is not None:
            self._take_away(note)
        if name == self._selected:
            self._selected = ""

    def _take_away(self, note: Note) -> None:
        shapes = self._pages.get(note.page)
        shape = shapes.pop(note.note, None) if shapes is not None else None
        if shape is not None:
            self._pictures.change(note.page, shape.extent)
            self._refresh(note.page, grown(shape.extent, self._handle_pt(note.page)))

    def _replace_shape(self, note: Note) -> None:
        shapes = self._pages.get(note.page)
        if shapes is not None and note.note in shapes:
            shapes[note.note] = NoteShape(note, shapes[note.note].size_pt)

    def set_on_dark(self, on_dark: bool) -> None:  # noqa: FBT001 - the one thing it sets
        """Whether pages are shown light on dark."""
        if on_dark != self._on_dark:
            self._on_dark = on_dark
            self._pictures.set_on_dark(on_dark)
            self._live_pictures.set_on_dark(on_dark)
            self._view.viewport().update()

    def select(self, name: str) -> None:
        """Put a frame around a note; "" around none."""
        before, self._selected = self._selected, name if name in self._notes else ""
        for each in {before, self._selected} - {""}:
            self._refresh_note(each)

    def show_ring(self, ring: Ring | None) -> None:
        """Show the eraser where it is."""
        for each in (self._ring, ring):
            if each is not None:
                self._refresh(each.page, each.extent)
        self._ring = ring

    def show_marked(self, page: int, lines: tuple[Corners, ...], colour: QColor) -> None:
        """Show text that is being marked, 0..1 on the page."""
        before = self._marked
        self._marked = (page, lines, colour) if lines else None
        for each in (before, self._marked):
            if each is not None:
                for left, top, right, bottom in each[1]:
                    self._view.refresh_part(each[0], left, top, right, bottom)

    # The stroke that is being drawn.

    def show_live(self, stroke: LiveStroke) -> None:
        """Show a stroke from now on while it grows."""
        self._live = stroke
        self._live_pictures.forget(stroke.page)
        self._refresh(stroke.page, stroke.extent)

    def grow_live(self, extent: Corners) -> None:
        """The stroke has grown by a piece; only that is painted."""
        live = self._live
        if live is not None:
            if live.pieces:
                self._live_pictures.add(live.page, live.pieces[-1])
            self._refresh(live.page, extent)

    def redraw_live(self, extent: Corners) -> None:
        """The stroke has become another one."""
        if self._live is not None:
            self._live_pictures.forget(self._live.page)
            self._refresh(self._live.page, extent)

    def drop_live(self) -> None:
        """The stroke is finished or given up."""
        live, self._live = self._live, None
        if live is not None:
            self._live_pictures.forget(live.page)
            self._refresh(live.page, live.extent)
            self._later.start()

    # What lies where.

    @property
    def notes(self) -> list[Note]:
        """All notes, the lowest first."""
        return list(self._notes.values())

    @property
    def selected(self) -> Note | None:
        """The note with the frame."""
        return self._notes.get(self._selected)

    @property
    def on_dark(self) -> bool:
        """Whether pages are shown light on dark."""
        return self._on_dark

    def note(self, name: str) -> Note | None:
        """A note as it is shown now."""
        return self._notes.get(name)

    def note_at(self, place: Place, reach_pt: float) -> Note | None:
        """The uppermost note there, or within reach of it."""
        if not 0 <= place.page < self._view.page_count:
            return None
        width, height = self._view.page_size_pt(place.page)
        at = place.x * width, place.y * height
        shapes = list(self._shapes(place.page))
        for wash in (False, True):
            for shape in reversed(shapes):
                if shape.is_wash is wash and _is_near(shape, at, reach_pt):
                    return shape.note
        return None

    def covers(self, note: Note, place: Place) -> bool:
        """Whether a note lies at a place."""
        if place.page != note.page or not 0 <= place.page < self._view.page_count:
            return False
        width, height = self._view.page_size_pt(place.page)
        left, top, right, bottom = NoteShape(note, (width, height)).extent
        return left <= place.x * width <= right and top <= place.y * height <= bottom

    def shapes_near(self, page: int, box_pt: Corners) -> list[NoteShape]:
        """The notes that reach into a rectangle of a page."""
        left, top, right, bottom = box_pt
        return [
            shape
            for shape in self._shapes(page)
            if (extent := shape.extent)[0] <= right
            and extent[2] >= left
            and extent[1] <= bottom
            and extent[3] >= top
        ]

    def _shapes(self, page: int) -> Sequence[NoteShape]:
        shapes = self._pages.get(page)
        if shapes is None:
            if not 0 <= page < self._view.page_count:
                return ()
            size = self._view.page_size_pt(page)
            shapes = self._pages[page] = {
                name: NoteShape(note, size) for name, note in self._notes.items() if note.page == page
            }
        return tuple(shapes.values())

    def _live_pieces(self, page: int) -> Sequence[Piece]:
        return self._live.pieces if self._live is not None and self._live.page == page else ()

    # Painting.

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Paint over one page in its points."""
        self._forget_other_size(page, size_pt)
        live = self._live if self._live is not None and self._live.page == page else None
        if self._shapes(page):
            late = self._pictures.paint(painter, page, size_pt)
            if late:
                self._late[page] = late
                self._later.start()
        if live is not None:
            self._live_pictures.paint(painter, page, size_pt)
            self._paint_tail(painter, live)
        self._paint_marked(painter, page, size_pt)
        self._paint_selection(painter, page, size_pt)
        self._paint_ring(painter, page)

    def _paint_late(self) -> None:
        """What there was no time for is painted bit by bit, and not while a hand draws."""
        if self._live is not None:
            return
        late, self._late = self._late, {}
        for page, parts in late.items():
            for part in parts:
                self._refresh(page, part)

    def _forget_other_size(self, page: int, size_pt: Size) -> None:
        """Shapes were worked out for an assumed size of the page that has turned out to be wrong."""
        shapes = self._pages.get(page)
        if shapes and next(iter(shapes.values())).size_pt != size_pt:
            del self._pages[page]
            self._pictures.forget(page)

    def _paint_tail(self, painter: QPainter, live: LiveStroke) -> None:
        painter.save()
        live.tail.paint(painter, on_dark=self._on_dark)
        painter.restore()

    def _paint_marked(self, painter: QPainter, page: int, size_pt: Size) -> None:
        if self._marked is None or self._marked[0] != page:
            return
        width, height = size_pt
        painter.save()
        painter.setCompositionMode(wash_mode(on_dark=self._on_dark))
        for left, top, right, bottom in self._marked[1]:
            painter.fillRect(
                QRectF(left * width, top * height, (right - left) * width, (bottom - top) * height),
                self._marked[2],
            )
        painter.restore()

    def _paint_selection(self, painter: QPainter, page: int, size_pt: Size) -> None:
        note = self.selected
        if note is None or note.page != page:
            return
        shape = NoteShape(note, size_pt)
        left, top, right, bottom = shape.extent
        px = 1.0 / PageFrame(self._view, page).px_per_pt
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(FRAME, 2.0 * px, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(left, top, right - left, bottom - top))
        if isinstance(note.content, TextMemo):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(FRAME)
            painter.drawRect(handle_rect(note.content, size_pt, px))
        painter.restore()

    def _paint_ring(self, painter: QPainter, page: int) -> None:
        ring = self._ring
        if ring is None or ring.page != page:
            return
        px = 1.0 / PageFrame(self._view, page).px_per_pt
        painter.save()
        painter.setBrush(QColor(255, 255, 255, 90))
        painter.setPen(QPen(RING, 1.5 * px))
        painter.drawEllipse(QPointF(ring.x_pt, ring.y_pt), ring.radius_pt, ring.radius_pt)
        painter.restore()

    def _handle_pt(self, page: int) -> float:
        if not 0 <= page < self._view.page_count:
            return 0.0
        return HANDLE_PX / PageFrame(self._view, page).px_per_pt

    def _refresh_note(self, name: str) -> None:
        note = self._notes.get(name)
        if note is not None and note.page < self._view.page_count:
            shape = NoteShape(note, self._view.page_size_pt(note.page))
            self._refresh(note.page, grown(shape.extent, self._handle_pt(note.page)))

    def _refresh(self, page: int, extent: Corners) -> None:
        if not 0 <= page < self._view.page_count:
            return
        width, height = self._view.page_size_pt(page)
        left, top, right, bottom = extent
        self._view.refresh_part(page, left / width, top / height, right / width, bottom / height)


def handle_rect(memo: TextMemo, size_pt: Size, pt_per_px: float) -> QRectF:
    """The handle at the right edge of a memo, in points of the page."""
    rect, side = memo_rect(memo, size_pt), HANDLE_PX * pt_per_px
    return QRectF(rect.right() - side / 2, rect.center().y() - side, side, 2 * side)


def _looks_alike(first: Note, second: Note) -> bool:
    """Whether two states of a note are painted the same: only what is remembered of it differs."""
    return (first.page, first.content, first.colour) == (second.page, second.content, second.colour)


def _is_near(shape: NoteShape, at: tuple[float, float], reach_pt: float) -> bool:
    left, top, right, bottom = grown(shape.extent, reach_pt)
    if not (left <= at[0] <= right and top <= at[1] <= bottom):
        return False
    match shape.note.content:
        case Ink(width_pt=width_pt):
            return any(is_met(spots, reach_pt + width_pt / 2, at, at) for spots in shape.strokes)
        case TextMark(lines):
            width, height = shape.size_pt
            return any(
                a * width - reach_pt <= at[0] <= c * width + reach_pt
                and b * height - reach_pt <= at[1] <= d * height + reach_pt
                for a, b, c, d in lines
            )
        case TextMemo() | StickyFlag():
            return True

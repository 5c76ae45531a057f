"""Paints the pages in its window; asks for the tiles it lacks and never waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from widgets.overlays import CommentFlags, PageNotices
from widgets.page_enlargement import PageEnlargement
from widgets.page_layer import PageLayer, PageTool
from widgets.page_layout import (
    Place,
    Size,
)
from widgets.page_painter import paint_layers, paint_pages
from widgets.page_pictures import PageState, Pictures, WantedTiles, wanted_tiles
from widgets.page_pointing import PagePointing
from widgets.page_steering import PageSteering
from widgets.page_travel import PageTravel
from widgets.reading_aids import LineReader, large_cursor
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import (
        QHideEvent,
        QKeyEvent,
        QPaintEvent,
        QShowEvent,
    )


AFTER_PAINT_MS = 10
PART_EDGE = 3  # around what changed, for smooth edges, in pixels of the desktop
PAGE_EDGE = 6  # of a page's frame and shadow, in pixels of the desktop


class PageView(PageTravel):
    """Pages of one document."""

    tiles_wanted = Signal(object)  # WantedTiles
    anchor_clicked = Signal(int)  # page
    retry_asked = Signal(int)  # page
    enlarged_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Pictures | None = None
        self._wanted = WantedTiles()
        self._covered = QRect()  # by pages, when they were painted last
        self._ahead_timer = QTimer(self, singleShot=True, interval=AFTER_PAINT_MS)
        self._ahead_timer.timeout.connect(lambda: self._want(self._tiles()))
        self._layers: list[PageLayer] = []
        self._cursor = Qt.CursorShape.OpenHandCursor
        self._has_large_cursor = False
        self._enlargement = PageEnlargement(self, self)
        self._enlargement.changed.connect(self.enlarged_changed)
        self._steering = PageSteering(self)
        self._pointing = PagePointing(self)
        self._notices = PageNotices(self.viewport())
        self._notices.retry_asked.connect(self.retry_asked)
        self._line_reader = LineReader(self.viewport())
        self._flags = CommentFlags(self.viewport())
        self._flags.clicked.connect(self.anchor_clicked)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # a steady width to fit pages into
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._draw_cursor()
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Pages of the document"))

    def window_moved(self) -> None:
        """Paint what is in the window now, and ask for what it lacks."""
        self._repaint()
        self._place_overlays()
        self._ask_for_tiles()

    # What is shown.

    def show_pages(
        self, sizes_pt: Sequence[Size], pictures: Pictures, page: int = 0, state: ViewState | None = None
    ) -> None:
        """Show a document whose pages have these sizes, from ``page`` on or as it was left."""
        self.leave_enlarged()
        self._sizes_pt = list(sizes_pt)
        self._pictures = pictures
        self._notices.set_states({})
        self._direction = 1
        self._page = -1
        self._wanted = WantedTiles()
        self._target = None
        if state is not None:
            self.apply_state(state)
            return
        self._lay_out(Place(min(max(page, 0), len(sizes_pt) - 1), 0.5, 0.0), self._top())
        self.go_to_page(page)

    def clear(self) -> None:
        """Show nothing."""
        self.leave_enlarged()
        self._sizes_pt, self._pictures = [], None
        self._notices.set_states({})
        self._page, self._target = 0, None
        self._lay_out(None, QPoint(0, 0))

    def set_page_sizes(self, first: int, sizes_pt: Sequence[Size]) -> None:
        """Correct assumed sizes; what is in front of the reader stays there."""
        if self._sizes_pt[first : first + len(sizes_pt)] == list(sizes_pt):
            return
        self._sizes_pt[first : first + len(sizes_pt)] = sizes_pt
        self._lay_out_again()

    def set_page_states(self, states: Mapping[int, PageState]) -> None:
        """Which pages are slow or could not be drawn."""
        self._notices.set_states(states)
        self._place_overlays()

    def set_anchors(self, counts: Mapping[int, int]) -> None:
        """How many comments each page has."""
        if self._flags.set_counts(counts):
            self._place_overlays()

    def page_rect(self, page: int) -> QRect:
        """Where a page lies in the viewport."""
        return self._logical(self._layout.page_box(page))

    def refresh_page(self, page: int) -> None:
        """A picture of this page has come."""
        if 0 <= page < self._layout.page_count:
            self.viewport().update(self._logical(self._layout.page_box(page)).adjusted(-1, -1, 1, 1))

    # What other parts put over the pages, and do there.

    def add_layer(self, layer: PageLayer) -> None:
        """Paint something over the pages, above the layers that are there already."""
        self._layers.append(layer)
        self.viewport().update()

    def add_tool(self, tool: PageTool) -> None:
        """Let somebody take part in what the pointer does; the one that was added last is asked first."""
        self._pointing.add(tool)

    @property
    def is_held(self) -> bool:
        """Whether somebody draws or marks something there, or holds the paper, at this moment."""
        return self._pointing.is_holding or self._steering.is_holding

    def refresh_part(self, page: int, left: float, top: float, right: float, bottom: float) -> None:
        """A layer has changed there, 0..1 on the page."""
        if 0 <= page < self._layout.page_count:
            corners = [self.viewport_point(Place(page, *corner)) for corner in ((left, top), (right, bottom))]
            part = QRect(corners[0], corners[1]).normalized()
            self.viewport().update(part.adjusted(-PART_EDGE, -PART_EDGE, PART_EDGE, PART_EDGE))

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Let the cursor look like this, in the size that the person chose."""
        if shape is not self._cursor:
            self._cursor = shape
            self._draw_cursor()

    # Help for reading.

    def set_large_cursor(self, *, on: bool) -> None:
        """Show a cursor that is easy to find."""
        self._has_large_cursor = on
        self._draw_cursor()

    def set_line_reader(self, *, on: bool, height: int | None = None, vertical: bool = False) -> None:
        """Lay a band over the line that is read, of a height in pixels of the desktop."""
        self._line_reader.set_vertical(on=vertical)
        if height is not None:
            self._line_reader.set_length(height)
        self._line_reader.show_band(on=on)

    @property
    def line_reader_height(self) -> int:
        """How high the band is."""
        return self._line_reader.length

    # A part of a page in the whole window.

    @property
    def is_enlarged(self) -> bool:
        """Whether a part of a page fills the window."""
        return self._enlargement.is_on

    def enlarge(self, corner: Place, opposite: Place) -> None:
        """Let the rectangle between two places of a page fill the window, until the person leaves it."""
        if self._sizes_pt and self._enlargement.enlarge(corner, opposite):
            self.user_moved.emit()

    def enlarge_quarter(self) -> None:
        """Enlarge the quarter of the page where reading begins."""
        if self._enlargement.enlarge_quarter():
            self.user_moved.emit()

    def step_enlarged(self, right: int, down: int) -> None:
        """Go on to the piece at that side of what is enlarged: right or left, down or up."""
        self._enlargement.step(right, down)
        self.user_moved.emit()

    def step_on(self, direction: int) -> None:
        """Go on to the next piece (1) or the one before (-1) in reading order."""
        self._enlargement.step_on(direction)
        self.user_moved.emit()

    def leave_enlarged(self) -> None:
        """Show the former view again."""
        self._enlargement.leave()

    def view_state(self) -> ViewState:
        """Where the reader is and how it looks there, to be kept; nothing is kept of an enlargement."""
        return self._enlargement.state_to_keep or super().view_state()

    def is_complete(self) -> bool:
        """Whether everything in view has been drawn sharply."""
        pictures = self._pictures
        visible = self._tiles().visible
        return pictures is not None and bool(visible) and all(pictures.tile(tile) for tile in visible)

    # Tiles.

    def _repaint(self) -> None:
        """Paint again what pages cover or covered; the desk beside them stays as it is."""
        area = self._area()
        boxes = [self._logical(self._layout.page_box(page)) for page in self._layout.pages_in(area)]
        covered = QRect()
        for box in boxes:
            covered = covered.united(box + QMargins(PAGE_EDGE, PAGE_EDGE, PAGE_EDGE, PAGE_EDGE))
        self.viewport().update(covered.united(self._covered))
        self._covered = covered

    def _ask_for_tiles(self) -> None:
        """At once for what is lacking; what may be needed next does not compete with painting."""
        wanted = self._tiles()
        pictures = self._pictures
        if pictures is None or any(pictures.tile(tile) is None for tile in wanted.visible):
            self._ahead_timer.stop()
            self._want(wanted)
        else:
            self._ahead_timer.start()

    def _want(self, wanted: WantedTiles) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self.tiles_wanted.emit(wanted)

    def _tiles(self) -> WantedTiles:
        if self._pictures is None or not self.isVisible():
            return WantedTiles()
        return wanted_tiles(self._layout, self._area(), self._direction)

    def _draw_cursor(self) -> None:
        is_large = self._has_large_cursor
        scale = self.devicePixelRatioF()
        self.viewport().setCursor(large_cursor(self._cursor, scale) if is_large else self._cursor)

    def _place_overlays(self) -> None:
        area = self._area()
        boxes = {page: self._logical(self._layout.page_box(page)) for page in self._layout.pages_in(area)}
        self._flags.place(boxes)
        self._notices.place(boxes)

    # Events.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what there is."""
        paint_pages(
            self.viewport(),
            event.rect(),
            self.devicePixelRatioF(),
            self._layout,
            self._area(),
            self._pictures,
        )
        if self._layers:
            paint_layers(
                self.viewport(),
                event.rect(),
                self.devicePixelRatioF(),
                self._layout,
                self._area(),
                self._sizes_pt,
                self._layers,
            )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Pages that nobody saw were not drawn."""
        super().showEvent(event)
        self._ask_for_tiles()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Withdraw what is not seen any more."""
        super().hideEvent(event)
        self._ask_for_tiles()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tools come first, then mouse, wheel and fingers steer; everything else goes its usual way."""
        if self._sizes_pt and self._pointing.take(event):
            return True
        if self._steering.take(event):
            held = self._steering.is_holding
            self.show_cursor(Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the line reader, turn, scroll and zoom."""
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_taken = is_plain and self._line_reader.press_key(event.key())
        event.setAccepted(is_taken or self._steering.press_key(event))

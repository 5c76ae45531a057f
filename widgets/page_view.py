"""Scrolls, zooms and paints pages; asks for the tiles it lacks and never waits for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QWidget

from widgets.overlays import CommentFlags, PageNotices
from widgets.page_layer import PageLayer, PageTool
from widgets.page_layout import (
    Box,
    Fit,
    PageLayout,
    Place,
    Size,
    Window,
    bounded_zoom,
    next_step,
)
from widgets.page_painter import paint_layers, paint_pages
from widgets.page_pictures import PageState, Pictures, WantedTiles, wanted_tiles
from widgets.page_pointing import PagePointing
from widgets.page_steering import LINE_STEP, PageSteering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import (
        QHideEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )


AFTER_PAINT_MS = 10
PART_EDGE = 3  # around what changed, for smooth edges, in pixels of the desktop
PAGE_EDGE = 6  # of a page's frame and shadow, in pixels of the desktop


class PageView(QAbstractScrollArea):
    """Pages of one document, one below the other."""

    page_changed = Signal(int)
    zoom_changed = Signal()
    tiles_wanted = Signal(object)  # WantedTiles
    anchor_clicked = Signal(int)  # page
    retry_asked = Signal(int)  # page
    user_moved = Signal()  # the person, not the presenter, went somewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes_pt: list[Size] = []
        self._pictures: Pictures | None = None
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._layout = PageLayout([], Window(1, 1))
        self._page = 0
        self._target: tuple[int, int] | None = None  # a page that was asked for, and the scroll value it got
        self._direction = 1
        self._is_moving = False
        self._wanted = WantedTiles()
        self._covered = QRect()  # by pages, when they were painted last
        self._ahead_timer = QTimer(self, singleShot=True, interval=AFTER_PAINT_MS)
        self._ahead_timer.timeout.connect(lambda: self._want(self._tiles()))
        self._layers: list[PageLayer] = []
        self._steering = PageSteering(self)
        self._pointing = PagePointing(self)
        self._notices = PageNotices(self.viewport())
        self._notices.retry_asked.connect(self.retry_asked)
        self._flags = CommentFlags(self.viewport())
        self._flags.clicked.connect(self.anchor_clicked)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # a steady width to fit pages into
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Pages of the document"))
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.actionTriggered.connect(self._bar_used)

    # What is shown.

    def show_pages(self, sizes_pt: Sequence[Size], pictures: Pictures, page: int = 0) -> None:
        """Show a document whose pages have these sizes, from ``page`` on."""
        self._sizes_pt = list(sizes_pt)
        self._pictures = pictures
        self._notices.set_states({})
        self._direction = 1
        self._page = -1
        self._wanted = WantedTiles()
        self._lay_out(Place(min(max(page, 0), len(sizes_pt) - 1), 0.5, 0.0), self._top())
        self.go_to_page(page)

    def clear(self) -> None:
        """Show nothing."""
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
        self._flags.set_counts(counts)
        self._place_overlays()

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

    def refresh_part(self, page: int, left: float, top: float, right: float, bottom: float) -> None:
        """A layer has changed there, 0..1 on the page."""
        if 0 <= page < self._layout.page_count:
            corners = [self.viewport_point(Place(page, *corner)) for corner in ((left, top), (right, bottom))]
            part = QRect(corners[0], corners[1]).normalized()
            self.viewport().update(part.adjusted(-PART_EDGE, -PART_EDGE, PART_EDGE, PART_EDGE))

    def place_at(self, point: QPointF) -> Place:
        """The place on a page at a point of the viewport."""
        scale, area = self.devicePixelRatioF(), self._area()
        return self._layout.place_at(area.left + point.x() * scale, area.top + point.y() * scale)

    def viewport_point(self, place: Place) -> QPoint:
        """Where a place is in the viewport now; far outside of it for what is scrolled away."""
        scale, area = self.devicePixelRatioF(), self._area()
        x, y = self._layout.point_px(place)
        return QPoint(round((x - area.left) / scale), round((y - area.top) / scale))

    def page_size_pt(self, page: int) -> Size:
        """Width and height of a page in points, as its document shows it."""
        return self._sizes_pt[page]

    @property
    def visible_pages(self) -> list[int]:
        """Pages of which something is in the window."""
        return list(self._layout.pages_in(self._area()))

    # Where the reader is.

    @property
    def page_count(self) -> int:
        """Pages of the document."""
        return len(self._sizes_pt)

    def is_complete(self) -> bool:
        """Whether everything in view has been drawn sharply."""
        pictures = self._pictures
        visible = self._tiles().visible
        return pictures is not None and bool(visible) and all(pictures.tile(tile) for tile in visible)

    @property
    def current_page(self) -> int:
        """The page in front, from 0."""
        return max(self._page, 0)

    @property
    def fit(self) -> Fit:
        """What decides the size of pages."""
        return self._fit

    @property
    def zoom(self) -> float:
        """How large the page in front is shown; 1.0 is 100 %."""
        if not self._sizes_pt:
            return self._zoom
        return self._layout.zoom_of(self.current_page, self._sizes_pt[self.current_page])

    @property
    def screenful(self) -> int:
        """How high the window on the pages is, in pixels of the desktop."""
        return self.viewport().height()

    @property
    def can_go_sideways(self) -> bool:
        """Whether pages are wider than the window."""
        return self.horizontalScrollBar().maximum() > 0

    def scroll_by(self, right: float, down: float) -> None:
        """Move the window over the pages because the person asked for it, in pixels of the desktop."""
        scale, before = self.devicePixelRatioF(), self._area()
        self.horizontalScrollBar().setValue(before.left + round(right * scale))
        self.verticalScrollBar().setValue(before.top + round(down * scale))
        if self._area() != before:
            self.user_moved.emit()

    def go_to_page(self, page: int) -> None:
        """Bring a page to the front, from 0; what lies outside means the first or last page."""
        if not self._sizes_pt:
            return
        page = min(max(page, 0), self.page_count - 1)
        self._direction = -1 if page < self.current_page else 1
        bar = self.verticalScrollBar()
        self._is_moving = True
        bar.setValue(self._layout.row_top(page))
        self._is_moving = False
        self._target = (page, bar.value())
        self._moved()

    def turn_to(self, page: int) -> None:
        """Go to a page because the person asked for it."""
        self.go_to_page(page)
        self.user_moved.emit()

    def fit_width(self) -> None:
        """Make every page as wide as the room."""
        self._set_size(Fit.WIDTH, self._zoom)

    def fit_page(self) -> None:
        """Show whole pages, one at a time."""
        page = self.current_page
        self._set_size(Fit.PAGE, self._zoom)
        self.go_to_page(page)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Show pages at a zoom (1.0 is 100 %); the point ``at``, or the middle, stays in place."""
        self._set_size(Fit.ZOOM, bounded_zoom(zoom), at)

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Show pages larger or smaller by a factor."""
        self.set_zoom(self.zoom * factor, at)

    def zoom_step(self, direction: int) -> None:
        """The next usual zoom above (1) or below (-1)."""
        self.set_zoom(next_step(self.zoom, direction))

    # Layout.

    def _set_size(self, fit: Fit, zoom: float, at: QPoint | None = None) -> None:
        if not self._sizes_pt:
            self._fit, self._zoom = fit, zoom
            self.zoom_changed.emit()
            return
        at = self.viewport().rect().center() if at is None else at
        place = self._place_at(at)
        self._fit, self._zoom = fit, zoom
        self._lay_out(place, at)
        self.zoom_changed.emit()

    def _lay_out_again(self) -> None:
        """Lay out anew and keep what is at the top of the window, or the page in front, where it is."""
        if not self._sizes_pt:
            self._lay_out(None, QPoint(0, 0))
        elif self._fit is Fit.PAGE or self._is_at_target():
            page = self.current_page
            self._lay_out(Place(page, self._place_at(self._top()).x, 0.0), self._top())
            self.go_to_page(page)
        else:
            self._lay_out(self._place_at(self._top()), self._top())

    def _lay_out(self, place: Place | None, at: QPoint) -> None:
        policy = Qt.ScrollBarPolicy
        self._is_moving = True
        is_free = self._fit is Fit.ZOOM
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if is_free else policy.ScrollBarAlwaysOff)
        layout = self._layout = PageLayout(self._sizes_pt, self._window())
        scale, window = layout.window.scale, layout.window
        for bar, seen_px, whole_px in (
            (self.verticalScrollBar(), window.height_px, layout.height_px),
            (self.horizontalScrollBar(), window.width_px, layout.width_px),
        ):
            bar.setPageStep(seen_px)
            bar.setSingleStep(round(LINE_STEP * scale))
            bar.setRange(0, max(0, whole_px - seen_px))
        if place is not None and self._sizes_pt:
            x, y = self._layout.point_px(place)
            self.horizontalScrollBar().setValue(x - round(at.x() * scale))
            self.verticalScrollBar().setValue(y - round(at.y() * scale))
        self._is_moving = False
        self._target = None
        if self._window() == window:
            self._moved()
        else:
            self._lay_out_again()  # a scroll bar came or went and changed the room

    def _window(self) -> Window:
        scale = self.devicePixelRatioF()
        viewport = self.viewport()
        width, height = round(viewport.width() * scale), round(viewport.height() * scale)
        return Window(max(width, 1), max(height, 1), scale, self._fit, self._zoom)

    def _place_at(self, point: QPoint) -> Place:
        return self.place_at(QPointF(point))

    def _top(self) -> QPoint:
        """The point of the viewport that stays in place when nobody points at another."""
        return QPoint(self.viewport().width() // 2, 0)

    def _area(self) -> Box:
        """What of the layout is in the window."""
        window = self._layout.window
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return Box(left, top, left + window.width_px, top + window.height_px)

    def _logical(self, box: Box) -> QRect:
        """A rectangle of the layout in the coordinates of the viewport."""
        scale, area = self.devicePixelRatioF(), self._area()
        left, top = (box.left - area.left) / scale, (box.top - area.top) / scale
        return QRect(round(left), round(top), round(box.width / scale), round(box.height / scale))

    def _is_at_target(self) -> bool:
        return self._target is not None and self._target[1] == self.verticalScrollBar().value()

    def _moved(self) -> None:
        if self._is_moving:
            return
        self._repaint()
        if self._sizes_pt:
            area = self._area()
            page = self._layout.current_page(area)
            if self._target is not None and self._is_at_target():
                page = self._target[0]
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)
        self._place_overlays()
        self._ask_for_tiles()

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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep place and zoom."""
        super().resizeEvent(event)
        if not self._is_moving:
            self._lay_out_again()
            self.zoom_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Pages that nobody saw were not drawn."""
        super().showEvent(event)
        self._ask_for_tiles()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Withdraw what is not seen any more."""
        super().hideEvent(event)
        self._ask_for_tiles()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """The scroll bars moved, by whomever."""
        if dy and not self._is_moving:
            self._direction = 1 if dy < 0 else -1
        self._moved()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tools come first, then mouse, wheel and fingers steer; everything else goes its usual way."""
        if self._sizes_pt and self._pointing.take(event):
            return True
        if self._steering.take(event):
            held = self._steering.is_holding
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
            if self.viewport().cursor().shape() is not shape:
                self.viewport().setCursor(shape)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn, scroll and zoom."""
        event.setAccepted(self._steering.press_key(event))

    def _bar_used(self, action: int) -> None:
        if action != QAbstractSlider.SliderAction.SliderNoAction.value:
            self.user_moved.emit()

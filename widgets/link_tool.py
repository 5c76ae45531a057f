"""Follows the links of pages: by a click, or by L and Enter; and shows where each leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
)

from widgets.address_words import shown_address
from widgets.page_layer import PageTool, Phase, Pointer
from widgets.page_layout import Place
from widgets.theme import current_theme
from widgets.wording import tooltip_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.document_details import PageLink
    from widgets.page_layout import Size
    from widgets.page_view import PageView

LINE_PX = 2.0
MOST_LINKS = 5_000  # of one page; more cannot be pointed at

Spot = tuple[int, "PageLink"]  # a page and a link on it


class LinkTool(QObject):
    """Links lie above the text, so what is dragged from a link on goes to the tool ``beneath``."""

    page_link_followed = Signal(int, float, float)  # page, x, y
    address_followed = Signal(str)

    def __init__(self, view: PageView, beneath: PageTool | None = None) -> None:
        super().__init__(view)
        self._view = view
        self._beneath = beneath
        self._links: dict[int, tuple[PageLink, ...]] = {}
        self._hovered: Spot | None = None
        self._chosen: Spot | None = None  # by the keyboard
        self._pressed: tuple[Pointer, Spot] | None = None
        self._is_dragging = False
        view.installEventFilter(self)

    # What it is told.

    def clear(self) -> None:
        """Another document, or none, is shown."""
        self._links.clear()
        self._pressed, self._is_dragging = None, False
        self._hover(None)
        self._choose(None)

    def set_links(self, page: int, links: Sequence[PageLink]) -> None:
        """The links of a page are known now."""
        self._links[page] = tuple(links[:MOST_LINKS])

    # A tool of the view.

    def point(self, pointer: Pointer) -> bool:
        """Take a click on a link; the tool beneath gets what becomes more than a click."""
        match pointer.phase:
            case Phase.HOVER:
                self._hover(self._spot_at(pointer.place))
                return False
            case Phase.PRESS:
                return self._press(pointer)
            case Phase.MOVE if self._pressed is not None:
                self._drag(pointer)
                return True
            case Phase.RELEASE if self._pressed is not None:
                self._release(pointer)
                return True
            case _:
                return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """A hand over a link."""
        return Qt.CursorShape.PointingHandCursor if self._spot_at(place) is not None else None

    def _press(self, pointer: Pointer) -> bool:
        spot = self._spot_at(pointer.place)
        is_plain = pointer.modifiers == Qt.KeyboardModifier.NoModifier and not pointer.is_eraser
        if spot is None or pointer.button is not Qt.MouseButton.LeftButton or not is_plain:
            return False
        self._pressed, self._is_dragging = (pointer, spot), False
        return True

    def _drag(self, pointer: Pointer) -> None:
        if self._pressed is None:
            return
        start = self._pressed[0]
        reach = QGuiApplication.styleHints().startDragDistance()
        if not self._is_dragging and (pointer.at - start.at).manhattanLength() >= reach:
            self._is_dragging = True
            if self._beneath is not None:
                self._beneath.point(start)
        if self._is_dragging and self._beneath is not None:
            self._beneath.point(pointer)

    def _release(self, pointer: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        if self._is_dragging:
            self._is_dragging = False
            if self._beneath is not None:
                self._beneath.point(pointer)
        elif pressed is not None and self._spot_at(pointer.place) == pressed[1]:
            self._follow(pressed[1][1])

    # A layer of the view.

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """A line below the link that is pointed at, and a frame around the one that the keyboard chose."""
        width, height = size_pt
        for spot, is_frame in ((self._hovered, False), (self._chosen, True)):
            if spot is None or spot[0] != page:
                continue
            link = spot[1]
            box = QRectF(
                link.left * width,
                link.top * height,
                (link.right - link.left) * width,
                (link.bottom - link.top) * height,
            )
            palette = current_theme().palette
            pen = QPen(QColor(palette.focus if is_frame else palette.ai), LINE_PX)
            pen.setCosmetic(True)
            painter.save()
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if is_frame:
                painter.drawRect(box)
            else:
                painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.restore()

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """L goes from link to link, Shift+L back; Enter follows, Escape gives it up."""
        if event.type() is QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QKeyEvent) and self._view.page_count and self._wants(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() is QEvent.Type.KeyPress:
                self._press_key(event)
                return True
        return super().eventFilter(watched, event)

    def _wants(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_L:
            return not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        is_answer = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        return is_answer and self._chosen is not None and modifiers == Qt.KeyboardModifier.NoModifier

    def _press_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L:
            self._choose_next(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        spot = self._chosen
        self._choose(None)
        if spot is not None and event.key() != Qt.Key.Key_Escape:
            self._follow(spot[1])

    def _choose_next(self, direction: int) -> None:
        spots = list(self._spots_in_view())
        if not spots:
            self._choose(None)
            return
        before = spots.index(self._chosen) if self._chosen in spots else (-1 if direction > 0 else 0)
        self._choose(spots[(before + direction) % len(spots)])

    def _spots_in_view(self) -> Iterator[Spot]:
        """Links of which the middle can be seen, in the order of reading."""
        room = self._view.viewport().rect()
        for page in self._view.visible_pages:
            for link in sorted(self._links.get(page, ()), key=lambda link: (link.top, link.left)):
                middle = Place(page, (link.left + link.right) / 2, (link.top + link.bottom) / 2)
                if room.contains(self._view.viewport_point(middle)):
                    yield page, link

    # Showing and following.

    def _spot_at(self, place: Place) -> Spot | None:
        """The smallest link at a place, as links may lie within links."""
        found = [
            link
            for link in self._links.get(place.page, ())
            if link.left <= place.x <= link.right and link.top <= place.y <= link.bottom
        ]
        if not found:
            return None
        return place.page, min(found, key=lambda link: (link.right - link.left) * (link.bottom - link.top))

    def _hover(self, spot: Spot | None) -> None:
        if spot == self._hovered:
            return
        before, self._hovered = self._hovered, spot
        self._view.viewport().setToolTip(tooltip_words(self.words(spot[1])) if spot is not None else "")
        self._refresh(before)
        self._refresh(spot)

    def _choose(self, spot: Spot | None) -> None:
        if spot == self._chosen:
            return
        before, self._chosen = self._chosen, spot
        self._refresh(before)
        self._refresh(spot)
        if spot is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, self.words(spot[1])))

    def _refresh(self, spot: Spot | None) -> None:
        if spot is not None:
            page, link = spot
            self._view.refresh_part(page, link.left, link.top, link.right, link.bottom)

    def words(self, link: PageLink) -> str:
        """Where a link leads, in words."""
        if link.page is not None:
            return self.tr("Link to page %1").replace("%1", str(link.page + 1))
        return self.tr("Link to %1").replace("%1", shown_address(link.address))

    def _follow(self, link: PageLink) -> None:
        if link.page is not None:
            self.page_link_followed.emit(link.page, link.x, link.y)
        elif link.address:
            self.address_followed.emit(link.address)

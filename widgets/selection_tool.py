"""Selects text on pages: with the mouse over characters, with keys, or as a table by a rectangle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Fit, Place
from widgets.selection_keys import CaretMove, Command, command_of_key
from widgets.selection_layer import paint_caret, paint_frame, paint_selection
from widgets.text_caret import TextCaret
from widgets.text_pages import TextPages
from widgets.text_selection import (
    MOST_PAGES,
    Grain,
    Selection,
    Stretch,
    TextOf,
    TextPlace,
    clipboard_text,
    selected,
    whole_page,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    from widgets.page_layout import Size
    from widgets.page_text import Corners
    from widgets.page_view import PageView

SCROLL_MS = 30  # between two steps while one selects beyond the edge of the window


class SelectionTool(QObject):
    """One selection in one view; a tool and a layer of it, and what its keys do to text."""

    selection_changed = Signal(object)  # Selection
    text_wanted = Signal(int)  # page
    copied = Signal(str)  # what stands on the clipboard now
    notice_given = Signal(str)  # one sentence for the person

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._pages = TextPages(view, self.text_wanted.emit)
        self._caret = TextCaret(view, self._pages)
        self._selection = Selection()
        self._anchor: Stretch | None = None  # what was pressed on, or where the caret was before Shift
        self._head: TextPlace | None = None  # the end that moves
        self._grain = Grain.CHARACTER
        self._frame_from: Place | None = None
        self._frame: tuple[int, Corners] | None = None
        self._pointer: Pointer | None = None  # the last one while a button is down
        self._last_double: Pointer | None = None
        self._is_caret_shown = False
        self._is_table_mode = False
        self._is_inverted = False
        self._may_copy, self._reason = True, ""
        self._is_copy_waiting = False
        self._scroll_timer = QTimer(self, interval=SCROLL_MS)
        self._scroll_timer.timeout.connect(self._scroll_on)
        view.installEventFilter(self)

    # What it is told.

    def set_texts(self, text_of: TextOf | None) -> None:
        """Another document, or none, is shown; ``text_of`` gives the text of a page as far as it is known."""
        self.clear()
        self._pages.show(text_of)
        self._is_caret_shown = False

    def take_text(self, page: int) -> None:
        """The text of a page has come: what was selected there before it came shows now."""
        if self._pointer is not None:
            self._extend_to_pointer()
        elif page in self._selection.missing and self._anchor is not None and self._head is not None:
            self._select(self._anchor.reaching(Stretch(self._head, self._head)), self._head)
        if self._is_copy_waiting:
            self.copy()

    def set_may_copy(self, *, allowed: bool, reason: str = "") -> None:
        """Whether file and policy allow copying; if not, ``reason`` is the sentence that says so."""
        self._may_copy, self._reason = allowed, reason

    def set_table_mode(self, *, on: bool) -> None:
        """Let every press draw a rectangle, as Alt does."""
        self._is_table_mode = on

    def set_inverted(self, *, inverted: bool) -> None:
        """Pages are shown light on dark."""
        self._is_inverted = inverted
        self._view.viewport().update()

    # What others ask.

    @property
    def selection(self) -> Selection:
        """What is selected now."""
        return self._selection

    def rectangles(self, page: int) -> list[Corners]:
        """Rectangles over what is selected on a page, 0..1, one for each line."""
        ranges = self._selection.on(page)
        lines = self._pages.lines(page) if ranges else None
        return lines.rectangles(ranges) if lines is not None else []

    def selected_text(self) -> str:
        """What is selected, as it would be copied."""
        return clipboard_text(self._pages.text_of(self._selection))[0]

    def text_on(self, page: int) -> str:
        """What is selected on one page."""
        ranges = self._selection.on(page)
        here = replace(self._selection, ranges={page: ranges} if ranges else {}, missing=())
        return self._pages.text_of(here)

    def clear(self) -> None:
        """Select nothing."""
        self._stop_pointing()
        self._anchor = self._head = None
        self._caret.forget_column()
        self._is_copy_waiting = False
        self._show(Selection())

    def select_page(self) -> None:
        """Select all text of the page in front."""
        page = self._view.current_page
        text = self._pages.wanted(page)
        if text is not None and text.text:
            everything = whole_page(page, text)
            self._anchor, self._grain = Stretch(everything.first, everything.first), Grain.CHARACTER
            self._select(everything, everything.last)

    def copy(self) -> None:
        """Put what is selected on the clipboard, or say why not."""
        if self._selection.is_empty:
            return
        if not self._may_copy:
            self.notice_given.emit(self._reason or self.tr("This document does not allow copying."))
            return
        lacking = [
            page
            for page in (*self._selection.ranges, *self._selection.missing)
            if self._pages.known(page) is None
        ]
        self._is_copy_waiting = bool(lacking)
        for page in lacking:
            self.text_wanted.emit(page)
        if not lacking:
            self._put_on_clipboard()

    # A tool of the view.

    def point(self, pointer: Pointer) -> bool:
        """Take what selects text; everything else moves the paper."""
        match pointer.phase:
            case Phase.HOVER:
                self._pages.wanted(pointer.place.page)
                return False
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                return self._press(pointer)
            case Phase.MOVE if self._pointer is not None:
                self._pointer = pointer
                self._extend_to_pointer()
                self._scroll_timer_for(pointer.at)
                return True
            case Phase.RELEASE if self._pointer is not None:
                self._stop_pointing()
                return True
            case _:
                return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """The bar of text over characters."""
        if self._is_table_mode:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.IBeamCursor if self._pages.character_at(place) is not None else None

    # A layer of the view.

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Paint what is selected, the caret, and the rectangle that is being drawn."""
        if corners := self.rectangles(page):
            paint_selection(painter, corners, size_pt, is_inverted=self._is_inverted)
        if self._is_caret_shown and self._head is not None and self._head.page == page:
            lines = self._pages.lines(page)
            if lines is not None:
                paint_caret(painter, lines.position(self._head.gap)[1], size_pt)
        if self._frame is not None and self._frame[0] == page:
            paint_frame(painter, self._frame[1], size_pt)

    # Pressing and dragging.

    def _press(self, pointer: Pointer) -> bool:
        if pointer.button is not Qt.MouseButton.LeftButton or pointer.is_eraser:
            return False
        if self._is_table_mode or pointer.modifiers & Qt.KeyboardModifier.AltModifier:
            self._start_frame(pointer)
            return True
        grain = self._grain_of(pointer)
        if pointer.modifiers & Qt.KeyboardModifier.ShiftModifier and self._anchor is not None:
            self._pointer = pointer
            self._extend_to_pointer()
            return True
        if self._pages.character_at(pointer.place) is None or (pointer.is_touch and grain is Grain.CHARACTER):
            if not pointer.is_touch:
                self.clear()
            return False
        self._start(pointer, grain)
        return True

    def _grain_of(self, pointer: Pointer) -> Grain:
        """One press selects by character, a second one by word, a third one by line."""
        if pointer.phase is Phase.DOUBLE_PRESS:
            self._last_double = pointer
            return Grain.WORD
        double, self._last_double = self._last_double, None
        hints = QGuiApplication.styleHints()
        is_third = (
            double is not None
            and pointer.time_ms - double.time_ms <= hints.mouseDoubleClickInterval()
            and (pointer.at - double.at).manhattanLength() <= hints.mouseDoubleClickDistance()
        )
        return Grain.LINE if is_third else Grain.CHARACTER

    def _start(self, pointer: Pointer, grain: Grain) -> None:
        unit = self._pages.unit_at(pointer.place, grain)
        if unit is not None:
            self._pointer, self._grain, self._anchor = pointer, grain, unit
            self._caret.forget_column()
            self._select(unit, unit.last)

    def _extend_to_pointer(self) -> None:
        if self._pointer is None:
            return
        if self._frame_from is not None:
            self._draw_frame(self._pointer.place)
            return
        if self._anchor is None:
            return
        place = self._within_reach(self._pointer.place, self._anchor.first.page)
        skips_ruby = not self._pages.is_ruby(self._anchor.first)
        unit = self._pages.unit_at(place, self._grain, skips_ruby=skips_ruby)
        if unit is not None:
            is_behind = unit.first >= self._anchor.first
            self._caret.forget_column()
            self._select(self._anchor.reaching(unit), unit.last if is_behind else unit.first)

    def _within_reach(self, place: Place, page: int) -> Place:
        """No selection reaches over more pages than can be copied."""
        if place.page > page + MOST_PAGES - 1:
            return Place(page + MOST_PAGES - 1, 1.0, 1.0)
        if place.page < page - MOST_PAGES + 1:
            return Place(page - MOST_PAGES + 1, 0.0, 0.0)
        return place

    def _stop_pointing(self) -> None:
        self._scroll_timer.stop()
        self._pointer = self._frame_from = None
        if self._frame is not None:
            page, corners = self._frame
            self._frame = None
            self._view.refresh_part(page, *corners)

    def _scroll_timer_for(self, at: QPoint) -> None:
        """Scroll while the pointer is held beyond the edge."""
        is_outside = not self._view.viewport().rect().contains(at)
        if not is_outside or self._view.fit is Fit.PAGE:
            self._scroll_timer.stop()
        elif not self._scroll_timer.isActive():
            self._scroll_timer.start()

    def _scroll_on(self) -> None:
        if self._pointer is None:
            self._scroll_timer.stop()
            return
        at, inside = self._pointer.at, self._view.viewport().rect()
        right = min(at.x(), 0) + max(at.x() - inside.right(), 0)
        down = min(at.y(), 0) + max(at.y() - inside.bottom(), 0)
        self._view.scroll_by(right / 2, down / 2)
        self._pointer = replace(self._pointer, place=self._view.place_at(QPointF(at)))
        self._extend_to_pointer()

    # A rectangle around a table.

    def _start_frame(self, pointer: Pointer) -> None:
        self.clear()
        self._pointer, self._frame_from = pointer, pointer.place
        self._pages.wanted(pointer.place.page)

    def _draw_frame(self, place: Place) -> None:
        start = self._frame_from
        if start is None:
            return
        x, y = _bounded(place.x), _bounded(place.y)
        if place.page != start.page:  # a table ends with its page
            y = 1.0 if place.page > start.page else 0.0
        corners = (min(start.x, x), min(start.y, y), max(start.x, x), max(start.y, y))
        before, self._frame = self._frame, (start.page, corners)
        for page, part in (before or self._frame, self._frame):
            self._view.refresh_part(page, *part)
        lines = self._pages.lines(start.page)
        found = tuple(lines.inside(*corners)) if lines is not None else ()
        self._show(Selection({start.page: found} if found else {}, is_table=True))

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the view that are about text; a shortcut of the window does not get them before."""
        if isinstance(event, QKeyEvent) and self._view.page_count:
            wanted = command_of_key(event)
            if wanted is not None and self._has_use_for(wanted):
                if event.type() is QEvent.Type.ShortcutOverride:
                    event.accept()
                elif event.type() is QEvent.Type.KeyPress and self._obey(wanted):
                    return True
        return super().eventFilter(watched, event)

    def _has_use_for(self, wanted: Command | CaretMove) -> bool:
        match wanted:
            case Command.GIVE_UP:
                return not self._selection.is_empty or self._is_caret_shown
            case Command.COPY:
                return not self._selection.is_empty
            case CaretMove(extends=False):
                return self._is_caret_shown
            case _:
                return True

    def _obey(self, wanted: Command | CaretMove) -> bool:
        match wanted:
            case Command.COPY:
                self.copy()
            case Command.SELECT_PAGE:
                self.select_page()
            case Command.TOGGLE_CARET:
                self._toggle_caret()
            case Command.GIVE_UP:
                self._is_caret_shown = False
                self._view.viewport().update()
                self.clear()
            case CaretMove():
                return self._move_caret(wanted)
        return True

    def _toggle_caret(self) -> None:
        self._is_caret_shown = not self._is_caret_shown
        if self._is_caret_shown and self._head is None:
            self._head = self._caret.first_in_view()
            self._anchor = Stretch(self._head, self._head) if self._head else None
        if self._is_caret_shown and self._head is None:
            self._is_caret_shown = False  # nothing to read here, or not yet
        self._view.viewport().update()

    def _move_caret(self, move: CaretMove) -> bool:
        head = self._head or self._caret.first_in_view()
        if head is None or not self._pages.known(head.page):
            return False
        reached = self._caret.moved(head, move)
        if reached is None or (move.extends and not self._is_within_reach(reached.page)):
            return True
        self._is_caret_shown = True
        if self._anchor is None or not move.extends:
            start = head if move.extends else reached
            self._anchor = Stretch(start, start)
        self._grain = Grain.CHARACTER
        self._select(self._anchor.reaching(Stretch(reached, reached)), reached)
        self._caret.bring_into_view(reached)
        return True

    def _is_within_reach(self, page: int) -> bool:
        return self._anchor is None or abs(page - self._anchor.first.page) < MOST_PAGES

    # Showing and copying.

    def _select(self, stretch: Stretch, head: TextPlace) -> None:
        before, self._head = self._head, head
        self._show(selected(stretch, self._pages.known))
        for page in self._selection.missing:
            self.text_wanted.emit(page)
        if self._is_caret_shown:
            for place in (before, head):
                self._refresh_caret(place)

    def _refresh_caret(self, place: TextPlace | None) -> None:
        lines = self._pages.lines(place.page) if place is not None else None
        if place is not None and lines is not None:
            self._view.refresh_part(place.page, *lines.position(place.gap)[1])

    def _show(self, selection: Selection) -> None:
        if selection == self._selection:
            return
        pages = [page for page in self._view.visible_pages if selection.on(page) != self._selection.on(page)]
        before = {page: self.rectangles(page) for page in pages}
        self._selection = selection
        for page in pages:
            changed = set(before[page]) ^ set(self.rectangles(page))
            if changed:
                lefts, tops, rights, bottoms = zip(*changed, strict=True)
                self._view.refresh_part(page, min(lefts), min(tops), max(rights), max(bottoms))
        self.selection_changed.emit(selection)

    def _put_on_clipboard(self) -> None:
        text, is_cut = clipboard_text(self._pages.text_of(self._selection))
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)
        if is_cut:
            self.notice_given.emit(self.tr("The selected text is very long; only its beginning was copied."))


def _bounded(value: float) -> float:
    return min(max(value, 0.0), 1.0)

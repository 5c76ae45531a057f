"""Selects text on pages: with the mouse over characters, with keys, or as a table by a rectangle."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Fit, Place
from widgets.selection_keys import CaretMove, Command, command_of_key
from widgets.selection_layer import paint_caret, paint_frame, paint_selection
from widgets.text_lines import TextLines, Way
from widgets.text_selection import (
    BACKWARD,
    BY_LINE,
    MOST_PAGES,
    Grain,
    Selection,
    Step,
    Stretch,
    TextOf,
    TextPlace,
    clipboard_text,
    grown,
    selected,
    selected_text,
    step_towards,
    stepped,
    whole_page,
)
from widgets.text_table import table_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    from widgets.page_layout import Size
    from widgets.page_text import Corners, PageText
    from widgets.page_view import PageView

PAGES_KEPT = 16  # whose lines are worked out
SCROLL_MS = 30  # between two steps while one selects beyond the edge of the window
CARET_ROOM = 24  # between a caret and the edge of the window, in pixels of the desktop


class SelectionTool(QObject):
    """One selection in one view; a tool and a layer of it, and what its keys do to text."""

    selection_changed = Signal(object)  # Selection
    text_wanted = Signal(int)  # page
    copied = Signal(str)  # what stands on the clipboard now
    notice_given = Signal(str)  # one sentence for the person

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._text_of: TextOf = _nothing
        self._lines: OrderedDict[int, TextLines] = OrderedDict()
        self._selection = Selection()
        self._anchor: Stretch | None = (
            None  # what was pressed on, or where the caret was when Shift was pressed
        )
        self._head: TextPlace | None = None  # the end that moves
        self._grain = Grain.CHARACTER
        self._frame_from: Place | None = None
        self._frame: tuple[int, Corners] | None = None
        self._pointer: Pointer | None = None  # the last one while a button is down
        self._last_double: Pointer | None = None
        self._along: float | None = None  # where in lines a caret wants to stay while it goes up and down
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
        self._lines.clear()
        self._text_of = text_of or _nothing
        self._is_caret_shown = False

    def take_text(self, page: int) -> None:
        """The text of a page has come: what was selected there before it came shows now."""
        self._lines.pop(page, None)
        if page not in self._selection.missing and self._pointer is None:
            self._copy_if_waited_for()
            return
        if self._pointer is not None and self._anchor is not None:
            self._extend_to_pointer()
        elif self._anchor is not None and self._head is not None:
            self._select(self._anchor.reaching(Stretch(self._head, self._head)), self._head)
        self._copy_if_waited_for()

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
        lines = self._lines_of(page) if ranges else None
        return lines.rectangles(ranges) if lines is not None else []

    def selected_text(self) -> str:
        """What is selected, as it would be copied."""
        return clipboard_text(self._raw_text())[0]

    def clear(self) -> None:
        """Select nothing."""
        self._stop_pointing()
        self._anchor = self._head = None
        self._along = None
        self._is_copy_waiting = False
        self._show(Selection())

    def select_page(self) -> None:
        """Select all text of the page in front."""
        page = self._view.current_page
        text = self._wanted_text(page)
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
            if self._text_of(page) is None
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
                self._wanted_text(pointer.place.page)
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
        return Qt.CursorShape.IBeamCursor if self._character_at(place) is not None else None

    # A layer of the view.

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Paint what is selected, the caret, and the rectangle that is being drawn."""
        if corners := self.rectangles(page):
            paint_selection(painter, corners, size_pt, is_inverted=self._is_inverted)
        if self._is_caret_shown and self._head is not None and self._head.page == page:
            lines = self._lines_of(page)
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
        if self._character_at(pointer.place) is None or (pointer.is_finger and grain is Grain.CHARACTER):
            if not pointer.is_finger:
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
        unit = self._unit_at(pointer.place, grain)
        if unit is not None:
            self._pointer, self._grain, self._anchor, self._along = pointer, grain, unit, None
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
        unit = self._unit_at(place, self._grain)
        if unit is not None:
            is_behind = unit.first >= self._anchor.first
            self._along = None
            self._select(self._anchor.reaching(unit), unit.last if is_behind else unit.first)

    def _unit_at(self, place: Place, grain: Grain) -> Stretch | None:
        """The gap, word or line at a place; None while the text of the page is not known."""
        if self._wanted_text(place.page) is None or (lines := self._lines_of(place.page)) is None:
            return None
        gap = lines.gap_at(place.x, place.y)
        character = lines.character_at(place.x, place.y)
        return grown(TextPlace(place.page, gap), lines, grain, character)

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
        self._wanted_text(pointer.place.page)

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
        lines = self._lines_of(start.page)
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
            self._head = self._first_in_view()
            self._anchor = Stretch(self._head, self._head) if self._head else None
        if self._is_caret_shown and self._head is None:
            self._is_caret_shown = False  # nothing to read here, or not yet
        self._view.viewport().update()

    def _first_in_view(self) -> TextPlace | None:
        """Before the first character of the page in front that is to be seen."""
        page = self._view.current_page
        text = self._wanted_text(page)
        lines = self._lines_of(page)
        if text is None or not text.text or lines is None:
            return None
        rect = self._view.viewport().rect()
        for line in lines.lines:
            left, top, _right, _bottom = lines.position(line.characters.start)[1]
            if rect.contains(self._view.viewport_point(Place(page, left, top))):
                return TextPlace(page, line.characters.start)
        return TextPlace(page, 0)

    def _move_caret(self, move: CaretMove) -> bool:
        head = self._head or self._first_in_view()
        lines = self._lines_of(head.page) if head is not None else None
        if head is None or lines is None or not lines.lines:
            return False
        if self._anchor is None:
            self._anchor = Stretch(head, head)
        step = self._step(move, head, lines)
        if step not in BY_LINE or self._along is None:
            self._along = lines.position(head.gap)[0]
        gap = stepped(lines, head.gap, step, self._along)
        reached = TextPlace(head.page, gap) if gap is not None else self._beyond(head, step)
        if reached is None:
            return True
        self._is_caret_shown = True
        if not move.extends:
            self._anchor = Stretch(reached, reached)
        self._grain = Grain.CHARACTER
        self._select(self._anchor.reaching(Stretch(reached, reached)), reached)
        self._bring_into_view(reached)
        return True

    def _step(self, move: CaretMove, head: TextPlace, lines: TextLines) -> Step:
        if isinstance(move.towards, Step):
            return move.towards
        arrow = Way((move.towards - self._turn_of(head.page)) % 4)
        return step_towards(arrow, lines.line_of(head.gap).way, by_word=move.by_word)

    def _turn_of(self, page: int) -> Way:
        """Where the right of a page is on the screen, which depends on how the reader turned it."""
        way = self._view.viewport_point(Place(page, 1.0, 0.0)) - self._view.viewport_point(
            Place(page, 0.0, 0.0)
        )
        if abs(way.x()) >= abs(way.y()):
            return Way.RIGHT if way.x() >= 0 else Way.LEFT
        return Way.DOWN if way.y() > 0 else Way.UP

    def _beyond(self, head: TextPlace, step: Step) -> TextPlace | None:
        """The nearest gap of the page before or behind; None where there is none or its text is not known."""
        page = head.page - 1 if step in BACKWARD else head.page + 1
        start = self._anchor.first.page if self._anchor else page
        if not 0 <= page < self._view.page_count or abs(page - start) >= MOST_PAGES:
            return None
        text = self._wanted_text(page)
        if text is None:
            return None
        return whole_page(page, text).last if step in BACKWARD else TextPlace(page, 0)

    def _bring_into_view(self, place: TextPlace) -> None:
        if place.page not in self._view.visible_pages:
            self._view.turn_to(place.page)
        lines = self._lines_of(place.page)
        if lines is None or not lines.lines or self._view.fit is Fit.PAGE:
            return
        left, top, right, bottom = lines.position(place.gap)[1]
        room = self._view.viewport().rect().adjusted(CARET_ROOM, CARET_ROOM, -CARET_ROOM, -CARET_ROOM)
        at = self._view.viewport_point(Place(place.page, (left + right) / 2, (top + bottom) / 2))
        right_px = min(at.x() - room.left(), 0) + max(at.x() - room.right(), 0)
        down_px = min(at.y() - room.top(), 0) + max(at.y() - room.bottom(), 0)
        if right_px or down_px:
            self._view.scroll_by(right_px, down_px)

    # Showing and copying.

    def _select(self, stretch: Stretch, head: TextPlace) -> None:
        before, self._head = self._head, head
        self._show(selected(stretch, self._text_of))
        for page in self._selection.missing:
            self.text_wanted.emit(page)
        if self._is_caret_shown:
            for place in (before, head):
                self._refresh_caret(place)

    def _refresh_caret(self, place: TextPlace | None) -> None:
        lines = self._lines_of(place.page) if place is not None else None
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

    def _raw_text(self) -> str:
        if not self._selection.is_table:
            return selected_text(self._selection, self._text_of)
        tables = [(self._lines_of(page), ranges) for page, ranges in self._selection.ranges.items()]
        return "\n".join(table_text(lines, ranges) for lines, ranges in tables if lines is not None)

    def _copy_if_waited_for(self) -> None:
        if self._is_copy_waiting:
            self.copy()

    def _put_on_clipboard(self) -> None:
        text, is_cut = clipboard_text(self._raw_text())
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)
        if is_cut:
            self.notice_given.emit(self.tr("The selected text is very long; only its beginning was copied."))

    # Text of pages.

    def _wanted_text(self, page: int) -> PageText | None:
        text = self._text_of(page)
        if text is None and 0 <= page < self._view.page_count:
            self.text_wanted.emit(page)
        return text

    def _lines_of(self, page: int) -> TextLines | None:
        text = self._text_of(page)
        if text is None:
            return None
        lines = self._lines.get(page)
        if lines is None or lines.text is not text:
            lines = self._lines[page] = TextLines(text, self._view.page_size_pt(page))
            while len(self._lines) > PAGES_KEPT:
                self._lines.popitem(last=False)
        self._lines.move_to_end(page)
        return lines

    def _character_at(self, place: Place) -> int | None:
        if not (0 <= place.x <= 1 and 0 <= place.y <= 1):
            return None
        lines = self._lines_of(place.page)
        return lines.character_at(place.x, place.y) if lines is not None else None


def _nothing(_page: int) -> PageText | None:
    return None


def _bounded(value: float) -> float:
    return min(max(value, 0.0), 1.0)

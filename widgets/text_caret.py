"""Where a caret in the text of a view goes when a key is pressed, and that it stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.page_layout import Fit, Place
from widgets.text_lines import TextLines, Way
from widgets.text_selection import (
    BACKWARD,
    BY_LINE,
    Step,
    TextPlace,
    step_towards,
    stepped,
    whole_page,
)

if TYPE_CHECKING:
    from widgets.page_view import PageView
    from widgets.selection_keys import CaretMove
    from widgets.text_pages import TextPages

ROOM = 24  # between a caret and the edge of the window, in pixels of the desktop


class TextCaret:
    """Steps from place to place; where it wants to be in a line is remembered while it goes up and down."""

    def __init__(self, view: PageView, pages: TextPages) -> None:
        self._view = view
        self._pages = pages
        self._along: float | None = None

    def forget_column(self) -> None:
        """The caret was put somewhere by other means."""
        self._along = None

    def moved(self, head: TextPlace, move: CaretMove) -> TextPlace | None:
        """The place that a key leads to; None where there is none, or its text is not known yet."""
        lines = self._pages.lines(head.page)
        if lines is None or not lines.lines:
            return None
        step = self._step(move, head, lines)
        if step not in BY_LINE or self._along is None:
            self._along = lines.position(head.gap)[0]
        gap = stepped(lines, head.gap, step, self._along)
        if step not in BY_LINE:
            self._along = None
        return TextPlace(head.page, gap) if gap is not None else self._beyond(head, step)

    def first_in_view(self) -> TextPlace | None:
        """Before the first character of the page in front that is to be seen."""
        page = self._view.current_page
        lines = self._pages.lines(page) if self._pages.wanted(page) is not None else None
        if lines is None or not lines.lines:
            return None
        room = self._view.viewport().rect()
        for line in lines.lines:
            left, top, _right, _bottom = lines.position(line.characters.start)[1]
            if room.contains(self._view.viewport_point(Place(page, left, top))):
                return TextPlace(page, line.characters.start)
        return TextPlace(page, 0)

    def bring_into_view(self, place: TextPlace) -> None:
        """Turn to the page of a place, or scroll as far as is needed."""
        if place.page not in self._view.visible_pages:
            self._view.turn_to(place.page)
        lines = self._pages.lines(place.page)
        if lines is None or self._view.fit is Fit.PAGE:
            return
        left, top, right, bottom = lines.position(place.gap)[1]
        room = self._view.viewport().rect().adjusted(ROOM, ROOM, -ROOM, -ROOM)
        at = self._view.viewport_point(Place(place.page, (left + right) / 2, (top + bottom) / 2))
        right_px = min(at.x() - room.left(), 0) + max(at.x() - room.right(), 0)
        down_px = min(at.y() - room.top(), 0) + max(at.y() - room.bottom(), 0)
        if right_px or down_px:
            self._view.scroll_by(right_px, down_px)

    def _step(self, move: CaretMove, head: TextPlace, lines: TextLines) -> Step:
        if isinstance(move.towards, Step):
            return move.towards
        arrow = Way((move.towards - self._turn_of(head.page)) % 4)
        return step_towards(arrow, lines.line_of(head.gap).way, by_word=move.by_word)

    def _turn_of(self, page: int) -> Way:
        """Where the right of a page is on the screen, which depends on how the reader turned it."""
        left, right = (self._view.viewport_point(Place(page, x, 0.0)) for x in (0.0, 1.0))
        way = right - left
        if abs(way.x()) >= abs(way.y()):
            return Way.RIGHT if way.x() >= 0 else Way.LEFT
        return Way.DOWN if way.y() > 0 else Way.UP

    def _beyond(self, head: TextPlace, step: Step) -> TextPlace | None:
        page = head.page - 1 if step in BACKWARD else head.page + 1
        text = self._pages.wanted(page) if 0 <= page < self._view.page_count else None
        if text is None:
            return None
        return whole_page(page, text).last if step in BACKWARD else TextPlace(page, 0)

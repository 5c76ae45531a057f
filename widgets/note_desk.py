"""Private notes on one page view: their layer, the tools, and what keys, fingers and menus do to them.

It is told the notes of a document and says what a person did to them; where notes are kept it does not know.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTouchEvent
from PySide6.QtWidgets import QMenu

from widgets.eraser_tool import EraserTool
from widgets.ink_tool import InkTool, is_on_page
from widgets.memo_tool import MemoTool, PaperTool, moved, paper_at
from widgets.note_edits import NoteEdits
from widgets.note_keys import NoteKey, key_of
from widgets.note_layer import NoteLayer
from widgets.note_menu import note_menu
from widgets.note_tool import COLOURS, NoteTool, NoteWidth, first_colour
from widgets.note_values import InkKind, Note, NoteColour, StickyFlag, TextMemo
from widgets.note_writing import NoteWriting
from widgets.page_frame import PageFrame
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place
from widgets.page_text import PageText
from widgets.page_view import PageView
from widgets.sticky_tool import StickyTool
from widgets.text_mark_tool import TextMarkTool

PALM_S = 1.0  # after a pen was near, what touches the screen is a hand
LONG_PRESS_MS = 600
LONG_PRESS_PX = 6  # a finger that is held still moves this much
REACH_PX = 5.0  # how far beside a note counts as on it
STEP_PX, LARGE_STEP_PX = 4, 24  # of an arrow key, without and with Shift


class Tool(Protocol):
    """What every tool of the desk can do."""

    def point(self, pointer: Pointer) -> bool:
        """Take an event of the pointer."""

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """What the cursor looks like there."""

    def finish(self) -> None:
        """End what is going on, and keep it."""

    def cancel(self) -> None:
        """End what is going on as if it had not begun."""


class NoteDesk(QObject):
    """Owns the layer and the tools of one view; itself a PageTool of that view."""

    note_added = Signal(object)  # Note
    note_changed = Signal(object, object)  # Note before, Note after
    note_removed = Signal(object)  # Note
    stroke_grew = Signal(object)  # Note that is not finished: keep it, more of it or `note_added` follows
    text_wanted = Signal(int)  # page
    page_has_no_text = Signal()  # somebody wanted to mark words where there are none
    tool_changed = Signal(object)  # NoteTool, because of a key
    selection_changed = Signal(object)  # Note | None
    history_changed = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._layer = NoteLayer(view)
        self._edits = edits = NoteEdits(self._layer, self)
        self._writing = NoteWriting(view, self._layer, edits)
        edits.added.connect(self.note_added)
        edits.changed.connect(self.note_changed)
        edits.removed.connect(self.note_removed)
        edits.grew.connect(self.stroke_grew)
        edits.history_changed.connect(self.history_changed)
        self._pen = InkTool(view, self._layer, edits, InkKind.PEN)
        self._marker = InkTool(view, self._layer, edits, InkKind.MARKER)
        self._eraser = EraserTool(view, self._layer, edits)
        self._words = TextMarkTool(
            view, self._layer, edits, self.text_wanted.emit, self.page_has_no_text.emit
        )
        self._memo = MemoTool(view, self._layer, edits, self._writing)
        self._flag = StickyTool(view, self._layer, edits, self._writing)
        self._tools: dict[NoteTool, Tool] = {
            NoteTool.PEN: self._pen,
            NoteTool.MARKER: self._marker,
            NoteTool.TEXT_MARK: self._words,
            NoteTool.ERASER: self._eraser,
            NoteTool.MEMO: self._memo,
            NoteTool.FLAG: self._flag,
        }
        for tool in (NoteTool.PEN, NoteTool.MARKER, NoteTool.TEXT_MARK, NoteTool.MEMO, NoteTool.FLAG):
            self._paint_in(tool, first_colour(tool))
        self._tool = NoteTool.READ
        self._busy: Tool | None = None  # between press and release
        self._pressed: Pointer | None = None
        self._pen_seen = -PALM_S
        self._fingers: QPointF | None = None  # the middle between two of them
        self._long_press = QTimer(self, singleShot=True, interval=LONG_PRESS_MS)
        self._long_press.timeout.connect(self._pressed_long)
        self._menu: QMenu | None = None
        view.add_tool(self)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    # What is shown.

    def open_notes(self, notes: Sequence[Note]) -> None:
        """Show the notes of another document; what was done in the last one is not undone here."""
        self.finish()
        self._layer.start(notes)
        self._words.forget()
        self._edits.forget()
        self.selection_changed.emit(None)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show exactly these notes of the same document; they contain everything this desk has told."""
        drawn = {self._pen.drawn, self._marker.drawn} - {""}  # it is shown as it grows, not twice
        self._layer.show_notes([note for note in notes if note.note not in drawn])

    def set_page_text(self, page: int, text: PageText) -> None:
        """The text of a page that was wanted."""
        self._words.set_page_text(page, text)

    def set_on_dark(self, *, on_dark: bool) -> None:
        """Whether pages are shown light on dark."""
        self._layer.set_on_dark(on_dark)

    def select_note(self, name: str) -> None:
        """Put a frame around a note, so that keys act on it; "" around none."""
        self._layer.select(name)
        self.selection_changed.emit(self._layer.selected)

    @property
    def notes(self) -> list[Note]:
        """The notes as they are shown."""
        return self._layer.notes

    @property
    def selected(self) -> Note | None:
        """The note with a frame."""
        return self._layer.selected

    @property
    def is_writing(self) -> bool:
        """Whether a memo or a flag is open."""
        return self._writing.is_open

    # The tools.

    @property
    def tool(self) -> NoteTool:
        """What the pointer does."""
        return self._tool

    def set_tool(self, tool: NoteTool) -> None:
        """Choose what the pointer does; what was going on is kept."""
        if tool is self._tool:
            return
        self.finish()
        self._tool = tool
        self._eraser.leave()
        self.select_note("")
        if tool is NoteTool.READ:
            self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def set_colour(self, colour: NoteColour) -> None:
        """What the chosen tool draws in from now on, and the chosen memo or flag at once."""
        self._paint_in(self._tool, colour)
        note = self._layer.selected
        if note is not None and self._tool in (NoteTool.MEMO, NoteTool.FLAG):
            self._edits.change(note, replace(note, colour=colour))

    def set_width(self, width: NoteWidth) -> None:
        """How thick the chosen tool draws or erases from now on."""
        for tool in (self._pen, self._marker, self._eraser):
            if self._tools.get(self._tool) is tool:
                tool.width = width

    def _paint_in(self, tool: NoteTool, colour: NoteColour) -> None:
        held = self._tools.get(tool)
        if isinstance(held, InkTool | TextMarkTool | PaperTool) and colour in COLOURS[tool]:
            held.colour = colour

    # Doing and undoing.

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._edits.can_redo

    def undo(self) -> None:
        """Take back what was done last, and go where that was."""
        self.finish()
        self._go_to(self._edits.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.finish()
        self._go_to(self._edits.redo())

    def finish(self) -> None:
        """End what is going on, and keep it: before closing, and before anything else is shown."""
        self._long_press.stop()
        busy, self._busy = self._busy, None
        if busy is not None:
            busy.finish()
        self._writing.finish()

    def write_in_the_middle(self) -> None:
        """Put a memo or a flag onto the middle of what is seen of the page, for those without a mouse."""
        tool = self._tools.get(self._tool)
        if not isinstance(tool, PaperTool) or not self._view.page_count:
            return
        viewport = self._view.viewport()
        page = self._view.current_page
        place = PageFrame(self._view, page).place(QPointF(viewport.width() / 2, viewport.height() / 2))
        side = 1.0 if self._tool is NoteTool.FLAG else place.x
        tool.place_new(Place(page, min(max(side, 0.0), 1.0), min(max(place.y, 0.0), 1.0)))

    def delete_selected(self) -> None:
        """Remove the note with the frame."""
        note = self._layer.selected
        if note is not None:
            self._delete(note.note)

    def _delete(self, name: str) -> None:
        note = self._layer.note(name)
        if note is not None:
            self._edits.remove(note)
            self.selection_changed.emit(None)

    def _go_to(self, note: Note | None) -> None:
        if note is not None and note.page not in self._view.visible_pages:
            self._view.turn_to(note.page)

    # The pointer.

    def point(self, pointer: Pointer) -> bool:
        """Pens draw, palms do not; the rest is as the chosen tool has it."""
        if pointer.is_pen:
            self._pen_seen = time.monotonic()
        elif pointer.is_touch and self._is_palm():
            return pointer.phase is not Phase.HOVER
        match pointer.phase:
            case Phase.PRESS | Phase.DOUBLE_PRESS:
                return self._press(pointer)
            case Phase.MOVE if self._busy is not None:
                if self._pressed is not None and _way(self._pressed, pointer) > LONG_PRESS_PX:
                    self._long_press.stop()
                self._busy.point(pointer)
                return True
            case Phase.RELEASE if self._busy is not None:
                self._long_press.stop()
                busy, self._busy = self._busy, None
                before = self._layer.selected
                busy.point(pointer)
                if self._layer.selected is not before:
                    self.selection_changed.emit(self._layer.selected)
                return True
            case Phase.HOVER if self._tool is NoteTool.ERASER or pointer.is_eraser:
                self._eraser.point(pointer)
        return False

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """What the cursor looks like there."""
        tool = self._tools.get(self._tool)
        if tool is not None:
            return tool.cursor_at(place)
        if is_on_page(place) and paper_at(self._layer, place) is not None:
            return Qt.CursorShape.PointingHandCursor
        return None

    def _press(self, pointer: Pointer) -> bool:
        if self._writing.is_open:
            self._writing.finish()  # a click elsewhere keeps what was written, and does nothing more
            return True
        if pointer.button is Qt.MouseButton.RightButton:
            return self._open_menu_at(pointer)
        if pointer.button is not Qt.MouseButton.LeftButton:
            return False
        tool = self._eraser if pointer.is_eraser else self._tools.get(self._tool)
        if tool is None:
            return self._press_reading(pointer)
        before = self._layer.selected
        if not tool.point(pointer):
            return False
        self._busy, self._pressed = tool, pointer
        if not isinstance(tool, PaperTool) and self._note_at(pointer.place) is not None:
            self._long_press.start()
        if self._layer.selected is not before:
            self.selection_changed.emit(self._layer.selected)
        return True

    def _press_reading(self, pointer: Pointer) -> bool:
        """While reading, flags open by a click and memos by two; everything else is left to the page."""
        note = paper_at(self._layer, pointer.place) if is_on_page(pointer.place) else None
        if note is None:
            self.select_note("")
            return False
        if isinstance(note.content, StickyFlag) or pointer.phase is Phase.DOUBLE_PRESS:
            self._writing.write(note, is_new=False)
            return True
        return False

    def _is_palm(self) -> bool:
        return time.monotonic() - self._pen_seen < PALM_S

    def _note_at(self, place: Place) -> Note | None:
        if not is_on_page(place):
            return None
        return self._layer.note_at(place, REACH_PX / PageFrame(self._view, place.page).px_per_pt)

    def _pressed_long(self) -> None:
        """A finger or a pen that is held still on a note asks for its menu."""
        pressed, busy = self._pressed, self._busy
        note = self._note_at(pressed.place) if pressed is not None else None
        if pressed is not None and busy is not None and note is not None:
            self._busy = None
            busy.cancel()
            self._open_menu(note, self._view.viewport().mapToGlobal(pressed.at))

    def _open_menu_at(self, pointer: Pointer) -> bool:
        note = self._note_at(pointer.place)
        if note is None:
            return False
        self._open_menu(note, self._view.viewport().mapToGlobal(pointer.at))
        return True

    def _open_menu(self, note: Note, at: QPoint) -> None:
        name = note.note
        self.select_note(name)
        menu = note_menu(
            self._view,
            note,
            lambda colour: self._recolour(name, colour),
            lambda: self._edit(name),
            lambda: self._delete(name),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(at)

    def _recolour(self, name: str, colour: NoteColour) -> None:
        note = self._layer.note(name)
        if note is not None:
            self._edits.change(note, replace(note, colour=colour))

    def _edit(self, name: str) -> None:
        note = self._layer.note(name)
        if note is not None:
            self._writing.write(note, is_new=False)

    # Keys and fingers, which the view gets.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the keys that mean notes; let two fingers move the paper whatever the tool is."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and watched is self._view and isinstance(event, QKeyEvent):
            return self._press_key(event)
        if kind is QEvent.Type.ShortcutOverride and watched is self._view and isinstance(event, QKeyEvent):
            if self._means_something(key_of(event)):
                event.accept()
                return True
        elif isinstance(event, QTouchEvent):
            self._touch(event)
        elif kind is QEvent.Type.Leave and watched is not self._view:
            self._eraser.leave()
        return False

    def _touch(self, event: QTouchEvent) -> None:
        """Two fingers never draw: what the first one began is given up, and both move the paper."""
        points = event.points()
        if self._is_palm() or self._tool is NoteTool.READ:
            return
        if event.type() is QEvent.Type.TouchCancel:  # the system found that it was the palm of a hand
            self._give_up()
        if len(points) < 2:
            self._fingers = None
            return
        self._give_up()
        together = sum((point.globalPosition() for point in points), QPointF())
        middle = together / len(points)
        if self._fingers is not None:
            way = middle - self._fingers
            self._view.scroll_by(-way.x(), -way.y())
        self._fingers = middle

    def _give_up(self) -> None:
        self._long_press.stop()
        busy, self._busy = self._busy, None
        if busy is not None:
            busy.cancel()

    def _press_key(self, event: QKeyEvent) -> bool:
        key = key_of(event)
        if not self._means_something(key):
            return False
        match key:
            case NoteKey.UNDO:
                self.undo()
            case NoteKey.REDO:
                self.redo()
            case NoteKey.LEAVE:
                self._leave()
            case NoteKey.DELETE:
                self.delete_selected()
            case NoteKey.ENTER:
                self._enter()
            case NoteKey.MENU:
                self._open_menu_of_selected()
            case NoteKey.LEFT | NoteKey.RIGHT | NoteKey.UP | NoteKey.DOWN:
                large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._move_selected(key, LARGE_STEP_PX if large else STEP_PX)
        return True

    def _means_something(self, key: NoteKey | None) -> bool:
        selected = self._layer.selected
        if key is None:
            return False
        if key in (NoteKey.UNDO, NoteKey.REDO):
            return self.can_undo if key is NoteKey.UNDO else self.can_redo
        if key is NoteKey.LEAVE:
            return selected is not None or self._tool is not NoteTool.READ
        if key in (NoteKey.DELETE, NoteKey.MENU):
            return selected is not None
        is_placing = key is NoteKey.ENTER and self._tool in (NoteTool.MEMO, NoteTool.FLAG)
        return _is_paper(selected) or is_placing

    def _leave(self) -> None:
        """Back by one: from what is going on to the tool, from the tool to reading."""
        if self._busy is not None:
            busy, self._busy = self._busy, None
            busy.finish()
        elif self._layer.selected is not None:
            self.select_note("")
        else:
            self.set_tool(NoteTool.READ)
            self.tool_changed.emit(NoteTool.READ)

    def _enter(self) -> None:
        note = self._layer.selected
        if note is not None and _is_paper(note):
            self._writing.write(note, is_new=False)
        else:
            self.write_in_the_middle()

    def _open_menu_of_selected(self) -> None:
        note = self._layer.selected
        if note is not None:
            box = PageFrame(self._view, note.page).rect(note.box)
            inside = box.bottomLeft()
            area = self._view.viewport().rect()
            at = QPoint(
                min(max(inside.x(), area.left()), area.right()), min(max(inside.y(), 0), area.bottom())
            )
            self._open_menu(note, self._view.viewport().mapToGlobal(at))

    def _move_selected(self, key: NoteKey, step_px: int) -> None:
        note = self._layer.selected
        if note is None:
            return
        frame = PageFrame(self._view, note.page)
        right, down = {
            NoteKey.LEFT: (-1, 0),
            NoteKey.RIGHT: (1, 0),
            NoteKey.UP: (0, -1),
            NoteKey.DOWN: (0, 1),
        }[key]
        step = step_px / frame.px_per_pt
        is_flag = isinstance(note.content, StickyFlag)  # it goes to the other edge at once
        across = float(right) if is_flag else right * step / frame.size_pt[0]
        content = moved(note, across, down * step / frame.size_pt[1])
        if content is not None and content != note.content:
            self._edits.change(note, replace(note, content=content), joins=f"move {note.note}")


def _is_paper(note: Note | None) -> bool:
    return note is not None and isinstance(note.content, TextMemo | StickyFlag)


def _way(first: Pointer, second: Pointer) -> int:
    return (second.at - first.at).manhattanLength()

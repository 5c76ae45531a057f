"""The memo: a click places one and opens it; what is there is moved, made wider and opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QPointF, Qt

from widgets.ink_tool import is_on_page
from widgets.memo_text import SetText
from widgets.note_edits import NoteEdits, now_ms
from widgets.note_layer import HANDLE_PX, NoteLayer, handle_rect
from widgets.note_values import MAX_TEXT_PT, Note, NoteColour, StickyFlag, TextMemo
from widgets.note_writing import NoteWriting
from widgets.page_frame import PageFrame, within
from widgets.page_layer import Phase, Pointer
from widgets.page_layout import Place, Size
from widgets.page_view import PageView

NEW_WIDTH_PX = 220.0
NEW_TEXT_PX = 16.0
LEAST_TEXT_PT = 8.0
LEAST_WIDTH_PT = 40.0
MOST_OF_PAGE = 0.7  # of the width of the page a new memo takes
MOVED_PX = 4  # a hand that clicks trembles


class Grip(Enum):
    """What of a note the pointer holds."""

    WHOLE = auto()
    WIDTH = auto()


@dataclass(frozen=True, slots=True)
class Hold:
    """A note that is being moved: as it was, and where it was taken."""

    note: Note
    grip: Grip
    start: Place
    pointer: Pointer


class PaperTool:
    """What memos and flags have in common: they are chosen, moved and opened; its heirs place new ones."""

    def __init__(self, view: PageView, layer: NoteLayer, edits: NoteEdits, writing: NoteWriting) -> None:
        self._view = view
        self._layer = layer
        self._edits = edits
        self._writing = writing
        self.colour = NoteColour.YELLOW
        self._hold: Hold | None = None
        self._moved = False

    def new_content(self, frame: PageFrame, place: Place) -> TextMemo | StickyFlag:
        """A new note at a place."""
        raise NotImplementedError

    def point(self, pointer: Pointer) -> bool:
        """Choose, move, open or place."""
        match pointer.phase:
            case Phase.PRESS if pointer.button is Qt.MouseButton.LeftButton:
                return self._press(pointer)
            case Phase.DOUBLE_PRESS if pointer.button is Qt.MouseButton.LeftButton:
                note = self._paper_at(pointer.place)
                if note is not None:
                    self._writing.write(note, is_new=False)
                return note is not None or is_on_page(pointer.place)
            case Phase.MOVE if self._hold is not None:
                self._move(pointer, self._hold)
                return True
            case Phase.RELEASE if self._hold is not None:
                self.finish()
                return True
        return pointer.phase is Phase.RELEASE

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """What a press would do there."""
        if not is_on_page(place):
            return None
        if self._is_on_handle(place):
            return Qt.CursorShape.SizeHorCursor
        if self._paper_at(place) is not None:
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.CrossCursor

    def place_new(self, place: Place) -> None:
        """Put a new note there and open it."""
        frame = PageFrame(self._view, place.page)
        now = now_ms()
        note = Note(place.page, self.new_content(frame, place), self.colour, now, now)
        self._layer.put(note)
        self._writing.write(note, is_new=True)

    def finish(self) -> None:
        """Let go of what is held."""
        hold, self._hold = self._hold, None
        after = self._layer.note(hold.note.note) if hold is not None else None
        if hold is None or after is None:
            return
        if self._moved:
            self._edits.change(hold.note, after)
        elif isinstance(after.content, StickyFlag):
            self._writing.write(after, is_new=False)

    def cancel(self) -> None:
        """The pointer meant something else: put back what was moved."""
        hold, self._hold = self._hold, None
        if hold is not None:
            self._layer.put(hold.note)

    def _press(self, pointer: Pointer) -> bool:
        if not is_on_page(pointer.place):
            return False
        note = self._paper_at(pointer.place)
        if note is None and not self._is_on_handle(pointer.place):
            self._layer.select("")
            self.place_new(pointer.place)
            return True
        grip = Grip.WIDTH if self._is_on_handle(pointer.place) else Grip.WHOLE
        held = self._layer.selected if grip is Grip.WIDTH else note
        if held is not None:
            self._layer.select(held.note)
            self._hold, self._moved = Hold(held, grip, pointer.place, pointer), False
        return True

    def _move(self, pointer: Pointer, hold: Hold) -> None:
        way = pointer.at - hold.pointer.at
        if not self._moved and way.manhattanLength() <= MOVED_PX:
            return
        self._moved = True
        frame = PageFrame(self._view, hold.note.page)
        place = within(hold.note.page, pointer.place, frame, QPointF(pointer.at))
        right, down = place.x - hold.start.x, place.y - hold.start.y
        if hold.grip is Grip.WIDTH:
            content: TextMemo | StickyFlag | None = widened(hold.note, right, frame.size_pt)
        else:
            content = moved(hold.note, right, down)
        if content is not None:
            self._layer.put(replace(hold.note, content=content))

    def _paper_at(self, place: Place) -> Note | None:
        if not is_on_page(place):
            return None
        return paper_at(self._layer, place)

    def _is_on_handle(self, place: Place) -> bool:
        note = self._layer.selected
        if note is None or note.page != place.page or not isinstance(note.content, TextMemo):
            return False
        frame = PageFrame(self._view, place.page)
        edge = HANDLE_PX / 3 / frame.px_per_pt
        rect = handle_rect(note.content, frame.size_pt, 1 / frame.px_per_pt)
        return rect.adjusted(-edge, -edge, edge, edge).contains(QPointF(*frame.spot(place)))


class MemoTool(PaperTool):
    """Places memos; a PageTool."""

    def new_content(self, frame: PageFrame, place: Place) -> TextMemo:
        """As large as is good to read at the present zoom, within the page."""
        width_pt, height_pt = frame.size_pt
        text_pt = min(max(round(2 * NEW_TEXT_PX / frame.px_per_pt) / 2, LEAST_TEXT_PT), MAX_TEXT_PT)
        width = min(NEW_WIDTH_PX / frame.px_per_pt / width_pt, MOST_OF_PAGE)
        height = min(SetText("", width * width_pt, text_pt).height_pt / height_pt, 1.0)
        x, y = min(max(place.x, 0.0), 1.0 - width), min(max(place.y, 0.0), 1.0 - height)
        return TextMemo(x, y, width, height, "", text_pt)


def paper_at(layer: NoteLayer, place: Place) -> Note | None:
    """The uppermost memo or flag at a place."""
    papers = [
        note
        for note in layer.notes
        if note.page == place.page and isinstance(note.content, TextMemo | StickyFlag)
    ]
    return next((note for note in reversed(papers) if layer.covers(note, place)), None)


def moved(note: Note, right: float, down: float) -> TextMemo | StickyFlag | None:
    """A memo or a flag elsewhere on its page; a flag stays at an edge."""
    content = note.content
    if isinstance(content, TextMemo):
        x = min(max(content.x + right, 0.0), max(1.0 - content.width, 0.0))
        y = min(max(content.y + down, 0.0), max(1.0 - content.height, 0.0))
        return replace(content, x=x, y=y)
    if isinstance(content, StickyFlag):
        side = content.x + right
        return replace(content, x=0.0 if side < 0.5 else 1.0, y=min(max(content.y + down, 0.0), 1.0))
    return None


def widened(note: Note, right: float, size_pt: Size) -> TextMemo | None:
    """A memo of another width, as high as its text then needs."""
    content = note.content
    if not isinstance(content, TextMemo):
        return None
    least = min(LEAST_WIDTH_PT / size_pt[0], content.width)
    width = min(max(content.width + right, least), 1.0 - content.x)
    height = min(SetText(content.text, width * size_pt[0], content.text_pt).height_pt / size_pt[1], 1.0)
    return replace(content, width=width, height=height, y=min(content.y, 1.0 - height))

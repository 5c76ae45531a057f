"""Writing memos and flags: opens the field over the page, keeps what is written, follows the page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, QRect

from widgets.memo_editor import MemoEditor
from widgets.memo_text import SetText
from widgets.note_colours import flag_colour, memo_colour
from widgets.note_edits import NoteEdits
from widgets.note_layer import NoteLayer
from widgets.note_shapes import FLAG_TEXT_PT, flag_rect, page_factor
from widgets.note_values import MAX_FLAG_TEXT, MAX_TEXT, Note, StickyFlag, TextMemo
from widgets.page_frame import PageFrame
from widgets.page_layout import Size
from widgets.page_view import PageView
from widgets.wording import clean


class NoteWriting(QObject):
    """At most one note is written at a time."""

    def __init__(self, view: PageView, layer: NoteLayer, edits: NoteEdits) -> None:
        super().__init__(view)
        self._view = view
        self._layer = layer
        self._edits = edits
        self._note: Note | None = None  # as it is in the layer
        self._before: Note | None = None  # None for one that was not there before
        self._was_kept = False
        self.editor = MemoEditor(view.viewport())
        self.editor.finished.connect(self._finished)
        self.editor.paused.connect(self._paused)
        for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
            bar.valueChanged.connect(self.follow)
            bar.rangeChanged.connect(self.follow)
        view.zoom_changed.connect(self.follow)

    @property
    def is_open(self) -> bool:
        """Whether somebody is writing."""
        return self.editor.is_open

    def write(self, note: Note, *, is_new: bool) -> None:
        """Open the field for a memo or a flag; a new one is in the layer already and nowhere else."""
        self.editor.finish()
        content = note.content
        if not isinstance(content, TextMemo | StickyFlag):
            return
        self._note, self._before, self._was_kept = note, None if is_new else note, False
        is_flag = isinstance(content, StickyFlag)
        self._layer.select("")
        self.editor.open(
            content.text,
            flag_colour(note.colour) if is_flag else memo_colour(note.colour),
            QCoreApplication.translate("notes", "Words on the flag")
            if is_flag
            else QCoreApplication.translate("notes", "Text of the memo"),
            longest=MAX_FLAG_TEXT if is_flag else MAX_TEXT,
            one_line=is_flag,
        )
        self.follow()

    def finish(self) -> None:
        """Keep what is written and close the field."""
        self.editor.finish()

    def follow(self) -> None:
        """Lie over the note, wherever the page is now."""
        note = self._note
        if note is None or not self.editor.is_open or note.page >= self._view.page_count:
            return
        frame = PageFrame(self._view, note.page)
        content = note.content
        if isinstance(content, TextMemo):
            self.editor.place(frame.rect(note.box), content.text_pt * frame.px_per_pt)
        elif isinstance(content, StickyFlag):
            size = frame.size_pt
            rect = flag_rect(content, size)
            box = (
                rect.left() / size[0],
                rect.top() / size[1],
                rect.right() / size[0],
                rect.bottom() / size[1],
            )
            place = frame.rect(box)
            self.editor.place(QRect(place), FLAG_TEXT_PT * page_factor(size) * frame.px_per_pt)

    def _paused(self, text: str) -> None:
        """What is written so far shall survive whatever happens."""
        note = self._note
        if note is not None and text.strip():
            self._was_kept = True
            self._edits.keep(self._with_text(note, text))

    def _finished(self, text: str) -> None:
        note, before = self._note, self._before
        self._note = self._before = None
        if note is None:
            return
        after = self._with_text(note, text)
        is_empty = not text.strip() and isinstance(note.content, TextMemo)
        if before is not None:
            if is_empty:
                self._edits.remove(before)
            elif after.text != before.text:
                self._edits.change(before, after)
            return
        if not is_empty:
            self._edits.add(after)
        elif self._was_kept:
            self._edits.give_up(note)
        else:
            self._layer.remove(note.note)

    def _with_text(self, note: Note, text: str) -> Note:
        return replace(note, content=with_text(note.content, text, self._view.page_size_pt(note.page)))


def with_text(content: object, text: str, size_pt: Size) -> TextMemo | StickyFlag:
    """A memo with other text, as high as that needs; or a flag with other words."""
    if isinstance(content, StickyFlag):
        return replace(content, text=clean(text).replace("\n", " ").strip()[:MAX_FLAG_TEXT])
    if not isinstance(content, TextMemo):
        raise TypeError("only memos and flags have words of their own")
    kept = clean(text)[:MAX_TEXT]
    high = SetText(kept, content.width * size_pt[0], content.text_pt).height_pt / size_pt[1]
    height = min(high, 1.0)
    return replace(content, text=kept, height=height, y=min(content.y, 1.0 - height))

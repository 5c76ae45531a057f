"""Comments on parts of pages at a seat: in one's own reader and in the one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.page_comments import PageComments
from sync.meeting import Anchor
from widgets.region_marks import FramedComments
from widgets.shown_comments import visible_comments

if TYPE_CHECKING:
    from app.meeting_reading import MeetingReading
    from sync.meeting import Meeting


class SeatPages(QObject):
    """Every reader draws the same comments; which of them a person writes in says where the comment goes."""

    placed = Signal(Anchor)
    chosen = Signal(str)  # comment whose part of the page was clicked
    notice = Signal(str)  # one sentence for the person
    hint_over = Signal(str)  # a sentence that nobody needs any more

    def __init__(self, reading: MeetingReading, device: str) -> None:
        super().__init__(reading)
        self._reading = reading
        self._device = device
        self._meeting: Meeting | None = None
        self._is_allowed = False
        self._framed = FramedComments()
        self._written: Anchor | None = None
        shelf = reading.shelf
        self.own = PageComments(
            reading.reader, reading.study, lambda: (shelf.document, shelf.version if shelf.document else "")
        )
        self.beside: PageComments | None = None
        self._join(self.own)
        shelf.place_changed.connect(lambda *_: self._show(self.own))
        reading.beside.open_changed.connect(self._take_second)

    def set_meeting(self, meeting: Meeting, *, allowed: bool) -> None:
        """Draw what there is now; `allowed`: comments can be posted."""
        self._meeting, self._is_allowed = meeting, allowed
        for pages in filter(None, (self.own, self.beside)):
            pages.set_allowed(allowed=allowed)
            self._show(pages)

    def highlight(self, comment: str) -> None:
        """Let the part of the page stand out that belongs to this comment; empty for none."""
        for pages in filter(None, (self.own, self.beside)):
            pages.layer.highlight(comment)

    def show_written(self, about: Anchor | None) -> None:
        """Let the part of a page be seen that is being written about."""
        self._written = about
        for pages in filter(None, (self.own, self.beside)):
            self._show(pages)

    def begin(self) -> None:
        """Write about a part of a page, in the reader that is in use."""
        in_use = self.beside if self.beside is not None and self._reading.beside.takes_choices else self.own
        in_use.begin()

    def _take_second(self, is_open: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        reader, study, beside = self._reading.beside.reader, self._reading.second_study, self._reading.beside
        self.beside = None
        if is_open and reader is not None and study is not None:
            self.beside = PageComments(reader, study, lambda: beside.shown_version)
            self._join(self.beside)
            self.beside.set_allowed(allowed=self._is_allowed)
            self._show(self.beside)

    def _join(self, pages: PageComments) -> None:
        pages.placed.connect(self.placed)
        pages.chosen.connect(self.chosen)
        pages.notice.connect(self.notice)
        pages.hint_over.connect(self.hint_over)
        pages.reader.arrived.connect(lambda _: self._show(pages))

    def _show(self, pages: PageComments | None) -> None:
        if pages is not None and self._meeting is not None:
            framed = self._framed.of(self._meeting.comments)
            pages.show(visible_comments(framed, self._device), self._meeting, self._written)

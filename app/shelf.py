"""The documents of a meeting at one device: which have arrived, their pages, which one is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.reader import DocumentReader
from sync.meeting import Anchor, Comment, Document, Meeting
from sync.status import DocumentStatus


class Shelf(QObject):
    """Inspects what arrives, opens what is chosen, and knows the page that the person reads.

    The one place where pages that people count from 1 meet those that the reader counts from 0.
    """

    page_counts_changed = Signal(object)
    problems_changed = Signal(object)
    place_changed = Signal(str, int)
    user_moved = Signal()

    def __init__(self, reader: DocumentReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reader = reader
        self.document = ""
        self._meeting: Meeting | None = None
        self._statuses: dict[str, DocumentStatus] = {}
        self._inspected: set[str] = set()
        self._page_counts: dict[str, int] = {}
        self._problems: dict[str, str] = {}
        self._opened = ""
        self._awaited: tuple[str, int | None] | None = None  # document and page to show once it has arrived
        reader.inspected.connect(self._keep_page_count)
        reader.opened.connect(self._keep_page_count)  # it can be read after all
        reader.refused.connect(self._keep_problem)
        reader.page_changed.connect(self._page_shown)
        reader.user_moved.connect(self._move)

    @property
    def place(self) -> Anchor | None:
        """The document and page in front of the person; none while what was opened cannot be read."""
        if not self.document or self._opened in self._problems:
            return None
        return Anchor(self.document, self.reader.page + 1)

    def set_meeting(self, meeting: Meeting) -> None:
        """Take the agenda and the comments; flags in the margin follow the comments."""
        self._meeting = meeting
        self._show_anchors()
        self._open_first()

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Inspect each document once it has arrived whole, and open the one that somebody waits for."""
        self._statuses = {status.document: status for status in statuses}
        for status in statuses:
            if status.complete and status.path and status.sha256 not in self._inspected:
                self._inspected.add(status.sha256)
                self.reader.inspect(Path(status.path), status.sha256)
        if self._awaited and self.show_document(*self._awaited):
            return
        replaced = self._statuses.get(self.document)
        if replaced and replaced.complete and self._opened != replaced.sha256:
            self._open(replaced, self.reader.page + 1)
        self._open_first()

    def show_document(self, document: str, page: int | None = None) -> bool:
        """Show a document at a page, from 1 (where it was left when None).

        False when it has not arrived yet; it is shown when it does, unless the person has turned elsewhere.
        """
        status = self._statuses.get(document)
        if status is None or not status.complete:
            self._awaited = (document, page)
            return False
        self._awaited = None
        self._show(status, page)
        return True

    def await_nothing(self) -> None:
        """Show nothing by itself any more that has yet to arrive."""
        self._awaited = None

    def _move(self) -> None:
        self.await_nothing()
        self.user_moved.emit()

    def _show(self, status: DocumentStatus, page: int | None) -> None:
        if self._opened == status.sha256 and self.document == status.document:
            if page is not None:
                self.reader.go_to_page(page - 1)
            return
        self.document = status.document
        self._open(status, page)

    def _open(self, status: DocumentStatus, page: int | None) -> None:
        self._opened = status.sha256
        first = None if page is None else page - 1
        self.reader.open(Path(status.path), status.sha256, first, document=status.document)
        self._show_anchors()
        self._tell_place()

    def _open_first(self) -> None:
        """Nobody should face an empty page: open the first readable document of the item under discussion."""
        if self.document or self._meeting is None:
            return
        for document in self._present_documents(self._meeting):
            status = self._statuses.get(document.document)
            if status is None or not status.complete or status.sha256 in self._problems:
                continue
            if status.sha256 in self._page_counts:  # else it is being looked at, and this is called again
                self._show(status, None)
            return

    @staticmethod
    def _present_documents(meeting: Meeting) -> tuple[Document, ...]:
        current = meeting.agenda_item(meeting.current_item)
        items = ([current] if current else []) + list(meeting.agenda)
        return tuple(document for item in items for document in item.documents)

    def _show_anchors(self) -> None:
        if self._meeting is None:
            return
        counts: dict[int, int] = {}
        for comment in self._meeting.comments:
            if comment.anchor and comment.anchor.document == self.document and visible(comment):
                shown_at = comment.anchor.page - 1
                counts[shown_at] = counts.get(shown_at, 0) + 1
        self.reader.set_anchors(counts)

    def _page_shown(self, _page: int) -> None:
        if self.document:
            self._tell_place()

    def _keep_page_count(self, key: str, pages: int) -> None:
        self._page_counts[key] = pages
        self.page_counts_changed.emit(dict(self._page_counts))
        if self._problems.pop(key, None) is not None:
            self.problems_changed.emit(dict(self._problems))
            if key == self._opened:
                self._tell_place()
        self._open_first()

    def _keep_problem(self, key: str, sentence: str) -> None:
        self._problems[key] = sentence
        self.problems_changed.emit(dict(self._problems))
        if key == self._opened:
            self._tell_place()
        self._open_first()

    def _tell_place(self) -> None:
        place = self.place
        self.place_changed.emit(place.document if place else "", place.page if place else 0)


def visible(comment: Comment) -> bool:
    """Whether everybody may see a comment."""
    return not (comment.hidden or comment.deleted)

"""The documents of a meeting at one device: which have arrived, their pages, which one is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.reader import DocumentReader
from sync.meeting import Anchor, Comment, Document, Meeting
from sync.status import DocumentStatus


class Shelf(QObject):
    """Inspects what arrives, opens what is chosen, and knows the page that the person reads."""

    page_counts_changed = Signal(object)
    problems_changed = Signal(object)
    place_changed = Signal(str, int)
    missing = Signal(str)
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
        reader.inspected.connect(self._keep_page_count)
        reader.refused.connect(self._keep_problem)
        reader.page_changed.connect(self._page_shown)
        reader.user_moved.connect(self.user_moved)

    @property
    def place(self) -> Anchor | None:
        """The document and page in front of the person."""
        return Anchor(self.document, self.reader.page) if self.document else None

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
        waiting = self._statuses.get(self.document)
        if waiting and waiting.complete and self._opened != waiting.sha256:
            self._open(waiting, self.reader.page)
        self._open_first()

    def show_document(self, document: str, page: int | None = None) -> bool:
        """Show a document at a page (where it was left when None); False when it has not arrived yet."""
        status = self._statuses.get(document)
        if status is None or not status.complete:
            self.missing.emit(document)
            return False
        if self._opened == status.sha256 and self.document == document:
            if page is not None:
                self.reader.go_to_page(page)
            return True
        self.document = document
        self._open(status, page)
        return True

    def _open(self, status: DocumentStatus, page: int | None) -> None:
        self._opened = status.sha256
        self.reader.open(Path(status.path), status.sha256, page)
        self._show_anchors()
        self.place_changed.emit(self.document, self.reader.page)

    def _open_first(self) -> None:
        """Nobody should face an empty page: open the first document at hand of the item under discussion."""
        if self.document or self._meeting is None:
            return
        for document in self._present_documents(self._meeting):
            status = self._statuses.get(document.document)
            if status and status.complete:
                self.show_document(document.document)
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
                counts[comment.anchor.page] = counts.get(comment.anchor.page, 0) + 1
        self.reader.set_anchors(counts)

    def _page_shown(self, page: int) -> None:
        if self.document:
            self.place_changed.emit(self.document, page)

    def _keep_page_count(self, key: str, pages: int) -> None:
        self._page_counts[key] = pages
        self._problems.pop(key, None)
        self.page_counts_changed.emit(dict(self._page_counts))

    def _keep_problem(self, key: str, sentence: str) -> None:
        self._problems[key] = sentence
        self.problems_changed.emit(dict(self._problems))


def visible(comment: Comment) -> bool:
    """Whether everybody may see a comment."""
    return not (comment.hidden or comment.deleted)

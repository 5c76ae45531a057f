"""The documents of a meeting at one device: which have arrived, their pages, which one is open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.reader import DocumentReader
from app.versions import HeldVersion, PageChanges
from sync.meeting import Anchor, Document, Meeting
from sync.status import DAMAGED, DocumentStatus
from widgets.commented_pages import CommentedPages

KEPT_VERSIONS = 8  # of one document


@dataclass(frozen=True, slots=True)
class Replacement:
    """The version of a document in front, and the one that it took the place of."""

    document: str
    old: HeldVersion
    new: HeldVersion


@dataclass(frozen=True, slots=True)
class _Left:
    """The page of a version that was read last, from 0."""

    version: HeldVersion
    page: int


class Shelf(QObject):
    """Inspects what arrives, opens what is chosen, and knows the page that the person reads.

    The one place where pages that people count from 1 meet those that the reader counts from 0.
    """

    page_counts_changed = Signal(object)
    problems_changed = Signal(object)
    place_changed = Signal(str, int)
    replacement_changed = Signal(object)  # Replacement, or None: what is in front replaced nothing
    withdrawn = Signal(object)  # Document that was open, and is no longer
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
        self.commented = CommentedPages()
        self._opened = ""
        self._path = ""
        self._is_taken_away = False  # a sentence says so until somebody opens something
        self._versions: dict[str, list[HeldVersion]] = {}  # that were here since the program started
        self._left: dict[str, _Left] = {}
        self._read_before: dict[str, HeldVersion] = {}
        self._carried: _Left | None = (
            None  # what was read, while it is shown at its old number in a new version
        )
        self._awaited: tuple[str, int | None] | None = None  # document and page to show once it has arrived
        reader.inspected.connect(self._keep_page_count)
        reader.opened.connect(self._keep_page_count)  # it can be read after all
        reader.refused.connect(self._keep_problem)
        reader.page_changed.connect(self._page_shown)
        reader.user_moved.connect(self._move)

    @property
    def place(self) -> Anchor | None:
        """The document and page in front of the person; none while what was opened cannot be read."""
        if not self.document or not self._opened or self._opened in self._problems:
            return None
        return Anchor(self.document, self.reader.page + 1)

    @property
    def version(self) -> str:
        """The bytes in front of the person."""
        return self._opened

    def held(self, document: str, sha256: str) -> HeldVersion | None:
        """A version of a document, where it is on this device; files of one meeting lie beside each other."""
        for version in self._versions.get(document, ()):
            if version.sha256 == sha256:
                return version
        if document not in self._statuses:
            return None
        folders = (Path(status.path) for status in self._statuses.values() if status.path)
        path = next((path.with_name(f"{sha256}.pdf") for path in folders), None)
        return HeldVersion(sha256, str(path)) if path is not None and path.is_file() else None

    @property
    def replacement(self) -> Replacement | None:
        """What the document in front took the place of, so far as that is on this device."""
        versions = self._versions.get(self.document, [])
        if not versions or versions[-1].sha256 != self._opened:
            return None
        old = self._read_before.get(self.document) or (versions[-2] if len(versions) > 1 else versions[-1])
        return None if old.sha256 == self._opened else Replacement(self.document, old, versions[-1])

    def set_meeting(self, meeting: Meeting) -> None:
        """Take the agenda and the comments; flags in the margin follow the comments."""
        self._meeting = meeting
        self._put_away_what_was_withdrawn(meeting)
        self._show_anchors()
        self._open_first()

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Inspect each document once it has arrived whole, and open the one that somebody waits for."""
        self._statuses = {status.document: status for status in statuses}
        for status in statuses:
            if status.problem == DAMAGED and status.sha256 in self._inspected:
                self._put_damaged_away(status)
            if status.complete and status.path:
                self._keep_version(status)
            if status.complete and status.path and status.sha256 not in self._inspected:
                self._inspected.add(status.sha256)
                self.reader.inspect(Path(status.path), status.sha256)
        if self._awaited and self.show_document(*self._awaited):
            return
        replaced = self._statuses.get(self.document)
        if replaced and replaced.complete and self._opened != replaced.sha256:
            self._open(replaced, None)
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

    def take_changes(self, old: HeldVersion, new: HeldVersion, changes: PageChanges | None) -> None:
        """Go on at the page that was read, which has another number now; who has moved stays there."""
        carried = self._carried
        if carried is None or new.sha256 != self._opened or carried.version != old:
            return
        self._carried = None
        if changes is not None:
            self.reader.go_to_page(changes.place_of(carried.page))

    def take_away(self, sentence: str) -> None:
        """Show a sentence in place of the document in front, which is here no longer."""
        self._left.pop(self.document, None)
        self._versions.pop(self.document, None)
        self._read_before.pop(self.document, None)
        self.document = self._opened = self._path = ""
        self._carried = None
        self._is_taken_away = True
        self.reader.take_away(sentence)
        self._tell_place()
        self.replacement_changed.emit(None)

    def await_nothing(self) -> None:
        """Show nothing by itself any more that has yet to arrive."""
        self._awaited = None

    def _move(self) -> None:
        self._carried = None
        self.await_nothing()
        self.user_moved.emit()

    def _show(self, status: DocumentStatus, page: int | None) -> None:
        if self._opened == status.sha256 and self.document == status.document:
            if page is not None:
                self._carried = None
                self.reader.go_to_page(page - 1)
            return
        self._open(status, page)

    def _open(self, status: DocumentStatus, page: int | None) -> None:
        """Open a document at a page, from 1; a new version, unless told, where the old one was left."""
        self._leave()
        self._is_taken_away = False
        self.document, self._opened, self._path = status.document, status.sha256, status.path
        left = self._left.get(status.document)
        is_newer = left is not None and left.version.sha256 != status.sha256
        self._carried = left if is_newer and page is None else None
        if left is not None and is_newer:
            self._read_before[status.document] = left.version
        start = self._carried.page if self._carried else None if page is None else page - 1
        self.reader.open(Path(status.path), status.sha256, start, document=status.document)
        self._show_anchors()
        self._tell_place()
        self.replacement_changed.emit(self.replacement)

    def _put_away_what_was_withdrawn(self, meeting: Meeting) -> None:
        gone = {document.document: document for document in meeting.withdrawn}.get(self.document)
        found = meeting.document(self.document)
        version = found.version_of(self._opened) if found and self._opened else None
        if gone is not None:
            self.document = ""
            self._carried = None
            self._is_taken_away = True
            self._put_away(self.tr("This document was withdrawn. Choose another one from the agenda."))
            self.withdrawn.emit(gone)
        elif found and version and version.withdrawn_ms and self._opened != found.sha256:
            self._leave()
            words = self.tr("This version was withdrawn. The present one opens as soon as it is here.")
            self._put_away(words)

    def _put_damaged_away(self, status: DocumentStatus) -> None:
        """Its bytes are not those that were handed out; it opens where it was left once it is whole again."""
        self._inspected.discard(status.sha256)
        if self._problems.pop(status.sha256, None) is not None:
            self.problems_changed.emit(dict(self._problems))
        if self._opened == status.sha256:
            self._leave()
            self._put_away(damaged_words())

    def _put_away(self, sentence: str) -> None:
        self._opened = self._path = ""
        self.reader.put_away(sentence)
        self._tell_place()
        self.replacement_changed.emit(None)

    def _leave(self) -> None:
        """Remember where the document in front was left."""
        if self.document and self._opened and self._opened not in self._problems:
            here = _Left(HeldVersion(self._opened, self._path), self.reader.page)
            self._left[self.document] = self._carried or here

    def _keep_version(self, status: DocumentStatus) -> None:
        versions = self._versions.setdefault(status.document, [])
        version = HeldVersion(status.sha256, status.path)
        if not versions or versions[-1].sha256 != version.sha256:
            versions.append(version)
            del versions[:-KEPT_VERSIONS]

    def _open_first(self) -> None:
        """Nobody should face an empty page: open the first readable document of the item under discussion."""
        if self.document or self._is_taken_away or self._meeting is None:
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
        if self._meeting is not None:
            self.reader.set_anchors(self.commented.on(self._meeting, self.document, self._opened))

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


def damaged_words() -> str:
    """A sentence in place of a document that is damaged on this disk."""
    return QCoreApplication.translate(
        "Shelf",
        "This document was found damaged on this PC and is fetched again. "
        "It opens by itself as soon as it is whole.",
    )

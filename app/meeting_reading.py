"""Reading the documents of one meeting at one desk: one's own reader and a second one beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.reader import DocumentReader
from app.sealed_files import is_sealed
from app.search_reading import Searchable
from app.shelf import Shelf, damaged_words
from app.side_by_side import Beside
from app.study import Study
from app.version_notice import VersionNotice
from sync.status import DAMAGED, KEY_MISSING
from widgets.wording import document_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.reading_room import ReadingRoom
    from app.versions import HeldVersion, PageChanges
    from sync.meeting import Document, Meeting, Member
    from sync.status import DocumentStatus

WIDE_ENOUGH = 1100  # for two readers and a panel, in pixels of the desktop


class MeetingReading(QObject):
    """Built by the seat's desk and the chair's alike."""

    notice = Signal(str)  # one sentence for the person
    warning = Signal(str)  # one that matters more
    not_here_yet = Signal()  # what was asked for opens as soon as it has arrived
    notes_changed = Signal(int)  # how many private notes there are in this meeting

    def __init__(self, room: ReadingRoom, meeting: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._meeting: Meeting | None = None
        self._statuses: dict[str, DocumentStatus] = {}
        self._page_counts: dict[str, int] = {}
        self._searchable: list[Searchable] = []
        self._second: Study | None = None  # of the reader beside
        self._owner: Member | None = None
        self._damaged: set[str] = set()  # SHA-256
        self._withdrawn: set[str] | None = None  # SHA-256; none before there is a meeting
        self.reader = self._new_reader()
        self.shelf = Shelf(self.reader, self)
        self.study = Study(self.reader, room, meeting)
        self.beside = Beside(self.reader, self._second_reader, room.versions, self)
        self.versions = VersionNotice(
            self.shelf, room.versions, open_beside=self.beside.open_old, parent=self
        )
        self.reader.widget.add_strip(self.versions.bar)
        self.widget = self.beside.widget
        self._join()

    def set_meeting(self, meeting: Meeting) -> None:
        """Take titles, comments, and what the meeting forbids."""
        self._meeting = meeting
        for study in filter(None, (self.study, self._second)):
            study.set_confidential(confidential=meeting.policy.confidential)
        documents = [document for item in meeting.agenda for document in item.documents]
        self._take_away({each.document for each in documents if each.collected})
        self.study.notes.set_titles({each.document: document_words(each) for each in documents})
        self.shelf.set_meeting(meeting)
        self.beside.set_meeting(meeting)
        self._let_go_of_withdrawn(meeting)
        self.versions.set_meeting(meeting)
        self._show_marks()
        self._offer_to_search()

    def set_owner(self, member: Member | None) -> None:
        """Who reads here, as the chair's list has it."""
        self._owner = member
        for study in filter(None, (self.study, self._second)):
            study.set_owner(*_owner_words(member))

    def set_secrets(self, secrets: Mapping[str, bytes]) -> None:
        """Take what opens the confidential documents that may be read here."""
        self._room.set_secrets(secrets)
        gone = self.tr("This confidential document is no longer on this PC.")
        for reader, take_away in (
            (self.reader, lambda: self.shelf.take_away(gone)),
            (self.beside.reader, self.beside.close_beside),
        ):
            shown = reader.document.path if reader is not None and reader.document is not None else None
            if shown is not None and is_sealed(shown) and str(shown) not in secrets:
                take_away()

    def why_not_here(self, document: str) -> str:
        """A sentence about a document that was chosen and cannot be shown now."""
        found = self._meeting.document(document) if self._meeting else None
        status = self._statuses.get(document)
        if found is not None and found.collected:
            return self.tr("The chair called this document in. It is kept on no PC any more.")
        if status is not None and status.problem == KEY_MISSING:
            return self.tr("This document waits for its key. It opens as soon as the key is here.")
        if status is not None and status.problem == DAMAGED:
            return damaged_words()
        return self.tr("This document has not arrived yet. It opens as soon as it is here.")

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Take what has arrived."""
        self._statuses = {status.document: status for status in statuses}
        damaged = {status.sha256 for status in statuses if status.problem == DAMAGED}
        newly, self._damaged = damaged - self._damaged, damaged
        self.shelf.set_documents(statuses)
        self.beside.set_documents(statuses)
        if newly:
            self._room.let_go(newly)
        self._offer_to_search()

    def _let_go_of_withdrawn(self, meeting: Meeting) -> None:
        """Both readers have closed what was withdrawn; so do the workers, that the file can be removed."""
        every = [*(each for item in meeting.agenda for each in item.documents), *meeting.withdrawn]
        gone = {
            version.sha256
            for document in every
            for version in document.versions
            if document.withdrawn_ms or version.withdrawn_ms
        }
        gone |= {document.sha256 for document in meeting.withdrawn}
        newly = set() if self._withdrawn is None else gone - self._withdrawn
        self._withdrawn = gone
        if newly:
            self._room.let_go(newly)

    def _take_away(self, collected: set[str]) -> None:
        """Show nothing any more of what the chair called in."""
        place = self.beside.place
        if place is not None and place.document in collected:
            self.beside.close_beside()
        if self.shelf.document in collected:
            self.shelf.take_away(self.tr("The chair called this document in. It is kept on no PC any more."))

    def choose(self, document: str, page: int | None = None) -> bool:
        """Show a document at a page, from 1, in the reader in use; False when it has yet to arrive."""
        if self.beside.takes_choices:
            return self.beside.show_document(document, page)
        return self.shelf.show_document(document, page)

    def open_version(self, document: str, digest: str, page: int) -> None:
        """Show a page, from 1, of one version: in front where it is open there, else beside."""
        found = self._meeting.document(document) if self._meeting else None
        version = found.version_of(digest) if found else None
        if found is None or (version is not None and version.withdrawn_ms):
            self.notice.emit(self.tr("What this is about was withdrawn."))
        elif (document, digest) == (self.shelf.document, self.shelf.version):
            self.reader.go_to_page(page - 1)
        else:
            self._open_old(document, digest, page - 1)

    def close(self) -> None:
        """Keep what is being written; end both readers."""
        self.beside.close()
        self.study.close()
        self.reader.close()
        self.reader.deleteLater()  # and with it what its study has joined to the room

    @property
    def second_study(self) -> Study | None:
        """What can be done in the reader beside, while there is one."""
        return self._second

    def _new_reader(self) -> DocumentReader:
        room = self._room
        return DocumentReader(
            documents=room.documents, cache=room.cache, places=room.places, unlocking=room.unlocking
        )

    def _second_reader(self) -> DocumentReader:
        """Everything can be done there too; only one's own reader carries notes into a newer version."""
        reader = self._new_reader()
        study = self._second = Study(reader, self._room, self._meeting.meeting if self._meeting else "")
        study.notes.carries = False
        study.set_owner(*_owner_words(self._owner))
        study.set_confidential(confidential=bool(self._meeting and self._meeting.policy.confidential))
        study.notice.connect(self.notice)
        study.warning.connect(self.warning)
        study.search.document_wanted.connect(self._open_hit)
        study.notes.document_wanted.connect(lambda document, page: self.choose(document, page + 1))
        study.notes.old_version_wanted.connect(self._open_old)
        return reader

    def _make_room(self, is_open: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """Two readers and a panel do not fit beside one another; what the second one did ends with it."""
        if not is_open and self._second is not None:
            self._second.close()
            self._second = None
        if is_open and self.widget.width() < WIDE_ENOUGH:
            self.study.way.panel.close_panel()

    def _join(self) -> None:
        study, shelf, beside = self.study, self.shelf, self.beside
        study.notice.connect(self.notice)
        study.warning.connect(self.warning)
        shelf.place_changed.connect(self._take_place)
        shelf.withdrawn.connect(self._say_withdrawn)
        shelf.page_counts_changed.connect(self._take_page_counts)
        study.search.document_wanted.connect(self._open_hit)
        study.notes.document_wanted.connect(lambda document, page: self.choose(document, page + 1))
        study.notes.old_version_wanted.connect(self._open_old)
        room = self._room  # it outlives this desk: only what ends with the desk may listen to it
        room.versions.compared.connect(self._take_comparison)
        room.notes.list_changed.connect(self._take_notes)
        room.notes.changed.connect(self._take_notes)
        self._beside_action = study.add_action(self.tr("Open beside (Ctrl+Shift+B)"), self.open_beside)
        study.add_action(self.tr("The version before this one, beside it"), self.open_earlier)
        self._presenter_action = study.add_action(
            self.tr("The presenter's page beside mine"), self._toggle_presenter
        )
        self._presenter_action.setCheckable(True)
        beside.open_changed.connect(self._make_room)
        beside.notice.connect(self.notice)
        beside.following_changed.connect(self._presenter_action.setChecked)
        QShortcut(QKeySequence("Ctrl+Shift+B"), self.widget, self.open_beside)
        QShortcut(QKeySequence("Ctrl+Tab"), self.widget, self.widget.go_to_other)
        self._tell_notes()

    def open_beside(self) -> None:
        """A second place of what is open; what is chosen in the agenda next opens there."""
        if self.beside.is_open:
            self.beside.close_beside()
        elif self.shelf.document:
            self.beside.show_document(self.shelf.document, self.reader.page + 1)

    def open_earlier(self) -> None:
        """The version before the one that is open, at the same page."""
        document = self.shelf.document
        found = self._meeting.document(document) if self._meeting else None
        here = found.version_of(self.shelf.version) if found else None
        earlier = [
            version
            for version in (found.versions if found and here else ())
            if here and version.number < here.number and not version.withdrawn_ms
        ]
        if earlier:
            self.open_version(document, earlier[-1].sha256, self.reader.page + 1)
        else:
            self.notice.emit(self.tr("There is no version before this one."))

    def _toggle_presenter(self) -> None:
        self.beside.follow_presenter(on=not self.beside.is_following)

    def _open_old(self, document: str, digest: str, page: int) -> None:
        held = self.shelf.held(document, digest)
        if held is None:
            self.notice.emit(self.tr("The old version is no longer on this PC."))
            return
        words = self.tr("Before: %1").replace("%1", self.beside.words_of_version(document, digest))
        self.beside.open_beside(Path(held.path), digest, page, words, version_of=document)

    def _say_withdrawn(self, document: Document) -> None:
        words = self.tr("“%1” was withdrawn. Comments on it are kept.")
        self.notice.emit(words.replace("%1", document_words(document)))

    def _take_place(self, document: str, page: int) -> None:
        self.beside.set_own_place(document, page)
        self.reader.title = self._words(document)
        self._show_marks()

    def _take_page_counts(self, counts: dict[str, int]) -> None:
        self._page_counts = counts
        self._offer_to_search()

    def _words(self, document: str) -> str:
        found = self._meeting.document(document) if self._meeting else None
        return document_words(found) if found else ""

    def _show_marks(self) -> None:
        if self._meeting is None or not self.shelf.document:
            return
        commented = self.shelf.commented.on(self._meeting, self.shelf.document, self.shelf.version)
        self.study.way.set_comments(commented)
        shown = self._meeting.presentation
        here = shown is not None and shown.document == self.shelf.document
        self.study.way.set_presented(shown.page - 1 if shown is not None and here else None)
        self.study.way.set_changed(frozenset(self.versions.marks.pages))

    def _offer_to_search(self) -> None:
        """All documents that have arrived and can be read, in the order of the agenda."""
        if self._meeting is None:
            return
        keep = not self._meeting.policy.confidential
        found = []
        for document in (each for item in self._meeting.agenda for each in item.documents):
            status = self._statuses.get(document.document)
            pages = self._page_counts.get(status.sha256, 0) if status else 0
            if status is not None and status.complete and pages:
                words = document_words(document)
                is_open = not (is_sealed(status.path) or self._room.unlocking.has_opened(status.path))
                open_to_all = keep and is_open
                found.append(Searchable(status.sha256, status.path, pages, words, keep=open_to_all))
        if found != self._searchable:
            self._searchable = found
            self._room.search.set_documents(found)

    def _open_hit(self, key: str, page: int) -> None:
        for status in self._statuses.values():
            if status.sha256 == key:
                self.shelf.show_document(status.document, page + 1)
                return

    def _take_comparison(self, _old: HeldVersion, _new: HeldVersion, _changes: PageChanges | None) -> None:
        self._show_marks()

    def _take_notes(self, _of: object) -> None:
        self._tell_notes()

    def _tell_notes(self) -> None:
        self.notes_changed.emit(self.study.notes.count)


def _owner_words(member: Member | None) -> tuple[str, str]:
    """Seat and name of who reads."""
    return (member.seat, member.name) if member is not None else ("", "")

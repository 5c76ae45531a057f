"""The second reader beside one's own: another document or place, an old version, or the presenter's page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.following import Following
from app.shelf import damaged_words
from app.versions import HeldVersion
from sync.meeting import Anchor
from sync.status import DAMAGED
from widgets.commented_pages import CommentedPages
from widgets.side_by_side import Side, SideBySide
from widgets.wording import document_words, place_words, version_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reader import DocumentReader
    from app.shelf import Replacement
    from app.versions import PageChanges, Versions
    from sync.discussion import Pointing
    from sync.meeting import Meeting, Presentation
    from sync.status import DocumentStatus


@dataclass(frozen=True, slots=True)
class _Open:
    """What stands beside; `document` is empty for a file that is shown as it is, whatever replaced it."""

    version: HeldVersion
    document: str = ""
    title: str = ""
    version_of: str = ""  # the document of which this is an old version


@dataclass(frozen=True, slots=True)
class _Carried:
    """The page of an old version that was read when the new one was opened at the same number."""

    old: HeldVersion
    new: HeldVersion
    page: int


class Beside(QObject):
    """Makes the second reader when something is opened beside, and ends it when that is closed.

    Pages are counted from 1 where they come from the meeting, else from 0 as the reader does.
    """

    open_changed = Signal(bool)
    following_changed = Signal(bool)
    notice = Signal(str)  # one sentence for the person
    place_changed = Signal(str, int)  # of the second reader; page from 1, an empty document for none

    def __init__(
        self,
        own: DocumentReader,
        make_reader: Callable[[], DocumentReader],
        versions: Versions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.widget = SideBySide(own.widget)
        self._make_reader = make_reader
        self._versions = versions
        self._reader: DocumentReader | None = None
        self._open: _Open | None = None
        self._carried: _Carried | None = None
        self._awaited: tuple[str, int | None] | None = None
        self._statuses: dict[str, DocumentStatus] = {}
        self._meeting: Meeting | None = None
        self._commented = CommentedPages()
        self._presentation: Presentation | None = None
        self._following = False
        self._along: Following | None = None  # of the second reader
        self.widget.close_asked.connect(self.close_beside)
        versions.compared.connect(self._take_changes)

    # What others ask.

    @property
    def is_open(self) -> bool:
        """Whether there is a second reader."""
        return self._reader is not None

    @property
    def reader(self) -> DocumentReader | None:
        """The second reader, while there is one."""
        return self._reader

    @property
    def is_following(self) -> bool:
        """Whether the second reader goes where the presenter is."""
        return self._following

    @property
    def takes_choices(self) -> bool:
        """Whether what is chosen in the agenda belongs into the second reader, because it is in use."""
        return self.is_open and self.widget.active is Side.BESIDE

    @property
    def place(self) -> Anchor | None:
        """The document and page in the second reader; none for an old version or nothing."""
        if self._reader is None or self._open is None or not self._open.document:
            return None
        return Anchor(self._open.document, self._reader.page + 1)

    @property
    def shown_version(self) -> tuple[str, str]:
        """The document in the second reader, also an old version of one, and its bytes; empty for none."""
        if self._reader is None or self._open is None:
            return "", ""
        return self._open.document or self._open.version_of, self._open.version.sha256

    def open_beside(
        self, path: Path, key: str, page: int | None = None, title: str = "", *, version_of: str = ""
    ) -> None:
        """Show a file as it is, whatever replaces it later; it may be an old version of a document."""
        self._stop_following()
        self._show(_Open(HeldVersion(key, str(path)), title=title, version_of=version_of), page)

    def open_old(self, replacement: Replacement, page: int) -> None:
        """Show the version that a document had before."""
        old = replacement.old
        words = self.words_of_version(replacement.document, old.sha256)
        title = self.tr("Before: %1").replace("%1", words)
        self.open_beside(Path(old.path), old.sha256, page, title, version_of=replacement.document)

    def words_of_version(self, document: str, sha256: str) -> str:
        """A document with the number of one of its versions, as far as that is known."""
        found = self._meeting.document(document) if self._meeting else None
        version = found.version_of(sha256) if found else None
        return f"{self._words(document)} {version_words(version.number) if version else ''}".strip()

    def show_document(self, document: str, page: int | None = None) -> bool:
        """Show a document of the meeting at a page, from 1; False when it is shown once it has arrived."""
        self._stop_following()
        is_here = self._show_document(document, page)
        self.widget.use(Side.BESIDE)  # who asked for it reads it next
        return is_here

    def follow_presenter(self, *, on: bool) -> None:
        """Let the second reader go where the presenter is, while one's own stays; or let it stay as well."""
        if not on:
            self._stop_following()
            return
        if not self._following:
            self._following = True
            self.following_changed.emit(True)  # noqa: FBT003 - a signal takes no keywords
        self._follow()

    def point(self, pointing: Pointing) -> None:
        """The presenter is there now."""
        if self._along is not None:
            self._along.point(pointing)

    def close_beside(self) -> None:
        """End the second reader; one's own has all the room again."""
        self._stop_following()
        self._along = None
        self._awaited = self._carried = self._open = None
        reader, self._reader = self._reader, None
        if reader is None:
            return
        self.widget.take_beside()
        reader.close()
        reader.widget.deleteLater()
        reader.deleteLater()
        self.open_changed.emit(False)  # noqa: FBT003 - a signal takes no keywords
        self.place_changed.emit("", 0)

    def close(self) -> None:
        """End the second reader for good."""
        self._versions.compared.disconnect(self._take_changes)
        self.close_beside()

    # What it is told.

    def set_meeting(self, meeting: Meeting) -> None:
        """Take titles, comments, and where the presenter is."""
        self._meeting = meeting
        if self._is_withdrawn(meeting):
            self.close_beside()
            self.notice.emit(self.tr("What stood beside was withdrawn by the chair."))
        elif self._is_old_version_withdrawn(meeting):
            self._wait_for_it(
                self.tr("This version was withdrawn. The present one opens as soon as it is here.")
            )
        self._show_anchors()
        if meeting.presentation != self._presentation:
            self._presentation = meeting.presentation
            if self._following:
                self._follow()
            if self._along is not None:
                self._along.set_presentation(self._presentation)
        self._show_title()

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Open what has arrived and is waited for, and the new version of what was replaced."""
        self._statuses = {status.document: status for status in statuses}
        if self._awaited is not None and self._show_document(*self._awaited):
            return
        shown = self._open
        status = self._statuses.get(shown.document) if shown else None
        if shown and status and status.problem == DAMAGED and status.sha256 == shown.version.sha256:
            self._wait_for_it(damaged_words())
            return
        if shown is None or status is None or not status.complete or status.sha256 == shown.version.sha256:
            return
        assert self._reader is not None  # noqa: S101 - something is open
        newer, page = HeldVersion(status.sha256, status.path), self._reader.page
        carried = _Carried(shown.version, newer, page)
        self._show(_Open(newer, shown.document), page)
        self._carried = carried
        self._versions.compare(carried.old, carried.new)

    def set_own_place(self, document: str, page: int) -> None:
        """Name one's own reader by what it shows; the page, from 1, is in its own bar."""
        self.widget.set_title(Side.OWN, self._words(document) if page else "")

    # How it is done.

    def _is_withdrawn(self, meeting: Meeting) -> bool:
        """Whether what stands beside may not be read any more: a document, or one version of it."""
        shown = self._open
        document = meeting.known_document(shown.document or shown.version_of) if shown else None
        if shown is None or document is None:
            return False
        version = document.version_of(shown.version.sha256)
        gone = version is not None and bool(version.withdrawn_ms) and not shown.document
        return bool(document.withdrawn_ms) or gone

    def _is_old_version_withdrawn(self, meeting: Meeting) -> bool:
        """Whether a document stands beside in a version that was withdrawn, and has another one."""
        shown = self._open
        document = meeting.document(shown.document) if shown and shown.document else None
        version = document.version_of(shown.version.sha256) if shown and document else None
        return bool(document and version and version.withdrawn_ms and document.sha256 != version.sha256)

    def _wait_for_it(self, sentence: str) -> None:
        """Show a sentence in place of what stands beside, until its document is here."""
        reader, shown = self._reader, self._open
        if reader is None or shown is None:
            return
        page = reader.page + 1
        self._carried = self._open = None
        reader.put_away(sentence)
        self._awaited = (shown.document, page)
        self._tell_place()

    def _follow(self) -> None:
        if self._reader is None:
            self._start_reader()
        if self._presentation is None and self._open is None:
            self._say(self.tr("Nobody presents a page now."))
        assert self._along is not None  # noqa: S101 - it came with the reader
        self._along.set_presentation(self._presentation)
        if not self._along.is_on:
            self._along.follow()
        self._show_title()

    def _open_document(self) -> str:
        return self._open.document if self._open is not None else ""

    def _go_along(self, document: str, page: int) -> None:
        if not self._show_document(document, page) and self._open is None:
            self._say(self.tr("This document has not arrived yet. It opens as soon as it is here."))

    def _show_document(self, document: str, page: int | None) -> bool:
        status = self._statuses.get(document)
        if status is None or not status.complete:
            self._awaited = (document, page)
            if self._reader is None:
                self._start_reader()
                self._say(self.tr("This document has not arrived yet. It opens as soon as it is here."))
            return False
        self._show(
            _Open(HeldVersion(status.sha256, status.path), document), None if page is None else page - 1
        )
        return True

    def _show(self, what: _Open, page: int | None) -> None:
        self._awaited = self._carried = None
        reader = self._reader or self._start_reader()
        if self._open is not None and self._open.version == what.version:
            self._open = what
            if page is not None:
                reader.go_to_page(page)
        else:
            self._open = what
            belongs_to = what.document or what.version_of
            reader.title = what.title or self._words(what.document)
            reader.open(Path(what.version.path), what.version.sha256, page, document=belongs_to)
        self._show_anchors()
        self._show_title()
        self._tell_place()

    def _start_reader(self) -> DocumentReader:
        reader = self._reader = self._make_reader()
        reader.user_moved.connect(self._moved)
        reader.page_changed.connect(self._tell_place)
        self._along = Following(reader, self._open_document, self._go_along, reader)
        self._along.changed.connect(self._show_title)
        self.widget.open_beside(reader.widget, "")
        self.open_changed.emit(True)  # noqa: FBT003 - a signal takes no keywords
        return reader

    def _take_changes(self, old: HeldVersion, new: HeldVersion, changes: PageChanges | None) -> None:
        carried = self._carried
        if carried is None or (carried.old, carried.new) != (old, new):
            return
        self._carried = None
        if changes is not None and self._reader is not None:
            self._reader.go_to_page(changes.place_of(carried.page))

    def _moved(self) -> None:
        self._carried = self._awaited = None
        self._stop_following()

    def _stop_following(self) -> None:
        if self._following:
            self._following = False
            if self._along is not None:
                self._along.stop()
            self._show_title()
            self.following_changed.emit(False)  # noqa: FBT003 - a signal takes no keywords

    def _tell_place(self, _page: int = 0) -> None:
        place = self.place
        self.place_changed.emit(place.document if place else "", place.page if place else 0)

    def _show_anchors(self) -> None:
        if self._reader is not None and self._open is not None and self._meeting is not None:
            document = self._open.document or self._open.version_of
            counts = self._commented.on(self._meeting, document, self._open.version.sha256)
            self._reader.set_anchors(counts)

    def _say(self, sentence: str) -> None:
        if self._reader is not None:
            self._reader.widget.show_message(sentence)

    def _show_title(self) -> None:
        self.widget.set_title(Side.BESIDE, self._title())

    def _title(self) -> str:
        if not self._following:
            return (self._open.title or self._words(self._open.document)) if self._open else ""
        shown = self._along.presentation if self._along is not None else None
        words = self._words(shown.document) if shown else ""
        place = place_words(words, shown.page) if shown and words else ""
        if self._awaited is not None:
            return self.tr("Presenter: %1 (not here yet)").replace("%1", place)
        return self.tr("Presenter: %1").replace("%1", place) if place else self.tr("Presenter")

    def _words(self, document: str) -> str:
        found = self._meeting.document(document) if self._meeting else None
        return document_words(found) if found else ""

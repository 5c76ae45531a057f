"""Joins the side panel of a reader to its document: small pages, headings, bookmarks, back and forward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.inquiries import NEEDED_SOON
from app.page_history import PageHistory, Stop
from app.page_requests import DetailsFound, OutlineFound, ReadDetails, ReadOutline
from app.thumbnails import Thumbnails
from widgets.bookmark_model import Bookmark
from widgets.document_details import DocumentDetails
from widgets.page_layout import Place
from widgets.page_marks import PageMarks
from widgets.way_panel import WayPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.page_requests import Result
    from app.reader import DocumentReader, OpenedDocument
    from app.reading_room import ReadingRoom
    from widgets.document_details import Heading
    from widgets.view_state import ViewState


class ReaderWay(QObject):
    """Finding one's way in the document of one reader."""

    details_known = Signal(object)  # DocumentDetails

    def __init__(self, reader: DocumentReader, room: ReadingRoom) -> None:
        super().__init__(reader)
        self._reader = reader
        self._room = room
        self._thumbnails: Thumbnails | None = None
        self._document: OpenedDocument | None = None
        self._history = PageHistory()
        self._left: Stop | None = None  # by a jump that has yet to arrive
        self._comments: Mapping[int, int] = {}
        self._notes: Mapping[int, int] = {}
        self._changed: frozenset[int] = frozenset()
        self._presented: int | None = None
        self.known_details: DocumentDetails | None = None
        self.panel = WayPanel()
        self.panel.hide()
        reader.widget.set_panel(self.panel)
        self._join()

    @property
    def details(self) -> DocumentDetails:
        """What the document says of itself, as far as it is known."""
        return self.known_details or DocumentDetails()

    def set_comments(self, counts: Mapping[int, int]) -> None:
        """How many comments each page has."""
        if counts != self._comments:
            self._comments = counts
            self._show_marks()

    def set_notes(self, counts: Mapping[int, int]) -> None:
        """How many private notes each page has."""
        self._notes = counts
        self._show_marks()

    def set_changed(self, pages: frozenset[int]) -> None:
        """Which pages differ from the version before."""
        self._changed = pages
        self._show_marks()

    def set_presented(self, page: int | None) -> None:
        """Which page of this document the presenter shows, from 0."""
        self._presented = page
        self._show_marks()

    def jump(self, place: Place) -> None:
        """Go somewhere because the person asked for it; back leads here again."""
        self._reader.widget.view.go_to_place(place)
        self._reader.widget.view.setFocus()

    def go_back(self) -> None:
        """Return to where the last jump began."""
        self._go(self._history.back(self._here()))

    def go_forward(self) -> None:
        """Return to where somebody went back from."""
        self._go(self._history.forward(self._here()))

    def close(self) -> None:
        """Ask for no more pictures."""
        self._leave()

    # What happens.

    def _join(self) -> None:
        reader, view, panel = self._reader, self._reader.widget.view, self.panel
        reader.arrived.connect(self._open)
        reader.left.connect(self._leave)
        reader.sizes_known.connect(panel.thumbnails.set_page_sizes)
        reader.page_changed.connect(self._show_page)
        view.jumped_from.connect(self._keep_jump)
        view.user_moved.connect(self._arrive)
        reader.widget.bar.panel_toggled.connect(lambda _on: panel.toggle_panel())
        panel.opened.connect(reader.widget.bar.panel.setChecked)
        panel.left.connect(view.setFocus)
        panel.thumbnails.page_chosen.connect(view.turn_to)
        panel.outline.heading_chosen.connect(lambda page, y: self.jump(Place(page, 0.5, y)))
        panel.bookmarks.page_chosen.connect(view.turn_to)
        panel.bookmarks.added.connect(self._add_bookmark)
        panel.bookmarks.removed.connect(self._remove_bookmark)
        panel.bookmarks.renamed.connect(self._rename_bookmark)
        self._room.bookmarks.changed.connect(self._bookmarks_changed)
        panel.add_keys(reader.widget)
        for keys, act in (("Alt+Left", self.go_back), ("Alt+Right", self.go_forward)):
            shortcut = QShortcut(QKeySequence(keys), reader.widget, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # there may be two readers

    def _open(self, document: OpenedDocument) -> None:
        self._leave()
        self._document = document
        panel = self.panel
        panel.thumbnails.set_pages(self._reader.sizes_pt)
        panel.outline.set_headings(())
        thumbnails = Thumbnails(self._room.documents, str(document.path), panel.thumbnails.tile)
        panel.thumbnails.pictures_wanted.connect(thumbnails.want)
        thumbnails.drawn.connect(panel.thumbnails.set_picture)
        thumbnails.sketched.connect(panel.thumbnails.set_sketch)
        thumbnails.failed.connect(panel.thumbnails.set_failed)
        self._thumbnails = thumbnails
        path = str(document.path)
        ask = self._room.inquiries.ask
        ask(ReadDetails(path), lambda result: self._take_details(document, result), NEEDED_SOON)
        ask(ReadOutline(path), lambda result: self._take_outline(document, result), NEEDED_SOON)
        self._show_bookmarks()
        self._show_marks()
        self._show_page(self._reader.page)

    def _leave(self) -> None:
        self._document = None
        self.known_details = None
        if self._thumbnails is not None:
            self.panel.thumbnails.pictures_wanted.disconnect(self._thumbnails.want)
            self._thumbnails.close()
            self._thumbnails = None
        self.panel.thumbnails.set_pages(())
        self.panel.bookmarks.forget_removed()

    def _take_details(self, document: OpenedDocument, result: Result) -> None:
        if document is not self._document or not isinstance(result, DetailsFound):
            return
        self.known_details = result.details
        labels = result.details.labels
        self._reader.set_labels(labels)
        self.panel.thumbnails.set_labels(labels)
        self.panel.outline.set_labels(labels)
        self.panel.bookmarks.set_labels(labels)
        self._prefer_right_to_left()
        self.details_known.emit(result.details)

    def _prefer_right_to_left(self) -> None:
        """Pairs of a vertical document stand from right to left, unless somebody chose otherwise before."""
        view = self._reader.widget.view
        if self.details.reads_right_to_left and not view.is_right_to_left and not self._reader.was_known:
            view.set_mode(view.mode, right_to_left=True)

    def _take_outline(self, document: OpenedDocument, result: Result) -> None:
        if document is self._document and isinstance(result, OutlineFound):
            pages = document.pages
            headings: list[Heading] = [
                heading for heading in result.headings if heading.page is None or heading.page < pages
            ]
            self.panel.outline.set_headings(headings, self.details.labels)
            self._show_page(self._reader.page)

    def _show_page(self, page: int) -> None:
        if self._document is None:
            return
        state = self._reader.widget.view.view_state()
        self.panel.thumbnails.set_current(page)
        self.panel.outline.set_place(page, state.y)
        self.panel.bookmarks.set_current(page)

    def _show_marks(self) -> None:
        document = self._document
        if document is None:
            return
        kept = {mark.page for mark in self._room.bookmarks.of(document.document, document.key)}
        pages = {*self._comments, *self._notes, *self._changed, *kept}
        if self._presented is not None:
            pages.add(self._presented)
        self.panel.thumbnails.set_marks(
            {
                page: PageMarks(
                    notes=self._notes.get(page, 0),
                    comments=self._comments.get(page, 0),
                    has_presenter=page == self._presented,
                    has_bookmark=page in kept,
                    is_changed=page in self._changed,
                )
                for page in pages
            }
        )

    # Bookmarks.

    def _show_bookmarks(self) -> None:
        document = self._document
        if document is not None:
            found = self._room.bookmarks.of(document.document, document.key)
            self.panel.bookmarks.set_bookmarks(found)
            self._show_marks()

    def _bookmarks_changed(self, _document: str, _digest: str) -> None:
        self._show_bookmarks()

    def _add_bookmark(self, bookmark: Bookmark) -> None:
        if self._document is not None:
            self._room.bookmarks.add(self._document.document, self._document.key, bookmark)

    def _remove_bookmark(self, bookmark: Bookmark) -> None:
        if self._document is not None:
            self._room.bookmarks.remove(self._document.document, self._document.key, bookmark.page)

    def _rename_bookmark(self, page: int, name: str) -> None:
        self._add_bookmark(Bookmark(page, name))

    # Back and forward.

    def _here(self) -> Stop:
        state = self._reader.widget.view.view_state()
        key = self._document.key if self._document else ""
        return Stop(key, Place(state.page, state.x, state.y))

    def _keep_jump(self, left: ViewState) -> None:
        """The view tells it before it goes, and that it is there by ``user_moved``."""
        if self._document is not None:
            self._left = Stop(self._document.key, Place(left.page, left.x, left.y))

    def _arrive(self) -> None:
        left, self._left = self._left, None
        if left is not None:
            self._history.jump(left, self._here())
        self._show_page(self._reader.page)

    def _go(self, stop: Stop | None) -> None:
        view = self._reader.widget.view
        if stop is None or self._document is None or stop.document != self._document.key:
            return
        view.restore_view(replace(view.view_state(), page=stop.place.page, x=stop.place.x, y=stop.place.y))
        view.user_moved.emit()

"""Joins what a page says to its reader: selecting, copying, links, screen readers, reading it as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.address_opening import AddressOpening
from app.page_links import PageLinks
from app.page_texts import PageTexts
from widgets.link_tool import LinkTool
from widgets.page_accessible import PageAccessible
from widgets.page_labels import page_label
from widgets.page_layout import Place, Shade
from widgets.page_reading_pane import PageReadingPane
from widgets.selection_tool import SelectionTool

if TYPE_CHECKING:
    from app.policy import Allowances
    from app.reader import DocumentReader, OpenedDocument
    from app.reader_way import ReaderWay
    from app.reading_room import ReadingRoom


class ReaderText(QObject):
    """The text of the document of one reader."""

    notice = Signal(str)  # one sentence for the person
    came = Signal(int)  # page whose text is known now

    def __init__(self, reader: DocumentReader, room: ReadingRoom, way: ReaderWay) -> None:
        super().__init__(reader)
        self._reader = reader
        self._room = room
        self._way = way
        self._texts: PageTexts | None = None
        self._links: PageLinks | None = None
        view = reader.widget.view
        self.selection = SelectionTool(view)
        self.links = LinkTool(view, beneath=self.selection)
        self._accessible = PageAccessible(view)
        self._addresses = AddressOpening(reader.widget)
        self.pane = PageReadingPane()
        self.pane.hide()
        reader.widget.add_beside(self.pane)
        view.add_layer(self.selection)
        view.add_layer(self.links)
        view.add_tool(self.selection)
        view.add_tool(self.links)
        self._join()

    def set_allowed(self, allowances: Allowances) -> None:
        """What the file, the meeting and IT let be copied and opened."""
        allowed = not allowances.copy
        self.selection.set_may_copy(allowed=allowed, reason=allowances.copy)
        self.pane.set_may_copy(allowed=allowed, reason=allowances.copy)
        self._addresses.set_allowed(allowed=not allowances.open_addresses)

    @property
    def texts(self) -> PageTexts | None:
        """The texts of the pages of what is open."""
        return self._texts

    def toggle_pane(self) -> None:
        """Show the page in front as text beside it, or leave that."""
        if self.pane.isVisible():
            self._close_pane()
        else:
            self.pane.show()
            self._show_text()
            self.pane.setFocus()

    def close(self) -> None:
        """Ask for nothing more."""
        self._leave()

    def _join(self) -> None:
        reader, view = self._reader, self._reader.widget.view
        reader.arrived.connect(self._open)
        reader.left.connect(self._leave)
        reader.page_changed.connect(lambda _page: self._show_text())
        view.tiles_wanted.connect(lambda _wanted: self._want_links())
        view.arrangement_changed.connect(
            lambda: self.selection.set_inverted(inverted=view.shade is Shade.INVERTED)
        )
        self.selection.text_wanted.connect(self.want)
        self._accessible.text_wanted.connect(self.want)
        self.links.page_link_followed.connect(lambda page, x, y: self._way.jump(Place(page, x, y)))
        self.links.address_followed.connect(self._addresses.ask)
        self.pane.closed.connect(self._close_pane)
        for part in (self.selection.notice_given, self._addresses.notice_given, self.pane.notice_given):
            part.connect(self.notice)
        shortcut = QShortcut(QKeySequence("F8"), reader.widget, self.toggle_pane)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def want(self, page: int) -> None:
        """Somebody needs the text of a page; ``came`` follows."""
        if self._texts is not None:
            self._texts.want(page)

    def _open(self, document: OpenedDocument) -> None:
        self._leave()
        path = str(document.path)
        self._texts = PageTexts(self._room.inquiries, path, self)
        self._texts.came.connect(self._take_text)
        self._links = PageLinks(self._room.inquiries, path, self)
        self._links.came.connect(self._take_links)
        self.selection.set_texts(self._texts.get)
        self._want_links()
        self._show_text()

    def _leave(self) -> None:
        for part in (self._texts, self._links):
            if part is not None:
                part.close()
                part.deleteLater()
        self._texts = self._links = None
        self.pane.clear()
        self.selection.set_texts(None)
        self.links.clear()
        self._accessible.clear()

    def _take_text(self, page: int) -> None:
        self.selection.take_text(page)
        if page == self._reader.page:
            self._show_text()
        self.came.emit(page)

    def _take_links(self, page: int, links: object) -> None:
        pages = self._reader.widget.view.page_count
        found = [link for link in links if link.page is None or link.page < pages]  # type: ignore[attr-defined] # of PageLink
        self.links.set_links(page, found)

    def _want_links(self) -> None:
        if self._links is not None and self._reader.widget.is_showing_pages:
            self._links.show_pages(self._reader.widget.view.visible_pages)

    def _show_text(self) -> None:
        if self._texts is None:
            return
        page = self._reader.page
        text, label = self._texts.get(page), page_label(page, self._way.details.labels)
        self._accessible.show_page(page, label, text)
        if self.pane.isVisible():
            if text is None:
                self.want(page)
            self.pane.show_page(label, text, has_failed=self._texts.has_failed(page))

    def _close_pane(self) -> None:
        self.pane.hide()
        self._reader.widget.view.setFocus()

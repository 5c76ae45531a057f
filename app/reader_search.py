"""Joins the search to one reader: its panel, its marks on the pages, and the way to a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.search_highlights import SearchHighlights
from widgets.icons import IconName
from widgets.search_panel import SearchPanel

if TYPE_CHECKING:
    from app.reader import DocumentReader, OpenedDocument
    from app.reader_text import ReaderText
    from app.reader_way import ReaderWay
    from app.reading_room import ReadingRoom
    from widgets.search_results import SearchHit


class ReaderSearch(QObject):
    """Searching from one reader."""

    document_wanted = Signal(str, int)  # key, page: a hit in another document

    def __init__(self, reader: DocumentReader, room: ReadingRoom, way: ReaderWay, text: ReaderText) -> None:
        super().__init__(reader)
        self._reader = reader
        self._room = room
        self._way = way
        self._text = text
        self.panel = SearchPanel()
        self.marks = SearchHighlights(room.search, room.inquiries, reader.widget.view, self)
        way.panel.add_tab(self.panel, IconName.SEARCH, self.tr("Search"))
        self._join()

    def start(self) -> None:
        """Show the panel with the keys in its field, and with what is selected."""
        selected = self._text.selection.selected_text()
        self._way.panel.show_tab(IconName.SEARCH.name)
        self.panel.start(selected if selected and "\n" not in selected.strip() else "")

    def close(self) -> None:
        """Mark nothing any more."""
        self.marks.close()

    def _join(self) -> None:
        reader, panel, search = self._reader, self.panel, self._room.search
        reader.arrived.connect(self._open)
        reader.left.connect(lambda: self.marks.set_document("", ""))
        reader.page_changed.connect(self._show_place)
        panel.query_changed.connect(search.find)
        search.results_changed.connect(panel.show_results)
        panel.hit_chosen.connect(self._go_to_hit)
        panel.closed.connect(self._leave)
        self.marks.hit_placed.connect(reader.widget.view.go_to_place)
        reader.widget.bar.search_toggled.connect(self._toggle)
        self._way.panel.opened.connect(self._panel_toggled)
        self._way.panel.tab_changed.connect(lambda _tab: self._show_button())
        for keys, act in (
            ("Ctrl+F", self.start),
            ("F3", panel.next_hit),
            ("Shift+F3", panel.previous_hit),
        ):
            shortcut = QShortcut(QKeySequence(keys), reader.widget, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if on:
            self.start()
        else:
            self.panel.close_search()

    def _panel_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """Who closes the panel at its search looks for nothing any more."""
        if not is_open and self._way.panel.tab == IconName.SEARCH.name and self.panel.query.text:
            self.panel.close_search()
        self._show_button()

    def _show_button(self) -> None:
        panel = self._way.panel
        is_open = not panel.isHidden() and panel.tab == IconName.SEARCH.name
        self._reader.widget.bar.search.setChecked(is_open)

    def _open(self, document: OpenedDocument) -> None:
        self._room.search.set_current(document.key)
        self.marks.set_document(document.key, str(document.path))
        self._show_place(self._reader.page)

    def _show_place(self, page: int) -> None:
        document = self._reader.document
        if document is not None:
            self.panel.set_place(document.key, page)

    def _go_to_hit(self, hit: SearchHit) -> None:
        self.marks.show_hit(hit)
        document = self._reader.document
        if document is None or document.key != hit.key:
            self.document_wanted.emit(hit.key, hit.page)

    def _leave(self) -> None:
        self._way.panel.close_panel()
        self._reader.widget.view.setFocus()

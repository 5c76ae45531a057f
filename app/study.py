"""Everything that can be done with a document in one reader, beside looking at its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from app.policy import Allowances, allowed
from app.printing import Printable, Printing
from app.reader_notes import ReaderNotes
from app.reader_search import ReaderSearch
from app.reader_text import ReaderText
from app.reader_way import ReaderWay
from app.sealed_files import is_sealed
from widgets.document_facts import DocumentFacts
from widgets.print_panel import PrintPanel
from widgets.watermark import Watermark

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reader import DocumentReader, OpenedDocument
    from app.reading_room import ReadingRoom


class Study(QObject):
    """One reader with its panel, notes, search, text and printing."""

    notice = Signal(str)  # one sentence for the person
    warning = Signal(str)  # one that matters more

    def __init__(self, reader: DocumentReader, room: ReadingRoom, meeting: str = "") -> None:
        super().__init__(reader)
        self._reader = reader
        self._room = room
        self._confidential = False
        self.way = ReaderWay(reader, room)
        self.text = ReaderText(reader, room, self.way)
        self.search = ReaderSearch(reader, room, self.way, self.text)
        self.notes = ReaderNotes(reader, room, self.way, self.text, meeting)
        self._print_panel = PrintPanel()
        self._print_panel.hide()
        reader.widget.add_strip(self._print_panel)
        self.printing = Printing(room.inquiries, self._print_panel)
        self._facts = DocumentFacts(reader.widget)
        self._watermark = Watermark(reader.widget.view)
        self.text.pane.text.set_watermark(self._watermark)
        self._join()

    def set_confidential(self, *, confidential: bool) -> None:
        """Whether the meeting forbids that anything leaves it."""
        if confidential is not self._confidential:
            self._confidential = confidential
            self._watermark.set_on(on=self._is_confidential)
            if confidential:
                self.printing.refuse(self._allowances().print)  # also what is on its way to the printer
            self._show_allowed()

    def set_owner(self, seat: str, name: str) -> None:
        """Whose seat this is, for the watermark over confidential pages."""
        self.notes.author = name
        self._watermark.set_owner(seat, name)

    @property
    def may_quote(self) -> bool:
        """Whether words of what is open may stand in a comment that all seats keep."""
        return not self._is_confidential and not self._allowances().copy

    def add_action(self, words: str, act: Callable[[], object]) -> QAction:
        """A further entry of the menu at the end of the bar."""
        action = self._reader.widget.bar.more.addAction(words)
        action.triggered.connect(lambda _on: act())
        return action

    def print_document(self) -> None:
        """Offer to print what is open, or say who forbids it."""
        document = self._reader.document
        if document is not None:
            what = Printable(str(document.path), self._reader.title or document.path.name, document.pages)
            self._print_panel.show()
            refusal = self._allowances().print
            self.printing.offer(what, self._reader.page, refusal)

    def close(self) -> None:
        """Keep what is being written, ask for nothing more."""
        self.notes.close()
        self.search.close()
        self.text.close()
        self.way.close()
        self.printing.close()

    def _join(self) -> None:
        reader = self._reader
        for part in (self.text, self.notes):
            part.notice.connect(self.notice)
        self.notes.warning.connect(self.warning)
        reader.arrived.connect(self._open)
        reader.page_changed.connect(self._print_panel.set_current)
        self.way.details_known.connect(lambda _details: self._show_allowed())
        self._print_panel.closed.connect(self._print_panel.hide)
        self.add_action(self.tr("Back to where I was (Alt+←)"), self.way.go_back)
        self.add_action(self.tr("Forward again (Alt+→)"), self.way.go_forward)
        reader.widget.bar.more.addSeparator()
        self.add_action(self.tr("Read this page as text (F8)"), self.text.toggle_pane)
        self.add_action(self.tr("Select a table (Alt and drag)"), self._select_table)
        self.add_action(self.tr("Copy what is selected (Ctrl+C)"), self.text.selection.copy)
        reader.widget.bar.more.addSeparator()
        self.add_action(self.tr("Print… (Ctrl+P)"), self.print_document)
        self.add_action(self.tr("Save a PDF with my notes…"), self.notes.export)
        self.add_action(self.tr("About this document…"), self._show_facts)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), reader.widget, self.print_document)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # there may be two readers

    def _open(self, _document: OpenedDocument) -> None:
        if not self.printing.is_printing:  # else the document before is printed to its end
            self._print_panel.hide()
        self._watermark.set_on(on=self._is_confidential)
        self._show_allowed()

    def _select_table(self) -> None:
        self.text.selection.set_table_mode(on=True)
        self._reader.widget.view.setFocus()

    @property
    def _is_confidential(self) -> bool:
        """Whether what is open is confidential, by itself or with the meeting."""
        document = self._reader.document
        return self._confidential or (document is not None and is_sealed(document.path))

    def _allowances(self) -> Allowances:
        return allowed(self._room.policy, self.way.known_details, confidential=self._is_confidential)

    def _show_allowed(self) -> None:
        allowances = self._allowances()
        self.text.set_allowed(allowances)
        self.notes.set_allowed(allowances)
        if self._print_panel.isVisible() and not self.printing.is_printing:
            self.print_document()  # it says what holds now

    def _show_facts(self) -> None:
        self._facts.set_details(self._reader.widget.view.page_count, self.way.details)
        self._facts.show_below(self._reader.widget.bar.more_button)

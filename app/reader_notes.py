"""Joins the private notes of this device to one reader: pens, what is drawn, the list, a copy as a PDF."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.note_context import with_context
from app.sealed_files import is_sealed, without_words
from widgets.icons import IconName
from widgets.note_bar import NoteBar
from widgets.note_desk import NoteDesk
from widgets.note_tool import NoteTool
from widgets.note_values import DocumentKey
from widgets.notes_panel import NotesPanel
from widgets.page_layout import Place, Shade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.policy import Allowances
    from app.reader import DocumentReader, OpenedDocument
    from app.reader_text import ReaderText
    from app.reader_way import ReaderWay
    from app.reading_room import ReadingRoom
    from widgets.note_values import Note


class ReaderNotes(QObject):
    """Notes on the document of one reader. They stay on this device."""

    notice = Signal(str)  # one sentence for the person
    warning = Signal(str)  # one that matters more
    document_wanted = Signal(str, int)  # document, page: a note in another one
    old_version_wanted = Signal(str, str, int)  # document, digest, page

    def __init__(
        self, reader: DocumentReader, room: ReadingRoom, way: ReaderWay, text: ReaderText, meeting: str
    ) -> None:
        super().__init__(reader)
        self._reader = reader
        self._room = room
        self._way = way
        self._text = text
        self._meeting = meeting
        self._document: OpenedDocument | None = None
        self._is_writing = False  # a change comes from the desk, which shows it already
        self._without_context: defaultdict[int, set[str]] = defaultdict(set)  # by page
        self._sought: tuple[str, str] | None = None  # document and note to show once it is open
        self._refusal = ""
        self.author = ""
        self.carries = True  # the newest version of a document is open, into which notes move
        self.desk = NoteDesk(reader.widget.view)
        self.bar = NoteBar()
        self.bar.hide()
        reader.widget.add_strip(self.bar)
        self.panel = NotesPanel()
        way.panel.add_tab(self.panel, IconName.NOTE, self.tr("Notes"))
        self._join_desk()
        self._join_room()

    @property
    def count(self) -> int:
        """How many notes there are in this meeting."""
        return len(self._room.notes.all_of(self._meeting))

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """What the documents are called, in the order of the meeting."""
        self.panel.set_titles({DocumentKey(self._meeting, key): title for key, title in titles.items()})

    def set_allowed(self, allowances: Allowances) -> None:
        """Whether a copy with notes may be saved."""
        self._refusal = allowances.export_notes

    def show_list(self) -> None:
        """Show the list of all notes."""
        self._way.panel.show_tab(IconName.NOTE.name, with_keys=True)

    def export(self) -> None:
        """Ask where, and save a copy of what is open with the notes on it."""
        if self._document is None:
            return
        if self._refusal:
            self.notice.emit(self._refusal)
            return
        document = self._document
        self.desk.finish()
        title = self._reader.title or document.path.stem
        name = self.tr("%1 with notes.pdf").replace("%1", title.removesuffix(".pdf").replace("/", "-"))
        dialog = QFileDialog(self._reader.widget, self.tr("Save a PDF with my notes"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda target: self._write(document, Path(target)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close(self) -> None:
        """Keep what is being drawn or written."""
        self._leave()

    # The desk and its strip.

    def _join_desk(self) -> None:
        desk, bar, reader = self.desk, self.bar, self._reader
        view = reader.widget.view
        desk.note_added.connect(self._add)
        desk.stroke_grew.connect(self._add)
        desk.note_changed.connect(lambda _before, after: self._add(after))
        desk.note_removed.connect(self._remove)
        desk.text_wanted.connect(self._give_text)
        desk.page_has_no_text.connect(
            lambda: self.notice.emit(self.tr("This page has no letters to mark. Use the marker by hand."))
        )
        desk.tool_changed.connect(bar.show_tool)
        desk.history_changed.connect(lambda: bar.set_history(can_undo=desk.can_undo, can_redo=desk.can_redo))
        bar.tool_chosen.connect(desk.set_tool)
        bar.tool_chosen.connect(lambda _tool: view.setFocus())
        bar.colour_chosen.connect(desk.set_colour)
        bar.width_chosen.connect(desk.set_width)
        bar.undo_asked.connect(desk.undo)
        bar.redo_asked.connect(desk.redo)
        view.arrangement_changed.connect(lambda: desk.set_on_dark(on_dark=view.shade is Shade.INVERTED))
        reader.widget.bar.writing_toggled.connect(self._set_writing)
        self._text.came.connect(self._take_text)

    def _join_room(self) -> None:
        reader, room, panel = self._reader, self._room, self.panel
        reader.arrived.connect(self._open)
        reader.left.connect(self._leave)
        room.notes.changed.connect(self._notes_changed)
        room.notes.list_changed.connect(self._list_changed)
        room.notes.trouble.connect(self.warning)
        room.moves.carried.connect(self._tell_carried)
        room.export.finished.connect(self.notice)
        room.export.failed.connect(self.warning)
        panel.note_chosen.connect(self._go_to_note)
        panel.old_version_wanted.connect(
            lambda key, digest, page: self.old_version_wanted.emit(key.document, digest, page)
        )
        panel.delete_wanted.connect(self._delete)
        panel.export_wanted.connect(self.export)
        self._show_list()

    def _set_writing(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.bar.setVisible(on)
        self._reader.widget.bar.writing.setChecked(on)
        if on and self._room.notes.problem:
            self.warning.emit(self._room.notes.problem)
        self.bar.choose_tool(NoteTool.PEN if on else NoteTool.READ)
        self._reader.widget.view.setFocus()

    # What is kept.

    def _key(self, document: OpenedDocument) -> DocumentKey:
        return DocumentKey(self._meeting, document.document)

    def _open(self, document: OpenedDocument) -> None:
        self._leave()
        self._document = document
        key = self._key(document)
        self.desk.open_notes(self._room.notes.notes_of(key, document.key))
        if self.carries and not is_sealed(document.path):  # else the text around a note would be kept
            self._room.moves.carry(
                key, document.key, str(document.path), lambda digest: _beside(document.path, digest)
            )
        self.panel.set_can_export(can_export=True)
        self._show_counts()
        self._show_sought()

    def _leave(self) -> None:
        if self._document is not None:
            self.desk.finish()
            self._document = None
            self._without_context.clear()
            self.desk.open_notes(())
            self.panel.set_can_export(can_export=False)

    def _add(self, note: Note) -> None:
        if self._document is None:
            return
        text = self._text.texts.get(note.page) if self._text.texts else None
        if text is None:
            self._without_context[note.page].add(note.note)
            self._text.want(note.page)
        self._write_down(note if text is None else with_context(note, text))

    def _write_down(self, note: Note) -> None:
        if self._document is not None:
            if is_sealed(self._document.path):
                note = without_words(note)
            self._is_writing = True
            self._room.notes.add(self._key(self._document), self._document.key, note)
            self._is_writing = False

    def _remove(self, note: Note) -> None:
        if self._document is not None:
            self._is_writing = True
            self._room.notes.remove(self._key(self._document), self._document.key, note.note)
            self._is_writing = False

    def _delete(self, key: DocumentKey, digest: str, note: str) -> None:
        document = self._document
        if document is not None and (self._key(document), document.key) == (key, digest):
            self.desk.select_note(note)
            self.desk.delete_selected()  # so that it can be undone
        else:
            self._room.notes.remove(key, digest, note)

    def _give_text(self, page: int) -> None:
        text = self._text.texts.get(page) if self._text.texts else None
        if text is None:
            self._text.want(page)
        else:
            self.desk.set_page_text(page, text)

    def _take_text(self, page: int) -> None:
        text = self._text.texts.get(page) if self._text.texts else None
        if text is None or self._document is None:
            return
        self.desk.set_page_text(page, text)
        for name in self._without_context.pop(page, ()):
            note = self._room.notes.note(self._key(self._document), self._document.key, name)
            if note is not None:
                self._write_down(with_context(note, text))

    def _notes_changed(self, key: DocumentKey) -> None:
        document = self._document
        if document is not None and key == self._key(document):
            if not self._is_writing:
                self.desk.show_notes(self._room.notes.notes_of(key, document.key))
            self._show_counts()
            self._show_sought()

    def _show_counts(self) -> None:
        if self._document is not None:
            notes = self._room.notes.notes_of(self._key(self._document), self._document.key)
            self._way.set_notes(Counter(note.page for note in notes))

    def _list_changed(self, _meeting: str) -> None:
        self._show_list()

    def _show_list(self) -> None:
        self.panel.set_notes(self._room.notes.all_of(self._meeting))

    # The list.

    def _go_to_note(self, key: DocumentKey, digest: str, page: int, note: str) -> None:
        document = self._document
        if document is not None and document.document == key.document and document.key == digest:
            self._way.jump(Place(page, 0.5, 0.0))
            self.desk.select_note(note)
        else:
            self._sought = (key.document, note)
            self.document_wanted.emit(key.document, page)

    def _show_sought(self) -> None:
        if self._sought is not None and self._document and self._document.document == self._sought[0]:
            self.desk.select_note(self._sought[1])
            self._sought = None

    def _tell_carried(self, key: DocumentKey, digest: str, moved: int, unplaced: int) -> None:
        document = self._document
        if document is None or (self._key(document), document.key) != (key, digest):
            return
        if unplaced:
            sentence = self.tr(
                "%n of my notes found no place in the new version; the list names them.", "", unplaced
            )
            self.notice.emit(sentence)
        elif moved:
            self.notice.emit(self.tr("%n of my notes moved to the new version.", "", moved))

    def _write(self, document: OpenedDocument, target: Path) -> None:
        if self._refusal:  # since the place was asked for
            self.notice.emit(self._refusal)
            return
        notes = self._room.notes.notes_of(self._key(document), document.key)
        self._room.export.export(document.path, target, notes, self.author)


def _beside(path: Path, digest: str) -> str | None:
    """Another version of a document, where files are named by their digest."""
    other = path.with_name(f"{digest}{path.suffix}")
    return str(other) if other.is_file() else None

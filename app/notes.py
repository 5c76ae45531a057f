"""The private notes of this device, in a database of their own, never sent.

What is in memory is what a person did; a thread of its own brings the disk level with it, at once after each
change. The window never waits for it, and a disk that refuses costs nothing as long as the program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.note_anchoring import Reanchored
from app.note_database import Leaving, NotePlace, VersionNotes
from app.note_keeper import NoteKeeper
from app.note_records import first_words
from sync.errors import StorageDamaged, StorageNewer
from widgets.note_values import DocumentKey, Note, NoteSummary, UnplacedNote

FLUSH_S: Final = 5.0


@dataclass(eq=False)
class _Version:
    """What is known of one version of a document; ``touched`` are notes that the disk cannot know better."""

    notes: dict[str, Note] = field(default_factory=dict)
    unplaced: dict[str, UnplacedNote] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    is_loaded: bool = False


class Notes(QObject):
    """The notes of one profile. Belongs to the GUI thread; close it at the end.

    ``digest`` names a version of a document. What is not in memory yet is read behind the scenes, and then
    ``changed`` tells it.
    """

    changed = Signal(object)  # DocumentKey: notes_of or unplaced_of of it
    list_changed = Signal(str)  # meeting: all_of it
    saved = Signal()  # everything there is
    trouble = Signal(str)  # once, when notes can no longer be saved or read
    recovered = Signal()
    _reported = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problem = ""  # the sentence of `trouble` as long as it holds
        self._versions: dict[tuple[DocumentKey, str], _Version] = {}
        self._lists: dict[str, dict[tuple[DocumentKey, str], NoteSummary] | None] = {}
        self._reported.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._is_closed = False
        self._keeper = NoteKeeper(
            path,
            self._reported.emit,
            saved=self._tell_saved,
            failed=self._tell_trouble,
        )

    # What there is.

    def notes_of(self, document: DocumentKey, digest: str) -> tuple[Note, ...]:
        """The notes of one version, oldest first; those not read yet come with ``changed``."""
        return tuple(self._version(document, digest).notes.values())

    def note(self, document: DocumentKey, digest: str, note: str) -> Note | None:
        """One note by its name."""
        return self._version(document, digest).notes.get(note)

    def is_loaded(self, document: DocumentKey, digest: str) -> bool:
        """Whether everything that is kept for a version is in memory."""
        return self._version(document, digest).is_loaded

    def unplaced_of(self, document: DocumentKey, digest: str) -> tuple[UnplacedNote, ...]:
        """The notes of earlier versions that have no place in this one."""
        version = self._version(document, digest)
        return tuple(each for note, each in version.unplaced.items() if note not in version.notes)

    def all_of(self, meeting: str) -> tuple[NoteSummary, ...]:
        """A row for each note of a meeting; those not read yet come with ``list_changed``."""
        if meeting not in self._lists:
            self._lists[meeting] = None
            self._ask_list(meeting)
        return tuple((self._lists[meeting] or {}).values())

    def release(self, document: DocumentKey, digest: str) -> None:
        """Nobody shows this version any more; it is read again when somebody does."""
        if self._keeper.is_level:
            self._versions.pop((document, digest), None)

    # What a person does.

    def add(self, document: DocumentKey, digest: str, note: Note) -> None:
        """Keep a new note."""
        self._put(document, digest, note.note, note)

    def change(self, document: DocumentKey, digest: str, note: Note) -> None:
        """Keep a note as it is now; the one of the same name is replaced."""
        self._put(document, digest, note.note, note)

    def restore(self, document: DocumentKey, digest: str, note: Note) -> None:
        """Keep a note once more that was removed."""
        self._put(document, digest, note.note, note)

    def remove(self, document: DocumentKey, digest: str, note: str) -> None:
        """Forget a note of this version."""
        self._put(document, digest, note, None)

    def dismiss(self, document: DocumentKey, digest: str, note: str) -> None:
        """List a note no more that has no place in this version; it stays in its own."""
        place = NotePlace(document, digest, note)
        self._version(document, digest).unplaced.pop(note, None)
        self._keeper.ask(
            lambda database: database.dismiss(place), lambda _none: self._reread(document, digest)
        )
        self.changed.emit(document)

    # When a document is replaced.

    def leaving(
        self, document: DocumentKey, digest: str, on_result: Callable[[tuple[Leaving, ...]], None]
    ) -> None:
        """Ask for the notes of other versions that have yet to be carried into this, the newest one."""
        self._keeper.ask(lambda database: database.leaving(document, digest), on_result)

    def adopt(
        self,
        document: DocumentKey,
        old_digest: str,
        digest: str,
        result: Reanchored,
        on_done: Callable[[], None] | None = None,
    ) -> None:
        """Keep what became of notes in a new version; once more changes nothing."""

        def done(_none: object) -> None:
            self._reread(document, digest)
            if on_done is not None:
                on_done()

        self._keeper.ask(lambda database: database.adopt(document, old_digest, digest, result), done)

    # The end.

    def flush(self, timeout_s: float = FLUSH_S) -> bool:
        """Wait until everything is on disk; False when it is not."""
        return self._keeper.flush(timeout_s)

    def close(self, timeout_s: float = FLUSH_S) -> bool:
        """Save what is left and end; False when something could not be saved."""
        self._is_closed = True
        return self._keeper.close(timeout_s)

    # Inside.

    def _version(self, document: DocumentKey, digest: str) -> _Version:
        key = (document, digest)
        if key not in self._versions:
            self._versions[key] = _Version()
            self._reread(document, digest)
        return self._versions[key]

    def _put(self, document: DocumentKey, digest: str, name: str, note: Note | None) -> None:
        version = self._version(document, digest)
        version.touched.add(name)
        if note is None:
            version.notes.pop(name, None)
        else:
            version.notes[name] = note
        self._keeper.write(NotePlace(document, digest, name), note)
        self._list_one(document, digest, name, note)
        self.changed.emit(document)

    def _list_one(self, document: DocumentKey, digest: str, name: str, note: Note | None) -> None:
        rows = self._lists.get(document.meeting)
        if rows is not None:
            _list(rows, document, digest, name, note)
            self.list_changed.emit(document.meeting)

    def _reread(self, document: DocumentKey, digest: str) -> None:
        version = self._versions.get((document, digest))
        if version is not None:
            self._keeper.read(
                lambda database: database.version(document, digest),
                lambda found: self._take_version(document, version, found),
            )
        if self._lists.get(document.meeting) is not None:
            self._ask_list(document.meeting)

    def _take_version(self, document: DocumentKey, version: _Version, found: VersionNotes) -> None:
        kept = {name: note for name, note in version.notes.items() if name in version.touched}
        read = {note.note: note for note in found.notes if note.note not in version.touched}
        ordered = sorted([*read.values(), *kept.values()], key=lambda note: note.created_ms)
        version.notes = {note.note: note for note in ordered}
        version.unplaced = {each.note.note: each for each in found.unplaced}
        version.is_loaded = True
        self.changed.emit(document)

    def _ask_list(self, meeting: str) -> None:
        self._keeper.read(
            lambda database: database.summaries(meeting), lambda found: self._take_list(meeting, found)
        )

    def _take_list(self, meeting: str, found: Iterable[NoteSummary]) -> None:
        rows = {(row.document, row.note): row for row in found}
        self._lists[meeting] = rows
        for (document, digest), version in self._versions.items():
            for name in version.touched if document.meeting == meeting else ():
                _list(rows, document, digest, name, version.notes.get(name))  # the disk may not know yet
        self.list_changed.emit(meeting)

    @Slot(object)
    def _deliver(self, report: Callable[[], None]) -> None:
        if not self._is_closed:
            report()

    def _tell_trouble(self, error: Exception) -> None:
        if not self.problem:
            self.problem = self._sentence(error)
            self.trouble.emit(self.problem)

    def _tell_saved(self) -> None:
        if self.problem:
            self.problem = ""
            self.recovered.emit()
        self.saved.emit()

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, StorageNewer):
            return self.tr(
                "The notes on this PC were made by a newer Kurumaza."
                " They were left as they are; update first."
                " New notes cannot be saved."
            )
        if isinstance(error, StorageDamaged):
            return self.tr(
                "The notes on this PC cannot be read. They were left as they are; tell the IT section."
                " New notes cannot be saved."
            )
        return self.tr(
            "Your notes cannot be saved now (the disk is full, or not permitted). They are kept as long as"
            " Kurumaza is open, and saving is tried again; make room."
        )


def _list(
    rows: dict[tuple[DocumentKey, str], NoteSummary],
    document: DocumentKey,
    digest: str,
    name: str,
    note: Note | None,
) -> None:
    """Bring the row of a note level with it, unless the row is about a copy in another version."""
    known = rows.get((document, name))
    if known is not None and known.digest != digest and not (known.is_unplaced and note):
        return
    if note is not None:
        is_unplaced = known is not None and known.digest == digest and known.is_unplaced
        rows[document, name] = NoteSummary(
            document,
            digest,
            name,
            note.page,
            note.kind,
            note.colour,
            first_words(note),
            note.changed_ms,
            is_unplaced,
        )
    elif known is not None:
        del rows[document, name]

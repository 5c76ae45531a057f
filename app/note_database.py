"""The private notes of this device in SQLite: a database of its own, which nothing that travels reads.

Every call that writes is one transaction and durable when it returns. A file that is damaged, foreign or
newer is refused and left as it is; a row that cannot be read stays where it is, and the log tells how many.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.note_anchoring import Reanchored
from app.note_records import RecordError, first_words, note_body, read_note
from app.note_schema import NOTES
from sync.database import open_database, storage_errors
from widgets.note_values import DocumentKey, Note, NoteColour, NoteKind, NoteSummary, UnplacedNote

MOVED: Final = "moved"
UNPLACED: Final = "unplaced"
DISMISSED: Final = "dismissed"

_NOTE: Final = "note, page, kind, colour, created_ms, changed_ms, body"
_PUT: Final = (
    "INSERT INTO note"
    " (meeting, document, digest, note, page, kind, colour, created_ms, changed_ms, words, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET page = excluded.page,"
    " kind = excluded.kind, colour = excluded.colour, created_ms = excluded.created_ms,"
    " changed_ms = excluded.changed_ms, words = excluded.words, body = excluded.body"
)
_ONE: Final = "meeting = ? AND document = ? AND digest = ? AND note = ?"

logger = logging.getLogger(__name__)


class NotePlace(NamedTuple):
    """Where a note is kept: the version of a document, and its own name."""

    document: DocumentKey
    digest: str
    note: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The same as its row is found by."""
        return self.document.meeting, self.document.document, self.digest, self.note


@dataclass(frozen=True, slots=True)
class VersionNotes:
    """The notes of one version of a document, and those of earlier ones that have no place in it."""

    notes: tuple[Note, ...] = ()
    unplaced: tuple[UnplacedNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """Notes that stand in one version of a document and have yet to be carried into a newer one."""

    digest: str
    notes: tuple[Note, ...]


class _Standing(NamedTuple):
    """What the last version that a note was carried to made of it."""

    digest: str
    old_digest: str
    outcome: str


class NoteDatabase:
    """The notes of one profile. Belongs to one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_database(path, NOTES)

    def close(self) -> None:
        """Close the file; everything is in it already."""
        self._connection.close()

    def write(self, changes: Iterable[tuple[NotePlace, Note | None]]) -> None:
        """Keep notes as they are now, all or none; None removes one."""
        with self._transaction() as connection:
            for place, note in changes:
                if note is None:
                    connection.execute(f"DELETE FROM note WHERE {_ONE}", place.key)  # noqa: S608 - a constant
                else:
                    _put(connection, place, note)

    def remove_meeting(self, meeting: str) -> None:
        """Remove every note of a meeting, so that the file holds nothing of them."""
        with storage_errors(self._path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._transaction() as connection:
            connection.execute("DELETE FROM note WHERE meeting = ?", (meeting,))
            connection.execute("DELETE FROM carried WHERE meeting = ?", (meeting,))
        with storage_errors(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def version(self, document: DocumentKey, digest: str) -> VersionNotes:
        """What there is for one version of a document, in the order it was written."""
        with storage_errors(self._path):
            notes = self._connection.execute(
                f"SELECT {_NOTE} FROM note WHERE meeting = ? AND document = ? AND digest = ?"  # noqa: S608 - a constant
                " ORDER BY created_ms, note",
                (document.meeting, document.document, digest),
            ).fetchall()
            unplaced = self._connection.execute(
                "SELECT n.note, n.page, n.kind, n.colour, n.created_ms, n.changed_ms, n.body, c.old_digest"
                " FROM carried c JOIN note n ON n.meeting = c.meeting AND n.document = c.document"
                " AND n.digest = c.old_digest AND n.note = c.note"
                " WHERE c.meeting = ? AND c.document = ? AND c.digest = ? AND c.outcome = ?"
                " AND NOT EXISTS (SELECT 1 FROM note h"
                " WHERE h.meeting = c.meeting AND h.document = c.document"
                " AND h.digest = c.digest AND h.note = c.note)"
                " ORDER BY n.page, n.created_ms, n.note",
                (document.meeting, document.document, digest, UNPLACED),
            ).fetchall()
        found = _read_rows(row[:7] for row in unplaced)
        return VersionNotes(
            tuple(_read_rows(notes).values()),
            tuple(UnplacedNote(found[row[0]], row[7]) for row in unplaced if row[0] in found),
        )

    def leaving(self, document: DocumentKey, digest: str) -> tuple[Leaving, ...]:
        """The notes of other versions that nobody has yet tried to carry into this one."""
        with storage_errors(self._path):
            rows = self._connection.execute(
                f"SELECT digest, {_NOTE} FROM note WHERE meeting = ? AND document = ?"  # noqa: S608 - a constant
                " ORDER BY digest, created_ms, note",
                (document.meeting, document.document),
            ).fetchall()
        here = {(row[0], row[1]) for row in rows}
        standing = self._standing(document.meeting, document.document)
        groups: dict[str, list[Any]] = {}
        for row in rows:
            last = standing.get((document.document, row[1]))
            if row[0] != digest and _is_waiting(row[0], digest, last, is_here=_is_placed(last, row[1], here)):
                groups.setdefault(row[0], []).append(row[1:])
        return tuple(Leaving(old, tuple(_read_rows(group).values())) for old, group in groups.items())

    def adopt(self, document: DocumentKey, old_digest: str, digest: str, result: Reanchored) -> None:
        """Keep what became of notes when a document was replaced; the old version keeps its own.

        May be told twice. A note that was removed meanwhile is left out, one that was changed is left to the
        next time; a copy that was removed from the new version stays removed.
        """
        with self._transaction() as connection:
            turn = int(connection.execute("SELECT COALESCE(MAX(turn), 0) FROM carried").fetchone()[0]) + 1
            for old, moved in [*result.moved, *((note, None) for note in result.unplaced)]:
                place = NotePlace(document, digest, old.note)
                kept = _changed_ms(connection, place._replace(digest=old_digest))
                if kept != old.changed_ms:
                    continue
                outcome = _outcome(connection, place)
                if moved is not None:
                    _adopt_moved(connection, place, moved, is_first=outcome in {None, UNPLACED})
                if outcome != DISMISSED:
                    outcome = UNPLACED if moved is None and outcome != MOVED else MOVED
                connection.execute(
                    "INSERT OR REPLACE INTO carried"
                    " (meeting, document, digest, note, old_digest, outcome, turn)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*place.key, old_digest, outcome, turn),
                )

    def dismiss(self, place: NotePlace) -> None:
        """Tell no more that a note has no place in this version; the note itself stays in the old one."""
        with self._transaction() as connection:
            connection.execute(
                f"UPDATE carried SET outcome = '{DISMISSED}' WHERE {_ONE} AND outcome = '{UNPLACED}'",  # noqa: S608 - constants
                place.key,
            )

    def summaries(self, meeting: str) -> tuple[NoteSummary, ...]:
        """A row for each note of a meeting, each once: where it stands now."""
        with storage_errors(self._path):
            rows = self._connection.execute(
                "SELECT document, digest, note, page, kind, colour, words, changed_ms FROM note"
                " WHERE meeting = ? ORDER BY document, page, created_ms, note",
                (meeting,),
            ).fetchall()
        here = {(row[0], row[1], row[2]) for row in rows}
        standing = self._standing(meeting)
        found = []
        for document, digest, note, page, kind, colour, words, changed_ms in rows:
            last = standing.get((document, note))
            placed = last is not None and (document, last.digest, note) in here
            stands, is_unplaced = _stands_in(digest, last, is_here=placed)
            if stands and kind in list(NoteKind) and colour in list(NoteColour):
                found.append(
                    NoteSummary(
                        DocumentKey(meeting, document),
                        digest,
                        note,
                        page,
                        NoteKind(kind),
                        NoteColour(colour),
                        words,
                        changed_ms,
                        is_unplaced,
                    )
                )
        return tuple(found)

    def _standing(self, meeting: str, document: str | None = None) -> dict[tuple[str, str], _Standing]:
        with storage_errors(self._path):
            rows = self._connection.execute(
                "SELECT document, note, digest, old_digest, outcome FROM carried"
                " WHERE meeting = ? AND (? IS NULL OR document = ?) ORDER BY turn",
                (meeting, document, document),
            ).fetchall()
        return {(row[0], row[1]): _Standing(*row[2:]) for row in rows}

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing; on disk when it ends."""
        with storage_errors(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._connection.execute("ROLLBACK")
                raise


def _is_placed(last: _Standing | None, note: str, here: set[tuple[str, str]]) -> bool:
    return last is not None and (last.digest, note) in here


def _stands_in(digest: str, last: _Standing | None, *, is_here: bool) -> tuple[bool, bool]:
    """Whether this version is where a note stands now, and whether it only waits there for a place."""
    if last is None:
        return True, False
    if last.outcome == MOVED or is_here:  # it may have been put there by hand
        return last.digest == digest, False
    return last.outcome == UNPLACED and last.old_digest == digest, True


def _is_waiting(old_digest: str, digest: str, last: _Standing | None, *, is_here: bool) -> bool:
    """Whether a note of an old version has yet to be carried into this one."""
    stands, is_unplaced = _stands_in(old_digest, last, is_here=is_here)
    return stands and not (is_unplaced and last is not None and last.digest == digest)


def _put(connection: sqlite3.Connection, place: NotePlace, note: Note) -> None:
    row = (note.page, note.kind.value, note.colour.value, note.created_ms, note.changed_ms)
    connection.execute(_PUT, (*place.key, *row, first_words(note), note_body(note)))


def _adopt_moved(connection: sqlite3.Connection, place: NotePlace, note: Note, *, is_first: bool) -> None:
    """Put a moved note, unless what is there is as new; one that was removed there stays removed."""
    kept = _changed_ms(connection, place)
    if (kept is None and is_first) or (kept is not None and kept < note.changed_ms):
        _put(connection, place, note)


def _changed_ms(connection: sqlite3.Connection, place: NotePlace) -> int | None:
    row = connection.execute(f"SELECT changed_ms FROM note WHERE {_ONE}", place.key).fetchone()  # noqa: S608 - a constant
    return int(row[0]) if row else None


def _outcome(connection: sqlite3.Connection, place: NotePlace) -> str | None:
    row = connection.execute(f"SELECT outcome FROM carried WHERE {_ONE}", place.key).fetchone()  # noqa: S608 - a constant
    return str(row[0]) if row else None


def _read_rows(rows: Iterable[Sequence[Any]]) -> dict[str, Note]:
    """Notes by name; those of a kind that this version does not know stay where they are."""
    found: dict[str, Note] = {}
    unreadable = 0
    for row in rows:
        try:
            found[row[0]] = read_note(*row)
        except RecordError:
            unreadable += 1
    if unreadable:
        logger.warning("%d note(s) cannot be read; they were left as they are", unreadable)
    return found

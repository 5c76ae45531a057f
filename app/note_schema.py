"""The schema of the database of notes, step by step. A step that was released is never changed.

Every step and the record of it are one transaction, and each raises `user_version`, by which a newer file is
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils.migrations import Migrations

from sync.database import Schema

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = 0x4B524D4E  # "KRMN": tells the notes from the events and from other databases
VERSION: Final = 2

migrations: Final = Migrations("notes")


@migrations()
def create_notes(db: Database) -> None:
    """Keep one row for each note in each version of a document.

    `meeting` is empty for a file alone, `digest` names the version. `note` stays the same when a note moves
    to another version. `words` are the first ones, for lists; `body` is JSON.
    """
    db.table("note").create(
        {
            "meeting": str,
            "document": str,
            "digest": str,
            "note": str,
            "page": int,
            "kind": str,
            "colour": str,
            "created_ms": int,
            "changed_ms": int,
            "words": str,
            "body": bytes,
        },
        pk=("meeting", "document", "digest", "note"),
        not_null={"page", "kind", "colour", "created_ms", "changed_ms", "words", "body"},
        strict=True,
    )
    _reached(db, 1)


@migrations()
def create_carried(db: Database) -> None:
    """Keep what became of notes when their document was replaced.

    One row says that `note` was carried from `old_digest` to `digest`, and with which `outcome`: moved,
    unplaced, or dismissed once nobody wants to be told any more. The row with the highest `turn` of a note
    says where it stands now; a note without any stands where it was written.
    """
    db.table("carried").create(
        {
            "meeting": str,
            "document": str,
            "digest": str,
            "note": str,
            "old_digest": str,
            "outcome": str,
            "turn": int,
        },
        pk=("meeting", "document", "digest", "note"),
        not_null={"old_digest", "outcome", "turn"},
        strict=True,
    )
    _reached(db, 2)


def _reached(db: Database, version: int) -> None:
    """Write the version into the file; both numbers are constants of this module, never text from outside."""
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute(f"PRAGMA user_version = {version}")


NOTES: Final = Schema(APPLICATION_ID, VERSION, migrations)

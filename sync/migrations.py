"""The schema of the event log, step by step. A step that was released is never changed; a new one is added.

Every step and the record of it are one transaction, and each raises `user_version`, by which a newer file is
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils.migrations import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = 0x4B524D5A  # "KRMZ": tells our files from other SQLite databases
SCHEMA_VERSION: Final = 3

migrations: Final = Migrations("event_log")


@migrations()
def create_events(db: Database) -> None:
    """Keep one row for each event: the bytes that were signed, and columns to find them by.

    `body` is NULL once it was dropped or when it came without one; `dropped` says that it must not come back.
    """
    db.table("event").create(
        {
            "meeting": str,
            "log": str,
            "sequence": int,
            "event_id": str,
            "device": str,
            "kind": str,
            "time_ms": int,
            "time_counter": int,
            "header": bytes,
            "signature": bytes,
            "body": bytes,
            "dropped": int,
        },
        pk=("meeting", "log", "sequence"),
        not_null={"event_id", "device", "kind", "time_ms", "time_counter", "header", "signature", "dropped"},
        defaults={"dropped": 0},
        strict=True,
    )
    db.table("event").create_index(["event_id"], unique=True)
    db.table("event").create_index(["device", "time_ms", "time_counter"])
    _reached(db, 1)


@migrations()
def create_state(db: Database) -> None:
    """Keep what this device alone knows of a meeting: its seat, the code, attempts. Never sent."""
    db.table("state").create(
        {"meeting": str, "key": str, "value": str}, pk=("meeting", "key"), not_null={"value"}, strict=True
    )
    _reached(db, 2)


@migrations()
def create_addresses(db: Database) -> None:
    """Keep where the devices of a meeting answered, HOST:PORT, with the time in ms of the last success."""
    db.table("address").create(
        {"meeting": str, "address": str, "device": str, "seen_ms": int},
        pk=("meeting", "address"),
        not_null={"device", "seen_ms"},
        strict=True,
    )
    _reached(db, 3)


def _reached(db: Database, version: int) -> None:
    """Write the version into the file; both numbers are constants of this module, never text from outside."""
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute(f"PRAGMA user_version = {version}")

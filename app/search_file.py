"""Opens the file of the search index; a damaged one, or one of another version, is built anew."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from app.search_index import MAX_BYTES, SearchIndex
from sync.database import storage_errors
from sync.errors import StorageDamaged, StorageError, StorageNewer

APPLICATION_ID: Final = 0x4B524D53  # "KRMS"
INDEX_VERSION: Final = 1  # raised whenever the tables or the folding change; the index is then built anew
BUSY_S: Final = 1.0  # how long another program may write before this one tries again later
IN_MEMORY: Final = Path(":memory:")

logger = logging.getLogger(__name__)


def open_index(path: Path | None, max_bytes: int = MAX_BYTES) -> SearchIndex:
    """Open or begin an index; in memory alone without a path, or where the disk does not take it."""
    if path is None:
        return SearchIndex(_connect(IN_MEMORY), IN_MEMORY, max_bytes)
    try:
        try:
            return SearchIndex(_connect(path), path, max_bytes)
        except (StorageDamaged, StorageNewer):
            logger.info("%s is damaged or of another version; it is put aside and built anew", path.name)
            put_aside(path)
            return SearchIndex(_connect(path), path, max_bytes)
    except StorageError as error:
        logger.info("The search index stays in memory: %s", type(error).__name__)
        return open_index(None, max_bytes)


def put_aside(path: Path) -> None:
    """Rename the file of an index that is of no use; it may be looked at by whoever wants to know why."""
    with storage_errors(path):
        path.replace(path.with_name(path.name + ".aside"))
    for ending in ("-wal", "-shm"):
        with suppress(OSError):  # what belongs to the old file must not be taken for a part of the new one
            path.with_name(path.name + ending).unlink()


def _connect(path: Path) -> sqlite3.Connection:
    with storage_errors(path):
        if path is not IN_MEMORY:
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is read again
            connection.execute("PRAGMA secure_delete = ON")  # a forgotten text leaves no trace in its page
            _prepare(connection, path)
            with suppress(sqlite3.OperationalError):  # another program is just opening it
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Create the tables in a new file; refuse every other that is not just like this version's."""
    connection.execute("BEGIN IMMEDIATE")  # two programs may open a new file at the same time
    try:
        application, version, schema = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("application_id", "user_version", "schema_version")
        )
        if application == 0 and schema == 0:
            _create(Database(connection))
        elif application != APPLICATION_ID:
            raise StorageDamaged(f"{path} is no search index.")
        elif version != INDEX_VERSION:
            raise StorageNewer(str(path), version, INDEX_VERSION)
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


def _create(db: Database) -> None:
    db.table("document").create(
        {"number": int, "digest": str, "pages": int, "used_ms": int},
        pk="number",
        not_null={"digest", "pages", "used_ms"},
        strict=True,
    )
    db.table("document").create_index(["digest"], unique=True)
    # A page that could not be read has neither text nor places.
    db.table("page").create({"id": int, "original": bytes, "starts": bytes}, pk="id", strict=True)
    db.table("page_text").create({"id": int, "folded": str}, pk="id", not_null={"folded"}, strict=True)
    # Every page that the trigrams name is read again, so the index need not know where in it they stand.
    db.conn.execute(
        "CREATE VIRTUAL TABLE page_letters USING fts5 (folded, content = 'page_text', content_rowid = 'id',"
        " tokenize = 'trigram case_sensitive 1', detail = 'none')"
    )
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute(f"PRAGMA user_version = {INDEX_VERSION}")

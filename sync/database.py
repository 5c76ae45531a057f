"""Opens the database of a profile; refuses untouched what is not ours; tells a full disk from a mistake."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from sync.errors import (
    StorageDamaged,
    StorageFull,
    StorageNewer,
    StorageUnavailable,
    is_disk_full,
)
from sync.migrations import APPLICATION_ID, SCHEMA_VERSION, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePath

_MAGIC: Final = b"SQLite format 3\x00"
_UNAVAILABLE: Final = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_NO_ROOM: Final = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""What SQLite says of the files beside a database when a full disk keeps it from making them."""
_SMALLEST: Final = 64 * 1024
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class Schema:
    """What a database holds: the mark of its files, the newest version known, and the steps up to it."""

    application_id: int
    version: int
    migrations: Migrations


EVENT_LOG: Final = Schema(APPLICATION_ID, SCHEMA_VERSION, migrations)


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the disk did into a StorageError; a mistake of ours stays a sqlite3.Error."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary in _DAMAGED:
            raise StorageDamaged(f"The file {path} is damaged and was left as it is ({error}).") from error
        if primary == sqlite3.SQLITE_FULL or (primary in _NO_ROOM and _is_without_room(path)):
            raise _full(path) from error
        if primary in _UNAVAILABLE:
            raise StorageUnavailable(f"The file {path} cannot be used now ({error}).") from error
        raise
    except OSError as error:
        if is_disk_full(error):
            raise _full(path) from error
        raise StorageUnavailable(f"The file {path} cannot be used now ({error.strerror}).") from error


def _full(path: Path) -> StorageFull:
    return StorageFull(
        f"The disk of this PC is full: {path.name} takes nothing more now. What is there can be read,"
        " and saving goes on by itself once there is room."
    )


def _is_without_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _SMALLEST
    except OSError:
        return False


def open_database(path: Path, schema: Schema = EVENT_LOG) -> sqlite3.Connection:
    """Open or create the database, every step of the schema applied.

    Transactions are begun by hand; a commit is on disk when it returns. StorageNewer and StorageDamaged leave
    the file as it is, StorageUnavailable means that the disk or another program is in the way. On a full disk
    what is there opens all the same.
    """
    try:
        return _open(path, schema, "NORMAL")
    except StorageFull:
        # Alone with the file, SQLite needs none for what its connections share: reading takes no room then.
        return _open(path, schema, "EXCLUSIVE")


def _open(path: Path, schema: Schema, locking: str) -> sqlite3.Connection:
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _refuse_foreign(path, schema, locking)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA locking_mode = {locking}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")  # a dropped body leaves no trace in its page
            schema.migrations.apply(Database(connection))
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_foreign(path: Path, schema: Schema, locking: str) -> None:
    """Look at an existing file through a connection that cannot write."""
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if not start:
        return  # the program was killed before its first write
    if start != _MAGIC:
        raise StorageDamaged(f"The file {path} is no database of Kurumaza and was left as it is.")
    with closing(_look(path, locking)) as connection:
        application = _number(connection, "application_id")
        version = _number(connection, "user_version")
        empty = not _number(connection, "schema_version")
        if application != schema.application_id and not (application == 0 and empty):
            raise StorageDamaged(f"The file {path} is no database of Kurumaza and was left as it is.")
        if version > schema.version:
            raise StorageNewer(str(path), version, schema.version)
        finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if finding != "ok":
            raise StorageDamaged(f"The file {path} is damaged and was left as it is ({finding}).")


def _look(path: Path, locking: str) -> sqlite3.Connection:
    """A connection that changes nothing. SQLite has none that is alone and reads what a crash left beside."""
    uri = file_uri(path.absolute())
    if locking == "NORMAL":
        return sqlite3.connect(f"{uri}?mode=ro", uri=True)
    beside = path.with_name(f"{path.name}-wal")
    if not beside.exists() or not beside.stat().st_size:
        return sqlite3.connect(f"{uri}?immutable=1", uri=True)
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True)  # the crash and a full disk: take it over first
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def file_uri(path: PurePath) -> str:
    """The address of an absolute path as SQLite reads it: it knows no servers, as those of Windows shares."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

"""Opens the database of a profile; refuses untouched what is not ours; tells a full disk from a mistake."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from sync.errors import StorageDamaged, StorageNewer, StorageUnavailable
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
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
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
        if primary in _UNAVAILABLE:
            raise StorageUnavailable(f"The file {path} cannot be used now ({error}).") from error
        raise
    except OSError as error:
        raise StorageUnavailable(f"The file {path} cannot be used now ({error.strerror}).") from error


def open_database(path: Path, schema: Schema = EVENT_LOG) -> sqlite3.Connection:
    """Open or create the database, every step of the schema applied.

    Transactions are begun by hand; a commit is on disk when it returns. StorageNewer and StorageDamaged leave
    the file as it is, StorageUnavailable means that the disk or another program is in the way.
    """
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _refuse_foreign(path, schema)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")  # a dropped body leaves no trace in its page
            schema.migrations.apply(Database(connection))
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_foreign(path: Path, schema: Schema) -> None:
    """Look at an existing file through a connection that cannot write."""
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if not start:
        return  # the program was killed before its first write
    if start != _MAGIC:
        raise StorageDamaged(f"The file {path} is no database of Kurumaza and was left as it is.")
    with closing(sqlite3.connect(f"{file_uri(path.absolute())}?mode=ro", uri=True)) as connection:
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


def file_uri(path: PurePath) -> str:
    """The address of an absolute path as SQLite reads it: it knows no servers, as those of Windows shares."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

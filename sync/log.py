"""The append-only log of every event this device holds, in SQLite; one writer.

Every call is durable when it returns but one: `take` keeps events of others in memory until `save`, or any
other call that writes, puts them on disk. Until then nothing but `take` itself counts them.

Each log of a device is kept without gaps: an event is taken when it is the next one and names its
predecessor. What cannot be taken is told as a value, because a peer sent it and this device did nothing
wrong.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sync.clock import HybridTime
from sync.database import open_database, storage_errors
from sync.errors import BadEvent, StorageDamaged, StorageError
from sync.events import Event, is_intact, restore

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MAX_ADDRESSES: Final = 64
MAX_WAITING: Final = 2_000
_PAGE: Final = 500
_ROOM_KEY: Final = "room"
_THINNED_KEY: Final = "thinned"
_ROOM: Final = 32 * 1024

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """An event that came before its predecessors; `have` is the highest sequence of its log that is here."""

    event: Event
    have: int


@dataclass(frozen=True, slots=True)
class Fork:
    """Proof that a log was written twice: two signed events that cannot both stand; `kept` was first."""

    kept: Event
    other: Event


@dataclass(frozen=True, slots=True)
class Added:
    """What became of events from a peer; those already here are in none of the three."""

    new: tuple[Event, ...] = ()
    gaps: tuple[Gap, ...] = ()
    forks: tuple[Fork, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """Where a device of a meeting answered: HOST:PORT, and when it last did (ms since 1970 UTC)."""

    address: str
    device: str
    seen_ms: int


class _Head(NamedTuple):
    sequence: int
    event_id: str
    device: str


class EventLog:
    """The log of one profile. May be called from any thread; calls are one after another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._queue = threading.RLock()  # taken alone, or after the other one
        self._connection = open_database(path)
        self._heads: dict[tuple[str, str], _Head] = {}
        self._waiting: list[Event] = []
        self._waiting_heads: dict[tuple[str, str], _Head] = {}
        try:
            self._read_heads()
        except BaseException:  # whatever it is: nobody else has the connection to close
            self._connection.close()
            raise

    def check(self) -> None:
        """Compare every event with its own digests. Raises StorageDamaged."""
        with self._lock, storage_errors(self._path):
            for event_id, header, body in self._connection.execute(
                "SELECT event_id, header, body FROM event"
            ):
                if not is_intact(event_id, header, body):
                    raise StorageDamaged(f"The file {self._path} holds a damaged event.")

    def recovered_frames(self) -> int:
        """How many pages SQLite found good in the file beside the database. Raises StorageError."""
        with self._lock, storage_errors(self._path):
            return int(self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])

    def close(self) -> None:
        """Close the database; what only waits for `save` is not saved."""
        with self._lock:
            self._connection.close()

    def append(self, event: Event) -> None:
        """Keep an event of this device.

        On disk when it returns. ValueError if it does not continue its log.
        """
        if self.add((event,)).new != (event,):
            raise ValueError(f"event {event.sequence} does not continue log {event.log}")

    def add(self, events: Iterable[Event]) -> Added:
        """Keep checked events of anybody in one transaction; those already here change nothing."""
        new: list[Event] = []
        gaps: list[Gap] = []
        forks: list[Fork] = []
        heads: dict[tuple[str, str], _Head] = {}
        with self._transaction() as connection:
            for event in events:
                place = event.meeting, event.log
                head = heads.get(place) or self._head(place)
                have = head.sequence if head else 0
                if event.sequence <= have:
                    self._compare(connection, event, new, forks)
                elif event.sequence > have + 1:
                    gaps.append(Gap(event, have))
                elif head and _breaks(event, head):
                    forks.append(Fork(self._stored(connection, event, have), event))
                else:
                    _insert(connection, event)
                    heads[place] = _Head(event.sequence, event.event_id, event.device)
                    new.append(event)
        self._heads.update(heads)
        return Added(tuple(new), tuple(gaps), tuple(forks))

    def take(self, events: Iterable[Event]) -> Added:
        """Check events of others as `add` does, and let them wait for `save`; those here change nothing.

        StorageError when too many wait because the disk refuses them; then none is taken.
        """
        new: list[Event] = []
        gaps: list[Gap] = []
        forked: list[tuple[Event, int]] = []
        repeated: list[Event] = []
        heads: dict[tuple[str, str], _Head] = {}
        if len(self._waiting) >= MAX_WAITING:
            self.save()
        for event in events:
            place = event.meeting, event.log
            head = heads.get(place) or self._head(place)
            have = head.sequence if head else 0
            if event.sequence > have + 1:
                gaps.append(Gap(event, have))
            elif event.sequence == have + 1 and head and _breaks(event, head):
                forked.append((event, have))
            elif event.sequence == have + 1:
                heads[place] = _Head(event.sequence, event.event_id, event.device)
                new.append(event)
            else:
                repeated.append(event)
        forks = [Fork(self._kept(event, have), event) for event, have in forked]
        with self._queue:  # not the lock of the database: a commit in another thread holds up nobody here
            self._waiting += new
            self._waiting_heads.update(heads)
        for event in repeated:
            kept = self._kept(event, event.sequence)
            if kept.event_id != event.event_id:
                forks.append(Fork(kept, event))
            elif kept.body_bytes is None and event.body_bytes is not None:
                new += self.add((event,)).new
        return Added(tuple(new), tuple(gaps), tuple(forks))

    def save(self) -> None:
        """Put on disk what was taken."""
        if self._waiting:
            with self._transaction():
                pass  # every transaction begins with what waits

    def drop_body(self, event_id: str) -> bool:
        """Forget the body of an event for good, keeping what was signed.

        False if there was none to forget.
        """
        with self._transaction() as connection:
            cursor = connection.execute(
                "UPDATE event SET body = NULL, dropped = 1 WHERE event_id = ? AND dropped = 0", (event_id,)
            )
            return cursor.rowcount > 0

    def have(self, meeting: str) -> dict[str, int]:
        """Return the version vector of a meeting: the highest sequence of each log, without gaps below it."""
        with self._lock:
            return {log: head.sequence for (of, log), head in self._heads.items() if of == meeting}

    def have_of(self, meeting: str, device: str) -> dict[str, int]:
        """Return the part of the version vector that one device wrote: what `upto` of its removal names."""
        with self._lock:
            return {
                log: head.sequence
                for (of, log), head in self._heads.items()
                if (of, head.device) == (meeting, device)
            }

    def head(self, meeting: str, log: str) -> tuple[int, str]:
        """Return sequence and id of the last event of a log, (0, "") if there is none."""
        with self._lock:
            head = self._heads.get((meeting, log))
            return (head.sequence, head.event_id) if head else (0, "")

    def read(self, meeting: str, log: str, after: int = 0, limit: int = 128) -> list[Event]:
        """Return at most `limit` events of a log that follow a sequence, in order."""
        where = "WHERE meeting = ? AND log = ? AND sequence > ? ORDER BY sequence"
        return self._select(where, (meeting, log, after), limit)

    def event(self, event_id: str) -> Event | None:
        """Return one event by its id."""
        return next(iter(self._select("WHERE event_id = ?", (event_id,), 1)), None)

    def events(self, meeting: str) -> Iterator[Event]:
        """Go through every event of a meeting in the order of arrival."""
        after = 0
        while True:
            with self._lock, storage_errors(self._path):
                rows = self._connection.execute(
                    "SELECT header, signature, body, rowid FROM event"
                    " WHERE meeting = ? AND rowid > ? ORDER BY rowid LIMIT ?",
                    (meeting, after, _PAGE),
                ).fetchall()
            if not rows:
                return
            after = rows[-1][3]
            for row in rows:
                yield self._restored(row)

    def meetings(self) -> tuple[str, ...]:
        """Return the ids of all meetings of which there is an event, in alphabetical order."""
        with self._lock:
            return tuple(sorted({meeting for meeting, _ in self._heads}))

    def extent(self, meeting: str) -> tuple[int, int]:
        """Return the bytes that the events of a meeting take, and the earliest time (ms) among them."""
        with self._lock, storage_errors(self._path):
            row = self._connection.execute(
                "SELECT SUM(LENGTH(header) + LENGTH(signature) + COALESCE(LENGTH(body), 0)), MIN(time_ms)"
                " FROM event WHERE meeting = ?",
                (meeting,),
            ).fetchone()
        return int(row[0] or 0), int(row[1] or 0)

    def remove(self, meeting: str) -> None:
        """Remove a meeting and all that was noted of it, and overwrite its bytes; it must not be open."""
        with self._lock:
            self._remove("meeting = ?", meeting)
            with self._transaction() as connection:
                connection.execute("DELETE FROM state WHERE meeting = ?", (meeting,))
                connection.execute("DELETE FROM address WHERE meeting = ?", (meeting,))
            self._heads = {place: head for place, head in self._heads.items() if place[0] != meeting}

    def is_thinned(self, meeting: str) -> bool:
        """Whether only some kinds of events of a meeting were kept here."""
        return self.state(meeting, _THINNED_KEY) is not None

    def keep_kinds(self, meeting: str, prefixes: Sequence[str]) -> None:
        """Remove all events but of these kinds; what is left of the logs is of use on this device alone."""
        self.set_state(meeting, _THINNED_KEY, "1")  # first: else the gaps would pass for damage
        others = " AND kind NOT LIKE ?" * len(prefixes)
        with self._lock:
            self._remove(f"meeting = ?{others}", meeting, *(f"{prefix}%" for prefix in prefixes))

    def _remove(self, where: str, *values: str) -> None:
        """Delete events so that the file holds nothing of them, and give their room back."""
        with storage_errors(self._path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._transaction() as connection:
            connection.execute(f"DELETE FROM event WHERE {where}", values)  # noqa: S608 - constants of this class
        with storage_errors(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def newest_time(self, device: str) -> HybridTime:
        """Return the newest time a device ever stamped, in any meeting; zero if it stamped none."""
        with self._lock, storage_errors(self._path):
            row = self._connection.execute(
                "SELECT time_ms, time_counter FROM event WHERE device = ?"
                " ORDER BY time_ms DESC, time_counter DESC LIMIT 1",
                (device,),
            ).fetchone()
        return HybridTime(*row) if row else HybridTime(0)

    def state(self, meeting: str, key: str) -> str | None:
        """Return what this device noted about a meeting; "" is the device itself."""
        with self._lock, storage_errors(self._path):
            row = self._connection.execute(
                "SELECT value FROM state WHERE meeting = ? AND key = ?", (meeting, key)
            ).fetchone()
        return str(row[0]) if row else None

    def state_keys(self, meeting: str, prefix: str) -> list[str]:
        """What follows this prefix in the keys that were noted about a meeting."""
        with self._lock, storage_errors(self._path):
            rows = self._connection.execute(
                "SELECT substr(key, ?) FROM state WHERE meeting = ? AND substr(key, 1, ?) = ? ORDER BY key",
                (len(prefix) + 1, meeting, len(prefix), prefix),
            ).fetchall()
        return [str(row[0]) for row in rows]

    def set_state(self, meeting: str, key: str, value: str | None) -> None:
        """Note something about a meeting, durable when it returns; None forgets it."""
        with self._transaction() as connection:
            if value is None:
                connection.execute("DELETE FROM state WHERE meeting = ? AND key = ?", (meeting, key))
            else:
                connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (meeting, key, value))

    def note(self, meeting: str, key: str, value: str) -> None:
        """The same for what is only a hint or comes again: a disk that refuses is logged, no more."""
        try:
            self.set_state(meeting, key, value)
        except StorageError as error:
            logger.info("%s could not be noted: %s", key, error.message)

    def prove_room(self) -> None:
        """Write more than one comment needs, and take it away again.

        StorageError while the disk refuses. The room that was taken stays with the file, for what comes next.
        """
        self.set_state("", _ROOM_KEY, "x" * _ROOM)
        self.set_state("", _ROOM_KEY, None)

    def known_addresses(self, meeting: str) -> tuple[KnownAddress, ...]:
        """Return where devices of a meeting answered, the latest first."""
        with self._lock, storage_errors(self._path):
            rows = self._connection.execute(
                "SELECT address, device, seen_ms FROM address WHERE meeting = ?"
                " ORDER BY seen_ms DESC, address",
                (meeting,),
            ).fetchall()
        return tuple(KnownAddress(*row) for row in rows)

    def remember_address(self, meeting: str, address: str, device: str, seen_ms: int) -> None:
        """Note that a device answered at HOST:PORT; the oldest notes beyond 64 of a meeting are forgotten."""
        self.remember_addresses(meeting, ((address, device),), seen_ms)

    def remember_addresses(self, meeting: str, found: Sequence[tuple[str, str]], seen_ms: int) -> None:
        """The same of several addresses, each with its device, in one go."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO address VALUES (?, ?, ?, ?)",
                [(meeting, address, device, seen_ms) for address, device in found],
            )
            connection.execute(
                "DELETE FROM address WHERE meeting = ? AND address NOT IN"
                " (SELECT address FROM address WHERE meeting = ? ORDER BY seen_ms DESC LIMIT ?)",
                (meeting, meeting, MAX_ADDRESSES),
            )

    def _read_heads(self) -> None:
        with storage_errors(self._path):
            rows = self._connection.execute(
                "SELECT meeting, log, MAX(sequence), event_id, device, COUNT(*) FROM event"
                " GROUP BY meeting, log"
            ).fetchall()
            thinned = {
                meeting
                for (meeting,) in self._connection.execute(
                    "SELECT meeting FROM state WHERE key = ?", (_THINNED_KEY,)
                )
            }
            for meeting, log, sequence, event_id, device, count in rows:
                if sequence != count and meeting not in thinned:
                    raise StorageDamaged(f"The file {self._path} lacks events of a log that it holds.")
                self._heads[meeting, log] = _Head(sequence, event_id, device)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """What waits and all of this, or nothing; on disk when it ends."""
        with self._lock, storage_errors(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                waited = tuple(self._waiting)
                for event in waited:
                    _insert(self._connection, event)
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._connection.execute("ROLLBACK")
                raise
            self._saved(waited)

    def _saved(self, waited: Sequence[Event]) -> None:
        with self._queue:
            for event in waited:
                place = event.meeting, event.log
                head = self._heads[place] = _Head(event.sequence, event.event_id, event.device)
                if self._waiting_heads[place] == head:
                    del self._waiting_heads[place]
            del self._waiting[: len(waited)]

    def _head(self, place: tuple[str, str]) -> _Head | None:
        """The last event of a log that is here, saved or not."""
        with self._queue:
            return self._waiting_heads.get(place) or self._heads.get(place)

    def _kept(self, event: Event, sequence: int) -> Event:
        """The event of a log that is here with this sequence, saved or not."""
        with self._queue:
            for waiting in reversed(self._waiting):
                if (waiting.meeting, waiting.log, waiting.sequence) == (event.meeting, event.log, sequence):
                    return waiting
        with self._lock, storage_errors(self._path):
            return self._stored(self._connection, event, sequence)

    def _compare(
        self, connection: sqlite3.Connection, event: Event, new: list[Event], forks: list[Fork]
    ) -> None:
        """Judge an event whose place is taken: the same one, the same with its missing body, or a fork."""
        kept = self._stored(connection, event, event.sequence)
        if kept.event_id != event.event_id:
            forks.append(Fork(kept, event))
        elif kept.body_bytes is None and event.body_bytes is not None:
            cursor = connection.execute(
                "UPDATE event SET body = ? WHERE event_id = ? AND dropped = 0",
                (event.body_bytes, event.event_id),
            )
            if cursor.rowcount:
                new.append(event)

    def _stored(self, connection: sqlite3.Connection, event: Event, sequence: int) -> Event:
        row = connection.execute(
            "SELECT header, signature, body FROM event WHERE meeting = ? AND log = ? AND sequence = ?",
            (event.meeting, event.log, sequence),
        ).fetchone()
        return self._restored(row)

    def _select(self, where: str, values: tuple[Any, ...], limit: int) -> list[Event]:
        with self._lock, storage_errors(self._path):
            rows = self._connection.execute(
                f"SELECT header, signature, body FROM event {where} LIMIT ?",  # noqa: S608 - a constant
                (*values, limit),
            ).fetchall()
        return [self._restored(row) for row in rows]

    def _restored(self, row: tuple[Any, ...]) -> Event:
        try:
            return restore(row[0], row[1], row[2])
        except BadEvent as error:
            raise StorageDamaged(f"The file {self._path} holds a damaged event: {error.message}.") from error


def _breaks(event: Event, head: _Head) -> bool:
    """Whether an event names another predecessor, or another author, than the log it claims to continue."""
    return (event.previous, event.device) != (head.event_id, head.device)


def _insert(connection: sqlite3.Connection, event: Event) -> None:
    connection.execute(
        "INSERT INTO event (meeting, log, sequence, event_id, device, kind, time_ms, time_counter, header,"
        " signature, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event.meeting,
            event.log,
            event.sequence,
            event.event_id,
            event.device,
            event.kind,
            event.time.ms,
            event.time.counter,
            event.header,
            event.signature,
            event.body_bytes,
        ),
    )

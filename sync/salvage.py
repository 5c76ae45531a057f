"""Opens the log of a profile; a damaged one is set aside under a new name, and what it held is carried over.

Nothing is written into the damaged file, and nothing is put in its place before all that can be read of it
is on the disk beside it. A salvage that was interrupted goes on at the next start.

    events.db.salvaging       being written; begun anew after a crash
    events.db.salvaged        whole; it takes the place of the damaged file once that has its new name
    events.db.damaged-1 …     what was found, with its WAL beside it: events.db.damaged-1-wal
"""

from __future__ import annotations

import itertools
import json
import logging
import shutil
import sqlite3
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sync.database import storage_errors
from sync.database_pages import committed, frames, page_size, payloads, views
from sync.errors import StorageDamaged, StorageError, StorageFull
from sync.events import Event, decode, encode, found_in
from sync.log import EventLog
from sync.replacement import put_in_place
from sync.status import Notice, Severity

ORPHANS_KEY: Final = "orphans"
MAX_ORPHANS: Final = 2_000
_BESIDE: Final = ("-wal", "-shm")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of a damaged log: how many events are in the new one, and the name of the old file."""

    events: int
    aside: str

    def notice(self) -> Notice:
        """The same for a person."""
        text = (
            f"The events on this PC were damaged. {self.events} were saved, what is missing comes back from"
            f" other PCs. The file was kept as {self.aside}."
        )
        return Notice(Severity.WARNING, "storage_salvaged", text, (str(self.events), self.aside))


def open_log(path: Path) -> tuple[EventLog, Salvaged | None]:
    """Open the events of a profile, and salvage them first where they are damaged. Raises StorageError.

    StorageNewer, and StorageDamaged where no event can be read, leave the file as it is: it may not be ours.
    """
    with storage_errors(path):
        aside = _finish(path)
        beside = _read(_with(path, "-wal"))
        is_gone = bool(beside) and not _read(path)  # SQLite would throw away what lies beside nothing
    if is_gone and (salvaged := _salvage(path)) is not None:
        return salvaged
    try:
        log = _opened(path)
    except StorageDamaged:
        salvaged = _salvage(path)
        if salvaged is None:
            raise
        return salvaged
    try:
        if aside:
            count = sum(sum(log.have(meeting).values()) for meeting in log.meetings())
            return log, _told(path, count, aside)
        return log, _add_what_was_cut_off(log, path, beside) if beside else None
    except BaseException:  # whatever it is: nobody else has the log to close
        log.close()
        raise


def orphans(log: EventLog, meeting: str) -> tuple[Event, ...]:
    """Events that were saved from a damaged log and lack a predecessor there."""
    told = json.loads(log.state(meeting, ORPHANS_KEY) or "[]")
    return tuple(decode(b64decode(frame)) for frame in told)


def keep_orphans(log: EventLog, meeting: str, events: Sequence[Event]) -> None:
    """Note which of them are still without. Raises StorageError."""
    told = [b64encode(encode(event)).decode("ascii") for event in events]
    log.set_state(meeting, ORPHANS_KEY, json.dumps(told) if told else None)


def _opened(path: Path) -> EventLog:
    log = EventLog(path)
    try:
        log.check()
    except BaseException:  # whatever it is: nobody else has the log to close
        log.close()
        raise
    return log


def _add_what_was_cut_off(log: EventLog, path: Path, wal: bytes) -> Salvaged | None:
    """SQLite reads a WAL as far as its first damaged page; take over the events that stand behind that.

    A power cut tears the end of the last transaction, which was confirmed to nobody. More than that is
    damage: it is told, and the file kept.
    """
    with storage_errors(path):
        database = _read(path)
    written = committed(frames(wal, page_size(database, wal)))
    try:
        lost = written[log.recovered_frames() :]
    except StorageFull:  # it cannot be known; what is here already is added without a write
        lost = written[:0]
    else:
        if not lost:
            return None
    aside = _with(_free_name(path), "-wal")
    is_damage = sum(frame.commits for frame in lost) > 1
    if is_damage:
        with storage_errors(path):
            aside.write_bytes(wal)
    here = (log.events(meeting) for meeting in log.meetings())
    chains, orphaned = _arranged(*here, _events(database, wal, set()))
    added = sum(len(log.add(chain).new) for chain in chains)
    for meeting, left in orphaned.items():
        waiting = {event.event_id: event for event in (*orphans(log, meeting), *left)}
        keep_orphans(log, meeting, list(waiting.values())[:MAX_ORPHANS])
    if added or lost:
        logger.warning("%d pages beside %s cannot be read; %d events were saved", len(lost), path, added)
    return Salvaged(added, aside.name) if is_damage else None


def _salvage(path: Path) -> tuple[EventLog, Salvaged] | None:
    """Put a new log in the place of a damaged one; None when there is no event to be saved."""
    beside = _with(path, ".salvaging")
    with storage_errors(path):
        database, wal = _read(path), _read(_with(path, "-wal"))
        _remove(beside)
    known: set[str] = set()
    chains, orphaned = _arranged(_sound_rows(path, known), _events(database, wal, known))
    if not chains and not orphaned:
        return None
    try:
        log = EventLog(beside)
        try:
            count = sum(len(log.add(chain).new) for chain in chains)
            _carry_notes(path, log)
            for meeting, left in orphaned.items():
                keep_orphans(log, meeting, left[:MAX_ORPHANS])
        finally:
            log.close()
    except StorageError:  # no room for a second one: the next start tries again
        _remove(beside)
        raise
    with storage_errors(path):
        put_in_place(beside, _with(path, ".salvaged"))
        aside = _finish(path)
    return EventLog(path), _told(path, count, aside)


def _told(path: Path, count: int, aside: str) -> Salvaged:
    logger.warning("%s was damaged and is kept as %s; %d events were saved", path, aside, count)
    return Salvaged(count, aside)


def _finish(path: Path) -> str:
    """Put what was salvaged in the place of the damaged file, which gets a new name. Raises OSError."""
    salvaged = _with(path, ".salvaged")
    if not salvaged.exists():
        return ""
    aside, last = _free_name(path), path
    _with(path, "-shm").unlink(missing_ok=True)  # what SQLite makes anew from the two others
    for ending in ("-wal", ""):
        if _with(path, ending).exists():
            last = aside
            put_in_place(_with(path, ending), _with(aside, ending))
    put_in_place(salvaged, path)
    return last.name


def _free_name(path: Path) -> Path:
    names = (_with(path, f".damaged-{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists() and not _with(name, "-wal").exists())


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _remove(path: Path) -> None:
    for ending in ("", *_BESIDE):
        _with(path, ending).unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    """The bytes of a file; "" where there is none. Raises OSError."""
    return path.read_bytes() if path.is_file() else b""


def _events(database: bytes, wal: bytes, known: set[str]) -> Iterator[Event]:
    """Every event that can be read anywhere in these bytes, those that SQLite would have shown first."""
    for pages in views(database, wal):
        for payload in payloads(pages):
            yield from found_in(payload, known)
    yield from found_in(database, known)
    yield from found_in(wal, known)


@contextmanager
def _copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the damaged file that SQLite may do with as it likes."""
    copied = _with(path, ".looking")
    try:
        for ending in ("", "-wal"):
            if _with(path, ending).is_file():
                shutil.copyfile(_with(path, ending), _with(copied, ending))
        with closing(sqlite3.connect(copied)) as connection:
            yield connection
    finally:
        _remove(copied)


def _sound_rows(path: Path, known: set[str]) -> Iterator[Event]:
    """The events that SQLite still shows, up to the first page that it cannot read."""
    with storage_errors(path), _copy(path) as connection:
        for parts in _rows(connection, "SELECT header, signature, body FROM event"):
            yield from found_in(b"".join(part for part in parts if isinstance(part, bytes)), known)


def _carry_notes(path: Path, log: EventLog) -> None:
    """What the device noted for itself, as far as SQLite shows it."""
    with storage_errors(path), _copy(path) as connection:
        for meeting, key, value in _rows(connection, "SELECT meeting, key, value FROM state"):
            log.note(str(meeting), str(key), str(value))
        for meeting, address, device, seen in _rows(connection, "SELECT * FROM address"):
            log.remember_address(str(meeting), str(address), str(device), int(seen))


def _rows(connection: sqlite3.Connection, question: str) -> Iterator[tuple[Any, ...]]:
    """The rows up to the first page that cannot be read."""
    try:
        yield from connection.execute(question)
    except sqlite3.DatabaseError as error:
        logger.info("the rest cannot be read by SQLite: %s", error)


def _by_log(events: Iterable[Event]) -> dict[tuple[str, str], list[Event]]:
    """The events of each log, each once; of one with its body and one without, the former."""
    seen: dict[str, Event] = {}
    for event in events:
        known = seen.get(event.event_id)
        if known is None or (known.body_bytes is None and event.body_bytes is not None):
            seen[event.event_id] = event
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in seen.values():
        found[event.meeting, event.log].append(event)
    return found


def _arranged(*sources: Iterable[Event]) -> tuple[list[list[Event]], dict[str, list[Event]]]:
    """The logs without gaps, the earliest first, and by meeting what stands behind a gap."""
    chains: list[list[Event]] = []
    behind: dict[str, list[Event]] = defaultdict(list)
    for (meeting, _log), events in _by_log(itertools.chain(*sources)).items():
        chain = _chain(events)
        reached = chain[-1].sequence if chain else 0
        if chain:
            chains.append(chain)
        behind[meeting] += sorted(
            (event for event in events if event.sequence > reached), key=lambda event: event.sequence
        )
    chains.sort(key=lambda chain: chain[0].time)
    for left in behind.values():
        left.sort(key=lambda event: (event.time, event.sequence))
    return chains, {meeting: left for meeting, left in behind.items() if left}


def _chain(events: Sequence[Event]) -> list[Event]:
    """From the first event of a log as far as each names the one before; of two the one found first."""
    places: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        places[event.sequence].append(event)
    chain: list[Event] = []
    previous = ""
    while True:
        following = [event for event in places.get(len(chain) + 1, ()) if event.previous == previous]
        if not following:
            return chain
        named = {event.previous for event in places.get(len(chain) + 2, ())}
        chain.append(next((event for event in following if event.event_id in named), following[0]))
        previous = chain[-1].event_id

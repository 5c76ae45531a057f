"""The events of one meeting on this device.

Own ones are on disk before anybody sees them. Those of others are checked, applied and passed on first, and
saved soon after in one go: their author has them on disk, and `saved` names only what is on this one, so what
a power cut takes from here comes again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sync.blobs import Manifest, manifest_of
from sync.bodies import FILE_KINDS, KINDS
from sync.clock import HybridClock
from sync.collecting import COLLECTED
from sync.document_versions import DOCUMENT_KINDS
from sync.errors import StorageError
from sync.events import CREATE, Event, decode, encode, new_log_id, sign_event
from sync.fold import Fold
from sync.forks import FORK, forked_at, proof_of
from sync.keys import DeviceKey
from sync.log import Added, EventLog, Fork
from sync.presenting import PRESENTER_KINDS
from sync.terms import CLAIM

ANSWERING: Final = frozenset(("ballot.cast", "lookback.answer"))
"""What answers a question of the chair: known by the id of the question too, as the newest answer counts."""
AWAITED: Final = frozenset(("comment.add", "floor.request", *ANSWERING))
"""What its author is told about until it has reached the chair's PC."""
MAX_UNPROVED: Final = 100
RECENT_FRAMES: Final = 4_096
RECENT_BYTES: Final = 32 * 1024 * 1024
LOGS_PER_DEVICE: Final = 500
"""One for each start of the program; more than a day of crashes makes, fewer than fill a HAVE."""

logger = logging.getLogger(__name__)


class Journal:
    """Writes, stores and serves the events of one meeting. Not thread-safe: belongs to the node's loop."""

    def __init__(self, log: EventLog, key: DeviceKey, clock: HybridClock, meeting: str) -> None:
        self.meeting_id = meeting
        self.fold = Fold()
        self.own_comments: dict[str, tuple[str, int]] = {}
        self.own_words: dict[str, tuple[str, int]] = {}  # with votes, requests and answers; see AWAITED
        self.own_receipts: dict[str, tuple[str, int]] = {}
        self.own_files: set[str] = set()  # by SHA-256, what this device brought into the meeting
        self.manifests: dict[
            str, Manifest
        ] = {}  # by the event that brought the file: a version of a document
        self._log = log
        self._key = key
        self._clock = clock
        self._log_id = new_log_id()
        self._have: dict[str, int] = {}
        self._saved: dict[str, int] = {}
        self._devices: dict[str, str] = {}
        self._limits: dict[tuple[str, str], int] = {}
        self._proofs: list[Event] = []
        self._spoken_ms: dict[str, int] = {}
        self._unproved: list[Fork] = []
        self._recent: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._recent_bytes = 0
        self._dropped: set[str] = set()
        self._withdrawn = False  # whether there may be texts to forget
        for event in log.events(meeting):
            self._apply(event)
        self._saved.update(self._have)

    @classmethod
    def found(cls, log: EventLog, key: DeviceKey, clock: HybridClock, body: Mapping[str, Any]) -> Journal:
        """Begin a meeting: its first event gives it its id and makes this device its chair."""
        log_id = new_log_id()
        time = clock.tick()
        event = sign_event(
            key,
            meeting="",
            log=log_id,
            sequence=1,
            previous="",
            time=time,
            wall_ms=time.ms,
            authority=(0, 1),
            kind=CREATE,
            body={**body, "nonce": secrets.token_hex(16)},
        )
        log.append(event)
        journal = cls(log, key, clock, event.meeting)
        journal._log_id = log_id
        return journal

    def write(self, kind: str, target: str = "", body: Mapping[str, Any] | None = None) -> Event:
        """Sign an event of this device and put it on disk. Raises StorageError; then nothing happened."""
        if self.fold.frozen_at(self._log_id, self._key.device) is not None:
            self._log_id = new_log_id()  # somebody wrote this one with our key: go on where it counts
        sequence, previous = self._log.head(self.meeting_id, self._log_id)
        term, number = self.fold.authority()
        if kind == CLAIM:
            term, number = (body or {})["term"], 0
        time = self._clock.tick()
        event = sign_event(
            self._key,
            meeting=self.meeting_id,
            log=self._log_id,
            sequence=sequence + 1,
            previous=previous,
            time=time,
            wall_ms=time.ms,
            authority=(term, number + 1) if self._moves_authority(kind) else (term, number),
            kind=kind,
            target=target,
            body=body or {},
        )
        self._log.append(event)  # and with it whatever waited to be saved
        self._apply(event)
        self._saved.update(self._have)
        if event.kind == "comment.delete":
            with contextlib.suppress(StorageError):  # it is written; the next save tries again
                self._drop_bodies()
        return event

    def _moves_authority(self, kind: str) -> bool:
        """Whether an event of this device takes a new position: only the chair's own words do."""
        beside_chair = kind in PRESENTER_KINDS or kind in DOCUMENT_KINDS
        return KINDS[kind].authority and (not beside_chair or self._key.device == self.chair)

    def take(self, events: Iterable[Event]) -> Added:
        """Let the meeting follow checked events of others; they wait for `save`. Raises StorageError.

        Nothing beyond the fork of a log is taken. A fork found here is proved by an event of this device,
        which `proofs` gives.
        """
        added = self._log.take(event for event in events if not self._is_beyond(event))
        for event in added.new:
            self._clock.observe(event.time)
            self._apply(event)
        self._prove_all(added.forks)
        return added

    def compare(self, events: Iterable[Event]) -> None:
        """Look for forks among events whose places are taken here, as far as they are still in memory."""
        for event in events:
            place = event.log, event.sequence
            frame = self._recent.get(place)
            if frame is not None and event.header not in frame and not self._is_beyond(event):
                self._prove_all((Fork(decode(frame), event),))

    def proofs(self) -> tuple[Event, ...]:
        """Return the proofs of forks written since the last call, for the others."""
        found, self._proofs = tuple(self._proofs), []
        return found

    def _prove_all(self, forks: Iterable[Fork]) -> None:
        """Prove forks, also those that a full disk kept from being proved before."""
        self._unproved += forks
        try:
            while self._unproved:
                self._prove(self._unproved[0])
                del self._unproved[0]
        except StorageError as error:  # what arrived is followed all the same
            del self._unproved[MAX_UNPROVED:]
            logger.warning("a log that was written twice is not proved yet: %s", error.message)

    def _prove(self, fork: Fork) -> None:
        frozen = forked_at(fork.kept, fork.other)
        if frozen is None:  # of two devices: one of them used the log of the other, which proves nothing
            return
        known = self.fold.frozen_at(frozen.log, frozen.device)
        if known is None or frozen.sequence < known:
            logger.warning("log %s of %s was written twice", frozen.log, frozen.device)
            self._proofs.append(self.write(FORK, body=proof_of(fork.kept, fork.other)))

    def _is_beyond(self, event: Event) -> bool:
        limit = self._limits.get((event.device, event.log))
        return limit is not None and event.sequence >= limit

    async def save(self) -> None:
        """Put on disk what was taken, off the loop, and forget there what was withdrawn.

        Raises StorageError; then it still waits.
        """
        taken = dict(self._have)
        await asyncio.to_thread(self._log.save)
        self._saved.update(taken)
        self._limit_promises()
        self._drop_bodies()

    async def prove_room(self) -> None:
        """See whether the disk takes a comment again, off the loop. Raises StorageError while it does not."""
        await asyncio.to_thread(self._log.prove_room)

    def save_now(self) -> None:
        """The same before it returns, for the end of the program. Raises StorageError."""
        self._log.save()
        self._saved.update(self._have)
        self._drop_bodies()

    @property
    def sealed(self) -> Mapping[str, Manifest]:
        """The manifests of confidential documents, by events that count: who may bring none names no key.

        With them what a void term brought and nobody can make count any more: it has to go.
        """
        sealed = {event: manifest for event, manifest in self.manifests.items() if manifest.key}
        brought = self.fold.brought() | self.fold.stray_files() if sealed else frozenset()
        return {event: manifest for event, manifest in sealed.items() if event in brought}

    def newest_word_ms(self) -> int:
        """When the chairs of this meeting spoke last, in milliseconds since 1970 UTC; 0 before they did."""
        return max((self._spoken_ms.get(chair, 0) for chair in self.fold.chairs()), default=0)

    def have(self) -> Mapping[str, int]:
        """Per log, the highest sequence number that the meeting follows."""
        return self._have

    def saved(self) -> Mapping[str, int]:
        """Per log, the highest sequence number on disk."""
        return self._saved

    def have_of(self, device: str) -> dict[str, int]:
        """Return the part of `have` that one device wrote: what `upto` of its removal names."""
        return {log: sequence for log, sequence in self._have.items() if self._devices[log] == device}

    def is_thinned(self) -> bool:
        """Whether a rule removed the words of this meeting here. Raises StorageError."""
        return self._log.is_thinned(self.meeting_id)

    def events(self) -> Iterable[Event]:
        """Go through every event on disk, in the order of arrival. Raises StorageError."""
        return self._log.events(self.meeting_id)

    @property
    def chair(self) -> str:
        """The device whose word counts now, "" before the first event is here."""
        return self.fold.chair()

    def has_room(self, event: Event) -> bool:
        """Whether its log may be kept: devices that are not admitted share the logs of one."""
        if event.log in self._devices or event.device == self._key.device:
            return True
        writers = self._devices.values()
        if self._is_known(event.device):
            return sum(device == event.device for device in writers) < LOGS_PER_DEVICE
        return sum(not self._is_known(device) for device in writers) < LOGS_PER_DEVICE

    def _is_known(self, device: str) -> bool:
        return device == self.chair or self.fold.is_member(device)

    def in_order(self, logs: Iterable[str]) -> Sequence[str]:
        """The logs of all chairs first, because they hold roster and agenda; then by arrival."""
        wanted = set(logs)
        chairs = self.fold.chairs()
        ordered = [log for log in self._devices if log in wanted]
        return sorted(ordered, key=lambda log: self._devices[log] not in chairs)

    def frames(self, log: str, after: int, limit: int) -> Sequence[bytes]:
        """At most `limit` encoded events of a log that follow a sequence number, none beyond its fork."""
        frozen = self._limits.get((self._devices.get(log, ""), log))
        if frozen is not None:
            limit = min(limit, frozen - 1 - after)
            if limit <= 0:
                return []
        found: list[bytes] = []
        while len(found) < limit and (frame := self._recent.get((log, after + 1 + len(found)))) is not None:
            found.append(frame)
        if found:
            return found
        return [encode(event) for event in self._log.read(self.meeting_id, log, after, limit)]

    def _apply(self, event: Event) -> None:
        self.fold.apply(event)
        log, sequence = event.log, event.sequence
        self._have[log] = max(sequence, self._have.get(log, 0))
        self._devices.setdefault(log, event.device)
        if event.kind in KINDS and KINDS[event.kind].authority:
            self._spoken_ms[event.device] = max(event.time.ms, self._spoken_ms.get(event.device, 0))
        self._withdrawn |= event.kind in ("comment.delete", "comment.edit", "comment.add")
        if event.kind == FORK or self._limits:
            self._limits = self.fold.frozen()
            self._limit_promises()
        self._keep_recent(log, sequence, encode(event))
        if event.device == self._key.device:
            self._note_own(event)
        if event.kind in FILE_KINDS and event.body is not None:
            self.manifests[event.event_id] = manifest_of(event.body)

    def _note_own(self, event: Event) -> None:
        """Remember where an event of this device stands whose way its author wants to know."""
        place = event.log, event.sequence
        if event.kind == "comment.add":
            self.own_comments[event.event_id] = place
        elif event.kind == COLLECTED:
            self.own_receipts[event.event_id] = place
        elif event.kind in FILE_KINDS:
            self.own_files.add((event.body or {})["sha256"])
        if event.kind in AWAITED:
            self.own_words[event.event_id] = place
        if event.kind in ANSWERING:
            self.own_words[event.target] = place  # a secret ballot is not in the meeting; its poll is

    def _limit_promises(self) -> None:
        """Tell of a frozen log no more than what lies before the fork."""
        for (device, log), frozen in self._limits.items():
            if self._devices.get(log) == device:
                for told in (self._have, self._saved):
                    if told.get(log, 0) >= frozen:
                        told[log] = frozen - 1

    def _keep_recent(self, log: str, sequence: int, frame: bytes) -> None:
        """Keep what others will ask for next, but no flood of large events."""
        self._recent_bytes += len(frame) - len(self._recent.pop((log, sequence), b""))
        self._recent[log, sequence] = frame
        while len(self._recent) > RECENT_FRAMES or self._recent_bytes > RECENT_BYTES:
            self._recent_bytes -= len(self._recent.popitem(last=False)[1])

    def _drop_bodies(self) -> None:
        """Forget the text of withdrawn comments: it is no longer anybody's to read."""
        if not self._withdrawn:
            return
        for event_id in self.fold.droppable_bodies():
            if event_id not in self._dropped:
                if self._log.drop_body(event_id):
                    self._recent.clear()
                    self._recent_bytes = 0
                self._dropped.add(event_id)
        self._withdrawn = False

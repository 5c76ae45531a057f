"""Which events to send next and which to keep waiting: bringing two logs level, without I/O.

`Exchange` is one side of one connection. It remembers how far the peer holds each log, so whatever the disk
has beyond that is what to send; a slow peer costs no memory, because a batch is made only when the last one
has left. `Intake` puts what arrives, from all peers, into the order of each log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.events import Event
from sync.wire import MAX_BATCH_EVENTS, MAX_HAVE_ENTRIES, Events, Have, State, Want, WireError

MAX_BATCH_BYTES = 64 * 1024
MAX_HELD_PER_LOG = 256
MAX_HELD_LOGS = 64
MAX_HELD_BYTES = 4 * 1024 * 1024
MAX_LOGS = MAX_HAVE_ENTRIES


class Archive(Protocol):
    """What an exchange reads of the events of this device."""

    def have(self) -> Mapping[str, int]:
        """Per log, the highest sequence number held without a gap, on disk or about to be."""

    def saved(self) -> Mapping[str, int]:
        """The same of what is on disk: all that may be promised."""

    def in_order(self, logs: Iterable[str]) -> Sequence[str]:
        """These logs in the order in which to send them: the chair's first."""

    def frames(self, log: str, after: int, limit: int) -> Sequence[bytes]:
        """At most `limit` encoded events of a log that follow the sequence number `after`."""


def state_of(have: Mapping[str, int]) -> bytes:
    """SHA-256 of everything held; equal on two devices that hold the same."""
    text = "".join(f"{log}:{sequence}\n" for log, sequence in sorted(have.items()) if sequence)
    return hashlib.sha256(text.encode()).digest()


class Exchange:
    """What one peer holds, and what it still lacks of ours."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sent: dict[str, int] = {}
        self._acked: dict[str, int] = {}
        self._behind: set[str] = set()
        self.greeted = False

    def greeting(self) -> Have:
        """The first message: everything we hold on disk."""
        return Have(dict(self._archive.saved()), full=True)

    def receipt(self, logs: Iterable[str]) -> Have:
        """How far these logs are on our disk."""
        saved = self._archive.saved()
        return Have({log: saved[log] for log in logs if log in saved})

    def heard_have(self, have: Have) -> None:
        """The peer says what it holds on disk. Raises WireError when it names too many logs."""
        if len(self._acked) + len(have.logs) > 2 * MAX_LOGS:
            raise WireError("too many logs")
        for log, sequence in have.logs.items():
            self._acked[log] = max(sequence, self._acked.get(log, 0))
        if not have.full:
            return
        # A full HAVE is the truth, also where less is held than we sent: what was lost goes out again.
        self._sent = {log: have.logs.get(log, 0) for log in self._archive.have()} | dict(have.logs)
        self._acked = dict(have.logs)
        self._behind = set(self._archive.have())
        self.greeted = True

    def heard_want(self, want: Want) -> None:
        """The peer lacks a piece in the middle: go back to it."""
        for log, first in want.logs.items():
            if log in self._sent:
                self._sent[log] = min(self._sent[log], max(first - 1, 0))
                self._behind.add(log)

    def answer_state(self, state: State) -> Have | None:
        """What to say when the peer's digest differs from ours."""
        return None if state.digest == state_of(self._archive.have()) else self.greeting()

    def heard_event(self, log: str, sequence: int) -> None:
        """The peer sent this event, so it need not be sent back."""
        if self._sent.get(log, 0) == sequence - 1:
            self._sent[log] = sequence

    def grown(self, log: str) -> None:
        """We hold more of this log than before."""
        self._behind.add(log)

    def next_events(self) -> Events | None:
        """The next batch for the peer: at most 128 events, and 64 KiB unless one event alone is larger."""
        if not self.greeted or not self._behind:
            return None
        have = self._archive.have()
        batch: list[bytes] = []
        size = 0
        for log in self._archive.in_order(self._behind):
            while self._sent.get(log, 0) < have.get(log, 0):
                frames = self._archive.frames(log, self._sent.get(log, 0), MAX_BATCH_EVENTS - len(batch))
                if not frames:
                    break
                for frame in frames:
                    if batch and size + len(frame) > MAX_BATCH_BYTES:
                        return Events(tuple(batch))
                    batch.append(frame)
                    size += len(frame)
                    self._sent[log] = self._sent.get(log, 0) + 1
                if len(batch) >= MAX_BATCH_EVENTS:
                    return Events(tuple(batch))
            self._behind.discard(log)
        return Events(tuple(batch)) if batch else None

    def covers(self, log: str, sequence: int) -> bool:
        """Whether the peer said that it holds this event on disk."""
        return self._acked.get(log, 0) >= sequence

    def missing_here(self) -> int:
        """How many events the peer holds that we do not."""
        have = self._archive.have()
        return sum(max(0, sequence - have.get(log, 0)) for log, sequence in self._acked.items())


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a batch: events that may be taken now, in order, and what to ask for again."""

    ready: tuple[Event, ...]
    want: Want | None


class Intake:
    """Puts arriving events into the order of their logs; holds a bounded number that came too early."""

    def __init__(self) -> None:
        self._held: dict[str, dict[int, Event]] = {}
        self._bytes = 0

    def take(self, events: Iterable[Event], have: Mapping[str, int]) -> Taken:
        """Sort a batch against what is here; what cannot be held is forgotten and asked for again."""
        reached: dict[str, int] = {}
        ready: list[Event] = []
        gaps: dict[str, int] = {}
        for event in events:
            log = event.log
            expected = reached.get(log, have.get(log, 0)) + 1
            if event.sequence > expected:
                self._hold(event)
                gaps[log] = expected
            elif event.sequence == expected:
                ready.append(event)
                reached[log] = self._release(log, expected, ready)
        gaps = {log: reached.get(log, first - 1) + 1 for log, first in gaps.items() if self._waits(log)}
        return Taken(tuple(ready), Want(gaps) if gaps else None)

    def _hold(self, event: Event) -> None:
        size = len(event.body_bytes or b"")
        if self._bytes + size > MAX_HELD_BYTES:  # nothing but gaps: whoever is honest sends them again
            self._held.clear()
            self._bytes = 0
        held = self._held.get(event.log)
        if held is None:
            if len(self._held) >= MAX_HELD_LOGS:
                return
            held = self._held[event.log] = {}
        if len(held) < MAX_HELD_PER_LOG and event.sequence not in held:
            held[event.sequence] = event
            self._bytes += size

    def _release(self, log: str, reached: int, ready: list[Event]) -> int:
        held = self._held.get(log)
        while held:
            following = held.pop(reached + 1, None)
            if following is None:
                break
            self._bytes -= len(following.body_bytes or b"")
            ready.append(following)
            reached += 1
        if held:
            for old in [sequence for sequence in held if sequence <= reached]:
                self._bytes -= len(held.pop(old).body_bytes or b"")
        if not held:
            self._held.pop(log, None)
        return reached

    def _waits(self, log: str) -> bool:
        return log in self._held

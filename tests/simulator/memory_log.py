"""The twin of EventLog without a disk: what was only taken is gone after a crash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.clock import HybridTime
from sync.errors import StorageUnavailable
from sync.events import Event
from sync.log import Added, Fork, Gap


class MemoryLog:
    """Behaves as the log of one device in one meeting; `full` makes it refuse what a full disk refuses."""

    def __init__(self) -> None:
        self.full = False
        self._saved: list[Event] = []
        self._place: dict[tuple[str, int], int] = {}
        self._heads: dict[str, Event] = {}
        self._waiting: list[Event] = []
        self._waiting_heads: dict[str, Event] = {}
        self._dropped: set[str] = set()

    def crash(self) -> None:
        """Lose what was taken and not saved."""
        self._waiting.clear()
        self._waiting_heads.clear()

    def append(self, event: Event) -> None:
        if self.add((event,)).new != (event,):
            raise ValueError(f"event {event.sequence} does not continue log {event.log}")

    def add(self, events: Iterable[Event]) -> Added:
        self._begin()
        added = self.take(events)
        self._begin()
        return added

    def take(self, events: Iterable[Event]) -> Added:
        repeated: list[Event] = []
        added = self._sort(events, repeated)
        self._waiting += added.new
        new, forks = list(added.new), list(added.forks)
        for event in repeated:
            kept = self._kept(event)
            if kept.event_id != event.event_id:
                forks.append(Fork(kept, event))
            elif kept.body_bytes is None and event.body_bytes is not None:
                new += self._restore_body(event)
        return Added(tuple(new), added.gaps, tuple(forks))

    def save(self) -> None:
        if self._waiting:
            self._begin()
        self._waiting_heads.clear()

    def drop_body(self, event_id: str) -> bool:
        self._begin()
        if event_id in self._dropped:
            return False
        for place, event in enumerate(self._saved):
            if event.event_id == event_id:
                self._saved[place] = event.without_body()
                self._dropped.add(event_id)
                return True
        return False

    def have(self, meeting: str) -> dict[str, int]:
        return {log: head.sequence for log, head in self._heads.items() if head.meeting == meeting}

    def have_of(self, meeting: str, device: str) -> dict[str, int]:
        return {
            log: head.sequence
            for log, head in self._heads.items()
            if (head.meeting, head.device) == (meeting, device)
        }

    def head(self, meeting: str, log: str) -> tuple[int, str]:
        head = self._heads.get(log)
        return (head.sequence, head.event_id) if head and head.meeting == meeting else (0, "")

    def read(self, meeting: str, log: str, after: int = 0, limit: int = 128) -> list[Event]:
        head, _ = self.head(meeting, log)
        return [
            self._saved[self._place[log, sequence]]
            for sequence in range(after + 1, min(head, after + limit) + 1)
        ]

    def event(self, event_id: str) -> Event | None:
        return next((event for event in self._saved if event.event_id == event_id), None)

    def events(self, meeting: str) -> Iterator[Event]:
        return iter([event for event in self._saved if event.meeting == meeting])

    def newest_time(self, device: str) -> HybridTime:
        return max((event.time for event in self._saved if event.device == device), default=HybridTime(0))

    def _sort(self, events: Iterable[Event], repeated: list[Event] | None = None) -> Added:
        new: list[Event] = []
        gaps: list[Gap] = []
        forks: list[Fork] = []
        heads: dict[str, Event] = {}
        for event in events:
            head = heads.get(event.log) or self._head(event.log)
            have = head.sequence if head else 0
            if event.sequence > have + 1:
                gaps.append(Gap(event, have))
            elif event.sequence <= have:
                if repeated is not None:
                    repeated.append(event)
            elif head and (event.previous, event.device) != (head.event_id, head.device):
                forks.append(Fork(head, event))
            else:
                heads[event.log] = event
                new.append(event)
        self._waiting_heads.update(heads)
        return Added(tuple(new), tuple(gaps), tuple(forks))

    def _head(self, log: str) -> Event | None:
        return self._waiting_heads.get(log) or self._heads.get(log)

    def _kept(self, event: Event) -> Event:
        for waiting in self._waiting:
            if (waiting.log, waiting.sequence) == (event.log, event.sequence):
                return waiting
        return self._saved[self._place[event.log, event.sequence]]

    def _restore_body(self, event: Event) -> tuple[Event, ...]:
        self._begin()
        if event.event_id in self._dropped:
            return ()
        self._saved[self._place[event.log, event.sequence]] = event
        return (event,)

    def prove_room(self) -> None:
        """Whether it would take something."""
        self._begin()

    def _begin(self) -> None:
        """Every transaction begins with what waits."""
        if self.full:
            raise StorageUnavailable("The disk is full.")
        for event in self._waiting:
            self._place[event.log, event.sequence] = len(self._saved)
            self._saved.append(event)
            self._heads[event.log] = event
        self._waiting.clear()
        self._waiting_heads.clear()

"""The clock of the agenda: which item the meeting is at, and how long it has been at each."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any

from sync.chronicle import Stretch
from sync.discussion import AgendaClock, ItemTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sync.meeting import Meeting
    from sync.registers import Act, AuthorityKey
    from sync.standing import Standing


class ItemTimes:
    """Takes agenda.open and agenda.pause of the chair."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._acts: list[tuple[AuthorityKey, Act]] = []
        self._opened: list[tuple[AuthorityKey, Act]] = []

    def receive(self, act: Act) -> bool:
        """Take an act of the chair."""
        insort(self._acts, (act.authority_key, act), key=_key)
        if act.kind == "agenda.open":
            insort(self._opened, (act.authority_key, act), key=_key)
        return True

    def openings(self) -> Iterator[tuple[Act, str]]:
        """Yield each opening of another item than the meeting was at, with that item."""
        before = ""
        for _, act in self._opened:
            item: str = (act.body or {})["item"]
            if item != before:
                yield act, item
            before = item

    def item_at(self, act: Act) -> str:
        """Return the item that the meeting was at when the chair said something."""
        at = bisect_left(self._opened, act.authority_key, key=_key)
        item: str = (self._opened[at - 1][1].body or {})["item"] if at else ""
        return item

    def values(self, frame: Meeting) -> Mapping[str, Any]:
        """Return the present item, and the clock of all."""
        opened = self._opened[-1][1] if self._opened else None
        item = (opened.body or {})["item"] if opened else ""
        if opened is None or frame.agenda_item(item) is None:
            return {"clock": self._clock()}
        since_ms = self._standing.time_of(opened).ms
        return {"current_item": item, "current_since_ms": since_ms, "clock": self._clock()}

    def stretches(self) -> tuple[Stretch, ...]:
        """Return when the meeting was at each item, and when it paused."""
        return self._gone_through().stretches()

    def pauses(self) -> tuple[tuple[int, int], ...]:
        """Return when each pause began and ended; the end of one that goes on is 0."""
        return tuple((each.since_ms, each.until_ms) for each in self.stretches() if not each.item)

    def _clock(self) -> AgendaClock:
        return self._gone_through().clock()

    def _gone_through(self) -> _Run:
        run = _Run()
        closed = self._standing.closed_by
        for key, act in self._acts:
            if closed is not None and key > closed.authority_key:
                break
            now_ms = self._standing.time_of(act).ms
            if act.kind == "agenda.open":
                run.turn_to((act.body or {})["item"], now_ms)
            else:
                run.pause(now_ms, on=(act.body or {})["on"])
        if closed is not None:
            run.turn_to("", self._standing.time_of(closed).ms)
        return run


class _Run:
    """Goes through what the chair said in order; its clock never goes back, whatever that of a PC does."""

    def __init__(self) -> None:
        self._spent: dict[str, int] = {}
        self._over: list[Stretch] = []
        self._item = ""
        self._since_ms = self._paused_ms = 0
        self._now_ms = 1  # 0 says that something has not happened

    def turn_to(self, item: str, now_ms: int) -> None:
        """End the item before and any pause, and begin with this one."""
        self._stop(now_ms)
        self._paused_ms = 0
        self._item = item
        if item:
            self._spent.setdefault(item, 0)
            self._since_ms = self._now_ms

    def pause(self, now_ms: int, *, on: bool) -> None:
        """Begin a pause, or end it; nothing changes when that is so already."""
        if on == bool(self._paused_ms):
            self._now_ms = max(self._now_ms, now_ms)
            return
        self._stop(now_ms)
        self._paused_ms = self._now_ms if on else 0
        if self._item and not on:
            self._since_ms = self._now_ms

    def clock(self) -> AgendaClock:
        """Return how far it came."""
        times = (
            ItemTime(item, spent, self._since_ms if item == self._item else 0)
            for item, spent in self._spent.items()
        )
        return AgendaClock(tuple(times), self._paused_ms)

    def stretches(self) -> tuple[Stretch, ...]:
        """Return all there were, the present one too."""
        return (*self._over, *self._present())

    def _present(self, until_ms: int = 0) -> tuple[Stretch, ...]:
        if self._since_ms:
            return (Stretch(self._item, self._since_ms, until_ms),)
        return (Stretch("", self._paused_ms, until_ms),) if self._paused_ms else ()

    def _stop(self, now_ms: int) -> None:
        self._now_ms = max(self._now_ms, now_ms)
        self._over += self._present(self._now_ms)
        if self._since_ms:
            self._spent[self._item] += self._now_ms - self._since_ms
        self._since_ms = 0


def _key(entry: tuple[AuthorityKey, Act]) -> AuthorityKey:
    return entry[0]

"""Who waits to speak, who speaks, and who spoke how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sync.discussion import Floor, FloorRequest, Speech
from sync.registers import own_order
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sync.item_times import ItemTimes
    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing


class Speeches:
    """Takes requests for the floor, what became of them, and the chair's grants."""

    def __init__(self, standing: Standing, items: ItemTimes) -> None:
        self._standing = standing
        self._items = items
        self._asked: dict[str, list[Act]] = {}  # device -> its requests, and what it took back
        self._granted: list[Act] = []
        self._done: dict[str, list[Act]] = {}  # speech -> who said that it is over

    def receive(self, act: Act) -> bool:
        """Take an act; whether a member's counts is decided when the floor is asked for."""
        if act.kind == "floor.grant":
            self._granted.append(act)
            self._granted.sort(key=lambda each: each.authority_key)
        elif act.kind == "floor.done":
            self._done.setdefault(act.target, []).append(act)
        else:
            self._asked.setdefault(act.device, []).append(act)
        return True

    def values(self, frame: Meeting) -> Mapping[str, Any]:
        """Return the floor of the meeting."""
        granted = [act for act in self._granted if self._standing.roster.member(_device(act)) is not None]
        waiting = [
            request
            for member in frame.members
            if (request := self._waiting(self._asked.get(member.device, ()), granted)) is not None
        ]
        queue = tuple(self._request(act) for act in sorted(waiting, key=self._place))
        speeches = tuple(self._speeches(granted))
        return {"floor": Floor(() if self._standing.closed_by else queue, speeches)}

    def _waiting(self, said: Iterable[Act], granted: Sequence[Act]) -> Act | None:
        """Return the request that a device waits with: the first since it last waited for nothing."""
        first: Act | None = None
        same: set[str] = set()  # it and those that changed nothing
        for act in own_order(filter(self._counts, said), self._standing.time_of):
            if act.kind == "floor.withdraw":
                if act.target in same:
                    first, same = None, set()
            elif not any(_answers(grant, act) for grant in granted):
                first = first or act
                same.add(act.event_id)
        return first

    def _counts(self, act: Act) -> bool:
        """Say whether a member's word counts, and not only when the chair has come to where it stands."""
        if self._standing.is_outside(act) or not self._standing.is_reached(act.authority):
            return False
        return self._standing.from_member(act)

    def _request(self, act: Act) -> FloorRequest:
        agenda = clean_line((act.body or {})["agenda"])
        return FloorRequest(act.event_id, act.device, self._place(act)[0], agenda)

    def _speeches(self, granted: Sequence[Act]) -> Iterable[Speech]:
        """Go through the speeches; the next one, the close or a word of those concerned ends each.

        So does the removal of who speaks. A pause that begins meanwhile is no part of it.
        """
        time_of, closed = self._standing.time_of, self._standing.closed_by
        pauses = self._items.pauses()
        if closed is not None:
            granted = [act for act in granted if act.authority_key < closed.authority_key]
        for place, act in enumerate(granted):
            following = granted[place + 1] if place + 1 < len(granted) else closed
            ends = [self._end_ms(done, act) for done in self._done.get(act.event_id, ())]
            removal = self._standing.roster.removal(_device(act), act.authority_key)
            ends += [time_of(other).ms for other in (following, removal) if other is not None]
            since_ms = max(time_of(act).ms, 1)  # 0 says that something has not happened
            until_ms = max(since_ms, min(known)) if (known := [end for end in ends if end is not None]) else 0
            paused = _paused(pauses, since_ms, until_ms)
            limit_s = (act.body or {})["limit_s"]
            agenda = self._items.item_at(act)
            yield Speech(act.event_id, _device(act), since_ms, until_ms, limit_s, agenda, *paused)

    def _end_ms(self, done: Act, grant: Act) -> int | None:
        """Return when a word of the chair or of the speaker ended a speech, None if it did not.

        A speaker cannot shorten it by a wrong clock: it ended once the chair had heard so, and of a word that
        says to be older than the speech only the cuts tell when.
        """
        standing, cuts = self._standing, self._standing.cuts
        if standing.from_chair(done):
            return standing.time_of(done).ms
        # Whoever was given the floor may lay it down, an observer too.
        is_speaker = done.device == _device(grant) and standing.roster.accepts(done)
        if not is_speaker or standing.is_outside(done):
            return None
        if done.time < standing.time_of(grant):
            return cuts.received_ms(done)
        return max(standing.time_of(done).ms, cuts.absent_ms(done))

    def _place(self, request: Act) -> tuple[int, int, int, str, int]:
        """Return the place in the queue: nobody waits from before the chair had not heard of it yet."""
        time, absent_ms = self._standing.time_of(request), self._standing.cuts.absent_ms(request)
        return (max(time.ms, absent_ms), time.ms, time.counter, request.log, request.sequence)


def _paused(pauses: Iterable[tuple[int, int]], since_ms: int, until_ms: int) -> tuple[int, int]:
    """Return for how long a speech was interrupted, and since when it is, which is 0 while it is not."""
    paused_ms = 0
    for begun_ms, over_ms in pauses:
        if begun_ms >= since_ms and not (until_ms and begun_ms >= until_ms):
            end_ms = min(over_ms or until_ms, until_ms or over_ms)
            if not end_ms:
                return paused_ms, begun_ms
            paused_ms += end_ms - begun_ms
    return paused_ms, 0


def _device(grant: Act) -> str:
    device: str = (grant.body or {})["device"]
    return device


def _answers(grant: Act, request: Act) -> bool:
    """Say whether a grant takes a request out of the queue: the one it names, and all asked before it."""
    if _device(grant) != request.device:
        return False
    return grant.target == request.event_id or request.authority < grant.authority

"""Who waits to speak, who speaks, and who spoke how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sync.discussion import Floor, FloorRequest, Speech
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sync.item_times import ItemTimes
    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing

AuthorKey = tuple[int, int, str, int]


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
        queue = tuple(self._request(act) for act in sorted(waiting, key=self._author_key))
        speeches = tuple(self._speeches(granted))
        return {"floor": Floor(() if self._standing.closed_by else queue, speeches)}

    def _waiting(self, said: Iterable[Act], granted: Sequence[Act]) -> Act | None:
        """Return the request that a device waits with: the first since it last waited for nothing."""
        first: Act | None = None
        same: set[str] = set()  # it and those that changed nothing
        for act in sorted(filter(self._counts, said), key=self._author_key):
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
        return FloorRequest(act.event_id, act.device, self._standing.time_of(act).ms, agenda)

    def _speeches(self, granted: Sequence[Act]) -> Iterable[Speech]:
        """Go through the speeches; the next one, the close or a word of those concerned ends each."""
        time_of, closed = self._standing.time_of, self._standing.closed_by
        if closed is not None:
            granted = [act for act in granted if act.authority_key < closed.authority_key]
        for place, act in enumerate(granted):
            following = granted[place + 1] if place + 1 < len(granted) else closed
            ends = [time_of(done).ms for done in self._done.get(act.event_id, ()) if self._ends(done, act)]
            if following is not None:
                ends.append(time_of(following).ms)
            since_ms = max(time_of(act).ms, 1)  # 0 says that something has not happened
            yield Speech(
                act.event_id,
                _device(act),
                since_ms,
                max(since_ms, min(ends)) if ends else 0,
                (act.body or {})["limit_s"],
                self._items.item_at(act),
            )

    def _ends(self, done: Act, grant: Act) -> bool:
        if self._standing.from_chair(done):
            return True
        # Whoever was given the floor may lay it down, an observer too.
        is_speaker = done.device == _device(grant) and self._standing.roster.accepts(done)
        return is_speaker and not self._standing.is_outside(done)

    def _author_key(self, act: Act) -> AuthorKey:
        time = self._standing.time_of(act)
        return (time.ms, time.counter, act.log, act.sequence)


def _device(grant: Act) -> str:
    device: str = (grant.body or {})["device"]
    return device


def _answers(grant: Act, request: Act) -> bool:
    """Say whether a grant takes a request out of the queue: the one it names, and all asked before it."""
    if _device(grant) != request.device:
        return False
    return grant.target == request.event_id or request.authority < grant.authority

"""Values that the newest statement decides, whatever the order in which statements arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sync.body_checks import Body
    from sync.clock import HybridTime
    from sync.events import Event

Value = TypeVar("Value")

AuthorityKey = tuple[int, int, int, int, str, int]
"""Order of what the chair or the secretariat says: term, position, time, counter, log, sequence."""


@dataclass(frozen=True, slots=True)
class Act:
    """What the fold keeps of an event: who said what, and where it stands among the others."""

    event_id: str
    device: str
    log: str
    sequence: int
    time: HybridTime
    authority: tuple[int, int]
    kind: str
    target: str
    body: Body | None

    @classmethod
    def of(cls, event: Event) -> Act:
        """Take from an event what the meeting follows from, and leave the signed bytes."""
        return cls(
            event.event_id,
            event.device,
            event.log,
            event.sequence,
            event.time,
            event.authority,
            event.kind,
            event.target,
            event.body,
        )

    @property
    def authority_key(self) -> AuthorityKey:
        """Where it stands among statements of authority."""
        return (*self.authority, self.time.ms, self.time.counter, self.log, self.sequence)


def own_order(acts: Iterable[Act], when: Callable[[Act], HybridTime]) -> list[Act]:
    """Put what one device says about one thing in order, the newest last.

    Within a log the sequence decides, whatever the clock said: an act stands no later than those that follow
    it. Between logs, the effective time does.
    """
    until: dict[str, HybridTime] = {}
    places: list[tuple[HybridTime, str, int, Act]] = []
    for act in sorted(acts, key=lambda act: act.sequence, reverse=True):
        time = when(act)
        until[act.log] = min(time, until.get(act.log, time))
        places.append((until[act.log], act.log, act.sequence, act))
    return [act for *_, act in sorted(places, key=lambda place: place[:3])]


def office_order(acts: Iterable[Act]) -> list[Act]:
    """Put what is said with a right of office in the order of authority, the newest last.

    Who has the right beside the chair says many things at one position: there too the sequence decides within
    a log, and the clock between logs.
    """
    until: dict[tuple[str, tuple[int, int]], HybridTime] = {}
    places: list[tuple[tuple[int, int], HybridTime, str, int, Act]] = []
    for act in sorted(acts, key=lambda act: act.sequence, reverse=True):
        place = act.log, act.authority
        until[place] = min(act.time, until.get(place, act.time))
        places.append((act.authority, until[place], act.log, act.sequence, act))
    return [act for *_, act in sorted(places, key=lambda place: place[:4])]


class Register(Generic[Value]):
    """Holds the value with the highest authority key; `by` is the act that said it."""

    def __init__(self, value: Value) -> None:
        self.value = value
        self.by: Act | None = None

    def set(self, act: Act, value: Value) -> bool:
        """Take the value unless a newer one is held; True if it was taken."""
        if self.by is not None and self.by.authority_key >= act.authority_key:
            return False
        self.value = value
        self.by = act
        return True

"""Values that the newest statement decides, whatever the order in which statements arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
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

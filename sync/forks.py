"""Proof that a device wrote a log twice: two signed headers that cannot both stand.

The proof proves itself, whoever brings it: both headers are signed by one device, name one meeting and one
log, and either stand in the same place or the second does not follow the first.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sync.errors import BadEvent
from sync.events import read_signed

if TYPE_CHECKING:
    from sync.body_checks import Body
    from sync.events import Event

FORK: Final = "log.fork"


@dataclass(frozen=True, slots=True)
class Frozen:
    """From this sequence on, nothing of this log of this device counts."""

    device: str
    log: str
    sequence: int


def proof_of(first: Event, second: Event) -> dict[str, Any]:
    """Return the body of a log.fork about two events."""
    return {"first": _signed(first), "second": _signed(second)}


def proven(body: Body, meeting: str) -> Frozen | None:
    """Check the proof in a log.fork of a meeting; None when it proves nothing."""
    try:
        first, second = (
            read_signed(_bytes(body[name]["header"]), _bytes(body[name]["signature"]))
            for name in ("first", "second")
        )
    except (BadEvent, ValueError):
        return None
    return forked_at(first, second) if first.meeting == meeting else None


def forked_at(one: Event, other: Event) -> Frozen | None:
    """Return where two checked events of one log contradict each other; None where they do not.

    They must be of one device: anybody can write events that name the log of somebody else.
    """
    first, second = sorted((one, other), key=lambda event: event.sequence)
    if (first.meeting, first.device, first.log) != (second.meeting, second.device, second.log):
        return None
    same_place = first.sequence == second.sequence and first.event_id != second.event_id
    broken = first.sequence + 1 == second.sequence and second.previous != first.event_id
    return Frozen(first.device, first.log, first.sequence) if same_place or broken else None


def _signed(event: Event) -> dict[str, str]:
    return {"header": _text(event.header), "signature": _text(event.signature)}


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""The link to the others and the state of what travels, as values that a window can show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SEALED_SUFFIX: Final = ".sealed"
"""Of the file of a confidential document."""

KEY_MISSING: Final = "key_missing"
"""The `problem` of a confidential document whose key has not arrived."""

DAMAGED: Final = "damaged"
"""The `problem` of a document whose file was found damaged on this disk, until it has come again."""


@dataclass(frozen=True, slots=True)
class Searching:
    """No connection to the meeting yet since this program started."""


@dataclass(frozen=True, slots=True)
class InStep:
    """Connected to the chair's PC (or being it) and holding what it holds.

    `seats` are connected, this one included.
    """

    seats: int


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """Connected to the chair's PC; `missing` events are still on their way."""

    missing: int


@dataclass(frozen=True, slots=True)
class WithOthers:
    """The chair's PC cannot be reached, other seats can: `seats` are connected, this one included.

    `waiting` own comments have not reached any of them.
    """

    seats: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OnOurOwn:
    """Nobody can be reached; `waiting` own comments are saved here and have not reached anybody."""

    waiting: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The chair closed the meeting, or this device left it or was removed."""

    reason: str


LinkStatus = Searching | InStep | CatchingUp | WithOthers | OnOurOwn | Ended


@dataclass(frozen=True, slots=True)
class VoidAct:
    """Said in the chair's name by who lost the term: it does not count, unless the chair says it too.

    `subject` is what it is about, as far as that has a name: a seat, the title of a document.
    """

    event: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Succession:
    """What this device may do about the chair.

    `may_claim`: the chair's PC cannot be reached and this device is a deputy's, or its meeting's creator and
    not the chair. `void`, on the chair's PC only: acts of a void term that can be said again.
    """

    may_claim: bool = False
    void: tuple[VoidAct, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """How far one document has arrived on this device, in bytes.

    `path` is set once its whole hash was right; that of a confidential document is sealed.
    """

    document: str
    sha256: str
    size: int
    have: int
    complete: bool
    path: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """What the chair's PC knows of one admitted device now (not an event, never stored).

    `held` and `opened` are files by SHA-256: whole there, and opened by somebody. `problem` is the code of
    what keeps it from a document.
    """

    device: str
    connected: bool
    documents_complete: bool
    documents_have: int = 0
    documents_total: int = 0
    held: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SeatQuestion:
    """A new PC that proved the code asks for a seat which another PC has; on the chair's PC only."""

    device: str
    seat: str
    name: str


class Severity(StrEnum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the person.

    `code` picks the translated sentence, whose places %1, %2 … are filled by `values`; `text` is the English
    one for logs.
    """

    severity: Severity
    code: str
    text: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting that can be joined: by mDNS, a typed address, or remembered.

    The title and the room are empty until they are known.
    """

    meeting: str
    title: str
    chair: str
    address: str
    mark: str
    remembered: bool = False
    room: str = ""


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """What is on this device of one meeting; sizes in bytes, `began_ms` is that of its first event."""

    meeting: str
    title: str
    began_ms: int
    documents: int
    record: int
    is_running: bool = False
    is_confidential: bool = False
    may_open: bool = False  # it waits for its documents to be collected
    may_record: bool = False  # this device may write its record into a file
    may_name: bool = False  # also with the names that were withheld
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """What is on this device no more: words of these meetings, files of these SHA-256."""

    records: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """One live connection; sizes in bytes, `rtt_ms` is None until measured."""

    device: str
    seat: str
    address: str
    direction: str
    rtt_ms: float | None
    bytes_sent: int
    bytes_received: int

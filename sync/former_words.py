"""Own words signed with a former key of this device: what of them counts nowhere is said again.

They are noted when the key changes. Once the device is in the meeting again and level with the others, each
is looked for: the former key may be on the roster still, and then it counts as it is. What stands in no
record because the former key has no seat any more is written once more, in order, under the new key.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sync.errors import StorageError
from sync.events import Event, decode, encode
from sync.meeting import Phase, Role
from sync.orphans import SAID_AGAIN
from sync.status import Notice, Severity

if TYPE_CHECKING:
    from sync.journal import Journal
    from sync.log import EventLog

_KEY: Final = "former_words"
_REACHED: Final = "reached"
MAX_NOTED: Final = 2_000

logger = logging.getLogger(__name__)


def note_former_words(log: EventLog, meeting: str, device: str) -> int:
    """Note what a device wrote and the chair's PC does not hold, as far as is known.

    Gives how many comments that are. Raises StorageError.
    """
    reached: dict[str, int] = json.loads(log.state(meeting, _REACHED) or "{}")
    noted = list(_noted(log, meeting))
    found = [
        event
        for event in log.events(meeting)
        if event.device == device
        and event.kind in SAID_AGAIN
        and event.body is not None
        and event.sequence > reached.get(event.log, 0)
    ]
    _keep(log, meeting, [*noted, *found][-MAX_NOTED:])
    return sum(event.kind == "comment.add" for event in found)


def waiting_notice(count: int) -> Notice:
    """What the person is told whose PC got a new key before all was sent."""
    text = f"{count} comments of this PC had not been sent. They are posted once it is in the meeting again."
    return Notice(Severity.WARNING, "posts_wait_for_new_key", text, (str(count),))


class FormerWords:
    """Those of one meeting. Belongs to the node's loop."""

    def __init__(self, log: EventLog, journal: Journal, device: str) -> None:
        self._log = log
        self._journal = journal
        self._device = device
        self._left = _noted(log, journal.meeting_id)
        self._names: dict[str, str] = {}

    def settle(self) -> tuple[tuple[Event, ...], Notice | None]:
        """Called once this device is level with the others; gives what it wrote, and what to tell.

        A disk that refuses leaves the rest for the next time.
        """
        meeting, fold = self._journal.fold.meeting(), self._journal.fold
        may_write = fold.role(self._device) not in (None, Role.OBSERVER)
        if not self._left or meeting is None or meeting.phase is Phase.CLOSED or not may_write:
            return (), None
        written: list[Event] = []
        left = list(self._left)
        try:
            for event in self._left:
                if fold.is_member(event.device) and not fold.shows(event.event_id):
                    continue  # it may count yet, as it is
                if self._is_lost(event):
                    written.append(self._write(event))
                    self._names[event.event_id] = written[-1].event_id
                left.remove(event)
                _keep(self._log, self._journal.meeting_id, left)
        except StorageError as error:
            logger.info("what was written with the former key waits: %s", error.message)
        self._left = tuple(left)
        return tuple(written), _told(written)

    def _is_lost(self, event: Event) -> bool:
        """Whether it stands in no record: a comment, or what was said about one that is said again."""
        fold = self._journal.fold
        if event.kind == "comment.add":
            return not fold.shows(event.event_id)
        if event.kind == "reaction.set":
            return not fold.is_member(event.device)
        return event.target in self._names

    def _write(self, event: Event) -> Event:
        body: dict[str, Any] = dict(event.body or {})
        if body.get("reply_to") in self._names:
            body["reply_to"] = self._names[body["reply_to"]]
        return self._journal.write(event.kind, self._names.get(event.target, event.target), body)


def _told(written: Sequence[Event]) -> Notice | None:
    count = sum(event.kind == "comment.add" for event in written)
    if not count:
        return None
    text = f"{count} comments from before this PC had a new key were posted again."
    return Notice(Severity.INFO, "posted_with_new_key", text, (str(count),))


def _noted(log: EventLog, meeting: str) -> tuple[Event, ...]:
    return tuple(decode(b64decode(frame)) for frame in json.loads(log.state(meeting, _KEY) or "[]"))


def _keep(log: EventLog, meeting: str, events: Iterable[Event]) -> None:
    told = [b64encode(encode(event)).decode("ascii") for event in events]
    log.set_state(meeting, _KEY, json.dumps(told) if told else None)

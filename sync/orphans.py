"""Events of a salvaged log whose predecessor was lost: put back once others bring it, or else said again.

A log has no gaps, so nobody takes an event behind one. Once this device holds what the others hold, those
that fit are taken as they are. What is left of its own words exists nowhere else: it is written once more.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from sync.errors import StorageError
from sync.events import Event
from sync.journal import Journal
from sync.log import EventLog
from sync.salvage import keep_orphans, orphans

SAID_AGAIN: Final = ("comment.add", "comment.edit", "comment.delete", "reaction.set")

logger = logging.getLogger(__name__)


class Orphans:
    """The orphans of one meeting. Belongs to the node's loop."""

    def __init__(self, log: EventLog, journal: Journal, device: str) -> None:
        self._log = log
        self._journal = journal
        self._device = device
        self._left = orphans(log, journal.meeting_id)

    def settle(self) -> tuple[Event, ...]:
        """Called once this device is level with the others; gives what it holds more since, all on disk.

        A disk that refuses leaves the rest for the next time.
        """
        found: list[Event] = []
        if not self._left:
            return ()
        try:
            found += self._journal.take(self._left).new
            self._journal.save_now()
            have = self._journal.have()
            left = [event for event in self._left if event.sequence > have.get(event.log, 0)]
            others = [event for event in left if event.device != self._device]
            own = [event for event in left if self._is_own_word(event)]
            names: dict[str, str] = {}
            for place, event in enumerate(own):
                found.append(self._write(event, names))
                names[event.event_id] = found[-1].event_id
                self._keep([*others, *own[place + 1 :]])
            self._keep(others)
        except StorageError as error:
            logger.info("what was saved from the damaged log waits: %s", error.message)
        return tuple(found)

    def _is_own_word(self, event: Event) -> bool:
        return event.device == self._device and event.kind in SAID_AGAIN and event.body is not None

    def _keep(self, left: list[Event]) -> None:
        if len(left) != len(self._left):
            keep_orphans(self._log, self._journal.meeting_id, left)
            self._left = tuple(left)

    def _write(self, event: Event, names: Mapping[str, str]) -> Event:
        """The same words, about the same comment where that has a new name as well."""
        body: dict[str, Any] = dict(event.body or {})
        if body.get("reply_to") in names:
            body["reply_to"] = names[body["reply_to"]]
        logger.info("%s of the damaged log is said again", event.kind)
        return self._journal.write(event.kind, names.get(event.target, event.target), body)

"""Own comments that are kept here and count nowhere: written after the chair had removed this device."""

from __future__ import annotations

import json
import logging
from typing import Final

from sync.errors import StorageError
from sync.events import decode
from sync.journal import Journal
from sync.log import EventLog
from sync.meeting import Meeting
from sync.status import Notice, Severity
from sync.text import clean_line

MAX_SHOWN: Final = 40
_KEY: Final = "uncounted"

logger = logging.getLogger(__name__)


class Uncounted:
    """Tells each of them once, also over a restart."""

    def __init__(self, journal: Journal, log: EventLog) -> None:
        self._journal = journal
        self._log = log
        self._told = frozenset[str](json.loads(log.state(journal.meeting_id, _KEY) or "[]"))

    def news(self, meeting: Meeting, own: str) -> Notice | None:
        """What the author has to be told once this device is a member; None when all is in the record."""
        if meeting.member(own) is None:
            return None
        shows = self._journal.fold.shows
        missing = [event for event in self._journal.own_comments if not shows(event)]
        fresh = [event for event in missing if event not in self._told]
        if not fresh:
            return None
        self._told |= frozenset(fresh)
        try:
            self._log.set_state(meeting.meeting, _KEY, json.dumps(sorted(self._told)))
        except StorageError as error:  # then it is told once more after the next start
            logger.info("it could not be noted what was told: %s", error.message)
        words = self._words(fresh[0])
        text = f"{len(fresh)} comments of this device are not in the record, the first one: {words}"
        return Notice(Severity.WARNING, "not_in_record", text, (str(len(fresh)), words))

    def _words(self, comment: str) -> str:
        """The beginning of a comment, from the log: the meeting does not show it."""
        log, sequence = self._journal.own_comments[comment]
        for frame in self._journal.frames(log, sequence - 1, 1):
            text = clean_line((decode(frame).body or {}).get("body", ""))
            return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
        return "…"

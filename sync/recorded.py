"""What the record of a meeting is written from, taken at one moment; it has nothing that can change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sync.chronicle import Chronicle
from sync.closing_code import closing_code
from sync.errors import KurumazaError
from sync.journal import Journal
from sync.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Recorded:
    """A meeting as this device holds it at `at_ms`; `closing_code` is "" where it is not known."""

    meeting: Meeting
    chronicle: Chronicle
    device: str
    at_ms: int
    digest: str = ""
    closing_code: str = ""

    @property
    def may_write(self) -> bool:
        """Whether this device may make a file of it: the chair's, and those of the secretariat."""
        return self.meeting.may_record(self.device)

    @property
    def may_name(self) -> bool:
        """Whether the file may say what the screens do not: the secretariat may look at the desk, too."""
        return self.meeting.may_name(self.device)


async def recorded_in(journal: Journal, device: str, at_ms: int, code: str | None = None) -> Recorded:
    """Take it from a journal; a closing code that is not known yet is found in a thread.

    Raises KurumazaError when nothing of the meeting is here.
    """
    meeting = journal.fold.meeting()
    if meeting is None:
        raise KurumazaError("no_meeting", "Nothing of such a meeting is on this device.")
    if journal.is_thinned():
        raise KurumazaError("record_removed", "Only the documents of this meeting are kept on this PC.")
    chronicle, digest = journal.fold.chronicle(), journal.fold.digest()
    closing = journal.fold.closing_cut()
    if code is None:
        code = await asyncio.to_thread(lambda: closing_code(journal.events(), closing))
    return Recorded(meeting, chronicle, device, at_ms, digest, code)

"""Opens a meeting that was handed out before its time, at the chair's PC, when its time has come."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from typing import Final

from sync.acts import Acts
from sync.errors import KurumazaError
from sync.session import Session

LOOK_S: Final = 1.0

logger = logging.getLogger(__name__)


def is_time(starts: str, now_ms: int) -> bool:
    """Whether a meeting is to have started; a time without a zone is that of this PC's zone.

    What is no time never comes: then the chair opens the meeting.
    """
    try:
        return dt.datetime.fromisoformat(starts).timestamp() * 1000 <= now_ms
    except (ValueError, OverflowError, OSError):
        return False


async def open_in_time(sessions: Mapping[str, Session], device: str) -> None:
    """Look again and again: a PC may sleep over the time, and a seat may become the chair's after it."""
    while True:
        for session in list(sessions.values()):
            if not _is_due(session):
                continue
            await session.settled()
            is_here = sessions.get(session.meeting_id) is session  # somebody may have left it meanwhile
            if is_here and _is_due(session):  # or others have told otherwise
                try:
                    Acts(session, device).open()
                except KurumazaError as error:  # the disk refuses it, or another chair came meanwhile
                    logger.info("the meeting was not opened: %s", error.message)
        await asyncio.sleep(LOOK_S)


def _is_due(session: Session) -> bool:
    meeting = session.meeting()
    return (
        session.hosting
        and meeting is not None
        and meeting.awaits_opening
        and is_time(meeting.starts, session.meeting_ms())
    )

"""The keys of secret polls on the chair's PC: made when a poll opens, destroyed when it is closed.

The key lies wrapped in the profile (`sync.content_keys`), so that a start of the program in between costs
nothing. Only this PC has it: where another one closes the poll, nobody can count it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from sync.content_keys import ContentKeys
from sync.discussion import PollDraft
from sync.errors import KurumazaError
from sync.events import Event
from sync.poll_acts import PollActs
from sync.session import Session

LOOK_S: Final = 10.0

logger = logging.getLogger(__name__)


async def open_poll(acts: PollActs, keys: ContentKeys, draft: PollDraft) -> Event:
    """Ask the room; of a secret poll the key is on disk before anybody can vote. Raises KurumazaError."""
    if not draft.secret:
        return acts.open_poll(draft)
    acts.may_open_poll(draft)
    key = await asyncio.to_thread(keys.make)
    try:
        return acts.open_poll(draft, key)
    except KurumazaError:
        await _destroy(keys, key)
        raise


async def close_poll(acts: PollActs, keys: ContentKeys, poll: str) -> Event:
    """End a poll, count it and destroy its key. Raises KurumazaError; then it is still open."""
    key = acts.poll_to_close(poll).key
    event = acts.close_poll(poll, keys.key(key) if keys.holds(key) else None)
    if keys.holds(key):
        await _destroy(keys, key)
    return event


async def destroy_spent_keys(sessions: Mapping[str, Session], keys: ContentKeys) -> None:
    """Again and again, destroy the keys of closed polls, and those that no open poll names at two looks."""
    unnamed: frozenset[str] = frozenset()
    while True:
        meetings = [session.meeting() for session in sessions.values()]
        polls = [poll for meeting in meetings if meeting is not None for poll in meeting.polls]
        closed = {poll.key for poll in polls if not poll.is_open}
        idle = keys.names() - {poll.key for poll in polls if poll.is_open}
        for name in sorted(idle & (closed | unnamed)):
            await _destroy(keys, name)
        unnamed = idle
        await asyncio.sleep(LOOK_S)


async def _destroy(keys: ContentKeys, name: str) -> None:
    try:
        await asyncio.to_thread(keys.destroy, name)
    except KurumazaError as error:  # the disk; the key is forgotten; its file is erased after the next start
        logger.warning("the key of a poll: %s", error.message)

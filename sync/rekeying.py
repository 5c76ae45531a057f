"""A new key for a device whose key another PC has too: the old one is set aside, every meeting is left."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sync.errors import StorageUnavailable
from sync.former_words import note_former_words
from sync.replacement import put_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from sync.log import EventLog


def set_aside(key: Path, device: str) -> Path:
    """Put the key file of this device under another name; gives where it is. Raises StorageUnavailable.

    It is not deleted: what was signed with it may have to be explained one day.
    """
    aside = key.with_name(f"{key.name}.{device}.old")
    _move(key, aside)
    return aside


def put_back(aside: Path, key: Path) -> None:
    """Make a key that was set aside the key of this device again. Raises StorageUnavailable."""
    _move(aside, key)


def leave_all(log: EventLog, device: str) -> int:
    """Come back into no meeting by itself: the new key is on no roster. Raises StorageError.

    What the former key signed and nobody may have is noted; gives how many comments that are.
    """
    count = 0
    for meeting in log.meetings():
        was_left = log.state(meeting, "left")
        noted = note_former_words(log, meeting, device)
        count += 0 if was_left else noted
        log.set_state(meeting, "left", "1")
    return count


async def give_up(key: Path, device: str, log: EventLog) -> int:
    """Set the key aside and leave every meeting, or neither; gives how many comments nobody may have.

    Raises StorageError.
    """
    aside = await asyncio.to_thread(set_aside, key, device)
    try:
        return await asyncio.to_thread(leave_all, log, device)
    except BaseException:  # also when the program ends here: no half of a new key
        await asyncio.to_thread(put_back, aside, key)
        raise


def _move(path: Path, target: Path) -> None:
    try:
        put_in_place(path, target)
    except OSError as error:
        raise StorageUnavailable(f"The device key {path} cannot be moved: {error.strerror}.") from error

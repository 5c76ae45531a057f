"""A new key for a device whose key another PC has too: the old one is set aside, every meeting is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.errors import StorageUnavailable
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


def leave_all(log: EventLog) -> None:
    """Come back into no meeting by itself: the new key is on no roster. Raises StorageError."""
    for meeting in log.meetings():
        log.set_state(meeting, "left", "1")


def _move(path: Path, target: Path) -> None:
    try:
        put_in_place(path, target)
    except OSError as error:
        raise StorageUnavailable(f"The device key {path} cannot be moved: {error.strerror}.") from error

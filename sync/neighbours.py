"""Which devices a seat calls: the chair's, those that may follow it, and four neighbours.

Neighbours come from rendezvous hashing: every pair of devices has one weight, and a seat calls those with
which its weight is highest. Nobody has to agree on anything but the roster, one device more or less changes
few pairs, and both sides of a pair find the same weight, so that they often choose each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

NEIGHBOURS: Final = 4
MAX_SUBSTITUTES: Final = 4


def weight(one: str, other: str) -> bytes:
    """The weight of a pair of devices, the same from both sides."""
    return hashlib.sha256("\x00".join(sorted((one, other))).encode()).digest()


def neighbours(
    own: str, members: Iterable[str], silent: Iterable[str] = (), count: int = NEIGHBOURS
) -> tuple[str, ...]:
    """The neighbours of a device, the nearest first.

    For each of them that is `silent`, which does not answer, the next one is called as well.
    """
    ranked = sorted({member for member in members if member != own}, key=lambda member: weight(own, member))
    ranked.reverse()
    missing = set(silent)
    found: list[str] = []
    answering = 0
    for member in ranked[: count + MAX_SUBSTITUTES]:
        if answering == count:
            break
        found.append(member)
        answering += member not in missing
    return tuple(found)


def targets(
    own: str, members: Iterable[str], chair: str, successors: Iterable[str], silent: Iterable[str] = ()
) -> tuple[str, ...]:
    """Every device that this one calls: the chair's, its `successors` and helpers, then its neighbours."""
    roster = set(members)
    leading = [device for device in (chair, *successors) if device and device != own]
    others = neighbours(own, roster, silent)
    return tuple(dict.fromkeys((*leading, *others)))

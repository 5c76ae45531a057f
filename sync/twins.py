"""Several links with one device: of two that arose at once one is kept; a copied PC is told from a restart.

A copy of a disk brings the key of another PC with it. Two programs that answer at the same time with one key
are two PCs; one that answers no more was ended, and the other one is its next start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

from sync.conversation import Conversation
from sync.link import Link
from sync.meeting import Meeting
from sync.status import Notice, Severity
from sync.wire import Bye

MOMENT_S: Final = 5.0  # two links that arose within it arose at the same moment
ANSWER_S: Final = 2.0
REFUSED_S: Final = 60.0
GOODBYE: Final = Bye("cloned_device", "Another PC has the same key as this one; neither is let in.")


def stays(rival: Conversation, own: str, link: Link) -> bool:
    """Whether of two links in opposite directions the older one is kept; both sides decide alike."""
    if rival.link.direction == link.direction:
        return False
    if asyncio.get_running_loop().time() - rival.begun > MOMENT_S:
        return False
    return (own < rival.link.device) == (rival.link.direction == "out")


class Twins:
    """The devices that were seen twice at once; for a minute neither of the two PCs is let in."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._refused_until: dict[str, float] = {}

    def is_refused(self, device: str) -> bool:
        """Whether this device was seen twice lately."""
        return self._refused_until.get(device, 0.0) > self._monotonic_s()

    async def turn_away(
        self, link: Link, conversations: Iterable[Conversation], found: Callable[[Conversation], None]
    ) -> bool:
        """Close the link of a device that is seen twice; `found` hears of the other one if that is news."""
        rivals = [each for each in conversations if each.link.device == link.device]
        if not self.is_refused(link.device):
            twin = await self.find(link.instance, rivals)
            if twin is None:
                return False
            found(twin)
        await link.close(GOODBYE)
        return True

    async def asks_twice(
        self, device: str, conversations: Iterable[Conversation], found: Callable[[Conversation], None]
    ) -> bool:
        """Whether a device that asks for another seat than it has is a copy: the first one answers still."""
        for rival in [each for each in conversations if each.link.device == device]:
            if not self.is_refused(device) and await rival.is_alive(ANSWER_S):
                self._refused_until[device] = self._monotonic_s() + REFUSED_S
                found(rival)
        return self.is_refused(device)

    async def find(self, instance: str, rivals: Iterable[Conversation]) -> Conversation | None:
        """Another program with the same key that answers now; it and the new one are refused from here on."""
        for rival in rivals:
            if rival.link.instance not in ("", instance) and instance and await rival.is_alive(ANSWER_S):
                self._refused_until[rival.link.device] = self._monotonic_s() + REFUSED_S
                return rival
        return None


def twin_notice(meeting: Meeting | None, device: str) -> Notice:
    """What the chair is told."""
    member = meeting.member(device) if meeting else None
    seat = (member.seat or member.name) if member else ""
    text = f"Two PCs have the key of seat {seat}: one was copied from the other."
    return Notice(Severity.WARNING, "twin_seat", text, (seat,))

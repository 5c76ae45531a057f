"""What a device is told that is on the roster no longer, and links that are being closed."""

from __future__ import annotations

import asyncio
from typing import Final

from sync.fold import Fold
from sync.link import Link
from sync.wire import Bye

EXPELLED: Final = ("removed", "replaced")
"""The codes of a farewell for good."""
FAREWELL_S: Final = 0.5
"""So long a removed device may still hear what happened."""


def farewell(fold: Fold, device: str) -> Bye:
    """The last words to a device that was removed."""
    if fold.was_replaced(device):
        return Bye("replaced", "The chair gave the seat of this PC to another PC.")
    return Bye("removed", "The chair removed this PC from the meeting.")


class Farewells:
    """Closes links while others go on; each may take a moment."""

    def __init__(self) -> None:
        self._closing: set[asyncio.Task[None]] = set()

    def expel(self, link: Link, fold: Fold) -> None:
        """Close the link of a removed device once it may have heard what happened."""
        bye = farewell(fold, link.device)
        asyncio.get_running_loop().call_later(FAREWELL_S, self.close_soon, link, bye)

    def close_soon(self, link: Link, bye: Bye | None = None) -> None:
        """Close a link, with a last word if there is one."""
        task = asyncio.create_task(link.close(bye))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def said(self) -> None:
        """Wait until every link is closed."""
        await asyncio.gather(*self._closing, return_exceptions=True)

"""Puts what arrives on disk soon after it was shown, several arrivals in one go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from sync.errors import StorageError
from sync.journal import Journal

CHAIR_S: Final = 0.02
SEAT_S: Final = 0.1
AGAIN_S: Final = 5.0

logger = logging.getLogger(__name__)


class Saver:
    """Saves a journal a moment after `poke`, tells when that is done, and tries again when the disk refuses.

    The chair's PC hurries more than seats do, because authors wait for its receipt. After a refusal it tells
    that all is well only once the disk took as much as a comment needs. Belongs to one loop.
    """

    def __init__(
        self,
        journal: Journal,
        hurries: Callable[[], bool],
        saved: Callable[[], None],
        refused: Callable[[StorageError], None],
    ) -> None:
        self._journal = journal
        self._hurries = hurries
        self._saved = saved
        self._refused = refused
        self._wanted = asyncio.Event()
        self._in_doubt = False

    def poke(self) -> None:
        """Something arrived."""
        self._wanted.set()

    def doubt(self) -> None:
        """The disk refused something else than what arrived: find out when it takes it again."""
        self._in_doubt = True
        self._wanted.set()

    async def run(self, *, in_doubt: bool = False) -> None:
        """Work until cancelled; `in_doubt` says that the disk refused something before."""
        if in_doubt:
            self.doubt()
        while True:
            await self._wanted.wait()
            await asyncio.sleep(CHAIR_S if self._hurries() else SEAT_S)
            self._wanted.clear()
            try:
                await self._journal.save()
                if self._in_doubt:
                    await self._journal.prove_room()
            except StorageError as error:
                self._in_doubt = True
                self._refused(error)
                await asyncio.sleep(AGAIN_S)
                self._wanted.set()
            else:
                self._in_doubt = False
                self._saved()

    def finish(self) -> None:
        """Save what arrived last, before it returns."""
        try:
            self._journal.save_now()
        except StorageError as error:  # nobody was told that it is on this disk; it comes again
            logger.warning("what arrived last could not be saved: %s", error.message)

"""Finds the closing code of a meeting once this device holds all that the closing cut includes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from sync.closing_code import closing_code
from sync.errors import StorageError
from sync.journal import Journal

logger = logging.getLogger(__name__)


class Record:
    """`found` is called with each new code. A thread folds the meeting anew, because that takes a while."""

    def __init__(self, journal: Journal, found: Callable[[str], object]) -> None:
        self.code = ""
        self._journal = journal
        self._found = found
        self._of: Mapping[str, int] | None = None
        self._task: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Something was said or saved: perhaps the record is whole now, or another one."""
        closing = self._journal.fold.closing_cut()
        if closing == self._of or not self._is_held(closing):
            return
        self._of = closing
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._find(closing))

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _is_held(self, closing: Mapping[str, int] | None) -> bool:
        saved = self._journal.saved()
        return closing is None or all(saved.get(log, 0) >= sequence for log, sequence in closing.items())

    async def _find(self, closing: Mapping[str, int] | None) -> None:
        try:
            code = await asyncio.to_thread(lambda: closing_code(self._journal.events(), closing))
        except StorageError as error:
            logger.warning("the record of the meeting could not be read: %s", error.message)
            self._of = None  # looked at again with the next news
            return
        if code != self.code:
            self.code = code
            self._found(code)

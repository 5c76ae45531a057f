"""Sends what the user did to the node, and tells in words what did not work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from app.sentences import error_sentence
from app.tasks import Tasks
from sync.errors import KurumazaError
from sync.node_thread import NodeThread

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Commands:
    """One way from the windows to the node: a command, what follows it, a sentence for its failure."""

    def __init__(self, thread: NodeThread, tasks: Tasks) -> None:
        self._thread = thread
        self._tasks = tasks

    def send(
        self,
        coroutine: Coroutine[Any, Any, T],
        *,
        on_error: Callable[[str], object],
        on_result: Callable[[T], object] | None = None,
    ) -> None:
        """Run `coroutine` on the node's thread; `on_error` receives one sentence on the GUI thread."""

        def failed(error: Exception) -> None:
            if not isinstance(error, KurumazaError | OSError):
                logger.error("A command failed unexpectedly", exc_info=error)
            on_error(error_sentence(error))

        async def once_started() -> T:
            try:
                await asyncio.wrap_future(self._thread.started)
            except BaseException:
                coroutine.close()
                raise
            return await coroutine

        self._tasks.follow(self._thread.run(once_started()), on_result or (lambda _result: None), failed)

"""Sends what the user did to the node, and tells in words what did not work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from app.sentences import error_sentence
from app.tasks import Tasks
from sync.errors import KurumazaError

if TYPE_CHECKING:  # the lobby is shown before the node is loaded
    from sync.node import Node
    from sync.node_thread import NodeThread

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Commands:
    """One way from the windows to the node; what is sent before the node is there waits for it."""

    def __init__(self, tasks: Tasks) -> None:
        self._thread: Future[NodeThread] = Future()
        self._tasks = tasks

    def connect_node(self, thread: NodeThread) -> None:
        """Let the commands through to this node."""
        self._thread.set_result(thread)

    def send(
        self,
        act: Callable[[Node], Coroutine[Any, Any, T]],
        *,
        on_error: Callable[[str], object],
        on_result: Callable[[T], object] | None = None,
    ) -> None:
        """Do `act` on the node's thread; `on_error` receives one sentence on the GUI thread."""

        def failed(error: Exception) -> None:
            if not isinstance(error, KurumazaError | OSError):
                logger.error("A command failed unexpectedly", exc_info=error)
            on_error(error_sentence(error))

        def begin(thread: NodeThread) -> None:
            async def once_started() -> T:
                await asyncio.wrap_future(thread.started)
                return await act(thread.node)

            self._tasks.follow(thread.run(once_started()), on_result or (lambda _result: None), failed)

        self._tasks.follow(self._thread, begin, failed)

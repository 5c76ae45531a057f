"""Sends what the user did to the node, and tells in words what did not work."""

from __future__ import annotations

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


def log_unexpected(what: str, error: Exception) -> None:
    """Keep the trace of a mistake of ours; what a person can act on is told to the person."""
    if isinstance(error, KurumazaError | OSError):
        logger.info("%s: %s", what, error)
    else:
        logger.error("%s unexpectedly", what, exc_info=error)


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
        sentence: Callable[[Exception], str] = error_sentence,
    ) -> None:
        """Do `act` on the node's thread; `on_error` receives one sentence on the GUI thread."""

        def failed(error: Exception) -> None:
            log_unexpected("A command failed", error)
            on_error(sentence(error))

        def await_start(thread: NodeThread) -> None:
            self._tasks.follow(thread.started, lambda _none: begin(thread), failed)

        def begin(thread: NodeThread) -> None:
            done = thread.run(act(thread.node))
            self._tasks.follow(done, on_result or (lambda _result: None), failed)

        self._tasks.follow(self._thread, await_start, failed)

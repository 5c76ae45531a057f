"""A node on a thread of its own, for programs whose main thread is busy with a screen."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from sync.node import Node, NodeListener, NodeOptions

T = TypeVar("T")

logger = logging.getLogger(__name__)


def new_loop() -> asyncio.AbstractEventLoop:
    """The loop a node runs on; Windows' own one can lose its listening socket for good."""
    loop = asyncio.SelectorEventLoop() if sys.platform == "win32" else asyncio.new_event_loop()
    loop.set_exception_handler(tell)
    return loop


def tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody caught; but a connection that says goodbye twice is no error of anybody."""
    if is_second_goodbye(context):
        logger.debug("a connection broke while it was being closed")
    else:
        loop.default_exception_handler(context)


def is_second_goodbye(context: dict[str, Any]) -> bool:
    """Whether asyncio told a connection twice that it is lost, which CPython 3.11 does.

    A write that fails while a transport is being closed schedules `_call_connection_lost` once more; the
    protocol is gone by then, and everything was released the first time.
    """
    exception = context.get("exception")
    return (
        isinstance(exception, AttributeError)
        and exception.name in ("connection_lost", "close")  # the protocol is gone, then the socket
        and exception.obj is None
        and "_call_connection_lost" in repr(context.get("handle"))
    )


class NodeThread:
    """Starts and stops a node; `started` holds the outcome of its start."""

    def __init__(self, options: NodeOptions, listener: NodeListener) -> None:
        self.node = Node(options, listener)
        self.started: Future[None] = Future()
        self._thread = threading.Thread(target=self._main, name="kurumaza-node", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._looping = threading.Event()

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the node's thread."""
        self._looping.wait()
        if self._loop is None or not self._thread.is_alive():
            coroutine.close()
            gone: Future[T] = Future()
            gone.set_exception(RuntimeError("the node has ended"))
            return gone
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the node and wait for it, but no longer than this."""
        if not self._thread.is_alive():
            return
        self._looping.wait()
        if self._loop is not None and self._stopping is not None:
            try:
                self._loop.call_soon_threadsafe(self._stopping.set)
            except RuntimeError:  # it ended by itself in this moment
                logger.debug("the node had ended already")
        self._thread.join(timeout_s)

    def _main(self) -> None:
        try:
            with asyncio.Runner(loop_factory=new_loop) as runner:
                runner.run(self._live())
        except Exception as error:  # the edge of the thread: nobody else would ever hear of it
            if self.started.done():
                logger.exception("the node ended unexpectedly")
            else:
                self.started.set_exception(error)
        finally:
            self._looping.set()

    async def _live(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._looping.set()
        try:
            await self.node.start()
        except Exception as error:  # noqa: BLE001 - whatever it was, the one who asked for the start is told
            self.started.set_exception(error)
            return
        self.started.set_result(None)
        try:
            await self._stopping.wait()
        finally:
            await self.node.stop()

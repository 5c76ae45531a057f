"""The listening socket, and what somebody who proved nothing may use of this device.

The limits hold from the moment a socket is accepted, so also for one that never says a word of TLS.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

BACKLOG = 100
CLOSE_WAIT_S = 2.0
RETRY_S = 0.2
WATCH_S = 5.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What strangers may use: each of them ten seconds and 64 KiB, all together 42 sockets.

    Who proved nothing for `patience_s` may have to make room; an honest caller needs a fraction of it.
    """

    authenticate_s: float = 10.0
    bytes_before: int = 64 * 1024
    strangers: int = 42
    sockets: int = 440
    patience_s: float = 2.0


class Visitor:
    """A socket that was accepted, until it is closed; a stranger until it proved something."""

    def __init__(self, raw: socket.socket) -> None:
        self.host, port = raw.getpeername()[:2]
        self.address = f"{self.host}:{port}"
        self.since = time.monotonic()
        self.raw = raw
        self.transport: asyncio.Transport | None = None
        self.received = 0
        self.admitted = False
        self.leaving = False
        self.task: asyncio.Task[None] | None = None
        self.settled = asyncio.Event()
        self.closed = asyncio.Event()

    def admit(self) -> None:
        """It proved who it is: the limits of strangers end."""
        self.admitted = True
        self.settled.set()

    def abort(self) -> None:
        """Close it without a word."""
        if self.transport is not None:
            self.transport.abort()

    def make_room(self) -> None:
        """Another one gets the place of this stranger, which may still be speaking TLS."""
        self.leaving = True
        if self.transport is not None:
            self.transport.abort()
        elif self.task is not None:
            self.task.cancel()


class _Guard(asyncio.Protocol):
    """Stands before the protocol of a connection and counts what a stranger sends."""

    def __init__(self, inner: asyncio.Protocol, visitor: Visitor, listener: Listener) -> None:
        self._inner = inner
        self._visitor = visitor
        self._listener = listener

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream was expected")
        self._listener.connected(self._visitor, transport)
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        visitor = self._visitor
        if not visitor.admitted:
            visitor.received += len(data)
            if visitor.received > self._listener.limits.bytes_before:
                logger.info("%s sent too much before it proved a key", visitor.address)
                visitor.abort()
                return
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._listener.forget(self._visitor)
        self._inner.connection_lost(exc)


class Listener:
    """Accepts connections, speaks TLS with them, and ends those that prove nothing in time."""

    def __init__(
        self, context: ssl.SSLContext, protocol: Callable[[], asyncio.Protocol], limits: Limits
    ) -> None:
        self.limits = limits
        self._context = context
        self._protocol = protocol
        self._accepted: dict[Visitor, None] = {}  # in the order of their arrival
        self._connected: dict[asyncio.BaseTransport, Visitor] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._socket: socket.socket | None = None
        self._handle = -1
        self._watch: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None

    def start(self, host: str, port: int) -> int:
        """Listen, and give the port. Raises OSError when the port cannot be had."""
        bound = self._listen(host, port)
        self._watch = asyncio.get_running_loop().create_task(self._listen_again(host, bound))
        return bound

    def _listen(self, host: str, port: int) -> int:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform == "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(BACKLOG)
            listening.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
        except BaseException:
            listening.close()
            raise
        self._socket, self._handle = listening, listening.fileno()
        self._resume()
        bound: int = listening.getsockname()[1]
        return bound

    async def stop(self) -> None:
        """Close the port and every connection."""
        listening, self._socket = self._socket, None
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._retry is not None:
            self._retry.cancel()
        if listening is not None:
            asyncio.get_running_loop().remove_reader(self._handle)
            listening.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for visitor in list(self._accepted):
            visitor.abort()
            self._clear_up(visitor)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_WAIT_S):
                for visitor in list(self._accepted):
                    await visitor.closed.wait()
        await asyncio.sleep(0)  # the system's socket is closed right after its transport said so

    @property
    def strangers(self) -> int:
        """How many sockets have proved nothing yet."""
        return len(self._waiting())

    def _waiting(self) -> list[Visitor]:
        return [visitor for visitor in self._accepted if not (visitor.admitted or visitor.leaving)]

    def visitor(self, transport: asyncio.BaseTransport | None) -> Visitor | None:
        """Who stands at the other end of a transport."""
        return self._connected.get(transport) if transport is not None else None

    def connected(self, visitor: Visitor, transport: asyncio.Transport) -> None:
        """TLS is spoken with a visitor."""
        visitor.transport = transport
        self._connected[transport] = visitor

    def forget(self, visitor: Visitor) -> None:
        """A socket was closed."""
        self._accepted.pop(visitor, None)
        if visitor.transport is not None:
            self._connected.pop(visitor.transport, None)
        visitor.settled.set()
        visitor.closed.set()

    async def _listen_again(self, host: str, port: int) -> None:
        """Take the port again when the system closed the socket under us, as Windows and drivers do."""
        while True:
            await asyncio.sleep(WATCH_S)
            if self._socket is None or self._socket.fileno() >= 0:
                continue
            asyncio.get_running_loop().remove_reader(self._handle)
            try:
                self._listen(host, port)
            except OSError as error:
                logger.warning("the port cannot be listened on again yet: %s", error)
            else:
                logger.info("the port is listened on again")

    def _resume(self) -> None:
        if self._socket is not None and self._socket.fileno() >= 0:
            asyncio.get_running_loop().add_reader(self._socket, self._accept, self._socket)

    def _accept(self, listening: socket.socket) -> None:
        """Take the callers that wait; one that is gone again, or too few handles, must not end it."""
        loop = asyncio.get_running_loop()
        for _ in range(BACKLOG):
            try:
                raw, _address = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionError):
                return
            except OSError as error:
                logger.warning("no more connections can be accepted for now: %s", error)
                loop.remove_reader(self._handle)
                self._retry = loop.call_later(RETRY_S, self._resume)
                return
            self._take(raw)

    def _take(self, raw: socket.socket) -> None:
        try:
            raw.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            visitor = Visitor(raw)
        except OSError:
            raw.close()
            return
        if len(self._accepted) >= self.limits.sockets or not self._has_room(visitor.host):
            logger.info("%s was turned away: too many connections", visitor.address)
            raw.close()
            return
        self._accepted[visitor] = None
        task = visitor.task = asyncio.get_running_loop().create_task(self._secure(visitor))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _task: self._clear_up(visitor))

    def _has_room(self, host: str) -> bool:
        """Whether one more stranger fits, if need be in the place of another.

        Who holds the most places gives its oldest one to whoever holds clearly fewer, and to anybody when
        that one dawdles: so nobody keeps the room out by holding sockets open.
        """
        waiting = self._waiting()
        if len(waiting) < self.limits.strangers:
            return True
        held = Counter(visitor.host for visitor in waiting)
        greediest, places = held.most_common(1)[0]
        oldest = next(visitor for visitor in waiting if visitor.host == greediest)
        if held[host] + 1 >= places and time.monotonic() - oldest.since < self.limits.patience_s:
            return False
        logger.info("%s made room for another", oldest.address)
        oldest.make_room()
        return True

    async def _secure(self, visitor: Visitor) -> None:
        """Speak TLS with a caller, and end it unless it proves a key in time."""
        try:
            async with asyncio.timeout(self.limits.authenticate_s):
                await asyncio.get_running_loop().connect_accepted_socket(
                    lambda: _Guard(self._protocol(), visitor, self),
                    visitor.raw,
                    ssl=self._context,
                    ssl_handshake_timeout=self.limits.authenticate_s,
                    ssl_shutdown_timeout=1.0,
                )
                await visitor.settled.wait()
        except (OSError, TimeoutError) as error:
            logger.info("%s ended before it proved a key: %s", visitor.address, type(error).__name__)
            visitor.abort()

    def _clear_up(self, visitor: Visitor) -> None:
        """Let go of a socket that never came to speak TLS, also when its task never began."""
        if visitor.transport is None:
            visitor.raw.close()
            self.forget(visitor)

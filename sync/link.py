"""One admitted connection to a peer: messages in and out, and what they cost."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from sync.chunk_source import ChunkSource
from sync.wire import Bye, Message, WireError, decode, encode

CLOSE_WAIT_S = 2.0


class Socket(Protocol):
    """The part of a WebSocket, ours or the other side's, that a link uses."""

    async def send_bytes(self, data: bytes) -> None:
        """Send one message; waits while too much is on its way."""

    async def receive(self) -> Any:
        """The next message, or one that says that the connection ended."""

    async def close(self) -> Any:
        """End the connection."""


@dataclass(eq=False)
class Link:
    """A connection whose other side proved who it is. `direction` is "in" or "out"; sizes in bytes.

    `takes` is which of the later messages the other side understands.
    """

    socket: Socket
    device: str
    meeting: str
    address: str
    direction: str
    instance: str = ""
    addresses: tuple[str, ...] = ()
    source: ChunkSource | None = None
    release: Callable[[], Awaitable[None]] | None = None
    bytes_sent: int = 0
    bytes_received: int = 0
    rtt_ms: float | None = None
    takes: frozenset[str] = frozenset()
    farewell: Bye | None = field(default=None, init=False)
    _held: list[Callable[[], Awaitable[None]]] = field(default_factory=list, init=False)
    _closed: bool = field(default=False, init=False)

    @property
    def is_closed(self) -> bool:
        """Whether this side ended the connection."""
        return self._closed

    def hold(self, release: Callable[[], Awaitable[None]]) -> None:
        """Release something more when the link is closed."""
        self._held.append(release)

    async def send(self, message: Message) -> None:
        """Send a message. Raises ConnectionError when the peer is gone, or was told goodbye."""
        if self._closed and not isinstance(message, Bye):
            raise ConnectionResetError("this side has said goodbye")
        data = encode(message)
        self.bytes_sent += len(data)
        await self.socket.send_bytes(data)
        await asyncio.sleep(0)  # a connection that just broke says so before the next message is written

    async def receive(self) -> Message | None:
        """The next message, None at the end. Raises WireError for what is no message."""
        data = await receive_bytes(self.socket)
        if data is None:
            return None
        self.bytes_received += len(data)
        message = decode(data)
        if isinstance(message, Bye):
            self.farewell = message
            return None
        return message

    async def close(self, bye: Bye | None = None) -> None:
        """Say why, if there is something to say, and end the connection. May be called twice."""
        if self._closed:
            return
        self._closed = True
        try:
            with contextlib.suppress(ConnectionError, TimeoutError, RuntimeError):
                async with asyncio.timeout(CLOSE_WAIT_S):
                    if bye is not None:
                        await self.send(bye)
                    await self.socket.close()
        finally:  # also when the program ends in this moment
            async with contextlib.AsyncExitStack() as stack:  # each of them, whatever becomes of the others
                for release in (self.release, *self._held):
                    if release is not None:
                        stack.push_async_callback(release)


async def receive_bytes(socket: Socket) -> bytes | None:
    """The bytes of the next message, None at the end of the connection. Raises WireError for text."""
    arrived = await socket.receive()
    if arrived.type is aiohttp.WSMsgType.BINARY:
        data: bytes = arrived.data
        return data
    if arrived.type is aiohttp.WSMsgType.TEXT:
        raise WireError("text where bytes are spoken")
    return None

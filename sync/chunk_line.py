"""One TLS connection over which chunks are asked for, one after another.

A client for all of HTTP looks at every few kilobytes as they come. Here what comes slowly is taken from the
system every few milliseconds and decrypted into its place, which costs less than half the processor time.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from sync.address import split_address

GULP: Final = 256 * 1024
SIP: Final = 32 * 1024
SIP_S: Final = 0.010
"""A body is left in the system until about a sip has come, for so long at most."""
TICK_S: Final = 0.0025
"""All connections are looked at together, and no wait is shorter: what comes fast is taken as it comes."""
FASTEST: Final = 3e7
RECORD: Final = 16 * 1024
MAX_HEAD: Final = 8 * 1024
MAX_REFUSAL: Final = 4 * 1024
"""Bytes of an answer that brings no chunk."""

_STATUS: Final = re.compile(rb"HTTP/1\.1 ([0-9]{3})(?: [^\r\n]*)?")
_FIELD: Final = re.compile(rb"([A-Za-z0-9-]+):[ \t]*([\x20-\x7e]*?)[ \t]*")
_LENGTH: Final = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands before a body; field names are in small letters. `stays`: more may be asked afterwards."""

    status: int
    fields: Mapping[str, str]
    length: int
    stays: bool


def read_head(head: bytes) -> Answer:
    """Read a head without the empty line at its end. Raises ConnectionError when it is not one of ours."""
    first, *lines = head.split(b"\r\n")
    status = _STATUS.fullmatch(first)
    fields: dict[str, str] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        name = field[1].decode().lower() if field else ""
        if field is None or name in fields:
            raise ConnectionError("no head of an answer")
        fields[name] = field[2].decode()
    length = fields.get("content-length", "")
    if status is None or not _LENGTH.fullmatch(length) or "transfer-encoding" in fields:
        raise ConnectionError("an answer without a length")
    return Answer(int(status[1]), fields, int(length), fields.get("connection", "").lower() != "close")


class Pace:
    """How fast bytes come, and so how long more of them may be waited for."""

    def __init__(self) -> None:
        self._rate = FASTEST

    def wait_s(self, count: int, elapsed_s: float) -> float:
        """So many bytes came in so long: seconds to leave the next to the system, 0 to take them at once."""
        self._rate += (count / max(elapsed_s, 1e-4) - self._rate) / 4
        wait_s = min(SIP / self._rate, SIP_S)
        return wait_s if wait_s >= TICK_S else 0.0


class ChunkLine(asyncio.BufferedProtocol):
    """Use `open`, then `ask` and `body` in turn. What goes wrong raises OSError and ends the connection."""

    def __init__(self, context: ssl.SSLContext, pin: bytes) -> None:
        self._loop = asyncio.get_running_loop()
        self._pin = pin
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing)
        self._gulp = memoryview(bytearray(GULP))
        self._transport: asyncio.Transport | None = None
        self._secured: asyncio.Future[None] = self._loop.create_future()
        self._head = bytearray()
        self._answered: asyncio.Future[Answer] | None = None
        self._body = memoryview(b"")
        self._filled: asyncio.Future[None] | None = None
        self._moved_at = 0.0
        self._pace = Pace()
        self._sip: asyncio.TimerHandle | None = None
        self.is_open = True

    @classmethod
    async def open(cls, address: str, context: ssl.SSLContext, pin: bytes) -> Self:
        """Connect to HOST:PORT and see that it shows the certificate with this SHA-256."""
        host, port = split_address(address)
        _, line = await asyncio.get_running_loop().create_connection(lambda: cls(context, pin), host, port)
        try:
            await line._secured  # noqa: SLF001 - one of its own
        except BaseException:  # also when it is given up: nobody else has the connection to close
            line.abort()
            raise
        return line

    async def ask(self, path: str, token: str) -> Answer:
        """Send a request and wait for what stands before the body; of a refusal the body is dropped."""
        if self._head:
            raise ConnectionError("more than was asked for")
        self._answered = self._loop.create_future()
        self._send(f"GET {path} HTTP/1.1\r\nHost: kurumaza\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        answer = await self._answered
        self._answered = None
        if answer.status != 200:
            if answer.length > MAX_REFUSAL:
                raise ConnectionError("a long refusal")
            await self.body(answer.length, 1.0)
        return answer

    async def body(self, size: int, stall_s: float) -> bytes:
        """Take so many bytes. TimeoutError when nothing comes for so long."""
        whole = bytearray(size)
        begun = min(size, len(self._head))
        whole[:begun] = self._head[:begun]
        del self._head[:begun]
        self._body, self._filled = memoryview(whole)[begun:], self._loop.create_future()
        self._moved_at = self._loop.time()
        watch = self._loop.call_later(stall_s, self._watch, self._filled, stall_s)
        try:
            self._advance()
            await self._filled
        finally:
            watch.cancel()
            self._body, self._filled = memoryview(b""), None
        return bytes(whole)

    def _watch(self, filled: asyncio.Future[None], stall_s: float) -> None:
        quiet_s = self._loop.time() - self._moved_at
        if filled is not self._filled or filled.done():
            return
        if quiet_s >= stall_s:
            self._fail(TimeoutError("it stands still"))
        else:
            self._loop.call_later(stall_s - quiet_s, self._watch, filled, stall_s)

    def abort(self) -> None:
        """End the connection without a word."""
        self._fail(ConnectionAbortedError("given up"))

    # -- what the loop calls -----------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """TCP is there; begin with TLS."""
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream was expected")
        self._transport = transport
        if self.is_open:
            self._advance()
        else:  # given up meanwhile
            transport.abort()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - as much as there is, in any case
        """Where the next bytes go."""
        return self._gulp

    def buffer_updated(self, nbytes: int) -> None:
        """So many are there."""
        self._incoming.write(self._gulp[:nbytes])
        before, self._moved_at = self._moved_at, self._loop.time()
        wait_s = self._pace.wait_s(nbytes, self._moved_at - before)
        self._advance()
        if wait_s and len(self._body) and self._transport is not None and self.is_open:
            self._transport.pause_reading()
            ticks = (self._moved_at + wait_s) // TICK_S
            self._sip = self._loop.call_at(ticks * TICK_S, self._resume)

    def _resume(self) -> None:
        self._sip = None
        if self._transport is not None and self.is_open:
            self._transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side is gone."""
        self._fail(exc if isinstance(exc, OSError) else ConnectionResetError("the connection ended"))

    # -- TLS ---------------------------------------------------------------------------------------

    def _send(self, data: bytes) -> None:
        if not self.is_open:
            raise ConnectionResetError("the connection ended")
        self._tls.write(data)
        self._flush()

    def _flush(self) -> None:
        if self._transport is not None and (data := self._outgoing.read()):
            self._transport.write(data)

    def _advance(self) -> None:
        """Go on with what is here, as far as it reaches."""
        try:
            if not self._secured.done():
                self._secure()
            while self.is_open and self._read():
                pass
        except ssl.SSLWantReadError:
            pass
        except OSError as error:  # those of TLS among them
            self._fail(error)
        if self.is_open:
            self._flush()

    def _secure(self) -> None:
        self._tls.do_handshake()
        shown = self._tls.getpeercert(binary_form=True) or b""
        if hashlib.sha256(shown).digest() != self._pin:
            raise ConnectionError("another device answers there")
        self._secured.set_result(None)

    def _read(self) -> bool:
        """Take the next record to where it belongs; False when nothing more is wanted now."""
        if len(self._body):
            count = int(self._tls.read(len(self._body), self._body))  # the stubs say bytes
            self._body = self._body[count:]
            if not count:
                raise ConnectionResetError("the connection ended")
            return True
        if self._filled is not None and not self._filled.done():
            self._filled.set_result(None)
        if self._answered is None:
            if self._filled is None and self._tls.read(1):
                raise ConnectionError("an answer that nobody asked for")
            return False
        if not self._answered.done():
            self._take_head()
            return True
        return False

    def _take_head(self) -> None:
        record = self._tls.read(RECORD)
        if not record:
            raise ConnectionResetError("the connection ended")
        self._head += record
        head, end, rest = bytes(self._head).partition(b"\r\n\r\n")
        if len(head) > MAX_HEAD:
            raise ConnectionError("a long head")
        if end and self._answered is not None:
            answer = read_head(head)
            self._head = bytearray(rest)
            self._answered.set_result(answer)

    def _fail(self, error: OSError) -> None:
        """Tell who waits, and end."""
        self.is_open = False
        if self._sip is not None:
            self._sip.cancel()
        for waiting in (self._secured, self._answered, self._filled):
            if waiting is not None and not waiting.done():
                waiting.set_exception(error)
                waiting.exception()  # also when nobody waits any more
        if self._transport is not None:
            self._transport.abort()

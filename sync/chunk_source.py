"""Fetches chunks of documents from one other device over its HTTPS port."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar

import aiohttp

from sync.chunk_answer import CHUNK_HEADER, CHUNK_S, HOLDERS_HEADER, LINE_S, SPREAD_LINE_S, WAIT_HEADER
from sync.chunk_line import Answer, ChunkLine
from sync.errors import KurumazaError
from sync.tls import client_context

ANSWER_S: Final = LINE_S + 0.5
SPREAD_ANSWER_S: Final = SPREAD_LINE_S + 2.0
STALL_S: Final = 2.5
CONNECT_S: Final = 4.0
CONNECTIONS: Final = 4
WAIT_MS: Final = 200
LONGEST_WAIT_MS: Final = 10_000

Given = TypeVar("Given")

_PATH: Final = re.compile(r"(?:chunk/[0-9a-f]{64}/[0-9]{1,4}|spread/[0-9a-f]{64})")
_CHUNK: Final = re.compile(r"([0-9a-f]{64})/([0-9]{1,4})")
_HOLDERS: Final = re.compile(r"[A-Za-z0-9_-]{43}(,[A-Za-z0-9_-]{43}){0,4}")

Measure = Callable[[str, int], int | None]
"""The bytes of a chunk (SHA-256 of its file, index), None for one that is not wanted."""


class PeerBusyError(KurumazaError):
    """The other device has no time now, or nothing to spread; `holders` may have the chunk as well."""

    def __init__(self, wait_s: float, holders: tuple[str, ...] = ()) -> None:
        super().__init__("busy", "The other PC is sending to others.")
        self.wait_s = wait_s
        self.holders = holders


class ChunkMissingError(KurumazaError):
    """The other device does not have this chunk; `holders` may."""

    def __init__(self, holders: tuple[str, ...] = ()) -> None:
        super().__init__("not_found", "The other PC does not have this piece of the document.")
        self.holders = holders


class ChunkSource(Protocol):
    """A device that gives chunks. All raise KurumazaError, PeerBusyError or ChunkMissingError among them."""

    async def fetch(self, sha256: str, index: int, size: int, *, urgent: bool = False) -> bytes:
        """A certain chunk, whose size is known."""

    async def spread(self, sha256: str, measure: Measure, *, urgent: bool = False) -> tuple[str, int, bytes]:
        """Any chunk that the other side wants spread, of this file if it can be; with its file and index."""


class HttpsSource:
    """A device at one address; the token is sent only to the certificate that gave it."""

    def __init__(self, address: str, pin: bytes, token: str) -> None:
        self._address = address
        self._pin = pin
        self._token = token
        self._context = client_context()
        self._idle: list[ChunkLine] = []
        self._busy: set[ChunkLine] = set()
        self._is_closed = False

    async def fetch(self, sha256: str, index: int, size: int, *, urgent: bool = False) -> bytes:
        """A certain chunk."""

        async def take(line: ChunkLine, answer: Answer) -> bytes:
            return await _read(line, answer, size)

        return await self._get(f"chunk/{sha256}/{index}", ANSWER_S, take, urgent=urgent)

    async def spread(self, sha256: str, measure: Measure, *, urgent: bool = False) -> tuple[str, int, bytes]:
        """Any chunk that has to be spread."""

        async def take(line: ChunkLine, answer: Answer) -> tuple[str, int, bytes]:
            named = _CHUNK.fullmatch(answer.fields.get(CHUNK_HEADER.lower(), ""))
            size = measure(named[1], int(named[2])) if named else None
            if named is None or size is None:
                raise KurumazaError("document_unavailable", "A piece of no document arrived.")
            return named[1], int(named[2]), await _read(line, answer, size)

        return await self._get(f"spread/{sha256}", SPREAD_ANSWER_S, take, urgent=urgent)

    async def _get(
        self,
        path: str,
        answer_s: float,
        take: Callable[[ChunkLine, Answer], Awaitable[Given]],
        *,
        urgent: bool,
    ) -> Given:
        if not _PATH.fullmatch(path):
            raise KurumazaError("document_unavailable", "That is the name of no piece of a document.")
        where = f"/v1/{path}" + ("?urgent=1" if urgent else "")
        try:
            async with asyncio.timeout(answer_s) as patience:
                line, answer = await self._ask(where)
                stays = False
                try:
                    stays = answer.stays and answer.status != 200
                    _check(answer)
                    patience.reschedule(asyncio.get_running_loop().time() + CHUNK_S)
                    given = await take(line, answer)
                    stays = answer.stays
                finally:
                    self._put_back(line, stays=stays)
                return given
        except (OSError, TimeoutError) as error:
            raise KurumazaError("unreachable", "A piece of the document did not arrive.") from error

    async def _ask(self, where: str) -> tuple[ChunkLine, Answer]:
        """The beginning of an answer; a connection that lay idle may have been closed meanwhile."""
        while self._idle:
            line = self._idle.pop()
            if line.is_open:
                with contextlib.suppress(ConnectionError, ssl.SSLError):  # then the next, or a new one
                    return line, await self._asked(line, where)
        async with asyncio.timeout(CONNECT_S):
            line = await ChunkLine.open(self._address, self._context, self._pin)
        return line, await self._asked(line, where)

    async def _asked(self, line: ChunkLine, where: str) -> Answer:
        if self._is_closed:
            line.abort()
            raise ConnectionAbortedError("the connection to the other PC has ended")
        self._busy.add(line)
        try:
            return await line.ask(where, self._token)
        except BaseException:  # also when it is given up: half an answer may follow on this connection
            self._put_back(line, stays=False)
            raise

    def _put_back(self, line: ChunkLine, *, stays: bool) -> None:
        self._busy.discard(line)
        if stays and line.is_open and not self._is_closed and len(self._idle) < CONNECTIONS:
            self._idle.append(line)
        else:
            line.abort()

    def retire(self) -> None:
        """Ask for nothing more; what is on its way may arrive."""
        self._is_closed = True
        for line in self._idle:
            line.abort()
        self._idle.clear()

    async def close(self) -> None:
        """Fetch no more."""
        self.retire()
        for line in list(self._busy):
            line.abort()


def _check(answer: Answer) -> None:
    told = answer.fields.get(HOLDERS_HEADER.lower(), "")
    holders = tuple(told.split(",")) if _HOLDERS.fullmatch(told) else ()
    if answer.status == 503:
        wait = answer.fields.get(WAIT_HEADER.lower(), "")
        wait_ms = int(wait) if wait.isascii() and wait.isdecimal() and len(wait) <= 6 else WAIT_MS
        raise PeerBusyError(min(wait_ms, LONGEST_WAIT_MS) / 1000, holders)
    if answer.status == 404:
        raise ChunkMissingError(holders)
    if answer.status != 200:
        raise KurumazaError("document_unavailable", f"The other PC answered {answer.status}.")


async def _read(line: ChunkLine, answer: Answer, size: int) -> bytes:
    """The body, which must have this size; it may be slow, but not stand still."""
    if answer.length != size:
        raise KurumazaError("document_unavailable", "A piece of the document has the wrong size.")
    return await line.body(size, STALL_S)


def client_session() -> aiohttp.ClientSession:
    """The connection to one device for the WebSocket."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=1),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )


class RemoteSource:
    """A device that called us: fetched from over its own port, at the addresses it told."""

    def __init__(
        self,
        addresses: Callable[[], Sequence[str]],
        reach: Callable[[Sequence[str]], Awaitable[str]],
        token: str,
        certificate: str,
    ) -> None:
        self._addresses = addresses
        self._reach = reach
        self._token = token
        self._pin = bytes.fromhex(certificate)
        self._source: HttpsSource | None = None
        self._is_closed = False

    async def fetch(self, sha256: str, index: int, size: int, *, urgent: bool = False) -> bytes:
        """A certain chunk."""
        return await self._from(lambda source: source.fetch(sha256, index, size, urgent=urgent))

    async def spread(self, sha256: str, measure: Measure, *, urgent: bool = False) -> tuple[str, int, bytes]:
        """Any chunk that has to be spread."""
        return await self._from(lambda source: source.spread(sha256, measure, urgent=urgent))

    async def _from(self, get: Callable[[HttpsSource], Awaitable[Given]]) -> Given:
        source = self._source or await self._find()
        try:
            return await get(source)
        except KurumazaError as error:
            if error.code == "unreachable" and self._source is source:
                self._source = None  # it may have another address by now
                source.retire()
            raise

    async def _find(self) -> HttpsSource:
        known = () if self._is_closed else self._addresses()
        if not known:
            raise KurumazaError("unreachable", "It is not known where the other PC listens.")
        address = await self._reach(known)
        if self._is_closed:  # meanwhile
            raise KurumazaError("unreachable", "The connection to the other PC has ended.")
        self._source = HttpsSource(address, self._pin, self._token)
        return self._source

    async def close(self) -> None:
        """Fetch no more."""
        self._is_closed = True
        if self._source is not None:
            await self._source.close()

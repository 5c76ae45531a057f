"""Fetches chunks of documents from one other device over its HTTPS port."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar

import aiohttp

from sync.chunk_answer import CHUNK_HEADER, CHUNK_S, HOLDERS_HEADER, LINE_S, SPREAD_LINE_S, WAIT_HEADER
from sync.errors import KurumazaError

ANSWER_S: Final = LINE_S + 0.5
SPREAD_ANSWER_S: Final = SPREAD_LINE_S + 2.0
STALL_S: Final = 2.5
CONNECT_S: Final = 4.0
CONNECTIONS: Final = 4
WAIT_MS: Final = 200
LONGEST_WAIT_MS: Final = 10_000

Given = TypeVar("Given")

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

    def __init__(
        self, session: aiohttp.ClientSession, url: str, pin: aiohttp.Fingerprint, token: str
    ) -> None:
        self._session = session
        self._url = url
        self._pin = pin
        self._headers = {"Authorization": f"Bearer {token}"}

    async def fetch(self, sha256: str, index: int, size: int, *, urgent: bool = False) -> bytes:
        """A certain chunk."""

        async def take(response: aiohttp.ClientResponse) -> bytes:
            return await _read(response, size)

        return await self._get(f"chunk/{sha256}/{index}", ANSWER_S, take, urgent=urgent)

    async def spread(self, sha256: str, measure: Measure, *, urgent: bool = False) -> tuple[str, int, bytes]:
        """Any chunk that has to be spread."""

        async def take(response: aiohttp.ClientResponse) -> tuple[str, int, bytes]:
            named = _CHUNK.fullmatch(response.headers.get(CHUNK_HEADER, ""))
            size = measure(named[1], int(named[2])) if named else None
            if named is None or size is None:
                raise KurumazaError("document_unavailable", "A piece of no document arrived.")
            return named[1], int(named[2]), await _read(response, size)

        return await self._get(f"spread/{sha256}", SPREAD_ANSWER_S, take, urgent=urgent)

    async def _get(
        self,
        path: str,
        answer_s: float,
        take: Callable[[aiohttp.ClientResponse], Awaitable[Given]],
        *,
        urgent: bool,
    ) -> Given:
        where = f"{self._url}/v1/{path}" + ("?urgent=1" if urgent else "")
        if self._session.closed:
            raise KurumazaError("unreachable", "The connection to the other PC has ended.")
        try:
            async with asyncio.timeout(answer_s) as patience:
                async with self._session.get(
                    where, headers=self._headers, ssl=self._pin, allow_redirects=False
                ) as response:
                    _check(response)
                    patience.reschedule(asyncio.get_running_loop().time() + CHUNK_S)
                    return await take(response)
        except (aiohttp.ClientError, OSError, TimeoutError, EOFError, RuntimeError) as error:
            # aiohttp says RuntimeError when its session is closed while a body arrives.
            raise KurumazaError("unreachable", "A piece of the document did not arrive.") from error


def _check(response: aiohttp.ClientResponse) -> None:
    told = response.headers.get(HOLDERS_HEADER, "")
    holders = tuple(told.split(",")) if _HOLDERS.fullmatch(told) else ()
    if response.status == 503:
        wait = response.headers.get(WAIT_HEADER, "")
        wait_ms = int(wait) if wait.isascii() and wait.isdecimal() and len(wait) <= 6 else WAIT_MS
        raise PeerBusyError(min(wait_ms, LONGEST_WAIT_MS) / 1000, holders)
    if response.status == 404:
        raise ChunkMissingError(holders)
    if response.status != 200:
        raise KurumazaError("document_unavailable", f"The other PC answered {response.status}.")


async def _read(response: aiohttp.ClientResponse, size: int) -> bytes:
    """The body, which must have this size; it may be slow, but not stand still."""
    if response.content_length != size:
        raise KurumazaError("document_unavailable", "A piece of the document has the wrong size.")
    parts: list[bytes] = []
    left = size
    while left:
        async with asyncio.timeout(STALL_S):
            part = await response.content.read(left)
        if not part:
            raise asyncio.IncompleteReadError(b"".join(parts), size)
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def client_session() -> aiohttp.ClientSession:
    """Connections to one device: the WebSocket, and those for chunks."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, limit_per_host=CONNECTIONS),
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
        self._pin = aiohttp.Fingerprint(bytes.fromhex(certificate))
        self._session: aiohttp.ClientSession | None = None
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
            if error.code == "unreachable":
                self._source = None  # it may have another address by now
            raise

    async def _find(self) -> HttpsSource:
        known = () if self._is_closed else self._addresses()
        if not known:
            raise KurumazaError("unreachable", "It is not known where the other PC listens.")
        address = await self._reach(known)
        if self._is_closed:  # meanwhile
            raise KurumazaError("unreachable", "The connection to the other PC has ended.")
        if self._session is None:
            self._session = client_session()
        self._source = HttpsSource(self._session, f"https://{address}", self._pin, self._token)
        return self._source

    async def close(self) -> None:
        """Fetch no more."""
        self._is_closed = True
        if self._session is not None:
            await self._session.close()

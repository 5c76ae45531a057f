"""Answers requests for chunks over HTTP, so that events on other connections find room beside them."""

from __future__ import annotations

import asyncio
import logging
import random
import socket
from collections.abc import Callable
from typing import Final, Protocol

from aiohttp import web

from sync.blobs import is_digest
from sync.errors import KurumazaError
from sync.upload_slots import NoSlotError, Slot, UploadSlots

CHUNK_S: Final = 10.0
STALL_S: Final = 2.0
PARK_S: Final = 0.25
YIELD_S: Final = 0.02  # between two pieces, while somebody here turns pages
PIECE: Final = 64 * 1024
BUFFER: Final = 32 * 1024
"""Bytes of a chunk that may lie in the system: what lies there before an event, the event has to wait for."""
SMALL_BUFFER: Final = 8 * 1024
"""The same while people write to each other."""
LINE_S: Final = 1.5
SPREAD_LINE_S: Final = 20.0
BUSY_MS: Final = 100
SPREAD_MS: Final = 250
MAX_HOLDERS: Final = 5

WAIT_HEADER: Final = "X-Wait-Ms"
HOLDERS_HEADER: Final = "X-Holders"
CHUNK_HEADER: Final = "X-Chunk"

logger = logging.getLogger(__name__)


class Stock(Protocol):
    """Where the pieces come from."""

    async def chunk(self, meeting: str, sha256: str, index: int) -> bytes:
        """A chunk of a document of this meeting. Raises KurumazaError when it is not here, or not given."""

    def to_spread(self, meeting: str, device: str, first: str) -> tuple[str, int] | None:
        """The chunk that a device should have, to pass it on; None when all are with somebody."""

    def not_taken(self, meeting: str, device: str, sha256: str, index: int) -> None:
        """It did not get there."""

    def holders(self, meeting: str, sha256: str, index: int) -> list[str]:
        """Devices that hold a chunk as well."""


class ChunkDesk:
    """Gives pieces to who brings a token. `granted` gives meeting and device of a token, or None."""

    def __init__(self, stock: Stock, granted: Callable[[web.Request], tuple[str, str] | None]) -> None:
        self._stock = stock
        self._granted = granted
        self._slots = UploadSlots()
        self._paused = 0.0
        self._lively: asyncio.TimerHandle | None = None

    def add_to(self, app: web.Application) -> None:
        """Answer where the protocol says."""
        app.router.add_get("/v1/chunk/{sha256}/{index}", self._chunk)
        app.router.add_get("/v1/spread/{sha256}", self._spread)

    def yield_until(self, time: float) -> None:
        """Send slowly until then (time of the loop): somebody here turns pages."""
        self._paused = time

    def leave_room(self, seconds: float) -> None:
        """Send to fewer at a time for so long: people write to each other."""
        loop = asyncio.get_running_loop()
        if self._lively is not None:
            self._lively.cancel()
        self._lively = loop.call_later(seconds, self._take_room)
        self._slots.leave_room(is_wanted=True)

    def _take_room(self) -> None:
        self._lively = None
        self._slots.leave_room(is_wanted=False)

    async def _chunk(self, request: web.Request) -> web.StreamResponse:
        meeting, device = self._caller(request)
        sha256, index = request.match_info["sha256"], request.match_info["index"]
        if not is_digest(sha256) or not (index.isascii() and index.isdecimal() and len(index) <= 4):
            raise web.HTTPNotFound
        urgent = request.query.get("urgent") == "1"
        try:
            slot = await self._slots.enter(device, urgent=urgent, wait_s=LINE_S)
        except NoSlotError as error:
            raise self._busy(BUSY_MS, self._stock.holders(meeting, sha256, int(index))) from error
        try:
            data = await self._stock.chunk(meeting, sha256, int(index))
            response, _ = await self._send(request, data, slot, {})
        except NoSlotError as error:
            raise self._busy(BUSY_MS, self._stock.holders(meeting, sha256, int(index))) from error
        except KurumazaError as error:
            headers = self._told(self._stock.holders(meeting, sha256, int(index)))
            raise web.HTTPNotFound(text=error.code, headers=headers) from error
        else:
            return response
        finally:
            slot.leave()

    async def _spread(self, request: web.Request) -> web.StreamResponse:
        meeting, device = self._caller(request)
        first = request.match_info["sha256"]
        if not is_digest(first):
            raise web.HTTPNotFound
        urgent = request.query.get("urgent") == "1"
        try:
            slot = await self._slots.enter(device, urgent=urgent, wait_s=SPREAD_LINE_S)
        except NoSlotError as error:
            raise self._busy(BUSY_MS) from error
        try:
            chosen = None if _hung_up(request) else self._stock.to_spread(meeting, device, first)
            if chosen is None:
                raise self._busy(SPREAD_MS)
            arrived = False
            try:
                data = await self._stock.chunk(meeting, *chosen)
                named = {CHUNK_HEADER: f"{chosen[0]}/{chosen[1]}"}
                response, arrived = await self._send(request, data, slot, named)
            finally:
                if not arrived:
                    self._stock.not_taken(meeting, device, *chosen)
        except KurumazaError as error:
            raise web.HTTPNotFound(text=error.code) from error
        else:
            return response
        finally:
            slot.leave()

    def _caller(self, request: web.Request) -> tuple[str, str]:
        found = self._granted(request)
        if found is None:
            raise web.HTTPUnauthorized
        return found

    async def _send(
        self, request: web.Request, data: bytes, slot: Slot, headers: dict[str, str]
    ) -> tuple[web.StreamResponse, bool]:
        pause = self._paused - asyncio.get_running_loop().time()
        buffer = BUFFER if self._lively is None else SMALL_BUFFER
        return await send_chunk(request, data, slot.park, headers, YIELD_S if pause > 0 else 0.0, buffer)

    @staticmethod
    def _told(holders: list[str]) -> dict[str, str]:
        return {HOLDERS_HEADER: ",".join(holders[:MAX_HOLDERS])} if holders else {}

    def _busy(self, wait_ms: int, holders: list[str] | None = None) -> web.HTTPServiceUnavailable:
        jitter = random.uniform(0.7, 1.3)  # noqa: S311 - spreads the calls
        headers = {"Retry-After": "1", WAIT_HEADER: str(round(wait_ms * jitter)), **self._told(holders or [])}
        return web.HTTPServiceUnavailable(headers=headers)


def _hung_up(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


async def send_chunk(
    request: web.Request,
    data: bytes,
    parked: Callable[[], object],
    headers: dict[str, str],
    pause_s: float = 0.0,
    buffer: int = BUFFER,
) -> tuple[web.StreamResponse, bool]:
    """Send in pieces and wait until they left; whether all did. `parked` is called when they stand still."""
    response = web.StreamResponse(headers=headers)
    response.content_type = "application/octet-stream"
    response.content_length = len(data)
    _narrow(request.transport, buffer)
    sent = False
    patience = asyncio.get_running_loop().call_later(PARK_S, parked)
    try:
        async with asyncio.timeout(CHUNK_S) as whole:
            await response.prepare(request)
            for start in range(0, len(data), PIECE):
                await asyncio.sleep(pause_s)  # hear in between that the other side hung up
                if _hung_up(request):
                    break
                patience.cancel()
                patience = asyncio.get_running_loop().call_later(PARK_S, parked)
                async with asyncio.timeout(STALL_S):
                    await response.write(data[start : start + PIECE])
            else:
                sent = True
            whole.reschedule(asyncio.get_running_loop().time() + STALL_S)
            await response.write_eof()
    except ConnectionError:  # the seat was switched off meanwhile
        logger.debug("%s went away during a chunk", request.remote)
        sent = False
    except TimeoutError:  # it sleeps; others need its place
        logger.info("%s took too long for a chunk", request.remote)
        sent = False
        if request.transport is not None:
            request.transport.abort()
    finally:
        patience.cancel()
    return response, sent


def _narrow(transport: asyncio.Transport | None, buffer: int) -> None:
    """Keep little of a file under way: what lies in buffers before an event, the event has to wait for."""
    connection: socket.socket | None = transport.get_extra_info("socket") if transport is not None else None
    if transport is not None and connection is not None:
        transport.set_write_buffer_limits(high=PIECE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)

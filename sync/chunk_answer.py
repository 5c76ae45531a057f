"""Sends one piece of a file over HTTP so that events on other connections find room beside it."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Final

from aiohttp import web

CHUNK_S: Final = 10.0
STALL_S: Final = 2.0
PIECE: Final = 64 * 1024
BUFFER: Final = 48 * 1024
"""Bytes of a chunk that may lie in the system: three chunks at 100 Mbit/s hold an event up for some 20 ms."""

logger = logging.getLogger(__name__)


async def send_chunk(request: web.Request, data: bytes) -> web.StreamResponse:
    """Send and wait until it left: few chunks at a time, in pieces, so that events find room on the wire."""
    response = web.StreamResponse()
    response.content_type = "application/octet-stream"
    response.content_length = len(data)
    _narrow(request.transport)
    try:
        async with asyncio.timeout(CHUNK_S) as whole:
            await response.prepare(request)
            for start in range(0, len(data), PIECE):
                await asyncio.sleep(0)  # hear in between that the other side hung up
                if request.transport is None or request.transport.is_closing():
                    break
                async with asyncio.timeout(STALL_S):
                    await response.write(data[start : start + PIECE])
            whole.reschedule(asyncio.get_running_loop().time() + STALL_S)
            await response.write_eof()
    except ConnectionError:  # the seat was switched off meanwhile
        logger.debug("%s went away during a chunk", request.remote)
    except TimeoutError:  # it sleeps; others need its place
        logger.info("%s took too long for a chunk", request.remote)
        if request.transport is not None:
            request.transport.abort()
    return response


def _narrow(transport: asyncio.Transport | None) -> None:
    """Keep little of a file under way: what lies in buffers before an event, the event has to wait for."""
    connection: socket.socket | None = transport.get_extra_info("socket") if transport is not None else None
    if transport is not None and connection is not None:
        transport.set_write_buffer_limits(high=PIECE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)

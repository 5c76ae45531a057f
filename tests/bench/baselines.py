"""What a bench of the network is compared with: the least that can be done with the same means.

Each part is a process: `python -m tests.bench.baselines PART ...`. Like the console of a node it takes lines
on stdin and answers by JSON lines, and a report carries the moment at which the message was there.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import ssl
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from sync.keys import DeviceKey
from sync.tls import client_context, server_context
from tests.bench.programs import say

PIECE = 256 * 1024


def _told(frame: bytes) -> None:
    now = time.monotonic_ns()
    say({"report": "comment", "body": frame.decode().rstrip(), "monotonic_ns": now})


def _obey(write: Callable[[bytes], object]) -> None:
    """Post each line of stdin, as the console of a node does it: read in a thread, done in the loop."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        while line := sys.stdin.buffer.readline():
            loop.call_soon_threadsafe(write, line.rstrip(b"\n"))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()


async def _until_stdin_ends() -> None:
    await asyncio.to_thread(sys.stdin.buffer.read)
    os._exit(0)


# -- small messages: one hub, a connection to each peer ------------------------------------------


async def tcp_hub(host: str) -> None:
    """Length-prefixed frames over TCP: what comes from one goes to all others."""
    peers: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peers.add(writer)
        while head := await reader.read(4):
            frame = await reader.readexactly(struct.unpack("!I", head)[0])
            for peer in peers - {writer}:
                peer.write(head + frame)
            _told(frame)
        peers.discard(writer)

    server = await asyncio.start_server(serve, host, 0)
    say({"report": "ready", "port": server.sockets[0].getsockname()[1]})
    await _until_stdin_ends()


async def tcp_peer(host: str, port: str) -> None:
    """A seat of `tcp_hub`."""
    reader, writer = await asyncio.open_connection(host, int(port))
    _obey(lambda frame: writer.write(struct.pack("!I", len(frame)) + frame))
    say({"report": "ready"})
    while True:
        (size,) = struct.unpack("!I", await reader.readexactly(4))
        _told(await reader.readexactly(size))


async def ws_hub(host: str) -> None:
    """The same over WebSockets of aiohttp, without TLS and compression."""
    peers: set[web.WebSocketResponse] = set()

    async def serve(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(compress=False)
        await ws.prepare(request)
        peers.add(ws)
        async for message in ws:
            for peer in peers - {ws}:
                await peer.send_bytes(message.data)
            _told(message.data)
        peers.discard(ws)
        return ws

    await _serve(host, lambda app: app.router.add_get("/", serve), None)


async def ws_peer(host: str, port: str) -> None:
    """A seat of `ws_hub`."""
    sending: set[asyncio.Task[None]] = set()
    async with aiohttp.ClientSession() as session, session.ws_connect(f"http://{host}:{port}/") as ws:

        def post(frame: bytes) -> None:
            task = asyncio.create_task(ws.send_bytes(frame))
            sending.add(task)
            task.add_done_callback(sending.discard)

        _obey(post)
        say({"report": "ready"})
        async for message in ws:
            _told(message.data)


# -- a file: one server, every seat fetches the whole --------------------------------------------


async def _serve(host: str, add: Callable[[web.Application], object], context: ssl.SSLContext | None) -> None:
    app = web.Application()
    add(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, 0, ssl_context=context).start()
    say({"report": "ready", "port": runner.addresses[0][1]})
    await _until_stdin_ends()


async def files(host: str, scheme: str, folder: str) -> None:
    """HTTP or HTTPS as aiohttp serves files."""
    context = server_context(DeviceKey.generate()) if scheme == "https" else None
    await _serve(host, lambda app: app.router.add_static("/", folder), context)


async def fetch(host: str, scheme: str, port: str) -> None:
    """Fetch a file into a file and hash it, each time a line comes."""
    say({"report": "ready"})
    async with aiohttp.ClientSession() as session:
        while await asyncio.to_thread(sys.stdin.buffer.readline):
            say({"report": "document", "sha256": await _fetch(session, f"{scheme}://{host}:{port}/file.pdf")})
    os._exit(0)


async def _fetch(session: aiohttp.ClientSession, url: str) -> str:
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        context = client_context() if url.startswith("https") else True
        async with session.get(url, ssl=context) as response:
            response.raise_for_status()
            async for piece in response.content.iter_chunked(PIECE):
                digest.update(piece)
                file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


PARTS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "tcp_hub": tcp_hub,
    "tcp_peer": tcp_peer,
    "ws_hub": ws_hub,
    "ws_peer": ws_peer,
    "files": files,
    "fetch": fetch,
}
NAME = f"tests.bench.{Path(__file__).stem}"


if __name__ == "__main__":
    asyncio.run(PARTS[sys.argv[1]](*sys.argv[2:]))

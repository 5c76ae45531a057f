"""A chunk leaves in pieces through small buffers, and who does not take it gives its place to others."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from sync import chunk_answer
from tests.fakes import run

CHUNK = bytes(range(256)) * 16 * 1024


class Answering:
    """A server that gives one chunk, and remembers how each answer ended."""

    def __init__(self) -> None:
        self.ended: asyncio.Queue[web.Request] = asyncio.Queue()
        self.waiting: list[int] = []
        self.parked = asyncio.Event()
        self.arrived: bool | None = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        asyncio.get_running_loop().call_soon(self._look, request)
        response, self.arrived = await chunk_answer.send_chunk(request, CHUNK, self.parked.set, {})
        self.ended.put_nowait(request)
        return response

    def _look(self, request: web.Request) -> None:
        if request.transport is not None:
            self.waiting.append(request.transport.get_write_buffer_size())


def played(play: Callable[[Answering, int], Awaitable[None]]) -> None:
    async def serve() -> None:
        answering = Answering()
        app = web.Application()
        app.router.add_get("/", answering.answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            await play(answering, runner.addresses[0][1])
        finally:
            await runner.cleanup()

    run(serve())


def test_a_chunk_arrives_whole_and_never_lies_in_a_buffer_as_a_whole() -> None:
    async def play(answering: Answering, port: int) -> None:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as response:
            assert response.content_length == len(CHUNK)
            assert await response.read() == CHUNK
        assert max(answering.waiting) <= len(CHUNK) / 8

    played(play)


def test_who_takes_nothing_is_cut_off_and_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk_answer, "STALL_S", 0.05)
    monkeypatch.setattr(chunk_answer, "PARK_S", 0.01)

    async def play(answering: Answering, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        request = await answering.ended.get()
        assert request.transport is None or request.transport.is_closing()
        assert (answering.parked.is_set(), answering.arrived) == (True, False)
        taken = 0
        with contextlib.suppress(ConnectionError):  # the end may be in good order, but it comes too early
            while piece := await reader.read(65536):
                taken += len(piece)
        assert taken < len(CHUNK)
        writer.close()

    played(play)

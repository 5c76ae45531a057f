"""A connection for chunks against a server that says whatever the test wants, over real TLS."""

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.chunk_line import MAX_HEAD, SIP_S, ChunkLine, Pace, read_head
from sync.chunk_source import HttpsSource
from sync.errors import KurumazaError
from sync.keys import DeviceKey
from sync.tls import client_context, server_context
from tests.fakes import run

KEY = DeviceKey.generate()
CERTIFICATE = KEY.certificate()
PIN = hashlib.sha256(ssl.PEM_cert_to_DER_cert(CERTIFICATE.cert_pem.decode())).digest()
CONTEXT = server_context(KEY, CERTIFICATE)
SHA = "ab" * 32
BODY = bytes(range(256)) * 1024

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[str]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await script(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=CONTEXT)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await server.wait_closed()
        await asyncio.sleep(0)


def says(*answers: bytes, piece: int = 1 << 20) -> Script:
    """A server that gives these answers in turn, in pieces of this size, and then waits."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for each in answers:
            await reader.readuntil(b"\r\n\r\n")
            for start in range(0, len(each), piece):
                writer.write(each[start : start + piece])
                await writer.drain()
                await asyncio.sleep(0)
        await reader.read()

    return script


@pytest.mark.parametrize("piece", [97, 4_000, 70_000, 1 << 20])
def test_one_connection_brings_one_chunk_after_another_however_they_are_cut(piece: int) -> None:
    async def play() -> None:
        size = len(BODY) if piece > 97 else 5_000
        answers = [answer(BODY[:size]), answer(b"\x07" * 10)]
        async with serving(says(*answers, piece=piece)) as address:
            line = await ChunkLine.open(address, client_context(), PIN)
            for body in (BODY[:size], b"\x07" * 10):
                head = await line.ask("/v1/chunk/x/0", "t")
                assert (head.status, head.length, head.stays) == (200, len(body), True)
                assert await line.body(head.length, 5.0) == body
            line.abort()

    run(play())


def test_nothing_is_said_to_another_certificate() -> None:
    async def play() -> None:
        heard: list[bytes] = []

        async def script(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.read())

        async with serving(script) as address:
            with pytest.raises(OSError, match="another device"):
                await ChunkLine.open(address, client_context(), b"\x00" * 32)
        assert heard == []

    run(play())


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n folded\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * MAX_HEAD + b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        answer(b"x" * 5_000, status="404 Not Found"),
        b"\x00" * 20_000,
    ],
)
def test_nonsense_ends_the_connection(said: bytes) -> None:
    async def play() -> None:
        async with serving(says(said)) as address:
            line = await ChunkLine.open(address, client_context(), PIN)
            with pytest.raises(OSError):  # noqa: PT011 - which of them does not matter
                await line.ask("/v1/chunk/x/0", "t")
            line.abort()
            assert not line.is_open

    run(play())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_head_or_none(data: bytes) -> None:
    try:
        read = read_head(b"HTTP/1.1 200 OK\r\n" + data)
    except ConnectionError:
        return
    assert read.length >= 0


def test_what_comes_slowly_is_waited_for_and_what_only_the_wait_made_slow_is_not() -> None:
    slow, held_up = Pace(), Pace()
    for _ in range(40):
        waited_s = slow.wait_s(30_000, 0.01)  # a quarter of a cable of 100 Mbit/s
    assert waited_s == SIP_S
    waited_s = SIP_S
    for _ in range(40):  # the other side sends 64 KiB at most before it hears that they were taken
        waited_s = held_up.wait_s(64 * 1024, waited_s + 0.0005)
    assert waited_s == 0.0


def test_what_nobody_asked_for_ends_the_connection() -> None:
    async def play() -> None:
        async with serving(says(answer(b"12345") + b"more")) as address:
            line = await ChunkLine.open(address, client_context(), PIN)
            head = await line.ask("/v1/chunk/x/0", "t")
            await line.body(head.length, 5.0)
            with pytest.raises(OSError):  # noqa: PT011 - which of them does not matter
                await line.ask("/v1/chunk/x/1", "t")
            line.abort()

    run(play())


def test_a_body_that_stands_still_is_given_up() -> None:
    async def play() -> None:
        async with serving(says(answer(BODY)[:-1])) as address:
            line = await ChunkLine.open(address, client_context(), PIN)
            head = await line.ask("/v1/chunk/x/0", "t")
            with pytest.raises(TimeoutError):
                await line.body(head.length, 0.1)
            assert not line.is_open

    run(play())


def test_a_body_that_is_cut_off_is_given_up() -> None:
    async def play() -> None:
        async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(BODY)[:100_000])

        async with serving(script) as address:
            line = await ChunkLine.open(address, client_context(), PIN)
            head = await line.ask("/v1/chunk/x/0", "t")
            with pytest.raises(ConnectionError):
                await line.body(head.length, 5.0)

    run(play())


def test_a_connection_that_was_closed_over_there_is_replaced_and_a_kept_one_used_again() -> None:
    async def play() -> None:
        calls: list[int] = []

        async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            calls.append(0)
            for _ in range(2):
                await reader.readuntil(b"\r\n\r\n")
                calls[-1] += 1
                writer.write(answer(b"12345"))
            await writer.drain()

        async with serving(script) as address:
            source = HttpsSource(address, PIN, "t")
            for index in range(5):
                assert await source.fetch(SHA, index, 5) == b"12345"
            assert calls == [2, 2, 1]
            await source.close()
            with pytest.raises(KurumazaError):
                await source.fetch(SHA, 9, 5)

    run(play())


def test_who_gives_up_a_chunk_gives_up_its_connection() -> None:
    async def play() -> None:
        said = asyncio.Event()

        async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(BODY)[:50_000])
            said.set()
            await reader.read()

        async with serving(script) as address:
            source = HttpsSource(address, PIN, "t")
            fetching = asyncio.create_task(source.fetch(SHA, 0, len(BODY)))
            await said.wait()
            (line,) = source._busy
            fetching.cancel()
            with pytest.raises(asyncio.CancelledError):
                await fetching
            assert not line.is_open
            await source.close()

    run(play())


@pytest.mark.parametrize("name", [f"{SHA}/0 HTTP/1.1\r\nX: ", "..", SHA.upper()])
def test_no_name_of_a_file_becomes_part_of_a_request(name: str) -> None:
    async def play() -> None:
        source = HttpsSource("127.0.0.1:1", PIN, "t")
        with pytest.raises(KurumazaError) as caught:
            await source.fetch(name, 0, 5)
        assert caught.value.code == "document_unavailable"

    run(play())

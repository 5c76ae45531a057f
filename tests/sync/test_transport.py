"""The port from outside: admitted peers, and everybody else within their limits."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import asyncio
import contextlib
import socket
import ssl
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from sync.address import split_address
from sync.chunk_source import ChunkMissingError, PeerBusyError
from sync.errors import KurumazaError
from sync.handshake import Credentials
from sync.keys import DeviceKey, device_of_certificate
from sync.link import Link
from sync.listening import Limits
from sync.tls import client_context
from sync.transport import Host, Server, dial, first_reachable
from sync.wire import MAX_MESSAGE_SIZE, Bye, Echo, Hello, SeatRequest, decode, encode
from tests.fakes import run

CHAIR, SEAT, STRANGER = DeviceKey.generate(), DeviceKey.generate(), DeviceKey.generate()
MEETING, OTHER = "M" * 43, "N" * 43
SHA = "ab" * 32
CODE = "482913"


class FakeHost(Host):
    """A meeting with one document; its roster is a set."""

    def __init__(self) -> None:
        self.members: set[str] = set()
        self.links: list[Link] = []
        self.failed = 0
        self.chunks_asked: list[str] = []
        self.served = asyncio.Event()
        self.spread: list[tuple[str, int]] = []
        self.holding: list[str] = []

    def meeting_for(self, named: str) -> str:
        return next((meeting for meeting in (MEETING, OTHER) if meeting.startswith(named)), "")

    def is_member(self, meeting: str, device: str) -> bool:
        return device in self.members

    def begin_attempt(self, meeting: str, device: str) -> str:
        return CODE

    def attempt_succeeded(self, meeting: str, device: str) -> None:
        pass

    def attempt_failed(self, meeting: str) -> None:
        self.failed += 1

    async def admit(self, meeting: str, device: str, request: SeatRequest) -> None:
        if request.seat == "1":
            raise KurumazaError("seat_taken", "Another PC already sits at seat 1.")
        self.members.add(device)

    async def serve(self, link: Link) -> None:
        self.links.append(link)
        self.served.set()
        while (message := await link.receive()) is not None:
            if isinstance(message, Echo):
                await link.send(Echo(message.sent_ns, answer=True))

    async def chunk(self, meeting: str, sha256: str, index: int) -> bytes:
        self.chunks_asked.append(sha256)
        if (meeting, sha256) != (MEETING, SHA):
            raise KurumazaError("not_found", "The meeting has no such document.")
        return bytes([index]) * 1000

    def to_spread(self, meeting: str, device: str, first: str) -> tuple[str, int] | None:
        return self.spread.pop() if self.spread else None

    def not_taken(self, meeting: str, device: str, sha256: str, index: int) -> None:
        self.spread.append((sha256, index))

    def holders(self, meeting: str, sha256: str, index: int) -> list[str]:
        return self.holding

    def addresses(self) -> tuple[str, ...]:
        return ("10.0.0.1:47810",)


class Port:
    """A running server and where it is."""

    def __init__(self, server: Server, host: FakeHost, number: int) -> None:
        self.server = server
        self.host = host
        self.number = number
        self.address = f"127.0.0.1:{number}"

    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():  # noqa: ASYNC110 - the server tells nobody about its strangers
            await asyncio.sleep(0.005)

    async def tls(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.number, ssl=client_context())

    async def get(self, path: str, **headers: str) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"https://{self.address}{path}", ssl=client_context(), headers=headers) as response,
        ):
            await response.read()
            return response.status


@contextlib.asynccontextmanager
async def listening(limits: Limits | None = None) -> AsyncIterator[Port]:
    host = FakeHost()
    server = Server(CHAIR, "0" * 16, host, limits)
    number = await server.start("127.0.0.1", 0)
    try:
        yield Port(server, host, number)
    finally:
        await server.stop()


async def call(port: Port, key: DeviceKey = SEAT, **credentials: str) -> Link:
    return await dial(port.address, key, "1" * 16, Credentials(**credentials))


def test_a_device_with_the_code_is_admitted_and_heard() -> None:
    async def play() -> None:
        async with listening() as port:
            link = await call(port, code=CODE, name="総務部長", seat="4")
            assert (link.device, link.meeting) == (CHAIR.device, MEETING)
            assert link.addresses == ("10.0.0.1:47810",)
            await link.send(Echo(7))
            assert await link.receive() == Echo(7, answer=True)
            assert port.host.links[0].device == SEAT.device
            assert link.source is not None
            assert await link.source.fetch(SHA, 3, 1000) == b"\x03" * 1000
            await link.close()
            await port.until(lambda: not port.server._grants)

    run(play())


@pytest.mark.parametrize("steps", range(1, 6))
def test_a_goodbye_that_is_interrupted_leaves_no_connection_behind(steps: int) -> None:
    async def play() -> None:
        async with listening() as port:
            link = await call(port, code=CODE, seat="4")
            closing = asyncio.create_task(link.close(Bye("removed", "...")))
            for _ in range(steps):
                await asyncio.sleep(0)
            closing.cancel()
            await asyncio.gather(closing, return_exceptions=True)
            assert isinstance(link.socket, aiohttp.ClientWebSocketResponse)
            assert link.socket._response.connection is None

    run(play())


def test_the_certificate_carries_the_device_key_over_tls_1_3() -> None:
    async def play() -> None:
        async with listening() as port:
            _, writer = await port.tls()
            tls = writer.get_extra_info("ssl_object")
            assert tls.version() == "TLSv1.3"
            assert device_of_certificate(tls.getpeercert(binary_form=True)) == CHAIR.device
            writer.close()
            await writer.wait_closed()

    run(play())


def test_a_wrong_code_gets_one_sentence_and_no_link() -> None:
    async def play() -> None:
        async with listening() as port:
            with pytest.raises(KurumazaError) as caught:
                await call(port, code="000000", name="秘密", seat="4")
            assert caught.value.code == "wrong_code"
            await port.until(lambda: port.host.failed == 1)
            assert port.host.links == []
            assert port.host.members == set()

    run(play())


def test_a_refused_seat_is_told_in_words() -> None:
    async def play() -> None:
        async with listening() as port:
            with pytest.raises(KurumazaError) as caught:
                await call(port, code=CODE, seat="1")
            assert (caught.value.code, port.host.links) == ("seat_taken", [])

    run(play())


def test_a_server_with_another_key_than_the_pinned_one_is_told_nothing() -> None:
    async def play() -> None:
        async with listening() as port:
            with pytest.raises(KurumazaError) as caught:
                await call(port, meeting=MEETING, expected=STRANGER.device, code=CODE)
            assert caught.value.code == "wrong_meeting"
            assert port.host.links == []

    run(play())


def test_a_stranger_gets_no_event_and_no_title() -> None:
    """All that somebody without the code ever hears: the server's HELLO, ASK, and why not."""

    async def play() -> list[object]:
        async with listening() as port, aiohttp.ClientSession() as session:
            heard: list[object] = []
            async with session.ws_connect(f"https://{port.address}/v1/meet", ssl=client_context()) as ws:
                await ws.send_bytes(encode(Hello(STRANGER.device, "1" * 16, "n" * 43)))
                heard.append(decode(await ws.receive_bytes()))
                await ws.send_bytes(encode(Echo(1)))
                heard.append(decode(await ws.receive_bytes()))
                assert (await ws.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
            assert port.host.links == []
            return heard

    hello, bye = run(play())
    assert isinstance(hello, Hello)
    assert hello.meeting == ""
    assert isinstance(bye, Bye)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer " + "x" * 43, "Basic eDp5", "Bearer " + "あ" * 3]
)
def test_no_chunk_without_a_token(authorization: str) -> None:
    async def play() -> None:
        async with listening() as port:
            status = await port.get(f"/v1/chunk/{SHA}/0", Authorization=authorization)
            assert (status, port.host.chunks_asked) == (401, [])

    run(play())


def test_a_token_ends_with_its_connection_and_opens_only_its_meeting() -> None:
    async def play() -> None:
        async with listening() as port:
            port.host.members.add(SEAT.device)
            link = await call(port, meeting=OTHER, expected=CHAIR.device)
            assert link.source is not None
            with pytest.raises(ChunkMissingError):
                await link.source.fetch(SHA, 0, 1000)
            (token,) = port.server._grants
            await link.close()
            await port.until(lambda: not port.server._grants)
            assert await port.get(f"/v1/chunk/{SHA}/0", Authorization=f"Bearer {token}") == 401

    run(play())


@pytest.mark.parametrize("path", ["../../etc/passwd", SHA.upper(), SHA[:-1]])
def test_a_chunk_of_no_digest_is_not_looked_for(path: str) -> None:
    async def play() -> None:
        async with listening() as port:
            port.host.members.add(SEAT.device)
            link = await call(port, meeting=MEETING, expected=CHAIR.device)
            assert link.source is not None
            with pytest.raises(KurumazaError):
                await link.source.fetch(path, 0, 1000)
            assert port.host.chunks_asked == []
            await link.close()

    run(play())


def test_a_chunk_of_another_size_is_not_read() -> None:
    async def play() -> None:
        async with listening() as port:
            port.host.members.add(SEAT.device)
            link = await call(port, meeting=MEETING, expected=CHAIR.device)
            assert link.source is not None
            with pytest.raises(KurumazaError, match="size"):
                await link.source.fetch(SHA, 0, 999)
            await link.close()

    run(play())


def test_what_has_to_be_spread_is_given_with_its_name_until_all_is_spread() -> None:
    async def play() -> None:
        async with listening() as port:
            port.host.members.add(SEAT.device)
            link = await call(port, meeting=MEETING, expected=CHAIR.device)
            assert link.source is not None
            port.host.spread = [(SHA, 5)]
            given = await link.source.spread(SHA, lambda _sha256, _index: 1000)
            assert given == (SHA, 5, b"\x05" * 1000)
            with pytest.raises(PeerBusyError):
                await link.source.spread(SHA, lambda _sha256, _index: 1000)
            port.host.spread = [(SHA, 6)]
            with pytest.raises(KurumazaError, match="no document"):
                await link.source.spread(SHA, lambda _sha256, _index: None)
            await link.close()

    run(play())


def test_who_lacks_a_chunk_names_others_that_hold_it() -> None:
    async def play() -> None:
        async with listening() as port:
            port.host.members.add(SEAT.device)
            link = await call(port, meeting=MEETING, expected=CHAIR.device)
            assert link.source is not None
            port.host.holding = [STRANGER.device, SEAT.device]
            with pytest.raises(ChunkMissingError) as caught:
                await link.source.fetch("b" * 64, 0, 1000)
            assert caught.value.holders == (STRANGER.device, SEAT.device)
            await link.close()

    run(play())


@pytest.mark.parametrize(
    "first", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 500, b"\x16\x03\x01\x02\x00\x01"]
)
def test_a_socket_that_never_speaks_tls_is_closed_in_time(first: bytes) -> None:
    async def play() -> None:
        async with listening(Limits(authenticate_s=0.2)) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port.number)
            writer.write(first)
            with contextlib.suppress(ConnectionError):
                await reader.read()
            await port.until(lambda: port.server.strangers == 0)
            writer.close()

    run(play())


@pytest.mark.parametrize(
    "said",
    [b"", b"GET /v1/meet HTTP/1.1\r\nX-Slow: ", b"POST /v1/meet HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"],
)
def test_slow_headers_after_tls_are_closed_in_time(said: bytes) -> None:
    async def play() -> None:
        async with listening(Limits(authenticate_s=0.3)) as port:
            reader, writer = await port.tls()
            writer.write(said)
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await reader.read()
            await port.until(lambda: port.server.strangers == 0)
            writer.close()

    run(play())


def test_a_websocket_that_never_proves_a_key_is_closed_in_time() -> None:
    async def play() -> None:
        async with listening(Limits(authenticate_s=0.3)) as port, aiohttp.ClientSession() as session:
            async with session.ws_connect(f"https://{port.address}/v1/meet", ssl=client_context()) as ws:
                assert (await ws.receive()).type is not aiohttp.WSMsgType.BINARY
            await port.until(lambda: port.server.strangers == 0)

    run(play())


def test_a_flood_before_the_proof_is_cut_off() -> None:
    """Each request is harmless and answered; together they are more than a stranger may send."""
    request = b"GET /nothing HTTP/1.1\r\nHost: x\r\nX-Fill: " + b"x" * 900 + b"\r\n\r\n"

    async def play() -> int:
        async with listening(Limits(bytes_before=20_000)) as port:
            reader, writer = await port.tls()
            answered = 0
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
                while answered < 100:
                    writer.write(request)
                    await reader.readuntil(b"404: Not Found")
                    answered += 1
            await port.until(lambda: answered == 100 or port.server.strangers == 0)
            writer.close()
            return answered

    assert run(play()) == 20_000 // len(request)


@pytest.mark.parametrize(
    "frame", [b"\x01" * MAX_MESSAGE_SIZE, bytes(MAX_MESSAGE_SIZE * 2), b"\x01{", b"\xff"]
)
def test_garbage_frames_end_the_connection(frame: bytes) -> None:
    async def play() -> None:
        async with listening() as port, aiohttp.ClientSession() as session:
            async with session.ws_connect(f"https://{port.address}/v1/meet", ssl=client_context()) as ws:
                with contextlib.suppress(ConnectionError):
                    await ws.send_bytes(frame)
                while (message := await ws.receive()).type is aiohttp.WSMsgType.BINARY:
                    assert isinstance(decode(message.data), Bye)
            await port.until(lambda: port.server.strangers == 0)
            assert port.host.links == []

    run(play())


def test_only_so_many_strangers_at_once_and_members_stay() -> None:
    async def play() -> None:
        async with listening(Limits(strangers=5)) as port:
            link = await call(port, code=CODE)
            silent = [socket.create_connection(("127.0.0.1", port.number)) for _ in range(9)]
            await port.until(lambda: port.server.strangers == 5)
            with pytest.raises(KurumazaError):
                await call(port, STRANGER, code=CODE)
            await link.send(Echo(1))
            assert await link.receive() == Echo(1, answer=True)
            for each in silent:
                each.close()
            await port.until(lambda: port.server.strangers == 0)
            await (await call(port, STRANGER, code=CODE)).close()
            await link.close()

    run(play())


def test_a_device_holds_few_links_at_once_and_its_newest_one_lives() -> None:
    async def play() -> None:
        async with listening() as port:
            links = [await call(port, code=CODE) for _ in range(4)]
            assert await links[0].receive() is None
            for link in links[1:]:
                await link.send(Echo(1))
                assert await link.receive() == Echo(1, answer=True)
            for link in links:
                await link.close()

    run(play())


def test_nobody_is_told_what_the_server_is_made_of() -> None:
    async def play() -> None:
        async with (
            listening() as port,
            aiohttp.ClientSession() as session,
            session.get(f"https://{port.address}/", ssl=client_context()) as response,
        ):
            assert response.status == 404
            assert "Server" not in response.headers

    run(play())


def test_who_shows_a_certificate_without_a_device_key_is_no_meeting() -> None:
    async def play() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        private = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
        start = datetime(2020, 1, 1, tzinfo=UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(private.public_key())
            .serial_number(1)
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=36_500))
            .sign(private, hashes.SHA256())
        )
        with tempfile.TemporaryDirectory() as folder:
            pem = Path(folder) / "other.pem"
            pem.write_bytes(
                private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
                + certificate.public_bytes(Encoding.PEM)
            )
            context.load_cert_chain(pem)

        async def welcome(request: web.Request) -> web.WebSocketResponse:
            ws = web.WebSocketResponse()
            await ws.prepare(request)
            await ws.receive()
            return ws

        app = web.Application()
        app.router.add_get("/v1/meet", welcome)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        try:
            host, number = runner.addresses[0]
            with pytest.raises(KurumazaError) as caught:
                await dial(f"{host}:{number}", SEAT, "1" * 16, Credentials(code=CODE))
            assert caught.value.code == "unreachable"
        finally:
            await runner.cleanup()

    run(play())


def test_who_holds_every_place_from_one_address_makes_room_for_another() -> None:
    async def play() -> None:
        async with listening(Limits(strangers=5)) as port:
            silent = [
                socket.create_connection(("127.0.0.1", port.number), source_address=("127.0.0.2", 0))
                for _ in range(9)
            ]
            await port.until(lambda: port.server.strangers == 5)
            await (await call(port, code=CODE)).close()
            assert port.server.strangers <= 5
            for each in silent:
                each.close()
            await port.until(lambda: port.server.strangers == 0)

    run(play())


def test_strangers_who_dawdle_make_room_even_for_one_of_their_own_address() -> None:
    async def play() -> None:
        async with listening(Limits(strangers=5, patience_s=0.0)) as port:
            silent = [socket.create_connection(("127.0.0.1", port.number)) for _ in range(5)]
            await port.until(lambda: port.server.strangers == 5)
            await (await call(port, code=CODE)).close()
            for each in silent:
                each.close()
            await port.until(lambda: port.server.strangers == 0)

    run(play())


def test_nobody_there_is_unreachable() -> None:
    async def play() -> None:
        async with listening() as port:
            free = port.number
        with pytest.raises(KurumazaError) as caught:
            await dial(f"127.0.0.1:{free}", SEAT, "1" * 16, Credentials())
        assert caught.value.code == "unreachable"

    run(play())


def test_the_address_that_answers_is_chosen() -> None:
    async def play() -> None:
        async with listening() as dead:
            closed = dead.address
        async with listening() as port:
            assert await first_reachable([closed, port.address]) == port.address
            with pytest.raises(KurumazaError):
                await first_reachable([closed, closed.replace("127.0.0.1", "127.0.0.2")])

    run(play())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.0.0.1", ("10.0.0.1", 47810)),
        (" pc-k101:5000 ", ("pc-k101", 5000)),
        ("a.b:0", ("a.b", 0)),
        ("１０.0.0.1：５", ("10.0.0.1", 5)),
    ],
)
def test_addresses_as_people_type_them(text: str, expected: tuple[str, int]) -> None:
    assert split_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        ":80",
        "a:",
        "a:b",
        "a:70000",
        "a:-1",
        "http://a",
        "a/b",
        "a b",
        "a:①a",
        "[::1]:1",
        "a@b",
        "a..b:1",
        "..",
        ".:1",
        "é.example:1",
        f"{'x' * 64}:1",
        "a\0:1",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(KurumazaError) as caught:
        split_address(text)
    assert caught.value.code == "bad_argument"

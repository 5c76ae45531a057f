"""Connections over TCP; the only module that opens sockets.

One TLS 1.3 port: a WebSocket at /v1/meet for messages, GET /v1/chunk/<sha256>/<index> for pieces of files. Strangers
get ten seconds, 64 KiB and 42 sockets together; that holds from the moment a socket is accepted, so also for one that
never says a word of TLS. The server's key is the one in its certificate; no authority signs it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import secrets
import socket
import ssl
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp
from aiohttp import web
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from sync.blobs import is_digest
from sync.errors import KurumazaError
from sync.handshake import ClientHandshake, Credentials, Door, ServerHandshake, Step, new_nonce
from sync.keys import DeviceKey, device_of_certificate
from sync.link import Link, receive_bytes
from sync.wire import (
    MAX_MESSAGE_SIZE,
    Bye,
    Hello,
    Message,
    Pake,
    SeatRequest,
    Welcome,
    WireError,
    decode,
    encode,
)

DEFAULT_PORT: Final = 47810
HEARTBEAT_S: Final = 10.0
CONNECT_S: Final = 4.0
CHUNK_S: Final = 10.0
CHUNK_SLOTS: Final = 4
CHUNK_QUEUE: Final = 400

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What somebody who has proved nothing may use."""

    authenticate_s: float = 10.0
    bytes_before: int = 64 * 1024
    strangers: int = 42
    sockets: int = 440


class Host(Door):
    """What the server asks of the node besides who is at the door."""

    async def admit(self, meeting: str, device: str, request: SeatRequest) -> None:
        """Write the device onto the roster. Raises KurumazaError when it may not sit there."""
        raise NotImplementedError

    async def serve(self, link: Link) -> None:
        """Talk with an admitted peer until its connection ends."""
        raise NotImplementedError

    async def chunk(self, meeting: str, sha256: str, index: int) -> bytes:
        """A chunk of a document of this meeting. Raises KurumazaError when there is none."""
        raise NotImplementedError

    def addresses(self) -> tuple[str, ...]:
        """Where this device can be reached, HOST:PORT."""
        raise NotImplementedError


def server_context(key: DeviceKey) -> ssl.SSLContext:
    """TLS 1.3 with the device key. The key touches the disk only encrypted, because `ssl` reads files alone."""
    certificate = key.certificate()
    password = secrets.token_urlsafe(32)
    private = load_pem_private_key(certificate.key_pem, None)
    encrypted = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0
    with tempfile.TemporaryDirectory(prefix="kurumaza-") as folder:
        file = Path(folder) / "device.pem"
        file.write_bytes(encrypted + certificate.cert_pem)
        context.load_cert_chain(file, password=password)
    return context


def client_context() -> ssl.SSLContext:
    """TLS 1.3 that takes any certificate: the key inside is compared afterwards, before a word is said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def split_address(address: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """Host and port of HOST or HOST:PORT. Raises KurumazaError("bad_argument")."""
    host, colon, port = address.strip().rpartition(":")
    if not colon:
        host, port = port, str(default_port)
    if not host or len(host) > 253 or any(sign in host for sign in " /?#@:[]\\"):
        raise KurumazaError("bad_argument", "The address has to look like 192.168.1.20:47810.")
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and 0 <= int(port) <= 65535):
        raise KurumazaError("bad_argument", "The port of the address has to be a number up to 65535.")
    return host, int(port)


class _Visitor:
    """A socket that was accepted, until it is closed; a stranger until it proved something."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self.address = "%s:%d" % raw.getpeername()[:2]
        self.transport: asyncio.Transport | None = None
        self.received = 0
        self.admitted = False

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class _Guarded(asyncio.Protocol):
    """Stands before aiohttp's protocol and counts what a stranger sends."""

    def __init__(self, inner: asyncio.Protocol, visitor: _Visitor, server: Server) -> None:
        self._inner = inner
        self._visitor = visitor
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - narrows for the type checker
        self._visitor.transport = transport
        self._server.visitors[transport] = self._visitor
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        visitor = self._visitor
        if not visitor.admitted:
            visitor.received += len(data)
            if visitor.received > self._server.limits.bytes_before:
                logger.warning("%s sent too much before it proved a key", visitor.address)
                visitor.abort()
                return
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._visitor.transport is not None:
            self._server.visitors.pop(self._visitor.transport, None)
        self._server.forget(self._visitor)
        self._inner.connection_lost(exc)


class Server:
    """The listening side of a device."""

    def __init__(self, key: DeviceKey, instance: str, host: Host, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.limits = limits
        self.visitors: dict[asyncio.BaseTransport, _Visitor] = {}
        self._accepted: set[_Visitor] = set()
        self._key = key
        self._instance = instance
        self._host = host
        self._grants: dict[str, tuple[str, str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: socket.socket | None = None
        self._accepting: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._context: ssl.SSLContext | None = None
        self._slots = asyncio.Semaphore(CHUNK_SLOTS)
        self._queued = 0

    @property
    def strangers(self) -> int:
        """How many sockets have proved nothing yet."""
        return sum(not visitor.admitted for visitor in self._accepted)

    async def start(self, host: str, port: int) -> int:
        """Listen, and give the port. Raises OSError when the port cannot be had."""
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform == "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(100)
            listening.setblocking(False)
        except OSError:
            listening.close()
            raise
        self._listening = listening
        self._context = await asyncio.to_thread(server_context, self._key)
        app = web.Application()
        app.router.add_get("/v1/meet", self._meet)
        app.router.add_get("/v1/chunk/{sha256}/{index}", self._chunk)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        self._accepting = asyncio.create_task(self._accept(listening))
        bound: int = listening.getsockname()[1]
        return bound

    async def stop(self) -> None:
        """Close the port and every connection."""
        tasks = [task for task in (self._accepting, *self._tasks) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        for visitor in list(self._accepted):
            visitor.abort()
        if self._listening is not None:
            self._listening.close()
        await asyncio.sleep(0)  # aborted transports report their end in the next turn of the loop

    def forget(self, visitor: _Visitor) -> None:
        """A socket was closed."""
        self._accepted.discard(visitor)

    async def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                raw, _ = await loop.sock_accept(listening)
            except OSError as error:  # a caller that is gone again must not end the listening
                logger.warning("a caller could not be accepted: %s", error)
                await asyncio.sleep(0.05)
                continue
            try:
                visitor = _Visitor(raw)
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError:
                raw.close()
                continue
            if self.strangers >= self.limits.strangers or len(self._accepted) >= self.limits.sockets:
                logger.warning("%s was turned away: too many connections", visitor.address)
                raw.close()
                continue
            self._accepted.add(visitor)
            task = loop.create_task(self._secure(visitor))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _secure(self, visitor: _Visitor) -> None:
        """Speak TLS with a caller, and end it unless it proves a key in time."""
        loop = asyncio.get_running_loop()
        runner = self._runner
        if runner is None or runner.server is None:
            raise RuntimeError("the server is not started")
        handlers = runner.server
        try:
            async with asyncio.timeout(self.limits.authenticate_s):
                await loop.connect_accepted_socket(
                    lambda: _Guarded(handlers(), visitor, self),
                    visitor.raw,
                    ssl=self._context,
                    ssl_handshake_timeout=self.limits.authenticate_s,
                    ssl_shutdown_timeout=1.0,
                )
                while not visitor.admitted and visitor in self._accepted:
                    await asyncio.sleep(0.05)
        except (OSError, TimeoutError) as error:
            if not visitor.admitted:
                logger.info("%s ended before it proved a key: %s", visitor.address, type(error).__name__)
                visitor.abort()
        finally:
            if visitor.transport is None:
                visitor.raw.close()
                self.forget(visitor)

    async def _meet(self, request: web.Request) -> web.StreamResponse:
        visitor = self.visitors.get(request.transport) if request.transport else None
        if visitor is None:
            raise web.HTTPServiceUnavailable
        ws = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=MAX_MESSAGE_SIZE, compress=False)
        await ws.prepare(request)
        handshake = ServerHandshake(self._key.device, self._instance, self._host)
        token = new_nonce()
        try:
            welcomed = await self._greet(ws, handshake, token)
        except (KurumazaError, WireError) as error:
            await _refuse(ws, error)
            return ws
        except ConnectionError:
            return ws
        finally:
            handshake.abandoned()
        if not welcomed:
            return ws
        visitor.admitted = True
        self._grants[token] = (handshake.meeting, handshake.client)
        link = Link(ws, handshake.client, handshake.meeting, visitor.address, "in", handshake.client_instance)
        try:
            await self._host.serve(link)
        finally:
            del self._grants[token]
            await link.close()
        return ws

    async def _greet(self, ws: web.WebSocketResponse, handshake: ServerHandshake, token: str) -> bool:
        while True:
            data = await receive_bytes(ws)
            if data is None:
                return False
            message = decode(data)
            if isinstance(message, Pake):  # some 10 ms of arithmetic
                answers = await asyncio.to_thread(handshake.receive, message)
            else:
                answers = handshake.receive(message)
            for answer in answers:
                await ws.send_bytes(encode(answer))
            if handshake.seat_request is not None:
                await self._host.admit(handshake.meeting, handshake.client, handshake.seat_request)
                handshake.admitted()
            if handshake.step is Step.DONE:
                welcome = Welcome(handshake.meeting, token, self._key.device, self._host.addresses())
                await ws.send_bytes(encode(welcome))
                return True

    async def _chunk(self, request: web.Request) -> web.StreamResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        grant = self._grants.get(token) if scheme == "Bearer" else None
        if grant is None:
            raise web.HTTPUnauthorized
        visitor = self.visitors.get(request.transport) if request.transport else None
        if visitor is not None:
            visitor.admitted = True
        sha256, index = request.match_info["sha256"], request.match_info["index"]
        if not is_digest(sha256) or not (index.isascii() and index.isdecimal() and len(index) <= 4):
            raise web.HTTPNotFound
        if self._queued >= CHUNK_QUEUE:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"})
        self._queued += 1
        try:
            # Few chunks at a time, each until it left: events must find room on the wire.
            async with self._slots:
                data = await self._host.chunk(grant[0], sha256, int(index))
                response = web.Response(body=data, content_type="application/octet-stream")
                await response.prepare(request)
                await response.write_eof()
                return response
        except KurumazaError as error:
            raise web.HTTPNotFound(text=error.code) from error
        finally:
            self._queued -= 1


async def _refuse(ws: web.WebSocketResponse, error: KurumazaError | WireError) -> None:
    bye = (
        Bye(error.code, error.message)
        if isinstance(error, KurumazaError)
        else Bye("bad_argument", str(error))
    )
    with contextlib.suppress(ConnectionError, TimeoutError):
        async with asyncio.timeout(2.0):
            await ws.send_bytes(encode(bye))
            await ws.close()


async def first_reachable(addresses: Sequence[str]) -> str:
    """Of several HOST:PORT the one that takes a connection first. Raises KurumazaError("unreachable")."""
    if len(addresses) == 1:
        return addresses[0]
    knocks = [asyncio.create_task(_knock(address)) for address in dict.fromkeys(addresses)]
    try:
        for knock in asyncio.as_completed(knocks):
            with contextlib.suppress(OSError, TimeoutError):
                return await knock
    finally:
        for left in knocks:
            left.cancel()
        await asyncio.gather(*knocks, return_exceptions=True)
    raise KurumazaError("unreachable", "The chair's PC cannot be reached.")


async def _knock(address: str) -> str:
    host, port = split_address(address)
    async with asyncio.timeout(CONNECT_S):
        _, writer = await asyncio.open_connection(host, port)
    writer.close()
    return address


async def dial(address: str, key: DeviceKey, instance: str, credentials: Credentials) -> Link:
    """Call a device and be admitted. Raises KurumazaError: `unreachable`, or why it refuses."""
    host, port = split_address(address)
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=6, limit_per_host=6),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )
    try:
        async with asyncio.timeout(Limits().authenticate_s):
            return await _call(session, f"https://{host}:{port}", key, instance, credentials)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        await session.close()
        raise KurumazaError("unreachable", f"Nobody answers at {host}:{port}.") from error
    except WireError as error:
        await session.close()
        raise KurumazaError("unreachable", f"What answers at {host}:{port} is no meeting.") from error
    except BaseException:
        await session.close()
        raise


async def _call(
    session: aiohttp.ClientSession, url: str, key: DeviceKey, instance: str, credentials: Credentials
) -> Link:
    ws = await session.ws_connect(
        f"{url}/v1/meet",
        ssl=client_context(),
        heartbeat=HEARTBEAT_S,
        max_msg_size=MAX_MESSAGE_SIZE,
        compress=0,
        timeout=aiohttp.ClientWSTimeout(ws_close=2.0),
    )
    tls: ssl.SSLObject | None = ws.get_extra_info("ssl_object")
    certificate = tls.getpeercert(binary_form=True) if tls is not None else None
    if certificate is None:
        raise WireError("no certificate")
    handshake = ClientHandshake(
        key.device, instance, device_of_certificate(certificate), credentials, key.sign
    )
    peer = await _introduce(ws, handshake)
    welcome = handshake.welcome
    if welcome is None or peer is None:
        raise ConnectionResetError("the other side hung up")
    fetch = _fetcher(session, url, aiohttp.Fingerprint(hashlib.sha256(certificate).digest()), welcome.token)
    return Link(
        ws,
        welcome.chair,
        welcome.meeting,
        url.removeprefix("https://"),
        "out",
        peer.instance,
        welcome.addresses,
        fetch,
        session.close,
    )


async def _introduce(ws: aiohttp.ClientWebSocketResponse, handshake: ClientHandshake) -> Hello | None:
    """Speak until the server welcomes us or hangs up; gives the server's HELLO."""
    peer: Hello | None = None
    await ws.send_bytes(encode(handshake.start()))
    while handshake.welcome is None:
        data = await receive_bytes(ws)
        if data is None:
            return None
        message: Message = decode(data)
        if isinstance(message, Hello):
            peer = message
        for answer in await asyncio.to_thread(handshake.receive, message):
            await ws.send_bytes(encode(answer))
    return peer


def _fetcher(
    session: aiohttp.ClientSession, url: str, pin: aiohttp.Fingerprint, token: str
) -> Callable[[str, int, int], Awaitable[bytes]]:
    """How to get chunks over this link; the token is sent only to the certificate that gave it."""
    headers = {"Authorization": f"Bearer {token}"}

    async def fetch(sha256: str, index: int, size: int) -> bytes:
        where = f"{url}/v1/chunk/{sha256}/{index}"
        try:
            async with (
                asyncio.timeout(CHUNK_S),
                session.get(where, headers=headers, ssl=pin, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    raise KurumazaError("document_unavailable", f"The chair's PC answered {response.status}.")
                if response.content_length != size:
                    raise KurumazaError("document_unavailable", "A piece of the document has the wrong size.")
                return await response.content.readexactly(size)
        except (aiohttp.ClientError, OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise KurumazaError("unreachable", "A piece of the document did not arrive.") from error

    return fetch

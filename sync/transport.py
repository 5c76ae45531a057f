"""Connections over TCP: one TLS 1.3 port, with a WebSocket for messages and GET for pieces of files.

This module and `listening` are the only ones that open sockets. /v1/meet is the WebSocket,
/v1/chunk/<sha256>/<index> gives a chunk to who brings the token that the WebSocket gave it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from sync.address import split_address
from sync.address_book import is_callable
from sync.chunk_answer import ChunkDesk
from sync.chunk_source import CONNECT_S, HttpsSource, RemoteSource, client_session
from sync.errors import BadKey, KurumazaError, StorageError
from sync.handshake import (
    ClientHandshake,
    Credentials,
    Door,
    RefusalError,
    ServerHandshake,
    Step,
    new_nonce,
)
from sync.keys import DeviceKey, device_of_certificate
from sync.link import Link, receive_bytes
from sync.listening import Limits, Listener, Visitor
from sync.tls import client_context, server_context
from sync.wire import (
    MAX_ADDRESSES,
    MAX_MESSAGE_SIZE,
    Bye,
    Grant,
    Hello,
    Message,
    Pake,
    SeatRequest,
    Welcome,
    WireError,
    decode,
    encode,
)

HEARTBEAT_S: Final = 10.0
MAX_REFUSALS: Final = 3
_ELSEWHERE: Final = ("unreachable", "wrong_meeting", "not_the_chair")
KEEP_ALIVE_S: Final = 30.0
LINKS_PER_DEVICE: Final = 3  # one, and those of a former network that nobody noticed to be gone

logger = logging.getLogger(__name__)


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

    def to_spread(self, meeting: str, device: str, first: str) -> tuple[str, int] | None:
        """The chunk that a device should have, to pass it on; None when all are with somebody."""
        raise NotImplementedError

    def not_taken(self, meeting: str, device: str, sha256: str, index: int) -> None:
        """It did not get there."""
        raise NotImplementedError

    def holders(self, meeting: str, sha256: str, index: int) -> list[str]:
        """Devices that hold a chunk as well."""
        raise NotImplementedError

    def addresses(self) -> tuple[str, ...]:
        """Where this device can be reached, HOST:PORT."""
        raise NotImplementedError


class Server:
    """The listening side of a device."""

    def __init__(self, key: DeviceKey, instance: str, host: Host, limits: Limits | None = None) -> None:
        self._key = key
        self._instance = instance
        self._host = host
        self._limits = limits or Limits()
        self._grants: dict[str, tuple[str, str]] = {}
        self._certificate = ""
        self._links: list[Link] = []
        self._runner: web.AppRunner | None = None
        self._listener: Listener | None = None
        self.chunks = ChunkDesk(host, self._granted)

    @property
    def strangers(self) -> int:
        """How many sockets have proved nothing yet."""
        return self._listener.strangers if self._listener else 0

    async def start(self, host: str, port: int) -> int:
        """Listen, and give the port. Raises OSError when the port cannot be had."""
        context, self._certificate = await asyncio.to_thread(_identity, self._key)
        app = web.Application()
        app.router.add_get("/v1/meet", self._meet)
        self.chunks.add_to(app)
        app.on_response_prepare.append(_tell_no_version)
        http_logger = logging.getLogger(f"{__name__}.http")
        http_logger.addFilter(_is_no_strangers_mistake)
        runner = web.AppRunner(
            app,
            access_log=None,
            logger=http_logger,
            handle_signals=False,
            shutdown_timeout=1.0,
            keepalive_timeout=KEEP_ALIVE_S,
        )
        await runner.setup()
        if runner.server is None:
            raise RuntimeError("the server did not start")
        listener = Listener(context, runner.server, self._limits)
        try:
            bound = listener.start(host, port)
        except OSError:
            await runner.cleanup()
            raise
        self._runner, self._listener = runner, listener
        return bound

    async def stop(self) -> None:
        """Close the port and every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._listener is not None:
            await self._listener.stop()

    def grant(self, meeting: str, device: str) -> Grant:
        """Let a device that this one called fetch chunks here, until `revoke`."""
        token = new_nonce()
        self._grants[token] = (meeting, device)
        return Grant(token, self._certificate)

    def revoke(self, token: str) -> None:
        """The connection it was given over has ended."""
        self._grants.pop(token, None)

    def leave_room(self, seconds: float) -> None:
        """Give chunks to fewer at a time for so long: people write to each other."""
        self.chunks.leave_room(seconds)

    async def _meet(self, request: web.Request) -> web.StreamResponse:
        visitor = self._visitor(request)
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
        visitor.admit()
        self._grants[token] = (handshake.meeting, handshake.client)
        link = Link(ws, handshake.client, handshake.meeting, visitor.address, "in", handshake.client_instance)
        link.takes = handshake.client_takes
        self._links.append(link)
        try:
            await self._replace_oldest(link)
            await self._host.serve(link)
        finally:
            self._links.remove(link)
            del self._grants[token]
            await link.close()
        return ws

    async def _replace_oldest(self, link: Link) -> None:
        """Let no device use up the sockets of the others."""
        same = [each for each in self._links if (each.device, each.meeting) == (link.device, link.meeting)]
        for each in same[:-LINKS_PER_DEVICE]:
            await each.close()

    def _visitor(self, request: web.Request) -> Visitor | None:
        return self._listener.visitor(request.transport) if self._listener else None

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

    def _granted(self, request: web.Request) -> tuple[str, str] | None:
        """Meeting and device of the token that a request brings."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        grant = self._grants.get(token) if scheme == "Bearer" else None
        visitor = self._visitor(request)
        if grant is not None and visitor is not None:
            visitor.admit()
        return grant


async def _tell_no_version(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)


def _is_no_strangers_mistake(record: logging.LogRecord) -> bool:
    """Whether a log record of the HTTP server is worth keeping; anybody can send it nonsense or hang up."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError | ConnectionError))


async def _refuse(ws: web.WebSocketResponse, error: KurumazaError | WireError) -> None:
    if isinstance(error, StorageError):  # of this PC, not of the one that hears it
        bye = Bye("chair_storage", "The disk of the chair's PC takes nothing; nobody new comes in meanwhile.")
    elif isinstance(error, KurumazaError):
        where = error.addresses if isinstance(error, RefusalError) else ()
        bye = Bye(error.code, error.message, where)
    else:
        bye = Bye("bad_argument", str(error))
    with contextlib.suppress(ConnectionError, TimeoutError):
        async with asyncio.timeout(2.0):
            await ws.send_bytes(encode(bye))
            await ws.close()


def _identity(key: DeviceKey) -> tuple[ssl.SSLContext, str]:
    """What the server shows, and the SHA-256 of its certificate."""
    certificate = key.certificate()
    shown = ssl.PEM_cert_to_DER_cert(certificate.cert_pem.decode())
    return server_context(key, certificate), hashlib.sha256(shown).hexdigest()


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
    session = client_session()
    try:
        async with asyncio.timeout(Limits().authenticate_s):
            return await _call(session, f"https://{host}:{port}", key, instance, credentials)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        await session.close()
        raise KurumazaError("unreachable", f"Nobody answers at {host}:{port}.") from error
    except BaseException as error:
        await session.close()
        if isinstance(error, WireError | BadKey):
            raise KurumazaError("unreachable", f"What answers at {host}:{port} is no meeting.") from error
        raise


async def dial_any(addresses: Sequence[str], key: DeviceKey, instance: str, credentials: Credentials) -> Link:
    """Call the address that answers first; go on where somebody else answers, or an unknown one says no.

    A seat that is not the chair's names where the chair's PC may be; with a code, which has to be proven
    there, it is tried as well, whatever key was expected. As `dial`; it raises what the first one said, or
    else that another one answered.
    """
    left, tried, wanted = list(dict.fromkeys(addresses)), set[str](), credentials
    first: RefusalError | None = None
    other: KurumazaError | None = None
    while True:
        try:
            address = await first_reachable(left)
        except KurumazaError as error:
            raise first or other or error from None
        try:
            return await dial(address, key, instance, wanted)
        except KurumazaError as error:
            tried.add(address)
            left.remove(address)
            if isinstance(error, RefusalError) and error.code == "not_the_chair" and credentials.code:
                wanted = replace(wanted, expected="")
                told = [one for one in error.addresses if is_callable(one) and one not in left]
                left += [one for one in told if one not in tried][: MAX_ADDRESSES - len(tried)]
            elif isinstance(error, RefusalError) and _may_lie(error, wanted):
                first = first or error
                wanted = replace(wanted, refused_by=wanted.refused_by | {error.device})
            elif error.code not in _ELSEWHERE:
                raise first or error from None
            if error.code == "wrong_meeting":
                other = other or error
            if not left:
                raise first or other or error from None


def _may_lie(error: RefusalError, wanted: Credentials) -> bool:
    """Whether anybody could have said no, to keep us from the meeting, while its chair's PC is near.

    Who does not know the code learns of each call whether one guess of it was right: few may ask.
    """
    known = bool(wanted.expected) or not error.device
    return not known and error.code not in _ELSEWHERE and len(wanted.refused_by) < MAX_REFUSALS


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
    try:
        return await _proven(session, ws, url, key, instance, credentials)
    except BaseException:  # also when the call is given up: nobody else has the connection
        try:
            with contextlib.suppress(aiohttp.ClientError, OSError):
                await ws.close()
        finally:
            _let_go(ws)
        raise


async def _proven(
    session: aiohttp.ClientSession,
    ws: aiohttp.ClientWebSocketResponse,
    url: str,
    key: DeviceKey,
    instance: str,
    credentials: Credentials,
) -> Link:
    tls: ssl.SSLObject | None = ws.get_extra_info("ssl_object")
    certificate = tls.getpeercert(binary_form=True) if tls is not None else None
    if certificate is None:
        raise WireError("no certificate")
    server = device_of_certificate(certificate)
    handshake = ClientHandshake(key.device, instance, server, credentials, key.sign)
    try:
        peer = await _introduce(ws, handshake)
    except RefusalError as error:
        error.device = server
        raise
    welcome = handshake.welcome
    if welcome is None or peer is None:
        raise ConnectionResetError("the other side hung up")
    source = HttpsSource(url.removeprefix("https://"), hashlib.sha256(certificate).digest(), welcome.token)
    link = Link(
        ws,
        welcome.server,
        welcome.meeting,
        url.removeprefix("https://"),
        "out",
        peer.instance,
        welcome.addresses,
        source,
        partial(_end, ws, session),
        takes=frozenset(peer.takes),
    )
    link.hold(source.close)
    return link


async def _end(ws: aiohttp.ClientWebSocketResponse, session: aiohttp.ClientSession) -> None:
    _let_go(ws)
    await session.close()


def _let_go(ws: aiohttp.ClientWebSocketResponse) -> None:
    """Give the connection back, also where the goodbye was interrupted: closing the session does not."""
    ws._response.close()  # noqa: SLF001 - aiohttp offers no other way that does not wait


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


def retrieval(addresses: Callable[[], tuple[str, ...]], grant: Grant) -> RemoteSource:
    """Chunks from a peer that called us."""
    return RemoteSource(addresses, first_reachable, grant.token, grant.certificate)

"""Who may join: what each side says before it trusts the other. State machines without I/O.

Each `receive` takes one message and returns the messages to send; a `KurumazaError` ends the connection.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from spake2 import SPAKE2_A, SPAKE2_B, SPAKEError

from sync.errors import KurumazaError
from sync.keys import to_base64url, verify
from sync.wire import (
    PROTOCOL_VERSION,
    TAKES_POINT,
    Ask,
    Auth,
    Bye,
    Confirm,
    Hello,
    Message,
    Pake,
    SeatRequest,
    Welcome,
)

TAKES = (TAKES_POINT,)
"""Messages that came into the protocol later and are understood here."""

Sign = Callable[[bytes], bytes]


class RefusalError(KurumazaError):
    """The other side is not who it has to be, or says that we are not.

    `addresses` are where the chair's PC may be, when the other side is not the chair's; `device` is the key
    that the other side showed, once there is one.
    """

    def __init__(self, code: str, message: str, addresses: tuple[str, ...] = (), device: str = "") -> None:
        super().__init__(code, message)
        self.addresses = addresses
        self.device = device


class Step(Enum):
    """Which message a side waits for."""

    HELLO = auto()
    AUTH = auto()
    ANSWER = auto()
    PAKE = auto()
    CONFIRM = auto()
    SEAT = auto()
    ADMISSION = auto()
    WELCOME = auto()
    DONE = auto()


def new_nonce() -> str:
    """A fresh random number of 32 bytes, 43 characters."""
    return to_base64url(secrets.token_bytes(32))


def challenge(meeting: str, server: str, client: str, client_nonce: str, server_nonce: str) -> bytes:
    """What a client signs; with the server's key inside, a relay in the middle gains nothing from it."""
    fields = (meeting, server, client, client_nonce, server_nonce)
    return b"kurumaza/auth/1\x00" + b"\x00".join(field.encode() for field in fields)


@dataclass(frozen=True, slots=True)
class Transcript:
    """What both sides of one handshake have seen; it goes into every proof."""

    meeting: str
    server: str
    client: str
    client_nonce: str
    server_nonce: str

    def challenge(self) -> bytes:
        """The bytes that the client signs."""
        return challenge(self.meeting, self.server, self.client, self.client_nonce, self.server_nonce)

    def proof(self, key: bytes, side: bytes) -> str:
        """The MAC by which `side` shows that it holds the PAKE key."""
        derived = HKDF(
            algorithm=SHA256(),
            length=32,
            salt=hashlib.sha256(self.challenge()).digest(),
            info=b"kurumaza/pake/1 " + side,
        ).derive(key)
        return hmac.new(derived, self.challenge(), hashlib.sha256).hexdigest()

    def identities(self) -> dict[str, bytes]:
        """Both ends of the PAKE, bound to their device keys."""
        return {"idA": b"client " + self.client.encode(), "idB": b"server " + self.server.encode()}


def _finish(side: Any, message: str) -> bytes | None:
    """The PAKE key, or None when the other side sent no point of the group."""
    try:
        key: bytes = side.finish(bytes.fromhex(message))
    except (SPAKEError, ValueError, AssertionError):
        return None
    return key


class Door(Protocol):
    """What the server has to be told about its meetings while somebody stands at the door."""

    def meeting_for(self, named: str) -> str:
        """The id of the served meeting that a client named (id, mark, or nothing), "" if there is none."""

    def is_member(self, meeting: str, device: str) -> bool:
        """Whether the chair put this device on the roster."""

    def check_stranger(self, meeting: str, device: str, *, prove: bool) -> None:
        """Raises KurumazaError when who is no member cannot become one here: `removed`, `not_the_chair`.

        `prove` says that the device asked for the proof of the code by itself, so it has one to show.
        """

    def begin_attempt(self, meeting: str, device: str) -> str:
        """Count an attempt, on disk, and give the code. Raises KurumazaError when no more are allowed."""

    def attempt_succeeded(self, meeting: str, device: str) -> None:
        """Take the counted attempt back: the code was right."""

    def attempt_failed(self, meeting: str) -> None:
        """The code was wrong."""


class ServerHandshake:
    """The side that was called. `seat_request` is set when the code was right and the chair has to decide."""

    def __init__(self, device: str, instance: str, door: Door) -> None:
        self._device = device
        self._instance = instance
        self._door = door
        self._nonce = new_nonce()
        self._transcript: Transcript | None = None
        self._key: bytes | None = None
        self._attempting = False
        self.step = Step.HELLO
        self.meeting = ""
        self.client = ""
        self.client_instance = ""
        self.client_takes: frozenset[str] = frozenset()
        self.seat_request: SeatRequest | None = None

    def receive(self, message: Message) -> tuple[Message, ...]:
        """Take the client's next message. Raises KurumazaError when it ends here."""
        match self.step, message:
            case Step.HELLO, Hello():
                return self._greet(message)
            case Step.AUTH, Auth():
                return self._check_key(message)
            case Step.PAKE, Pake():
                return self._answer_pake(message)
            case Step.CONFIRM, Confirm():
                return self._check_code(message)
            case Step.SEAT, SeatRequest():
                self.seat_request = message
                self.step = Step.ADMISSION
                return ()
        raise RefusalError("bad_argument", "This message does not belong here.")

    def admitted(self) -> None:
        """The chair wrote the device onto the roster."""
        if self.step is not Step.ADMISSION:
            raise RuntimeError("nobody asked for a seat")
        self.step = Step.DONE

    def abandoned(self) -> None:
        """The connection ended; an attempt without its proof stays counted as a wrong one."""
        if self._attempting:
            self._attempting = False
            self._door.attempt_failed(self.meeting)

    def _greet(self, hello: Hello) -> tuple[Message, ...]:
        if hello.version != PROTOCOL_VERSION:
            raise RefusalError(
                "wrong_version", "The two programs speak different versions; update the older one."
            )
        if hello.device == self._device:
            raise RefusalError("bad_argument", "A device does not call itself.")
        self._transcript = Transcript(hello.meeting, self._device, hello.device, hello.nonce, self._nonce)
        self.client_instance = hello.instance
        self.step = Step.AUTH
        self.client_takes = frozenset(hello.takes)
        return (Hello(self._device, self._instance, self._nonce, takes=TAKES),)

    def _check_key(self, auth: Auth) -> tuple[Message, ...]:
        seen = self._seen()
        if not verify(seen.client, bytes.fromhex(auth.signature), seen.challenge()):
            raise RefusalError("not_a_member", "The device did not prove its key.")
        self.client = seen.client
        self.meeting = self._door.meeting_for(seen.meeting)
        if not self.meeting:
            raise RefusalError("wrong_meeting", "This PC does not hold that meeting.")
        if not auth.prove and self._door.is_member(self.meeting, self.client):
            self.step = Step.DONE
            return ()
        self._door.check_stranger(self.meeting, self.client, prove=auth.prove)
        self.step = Step.PAKE
        return (Ask(),)

    def _answer_pake(self, pake: Pake) -> tuple[Message, ...]:
        seen = self._seen()
        code = self._door.begin_attempt(self.meeting, self.client)
        self._attempting = True
        side = SPAKE2_B(code.encode(), **seen.identities())
        outgoing: bytes = side.start()
        self._key = _finish(side, pake.message)
        if self._key is None:
            raise RefusalError("wrong_code", "The code is wrong.")
        self.step = Step.CONFIRM
        return (Pake(outgoing.hex()),)

    def _check_code(self, confirm: Confirm) -> tuple[Message, ...]:
        seen = self._seen()
        if self._key is None or not hmac.compare_digest(confirm.mac, seen.proof(self._key, b"client")):
            raise RefusalError("wrong_code", "The code is wrong, or it belongs to another meeting.")
        self._attempting = False
        self._door.attempt_succeeded(self.meeting, self.client)
        self.step = Step.SEAT
        return (Confirm(seen.proof(self._key, b"server")),)

    def _seen(self) -> Transcript:
        if self._transcript is None:
            raise RuntimeError("no HELLO yet")
        return self._transcript


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client brings: the meeting it wants, the server it expects, and what it asks for.

    `meeting` is an id, its mark, or ""; `expected` is the device key that has to answer, where it is known;
    `refused_by` are devices that said no already, at whatever address they are met again.
    """

    meeting: str = ""
    expected: str = ""
    code: str = ""
    name: str = ""
    seat: str = ""
    refused_by: frozenset[str] = frozenset()


class ClientHandshake:
    """The side that called. `server` is the key that its TLS certificate carries. Ends with `welcome`."""

    def __init__(self, device: str, instance: str, server: str, credentials: Credentials, sign: Sign) -> None:
        self._device = device
        self._instance = instance
        self._server = server
        self._credentials = credentials
        self._sign = sign
        self._nonce = new_nonce()
        self._transcript: Transcript | None = None
        self._side: Any = None
        self._key: bytes | None = None
        self._proven = bool(credentials.expected)
        self.step = Step.HELLO
        self.welcome: Welcome | None = None

    def start(self) -> Hello:
        """The first message. RefusalError when the key is not the expected one; then nothing is said."""
        if self._credentials.expected and self._credentials.expected != self._server:
            raise RefusalError("wrong_meeting", "Another PC answers at this address than the meeting's.")
        if self._server in self._credentials.refused_by:
            raise RefusalError("wrong_meeting", "This PC said no already.")
        return Hello(self._device, self._instance, self._nonce, self._credentials.meeting, takes=TAKES)

    def receive(self, message: Message) -> tuple[Message, ...]:
        """Take the server's next message. Raises KurumazaError when it ends here."""
        match self.step, message:
            case _, Bye(code, text, addresses):
                raise RefusalError(code, text, addresses)
            case Step.HELLO, Hello():
                return self._authenticate(message)
            case Step.ANSWER, Ask():
                return self._begin_pake()
            case Step.PAKE, Pake():
                return self._confirm(message)
            case Step.CONFIRM, Confirm():
                return self._check_server(message)
            case ((Step.ANSWER | Step.WELCOME), Welcome()):
                return self._accept(message)
        raise RefusalError("bad_argument", "The other PC answered out of order.")

    def _authenticate(self, hello: Hello) -> tuple[Message, ...]:
        if hello.version != PROTOCOL_VERSION:
            raise RefusalError(
                "wrong_version", "The two programs speak different versions; update the older one."
            )
        if hello.device != self._server:
            raise RefusalError("wrong_meeting", "The other PC names another key than its certificate.")
        self._transcript = Transcript(
            self._credentials.meeting, self._server, self._device, self._nonce, hello.nonce
        )
        self.step = Step.ANSWER
        signature = self._sign(self._transcript.challenge())
        return (Auth(signature.hex(), prove=not self._proven),)

    def _begin_pake(self) -> tuple[Message, ...]:
        if not self._credentials.code:
            raise RefusalError("not_a_member", "This device is not admitted yet; the meeting code is needed.")
        if self._transcript is None:
            raise RuntimeError("no HELLO yet")
        self._side = SPAKE2_A(self._credentials.code.encode(), **self._transcript.identities())
        outgoing: bytes = self._side.start()
        self.step = Step.PAKE
        return (Pake(outgoing.hex()),)

    def _confirm(self, pake: Pake) -> tuple[Message, ...]:
        self._key = _finish(self._side, pake.message)
        if self._key is None or self._transcript is None:
            raise RefusalError("wrong_code", "The other PC does not know the code.")
        self.step = Step.CONFIRM
        return (Confirm(self._transcript.proof(self._key, b"client")),)

    def _check_server(self, confirm: Confirm) -> tuple[Message, ...]:
        if self._key is None or self._transcript is None:
            raise RuntimeError("no PAKE yet")
        if not hmac.compare_digest(confirm.mac, self._transcript.proof(self._key, b"server")):
            raise RefusalError("wrong_code", "The other PC does not know the code.")
        self._proven = True
        self.step = Step.WELCOME
        return (SeatRequest(self._credentials.name, self._credentials.seat),)

    def _accept(self, welcome: Welcome) -> tuple[Message, ...]:
        if not self._proven:
            raise RefusalError("wrong_meeting", "The other PC did not prove that it knows the code.")
        if not welcome.meeting.startswith(self._credentials.meeting):
            raise RefusalError("wrong_meeting", "The other PC holds another meeting.")
        if welcome.server != self._server:
            raise RefusalError("wrong_meeting", "The other PC names another key than its certificate.")
        self.welcome = welcome
        self.step = Step.DONE
        return ()

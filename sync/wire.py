"""Messages to bytes and back. The first byte is the type; every size is checked before anything is parsed.

`sync/PROTOCOL.md` describes the same messages for someone who never saw this code.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from sync.body_json import dump_object, load_object
from sync.clock import MAX_MS
from sync.discussion import Pointing
from sync.errors import BadEvent
from sync.pointing_form import pack_pointing, unpack_pointing

PROTOCOL_VERSION = 1
MAX_MESSAGE_SIZE = 256 * 1024
MAX_CONTROL_SIZE = 8 * 1024
MAX_BATCH_EVENTS = 128
MAX_HAVE_ENTRIES = 20_000
MAX_ADDRESSES = 32
MAX_PEERS = 20
MAX_PEER_ADDRESSES = 12
MAX_CHUNKS = 1_000
TAKES_POINT = "point"
"""What a HELLO says of a program that takes POINT; others are sent none, because they would hang up."""

MARK_LENGTH = 11
"""Characters of a meeting id that discovery shows: a little more than its first eight bytes."""

_ID = re.compile(r"[A-Za-z0-9_-]{43}")
_MARK = re.compile(r"[A-Za-z0-9_-]{11}")
_LOG = re.compile(r"[0-9a-f]{16}")
_CODE = re.compile(r"[a-z_]{1,40}")
_HEX = re.compile(r"(?:[0-9a-f]{2}){1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ENTRY = struct.Struct(">8sI")
_EVENT_SIZE = struct.Struct(">I")
_COUNT = struct.Struct(">H")
_HAVE_HEAD = struct.Struct(">BI")
_ECHO = struct.Struct(">BQQ")
_HOLDS_HEAD = struct.Struct(">32sBH")
_GIVES, _OPENED = 1, 2


class WireError(ValueError):
    """What arrived is no message of this protocol; the connection that sent it ends."""


@dataclass(frozen=True, slots=True)
class Hello:
    """First word of either side: who speaks, and a fresh number. Only the client names a meeting.

    `takes` names the messages that came into the protocol later and are understood by the sender.
    """

    device: str
    instance: str
    nonce: str
    meeting: str = ""
    version: int = PROTOCOL_VERSION
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Auth:
    """The client proves its device key by signing both keys and both nonces.

    `prove` asks the server to show that it knows the code although the device may be on its roster.
    """

    signature: str
    prove: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """The server does not know this device: it has to prove that it knows the meeting code."""


@dataclass(frozen=True, slots=True)
class Pake:
    """One SPAKE2 message, in hexadecimal."""

    message: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """Proof that the sender arrived at the same PAKE key, in hexadecimal."""

    mac: str


@dataclass(frozen=True, slots=True)
class SeatRequest:
    """Name and seat that an arriving device asks for; sent only after the server proved the code."""

    name: str
    seat: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The device is on the roster: the meeting, a token for chunks, the server's key and addresses."""

    meeting: str
    token: str
    server: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Have:
    """How far each log is held on disk. `full` names all logs; otherwise only those that grew."""

    logs: Mapping[str, int] = field(default_factory=dict)
    full: bool = False


@dataclass(frozen=True, slots=True)
class Events:
    """Encoded events, each log's in order."""

    frames: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Want:
    """Send these logs again, each from the given sequence number on."""

    logs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class State:
    """Digest of everything held, so that a difference is noticed, and how many seats are connected."""

    digest: bytes
    seats: int = 0


@dataclass(frozen=True, slots=True)
class BlobHave:
    """How much of the meeting's documents a device holds, in bytes; never stored.

    `problem` is the code of what keeps it from the rest, "" for nothing.
    """

    have: int
    total: int
    complete: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Holds:
    """Which of the `chunks` of a file the sender holds, as bits; never stored.

    `gives`: others may fetch them there. `opened`: somebody opened the file; said to who keeps the receipts.
    """

    sha256: str
    chunks: int
    bits: int
    gives: bool = True
    opened: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all chunks are there."""
        return self.bits.bit_count() == self.chunks


@dataclass(frozen=True, slots=True)
class Peers:
    """Where members may be reached, the sender among them: hints, HOST:PORT by device."""

    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grant:
    """The token and the certificate (SHA-256, hexadecimal) with which chunks are fetched from the sender.

    Said by the side that called; the other side said the same in its WELCOME and its TLS handshake.
    """

    token: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Key:
    """The key of confidential documents by its name: asked for without `secret` (base64url), given with it.

    Said to who is on the roster, and written into no event.
    """

    key: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Echo:
    """Measures the round trip: `sent_ns` comes back with `answer` set, and with the time of the meeting.

    `meeting_ms` is what the clock of who answers showed, in milliseconds since 1970 UTC; 0 in a question.
    """

    sent_ns: int
    answer: bool = False
    meeting_ms: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """Where the presenter is at this moment; never stored, and worth nothing a second later."""

    pointing: Pointing


@dataclass(frozen=True, slots=True)
class Bye:
    """Why the sender ends the connection; `code` is one of the error codes.

    With `not_the_chair`, `addresses` say where the chair's PC may be.
    """

    code: str
    message: str
    addresses: tuple[str, ...] = ()


Message = (
    Hello | Auth | Ask | Pake | Confirm | SeatRequest | Welcome
    | Have | Events | Want | State | BlobHave | Echo | Peers | Grant | Key | Holds | Point | Bye
)  # fmt: skip

_HELLO, _AUTH, _ASK, _PAKE, _CONFIRM, _SEAT, _WELCOME = range(1, 8)
_HAVE, _EVENTS, _WANT, _STATE, _BLOBHAVE, _ECHO_TYPE, _PEERS, _GRANT = range(0x10, 0x18)
_KEY = 0x18
_HOLDS = 0x19
_POINT = 0x1A
_BYE = 0x1F


def encode(message: Message) -> bytes:  # noqa: PLR0911 - a line each
    """The bytes of a message."""
    match message:
        case Have(logs, full):
            head = _HAVE_HEAD.pack(int(full), len(logs))
            return bytes((_HAVE,)) + head + _pack_entries(logs)
        case Events(frames):
            parts = [bytes((_EVENTS,)), _COUNT.pack(len(frames))]
            for frame in frames:
                parts += (_EVENT_SIZE.pack(len(frame)), frame)
            return b"".join(parts)
        case Want(logs):
            return bytes((_WANT,)) + _COUNT.pack(len(logs)) + _pack_entries(logs)
        case State(digest, seats):
            return bytes((_STATE,)) + digest + _COUNT.pack(seats)
        case Echo(sent_ns, answer, meeting_ms):
            return bytes((_ECHO_TYPE,)) + _ECHO.pack(int(answer), sent_ns, meeting_ms)
        case Holds(sha256, chunks, bits, gives, opened):
            flags = _GIVES * gives | _OPENED * opened
            head = _HOLDS_HEAD.pack(bytes.fromhex(sha256), flags, chunks)
            return bytes((_HOLDS,)) + head + bits.to_bytes(-(-chunks // 8), "big")
        case Point(pointing):
            return bytes((_POINT,)) + pack_pointing(pointing)
        case _:
            kind, value = _control_value(message)
            return bytes((kind,)) + dump_object(value)


def _pack_entries(logs: Mapping[str, int]) -> bytes:
    return b"".join(_ENTRY.pack(bytes.fromhex(log), sequence) for log, sequence in sorted(logs.items()))


def _control_value(message: Message) -> tuple[int, dict[str, Any]]:  # noqa: C901, PLR0911 - a line each
    match message:
        case Hello(device, instance, nonce, meeting, version, takes):
            said = {
                "device": device,
                "instance": instance,
                "nonce": nonce,
                "meeting": meeting,
                "version": version,
            }
            return _HELLO, {**said, "takes": list(takes)} if takes else said
        case Auth(signature, prove):
            return _AUTH, {"signature": signature, "prove": prove}
        case Ask():
            return _ASK, {}
        case Pake(pake):
            return _PAKE, {"message": pake}
        case Confirm(mac):
            return _CONFIRM, {"mac": mac}
        case SeatRequest(name, seat):
            return _SEAT, {"name": name, "seat": seat}
        case Welcome(meeting, token, server, addresses):
            return _WELCOME, {
                "meeting": meeting,
                "token": token,
                "server": server,
                "addresses": list(addresses[:MAX_ADDRESSES]),
            }
        case BlobHave(have, total, complete, problem):
            told = {"problem": problem} if problem else {}
            return _BLOBHAVE, {"have": have, "total": total, "complete": complete, **told}
        case Peers(peers):
            return _PEERS, {"peers": {device: list(where) for device, where in peers.items()}}
        case Grant(token, certificate):
            return _GRANT, {"token": token, "certificate": certificate}
        case Key(key, secret):
            return _KEY, {"key": key, "secret": secret}
        case Bye(code, text, addresses):
            where = {"addresses": list(addresses[:MAX_PEER_ADDRESSES])} if addresses else {}
            return _BYE, {"code": code, "message": text[:500], **where}
    raise TypeError(type(message).__name__)


def decode(data: bytes) -> Message:
    """The message that these bytes are. Raises WireError."""
    if not data:
        raise WireError("empty message")
    if len(data) > MAX_MESSAGE_SIZE:
        raise WireError("message too large")
    kind, body = data[0], data[1:]
    binary = _BINARY.get(kind)
    if binary is not None:
        return binary(body)
    control = _CONTROL.get(kind)
    if control is None:
        raise WireError(f"unknown message type {kind}")
    return control(_object(body))


def _object(body: bytes) -> _Fields:
    if len(body) > MAX_CONTROL_SIZE:
        raise WireError("control message too large")
    try:
        return _Fields(load_object(body))
    except BadEvent as error:
        raise WireError("control message is no strict JSON object") from error


class _Fields:
    """The fields of a control message, each checked when it is taken."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def text(self, name: str, limit: int = 1000, *, missing: str | None = None) -> str:
        value = self._values.get(name, missing)
        if not isinstance(value, str) or len(value) > limit:
            raise WireError(f"{name} is no text of at most {limit} characters")
        return value

    def matching(
        self, name: str, *patterns: re.Pattern[str], empty: bool = False, missing: str | None = None
    ) -> str:
        value = self.text(name, missing=missing)
        if (empty and not value) or any(pattern.fullmatch(value) for pattern in patterns):
            return value
        raise WireError(f"{name} has the wrong form")

    def number(self, name: str) -> int:
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            raise WireError(f"{name} is no count")
        return value

    def flag(self, name: str) -> bool:
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise WireError(f"{name} is neither true nor false")
        return value

    def texts(self, name: str, default: list[str] | None = None) -> tuple[str, ...]:
        value = self._values.get(name, default)
        if not isinstance(value, list) or len(value) > MAX_ADDRESSES or not _all_short(value):
            raise WireError(f"{name} is no short list of texts")
        return tuple(value)

    def peers(self) -> dict[str, tuple[str, ...]]:
        value = self._values.get("peers")
        if not isinstance(value, dict) or len(value) > MAX_PEERS:
            raise WireError("peers is no short object")
        for device, where in value.items():
            if not _ID.fullmatch(device) or not isinstance(where, list):
                raise WireError("peers has the wrong form")
            if len(where) > MAX_PEER_ADDRESSES or not _all_short(where):
                raise WireError("a peer has no short list of addresses")
        return {device: tuple(where) for device, where in value.items()}


def _all_short(values: list[Any]) -> TypeGuard[list[str]]:
    return all(isinstance(value, str) and len(value) <= 100 and value.isascii() for value in values)


def _hello(fields: _Fields) -> Hello:
    return Hello(
        fields.matching("device", _ID),
        fields.matching("instance", _LOG),
        fields.matching("nonce", _ID),
        fields.matching("meeting", _ID, _MARK, empty=True),
        fields.number("version"),
        fields.texts("takes", []),
    )


def _welcome(fields: _Fields) -> Welcome:
    return Welcome(
        fields.matching("meeting", _ID),
        fields.matching("token", _ID),
        fields.matching("server", _ID),
        fields.texts("addresses"),
    )


def _entries(body: bytes, offset: int, count: int) -> dict[str, int]:
    if count > MAX_HAVE_ENTRIES or len(body) != offset + count * _ENTRY.size:
        raise WireError("entries do not match their count")
    found = {log.hex(): sequence for log, sequence in _ENTRY.iter_unpack(memoryview(body)[offset:])}
    if len(found) != count:
        raise WireError("a log is named twice")
    return found


def _have(body: bytes) -> Have:
    if len(body) < _HAVE_HEAD.size:
        raise WireError("HAVE is cut off")
    full, count = _HAVE_HEAD.unpack_from(body)
    if full > 1:
        raise WireError("HAVE is neither full nor partial")
    return Have(_entries(body, _HAVE_HEAD.size, count), full=bool(full))


def _want(body: bytes) -> Want:
    if len(body) < _COUNT.size:
        raise WireError("WANT is cut off")
    (count,) = _COUNT.unpack_from(body)
    return Want(_entries(body, _COUNT.size, count))


def _events(body: bytes) -> Events:
    if len(body) < _COUNT.size:
        raise WireError("EVENTS is cut off")
    (count,) = _COUNT.unpack_from(body)
    if not 0 < count <= MAX_BATCH_EVENTS:
        raise WireError("EVENTS has the wrong number of events")
    frames: list[bytes] = []
    offset = _COUNT.size
    for _ in range(count):
        if len(body) < offset + _EVENT_SIZE.size:
            raise WireError("EVENTS is cut off")
        (size,) = _EVENT_SIZE.unpack_from(body, offset)
        offset += _EVENT_SIZE.size
        if len(body) < offset + size:
            raise WireError("EVENTS is cut off")
        frames.append(body[offset : offset + size])
        offset += size
    if offset != len(body):
        raise WireError("EVENTS has bytes left over")
    return Events(tuple(frames))


def _state(body: bytes) -> State:
    if len(body) != 32 + _COUNT.size:
        raise WireError("STATE has the wrong size")
    return State(body[:32], *_COUNT.unpack_from(body, 32))


def _echo(body: bytes) -> Echo:
    if len(body) != _ECHO.size or body[0] > 1:
        raise WireError("ECHO has the wrong form")
    answer, sent_ns, meeting_ms = _ECHO.unpack(body)
    if meeting_ms > MAX_MS:
        raise WireError("ECHO tells a time that no date has")
    return Echo(sent_ns, bool(answer), meeting_ms)


def _holds(body: bytes) -> Holds:
    if len(body) < _HOLDS_HEAD.size:
        raise WireError("HOLDS is cut off")
    digest, flags, chunks = _HOLDS_HEAD.unpack_from(body)
    if flags > _GIVES | _OPENED:
        raise WireError("HOLDS has an unknown flag")
    if not 0 < chunks <= MAX_CHUNKS or len(body) != _HOLDS_HEAD.size + -(-chunks // 8):
        raise WireError("HOLDS has the wrong size")
    bits = int.from_bytes(body[_HOLDS_HEAD.size :], "big")
    if bits >> chunks:
        raise WireError("HOLDS names chunks that no file has")
    return Holds(digest.hex(), chunks, bits, bool(flags & _GIVES), bool(flags & _OPENED))


def _point(body: bytes) -> Point:
    try:
        return Point(unpack_pointing(body))
    except ValueError as error:
        raise WireError(str(error)) from error


_BINARY: Mapping[int, Callable[[bytes], Message]] = {
    _HAVE: _have,
    _EVENTS: _events,
    _WANT: _want,
    _STATE: _state,
    _ECHO_TYPE: _echo,
    _HOLDS: _holds,
    _POINT: _point,
}

_CONTROL: Mapping[int, Callable[[_Fields], Message]] = {
    _HELLO: _hello,
    _AUTH: lambda fields: Auth(fields.matching("signature", _HEX), fields.flag("prove")),
    _ASK: lambda _fields: Ask(),
    _PAKE: lambda fields: Pake(fields.matching("message", _HEX)),
    _CONFIRM: lambda fields: Confirm(fields.matching("mac", _HEX)),
    _SEAT: lambda fields: SeatRequest(fields.text("name", 100), fields.text("seat", 20)),
    _WELCOME: _welcome,
    _BLOBHAVE: lambda fields: BlobHave(
        fields.number("have"),
        fields.number("total"),
        fields.flag("complete"),
        fields.matching("problem", _CODE, empty=True, missing=""),
    ),
    _PEERS: lambda fields: Peers(fields.peers()),
    _GRANT: lambda fields: Grant(fields.matching("token", _ID), fields.matching("certificate", _DIGEST)),
    _KEY: lambda fields: Key(fields.matching("key", _DIGEST), fields.matching("secret", _ID, empty=True)),
    _BYE: lambda fields: Bye(
        fields.matching("code", _CODE), fields.text("message", 500), fields.texts("addresses", [])
    ),
}

"""Everything that can happen in a meeting: a signed statement of one device that never changes.

    frame = 0x01 | u16 header length | header | 64 bytes signature | u32 body length | body

The header is JSON in the one form we write (ASCII, sorted keys, no spaces), so one pattern checks all of it.
Its SHA-256 is the id of the event. Header and signature bytes are kept as they came and never written anew. A
body that was dropped (a deleted comment) has the length 0xFFFFFFFF and no bytes; the signature still holds,
because the header names the SHA-256 and the length of the body, not the body.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from sync.bodies import KINDS, check_target, parse_body
from sync.body_checks import MAX_INT, Body
from sync.body_json import MAX_BODY_BYTES, dump_object
from sync.clock import MAX_COUNTER, MAX_MS, HybridTime
from sync.errors import BadEvent, BadKey
from sync.keys import DeviceKey, from_base64url_32, to_base64url, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_HEADER_BYTES: Final = 1_024
MAX_FRAME_BYTES: Final = 1 + 2 + MAX_HEADER_BYTES + 64 + 4 + MAX_BODY_BYTES
CREATE: Final = "meeting.create"

_VERSION: Final = b"\x01"
_SIGNED: Final = b"kurumaza/event/1\x00"
_SIGNATURE_SIZE: Final = 64
_DROPPED: Final = 0xFFFF_FFFF
_INTEGER: Final = rb"(0|[1-9][0-9]{0,15})"
_ID: Final = rb"([A-Za-z0-9_-]{43})"
_HEADER: Final = re.compile(
    rb'\{"a":\[' + _INTEGER + rb"," + _INTEGER + rb"\]"
    rb',"d":"' + _ID + rb'"'
    rb',"k":"(cut|[a-z]{1,20}(?:\.[a-z_]{1,20}){1,2})"'
    rb',"l":"([0-9a-f]{16})"'
    rb',"m":"(' + _ID[1:-1] + rb'|)"'
    rb',"n":' + _INTEGER + rb',"p":"(' + _ID[1:-1] + rb'|)"'
    rb',"r":"(' + _ID[1:-1] + rb'|)"'
    rb',"s":' + _INTEGER + rb',"t":\[' + _INTEGER + rb"," + _INTEGER + rb"\]"
    rb',"v":1,"w":' + _INTEGER + rb',"x":"' + _ID + rb'"\}'
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    `meeting` is its own id for `meeting.create`; times are ms since 1970 UTC, `wall_ms` is only told. `body`
    has the checked fields of a known kind, or None when the kind is unknown or the body was dropped.
    """

    event_id: str
    meeting: str
    device: str
    log: str
    sequence: int
    previous: str
    time: HybridTime
    wall_ms: int
    authority: tuple[int, int]
    kind: str
    target: str
    body: Body | None = field(compare=False)
    header: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    body_bytes: bytes | None = field(repr=False)

    def without_body(self) -> Event:
        """Return this event as it is kept after its body was dropped."""
        return replace(self, body=None, body_bytes=None)


def new_log_id() -> str:
    """Return the id of a new log: one for each start of the program in each meeting."""
    return secrets.token_hex(8)


def sign_event(
    key: DeviceKey,
    *,
    meeting: str,
    log: str,
    sequence: int,
    previous: str,
    time: HybridTime,
    wall_ms: int,
    authority: tuple[int, int],
    kind: str,
    target: str = "",
    body: Mapping[str, Any],
) -> Event:
    """Make and sign an event of this device; `meeting` is "" for meeting.create.

    BadEvent when a field breaks its limits, exactly as a receiver would find it.
    """
    body_bytes = dump_object(body)
    header = dump_object(
        {
            "v": 1,
            "m": meeting,
            "d": key.device,
            "l": log,
            "s": sequence,
            "p": previous,
            "t": [time.ms, time.counter],
            "w": wall_ms,
            "a": list(authority),
            "k": kind,
            "r": target,
            "x": to_base64url(hashlib.sha256(body_bytes).digest()),
            "n": len(body_bytes),
        }
    )
    return _build(header, key.sign(_SIGNED + header), body_bytes)


def encode(event: Event) -> bytes:
    """Return the frame of an event."""
    body = event.body_bytes
    length = _DROPPED if body is None else len(body)
    return b"".join(
        (
            _VERSION,
            len(event.header).to_bytes(2, "big"),
            event.header,
            event.signature,
            length.to_bytes(4, "big"),
            body or b"",
        )
    )


def decode(frame: bytes) -> Event:
    """Read and check a frame from anywhere: form, limits, signature, body. BadEvent if not good."""
    if len(frame) > MAX_FRAME_BYTES:
        raise BadEvent("the frame is too large")
    if frame[:1] != _VERSION:
        raise BadEvent("the frame is of another version")
    header_end = 3 + int.from_bytes(frame[1:3], "big")
    if header_end - 3 > MAX_HEADER_BYTES:
        raise BadEvent("the header is too large")
    body_start = header_end + _SIGNATURE_SIZE + 4
    if len(frame) < body_start:
        raise BadEvent("the frame ends too early")
    length = int.from_bytes(frame[body_start - 4 : body_start], "big")
    dropped = length == _DROPPED
    if not dropped and length > MAX_BODY_BYTES:
        raise BadEvent("the body is too large")
    if len(frame) != body_start + (0 if dropped else length):
        raise BadEvent("the frame has another length than it says")
    header, signature = bytes(frame[3:header_end]), bytes(frame[header_end : header_end + _SIGNATURE_SIZE])
    event = _build(header, signature, None if dropped else bytes(frame[body_start:]))
    if not verify(event.device, signature, _SIGNED + header):
        raise BadEvent("the signature is wrong")
    return event


def restore(header: bytes, signature: bytes, body_bytes: bytes | None) -> Event:
    """Build an event that `decode` accepted before and this device kept.

    Its signature is not checked again.
    """
    return _build(header, signature, body_bytes)


def found_in(data: bytes, known: set[str]) -> Iterator[Event]:
    """Every event whose header, signature and body stand one after another in these bytes, all checked.

    One whose body is damaged or not there comes without it, where its kind may be without. `known` names
    those that were found whole before and are left out; these here are added to it.
    """
    for match in _HEADER.finditer(data):
        header, end = match[0], match.end() + _SIGNATURE_SIZE
        if to_base64url(hashlib.sha256(header).digest()) in known:
            continue
        signature = data[match.end() : end]
        size = int(match[7])
        for body in (data[end : end + size] if size <= MAX_BODY_BYTES else None, None):
            try:
                event = _build(header, signature, body)
            except BadEvent:
                continue
            if verify(event.device, signature, _SIGNED + header):
                if body is not None:
                    known.add(event.event_id)
                yield event
            break


def is_intact(event_id: str, header: bytes, body_bytes: bytes | None) -> bool:
    """Whether the bytes of a kept event are those that were checked when it came."""
    if to_base64url(hashlib.sha256(header).digest()) != event_id:
        return False
    return body_bytes is None or header.endswith(b'"%s"}' % _digest(body_bytes))


def _digest(data: bytes) -> bytes:
    return to_base64url(hashlib.sha256(data).digest()).encode()


def read_signed(header: bytes, signature: bytes) -> Event:
    """Read a header that came without its body, and check its signature. BadEvent if not good."""
    event = _build(header, signature, None, needs_body=False)
    if not verify(event.device, signature, _SIGNED + header):
        raise BadEvent("the signature is wrong")
    return event


def _build(header: bytes, signature: bytes, body_bytes: bytes | None, *, needs_body: bool = True) -> Event:
    if len(header) > MAX_HEADER_BYTES:
        raise BadEvent("the header is too large")
    match = _HEADER.fullmatch(header)
    if match is None:
        raise BadEvent("the header has not the one allowed form")
    texts = [part.decode("ascii") for part in match.groups()]
    (
        term,
        position,
        device,
        kind,
        log,
        meeting,
        size,
        previous,
        target,
        sequence,
        ms,
        counter,
        wall,
        digest,
    ) = texts
    numbers = [int(number) for number in (term, position, sequence)]
    if max(numbers) >= MAX_INT:
        raise BadEvent("a number of the header is too large")
    time = HybridTime(int(ms), int(counter))
    if time.ms > MAX_MS or int(wall) > MAX_MS or time.counter > MAX_COUNTER:
        raise BadEvent("the time is out of range")
    _check_ids(device, meeting, previous, target, digest)
    if (kind == CREATE) == bool(meeting):
        raise BadEvent("the meeting is missing, or named by its own first event")
    if not numbers[2] or (numbers[2] == 1) == bool(previous):
        raise BadEvent("the first event of a log has no predecessor, every other one has")
    check_target(kind, target)
    event_id = to_base64url(hashlib.sha256(header).digest())
    return Event(
        event_id=event_id,
        meeting=meeting or event_id,
        device=device,
        log=log,
        sequence=numbers[2],
        previous=previous,
        time=time,
        wall_ms=int(wall),
        authority=(numbers[0], numbers[1]),
        kind=kind,
        target=target,
        body=_checked_body(kind, int(size), digest, body_bytes) if needs_body else None,
        header=header,
        signature=signature,
        body_bytes=body_bytes,
    )


def _check_ids(*ids: str) -> None:
    for text in ids:
        if text:
            try:
                from_base64url_32(text)
            except BadKey as error:
                raise BadEvent("an id of the header is not written as ids are") from error


def _checked_body(kind: str, size: int, digest: str, body_bytes: bytes | None) -> Body | None:
    if size > MAX_BODY_BYTES:
        raise BadEvent("the body is too large")
    if body_bytes is None:
        if kind in KINDS and not KINDS[kind].droppable:
            raise BadEvent(f"{kind} came without its body")
        return None
    if len(body_bytes) != size or to_base64url(hashlib.sha256(body_bytes).digest()) != digest:
        raise BadEvent("the body is not the one that was signed")
    return parse_body(kind, body_bytes)

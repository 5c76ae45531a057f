"""The datagram that tells a LAN without multicast where a meeting is, as bytes of one fixed size.

    magic "KRMZ" | version 1 | flags | mark 11 | instance 8 | TCP port u16 | name length u8 | name 60

A question ("who holds a meeting?") is as long as its answer, so that nobody gains anything by asking in the
name of another. Everything in it is from a stranger: a hint where to call, never proof.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

from sync.text import clean_line
from sync.wire import MARK_LENGTH, PROTOCOL_VERSION

MAX_NAME_BYTES: Final = 60
_MAGIC: Final = b"KRMZ"
_FORM: Final = struct.Struct(f">4sBB{MARK_LENGTH}s8sHB{MAX_NAME_BYTES}s")
PACKET_SIZE: Final = _FORM.size
_ASKING: Final = 1
_CONFIDENTIAL: Final = 2
_NO_MARK: Final = bytes(MARK_LENGTH)
_MARK: Final = re.compile(rb"[A-Za-z0-9_-]{11}")


@dataclass(frozen=True, slots=True)
class Call:
    """What one program tells: where its meeting is, or that it looks for one (`mark` "" for any)."""

    instance: str
    port: int = 0
    mark: str = ""
    name: str = ""
    confidential: bool = False
    asking: bool = False


def encode_call(call: Call) -> bytes:
    """The bytes of a call; a name that is too long is cut between two characters."""
    name = b"" if call.confidential else clean_line(call.name).encode()[:MAX_NAME_BYTES]
    name = name.decode(errors="ignore").encode()
    return _FORM.pack(
        _MAGIC,
        PROTOCOL_VERSION,
        _ASKING * call.asking | _CONFIDENTIAL * call.confidential,
        call.mark.encode("ascii") or _NO_MARK,
        bytes.fromhex(call.instance),
        call.port,
        len(name),
        name,
    )


def decode_call(data: bytes) -> Call | None:
    """What a datagram says, None when it is none of ours."""
    if len(data) != PACKET_SIZE:
        return None
    magic, version, flags, mark, instance, port, length, name = _FORM.unpack(data)
    if magic != _MAGIC or version != PROTOCOL_VERSION or length > MAX_NAME_BYTES:
        return None
    asking = bool(flags & _ASKING)
    if not _MARK.fullmatch(mark) and not (asking and mark == _NO_MARK):
        return None
    if not asking and not port:
        return None
    return Call(
        instance.hex(),
        port,
        "" if mark == _NO_MARK else mark.decode("ascii"),
        clean_line(name[:length].decode("utf-8", "ignore")),
        bool(flags & _CONFIDENTIAL),
        asking,
    )

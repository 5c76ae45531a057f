"""How a confidential file lies on the disk: sealed chunk by chunk with AES-256-GCM.

    sealed file = head | wrapped secret | sealed chunk*
    head        = "KZSEAL1" NUL | u32 chunk size | u64 size | 32 bytes name of the key | 32 bytes SHA-256
    wrapped     = 12 bytes nonce | 32 bytes secret, sealed by the content key | 16 bytes tag
    chunk       = 12 bytes nonce | the chunk, sealed by the secret | 16 bytes tag

The secret is random and of this one file on this one device, so that a nonce is never used twice with one
key, and overwriting 60 bytes makes a file unreadable. The whole head is authenticated with everything, and so
is the place of a chunk: none can be exchanged, moved or left out unnoticed.
"""

from __future__ import annotations

import hashlib
import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.errors import KurumazaError

if TYPE_CHECKING:
    from pathlib import Path

KEY_SIZE: Final = 32
MAX_WHOLE: Final = 400 * 1024 * 1024
"""Bytes of a file that is opened in memory; a larger one cannot be read while it is confidential."""

_MAGIC: Final = b"KZSEAL1\0"
_HEAD: Final = struct.Struct(">8sIQ32s32s")
_INDEX: Final = struct.Struct(">I")
_NONCE: Final = 12
_TAG: Final = 16
OVERHEAD: Final = _NONCE + _TAG
SECRET_AT: Final = _HEAD.size
SECRET_LENGTH: Final = KEY_SIZE + OVERHEAD
HEADER_SIZE: Final = SECRET_AT + SECRET_LENGTH


class SealBroken(KurumazaError):  # noqa: N818 - named by what is wrong, as all errors are here
    """This key does not open these bytes: another key, or something was changed."""

    def __init__(self) -> None:
        super().__init__("seal_broken", "A confidential document cannot be opened with the key that is here.")


@dataclass(frozen=True, slots=True)
class Head:
    """What a sealed file says of itself; `key` and `sha256` in hexadecimal."""

    chunk_size: int
    size: int
    key: str
    sha256: str

    def packed(self) -> bytes:
        """Its bytes."""
        return _HEAD.pack(
            _MAGIC, self.chunk_size, self.size, bytes.fromhex(self.key), bytes.fromhex(self.sha256)
        )

    @property
    def chunks(self) -> int:
        """How many there are."""
        return -(-self.size // self.chunk_size)

    def offset(self, index: int) -> int:
        """Where a sealed chunk begins in the file."""
        return HEADER_SIZE + index * (self.chunk_size + OVERHEAD)

    def sealed_length(self, index: int) -> int:
        """Bytes of a sealed chunk."""
        return min(self.chunk_size, self.size - index * self.chunk_size) + OVERHEAD


def key_id(key: bytes) -> str:
    """The name of a content key, by which nobody finds the key."""
    return hashlib.sha256(b"kurumaza/content-key/1\x00" + key).hexdigest()


def seal(key: bytes, data: bytes, context: bytes) -> bytes:
    """Encrypt with a fresh nonce; `context` has to be the same at opening."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what `seal` gave. Raises SealBroken."""
    if len(sealed) < OVERHEAD:
        raise SealBroken
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
    except InvalidTag as error:
        raise SealBroken from error


def new_header(key: bytes, head: Head) -> bytes:
    """The first bytes of a new sealed file, with a new secret."""
    packed = head.packed()
    return packed + seal(key, os.urandom(KEY_SIZE), packed)


def read_head(header: bytes) -> Head:
    """What the first bytes of a file say; nothing of it is proven yet. Raises SealBroken."""
    if len(header) < HEADER_SIZE:
        raise SealBroken
    magic, chunk_size, size, key, sha256 = _HEAD.unpack_from(header)
    if magic != _MAGIC or not chunk_size:
        raise SealBroken
    return Head(chunk_size, size, key.hex(), sha256.hex())


def secret_of(key: bytes, header: bytes) -> bytes:
    """The secret that opens the chunks of a file. Raises SealBroken."""
    return unseal(key, header[SECRET_AT:HEADER_SIZE], header[:SECRET_AT])


def seal_chunk(secret: bytes, head: Head, index: int, data: bytes) -> bytes:
    """One chunk as it lies in the file."""
    return seal(secret, data, head.packed() + _INDEX.pack(index))


def unseal_chunk(secret: bytes, head: Head, index: int, sealed: bytes) -> bytes:
    """One chunk as it was. Raises SealBroken."""
    return unseal(secret, sealed, head.packed() + _INDEX.pack(index))


def read_whole(path: Path, secret: bytes) -> bytearray:
    """A sealed file as it was, in memory. Raises SealBroken, or OSError."""
    with path.open("rb") as file:
        head = read_head(file.read(HEADER_SIZE))
        if head.size > MAX_WHOLE or head.size > path.stat().st_size:
            raise SealBroken
        whole = bytearray()
        for index in range(head.chunks):
            whole += unseal_chunk(secret, head, index, file.read(head.sealed_length(index)))
    return whole

"""Seals a ballot to the key of its poll, so that only the chair's PC can open it, and only until the close.

    sealed  = 32 bytes ephemeral X25519 key | 12 bytes nonce | 32 bytes ballot, by AES-256-GCM | 16 bytes tag
    key     = HKDF-SHA-256(shared secret, salt = ephemeral key + key of the poll, info = "kurumaza/ballot/1")
    ballot  = number of choices | the choices, a byte each | zeros

Every ballot has the same length. It is bound to meeting, poll and device: copied by another seat it does not
open. `cryptography` does all the work.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.errors import BadEvent
from sync.keys import to_base64url
from sync.sealing import OVERHEAD, SealBroken, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_SIZE: Final = 32
BALLOT_SIZE: Final = 32
SEALED_LENGTH: Final = (4 * (KEY_SIZE + BALLOT_SIZE + OVERHEAD) + 2) // 3
"""Characters of a sealed ballot."""

_PURPOSE: Final = b"kurumaza/ballot/1"


@dataclass(frozen=True, slots=True)
class Place:
    """What a ballot is bound to."""

    meeting: str
    poll: str
    device: str

    @property
    def context(self) -> bytes:
        """Its bytes, which no other place has: ids hold no NUL."""
        return b"\0".join((_PURPOSE, self.meeting.encode(), self.poll.encode(), self.device.encode()))


def public_key(private: bytes) -> str:
    """The key of a poll, in hexadecimal, that belongs to a private one of 32 random bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def seal_ballot(key: str, choices: Sequence[int], place: Place) -> str:
    """Seal what a device votes to the key of a poll. Raises BadEvent for a key that is none."""
    if len(choices) >= BALLOT_SIZE:
        raise ValueError("so many choices do not fit into a ballot")
    ballot = bytes((len(choices), *choices)).ljust(BALLOT_SIZE, b"\0")
    ephemeral = X25519PrivateKey.generate()
    try:
        recipient = bytes.fromhex(key)
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    except ValueError as error:  # also for a point with which every secret would be the same
        raise BadEvent("The key of this poll is none.") from error
    sender = ephemeral.public_key().public_bytes_raw()
    sealed = seal(_secret(shared, sender, recipient), ballot, place.context)
    return to_base64url(sender + sealed)


def open_ballot(private: bytes, sealed: str, place: Place) -> tuple[int, ...] | None:
    """Open a sealed ballot; None for one that nobody can read, or that is another's."""
    if len(sealed) != SEALED_LENGTH:
        return None
    own = X25519PrivateKey.from_private_bytes(private)
    try:
        raw = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        sender = raw[:KEY_SIZE]
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
        secret = _secret(shared, sender, own.public_key().public_bytes_raw())
        ballot = unseal(secret, raw[KEY_SIZE:], place.context)
    except (ValueError, binascii.Error, SealBroken):
        return None
    count = ballot[0]
    if len(ballot) != BALLOT_SIZE or count >= BALLOT_SIZE or any(ballot[1 + count :]):
        return None
    return tuple(ballot[1 : 1 + count])


def _secret(shared: bytes, sender: bytes, recipient: bytes) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=sender + recipient, info=_PURPOSE)
    return derivation.derive(shared)

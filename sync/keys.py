"""The key of this device: who it is, how it signs, and the certificate that carries it.

A device is its Ed25519 public key, written as 43 characters of base64url. The key file holds 64 bytes: the
private seed and the public key that follows from it, so that damage is seen before a device speaks under a
wrong name.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import datetime as dt
import hashlib
import os
import secrets
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from sync.errors import BadKey, StorageDamaged, StorageFull, StorageUnavailable, is_disk_full
from sync.replacement import put_in_place

if TYPE_CHECKING:
    from pathlib import Path

_SEED_SIZE: Final = 32
_FILE_SIZE: Final = 64
_ID_LENGTH: Final = 43
_MARK_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O, which look alike
_MARK_LENGTH: Final = 6
_VALID_FROM: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_VALID_TO: Final = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


def to_base64url(data: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url_32(text: str) -> bytes:
    """Read 32 bytes from their 43 characters; BadKey for anything that is not exactly how we write them."""
    if len(text) == _ID_LENGTH and text.isascii():
        with contextlib.suppress(binascii.Error):  # other signs among them leave too few to decode
            raw = base64.urlsafe_b64decode(text + "=")
            if len(raw) == _SEED_SIZE and to_base64url(raw) == text:
                return raw
    raise BadKey("This is no id of a device: 43 characters of base64url were expected.")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A self-signed certificate and its key for one run of TLS.

    Keep `key_pem` off the disk where possible.
    """

    cert_pem: bytes
    key_pem: bytes


class DeviceKey:
    """The private key of this device."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.device: Final = to_base64url(private.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"DeviceKey({self.device})"

    @classmethod
    def generate(cls) -> DeviceKey:
        """Make a new key that is on no disk."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load_or_create(cls, path: Path) -> DeviceKey:
        """Read the key of this profile, or make it at first use.

        StorageDamaged if the file is not a key (it is never overwritten), StorageUnavailable if the disk
        refuses.
        """
        try:
            with path.open("rb") as file:
                stored = file.read(_FILE_SIZE + 1)
        except FileNotFoundError:
            private = Ed25519PrivateKey.generate()
            _write_beside(path, private.private_bytes_raw() + private.public_key().public_bytes_raw())
            return cls(private)
        except OSError as error:
            raise StorageUnavailable(f"The device key {path} cannot be read: {error.strerror}.") from error
        if len(stored) != _FILE_SIZE:
            raise StorageDamaged(f"The device key {path} is damaged: 64 bytes were expected.")
        key = cls(Ed25519PrivateKey.from_private_bytes(stored[:_SEED_SIZE]))
        if not secrets.compare_digest(stored[_SEED_SIZE:], from_base64url_32(key.device)):
            raise StorageDamaged(f"The device key {path} is damaged: its two halves do not belong together.")
        return key

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of signature that `verify` accepts."""
        return self._private.sign(message)

    def derive(self, purpose: bytes) -> bytes:
        """Return 32 bytes for one purpose, which follow from the private key and do not give it away."""
        derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
        return derivation.derive(self._private.private_bytes_raw())

    def certificate(self) -> Certificate:
        """Make a certificate that carries this key, valid 2000-9999 so that no wrong clock breaks it."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.device)])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_VALID_FROM)
            .not_valid_after(_VALID_TO)
            .sign(self._private, None)
        )
        return Certificate(
            certificate.public_bytes(Encoding.PEM),
            self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        )


def verify(device: str, signature: bytes, message: bytes) -> bool:
    """Say whether this device signed this message; False too for an id that is none."""
    try:
        _public_key(device).verify(signature, message)
    except (InvalidSignature, BadKey):
        return False
    return True


def mark(device: str) -> str:
    """Return the six characters by which people compare two devices."""
    bits = int.from_bytes(hashlib.sha256(b"kurumaza/mark/1\x00" + device.encode()).digest()[:4], "big")
    return "".join(_MARK_SIGNS[(bits >> 5 * place) & 31] for place in range(_MARK_LENGTH))


def device_of_certificate(der: bytes) -> str:
    """Return the device whose key a certificate carries; BadKey if it is no Ed25519 certificate."""
    try:
        public = x509.load_der_x509_certificate(der).public_key()
    except Exception as error:  # the parser of foreign bytes raises many kinds, all of them mean the same
        raise BadKey("The other side showed no readable certificate.") from error
    if not isinstance(public, Ed25519PublicKey):
        raise BadKey("The other side showed a certificate without a device key.")
    return to_base64url(public.public_bytes(Encoding.Raw, PublicFormat.Raw))


@lru_cache(maxsize=1_024)
def _public_key(device: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(from_base64url_32(device))


def _write_beside(path: Path, content: bytes) -> None:
    """Put the file there whole or not at all, readable by its owner alone where the platform knows that."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(beside, path)
        if sys.platform != "win32":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        beside.unlink(missing_ok=True)
        kind = StorageFull if is_disk_full(error) else StorageUnavailable
        raise kind(f"The device key {path} cannot be written: {error.strerror}.") from error

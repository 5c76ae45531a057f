"""Wraps a content key for the disk: by DPAPI on Windows, elsewhere by a key that follows from the device key.

What is wrapped by DPAPI opens only for the same person on the same PC, also where somebody copied the whole
profile. Elsewhere a copy of the profile holds the device key as well; there the rights of the file protect
it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Protocol

from sync.sealing import SealBroken, seal, unseal

if TYPE_CHECKING:
    from sync.keys import DeviceKey

_PURPOSE: Final = b"kurumaza/content-key-wrapping/1"


class Wrapping(Protocol):
    """Makes a key fit to lie on the disk, and usable again."""

    def wrap(self, key: bytes, name: bytes) -> bytes:
        """The key as it may lie on the disk. Raises OSError."""

    def unwrap(self, wrapped: bytes, name: bytes) -> bytes:
        """The key. Raises SealBroken when it is not for us."""


class DeviceKeyWrapping:
    """AES-256-GCM with a key derived from the key file of the device."""

    def __init__(self, device_key: DeviceKey) -> None:
        self._key = device_key.derive(_PURPOSE)

    def wrap(self, key: bytes, name: bytes) -> bytes:
        """The key as it may lie on the disk."""
        return seal(self._key, key, name)

    def unwrap(self, wrapped: bytes, name: bytes) -> bytes:
        """The key. Raises SealBroken when it is not for us."""
        return unseal(self._key, wrapped, name)


if sys.platform == "win32":
    from sync import dpapi

    class _WindowsWrapping:
        """The name of the key goes along, so that no wrapped key passes for another."""

        def wrap(self, key: bytes, name: bytes) -> bytes:
            return dpapi.protect(key, _PURPOSE + name)

        def unwrap(self, wrapped: bytes, name: bytes) -> bytes:
            try:
                return dpapi.unprotect(wrapped, _PURPOSE + name)
            except OSError as error:
                raise SealBroken from error

    def wrapping_for(device_key: DeviceKey) -> Wrapping:  # noqa: ARG001 - the system has a key of its own
        """How this system wraps keys."""
        return _WindowsWrapping()

else:

    def wrapping_for(device_key: DeviceKey) -> Wrapping:
        """How this system wraps keys."""
        return DeviceKeyWrapping(device_key)

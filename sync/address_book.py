"""Where the devices of one meeting may be: bounded, and never more than a hint.

Whoever answers at an address has to prove its key, so a wrong entry costs a call in vain. What a device said
of itself, or where it answered, stands apart from what others say of it: a liar pushes out neither.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from typing import Final

from sync.address import split_address
from sync.errors import KurumazaError

MAX_DEVICES: Final = 1_000
PROVEN: Final = 6
HINTED: Final = 6


def is_callable(address: str) -> bool:
    """Whether this is IP:PORT of one PC: what others name must not make this device ask a name server."""
    try:
        host, port = split_address(address)
        number = ipaddress.ip_address(host)
    except (KurumazaError, ValueError):
        return False
    return port > 0 and not (number.is_multicast or number.is_unspecified or str(number) == "255.255.255.255")


class AddressBook:
    """Device to addresses, HOST:PORT, the newest first."""

    def __init__(self) -> None:
        self._proven: dict[str, tuple[str, ...]] = {}
        self._hinted: dict[str, tuple[str, ...]] = {}

    def prove(self, device: str, addresses: Iterable[str]) -> bool:
        """Keep where a device answered or says to be; whether anything was new."""
        return _keep(self._proven, device, [one for one in addresses if is_callable(one)], PROVEN)

    def hint(self, device: str, addresses: Iterable[str]) -> bool:
        """Keep where somebody else says that a device is; whether anything was new."""
        known = self._proven.get(device, ())
        fresh = [one for one in addresses if one not in known and is_callable(one)]
        return _keep(self._hinted, device, fresh, HINTED)

    def of(self, device: str) -> tuple[str, ...]:
        """Where a device may be, proven addresses first."""
        return tuple(dict.fromkeys((*self._proven.get(device, ()), *self._hinted.get(device, ()))))

    def all(self, devices: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Where each of these devices may be; those of which nothing is known are left out."""
        return {device: found for device in devices if (found := self.of(device))}


def _keep(book: dict[str, tuple[str, ...]], device: str, addresses: list[str], limit: int) -> bool:
    known = book.get(device, ())
    if not addresses or (device not in book and len(book) >= MAX_DEVICES):
        return False
    kept = tuple(dict.fromkeys((*addresses[:limit], *known)))[:limit]
    book[device] = kept
    return not set(kept) <= set(known)

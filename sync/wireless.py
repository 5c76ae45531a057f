"""Whether this PC sits on Wi-Fi, where every byte from seat to seat takes the air twice."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final

from sync.adapters import Address, ranked, system_addresses

_LINUX: Final = Path("/sys/class/net")
_WINDOWS: Final = (
    r"SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}\%s\Connection"
)
_WIRELESS_SUBTYPE: Final = 2  # MediaSubType of a connection, as Windows keeps it


class Giving(StrEnum):
    """Whether a seat gives documents to other seats: as its network suggests, always, or never."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


def is_wireless(adapter: str, *, platform: str = sys.platform, linux: Path = _LINUX) -> bool:
    """Whether the system says that an adapter is one of Wi-Fi; one it tells nothing of counts as wired."""
    words = adapter.split()
    if platform == "linux":
        return any(
            (linux / word / "wireless").exists() for word in words if "/" not in word and ".." not in word
        )
    return any(_windows_says_wireless(word) for word in words if word.startswith("{"))


def _windows_says_wireless(guid: str) -> bool:
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS % guid) as key:
            kind, _ = winreg.QueryValueEx(key, "MediaSubType")
            return bool(kind == _WIRELESS_SUBTYPE)
    return False


class Air:
    """Whether this PC gives to seats: not when all the addresses that it uses are on Wi-Fi."""

    def __init__(
        self,
        giving: Giving,
        interfaces: tuple[str, ...] = (),
        wireless: Callable[[str], bool] = is_wireless,
    ) -> None:
        self._giving = giving
        self._interfaces = interfaces
        self._wireless = wireless
        self._is_wired = True

    def look(self, addresses: Iterable[Address]) -> None:
        """The PC has these addresses now. Asks the system; call it in an executor."""
        known = tuple(addresses)
        used = set(ranked(known, self._interfaces))
        adapters = [address.adapter for address in known if address.ip in used and not address.is_virtual]
        self._is_wired = not adapters or not all(self._wireless(adapter) for adapter in adapters)

    def look_again(self) -> None:
        """The adapters changed."""
        self.look(system_addresses())

    def gives(self) -> bool:
        """Whether other seats may fetch documents here."""
        return self._is_wired if self._giving is Giving.AUTO else self._giving is Giving.ON

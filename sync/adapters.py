"""The network adapters of this PC, the real ones first."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import ifaddr

_MDNS: Final = "224.0.0.251"
_VIRTUAL: Final = (
    "virtual", "vmware", "vbox", "hyper-v", "vethernet", "wsl", "docker", "veth", "br-", "virbr", "tap",
    "tun", "vpn", "ppp", "wintun", "wireguard", "wg", "utun", "zerotier", "tailscale", "anyconnect",
    "fortinet", "pangp", "globalprotect", "bluetooth", "openvpn", "tunnel", "loopback", "wan miniport",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address of this PC and the name of its adapter as the system shows it."""

    ip: str
    adapter: str
    prefix: int = 24

    @property
    def is_virtual(self) -> bool:
        """Whether the adapter looks like one of a VPN or a virtual machine."""
        name = self.adapter.lower()
        return any(name.startswith(word) or (len(word) > 3 and word in name) for word in _VIRTUAL)


def system_addresses() -> tuple[Address, ...]:
    """Every IPv4 address of this PC, in the system's order. Asks the system; call it in an executor."""
    found = []
    for adapter in ifaddr.get_adapters():
        names = f"{adapter.nice_name} {adapter.name}" if adapter.nice_name != adapter.name else adapter.name
        found += [Address(str(ip.ip), str(names), ip.network_prefix) for ip in adapter.ips if ip.is_IPv4]
    return tuple(found)


def takes_part(address: str) -> bool:
    """Whether the adapter of an address can be asked by mDNS; unplugged ones and some of VPNs cannot."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
            own = socket.inet_aton(address)
            probe.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
            probe.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(_MDNS) + own)
        except OSError:
            return False
    return True


def ranked(addresses: Iterable[Address], chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The addresses to use: real adapters, then link-local ones, then virtual ones, loopback only when alone.

    `chosen` names addresses or adapters; then those alone count.
    """
    known = tuple(addresses)
    if chosen:
        return tuple(address.ip for address in known if address.ip in chosen or address.adapter in chosen)
    outside = [address for address in known if not ipaddress.IPv4Address(address.ip).is_loopback]
    outside.sort(key=lambda address: (address.is_virtual, ipaddress.IPv4Address(address.ip).is_link_local))
    return tuple(dict.fromkeys(address.ip for address in outside)) or ("127.0.0.1",)


def broadcasts(addresses: Iterable[Address], chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The broadcast address of each network that `ranked` would use; a line between two PCs has none."""
    known = {address.ip: address for address in addresses}
    found = [known.get(ip, Address(ip, "", 8)) for ip in ranked(known.values(), chosen)]
    networks = [
        ipaddress.IPv4Interface(f"{address.ip}/{address.prefix}").network
        for address in found
        if 0 < address.prefix <= 30
    ]
    return tuple(dict.fromkeys(str(network.broadcast_address) for network in networks))

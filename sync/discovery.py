"""Registers and browses meetings on the LAN: hints where to call, never proof.

What is told to everybody: protocol version, the mark of the meeting (first characters of its id), whether it
is confidential, and, if not, the name of the chair's PC. The title is told after admission only.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from zeroconf import Error as ZeroconfError
from zeroconf import IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from sync.adapters import Address, broadcasts, ranked, system_addresses, takes_part
from sync.beacon import Beacon
from sync.sighting import Sighting, merged
from sync.text import clean_line
from sync.wire import MARK_LENGTH, PROTOCOL_VERSION

SERVICE: Final = "_kurumaza._tcp.local."
POLL_S: Final = 5.0
SETTLE_S: Final = 3.0
SLEPT_S: Final = 10.0
"""The wall clock went on by this much more than our own ticks: this PC was asleep, or its date was set."""
RESOLVE_MS: Final = 3_000
MAX_SERVICES: Final = 64
MAX_NAME_BYTES: Final = 60
MAX_ADDRESSES: Final = 16

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What to tell the LAN about a meeting of this device."""

    meeting: str
    port: int
    chair: str = ""
    confidential: bool = False

    def properties(self) -> dict[str, str | bytes | None]:
        """The TXT record."""
        name = b"" if self.confidential else clean_line(self.chair).encode()[:MAX_NAME_BYTES]
        return {
            "v": str(PROTOCOL_VERSION),
            "m": self.meeting[:MARK_LENGTH],
            "c": "1" if self.confidential else "0",
            "n": name.decode(errors="ignore"),
        }


def read_sighting(info: AsyncServiceInfo) -> Sighting | None:
    """What a service says, or None when it is none of ours; everything in it is from a stranger."""
    told = {
        key.decode("ascii", "ignore"): (value or b"").decode("utf-8", "ignore")
        for key, value in info.properties.items()
    }
    mark = told.get("m", "")
    if (
        told.get("v") != str(PROTOCOL_VERSION)
        or len(mark) != MARK_LENGTH
        or not mark.isascii()
        or not info.port
    ):
        return None
    addresses = tuple(f"{address}:{info.port}" for address in info.parsed_addresses(IPVersion.V4Only))[
        :MAX_ADDRESSES
    ]
    return Sighting(mark, addresses, clean_line(told.get("n", ""))[:MAX_NAME_BYTES], told.get("c") == "1")


class Discovery:
    """Finds meetings, and tells of ours, on every adapter of this PC. Lives on the loop that starts it."""

    def __init__(
        self,
        changed: Callable[[tuple[Sighting, ...]], None],
        interfaces: tuple[str, ...] = (),
        *,
        mdns: bool = True,
        make_beacon: Callable[[Callable[[], object]], Beacon] | None = None,
        broadcast_on: tuple[str, ...] = (),
        list_addresses: Callable[[], tuple[Address, ...]] = system_addresses,
        poll_s: float = POLL_S,
        settle_s: float = SETTLE_S,
        wall_s: Callable[[], float] = time.time,
        adapters_changed: Callable[[], object] = tuple,
    ) -> None:
        self._changed = changed
        self._mdns = mdns
        self._beacon = make_beacon(self._heard_by_broadcast) if make_beacon is not None else None
        self._broadcast_on = broadcast_on or interfaces
        self._adapters_changed = adapters_changed
        self._wall_s = wall_s
        self._targets: tuple[str, ...] = ()
        self._interfaces = interfaces
        self._list_addresses = list_addresses
        self._poll_s = poll_s
        self._settle_s = settle_s
        self._zeroconf: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._announced: dict[str, AsyncServiceInfo] = {}
        self._registering: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, Sighting] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.addresses: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()

    async def start(self) -> None:
        """Begin to browse. A PC without any network is no error: adapters are looked at again and again."""
        self.addresses = await self._read_addresses()
        await self._open()
        if self._beacon is not None:
            self._beacon.start(self._targets)
        self._keep(asyncio.create_task(self._watch()))

    async def stop(self) -> None:
        """Say goodbye and close everything."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._beacon is not None:
            await self._beacon.stop()
        await self._close()

    async def announce(self, announcement: Announcement) -> None:
        """Register a meeting of this device, or tell what changed of it. Returns before the LAN was asked."""
        await self.withdraw(announcement.meeting)
        if self._beacon is not None:
            self._beacon.announce(
                announcement.meeting[:MARK_LENGTH],
                announcement.port,
                announcement.chair,
                confidential=announcement.confidential,
            )
        info = self._service(announcement, secrets.token_hex(6))
        self._announced[announcement.meeting] = info
        registering = self._registering[announcement.meeting] = asyncio.create_task(self._register(info))
        self._keep(registering)

    async def withdraw(self, meeting: str) -> None:
        """Say goodbye for a meeting."""
        if self._beacon is not None:
            self._beacon.withdraw(meeting[:MARK_LENGTH])
        info = self._announced.pop(meeting, None)
        if info is None:
            return
        await asyncio.gather(self._registering.pop(meeting), return_exceptions=True)
        if self._zeroconf is not None:
            with contextlib.suppress(ZeroconfError, OSError):
                await (await self._zeroconf.async_unregister_service(info))

    def sightings(self) -> tuple[Sighting, ...]:
        """What is seen now."""
        heard = self._beacon.sightings() if self._beacon is not None else ()
        return merged([*heard, *self._seen.values()])

    def _heard_by_broadcast(self) -> None:
        self._changed(self.sightings())

    async def look_again(self) -> None:
        """Ask the LAN afresh; a browser by itself asks for a few seconds and then never again."""
        if self._beacon is not None:
            self._beacon.ask()
        if self._zeroconf is None:
            await self._open()
            return
        if self._browser is not None:
            await self._browser.async_cancel()
        self._browser = AsyncServiceBrowser(self._zeroconf.zeroconf, SERVICE, handlers=[self._heard])

    def _service(self, announcement: Announcement, instance: str) -> AsyncServiceInfo:
        return AsyncServiceInfo(
            SERVICE,
            f"{instance}.{SERVICE}",
            addresses=[socket.inet_aton(address) for address in self.addresses],
            port=announcement.port,
            properties=announcement.properties(),
            server=f"{instance}.local.",
        )

    async def _open(self) -> None:
        if not self._mdns:
            return
        self._asked = await self._usable(self.addresses)
        try:
            if not self._asked:
                raise OSError(f"mDNS cannot be sent from {', '.join(self.addresses)}")
            self._zeroconf = AsyncZeroconf(interfaces=list(self._asked), ip_version=IPVersion.V4Only)
        except OSError as error:
            logger.warning("no adapter can be used for finding meetings: %s", error)
            return
        self._browser = AsyncServiceBrowser(self._zeroconf.zeroconf, SERVICE, handlers=[self._heard])

    async def _close(self) -> None:
        if self._zeroconf is None:
            return
        if self._browser is not None:
            await self._browser.async_cancel()
        with contextlib.suppress(ZeroconfError, OSError, TimeoutError):
            async with asyncio.timeout(2.0):
                await self._zeroconf.async_unregister_all_services()
        await self._zeroconf.async_close()
        self._zeroconf = self._browser = None

    async def _register(self, info: AsyncServiceInfo) -> None:
        if self._zeroconf is None:
            return
        try:
            await (await self._zeroconf.async_register_service(info, allow_name_change=True))
        except (ZeroconfError, OSError) as error:
            logger.warning("the meeting could not be announced: %s", error)

    async def _read_addresses(self) -> tuple[str, ...]:
        found = await asyncio.get_running_loop().run_in_executor(None, self._list_addresses)
        self._targets = broadcasts(found, self._broadcast_on)
        return ranked(found, self._interfaces) or ("127.0.0.1",)

    async def _usable(self, addresses: tuple[str, ...]) -> tuple[str, ...]:
        """Those from which mDNS can be sent; one that cannot must not keep it from the others."""
        loop = asyncio.get_running_loop()
        found = [await loop.run_in_executor(None, takes_part, address) for address in addresses]
        return tuple(address for address, usable in zip(addresses, found, strict=True) if usable)

    async def _has_changed(self, fresh: tuple[str, ...]) -> bool:
        if fresh != self.addresses:
            return True
        return self._mdns and self._asked != self.addresses and await self._usable(fresh) != self._asked

    async def _watch(self) -> None:
        """Follow the adapters of this PC: cables, docks and Wi-Fi come and go, and it sleeps and wakes."""
        last = self._wall_s()
        while True:
            await asyncio.sleep(self._poll_s)
            now, slept = self._wall_s(), False
            last, slept = now, now - last - self._poll_s >= SLEPT_S
            if not slept and not await self._has_changed(await self._read_addresses()):
                continue
            await asyncio.sleep(self._settle_s)
            fresh = await self._read_addresses()
            last = self._wall_s()
            if not slept and not await self._has_changed(fresh):
                continue
            logger.info("the adapters changed: %d address(es)", len(fresh))
            self.addresses = fresh
            try:
                await self._follow()
            except (ZeroconfError, OSError) as error:
                logger.warning("the adapters changed and cannot be used yet: %s", error)
            self._adapters_changed()

    async def _follow(self) -> None:
        """Use the new addresses. The order matters: otherwise the old ones stay in everybody's cache."""
        if self._beacon is not None:
            self._beacon.follow(self._targets)
        if not self._mdns:
            return
        if self._zeroconf is None:
            await self._open()
            for info in self._announced.values():
                await self._register(info)
            return
        self._asked = await self._usable(self.addresses)
        for info in self._announced.values():
            info.addresses = [socket.inet_aton(address) for address in self.addresses]
        await self._zeroconf.async_update_interfaces(list(self._asked or self.addresses))
        for info in self._announced.values():
            await (await self._zeroconf.async_update_service(info))
        await self.look_again()

    def _heard(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        if state_change is ServiceStateChange.Removed:
            if self._seen.pop(name, None) is not None:
                self._changed(self.sightings())
        elif name in self._seen or len(self._seen) + len(self._tasks) < MAX_SERVICES:
            self._keep(asyncio.get_running_loop().create_task(self._resolve(zeroconf, service_type, name)))

    async def _resolve(self, zeroconf: Zeroconf, service_type: str, name: str) -> None:
        info = AsyncServiceInfo(service_type, name)
        try:
            if not await info.async_request(zeroconf, RESOLVE_MS):
                return
        except (ZeroconfError, OSError) as error:
            logger.info("a meeting could not be resolved: %s", error)
            return
        found = read_sighting(info)
        if found is not None and found != self._seen.get(name):
            self._seen[name] = found
            self._changed(self.sightings())

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

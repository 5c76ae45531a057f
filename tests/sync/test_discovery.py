"""Which adapters count, what the LAN is told, and two ends of zeroconf on loopback."""

import asyncio
import gc
import socket
from collections.abc import Iterable
from dataclasses import replace

import pytest
from zeroconf.asyncio import AsyncServiceInfo

from sync.adapters import Address, broadcasts, ranked, takes_part
from sync.beacon import Beacon
from sync.discovery import SERVICE, Announcement, Discovery, read_sighting
from sync.handshake import new_nonce
from sync.sighting import Sighting, merged
from tests.conftest import ExpectedLog
from tests.fakes import run

MEETING = new_nonce()  # a new one each time: another run on this PC is heard as well
LOOPBACK = (Address("127.0.0.1", "lo"),)


def test_real_adapters_come_first_and_link_local_ones_count() -> None:
    found = [
        Address("10.8.0.2", "TAP-Windows Adapter V9"),
        Address("172.17.0.1", "docker0"),
        Address("169.254.3.4", "Ethernet 2"),
        Address("192.168.1.20", "Intel(R) Ethernet"),
        Address("127.0.0.1", "Loopback"),
        Address("192.168.56.1", "VirtualBox Host-Only Ethernet Adapter"),
    ]
    assert ranked(found) == ("192.168.1.20", "169.254.3.4", "10.8.0.2", "172.17.0.1", "192.168.56.1")


@pytest.mark.parametrize("name", ["eth0", "enp3s0", "Wi-Fi", "イーサネット", "Tungsten LAN", "Broadcom"])
def test_a_real_adapter_is_not_taken_for_a_virtual_one(name: str) -> None:
    assert Address("10.0.0.1", name).is_virtual == name.startswith("Tun")


def test_a_pc_without_a_network_still_has_itself() -> None:
    assert ranked([]) == ranked(LOOPBACK) == ("127.0.0.1",)


def test_the_administrator_chooses_by_address_or_name() -> None:
    found = [Address("10.0.0.1", "eth0"), Address("10.0.1.1", "eth1"), Address("127.0.0.1", "lo")]
    assert ranked(found, ("10.0.1.1",)) == ranked(found, ("eth1",)) == ("10.0.1.1",)
    assert ranked(found, ("127.0.0.1",)) == ("127.0.0.1",)


def info(**properties: str) -> AsyncServiceInfo:
    return AsyncServiceInfo(
        SERVICE,
        f"x.{SERVICE}",
        addresses=[socket.inet_aton("10.0.0.1"), socket.inet_aton("169.254.1.1")],
        port=47810,
        properties=dict(properties),
    )


def test_a_stranger_names_few_addresses() -> None:
    crowd = info(v="1", m=MEETING[:11])
    crowd.addresses = [socket.inet_aton(f"10.0.0.{number}") for number in range(200)]
    seen = read_sighting(crowd)
    assert seen is not None
    assert len(seen.addresses) == 16


def test_the_title_is_not_told_and_the_name_of_the_pc_only_of_open_meetings() -> None:
    told = Announcement(MEETING, 47810, "PC-K101").properties()
    assert told == {"v": "1", "m": MEETING[:11], "c": "0", "n": "PC-K101"}
    assert Announcement(MEETING, 47810, "PC-K101", confidential=True).properties()["n"] == ""


def test_a_long_name_is_cut_between_characters() -> None:
    name = Announcement(MEETING, 1, "会" * 50).properties()["n"]
    assert name == "会" * 20


def test_a_sighting_names_every_address() -> None:
    seen = read_sighting(info(v="1", m=MEETING[:11], c="0", n="PC\u202e-K101"))
    assert seen == Sighting(MEETING[:11], ("10.0.0.1:47810", "169.254.1.1:47810"), "PC-K101")


@pytest.mark.parametrize(
    "properties", [{}, {"v": "2", "m": MEETING[:11]}, {"v": "1", "m": "short"}, {"v": "1", "m": "会" * 11}]
)
def test_what_is_none_of_ours_is_no_sighting(properties: dict[str, str]) -> None:
    assert read_sighting(info(**properties)) is None


def test_an_old_record_of_the_same_meeting_only_adds_addresses() -> None:
    old, new = Sighting("m" * 11, ("10.0.0.1:1",)), Sighting("m" * 11, ("10.0.0.1:2",), "PC")
    assert merged([old, new]) == (Sighting("m" * 11, ("10.0.0.1:1", "10.0.0.1:2"), "PC"),)


class Lan:
    """A discovery on loopback, whose adapters the test sets, and what it reported."""

    def __init__(self, addresses: tuple[Address, ...] = LOOPBACK) -> None:
        self.addresses = addresses
        self.reports: list[tuple[Sighting, ...]] = []
        self.moved = asyncio.Event()
        self.discovery = Discovery(
            self._changed, list_addresses=lambda: self.addresses, poll_s=0.05, settle_s=0.01
        )

    def _changed(self, sightings: tuple[Sighting, ...]) -> None:
        self.reports.append(sightings)
        self.moved.set()

    def _ours(self) -> tuple[Sighting, ...]:
        return tuple(seen for seen in self.reports[-1] if seen.mark == MEETING[:11])

    async def until(self, wanted: tuple[Sighting, ...]) -> None:
        async with asyncio.timeout(20):
            while not self.reports or _unordered(self._ours()) != _unordered(wanted):
                self.moved.clear()
                await self.moved.wait()


def _unordered(sightings: tuple[Sighting, ...]) -> list[Sighting]:
    """zeroconf gives the addresses of a record in any order."""
    return [replace(seen, addresses=tuple(sorted(seen.addresses))) for seen in sightings]


def test_a_seat_sees_the_chair_come_and_go() -> None:
    async def play() -> None:
        chair, seat = Lan(), Lan()
        await seat.discovery.start()
        await chair.discovery.start()
        await chair.discovery.announce(Announcement(MEETING, 47811, "PC-K101"))
        await seat.until((Sighting(MEETING[:11], ("127.0.0.1:47811",), "PC-K101"),))
        await chair.discovery.withdraw(MEETING)
        await seat.until(())
        await chair.discovery.stop()
        await seat.discovery.stop()

    run(play())


def test_a_seat_whose_network_comes_later_finds_the_chair() -> None:
    async def play() -> None:
        chair, seat = Lan(), Lan((Address("127.0.0.2", "lo"),))
        await chair.discovery.start()
        await chair.discovery.announce(Announcement(MEETING, 47811))
        await seat.discovery.start()
        seat.addresses = LOOPBACK
        await seat.until((Sighting(MEETING[:11], ("127.0.0.1:47811",)),))
        assert seat.discovery.addresses == ("127.0.0.1",)
        await chair.discovery.stop()
        await seat.discovery.stop()

    run(play())


def test_an_adapter_that_cannot_be_used_does_not_keep_the_others_from_it() -> None:
    async def play() -> None:
        chair, seat = Lan((Address("203.0.113.7", "VPN"), *LOOPBACK)), Lan()
        chair.discovery._interfaces = ("VPN", "lo")  # loopback counts beside another only when it is chosen
        await chair.discovery.start()
        await seat.discovery.start()
        await chair.discovery.announce(Announcement(MEETING, 47811))
        await seat.until((Sighting(MEETING[:11], ("203.0.113.7:47811", "127.0.0.1:47811")),))
        await chair.discovery.stop()
        await seat.discovery.stop()

    run(play())


@pytest.mark.parametrize(
    "name",
    [
        "OpenVPN Data Channel Offload {6BF1}",
        "NordLynx Tunnel {1A}",
        "Hyper-V Virtual Ethernet Adapter #2 {2B}",
        "Microsoft KM-TEST Loopback Adapter {3C}",
        "WAN Miniport (IP) {4D}",
        "Cisco AnyConnect Virtual Miniport Adapter {5E}",
    ],
)
def test_the_virtual_adapters_of_windows_come_last(name: str) -> None:
    found = [Address("10.8.0.2", name), Address("192.168.1.20", "Realtek PCIe GbE Family Controller {6F}")]
    assert ranked(found) == ("192.168.1.20", "10.8.0.2")


def test_only_an_address_of_this_pc_takes_part() -> None:
    assert takes_part("127.0.0.1")
    assert not takes_part("203.0.113.7")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # zeroconf forgets a socket when it cannot be made
def test_an_adapter_that_cannot_be_used_is_tried_again_later(expected_log: ExpectedLog) -> None:
    expected_log("203.0.113.7|no adapter can be used")

    async def play() -> None:
        lan = Lan((Address("203.0.113.7", "gone"),))
        await lan.discovery.start()
        lan.addresses = LOOPBACK
        async with asyncio.timeout(20):
            # a discovery tells nobody about its adapters
            while lan.discovery.addresses != ("127.0.0.1",) or lan.discovery._zeroconf is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await lan.discovery.stop()

    run(play())
    gc.collect()  # while that warning is still expected


def test_row_15_broadcasts_go_to_real_networks_first_and_to_none_of_a_line_between_two() -> None:
    cable = Address("10.88.3.7", "eth0", 22)
    vpn = Address("172.16.0.9", "tun0", 32)
    virtual = Address("172.17.0.1", "docker0", 16)
    assert broadcasts((vpn, virtual, cable)) == ("10.88.3.255", "172.17.255.255")
    assert broadcasts((cable, vpn), ("eth0",)) == ("10.88.3.255",)
    assert broadcasts(()) == ("127.255.255.255",)


def test_row_14_after_sleep_everything_is_asked_anew_though_no_address_changed() -> None:
    async def play() -> None:
        now, woke = [1_000.0], asyncio.Event()

        def wall_s() -> float:
            now[0] += 600.0  # ten minutes, while the wait took a moment
            return now[0]

        discovery = Discovery(
            lambda _seen: None,
            mdns=False,
            list_addresses=lambda: (Address("127.0.0.1", "lo", 8),),
            poll_s=0.01,
            settle_s=0.01,
            wall_s=wall_s,
            adapters_changed=woke.set,
        )
        await discovery.start()
        async with asyncio.timeout(10):
            await woke.wait()
        await discovery.stop()

    run(play())


class Recorded(Beacon):
    """A beacon that opens no socket; it notes where it would speak."""

    def __init__(self) -> None:
        super().__init__("00" * 8, lambda: None)
        self.spoke_on: list[tuple[str, ...]] = []

    def start(self, targets: Iterable[str]) -> None:
        self.follow(targets)

    def follow(self, targets: Iterable[str]) -> None:
        self.spoke_on.append(tuple(targets))


CABLE, WIFI = Address("192.168.1.20", "Ethernet"), Address("192.168.9.8", "Wi-Fi", 22)
LINK_LOCAL = Address("169.254.3.4", "Ethernet", 16)
VPN = Address("10.8.0.2", "TAP-Windows Adapter V9")


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(((CABLE,), (), (CABLE,)), id="row_19_cable_pulled_and_back"),
        pytest.param(((CABLE,), (WIFI,)), id="row_19_from_cable_to_wifi"),
        pytest.param(((), (LINK_LOCAL,), (CABLE,)), id="row_19_no_network_then_link_local_then_dhcp"),
        pytest.param(((VPN, CABLE), (VPN,), (VPN, CABLE)), id="row_15_vpn_first"),
        pytest.param(((CABLE,), (CABLE, WIFI), (WIFI,)), id="row_19_two_adapters"),
    ],
)
def test_adapters_are_followed_without_mdns(steps: tuple[tuple[Address, ...], ...]) -> None:
    async def play() -> None:
        here, moved, beacon = [steps[0]], asyncio.Event(), Recorded()
        discovery = Discovery(
            lambda _seen: None,
            mdns=False,
            make_beacon=lambda _heard: beacon,
            list_addresses=lambda: here[0],
            poll_s=0.01,
            settle_s=0.01,
            adapters_changed=moved.set,
        )
        await discovery.start()
        assert discovery.addresses == ranked(steps[0])
        for step in steps[1:]:
            moved.clear()
            here[0] = step
            async with asyncio.timeout(10):
                await moved.wait()
            assert discovery.addresses == ranked(step)
        assert beacon.spoke_on == [broadcasts(step) for step in steps]
        await discovery.stop()

    run(play())

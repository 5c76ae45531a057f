"""On Wi-Fi a seat gives nothing to other seats, unless it is told to."""

from pathlib import Path

import pytest

from sync.adapters import Address
from sync.wireless import Air, Giving, is_wireless

CABLE, WIFI, VPN = Address("10.0.0.1", "eth0"), Address("10.0.1.1", "wlan0"), Address("10.9.0.1", "tun0")


@pytest.mark.parametrize(
    ("giving", "addresses", "expected"),
    [
        (Giving.AUTO, (CABLE,), True),
        (Giving.AUTO, (WIFI,), False),
        (Giving.AUTO, (CABLE, WIFI), True),
        (Giving.AUTO, (WIFI, VPN), False),
        (Giving.AUTO, (), True),
        (Giving.ON, (WIFI,), True),
        (Giving.OFF, (CABLE,), False),
    ],
)
def test_who_gives(giving: Giving, addresses: tuple[Address, ...], *, expected: bool) -> None:
    air = Air(giving, wireless=lambda adapter: adapter.startswith("wlan"))
    air.look(addresses)
    assert air.gives() is expected


def test_linux_tells_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "wlan0" / "wireless").mkdir(parents=True)
    (tmp_path / "eth0").mkdir()
    assert is_wireless("wlan0", platform="linux", linux=tmp_path)
    assert not is_wireless("eth0", platform="linux", linux=tmp_path)
    assert not is_wireless("../wlan0", platform="linux", linux=tmp_path / "eth0")

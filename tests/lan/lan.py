"""A LAN of network namespaces: hosts, two switches, cables that can be pulled.

Needs Linux, root and iproute2. Each host is a namespace with one adapter, `eth0`. Its cable ends at a port of
a switch in a namespace of its own, so nothing here reaches the network of this PC. There are two switches and
a cable between them; all hosts stand at the first one until the room is cut in two.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self

NETWORK = "10.78.0"
NAMESPACES = Path("/run/netns")
PREFIX = "kz"
FIRST, SECOND, BETWEEN = "br0", "br1", ("up0", "up1")
CABLES = "tests.lan.cables"
ROOT = Path(__file__).parent.parent.parent


class LanError(RuntimeError):
    """The room cannot be built here."""


def why_not() -> str:
    """Why namespaces cannot be had here, "" when they can."""
    if not sys.platform.startswith("linux"):
        return "network namespaces are a thing of Linux"
    if shutil.which("ip") is None or shutil.which("bridge") is None or shutil.which("nsenter") is None:
        return "iproute2 or nsenter is not installed"
    if os.geteuid() != 0:
        return "network namespaces need root here"
    try:
        with Lan(1):
            return ""
    except LanError as error:
        return str(error)


class Lan:
    """Hosts 0 to `count` - 1; 0 is the chair's PC by custom. Use as `with Lan(5) as lan`."""

    _built = 0

    def __init__(self, count: int) -> None:
        if not 1 <= count <= 200:
            raise ValueError("1 to 200 hosts")
        Lan._built += 1
        self.count = count
        self._tag = f"{PREFIX}{os.getpid()}-{Lan._built}"
        self.switch = f"{self._tag}-switch"
        self._poor: Cables | None = None

    def __enter__(self) -> Self:
        remove_orphans()
        try:
            self._build()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def namespace(self, host: int) -> str:
        """The name of a host's namespace."""
        return f"{self._tag}-{host}"

    def address(self, host: int) -> str:
        """The IPv4 address of a host."""
        return f"{NETWORK}.{host + 1}"

    def prefix(self, host: int) -> list[str]:
        """The command that starts a program on a host; the program takes its place."""
        return ["nsenter", f"--net={NAMESPACES / self.namespace(host)}"]

    # -- what can happen to a room -------------------------------------------------------------

    def pull(self, host: int) -> None:
        """Pull the cable of a host: its adapter has no carrier."""
        _ip("-n", self.switch, "link", "set", _port(host), "down")

    def plug(self, host: int) -> None:
        """Put it back."""
        _ip("-n", self.switch, "link", "set", _port(host), "up")

    def split(self, hosts: Iterable[int]) -> None:
        """Cut the room in two: these hosts stand at the second switch, and the cable between is pulled."""
        _ip("-n", self.switch, "link", "set", BETWEEN[0], "down")
        second = set(hosts)
        masters = {self._outer(host): SECOND if host in second else FIRST for host in range(self.count)}
        _batch(self.switch, [f"link set {port} master {bridge}" for port, bridge in masters.items()])

    def heal(self) -> None:
        """Put the cable between the switches back."""
        _ip("-n", self.switch, "link", "set", BETWEEN[0], "up")

    def block_multicast(self, *, blocked: bool = True) -> None:
        """Let the switches drop multicast, as some access points and managed switches do."""
        for host in range(self.count):
            self._port_flag(self._outer(host), "mcast_flood", on=not blocked)

    def isolate_clients(self) -> None:
        """Let seats reach the chair's PC only, as access points with client isolation do."""
        for host in range(1, self.count):
            self._port_flag(self._outer(host), "isolated", on=True)

    def shape(self, mbit: int) -> None:
        """Let every cable carry so many Mbit/s each way, as a switch of that speed does."""
        burst = max(65_536, mbit * 1_000_000 // 8 // 1_000)  # one frame as network cards pass it on
        for host in range(self.count):
            for where, device in ((self.namespace(host), "eth0"), (self.switch, _port(host))):
                rate = ("rate", f"{mbit}mbit", "burst", str(burst), "latency", "50ms")
                _run("tc", "-n", where, "qdisc", "add", "dev", device, "root", "tbf", *rate)

    def spoil(self, host: int, *, delay_ms: float = 0.0, loss: float = 0.0, udp: bool = True) -> None:
        """Put a poor cable in: delay each way, a share of frames lost each way, UDP let through or not."""
        if self._poor is None:
            self._poor = Cables(self.switch)
        far = _far(host)
        if not (NAMESPACES / self.switch).exists():
            raise LanError("the room is not built")
        if self._outer(host) == _port(host):
            _ip("-n", self.switch, "link", "add", far, "type", "veth", "peer", "name", _near(host))
            _ip("-n", self.switch, "link", "set", _port(host), "nomaster")
            for device in (far, _near(host)):
                _ip("-n", self.switch, "link", "set", device, "up")
            _ip("-n", self.switch, "link", "set", far, "master", FIRST)
        self._poor.set(_port(host), _near(host), delay_ms=delay_ms, loss=loss, udp=udp)

    # -- building and taking down --------------------------------------------------------------

    def _build(self) -> None:
        _ip("netns", "add", self.switch)
        lines = ["link set lo up"]
        for bridge in (FIRST, SECOND):
            lines += [f"link add {bridge} type bridge", f"link set {bridge} up"]
        lines += [f"link add {BETWEEN[0]} type veth peer name {BETWEEN[1]}"]
        for bridge, end in zip((FIRST, SECOND), BETWEEN, strict=True):
            lines += [f"link set {end} master {bridge}", f"link set {end} up"]
        _batch(self.switch, lines)
        for host in range(self.count):
            self._add_host(host)
        ports = range(self.count)
        _batch(self.switch, [f"link set {_port(host)} master {FIRST} up" for host in ports])

    def _add_host(self, host: int) -> None:
        namespace = self.namespace(host)
        _ip("netns", "add", namespace)
        ends = ("eth0", "netns", namespace), (_port(host), "netns", self.switch)
        _ip("link", "add", *ends[0], "type", "veth", "peer", "name", *ends[1])
        broadcast = f"address add {self.address(host)}/24 broadcast {NETWORK}.255 dev eth0"
        _batch(namespace, ["link set lo up", broadcast, "link set eth0 up"])
        inside = [*self.prefix(host), sys.executable, "-m", CABLES, "plain", "eth0"]
        done = subprocess.run(inside, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20)
        if done.returncode:
            raise LanError(done.stderr.strip())

    def remove(self) -> None:
        """Take everything down; programs that still run there lose their network."""
        if self._poor is not None:
            self._poor.end()
        for namespace in (self.switch, *map(self.namespace, range(self.count))):
            if (NAMESPACES / namespace).exists():
                _ip("netns", "delete", namespace)

    def _outer(self, host: int) -> str:
        """What stands in the switch for a host: its port, or the far end of the poor cable before it."""
        return _far(host) if self._poor is not None and _port(host) in self._poor.spoiled else _port(host)

    def _port_flag(self, port: str, flag: str, *, on: bool) -> None:
        _run("bridge", "-n", self.switch, "link", "set", "dev", port, flag, "on" if on else "off")


class Cables:
    """The process that is the poor cables of one room."""

    def __init__(self, switch: str) -> None:
        self.spoiled: set[str] = set()
        self._process = subprocess.Popen(
            ["nsenter", f"--net={NAMESPACES / switch}", sys.executable, "-m", CABLES, "carry"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def set(self, port: str, near: str, **quality: float | bool) -> None:
        """Say how good a cable is, and wait until it is so."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.spoiled.add(port)
        self._process.stdin.write(json.dumps({"ends": [port, near], **quality}).encode() + b"\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != b"ok\n":
            raise LanError("the poor cable could not be put in")

    def end(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


def remove_orphans() -> None:
    """Take down what a test run that was killed left behind."""
    for path in NAMESPACES.glob(f"{PREFIX}[0-9]*-*"):
        builder = path.name.removeprefix(PREFIX).split("-")[0]
        if builder.isdigit() and not Path("/proc", builder).exists():
            _ip("netns", "delete", path.name)


def _port(host: int) -> str:
    return f"p{host}"


def _near(host: int) -> str:
    return f"n{host}"


def _far(host: int) -> str:
    return f"f{host}"


def _ip(*arguments: str) -> None:
    _run("ip", *arguments)


def _batch(namespace: str, lines: Iterable[str]) -> None:
    _run("ip", "-n", namespace, "-batch", "-", text="\n".join(lines))


def _run(*command: str, text: str = "") -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=20)
    if done.returncode:
        raise LanError(f"{' '.join(command[:6])}: {(done.stderr or done.stdout).strip()}")

"""Poor cables: frames carried by hand, late, or not at all, where the kernel itself offers no way to do so.

`python -m tests.lan.cables carry` runs in the namespace of the switch and takes lines like
{"ends": ["p1", "n1"], "delay_ms": 200, "loss": 0.05, "udp": true}; it ends with its stdin.
`python -m tests.lan.cables plain eth0` lets an adapter compute its checksums and cut its segments itself,
because frames carried by hand have nobody behind them who would.
"""

from __future__ import annotations

import ctypes
import fcntl
import heapq
import json
import os
import random
import selectors
import socket
import struct
import sys
import time
from dataclasses import dataclass, field

ETH_P_ALL = 3
SIOCETHTOOL = 0x8946
CHECKSUMS, SEGMENTS = 0x17, 0x1F  # ETHTOOL_STXCSUM, ETHTOOL_STSO
PACKET_OUTGOING = 4
MAX_FRAME = 65_536
IPV4, UDP = b"\x08\x00", 17


def plain(adapter: str) -> None:
    """Switch the tricks of an adapter off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for what in (SEGMENTS, CHECKSUMS):
            value = ctypes.create_string_buffer(struct.pack("=II", what, 0))
            request = struct.pack("16sP", adapter.encode(), ctypes.addressof(value))
            fcntl.ioctl(control, SIOCETHTOOL, request.ljust(40, b"\0"))


@dataclass
class Cable:
    """Both ends of one cable and how good it is."""

    ends: tuple[socket.socket, socket.socket]
    delay_s: float = 0.0
    loss: float = 0.0
    udp: bool = True

    def lets_through(self, frame: bytes) -> bool:
        """Whether a frame arrives."""
        is_udp = frame[12:14] == IPV4 and frame[23:24] == bytes((UDP,))
        return (self.udp or not is_udp) and random.random() >= self.loss  # noqa: S311 - guards nothing


@dataclass
class Carrier:
    """Carries the frames of all cables."""

    cables: dict[str, Cable] = field(default_factory=dict)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    late: list[tuple[float, int, socket.socket, bytes]] = field(default_factory=list)
    count: int = 0

    def set(self, line: dict[str, object]) -> None:
        """Put a cable in, or change it."""
        first, second = map(str, line["ends"])  # type: ignore[call-overload] # a list of two names
        if first not in self.cables:
            cable = self.cables[first] = Cable((_end(first), _end(second)))
            for here, there in (cable.ends, cable.ends[::-1]):
                self.selector.register(here, selectors.EVENT_READ, (cable, there))
        cable = self.cables[first]
        cable.delay_s = float(str(line["delay_ms"])) / 1000
        cable.loss, cable.udp = float(str(line["loss"])), bool(line["udp"])

    def run(self) -> None:
        """Carry until stdin ends."""
        self.selector.register(0, selectors.EVENT_READ, None)
        rest = b""
        while True:
            wait = max(0.0, self.late[0][0] - time.monotonic()) if self.late else None
            for key, _ in self.selector.select(wait):
                if key.data is not None:
                    assert isinstance(key.fileobj, socket.socket)
                    self._take(key.fileobj, *key.data)
                    continue
                if not (data := os.read(0, MAX_FRAME)):
                    return
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self.set(json.loads(line))
                    sys.stdout.write("ok\n")
                    sys.stdout.flush()
            while self.late and self.late[0][0] <= time.monotonic():
                _time, _count, there, frame = heapq.heappop(self.late)
                _send(there, frame)

    def _take(self, here: socket.socket, cable: Cable, there: socket.socket) -> None:
        try:
            frame, (_name, _protocol, kind, *_rest) = here.recvfrom(MAX_FRAME)
        except OSError:  # the cable was pulled; when it is back, so are the frames
            return
        if kind == PACKET_OUTGOING or not cable.lets_through(frame):
            return
        if not cable.delay_s:
            _send(there, frame)
            return
        self.count += 1
        heapq.heappush(self.late, (time.monotonic() + cable.delay_s, self.count, there, frame))


def _send(there: socket.socket, frame: bytes) -> None:
    try:
        there.send(frame)
    except OSError:  # pulled, or its queue is full: a frame is lost, as on any cable
        return


def _end(adapter: str) -> socket.socket:
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    end.bind((adapter, 0))
    end.setblocking(False)
    return end


if __name__ == "__main__":
    if sys.argv[1] == "plain":
        plain(sys.argv[2])
    else:
        Carrier().run()

"""Wires between nodes: they lose, delay, repeat and reorder messages, and a split cuts them."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import aiohttp

CUT_AFTER_S = 3.0


@dataclass
class Weather:
    """How bad the network is; chances between 0 and 1."""

    lose: float = 0.0
    repeat: float = 0.0
    reorder: bool = False
    slow_s: float = 0.02


@dataclass
class Network:
    """All wires. `sides` says in which half each node is."""

    random: random.Random
    weather: Weather = field(default_factory=Weather)
    sides: dict[int, int] = field(default_factory=dict)
    wires: list[WireEnd] = field(default_factory=list)
    messages: int = 0

    def reaches(self, one: int, other: int) -> bool:
        """Whether two nodes are in one half."""
        return self.sides.get(one, 0) == self.sides.get(other, 0)

    def connect(self, one: int, other: int) -> tuple[WireEnd, WireEnd]:
        """Lay a wire between two nodes."""
        near, far = WireEnd(self, one), WireEnd(self, other)
        near.other, far.other = far, near
        self.wires.append(near)
        return near, far

    def split(self, sides: dict[int, int]) -> None:
        """Cut the room in two; what is on its way is lost, and the ends notice some seconds later."""
        self.sides = sides
        loop = asyncio.get_running_loop()
        for wire in self.wires:
            if not self.reaches(wire.node, wire.other.node):
                loop.call_later(self.random.uniform(0, CUT_AFTER_S), wire.drop)

    def heal(self) -> None:
        """Join the halves again."""
        self.sides = {}


class WireEnd:
    """One end of a wire: the socket of a link."""

    other: WireEnd

    def __init__(self, network: Network, node: int) -> None:
        self.node = node
        self.closed = False
        self._network = network
        self._arrived: asyncio.Queue[Any] = asyncio.Queue()
        self._due = 0.0

    async def send_bytes(self, data: bytes) -> None:
        """Send one message."""
        if self.closed:
            raise ConnectionResetError("closed")
        network = self._network
        network.messages += 1
        if network.random.random() < network.weather.lose:
            return
        for _ in range(2 if network.random.random() < network.weather.repeat else 1):
            self._deliver_later(data)

    async def receive(self) -> Any:
        """The next message, or one that says that the wire is gone."""
        return await self._arrived.get()

    async def close(self) -> None:
        """End both ends."""
        self.drop()

    def drop(self) -> None:
        """The wire is gone."""
        for end in (self, self.other):
            if not end.closed:
                end.closed = True
                end._arrived.put_nowait(aiohttp.WSMessage(aiohttp.WSMsgType.CLOSED, None, None))
        self._network.wires[:] = [wire for wire in self._network.wires if not wire.closed]

    def _deliver_later(self, data: bytes) -> None:
        network = self._network
        loop = asyncio.get_running_loop()
        at = loop.time() + network.random.uniform(0.0005, network.weather.slow_s)
        if not network.weather.reorder:
            at = self._due = max(at, self._due + 1e-6)
        loop.call_at(at, self._deliver, data)

    def _deliver(self, data: bytes) -> None:
        if not self.other.closed and self._network.reaches(self.node, self.other.node):
            self.other._arrived.put_nowait(aiohttp.WSMessage(aiohttp.WSMsgType.BINARY, data, None))

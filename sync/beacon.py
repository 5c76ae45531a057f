"""Tells and asks by broadcast where meetings are, for networks that carry no multicast.

Each adapter's own broadcast address is used, never a scan of addresses. Who holds a meeting tells it every
half minute, and at once to who asks; what was heard is forgotten after three times that.
"""

from __future__ import annotations

import asyncio
import logging
import random
import socket
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final

from sync.beacon_packet import PACKET_SIZE, Call, decode_call, encode_call
from sync.sighting import Sighting

PORT: Final = 47810
PERIOD_S: Final = 30.0
FORGOTTEN_S: Final = 90.0
MAX_HEARD: Final = 64
ANSWERS_PER_S: Final = 20
READ_AT_ONCE: Final = 64

logger = logging.getLogger(__name__)


class Beacon:
    """Lives on the loop that starts it; `heard` is called when what is seen has changed.

    Two sockets: one on the port that all programs of this PC share, where broadcasts arrive, and one of its
    own, from which it asks and to which answers come.
    """

    def __init__(
        self,
        instance: str,
        heard: Callable[[], object],
        *,
        port: int = PORT,
        period_s: float = PERIOD_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._instance = instance
        self._heard = heard
        self._port = port
        self._period_s = period_s
        self._monotonic = monotonic
        self._targets: tuple[str, ...] = ()
        self._told: dict[str, Call] = {}
        self._seen: dict[tuple[str, str, int], tuple[Sighting, float]] = {}
        self._ear: socket.socket | None = None
        self._mouth: socket.socket | None = None
        self._answers: tuple[int, int] = (0, 0)  # the present second, answers given in it
        self._telling: asyncio.Task[None] | None = None

    def start(self, targets: Iterable[str]) -> None:
        """Listen, and ask on these broadcast addresses. A port that cannot be had only silences the ear."""
        self._targets = tuple(targets)
        self._open()
        self._telling = asyncio.create_task(self._tell_regularly())
        self.ask()

    async def stop(self) -> None:
        """Close everything."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)
        self._close()

    def follow(self, targets: Iterable[str]) -> None:
        """The adapters changed: new sockets, and everything is told and asked anew."""
        self._targets = tuple(targets)
        self._close()
        self._open()
        self._tell_all()
        self.ask()

    def announce(self, mark: str, port: int, name: str, *, confidential: bool) -> None:
        """Tell of a meeting of this device from now on, at once first."""
        self._told[mark] = Call(self._instance, port, mark, name, confidential)
        self._tell_all()

    def withdraw(self, mark: str) -> None:
        """Tell of it no longer; others forget it by themselves."""
        self._told.pop(mark, None)

    def ask(self) -> None:
        """Ask everybody which meetings there are."""
        self._broadcast(Call(self._instance, asking=True))

    def sightings(self) -> tuple[Sighting, ...]:
        """What was heard lately."""
        now = self._monotonic()
        return tuple(sighting for sighting, until in self._seen.values() if until > now)

    def take(self, data: bytes, host: str) -> bytes | None:
        """Take a datagram from anybody; gives what to answer, if anything."""
        call = decode_call(data)
        if call is None or call.instance == self._instance:
            return None
        if call.asking:
            return self._answer(call.mark)
        self._note(call, host)
        return None

    def _answer(self, mark: str) -> bytes | None:
        told = next((each for each in self._told.values() if mark in ("", each.mark)), None)
        second, given = self._answers
        now = int(self._monotonic())
        given = given if second == now else 0
        if told is None or given >= ANSWERS_PER_S:
            return None
        self._answers = (now, given + 1)
        return encode_call(told)

    def _note(self, call: Call, host: str) -> None:
        now = self._monotonic()
        self._seen = {key: each for key, each in self._seen.items() if each[1] > now}
        key = (call.mark, host, call.port)
        known = self._seen.pop(key, None)
        if known is None and len(self._seen) >= MAX_HEARD:
            return
        found = Sighting(call.mark, (f"{host}:{call.port}",), call.name, call.confidential)
        self._seen[key] = (found, now + FORGOTTEN_S)
        if known is None or known[0] != found:
            self._heard()

    async def _tell_regularly(self) -> None:
        while True:
            await asyncio.sleep(self._period_s * random.uniform(0.8, 1.2))  # noqa: S311 - spreads, guards nothing
            if self._ear is None:
                self._open()  # the port may be free by now
            self._tell_all()

    def _tell_all(self) -> None:
        for call in self._told.values():
            self._broadcast(call)

    def _broadcast(self, call: Call) -> None:
        data = encode_call(call)
        for target in self._targets:
            self._send(data, (target, self._port))

    def _send(self, data: bytes, address: tuple[str, int]) -> None:
        if self._mouth is None:
            return
        try:
            self._mouth.sendto(data, address)
        except OSError as error:  # an unplugged adapter; the others go on
            logger.debug("nothing can be sent to %s: %s", address[0], error)

    def _open(self) -> None:
        if self._mouth is None:
            self._mouth = self._listen(0)
        if self._ear is None:
            self._ear = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket | None:
        own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            if port:  # every program of this PC hears a broadcast
                own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if sys.platform != "win32":
                    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            own.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
            own.bind(("", port))
        except OSError as error:
            own.close()
            logger.info("UDP port %d cannot be had: %s", port, error)
            return None
        asyncio.get_running_loop().add_reader(own, self._read, own)
        return own

    def _read(self, own: socket.socket) -> None:
        for _ in range(READ_AT_ONCE):
            try:
                data, (host, port) = own.recvfrom(PACKET_SIZE + 1)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:  # Windows tells here that an earlier datagram found nobody
                logger.debug("a datagram could not be read: %s", error)
                return
            answer = self.take(data, host)
            if answer is not None:
                self._send(answer, (host, port))

    def _close(self) -> None:
        for own in (self._ear, self._mouth):
            if own is not None:
                asyncio.get_running_loop().remove_reader(own)
                own.close()
        self._ear = self._mouth = None

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
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from sync.beacon_packet import PACKET_SIZE, Call, decode_call, encode_call
from sync.sighting import Sighting

PORT: Final = 47810
PERIOD_S: Final = 30.0
FORGOTTEN_S: Final = 90.0
MAX_HEARD: Final = 64
MAX_HEARD_OF_ONE: Final = 8
"""Meetings that one PC may tell of: a liar shall not fill the list alone."""
NEWS_PER_S: Final = 20
"""What is new beyond that waits to be told again: each piece of news makes others call."""
ANSWERS_PER_S: Final = 20
READ_AT_ONCE: Final = 64

logger = logging.getLogger(__name__)


class Quota:
    """So many times a second, and no more."""

    def __init__(self, times: int, monotonic: Callable[[], float]) -> None:
        self._times = times
        self._monotonic = monotonic
        self._second, self._used = 0, 0

    def take(self) -> bool:
        """Use it once; False when nothing is left of this second."""
        now = int(self._monotonic())
        if now != self._second:
            self._second, self._used = now, 0
        self._used += 1
        return self._used <= self._times


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
        self._answers = Quota(ANSWERS_PER_S, monotonic)
        self._news = Quota(NEWS_PER_S, monotonic)
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
        """One meeting an answer, or it would be longer than its question; of several, each in its turn."""
        told = next((each for each in self._told.values() if mark in ("", each.mark)), None)
        if told is None or not self._answers.take():
            return None
        self._told[told.mark] = self._told.pop(told.mark)
        return encode_call(told)

    def _note(self, call: Call, host: str) -> None:
        self._forget_old()
        key = (call.mark, host, call.port)
        is_new = key not in self._seen
        if is_new and not (self._news.take() and self._has_room(host)):
            return
        found = Sighting(call.mark, (f"{host}:{call.port}",), call.name, call.confidential)
        self._seen[key] = (found, self._monotonic() + FORGOTTEN_S)
        if is_new:  # another name at the same place is none: it could change with every datagram
            self._heard()

    def _has_room(self, host: str) -> bool:
        """Whether this PC may tell of one more; when all is taken, whoever tells of most gives one up."""
        of = Counter(teller for _mark, teller, _port in self._seen)
        if of[host] >= MAX_HEARD_OF_ONE:
            return False
        if len(self._seen) < MAX_HEARD:
            return True
        greedy, held = of.most_common(1)[0]
        if held <= of[host] + 1:
            return False
        del self._seen[next(key for key in self._seen if key[1] == greedy)]
        return True

    def _forget_old(self) -> bool:
        """Whether something was seen that nobody has told for long."""
        now, before = self._monotonic(), len(self._seen)
        self._seen = {key: each for key, each in self._seen.items() if each[1] > now}
        return len(self._seen) < before

    async def _tell_regularly(self) -> None:
        while True:
            await asyncio.sleep(self._period_s * random.uniform(0.8, 1.2))  # noqa: S311 - spreads, guards nothing
            if self._ear is None:
                self._open()  # the port may be free by now
            self._tell_all()
            if self._forget_old():
                self._heard()

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

"""A room in which documents travel, played in virtual time from one seed: rates, slots, faults, no sockets.

Uplinks and downlinks are shared evenly among what moves over them. Seats follow `ChunkSchedule`, the chair's
PC `Spreading`; who waits for an upload slot stands in a line, as in the server.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sync.chunk_schedule import Ask, ChunkSchedule, File
from sync.spreading import Spreading

LATENCY_S = 0.001
ANNOUNCE_S = 0.05
SLOTS = 4
LINE = 12
BUSY_S = 0.1
SPREAD_S = 0.25
STALL_S = 2.0
PARK_S = 0.25
FRESH_S = 1.0
NOTICE_S = 10.0  # until a sleeping or dead device is noticed at the other end of a link
NEIGHBOURS = 4
CHAIR = "chair"


@dataclass
class Document:
    """A file of the agenda: sizes in bytes."""

    sha256: str
    chunks: int
    chunk_size: int

    @property
    def whole(self) -> int:
        """All chunks as bits."""
        return (1 << self.chunks) - 1


@dataclass
class Seat:
    """One device; rates in bytes a second."""

    name: str
    up: float
    down: float
    uploads: bool = True
    lies: bool = False
    asleep: bool = False
    dead: bool = False
    held: dict[str, int] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    line: list[tuple[str, Ask]] = field(default_factory=list)
    sending: set[Transfer] = field(default_factory=set)
    receiving: set[Transfer] = field(default_factory=set)
    sent: int = 0
    asked: Counter[tuple[str, int]] = field(default_factory=Counter)
    fetched: Counter[tuple[str, int]] = field(default_factory=Counter)
    complete_at: dict[str, float] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    wake_at: float = float("inf")


@dataclass(eq=False)
class Transfer:
    """A chunk on its way."""

    source: Seat
    target: Seat
    ask: Ask
    sha256: str
    index: int
    left: float
    at: float
    rate: float = 0.0
    version: int = 0
    still_since: float | None = None
    parked: bool = False


class Distribution:
    """Documents in one room; `run` until nothing happens any more."""

    def __init__(
        self,
        seed: int,
        seats: int,
        documents: Sequence[Document],
        rate: float = 12e6,
        rates: Callable[[random.Random], float] | None = None,
        *,
        isolated: bool = False,
    ) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same in each run
        self.now = 0.0
        self._isolated = isolated
        self.documents = {document.sha256: document for document in documents}
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self.seats: dict[str, Seat] = {CHAIR: Seat(CHAIR, rate, rate)}
        for number in range(seats):
            own = rates(self.chance) if rates else rate
            name = f"s{number}"
            self.seats[name] = Seat(name, own, own)
        self.seats[CHAIR].held = {document.sha256: document.whole for document in documents}
        self.spreading = Spreading(random.Random(self.chance.random()))  # noqa: S311 - the same
        self.spreading.offer([File(each.sha256, each.chunks, each.whole) for each in documents])
        self.schedules = {
            name: ChunkSchedule(random.Random(f"{seed} {name}"))  # noqa: S311 - the same in each run
            for name in self.seats
            if name != CHAIR
        }
        names = list(self.schedules)
        for name in names:
            self.link(name, CHAIR)
            if not isolated:
                for other in self.chance.sample(names, min(NEIGHBOURS + 1, len(names))):
                    if other != name:
                        self.link(name, other)

    # -- what may happen ------------------------------------------------------------------------

    def at(self, time: float, action: Callable[[], None]) -> None:
        """Do something at a time."""
        heapq.heappush(self._queue, (time, next(self._count), action))

    def link(self, one: str, other: str) -> None:
        """Two devices talk from now on."""
        self.seats[one].links.add(other)
        self.seats[other].links.add(one)
        for name, peer in ((one, other), (other, one)):
            if name != CHAIR:
                self.schedules[name].add_source(peer, is_chair=peer == CHAIR)
                for sha256, bits in self.seats[peer].held.items():
                    if self._tells(self.seats[peer]):
                        self.schedules[name].heard(peer, sha256, bits, self.now)

    def unlink(self, one: str, other: str) -> None:
        """Two devices talk no longer; what was on its way fails."""
        for name, peer in ((one, other), (other, one)):
            seat = self.seats[name]
            if peer not in seat.links:
                continue
            seat.links.discard(peer)
            for transfer in [each for each in seat.receiving if each.source.name == peer]:
                self._break(transfer)
            if name != CHAIR:
                self.schedules[name].remove_source(peer)
            else:
                self.spreading.forget(peer)
            line, self.seats[peer].line = self.seats[peer].line, []
            for waiting, ask in line:
                if waiting == name:
                    self._answer(lambda ask=ask, name=name: self._gone(name, ask))
                else:
                    self.seats[peer].line.append((waiting, ask))
            if name != CHAIR:
                self.poke(name)
                self.at(self.now + FRESH_S, lambda name=name: self._find_others(name))

    def _find_others(self, name: str) -> None:
        """Take the place of neighbours that are gone by others, as a seat does."""
        seat = self.seats[name]
        if seat.dead or seat.asleep or self._isolated:
            return
        others = [
            each.name
            for each in self.seats.values()
            if each.name not in (name, CHAIR, *seat.links) and not (each.dead or each.asleep)
        ]
        missing = NEIGHBOURS - len(seat.links - {CHAIR})
        for other in self.chance.sample(others, max(min(missing, len(others)), 0)):
            self.link(name, other)
            self.poke(name)
            self.poke(other)

    def start(self) -> None:
        """Everybody begins."""
        for name, schedule in self.schedules.items():
            schedule.want(
                [
                    File(each.sha256, each.chunks, self.seats[name].held.get(each.sha256, 0))
                    for each in self.documents.values()
                ]
            )
            self.at(self.chance.uniform(0, 0.05), lambda name=name: self.poke(name))

    def sleep(self, name: str) -> None:
        """A device stops without a word; the others notice later."""
        seat = self.seats[name]
        seat.asleep = True
        line, seat.line = seat.line, []
        for waiting, ask in line:
            self.at(self.now + STALL_S, lambda waiting=waiting, ask=ask: self._gone(waiting, ask))
        self._touch(seat)
        for peer in list(seat.links):
            self.at(
                self.now + NOTICE_S, lambda peer=peer: self.seats[name].asleep and self.unlink(name, peer)
            )

    def kill(self, name: str) -> None:
        """A device is gone at once, and its connections with it."""
        seat = self.seats[name]
        seat.dead = True
        for peer in list(seat.links):
            self.unlink(name, peer)

    def run(self, limit_s: float = 10_000.0) -> None:
        """Play until nothing is left to do, or for so long."""
        while self._queue:
            time, _, action = heapq.heappop(self._queue)
            if time > limit_s:
                return
            self.now = max(self.now, time)
            action()

    # -- a seat ---------------------------------------------------------------------------------

    def poke(self, name: str) -> None:
        """A seat asks for what it may ask for."""
        seat, schedule = self.seats[name], self.schedules[name]
        if seat.asleep or seat.dead:
            return
        for ask in schedule.unwanted():
            self._cancel(seat, ask)
        for ask in schedule.next(self.now):
            if ask.index is not None:
                seat.asked[ask.sha256, ask.index] += 1
            self.at(self.now + LATENCY_S, lambda ask=ask: self._request(seat, ask))
        self._sleep_until(seat, schedule.next_at(self.now))

    def _sleep_until(self, seat: Seat, time: float | None) -> None:
        if time is None or self.now < seat.wake_at <= time:
            return
        seat.wake_at = time

        def wake() -> None:
            if seat.wake_at == time:
                seat.wake_at = float("inf")
                self.poke(seat.name)

        self.at(time + 1e-6, wake)

    def _cancel(self, seat: Seat, ask: Ask) -> None:
        source = self.seats[ask.source]
        source.line = [each for each in source.line if each[1] is not ask]
        for transfer in [each for each in seat.receiving if each.ask is ask]:
            self._end(transfer)
            self._serve(source)
        self.schedules[seat.name].given_up(ask)

    def _request(self, seat: Seat, ask: Ask) -> None:
        source = self.seats[ask.source]
        if source.dead or seat.name not in source.links:
            self._answer(lambda: self._gone(seat.name, ask))
        elif source.asleep:
            self.at(self.now + STALL_S, lambda: self._gone(seat.name, ask))
        elif len(source.line) >= (400 if source.name == CHAIR else LINE):
            self._answer(lambda: self._busy(seat.name, ask, BUSY_S))
        else:
            source.line.append((seat.name, ask))
            self._serve(source)

    def _answer(self, action: Callable[[], None]) -> None:
        self.at(self.now + LATENCY_S, action)

    def _gone(self, name: str, ask: Ask) -> None:
        self.schedules[name].gone(ask, self.now)
        self.poke(name)

    def _busy(self, name: str, ask: Ask, wait_s: float) -> None:
        self.schedules[name].busy(ask, wait_s * self.chance.uniform(0.7, 1.3), self.now)
        self.poke(name)

    def _lacking(self, name: str, ask: Ask) -> None:
        self.schedules[name].lacking(ask)
        self.poke(name)

    # -- the sending side -----------------------------------------------------------------------

    def _serve(self, source: Seat) -> None:
        while source.line and sum(not each.parked for each in source.sending) < SLOTS:
            place = next((number for number, (_, ask) in enumerate(source.line) if ask.urgent), 0)
            name, ask = source.line.pop(place)
            seat = self.seats[name]
            if seat.dead:
                continue
            if ask.index is None:
                given = self.spreading.choose(name, ask.sha256)
                if given is None:
                    self._answer(lambda name=name, ask=ask: self._busy(name, ask, SPREAD_S))
                    continue
                sha256, index = given
                seat.asked[sha256, index] += 1
            else:
                sha256, index = ask.sha256, ask.index
                if not source.held.get(sha256, 0) >> index & 1:
                    self._answer(lambda name=name, ask=ask: self._lacking(name, ask))
                    continue
            size = self.documents[sha256].chunk_size
            transfer = Transfer(source, seat, ask, sha256, index, float(size), self.now)
            source.sending.add(transfer)
            seat.receiving.add(transfer)
            self._touch(source, seat)

    def _touch(self, *seats: Seat) -> None:
        """Rates change where these take part."""
        for transfer in {each for seat in seats for each in (*seat.sending, *seat.receiving)}:
            transfer.left -= transfer.rate * (self.now - transfer.at)
            transfer.at = self.now
            source, target = transfer.source, transfer.target
            moving = sum(not each.target.asleep for each in source.sending)
            rate = 0.0
            if not (source.asleep or target.asleep):
                rate = min(source.up / moving, target.down / len(target.receiving))
            transfer.rate = rate
            transfer.version += 1
            if rate:
                transfer.still_since = None
                version, end = transfer.version, self.now + max(transfer.left, 0.0) / rate
                self.at(end, lambda transfer=transfer, version=version: self._finish(transfer, version))
            elif transfer.still_since is None:
                transfer.still_since = since = self.now
                self.at(since + PARK_S, lambda transfer=transfer, since=since: self._park(transfer, since))
                self.at(
                    since + STALL_S, lambda transfer=transfer, since=since: self._stalled(transfer, since)
                )

    def _stands_still(self, transfer: Transfer, since: float) -> bool:
        return transfer.still_since == since and transfer in transfer.source.sending

    def _park(self, transfer: Transfer, since: float) -> None:
        if self._stands_still(transfer, since):
            transfer.parked = True
            self._serve(transfer.source)

    def _stalled(self, transfer: Transfer, since: float) -> None:
        if self._stands_still(transfer, since):
            self._break(transfer)

    def _break(self, transfer: Transfer) -> None:
        self._end(transfer)
        if transfer.source.name == CHAIR and transfer.ask.index is None:
            self.spreading.failed(transfer.target.name, transfer.sha256, transfer.index)
        self._answer(lambda: self._gone(transfer.target.name, transfer.ask))
        self._serve(transfer.source)

    def _end(self, transfer: Transfer) -> None:
        transfer.version += 1
        transfer.source.sending.discard(transfer)
        transfer.target.receiving.discard(transfer)
        self._touch(transfer.source, transfer.target)

    def _finish(self, transfer: Transfer, version: int) -> None:
        if transfer.version != version or transfer not in transfer.source.sending:
            return
        source, seat = transfer.source, transfer.target
        self._end(transfer)
        source.sent += self.documents[transfer.sha256].chunk_size
        self._serve(source)
        self.at(self.now + LATENCY_S, lambda: self._received(seat, transfer))

    def _received(self, seat: Seat, transfer: Transfer) -> None:
        if seat.dead:
            return
        schedule = self.schedules[seat.name]
        if transfer.source.lies:
            schedule.damaged(transfer.ask, self.now)
            self.poke(seat.name)
            return
        sha256, index = transfer.sha256, transfer.index
        seat.fetched[sha256, index] += 1
        if schedule.arrived(transfer.ask, index, self.now, sha256):
            seat.held[sha256] = seat.held.get(sha256, 0) | 1 << index
            if seat.held[sha256] == self.documents[sha256].whole:
                seat.complete_at[sha256] = self.now
            if self._tells(seat):
                if not seat.announced:
                    self.at(self.now + ANNOUNCE_S * self.chance.random(), lambda: self._announce(seat))
                seat.announced.add(sha256)
        self.poke(seat.name)

    @staticmethod
    def _tells(seat: Seat) -> bool:
        return seat.uploads

    def _announce(self, seat: Seat) -> None:
        files, seat.announced = seat.announced, set()
        if seat.asleep or seat.dead:
            return
        for peer in seat.links:
            for sha256 in files:
                self._hear(peer, seat.name, sha256, seat.held[sha256])

    def _hear(self, peer: str, teller: str, sha256: str, bits: int) -> None:
        def heard() -> None:
            if peer == CHAIR:
                self.spreading.heard(teller, sha256, bits)
            else:
                self.schedules[peer].heard(teller, sha256, bits, self.now)
                self.poke(peer)

        self.at(self.now + LATENCY_S, heard)

    # -- what came of it ------------------------------------------------------------------------

    def union(self) -> dict[str, int]:
        """What the devices that live hold together, by file."""
        union = dict.fromkeys(self.documents, 0)
        for seat in self.seats.values():
            if not (seat.dead or seat.asleep or seat.lies) and seat.uploads:
                for sha256, bits in seat.held.items():
                    union[sha256] |= bits
        return union

    def living(self) -> list[Seat]:
        """Seats, without the chair's PC, that are neither asleep nor dead."""
        return [seat for seat in self.seats.values() if seat.name != CHAIR and not (seat.dead or seat.asleep)]

    def finished_s(self) -> float:
        """When the last seat that lives had everything; infinite when one has not."""
        times = [
            seat.complete_at.get(sha256, float("inf"))
            for seat in self.seats.values()
            if seat.name != CHAIR and not (seat.dead or seat.asleep)
            for sha256 in self.documents
        ]
        return max(times, default=0.0)

    def chair_copies(self) -> float:
        """How many times the size of everything the chair's PC sent."""
        return self.seats[CHAIR].sent / sum(each.chunks * each.chunk_size for each in self.documents.values())

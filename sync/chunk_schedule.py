"""Which chunk to ask of whom next: a state machine without sockets, files or a clock of its own.

A device takes the chunks that the chair's PC gives it to spread (`Ask` without a chunk), and all others from
devices that hold them: of the least busy one the chunk that fewest others hold. What nobody near holds is
asked of the chair's PC by its number, but only after a while without news, so that it sends little more than
one copy. The last chunks are asked of two. Times are seconds on any clock that only goes forward.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

IN_FLIGHT: Final = 4
FEWER_IN_FLIGHT: Final = 2
"""While people write: what lies in the cables before a comment, the comment has to wait for."""
PER_SOURCE: Final = 2
GRACE_S: Final = 0.4
"""So long without news of a chunk before the chair's PC is asked for what others were to bring."""
LAST_S: Final = 0.5
"""A last chunk that takes longer is asked of a second device."""
LAST_CHUNKS: Final = 4
LAST_SHARE: Final = 50
LIE_BENCH_S: Final = 30.0
STRIKES: Final = 2
GONE_BENCH_S: Final = 1.0
LONGEST_BENCH_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class File:
    """A document to be fetched: its name, the number of its chunks, and those that are here, as bits."""

    sha256: str
    chunks: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a device for a chunk, or, with `index` None, for one that it wants spread, best of this file.

    `urgent`: a person waits for this file.
    """

    number: int
    source: str
    sha256: str
    index: int | None
    urgent: bool = False


@dataclass(slots=True)
class _Source:
    is_chair: bool
    bits: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    benched_until: float = float("-inf")
    failures: int = 0
    strikes: int = 0


@dataclass(slots=True)
class _Flight:
    ask: Ask
    since: float


class _Missing:
    """What one file still lacks."""

    def __init__(self, file: File) -> None:
        self.sha256 = file.sha256
        self.chunks = file.chunks
        self.bits = ((1 << file.chunks) - 1) & ~file.held
        self.flying = 0
        self.holders = [0] * file.chunks

    @property
    def open(self) -> int:
        """Chunks that are neither here nor on their way."""
        return self.bits & ~self.flying


class ChunkSchedule:
    """Belongs to one meeting on one device. After every call that tells it something, take `next`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._files: dict[str, _Missing] = {}
        self._first = ""
        self.is_calm = False
        """While nobody waits for the documents, only one chunk is asked for at a time."""
        self.leaves_room = False
        """While people write to each other, fewer are; of a file that a person opened as many as ever."""
        self._sources: dict[str, _Source] = {}
        self._flights: dict[int, _Flight] = {}
        self._spread_rest_until = float("-inf")
        self._news_at = float("-inf")
        self._number = 0

    @property
    def missing(self) -> int:
        """How many chunks are still to come."""
        return sum(file.bits.bit_count() for file in self._files.values())

    @property
    def asked(self) -> int:
        """How many asks are on their way."""
        return len(self._flights)

    def lacks(self, sha256: str) -> bool:
        """Whether a file is not whole yet."""
        return sha256 in self._files

    def want(self, files: Sequence[File]) -> None:
        """What is wanted, in this order; asks for anything else come to nothing."""
        before = self._files
        self._files = {}
        for file in files:
            known = before.get(file.sha256)
            kept = known if known is not None and known.chunks == file.chunks else None
            if kept is None:
                kept = self._counted(_Missing(file))
            kept.bits &= ~file.held  # it may have come by other ways meanwhile
            if kept.bits:
                self._files[file.sha256] = kept

    def lost(self, file: File) -> None:
        """Of this file only these chunks are really here: the rest is fetched again."""
        files = [each for each in self._files if each != file.sha256]
        self._files = {
            file.sha256: self._counted(_Missing(file)),
            **{each: self._files[each] for each in files},
        }

    def _counted(self, file: _Missing) -> _Missing:
        for source in self._sources.values():
            self._count(file, source, source.bits.get(file.sha256, 0), 1)
        for flight in self._flights.values():
            if flight.ask.sha256 == file.sha256 and flight.ask.index is not None:
                file.flying |= 1 << flight.ask.index
        return file

    def prefer(self, sha256: str) -> None:
        """A person opened this file: it comes before all others. "" for none."""
        self._first = sha256

    def add_source(self, source: str, *, is_chair: bool) -> None:
        """A device can be asked. The chair's PC may be asked for whatever it wants spread."""
        known = self._sources.setdefault(source, _Source(is_chair))
        self._change_rank(source, known, is_chair=is_chair)

    def _change_rank(self, name: str, source: _Source, *, is_chair: bool) -> None:
        if source.is_chair == is_chair:
            return
        held, source.bits = source.bits, {}
        for sha256, bits in held.items():  # the chair's PC is no measure of how rare a chunk is
            if (file := self._files.get(sha256)) is not None:
                self._count(file, source, bits, -1)
        source.is_chair = is_chair
        for sha256, bits in held.items():
            self.heard(name, sha256, bits, self._news_at)

    def remove_source(self, source: str) -> None:
        """A device cannot be asked any more; what was asked of it fails by itself."""
        gone = self._sources.pop(source, None)
        if gone is not None:
            for sha256, bits in gone.bits.items():
                if (file := self._files.get(sha256)) is not None:
                    self._count(file, gone, bits, -1)

    def heard(self, source: str, sha256: str, bits: int, now: float) -> None:
        """A device said which chunks of a file it holds."""
        teller = self._sources.get(source)
        if teller is None:
            return
        before = teller.bits.get(sha256, 0)
        teller.bits[sha256] = bits
        if (file := self._files.get(sha256)) is not None and not teller.is_chair:
            self._count(file, teller, bits & ~before, 1)
            self._count(file, teller, before & ~bits, -1)
            if bits & ~before & file.bits:
                self._news_at = now

    def also_holds(self, source: str, sha256: str, index: int, now: float) -> None:
        """Somebody else said that a device holds a chunk."""
        if (known := self._sources.get(source)) is not None:
            self.heard(source, sha256, known.bits.get(sha256, 0) | 1 << index, now)

    def _count(self, file: _Missing, source: _Source, bits: int, by: int) -> None:
        if not source.is_chair:
            for index in _indices(bits & ((1 << file.chunks) - 1)):
                file.holders[index] += by

    def arrived(self, ask: Ask, index: int, now: float, sha256: str = "") -> bool:
        """A chunk came, and it is right; whether it is new. `sha256` names the file that was given."""
        self._land(ask)
        if (source := self._sources.get(ask.source)) is not None:
            source.failures = 0
        self._news_at = now
        file = self._files.get(sha256 or ask.sha256)
        if file is None or not file.bits >> index & 1:
            return False
        file.bits &= ~(1 << index)
        if not file.bits:
            del self._files[file.sha256]
        return True

    def busy(self, ask: Ask, wait_s: float, now: float) -> None:
        """The device has no time now; or, asked for anything, nothing that has to be spread."""
        source = self._land(ask)
        if ask.index is None:
            self._spread_rest_until = now + wait_s
        elif source is not None:
            source.benched_until = max(source.benched_until, now + wait_s)

    def lacking(self, ask: Ask) -> None:
        """The device does not hold this chunk after all."""
        source = self._land(ask)
        if source is None or ask.index is None:
            return
        bits = source.bits.get(ask.sha256, 0)
        if bits >> ask.index & 1:
            source.bits[ask.sha256] = bits & ~(1 << ask.index)
            if (file := self._files.get(ask.sha256)) is not None:
                self._count(file, source, 1 << ask.index, -1)

    def damaged(self, ask: Ask, now: float) -> bool:
        """The device gave something else; whether it has done so too often, and is asked no more for long."""
        source = self._land(ask)
        if source is None:
            return False
        source.strikes += 1
        source.benched_until = now + LIE_BENCH_S * source.strikes
        return source.strikes == STRIKES

    def gone(self, ask: Ask, now: float) -> None:
        """The device did not answer, or stopped in the middle."""
        source = self._land(ask)
        if source is None:
            return
        source.failures += 1
        wait_s = min(GONE_BENCH_S * 2 ** min(source.failures, 10), LONGEST_BENCH_S)
        source.benched_until = max(source.benched_until, now + wait_s * self._chance.uniform(0.7, 1.3))

    def given_up(self, ask: Ask) -> None:
        """This device did not want it any more, or could not keep it."""
        self._land(ask)

    def twin(self, ask: Ask) -> Ask | None:
        """The other ask for the same chunk, which can be given up."""
        for flight in self._flights.values():
            other = flight.ask
            if other.number != ask.number and (other.sha256, other.index) == (ask.sha256, ask.index):
                return other if ask.index is not None else None
        return None

    def unwanted(self) -> tuple[Ask, ...]:
        """Asks for what is here by now, or is on no agenda any more."""
        return tuple(
            flight.ask
            for flight in self._flights.values()
            if flight.ask.index is not None
            and not (flight.ask.sha256 in self._files and self._is_missing(flight.ask))
        )

    def _is_missing(self, ask: Ask) -> bool:
        return ask.index is not None and bool(self._files[ask.sha256].bits >> ask.index & 1)

    def _land(self, ask: Ask) -> _Source | None:
        if self._flights.pop(ask.number, None) is not None:
            file = self._files.get(ask.sha256)
            if file is not None and ask.index is not None and not self._others(ask):
                file.flying &= ~(1 << ask.index)
            if (source := self._sources.get(ask.source)) is not None:
                source.asked = max(source.asked - 1, 0)
        return self._sources.get(ask.source)

    def _others(self, ask: Ask) -> int:
        return sum(
            (each.ask.sha256, each.ask.index) == (ask.sha256, ask.index) for each in self._flights.values()
        )

    def next(self, now: float) -> list[Ask]:
        """What to ask now."""
        found: list[Ask] = []
        if not (self.is_calm and self.asked) and (spread := self._spread(now)) is not None:
            found.append(spread)
        most = FEWER_IN_FLIGHT if self.leaves_room and self._first not in self._files else IN_FLIGHT
        while not (self.asked if self.is_calm else self._in_flight() >= most):
            ask = self._from_others(now) or self._from_chair(now) or self._once_more(now)
            if ask is None:
                break
            found.append(ask)
        return found

    def next_at(self, now: float) -> float | None:
        """When `next` may give something although nothing was heard; None: only after news."""
        if not self._files:
            return None
        times = [source.benched_until for source in self._sources.values()]
        times += [self._spread_rest_until, self._news_at + GRACE_S]
        times += [flight.since + LAST_S for flight in self._flights.values()]
        return min((time for time in times if time > now), default=None)

    def _in_flight(self) -> int:
        return sum(flight.ask.index is not None for flight in self._flights.values())

    def _ordered(self) -> Iterator[_Missing]:
        if (first := self._files.get(self._first)) is not None:
            yield first
        yield from (file for file in self._files.values() if file.sha256 != self._first)

    def _fly(self, source: str, file: _Missing, index: int | None, now: float) -> Ask:
        self._number += 1
        ask = Ask(self._number, source, file.sha256, index, file.sha256 == self._first)
        self._flights[ask.number] = _Flight(ask, now)
        self._sources[source].asked += 1
        if index is not None:
            file.flying |= 1 << index
        return ask

    def _spread(self, now: float) -> Ask | None:
        """Ask the chair's PC for a chunk of its choice, one at a time."""
        if any(flight.ask.index is None for flight in self._flights.values()):
            return None
        chair = self._free(lambda source: source.is_chair, now)
        file = next((file for file in self._ordered() if file.open), None)
        if not chair or file is None or now < self._spread_rest_until:
            return None
        return self._fly(chair[0], file, None, now)

    def _free(self, which: Callable[[_Source], bool], now: float, *, most: int = PER_SOURCE) -> list[str]:
        """Devices that may be asked now, the least busy first."""
        free = [
            (source.asked, self._chance.random(), name)
            for name, source in self._sources.items()
            if which(source) and source.benched_until <= now and source.asked < most
        ]
        return [name for _, _, name in sorted(free)]

    def _from_others(self, now: float) -> Ask | None:
        free = self._free(lambda source: not source.is_chair, now)
        for file in self._ordered():
            if not file.open or (file.sha256 != self._first and self._waits_for_first()):
                continue
            for name in free:
                if offered := file.open & self._sources[name].bits.get(file.sha256, 0):
                    return self._fly(name, file, self._rarest(file, offered), now)
        return None

    def _waits_for_first(self) -> bool:
        """Whether the file that a person waits for is on its way: beside it hardly anything else is."""
        others = (flight.ask for flight in self._flights.values() if flight.ask.sha256 != self._first)
        return self._first in self._files and any(ask.index is not None for ask in others)

    def _rarest(self, file: _Missing, offered: int) -> int:
        return min(_indices(offered), key=lambda index: (file.holders[index], self._chance.random()))

    def _from_chair(self, now: float) -> Ask | None:
        """Ask the chair's PC for a certain chunk: nobody else can bring it, or nobody did for a while."""
        if (waited_for := self._files.get(self._first)) is not None:
            for name in self._free(lambda source: source.is_chair, now, most=PER_SOURCE + 1):
                nobody = bits_of(
                    index for index in _indices(waited_for.open) if not waited_for.holders[index]
                )
                if offered := nobody & self._sources[name].bits.get(self._first, 0):
                    return self._fly(name, waited_for, self._rarest(waited_for, offered), now)
        others = [each for each in self._sources.values() if not each.is_chair and each.benched_until <= now]
        is_alone = not any(each.bits.get(sha256, 0) for each in others for sha256 in self._files)
        resting = now < self._spread_rest_until
        if not resting or (not is_alone and now < self._news_at + GRACE_S):
            return None
        most = PER_SOURCE + 1 if is_alone else 1
        chair = self._free(lambda source: source.is_chair, now, most=most)
        if not chair:
            return None
        for file in self._ordered():
            if offered := file.open & self._sources[chair[0]].bits.get(file.sha256, 0):
                return self._fly(chair[0], file, self._rarest(file, offered), now)
        return None

    def _once_more(self, now: float) -> Ask | None:
        """Ask a second device for one of the last chunks, which the first is slow to bring."""
        for flight in sorted(self._flights.values(), key=lambda each: each.since):
            ask, file = flight.ask, self._files.get(flight.ask.sha256)
            if ask.index is None or file is None or now - flight.since < LAST_S or self._others(ask) > 1:
                continue
            few = max(LAST_CHUNKS, file.chunks // LAST_SHARE)
            if not file.bits >> ask.index & 1 or file.bits.bit_count() > few:
                continue
            for name in self._free(lambda _source: True, now):
                if name != ask.source and self._sources[name].bits.get(ask.sha256, 0) >> ask.index & 1:
                    return self._fly(name, file, ask.index, now)
        return None


def _indices(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def bits_of(indices: Iterable[int]) -> int:
    """These chunks as bits."""
    bits = 0
    for index in indices:
        bits |= 1 << index
    return bits

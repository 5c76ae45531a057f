"""What the chair had received when: the record that no clock of an author can change.

A cut names how far the chair held every log. An event stands no later than the time of any cut that includes
it; and it is late when the first cut that includes it came although another one was well past its time.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from sync.clock import HybridTime
from sync.registers import AuthorityKey

if TYPE_CHECKING:
    from sync.registers import Act

LATE_MS: Final = 3_000

Bound = TypeVar("Bound", HybridTime, AuthorityKey)


class Staircase(Generic[Bound]):
    """Answers which is the smallest bound among those that reach a sequence number."""

    def __init__(self) -> None:
        self._sequences: list[int] = []
        self._bounds: list[Bound] = []

    def put(self, sequence: int, bound: Bound) -> None:
        """Note that everything up to this sequence has a bound; larger bounds that reach no further go."""
        at = bisect_left(self._sequences, sequence)
        if at < len(self._sequences) and self._bounds[at] <= bound:
            return
        last = at + (at < len(self._sequences) and self._sequences[at] == sequence)
        first = at
        while first and self._bounds[first - 1] >= bound:
            first -= 1
        self._sequences[first:last] = [sequence]
        self._bounds[first:last] = [bound]

    def at(self, sequence: int) -> Bound | None:
        """Return the smallest bound of a sequence number, None where none reaches."""
        at = bisect_left(self._sequences, sequence)
        return self._bounds[at] if at < len(self._bounds) else None

    @property
    def reach(self) -> int:
        """How far the furthest bound reaches."""
        return self._sequences[-1] if self._sequences else 0


class Cuts:
    """The counted cuts of one meeting, in any order of arrival."""

    def __init__(self) -> None:
        self._cuts: list[tuple[AuthorityKey, Act]] = []
        self._aside: list[Act] = []
        self._latest: list[int] = []  # of this cut and those before it, the highest time in ms
        self._times: dict[str, Staircase[HybridTime]] = {}
        self._firsts: dict[str, Staircase[AuthorityKey]] = {}

    def add(self, act: Act) -> bool:
        """Take a cut. True if it is the newest in every respect, so that it moves only what it adds."""
        key = act.authority_key
        at = bisect_left(self._cuts, (key,))
        newest = at == len(self._cuts) and (not at or self._latest[-1] <= act.time.ms)
        self._cuts.insert(at, (key, act))
        del self._latest[at:]
        for _, cut in self._cuts[at:]:
            self._latest.append(max(cut.time.ms, self._latest[-1] if self._latest else 0))
        for log, sequence in self._have(act).items():
            self._times.setdefault(log, Staircase()).put(sequence, act.time)
            self._firsts.setdefault(log, Staircase()).put(sequence, key)
        return newest

    def set_aside(self, act: Act) -> None:
        """Take a cut of a chair that was taken over and did not know: only what it said itself goes by it."""
        self._aside.append(act)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._cuts) + len(self._aside)

    def reach(self, log: str) -> int:
        """Return how far the counted cuts include a log."""
        firsts = self._firsts.get(log)
        return firsts.reach if firsts else 0

    def reaches(self) -> dict[str, int]:
        """Return how far the counted cuts include every log."""
        return {log: firsts.reach for log, firsts in self._firsts.items()}

    def time_of(self, act: Act) -> HybridTime:
        """Return the effective time of an event: its own, or that of the earliest cut that includes it."""
        times = self._times.get(act.log)
        bound = times.at(act.sequence) if times else None
        return act.time if bound is None or act.time <= bound else bound

    def first(self, act: Act) -> AuthorityKey | None:
        """Return where the first cut stands that includes an event, None where none does."""
        firsts = self._firsts.get(act.log)
        return firsts.at(act.sequence) if firsts else None

    def is_late(self, act: Act) -> bool:
        """Say whether the record had passed the time of an event before a cut first included it."""
        return self.first(act) is not None and self.absent_ms(act) > act.time.ms + LATE_MS

    def absent_ms(self, act: Act) -> int:
        """Return until when the chair had not received an event, as far as cuts tell; 0 if they do not."""
        first = self.first(act)
        before = len(self._cuts) if first is None else bisect_left(self._cuts, (first,))
        return self._latest[before - 1] if before else 0

    def received_ms(self, act: Act) -> int | None:
        """Return when the chair had received an event, by the earliest cut that includes it."""
        times = self._times.get(act.log)
        bound = times.at(act.sequence) if times else None
        return None if bound is None else bound.ms

    def before(self, closing: Act) -> dict[str, int]:
        """Return how far the cuts that stand before an act of the chair include every log.

        Of those that were set aside only the ones of its own term: no later chair knew them.
        """
        have: dict[str, int] = {}
        of_term = (act for act in self._aside if act.authority[0] == closing.authority[0])
        for cut in (*(cut for _, cut in self._cuts), *of_term):
            if cut.authority_key < closing.authority_key:
                for log, sequence in self._have(cut).items():
                    have[log] = max(sequence, have.get(log, 0))
        return have

    @staticmethod
    def _have(cut: Act) -> dict[str, int]:
        have: dict[str, int] = (cut.body or {})["have"]
        return have

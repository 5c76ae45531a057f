"""How far the own words of this device have come: to the chair's PC, or at least to some other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

Places = Mapping[str, tuple[str, int]]
"""Comment, vote, request or answer to the log and sequence number of its event."""


class Coverage(Protocol):
    """What a peer said that it holds."""

    def covers(self, log: str, sequence: int) -> bool:
        """Whether it holds this event on disk."""


class Carried:
    """What a bundle says that its packer held."""

    def __init__(self, have: Mapping[str, int]) -> None:
        self._have = have

    def covers(self, log: str, sequence: int) -> bool:
        """Whether it was among what was packed."""
        return self._have.get(log, 0) >= sequence


class Receipts:
    """`reached` is what the chair's PC holds of each own log, kept over a restart by the session."""

    def __init__(self, reached: dict[str, int]) -> None:
        self.reached = reached
        self._met: dict[str, int] = {}

    def heard(self, coverage: Coverage, own: Places, *, is_chair: bool) -> bool:
        """A peer said what it holds; whether that told anything new."""
        known = self.reached if is_chair else self._met
        is_new = False
        for log, sequence in own.values():
            if known.get(log, 0) < sequence and coverage.covers(log, sequence):
                known[log] = sequence
                is_new = True
        return is_new

    def chair_moved(self) -> None:
        """Another PC is the chair's: what the former one held is at least somewhere."""
        for log, sequence in self.reached.items():
            self._met[log] = max(sequence, self._met.get(log, 0))
        self.reached.clear()

    def waiting(self, own: Places) -> frozenset[str]:
        """Own words that the chair's PC does not hold, as far as we know."""
        return frozenset(
            comment for comment, (log, sequence) in own.items() if self.reached.get(log, 0) < sequence
        )

    def unheard(self, own: Places) -> frozenset[str]:
        """Own words that have not reached anybody, as far as we know."""
        return frozenset(
            comment
            for comment, (log, sequence) in own.items()
            if max(self.reached.get(log, 0), self._met.get(log, 0)) < sequence
        )

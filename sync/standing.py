"""Whose word counts, and when it was said: what every part of the fold asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.cuts import Cuts
from sync.meeting import Role
from sync.roster import Roster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.clock import HybridTime
    from sync.registers import Act
    from sync.terms import Terms


class Standing:
    """The terms of the chair, the roster, the cuts, and how far each device came with authority.

    `closed_by` is the act that closed the meeting, None while it is open; `closing` says how far each log
    then belongs to the record.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.roster = Roster()
        self.cuts = Cuts()
        self.closed_by: Act | None = None
        self.closing: dict[str, int] | None = None
        self._newest: dict[tuple[str, int], int] = {}  # device, term -> highest position it wrote
        self._reached: dict[str, int] = {}  # log -> how far it came here
        self._is_awaited = False

    def note_position(self, act: Act) -> bool:
        """Remember how far a device and its log came; True if what was judged before may change by that.

        Of kinds unknown here too, so that no position is given twice.
        """
        self._reached[act.log] = max(act.sequence, self._reached.get(act.log, 0))
        was_awaited, self._is_awaited = self._is_awaited, False
        term, number = act.authority
        if number <= self._newest.get((act.device, term), 0):
            return was_awaited
        self._newest[act.device, term] = number
        return was_awaited or act.device == self.terms.winner(term)

    def lacks(self, have: Mapping[str, int]) -> bool:
        """Say whether something that cuts name is not here, or counts nowhere; if so, it is awaited."""
        lacks = any(self._reached.get(log, 0) < sequence for log, sequence in have.items())
        self._is_awaited |= lacks
        return lacks

    def newest(self, device: str, term: int) -> int:
        """Return the highest position that a device wrote in a term."""
        return self._newest.get((device, term), 0)

    def is_reached(self, position: tuple[int, int]) -> bool:
        """Say whether the chair of its term wrote a position of authority, or one after it."""
        term, number = position
        chair = self.terms.winner(term)
        return bool(chair) and number <= self.newest(chair, term)

    def from_chair(self, act: Act) -> bool:
        """Say whether an act is the word of the chair of its term."""
        return self.terms.counts(act)

    def from_member(self, act: Act) -> bool:
        """Say whether an act is that of somebody who was admitted and may speak."""
        return self.roster.accepts(act) and self.roster.role_at(act) is not Role.OBSERVER

    def from_moderator(self, act: Act) -> bool:
        """Say whether an act is that of the chair, or of the secretariat at a position the chair reached.

        Moderation and documents are with both.
        """
        return self.from_chair(act) or (self.roster.from_secretariat(act) and self.is_reached(act.authority))

    def moderates(self, act: Act) -> bool:
        """Say the same of what the record of a closed meeting has: the rest is late and changes nothing."""
        return not self.is_outside(act) and self.from_moderator(act)

    def is_removal_late(self, removal: Act) -> bool:
        """Say whether it is of an earlier term than the close, and not in the record."""
        closed_by = self.closed_by
        return (
            closed_by is not None
            and removal.authority[0] < closed_by.authority[0]
            and self.is_outside(removal)
        )

    def roster_at(self, word: Act, have: Mapping[str, int]) -> Roster:
        """Return the roster as a chair knew it when it said something; `have`: the cuts before that."""
        return self.roster.told(
            lambda act: (
                self.terms.is_told(act, word)
                or (act.authority_key < word.authority_key and act.sequence <= have.get(act.log, 0))
            )
        )

    def time_of(self, act: Act) -> HybridTime:
        """Return the effective time of an act."""
        return self.cuts.time_of(act)

    def is_outside(self, act: Act) -> bool:
        """Say whether the record of the closed meeting lacks an act; it has what its close follows."""
        closed_by = self.closed_by
        if self.closing is None or (
            closed_by and act.log == closed_by.log and act.sequence <= closed_by.sequence
        ):
            return False
        return act.sequence > self.closing.get(act.log, 0)

    def is_late(self, act: Act) -> bool:
        """Say whether the record had passed the time of an act when it came."""
        return self.is_outside(act) or self.cuts.is_late(act)

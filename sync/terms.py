"""Who holds the chair in which term: a pure function of what was said about the chair and the roster.

Term 0 belongs to the creator. The winner of each further term follows from the terms before it; then, from
the highest term down, it is found which words of earlier chairs a later removal takes away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sync.registers import Act
from sync.roster import Roster
from sync.text import clean_line

TRANSFER: Final = "chair.transfer"
CLAIM: Final = "chair.claim"
CHAIR_KINDS: Final = frozenset((TRANSFER, CLAIM))
ROSTER_KINDS: Final = frozenset(("roster.add", "roster.remove"))


@dataclass(frozen=True, slots=True)
class Terms:
    """The winner of every term, those with a right to it that lost, and removals of earlier chairs."""

    winners: tuple[str, ...] = ()
    losers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    removals: tuple[Act, ...] = ()

    def winner(self, term: int) -> str:
        """Return whose word counts in a term, "" for a term that has not begun."""
        return self.winners[term] if 0 <= term < len(self.winners) else ""

    def counts(self, act: Act) -> bool:
        """Say whether an act is the word of the chair of the term it names."""
        if self.winner(act.authority[0]) != act.device:
            return False
        return not (self.removals and _is_removed(act, self.removals))

    def lost(self, act: Act) -> bool:
        """Say whether an act names a term that its device claimed in vain."""
        return act.device in self.losers.get(act.authority[0], frozenset())


def removes_itself(act: Act) -> bool:
    """Say whether a chair takes itself off the roster, which counts nowhere."""
    return act.kind == "roster.remove" and (act.body or {})["device"] == act.device


def terms_of(create: Act, acts: Iterable[Act]) -> Terms:
    """Find the terms from the first event of a meeting and all acts about the chair and the roster."""
    by_term: dict[int, list[Act]] = {}
    claims: dict[int, list[Act]] = {}
    for act in acts:
        by_term.setdefault(act.authority[0], []).append(act)
        if act.kind == CLAIM:
            claims.setdefault((act.body or {})["term"], []).append(act)
    seats = [clean_line(seat) for seat in (create.body or {})["policy"]["deputies"]]
    winners = [create.device]
    losers: dict[int, frozenset[str]] = {}
    roster = Roster()
    while True:
        term = len(winners)
        words = [act for act in by_term.get(term - 1, ()) if act.device == winners[-1]]
        for act in words:
            if act.kind in ROSTER_KINDS and not removes_itself(act):
                roster.apply(act)
        heirs = [
            (act.body or {})["to"]
            for act in sorted(words, key=lambda act: act.authority_key)
            if act.kind == TRANSFER and (act.body or {})["term"] == term
        ]
        heirs += _claimants(claims.get(term, ()), term, create.device, seats, roster)
        if not heirs:
            break
        winners.append(heirs[0])
        losers[term] = frozenset(heirs) - {heirs[0]}
    return Terms(tuple(winners), losers, _removals(winners, by_term))


def _claimants(claims: Iterable[Act], term: int, creator: str, seats: list[str], roster: Roster) -> list[str]:
    """Return who claims a term with a right to it, the best right first."""
    found: set[tuple[int, str]] = set()
    for claim in claims:
        seen = (claim.body or {})["seen"]
        if claim.authority != (term, 1) or seen[0] >= term:
            continue
        if claim.device == creator:
            found.add((-1, creator))
            continue
        seat = roster.seat_at(claim.device, seen)
        if seat in seats and roster.accepts(claim):
            found.add((seats.index(seat), claim.device))
    return list(dict.fromkeys(device for _, device in sorted(found)))


def _removals(winners: list[str], by_term: Mapping[int, list[Act]]) -> tuple[Act, ...]:
    """Return the counted removals of devices that held the chair in an earlier term."""
    found: tuple[Act, ...] = ()
    for term in range(len(winners) - 1, 0, -1):
        found += tuple(
            act
            for act in sorted(by_term.get(term, ()), key=lambda act: act.authority_key)
            if act.kind == "roster.remove"
            and act.device == winners[term]
            and act.device != (act.body or {})["device"] in winners[:term]
            and not _is_removed(act, found)
        )
    return found


def _is_removed(act: Act, removals: Iterable[Act]) -> bool:
    return any(
        (removal.body or {})["device"] == act.device
        and removal.authority[0] > act.authority[0]
        and act.sequence > (removal.body or {})["upto"].get(act.log, 0)
        for removal in removals
    )

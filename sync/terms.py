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
CONDUCT_KINDS: Final = frozenset(
    (
        "agenda.open",
        "agenda.pause",
        "cut",
        "floor.done",
        "floor.grant",
        "moderation.set",
        "presenter.call",
        "presenter.give",
        "presenter.set",
        "spotlight.set",
    )
)
"""What a chair leads the room by, which has one chair at a time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The winner of every term, those with a right to it that lost, and removals of earlier chairs.

    `known`: the last position of a term that its successor knew when it took the chair over.
    """

    winners: tuple[str, ...] = ()
    losers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    removals: tuple[Act, ...] = ()
    known: Mapping[int, int] = field(default_factory=dict)

    def winner(self, term: int) -> str:
        """Return whose word counts in a term, "" for a term that has not begun."""
        return self.winners[term] if 0 <= term < len(self.winners) else ""

    def counts(self, act: Act) -> bool:
        """Say whether an act is the word of the chair of the term it names, and led the room."""
        return self._is_of_chair(act) and not (act.kind in CONDUCT_KINDS and self.is_overtaken(act.authority))

    def gave_way(self, act: Act) -> bool:
        """Say whether a chair led the room by this act when it was taken over and did not know."""
        return act.kind in CONDUCT_KINDS and self.is_overtaken(act.authority) and self._is_of_chair(act)

    def is_overtaken(self, position: tuple[int, int]) -> bool:
        """Say whether the chair of a later term did not know of a position when it began."""
        term, number = position
        return term in self.known and number > self.known[term]

    def is_told(self, act: Act, to: Act) -> bool:
        """Say whether an act stands before one of a chair that knew of it by then, records left aside."""
        if act.authority_key >= to.authority_key:
            return False
        return act.authority[0] == to.authority[0] or not self.is_overtaken(act.authority)

    def _is_of_chair(self, act: Act) -> bool:
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
    known: dict[int, int] = {}
    roster = Roster()
    while True:
        term = len(winners)
        words = [act for act in by_term.get(term - 1, ()) if act.device == winners[-1]]
        for act in words:
            if act.kind in ROSTER_KINDS and not removes_itself(act):
                roster.apply(act)
        given = [
            act
            for act in sorted(words, key=lambda act: act.authority_key)
            if act.kind == TRANSFER and (act.body or {})["term"] == term
        ]
        claimed = claims.get(term, ())
        heirs = [(act.body or {})["to"] for act in given]
        heirs += _claimants(claimed, term, create.device, seats, roster)
        if not heirs:
            break
        last, number = given[0].authority if given else _seen(claimed, heirs[0], term)
        known |= {last: min(number, known.get(last, number))} | dict.fromkeys(range(last + 1, term), 0)
        winners.append(heirs[0])
        losers[term] = frozenset(heirs) - {heirs[0]}
    return Terms(tuple(winners), losers, _removals(winners, by_term), known)


def _seen(claims: Iterable[Act], winner: str, term: int) -> tuple[int, int]:
    """Return the position that the winner of a term knew when it claimed it first."""
    own = (act for act in claims if act.device == winner and act.authority == (term, 1))
    valid = (act for act in own if (act.body or {})["seen"][0] < term)
    seen_term, number = (min(valid, key=lambda act: act.authority_key).body or {})["seen"]
    return seen_term, number


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

"""The rules of a poll: what may be asked, what is a vote, what the numbers decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sync.discussion import RAISED, YES_NO_OPTIONS, Majority, Outcome, Poll, PollKind
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.body_checks import Body

SCALE_OPTIONS: Final = ("1", "2", "3", "4", "5")
FEWEST_OPTIONS: Final = 2
_OWN_OPTIONS: Final = {PollKind.YES_NO: YES_NO_OPTIONS, PollKind.HANDS: (RAISED,)}


def own_options(kind: PollKind) -> tuple[str, ...]:
    """Return the options that a kind of poll has of its own, whatever was given."""
    return _OWN_OPTIONS.get(kind, ())


def options_of(question: Body) -> tuple[str, ...]:
    """Return what may be chosen, by the body of a poll.open."""
    kind = PollKind(question["kind"])
    given = tuple(clean_line(option) for option in question["options"])
    return own_options(kind) or given or (SCALE_OPTIONS if kind is PollKind.SCALE else ())


def is_sound(question: Body) -> bool:
    """Say whether a question can be answered at all: nobody raises a hand in secret, or without a key."""
    is_hands = PollKind(question["kind"]) is PollKind.HANDS
    enough = is_hands or len(options_of(question)) >= FEWEST_OPTIONS
    return enough and question["secret"] == bool(question["key"]) and not (is_hands and question["secret"])


def may_choose(kind: PollKind, options: int, choices: Sequence[int]) -> bool:
    """Say whether these places of options are a vote in such a poll."""
    if any(not 0 <= choice < options for choice in choices) or len(set(choices)) != len(choices):
        return False
    if kind is PollKind.HANDS:
        return True  # no choice lowers the hand
    if kind is PollKind.MULTIPLE:
        return bool(choices)
    return len(choices) == 1


def is_valid(ballot: Body, question: Body) -> bool:
    """Say whether the body of a ballot has the form of a vote; nobody sees into a sealed one."""
    if question["secret"]:
        return bool(ballot["sealed"]) and not ballot["choices"]
    kind = PollKind(question["kind"])
    return not ballot["sealed"] and may_choose(kind, len(options_of(question)), ballot["choices"])


def votes(ballot: Body, question: Body) -> bool:
    """Say whether a valid ballot says something: a hand that was lowered does not."""
    return question["secret"] or bool(ballot["choices"])


def tally_of(ballots: Sequence[Sequence[int]], options: int) -> tuple[int, ...]:
    """Count the votes of each option."""
    tally = [0] * options
    for choices in ballots:
        for choice in choices:
            tally[choice] += 1
    return tuple(tally)


def is_plausible(question: Body, told: Any, voted: int, *, whole: bool) -> bool:
    """Say whether what the chair's PC counted in secret can be true of so many ballots.

    `told` is the body of the poll.close. While ballots are still on their way here (not `whole`) there may be
    more of them than are known, but never fewer.
    """
    tally, invalid = told["tally"], told["invalid"]
    if len(tally) != len(options_of(question)):
        return False
    if PollKind(question["kind"]) is PollKind.MULTIPLE:  # a ballot names one option, or several
        fewest, most = max(tally) + invalid, sum(tally) + invalid
    else:
        fewest = most = sum(tally) + invalid
    return voted <= most and (voted >= fewest or not whole)


def outcome_of(poll: Poll) -> Outcome:
    """Say what a poll with its numbers decides."""
    if poll.is_open:
        return Outcome.OPEN
    if not poll.tally:
        return Outcome.UNCOUNTED
    if len(poll.voted) < poll.quorum:
        return Outcome.NO_QUORUM
    if poll.kind is not PollKind.YES_NO or poll.majority is Majority.NONE:
        return Outcome.NONE
    yes, no, _abstain = poll.tally
    carried = {
        Majority.SIMPLE: yes > no,
        Majority.ABSOLUTE: 2 * yes > len(poll.eligible),
        Majority.TWO_THIRDS: yes > 0 and 3 * yes >= 2 * (yes + no),
    }[poll.majority]
    return Outcome.CARRIED if carried else Outcome.REJECTED

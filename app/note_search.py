"""Finds the text that a note remembers in another version of its page, or says that it is not certain."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from widgets.note_values import NoteContext

FEWEST_BESIDE: Final = 6  # signs before or after that must agree
FEWEST_TOGETHER: Final = 12  # with the text itself
FEWEST_REMEMBERED: Final = 30  # before or after, where nobody can say any more what else the page said
CLEARLY: Final = 12  # more of them than at any other place: one short line may have moved there
SURROUNDINGS: Final = 40  # signs on either side that may differ in part
ALIKE: Final = 0.6
CLEARLY_ALIKE: Final = 0.15
BEFORE: Final = 16  # signs before a note that stand for it when its own text has changed
MOST_PLACES: Final = 2_000


class Anchor(NamedTuple):
    """Where the text of a note begins in the folded text of a page; certainty is how many signs agree."""

    at: int
    certainty: int


class _Candidate(NamedTuple):
    beside: int  # signs that agree on both sides
    at: int
    before: int
    after: int
    is_perfect: bool  # all that the note remembers agrees


def find_anchor(context: NoteContext, text: str, old_text: str | None) -> Anchor | None:
    """Where the text of a note stands now; ``old_text`` is what its page said, as far as that is known.

    What agrees must have told the place from all others on the old page, and must tell it from all others on
    the new one.
    """
    needle = context.inside
    is_known = old_text is not None
    old_text = old_text or context.before + needle + context.after
    places = list(_places(needle, text))
    if not places or len(places) > MOST_PLACES:
        return None
    best, *others = sorted((_candidate(context, text, at) for at in places), reverse=True)
    is_clear = not others or best.beside - others[0].beside >= CLEARLY
    fewest = (FEWEST_TOGETHER if others else FEWEST_BESIDE) if is_known else FEWEST_REMEMBERED
    is_enough = best.beside >= fewest and best.beside + len(needle) >= FEWEST_TOGETHER
    agreeing = text[best.at - best.before : best.at + len(needle) + best.after]
    if (best.is_perfect or (is_clear and is_enough)) and _is_single(agreeing, old_text):
        is_only_perfect = not any(other.is_perfect for other in others)
        return Anchor(best.at, len(agreeing)) if is_only_perfect else None
    if is_known and len(needle) >= FEWEST_BESIDE and _is_single(needle, old_text):
        return _find_alike(context, text, places)
    return None


def find_before(context: NoteContext, text: str, old_text: str | None) -> Anchor | None:
    """Where a note stands whose own text has changed: right after what stood before it."""
    tail = context.before[-BEFORE:]
    old_text = old_text or context.before + context.inside + context.after
    if len(tail) < BEFORE or not _is_single(tail, text) or not _is_single(tail, old_text):
        return None
    at = text.index(tail) + len(tail)
    follows = _common_start(text[at:], context.inside)
    ends = context.after[:BEFORE]
    is_near = len(ends) == BEFORE and ends in text[at : at + 2 * len(context.inside) + BEFORE]
    return Anchor(at, BEFORE + follows) if at < len(text) and (is_near or follows >= FEWEST_BESIDE) else None


def surroundings_likeness(one: NoteContext, other: NoteContext) -> float:
    """How like each other two contexts are, 1.0 being the same."""
    return _likeness(_surroundings(one), _surroundings(other))


def _surroundings(context: NoteContext) -> str:
    return context.before[-SURROUNDINGS:] + context.inside + context.after[:SURROUNDINGS]


def _is_single(part: str, text: str) -> bool:
    """Whether a text says something once, and nowhere again even in part of the same signs."""
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0


def _places(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle) if needle else -1
    found = 0
    while at >= 0 and found <= MOST_PLACES:
        yield at
        found += 1
        at = text.find(needle, at + 1)


def _candidate(context: NoteContext, text: str, at: int) -> _Candidate:
    stop = at + len(context.inside)
    before = _common_end(context.before, text[max(0, at - len(context.before)) : at])
    after = _common_start(context.after, text[stop : stop + len(context.after)])
    is_perfect = before == len(context.before) and after == len(context.after)
    return _Candidate(before + after, at, before, after, is_perfect and before + after > 0)


def _find_alike(context: NoteContext, text: str, places: list[int]) -> Anchor | None:
    """The place whose surroundings are clearly the most like those remembered."""
    before, after = context.before[-SURROUNDINGS:], context.after[:SURROUNDINGS]
    if len(before) + len(after) < SURROUNDINGS or len(places) > BEFORE:
        return None
    scored = []
    for at in places:
        stop = at + len(context.inside)
        here, there = text[max(0, at - SURROUNDINGS) : at], text[stop : stop + SURROUNDINGS]
        scored.append(((_likeness(before, here) + _likeness(after, there)) / 2, at))
    scored.sort(reverse=True)
    is_clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY_ALIKE
    if scored[0][0] < ALIKE or not is_clear:
        return None
    return Anchor(scored[0][1], len(context.inside))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _common_start(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return shorter
    return next(at for at in range(shorter) if one[at] != other[at])


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])

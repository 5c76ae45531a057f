"""The closing code: six characters which prove that two screens hold the same record of a closed meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sync.events import Event
from sync.fold import Fold

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that looks like another


def closing_code(events: Iterable[Event], closing: Mapping[str, int] | None) -> str:
    """Return the code of the meeting that follows from what the closing cut includes.

    "" while the meeting is open, and where anything of it is missing.
    """
    if not closing:
        return ""
    inside = [event for event in events if event.sequence <= closing.get(event.log, 0)]
    if not _is_whole(inside, closing):
        return ""
    fold = Fold()
    for event in inside:
        fold.apply(event)
    digest = fold.digest()
    if not digest:
        return ""
    bits = int(digest[:8], 16) >> 2
    code = "".join(_ALPHABET[bits >> shift & 31] for shift in range(25, -1, -5))
    return f"{code[:3]} {code[3:]}"


def _is_whole(inside: Iterable[Event], closing: Mapping[str, int]) -> bool:
    """Say whether every event is here, and every text that was not withdrawn within the record."""
    places: set[tuple[str, int]] = set()
    authors: dict[str, str] = {}
    withdrawn: set[tuple[str, str]] = set()
    bare: dict[str, str] = {}  # event without its body -> comment it is about
    for event in inside:
        places.add((event.log, event.sequence))
        if event.kind == "comment.add":
            authors[event.event_id] = event.device
        elif event.kind == "comment.delete":
            withdrawn.add((event.target, event.device))
        if event.kind in ("comment.add", "comment.edit"):
            comment = event.target or event.event_id
            if event.body_bytes is None:
                bare[event.event_id] = comment
            else:
                bare.pop(event.event_id, None)
    if len(places) != sum(closing.values()):
        return False
    return all((comment, authors.get(comment, "")) in withdrawn for comment in bare.values())

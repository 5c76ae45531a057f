"""What somebody on the LAN says about a meeting: a hint where to call, never proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sighting:
    """A meeting that somebody on the LAN says to hold; `addresses` are HOST:PORT, to be tried all."""

    mark: str
    addresses: tuple[str, ...]
    chair: str = ""
    confidential: bool = False


def merged(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """One sighting for each meeting; records of an earlier start of the chair only add addresses."""
    found: dict[str, Sighting] = {}
    for each in sightings:
        known = found.get(each.mark)
        addresses = tuple(dict.fromkeys((known.addresses if known else ()) + each.addresses))
        chair = each.chair or (known.chair if known else "")
        found[each.mark] = Sighting(each.mark, addresses, chair, each.confidential)
    return tuple(found.values())

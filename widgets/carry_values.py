"""What is carried by hand and where it goes, as values; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CarryContent(StrEnum):
    """How much of a meeting goes into the file."""

    EVERYTHING = "everything"
    EVENTS = "events"  # all but the documents
    MISSING = "missing"  # what another PC lacks, by its list
    LIST = "list"  # only what is here, for another PC to see what is lacking


@dataclass(frozen=True, slots=True)
class CarryMeeting:
    """A meeting that can be written into a file, and what its default name is made of.

    `confidential`: it has documents that stay behind.
    """

    meeting: str
    title: str
    starts: str = ""
    seat: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class CarryWish:
    """Write this into a file at `path`; `other` is the list of the other PC, for MISSING."""

    meeting: str
    path: str
    content: CarryContent = CarryContent.EVERYTHING
    other: str = ""

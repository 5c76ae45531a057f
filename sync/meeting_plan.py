"""A meeting as it was prepared, before anybody opened it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sync.meeting import Names, Policy, Seat

if TYPE_CHECKING:
    from pathlib import Path

    from sync.discussion import LookBackQuestion


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A file to hand out; it could be read when the plan was made."""

    path: Path
    title: str
    label: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An agenda item to come; `presenter` is a seat number or a name.

    `script` are the chair's own words: they stay on the hosting PC and are in no event.
    """

    title: str
    minutes: int | None = None
    presenter: str = ""
    names: Names = Names.OPEN
    documents: tuple[PlannedDocument, ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """Everything the chair needs to open a meeting; `starts` and `ends` are RFC 3339 or empty."""

    title: str
    organization: str = ""
    room: str = ""
    starts: str = ""
    ends: str = ""
    policy: Policy = field(default_factory=Policy)
    agenda: tuple[PlannedItem, ...] = ()
    seats: tuple[Seat, ...] = ()
    lookback: tuple[LookBackQuestion, ...] = ()

    def numbered(self) -> list[tuple[str, PlannedItem]]:
        """The items with the ids that they get when the meeting is begun."""
        return [(str(number), item) for number, item in enumerate(self.agenda, 1)]

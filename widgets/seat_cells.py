"""Every seat as the chair sees it: who is there, has posted, waits to speak, speaks or presents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import NOBODY_SPEAKS
from sync.meeting import Names, Phase, Role
from widgets.comment_runs import Runs
from widgets.wording import isolated

if TYPE_CHECKING:
    from sync.meeting import Comment, Meeting, Member
    from sync.status import SeatPresence

VOICES = frozenset({Role.MEMBER, Role.ADVISOR})
"""Who is asked for an opinion."""


@dataclass(frozen=True, slots=True)
class SeatCell:
    """One seat as the chair sees it."""

    number: str
    name: str = ""
    department: str = ""
    connected: bool = False
    receiving: bool = False
    posted: bool = False
    forked: bool = False
    asked: bool = False
    members: tuple[Member, ...] = ()
    hand: int = 0  # its place among those who ask to speak
    speaking: bool = False
    presenter: bool = False
    unheard: bool = False

    @property
    def devices(self) -> frozenset[str]:
        """The PCs of this seat."""
        return frozenset(member.device for member in self.members)


def seat_cells(
    meeting: Meeting,
    presence: tuple[SeatPresence, ...],
    me: str = "",
    asked: frozenset[str] = frozenset(),
    posted: frozenset[str] | None = None,
) -> tuple[SeatCell, ...]:
    """The planned seats in their order, then those that came without being planned; `me` is always connected.

    Another PC asks for the seats `asked`; `posted` are the named authors, where they are known already.

    A comment fills its seat only if it stands there with the name of its author: else the moment, or the only
    seat of a department, would tell whose it is. So a seat that posted nothing else counts as not heard,
    unless it spoke. Who is away cannot be asked.
    """
    now = {one.device: one for one in presence}
    posted = Voices().named_authors(meeting) if posted is None else posted
    heard = posted | {speech.device for speech in meeting.floor.speeches}
    floor = meeting.floor if meeting.phase is not Phase.CLOSED else NOBODY_SPEAKS
    speaker = floor.speech.device if floor.speech else ""
    presenter = meeting.presenter if meeting.presenter != meeting.chair else ""
    cells: dict[str, SeatCell] = {
        seat.number: SeatCell(seat.number, seat.name, seat.department) for seat in meeting.seats
    }
    unplanned = sorted(meeting.members, key=lambda member: natural(member.seat))
    for member in unplanned:
        state = now.get(member.device)
        key = member.seat or f"\0{member.device}"
        before = cells.get(key, SeatCell(member.seat))
        here = member.device == me or (state is not None and state.connected)
        cells[key] = SeatCell(
            before.number,
            member.name or before.name,
            member.department or before.department,
            connected=before.connected or here,
            receiving=before.receiving
            or (state is not None and state.connected and not state.documents_complete),
            posted=before.posted or member.device in posted,
            forked=before.forked or member.device in meeting.forked,
            asked=bool(member.seat) and member.seat in asked,
            members=(*before.members, member),
            hand=before.hand or floor.place_of(member.device),
            speaking=before.speaking or member.device == speaker,
            presenter=before.presenter or member.device == presenter,
            unheard=(before.unheard or not before.members)
            and member.device not in heard
            and member.role in VOICES,
        )
    return tuple(replace(cell, unheard=cell.unheard and cell.connected) for cell in cells.values())


class Voices:
    """Who was heard by a comment; counted anew only where comments changed."""

    def __init__(self) -> None:
        self._runs = Runs(_heard)
        self._named: frozenset[str] = frozenset()

    def named_authors(self, meeting: Meeting) -> frozenset[str]:
        """Who posted something that stands there under the own name; what is held stands nowhere yet."""
        named = frozenset().union(*(authors for authors, _ in self._runs.of(meeting.comments)))
        if named != self._named:
            self._named = named
        return self._named

    def unnamed_comments(self, meeting: Meeting) -> int:
        """How many comments stand there without a name, or by department only."""
        return sum(unnamed for _, unnamed in self._runs.of(meeting.comments))


def _heard(run: tuple[Comment, ...]) -> tuple[frozenset[str], int]:
    there = [c for c in run if not (c.deleted or c.held)]
    named = [c.author for c in there if c.shown is Names.NAMED]
    return frozenset(named), len(there) - len(named)


def seat_words(cell: SeatCell) -> str:
    """A seat and its state as one sentence, for tooltips and screen readers."""
    translate = QCoreApplication.translate
    who = (
        translate("SeatGrid", "Seat %1").replace("%1", isolated(cell.number))
        if cell.number
        else translate("SeatGrid", "No seat number")
    )
    words = [who, isolated(cell.name), isolated(cell.department)]
    there, away = translate("SeatGrid", "connected"), translate("SeatGrid", "not connected")
    words.append(there if cell.connected else away)
    if cell.receiving:
        words.append(translate("SeatGrid", "receiving documents"))
    if cell.posted:
        words.append(translate("SeatGrid", "has posted"))
    if cell.speaking:
        words.append(translate("SeatGrid", "is speaking"))
    if cell.hand:
        words.append(translate("SeatGrid", "asks to speak, place %1").replace("%1", str(cell.hand)))
    if cell.presenter:
        words.append(translate("SeatGrid", "presenter"))
    if cell.unheard:
        words.append(translate("SeatGrid", "not heard yet"))
    if cell.forked:
        words.append(translate("SeatGrid", "the record of this PC has split in two"))
    if cell.asked:
        words.append(translate("SeatGrid", "another PC asks for this seat"))
    return translate("SeatGrid", ", ").join(word for word in words if word)


def natural(text: str) -> list[tuple[int, str]]:
    """A sorting key under which 2 stands before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", text) if part]

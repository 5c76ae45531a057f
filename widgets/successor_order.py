"""To whom the chair can be handed over now: connected members, those named in advance first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.meeting import Role
from widgets.seat_cells import natural
from widgets.wording import member_words, seat_words

if TYPE_CHECKING:
    from sync.meeting import Meeting, Member
    from sync.status import SeatPresence


def successors(meeting: Meeting, presence: tuple[SeatPresence, ...], me: str) -> tuple[Member, ...]:
    """In the order of succession, then by seat; who only reads along is not among them."""
    connected = {one.device for one in presence if one.connected} - {me}
    named = {device: place for place, device in enumerate(meeting.successors)}
    found = [
        member
        for member in meeting.members
        if member.device in connected and (member.role is not Role.OBSERVER or member.device in named)
    ]
    found.sort(key=lambda member: (named.get(member.device, len(named)), natural(member.seat)))
    return tuple(found)


def seat_and_name(member: Member) -> str:
    """`Seat 4 Citizens' affairs Yamada`; what is known of it."""
    return " ".join(part for part in (seat_words(member.seat), member_words(member)) if part)

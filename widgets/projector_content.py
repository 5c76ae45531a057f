"""What the projector shows now, as values: which page, which comments, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from heapq import merge
from itertools import chain, islice
from typing import TYPE_CHECKING

from widgets.projector_choices import ProjectorChoices
from widgets.room_comments import LATEST_MS, NEWNESS, RoomComments, RoomSight
from widgets.seat_cells import seat_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage

    from sync.discussion import Group, Poll
    from sync.meeting import Comment, Meeting, Presentation

MOST_ON_WALL = 40  # no screen has room for more


class ProjectorPage(StrEnum):
    """The pages that the chair chooses from; `SINGLE` is one comment or one group."""

    WALL = "wall"
    SINGLE = "single"
    DOCUMENT = "document"
    POLL = "poll"
    FLOOR = "floor"
    GUIDE = "guide"
    MESSAGE = "message"
    BLANK = "blank"


class PageTrouble(StrEnum):
    """Why there is no picture of the presented page."""

    NONE = "none"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The presented page as it was drawn; of an older page nothing is shown.

    `image` is the whole page. Of a page that is shown larger than it can be drawn whole, `sharp` is the part
    that is seen, and `part` where that lies, 0..1 of the page.
    """

    document: str = ""
    page: int = 0
    image: QImage | None = None
    aspect: float = 0.0  # width by height, 0 while that is not known
    trouble: PageTrouble = PageTrouble.NONE
    sharp: QImage | None = None
    part: QRectF | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is anything of the page to show."""
        return self.image is not None or self.sharp is not None


NO_PICTURE = PagePicture()


@dataclass(frozen=True, slots=True)
class ProjectorContent:
    """Everything the projector was told; `now_ms` is the meeting clock when it is painted."""

    meeting: Meeting | None = None
    page: ProjectorPage = ProjectorPage.WALL
    code: str = ""
    invite: str = ""
    qr: QImage | None = None
    mark: str = ""
    posted: int = 0
    total: int = 0  # 0 until told: then the meeting itself is counted
    unnamed: int = 0  # comments without a name, or by department only
    now_ms: int = 0
    closing_code: str = ""  # of a closed meeting; empty while its record is still arriving
    message: str = ""
    picture: PagePicture = NO_PICTURE
    shown: Presentation | None = None  # where the presenter is at this moment; else where the meeting says
    choices: ProjectorChoices = field(default_factory=ProjectorChoices)

    @property
    def presented(self) -> Presentation | None:
        """What is presented, as the presenter shows it at this moment."""
        kept = self.meeting.presentation if self.meeting else None
        return kept and (self.shown or kept)


@dataclass(frozen=True)
class Seen:
    """What of a meeting may be shown to the room at all; found out once for each state of it."""

    meeting: Meeting
    sight: RoomSight = field(default_factory=RoomSight, compare=False)

    @cached_property
    def comments(self) -> RoomComments:
        """All that the chair released, hidden from nobody; no reply without what it replies to."""
        return self.sight.of(self.meeting.comments)

    @cached_property
    def count(self) -> int:
        """How many of them are on the present agenda item; all of them while no item is open."""
        return self.comments.count(self.meeting.current_item)

    @cached_property
    def posted(self) -> int:
        """From how many seats something came by name; the same number as at the chair's desk."""
        return sum(cell.posted for cell in seat_cells(self.meeting, ()))

    @cached_property
    def groups(self) -> dict[str, tuple[Comment, ...]]:
        """The members of each group that has at least two which may be shown, the first one first."""
        found = {}
        for group in self.meeting.groups:
            members = self._members(group)
            if len(members) > 1:
                found[group.group] = members
        return found

    def _members(self, group: Group) -> tuple[Comment, ...]:
        return tuple(filter(None, map(self.comments.find, group.comments)))

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The group that each comment in one is in."""
        return {member.comment: group for group, members in self.groups.items() for member in members}

    def group(self, group: str) -> Group | None:
        """A group, if it may be shown."""
        if group not in self.groups:
            return None
        return next((each for each in self.meeting.groups if each.group == group), None)

    @cached_property
    def spotlight(self) -> Comment | None:
        """The comment that the chair put before the room, if it may still be seen.

        Of a group of which only one may be seen it is that one.
        """
        chosen = self.meeting.spotlight
        if not chosen or chosen in self.groups:
            return None
        group = next((each for each in self.meeting.groups if each.group == chosen), None)
        return next(iter(self._members(group)), None) if group else self.comments.find(chosen)

    @cached_property
    def wall(self) -> tuple[Comment, ...]:
        """What stands on the wall, in order."""
        return wall_order(self)

    def on_page(self, document: str, page: int) -> tuple[Comment, ...]:
        """The comments on a page, the most agreed first."""
        found = self.comments.on_page(document, page)
        return tuple(sorted(found, key=lambda c: (c.answered, -len(c.agreed), -c.at_ms)))


def spotlighted(meeting: Meeting) -> Comment | None:
    """The comment that the chair put before the room, if it may still be seen."""
    return Seen(meeting).spotlight


def wall_order(seen: Seen, most: int = MOST_ON_WALL) -> tuple[Comment, ...]:
    """The most agreed and the newest comments in turn, what is answered last; without the spotlighted one.

    Of a group only the one that stands for it is there.
    """
    chosen = {seen.meeting.spotlight, seen.spotlight.comment if seen.spotlight else ""}
    leads = [
        members[0]
        for group, members in seen.groups.items()
        if group not in chosen and members[0].comment not in chosen
    ]
    order: dict[str, Comment] = {}
    for answered in (False, True):
        if len(order) < most:
            for comment in _in_turn(seen, leads, chosen, most, answered=answered):
                order.setdefault(comment.comment, comment)
    return tuple(order.values())[:most]


def _in_turn(
    seen: Seen, leads: list[Comment], chosen: set[str], most: int, *, answered: bool
) -> Iterator[Comment]:
    """The most agreed and the newest of what is answered or not, in turn."""
    item = seen.meeting.current_item
    apart = chosen | seen.group_of.keys()  # leads of groups are worth what their whole group is
    lead = [one for one in leads if one.answered is answered and (not item or one.agenda == item)]
    newest = (c for c in seen.comments.newest(item, answered=answered) if c.comment not in apart)
    agreed = (c for c in seen.comments.agreed(item, answered=answered) if c.comment not in apart)
    if lead:
        newest = merge(sorted(lead, key=NEWNESS, reverse=True), newest, key=NEWNESS, reverse=True)

        def group_worth(one: Comment) -> int:
            return agreement(seen, one) * LATEST_MS + one.at_ms

        agreed = merge(sorted(lead, key=group_worth, reverse=True), agreed, key=group_worth, reverse=True)
    return chain.from_iterable(islice(zip(agreed, newest, strict=False), most))


def agreement(seen: Seen, comment: Comment) -> int:
    """How many agree with a comment, or with any of the group that it stands for."""
    if comment.comment not in seen.group_of:
        return len(comment.agreed)
    members = seen.groups[seen.group_of[comment.comment]]
    return len(frozenset().union(*(one.agreed for one in members)))


def current_poll(meeting: Meeting) -> Poll | None:
    """The poll that is open, else the one that was closed last."""
    found = [poll for poll in meeting.polls if poll.is_open]
    if found:
        return found[-1]
    return max(meeting.polls, key=lambda poll: poll.closed_ms, default=None)


def seats_of(meeting: Meeting) -> int:
    """How many seats there are: the planned ones, and those that came without being planned."""
    planned = {seat.number for seat in meeting.seats}
    return len(planned) + sum(member.seat not in planned for member in meeting.members)


def seats_that_posted(meeting: Meeting) -> int:
    """From how many seats something came by name."""
    return Seen(meeting).posted

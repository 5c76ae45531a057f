"""What the projector shows now, as values: which page, which comments, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from widgets.projector_choices import ProjectorChoices
from widgets.seat_cells import seat_cells

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage

    from sync.discussion import Group, Poll
    from sync.meeting import Comment, Meeting, Presentation

LATEST_MS = 1 << 44  # more than any time, so that one who agrees outweighs being newer
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

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All that the chair released, hidden from nobody; no reply without what it replies to."""
        shown = [c for c in self.meeting.comments if not (c.hidden or c.deleted or c.held)]
        if len(shown) < len(self.meeting.comments):
            known = {comment.comment for comment in shown}
            shown = [c for c in shown if not c.reply_to or c.reply_to in known]
        return tuple(shown)

    @cached_property
    def of_item(self) -> tuple[Comment, ...]:
        """Those on the present agenda item; all of them while no item is open."""
        item = self.meeting.current_item
        return tuple(c for c in self.comments if c.agenda == item) if item else self.comments

    @cached_property
    def posted(self) -> int:
        """From how many seats something came by name; the same number as at the chair's desk."""
        return sum(cell.posted for cell in seat_cells(self.meeting, ()))

    @cached_property
    def by_id(self) -> dict[str, Comment]:
        """Each by its id."""
        return {comment.comment: comment for comment in self.comments}

    @cached_property
    def groups(self) -> dict[str, tuple[Comment, ...]]:
        """The members of each group that has at least two which may be shown, the first one first."""
        found = {}
        for group in self.meeting.groups:
            members = tuple(self.by_id[name] for name in group.comments if name in self.by_id)
            if len(members) > 1:
                found[group.group] = members
        return found

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
        if chosen in self.by_id:
            return self.by_id[chosen]
        group = next((each for each in self.meeting.groups if each.group == chosen), None)
        names = group.comments if group else ()
        return next((self.by_id[name] for name in names if name in self.by_id), None)

    @cached_property
    def wall(self) -> tuple[Comment, ...]:
        """What stands on the wall, in order."""
        return wall_order(self)

    def on_page(self, document: str, page: int) -> tuple[Comment, ...]:
        """The comments on a page, the most agreed first."""
        found = [
            c for c in self.comments if c.anchor and (c.anchor.document, c.anchor.page) == (document, page)
        ]
        return tuple(sorted(found, key=lambda c: (c.answered, -len(c.agreed), -c.at_ms)))


def visible_comments(meeting: Meeting) -> tuple[Comment, ...]:
    """What may be shown to the room at all."""
    return Seen(meeting).comments


def comments_of_item(meeting: Meeting) -> tuple[Comment, ...]:
    """The visible comments on the present agenda item; all of them while no item is open."""
    return Seen(meeting).of_item


def spotlighted(meeting: Meeting) -> Comment | None:
    """The comment that the chair put before the room, if it may still be seen."""
    return Seen(meeting).spotlight


def wall_order(seen: Seen, most: int = MOST_ON_WALL) -> tuple[Comment, ...]:
    """The most agreed and the newest comments in turn, what is answered last; without the spotlighted one.

    Of a group only the one that stands for it is there.
    """
    chosen = {seen.meeting.spotlight, seen.spotlight.comment if seen.spotlight else ""}
    behind = {
        name
        for name, group in seen.group_of.items()
        if group in chosen or seen.groups[group][0].comment != name
    }
    left_out = chosen | behind
    waiting = [c for c in seen.of_item if not c.answered and c.comment not in left_out]
    full = len(waiting) >= most
    done = [] if full else [c for c in seen.of_item if c.answered and c.comment not in left_out]
    order: dict[str, Comment] = {}
    for part in (waiting, done):
        newest = sorted(part, key=attrgetter("at_ms"), reverse=True)  # nearly sorted, so this is quick
        worth = [len(c.agreed) * LATEST_MS + c.at_ms for c in part]
        for place, one in enumerate(part) if seen.groups else ():
            if one.comment in seen.group_of:
                worth[place] = agreement(seen, one) * LATEST_MS + one.at_ms
        agreed = sorted(range(len(part)), key=worth.__getitem__, reverse=True)
        for place, one_new in zip(agreed[:most], newest, strict=False):
            order.setdefault(part[place].comment, part[place])
            order.setdefault(one_new.comment, one_new)
    return tuple(order.values())[:most]


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

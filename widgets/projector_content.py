"""What the projector shows now, as values: which page, which comments, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from sync.meeting import Comment, Meeting


class ProjectorPage(StrEnum):
    """The pages that the chair chooses from."""

    WALL = "wall"
    SINGLE = "single"
    GUIDE = "guide"


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
    now_ms: int = 0
    closing_code: str = ""  # of a closed meeting; empty while its record is still arriving


def visible_comments(meeting: Meeting) -> tuple[Comment, ...]:
    """What may be shown to the room at all."""
    return tuple(
        comment for comment in meeting.comments if not (comment.hidden or comment.deleted or comment.held)
    )


def comments_of_item(meeting: Meeting) -> tuple[Comment, ...]:
    """The visible comments on the present agenda item; all of them while no item is open."""
    if not meeting.current_item:
        return visible_comments(meeting)
    return tuple(c for c in visible_comments(meeting) if c.agenda == meeting.current_item)


def spotlighted(meeting: Meeting) -> Comment | None:
    """The comment that the chair put before the room, if it may still be seen."""
    found = (c for c in visible_comments(meeting) if c.comment == meeting.spotlight)
    return next(found, None) if meeting.spotlight else None


def wall_order(meeting: Meeting) -> tuple[Comment, ...]:
    """The most agreed and the newest comments in turn, what is answered last; without the spotlighted one."""
    comments = [c for c in comments_of_item(meeting) if c.comment != meeting.spotlight]
    newest = sorted(comments, key=lambda c: (c.answered, -c.at_ms))
    agreed = sorted(newest, key=lambda c: (c.answered, -len(c.agreed)))
    order: dict[str, Comment] = {}
    for one_agreed, one_new in zip(agreed, newest, strict=True):
        order.setdefault(one_agreed.comment, one_agreed)
        order.setdefault(one_new.comment, one_new)
    return tuple(order.values())


def seats_of(meeting: Meeting) -> int:
    """How many seats there are: the planned ones, and those that came without being planned."""
    planned = {seat.number for seat in meeting.seats}
    return len(planned) + sum(member.seat not in planned for member in meeting.members)


def seats_that_posted(meeting: Meeting) -> int:
    """From how many devices at least one visible comment came."""
    return len({comment.author for comment in visible_comments(meeting)})

"""Who sees which comment, and which a person looks at: of a page, of an item, one's own, unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Comment


class Tab(IntEnum):
    """Which comments are shown."""

    PAGE = 0
    ITEM = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a tab: one's own comments, those that wait for an answer, or both at once."""

    mine: bool = False
    unanswered: bool = False


EVERYTHING = Filter()


def is_public(comment: Comment) -> bool:
    """Whether everybody may see a comment."""
    return not (comment.hidden or comment.deleted or comment.held)


def visible_comments(comments: Iterable[Comment], me: str) -> tuple[Comment, ...]:
    """Those that this device may show: none withdrawn, hidden and held ones to their author alone."""
    return tuple([c for c in comments if not (c.deleted or ((c.hidden or c.held) and c.author != me))])


def is_seen(comment: Comment, me: str) -> bool:
    """Whether it is one of those."""
    return not comment.deleted and (comment.author == me or not (comment.hidden or comment.held))


def held_count(comments: Iterable[Comment]) -> int:
    """How many wait to be released; everybody may know the number."""
    return len([1 for c in comments if c.held and not c.hidden and not c.deleted])


def is_unanswered(comment: Comment) -> bool:
    """Whether nobody marked it as answered; an answer itself needs none."""
    return not comment.answered and not comment.reply_to

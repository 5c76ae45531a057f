"""Who sees which comment, and which a person looks at: of a page, of an item, one's own, unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


def held_count(comments: Iterable[Comment]) -> int:
    """How many wait to be released; everybody may know the number."""
    return len([1 for c in comments if c.held and not c.hidden and not c.deleted])


def with_replies(comments: Iterable[Comment], chosen: Iterable[str]) -> list[Comment]:
    """The chosen comments and every answer to one of them; answers stand after what they answer."""
    ids = set(chosen)
    found = []
    for comment in comments:
        if comment.comment in ids or comment.reply_to in ids:
            ids.add(comment.comment)
            found.append(comment)
    return found


def in_tab(
    comments: Sequence[Comment], tab: Tab, item: str, is_here: Callable[[Comment], bool]
) -> Sequence[Comment]:
    """Those of a tab, with the answers to them."""
    match tab:
        case Tab.PAGE:
            return with_replies(comments, [c.comment for c in comments if c.anchor and is_here(c)])
        case Tab.ITEM:
            return with_replies(comments, [c.comment for c in comments if c.agenda == item])
        case Tab.ALL:
            return comments


def is_unanswered(comment: Comment) -> bool:
    """Whether nobody marked it as answered; an answer itself needs none."""
    return not comment.answered and not comment.reply_to


def narrowed(comments: Sequence[Comment], by: Filter, me: str) -> Sequence[Comment]:
    """Those that a filter leaves; one's own stand with the answers that they got."""
    if by.unanswered:
        comments = [c for c in comments if is_unanswered(c)]
    if by.mine:
        mine = [c.comment for c in comments if c.author == me]
        comments = [c for c in comments if c.author == me] if by.unanswered else with_replies(comments, mine)
    return comments

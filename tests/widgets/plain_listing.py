"""What a seat lists, found anew each time; `widgets.listed_comments` has to come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.shown_comments import Filter, Tab, is_unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sync.meeting import Comment


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


def narrowed(comments: Sequence[Comment], by: Filter, me: str) -> Sequence[Comment]:
    """Those that a filter leaves; one's own stand with the answers that they got."""
    if by.unanswered:
        comments = [c for c in comments if is_unanswered(c)]
    if by.mine:
        mine = [c.comment for c in comments if c.author == me]
        comments = [c for c in comments if c.author == me] if by.unanswered else with_replies(comments, mine)
    return comments

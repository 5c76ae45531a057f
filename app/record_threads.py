"""Comments in the order in which a record is read: by item, then by time, every answer below its comment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.record_values import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sync.meeting import Comment


@dataclass(frozen=True, slots=True)
class Told:
    """A comment, its number in the record, and where it stands."""

    comment: Comment
    number: int
    item: int
    depth: int
    reply_to: int
    state: State


def told_comments(comments: Sequence[Comment], item_of: Callable[[Comment], int]) -> list[Told]:
    """Put them in order. An answer belongs to the item of its thread, and is seen no more than that is."""
    answers: dict[str, list[Comment]] = defaultdict(list)
    first: list[Comment] = []
    known: set[str] = set()
    for comment in comments:  # what answers something that comes later, or that is not here, stands alone
        (answers[comment.reply_to] if comment.reply_to in known else first).append(comment)
        known.add(comment.comment)
    last = max(map(item_of, first), default=0) + 1
    first.sort(key=lambda comment: item_of(comment) or last)
    found: list[Told] = []
    for comment in first:
        _tell_thread(comment, item_of(comment), answers, found)
    return found


def _tell_thread(comment: Comment, item: int, answers: dict[str, list[Comment]], found: list[Told]) -> None:
    waiting: list[tuple[Comment, Told | None]] = [(comment, None)]
    while waiting:
        each, above = waiting.pop()
        told = Told(
            each,
            len(found) + 1,
            item,
            above.depth + 1 if above else 0,
            above.number if above else 0,
            _state(each, above),
        )
        found.append(told)
        waiting += [(answer, told) for answer in reversed(answers.get(each.comment, ()))]


def _state(comment: Comment, above: Told | None) -> State:
    """What was never released stays unseen, and what hangs below it; the same with what was hidden."""
    if comment.deleted:
        return State.WITHDRAWN
    over = above.state if above else State.SHOWN
    if comment.held or over is State.HELD:
        return State.HELD
    return State.HIDDEN if comment.hidden or over is State.HIDDEN else State.SHOWN

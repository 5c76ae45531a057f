"""What is found out about thousands of comments, looking again only where one of them changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Comment, Meeting

T = TypeVar("T")

RUN: Final = 256
"""Comments looked through at a time: many enough that joining the runs is quick, few enough to do anew."""


class Runs(Generic[T]):
    """`find` is asked about each run of the comments, and again only for a run that is not as it was.

    Comparing is quick, because a comment that did not change is the same object in the next meeting.
    """

    def __init__(self, find: Callable[[tuple[Comment, ...]], T]) -> None:
        self._find = find
        self._comments: tuple[Comment, ...] = ()
        self._found: list[T] = []

    def of(self, comments: tuple[Comment, ...]) -> list[T]:
        """What was found in each run of these, in their order."""
        if comments is not self._comments:
            before, known = self._comments, self._found
            self._found = []
            for number, start in enumerate(range(0, len(comments), RUN)):
                run = comments[start : start + RUN]
                as_before = number < len(known) and before[start : start + RUN] == run
                self._found.append(known[number] if as_before else self._find(run))
            self._comments = comments
        return self._found


def differ_in_comments_only(before: Meeting | None, after: Meeting) -> bool:
    """Whether nothing but comments changed, as it is most times: who shows none of them need not look."""
    return before is not None and replace(after, comments=before.comments) == before


class Changes(NamedTuple):
    """What is different between two states of the comments.

    `first` is the place of the first one that came, went or moved, `len` of them if none did. `moved`: some
    stand in another order than before.
    """

    came: list[Comment]
    gone: list[Comment]
    changed: list[tuple[Comment, Comment]]  # before and after
    first: int
    moved: bool = False


def changes(before: tuple[Comment, ...], after: tuple[Comment, ...]) -> Changes:
    """Find them by passing over whole runs that are as they were, from both ends."""
    changed: list[tuple[Comment, Comment]] = []
    most = min(len(before), len(after))
    head = _alike(before, after, most, changed)
    if head == len(before) == len(after):
        return Changes([], [], changed, head)
    tail = _alike_at_end(before, after, most - head, changed)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    there = {each.comment: each for each in new}
    known = {each.comment: each for each in old}
    stayed = [each.comment for each in old if each.comment in there]
    changed += [(known[each], there[each]) for each in stayed if known[each] is not there[each]]
    return Changes(
        [each for each in new if each.comment not in known],
        [each for each in old if each.comment not in there],
        changed,
        head,
        stayed != [each.comment for each in new if each.comment in known],
    )


def _alike(
    before: tuple[Comment, ...],
    after: tuple[Comment, ...],
    most: int,
    changed: list[tuple[Comment, Comment]],
) -> int:
    """How many stand at the beginning in the same order; those of them that say something else are noted."""
    for start in range(0, most, RUN):
        end = min(start + RUN, most)
        one, other = before[start:end], after[start:end]
        if one == other:
            continue
        for place, old, new in zip(count(start), one, other, strict=False):
            if old is not new:
                if old.comment != new.comment:
                    return place
                changed.append((old, new))
    return most


def _alike_at_end(
    before: tuple[Comment, ...],
    after: tuple[Comment, ...],
    most: int,
    changed: list[tuple[Comment, Comment]],
) -> int:
    """The same from the end."""
    for passed in range(0, most, RUN):
        size = min(RUN, most - passed)
        one = before[len(before) - passed - size : len(before) - passed]
        other = after[len(after) - passed - size : len(after) - passed]
        if one == other:
            continue
        for place, old, new in zip(count(passed), reversed(one), reversed(other), strict=False):
            if old is not new:
                if old.comment != new.comment:
                    return place
                changed.append((old, new))
    return most

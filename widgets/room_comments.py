"""What of the comments the room may see: found out run by run, so that one more of thousands costs little."""

from __future__ import annotations

from functools import cached_property
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from widgets.comment_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sync.meeting import Comment

LATEST_MS = 1 << 44  # more than any time, so that one who agrees outweighs being newer
NEWNESS = attrgetter("at_ms")


def worth(comment: Comment) -> int:
    """How many agree; of equals the newer one first."""
    return len(comment.agreed) * LATEST_MS + comment.at_ms


class Sorted(NamedTuple):
    """The comments of one run on one item, each from the first one on."""

    newest: list[Comment]
    agreed: list[Comment]


class Part:
    """One run of comments, and what is asked about it, once each."""

    def __init__(self, run: tuple[Comment, ...]) -> None:
        self.shown = tuple([c for c in run if not (c.hidden or c.deleted or c.held)])
        self.replies = tuple([c for c in self.shown if c.reply_to])
        self.away = frozenset([c.comment for c in run if c.hidden or c.deleted or c.held])
        self._sorted: dict[tuple[str, bool], Sorted] = {}
        self._counts: dict[str, int] = {}

    @cached_property
    def by_id(self) -> dict[str, Comment]:
        """Each by its id."""
        return {c.comment: c for c in self.shown}

    @cached_property
    def on_pages(self) -> dict[tuple[str, int], list[Comment]]:
        """Those on each page of a document."""
        found: dict[tuple[str, int], list[Comment]] = {}
        for c in self.shown:
            if c.anchor:
                found.setdefault((c.anchor.document, c.anchor.page), []).append(c)
        return found

    def count(self, item: str) -> int:
        """How many are on an item; all for none."""
        if item not in self._counts:
            self._counts[item] = sum(c.agenda == item for c in self.shown) if item else len(self.shown)
        return self._counts[item]

    def sorted(self, item: str, *, answered: bool) -> Sorted:
        """Those on an item, or all for none, that were answered or not."""
        key = (item, answered)
        if key not in self._sorted:
            of_item = [c for c in self.shown if c.answered is answered and (not item or c.agenda == item)]
            newest = sorted(of_item, key=NEWNESS, reverse=True)
            self._sorted[key] = Sorted(newest, sorted(of_item, key=worth, reverse=True))
        return self._sorted[key]


class RoomComments:
    """The comments that may be shown: what the chair released, hidden from nobody, of one state of them."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts

    @cached_property
    def _orphans(self) -> dict[str, Comment]:
        """Replies to something that is not shown."""
        away = frozenset().union(*(part.away for part in self._parts))
        if not away:
            return {}
        return {c.comment: c for part in self._parts for c in part.replies if c.reply_to in away}

    def __iter__(self) -> Iterator[Comment]:
        """All of them in their order."""
        every = chain.from_iterable(part.shown for part in self._parts)
        orphans = self._orphans
        return (c for c in every if c.comment not in orphans) if orphans else every

    def find(self, comment: str) -> Comment | None:
        """The one of this id."""
        if comment in self._orphans:
            return None
        return next((part.by_id[comment] for part in self._parts if comment in part.by_id), None)

    def count(self, item: str = "") -> int:
        """How many are on an item; all for none."""
        away = sum(not item or c.agenda == item for c in self._orphans.values())
        return sum(part.count(item) for part in self._parts) - away

    def on_page(self, document: str, page: int) -> list[Comment]:
        """Those on a page of a document."""
        found = chain.from_iterable(part.on_pages.get((document, page), ()) for part in self._parts)
        return [c for c in found if c.comment not in self._orphans]

    def newest(self, item: str, *, answered: bool) -> Iterator[Comment]:
        """Those on an item, from the newest on; taken one by one, most are never looked at."""
        parts = (part.sorted(item, answered=answered).newest for part in self._parts)
        return self._merged(parts, NEWNESS)

    def agreed(self, item: str, *, answered: bool) -> Iterator[Comment]:
        """Those on an item, from the most agreed on."""
        parts = (part.sorted(item, answered=answered).agreed for part in self._parts)
        return self._merged(parts, worth)

    def _merged(self, parts: Iterable[list[Comment]], key: Callable[[Comment], int]) -> Iterator[Comment]:
        orphans = self._orphans
        return (c for c in merge(*parts, key=key, reverse=True) if c.comment not in orphans)


class RoomSight:
    """Looks at one state of a meeting after the other."""

    def __init__(self) -> None:
        self._runs = Runs(Part)

    def of(self, comments: tuple[Comment, ...]) -> RoomComments:
        """What of these may be shown."""
        return RoomComments(list(self._runs.of(comments)))

"""The order of the cards in the chair's stream, kept right by what changed instead of being sorted anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from widgets.comment_runs import changes
from widgets.incoming_cards import THIS_ITEM, Order, Sight, arrange, groups_of, is_listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Comment, Meeting
    from widgets.comment_runs import Changes

MOST_STEPS: Final = 60
"""Cards that go or move one by one; where more do, putting all in order at once is quicker."""


class Step(NamedTuple):
    """Something to do with the list: `keys` come at `row`, `gone` rows go from there, or one to row `to`."""

    row: int
    keys: tuple[str, ...] = ()
    gone: int = 0
    to: int = -1


class Rank(NamedTuple):
    """What sorts a card: the smallest stands first. Members follow the lead of their opened group."""

    weight: int
    at_ms: int
    place: int
    number: int
    lead: str

    @property
    def apart_from_place(self) -> tuple[int, int, int, str]:
        """What has to stay the same for a card to stay where it is: places shift when others come."""
        return self.weight, self.at_ms, self.number, self.lead


class CardOrder:
    """Follows the meeting and how it is looked at; has the keys of the cards in their order."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.comments: dict[str, Comment] = {}
        self.replies: Counter[str] = Counter()
        self.held: set[str] = set()  # comments that wait to be released
        self._places: dict[str, int] = {}
        self._groups: dict[str, tuple[Comment, ...]] = {}
        self._lists: dict[str, bool] = {}  # group -> whether its card is listed
        self._meeting: Meeting | None = None
        self._sight = Sight()

    def look(self, sight: Sight) -> None:
        """Look at the same comments in another way."""
        self._sight = sight
        self._arrange()

    def follow(self, meeting: Meeting) -> tuple[Changes, list[Step] | None]:
        """Take the newest state: what is different, and what to do with a list of the keys as they were.

        No steps where everything was put in order anew.
        """
        before = self._meeting
        found = changes(before.comments if before else (), meeting.comments)
        if self._is_another(meeting, found):
            self._meeting = meeting
            self._know(found)
            self._arrange()
            return found, None
        touched = self._touched(found)
        old = {key: self._rank(key) for key in touched}
        self._meeting = meeting
        self._know(found)
        self._follow_groups(touched)
        new = {key: self._rank(key) for key in touched}
        return found, self._steps(old, new)

    def _is_another(self, meeting: Meeting, found: Changes) -> bool:
        """Whether something changed on which the place of every card may depend."""
        before = self._meeting
        return (
            before is None
            or found.moved
            or before.groups != meeting.groups
            or before.spotlight != meeting.spotlight
            or before.chair != meeting.chair
            or (self._sight.item == THIS_ITEM and before.current_item != meeting.current_item)
        )

    def _know(self, found: Changes) -> None:
        for each in found.gone:
            del self.comments[each.comment]
            del self._places[each.comment]
            self.held.discard(each.comment)
            if each.reply_to:
                self.replies[each.reply_to] -= 1
        for each in found.came:
            if each.reply_to:
                self.replies[each.reply_to] += 1
        for old, new in found.changed:
            if old.reply_to != new.reply_to:
                self.replies.subtract({old.reply_to: 1})
                self.replies.update({new.reply_to: 1})
            self.comments[new.comment] = new
        for each in (*found.came, *(new for _, new in found.changed)):
            waits = each.held and not (each.hidden or each.deleted)
            (self.held.add if waits else self.held.discard)(each.comment)
        comments = self._meeting.comments if self._meeting else ()
        for place in range(found.first, len(comments)):
            each = comments[place]
            self._places[each.comment] = place
            self.comments[each.comment] = each

    def _touched(self, found: Changes) -> set[str]:
        """The cards that may come, go or move: of what changed, and of the groups that it is in."""
        pairs = (*found.changed, *((each, each) for each in (*found.came, *found.gone)))
        touched = {old.comment for old, _ in pairs}
        groups = {each.group for pair in pairs for each in pair if each.group}
        for group in self._meeting.groups if groups and self._meeting else ():
            if group.group in groups:
                touched.update(group.comments)
        return touched

    def _arrange(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._groups = groups_of(meeting, self.comments)
            self._lists = {}
            self.keys = arrange(meeting, self._sight)

    def _follow_groups(self, touched: set[str]) -> None:
        meeting = self._meeting
        if meeting is not None and any(not touched.isdisjoint(each.comments) for each in meeting.groups):
            self._groups = groups_of(meeting, self.comments)
        self._lists = {}

    # -- where one card stands ------------------------------------------------------------------

    def _rank(self, key: str) -> Rank | None:
        """Where a card stands; None if it is not listed."""
        comment = self.comments.get(key)
        if comment is None:
            return None
        members = self._groups.get(comment.group, ())
        if not members or comment.hidden or comment.held or comment.deleted:
            return self._ranked(comment, len(comment.agreed), 0) if self._lists_comment(comment) else None
        number = next((n for n, each in enumerate(members) if each.comment == key), -1)
        is_shown = number == 0 or (number > 0 and comment.group in self._sight.opened)
        if not is_shown or not self._lists_group(comment.group):
            return None
        return self._ranked(members[0], len(frozenset().union(*(each.agreed for each in members))), number)

    def _ranked(self, lead: Comment, agreed: int, number: int) -> Rank:
        weight = -agreed if self._sight.order is Order.AGREED else 0
        sign = 1 if self._sight.order is Order.OLDEST else -1
        return Rank(weight, sign * lead.at_ms, sign * self._places[lead.comment], number, lead.comment)

    def _lists_comment(self, comment: Comment) -> bool:
        return self._meeting is not None and is_listed(comment, self._meeting, self._sight)

    def _lists_group(self, group: str) -> bool:
        """Whether any of it is listed: then the one that speaks for it is."""
        if group not in self._lists:
            self._lists[group] = any(map(self._lists_comment, self._groups[group]))
        return self._lists[group]

    def _rank_of_listed(self, key: str) -> Rank:
        rank = self._rank(key)
        if rank is None:
            raise KeyError(key)
        return rank

    # -- from one order to the next -------------------------------------------------------------

    def _steps(self, old: dict[str, Rank | None], new: dict[str, Rank | None]) -> list[Step] | None:
        going = [key for key, rank in old.items() if rank is not None and new.get(key) is None]
        coming = [key for key, rank in new.items() if rank is not None and old.get(key) is None]
        moving = [
            key
            for key, rank in new.items()
            if rank is not None
            and (was := old.get(key)) is not None
            and was.apart_from_place != rank.apart_from_place
        ]
        if len(going) + len(moving) > MOST_STEPS:
            self._arrange()
            return None
        return [*self._let_go(going), *self._move(moving), *self._let_come(coming)]

    def _let_go(self, going: Iterable[str]) -> Iterable[Step]:
        steps = []
        for row in sorted(map(self.keys.index, going), reverse=True):
            del self.keys[row]
            steps.append(Step(row, gone=1))
        return steps

    def _move(self, moving: list[str]) -> Iterable[Step]:
        if not moving:
            return []
        away = set(moving)
        wanted = [key for key in self.keys if key not in away]
        for key in moving:
            wanted.insert(self._row_for(key, wanted), key)
        steps = []
        for row, key in enumerate(wanted):
            if key in away:
                was = self.keys.index(key)
                del self.keys[was]
                to = self.keys.index(wanted[row - 1]) + 1 if row else 0
                self.keys.insert(to, key)
                if to != was:
                    steps.append(Step(was, gone=1, to=to))
        return steps

    def _let_come(self, coming: list[str]) -> Iterable[Step]:
        coming.sort(key=self._rank_of_listed)
        rows = [self._row_for(key, self.keys) for key in coming]
        steps = []
        end = len(coming)
        while end:
            start = end - 1
            while start and rows[start - 1] == rows[start]:
                start -= 1
            keys, row = tuple(coming[start:end]), rows[start]
            self.keys[row:row] = keys
            steps.append(Step(row, keys))
            end = start
        return steps

    def _row_for(self, key: str, keys: list[str]) -> int:
        return bisect_left(keys, self._rank_of_listed(key), key=self._rank_of_listed)

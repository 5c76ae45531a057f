"""Alike comments that the chair or the secretariat put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.discussion import Group
from sync.registers import office_order
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Comment
    from sync.registers import Act
    from sync.standing import Standing

FEWEST = 2


class Grouping:
    """Takes comment.group: one without a target makes a group, one that names a group replaces its list."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._acts: list[Act] = []
        self.named: set[str] = set()  # comments that any of them names

    def receive(self, act: Act) -> bool:
        """Take an act; whether it counts is decided when the groups are asked for."""
        self._acts.append(act)
        self.named.update((act.body or {})["comments"])
        return True

    def groups(self, built: Callable[[str], Comment | None]) -> tuple[Group, ...]:
        """Return every group of at least two comments that were not withdrawn, in the order of their making.

        A comment is where the newest statement that names it has put it, and nowhere if that group has
        another list by now.
        """
        counted = office_order(filter(self._standing.moderates, self._acts))
        newest = {act.event_id: act for act in counted if not act.target}
        made = list(newest)
        owner: dict[str, str] = {}
        for act in counted:
            group = act.target or act.event_id
            if group in newest:
                newest[group] = act
                owner |= dict.fromkeys((act.body or {})["comments"], act.event_id)
        found = []
        for group in made:
            act = newest[group]
            body = act.body or {}
            named = [each for each in dict.fromkeys(body["comments"]) if owner[each] == act.event_id]
            comments = tuple(each for each in named if (it := built(each)) is not None and not it.deleted)
            if len(comments) >= FEWEST:
                found.append(Group(group, comments, clean_line(body["title"])))
        return tuple(found)

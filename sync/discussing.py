"""What was said in the discussion beside comments: each part takes its kinds and gives its values.

A part keeps what it is given, in any order, and decides what counts only when its values are asked for, so
that none depends on the order of arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from sync.bodies import KINDS
from sync.discussion_kinds import DISCUSSION_KINDS
from sync.grouping import Grouping
from sync.item_times import ItemTimes
from sync.lookback import LookBacks
from sync.moderating import Moderating
from sync.polling import Polls
from sync.presenting import PRESENTER_KINDS, Presenting
from sync.speeches import Speeches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.commenting import Commenting
    from sync.discussion import Group
    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing

DISCUSSED: Final = frozenset((*DISCUSSION_KINDS, "agenda.open", "presenter.set"))
"""The kinds that it takes; what it does with none of its parts counts for nothing."""


class Part(Protocol):
    """One part of the discussion, made with the standing of everybody."""

    def receive(self, act: Act) -> bool:
        """Take an act of one of its kinds, of the chair where only the chair may write it."""

    def values(self, frame: Meeting) -> Mapping[str, Any]:
        """Return its fields of the meeting; `frame` has all those that do not follow from a part."""


class Discussing:
    """Hands every act about the discussion to the part that it belongs to."""

    def __init__(self, standing: Standing, commenting: Commenting) -> None:
        self._standing = standing
        self._commenting = commenting
        self._grouping = Grouping(standing)
        self.groups: tuple[Group, ...] = ()
        times = self.times = ItemTimes(standing)
        presenting, speeches = Presenting(standing, times), Speeches(standing, times)
        self.polls = Polls(standing)
        lookbacks = LookBacks(standing)
        self._parts: dict[str, Part] = {
            "agenda.open": times,
            "agenda.pause": times,
            "ballot.cast": self.polls,
            "floor.done": speeches,
            "floor.grant": speeches,
            "floor.request": speeches,
            "floor.withdraw": speeches,
            "lookback.answer": lookbacks,
            "lookback.open": lookbacks,
            "moderation.set": Moderating(commenting.follow_moderation, commenting.moderation),
            "poll.close": self.polls,
            "poll.open": self.polls,
            "presenter.call": presenting,
            "presenter.give": presenting,
            "presenter.set": presenting,
        }

    def receive(self, act: Act) -> bool:
        """Take an act about the discussion; False for what counts for nothing here."""
        if act.kind == "comment.group":
            return self._grouping.receive(act)
        if act.kind in PRESENTER_KINDS and self._standing.terms.is_overtaken(act.authority):
            return False
        part = self._parts.get(act.kind)
        chair_only = KINDS[act.kind].authority and act.kind not in PRESENTER_KINDS
        if part is None or (chair_only and not self._standing.from_chair(act)):
            return False
        return part.receive(act)

    def values(self, frame: Meeting) -> dict[str, Any]:
        """Return the fields of the meeting that follow from the parts."""
        found: dict[str, Any] = {}
        for part in dict.fromkeys(self._parts.values()):
            found |= part.values(frame)
        return found

    def gather(self, changed: set[str] | None) -> None:
        """Put comments into their groups; `changed` are those built anew, None if anything else did."""
        if changed is None or changed & self._grouping.named:
            self.groups = self._grouping.groups(self._commenting.built)
            self._commenting.follow_groups(self.groups)

    def spotlight(self, shown: str) -> str:
        """Return the comment or group that is large, "" while there is nothing of it to see."""
        grouped = next((group.comments for group in self.groups if group.group == shown), (shown,))
        return shown if any(map(self._is_seen, grouped)) else ""

    def _is_seen(self, name: str) -> bool:
        """Say whether the room may see a comment, and all that it replies to."""
        passed: set[str] = set()
        while name and name not in passed:
            passed.add(name)  # a forged reply may go round in a circle
            comment = self._commenting.built(name)
            if comment is None or comment.hidden or comment.deleted or comment.held:
                return False
            name = comment.reply_to
        return True

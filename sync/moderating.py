"""Which rule of moderation a comment came under: that of the record, which no author can change."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any

from sync.meeting import Moderation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sync.cuts import Cuts
    from sync.meeting import Meeting
    from sync.registers import Act, AuthorityKey


class ModerationRules:
    """The rules of one meeting over time: that of its policy, then those that the chair set."""

    def __init__(self, cuts: Cuts) -> None:
        self.policy = Moderation.OPEN
        self._cuts = cuts
        self._set: list[tuple[AuthorityKey, Moderation]] = []

    def set(self, act: Act) -> None:
        """Take a moderation.set that counts."""
        insort(self._set, (act.authority_key, Moderation((act.body or {})["mode"])))

    @property
    def newest(self) -> Moderation:
        """The rule for what is posted now."""
        return self._set[-1][1] if self._set else self.policy

    def rule_of(self, comment: Act) -> Moderation:
        """Return the rule in force at the first cut that includes a comment; the newest one if none does."""
        first = self._cuts.first(comment)
        if first is None:
            return self.newest
        at = bisect_left(self._set, (first,))
        return self._set[at - 1][1] if at else self.policy

    def is_older(self, cut: Act) -> bool:
        """Say whether a rule was set after a cut, so that what it includes may be under another one."""
        return bool(self._set) and self._set[-1][0] > cut.authority_key


class Moderating:
    """Takes moderation.set, a part of the discussion; `follow` tells the comments."""

    def __init__(self, follow: Callable[[Act], None], newest: Callable[[], Moderation]) -> None:
        self._follow = follow
        self._newest = newest

    def receive(self, act: Act) -> bool:
        """Take a moderation.set that counts."""
        self._follow(act)
        return True

    def values(self, _: Meeting) -> Mapping[str, Any]:
        """Return the rule for what is posted now."""
        return {"moderation": self._newest()}

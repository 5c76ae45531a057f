"""What was said in the discussion beside comments: each part takes its kinds and gives its values.

A part keeps what it is given, in any order, and decides what counts only when its values are asked for, so
that none depends on the order of arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sync.discussion_kinds import DISCUSSION_KINDS
from sync.lookback import LookBacks
from sync.polling import Polls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing


class Part(Protocol):
    """One part of the discussion, made with the standing of everybody."""

    def receive(self, act: Act) -> bool:
        """Take an act of one of its kinds, of the chair where only the chair may write it."""

    def values(self, frame: Meeting) -> Mapping[str, Any]:
        """Return its fields of the meeting; `frame` has all those that do not follow from a part."""


class Discussing:
    """Hands every act about the discussion to the part that it belongs to."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self.polls = Polls(standing)
        lookbacks = LookBacks(standing)
        self._parts: dict[str, Part] = {
            "poll.open": self.polls,
            "poll.close": self.polls,
            "ballot.cast": self.polls,
            "lookback.open": lookbacks,
            "lookback.answer": lookbacks,
        }

    def receive(self, act: Act) -> bool:
        """Take an act about the discussion; False for what counts for nothing here."""
        part = self._parts.get(act.kind)
        if part is None or (DISCUSSION_KINDS[act.kind].authority and not self._standing.from_chair(act)):
            return False
        return part.receive(act)

    def values(self, frame: Meeting) -> dict[str, Any]:
        """Return the fields of the meeting that follow from the discussion."""
        found: dict[str, Any] = {}
        for part in dict.fromkeys(self._parts.values()):
            found |= part.values(frame)
        return found

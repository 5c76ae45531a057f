"""What a device keeps of a meeting after the close: by the rule of the meeting, and by that of its IT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sync.meeting import Keep, Meeting, Phase, Policy

MAX_KEEP_DAYS: Final = 3_650
DAY_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Retention:
    """Everything is kept until `days` after the close, from then on only what `keep` names.

    Nothing at all stays longer than `at_most_days`, if that is given.
    """

    keep: Keep = Keep.ALL
    days: int = 0
    at_most_days: int | None = None

    def is_due(self, closed_ms: int, now_ms: int) -> bool:
        """Whether the rule holds by now."""
        return now_ms >= closed_ms + self.days * DAY_MS

    def may_remove(self) -> bool:
        """Whether it ever removes anything."""
        return self.keep is not Keep.ALL or self.at_most_days is not None

    def parts(self) -> tuple[Retention, ...]:
        """The same as rules of which each holds from one day on."""
        first = Retention(self.keep, self.days)
        if self.at_most_days is None:
            return (first,)
        return first, Retention(Keep.NOTHING, self.at_most_days)


@dataclass(frozen=True, slots=True)
class Kept:
    """What may stay."""

    documents: bool = True
    record: bool = True


def rule_of(policy: Policy) -> Retention:
    """The rule of a meeting."""
    return Retention(policy.keep, policy.keep_days)


def may_stay(meeting: Meeting, of_device: Retention, now_ms: int) -> Kept:
    """What may stay of a meeting: what every rule that holds by now lets stay; all before the close."""
    if meeting.phase is not Phase.CLOSED:
        return Kept()
    rules = (rule_of(meeting.policy), *of_device.parts())
    held = [each for each in rules if each.is_due(meeting.closed_ms, now_ms)]
    return Kept(
        all(each.keep in (Keep.ALL, Keep.DOCUMENTS) for each in held),
        all(each.keep in (Keep.ALL, Keep.RECORD) for each in held),
    )

"""What a device keeps of a meeting after the close: by the rule of the meeting, and by that of its IT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sync.meeting import Keep, Meeting, Phase, Policy

DAY_MS: Final = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Retention:
    """Everything is kept until `days` after the close, from then on only what `keep` names."""

    keep: Keep = Keep.ALL
    days: int = 0

    def is_due(self, closed_ms: int, now_ms: int) -> bool:
        """Whether the rule holds by now."""
        return now_ms >= closed_ms + self.days * DAY_MS


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
    held = [each for each in (rule_of(meeting.policy), of_device) if each.is_due(meeting.closed_ms, now_ms)]
    return Kept(
        all(each.keep in (Keep.ALL, Keep.DOCUMENTS) for each in held),
        all(each.keep in (Keep.ALL, Keep.RECORD) for each in held),
    )

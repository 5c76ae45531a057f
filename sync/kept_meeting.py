"""What this device holds of a meeting, read from the disk, with the clock of that meeting."""

from __future__ import annotations

from dataclasses import dataclass

from sync.profile import Resources


@dataclass(frozen=True, slots=True)
class KeptMeeting:
    """A meeting on this device; `seat` is the one of this device, "" where it has none.

    `confidential`: it has confidential documents, or all of it is.
    """

    meeting: str
    title: str
    starts: str
    seat: str
    confidential: bool


def kept_meetings(has: Resources) -> tuple[KeptMeeting, ...]:
    """Every meeting whose beginning is here, the newest first. Reads the disk; call it in a thread."""
    found: list[tuple[str, KeptMeeting]] = []
    for each in has.log.meetings():
        journal = has.kept(each)[0]
        meeting = journal.fold.meeting()
        if meeting is not None:
            member = meeting.member(has.key.device)
            kept = KeptMeeting(
                each,
                meeting.title,
                meeting.starts,
                member.seat if member else "",
                meeting.policy.confidential or bool(journal.sealed),
            )
            found.append((meeting.starts, kept))
    return tuple(kept for _, kept in sorted(found, key=lambda entry: entry[0], reverse=True))

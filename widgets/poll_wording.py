"""Polls in words: what is asked, how it is counted, who can know what, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import Majority, Outcome, Poll, PollKind, Results
from widgets.wording import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.meeting import Meeting

MOST_NAMED = 60


def kind_words(kind: PollKind) -> str:
    """A kind of poll as the chair chooses it."""
    translate = QCoreApplication.translate
    return {
        PollKind.YES_NO: translate("pollWording", "For, against, abstain"),
        PollKind.CHOICE: translate("pollWording", "Choose one"),
        PollKind.MULTIPLE: translate("pollWording", "Choose several"),
        PollKind.SCALE: translate("pollWording", "Scale"),
        PollKind.HANDS: translate("pollWording", "Show of hands"),
    }[kind]


def majority_words(majority: Majority) -> str:
    """What carries a motion."""
    translate = QCoreApplication.translate
    return {
        Majority.NONE: translate("pollWording", "Only counted"),
        Majority.SIMPLE: translate("pollWording", "More for than against"),
        Majority.ABSOLUTE: translate("pollWording", "More than half of all voters"),
        Majority.TWO_THIRDS: translate("pollWording", "Two thirds of the votes"),
    }[majority]


def results_words(results: Results) -> str:
    """When the screens show how the votes stand."""
    translate = QCoreApplication.translate
    return {
        Results.LIVE: translate("pollWording", "Shown at once"),
        Results.AT_CLOSE: translate("pollWording", "Shown after the close"),
    }[results]


def secrecy_words(*, secret: bool) -> str:
    """Who can know what, exactly; the same promise stands where somebody votes."""
    translate = QCoreApplication.translate
    if secret:
        return translate(
            "pollWording",
            "Secret: every seat can see who voted. What each one voted is seen by no seat, not by the "
            "secretariat, not on the projector and not in the record. Only the chair's PC can open the "
            "ballots; it shows none, and destroys its key at the close. Somebody who tampered with the "
            "chair's PC before that could read them. Where all vote alike, the numbers tell.",
        )
    return translate(
        "pollWording", "Open: every seat and the record can see who voted, and what each one voted."
    )


def ballot_words(poll: Poll) -> str:
    """Open or secret, in a word."""
    translate = QCoreApplication.translate
    return translate("pollWording", "secret") if poll.secret else translate("pollWording", "open ballot")


def turnout_words(poll: Poll) -> str:
    """How many of those who may vote have done so; of a show of hands how many raised theirs."""
    translate = QCoreApplication.translate
    words = translate("pollWording", "%1 of %2 seats have voted")
    if poll.kind is PollKind.HANDS:
        words = translate("pollWording", "%1 of %2 seats raised a hand")
    return words.replace("%1", str(len(poll.voted))).replace("%2", str(len(poll.eligible)))


def seats_of(meeting: Meeting, devices: Sequence[str]) -> str:
    """Devices by their seats, or by the names they gave where they have none."""
    translate = QCoreApplication.translate
    named = []
    for device in devices[:MOST_NAMED]:
        member = meeting.member(device)
        words = isolated(member.seat or member.name) if member else ""
        named.append(words or translate("pollWording", "a participant"))
    joined = translate("pollWording", ", ").join(named)
    return joined + "…" if len(devices) > MOST_NAMED else joined


def not_voted_words(meeting: Meeting, poll: Poll) -> str:
    """Who has not voted yet; who did is known of a secret poll too."""
    voted = frozenset(poll.voted)
    missing = [device for device in poll.eligible if device not in voted]
    if not missing or poll.kind is PollKind.HANDS:
        return ""
    translate = QCoreApplication.translate
    words = (
        translate("pollWording", "Not yet: seats %1")
        if poll.is_open
        else translate("pollWording", "Did not vote: seats %1")
    )
    return words.replace("%1", seats_of(meeting, missing))


def quorum_words(poll: Poll) -> str:
    """Whether enough have voted; nothing where any number is enough."""
    if not poll.quorum:
        return ""
    translate = QCoreApplication.translate
    voted = len(poll.voted)
    words = (
        translate("pollWording", "✓ Quorum reached: %1 votes, %2 needed")
        if voted >= poll.quorum
        else translate("pollWording", "! Quorum not reached: %1 votes, %2 needed")
    )
    return words.replace("%1", str(voted)).replace("%2", str(poll.quorum))


def outcome_words(poll: Poll) -> str:
    """What was decided, with a sign before it."""
    translate = QCoreApplication.translate
    return {
        Outcome.OPEN: translate("pollWording", "Voting"),
        Outcome.NONE: translate("pollWording", "Counted"),
        Outcome.CARRIED: translate("pollWording", "✓ Carried"),
        Outcome.REJECTED: translate("pollWording", "× Rejected"),
        Outcome.NO_QUORUM: translate("pollWording", "! No quorum: nothing is decided"),
        Outcome.UNCOUNTED: translate(
            "pollWording", "! This secret poll cannot be counted any more. Please vote again."
        ),
    }[poll.outcome]


def late_words(meeting: Meeting, poll: Poll) -> str:
    """The seats whose ballots the close does not include."""
    if not poll.late:
        return ""
    words = QCoreApplication.translate("pollWording", "Too late, not counted: seats %1")
    return words.replace("%1", seats_of(meeting, [ballot.device for ballot in poll.late]))


def invalid_words(poll: Poll) -> str:
    """How many ballots nobody could read."""
    invalid = poll.invalid
    translate = QCoreApplication.translate
    return translate("pollWording", "Ballots that could not be read: %n", "", invalid) if invalid else ""

"""A poll in words for a seat: its options, who sees what, how the votes stand, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import ABSTAIN, NO, RAISED, YES, Majority, Outcome, PollKind, Results
from widgets.delivery import Delivery
from widgets.wording import DOT, one_line

if TYPE_CHECKING:
    from sync.discussion import Poll


def option_words(option: str, kind: PollKind) -> str:
    """An option as a button names it; those of the program in the language of the screen."""
    own = {
        YES: QCoreApplication.translate("votes", "Yes"),
        NO: QCoreApplication.translate("votes", "No"),
        ABSTAIN: QCoreApplication.translate("votes", "Abstain"),
        RAISED: QCoreApplication.translate("votes", "Hand raised"),
    }
    is_own = kind in (PollKind.YES_NO, PollKind.HANDS)
    return own.get(option, one_line(option)) if is_own else one_line(option)


def secrecy_words(poll: Poll) -> str:
    """Who learns what of a vote."""
    if poll.secret:
        return QCoreApplication.translate(
            "votes",
            "Secret vote. It is known who voted. What you vote is shown neither at other seats nor on the"
            " projector. The chair's PC counts: until the close it holds the key that opens the votes.",
        )
    if poll.kind is PollKind.HANDS:
        return QCoreApplication.translate("votes", "Everybody sees who has raised a hand.")
    return QCoreApplication.translate("votes", "Open vote. The record keeps who voted what.")


def hint_words(poll: Poll) -> str:
    """How to answer."""
    return {
        PollKind.YES_NO: QCoreApplication.translate("votes", "Press one. You can change it until the close."),
        PollKind.CHOICE: QCoreApplication.translate("votes", "Press one. You can change it until the close."),
        PollKind.MULTIPLE: QCoreApplication.translate("votes", "Choose one or more, then press Vote."),
        PollKind.SCALE: QCoreApplication.translate("votes", "Press one. You can change it until the close."),
        PollKind.HANDS: QCoreApplication.translate(
            "votes", "Press to raise your hand, once more to lower it."
        ),
    }[poll.kind]


def votes_words(poll: Poll) -> str:
    """How many have voted, and whether they are enough."""
    counted = (
        QCoreApplication.translate("votes", "Hands raised: {voted} of {all}")
        if poll.kind is PollKind.HANDS
        else QCoreApplication.translate("votes", "Voted: {voted} of {all}")
    )
    words = counted.format(voted=len(poll.voted), all=len(poll.eligible))
    if poll.quorum:
        missing = poll.quorum - len(poll.voted)
        quorum = (
            QCoreApplication.translate("votes", "quorum {quorum}: {missing} missing")
            if missing > 0
            else QCoreApplication.translate("votes", "quorum {quorum}: reached")
        )
        words += DOT + quorum.format(quorum=poll.quorum, missing=missing)
    if rule := majority_words(poll.majority):
        words += DOT + rule
    if poll.is_open and (poll.secret or poll.results is Results.AT_CLOSE):
        words += DOT + QCoreApplication.translate("votes", "the result is shown after the close")
    return words


def majority_words(majority: Majority) -> str:
    """What carries a motion."""
    return {
        Majority.NONE: "",
        Majority.SIMPLE: QCoreApplication.translate("votes", "carried by more yes than no"),
        Majority.ABSOLUTE: QCoreApplication.translate(
            "votes", "carried by more than half of all who may vote"
        ),
        Majority.TWO_THIRDS: QCoreApplication.translate("votes", "carried by two thirds of yes and no"),
    }[majority]


def decision_words(poll: Poll) -> str:
    """What the poll decided, in a word or two."""
    return {
        Outcome.OPEN: "",
        Outcome.NONE: QCoreApplication.translate("votes", "Closed"),
        Outcome.CARRIED: QCoreApplication.translate("votes", "Carried"),
        Outcome.REJECTED: QCoreApplication.translate("votes", "Not carried"),
        Outcome.NO_QUORUM: QCoreApplication.translate("votes", "No quorum"),
        Outcome.UNCOUNTED: QCoreApplication.translate("votes", "Closed, not counted yet"),
    }[poll.outcome]


def left_out_words(poll: Poll) -> str:
    """Which votes do not count."""
    found = []
    if poll.invalid:
        found.append(QCoreApplication.translate("votes", "invalid: {count}").format(count=poll.invalid))
    if poll.late:
        found.append(QCoreApplication.translate("votes", "too late: {count}").format(count=len(poll.late)))
    return DOT.join(found)


def result_words(poll: Poll) -> str:
    """How the votes stand, each option with its number; nothing where nobody counted."""
    if not poll.shows_tally:
        return ""
    return DOT.join(
        f"{option_words(option, poll.kind)} {share_words(count, poll)}"
        for option, count in zip(poll.options, poll.tally, strict=False)
    )


def vote_words(poll: Poll, choices: tuple[int, ...], delivery: Delivery) -> str:
    """What this seat voted, and how far that has come."""
    named = ", ".join(
        option_words(poll.options[one], poll.kind) for one in choices if one < len(poll.options)
    )
    if delivery is Delivery.SAVING:
        return QCoreApplication.translate("votes", "Your vote is being saved…")
    if delivery is Delivery.REACHED:
        with_choice = QCoreApplication.translate(
            "PollPanel", "✓ You voted: {choice}. You can change it until the close."
        )
        without = QCoreApplication.translate("PollPanel", "✓ You voted. You can change it.")
        return with_choice.format(choice=named) if named else without
    words = {
        Delivery.UNHEARD: QCoreApplication.translate("votes", "… Saved on this PC, waiting to be sent"),
        Delivery.HEARD: QCoreApplication.translate("votes", "… Reached other seats"),
    }[delivery]
    if named:
        words = QCoreApplication.translate("votes", "{state}: {choice}").format(state=words, choice=named)
    return QCoreApplication.translate("votes", "{vote}. It counts once the chair's PC has it.").format(
        vote=words
    )


def share_words(count: int, poll: Poll) -> str:
    """A number of votes, and what part of all votes that is."""
    total = len(poll.voted)
    return (
        f"{count} ({round(100 * count / total)} %)"
        if total and poll.kind is not PollKind.HANDS
        else str(count)
    )

"""What the cards of the chair's stream say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.meeting import Names
from widgets.incoming_cards import LONG_LINES, LONG_TEXT, CardAction, CardKind, IncomingCard, is_long
from widgets.wording import (
    DOT,
    author_words,
    body_words,
    clean,
    clock_words,
    isolated,
    kind_label,
    kind_word,
    late_words,
    one_line,
)

if TYPE_CHECKING:
    from sync.meeting import Comment

BEGINNING = 24
MOST_BEGINNINGS = 6


def action_words(action: CardAction) -> str:
    """What a button says."""
    return {
        CardAction.PROJECT: QCoreApplication.translate("Incoming", "▣ Project"),
        CardAction.STOP: QCoreApplication.translate("Incoming", "Stop projecting"),
        CardAction.RELEASE: QCoreApplication.translate("Incoming", "Release"),
        CardAction.ANSWER: QCoreApplication.translate("Incoming", "Mark as answered"),
        CardAction.REOPEN: QCoreApplication.translate("Incoming", "Mark as open again"),
        CardAction.REPLY: QCoreApplication.translate("Incoming", "Reply"),
        CardAction.CHOOSE: QCoreApplication.translate("Incoming", "Group"),
        CardAction.UNCHOOSE: QCoreApplication.translate("Incoming", "☑ Chosen"),
        CardAction.OPEN: QCoreApplication.translate("Incoming", "Show all"),
        CardAction.FOLD: QCoreApplication.translate("Incoming", "Fold"),
        CardAction.TAKE_OUT: QCoreApplication.translate("Incoming", "Take out of the group"),
        CardAction.DISSOLVE: QCoreApplication.translate("Incoming", "Dissolve"),
        CardAction.CONFIRM: QCoreApplication.translate("Incoming", "Put together"),
        CardAction.DISMISS: QCoreApplication.translate("Incoming", "Leave apart"),
        CardAction.HIDE: QCoreApplication.translate("Incoming", "Hide"),
        CardAction.UNHIDE: QCoreApplication.translate("Incoming", "Show again"),
        CardAction.MORE: QCoreApplication.translate("Incoming", "Whole text"),
        CardAction.AUTHOR: QCoreApplication.translate("Incoming", "Who wrote it"),
        CardAction.NO_AUTHOR: QCoreApplication.translate("Incoming", "No longer say who wrote it"),
        CardAction.LESS: QCoreApplication.translate("Incoming", "Shorter"),
    }[action]


def beginning(comment: Comment) -> str:
    """The first words of a comment in quotation marks, turning nothing beside them."""
    line = one_line(comment.body[: 8 * BEGINNING])
    short = line if len(line) <= BEGINNING else line[: BEGINNING - 1] + "…"
    return QCoreApplication.translate("Incoming", "“%1”").replace("%1", isolated(short))


def _beginnings(comments: tuple[Comment, ...]) -> str:
    shown = "".join(beginning(each) for each in comments[:MOST_BEGINNINGS])
    return shown + ("…" if len(comments) > MOST_BEGINNINGS else "")


def card_body(card: IncomingCard) -> str:
    """The text of a card: of a comment, or the comments that look alike, a line each."""
    if card.kind is not CardKind.SUGGESTION:
        whole = body_words(card.comment.body)
        return whole if card.unfolded or not is_long(whole) else _folded(whole)
    lines = [f"・ {_line(each)}" for each in card.members[:MOST_BEGINNINGS]]
    left = len(card.members) - MOST_BEGINNINGS
    more = QCoreApplication.translate("Incoming", "and %1 more").replace("%1", str(left))
    return "\n".join([*lines, more] if left > 0 else lines)


def _folded(text: str) -> str:
    """The beginning of a long text."""
    lines = text.split("\n")[:LONG_LINES]
    return "\n".join(lines)[: LONG_TEXT - LONG_TEXT // 6].rstrip() + "…"


def _line(comment: Comment) -> str:
    line = one_line(comment.body[:400])
    return isolated(line if len(line) <= 60 else line[:59] + "…")


def tag_words(card: IncomingCard) -> str:
    """The chip at the left: the kind of comment, or that these look alike."""
    if card.kind is CardKind.SUGGESTION:
        words = QCoreApplication.translate("Incoming", "≈ Alike comments: %1")
        return words.replace("%1", str(len(card.members)))
    return kind_label(card.comment.kind)


def meta_words(card: IncomingCard) -> str:
    """Who, when, about which page, and in reply to what."""
    if card.kind is CardKind.SUGGESTION:
        return QCoreApplication.translate("Incoming", "A suggestion. You decide.")
    comment = card.comment
    replies = QCoreApplication.translate("Incoming", "Replies: %1").replace("%1", str(card.replies))
    parts = (
        author_words(comment),
        _told_author(comment) if card.tells_author else "",
        clock_words(comment.at_ms),
        card.place,
        card.quote,
        replies if card.replies else "",
    )
    return DOT.join(part for part in parts if part)


def _told_author(comment: Comment) -> str:
    """Whose a comment without a name is, for the secretariat alone."""
    words = QCoreApplication.translate("Incoming", "(secretariat only: %1)")
    return words.replace("%1", author_words(replace(comment, shown=Names.NAMED)))


def note_words(card: IncomingCard) -> str:
    """The grey line below the text: what is alike, an answer, or why it is hidden."""
    comment = card.comment
    if card.kind is CardKind.GROUP:
        words = QCoreApplication.translate("Incoming", "Group of %1:")
        parts = (
            words.replace("%1", str(len(card.members))),
            one_line(card.title),
            _beginnings(card.members[1:]),
        )
        return " ".join(part for part in parts if part)
    if comment.hidden and comment.hide_reason:
        words = QCoreApplication.translate("Incoming", "Reason: %1")
        return words.replace("%1", isolated(comment.hide_reason))
    if comment.answered and comment.answer:
        words = QCoreApplication.translate("Incoming", "Answer: %1")
        return words.replace("%1", isolated(comment.answer))
    return ""


def marks_of(card: IncomingCard) -> list[str]:
    """The states of a card that it shows as pills."""
    comment = card.comment
    if card.kind is CardKind.SUGGESTION:
        return []
    if comment.deleted:
        return [QCoreApplication.translate("Incoming", "Deleted by its author")]
    marks = []
    if card.projected:
        marks.append(QCoreApplication.translate("Incoming", "On the projector"))
    if comment.held:
        marks.append("◌ " + QCoreApplication.translate("Incoming", "Held"))
    if card.kind is CardKind.MEMBER:
        marks.append(QCoreApplication.translate("Incoming", "In a group"))
    if comment.late:
        marks.append(late_words())
    if comment.answered:
        marks.append(QCoreApplication.translate("Incoming", "Answered"))
    if comment.hidden:
        marks.append(QCoreApplication.translate("Incoming", "Hidden"))
    return marks


def card_in_words(card: IncomingCard) -> str:
    """A whole card as one sentence for screen readers."""
    comment = card.comment
    if card.kind is CardKind.SUGGESTION:
        parts = [tag_words(card), meta_words(card), *(clean(each.body) for each in card.members)]
        return QCoreApplication.translate("Incoming", ", ").join(part for part in parts if part)
    parts = [kind_word(comment.kind), meta_words(card)]
    if card.agreed:
        agreed = QCoreApplication.translate("Incoming", "%1 agree")
        parts.append(agreed.replace("%1", str(card.agreed)))
    parts.extend(marks_of(card))
    parts.extend((clean(comment.body), note_words(card)))
    return QCoreApplication.translate("Incoming", ", ").join(part for part in parts if part)

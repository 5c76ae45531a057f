"""The last lines of a card: what a person can do with a comment, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.comment_rows import delivery_words, held_words
from widgets.wording import late_words

if TYPE_CHECKING:
    from sync.meeting import Comment
    from widgets.comment_rows import CommentRow

translate = QCoreApplication.translate


class CardAction(StrEnum):
    """What a person can do with a comment, by mouse, key or menu."""

    PLACE = "place"
    AGREE = "agree"
    REPLY = "reply"
    EDIT = "edit"
    DELETE = "delete"
    YES = "yes"
    NO = "no"
    COPY = "copy"
    THREAD = "thread"
    HISTORY = "history"


class PieceLook(StrEnum):
    """How a piece of the last lines of a card looks."""

    PLAIN = "plain"
    BUTTON = "button"
    PRESSED = "pressed"
    GOOD = "good"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words at the foot of a card; with an action they are a button."""

    text: str
    look: PieceLook = PieceLook.PLAIN
    action: str = ""


def seat_pieces(row: CommentRow, *, confirming: bool, history: bool = False) -> tuple[Piece, ...]:
    """The foot of a card in the seat's window; `history`: the earlier texts are shown."""
    if confirming:
        return (
            Piece(translate("CommentCard", "Withdraw this comment?"), PieceLook.WAITING),
            Piece(translate("CommentCard", "It cannot be brought back."), PieceLook.WAITING),
            Piece(translate("CommentCard", "Yes, withdraw it"), PieceLook.BUTTON, CardAction.YES),
            Piece(translate("CommentCard", "No"), PieceLook.BUTTON, CardAction.NO),
        )
    return (
        *_reactions(row),
        *_thread(row),
        *_states(row),
        *_history(row, is_open=history),
        *_changes(row),
    )


def _reactions(row: CommentRow) -> tuple[Piece, ...]:
    agreed = row.comment.agreed
    if row.may_react:
        look = PieceLook.PRESSED if row.agreed else PieceLook.BUTTON
        sign = "▲" if row.agreed else "△"
        return (
            Piece(f"{sign} {agree_count(agreed)}", look, CardAction.AGREE),
            Piece(reply_count(row.replies), PieceLook.BUTTON, CardAction.REPLY),
        )
    return (Piece(f"▲ {agree_count(agreed)}"),) if agreed else ()


def _thread(row: CommentRow) -> tuple[Piece, ...]:
    if row.folded:
        words = translate("CommentCard", "▾ Show {count} more replies").format(count=row.folded)
        return (Piece(words, PieceLook.BUTTON, CardAction.THREAD),)
    if row.unfolded:
        return (Piece(translate("CommentCard", "▴ Fold replies"), PieceLook.BUTTON, CardAction.THREAD),)
    return ()


def _states(row: CommentRow) -> tuple[Piece, ...]:
    comment = row.comment
    found = []
    if comment.late:
        found.append(Piece(late_words(), PieceLook.WAITING))
    if comment.answered:
        found.append(Piece(translate("CommentCard", "✓ Answered"), PieceLook.GOOD))
    if comment.held:
        found.append(Piece(f"◷ {held_words(over=row.over)}", PieceLook.WAITING))
    if row.own and row.waiting:
        found.append(Piece(f"… {delivery_words(row)}", PieceLook.WAITING))
    elif row.own and not comment.held:
        found.append(Piece(f"✓ {delivery_words(row)}"))
    return tuple(found)


def _history(row: CommentRow, *, is_open: bool) -> tuple[Piece, ...]:
    if not row.comment.has_other_texts:
        return ()
    words = changed_words(row.comment)
    return (Piece(f"{words} {'▴' if is_open else '▾'}", PieceLook.BUTTON, CardAction.HISTORY),)


def changed_words(comment: Comment) -> str:
    """That there are other texts of a comment; those after the close are not in the record."""
    if comment.late_edits:
        return translate("CommentCard", "Changed after the close")
    return translate("CommentCard", "Changed later")


def _changes(row: CommentRow) -> tuple[Piece, ...]:
    if not (row.own and row.may_change):
        return ()
    return (
        Piece(translate("CommentCard", "Change"), PieceLook.BUTTON, CardAction.EDIT),
        Piece(translate("CommentCard", "Withdraw"), PieceLook.BUTTON, CardAction.DELETE),
    )


def agree_count(agreed: frozenset[str]) -> str:
    """The word for agreeing, with the number of those who did."""
    word = translate("CommentCard", "Agree")
    return f"{word} {len(agreed)}" if agreed else word


def reply_count(replies: int) -> str:
    """The word for answering, with the number of answers there are."""
    word = translate("CommentCard", "Reply")
    return f"{word} {replies}" if replies else word

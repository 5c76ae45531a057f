"""The rows of the list of comments: what a card shows of each comment, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.comment_threads import Threaded, threads
from widgets.shown_comments import visible_comments
from widgets.wording import (
    DOT,
    anchor_words,
    author_words,
    clean,
    clock_words,
    frame_words,
    kind_word,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sync.meeting import Comment, Document

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment and what a screen shows beside it; `place` names its page, `quote` what it answers.

    `below` says that it stands under the comment which began its thread; on that one `folded` is how many
    answers are not shown, `unfolded` that somebody asked for them. `over`: the meeting is closed.
    """

    comment: Comment
    own: bool = False
    agreed: bool = False
    waiting: bool = False
    unheard: bool = False
    place: str = ""
    quote: str = ""
    replies: int = 0
    may_react: bool = True
    may_change: bool = True
    below: bool = False
    folded: int = 0
    unfolded: bool = False
    over: bool = False


_Facts = tuple[Threaded, "Comment | None", "Document | None", int, bool, bool]
"""Its place, what it answers if that is not above it, document and frame, whether it waits, is unheard."""


@dataclass(frozen=True)
class RowFacts:
    """What rows show beside the comments themselves.

    `waiting` have not reached the chair's PC, `unheard` nobody at all; `documents` are those of the meeting
    by their ids; `everything` has those comments too that were answered and are not shown themselves;
    `frames` are the numbers of those that belong to a part of a page.
    """

    me: str
    waiting: frozenset[str] = frozenset()
    documents: Mapping[str, Document] = field(default_factory=dict)
    everything: Mapping[str, Comment] = field(default_factory=dict)
    unheard: frozenset[str] = frozenset()
    frames: Mapping[str, int] = field(default_factory=dict)
    may_react: bool = True
    over: bool = False


class CommentRows:
    """Makes the rows of comments, and makes none anew of which nothing has changed."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[_Facts, CommentRow]] = {}
        self.facts = RowFacts("")

    def set_facts(self, facts: RowFacts) -> bool:
        """What rows show from now on; whether any of them may be another one for it."""
        before, self.facts = self.facts, facts
        if _whose(before) != _whose(facts):
            self._made.clear()
            return True
        return before.documents != facts.documents

    def row(self, each: Threaded) -> CommentRow:
        """The row of a comment in its place."""
        comment, facts = each.comment, self.facts
        key, anchor, reply_to = comment.comment, comment.anchor, comment.reply_to
        parent = facts.everything.get(reply_to) if reply_to and reply_to != each.root else None
        document = facts.documents.get(anchor.document) if anchor is not None else None
        shown = (each, parent, document, facts.frames.get(key, 0), key in facts.waiting, key in facts.unheard)
        old = self._made.get(key)
        if old is None or old[0] != shown:
            old = shown, _row(shown, facts.me, may_react=facts.may_react, over=facts.over)
            self._made[key] = old
        return old[1]


def _whose(facts: RowFacts) -> tuple[str, bool, bool]:
    return facts.me, facts.may_react, facts.over


def _row(facts: _Facts, me: str, *, may_react: bool, over: bool) -> CommentRow:
    each, parent, document, frame, waiting, unheard = facts
    comment = each.comment
    is_own = comment.author == me
    has_quote = bool(comment.reply_to) and not (each.is_reply and comment.reply_to == each.root)
    return CommentRow(
        comment=comment,
        own=is_own,
        agreed=me in comment.agreed,
        waiting=waiting,
        unheard=unheard,
        place=_place(comment, document, frame),
        quote=_quote(parent, me) if has_quote else "",
        replies=each.replies,
        may_react=may_react and not is_own and not comment.held,
        may_change=may_react and is_own,
        below=each.is_reply,
        folded=each.folded,
        unfolded=each.unfolded,
        over=over,
    )


def comment_rows(
    comments: Iterable[Comment],
    me: str,
    waiting: frozenset[str] = frozenset(),
    documents: Mapping[str, Document] | None = None,
    everything: Mapping[str, Comment] | None = None,
    *,
    unheard: frozenset[str] = frozenset(),
    may_react: bool = True,
) -> tuple[CommentRow, ...]:
    """Rows for those of these comments that this device may show."""
    shown = visible_comments(comments, me)
    known = {comment.comment: comment for comment in shown} if everything is None else everything
    rows = CommentRows()
    rows.set_facts(RowFacts(me, waiting, documents or {}, known, unheard, may_react=may_react))
    return tuple([rows.row(each) for each in threads(shown)])


def row_in_words(row: CommentRow) -> str:
    """A row for somebody who hears it."""
    comment = row.comment
    parts = [
        kind_word(comment.kind),
        author_words(comment, own=row.own),
        clock_words(comment.at_ms),
        row.place,
        row.below and not row.quote and translate("wording", "Reply"),
        row.quote and translate("wording", "In reply to {quote}").format(quote=row.quote),
        quoted_words(row.comment),
        clean(comment.body),
        comment.hidden
        and translate("wording", "Hidden by the secretariat. {reason}")
        .format(reason=comment.hide_reason)
        .strip(),
        comment.answered
        and translate("wording", "Answered. {answer}").format(answer=clean(comment.answer)).strip(),
        comment.agreed and agree_words(len(comment.agreed)),
        row.agreed and translate("wording", "You agree"),
        comment.held and held_words(over=row.over),
        row.replies and translate("wording", "Replies: {count}").format(count=row.replies),
        row.folded and translate("wording", "Not shown of them: {count}").format(count=row.folded),
        comment.late and translate("wording", "Arrived late"),
        comment.versions and translate("wording", "Changed later"),
        comment.late_edits and translate("wording", "Changed after the close"),
        row.own and not comment.held and delivery_words(row),
    ]
    return ", ".join(part for part in parts if part)


def agree_words(count: int) -> str:
    """How many agree with a comment."""
    return translate("wording", "Agree: {count}").format(count=count)


def held_words(*, over: bool = False) -> str:
    """What its author is told of a comment that waits to be released, and of one that waited to the end."""
    if over:
        return translate("wording", "Was not released")
    return translate("wording", "Waiting to be checked")


def quoted_words(comment: Comment) -> str:
    """The words of the page that a comment is about, on one line."""
    words = shortened(comment.anchor.quote) if comment.anchor is not None else ""
    return translate("wording", "“{words}”").format(words=words) if words else ""


def delivery_words(row: CommentRow) -> str:
    """How far one's own comment has come."""
    if not row.waiting:
        return translate("wording", "Reached the chair")
    if row.unheard:
        return translate("wording", "Saved on this PC, waiting to be sent")
    return translate("wording", "Reached other seats")


def meta_words(row: CommentRow) -> str:
    """The author's line without the place: who and when."""
    return author_words(row.comment, own=row.own) + DOT + clock_words(row.comment.at_ms)


def _place(comment: Comment, document: Document | None, frame: int) -> str:
    anchor = comment.anchor
    if document is None or anchor is None:
        return ""
    words = anchor_words(document, anchor)
    return f"{words} {frame_words(frame)}" if anchor.region is not None else words


def _quote(parent: Comment | None, me: str) -> str:
    if parent is None or ((parent.hidden or parent.held) and parent.author != me):
        return translate("wording", "a comment that is not shown")
    author = author_words(parent, own=parent.author == me)
    if parent.deleted:
        return translate("wording", "{author}: (withdrawn)").format(author=author)
    return f"{author}: {shortened(parent.body)}"

"""Comments in the order of a conversation: every answer below what it belongs to, many of them folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sync.meeting import Comment

MOST_UNFOLDED = 3
"""So many answers are shown as they are; of more only the first ones, until somebody asks for the others."""
SHOWN_OF_FOLDED = 2


class Threaded(NamedTuple):
    """One comment in its place; `root` is the comment that began the thread.

    On that one stand `replies`, how many answers it has, `folded`, how many of them are not shown, and
    `unfolded`, that somebody asked for all of them.
    """

    comment: Comment
    root: str
    replies: int = 0
    folded: int = 0
    unfolded: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands below another comment."""
        return self.root != self.comment.comment


def threads(comments: Iterable[Comment], opened: frozenset[str] = frozenset()) -> Iterator[Threaded]:
    """Every comment below the one that began its thread; whose parent is not shown stands for itself.

    The comments come in the order of display, in which an answer is always after what it answers. They are
    given one by one: ten thousand values that live on for a moment would wake the collector of garbage.
    """
    root_of: dict[str, str] = {}
    roots: list[Comment] = []
    answers: dict[str, list[Comment]] = {}
    for comment in comments:
        key = comment.comment
        root = root_of.get(comment.reply_to, key)  # that of its parent, where the parent is shown
        root_of[key] = root
        if root == key:
            roots.append(comment)
        else:
            answers.setdefault(root, []).append(comment)
    for comment in roots:
        root = comment.comment
        yield from thread_of([comment, *answers.get(root, ())], is_open=root in opened)


def thread_of(comments: list[Comment], *, is_open: bool) -> Iterator[Threaded]:
    """One thread, from the comment that began it; of a long one that is not open only the first answers."""
    begun, below = comments[0], comments[1:]
    root, is_long = begun.comment, len(below) > MOST_UNFOLDED
    shown = below[:SHOWN_OF_FOLDED] if is_long and not is_open else below
    yield Threaded(begun, root, len(below), len(below) - len(shown), is_long and is_open)
    for answer in shown:
        yield Threaded(answer, root)


def root_of(comments: Iterable[Comment], wanted: str) -> str:
    """The comment that began the thread of this one, of those that are shown; empty if it is not."""
    roots: dict[str, str] = {}
    for comment in comments:
        roots[comment.comment] = roots.get(comment.reply_to, comment.comment)
        if comment.comment == wanted:
            return roots[wanted]
    return ""

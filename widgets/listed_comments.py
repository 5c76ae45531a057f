"""The comments that a seat lists, in threads, kept from one state of the meeting to the next.

Nearly always only the last few comments are other ones: what stands before the first that came, went or moved
stays as it is, and only threads in which something changed are made anew.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from widgets.comment_runs import changes
from widgets.comment_threads import thread_of
from widgets.shown_comments import EVERYTHING, Filter, Tab, is_seen, is_unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sync.meeting import Comment
    from widgets.comment_rows import CommentRow, CommentRows


class Tally:
    """The comments of one tab, with the answers to them, and how many of them are of some kind."""

    def __init__(self, me: str = "", chooses: Callable[[Comment], bool] = bool) -> None:
        self.ids: set[str] = set()
        self.mine = 0
        self.unanswered = 0
        self._me = me
        self._chooses = chooses

    def take(self, comment: Comment) -> None:
        """The next one in the order of display, if it belongs here."""
        is_here = comment.reply_to in self.ids or self._chooses(comment)
        if is_here and is_seen(comment, self._me):
            self.ids.add(comment.comment)
            self._count(comment, 1)

    def drop(self, comment: Comment) -> None:
        """The last one is not there any more."""
        if comment.comment in self.ids:
            self.ids.remove(comment.comment)
            self._count(comment, -1)

    def renew(self, old: Comment, new: Comment) -> None:
        """One says something else."""
        if old.comment in self.ids:
            self._count(old, -1)
            self._count(new, 1)

    def _count(self, comment: Comment, by: int) -> None:
        self.mine += by * (comment.author == self._me)
        self.unanswered += by * is_unanswered(comment)


class Listing:
    """The threads of those that a filter leaves of one tab."""

    def __init__(self, me: str = "", by: Filter = EVERYTHING) -> None:
        self.root_of: dict[str, str] = {}
        self.changed: set[str] = set()  # threads
        self._threads: dict[str, list[Comment]] = {}  # in the order of display; the first one began it
        self._rows: dict[str, tuple[CommentRow, ...]] = {}
        self._quoting: dict[str, set[str]] = {}  # what is not listed -> who answers it
        self._unfolded: frozenset[str] = frozenset()
        self._me, self._by = me, by

    def take(self, comment: Comment) -> None:
        """The next one of the tab, in the order of display."""
        if self._lists(comment):
            key, parent = comment.comment, comment.reply_to
            root = self.root_of[key] = self.root_of.get(parent, key)
            self._threads.setdefault(root, []).append(comment)
            self.changed.add(root)
            if parent and root == key:
                self._quoting.setdefault(parent, set()).add(key)

    def drop(self, comment: Comment) -> None:
        """The last one is not there any more."""
        root = self.root_of.pop(comment.comment, "")
        if root:
            self._threads[root].pop()
            self.changed.add(root)
        if root == comment.comment:
            del self._threads[root]
            self._rows.pop(root, None)
            self._quoting.get(comment.reply_to, set()).discard(root)

    def renew(self, old: Comment, new: Comment) -> None:
        """One says something else."""
        root = self.root_of.get(old.comment)
        if root is not None:
            thread = self._threads[root]
            thread[next(n for n, each in enumerate(thread) if each.comment == old.comment)] = new
            self.changed.add(root)

    def touch(self, comments: Iterable[str]) -> None:
        """The cards of these, or of those that quote them, may show something else."""
        for each in comments:
            if each in self.root_of:
                self.changed.add(self.root_of[each])
            self.changed |= self._quoting.get(each, set())

    def rows(self, make: CommentRows, unfolded: frozenset[str], *, anew: bool) -> tuple[CommentRow, ...]:
        """The rows of all threads, made only where something changed, or of all of them."""
        changed = self._threads.keys() if anew else self.changed | (unfolded ^ self._unfolded)
        for root in changed:
            if root in self._threads:
                thread = thread_of(self._threads[root], is_open=root in unfolded)
                self._rows[root] = tuple([make.row(each) for each in thread])
        self.changed, self._unfolded = set(), unfolded
        return tuple(chain.from_iterable([self._rows[root] for root in self._threads]))

    def _lists(self, comment: Comment) -> bool:
        if self._by.unanswered and not is_unanswered(comment):
            return False
        is_mine = not self._by.mine or comment.author == self._me
        return is_mine or (not self._by.unanswered and comment.reply_to in self.root_of)


class ListedComments:
    """Told every state of the comments, and what a person looks at."""

    def __init__(self) -> None:
        self.known: dict[str, Comment] = {}  # all of the meeting
        self.tallies = {tab: Tally() for tab in Tab}
        self.listing = Listing()
        self._keys: dict[Tab, object] = {}
        self._key: object = None
        self._me = ""
        self._comments: tuple[Comment, ...] = ()

    def follow(
        self,
        comments: tuple[Comment, ...],
        me: str,
        tabs: Mapping[Tab, tuple[object, Callable[[Comment], bool]]],
        tab: Tab,
        by: Filter,
    ) -> None:
        """Take this state; each of the `tabs` has what it depends on, and says what belongs to it."""
        found = changes(self._comments, comments)
        before, self._comments = self._comments, comments
        is_other = me != self._me or not all(_is_placed_alike(old, new, me) for old, new in found.changed)
        self._me = me
        self._know((*found.came, *(new for _, new in found.changed)), found.gone)
        old_end, new_end = before[found.first :], comments[found.first :]
        moved = {each.comment for each in new_end}
        renewed = [(old, new) for old, new in found.changed if new.comment not in moved]
        parts: list[Tally | Listing] = []
        for each, (about, chooses) in tabs.items():
            if is_other or self._keys.get(each, self) != about:
                self._keys[each] = about
                self.tallies[each] = _filled(Tally(me, chooses), comments)
            else:
                parts.append(self.tallies[each])
        for part in parts:
            _bring_on(part, old_end, new_end, renewed)
        key = (tab, by, self._keys[tab])
        shifts = by.unanswered and any(is_unanswered(old) is not is_unanswered(new) for old, new in renewed)
        ids = self.tallies[tab].ids
        if is_other or shifts or key != self._key:
            self._key = key
            self.listing = _filled(Listing(me, by), (each for each in comments if each.comment in ids))
        else:
            _bring_on(self.listing, old_end, [each for each in new_end if each.comment in ids], renewed)
            self.listing.touch(each.comment for each in (*found.came, *found.gone))
            self.listing.touch(new.comment for _, new in found.changed)

    def _know(self, new: Iterable[Comment], gone: Iterable[Comment]) -> None:
        self.known.update((each.comment, each) for each in new)
        for each in gone:
            del self.known[each.comment]


P = TypeVar("P", Tally, Listing)


def _filled(part: P, comments: Iterable[Comment]) -> P:
    for each in comments:
        part.take(each)
    return part


def _bring_on(
    part: Tally | Listing,
    old_end: Sequence[Comment],
    new_end: Sequence[Comment],
    renewed: Sequence[tuple[Comment, Comment]],
) -> None:
    """From one state to the next: what stands at the end goes, and comes as it is now."""
    for each in reversed(old_end):
        part.drop(each)
    for old, new in renewed:
        part.renew(old, new)
    for each in new_end:
        part.take(each)


def _is_placed_alike(old: Comment, new: Comment, me: str) -> bool:
    """Whether it belongs where it belonged, whatever it says now."""
    return (
        is_seen(old, me) is is_seen(new, me)
        and (old.agenda, old.reply_to) == (new.agenda, new.reply_to)
        and old.anchor == new.anchor
        and old.author == new.author
    )

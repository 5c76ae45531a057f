from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.plain_listing import in_tab, narrowed
from tests.widgets.samples import ME, comment
from widgets.comment_rows import comment_rows, row_in_words
from widgets.comment_threads import MOST_UNFOLDED, SHOWN_OF_FOLDED, root_of, threads
from widgets.shown_comments import (
    Filter,
    Tab,
    held_count,
    is_public,
    visible_comments,
)

if TYPE_CHECKING:
    from sync.meeting import Comment


def names(comments: object) -> list[str]:
    return [each.comment for each in comments]  # type: ignore[attr-defined] # of comments


@st.composite
def conversations(draw: st.DrawFn) -> list[Comment]:
    """Comments that answer earlier ones, or ones that are not shown, or nothing."""
    found: list[Comment] = []
    for number in range(draw(st.integers(0, 14))):
        above = [None, "gone", *(each.comment for each in found)]
        found.append(comment(f"c{number}", reply_to=draw(st.sampled_from(above)) or ""))
    return found


@given(comments=conversations())
def test_every_comment_stands_once_and_answers_stand_below_what_began_them(comments: list[Comment]) -> None:
    opened = frozenset(each.comment for each in comments)
    found = list(threads(comments, opened))
    assert sorted(each.comment.comment for each in found) == sorted(opened)
    root = ""
    for each in found:
        root = root if each.is_reply else each.comment.comment
        assert each.root == root == root_of(comments, each.comment.comment)
    assert names(each.comment for each in found if not each.is_reply) == [
        each.comment for each in comments if each.reply_to in ("", "gone")
    ]


@given(comments=conversations())
def test_of_long_threads_the_first_answers_are_shown_and_the_others_counted(comments: list[Comment]) -> None:
    for head in [each for each in threads(comments) if not each.is_reply]:
        below = [each for each in threads(comments) if each.is_reply and each.root == head.root]
        assert len(below) + head.folded == head.replies
        assert len(below) == (head.replies if head.replies <= MOST_UNFOLDED else SHOWN_OF_FOLDED)


def test_held_comments_are_seen_by_their_author_alone_and_counted_by_everybody() -> None:
    held, hidden = comment("held", held=True), comment("hidden", hidden=True, held=True)
    own = comment("own", author=ME, held=True)
    comments = (held, hidden, own, comment("open"), comment("gone", deleted=True, held=True))
    assert names(visible_comments(comments, ME)) == ["own", "open"]
    assert names(visible_comments(comments, "device-9")) == ["open"]
    assert held_count(comments) == 2
    assert [is_public(each) for each in comments] == [False, False, False, True, False]


def test_an_answer_to_a_held_comment_says_nothing_of_it() -> None:
    held = comment("held", "秘密", seat="秘密の席", held=True)
    everything = {"held": held}
    (row,) = comment_rows([held, comment("b", reply_to="held")], ME, everything=everything)
    assert row.quote == "a comment that is not shown"
    assert "秘密" not in row_in_words(row)
    own = replace(held, author=ME)
    rows = comment_rows([own], ME)
    assert "Waiting to be checked" in row_in_words(rows[0])
    assert not rows[0].may_react


def test_tabs_and_filters() -> None:
    comments = (
        comment("a"),
        comment("b", author=ME, answered=True),
        comment("c", reply_to="b", agenda="item-4"),
        comment("d", agenda="item-4"),
        comment("e", author=ME, agenda="item-4"),
    )
    assert names(in_tab(comments, Tab.ITEM, "item-2", lambda _: False)) == ["a", "b", "c"]
    assert names(in_tab(comments, Tab.PAGE, "item-2", lambda _: True)) == []
    assert names(in_tab(comments, Tab.ALL, "", lambda _: False)) == names(comments)
    assert names(narrowed(comments, Filter(mine=True), ME)) == ["b", "c", "e"]
    assert names(narrowed(comments, Filter(unanswered=True), ME)) == ["a", "d", "e"]
    assert names(narrowed(comments, Filter(mine=True, unanswered=True), ME)) == ["e"]

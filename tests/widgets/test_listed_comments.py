from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.meeting import Comment
from tests.widgets.plain_listing import in_tab, narrowed
from tests.widgets.samples import ME, comment
from widgets.comment_rows import CommentRow, CommentRows, RowFacts
from widgets.comment_threads import threads
from widgets.listed_comments import ListedComments
from widgets.shown_comments import (
    EVERYTHING,
    Filter,
    Tab,
    is_unanswered,
    visible_comments,
)

NAMES = "abcdef"


@st.composite
def states(draw: st.DrawFn) -> tuple[Comment, ...]:
    """Some comments in the order of a meeting, in which an answer is after what it answers."""
    found = []
    for place, name in enumerate(NAMES):
        if not draw(st.integers(0, 3)):
            continue
        flags = draw(st.sets(st.sampled_from(("answered", "hidden", "held", "deleted")), max_size=1))
        one = comment(
            name,
            author=draw(st.sampled_from((ME, "device-other"))),
            reply_to=draw(st.sampled_from(("", *NAMES[:place]))),
            body=draw(st.sampled_from(("一", "二"))),
        )
        item = draw(st.sampled_from(("item-1", "item-2")))
        found.append(replace(one, agenda=item, **dict.fromkeys(flags, True)))
    return tuple(found)


FILTERS = st.builds(Filter, st.booleans(), st.booleans())
LOOKS = st.tuples(
    st.sampled_from((Tab.ITEM, Tab.ALL)),
    FILTERS,
    st.sampled_from(("item-1", "item-2")),
    st.frozensets(st.sampled_from(NAMES), max_size=2),
    st.frozensets(st.sampled_from(NAMES), max_size=2),
)


def shown(
    listed: ListedComments, rows: CommentRows, comments: tuple[Comment, ...], look: tuple[Tab, Filter, str]
) -> None:
    tab, by, item = look
    listed.follow(
        comments,
        ME,
        {
            Tab.PAGE: (None, lambda each: each.body == "一"),
            Tab.ITEM: (item, lambda each: each.agenda == item),
            Tab.ALL: (None, lambda _: True),
        },
        tab,
        by,
    )


EDITS = st.tuples(
    st.sampled_from(("body", "answered", "hidden", "held", "deleted", "gone", "new")), st.sampled_from(NAMES)
)


def edited(comments: tuple[Comment, ...], what: str, name: str) -> tuple[Comment, ...]:
    """The same after one thing happened to a comment, or an answer to it came at the end."""
    found = list(comments)
    at = next((n for n, each in enumerate(found) if each.comment == name), None)
    if what == "new":
        number = sum(each.comment.startswith("new") for each in found)
        found.append(comment(f"new {number}", reply_to=name, agenda="item-1"))
    elif at is not None and what == "gone":
        del found[at]
    elif at is not None:
        value = "三" if what == "body" else not getattr(found[at], what)
        found[at] = replace(found[at], **{what: value})
    return tuple(found)


@settings(deadline=None)
@given(st.lists(st.tuples(states(), LOOKS), min_size=1, max_size=3), st.lists(EDITS, max_size=10))
def test_what_is_listed_is_the_same_as_if_it_were_made_anew(
    steps: list[tuple[tuple[Comment, ...], tuple[Tab, Filter, str, frozenset[str], frozenset[str]]]],
    edits: list[tuple[str, str]],
) -> None:
    listed, rows, waiting = ListedComments(), CommentRows(), frozenset[str]()
    for edit in edits:
        last, look = steps[-1]
        steps.append((edited(last, *edit), look))
    for comments, (tab, by, item, unfolded, awaited) in steps:
        shown(listed, rows, comments, (tab, by, item))
        anew = rows.set_facts(RowFacts(ME, awaited, everything=listed.known))
        listed.listing.touch(waiting ^ awaited)
        waiting = awaited
        found = listed.listing.rows(rows, unfolded, anew=anew)
        assert listed.known == {each.comment: each for each in comments}
        seen = visible_comments(comments, ME)
        of_tab = {each: in_tab(seen, each, item, lambda c: c.body == "一") for each in Tab}
        for each, tally in listed.tallies.items():
            if each is not Tab.PAGE:  # there only what has a page is looked at
                assert tally.ids == {c.comment for c in of_tab[each]}
                assert tally.mine == sum(c.author == ME for c in of_tab[each])
                assert tally.unanswered == sum(is_unanswered(c) for c in of_tab[each])
        fresh = CommentRows()
        fresh.set_facts(RowFacts(ME, awaited, everything=listed.known))
        expected = tuple(map(fresh.row, threads(narrowed(of_tab[tab], by, ME), unfolded)))
        assert found == expected


class Counting(CommentRows):
    """Notes for which comments it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def row(self, each: object) -> CommentRow:
        self.asked.append(each.comment.comment)  # type: ignore[attr-defined] # a place in a thread
        return super().row(each)  # type: ignore[arg-type]


def test_of_ten_thousand_only_the_threads_that_changed_are_made_anew() -> None:
    many = tuple(replace(comment(f"c{number}"), at_ms=number) for number in range(10_000))
    listed, rows = ListedComments(), Counting()
    shown(listed, rows, many, (Tab.ALL, EVERYTHING, ""))
    rows.set_facts(RowFacts(ME, everything=listed.known))
    assert len(listed.listing.rows(rows, frozenset(), anew=True)) == 10_000
    rows.asked.clear()
    changed = list(many)
    changed[7] = replace(many[7], agreed=frozenset(("device-3",)))
    new = replace(comment("new", reply_to="c5"), at_ms=10_001)
    shown(listed, rows, (*changed, new), (Tab.ALL, EVERYTHING, ""))
    found = listed.listing.rows(rows, frozenset(), anew=False)
    assert sorted(rows.asked) == ["c5", "c7", "new"]
    assert [row.comment.comment for row in found[4:9]] == ["c4", "c5", "new", "c6", "c7"]
    assert len(found) == 10_001
    assert found[8].comment.agreed


def test_a_quote_follows_what_it_quotes_although_that_is_listed_elsewhere() -> None:
    parent = comment("a", body="前", agenda="item-2")
    answer = comment("b", reply_to="a", agenda="item-1")
    listed, rows = ListedComments(), CommentRows()
    quotes = []
    for body in ("前", "後"):
        shown(listed, rows, (replace(parent, body=body), answer), (Tab.ITEM, EVERYTHING, "item-1"))
        anew = rows.set_facts(RowFacts(ME, everything=listed.known))
        (row,) = listed.listing.rows(rows, frozenset(), anew=anew)
        quotes.append(row.quote)
    assert "前" in quotes[0]
    assert "後" in quotes[1]

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.discussion import Group
from sync.meeting import CommentKind, Meeting
from tests.widgets import desk
from widgets.incoming_cards import ALL_ITEMS, THIS_ITEM, Order, Shown, Sight, arrange
from widgets.incoming_order import CardOrder, Step

NAMES = tuple("abcdef")
SIGHTS = st.builds(
    Sight,
    st.sampled_from(Order),
    st.sampled_from(Shown),
    st.sampled_from((ALL_ITEMS, THIS_ITEM, "one")),
    st.sampled_from((frozenset(), frozenset({"g"}))),
)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Some of a dozen comments in the order of a meeting, a few of them in groups."""
    group_of = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(("g", "h")), max_size=5))
    comments = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        flags = draw(st.sets(st.sampled_from(("answered", "hidden", "held", "deleted")), max_size=1))
        one = desk.comment(
            name,
            minute=draw(st.integers(0, 2)),
            agreed=draw(st.integers(0, 2)),
            item=draw(st.sampled_from(("one", "two"))),
            seat=draw(st.sampled_from(("1", "4"))),
            kind=draw(st.sampled_from((CommentKind.OPINION, CommentKind.QUESTION))),
        )
        comments.append(replace(one, group=group_of.get(name, ""), **dict.fromkeys(flags, True)))
    groups = tuple(
        Group(group, tuple(name for name in NAMES if group_of.get(name) == group))
        for group in sorted(set(group_of.values()))
    )
    spotlight = draw(st.sampled_from(("", "a", "g")))
    return replace(desk.meeting(*comments, spotlight=spotlight), groups=groups)


EDITS = st.tuples(
    st.sampled_from(("agreed", "answered", "hidden", "held", "deleted", "new")), st.sampled_from(NAMES)
)


def edited(meeting: Meeting, what: str, name: str) -> Meeting:
    """The same after one thing happened: to this comment, or before it there came another one."""
    comments = list(meeting.comments)
    at = next((n for n, each in enumerate(comments) if each.comment == name), None)
    if what == "new":
        comments.insert(len(comments) if at is None else at, desk.comment(f"new {len(comments)}", agreed=1))
    elif at is not None:
        one = comments[at]
        agreed = one.agreed | {f"somebody {len(one.agreed)}"} if what == "agreed" else one.agreed
        flag = {} if what == "agreed" else {what: not getattr(one, what)}
        comments[at] = replace(one, agreed=agreed, **flag)
    return replace(meeting, comments=tuple(comments))


def done(keys: list[str], steps: list[Step]) -> list[str]:
    """A list of keys after these steps."""
    for step in steps:
        if step.keys:
            keys[step.row : step.row] = step.keys
        elif step.to < 0:
            del keys[step.row : step.row + step.gone]
        else:
            keys.insert(step.to, keys.pop(step.row))
    return keys


@settings(deadline=None)
@given(sight=SIGHTS, states=st.lists(meetings(), min_size=1, max_size=2), edits=st.lists(EDITS, max_size=12))
def test_the_order_is_the_same_as_if_it_were_sorted_anew(
    sight: Sight, states: list[Meeting], edits: list[tuple[str, str]]
) -> None:
    order = CardOrder()
    order.look(sight)
    for edit in edits:
        states.append(edited(states[-1], *edit))
    keys: list[str] = []
    for meeting in states:
        _, steps = order.follow(meeting)
        keys = list(order.keys) if steps is None else done(keys, steps)
        assert keys == order.keys == arrange(meeting, sight)
        assert order.comments == {each.comment: each for each in meeting.comments}
        assert order.held == {c.comment for c in meeting.comments if c.held and not (c.hidden or c.deleted)}


@settings(deadline=None)
@given(sight=SIGHTS, meeting=meetings(), edits=st.lists(EDITS, max_size=5))
def test_nothing_that_happens_to_one_comment_puts_all_in_order_anew(
    sight: Sight, meeting: Meeting, edits: list[tuple[str, str]]
) -> None:
    order = CardOrder()
    order.look(sight)
    order.follow(meeting)
    for edit in edits:
        meeting = edited(meeting, *edit)
    _, steps = order.follow(meeting)
    assert steps is not None


def test_agreement_with_one_of_a_group_moves_the_card_of_the_group() -> None:
    grouped = [replace(desk.comment(name), group="g") for name in "ab"]
    meeting = desk.meeting(*grouped, desk.comment("c", agreed=1))
    meeting = replace(meeting, groups=(Group("g", ("a", "b")),))
    order = CardOrder()
    order.look(Sight(Order.AGREED))
    order.follow(meeting)
    assert order.keys == ["c", "a"]
    loved = replace(grouped[1], agreed=frozenset("xyz"))
    _, steps = order.follow(replace(meeting, comments=(grouped[0], loved, meeting.comments[2])))
    assert order.keys == ["a", "c"]
    assert steps == [Step(1, gone=1, to=0)]


def test_a_group_goes_when_all_of_it_is_answered() -> None:
    grouped = [replace(desk.comment(name), group="g") for name in "ab"]
    meeting = replace(desk.meeting(*grouped), groups=(Group("g", ("a", "b")),))
    order = CardOrder()
    order.look(Sight(shown=Shown.UNANSWERED))
    order.follow(meeting)
    assert order.keys == ["a"]
    answered = tuple(replace(each, answered=True) for each in grouped)
    order.follow(replace(meeting, comments=answered))
    assert order.keys == []


def test_one_of_ten_thousand_is_one_step() -> None:
    many = [desk.comment(f"c{n}", minute=n // 50, agreed=n % 7) for n in range(10_000)]
    order = CardOrder()
    for each in Order:
        order.look(Sight(each))
        order.follow(desk.meeting(*many))
        _, steps = order.follow(desk.meeting(*many, desk.comment("new", minute=999)))
        assert steps is not None
        assert [step.keys for step in steps] == [("new",)]
        assert order.replies["c5"] == 0


def test_replies_are_counted_as_they_come_and_go() -> None:
    reply = replace(desk.comment("b", minute=1), reply_to="a")
    order = CardOrder()
    order.follow(desk.meeting(desk.comment("a"), reply))
    assert order.replies["a"] == 1
    order.follow(desk.meeting(desk.comment("a"), replace(reply, reply_to="", deleted=True)))
    assert order.replies["a"] == 0
    order.follow(desk.meeting(desk.comment("a"), reply))
    order.follow(desk.meeting(desk.comment("a")))
    assert order.replies["a"] == 0

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.discussion import Group
from sync.meeting import Comment, CommentKind
from tests.widgets import desk
from widgets.incoming_cards import (
    ALL_ITEMS,
    THIS_ITEM,
    CardAction,
    CardKind,
    Counts,
    IncomingCard,
    Order,
    Shown,
    Sight,
    actions_of,
    arrange,
    is_open,
)

OLD = desk.comment("old", minute=0, agreed=3)
MID = desk.comment("mid", minute=1, item="one", kind=CommentKind.OPINION)
NEW = desk.comment("new", minute=2, agreed=1)
ANSWERED = replace(desk.comment("answered", minute=3), answered=True)
HIDDEN = replace(desk.comment("hidden", minute=4), hidden=True)
DELETED = replace(desk.comment("deleted", minute=5), deleted=True, body="")
HELD = replace(desk.comment("held", minute=6), held=True)
CHAIRS = desk.comment("chairs", minute=7, seat="1", kind=CommentKind.OPINION)
EVERYTHING = desk.meeting(OLD, MID, NEW, ANSWERED, HIDDEN, DELETED, HELD, CHAIRS)


@pytest.mark.parametrize(
    ("sight", "expected"),
    [
        (Sight(), "chairs held hidden answered new mid old"),
        (Sight(Order.OLDEST), "old mid new answered hidden held chairs"),
        (Sight(Order.AGREED), "old new chairs held hidden answered mid"),
        (Sight(item=THIS_ITEM), "chairs held hidden answered new old"),
        (Sight(item="one"), "mid"),
        (Sight(item=ALL_ITEMS), "chairs held hidden answered new mid old"),
        (Sight(shown=Shown.UNANSWERED), "held new mid old"),
        (Sight(shown=Shown.QUESTIONS), "held answered new old"),
        (Sight(shown=Shown.HELD), "held"),
        (Sight(shown=Shown.ANSWERED), "answered"),
        (Sight(shown=Shown.HIDDEN), "hidden"),
    ],
)
def test_arrange(sight: Sight, expected: str) -> None:
    assert arrange(EVERYTHING, sight) == expected.split()


def test_every_choice_says_how_many_it_lists() -> None:
    for item in (ALL_ITEMS, THIS_ITEM, "one"):
        listed = {shown: len(arrange(EVERYTHING, Sight(shown=shown, item=item))) for shown in Shown}
        assert Counts().of(EVERYTHING, item) == listed


def test_what_the_chair_said_itself_needs_nothing() -> None:
    assert is_open(CHAIRS)
    assert not is_open(CHAIRS, "device1")
    assert is_open(NEW, "device1")


def test_what_is_projected_stays_in_the_list() -> None:
    shown = replace(EVERYTHING, spotlight="answered")
    assert arrange(shown, Sight(shown=Shown.UNANSWERED)) == ["held", "answered", "new", "mid", "old"]


def test_a_group_is_listed_if_one_of_it_is_and_stands_where_its_first_does() -> None:
    inside = [replace(each, group="g") for each in (OLD, NEW)]
    meeting = replace(
        desk.meeting(replace(inside[0], answered=True), MID, inside[1]),
        groups=(Group("g", ("old", "new")),),
    )
    assert arrange(meeting, Sight()) == ["mid", "old"]
    assert arrange(meeting, Sight(shown=Shown.UNANSWERED)) == ["mid", "old"]
    assert arrange(meeting, Sight(Order.AGREED)) == ["old", "mid"]
    assert arrange(meeting, Sight(opened=frozenset({"g"}))) == ["mid", "old", "new"]


def test_a_group_of_which_one_is_left_is_none() -> None:
    gone = replace(NEW, group="g", deleted=True, body="")
    meeting = replace(desk.meeting(replace(OLD, group="g"), gone), groups=(Group("g", ("old", "new")),))
    assert arrange(meeting, Sight()) == ["old"]


def test_what_is_hidden_or_held_speaks_for_no_group() -> None:
    inside = [replace(desk.comment(each, minute=place), group="g") for place, each in enumerate("abcd")]
    inside[0], inside[1] = replace(inside[0], hidden=True), replace(inside[1], held=True)
    meeting = replace(desk.meeting(*inside), groups=(Group("g", tuple("abcd")),))
    assert arrange(meeting, Sight()) == ["c", "b", "a"]
    assert arrange(meeting, Sight(opened=frozenset({"g"}))) == ["c", "d", "b", "a"]


def actions(comment: Comment, kind: CardKind = CardKind.COMMENT, **more: object) -> tuple[CardAction, ...]:
    return actions_of(IncomingCard(comment.comment, kind, comment, **more))  # type: ignore[arg-type] # fields


def test_what_can_be_done_with_a_comment() -> None:
    assert actions(NEW) == (
        CardAction.PROJECT,
        CardAction.ANSWER,
        CardAction.REPLY,
        CardAction.CHOOSE,
        CardAction.HIDE,
    )
    assert actions(ANSWERED, projected=True)[:2] == (CardAction.STOP, CardAction.REOPEN)
    assert actions(HIDDEN) == (CardAction.UNHIDE,)
    assert actions(DELETED) == ()


def test_what_is_held_is_released_before_the_room_may_see_it() -> None:
    assert actions(HELD) == (CardAction.RELEASE, CardAction.HIDE)


def test_a_group_is_answered_when_all_of_it_is() -> None:
    half = actions(OLD, CardKind.GROUP, members=(replace(OLD, answered=True), NEW), group="g")
    whole = actions(OLD, CardKind.GROUP, members=(replace(OLD, answered=True), ANSWERED), group="g")
    assert (half[1], whole[1]) == (CardAction.ANSWER, CardAction.REOPEN)

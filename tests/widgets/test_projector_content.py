from __future__ import annotations

from dataclasses import replace

from sync.meeting import Member
from tests.widgets import desk
from widgets.projector_content import (
    comments_of_item,
    seats_of,
    seats_that_posted,
    spotlighted,
    visible_comments,
    wall_order,
)

HIDDEN = replace(desk.comment("hidden"), hidden=True)
DELETED = replace(desk.comment("deleted"), deleted=True)


def test_hidden_and_deleted_comments_never_reach_the_room() -> None:
    meeting = desk.meeting(HIDDEN, desk.comment("seen"), DELETED, spotlight="hidden")
    assert [one.comment for one in visible_comments(meeting)] == ["seen"]
    assert spotlighted(meeting) is None
    assert [one.comment for one in wall_order(meeting)] == ["seen"]


def test_only_comments_of_the_present_item_are_on_the_wall() -> None:
    meeting = desk.meeting(desk.comment("here"), desk.comment("there", item="one"))
    assert [one.comment for one in comments_of_item(meeting)] == ["here"]
    everywhere = replace(meeting, current_item="")
    assert len(comments_of_item(everywhere)) == 2


def test_the_most_agreed_and_the_newest_take_turns_and_answered_ones_come_last() -> None:
    meeting = desk.meeting(
        desk.comment("loved", minute=0, agreed=9),
        desk.comment("liked", minute=1, agreed=5),
        replace(desk.comment("answered", minute=2, agreed=50), answered=True),
        desk.comment("plain", minute=3),
        desk.comment("newest", minute=4),
        desk.comment("chosen", minute=5, agreed=20),
        spotlight="chosen",
    )
    assert [one.comment for one in wall_order(meeting)] == ["loved", "newest", "liked", "plain", "answered"]


def test_seats_are_counted_once() -> None:
    meeting = desk.meeting(
        desk.comment("a", seat="1"), desk.comment("b", seat="1"), desk.comment("c", seat="2")
    )
    assert seats_that_posted(meeting) == 2
    assert seats_of(meeting) == 24
    guest = replace(meeting, members=(*meeting.members, Member("guest", "", "客")))
    assert seats_of(guest) == 25

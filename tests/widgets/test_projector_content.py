from __future__ import annotations

from dataclasses import replace

from sync.discussion import Group
from sync.meeting import Member
from tests.widgets import desk, stage_meetings
from widgets.projector_content import (
    Seen,
    agreement,
    current_poll,
    seats_of,
    seats_that_posted,
    spotlighted,
    wall_order,
)

HIDDEN = replace(desk.comment("hidden"), hidden=True)
DELETED = replace(desk.comment("deleted"), deleted=True)
HELD = replace(desk.comment("held"), held=True)


def test_hidden_and_deleted_comments_never_reach_the_room() -> None:
    meeting = desk.meeting(HIDDEN, desk.comment("seen"), DELETED, HELD, spotlight="hidden")
    assert [one.comment for one in Seen(meeting).comments] == ["seen"]
    assert spotlighted(meeting) is None
    assert [one.comment for one in wall_order(Seen(meeting))] == ["seen"]


def test_only_comments_of_the_present_item_are_on_the_wall() -> None:
    meeting = desk.meeting(desk.comment("here"), desk.comment("there", item="one"))
    assert Seen(meeting).count == 1
    assert [one.comment for one in Seen(meeting).wall] == ["here"]
    everywhere = replace(meeting, current_item="")
    assert Seen(everywhere).count == len(Seen(everywhere).wall) == 2


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
    assert [one.comment for one in wall_order(Seen(meeting))] == [
        "loved",
        "newest",
        "liked",
        "plain",
        "answered",
    ]


def test_seats_are_counted_once() -> None:
    meeting = desk.meeting(
        desk.comment("a", seat="1"), desk.comment("b", seat="1"), desk.comment("c", seat="2")
    )
    assert seats_that_posted(meeting) == 2
    assert seats_of(meeting) == 24
    guest = replace(meeting, members=(*meeting.members, Member("guest", "", "客")))
    assert seats_of(guest) == 25


def test_a_reply_is_not_shown_without_what_it_replies_to() -> None:
    to_hidden = replace(desk.comment("a"), reply_to="hidden")
    to_seen = replace(desk.comment("b"), reply_to="seen")
    seen = Seen(desk.meeting(HIDDEN, desk.comment("seen"), to_hidden, to_seen))
    assert [one.comment for one in seen.comments] == ["seen", "b"]


def test_of_a_group_only_the_first_is_on_the_wall_and_its_agreement_counts_devices_once() -> None:
    first, second = desk.comment("first", agreed=3), desk.comment("second", agreed=5)
    meeting = replace(
        desk.meeting(first, second, desk.comment("other", agreed=4)),
        groups=(Group("g", ("first", "second")),),
    )
    seen = Seen(meeting)
    assert [one.comment for one in seen.wall] == ["first", "other"]
    assert agreement(seen, first) == 5


def test_of_a_group_with_one_comment_that_may_be_seen_that_one_is_shown_alone() -> None:
    meeting = replace(
        desk.meeting(HELD, desk.comment("second"), spotlight="g"),
        groups=(Group("g", ("held", "second")),),
    )
    seen = Seen(meeting)
    assert seen.groups == {}
    assert seen.spotlight is not None
    assert seen.spotlight.comment == "second"
    assert seen.group("g") is None


def test_the_open_poll_comes_before_the_one_that_was_closed_last() -> None:
    opened, shut = stage_meetings.POLL, stage_meetings.CLOSED_POLL
    earlier = replace(shut, poll="earlier", closed_ms=5)
    meeting = desk.meeting()
    assert current_poll(meeting) is None
    assert current_poll(replace(meeting, polls=(shut, earlier))) is shut
    assert current_poll(replace(meeting, polls=(earlier, opened, shut))) is opened

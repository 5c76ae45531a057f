"""After the close everybody stays in touch for a while: what was written offline arrives, and is late."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.meeting import CommentDraft
from sync.parting import OWING_DAYS, OWING_S, STAY_DAYS, STAY_S, Parting
from sync.status import Ended
from tests.fakes import Room, run
from tests.sync.strategies import CHAIR, START_MS, room
from tests.sync.test_circle import full_room
from tests.sync.test_fold import folded
from tests.sync.test_node import CODE, level, plan, texts

DAY_MS = 86_400_000


class Evening:
    """A closed meeting, the time since, and whether something is owed."""

    def __init__(self) -> None:
        events, writers = room()
        self.now_s = 0.0
        self.now_ms = START_MS
        self.owes = False
        self._fold = folded(events)
        self._close = writers[CHAIR].say("meeting.close", {}, position=7)
        self.parting = Parting(self._fold, lambda: self.now_ms, lambda: self.owes, lambda: self.now_s)

    def close(self) -> None:
        self._fold.apply(self._close)


def test_an_open_meeting_is_never_done() -> None:
    evening = Evening()
    evening.now_s = 10 * OWING_S
    assert not evening.parting.is_done()


@pytest.mark.parametrize(("owes", "longest_s"), [(False, STAY_S), (True, OWING_S)])
def test_a_device_stays_for_a_while_and_longer_when_it_owes_something(
    *, owes: bool, longest_s: float
) -> None:
    evening = Evening()
    evening.now_s = 50_000.0  # the meeting took long
    assert not evening.parting.is_done()
    evening.close()
    evening.owes = owes
    assert not evening.parting.is_done()
    evening.now_s += longest_s - 1
    assert not evening.parting.is_done()
    evening.now_s += 1
    assert evening.parting.is_done()


@pytest.mark.parametrize(("owes", "days"), [(False, STAY_DAYS), (True, OWING_DAYS)])
def test_a_start_of_the_program_long_after_the_close_stays_no_more(*, owes: bool, days: int) -> None:
    evening = Evening()
    evening.close()
    evening.owes = owes
    evening.now_ms += days * DAY_MS - 1
    assert not evening.parting.is_done()
    evening.now_ms += 1
    assert evening.parting.is_done()


@pytest.mark.parametrize("all_start_again", [False, True])
def test_what_a_seat_wrote_while_it_was_cut_off_arrives_after_the_close(
    tmp_path: Path, *, all_start_again: bool
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as house:
            chair, one, two = await full_room(house, tmp_path, "2", "3")
            await two.node.post(CommentDraft("みんなに届いた"))
            await level(chair, one, two)
            meeting = chair.node.meeting()
            assert meeting is not None
            await house.stop(chair)
            await house.stop(one)
            await two.node.post(CommentDraft("切れている間"))
            await house.stop(two)
            chair, one = await house.node("chair"), await house.node("seat2")
            await level(chair, one)
            await chair.node.end()
            await one.until(lambda: Ended("closed") in one.reported.of("link_changed"))
            for each in (chair, one):
                await each.until(
                    lambda each=each: each.reported.of("closing_code_changed")[-1:] not in ([], [""])
                )
            code = chair.node.closing_code
            if all_start_again:
                await house.stop(chair)
                await house.stop(one)
                chair, one = await house.node("chair"), await house.node("seat2")
                assert chair.node.meeting() is None  # it is no meeting that one is in
                for each in (chair, one):
                    each.node.choose(meeting.meeting)
            two = await house.node("seat3")
            for each in (chair, one, two):
                await each.until(lambda each=each: texts(each) == ["みんなに届いた", "切れている間"])
            await level(chair, one, two)
            await two.until(lambda: two.reported.of("closing_code_changed")[-1:] == [code])
            assert [each.node.closing_code for each in (chair, one)] == [code, code]
            late = chair.node.meeting()
            assert late is not None
            assert [comment.late for comment in late.comments] == [False, True]

    run(play())


def test_a_closed_meeting_that_stays_in_touch_is_in_nobodys_way(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as house:
            chair, one = await full_room(house, tmp_path, "2")
            meeting = chair.node.meeting()
            assert meeting is not None
            told = plan(tmp_path / "files")
            assert chair.node.going_on(told) == meeting.meeting
            await chair.node.end()
            await one.until(lambda: Ended("closed") in one.reported.of("link_changed"))
            await house.stop(chair)
            chair = await house.node("chair")
            assert list(chair.node._sessions) == [meeting.meeting]
            assert (chair.node.meeting(), chair.node.code, chair.reported.of("joined")) == (None, "", [])
            assert (chair.node.going_on(told), chair.reported.of("closing_code_changed")) == ("", [])
            (stored,) = await chair.node.stored_meetings().all()
            assert (stored.is_running, stored.may_open) == (False, False)
            stranger = await house.node("stranger")
            with pytest.raises(KurumazaError) as caught:
                await stranger.node.join(address=chair.address, code=CODE, seat="3")
            assert caught.value.code == "meeting_closed"
            new = await chair.node.host(plan(tmp_path / "more"), CODE)
            assert await stranger.node.join(address=chair.address, code=CODE, seat="3") == new.meeting
            await chair.node.leave()
            assert chair.node.meeting() is None

    run(play())


def test_a_closed_meeting_that_stays_in_touch_is_offered_to_nobody(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(plan(tmp_path / "files"), CODE)
            await chair.node.end()
            await room.stop(chair)
            chair = await room.node("chair")
            assert chair.node._sessions  # in touch
            assert chair.reported.of("meetings_found")[-1] == ()

    run(play())

"""When things happened, as a record tells it: the same in every order of arrival."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from sync.chronicle import Chronicle, Stretch
from sync.errors import KurumazaError
from sync.events import Event
from sync.fold import Fold
from sync.meeting import Meeting
from sync.recorded import Recorded
from tests.fakes import Room, run
from tests.sync.strategies import ANNE, BEN, CHAIR, OBSERVER, SECRETARY, START_MS, room
from tests.sync.test_node import opened

SECOND = 1_000


def story() -> list[Event]:
    """Two items, a pause, the first item once more; Ben is removed."""
    events, writers = room()
    chair = writers[CHAIR]

    def say(kind: str, body: dict, position: int, after_s: int) -> None:
        events.append(chair.say(kind, body, position=position, ms=START_MS + after_s * SECOND))

    items = [{"item": item, "title": f"議題{item}"} for item in "ab"]
    say("agenda.set", {"items": items}, 7, 0)
    say("meeting.open", {}, 8, 10)
    say("agenda.open", {"item": "a"}, 9, 20)
    say("agenda.pause", {"on": True}, 10, 50)
    say("agenda.pause", {"on": False}, 11, 80)
    say("agenda.open", {"item": "b"}, 12, 100)
    say("roster.remove", {"device": BEN.device, "upto": {}}, 13, 110)
    say("agenda.open", {"item": "a"}, 14, 150)
    say("meeting.close", {}, 15, 200)
    return events


def chronicle_of(events: list[Event]) -> tuple[Chronicle, Meeting]:
    fold = Fold()
    for event in events:
        fold.apply(event)
    meeting = fold.meeting()
    assert meeting is not None
    return fold.chronicle(), meeting


def test_it_tells_when_the_meeting_was_at_which_item_and_when_it_paused() -> None:
    chronicle, _meeting = chronicle_of(story())
    at = [
        (s.item, (s.since_ms - START_MS) // SECOND, (s.until_ms - START_MS) // SECOND)
        for s in chronicle.stretches
    ]
    assert at == [("a", 20, 50), ("", 50, 80), ("a", 80, 100), ("b", 100, 150), ("a", 150, 200)]
    assert chronicle.opened_ms == START_MS + 10 * SECOND


def test_it_tells_who_came_and_who_was_removed() -> None:
    chronicle, meeting = chronicle_of(story())
    left = {stay.member.device: stay.until_ms for stay in chronicle.stays}
    assert left[BEN.device] == START_MS + 110 * SECOND
    assert left[ANNE.device] == 0
    assert meeting.member(BEN.device) is None
    assert [stay.member.seat for stay in chronicle.stays] == ["1", "2", "3", "4", "5"]


def test_what_goes_on_has_no_end() -> None:
    events = story()[:-5]
    assert chronicle_of(events)[0].stretches[-1] == Stretch("", START_MS + 50 * SECOND)


@pytest.mark.parametrize("seed", range(8))
def test_every_order_gives_the_same(seed: int) -> None:
    events = story()
    expected = chronicle_of(events)[0]
    random.Random(seed).shuffle(events)  # noqa: S311 - an order, no secret
    assert chronicle_of(events)[0] == expected


def test_the_chair_and_the_secretariat_may_write_it_and_only_the_latter_names() -> None:
    chronicle, meeting = chronicle_of(story())
    may = {
        key: (here.may_write, here.may_name)
        for key in (CHAIR, ANNE, SECRETARY, OBSERVER, BEN)
        for here in [Recorded(meeting, chronicle, key.device, 0)]
    }
    assert may == {
        CHAIR: (True, False),
        ANNE: (False, False),
        SECRETARY: (True, True),
        OBSERVER: (False, False),
        BEN: (False, False),
    }
    handed_on = replace(meeting, chair=ANNE.device)
    assert Recorded(handed_on, chronicle, ANNE.device, 0).may_write


def test_a_node_gives_the_open_meeting_and_the_kept_one(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            running = await opened(room, tmp_path / "files")
            chair = running.node
            here = await chair.recorded()
            kept = await chair.stored_meetings().recorded(here.meeting.meeting)
            assert kept.meeting == here.meeting
            assert kept.chronicle == here.chronicle
            assert here.digest == chair.digest()
            assert here.closing_code == ""
            assert here.may_write
            with pytest.raises(KurumazaError, match="Nothing of such a meeting"):
                await chair.stored_meetings().recorded("x" * 43)
            (stored,) = await chair.stored_meetings().all()
            assert (stored.may_record, stored.may_name, stored.is_closed) == (True, False, False)
            await chair.end()
            closed = await chair.stored_meetings().recorded(here.meeting.meeting)
            assert len(closed.closing_code) == 7
            assert closed.meeting.closed_ms

    run(play())

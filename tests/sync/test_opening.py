"""A meeting that is handed out before its time: nothing is said in it, and it opens by itself."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest

from sync import opening
from sync.chunk_schedule import Ask, ChunkSchedule
from sync.downloads import Downloads
from sync.errors import KurumazaError
from sync.log import EventLog
from sync.meeting import CommentDraft, Opens, Phase, Policy
from sync.meeting_clock import MeetingClock
from sync.meeting_plan import MeetingPlan
from sync.opening import is_time
from sync.profile import Profile, Resources
from sync.wanted_documents import WantedDocuments
from tests.fakes import PDF, Room, RunningNode, plan, run
from tests.sync.strategies import ANNE, CHAIR, Writer, admit, create
from tests.sync.test_acts import acts, close
from tests.sync.test_fold import meeting_of
from tests.sync.test_node import CODE, complete, joined, texts

MORNING_MS = 1_790_000_000_000
STARTS = dt.datetime.fromtimestamp(MORNING_MS / 1000 + 3 * 3600, dt.UTC).isoformat()
HOURS_MS = 3 * 3_600_000


@dataclass
class Day:
    """The time on every PC of the room, set by the test."""

    passed_ms: int = 0

    def clock(self) -> MeetingClock:
        return MeetingClock(lambda: MORNING_MS + self.passed_ms, lambda: self.passed_ms)


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    made = Day()
    monkeypatch.setattr(Resources, "meeting_clock", lambda _resources, _meeting: made.clock())
    monkeypatch.setattr(opening, "LOOK_S", 0.01)
    return made


def prepared(folder: Path, **more: object) -> MeetingPlan:
    policy = Policy(opens=Opens.AT_START, deputies=("2",))
    return replace(plan(folder, **more), policy=policy, starts=STARTS)  # type: ignore[arg-type] # its options


def phase(running: RunningNode) -> Phase:
    meeting = running.node.meeting()
    assert meeting is not None
    return meeting.phase


async def refused(act: Callable[[], Awaitable[object]]) -> str:
    with pytest.raises(KurumazaError) as caught:
        await act()
    return caught.value.code


@pytest.mark.parametrize(
    ("starts", "late_ms", "expected"),
    [
        (STARTS, HOURS_MS - 1, False),
        (STARTS, HOURS_MS, True),
        ("2026-10-06T13:30:00+09:00", 10**11, True),
        ("", 10**15, False),
        ("来週", 10**15, False),
        ("9999-12-31T23:59:59", 0, False),
    ],
)
def test_its_time_is_that_of_the_meeting_clock(starts: str, late_ms: int, expected: bool) -> None:
    assert is_time(starts, MORNING_MS + late_ms) is expected


def test_a_time_without_a_zone_is_that_of_this_pc() -> None:
    local = dt.datetime.fromtimestamp(MORNING_MS / 1000).isoformat()  # noqa: DTZ006 - as a person writes it
    assert is_time(local, MORNING_MS)
    assert not is_time(local, MORNING_MS - 1)


def test_seats_have_everything_before_and_the_chair_opens_it_by_hand(tmp_path: Path, day: Day) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(prepared(tmp_path / "files", documents=2, size=2_000), CODE)
            seat = await joined(room, chair, "3")
            await seat.until(lambda: complete(seat))
            assert (phase(chair), phase(seat)) == (Phase.PREPARED, Phase.PREPARED)
            meeting = seat.node.meeting()
            assert meeting is not None
            assert [item.title for item in meeting.agenda] == ["開会", "その他"]

            document = meeting.agenda[0].documents[0].document
            for node in (seat.node, chair.node):
                assert await refused(lambda node=node: node.post(CommentDraft("まだ"))) == "not_open_yet"
            assert await refused(lambda: chair.node.present(document)) == "not_open_yet"
            assert await refused(lambda: chair.node.open_agenda("1")) == "not_open_yet"
            assert await refused(seat.node.open_meeting) == "not_allowed"
            late = tmp_path / "追加.pdf"
            late.write_bytes(PDF)
            await (await chair.node.library()).add(late, "2", "追加")
            await seat.until(lambda: len(seat.node.documents()) == 3 and complete(seat))

            await chair.node.open_meeting()
            await seat.until(lambda: phase(seat) is Phase.OPEN)
            await seat.node.post(CommentDraft("いま"))
            assert await refused(chair.node.open_meeting) == "open_already"

    run(play())


def test_it_opens_by_itself_when_its_time_comes(tmp_path: Path, day: Day) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(prepared(tmp_path / "files", size=2_000), CODE)
            seat = await joined(room, chair, "3")
            day.passed_ms = HOURS_MS - 1
            await seat.until(lambda: complete(seat))
            assert phase(seat) is Phase.PREPARED
            day.passed_ms = HOURS_MS
            await seat.until(lambda: phase(seat) is Phase.OPEN)
            await seat.node.post(CommentDraft("いま"))
            await chair.until(lambda: len(texts(chair)) == 1)
            await room.stop(chair)
            assert times_opened(tmp_path / "chair") == 1

    run(play())


def times_opened(profile: Path) -> int:
    """How often the chair's PC wrote it; its node has to be stopped."""
    log = EventLog(Profile(profile).log)
    try:
        (meeting,) = log.meetings()
        return sum(event.kind == "meeting.open" for event in log.events(meeting))
    finally:
        log.close()


def test_a_chairs_pc_that_was_off_at_that_time_opens_it_when_it_is_back(tmp_path: Path, day: Day) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(prepared(tmp_path / "files", size=2_000), CODE)
            seat = await joined(room, chair, "3")
            await room.stop(chair)
            day.passed_ms = HOURS_MS + 1
            chair = await room.node("chair")
            await chair.until(lambda: phase(chair) is Phase.OPEN)
            await seat.until(lambda: phase(seat) is Phase.OPEN)

    run(play())


def test_a_deputy_who_takes_over_opens_it_at_its_time(tmp_path: Path, day: Day) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(prepared(tmp_path / "files", size=2_000), CODE)
            deputy, seat = await joined(room, chair, "2"), await joined(room, chair, "3")
            await room.stop(chair)
            await deputy.node.claim_chair()
            assert phase(deputy) is Phase.PREPARED
            day.passed_ms = HOURS_MS
            for each in (deputy, seat):
                await each.until(lambda each=each: phase(each) is Phase.OPEN)

    run(play())


@pytest.mark.parametrize("opens", list(Opens))
def test_a_meeting_whose_time_has_passed_opens_at_once(tmp_path: Path, day: Day, opens: Opens) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            day.passed_ms = HOURS_MS if opens is Opens.AT_START else 0
            planned = prepared(tmp_path / "files", size=2_000)
            await chair.node.host(replace(planned, policy=Policy(opens=opens)), CODE)
            assert phase(chair) is Phase.OPEN

    run(play())


def test_before_it_opens_members_write_nothing_and_afterwards_everything(tmp_path: Path) -> None:
    chair = Writer(CHAIR)
    events = [create(chair, policy={"opens": "at_start"}, starts=STARTS)]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE), start=2)]
    anne = Writer(ANNE, chair.meeting)
    early = anne.post("早い")
    seat, session = acts(tmp_path / "anne", ANNE, [*events, early])
    for act in (
        lambda: seat.post(CommentDraft("まだ")),
        lambda: seat.edit(early.event_id, "まだ"),
        lambda: seat.delete(early.event_id),
        lambda: seat.react(early.event_id, on=True),
    ):
        with pytest.raises(KurumazaError) as caught:
            act()
        assert caught.value.code == "not_open_yet"
    session.journal.take([chair.say("meeting.open", {}, position=4)])
    seat.react(early.event_id, on=True)
    assert [each.kind for each in session.written] == ["reaction.set"]
    close(session)
    assert len(meeting_of([*events, early]).comments) == 1  # what is written all the same is not judged


def test_the_policy_says_when_and_nothing_else() -> None:
    assert meeting_of([create(Writer(CHAIR))]).policy.opens is Opens.AT_ONCE
    assert not meeting_of([create(Writer(CHAIR))]).awaits_opening
    assert meeting_of([create(Writer(CHAIR), policy={"opens": "at_start"})]).awaits_opening


def test_documents_are_in_no_hurry_before_and_in_a_hurry_afterwards(
    tmp_path: Path, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm: list[bool] = []  # of a schedule that still lacks something, whenever it is asked what comes next
    give = ChunkSchedule.next

    def watch(schedule: ChunkSchedule, now: float) -> list[Ask]:
        if schedule.missing:
            calm.append(schedule.is_calm)
        return give(schedule, now)

    monkeypatch.setattr(ChunkSchedule, "next", watch)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(prepared(tmp_path / "files"), CODE)
            seat = await joined(room, chair, "3")
            await seat.until(lambda: complete(seat))
            assert set(calm) == {True}
            await chair.node.open_meeting()
            await seat.until(lambda: seat.reported.of("meeting_changed")[-1].phase is Phase.OPEN)
            calm.clear()
            late = tmp_path / "追加.pdf"
            late.write_bytes(PDF + bytes(1_000))
            await (await chair.node.library()).add(late, "2", "追加")
            await seat.until(lambda: len(seat.node.documents()) == 2 and complete(seat))
            assert set(calm) == {False}

    run(play())


def test_of_two_meetings_the_documents_of_the_one_that_is_shown_are_in_a_hurry(
    tmp_path: Path, day: Day
) -> None:
    shown, told = True, []

    class Pace:
        def take_time(self, *, calm: bool) -> None:
            told.append(calm)

    wanted = WantedDocuments(cast("Downloads", Pace()), {}, lambda: shown)
    meeting = meeting_of([create(Writer(CHAIR))])
    wanted.follow(meeting)
    shown = False
    wanted.follow(meeting)
    assert told == [False, True]

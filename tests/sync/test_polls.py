"""Polls between real nodes: open, secret, late; the chair's PC starts again, or is another; forged events."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.ballot_sealing import Place, seal_ballot
from sync.discussion import LookBackQuestion, Majority, Outcome, Poll, PollDraft, PollKind, QuestionKind
from sync.errors import KurumazaError
from sync.events import Event
from sync.meeting import Phase
from sync.status import OnOurOwn
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_circle import full_room
from tests.sync.test_node import CODE, joined, level, opened

SECRET = PollDraft("人事案に同意しますか", secret=True, majority=Majority.SIMPLE)


def poll(running: RunningNode, place: int = -1) -> Poll:
    meeting = running.node.meeting()
    assert meeting is not None
    return meeting.polls[place]


def has_poll(running: RunningNode) -> bool:
    meeting = running.node.meeting()
    return meeting is not None and bool(meeting.polls)


def forged(running: RunningNode, kind: str, target: str = "", body: dict[str, Any] | None = None) -> Event:
    """Write what no command would, as a changed program could, and tell it to everybody."""
    session = running.node._session()
    event = session.journal.write(kind, target, body)
    session.wrote(event)
    return event


def stored_ballots(running: RunningNode) -> list[Event]:
    """What lies on the disk of a device, with what only waits to."""
    journal = running.node._session().journal
    journal.save_now()
    return [event for event in journal.events() if event.kind == "ballot.cast"]


def keys(folder: Path) -> list[Path]:
    return sorted((folder / "chair" / "polls").glob("*"))


async def refused(act: Awaitable[object]) -> str:
    with pytest.raises(KurumazaError) as caught:
        await act
    return caught.value.code


async def became(condition: Callable[[], object]) -> None:
    """Wait for what no report tells."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what the disk holds is told to nobody
            await asyncio.sleep(0.01)


def test_an_open_poll_of_three(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            asked = await chair.node.open_poll(PollDraft("原案に賛成ですか", majority=Majority.ABSOLUTE))
            for seat in (one, two):
                await seat.until(lambda seat=seat: has_poll(seat))
            assert await refused(one.node.close_poll(asked)) == "not_the_chair"
            assert await refused(one.node.open_poll(PollDraft("?"))) == "not_allowed"
            assert await refused(one.node.vote(asked, [3])) == "bad_argument"
            await one.node.vote(asked, [1])
            await one.node.vote(asked, [0])
            await chair.node.vote(asked, [0])
            await chair.until(lambda: poll(chair).tally == (2, 0, 0))

            await chair.node.close_poll(asked)
            assert (poll(chair).outcome, len(poll(chair).eligible)) == (Outcome.CARRIED, 3)
            assert await refused(chair.node.vote(asked, [1])) == "poll_closed"
            assert await refused(chair.node.close_poll(asked)) == "poll_closed"

    run(play())


def test_a_ballot_of_a_seat_that_was_cut_off_is_listed_as_late(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            one, two = await joined(room, chair, "2"), await joined(room, chair, "3")
            asked = await chair.node.open_poll(PollDraft("続けますか"))
            for seat in (one, two):
                await seat.until(lambda seat=seat: has_poll(seat))
            await one.node.vote(asked, [0])
            await chair.until(lambda: poll(chair).voted == (one.node.device,))
            await room.stop(one)
            await room.stop(chair)  # two is alone
            ballot = await two.node.vote(asked, [1])
            await room.stop(two)
            chair = await room.node("chair")
            await chair.node.close_poll(asked)
            two, one = await room.node("seat3"), await room.node("seat2")
            await level(chair, one, two)
            for each in (chair, one, two):
                found = poll(each)
                assert (found.tally, found.outcome) == ((1, 0, 0), Outcome.NONE)
                assert [late.ballot for late in found.late] == [ballot]

    run(play())


def test_a_vote_says_that_it_waits_until_the_chairs_pc_has_it(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            asked = await chair.node.open_poll(SECRET)
            await one.until(lambda: has_poll(one))
            await room.stop(chair)
            ballot, request = await one.node.vote(asked, [0]), await one.node.request_floor()
            unsent = frozenset((asked, ballot, request))
            for kind in ("waiting_changed", "unheard_changed"):
                await one.until(lambda kind=kind: one.reported.of(kind)[-1] == unsent)
            await one.until(lambda: one.reported.of("link_changed")[-1] == OnOurOwn(0))  # no comment waits
            one = (await room.stop(one), await room.node("seat2"))[1]
            await one.until(lambda: one.reported.of("unheard_changed")[-1:] == [unsent])
            chair = await room.node("chair")
            await one.until(lambda: one.reported.of("waiting_changed")[-1] == frozenset())
            assert poll(chair).voted == (one.node.device,)

    run(play())


def test_a_secret_poll_stays_secret_and_survives_a_start_of_the_chairs_pc(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            asked = await chair.node.open_poll(SECRET)
            (file,) = keys(tmp_path)
            assert poll(chair).key == file.stem
            for seat in (one, two):
                await seat.until(lambda seat=seat: has_poll(seat))
            await one.node.vote(asked, [1])
            await one.node.vote(asked, [0])
            await chair.until(lambda: poll(chair).voted == (one.node.device,))
            await room.stop(chair)
            chair = await room.node("chair")
            await two.node.vote(asked, [1])
            await chair.node.vote(asked, [0])
            await chair.until(lambda: len(poll(chair).voted) == 3)
            assert (poll(chair).ballots, poll(chair).tally) == ((), ())

            await chair.node.close_poll(asked)
            assert keys(tmp_path) == []
            await level(chair, one, two)
            for each in (chair, one, two):
                found = poll(each)
                assert (found.tally, found.invalid, found.outcome) == ((2, 1, 0), 0, Outcome.CARRIED)
                assert len(found.voted) == 3
                assert found.ballots == ()
            stored = stored_ballots(one)
            assert len(stored) == 4
            assert {(event.body or {})["choices"] for event in stored} == {()}
            assert len({len((event.body or {})["sealed"]) for event in stored}) == 1

    run(play())


def test_a_ballot_that_was_copied_or_cannot_be_read_is_counted_as_invalid(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            asked = await chair.node.open_poll(SECRET)
            for seat in (one, two):
                await seat.until(lambda seat=seat: has_poll(seat))
            await one.node.vote(asked, [0])
            await two.until(lambda: poll(two).voted == (one.node.device,))
            (theirs,) = stored_ballots(two)
            forged(two, "ballot.cast", asked, {"sealed": (theirs.body or {})["sealed"]})
            place = Place(poll(chair).poll, asked, chair.node.device)  # of no such meeting
            forged(chair, "ballot.cast", asked, {"sealed": seal_ballot(poll(chair).key, [0], place)})
            await chair.until(lambda: len(poll(chair).voted) == 3)
            await chair.node.close_poll(asked)
            await level(chair, one, two)
            for each in (chair, one, two):
                assert (poll(each).tally, poll(each).invalid) == ((1, 0, 0), 2)

    run(play())


def test_what_was_forged_counts_on_no_device(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, observer = await full_room(room, tmp_path, "2", "24")
            asked = await chair.node.open_poll(PollDraft("賛成ですか"))
            for seat in (one, observer):
                await seat.until(lambda seat=seat: has_poll(seat))
            assert await refused(observer.node.vote(asked, [0])) == "not_allowed"
            forged(observer, "ballot.cast", asked, {"choices": [0]})
            forged(one, "poll.close", asked, {"tally": [9, 0, 0]})
            forged(one, "poll.open", "", {"question": "私の採決"})
            forged(one, "ballot.cast", asked, {"choices": [2, 0]})
            forged(one, "lookback.open")
            await one.node.vote(asked, [1])
            await level(chair, one, observer)
            await chair.until(lambda: poll(chair).voted)
            await level(chair, one, observer)
            for each in (chair, one, observer):
                meeting = each.node.meeting()
                assert meeting is not None
                (found,) = meeting.polls
                assert (found.is_open, found.tally, found.voted) == (True, (0, 1, 0), (one.node.device,))
                assert meeting.lookback is None

    run(play())


def test_a_new_chair_cannot_count_a_secret_poll_and_says_so(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            asked = await chair.node.open_poll(SECRET)
            await one.until(lambda: has_poll(one))
            await one.node.vote(asked, [0])
            await chair.until(lambda: poll(chair).voted)
            await chair.node.transfer_chair(one.node.device, uncounted=True)
            await one.until(lambda: one.node._session().hosting)
            await one.node.close_poll(asked)
            await level(chair, one)
            for each in (chair, one):
                assert (poll(each).outcome, poll(each).tally) == (Outcome.UNCOUNTED, ())

    run(play())


def test_keys_that_nobody_needs_are_destroyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.ballot_box.LOOK_S", 0.05)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            left_over = chair.node._ballot_keys().make()  # of a program that ended before it asked
            await became(lambda: keys(tmp_path) == [])
            assert not chair.node._ballot_keys().holds(left_over)
            asked = await chair.node.open_poll(SECRET)
            await one.until(lambda: has_poll(one))
            chair.node._ballot_keys().make()
            await became(lambda: len(keys(tmp_path)) == 1)  # it took some looks; that of the poll stays
            assert keys(tmp_path)[0].stem == poll(chair).key
            await chair.node.transfer_chair(one.node.device, uncounted=True)
            await one.until(lambda: one.node._session().hosting)
            await one.node.close_poll(asked)
            await became(lambda: keys(tmp_path) == [])

    run(play())


def test_a_question_that_cannot_be_asked_leaves_no_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            for draft, code in (
                (PollDraft(" ", secret=True), "empty"),
                (PollDraft("?" * 501), "too_long"),
                (PollDraft("?", PollKind.CHOICE, ("あ",)), "bad_argument"),
                (PollDraft("?", PollKind.CHOICE, ("あ", "あ")), "bad_argument"),
                (PollDraft("?", PollKind.CHOICE, ("あ", " ")), "empty"),
                (PollDraft("?", PollKind.CHOICE, ("あ", "い" * 201)), "too_long"),
                (PollDraft("?", options=("はい", "いいえ")), "bad_argument"),
                (PollDraft("?", PollKind.HANDS, secret=True), "bad_argument"),
                (PollDraft("?", PollKind.SCALE, majority=Majority.SIMPLE), "bad_argument"),
                (PollDraft("?", quorum=-1), "bad_argument"),
                (PollDraft("?", agenda="99"), "not_found"),
            ):
                assert await refused(chair.node.open_poll(draft)) == code
            assert await refused(chair.node.vote("A" * 43, [0])) == "not_found"
            assert keys(tmp_path) == []
            assert not has_poll(chair)

    run(play())


def test_hands_go_up_and_down_and_the_end_of_the_meeting_counts_what_is_open(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            await chair.node.open_agenda("2")
            hands = await chair.node.open_poll(PollDraft("休憩にしますか", PollKind.HANDS))
            await one.until(lambda: has_poll(one))
            await one.node.vote(hands, [0])
            assert poll(one).tally == (1,)
            await one.node.vote(hands, [])
            assert (poll(one).tally, poll(one).agenda) == ((0,), "2")
            secret = await chair.node.open_poll(SECRET)
            await one.until(lambda: poll(one).poll == secret)
            await one.node.vote(secret, [0])
            await chair.until(lambda: poll(chair).voted)
            await chair.node.end()
            await one.until(lambda: (meeting := one.node.meeting()) and meeting.phase is Phase.CLOSED)
            await level(chair, one)
            assert (poll(one).tally, poll(one).outcome) == ((1, 0, 0), Outcome.CARRIED)
            assert keys(tmp_path) == []

    run(play())


def test_a_look_back_is_asked_once_and_answered(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            questions = (LookBackQuestion("時間は足りましたか", QuestionKind.SCALE),)
            assert await refused(one.node.open_lookback()) == "not_allowed"
            assert await refused(chair.node.open_lookback(questions * 6)) == "bad_argument"
            asked = await chair.node.open_lookback(questions)
            assert await refused(chair.node.open_lookback()) == "lookback_asked"
            await one.until(lambda: (meeting := one.node.meeting()) and meeting.lookback)
            assert await refused(one.node.answer_lookback("A" * 43, ["1"])) == "not_found"
            assert await refused(one.node.answer_lookback(asked, ["6"])) == "bad_argument"
            assert await refused(one.node.answer_lookback(asked, ["x" * 1_001])) == "too_long"
            await one.node.answer_lookback(asked, ["3"])
            await one.node.answer_lookback(asked, ["4"])
            await level(chair, one)
            meeting = chair.node.meeting()
            assert meeting is not None
            assert meeting.lookback is not None
            answer = meeting.lookback.answer_of(one.node.device)
            assert answer is not None
            assert (answer.answers, meeting.lookback.questions) == (("4",), questions)

    run(play())


def test_the_look_back_asks_what_the_meeting_file_has_unless_the_chair_asks_otherwise(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            planned = (
                LookBackQuestion("時間は足りましたか", QuestionKind.SCALE),
                LookBackQuestion("次は", QuestionKind.TEXT),
            )
            chair, begun = await room.node("chair"), replace(plan(tmp_path / "files"), lookback=planned)
            await chair.node.host(begun, CODE)
            chair = (await room.stop(chair), await room.node("chair"))[1]
            assert chair.node.going_on(begun)
            await chair.node.open_lookback()
            meeting = chair.node.meeting()
            assert meeting is not None
            assert meeting.lookback is not None
            assert meeting.lookback.questions == planned

    run(play())

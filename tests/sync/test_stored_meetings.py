"""What a device keeps of closed meetings: by their rule, by that of IT, and until somebody removes it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.discussion import PollDraft
from sync.errors import KurumazaError
from sync.meeting import CommentDraft, Keep, Meeting, Phase, Policy
from sync.meeting_file import read_meeting_file
from sync.retention import DAY_MS, Kept, Retention, may_stay
from sync.status import Removed, StoredMeeting
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_circle import became
from tests.sync.test_confidential import below, sealed_files
from tests.sync.test_node import opened

CODE = "482913"
WORDS = "ここだけの意見"


async def closed(room: Room, folder: Path, policy: Policy, *, name: str = "chair") -> RunningNode:
    """A meeting with one document and one comment that its chair has closed and left the screen of."""
    chair = await room.node(name)
    await chair.node.host(replace(plan(folder, size=200_000), policy=policy), CODE)
    await chair.node.post(CommentDraft(WORDS))
    await chair.node.end()
    await room.stop(chair)
    return await room.node(name)


async def kept(running: RunningNode) -> tuple[StoredMeeting, ...]:
    await running.node.stored_meetings().apply()
    return await running.node.stored_meetings().all()


@pytest.mark.parametrize(
    ("keep", "documents", "words"),
    [(Keep.ALL, True, True), (Keep.DOCUMENTS, True, False), (Keep.RECORD, False, True)],
)
def test_the_rule_of_a_meeting_decides_what_stays(
    tmp_path: Path, keep: Keep, documents: bool, words: bool
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy(keep=keep))
            (found,) = await kept(chair)
            assert found.title == "試験の会議"
            assert bool(found.documents) is documents
            assert (WORDS.encode() in below(tmp_path / "chair")) is words
            assert (await kept(chair)) == (found,)  # once more changes nothing
            await room.stop(chair)
            again = await room.node("chair")  # and it can still be read after that
            assert [each.title for each in await kept(again)] == ["試験の会議"]
            assert not list((tmp_path / "chair").glob("*damaged*"))

    run(play())


def test_with_the_documents_stays_no_word_that_was_said_about_them(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            policy = Policy(keep=Keep.DOCUMENTS)
            await chair.node.host(replace(plan(tmp_path / "files", size=200_000), policy=policy), CODE)
            poll = await chair.node.open_poll(PollDraft("人事の問い"))
            await chair.node.vote(poll, [1])
            await chair.node.close_poll(poll)
            lookback = await chair.node.open_lookback()
            await chair.node.answer_lookback(lookback, ["", "", "心のこり"])
            await chair.node.end()
            await room.stop(chair)
            assert "人事の問い".encode() in below(tmp_path / "chair")
            chair = await room.node("chair")
            (found,) = await kept(chair)
            assert found.documents
            left = below(tmp_path / "chair")
            assert "人事の問い".encode() not in left
            assert "心のこり".encode() not in left
            assert b"ballot.cast" not in left
            removed = await chair.node.stored_meetings().removed()
            assert (removed.records, removed.files) == ({found.meeting}, frozenset())
            assert not found.may_record
            with pytest.raises(KurumazaError) as refused:  # an empty one would look like the whole
                await chair.node.stored_meetings().recorded(found.meeting)
            assert refused.value.code == "record_removed"

    run(play())


def test_what_was_removed_is_remembered_until_all_of_this_pc_has_forgotten_it(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy(keep=Keep.NOTHING))
            await kept(chair)
            removed = await chair.node.stored_meetings().removed()
            assert (len(removed.records), len(removed.files)) == (1, 1)
            await room.stop(chair)
            chair = await room.node("chair")
            assert await chair.node.stored_meetings().removed() == removed
            await chair.node.stored_meetings().forgotten(removed)
            assert await chair.node.stored_meetings().removed() == Removed()

    run(play())


def test_nothing_stays_where_nothing_may(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy(keep=Keep.NOTHING, confidential=True))
            assert await kept(chair) == ()
            assert sealed_files(tmp_path / "chair") == []
            assert WORDS.encode() not in below(tmp_path / "chair")
            assert "試験の会議".encode() not in below(tmp_path / "chair")

    run(play())


def test_everything_stays_until_its_days_are_over(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy(keep=Keep.NOTHING, keep_days=2))
            (found,) = await kept(chair)
            assert found.documents
            assert found.record

    run(play())


def test_the_rule_of_the_device_counts_beside_that_of_the_meeting(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy())
            await room.stop(chair)
            strict = await room.node("chair", retention=Retention(Keep.RECORD))
            (found,) = await kept(strict)
            assert (found.documents, bool(found.record)) == (0, True)

    run(play())


def test_a_meeting_that_goes_on_is_left_as_it_is(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair", retention=Retention(Keep.NOTHING))
            await chair.node.host(plan(tmp_path / "files", size=200_000), CODE)
            (found,) = await kept(chair)
            assert found.is_running
            assert found.documents
            with pytest.raises(KurumazaError) as refused:
                await chair.node.stored_meetings().remove(found.meeting)
            assert refused.value.code == "meeting_running"
            await chair.node.end()
            (found,) = await kept(chair)  # closed, but still on the screen
            assert found.documents

    run(play())


def test_what_somebody_removes_is_gone_but_for_what_another_meeting_has_too(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy())
            (first,) = await kept(chair)
            await chair.node.host(plan(tmp_path / "files", size=200_000), CODE)  # the same file again
            await chair.node.stored_meetings().remove(first.meeting)
            (second,) = await kept(chair)
            assert second.meeting != first.meeting
            assert second.documents == first.documents
            assert all(status.complete for status in chair.node.documents())
            assert WORDS.encode() not in below(tmp_path / "chair")
            with pytest.raises(KurumazaError) as refused:
                await chair.node.stored_meetings().remove(first.meeting)
            assert refused.value.code == "not_found"

    run(play())


def test_a_confidential_meeting_that_waits_for_its_collection_can_be_removed(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await closed(room, tmp_path / "files", Policy(confidential=True))
            (found,) = await kept(chair)
            assert found.is_confidential
            assert not found.is_running
            assert found.meeting in chair.node._sessions
            await chair.node.stored_meetings().remove(found.meeting)
            assert chair.node._sessions == {}
            assert sealed_files(tmp_path / "chair") == []

    run(play())


def meeting(**more: Any) -> Meeting:
    return Meeting("m" * 43, "会議", "c" * 43, **more)


rules = st.builds(
    Retention, st.sampled_from(Keep), st.integers(0, 40), st.one_of(st.none(), st.integers(0, 40))
)


@given(rules, rules, st.integers(0, 50))
def test_two_rules_together_let_no_more_stay_than_either(one: Retention, two: Retention, day: int) -> None:
    over = meeting(phase=Phase.CLOSED, closed_ms=7, policy=Policy(keep=one.keep, keep_days=one.days))
    alone = meeting(phase=Phase.CLOSED, closed_ms=7)
    now = 7 + day * DAY_MS
    both = may_stay(over, two, now)
    first, second = may_stay(over, Retention(), now), may_stay(alone, two, now)
    assert both == Kept(
        first.documents and second.documents,
        first.record and second.record,
    )
    assert may_stay(replace(over, phase=Phase.OPEN), two, now) == Kept()


@pytest.mark.parametrize(("days", "day", "stays"), [(0, 0, False), (30, 29, True), (30, 30, False)])
def test_nothing_stays_longer_than_it_lets_it(days: int, day: int, *, stays: bool) -> None:
    over = meeting(phase=Phase.CLOSED, closed_ms=7)
    rule = Retention(at_most_days=days)
    assert rule.may_remove()
    assert may_stay(over, rule, 7 + day * DAY_MS) == Kept(stays, stays)
    lenient = meeting(phase=Phase.CLOSED, closed_ms=7, policy=Policy(keep=Keep.RECORD, keep_days=3_000))
    assert may_stay(lenient, rule, 7 + day * DAY_MS) == Kept(stays, stays)


def test_what_it_lets_stay_no_longer_is_removed_at_the_next_start(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            await chair.node.end()
            await room.stop(chair)
            chair = await room.node("chair", retention=Retention(at_most_days=30))
            assert len(await chair.node.stored_meetings().all()) == 1
            await room.stop(chair)
            chair = await room.node("chair", retention=Retention(at_most_days=0))
            await became(lambda: not _pdfs(tmp_path / "chair"))
            assert await chair.node.stored_meetings().all() == ()

    run(play())


def _pdfs(folder: Path) -> list[Path]:
    return list(folder.rglob("*.pdf"))


def test_the_meeting_file_sets_the_rule(tmp_path: Path) -> None:
    path = tmp_path / "meeting.toml"
    written = '[meeting]\ntitle = "会議"\n[policy]\nkeep = "{}"\nkeep_days = {}\n'
    path.write_text(written.format("record", 30), encoding="utf-8")
    policy = read_meeting_file(path).policy
    assert (policy.keep, policy.keep_days) == (Keep.RECORD, 30)
    for keep, days in (("some", 0), ("all", -1), ("all", 3_651), ("all", "true")):
        path.write_text(written.format(keep, days), encoding="utf-8")
        with pytest.raises(KurumazaError, match=r"policy\.keep"):
            read_meeting_file(path)

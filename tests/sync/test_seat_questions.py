"""A PC that was set up anew asks for the seat it had: the chair is asked, and one word replaces the old."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.meeting import CommentDraft, Member
from sync.seat_questions import KEPT_S, MAX_ASKED, MAX_DECLINED, SeatQuestions
from sync.status import Ended, SeatQuestion
from tests.fakes import Room, RunningNode, run
from tests.sync.test_node import CODE, joined, level, opened, texts


async def refused(running: RunningNode, chair: RunningNode, seat: str, code: str = CODE) -> str:
    """Why a device is not let in."""
    with pytest.raises(KurumazaError) as caught:
        await running.node.join(address=chair.address, code=code, seat=seat, name="副市長")
    return caught.value.code


def seats(running: RunningNode) -> list[tuple[str, str]]:
    meeting = running.node.meeting()
    assert meeting is not None
    return [(member.seat, member.device) for member in meeting.members]


def test_row_6_a_seat_set_up_anew_takes_its_place_and_what_it_wrote_before_stays(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            old, other = await joined(room, chair, "2"), await joined(room, chair, "3")
            await old.node.post(CommentDraft("入れ替わる前の意見"))
            await level(chair, old, other)
            fresh = await room.node("fresh")
            assert await refused(fresh, chair, "２") == "seat_in_question"
            question = SeatQuestion(fresh.node.device, "2", "副市長")
            assert chair.reported.of("seat_questions_changed") == [(question,)]
            assert await refused(fresh, chair, "2") == "seat_in_question"  # it asks again and again
            assert len(chair.reported.of("seat_questions_changed")) == 1
            assert ("2", old.node.device) in seats(chair)

            assert await chair.node.replace_device(fresh.node.device, accept=True)
            assert chair.reported.of("seat_questions_changed")[-1] == ()
            await old.until(lambda: Ended("removed") in old.reported.of("link_changed"))
            assert [told.code for told in old.reported.of("notice")] == ["replaced"]
            await fresh.node.join(address=chair.address, code=CODE, seat="2", name="副市長")
            await fresh.node.post(CommentDraft("入れ替わった後の意見"))
            await level(chair, other, fresh)
            assert seats(chair)[1:] == [("2", fresh.node.device), ("3", other.node.device)]
            assert texts(chair) == ["入れ替わる前の意見", "入れ替わった後の意見"]
            meeting = chair.node.meeting()
            assert meeting is not None
            assert [comment.seat for comment in meeting.comments] == ["2", "2"]
            assert chair.node.code == CODE  # who waits with it is not sent away

    run(play())


def test_row_6_the_old_pc_that_was_off_hears_that_it_was_replaced(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            old = await joined(room, chair, "2")
            await room.stop(old)
            fresh = await room.node("fresh")
            assert await refused(fresh, chair, "2") == "seat_in_question"
            await chair.node.replace_device(fresh.node.device, accept=True)
            old = await room.node("seat2")
            await old.until(lambda: [told.code for told in old.reported.of("notice")] == ["replaced"])
            assert await refused(old, chair, "2") == "seat_in_question"  # with the code it may ask as well

    run(play())


def test_row_6_the_chair_may_say_no_and_nothing_changes(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await joined(room, chair, "2")
            fresh = await room.node("fresh")
            assert await refused(fresh, chair, "2") == "seat_in_question"
            before = chair.node.digest()
            assert await chair.node.replace_device(fresh.node.device, accept=False) == ""
            assert await refused(fresh, chair, "2") == "seat_taken"
            assert chair.reported.of("seat_questions_changed")[-1] == ()
            assert chair.node.digest() == before
            await fresh.node.join(address=chair.address, code=CODE, seat="3")  # it had typed another seat
            await level(chair, fresh)

    run(play())


def test_row_6_nobody_is_asked_without_the_code_nor_about_the_chairs_own_seat(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            sitting, second = await joined(room, chair, "2"), await joined(room, chair, "3")
            fresh = await room.node("fresh")
            assert await refused(fresh, chair, "2", "000000") == "wrong_code"
            assert await refused(fresh, chair, "1") == "seat_taken"
            await second.node.leave()
            assert await refused(second, chair, "2") == "seat_taken"  # it has a seat: it only mistyped
            assert chair.reported.of("seat_questions_changed") == []
            for asked in (fresh.node.device, "someone", sitting.node.device):
                with pytest.raises(KurumazaError) as caught:
                    await chair.node.replace_device(asked, accept=True)
                assert caught.value.code == "not_found"
            with pytest.raises(KurumazaError) as caught:
                await sitting.node.replace_device(fresh.node.device, accept=True)
            assert caught.value.code in ("not_the_chair", "not_allowed")

    run(play())


def test_row_6_a_question_goes_when_the_seat_becomes_free_or_another_one_is_chosen(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            old = await joined(room, chair, "2")
            one, two = await room.node("one"), await room.node("two")
            assert await refused(one, chair, "2") == "seat_in_question"
            assert await refused(two, chair, "2") == "seat_in_question"
            await one.node.join(address=chair.address, code=CODE, seat="3")
            assert [asked.device for asked in chair.reported.of("seat_questions_changed")[-1]] == [
                two.node.device
            ]
            await chair.node.remove(old.node.device)
            await two.node.join(address=chair.address, code=chair.node.code, seat="2")
            assert chair.reported.of("seat_questions_changed")[-1] == ()

    run(play())


class Told:
    """What was told, and a clock of the loop that is turned by hand."""

    def __init__(self) -> None:
        self.all: list[tuple[SeatQuestion, ...]] = []

    @property
    def devices(self) -> list[str]:
        return [question.device for question in self.all[-1]]


def with_clock(monkeypatch: pytest.MonkeyPatch, play: Callable[[Callable[[float], None]], None]) -> None:
    """Play inside a loop whose time passes only when it is told to."""

    async def inside() -> None:
        loop = asyncio.get_running_loop()
        now = [loop.time()]
        monkeypatch.setattr(loop, "time", lambda: now[0])

        def pass_time(seconds: float) -> None:
            now[0] += seconds

        play(pass_time)

    asyncio.run(inside())


def test_only_a_few_wait_at_a_time_and_a_later_one_finds_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(pass_time: Callable[[float], None]) -> None:
        told = Told()
        questions = SeatQuestions(told.all.append)
        for number in range(MAX_ASKED + 3):
            questions.ask(Member(f"d{number}", "2", ""))
        assert told.devices == [f"d{number}" for number in range(MAX_ASKED)]
        pass_time(KEPT_S - 1)
        questions.ask(Member("d0", "2", ""))  # the others do not ask any more
        pass_time(2)
        questions.ask(Member("late", "3", "新人"))
        assert told.devices == ["d0", "late"]
        questions.stop()
        assert told.all[-1] == ()
        assert questions._timer is None

    with_clock(monkeypatch, play)


def test_a_question_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        monkeypatch.setattr("sync.seat_questions.KEPT_S", 0.01)
        told, over = Told(), asyncio.Event()

        def tell(asked: tuple[SeatQuestion, ...]) -> None:
            told.all.append(asked)
            if not asked:
                over.set()

        SeatQuestions(tell).ask(Member("d", "2", ""))
        async with asyncio.timeout(10):
            await over.wait()
        assert [len(asked) for asked in told.all] == [1, 0]

    run(play())


def test_a_refusal_holds_for_a_while_for_that_seat_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(pass_time: Callable[[float], None]) -> None:
        questions = SeatQuestions(lambda _asked: None)
        questions.ask(Member("d", "2", ""))
        questions.decline("d")
        with pytest.raises(KurumazaError) as caught:
            questions.ask(Member("d", "2", ""))
        assert caught.value.code == "seat_taken"
        questions.ask(Member("d", "3", ""))
        questions.forget("d")
        pass_time(KEPT_S + 1)
        questions.ask(Member("d", "2", ""))
        questions.stop()
        for number in range(2 * MAX_DECLINED):
            questions.ask(Member(f"d{number}", "2", ""))
            questions.decline(f"d{number}")
        assert len(questions._declined) == MAX_DECLINED

    with_clock(monkeypatch, play)

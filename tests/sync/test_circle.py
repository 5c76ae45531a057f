"""A room that goes on without its chair's PC: neighbours, hints and documents; nodes on loopback."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.log import EventLog
from sync.meeting import CommentDraft
from sync.meeting_clock import steady_ms
from sync.profile import now_ms
from sync.status import Ended, InStep, OnOurOwn, WithOthers
from tests.fakes import Room, RunningNode, run
from tests.sync.test_node import CODE, complete, joined, level, opened, plan, texts

LIMIT_S = 20.0


async def became(condition: Callable[[], object]) -> None:
    """Wait for what no report tells."""
    async with asyncio.timeout(LIMIT_S):
        while not condition():  # noqa: ASYNC110 - connections of the inside are told to nobody
            await asyncio.sleep(0.01)


def linked(*nodes: RunningNode) -> bool:
    """Whether every one of these is connected with every other one."""
    devices = {each.node.device for each in nodes}
    return all(devices - {each.node.device} <= {peer.device for peer in each.node.peers()} for each in nodes)


def links(one: RunningNode, other: RunningNode) -> int:
    return sum(peer.device == other.node.device for peer in one.node.peers())


async def full_room(room: Room, folder: Path, *seats: str, **planned: object) -> tuple[RunningNode, ...]:
    chair = await opened(room, folder / "files", **planned)
    others = [await joined(room, chair, seat) for seat in seats]
    await became(lambda: linked(chair, *others))
    await became(lambda: all(links(one, two) == 1 for one in others for two in others if one is not two))
    return chair, *others


def test_row_1_a_comment_reaches_every_seat_without_the_chairs_pc(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two, three = await full_room(room, tmp_path, "2", "3", "23")
            await room.stop(chair)
            await one.until(lambda: isinstance(one.reported.of("link_changed")[-1], WithOthers))
            await one.node.post(CommentDraft("議長がいなくても"))
            for other in (two, three):
                await other.until(lambda other=other: texts(other) == ["議長がいなくても"])
            await one.until(lambda: one.reported.of("link_changed")[-1] == WithOthers(3, 0))
            chair = await room.node("chair")
            await level(chair, one, two, three)
            await one.until(lambda: one.reported.of("waiting_changed")[-1] == frozenset())
            await one.until(lambda: one.reported.of("link_changed")[-1] == InStep(4))

    run(play())


def test_row_2_seats_that_start_again_find_each_other_although_the_chairs_pc_is_off(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, *seats = await full_room(room, tmp_path, "2", "3", "23")
            await room.stop(chair)
            for seat in seats:
                await room.stop(seat)
            one, two, three = [await room.node(f"seat{number}") for number in ("2", "3", "23")]
            await three.node.post(CommentDraft("再起動の後"))
            for seat in (one, two):
                await seat.until(lambda seat=seat: texts(seat) == ["再起動の後"])
            await one.until(lambda: isinstance(one.reported.of("link_changed")[-1], WithOthers))

    run(play())


def test_row_18_documents_come_from_another_seat_when_the_chairs_pc_is_gone(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3", size=2_000_000)
            await one.until(lambda: complete(one))
            await room.stop(two)
            await room.stop(chair)
            for path in (tmp_path / "seat3" / "documents").rglob("*"):
                if path.is_file():
                    path.unlink()
            two = await room.node("seat3")
            await two.until(lambda: complete(two))
            assert one.node.documents()[0].sha256 == two.node.documents()[0].sha256

    run(play())


def test_row_14_after_all_sockets_were_dropped_nobody_joins_twice(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            before = chair.node.digest()
            for session in one.node._sessions.values():
                for conversation in list(session.conversations):
                    await conversation.link.close()
            await became(lambda: linked(chair, one, two))
            await became(lambda: links(one, two) == links(two, one) == links(one, chair) == 1)
            await one.node.post(CommentDraft("復帰"))
            await chair.until(lambda: texts(chair) == ["復帰"])
            await level(chair, one, two)
            meeting = chair.node.meeting()
            assert meeting is not None
            assert len(meeting.members) == 3
            assert before != chair.node.digest()

    run(play())


def test_a_break_that_is_shorter_than_patience_shows_nothing(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await room.node("seat2", patience_s=3_600.0)
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            await seat.until(lambda: seat.reported.of("link_changed")[-1:] == [InStep(2)])
            told = len(seat.reported.of("link_changed"))
            ups = len(seat.reported.of("peer_changed"))
            for session in seat.node._sessions.values():
                for conversation in list(session.conversations):
                    await conversation.link.close()
            await seat.until(lambda: len(seat.reported.of("peer_changed")) == ups + 2)
            await seat.node.post(CommentDraft("途切れた後"))
            await chair.until(lambda: texts(chair))
            assert seat.reported.of("link_changed")[told:] in ([], [InStep(2)])

    run(play())


def test_row_16_a_chairs_pc_that_nobody_can_call_calls_its_seats(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            with_other = await room.node("elsewhere", port)  # whoever calls the old place reaches another PC
            again = await room.node("chair", host_closed_port(with_other))
            assert again.address != chair.address
            await became(lambda: linked(again, one, two))
            await one.node.post(CommentDraft("議長から呼ばれた"))
            await again.until(lambda: texts(again) == ["議長から呼ばれた"])
            await one.until(lambda: isinstance(one.reported.of("link_changed")[-1], InStep))

    run(play())


def host_closed_port(taken: RunningNode) -> int:
    """A port that is in use, so that a node which asks for it takes another one."""
    return int(taken.address.rpartition(":")[2])


def test_row_19_a_seat_whose_address_changed_is_found_by_its_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            port = int(two.address.rpartition(":")[2])
            await room.stop(two)
            await room.node("elsewhere", port)
            moved = await room.node("seat3", port)
            assert moved.address != two.address
            await became(lambda: linked(chair, one, moved))
            await room.stop(chair)
            await moved.node.post(CommentDraft("引っ越した席から"))
            await one.until(lambda: texts(one) == ["引っ越した席から"])
            await became(lambda: moved.address in known(one, moved))

    run(play())


def known(node: RunningNode, other: RunningNode) -> tuple[str, ...]:
    (session,) = node.node._sessions.values()
    return session.book.of(other.node.device)


def test_a_stranger_at_a_seat_is_sent_to_the_chair(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            stranger = await room.node("seat3")
            await stranger.node.join(address=one.address, code=CODE, seat="3")
            await level(chair, one, stranger)
            await room.stop(chair)
            late = await room.node("late")
            with pytest.raises(KurumazaError) as caught:
                await late.node.join(address=one.address, code=CODE, seat="23")
            assert caught.value.code in ("not_the_chair", "unreachable")
            assert late.node.meeting() is None

    run(play())


def test_row_12_who_was_removed_is_cut_off_everywhere_and_hears_it(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            (session,) = chair.node._sessions.values()
            event = session.journal.write(
                "roster.remove", body={"device": two.node.device, "upto": dict(session.journal.have())}
            )
            session.wrote(event)
            await two.until(lambda: two.reported.of("link_changed")[-1] == Ended("removed"))
            await became(lambda: not two.node.peers() and not links(one, two) and not links(chair, two))
            with pytest.raises(KurumazaError) as caught:
                await two.node.join(invite=chair.node.invite)
            assert caught.value.code == "removed"
            await two.node.join(invite=chair.node.invite, code=chair.node.code, seat="3")
            await level(chair, one, two)

    run(play())


def test_row_12_who_was_removed_while_it_was_off_hears_it_and_comes_in_with_the_new_code(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            await room.stop(two)
            await chair.node.remove(two.node.device)
            assert chair.node.code != CODE
            two = await room.node("seat3")
            await two.until(lambda: Ended("removed") in two.reported.of("link_changed"))
            with pytest.raises(KurumazaError) as caught:
                await two.node.post(CommentDraft("もういない"))
            assert caught.value.code == "removed"
            await two.node.join(invite=chair.node.invite, code=chair.node.code, seat="3")
            await two.node.post(CommentDraft("また来た"))
            await level(chair, one, two)
            assert texts(chair) == ["また来た"]

    run(play())


def test_who_was_handed_the_documents_before_it_was_admitted_can_join(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.pack(tmp_path / "会議.kurumaza")
            seat = await room.node("seat2")
            await seat.node.merge(tmp_path / "会議.kurumaza")
            with pytest.raises(KurumazaError) as caught:
                await seat.node.post(CommentDraft("まだ入っていない"))
            assert caught.value.code == "not_a_member"
            await seat.node.join(invite=chair.node.invite, code=CODE, seat="2")
            await seat.node.post(CommentDraft("入った"))
            await level(chair, seat)

    run(play())


def test_a_chair_that_is_started_once_more_finds_its_meeting(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            begun = plan(tmp_path / "files")
            chair = await room.node("chair")
            hosted = await chair.node.host(begun, CODE)
            await room.stop(chair)
            chair = await room.node("chair")
            assert chair.node.going_on(begun) == hosted.meeting
            assert chair.node.going_on(replace(begun, title="別の会議")) == ""

    run(play())


def test_alone_counts_what_nobody_has(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            await room.stop(chair)
            await one.node.post(CommentDraft("二人で"))
            await two.until(lambda: texts(two) == ["二人で"])
            (session,) = one.node._sessions.values()
            await became(lambda: not session.unheard())
            await room.stop(two)
            await one.until(lambda: one.reported.of("link_changed")[-1] == OnOurOwn(0))
            await one.node.post(CommentDraft("一人で"))
            await one.until(lambda: one.reported.of("link_changed")[-1] == OnOurOwn(1))
            assert len(one.reported.of("waiting_changed")[-1]) == 2  # the chair lacks both
            assert len(one.reported.of("unheard_changed")[-1]) == 1

    run(play())


def test_a_chair_that_came_back_says_nothing_before_it_heard_a_seat(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            await room.stop(chair)
            await room.stop(one)
            chair = await room.node("chair", settle_s=3_600.0)
            turning = asyncio.create_task(chair.node.open_agenda("1"))
            await chair.node.post(CommentDraft("自分の意見だけでは足りない"))
            await chair.until(lambda: len(texts(chair)) == 1)
            assert not turning.done()
            await room.node("seat2")
            assert await turning

    run(play())


def test_neighbours_are_on_disk(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            meeting = chair.node.meeting()
            assert meeting is not None
            log: EventLog = one.node._started().log
            await became(
                lambda: two.node.device in {each.device for each in log.known_addresses(meeting.meeting)}
            )

    run(play())


def test_the_gate_and_the_code_go_with_the_chair_at_run_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one = await full_room(room, tmp_path, "2")
            current = chair.node.meeting()
            assert current is not None
            moved = replace(current, chair=one.node.device, term=1)
            for running in (one, chair):
                (session,) = running.node._sessions.values()
                monkeypatch.setattr(session.journal.fold, "meeting", lambda: moved)
                session._follow_roster()
                assert running.reported.of("chair_changed")[-1] == (one.node.device, 1)
            assert (chair.node.code, chair.node.invite) == ("", "")
            assert [notice.code for notice in chair.reported.of("notice")] == ["chair_lost"]
            assert one.reported.of("code_changed")[-1] == one.node.code != ""
            assert one.node.invite
            await chair.until(lambda: chair.reported.of("link_changed")[-1] == InStep(2))
            monkeypatch.undo()

    run(play())


def test_row_20_a_listener_that_died_listens_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.listening.WATCH_S", 0.05)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            server = chair.node._server
            assert server is not None
            assert server._listener is not None
            assert server._listener._socket is not None
            dead = server._listener._socket
            dead.close()
            await became(lambda: server._listener is not None and server._listener._socket is not dead)
            seat = await joined(room, chair, "2")
            await level(chair, seat)

    run(play())


def test_row_7_a_copied_pc_is_told_from_a_restart_and_neither_of_the_two_is_let_in(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await room.stop(seat)
            shutil.copytree(tmp_path / "seat2", tmp_path / "copy")
            seat = await room.node("seat2")  # a restart is no copy
            await became(lambda: linked(chair, seat))
            assert chair.reported.of("notice") == []
            copy = await room.node("copy")
            await chair.until(lambda: chair.reported.of("notice"))
            (notice,) = chair.reported.of("notice")
            assert (notice.code, notice.values) == ("twin_seat", ("2",))
            for each in (seat, copy):
                await each.until(
                    lambda each=each: "cloned_device" in [told.code for told in each.reported.of("notice")]
                )
            await became(lambda: not chair.node.peers())

    run(play())


def members(node: RunningNode) -> int:
    meeting = node.node.meeting()
    return len(meeting.members) if meeting else 0


def test_row_2_a_room_that_is_cut_right_after_somebody_joined_still_finds_itself(tmp_path: Path) -> None:
    """The chair's PC goes with the first instant in which both seats are on both rosters."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            one = await joined(room, chair, "2")
            two = await joined(room, chair, "3")
            await one.until(lambda: members(one) == 3)
            await two.until(lambda: members(two) == 3)
            await room.stop(chair)
            await became(lambda: linked(one, two))
            await two.node.post(CommentDraft("分かれた直後"))
            await one.until(lambda: texts(one) == ["分かれた直後"])

    run(play())


def test_row_4_the_windows_of_a_seat_whose_date_is_a_year_wrong_are_told_the_time_of_the_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year_ms = 365 * 86_400_000

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            monkeypatch.setattr("sync.profile.now_ms", lambda: now_ms() + year_ms)
            seat = await joined(room, chair, "2")
            first, *_, last = seat.reported.of("clock_changed")
            (true,) = chair.reported.of("clock_changed")
            assert first - true >= year_ms - 60_000  # before the chair told it
            assert abs(last - true) < 1_000
            assert abs(steady_ms() + last - now_ms()) < 1_000

    run(play())


def test_row_30_a_seat_that_was_off_hears_of_the_end_from_any_other_seat(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            await room.stop(two)
            await one.node.post(CommentDraft("最後の意見"))
            await level(chair, one)
            await chair.node.end()
            await one.until(lambda: Ended("closed") in one.reported.of("link_changed"))
            await chair.until(lambda: chair.reported.of("closing_code_changed")[-1:] not in ([], [""]))
            code = chair.node.closing_code
            await room.stop(chair)
            two = await room.node("seat3")
            await two.until(lambda: Ended("closed") in two.reported.of("link_changed"))
            await two.until(lambda: two.reported.of("closing_code_changed")[-1:] == [code])
            assert texts(two) == ["最後の意見"]

    run(play())


def test_row_12_who_wrote_while_it_was_removed_hears_once_that_this_is_not_in_the_record(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            await two.node.post(CommentDraft("まだ席にいたとき"))
            gone = await two.node.post(CommentDraft("取り消した意見"))
            await two.node.delete(gone)
            await level(chair, one, two)
            while two.node._session().waiting():  # noqa: ASYNC110 - what was never said to wait arrives unsaid
                await asyncio.sleep(0.005)
            await room.stop(chair)
            await room.stop(one)
            await two.until(lambda: two.reported.of("link_changed")[-1] == OnOurOwn(0))
            await two.node.post(CommentDraft("離れて書いた" + "長" * 50))
            await two.node.post(CommentDraft("もう一つ"))
            await room.stop(two)
            chair = await room.node("chair")
            await chair.node.remove(two.node.device)
            two = await room.node("seat3")
            await two.until(lambda: Ended("removed") in two.reported.of("link_changed"))
            assert "not_in_record" not in [told.code for told in two.reported.of("notice")]
            await two.node.join(invite=chair.node.invite, code=chair.node.code, seat="3")
            await two.until(lambda: "not_in_record" in [told.code for told in two.reported.of("notice")])
            await two.node.post(CommentDraft("また席にいる"))
            await level(chair, two)
            (notice,) = [told for told in two.reported.of("notice") if told.code == "not_in_record"]
            assert notice.values == ("2", "離れて書いた" + "長" * 34 + "…")
            assert "離れて書いた" not in "".join(texts(chair))
            await room.stop(two)
            two = await room.node("seat3")
            await level(chair, two)
            assert "not_in_record" not in [told.code for told in two.reported.of("notice")]

    run(play())

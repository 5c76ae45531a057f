"""Row 8: a profile, or a part of it, comes back from an older backup while the others went on."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.forks import FORK
from sync.log import EventLog
from sync.meeting import CommentDraft
from tests.fakes import Room, RunningNode, run
from tests.sync.test_node import complete, joined, level, opened, texts


def backup(profile: Path) -> Path:
    """A copy as a backup program makes it while Kurumaza is closed."""
    return Path(shutil.copytree(profile, profile.with_name(f"{profile.name}.backup")))


def restore(profile: Path, *names: str) -> None:
    """Put these files of the backup back, nothing newer of them stays; no names: the whole profile."""
    kept = profile.with_name(f"{profile.name}.backup")
    if not names:
        shutil.rmtree(profile)
        shutil.copytree(kept, profile)
    for name in names:
        for each in profile.glob(f"{name}*"):
            each.unlink()
        shutil.copy(kept / name, profile)


def assert_nothing_forked(profile: Path, *nodes: RunningNode) -> None:
    """Nobody saw a log that was written twice, and no place of a log is taken twice in the file."""
    for node in nodes:
        for session in node.node._sessions.values():
            assert not session.journal.fold.frozen()
    log = EventLog(profile / "events.db")
    (meeting,) = log.meetings()
    events = list(log.events(meeting))
    log.close()
    assert FORK not in {event.kind for event in events}
    assert max(Counter((event.log, event.sequence) for event in events).values()) == 1


@pytest.mark.parametrize(
    "what", [(), ("events.db",), ("device.key", "events.db")], ids=["all", "events", "both"]
)
def test_row_8_a_seat_restored_from_an_older_backup_gets_everything_back(
    tmp_path: Path, what: tuple[str, ...]
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=200_000)
            seat, other = await joined(room, chair, "2"), await joined(room, chair, "3")
            await seat.node.post(CommentDraft("先週の発言"))
            await level(chair, seat, other)
            await room.stop(seat)
            backup(tmp_path / "seat2")

            seat = await room.node("seat2")
            newer = [await seat.node.post(CommentDraft(f"控えのあとの発言{number}")) for number in range(3)]
            await seat.node.edit(newer[0], "書き直した発言")
            await other.node.post(CommentDraft("ほかの席の発言"))
            await level(chair, seat, other)
            await seat.until(lambda: seat.node.documents() and complete(seat))
            await room.stop(seat)
            restore(tmp_path / "seat2", *what)

            seat = await room.node("seat2")
            early = await seat.node.post(CommentDraft("戻してすぐの発言"))
            await level(chair, seat, other)
            assert set(texts(seat)) == {
                *("先週の発言", "書き直した発言", "控えのあとの発言1", "控えのあとの発言2"),
                *("ほかの席の発言", "戻してすぐの発言"),
            }
            await seat.node.edit(
                newer[1], "戻したあとに直した発言"
            )  # it is still the author of what came back
            await seat.node.delete(early)
            await level(chair, seat, other)
            assert "戻したあとに直した発言" in texts(other)
            await seat.until(lambda: complete(seat))
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair, other)

    run(play())


def test_row_27_what_was_sent_before_it_was_on_disk_comes_back_as_part_of_an_old_log(tmp_path: Path) -> None:
    """The disk lied about its cache: the power fails after the comment left and before it was really kept."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("書けていた意見"))
            await level(chair, seat)
            await room.stop(seat)
            backup(tmp_path / "seat2")
            seat = await room.node("seat2")
            sent = await seat.node.post(CommentDraft("送ったが書けていなかった意見"))
            await chair.until(lambda: len(texts(chair)) == 2)
            await room.stop(seat)
            restore(tmp_path / "seat2", "events.db")

            seat = await room.node("seat2")
            after = await seat.node.post(CommentDraft("再起動のあとの意見"))
            await level(chair, seat)
            log = next(iter(chair.node._sessions.values())).journal
            await log.save()
            places = {event.event_id: event.log for event in log.events()}
            assert {sent, after} <= places.keys()
            assert places[sent] != places[after]
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair)

    run(play())


def test_row_8_a_chairs_pc_restored_from_an_older_backup_goes_on_where_the_meeting_is(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=200_000)
            port = int(chair.address.rpartition(":")[2])
            one, two = await joined(room, chair, "2"), await joined(room, chair, "3")
            await level(chair, one, two)
            await room.stop(chair)
            backup(tmp_path / "chair")

            chair = await room.node("chair", port)
            await chair.node.open_agenda("1")
            comment = await one.node.post(CommentDraft("質問です"))
            await chair.until(lambda: "質問です" in texts(chair))
            await chair.node.answer(comment, "控えのあとの答え")
            own = await chair.node.post(CommentDraft("議長の発言"))
            await level(chair, one, two)
            await room.stop(chair)
            restore(tmp_path / "chair")

            chair = await room.node("chair", port)
            await chair.node.open_agenda("2")  # waits until it heard how far the chair's word went
            await level(chair, one, two)
            meeting = two.node.meeting()
            assert meeting is not None
            answered = {each.comment: each.answer for each in meeting.comments}
            assert (meeting.current_item, answered[comment]) == ("2", "控えのあとの答え")
            assert own in answered
            await room.stop(chair)
            assert_nothing_forked(tmp_path / "chair", one, two)

    run(play())


def test_row_8_only_the_key_was_restored_and_the_seat_is_the_one_it_was(tmp_path: Path) -> None:
    """The new PC of a seat has the key of the old one and nothing else: the invitation lets it in again."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=200_000)
            seat = await joined(room, chair, "2")
            comment = await seat.node.post(CommentDraft("前のPCで書いた"))
            await level(chair, seat)
            device = seat.node.device
            await room.stop(seat)
            backup(tmp_path / "seat2")
            shutil.rmtree(tmp_path / "seat2")
            (tmp_path / "seat2").mkdir()
            restore(tmp_path / "seat2", "device.key")

            seat = await room.node("seat2")
            assert seat.node.device == device
            await seat.node.join(invite=chair.node.invite)
            await level(chair, seat)
            await seat.node.edit(comment, "新しいPCで直した")
            await seat.node.post(CommentDraft("新しいPCで書いた"))
            await level(chair, seat)
            assert set(texts(chair)) == {"新しいPCで直した", "新しいPCで書いた"}
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair)

    run(play())


def test_row_8_a_newer_key_with_an_older_record_is_another_device_and_asks_for_the_code(
    tmp_path: Path,
) -> None:
    """The key went lost and was made anew; what the old key wrote stays the old device's."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=200_000, seats=False)
            seat = await joined(room, chair, "5")
            await seat.node.post(CommentDraft("前の鍵で書いた"))
            await level(chair, seat)
            before = seat.node.device
            await room.stop(seat)
            (tmp_path / "seat5" / "device.key").unlink()

            seat = await room.node("seat5")
            assert seat.node.device != before
            assert texts(seat) == ["前の鍵で書いた"]
            with pytest.raises(KurumazaError) as caught:
                await seat.node.post(CommentDraft("まだ認められていない"))
            assert caught.value.code == "not_a_member"
            await chair.node.remove(before)
            await seat.node.join(address=chair.address, code=chair.node.code, seat="5")
            await seat.node.post(CommentDraft("新しい鍵で書いた"))
            await level(chair, seat)
            assert set(texts(chair)) == {"前の鍵で書いた", "新しい鍵で書いた"}
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat5", chair)

    run(play())


def test_row_8_a_snapshot_that_runs_beside_its_original_is_let_in_by_neither(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            seat = await joined(room, chair, "2")
            await level(chair, seat)
            shutil.copytree(tmp_path / "seat2", tmp_path / "snapshot")
            await room.node("snapshot")
            await chair.until(lambda: "twin_seat" in {each.code for each in chair.reported.of("notice")})

    run(play())

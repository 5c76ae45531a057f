"""Row 13, a full disk: documents wait first, comments go on, then reading alone; it recovers by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync import downloads, saver
from sync.errors import KurumazaError, StorageFull
from sync.log import EventLog
from sync.meeting import CommentDraft
from sync.salvage import open_log
from sync.space import reserve
from sync.status import InStep
from tests.crash_trial import Posting
from tests.fakes import Room, RunningNode, plan, run
from tests.small_disk import SIZE, Disk, fill, mounted, small_disk
from tests.sync.strategies import BEN, Writer
from tests.sync.test_node import CODE, complete, joined, level, opened

LONG = "予算の根拠を伺いたい。" * 150


@pytest.fixture(params=["mounted", "pretended"])
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    with small_disk(request.param, tmp_path / "disk", monkeypatch) as made:
        yield made


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "AGAIN_S", 0.05)
    monkeypatch.setattr(downloads, "STORAGE_RETRY_S", 0.05)


def notices(running: RunningNode) -> list[str]:
    return [notice.code for notice in running.reported.of("notice")]


async def post_until_refused(running: RunningNode) -> list[str]:
    """Post long comments until the disk takes no more; the ids of those that were confirmed."""
    confirmed: list[str] = []
    while len(confirmed) < 10_000:
        try:
            confirmed.append(await running.node.post(CommentDraft(f"{len(confirmed)} {LONG}")))
        except StorageFull:
            return confirmed
    raise AssertionError("the disk never was full")


def comments(running: RunningNode) -> set[str]:
    meeting = running.node.meeting()
    return {each.comment for each in meeting.comments} if meeting else set()


def test_row_13_documents_stop_first_then_posting_and_all_goes_on_by_itself(
    tmp_path: Path, disk: Disk
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=6_000_000)
            disk.leave(reserve(SIZE) + 50_000)
            seat = await room.node("disk/seat")
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            other = await joined(room, chair, "3")

            await seat.until(lambda: "space_low" in notices(seat))
            assert not complete(seat)
            first = await seat.node.post(CommentDraft("資料は待っているが投稿はできる"))
            await chair.until(lambda: first in comments(chair))

            disk.leave(0, seat)
            confirmed = [first, *await post_until_refused(seat)]
            await seat.until(lambda: notices(seat).count("storage_full") == 1)
            assert "storage_full" not in notices(other)
            shown = await other.node.post(CommentDraft("いっぱいのPCにも届く"))
            await seat.until(lambda: shown in comments(seat))
            confirmed += await post_until_refused(seat)
            assert seat.reported.of("link_changed")[-1] == InStep(3)
            assert "storage_back" not in notices(seat)

            disk.leave(None, seat)
            await seat.until(lambda: notices(seat)[-1] == "storage_back")
            last = await seat.node.post(CommentDraft("空きができた"))
            await seat.until(lambda: complete(seat))
            await level(chair, seat, other)
            assert {*confirmed, shown, last} <= comments(chair)
            await room.stop(seat)
            again = await room.node("disk/seat")
            assert {*confirmed, shown, last} <= comments(again)

    run(play())


def test_row_13_a_full_chairs_pc_shows_and_passes_on_what_it_cannot_save(tmp_path: Path, disk: Disk) -> None:
    """Nothing is promised meanwhile: the author's comment waits for the receipt until there is room."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("disk/chair")
            await chair.node.host(plan(tmp_path / "files", size=1_000), CODE)
            one, two = await joined(room, chair, "2"), await joined(room, chair, "3")
            await level(chair, one, two)
            disk.leave(0, chair)
            await post_until_refused(chair)
            comment = await one.node.post(CommentDraft("議長席のディスクがいっぱい " + LONG))
            for each in (chair, two):
                await each.until(lambda each=each: comment in comments(each))
            stranger = await room.node("seat23")
            with pytest.raises(KurumazaError) as caught:
                await stranger.node.join(address=chair.address, code=CODE, seat="23")
            assert caught.value.code == "chair_storage"
            disk.leave(None, chair)
            await chair.until(lambda: notices(chair)[-1] == "storage_back")
            await one.until(lambda: one.reported.of("waiting_changed")[-1] == frozenset())
            await stranger.node.join(address=chair.address, code=CODE, seat="23")
            await level(chair, one, two, stranger)

    run(play())


def test_row_13_a_program_that_starts_on_a_full_disk_shows_all_and_goes_on(tmp_path: Path) -> None:
    async def play(folder: Path) -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            seat = await room.node("disk/seat")
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            before = await seat.node.post(CommentDraft("停電の前に"))
            await level(chair, seat)
            await room.stop(seat)
            filler = fill(folder)
            seat = await room.node("disk/seat")
            assert notices(seat)[:1] == ["storage_full"]  # it is said at once
            assert before in comments(seat)
            during = await chair.node.post(CommentDraft("起動の後に"))
            await seat.until(lambda: during in comments(seat))
            await post_until_refused(seat)
            filler.unlink()
            await seat.until(lambda: "storage_back" in notices(seat))
            assert [code for code in notices(seat) if code != "space_low"] == ["storage_full", "storage_back"]
            after = await seat.node.post(CommentDraft("空きができた"))
            await chair.until(lambda: after in comments(chair))
            await room.stop(seat)
            log = EventLog(folder / "seat" / "events.db")
            kept = {event.event_id for event in log.events(log.meetings()[0])}
            log.close()
            assert {before, during, after} <= kept

    with mounted(tmp_path / "disk") as folder:
        run(play(folder))


def test_row_13_a_node_killed_while_its_disk_is_full_has_everything_it_confirmed(tmp_path: Path) -> None:
    """Nothing that was refused comes back either: what a person was told stays true."""
    with mounted(tmp_path / "disk") as folder:
        (tmp_path / "meeting.toml").write_text('[meeting]\ntitle = "庁議"\n')
        chair, seat = Posting(tmp_path / "chair"), Posting(folder / "seat")
        try:
            address = chair.wait(report="ready")["listen"][0]
            chair.do("host", file=str(tmp_path / "meeting.toml"), code=CODE)
            seat.do("join", address=address, code=CODE, name="職員", seat="1")
            filler = fill(folder)
            refused = ""
            while not refused:
                body = f"{len(seat.confirmed())} {LONG}"
                answer = seat.wait(id=seat.send("post", body=body))
                refused = "" if answer["ok"] else body
            assert answer["error"] == "storage_full"
            seat.send("post", body=LONG)
            seat.kill()
            confirmed = seat.confirmed()
            filler.unlink()
            seat = Posting(folder / "seat")
            seat.wait(report="joined")
            last = seat.do("post", body="空きができた")["comment"]
            chair.wait(report="comment", comment=last)
            found = chair.do("meeting")["meeting"]["comments"]
            assert {each["comment"] for each in found} >= {*confirmed, last}
            assert refused not in [each["body"] for each in found]
        finally:
            chair.kill()
            seat.kill()


@pytest.mark.expected_log("was damaged and is kept as")
def test_a_salvage_that_finds_no_room_changes_nothing_and_is_done_at_the_next_start(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as folder:
        writer = Writer(BEN, "m" * 42 + "A")
        events = [writer.post(LONG) for _ in range(40)]
        log = EventLog(folder / "events.db")
        log.add(events)
        log.close()
        data = b"\xa5" * 100 + (folder / "events.db").read_bytes()[100:]
        (folder / "events.db").write_bytes(data)
        filler = fill(folder)
        with pytest.raises(StorageFull):
            open_log(folder / "events.db")
        assert {each.name for each in folder.iterdir()} == {"events.db", "filler"}
        assert (folder / "events.db").read_bytes() == data
        filler.unlink()
        log, salvaged = open_log(folder / "events.db")
        assert salvaged is not None
        assert list(log.events("m" * 42 + "A")) == events
        log.close()


def test_a_first_start_without_any_room_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async def play(folder: Path) -> None:
        fill(folder)
        async with Room(tmp_path) as room:
            with pytest.raises(StorageFull, match=r"No space left|is full"):
                await room.node("disk/seat")

    with mounted(tmp_path / "disk") as folder:
        run(play(folder))


def test_a_profile_that_may_not_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            with pytest.raises(KurumazaError, match="profile folder cannot be used") as caught:
                await room.node("disk/seat")
            assert caught.value.code == "storage_unavailable"

    with mounted(tmp_path / "disk", "ro"):
        run(play())

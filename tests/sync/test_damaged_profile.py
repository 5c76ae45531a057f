"""A device whose events are damaged comes back into its meeting with everything, and forks nothing."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import KurumazaError, StorageDamaged, StorageNewer
from sync.log import EventLog
from sync.meeting import CommentDraft
from sync.migrations import SCHEMA_VERSION
from tests.fakes import Room, RunningNode, run
from tests.sync.test_node import CODE, joined, level, opened, texts
from tests.sync.test_restored_profile import assert_nothing_forked

ROOT = Path(__file__).parents[2]
PAGE = 4_096
LONG = "ほかのどこにもない意見です。" * 20


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.session.TEND_S", 0.1)


def database_of_tomorrow(path: Path) -> None:
    """What a later version may leave behind."""
    EventLog(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def tear(database: Path, mark: bytes) -> None:
    """Lose the whole page that holds these bytes."""
    data = bytearray(database.read_bytes())
    start = data.index(mark) // PAGE * PAGE
    data[start : start + PAGE] = bytes(PAGE)
    database.write_bytes(data)


def told(running: RunningNode) -> list[str]:
    return [notice.code for notice in running.reported.of("notice")]


@pytest.mark.expected_log("was damaged and is kept as")
def test_own_words_that_exist_nowhere_else_survive_a_torn_page_in_their_middle(tmp_path: Path) -> None:
    """Only those on the page itself are gone; what stands behind the gap is said again, and just once."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            port = int(chair.address.rpartition(":")[2])
            seat, other = await joined(room, chair, "2"), await joined(room, chair, "3")
            await seat.node.post(CommentDraft("みなが持っている意見"))
            await level(chair, seat, other)
            await room.stop(chair)
            await room.stop(other)
            first = await seat.node.post(CommentDraft(f"1番 {LONG}"))
            for number in range(2, 41):
                parent = first if number == 40 else ""
                await seat.node.post(CommentDraft(f"{number}番 {LONG}", reply_to=parent))
            await seat.node.edit(first, "書き直した1番")
            await room.stop(seat)
            tear(tmp_path / "seat2" / "events.db", f"20番 {LONG}".encode())

            seat = await room.node("seat2")
            assert told(seat) == ["storage_salvaged"]
            chair = await room.node("chair", port)
            await chair.until(lambda: any(text.startswith("40番") for text in texts(chair)))
            await chair.until(lambda: "書き直した1番" in texts(chair))
            await level(chair, seat)
            numbers = [int(text.partition("番")[0]) for text in texts(chair) if text.endswith(LONG)]
            assert len(numbers) == len(set(numbers)) >= 34
            assert "みなが持っている意見" in texts(chair)
            await room.stop(seat)
            seat = await room.node("seat2")
            await level(chair, seat)
            assert len(texts(seat)) == len(set(texts(seat)))  # nothing was said a third time
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair)

    run(play())


@pytest.mark.expected_log("was damaged and is kept as")
def test_what_others_hold_comes_back_as_it_was_and_is_not_said_again(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            seat = await joined(room, chair, "2")
            ids = [await seat.node.post(CommentDraft(f"{number}番 {LONG}")) for number in range(40)]
            await level(chair, seat)
            await room.stop(seat)
            tear(tmp_path / "seat2" / "events.db", f"20番 {LONG}".encode())
            seat = await room.node("seat2")
            await level(chair, seat)
            again = await seat.node.post(CommentDraft("直ったあとの意見"))
            await level(chair, seat)
            meeting = chair.node.meeting()
            assert meeting is not None
            assert {each.comment for each in meeting.comments} == {*ids, again}
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair)

    run(play())


@pytest.mark.expected_log("was damaged and is kept as")
def test_a_chairs_pc_with_a_garbage_header_goes_on_as_the_chairs(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            port = int(chair.address.rpartition(":")[2])
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("残る意見"))
            await level(chair, seat)
            await room.stop(chair)
            database = tmp_path / "chair" / "events.db"
            database.write_bytes(b"\xa5" * 100 + database.read_bytes()[100:])
            chair = await room.node("chair", port)
            assert told(chair) == ["storage_salvaged"]
            await level(chair, seat)
            await chair.node.open_agenda("2")
            await level(chair, seat)
            late = await room.node("seat3")
            await late.node.join(address=chair.address, code=chair.node.code, seat="3")
            await level(chair, seat, late)
            assert texts(late) == ["残る意見"]
            await room.stop(chair)
            assert_nothing_forked(tmp_path / "chair", seat)

    run(play())


def test_a_device_whose_events_are_gone_joins_again_and_has_everything_back(tmp_path: Path) -> None:
    """As IT does where nothing can be read: the file was given another name."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            seat = await joined(room, chair, "2")
            comment = await seat.node.post(CommentDraft("前に書いた意見"))
            await level(chair, seat)
            await room.stop(seat)
            database = tmp_path / "seat2" / "events.db"
            database.write_bytes(b"\x00" * 20_000)
            with pytest.raises(StorageDamaged):
                await room.node("seat2")
            database.rename(database.with_name("old.db"))
            seat = await room.node("seat2")
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            await level(chair, seat)
            await seat.node.edit(comment, "いま直した意見")
            await level(chair, seat)
            assert texts(chair) == ["いま直した意見"]
            await room.stop(seat)
            assert_nothing_forked(tmp_path / "seat2", chair)

    run(play())


def started(profile: Path) -> subprocess.CompletedProcess[str]:
    """A console with this profile that ends at once."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "sync.console", "--profile", str(profile)),
            *("--listen", "127.0.0.1:0", "--no-mdns", "--no-broadcast"),
        ],
        cwd=ROOT,
        input="",
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_of_tomorrow_ends_the_start_with_one_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    database_of_tomorrow(tmp_path / "events.db")
    data = (tmp_path / "events.db").read_bytes()
    done = started(tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "written by a newer Kurumaza" in done.stderr
    assert (tmp_path / "events.db").read_bytes() == data


def test_a_damaged_key_ends_the_start_with_one_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "device.key").write_bytes(b"\x00" * 64)
    done = started(tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "device key" in done.stderr
    assert (tmp_path / "device.key").read_bytes() == b"\x00" * 64


@pytest.mark.parametrize(
    "damage", [b"\x00" * 9_000, b"SQLite format 3\x00" + b"\xff" * 9_000, b"PK\x03\x04" * 90]
)
def test_rubbish_in_place_of_the_events_ends_the_start_with_one_sentence(
    tmp_path: Path, damage: bytes
) -> None:
    (tmp_path / "events.db").write_bytes(damage)
    done = started(tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "events.db").read_bytes() == damage


def test_a_newer_database_is_never_salvaged(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            with pytest.raises(StorageNewer) as caught:
                await room.node("seat")
            assert isinstance(caught.value, KurumazaError)

    (tmp_path / "seat").mkdir()
    database_of_tomorrow(tmp_path / "seat" / "events.db")
    run(play())
    assert not [each for each in (tmp_path / "seat").iterdir() if "damaged" in each.name]

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

import sync
from sync.clock import HybridTime
from sync.database import file_uri
from sync.errors import StorageDamaged, StorageNewer, StorageUnavailable
from sync.events import Event
from sync.log import EventLog, KnownAddress
from sync.migrations import SCHEMA_VERSION
from tests.sync.strategies import ANNE, BEN, START_MS, Writer, room


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def log(path: Path) -> Iterator[EventLog]:
    opened = EventLog(path)
    yield opened
    opened.close()


def story() -> tuple[list[Event], str]:
    """A meeting with seven events of the chair and three of Anne."""
    events, writers = room()
    events += [writers[ANNE].post(f"意見{number}", ms=START_MS + number) for number in range(3)]
    return events, events[0].meeting


def test_what_was_added_comes_back_after_a_restart(path: Path) -> None:
    events, meeting = story()
    first = EventLog(path)
    assert first.add(events).new == tuple(events)
    first.set_state(meeting, "seat", "5")
    first.close()
    again = EventLog(path)
    assert list(again.events(meeting)) == events
    assert again.meetings() == (meeting,)
    assert again.have(meeting) == {events[0].log: 6, events[-1].log: 3}
    assert again.have_of(meeting, ANNE.device) == {events[-1].log: 3}
    assert again.head(meeting, events[-1].log) == (3, events[-1].event_id)
    assert again.state(meeting, "seat") == "5"
    again.close()


def test_adding_again_changes_nothing(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    again = log.add([*events, *events])
    assert (again.new, again.gaps, again.forks) == ((), (), ())
    assert len(list(log.events(meeting))) == len(events)


def test_a_gap_is_told_and_not_kept(log: EventLog) -> None:
    events, meeting = story()
    added = log.add([events[0], *events[2:6], *events[6:]])
    assert added.new == (events[0], *events[6:])
    assert [(gap.event, gap.have) for gap in added.gaps] == [(event, 1) for event in events[2:6]]
    assert log.add(events[1:6]).new == tuple(events[1:6])
    assert log.have(meeting)[events[0].log] == 6


def test_two_events_at_one_place_are_a_fork_and_the_first_stays(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    twin = Writer(ANNE, meeting)
    other = twin.post("別の歴史")
    added = log.add([other])
    assert added.new == ()
    assert [(fork.kept, fork.other) for fork in added.forks] == [(events[6], other)]
    assert other not in list(log.events(meeting))


@pytest.mark.parametrize("saved", [False, True])
def test_taking_sees_a_fork_at_a_taken_place_saved_or_not(log: EventLog, saved: bool) -> None:
    events, meeting = story()
    log.take(events)
    if saved:
        log.save()
    other = Writer(ANNE, meeting).post("別の歴史")
    added = log.take([*events, other])
    assert added.new == ()
    assert [(fork.kept, fork.other) for fork in added.forks] == [(events[6], other)]


def test_taking_fills_in_a_body_that_was_missing(log: EventLog) -> None:
    events, writers = room()
    posted = writers[ANNE].post()
    log.take([*events, posted.without_body()])
    assert log.take([posted]).new == (posted,)
    assert log.take([posted.without_body(), posted]).new == ()
    assert log.event(posted.event_id) == posted


def test_an_event_that_does_not_name_its_predecessor_is_a_fork(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    twin = Writer(ANNE, meeting)
    for number in range(3):
        twin.post(f"別{number}")
    fourth = twin.post("四つ目")
    (fork,) = log.add([fourth]).forks
    assert (fork.kept, fork.other) == (events[-1], fourth)
    assert log.have(meeting)[fourth.log] == 3


def test_nobody_writes_on_in_the_log_of_another_device(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    intruder = Writer(BEN, meeting, log=events[-1].log)
    intruder.sequence, intruder.previous = 3, events[-1].event_id
    assert len(log.add([intruder.post("なりすまし")]).forks) == 1


def test_an_own_event_out_of_turn_is_a_mistake_of_ours(log: EventLog) -> None:
    events, _ = story()
    with pytest.raises(ValueError, match="does not continue"):
        log.append(events[1])
    log.append(events[0])
    with pytest.raises(ValueError, match="does not continue"):
        log.append(events[0])


def test_reading_goes_on_after_a_sequence(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    assert log.read(meeting, events[0].log, after=2, limit=3) == events[2:5]
    assert log.read(meeting, "0" * 16) == []
    assert log.event(events[3].event_id) == events[3]
    assert log.event("A" * 43) is None


def test_a_long_meeting_is_read_in_pages(log: EventLog) -> None:
    events, writers = room()
    events += [writers[ANNE].post(str(number)) for number in range(1_100)]
    log.add(events)
    assert list(log.events(events[0].meeting)) == events


def test_the_newest_own_time_is_known(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    log.add([])
    writer = Writer(BEN, meeting)
    log.add([writer.post(ms=START_MS + 9, counter=2), writer.post(ms=START_MS + 9, counter=7), writer.post()])
    assert log.newest_time(BEN.device) == HybridTime(START_MS + 9, 7)
    assert log.newest_time("A" * 43) == HybridTime(0)


def test_a_dropped_body_is_gone_from_the_disk_and_does_not_come_back(path: Path) -> None:
    events, writers = room()
    secret = writers[ANNE].post("取り消した発言" * 40)
    log = EventLog(path)
    log.add([*events, secret])
    assert log.drop_body(secret.event_id) is True
    assert log.drop_body(secret.event_id) is False
    assert log.event(secret.event_id) == secret.without_body()
    assert log.add([secret]).new == ()
    assert log.event(secret.event_id) == secret.without_body()
    log.close()
    assert "取り消した発言".encode() not in b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_a_body_that_was_missing_is_filled_in(log: EventLog) -> None:
    events, writers = room()
    posted = writers[ANNE].post()
    log.add([*events, posted.without_body()])
    assert log.add([posted]).new == (posted,)
    assert log.add([posted.without_body(), posted]).new == ()
    assert log.event(posted.event_id) == posted


def test_state_is_kept_by_meeting_and_can_be_forgotten(log: EventLog) -> None:
    log.set_state("m", "code", "482913")
    log.set_state("", "code", "else")
    log.set_state("m", "code", "111111")
    assert (log.state("m", "code"), log.state("", "code"), log.state("m", "none")) == ("111111", "else", None)
    log.set_state("m", "code", None)
    assert log.state("m", "code") is None


def test_addresses_are_told_latest_first_and_the_oldest_forgotten(log: EventLog) -> None:
    for number in range(70):
        log.remember_address("m", f"10.0.0.{number}:47810", ANNE.device, number)
    known = log.known_addresses("m")
    assert len(known) == 64
    assert known[0] == KnownAddress("10.0.0.69:47810", ANNE.device, 69)
    log.remember_address("m", "10.0.0.9:47810", BEN.device, 99)
    assert log.known_addresses("m")[0] == KnownAddress("10.0.0.9:47810", BEN.device, 99)
    assert log.known_addresses("other") == ()


def test_calls_from_several_threads_are_one_after_another(log: EventLog) -> None:
    events, meeting = story()
    log.add(events[:1])
    writers = [Writer(key, meeting, log=f"{number:016x}") for number, key in enumerate([ANNE, BEN] * 3)]
    batches = [[writer.post(str(number)) for number in range(20)] for writer in writers]

    def add(batch: list[Event]) -> None:
        for event in batch:
            log.append(event)

    threads = [threading.Thread(target=add, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(log.have(meeting).values()) == 121


# -- what the disk may do ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"not a database, just text" * 100, b"x", b"SQLite format 3\x00" + b"\x07" * 4_080],
    ids=["text", "short", "headless"],
)
def test_what_is_no_database_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageDamaged):
        EventLog(path)
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE event (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageDamaged, match="no database of Kurumaza"):
        EventLog(path)
    assert path.read_bytes() == before


def test_a_newer_database_is_refused_untouched_with_both_numbers(path: Path) -> None:
    EventLog(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 4}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageNewer) as caught:
        EventLog(path)
    assert (caught.value.code, caught.value.found, caught.value.known) == (
        "storage_newer",
        SCHEMA_VERSION + 4,
        SCHEMA_VERSION,
    )
    assert str(SCHEMA_VERSION + 4) in caught.value.message
    assert path.read_bytes() == before


def test_a_damaged_page_is_found_when_it_is_opened(path: Path) -> None:
    log = EventLog(path)
    log.add(story()[0])
    log.close()
    content = bytearray(path.read_bytes())
    content[4_096 : len(content)] = b"\xa5" * (len(content) - 4_096)
    path.write_bytes(content)
    with pytest.raises(StorageDamaged, match="damaged"):
        EventLog(path)
    assert path.read_bytes() == bytes(content)


def test_every_page_that_was_lost_is_found(path: Path) -> None:
    log = EventLog(path)
    log.add(story()[0])
    log.close()
    whole = path.read_bytes()
    for start in range(4_096, len(whole), 4_096):
        path.write_bytes(whole[:start] + bytes(4_096) + whole[start + 4_096 :])
        with pytest.raises(StorageDamaged):
            EventLog(path)
    path.write_bytes(whole)
    EventLog(path).close()


def test_a_changed_event_on_the_disk_is_damage_and_not_a_text(path: Path) -> None:
    events, meeting = story()
    log = EventLog(path)
    log.add(events)
    log.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE event SET body = ? WHERE event_id = ?", (b'{"body":"x"}', events[-1].event_id))
    connection.commit()
    connection.close()
    again = EventLog(path)
    with pytest.raises(StorageDamaged, match="damaged event"):
        list(again.events(meeting))
    again.close()


def test_an_empty_file_of_a_killed_start_is_taken(path: Path) -> None:
    path.write_bytes(b"")
    log = EventLog(path)
    log.add(story()[0])
    log.close()


def test_a_folder_in_its_place_is_unavailable(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageUnavailable):
        EventLog(path)


def test_a_full_disk_is_told_and_loses_nothing(log: EventLog) -> None:
    events, meeting = story()
    log.add(events)
    pages = log._connection.execute("PRAGMA page_count").fetchone()[0]
    log._connection.execute(f"PRAGMA max_page_count = {pages}")
    writer = Writer(BEN, meeting)
    batch = [writer.post("x" * 2_000) for _ in range(50)]
    with pytest.raises(StorageUnavailable) as caught:
        log.add(batch)
    assert caught.value.code == "storage_full"
    assert list(log.events(meeting)) == events
    assert writer.log not in log.have(meeting)
    log._connection.execute("PRAGMA max_page_count = 100000")
    assert log.add(batch).new == tuple(batch)


def test_a_file_held_by_another_program_is_unavailable(path: Path) -> None:
    events, _ = story()
    log = EventLog(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    log._connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(StorageUnavailable, match="locked"):
        log.add(events)
    other.execute("ROLLBACK")
    other.close()
    assert log.add(events).new == tuple(events)
    log.close()


def test_a_mistake_of_ours_stays_a_mistake(log: EventLog) -> None:
    log._connection.execute("DROP TABLE event")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        log.add(story()[0])
    log.set_state("m", "key", "nothing is left half done")


def test_commits_wait_for_the_disk(log: EventLog) -> None:
    assert log._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert log._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


POSTING = """
import sys
from pathlib import Path
from sync.log import EventLog
from tests.sync.strategies import ANNE, Writer, create
log = EventLog(Path(sys.argv[1]))
writer = Writer(ANNE)
log.append(create(writer))
while True:
    event = writer.post("x" * 500)
    log.append(event)
    print(event.meeting, event.sequence, flush=True)
"""


def test_nothing_that_was_said_to_be_saved_is_lost_by_a_kill(path: Path) -> None:
    root = Path(sync.__file__).parent.parent
    child = subprocess.Popen(
        [sys.executable, "-c", POSTING, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    with child:
        assert child.stdout is not None
        for _ in range(30):
            child.stdout.readline()
        child.kill()
        told = [line.split() for line in child.stdout.read().splitlines() if line.count(" ") == 1]
    last = int(told[-1][1]) if told else 31
    log = EventLog(path)
    (meeting,) = log.meetings()
    held = list(log.events(meeting))
    assert len(held) >= last
    assert [event.sequence for event in held] == list(range(1, len(held) + 1))
    log.close()


def test_a_killed_newer_program_leaves_a_database_that_is_refused(path: Path) -> None:
    """The write-ahead log of a killed program may hold the only note of the newer format."""
    script = (
        "import os, sys; from pathlib import Path; from sync.log import EventLog\n"
        "log = EventLog(Path(sys.argv[1]))\n"
        "log._connection.execute('PRAGMA user_version = 99')\n"
        "os._exit(9)"
    )
    root = Path(sync.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", script, str(path)], env=environment, check=False)
    assert done.returncode == 9
    before = path.read_bytes()
    with pytest.raises(StorageNewer, match="99"):
        EventLog(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/山田/events.db"), "file:///home/%E5%B1%B1%E7%94%B0/events.db"),
        (PureWindowsPath(r"C:\Users\a b\events.db"), "file:///C:/Users/a%20b/events.db"),
        (PureWindowsPath(r"\\server\share\events.db"), "file:////server/share/events.db"),
    ],
)
def test_a_path_is_named_as_sqlite_reads_it(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri

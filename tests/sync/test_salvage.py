"""A damaged log: nothing that can be read is lost, nothing that was found is overwritten, and it is said."""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sync import salvage
from sync.errors import StorageDamaged, StorageNewer
from sync.events import Event
from sync.log import EventLog
from sync.migrations import APPLICATION_ID, SCHEMA_VERSION
from sync.salvage import open_log, orphans
from tests.sync.strategies import ANNE, BEN, Writer

MEETING = "m" * 42 + "A"
ROOT = Path(__file__).parents[2]
PAGE = 4_096
COUNT = 120


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def written(path: Path, *, length: int = 50, close: bool = True) -> list[Event]:
    """A log of two devices, some comments so long that they need pages of their own."""
    one, other = Writer(BEN, MEETING), Writer(ANNE, MEETING, "a" * 16)
    events = [
        (one if number % 2 else other).post(f"意見{number} " + "です" * (length if number % 7 else 900))
        for number in range(COUNT)
    ]
    log = EventLog(path)
    log.add(events)
    log.set_state(MEETING, "chair", "議長")
    log.remember_address(MEETING, "192.0.2.1:47810", BEN.device, 5)
    log.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return events


def held(log: EventLog) -> set[str]:
    return {event.event_id for event in log.events(MEETING) if event.body_bytes is not None}


def files(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def garbage_header(data: bytearray) -> None:
    data[:100] = random.Random(1).randbytes(100)  # noqa: S311 - has to repeat


def half_a_header(data: bytearray) -> None:
    data[16:100] = bytes(84)


def first_page_gone(data: bytearray) -> None:
    data[:PAGE] = bytes(PAGE)


def every_inner_page_gone(data: bytearray) -> None:
    """The pages that say which page holds what: without them SQLite finds nothing."""
    for start in range(PAGE, len(data), PAGE):
        if data[start] in (0x02, 0x05):
            data[start : start + PAGE] = random.Random(start).randbytes(PAGE)  # noqa: S311 - has to repeat


@pytest.mark.expected_log("was damaged and is kept as")
@pytest.mark.parametrize("harm", [garbage_header, half_a_header, first_page_gone, every_inner_page_gone])
def test_every_event_is_saved_where_only_what_leads_to_them_is_broken(
    path: Path, harm: Callable[[bytearray], None]
) -> None:
    events = written(path)
    data = bytearray(path.read_bytes())
    harm(data)
    path.write_bytes(data)
    log, salvaged = open_log(path)
    assert held(log) == {event.event_id for event in events}
    log.close()
    assert salvaged is not None
    assert (salvaged.events, salvaged.aside) == (COUNT, "events.db.damaged-1")
    assert path.with_name(salvaged.aside).read_bytes() == data
    assert not {name for name in files(path.parent) if "salvag" in name or "looking" in name}
    log, again = open_log(path)
    assert again is None
    assert held(log) == {event.event_id for event in events}
    log.close()


@pytest.mark.expected_log("was damaged and is kept as")
def test_the_notes_of_the_device_are_carried_over_where_they_can_be_read(path: Path) -> None:
    written(path)
    data = bytearray(path.read_bytes())
    leaf = next(start for start in range(20 * PAGE, len(data), PAGE) if data[start] == 0x0D)
    data[leaf + PAGE // 2 : leaf + PAGE] = bytes(PAGE // 2)
    path.write_bytes(data)
    log, salvaged = open_log(path)
    assert salvaged is not None
    assert log.state(MEETING, "chair") == "議長"
    assert [known.address for known in log.known_addresses(MEETING)] == ["192.0.2.1:47810"]
    log.close()


@pytest.mark.expected_log("was damaged and is kept as")
@pytest.mark.parametrize("seed", range(8))
def test_of_a_torn_page_only_what_stood_there_is_missing(path: Path, seed: int) -> None:
    """Whatever is torn: what is readable is in the log, or waits behind the gap, and nothing is invented."""
    events = written(path)
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - has to repeat
    page = PAGE * chance.randrange(1, len(data) // PAGE)
    part = slice(page + PAGE // 2, page + PAGE) if seed % 2 else slice(page, page + PAGE // 2)
    data[part] = bytes(PAGE // 2)
    path.write_bytes(data)
    log, _ = open_log(path)
    kept = held(log) | {event.event_id for event in orphans(log, MEETING)}
    headers = {event.event_id for event in log.events(MEETING)}
    log.close()
    assert headers <= {event.event_id for event in events}
    assert len(kept) >= COUNT - 10


@pytest.mark.expected_log("was damaged and is kept as")
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_of_a_file_that_was_cut_off_everything_before_the_cut_is_saved(path: Path, share: float) -> None:
    written(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    log, salvaged = open_log(path)
    kept = {event.event_id for event in log.events(MEETING)} | {
        event.event_id for event in orphans(log, MEETING)
    }
    log.close()
    assert salvaged is not None
    assert len(kept) >= COUNT * share / 3


@pytest.mark.parametrize("seed", range(2))
def test_a_file_of_which_nothing_can_be_read_is_refused_and_left_as_it_is(path: Path, seed: int) -> None:
    rubbish = random.Random(seed).randbytes(50_000)  # noqa: S311 - has to repeat
    path.write_bytes(b"SQLite format 3\x00" * seed + rubbish)
    with pytest.raises(StorageDamaged):
        open_log(path)
    assert path.read_bytes().endswith(rubbish)
    assert not [name for name in files(path.parent) if "salvag" in name or "damaged" in name]


@pytest.mark.expected_log("was damaged and is kept as")
def test_a_second_damage_overwrites_nothing_of_the_first(path: Path) -> None:
    written(path)
    found: list[bytes] = []
    for number in (1, 2):
        data = bytearray(path.read_bytes())
        data[:100] = bytes([number]) * 100
        path.write_bytes(data)
        found.append(bytes(data))
        log, salvaged = open_log(path)
        log.close()
        assert salvaged is not None
        assert salvaged.aside == f"events.db.damaged-{number}"
    for number, data in enumerate(found, 1):
        assert (path.parent / f"events.db.damaged-{number}").read_bytes() == data


def test_the_database_of_tomorrow_is_refused_and_left_as_it_is(path: Path) -> None:
    written(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    data = path.read_bytes()
    with pytest.raises(StorageNewer, match="newer Kurumaza"):
        open_log(path)
    assert path.read_bytes() == data
    assert not [name for name in files(path.parent) if "damaged" in name]


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmark (title TEXT)")
    connection.close()
    data = path.read_bytes()
    with pytest.raises(StorageDamaged, match="no database of Kurumaza"):
        open_log(path)
    assert path.read_bytes() == data


@pytest.mark.expected_log("was damaged and is kept as")
def test_a_file_whose_mark_alone_is_broken_is_known_by_its_events(path: Path) -> None:
    events = written(path)
    data = bytearray(path.read_bytes())
    assert int.from_bytes(data[68:72], "big") == APPLICATION_ID
    data[68:72] = b"\x00\x01\x02\x03"
    path.write_bytes(data)
    log, _ = open_log(path)
    assert held(log) == {event.event_id for event in events}
    log.close()


WRITER = """
import os, sys
from pathlib import Path
from sync.log import EventLog
from tests.sync.strategies import BEN, Writer
log, writer = EventLog(Path(sys.argv[1])), Writer(BEN, "m" * 42 + "A")
for number in range(40):
    event = writer.post("意見です" * 40)
    log.append(event)
    print(event.event_id, flush=True)
os._exit(0)  # as kill -9: nobody closes the database
"""


def killed(path: Path) -> list[str]:
    """A log that was killed with everything still in its WAL; the ids of what it confirmed."""
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def wal(path: Path) -> Path:
    return path.with_name("events.db-wal")


@pytest.mark.expected_log("cannot be read; .* events were saved")
@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_row_27_a_damaged_page_in_the_wal_costs_nothing_that_was_confirmed(path: Path, at: float) -> None:
    """SQLite itself forgets everything behind the first damaged page, and says nothing."""
    confirmed = killed(path)
    data = bytearray(wal(path).read_bytes())
    step = 24 + PAGE
    frame = 32 + int((len(data) - 32) // step * at) * step
    data[frame + 24 + 200 : frame + 24 + 210] = b"\xff" * 10  # free room in the middle of a page
    wal(path).write_bytes(data)
    log, salvaged = open_log(path)
    assert held(log) == set(confirmed)
    log.close()
    assert salvaged is not None
    assert salvaged.aside == "events.db.damaged-1-wal"
    assert path.with_name(salvaged.aside).read_bytes() == data


@pytest.mark.expected_log("cannot be read; .* events were saved")
def test_row_27_a_wal_whose_header_is_garbage_is_read_all_the_same(path: Path) -> None:
    confirmed = killed(path)
    data = bytearray(wal(path).read_bytes())
    data[:32] = b"\xa5" * 32
    wal(path).write_bytes(data)
    log, salvaged = open_log(path)
    assert held(log) == set(confirmed)
    log.close()
    assert salvaged is not None


def test_row_27_a_whole_wal_after_a_kill_is_nothing_to_speak_of(path: Path) -> None:
    confirmed = killed(path)
    log, salvaged = open_log(path)
    assert held(log) == set(confirmed)
    assert salvaged is None
    log.close()


@pytest.mark.expected_log("was damaged and is kept as")
@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_row_27_a_wal_beside_no_database_is_not_thrown_away(path: Path, left: bytes | None) -> None:
    confirmed = killed(path)
    if left is None:
        path.unlink()
    else:
        path.write_bytes(left)
    log, salvaged = open_log(path)
    assert held(log) == set(confirmed)
    log.close()
    assert salvaged is not None


def test_row_27_a_missing_wal_loses_what_was_in_it_and_nothing_else(path: Path) -> None:
    """Of that nothing can be known; what was lost comes back from the others, and a new log begins."""
    events = written(path)
    confirmed = killed_after(path)
    wal(path).unlink()
    log, _ = open_log(path)
    assert held(log) >= {event.event_id for event in events}
    assert not held(log) & set(confirmed)
    log.close()


def killed_after(path: Path) -> list[str]:
    before = WRITER.replace('"A")', '"A", "c" * 16)')
    done = subprocess.run(
        [sys.executable, "-c", before, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


class CutError(Exception):
    """The power failed here."""


@pytest.mark.expected_log("was damaged and is kept as")
@pytest.mark.parametrize("cut", range(6))
def test_a_power_cut_at_any_step_of_a_salvage_loses_nothing(
    path: Path, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every step that changes a name is one at which the power may fail; the next start goes on."""
    confirmed = killed(path)
    shutil.copy(wal(path), path.with_name("kept-wal"))
    path.unlink()
    steps = 0
    really = salvage.put_in_place

    def move(beside: Path, target: Path) -> None:
        nonlocal steps
        if steps == cut:
            raise CutError
        steps += 1
        really(beside, target)

    with monkeypatch.context() as patch:
        patch.setattr(salvage, "put_in_place", move)
        try:
            log, _ = open_log(path)
        except CutError:
            pass
        else:
            log.close()
    log, _ = open_log(path)
    assert held(log) == set(confirmed)
    log.close()
    asides = [
        path.parent / name for name in files(path.parent) if name.endswith("-wal") and "damaged" in name
    ]
    assert path.with_name("kept-wal").read_bytes() in [aside.read_bytes() for aside in asides]


@pytest.mark.expected_log("was damaged and is kept as")
def test_what_only_seems_to_be_an_event_is_not_taken(path: Path) -> None:
    """Bytes that were changed have a signature that does not fit."""
    events = written(path)
    data = bytearray(path.read_bytes())
    garbage_header(data)
    data = bytearray(bytes(data).replace("意見2 です".encode(), "悪意2 です".encode()))
    path.write_bytes(data)
    log, _ = open_log(path)
    changed = next(event for event in events if event.body and event.body["body"].startswith("意見2 "))
    assert changed.event_id not in held(log)
    log.close()

"""What is on the disk in the instant of a power cut: the files of a process halted in mid-writing."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import StorageDamaged
from sync.log import EventLog
from tests.sync.strategies import BEN, Writer

ROOT = Path(__file__).parents[2]
CUTS = 6
WRITER = """
import sys
from pathlib import Path
from sync.log import EventLog
from tests.sync.strategies import BEN, Writer
log, writer = EventLog(Path(sys.argv[1])), Writer(BEN, "m" * 42 + "A")
while True:
    event = writer.post("意見です" * 20)
    log.append(event)
    sys.stdout.write(f"{event.sequence}\\n")
    sys.stdout.flush()
"""


def written_until_now(out: Path) -> int:
    """The last sequence that was confirmed; a line that is not whole was not heard by anybody."""
    whole = out.read_text().rpartition("\n")[0].rpartition("\n")[2]
    return int(whole or 0)


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be made to stand still there")
def test_row_27_whatever_instant_the_power_fails_in_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    profile, chance = tmp_path / "running", random.Random(4)  # noqa: S311 - has to repeat, guards nothing
    profile.mkdir()
    with (tmp_path / "confirmed").open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(profile / "events.db")], cwd=ROOT, stdout=out
        )
    try:
        wanted = 5
        for cut in range(CUTS):
            while written_until_now(tmp_path / "confirmed") < wanted:
                assert child.poll() is None
            wanted += chance.randrange(3, 60)
            child.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, child.pid, os.WSTOPPED | os.WNOWAIT)
            confirmed = written_until_now(tmp_path / "confirmed")
            copy = tmp_path / f"cut{cut}"
            copy.mkdir()
            for name in ("events.db", "events.db-wal"):  # what SQLite shares in memory is gone
                shutil.copy(profile / name, copy)
            child.send_signal(signal.SIGCONT)
            log = EventLog(copy / "events.db")
            (sequence,) = log.have("m" * 42 + "A").values()
            assert confirmed <= sequence <= confirmed + 1
            log.close()
            with sqlite3.connect(copy / "events.db") as database:
                assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            database.close()
    finally:
        child.kill()
        child.wait()


@pytest.mark.parametrize("seed", range(8))
def test_a_torn_page_is_said_or_costs_nothing_and_the_file_stays_as_it_is(tmp_path: Path, seed: int) -> None:
    """Of a page whose one half is lost the log says so when it opens, or nothing that was kept is missing."""
    path = tmp_path / "events.db"
    log, writer = EventLog(path), Writer(BEN, "m" * 42 + "A")
    log.add([writer.post("意見です" * 50) for _ in range(200)])
    log.close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray(path.read_bytes())
    page = 4_096 * random.Random(seed).randrange(1, len(data) // 4_096)  # noqa: S311 - has to repeat
    data[page + 2_048 : page + 4_096] = bytes(2_048)
    path.write_bytes(data)
    try:
        log = EventLog(path)
    except StorageDamaged:
        assert path.read_bytes() == data
        return
    try:
        found = [event.sequence for event in log.events("m" * 42 + "A")]
    except StorageDamaged:
        found = list(range(1, 201))
    finally:
        log.close()
    assert found == list(range(1, 201))

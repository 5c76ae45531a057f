"""How the program starts and ends, seen from outside: processes, exit codes, the one sentence on stderr."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import app
from app.demo import Place, Player
from app.main import main
from sync.database import open_database
from sync.migrations import SCHEMA_VERSION

ROOT = Path(app.__file__).parent.parent
OFFSCREEN = "This plugin does not support propagateSizeHints()\n"  # there is no window manager off the screen
QUIET = ("--no-mdns", "--listen", "127.0.0.1:0")


def start(profile: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A start that is expected to end by itself."""
    ended = subprocess.run(
        [sys.executable, "-m", "app", "--profile", str(profile), "--lang", "en", *QUIET, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = ended.stderr.replace(OFFSCREEN, "")
    return subprocess.CompletedProcess(ended.args, ended.returncode, ended.stdout, said)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Player]:
    player = Player(Place("first", QUIET), tmp_path / "profile", language="en")
    try:
        player.do("when_listening")
        yield player
    finally:
        player.close()


@pytest.mark.parametrize("arguments", [(), ("chair", str(ROOT / "resources" / "sample" / "meeting.toml"))])
def test_a_second_start_with_the_same_profile_says_so_and_the_first_goes_on(
    running: Player, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    second = start(tmp_path / "profile", *arguments)
    assert second.returncode == 1
    assert second.stderr == "kurumaza: Kurumaza is already running on this PC with this profile.\n"
    assert running.do("look")["window"] == "lobby"


@pytest.mark.parametrize(
    "start_of_file", [b"PK\x03\x04", b"SQLite format 3\x00", bytes(range(64))], ids=["zip", "torn", "noise"]
)
def test_an_unreadable_database_is_refused_and_left_as_it_is(tmp_path: Path, start_of_file: bytes) -> None:
    (tmp_path / "events.db").write_bytes(start_of_file + b"garbage" * 2000)
    before = (tmp_path / "events.db").read_bytes()
    refused = start(tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        "kurumaza: The data on this PC cannot be read. They were left as they are"
    )
    assert refused.stderr.count("\n") == 1
    assert (tmp_path / "events.db").read_bytes() == before


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    open_database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = (tmp_path / "events.db").read_bytes()
    refused = start(tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("kurumaza: The data on this PC were made by a newer Kurumaza.")
    assert refused.stderr.count("\n") == 1
    assert (tmp_path / "events.db").read_bytes() == before


def test_a_profile_that_is_a_file_is_refused(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.write_text("not a folder", "utf-8")
    refused = start(profile)
    assert refused.returncode == 1
    assert "kurumaza: The file or folder cannot be used" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert profile.read_text("utf-8") == "not a folder"


def test_settings_of_another_version_do_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "settings.json").write_text('{"text_size": "gigantic", "language": "tlh", "seat": 7}', "utf-8")
    player = Player(Place("lobby", QUIET), profile, language="en")
    assert player.do("look")["window"] == "lobby"
    assert player.close() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no other process to send Ctrl+C to")
def test_ctrl_c_closes_the_program_without_a_trace(
    running: Player, capfd: pytest.CaptureFixture[str]
) -> None:
    running._process.send_signal(signal.SIGINT)
    assert running._process.wait(60) == 0
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [["dance"], ["open"], ["--listen", "here"], ["chair", "a", "b"]])
def test_wrong_usage_is_2_before_anything_starts(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["--profile", str(tmp_path / "profile"), *arguments])
    assert wrong.value.code == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "profile").exists()

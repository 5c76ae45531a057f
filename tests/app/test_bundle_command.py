"""A meeting that is carried between profiles by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.main import main
from sync.profile import Profile
from tests.fakes import Room, run
from tests.sync.test_node import opened


@pytest.fixture
def chair(tmp_path: Path) -> Path:
    """The profile of a chair whose program has ended."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            await opened(room, tmp_path / "files")

    run(play())
    return tmp_path / "chair"


def test_there_and_back(chair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick, other = str(tmp_path / "a.kurumaza"), str(tmp_path / "other")
    assert main(["bundle", "pack", "--profile", str(chair), "-o", stick]) == 0
    assert "1 documents" in capsys.readouterr().out
    assert main(["bundle", "merge", stick, "--profile", other]) == 0
    assert "1 new documents" in capsys.readouterr().out
    assert main(["bundle", "merge", stick, "--profile", other]) == 0
    assert ": 0 new events, of them 0 comments; 0 new documents" in capsys.readouterr().out
    assert main(["bundle", "pack", "--profile", other, "-o", str(tmp_path / "b"), "--scope", "list"]) == 0
    missing = ["--only-missing-for", str(tmp_path / "b")]
    assert main(["bundle", "pack", "--profile", str(chair), "-o", stick, *missing]) == 0
    assert ": 0 events, 0 documents" in capsys.readouterr().out


def test_one_sentence_when_it_fails(chair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = tmp_path / "a.kurumaza"
    stick.write_bytes(b"KURUMAZA")
    for arguments, said in (
        (["merge", str(stick)], "damaged or incomplete"),
        (["merge", str(tmp_path / "nothing")], "cannot be read"),
        (["pack", "nowhere", "-o", str(tmp_path / "b")], "no such meeting"),
        (["pack", "-o", str(tmp_path / "missing" / "b")], "cannot be written there"),
    ):
        assert main(["bundle", *arguments, "--profile", str(chair)]) == 1
        told = capsys.readouterr()
        assert said in told.err
        assert told.err.count("\n") == 1
        assert told.out == ""


def test_a_profile_that_is_in_use_is_left_alone(
    chair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    used = Profile(chair)
    used.lock()
    try:
        assert main(["bundle", "pack", "--profile", str(chair), "-o", str(tmp_path / "a")]) == 1
    finally:
        used.unlock()
    assert "already running" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()

"""A real program with a real lobby that is told what to do line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import app

QUIET = ["--no-mdns", "--listen", "127.0.0.1:0", "--lang", "en", "--script"]


class Told:
    """The program, and lines that go in and out as they are."""

    def __init__(self, profile: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "--profile", str(profile), *QUIET],
            cwd=Path(app.__file__).parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def answer(self, line: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        assert isinstance(found, dict)
        return found

    def do(self, step: str, **more: object) -> dict[str, Any]:
        return self.answer(json.dumps({"do": step, **more}))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    program = Told(tmp_path / "profile")
    yield program
    for stream in (program.process.stdin, program.process.stdout):
        if stream:
            stream.close()
    program.process.wait(60)


def test_wrong_lines_are_answered_and_the_program_goes_on(told: Told, tmp_path: Path) -> None:
    for line in ("", "no json", "3", "[]", "null", "{}", '{"do": 7}', '{"do": "dance"}', "[" * 100_000):
        assert not told.answer(line)["ok"], line
    assert not told.do("look", more="than it takes")["ok"]
    assert told.do("post", text="a")["error"] == "StepFailed: no meeting is open"
    assert not told.do("fill_in", code="482913", seat="4", name="a", meeting="none of those found")["ok"]
    assert told.do("press_join")["error"] == "StepFailed: the button to join cannot be pressed"
    assert not told.do("picture", window="seat", path=str(tmp_path / "a.png"))["ok"]
    assert not told.do("picture", window="lobby", path=str(tmp_path / "no folder" / "a.png"))["ok"]
    assert told.do("look")["window"] == "lobby"


def test_the_lobby_is_seen_and_its_picture_kept(told: Told, tmp_path: Path) -> None:
    assert told.do("when_painted")["ok"]
    assert told.do("when_listening")["ok"]
    assert told.do("when_listening")["ok"]  # at once, the second time
    assert told.do("picture", window="lobby", path=str(tmp_path / "lobby.png"))["ok"]
    assert (tmp_path / "lobby.png").read_bytes().startswith(b"\x89PNG")


def test_the_end_of_the_lines_closes_the_program(told: Told) -> None:
    assert told.do("look")["ok"]
    assert told.process.stdin
    told.process.stdin.close()
    assert told.process.wait(60) == 0


def test_a_script_that_is_gone_closes_the_program_without_a_trace(
    told: Told, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told.do("look")["ok"]
    assert told.process.stdin
    assert told.process.stdout
    told.process.stdout.close()
    told.process.stdin.write('{"do": "look"}\n')
    told.process.stdin.flush()
    told.process.wait(60)
    assert "Traceback" not in capfd.readouterr().err


def test_the_steps_are_ours_alone_and_children_find_no_input() -> None:
    code = (
        "import subprocess, sys\n"
        "from app.demo_player import take_input\n"
        "steps = take_input()\n"
        "child = subprocess.run([sys.executable, '-c', 'import sys; print(len(sys.stdin.read()))'],"
        " capture_output=True, text=True, check=True)\n"
        "print(child.stdout.strip(), steps.readline().strip())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(app.__file__).parent.parent,
        input="one step\n",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ended.stdout, ended.returncode) == ("0 one step\n", 0), ended.stderr

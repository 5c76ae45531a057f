from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import demo
from app.command_line import parse
from app.demo import DemoFailed, Place, Player

ANSWER_ALL = """
import sys, json
for line in sys.stdin:
    step = json.loads(line)
    if step["do"] == "quit":
        break
    print(json.dumps({"ok": step["do"] != "refuse", "error": "not now", "seen": step}), flush=True)
"""


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], Player]]:
    """A player whose program is this text."""
    started: list[Player] = []

    def start(text: str) -> Player:
        monkeypatch.setattr(demo, "program", lambda _arguments: [sys.executable, "-c", text])
        started.append(Player(Place("seat 4", ()), tmp_path))
        return started[-1]

    yield start
    for each in started:
        each.close()


def test_a_step_is_asked_and_answered(player: Callable[[str], Player]) -> None:
    here = player(ANSWER_ALL)
    assert here.do("post", text="𠮷")["seen"] == {"do": "post", "text": "𠮷"}
    assert here.close() == 0
    assert here.close() == 0  # a second time does no harm


def test_an_answer_that_is_not_ok_is_a_failure(player: Callable[[str], Player]) -> None:
    here = player(ANSWER_ALL)
    with pytest.raises(DemoFailed, match="seat 4: 'refuse' did not happen: not now"):
        here.do("refuse")
    assert here.do("look")["ok"]  # and the next step goes on


@pytest.mark.parametrize("said", ["", "Traceback", "[1]", "3", '{"ok": true', '{"error": 1}'])
def test_an_answer_that_is_none_is_a_failure(player: Callable[[str], Player], said: str) -> None:
    here = player(f"import sys; sys.stdin.readline(); print({said!r})")
    with pytest.raises(DemoFailed, match="'look' did not happen"):
        here.do("look")


def test_bytes_that_are_no_text_are_a_failure(player: Callable[[str], Player]) -> None:
    here = player("import sys; sys.stdin.readline(); sys.stdout.buffer.write(b'\\xff\\xfe\\n')")
    with pytest.raises(DemoFailed, match="no answer"):
        here.do("look")


def test_a_process_that_dies_is_a_failure_now_and_later(player: Callable[[str], Player]) -> None:
    here = player("import sys; sys.stdin.readline(); sys.exit(3)")
    with pytest.raises(DemoFailed, match=r"seat 4: ended during 'look' \(exit code 3\)"):
        here.do("look")
    with pytest.raises(DemoFailed, match="ended"):
        here.do("look")
    assert here.close() == 3


def test_a_process_that_died_before_it_was_asked_is_a_failure(player: Callable[[str], Player]) -> None:
    here = player("raise SystemExit(4)")
    here._process.wait()
    with pytest.raises(DemoFailed, match="ended"):
        here.do("look", text="x" * 1_000_000)  # more than a pipe holds
    assert here.close() == 4  # what could not be written is no error of its own


def test_a_process_that_says_nothing_is_a_failure_and_is_ended(
    player: Callable[[str], Player], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "STEP_TIMEOUT_S", 0.05)
    here = player("import sys; [None for line in sys.stdin]; sys.stdin.close(); import time; time.sleep(600)")
    with pytest.raises(DemoFailed, match="no answer to 'look'"):
        here.do("look")
    assert here.close() != 0


def test_what_does_not_come_is_told_with_what_was_seen(player: Callable[[str], Player]) -> None:
    here = player(ANSWER_ALL)
    with pytest.raises(DemoFailed, match=r"the pig flying did not happen within 0 s; seen: .*'look'"):
        here.until("the pig flying", lambda _seen: False, 0.0)


def test_a_killed_process_is_gone(player: Callable[[str], Player]) -> None:
    here = player(ANSWER_ALL)
    here.kill()
    assert here.close() != 0


def test_an_interruption_ends_with_a_sentence_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders: list[Path] = []

    def interrupted(profiles: Path, _language: str) -> int:
        folders.append(profiles)
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "show", interrupted)
    assert demo.run(parse(["demo"])) == 1
    assert capsys.readouterr().err == "kurumaza: interrupted; all windows of the demonstration are closed\n"
    assert folders
    assert not folders[0].exists()


def test_a_folder_for_pictures_that_cannot_be_made_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "screenshots").write_text("a file", "utf-8")
    assert demo.run(parse(["demo", "--play", "--screenshots", str(tmp_path / "screenshots")])) == 1
    assert str(tmp_path / "screenshots") in capsys.readouterr().err


def test_nobody_reading_the_report_is_no_trace() -> None:
    text = """
import sys
from app import demo
from app.command_line import parse
sys.stdin.readline()
demo.play = lambda *_: [demo.say("step") for _ in range(10_000)] and 0
sys.exit(demo.run(parse(["demo", "--play"])))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", text],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(demo.__file__).parent.parent,
    )
    assert process.stdout is not None
    process.stdout.close()
    _out, said = process.communicate("\n", timeout=60)
    assert process.returncode == 1
    assert said == "kurumaza: nobody reads what the demonstration says\n"


def test_the_exit_code_tells_of_a_window_that_was_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chair = 'import sys; sys.stdin.readline(); print(\'{"ok": true, "window": "chair", "meeting": "m"}\')'
    seat = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    monkeypatch.setattr(
        demo, "program", lambda given: [sys.executable, "-c", chair if "chair" in given else seat]
    )
    assert demo.show(tmp_path, "ja") == 1

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.scripts import MOST_MEETINGS, Scripts
from app.tasks import Tasks
from sync.meeting_file import MAX_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def open_scripts(qapp: object, tmp_path: Path) -> Iterator[Callable[[], Scripts]]:
    tasks = Tasks()
    opened: list[Scripts] = []

    def open_one() -> Scripts:
        opened.append(Scripts(tmp_path / "scripts.json", tasks))
        return opened[-1]

    yield open_one
    for scripts in opened:
        scripts.close()
    tasks.close()


def test_what_was_written_is_there_after_a_restart(open_scripts: Callable[[], Scripts]) -> None:
    scripts = open_scripts()
    scripts.write("m", "1", "開会を宣言する。\n次に前回の議事録。")
    scripts.write("other", "1", "別の会議")
    scripts.close()
    assert open_scripts().of("m") == {"1": "開会を宣言する。\n次に前回の議事録。"}


def test_the_file_fills_only_what_nobody_wrote(open_scripts: Callable[[], Scripts], qtbot: QtBot) -> None:
    scripts = open_scripts()
    scripts.write("m", "1", "書いたもの")
    scripts.write("m", "2", "")
    with qtbot.waitSignal(scripts.changed) as changed:
        scripts.take_in("m", {"1": "ファイル", "2": "消したもの", "3": "三"})
    assert changed.args == ["m"]
    assert scripts.of("m") == {"1": "書いたもの", "2": "", "3": "三"}
    with qtbot.assertNotEmitted(scripts.changed):
        scripts.take_in("m", {"3": "三の二", "4": ""})


def test_a_meeting_that_was_removed_leaves_nothing(
    open_scripts: Callable[[], Scripts], tmp_path: Path
) -> None:
    scripts = open_scripts()
    scripts.write("m", "1", "秘密の段取り")
    scripts.forget("m")
    scripts.close()
    assert "m" not in json.loads((tmp_path / "scripts.json").read_text("utf-8"))["scripts"]


def test_only_so_many_meetings_and_letters_are_kept(open_scripts: Callable[[], Scripts]) -> None:
    scripts = open_scripts()
    for number in range(MOST_MEETINGS + 3):
        scripts.write(f"m{number}", "1", "x" * (MAX_SCRIPT + 5))
    assert scripts.of("m2") == {}
    assert len(scripts.of("m3")["1"]) == MAX_SCRIPT


@pytest.mark.parametrize(
    "found",
    [
        {"scripts": 1},
        {"scripts": {"m": 1}},
        {"scripts": {"m": {"1": 2}}},
        {"scripts": {"m" * 101: {"1": "x"}}},
    ],
)
def test_a_strange_file_is_no_script(
    open_scripts: Callable[[], Scripts], tmp_path: Path, found: object
) -> None:
    (tmp_path / "scripts.json").write_text(json.dumps(found), "utf-8")
    assert not open_scripts().of("m")

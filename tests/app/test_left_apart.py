from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.left_apart import MOST_MEETINGS, LeftApart, pairs_of
from app.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_they_are_apart_after_a_restart_too(tmp_path: Path, tasks: Tasks) -> None:
    path = tmp_path / "left-apart.json"
    kept = LeftApart(path, tasks)
    kept.add("m", ("a", "b", "c"))
    kept.add("m", ("a", "d"))
    kept.close()
    again = LeftApart(path, tasks)
    assert again.pairs("m") == pairs_of("abc") | pairs_of("ad")
    assert again.pairs("other") == frozenset()
    again.close()


def test_the_oldest_meetings_are_given_up(tmp_path: Path, tasks: Tasks) -> None:
    kept = LeftApart(tmp_path / "left-apart.json", tasks)
    for number in range(MOST_MEETINGS + 1):
        kept.add(f"m{number}", ("a", "b"))
    assert kept.pairs("m0") == frozenset()
    assert kept.pairs("m1") == pairs_of("ab")
    kept.close()


@pytest.mark.parametrize(
    "damaged",
    [{"meetings": 3}, {"meetings": {"m": 3}}, {"meetings": {"m": [3, ["a", 4], "ab"]}}, {"x": {}}],
)
def test_what_cannot_be_understood_keeps_nothing_apart(tmp_path: Path, tasks: Tasks, damaged: object) -> None:
    path = tmp_path / "left-apart.json"
    path.write_text(json.dumps(damaged), "utf-8")
    kept = LeftApart(path, tasks)
    assert kept.pairs("m") == frozenset()
    kept.close()

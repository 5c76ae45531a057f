from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from app import kept_values
from app.kept_values import KeptValues
from app.settings import read_json, write_json
from app.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Shelf:
    """Something with a value that is kept."""

    def __init__(self, path: Path, tasks: Tasks, most_bytes: int = 1_000) -> None:
        self.value: dict[str, object] = {}
        self.kept = KeptValues(path, tasks, lambda: dict(self.value), save_after_ms=5, most_bytes=most_bytes)

    def put(self, number: int) -> None:
        self.value = {"number": number}
        self.kept.changed()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_changes_are_saved_together_without_being_asked(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "deep" / "kept.json", tasks)
    with qtbot.waitSignal(shelf.kept.saved):
        for number in range(5):
            shelf.put(number)
    assert Shelf(tmp_path / "deep" / "kept.json", tasks).kept.load() == {"number": 4}
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["kept.json"]


def test_closing_saves_what_is_not_saved_and_nothing_else(tasks: Tasks, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    shelf = Shelf(path, tasks)
    shelf.kept.close()
    assert not path.exists()
    shelf.put(7)
    shelf.kept.close()
    assert read_json(path) == {"number": 7}
    path.unlink()
    shelf.kept.close()
    assert not path.exists()


def test_an_older_state_never_replaces_a_newer_one(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread is about to write the first state while closing writes the second."""
    path = tmp_path / "kept.json"
    is_in_thread, may_write = threading.Event(), threading.Event()
    shelf = Shelf(path, tasks)
    write = shelf.kept._writer.write

    def late(change: int, value: dict[str, object]) -> None:
        if threading.current_thread() is not threading.main_thread():
            is_in_thread.set()
            may_write.wait(10)
        write(change, value)

    monkeypatch.setattr(shelf.kept._writer, "write", late)
    shelf.put(1)
    qtbot.waitUntil(is_in_thread.is_set)
    shelf.put(2)
    shelf.kept.close()
    with qtbot.waitSignal(shelf.kept.saved):
        may_write.set()
    assert read_json(path) == {"number": 2}


@pytest.mark.expected_log("kept.json could not be saved")
def test_a_disk_that_cannot_be_written_loses_nothing(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("in the way", "utf-8")
    path = tmp_path / "folder" / "kept.json"
    shelf = Shelf(path, tasks)
    shelf.put(3)
    shelf.kept.close()
    (tmp_path / "folder").unlink()
    shelf.kept.close()
    assert read_json(path) == {"number": 3}


@pytest.mark.expected_log("is damaged")
def test_a_file_that_is_too_large_is_kept_aside(tasks: Tasks, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    write_json(path, {"much": "x" * 2_000})
    assert Shelf(path, tasks).kept.load() == {}
    assert path.with_name("kept.json.damaged").exists()


@pytest.mark.expected_log("kept.json could not be read")
def test_a_file_that_cannot_be_read_counts_as_none(
    tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path, _most: int) -> dict[str, object]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(kept_values, "read_json", refused)
    assert Shelf(tmp_path / "kept.json", tasks).kept.load() == {}

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app import bookmarks as bookmarks_module
from app.bookmarks import MOST_IN_DOCUMENT, Bookmarks
from app.page_requests import MAX_PAGES
from app.tasks import Tasks
from widgets.bookmark_model import MOST_NAME_LETTERS, Bookmark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bookmarks.json"


def test_bookmarks_stand_in_the_order_of_pages_and_survive_the_program(tasks: Tasks, path: Path) -> None:
    kept = Bookmarks(path, tasks)
    assert kept.add("doc", "sha", Bookmark(7, "予算の表"))
    assert kept.add("doc", "sha", Bookmark(2))
    assert kept.add("other", "sha", Bookmark(4))
    kept.close()
    again = Bookmarks(path, tasks)
    assert again.of("doc", "sha") == (Bookmark(2), Bookmark(7, "予算の表"))
    assert again.has("doc", "sha", 7)
    assert not again.has("doc", "sha", 4)
    assert again.of("doc", "other version") == ()


def test_a_bookmark_is_saved_without_being_asked(qtbot: QtBot, tasks: Tasks, path: Path) -> None:
    kept = Bookmarks(path, tasks)
    with qtbot.waitSignal(kept.changed) as changed:
        kept.add("doc", "sha", Bookmark(0))
    assert changed.args == ["doc", "sha"]
    qtbot.waitUntil(path.exists)
    assert Bookmarks(path, tasks).has("doc", "sha", 0)


def test_a_bookmark_is_named_and_taken_away_and_can_come_back(tasks: Tasks, path: Path) -> None:
    kept = Bookmarks(path, tasks)
    kept.add("doc", "sha", Bookmark(3))
    kept.add("doc", "sha", Bookmark(3, "\u202e 二行\nの名前 " + "長" * 100))
    (mark,) = kept.of("doc", "sha")
    assert mark.name.startswith("二行 の名前 長")
    assert len(mark.name) == MOST_NAME_LETTERS
    assert kept.remove("doc", "sha", 3) == mark
    assert kept.remove("doc", "sha", 3) is None
    assert kept.of("doc", "sha") == ()
    kept.add("doc", "sha", mark)
    assert kept.of("doc", "sha") == (mark,)


def test_bookmarks_move_with_their_pages_to_a_new_version(tasks: Tasks, path: Path) -> None:
    """Old 0 1 2 5: page 0 stays, 1 moves to 4, 2 is gone, 5 keeps its number; 4 was marked in the new one."""
    kept = Bookmarks(path, tasks)
    for page, name in ((0, "a"), (1, "b"), (2, "c"), (5, "d")):
        kept.add("doc", "old", Bookmark(page, name))
    kept.add("doc", "new", Bookmark(4, "kept"))
    lost = kept.moved("doc", "old", "new", {0: 0, 1: 4, 2: None})
    assert lost == (Bookmark(2, "c"),)
    assert kept.of("doc", "new") == (Bookmark(0, "a"), Bookmark(4, "kept"), Bookmark(5, "d"))
    assert len(kept.of("doc", "old")) == 4
    assert kept.moved("doc", "old", "new", {0: 0, 1: 4, 2: None}) == lost  # told twice, nothing changes
    assert len(kept.of("doc", "new")) == 3


def test_there_are_only_so_many(tasks: Tasks, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Bookmarks(path, tasks)
    assert all(kept.add("doc", "sha", Bookmark(page)) for page in range(MOST_IN_DOCUMENT))
    assert not kept.add("doc", "sha", Bookmark(MOST_IN_DOCUMENT))
    assert kept.add("doc", "sha", Bookmark(0, "a name is no further one"))
    assert not kept.add("doc", "sha", Bookmark(-1))
    assert not kept.add("other", "sha", Bookmark(MAX_PAGES))
    assert not kept.add("x" * 1_001, "sha", Bookmark(1))
    monkeypatch.setattr(bookmarks_module, "MOST_TOGETHER", MOST_IN_DOCUMENT)
    kept.add("newest", "sha", Bookmark(1))  # now the one that was used longest ago goes
    assert kept.of("doc", "sha") == ()
    assert kept.of("newest", "sha") == (Bookmark(1),)


@pytest.mark.parametrize(
    "found",
    [
        5,
        [],
        [3, None, {}],
        [{"document": 1, "digest": "sha", "pages": []}],
        [{"document": "doc", "digest": "sha", "pages": 5}],
        [
            {
                "document": "doc",
                "digest": "sha",
                "pages": [{"page": -1, "name": ""}, {"page": True, "name": ""}],
            }
        ],
        [
            {
                "document": "doc",
                "digest": "sha",
                "pages": [{"page": 1, "name": 5}, {"page": MAX_PAGES, "name": ""}],
            }
        ],
        [{"document": "x" * 2_000, "digest": "sha", "pages": [{"page": 1, "name": ""}]}],
    ],
)
def test_entries_of_a_wrong_shape_are_none(tasks: Tasks, path: Path, found: object) -> None:
    path.write_text(json.dumps({"bookmarks": found}), "utf-8")
    assert not Bookmarks(path, tasks)._lists


def test_a_wrong_entry_does_not_take_its_neighbours_along(tasks: Tasks, path: Path) -> None:
    pages = [{"page": 1, "name": "良い"}, {"page": "2", "name": ""}, {"page": 3, "name": "名" * 2_000}]
    path.write_text(
        json.dumps({"bookmarks": [None, {"document": "doc", "digest": "sha", "pages": pages}]}), "utf-8"
    )
    kept = Bookmarks(path, tasks)
    assert kept.of("doc", "sha") == (Bookmark(1, "良い"), Bookmark(3, "名" * MOST_NAME_LETTERS))


@pytest.mark.expected_log("is damaged")
def test_a_damaged_file_is_kept_aside(tasks: Tasks, path: Path) -> None:
    path.write_bytes(b"{")
    assert Bookmarks(path, tasks).of("doc", "sha") == ()
    assert path.with_name("bookmarks.json.damaged").read_bytes() == b"{"

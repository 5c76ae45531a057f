from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.news import News, SeenNews
from app.tasks import Tasks
from tests.app.papers import meeting
from tests.app.versioned_papers import versioned, without


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


class Person:
    """Sits at one PC; `told` is what the list shows now."""

    def __init__(self, path: Path, tasks: Tasks, name: str = "m") -> None:
        self.kept = SeenNews(path, tasks)
        self.news = News(self.kept, name)
        self.told: list[tuple[str, bool]] = []
        self.news.changed.connect(
            lambda news: setattr(self, "told", [(each.change.value, each.is_new) for each in news])
        )


def test_what_was_there_at_first_is_no_news_and_what_came_since_is_until_it_was_looked_at(
    tasks: Tasks, tmp_path: Path
) -> None:
    person = Person(tmp_path / "news.json", tasks)
    person.news.set_meeting(meeting())  # still catching up
    person.news.set_meeting(versioned(meeting()))
    person.news.set_level()
    person.news.set_meeting(versioned(meeting()))
    assert person.told == []
    person.news.set_meeting(without(versioned(meeting()), "one"))
    assert person.told == [("withdrawn", True)]
    person.news.look()
    assert person.told == [("withdrawn", False)]
    person.kept.close()

    again = Person(tmp_path / "news.json", tasks)
    again.news.set_meeting(without(versioned(meeting()), "one"))
    assert again.told == [("withdrawn", False)]
    again.news.set_meeting(without(without(versioned(meeting()), "one"), "two"))
    assert again.told[0] == ("withdrawn", True)
    other = Person(tmp_path / "news.json", tasks, "another meeting")
    other.news.set_meeting(without(versioned(meeting()), "one"))
    assert other.told == []
    again.kept.close()
    other.kept.close()


@pytest.mark.parametrize(
    "written", ['{"meetings": []}', '{"meetings": {"m": 3, "n": {"first": 1, "seen": [2]}}}']
)
def test_a_file_of_another_kind_is_as_none(tasks: Tasks, tmp_path: Path, written: str) -> None:
    path = tmp_path / "news.json"
    path.write_text(written, "utf-8")
    person = Person(path, tasks)
    person.news.set_level()
    person.news.set_meeting(versioned(meeting()))
    assert [is_new for _, is_new in person.told] == [True, True]
    person.kept.close()

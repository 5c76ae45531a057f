"""What the node removed is forgotten in the windows' own files, once no window is in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.answered_calls import AnsweredCalls
from app.forgetting import Forgetting
from app.left_apart import LeftApart
from app.news import SeenNews
from app.paths import ProfilePaths
from app.projector_memory import KeptView, ProjectorMemory
from app.reading_places import ReadingPlaces
from sync.errors import StorageError
from sync.status import Removed
from tests.app.conftest import House
from widgets.page_arrangement import PageMode
from widgets.projector_content import ProjectorPage
from widgets.view_state import ViewState

GONE, STAYS = "g" * 43, "s" * 43
FILE, OTHER = "a" * 64, "b" * 64
REMOVED = Removed(frozenset({GONE}), frozenset({FILE}))


@dataclass
class FakeStoredMeetings:
    left: Removed = REMOVED
    failure: StorageError | None = None
    told: list[Removed] = field(default_factory=list)

    async def removed(self) -> Removed:
        if self.failure is not None:
            raise self.failure
        return self.left

    async def forgotten(self, removed: Removed) -> None:
        self.told.append(removed)
        self.left = Removed()


@dataclass
class Desk:
    house: House
    paths: ProfilePaths
    stored: FakeStoredMeetings
    forgetting: Forgetting
    words: list[str]
    is_open: bool = False


@pytest.fixture
def desk(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    house.start_node()
    stored, words, paths = FakeStoredMeetings(), [], ProfilePaths(tmp_path)
    monkeypatch.setattr(house.node, "stored_meetings", lambda: stored, raising=False)
    forgetting = Forgetting(house.commands, house.tasks, paths, lambda: not made.is_open, words.append)
    made = Desk(house, paths, stored, forgetting, words)
    fill(house, paths)
    yield made
    forgetting.close()


def fill(house: House, paths: ProfilePaths) -> None:
    """Write what windows keep of two meetings and two documents, as they write it themselves."""
    paths.search.write_bytes("目次".encode())
    places = ReadingPlaces(paths.reading_places, house.tasks)
    news, calls = SeenNews(paths.news, house.tasks), AnsweredCalls(paths.calls, house.tasks)
    apart, projector = LeftApart(paths.left_apart, house.tasks), ProjectorMemory(paths.projector, house.tasks)
    for key in (FILE, OTHER):
        places.keep(key, ViewState(page=3, mode=PageMode.SINGLE))
    for meeting in (GONE, STAYS):
        news.keep(meeting, frozenset(), frozenset({"seen"}))
        calls.keep(meeting, "c" * 43)
        apart.add(meeting, ["one", "two"])
        projector.keep_view(meeting, KeptView(ProjectorPage.MESSAGE, f"休憩 {meeting}"))
    for each in (places, news, calls, apart, projector):
        each.close()


def written(paths: ProfilePaths) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(paths.root.glob("*.json")))


def test_nothing_is_left_of_it_and_all_of_the_rest(desk: Desk) -> None:
    before = written(desk.paths)
    assert before.count(GONE) == before.count(STAYS) > 3
    desk.forgetting.look()
    desk.house.wait(lambda: desk.stored.told == [REMOVED])
    after = written(desk.paths)
    assert GONE not in after
    assert FILE not in after
    assert after.count(STAYS) == before.count(STAYS)
    assert OTHER in after
    assert not desk.paths.search.exists()
    assert desk.words == [GONE]


def test_words_alone_leave_the_index_of_documents(desk: Desk) -> None:
    desk.stored.left = Removed(frozenset({GONE}))
    desk.forgetting.look()
    desk.house.wait(lambda: desk.stored.told)
    assert desk.paths.search.exists()
    assert FILE in written(desk.paths)
    assert GONE not in written(desk.paths)


def test_an_open_meeting_is_waited_for_and_closing_the_program_forgets(desk: Desk) -> None:
    desk.is_open = True
    desk.forgetting.look()
    desk.house.settle()
    desk.house.settle()  # the answer came before that of the second question
    assert desk.paths.search.exists()
    assert desk.stored.told == []
    desk.forgetting.close()
    assert not desk.paths.search.exists()
    assert GONE not in written(desk.paths)


@pytest.mark.expected_log("not forgotten everywhere yet: in use")
def test_a_file_that_cannot_go_now_is_tried_again(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_how: bool) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    desk.forgetting.look()
    desk.house.wait(lambda: "in use" in caplog.text)
    assert desk.stored.told == []
    monkeypatch.undo()
    monkeypatch.setattr(desk.house.node, "stored_meetings", lambda: desk.stored, raising=False)
    desk.forgetting.look()
    desk.house.wait(lambda: desk.stored.told == [REMOVED])


def test_a_file_of_another_form_is_left_as_it_is(desk: Desk) -> None:
    desk.paths.news.write_text(json.dumps({"meetings": 7}), "utf-8")
    desk.forgetting.look()
    desk.house.wait(lambda: desk.stored.told)
    assert json.loads(desk.paths.news.read_text("utf-8")) == {"meetings": 7}

"""What the tests of the composition share: a fake node, and the way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bridge import NodeSignals, Reports
from app.chair import Chair
from app.commands import Commands
from app.drafts import Drafts
from app.paths import ProfilePaths
from app.reading_room import ReadingRoom
from app.tasks import Tasks
from sync.meeting import Meeting
from tests.app.fakes import FakeNode, FakeNodeThread
from tests.app.papers import CHAIR, meeting
from tests.app.reading_desk import ReadingDesk


@dataclass
class House:
    """Everything that a window is joined to; `signals` is the mouth of the node."""

    qtbot: QtBot
    signals: NodeSignals
    reports: Reports
    tasks: Tasks
    commands: Commands
    thread: FakeNodeThread
    drafts: Drafts
    room: ReadingRoom
    left: list[str] = field(default_factory=list)

    @property
    def node(self) -> FakeNode:
        return self.thread.node

    def start_node(self) -> None:
        self.commands.connect_node(self.thread)  # type: ignore[arg-type] # it behaves as a NodeThread
        self.thread.started.set_result(None)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def wait_for_call(self, *call: object) -> None:
        self.wait(lambda: call in self.node.calls)

    def settle(self) -> None:
        """Wait until all that was sent so far was done and its outcome delivered."""
        done: list[bool] = []

        async def nothing(_node: object) -> None:
            return None

        self.commands.send(nothing, on_error=done.append, on_result=lambda _none: done.append(True))
        self.wait(lambda: done)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    signals = NodeSignals()
    tasks = Tasks()
    thread = FakeNodeThread()
    drafts = Drafts(tmp_path / "drafts.json")
    room = ReadingRoom(ProfilePaths(tmp_path), tasks)
    yield House(qtbot, signals, Reports(signals), tasks, Commands(tasks), thread, drafts, room)
    drafts.save()
    room.close()
    tasks.close()
    thread.stop()


@pytest.fixture
def new_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], ReadingDesk]]:
    """Readers one after the other, or side by side, on the same profile."""
    made: list[ReadingDesk] = []

    def make() -> ReadingDesk:
        made.append(ReadingDesk(qtbot, tmp_path))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def reading(new_desk: Callable[[], ReadingDesk]) -> ReadingDesk:
    """A reader with its study."""
    return new_desk()


@pytest.fixture
def take_chair(house: House) -> Iterator[Callable[..., Chair]]:
    chairs: list[Chair] = []

    def take(present: Meeting | None = None) -> Chair:
        chair = Chair(
            present or meeting(),
            CHAIR,
            house.reports,
            house.commands,
            house.drafts,
            house.room,
            leave=lambda: None,
        )
        chair.window.show()
        chairs.append(chair)
        return chair

    yield take
    for chair in chairs:
        chair.close()

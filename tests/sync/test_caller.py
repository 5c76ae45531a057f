"""Calling the chair's PC: again after every end, but never without a pause."""

import asyncio

import pytest

from sync import caller
from sync.caller import Caller
from sync.errors import KurumazaError
from sync.link import Link
from tests.conftest import ExpectedLog
from tests.fakes import FakeSocket, run


class Room:
    """A chair's PC that takes every call and ends every talk as it is told."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.outcomes = list(outcomes)
        self.calls = 0
        self.talked = asyncio.Event()
        self.refused: list[str] = []
        self.caller = Caller(lambda: ["10.0.0.1:1"], self.call, self.talk, self.refuse, lambda: False)

    async def call(self, address: str) -> Link:
        self.calls += 1
        return Link(FakeSocket(), "D" * 43, "M" * 43, address, "out")

    async def talk(self, _link: Link) -> None:
        self.talked.set()
        outcome = self.outcomes.pop(0)
        if outcome is not None:
            raise outcome

    def refuse(self, error: KurumazaError) -> None:
        self.refused.append(error.code)


async def talked(room: Room) -> None:
    await room.talked.wait()
    room.talked.clear()
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize("outcome", [None, ValueError("a mistake of ours")])
def test_a_talk_that_ends_at_once_is_followed_by_a_pause(
    outcome: Exception | None, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    monkeypatch.setattr(caller, "FIRST_WAIT_S", 3_600.0)
    if outcome is not None:
        expected_log("talking with 10.0.0.1:1 failed unexpectedly")

    async def play() -> None:
        room = Room(outcome, None)
        calling = asyncio.create_task(room.caller.run())
        await talked(room)
        assert room.calls == 1
        room.caller.hurry()
        await talked(room)
        assert room.calls == 2
        calling.cancel()
        await asyncio.gather(calling, return_exceptions=True)

    run(play())


def test_a_talk_that_lasted_is_followed_by_a_call_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caller, "FIRST_WAIT_S", 3_600.0)
    monkeypatch.setattr(caller, "LASTING_S", 0.0)

    async def play() -> None:
        room = Room(None, None)
        room.outcomes += [None] * 1_000
        calling = asyncio.create_task(room.caller.run())
        await talked(room)
        await talked(room)
        assert room.calls >= 2
        calling.cancel()
        await asyncio.gather(calling, return_exceptions=True)

    run(play())

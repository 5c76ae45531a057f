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


class Released:
    """Links that count how many of them were made and given back."""

    def __init__(self) -> None:
        self.open = 0
        self.made = asyncio.Event()

    def link(self, address: str) -> Link:
        async def release() -> None:
            self.open -= 1

        self.open += 1
        self.made.set()
        return Link(FakeSocket(), "D" * 43, "M" * 43, address, "out", release=release)


@pytest.mark.parametrize("turns", range(12))
def test_no_link_outlives_the_calling_whenever_it_is_cancelled(turns: int) -> None:
    async def play() -> None:
        made = Released()
        late = asyncio.Event()

        async def call(address: str) -> Link:
            try:
                if address.endswith(":2"):
                    await late.wait()
            except asyncio.CancelledError:
                await asyncio.sleep(0)  # saying goodbye takes a moment, in which the winner is held up
                raise
            return made.link(address)

        async def talk(_link: Link) -> None:
            await asyncio.Event().wait()

        addresses = ["10.0.0.1:1", "10.0.0.1:2", "10.0.0.1:3"]
        calling = asyncio.create_task(
            Caller(lambda: addresses, call, talk, lambda _error: None, lambda: False).run()
        )
        for _ in range(turns):
            await asyncio.sleep(0)
        calling.cancel()
        await asyncio.sleep(0)
        calling.cancel()  # twice, as a window that is closed while the program ends
        await asyncio.gather(calling, return_exceptions=True)
        for _ in range(10):
            await asyncio.sleep(0)
        assert made.open == 0

    run(play())


def test_while_the_device_called_us_it_is_not_called() -> None:
    async def play() -> None:
        made = Released()
        linked = True
        talked = asyncio.Event()

        async def call(address: str) -> Link:
            return made.link(address)

        async def talk(_link: Link) -> None:
            talked.set()
            await asyncio.Event().wait()

        caller_ = Caller(lambda: ["10.0.0.1:1"], call, talk, lambda _e: None, lambda: False, lambda: linked)
        calling = asyncio.create_task(caller_.run())
        for _ in range(10):
            await asyncio.sleep(0)
        assert made.open == 0
        linked = False
        caller_.hurry()
        await talked.wait()
        calling.cancel()
        await asyncio.gather(calling, return_exceptions=True)
        assert made.open == 0

    run(play())

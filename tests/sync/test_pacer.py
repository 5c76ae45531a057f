import asyncio

import pytest

from sync import pacer
from sync.allowance import BURST, EVENTS_PER_S, Allowance
from sync.events import Event
from sync.pacer import Pacer
from sync.wire import WireError
from tests.fakes import run
from tests.sync.strategies import BEN, CHAIR, Writer

MEETING = "m" * 42 + "A"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def posts(count: int) -> list[Event]:
    writer = Writer(BEN, MEETING)
    return [writer.post(f"{number}") for number in range(count)]


def table(device: str) -> tuple[Pacer, Clock, list[Event], asyncio.Event]:
    clock, taken, moved = Clock(), [], asyncio.Event()

    async def take(events: list[Event]) -> None:
        taken.extend(events)
        moved.set()

    return Pacer(device, Allowance(clock), take), clock, taken, moved


def test_row_24_what_a_device_writes_too_fast_waits_and_keeps_its_order() -> None:
    async def play() -> None:
        pace, clock, taken, moved = table(BEN.device)
        events = posts(BURST + 10)
        pace.greeted({})
        assert pace.sort(events, {}) == events[:BURST]
        assert (
            pace.sort(events[BURST:], {}) == []
        )  # sent again, because it did not hear of them: once is enough
        working = asyncio.create_task(pace.run())
        clock.now += 10 / EVENTS_PER_S
        async with asyncio.timeout(20):
            while len(taken) < 10:
                moved.clear()
                await moved.wait()
        assert taken == events[BURST:]
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    run(play())


def test_what_a_peer_relays_never_waits() -> None:
    pace, _, _, _ = table(CHAIR.device)
    events = posts(BURST * 5)
    assert pace.sort(events, {}) == events


def test_what_it_wrote_while_nobody_heard_it_comes_at_once() -> None:
    pace, _, _, _ = table(BEN.device)
    events = posts(BURST * 5)
    pace.greeted({events[0].log: len(events)})
    assert pace.sort(events, {}) == events


def test_what_is_here_already_costs_nothing() -> None:
    pace, _, _, _ = table(BEN.device)
    events = posts(BURST * 3)
    pace.greeted({})
    held = {events[0].log: BURST * 2}
    assert pace.sort(events, held) == events


def test_who_never_stops_is_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacer, "MAX_WAITING", 3)
    pace, _, _, _ = table(BEN.device)
    pace.greeted({})
    with pytest.raises(WireError):
        pace.sort(posts(BURST + 4), {})

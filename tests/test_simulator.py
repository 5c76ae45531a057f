"""A hundred simulated meetings keep every promise, and the simulator notices when one is broken."""

from __future__ import annotations

import logging

import pytest

from sync.exchange import Exchange
from sync.fold import Fold
from sync.journal import Journal
from sync.log import EventLog
from sync.wire import Have
from tests.simulator.checks import problems
from tests.simulator.memory_log import MemoryLog
from tests.simulator.schedule import schedule_of
from tests.simulator.world import World, run
from tests.sync.strategies import ANNE, CHAIR, Writer, create

SEEDS = 100
TOGETHER = 10


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="sync")  # full disks and liars are told, as they should be


def simulated(seed: int) -> World:
    return run(schedule_of(seed))


@pytest.mark.parametrize("first", range(0, SEEDS, TOGETHER))
def test_meetings_from_seeds_keep_every_promise(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        world = simulated(seed)
        found = problems(world)
        assert not found, "\n".join([str(world.schedule), *found])
        assert world.acknowledged


def test_what_a_forker_withdraws_is_outside_of_the_promise() -> None:
    assert problems(simulated(363)) == []  # it would withdraw after it told two things: PROTOCOL, 7


def test_a_seed_runs_the_same_way_each_time() -> None:
    one, other = simulated(8), simulated(8)
    assert list(one.acknowledged) == list(other.acknowledged)
    assert one.network.messages == other.network.messages


def test_an_event_that_is_lost_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Exchange.heard_have

    def trusting(self: Exchange, have: Have) -> None:
        real(self, have)
        self._sent |= self._archive.have()

    monkeypatch.setattr(Exchange, "heard_have", trusting)
    assert any("lacks" in problem for seed in range(20) for problem in problems(simulated(seed)))


def test_an_order_that_depends_on_arrival_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Fold.meeting

    def by_arrival(self: Fold) -> object:
        meeting = real(self)
        if meeting is not None and (said := self._commenting._statements) and min(said) != next(iter(said)):
            object.__setattr__(meeting, "comments", meeting.comments[::-1])
        return meeting

    monkeypatch.setattr(Fold, "meeting", by_arrival)
    assert any(problems(simulated(seed)) for seed in range(5))


def test_a_promise_of_what_is_not_on_disk_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Journal, "saved", Journal.have)
    monkeypatch.setattr(MemoryLog, "save", lambda _log: None)
    assert any(problems(simulated(seed)) for seed in range(20))


def test_the_log_in_memory_behaves_as_the_one_on_disk(tmp_path) -> None:
    on_disk, in_memory = EventLog(tmp_path / "events.db"), MemoryLog()
    chair = Writer(CHAIR)
    first, second = create(chair), chair.post("一")
    third, fourth = chair.post("二"), chair.post("三")
    other = Writer(CHAIR, chair.meeting, chair.log)
    other.sequence, other.previous = 1, first.event_id
    fork = other.post("別")
    anne = Writer(ANNE, chair.meeting).post("四")
    for log in (on_disk, in_memory):
        log.append(first)
    calls = [
        lambda log: log.take([second, fourth, anne]),
        lambda log: log.take([second, fork]),
        lambda log: log.have(chair.meeting),
        lambda log: log.head(chair.meeting, chair.log),
        lambda log: log.save(),
        lambda log: log.have(chair.meeting),
        lambda log: log.drop_body(second.event_id),
        lambda log: log.drop_body(second.event_id),
        lambda log: log.take([second, third]),
        lambda log: log.add([fourth, fork]),
        lambda log: log.read(chair.meeting, chair.log, 1, 2),
        lambda log: [event.body_bytes for event in log.events(chair.meeting)],
        lambda log: log.have_of(chair.meeting, CHAIR.device),
        lambda log: log.newest_time(ANNE.device),
        lambda log: log.event(anne.event_id),
        lambda log: log.event("A" * 43),
    ]
    for number, call in enumerate(calls):
        assert call(on_disk) == call(in_memory), f"call {number}"
    on_disk.close()

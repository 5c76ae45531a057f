"""A person's pace is never felt; a flood waits, and nothing of it is lost."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import allowance
from sync.allowance import BURST, CATCH_UP, EVENTS_PER_S, FLOOD, Allowance, FloodWatch


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_twenty_at_once_pass_and_the_next_wait_their_turn() -> None:
    pace = Allowance(Watch())
    assert [pace.wait_s("seat") for _ in range(BURST)] == [0.0] * BURST
    assert [pace.wait_s("seat") for _ in range(3)] == [
        pytest.approx(turn / EVENTS_PER_S) for turn in (1, 2, 3)
    ]
    assert pace.wait_s("other") == 0.0


def test_a_device_that_was_quiet_may_speak_again_but_saves_up_no_more_than_a_burst() -> None:
    watch = Watch()
    pace = Allowance(watch)
    pace.wait_s("seat", BURST)
    watch.now_s += 1.0
    assert pace.wait_s("seat", 5) == 0.0
    assert pace.wait_s("seat") > 0.0
    watch.now_s += 3_600
    assert pace.wait_s("seat", BURST) == 0.0
    assert pace.wait_s("seat") > 0.0


def test_what_it_brings_along_when_it_returns_costs_nothing_until_that_is_a_flood_as_well() -> None:
    pace = Allowance(Watch())
    assert pace.wait_s("seat", CATCH_UP, catching_up=True) == 0.0
    assert pace.wait_s("seat", BURST) == 0.0
    assert pace.wait_s("seat", 1, catching_up=True) > 0.0  # it cannot return again and again to flood


def test_nothing_costs_nothing_and_a_clock_that_goes_back_gives_nothing() -> None:
    watch = Watch()
    pace = Allowance(watch)
    assert pace.wait_s("seat", 0) == 0.0
    pace.wait_s("seat", BURST)
    watch.now_s -= 50
    assert pace.wait_s("seat") == pytest.approx(1 / EVENTS_PER_S)
    watch.now_s += 50
    assert pace.wait_s("seat") == pytest.approx(2 / EVENTS_PER_S)


def test_many_devices_are_forgotten_once_they_are_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MAX_DEVICES", 3)
    watch = Watch()
    pace = Allowance(watch)
    pace.wait_s("flood", 1_000)
    for number in range(5):
        pace.wait_s(f"quiet{number}")
        watch.now_s += 1.0
    assert set(pace._paces) == {"flood", "quiet4"}
    assert pace.wait_s("flood") > 100  # who owes is not forgotten


@given(st.lists(st.tuples(st.integers(1, 128), st.floats(0, 5)), max_size=50))
def test_never_more_than_a_burst_and_five_a_second(batches: list[tuple[int, float]]) -> None:
    watch = Watch()
    pace = Allowance(watch)
    total = 0
    for count, pause_s in batches:
        wait_s = pace.wait_s("seat", count)
        assert wait_s >= 0
        watch.now_s += wait_s  # a conversation reads no further before the time has come
        total += count
        assert total <= BURST + EVENTS_PER_S * (watch.now_s - 100.0) + 1e-6
        watch.now_s += pause_s
    assert math.isfinite(watch.now_s)


def test_row_24_a_device_is_named_once_when_its_events_are_a_flood() -> None:
    watch = FloodWatch()
    assert watch.count(["seat"] * (FLOOD - 1)) == ()
    assert watch.count(["other", "seat", "seat"]) == ("seat",)
    assert watch.count(["seat"] * FLOOD) == ()

from hypothesis import given
from hypothesis import strategies as st

from sync.clock import MAX_AHEAD_MS, MAX_COUNTER, MAX_MS, HybridClock, HybridTime, missing

times = st.builds(HybridTime, st.integers(0, MAX_MS), st.integers(0, MAX_COUNTER))


class Wall:
    def __init__(self, ms: int) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


@given(st.lists(st.integers(-(10**15), 10**15) | times, min_size=1))
def test_stamps_only_go_up_unless_the_clock_was_more_than_a_minute_fast(
    moves: list[int | HybridTime],
) -> None:
    wall = Wall(1_000_000)
    clock = HybridClock(wall)
    last = clock.tick()
    for move in moves:
        if isinstance(move, HybridTime):
            clock.observe(move)
        else:
            wall.ms = move
        stamp = clock.tick()
        was_fast = last.ms > min(max(wall.ms, 0), MAX_MS) + MAX_AHEAD_MS
        assert (stamp < last) if was_fast else (stamp > last or last.ms == MAX_MS)
        assert 0 <= stamp.ms <= MAX_MS
        assert 0 <= stamp.counter <= MAX_COUNTER
        last = stamp


def test_a_wall_clock_that_goes_back_counts_on() -> None:
    wall = Wall(5_000)
    clock = HybridClock(wall)
    assert clock.tick() == HybridTime(5_000)
    wall.ms = 10
    assert [clock.tick(), clock.tick()] == [HybridTime(5_000, 1), HybridTime(5_000, 2)]
    wall.ms = 6_000
    assert clock.tick() == HybridTime(6_000)


def test_a_clock_that_was_a_year_fast_and_is_set_right_stamps_the_right_time_again() -> None:
    wall = Wall(1_790_000_000_000)
    clock = HybridClock(wall, HybridTime(wall.ms + 365 * 86_400_000))
    assert clock.tick() == HybridTime(wall.ms)
    assert clock.tick() == HybridTime(wall.ms, 1)


def test_a_full_counter_moves_on_to_the_next_millisecond() -> None:
    clock = HybridClock(Wall(10), HybridTime(10, MAX_COUNTER))
    assert clock.tick() == HybridTime(11)


def test_a_peer_up_to_a_minute_ahead_is_followed() -> None:
    clock = HybridClock(Wall(1_000))
    ahead = HybridTime(1_000 + MAX_AHEAD_MS, 7)
    assert clock.observe(ahead) is True
    assert clock.tick() == HybridTime(1_000 + MAX_AHEAD_MS, 8)


def test_a_peer_further_ahead_is_not() -> None:
    clock = HybridClock(Wall(1_000))
    assert clock.observe(HybridTime(1_001 + MAX_AHEAD_MS)) is False
    assert clock.tick() == HybridTime(1_000)


def test_an_older_peer_changes_nothing() -> None:
    clock = HybridClock(Wall(1_000))
    clock.tick()
    assert clock.observe(HybridTime(1)) is True
    assert clock.tick() == HybridTime(1_000, 1)


def test_a_restart_goes_on_from_the_newest_own_stamp() -> None:
    assert HybridClock(Wall(5), HybridTime(9_000, 3)).tick() == HybridTime(9_000, 4)


def test_what_is_missing_is_told_as_ranges() -> None:
    assert missing({"a": 2, "b": 5}, {"a": 4, "b": 5, "c": 1}) == {"a": (3, 4), "c": (1, 1)}

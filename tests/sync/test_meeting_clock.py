from hypothesis import given
from hypothesis import strategies as st

from sync.meeting_clock import KEPT_ANSWERS, LONGEST_WAY_MS, MeetingClock, steady_ms

TRUE_MS = 1_790_000_000_000
YEAR_MS = 365 * 86_400_000


class Pc:
    """A PC whose date anybody can set, and a counter that nobody can."""

    def __init__(self, wall: int = TRUE_MS) -> None:
        self.wall = wall
        self.steady = 5_000

    def clock(self, ahead_ms: int = 0) -> MeetingClock:
        return MeetingClock(lambda: self.wall, lambda: self.steady, ahead_ms=ahead_ms)

    def let_pass(self, ms: int) -> None:
        self.steady += ms
        self.wall += ms


def test_it_begins_with_the_wall_clock_and_runs_on_when_the_date_jumps() -> None:
    pc = Pc()
    clock = pc.clock()
    pc.let_pass(1_000)
    pc.wall += YEAR_MS
    pc.let_pass(500)
    assert clock.now_ms() == TRUE_MS + 1_500


@given(st.integers(-YEAR_MS, YEAR_MS), st.integers(0, 2_000), st.integers(0, 2_000))
def test_row_4_a_date_a_year_wrong_follows_the_chair(off_ms: int, there_ms: int, back_ms: int) -> None:
    pc = Pc(TRUE_MS + off_ms)
    clock = pc.clock()
    pc.let_pass(there_ms)
    told = TRUE_MS + there_ms  # what the chair's clock shows when the question arrives
    pc.let_pass(back_ms)
    clock.heard("chair", told, there_ms + back_ms)
    assert abs(clock.now_ms() - (TRUE_MS + there_ms + back_ms)) <= (there_ms + back_ms) / 2 + 1


def test_of_several_answers_the_one_with_the_shortest_way_counts_while_it_is_recent() -> None:
    pc = Pc()
    clock = pc.clock()
    clock.heard("chair", TRUE_MS + 7_000, 2)
    clock.heard("chair", TRUE_MS + 9_000, 800)
    assert clock.now_ms() == TRUE_MS + 7_001
    for _ in range(KEPT_ANSWERS):
        clock.heard("chair", TRUE_MS + 9_000, 800)
    assert clock.now_ms() == TRUE_MS + 9_400


def test_another_chair_is_followed_at_once() -> None:
    pc = Pc()
    clock = pc.clock()
    clock.heard("chair", TRUE_MS + 7_000, 2)
    clock.heard("deputy", TRUE_MS + 1_000, 40)
    assert clock.now_ms() == TRUE_MS + 1_020


def test_an_answer_that_took_too_long_or_no_time_at_all_tells_nothing() -> None:
    pc = Pc()
    clock = pc.clock()
    for way_ms in (LONGEST_WAY_MS + 1, -1.0):
        clock.heard("chair", TRUE_MS + 7_000, way_ms)
    assert clock.now_ms() == TRUE_MS


def test_what_was_learned_is_what_the_next_start_begins_with() -> None:
    pc = Pc(TRUE_MS + YEAR_MS)
    clock = pc.clock()
    clock.heard("chair", TRUE_MS, 0)
    assert clock.ahead_ms == -YEAR_MS
    again = pc.clock(clock.ahead_ms)
    assert again.now_ms() == TRUE_MS


def test_a_chair_whose_date_was_set_back_begins_where_it_stopped() -> None:
    clock = Pc(TRUE_MS - YEAR_MS).clock()
    clock.not_before(TRUE_MS)
    assert clock.now_ms() == TRUE_MS
    clock.not_before(TRUE_MS - 5)
    assert clock.now_ms() == TRUE_MS


def test_it_never_shows_a_time_before_1970() -> None:
    clock = Pc().clock()
    clock.heard("chair", -10, 0)
    assert clock.now_ms() == 0


def test_the_steady_counter_counts() -> None:
    assert 0 < steady_ms() <= steady_ms()

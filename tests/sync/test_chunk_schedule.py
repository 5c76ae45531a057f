"""What is asked of whom: the rules one by one; whole rooms are in test_distribution."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sync.chunk_schedule import (
    FEWER_IN_FLIGHT,
    GRACE_S,
    IN_FLIGHT,
    LAST_S,
    LIE_BENCH_S,
    PER_SOURCE,
    Ask,
    ChunkSchedule,
    File,
    bits_of,
)

A, B = "a" * 64, "b" * 64


def schedule(*files: File, chair: bool = True, seats: int = 3) -> ChunkSchedule:
    made = ChunkSchedule(random.Random(1))  # noqa: S311 - the same in each run
    made.want(files)
    if chair:
        made.add_source("chair", is_chair=True)
        for file in files:
            made.heard("chair", file.sha256, (1 << file.chunks) - 1, 0.0)
    for number in range(seats):
        made.add_source(f"seat{number}", is_chair=False)
    return made


def test_the_chairs_pc_is_asked_for_what_it_wants_spread_one_at_a_time() -> None:
    made = schedule(File(A, 8))
    (ask,) = made.next(0.0)
    assert (ask.source, ask.sha256, ask.index) == ("chair", A, None)
    assert made.next(1.0) == []
    assert made.arrived(ask, 3, 1.0)
    assert [each.index for each in made.next(1.0)] == [None]


def test_others_are_asked_for_what_they_hold_two_each_and_four_in_all() -> None:
    made = schedule(File(A, 40), chair=False)
    for seat in range(3):
        made.heard(f"seat{seat}", A, bits_of(range(40)), 0.0)
    asks = made.next(0.0)
    assert len(asks) == IN_FLIGHT
    assert len({ask.index for ask in asks}) == IN_FLIGHT
    assert max(sum(ask.source == f"seat{seat}" for ask in asks) for seat in range(3)) <= PER_SOURCE


def test_while_nobody_waits_one_chunk_is_asked_for_at_a_time() -> None:
    made = schedule(File(A, 40))
    for seat in range(3):
        made.heard(f"seat{seat}", A, bits_of(range(40)), 0.0)
    made.is_calm = True
    (spread,) = made.next(0.0)
    assert (spread.index, made.next(0.0)) == (None, [])
    made.busy(spread, 60.0, 0.0)
    (ask,) = made.next(0.0)
    assert made.next(0.0) == []
    assert ask.index is not None
    assert made.arrived(ask, ask.index, 0.1)
    assert len(made.next(0.1)) == 1
    made.is_calm = False
    assert len(made.next(0.1)) == IN_FLIGHT - 1


def test_while_people_write_fewer_are_asked_for_but_all_of_what_a_person_opened() -> None:
    made = schedule(File(A, 40), File(B, 40), chair=False)
    for seat in range(3):
        for sha256 in (A, B):
            made.heard(f"seat{seat}", sha256, bits_of(range(40)), 0.0)
    made.leaves_room = True
    assert len(made.next(0.0)) == FEWER_IN_FLIGHT
    made.prefer(B)
    assert len(made.next(0.0)) == IN_FLIGHT - FEWER_IN_FLIGHT
    made.prefer("")
    assert made.next(0.0) == []
    made.leaves_room = False
    assert made.asked == IN_FLIGHT


def test_the_rarest_comes_first() -> None:
    made = schedule(File(A, 3), chair=False)
    made.heard("seat0", A, 0b111, 0.0)
    made.heard("seat1", A, 0b011, 0.0)
    asks = made.next(0.0)
    assert next(ask.index for ask in asks if ask.source == "seat0") == 2


def test_the_chair_is_asked_by_number_only_after_a_while_without_news() -> None:
    made = schedule(File(A, 4))
    made.heard("seat0", A, 0b0001, 0.0)
    spread, ask = made.next(0.0)
    made.arrived(ask, 0, 0.1)
    made.busy(spread, 60.0, 0.1)
    assert made.next(0.1) == []
    assert made.next_at(0.1) == 0.1 + GRACE_S
    (late,) = made.next(0.1 + GRACE_S)
    assert (late.source, late.index in (1, 2, 3)) == ("chair", True)


def test_where_nobody_else_holds_anything_the_chair_gives_all() -> None:
    made = schedule(File(A, 9), seats=0)
    (spread,) = made.next(0.0)
    made.busy(spread, 60.0, 0.0)
    asks = made.next(0.0)
    assert {ask.source for ask in asks} == {"chair"}
    assert all(ask.index is not None for ask in asks)


def test_who_gives_damaged_bytes_is_passed_over() -> None:
    made = schedule(File(A, 4), chair=False, seats=1)
    made.heard("seat0", A, 0b1111, 0.0)
    first, second = made.next(0.0)
    assert not made.damaged(first, 0.0)
    assert made.damaged(second, 0.0)
    assert made.next(LIE_BENCH_S) == []
    assert made.next(3 * LIE_BENCH_S)


def test_a_last_chunk_that_dawdles_is_asked_of_a_second_device_and_given_up_at_the_first() -> None:
    made = schedule(File(A, 1), chair=False, seats=2)
    for seat in range(2):
        made.heard(f"seat{seat}", A, 1, 0.0)
    (ask,) = made.next(0.0)
    assert made.next(LAST_S / 2) == []
    (again,) = made.next(LAST_S)
    assert {ask.source, again.source} == {"seat0", "seat1"}
    assert made.arrived(again, 0, 1.0)
    assert made.twin(again) == ask
    assert made.unwanted() == (ask,)


def test_what_nobody_wants_any_more_is_not_asked_and_what_flies_is_unwanted() -> None:
    made = schedule(File(A, 4), File(B, 4), chair=False)
    made.heard("seat0", A, 0b1111, 0.0)
    asks = made.next(0.0)
    made.want([File(B, 4)])
    assert set(made.unwanted()) == set(asks)
    assert made.missing == 4


def test_a_file_that_turned_out_damaged_is_fetched_again() -> None:
    made = schedule(File(A, 2, 0b11), chair=False)
    assert not made.lacks(A)
    made.heard("seat0", A, 0b11, 0.0)
    made.lost(File(A, 2, 0b01))
    assert [ask.index for ask in made.next(0.0)] == [1]


def test_what_a_person_opened_comes_first() -> None:
    made = schedule(File(A, 4), File(B, 4), chair=False)
    for sha256 in (A, B):
        made.heard("seat0", sha256, 0b1111, 0.0)
    made.prefer(B)
    assert [(ask.sha256, ask.urgent) for ask in made.next(0.0)] == [(B, True)] * PER_SOURCE


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), st.integers(0, 255)), max_size=60))
def test_whatever_happens_no_limit_is_passed(  # noqa: C901 - one case a step
    steps: list[tuple[int, int, int]],
) -> None:
    made = schedule(File(A, 8), File(B, 8))
    flying: dict[int, Ask] = {}
    now = 0.0
    for step, who, bits in steps:
        now += 0.1
        name = f"seat{who}" if who < 3 else "chair"
        ask = next(iter(flying.values()), None)
        if step == 0:
            made.heard(name, A, bits, now)
        elif step == 1:
            made.heard(name, B, bits, now)
        elif step == 2:
            made.remove_source(name)
        elif step == 3:
            made.add_source(name, is_chair=who == 3)
        elif step == 4:
            made.add_source(name, is_chair=bits > 127)
        elif ask is not None:
            del flying[ask.number]
            if step == 5:
                made.arrived(ask, ask.index if ask.index is not None else bits % 8, now)
            elif step == 6:
                made.gone(ask, now)
            elif step == 7:
                made.lacking(ask)
            else:
                made.damaged(ask, now)
        asks = made.next(now)
        assert not {each.number for each in asks} & flying.keys()
        flying |= {each.number: each for each in asks}
        by_number = [each for each in flying.values() if each.index is not None]
        assert len(by_number) <= IN_FLIGHT
        assert sum(each.index is None for each in flying.values()) <= 1
        chunks = [(each.sha256, each.index) for each in by_number]
        assert all(chunks.count(each) <= 2 for each in chunks)
        holders = made._files[A].holders if made.lacks(A) else [0]
        assert min(holders) >= 0

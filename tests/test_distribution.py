"""Documents travel through simulated rooms: everybody gets everything, nothing twice too often, no bad byte.

A failing seed is played alone by `pytest tests/test_distribution.py -k "seed and 17"`.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.simulator.distribution import CHAIR, Distribution, Document

KIB, MBIT = 1024, 1_000_000 / 8
LONGEST_S = 4_000.0


def documents(chance: random.Random) -> list[Document]:
    return [
        Document(f"{number:064x}", chance.choice((1, 1, 2, 7, 40, 150)), 128 * KIB)
        for number in range(chance.randint(1, 5))
    ]


def mixed(chance: random.Random) -> float:
    return chance.choice((5, 20, 100, 100, 100)) * MBIT


def room(seed: int) -> Distribution:
    """A room in which some things go wrong."""
    chance = random.Random(seed)  # noqa: S311 - the same in each run
    seats = chance.choice((1, 2, 3, 8, 20, 30, 100) if seed % 10 == 0 else (1, 2, 3, 8, 20))
    played = Distribution(seed, seats, documents(chance), 100 * MBIT, mixed, isolated=chance.random() < 0.1)
    names = [name for name in played.seats if name != CHAIR]
    for name in names:
        seat = played.seats[name]
        seat.uploads = chance.random() > 0.1  # others sit on Wi-Fi
        seat.lies = chance.random() < 0.05
        if chance.random() < 0.1:
            played.at(chance.uniform(0, 10), lambda name=name: played.sleep(name))  # type: ignore[misc]
        elif chance.random() < 0.1:
            played.at(chance.uniform(0, 10), lambda name=name: played.kill(name))  # type: ignore[misc]
    if chance.random() < 0.2:
        played.at(chance.uniform(0.5, 20), lambda: played.kill(CHAIR))
    return played


@pytest.mark.parametrize("seed", range(100))
def test_everybody_gets_all_that_those_who_live_hold(seed: int) -> None:
    played = room(seed)
    played.start()
    played.run(LONGEST_S)
    union = played.union()
    isolated = all(seat.links <= {CHAIR} for seat in played.living())
    for seat in played.living():
        for sha256, bits in union.items():
            if isolated and played.seats[CHAIR].dead:
                continue  # each is alone with what it has
            assert seat.held.get(sha256, 0) & bits == bits, f"{seat.name} starves of {sha256[-4:]}"
        assert max(seat.fetched.values(), default=0) <= 2
    if not played.seats[CHAIR].dead:
        assert all(union[each.sha256] == each.whole for each in played.documents.values())


@pytest.mark.parametrize(("seats", "copies"), [(1, 1.0), (2, 1.05), (10, 1.2), (30, 1.5), (100, 2.0)])
def test_the_chairs_pc_sends_little_more_than_one_copy(seats: int, copies: float) -> None:
    played = Distribution(7, seats, [Document("a" * 64, 80, 128 * KIB)], 20 * MBIT)
    played.start()
    played.run(LONGEST_S)
    assert played.chair_copies() <= copies
    assert sum(Counter(len(seat.complete_at) for seat in played.living()).values()) == seats
    assert all(len(seat.complete_at) == 1 for seat in played.living())


def test_a_room_needs_little_more_than_its_wires_do() -> None:
    """80 chunks at 20 Mbit/s take one wire 4.2 s; thirty seats one after the other would take 126 s."""
    played = Distribution(1, 30, [Document("a" * 64, 80, 128 * KIB)], 20 * MBIT)
    played.start()
    played.run(LONGEST_S)
    assert played.finished_s() < 8.4


def test_a_room_in_which_people_write_all_the_time_gets_everything_too() -> None:
    played = Distribution(1, 30, [Document("a" * 64, 80, 128 * KIB)], 20 * MBIT)
    for schedule in played.schedules.values():
        schedule.leaves_room = True
    played.start()
    played.run(LONGEST_S)
    assert played.finished_s() < 12.6
    assert played.chair_copies() <= 2.0


def test_a_seat_that_sleeps_stalls_no_other() -> None:
    def last(asleep: int) -> float:
        played = Distribution(3, 12, [Document("a" * 64, 80, 128 * KIB)], 20 * MBIT)
        for number in range(asleep):
            played.at(1.0, lambda number=number: played.sleep(f"s{number}"))  # type: ignore[misc]
        played.start()
        played.run(LONGEST_S)
        return played.finished_s()

    assert last(3) < last(0) + 4.0


def test_a_late_seat_takes_from_seats_and_spares_the_chairs_pc() -> None:
    played = Distribution(5, 12, [Document("a" * 64, 80, 128 * KIB)], 20 * MBIT)
    late = played.seats["s0"]
    for peer in list(late.links):
        played.unlink("s0", peer)
    played.start()
    played.run(60.0)
    sent = played.seats[CHAIR].sent
    for peer in (CHAIR, "s3", "s4", "s5", "s6"):
        played.link("s0", peer)
    played.poke("s0")
    played.run(LONGEST_S)
    assert late.complete_at
    assert played.seats[CHAIR].sent - sent <= 2 * 128 * KIB


def test_what_a_person_opened_comes_first() -> None:
    files = [Document(f"{number:064x}", 40, 128 * KIB) for number in range(4)]
    played = Distribution(2, 8, files, 20 * MBIT)
    last = files[-1].sha256
    played.schedules["s0"].prefer(last)
    played.start()
    played.run(LONGEST_S)
    reader = played.seats["s0"].complete_at
    assert reader[last] < min(at for sha256, at in reader.items() if sha256 != last)
    others = [played.seats[name].complete_at for name in played.schedules if name != "s0"]
    assert all(at[last] > at[files[0].sha256] for at in others)

"""The chair's PC gives each chunk away once, and again when the only one that had it is gone."""

import random

from sync.chunk_schedule import File
from sync.spreading import Spreading

FILES = (File("a" * 64, 4, 0b1111), File("b" * 64, 2, 0b01))


def spreading() -> Spreading:
    found = Spreading(random.Random(1))  # noqa: S311 - the same in each run
    found.offer(FILES)
    return found


def test_every_chunk_that_is_here_is_given_once() -> None:
    given = spreading()
    chosen = [given.choose(f"seat{number}") for number in range(6)]
    assert sorted(each for each in chosen if each) == [("a" * 64, index) for index in range(4)] + [
        ("b" * 64, 0)
    ]
    assert chosen[-1] is None


def test_the_file_that_somebody_waits_for_comes_first() -> None:
    assert spreading().choose("seat", "b" * 64) == ("b" * 64, 0)


def test_what_somebody_holds_already_need_not_be_given() -> None:
    given = spreading()
    given.heard("early", "a" * 64, 0b1110)
    assert given.choose("late") == ("a" * 64, 0)
    assert given.holders("a" * 64, 3) == ["early"]


def test_what_did_not_arrive_or_is_gone_again_is_given_again() -> None:
    given = spreading()
    given.heard("early", "a" * 64, 0b1110)
    assert given.choose("one") == ("a" * 64, 0)
    given.failed("one", "a" * 64, 0)
    assert given.choose("two") == ("a" * 64, 0)
    given.forget("two")
    assert given.choose("three") == ("a" * 64, 0)
    given.forget("early")
    assert given.choose("three") in [("a" * 64, index) for index in (1, 2, 3)]

from __future__ import annotations

import threading

from app.watchdog import Watchdog


def test_what_takes_too_long_is_ended() -> None:
    barked = threading.Event()
    watchdog = Watchdog(0.02, barked.set)
    with watchdog.limited():
        assert barked.wait(10)
    watchdog.close()


def test_what_ends_in_time_is_left_alone_and_the_next_limit_counts_anew() -> None:
    barked = threading.Event()
    watchdog = Watchdog(3600, barked.set)
    for _message in range(100):
        with watchdog.limited():
            assert not barked.is_set()
    watchdog.close()
    assert not barked.is_set()


def test_a_limit_that_was_lifted_is_over() -> None:
    barked = threading.Event()
    watchdog = Watchdog(0.02, barked.set)
    with watchdog.limited():
        pass
    with watchdog.limited():  # the thread still sleeps towards the first deadline
        assert barked.wait(10)
    watchdog.close()

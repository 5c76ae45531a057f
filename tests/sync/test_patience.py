"""What a person is told of a link that comes and goes."""

import asyncio

import pytest

from sync.patience import Patience
from tests.fakes import run


class Timers:
    """In place of the loop's: what was to be done later is done when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._waiting: list[asyncio.TimerHandle] = []
        monkeypatch.setattr(asyncio.get_running_loop(), "call_later", self._later)

    def _later(self, delay_s: float, call: object, *args: object) -> asyncio.TimerHandle:
        loop = asyncio.get_running_loop()
        handle = asyncio.TimerHandle(delay_s, call, args, loop)  # type: ignore[arg-type] # handed on as it came
        self._waiting.append(handle)
        return handle

    def pass_by(self) -> None:
        waiting, self._waiting = self._waiting, []
        for handle in waiting:
            if not handle.cancelled():
                handle._run()


def test_better_is_told_at_once_and_worse_only_when_it_lasted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        timers, told = Timers(monkeypatch), list[int]()
        news = Patience(told.append, lambda value: value, 3.0)
        news.news(2)
        news.news(1)
        news.news(3)
        news.news(1)  # it was short
        timers.pass_by()
        assert told == [2, 1]
        news.news(3)
        news.news(2)  # still worse, and the time runs on
        timers.pass_by()
        assert told == [2, 1, 2]
        news.news(5)
        news.stop()
        timers.pass_by()
        news.again()
        news.news(2)
        assert told == [2, 1, 2, 2]

    run(play())


def test_what_counts_as_told_from_the_beginning_is_worth_no_word() -> None:
    async def play() -> None:
        told: list[int] = []
        news = Patience(told.append, lambda value: value, 3_600.0, 0)
        news.news(0)
        news.news(1)
        assert told == []
        news.stop()

    run(play())

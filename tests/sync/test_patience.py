"""What a person is told of a link that comes and goes."""

import asyncio

from sync.patience import Patience
from tests.fakes import run


def test_better_is_told_at_once_and_worse_only_when_it_lasted() -> None:
    async def play() -> None:
        told: list[int] = []
        lasted = asyncio.Event()

        def tell(value: int) -> None:
            told.append(value)
            lasted.set()

        news = Patience(tell, lambda value: value, 0.02)
        news.news(2)
        news.news(1)
        news.news(3)
        news.news(1)  # it was short
        await asyncio.sleep(0.05)
        assert told == [2, 1]
        lasted.clear()
        news.news(3)
        news.news(2)  # still worse, and the time runs on
        await lasted.wait()
        assert told == [2, 1, 2]
        news.news(5)
        news.stop()
        await asyncio.sleep(0.05)
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

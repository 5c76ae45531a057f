import asyncio

from sync.settling import ASLEEP_MS, Settling
from tests.fakes import run


class Steady:
    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


def test_who_heard_a_peer_may_speak_and_has_to_hear_again_after_a_sleep() -> None:
    async def play() -> None:
        steady = Steady()
        settling = Settling(3_600.0, steady)
        settling.begin()
        settling.done()
        steady.ms += ASLEEP_MS
        await settling.wait()
        steady.ms += ASLEEP_MS + 1
        speaking = asyncio.create_task(settling.wait())
        await asyncio.sleep(0)
        assert not speaking.done()
        settling.done()
        await speaking

    run(play())


def test_who_is_alone_speaks_all_the_same() -> None:
    async def play() -> None:
        settling = Settling(0.0)
        settling.begin()
        await settling.wait()

    run(play())

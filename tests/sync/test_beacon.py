import asyncio
import socket

import pytest

from sync.beacon import ANSWERS_PER_S, FORGOTTEN_S, MAX_HEARD, Beacon
from sync.beacon_packet import PACKET_SIZE, Call, decode_call, encode_call
from sync.sighting import Sighting
from tests.fakes import run

ONE, OTHER = "00000000000000a1", "00000000000000b2"
MARK = "a" * 11
LOOPBACK = ("127.255.255.255",)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        port: int = probe.getsockname()[1]
        return port


def told(mark: str = MARK, port: int = 47810, instance: str = OTHER) -> bytes:
    return encode_call(Call(instance, port, mark, "議長席"))


def test_row_17_a_meeting_is_found_by_broadcast_when_multicast_is_blocked() -> None:
    async def play() -> None:
        port, heard = free_port(), asyncio.Event()
        chair = Beacon(ONE, lambda: None, port=port)
        seat = Beacon(OTHER, heard.set, port=port)
        chair.start(LOOPBACK)
        chair.announce(MARK, 40_001, "議長席", confidential=False)
        seat.start(LOOPBACK)  # which asks, as nobody will tell again for half a minute
        async with asyncio.timeout(10):
            await heard.wait()
        (found,) = seat.sightings()
        assert (found.mark, found.chair) == (MARK, "議長席")
        assert [address.rpartition(":")[2] for address in found.addresses] == ["40001"]
        assert chair.sightings() == ()
        await seat.stop()
        await chair.stop()

    run(play())


def test_who_was_there_first_hears_of_a_meeting_that_opens_later() -> None:
    async def play() -> None:
        port, heard = free_port(), asyncio.Event()
        seat, chair = Beacon(OTHER, heard.set, port=port), Beacon(ONE, lambda: None, port=port)
        seat.start(LOOPBACK)
        chair.start(LOOPBACK)
        chair.announce(MARK, 40_001, "", confidential=True)
        async with asyncio.timeout(10):
            await heard.wait()
        assert seat.sightings()[0].confidential
        await asyncio.gather(seat.stop(), chair.stop())

    run(play())


def test_what_was_heard_is_forgotten_after_a_while_unless_it_is_told_again() -> None:
    clock = Clock()
    beacon = Beacon(ONE, lambda: None, monotonic=clock)
    beacon.take(told(), "10.0.0.1")
    clock.now += FORGOTTEN_S - 1
    assert beacon.sightings() == (Sighting(MARK, ("10.0.0.1:47810",), "議長席"),)
    beacon.take(told(), "10.0.0.1")
    clock.now += FORGOTTEN_S - 1
    assert len(beacon.sightings()) == 1
    clock.now += 2
    assert beacon.sightings() == ()


def test_news_are_told_once() -> None:
    times: list[int] = []
    beacon = Beacon(ONE, lambda: times.append(1), monotonic=Clock())
    for _ in range(3):
        beacon.take(told(), "10.0.0.1")
    beacon.take(told(port=1), "10.0.0.1")
    assert len(times) == 2


def test_a_flood_of_false_meetings_fills_no_memory() -> None:
    beacon = Beacon(ONE, lambda: None, monotonic=Clock())
    for number in range(500):
        beacon.take(told(f"{number:011d}"), "10.0.0.1")
    assert len(beacon.sightings()) == MAX_HEARD


def test_questions_are_answered_within_limits_and_never_with_more_than_was_asked() -> None:
    async def play() -> None:
        clock = Clock()
        beacon = Beacon(ONE, lambda: None, port=free_port(), monotonic=clock)
        question = encode_call(Call(OTHER, asking=True))
        assert beacon.take(question, "10.0.0.1") is None  # nothing to tell
        beacon.announce(MARK, 47810, "議長席", confidential=False)
        answers = [beacon.take(question, "10.0.0.1") for _ in range(ANSWERS_PER_S + 30)]
        given = [answer for answer in answers if answer is not None]
        assert len(given) == ANSWERS_PER_S
        assert {len(answer) for answer in given} == {PACKET_SIZE}
        assert decode_call(given[0]) == Call(ONE, 47810, MARK, "議長席")
        clock.now += 1
        assert beacon.take(question, "10.0.0.1") is not None
        assert beacon.take(encode_call(Call(OTHER, mark="b" * 11, asking=True)), "10.0.0.1") is None
        beacon.withdraw(MARK)
        clock.now += 1
        assert beacon.take(question, "10.0.0.1") is None

    run(play())


def test_its_own_voice_is_nothing_new() -> None:
    beacon = Beacon(ONE, lambda: pytest.fail("nobody spoke"), monotonic=Clock())
    beacon.take(told(instance=ONE), "10.0.0.1")
    assert beacon.sightings() == ()


def test_an_adapter_that_cannot_send_does_not_silence_the_others() -> None:
    async def play() -> None:
        port, heard = free_port(), asyncio.Event()
        seat, chair = Beacon(OTHER, heard.set, port=port), Beacon(ONE, lambda: None, port=port)
        seat.start(())
        chair.start(("203.0.113.255", *LOOPBACK))
        chair.announce(MARK, 40_001, "", confidential=False)
        async with asyncio.timeout(10):
            await heard.wait()
        seat.follow(LOOPBACK)  # an adapter came
        chair.follow(LOOPBACK)
        assert seat.sightings()
        await asyncio.gather(seat.stop(), chair.stop())

    run(play())

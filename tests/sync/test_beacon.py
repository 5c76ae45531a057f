import asyncio
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.beacon import ANSWERS_PER_S, FORGOTTEN_S, MAX_HEARD, MAX_HEARD_OF_ONE, NEWS_PER_S, Beacon
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


calls = st.builds(
    Call,
    st.sampled_from((ONE, OTHER, "ff" * 8)),
    st.integers(1, 65_535),
    st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True),
    st.text(max_size=80),
    st.booleans(),
    st.booleans(),
).map(encode_call)
hostile = st.binary(max_size=PACKET_SIZE + 1) | st.binary(min_size=PACKET_SIZE, max_size=PACKET_SIZE) | calls


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


def test_row_10_a_flood_of_false_meetings_fills_no_memory_and_hides_no_true_one() -> None:
    clock = Clock()
    beacon = Beacon(ONE, lambda: None, monotonic=clock)
    for number in range(500):
        beacon.take(told(f"{number:011d}"), "10.0.0.1")
    assert len(beacon.sightings()) == MAX_HEARD_OF_ONE
    for number in range(500):
        clock.now += 0.1
        beacon.take(told(f"{number:011d}"), f"10.0.1.{number % 8}")
    assert len(beacon.sightings()) == MAX_HEARD
    clock.now += 1
    beacon.take(told(), "10.0.0.99")
    assert Sighting(MARK, ("10.0.0.99:47810",), "議長席") in beacon.sightings()
    assert len(beacon.sightings()) == MAX_HEARD


def test_news_come_in_no_flood_and_a_changing_name_is_none() -> None:
    clock, times = Clock(), list[int]()
    beacon = Beacon(ONE, lambda: times.append(1), monotonic=clock)
    for number in range(60):
        beacon.take(told(), f"10.0.0.{number}")
    assert len(times) == NEWS_PER_S
    clock.now += 1
    beacon.take(told(), "10.0.0.60")
    for number in range(5):
        beacon.take(encode_call(Call(OTHER, 47810, MARK, f"{number}")), "10.0.0.60")
    assert len(times) == NEWS_PER_S + 1
    assert beacon.sightings()[-1].chair == "4"


def test_that_nobody_tells_of_a_meeting_any_more_is_told() -> None:
    async def play() -> None:
        clock, changed = Clock(), asyncio.Event()
        beacon = Beacon(ONE, changed.set, port=free_port(), period_s=0.01, monotonic=clock)
        beacon.take(told(), "10.0.0.1")
        changed.clear()
        clock.now += FORGOTTEN_S + 1
        beacon.start(())
        async with asyncio.timeout(10):
            await changed.wait()
        assert beacon.sightings() == ()
        await beacon.stop()

    run(play())


def test_of_several_meetings_each_has_its_turn() -> None:
    async def play() -> None:
        beacon = Beacon(ONE, lambda: None, port=free_port(), monotonic=Clock())
        for sign in "abc":
            beacon.announce(sign * 11, 47810, "", confidential=False)
        question = encode_call(Call(OTHER, asking=True))
        answers = [decode_call(beacon.take(question, "10.0.0.1") or b"") for _ in range(6)]
        assert [answer.mark[0] for answer in answers if answer] == ["a", "b", "c", "a", "b", "c"]

    run(play())


class Stumbling(socket.socket):
    """As Windows after an earlier datagram found nobody: the first reading fails."""

    failed = False

    def recvfrom(self, size: int, flags: int = 0) -> tuple[bytes, object]:
        if not self.failed:
            self.failed = True
            raise ConnectionResetError("10054")
        return super().recvfrom(size, flags)


def test_an_error_in_reading_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.beacon.socket.socket", Stumbling)

    async def play() -> None:
        port, heard = free_port(), asyncio.Event()
        seat = Beacon(OTHER, heard.set, port=port)
        seat.start(())
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.sendto(told(instance=ONE), ("127.0.0.1", port))
        async with asyncio.timeout(10):
            await heard.wait()
        assert seat._ear is not None
        assert isinstance(seat._ear, Stumbling)
        assert seat._ear.failed
        await seat.stop()

    run(play())


def test_two_programs_of_one_pc_both_hear_and_answer() -> None:
    async def play() -> None:
        port, heard = free_port(), asyncio.Event()
        seat = Beacon(OTHER, heard.set, port=port)
        first, second = (Beacon(f"{number:016x}", lambda: None, port=port) for number in (1, 2))
        first.start(LOOPBACK)
        second.start(LOOPBACK)
        first.announce("a" * 11, 40_001, "", confidential=False)
        second.announce("b" * 11, 40_002, "", confidential=False)
        seat.start(LOOPBACK)
        async with asyncio.timeout(10):
            while {seen.mark[0] for seen in seat.sightings()} != {"a", "b"}:
                heard.clear()
                await heard.wait()
        await asyncio.gather(seat.stop(), first.stop(), second.stop())

    run(play())


@given(st.lists(st.tuples(hostile, st.integers(0, 300)), max_size=120))
def test_whatever_arrives_stays_within_its_limits(arriving: list[tuple[bytes, int]]) -> None:
    clock = Clock()
    beacon = Beacon(ONE, lambda: None, monotonic=clock)
    for data, sender in arriving:
        clock.now += 0.5
        answer = beacon.take(data, f"10.0.{sender // 256}.{sender % 256}")
        assert answer is None
        assert len(beacon.sightings()) <= MAX_HEARD


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

"""Two devices talk over a connection in memory: they become level, and rules are kept."""

import asyncio
from pathlib import Path

import pytest

from sync.blobs import BlobStore
from sync.clock import HybridClock
from sync.events import Event
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.link import Link
from sync.log import EventLog
from sync.place import Place
from sync.session import Session
from sync.wire import Ask, Bye, Echo, Events, Have, Message, decode, encode
from tests.fakes import FakeSocket, Reported, connected, run
from tests.sync.strategies import Writer

BODY = {"title": "会議", "policy": {}, "seats": []}


class Side:
    """One device with a session; `found` begins a meeting, otherwise it takes part in the given one."""

    def __init__(self, folder: Path, meeting: str = "", key: DeviceKey | None = None) -> None:
        self.key = key or DeviceKey.generate()
        self.reported = Reported()
        self.log = EventLog(folder / "events.db")
        clock = HybridClock(lambda: 1_790_000_000_000)
        if meeting:
            journal = Journal(self.log, self.key, clock, meeting)
        else:
            journal = Journal.found(self.log, self.key, clock, BODY)
        place = Place(
            self.log,
            BlobStore(folder / "documents"),
            self.key.device,
            self.reported.listener(),
            lambda _meeting: True,
        )
        self.session = Session(place, journal)

    def link(self, socket: FakeSocket, other: "Side", direction: str) -> Link:
        return Link(socket, other.key.device, self.session.meeting_id, "memory", direction)

    def admit(self, side: "Side") -> None:
        body = {"device": side.key.device, "seat": "2", "name": "職員"}
        self.session.wrote(self.session.journal.write("roster.add", body=body))

    def digest(self) -> str:
        return self.session.journal.fold.digest()

    async def stop(self) -> None:
        await self.session.stop()
        self.log.close()


def sides(folder: Path) -> tuple[Side, Side]:
    for name in ("chair", "seat"):
        (folder / name).mkdir()
    chair = Side(folder / "chair")
    return chair, Side(folder / "seat", chair.session.meeting_id)


def talk(chair: Side, seat: Side) -> tuple[list[asyncio.Task[None]], FakeSocket, FakeSocket]:
    left, right = connected()
    tasks = [
        asyncio.create_task(chair.session.talk(chair.link(left, seat, "in"))),
        asyncio.create_task(seat.session.talk(seat.link(right, chair, "out"))),
    ]
    return tasks, left, right


def test_both_become_level_and_the_seat_learns_what_reached_the_chair(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        seat.session.start()
        chair.admit(seat)
        early = seat.session.journal.write("comment.add", body={"body": "先に書いた"})
        assert seat.session.waiting() == {early.event_id}
        tasks, left, _ = talk(chair, seat)
        await seat.reported.until(
            lambda: seat.digest() == chair.digest() and seat.session.waiting() == frozenset()
        )
        seat.session.wrote(seat.session.journal.write("comment.add", body={"body": "後で"}))
        await chair.reported.until(lambda: len(chair.reported.of("comment_applied")) == 2)
        await left.close()
        await asyncio.gather(*tasks)
        await chair.stop()
        await seat.stop()

    run(play())


def test_what_a_broken_way_lost_is_repaired_by_the_next_connection(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        seat.session.start()
        chair.admit(seat)
        tasks, left, right = talk(chair, seat)
        await seat.reported.until(lambda: seat.digest() == chair.digest())
        left.lose = right.lose = True
        for number in range(5):
            seat.session.wrote(seat.session.journal.write("comment.add", body={"body": f"失われた{number}"}))
        await left.close()
        await asyncio.gather(*tasks)
        assert chair.digest() != seat.digest()
        tasks, left, _ = talk(chair, seat)
        await chair.reported.until(lambda: seat.digest() == chair.digest())
        await left.close()
        await asyncio.gather(*tasks)
        await chair.stop()
        await seat.stop()

    run(play())


def foreign_event(folder: Path) -> bytes:
    folder.mkdir()
    other = Side(folder)
    (frame,) = other.session.journal.frames(next(iter(other.session.journal.have())), 0, 1)
    other.log.close()
    return frame


@pytest.mark.parametrize(
    "said", [b"\xff", b"", encode(Ask()), encode(Events((b"rubbish",))), encode(Have({})) + b"x", "foreign"]
)
def test_who_breaks_the_rules_hears_it_and_is_disconnected(tmp_path: Path, said: bytes | str) -> None:
    message = encode(Events((foreign_event(tmp_path / "other"),))) if isinstance(said, str) else said

    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        before = chair.digest()
        near, far = connected()
        talking = asyncio.create_task(chair.session.talk(chair.link(near, seat, "in")))
        await far.send_bytes(message)
        await talking
        assert near.closed
        last: Message = decode(near.sent[-1])
        assert isinstance(last, Bye)
        assert chair.digest() == before
        assert chair.session.conversations == []
        await chair.stop()
        seat.log.close()

    run(play())


def test_a_device_may_not_fill_the_meeting_with_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.journal.LOGS_PER_DEVICE", 2)
    chair, seat = sides(tmp_path)
    kept = chair.session.journal

    def opening(key: DeviceKey, log: str) -> Event:
        return Writer(key, chair.session.meeting_id, log).say("x.flood", {})

    strangers = [DeviceKey.generate() for _ in range(3)]
    kept.write("roster.add", body={"device": seat.key.device, "seat": "2", "name": "職員"})
    for key in (strangers[0], seat.key):
        for log in ("a" + key.device.encode().hex()[:15], "b" + key.device.encode().hex()[:15]):
            event = opening(key, log)
            assert kept.has_room(event)
            kept.take([event])
            assert kept.has_room(event)  # a log that is here may grow
        assert not kept.has_room(opening(key, "c" * 16))
    assert not kept.has_room(opening(strangers[1], "d" * 16))  # who is not admitted shares with the others
    assert kept.has_room(opening(chair.key, "e" * 16))
    body = {"device": strangers[2].device, "seat": "3", "name": "職員"}
    kept.write("roster.add", body=body)
    assert kept.has_room(opening(strangers[2], "f" * 16))
    chair.log.close()
    seat.log.close()


def test_a_talk_that_is_cancelled_while_it_ends_lets_go_of_its_connection(tmp_path: Path) -> None:
    """As when the chair's PC hangs up in the moment in which the program is closed."""

    async def play() -> None:
        chair, seat = sides(tmp_path)
        released = asyncio.Event()

        async def release() -> None:
            released.set()

        near, far = connected()
        link = chair.link(near, seat, "out")
        link.release = release
        talking = asyncio.create_task(chair.session.talk(link))
        await chair.reported.until(lambda: bool(chair.session.conversations))
        await far.close()
        while not talking.done():
            talking.cancel()  # whatever it waits for
            await asyncio.sleep(0)
        assert released.is_set()
        await asyncio.gather(chair.stop(), seat.stop())

    run(play())


def test_of_two_links_of_one_moment_both_sides_keep_the_same(tmp_path: Path) -> None:
    async def play() -> None:
        smaller, larger = sorted((DeviceKey.generate(), DeviceKey.generate()), key=lambda key: key.device)
        for name in ("chair", "seat"):
            (tmp_path / name).mkdir()
        chair = Side(tmp_path / "chair", key=larger)
        seat = Side(tmp_path / "seat", chair.session.meeting_id, smaller)
        chair.session.start(fresh=True)
        seat.session.start()
        chair.admit(seat)
        tasks, left, right = talk(chair, seat)
        other_tasks, far, near = talk(seat, chair)
        await chair.reported.until(
            lambda: len(chair.session.conversations) == len(seat.session.conversations) == 1
        )
        assert not left.closed  # the older one: the smaller device called
        assert not right.closed
        assert far.closed or near.closed
        await asyncio.sleep(0)
        assert seat.session.is_linked(chair.key.device)
        await seat.stop()
        await chair.stop()
        await asyncio.gather(*tasks, *other_tasks)

    run(play())


def test_an_answer_about_the_time_takes_the_place_of_no_question(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        seat.session.start()
        left, right = connected()
        talking = asyncio.create_task(seat.session.talk(seat.link(right, chair, "out")))
        await left.receive()  # its greeting
        (conversation,) = seat.session.conversations
        conversation.say(Echo(1))
        conversation.say(Echo(2, answer=True, meeting_ms=3))
        said: list[Message] = []
        async with asyncio.timeout(10):
            while not {1, 2} <= {each.sent_ns for each in said if isinstance(each, Echo)}:
                said.append(decode((await left.receive()).data))
        await left.close()
        await talking
        await seat.stop()
        await chair.stop()

    run(play())

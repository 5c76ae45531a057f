"""Peers that lie although they were admitted, and strangers that flood: nobody else notices."""

import asyncio
import contextlib
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sync.address import split_address
from sync.body_json import MAX_BODY_BYTES
from sync.errors import KurumazaError
from sync.events import Event, encode, restore
from sync.handshake import ClientHandshake, Credentials, new_nonce
from sync.keys import DeviceKey, device_of_certificate, to_base64url
from sync.link import Link
from sync.meeting import CommentDraft, Phase
from sync.text import MAX_COMMENT
from sync.tls import client_context
from sync.transport import dial
from sync.wire import (
    MAX_HAVE_ENTRIES,
    MAX_MESSAGE_SIZE,
    Ask,
    Auth,
    Bye,
    Events,
    Have,
    Hello,
    Message,
    Pake,
    Want,
    Welcome,
    decode,
)
from sync.wire import encode as encode_message
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.strategies import Writer

CODE = "482913"
YEAR_MS = 365 * 24 * 3_600_000
SIGNED = b"kurumaza/event/1\x00"


@dataclass
class Liar:
    """An admitted device without a node behind it: says what it is told, keeps what it hears."""

    key: DeviceKey
    link: Link
    writer: Writer
    heard: list[Message] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        while (message := await self.link.receive()) is not None:
            self.heard.append(message)
        self.ended.set()

    async def say(self, *said: Event | Message | bytes) -> None:
        """Send events in one message, other messages and bytes each by itself."""
        frames = [encode(each) for each in said if isinstance(each, Event)]
        for each in (*([Events(tuple(frames))] if frames else []), *said):
            if isinstance(each, bytes):
                await self.link.socket.send_bytes(each)
            elif not isinstance(each, Event):
                await self.link.send(each)


@dataclass
class Hall:
    """A chair's PC, an honest seat and a liar, all on loopback."""

    chair: RunningNode
    seat: RunningNode
    liar: Liar
    said: int = 0

    @property
    def honest(self) -> tuple[RunningNode, RunningNode]:
        return self.chair, self.seat

    async def still_talks(self) -> None:
        """A comment of the honest seat, and one of the chair, get through."""
        for poster, other in (self.honest, self.honest[::-1]):
            self.said += 1
            text = f"正直な意見{self.said}"
            await poster.node.post(CommentDraft(text))
            await other.until(lambda other=other, text=text: text in texts(other))

    async def level(self) -> None:
        await self.still_talks()
        await self.seat.until(lambda: self.chair.node.digest() == self.seat.node.digest())


def texts(running: RunningNode) -> list[str]:
    meeting = running.node.meeting()
    return [comment.body for comment in meeting.comments] if meeting else []


def held(running: RunningNode) -> dict[str, int]:
    """How far a node holds each log."""
    (session,) = running.node._sessions.values()
    return dict(session.journal.have())


async def admitted(chair: RunningNode, key: DeviceKey, seat: str) -> Link:
    return await dial(chair.address, key, "a" * 16, Credentials(code=CODE, name="嘘つき", seat=seat))


@contextlib.asynccontextmanager
async def hall(folder: Path) -> AsyncIterator[Hall]:
    async with Room(folder) as room:
        chair, seat = await room.node("chair"), await room.node("seat")
        await chair.node.host(plan(folder / "files", documents=0), CODE)
        await seat.node.join(address=chair.address, code=CODE, seat="2")
        key = DeviceKey.generate()
        link = await admitted(chair, key, "3")
        liar = Liar(key, link, Writer(key, link.meeting))
        listening = asyncio.create_task(liar.listen())
        await seat.until(lambda: seat.node.meeting().member(key.device) is not None)
        try:
            yield Hall(chair, seat, liar)
        finally:
            await link.close()
            await listening


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def with_body(writer: Writer, body: bytes, kind: str = "comment.add") -> bytes:
    """A frame whose header and signature are right for a body that no honest program writes."""
    value: dict[str, Any] = json.loads(writer.say("x.form", {}, ms=now_ms()).header)
    value |= {"k": kind, "n": len(body), "x": to_base64url(hashlib.sha256(body).digest())}
    header = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    signature = writer.key.sign(SIGNED + header)
    return b"".join(
        (b"\x01", len(header).to_bytes(2, "big"), header, signature, len(body).to_bytes(4, "big"), body)
    )


def forged(writer: Writer, device: str) -> Event:
    """An event in another one's name, signed with the liar's key."""
    event = writer.post("他人の名前で", ms=now_ms())
    header = event.header.replace(writer.device.encode(), device.encode())
    return restore(header, writer.key.sign(SIGNED + header), event.body_bytes)


def altered(writer: Writer) -> Event:
    """Words put in after the signature."""
    event = writer.post("本当の言葉", ms=now_ms())
    return replace(event, body_bytes=(event.body_bytes or b"").replace("本当".encode(), "偽り".encode()))


def _events(*frames: bytes) -> bytes:
    return encode_message(Events(frames))


LIES: dict[str, Callable[[Hall], Event | Message | bytes]] = {
    "a signature that is none": lambda h: replace(h.liar.writer.post(ms=now_ms()), signature=bytes(64)),
    "the chair's name": lambda h: forged(h.liar.writer, h.chair.node.device),
    "another one's name": lambda h: forged(h.liar.writer, h.seat.node.device),
    "a body that was altered": lambda h: altered(h.liar.writer),
    "an event of another meeting": lambda h: Writer(h.liar.key, "N" * 42 + "A").post(ms=now_ms()),
    "rubbish for an event": lambda _h: _events(b"\x01" + b"rubbish" * 100),
    "half a message": lambda h: encode_message(Events((encode(h.liar.writer.post(ms=now_ms())),)))[:-7],
    "a message of an unknown type": lambda _h: b"\x7f" + b"x" * 100,
    "a giant HAVE": lambda _h: Have({f"{n:016x}": 1 for n in range(MAX_HAVE_ENTRIES + 1)}, full=True),
    "a HAVE without its end": lambda _h: b"\x10\x01\xff\xff\xff\xff",
    "a message that is too large": lambda _h: b"\x11" + bytes(MAX_MESSAGE_SIZE + 1),
    "a word of the handshake": lambda _h: Ask(),
    "a welcome": lambda h: Welcome(h.liar.link.meeting, new_nonce(), h.liar.key.device),
    "row 25: a huge comment": lambda h: _events(
        with_body(h.liar.writer, json.dumps({"body": "あ" * (MAX_COMMENT + 1)}).encode())
    ),
    "row 25: a body larger than any": lambda h: _events(
        with_body(h.liar.writer, b'{"body":"' + b"a" * MAX_BODY_BYTES + b'"}')
    ),
    "row 25: deep JSON": lambda h: _events(
        with_body(h.liar.writer, b'{"body":' + b"[" * 30_000 + b"]" * 30_000 + b"}")
    ),
    "row 25: bad UTF-8": lambda h: _events(with_body(h.liar.writer, b'{"body":"\xff\xfe"}')),
    "row 25: half a surrogate": lambda h: _events(with_body(h.liar.writer, rb'{"body":"\ud800"}')),
    "row 25: a key twice": lambda h: _events(with_body(h.liar.writer, b'{"body":"a","body":"b"}')),
    "row 25: no JSON": lambda h: _events(with_body(h.liar.writer, b"{'body':'a'}")),
    "row 25: a number that is none": lambda h: _events(with_body(h.liar.writer, b'{"body":"a","page":NaN}')),
}


@pytest.mark.parametrize("lie", [lie for lie in LIES if not lie.startswith("row 25")])
def test_who_lies_on_the_wire_is_cut_off_and_nobody_else_notices(tmp_path: Path, lie: str) -> None:
    cut_off(tmp_path, lie)


@pytest.mark.parametrize("lie", [lie for lie in LIES if lie.startswith("row 25")])
def test_row_25_who_sends_what_no_parser_should_see_is_cut_off(tmp_path: Path, lie: str) -> None:
    cut_off(tmp_path, lie)


def cut_off(tmp_path: Path, lie: str) -> None:
    """Say it, and see the link end and everybody else go on."""

    async def play() -> None:
        async with hall(tmp_path) as room:
            await room.still_talks()
            before, meeting = held(room.chair), room.chair.node.digest()
            with contextlib.suppress(ConnectionError):  # the other side may hang up first
                await room.liar.say(LIES[lie](room))
            async with asyncio.timeout(10):
                await room.liar.ended.wait()
            assert (held(room.chair), room.chair.node.digest()) == (before, meeting)
            await room.level()
            assert all(room.liar.writer.log not in held(node) for node in room.honest)

    run(play())


def test_a_have_that_grows_and_grows_ends_the_link(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            with contextlib.suppress(ConnectionError):  # the other side may hang up first
                for turn in range(3):
                    first = turn * MAX_HAVE_ENTRIES
                    logs = {f"{n:016x}": 2**32 - 1 for n in range(first, first + MAX_HAVE_ENTRIES)}
                    await room.liar.say(Have(logs))
            async with asyncio.timeout(10):
                await room.liar.ended.wait()
            await room.level()

    run(play())


def test_a_have_of_events_that_nobody_has_leaves_the_room_in_step(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            logs = dict.fromkeys(held(room.chair), 2**32 - 1)
            await room.liar.say(Have(logs, full=True), Want(dict.fromkeys(logs, 0)))
            await room.level()

    run(play())


def test_gaps_and_a_wrong_order_are_asked_for_and_put_right(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            first, second, third, fourth = (room.liar.writer.post(f"{n}番目", ms=now_ms()) for n in range(4))
            await room.liar.say(third)
            await room.liar.say(fourth, second)
            await room.level()
            assert room.liar.writer.log not in held(room.chair)
            assert any(isinstance(message, Want) for message in room.liar.heard)
            await room.liar.say(first)
            for node in room.honest:
                await node.until(lambda node=node: {f"{n}番目" for n in range(4)} <= set(texts(node)))
            await room.level()

    run(play())


def forks(liar: Liar) -> tuple[Event, Event]:
    """Two events of one log in one place."""
    one, other = (Writer(liar.key, liar.writer.meeting, "f" * 16) for _ in range(2))
    return one.post("ある人には", ms=now_ms()), other.post("別の人には", ms=now_ms())


@pytest.fixture
def _tells_of_forks(expected_log: Callable[[str], None]) -> None:
    expected_log("was written twice")


@pytest.mark.usefixtures("_tells_of_forks")
@pytest.mark.parametrize("at_once", [True, False])
def test_row_8_two_events_in_one_place_never_show_two_meetings(tmp_path: Path, *, at_once: bool) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            first, second = forks(room.liar)
            for said in ((first, second),) if at_once else ((first,), (second,)):
                await room.liar.say(*said)
            await room.level()
            for node in room.honest:
                assert not {"ある人には", "別の人には"} <= set(texts(node))
                await node.until(lambda node=node: room.liar.key.device in node.node.meeting().forked)

    run(play())


@pytest.mark.usefixtures("_tells_of_forks")
def test_row_8_who_tells_one_thing_here_and_another_there_is_found_out(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            meeting = room.liar.link.meeting
            known = Credentials(meeting, room.seat.node.device)
            elsewhere = await dial(room.seat.address, room.liar.key, "d" * 16, known)
            to_seat = Liar(room.liar.key, elsewhere, room.liar.writer)
            listening = asyncio.create_task(to_seat.listen())
            first, second = forks(room.liar)
            await asyncio.gather(room.liar.say(first), to_seat.say(second))
            for node in room.honest:
                await node.until(lambda node=node: room.liar.key.device in node.node.meeting().forked)
            await room.level()
            await elsewhere.close()
            await listening

    run(play())


def test_row_5_a_stamp_of_next_year_takes_no_other_clock_along(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            await room.liar.say(room.liar.writer.post("来年から", ms=now_ms() + YEAR_MS))
            for node in room.honest:
                await node.until(lambda node=node: "来年から" in texts(node))
            await room.level()
            comments = room.chair.node.meeting().comments
            honest = [comment.at_ms for comment in comments if comment.body != "来年から"]
            assert max(honest) < now_ms() + 120_000

    run(play())


def test_row_28_a_kind_of_tomorrow_is_kept_and_passed_on(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            before = room.chair.node.digest()
            await room.liar.say(
                room.liar.writer.say("poll.vote_secret", {"choice": "賛成"}, ms=now_ms()),
                room.liar.writer.post("明日の版から", ms=now_ms()),
            )
            for node in room.honest:
                await node.until(lambda node=node: "明日の版から" in texts(node))
                assert held(node)[room.liar.writer.log] == 2
            assert room.chair.node.digest() != before  # only by the comment
            await room.level()

    run(play())


WITHOUT_RIGHT: dict[str, tuple[str, dict[str, Any], tuple[int, int]]] = {
    "closing": ("meeting.close", {}, (0, 50)),
    "closing in a later term": ("meeting.close", {}, (7, 1)),
    "admitting": ("roster.add", {"device": "", "seat": "1", "name": "私が議長", "role": "chair"}, (0, 51)),
    "removing": ("roster.remove", {"device": "", "upto": {}}, (0, 52)),
    "the agenda": ("agenda.set", {"items": [{"item": "x", "title": "乗っ取り"}]}, (0, 2**40)),
    "taking over": ("chair.claim", {"term": 1, "seen": [0, 1]}, (1, 1)),
    "being handed over to": ("chair.transfer", {"to": "", "term": 1}, (0, 53)),
    "a cut": ("cut", {"have": {}}, (0, 54)),
}


@pytest.mark.parametrize("act", WITHOUT_RIGHT)
def test_acts_of_the_chair_by_somebody_else_count_nowhere(tmp_path: Path, act: str) -> None:
    kind, body, (term, position) = WITHOUT_RIGHT[act]

    async def play() -> None:
        async with hall(tmp_path) as room:
            if "device" in body:
                victim = room.seat.node.device if kind == "roster.remove" else DeviceKey.generate().device
                body["device"] = victim
            if "to" in body:
                body["to"] = room.liar.key.device
            await room.liar.say(
                room.liar.writer.say(kind, body, term=term, position=position, ms=now_ms()),
                room.liar.writer.post("今のは見なかったことに", ms=now_ms()),
            )
            await room.level()
            for node in room.honest:
                meeting = node.node.meeting()
                assert meeting.phase is Phase.OPEN
                assert meeting.chair == room.chair.node.device
                assert len(meeting.members) == 3
                assert [item.title for item in meeting.agenda] == ["開会", "その他"]
            await room.chair.node.open_agenda("1")
            await room.seat.until(lambda: room.seat.node.meeting().current_item == "1")

    run(play())


def test_an_old_handshake_cannot_be_played_again(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            host, port = split_address(room.chair.address)
            url = f"https://{host}:{port}/v1/meet"
            async with aiohttp.ClientSession() as session:
                async with session.ws_connect(url, ssl=client_context()) as ws:
                    tls = ws.get_extra_info("ssl_object")
                    server = device_of_certificate(tls.getpeercert(binary_form=True))
                    known = Credentials(room.liar.link.meeting, server)
                    real = ClientHandshake(room.liar.key.device, "b" * 16, server, known, room.liar.key.sign)
                    hello = real.start()
                    await ws.send_bytes(encode_message(hello))
                    (auth,) = real.receive(decode((await ws.receive()).data))
                    assert isinstance(auth, Auth)
                    await ws.send_bytes(encode_message(auth))
                    assert isinstance(decode((await ws.receive()).data), Welcome)
                async with session.ws_connect(url, ssl=client_context()) as ws:
                    await ws.send_bytes(encode_message(hello))
                    assert isinstance(decode((await ws.receive()).data), Hello)
                    await ws.send_bytes(encode_message(auth))
                    answer = decode((await ws.receive()).data)
                    assert isinstance(answer, Bye)
                    assert answer.code == "not_a_member"
            await room.level()

    run(play())


# -- strangers ---------------------------------------------------------------------------------


async def connect_and_wait(address: str) -> None:
    """Hold a socket open and say nothing."""
    with contextlib.suppress(OSError):
        reader, writer = await asyncio.open_connection(*split_address(address))
        try:
            await reader.read()
        finally:
            writer.close()


async def half_of_tls(address: str) -> None:
    """Begin to speak TLS and stop."""
    with contextlib.suppress(OSError):
        reader, writer = await asyncio.open_connection(*split_address(address))
        try:
            writer.write(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(20))
            await reader.read()
        finally:
            writer.close()


async def garbage(address: str) -> None:
    """Send what is neither TLS nor anything else."""
    with contextlib.suppress(OSError):
        reader, writer = await asyncio.open_connection(*split_address(address))
        try:
            writer.write(b"GET / HTTP/1.1\r\n\r\n" + bytes(range(256)) * 400)
            await reader.read()
        finally:
            writer.close()


async def garbage_inside(address: str) -> None:
    """Speak TLS and WebSocket, and then nonsense."""
    host, port = split_address(address)
    with contextlib.suppress(OSError, aiohttp.ClientError):
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"https://{host}:{port}/v1/meet", ssl=client_context()) as ws,
        ):
            await ws.send_bytes(bytes(range(256)) * 200)
            await ws.receive()


async def guess(address: str) -> None:
    """Try a code."""
    with contextlib.suppress(KurumazaError):
        await dial(address, DeviceKey.generate(), "c" * 16, Credentials(code="000000", name="", seat="24"))


async def repeat(act: Callable[[str], Any], address: str, times: int) -> None:
    for _ in range(times):
        await act(address)


def test_row_11_a_flood_of_strangers_does_not_disturb_who_is_in(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            members = room.chair.node.meeting().members
            address = room.chair.address
            held_open = [asyncio.create_task(act(address)) for act in (connect_and_wait, half_of_tls) * 60]
            busy = [
                asyncio.create_task(repeat(act, address, times))
                for act, times in ((garbage, 40), (garbage_inside, 15), (guess, 4), (guess, 4), (guess, 4))
            ]
            try:
                for _ in range(10):
                    await room.still_talks()
                await asyncio.gather(*busy)
            finally:
                for task in (*held_open, *busy):
                    task.cancel()
                await asyncio.gather(*held_open, *busy, return_exceptions=True)
            await room.level()
            assert room.chair.node.meeting().members == members
            assert room.chair.node.code == CODE  # twelve guesses are fewer than twenty

    run(play())


def test_a_pake_message_without_a_greeting_leads_nowhere(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            host, port = split_address(room.chair.address)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(f"https://{host}:{port}/v1/meet", ssl=client_context()) as ws,
            ):
                await ws.send_bytes(encode_message(Pake("00" * 33)))
                answer = decode((await ws.receive()).data)
                assert isinstance(answer, Bye)
                assert answer.code == "bad_argument"
            await room.level()

    run(play())


# -- a flood of an admitted device -------------------------------------------------------------


def flood(liar: Liar, first: int, count: int) -> tuple[Event, ...]:
    return tuple(liar.writer.post(f"洪水{first + number}", ms=now_ms()) for number in range(count))


def test_row_24_the_others_go_on_talking_during_a_flood(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            await room.liar.say(Have({}, full=True))
            for turn in range(8):
                await room.liar.say(*flood(room.liar, turn * 100, 100))
                await room.still_talks()

    run(play())


def test_row_24_a_flood_is_slowed_down_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    async def play() -> None:
        async with hall(tmp_path) as room:
            await room.liar.say(Have({}, full=True))
            began = time.monotonic()
            await room.liar.say(*flood(room.liar, 0, 30))
            await room.seat.until(lambda: "洪水29" in texts(room.seat))
            assert time.monotonic() - began > 1.5  # ten more than a burst, at five a second
            assert len([text for text in texts(room.seat) if text.startswith("洪水")]) == 30
            await room.level()

    run(play())

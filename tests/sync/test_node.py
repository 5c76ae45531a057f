"""Real nodes on loopback: a chair and its seats, with files, restarts and refusals."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sync.admission import TRIES_PER_CODE, Gate
from sync.blobs import BlobStore
from sync.errors import KurumazaError
from sync.handshake import Credentials, new_nonce
from sync.keys import DeviceKey
from sync.link import Link
from sync.log import EventLog
from sync.meeting import Anchor, CommentDraft, CommentKind, Names, Phase, Role
from sync.node_thread import NodeThread
from sync.reception import Reception
from sync.status import Ended, InStep, OnOurOwn, Searching
from sync.transport import Host, Server, dial
from sync.whereabouts import Whereabouts
from sync.wire import SeatRequest
from tests.fakes import FakeSocket, Reported, Room, RunningNode, plan, run

CODE = "482913"


async def opened(room: Room, folder: Path, **planned: object) -> RunningNode:
    chair = await room.node("chair", device_name="PC-K101")
    await chair.node.host(plan(folder, **planned), CODE)  # type: ignore[arg-type] # options of the plan
    return chair


async def joined(room: Room, chair: RunningNode, seat: str, name: str = "") -> RunningNode:
    running = await room.node(f"seat{seat}")
    await running.node.join(address=chair.address, code=CODE, seat=seat, name=name)
    return running


async def level(*nodes: RunningNode) -> None:
    """Wait until all show the same meeting."""
    async with asyncio.timeout(20):
        while len({each.node.digest() for each in nodes}) > 1:
            waits = [asyncio.create_task(each.reported.moved.wait()) for each in nodes]
            for each in nodes:
                each.reported.moved.clear()
            if len({each.node.digest() for each in nodes}) > 1:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()


def complete(running: RunningNode) -> bool:
    documents = running.node.documents()
    return bool(documents) and all(status.complete for status in documents)


def _content(path: str) -> bytes:
    return Path(path).read_bytes()


def texts(running: RunningNode) -> list[str]:
    meeting = running.node.meeting()
    return [comment.body for comment in meeting.comments] if meeting else []


def test_a_meeting_of_three_with_documents_and_everything_one_can_do(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            one, office = await joined(room, chair, "2"), await joined(room, chair, "23")
            meeting = one.node.meeting()
            assert meeting is not None
            assert (meeting.title, meeting.phase, len(meeting.members)) == ("試験の会議", Phase.OPEN, 3)
            assert [member.role for member in meeting.members] == [
                Role.CHAIR,
                Role.MEMBER,
                Role.SECRETARIAT,
            ]
            document = meeting.agenda[0].documents[0].document

            first = await one.node.post(
                CommentDraft("髙﨑さん、𠮷野さん", CommentKind.QUESTION, "1", Anchor(document, 3))
            )
            second = await one.node.post(CommentDraft("賛成", reply_to=first, name_withheld=True))
            assert await one.node.react(first, on=True)
            await office.until(lambda: len(texts(office)) == 2)
            await office.node.answer(first, "後ほど")
            await office.node.hide(second, "重複")
            await chair.node.open_agenda("1")
            await chair.node.present(document, 4)
            await chair.until(lambda: len(texts(chair)) == 2)
            await chair.node.spotlight(first)
            await one.node.edit(first, "髙﨑さん")
            await level(chair, one, office)

            shown = chair.node.meeting()
            assert shown is not None
            assert shown.presentation is not None
            assert (shown.current_item, shown.spotlight, shown.presentation.page) == ("1", first, 4)
            asked, reply = shown.comments
            read = Anchor(document, 3, shown.agenda[0].documents[0].sha256)
            assert (asked.body, asked.seat, asked.anchor) == ("髙﨑さん", "2", read)
            assert asked.answered
            assert asked.answer == "後ほど"
            assert reply.hidden
            assert reply.shown is Names.WITHHELD

            for seat in (one, office):
                await seat.until(lambda seat=seat: complete(seat))
            for status, original in zip(one.node.documents(), chair.node.documents(), strict=True):
                assert _content(status.path) == _content(original.path)
            await chair.until(
                lambda: (
                    (seats := chair.reported.of("presence_changed")[-1])
                    and len(seats) == 2
                    and all(seat.connected and seat.documents_complete for seat in seats)
                )
            )
            await one.until(lambda: one.reported.of("waiting_changed")[-1] == frozenset())
            assert one.reported.of("link_changed")[-1] == InStep(3)
            await one.node.delete(first)
            await chair.node.end()
            await one.until(lambda: one.reported.of("link_changed")[-1] == Ended("closed"))
            with pytest.raises(KurumazaError) as caught:
                await one.node.post(CommentDraft("遅い"))
            assert caught.value.code == "meeting_closed"

    run(play())


@pytest.mark.parametrize(
    ("seat", "code", "error"),
    [
        ("2", "482913", "seat_in_question"),
        ("1", "482913", "seat_taken"),
        ("99", "482913", "unknown_seat"),
        ("", "482913", "unknown_seat"),
        ("3", "000000", "wrong_code"),
        ("3", "", "not_a_member"),
        ("3", "12345", "bad_argument"),
    ],
)
def test_who_does_not_come_in_hears_why_and_changes_nothing(
    tmp_path: Path, seat: str, code: str, error: str
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await joined(room, chair, "2")
            before = chair.node.digest()
            late = await room.node("late")
            with pytest.raises(KurumazaError) as caught:
                await late.node.join(address=chair.address, code=code, seat=seat)
            assert caught.value.code == error
            assert (late.node.meeting(), late.reported.of("joined")) == (None, [])
            assert chair.node.digest() == before

    run(play())


def test_row_11_three_wrong_codes_lock_a_device_even_over_a_restart_of_the_chair(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            guesser = await room.node("guesser")

            async def guess(code: str) -> str:
                with pytest.raises(KurumazaError) as caught:
                    await guesser.node.join(address=chair.address, code=code, seat="3")
                return caught.value.code

            assert [await guess(f"00000{number}") for number in range(2)] == ["wrong_code"] * 2
            await room.stop(chair)
            chair = await room.node("chair")
            assert chair.node.code == CODE
            assert [await guess("000009"), await guess(CODE)] == ["wrong_code", "code_locked"]
            await joined(room, chair, "2")

    run(play())


def test_row_11_after_twenty_wrong_codes_the_chair_has_a_new_one(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            for number in range(TRIES_PER_CODE):
                assert chair.node.code == CODE
                key = DeviceKey.generate()
                with pytest.raises(KurumazaError):
                    await dial(chair.address, key, f"{number:016x}", Credentials(code="000000"))
            await chair.until(lambda: chair.reported.of("code_changed"))
            (fresh,) = chair.reported.of("code_changed")
            assert fresh == chair.node.code != CODE
            late = await room.node("late")
            with pytest.raises(KurumazaError) as caught:
                await late.node.join(address=chair.address, code=CODE, seat="3")
            assert caught.value.code == "wrong_code"
            await late.node.join(address=chair.address, code=fresh, seat="3")

    run(play())


def test_row_11_attempts_cannot_be_multiplied_by_trying_side_by_side(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    gate = Gate(log, "M" * 43, CODE, lambda _code: None)
    assert [gate.begin("device") for _ in range(3)] == [CODE] * 3
    with pytest.raises(KurumazaError):
        gate.begin("device")
    assert json.loads(log.state("M" * 43, "attempts") or "") == {"device": 3}
    log.close()


def test_a_seat_that_restarts_comes_back_by_itself_with_everything(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("一つ目"))
            await seat.until(lambda: complete(seat))
            await room.stop(seat)
            await chair.until(lambda: not chair.node.peers())
            seat = await room.node("seat2")
            assert texts(seat) == ["一つ目"]
            await seat.until(lambda: seat.reported.of("link_changed")[-1:] == [InStep(2)])
            await seat.until(lambda: complete(seat))
            await seat.node.post(CommentDraft("二つ目"))
            await chair.until(lambda: texts(chair) == ["一つ目", "二つ目"])

    run(play())


def test_comments_wait_while_the_chairs_pc_is_off_and_arrive_when_it_returns(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await room.stop(chair)
            await seat.until(lambda: isinstance(seat.reported.of("link_changed")[-1], OnOurOwn))
            posted = await seat.node.post(CommentDraft("議長がいない間に"))
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1:] == [frozenset({posted})])
            assert seat.reported.of("link_changed")[-1] == OnOurOwn(1)
            await room.stop(seat)
            seat = await room.node("seat2")
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1:] == [frozenset({posted})])
            assert seat.reported.of("link_changed")[-1] == Searching()
            chair = await room.node("chair")
            await chair.until(lambda: texts(chair) == ["議長がいない間に"])
            other = await joined(room, chair, "3")
            await other.until(lambda: texts(other) == ["議長がいない間に"])
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1] == frozenset())
            await level(chair, seat, other)

    run(play())


def test_a_transfer_that_was_cut_goes_on_where_it_was(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=12_000_000)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: any(status.have for status in seat.node.documents()))
            await room.stop(seat)
            marks = [path.read_bytes() for path in (tmp_path / "seat2" / "documents").glob("*.map")]
            seat = await room.node("seat2")
            await seat.until(lambda: complete(seat))
            reached = [statuses[0].have for statuses in seat.reported.of("documents_changed") if statuses]
            size, chunk = seat.node.documents()[0].size, 1024 * 1024  # the last chunk is a short one
            held = (
                [min(chunk, size - at * chunk) for at, here in enumerate(marks[0]) if here]
                if marks
                else [size]
            )
            assert reached[0] >= sum(held)
            assert reached == sorted(reached)

    run(play())


def test_leaving_and_ending_are_remembered(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.leave()
            assert seat.reported.of("link_changed")[-1] == Ended("left")
            with pytest.raises(KurumazaError) as caught:
                await seat.node.post(CommentDraft("もういない"))
            assert caught.value.code == "no_meeting"
            await room.stop(seat)
            seat = await room.node("seat2")
            assert (seat.node.meeting(), seat.reported.of("joined")) == (None, [])
            await seat.node.join(invite=chair.node.invite)
            await chair.node.end()
            await room.stop(chair)
            chair = await room.node("chair")
            assert chair.node.meeting() is None

    run(play())


def test_an_invite_pins_the_key_and_needs_the_code_only_once(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, forger = await opened(room, tmp_path / "files"), await room.node("forger")
            await forger.node.host(plan(tmp_path / "forged"), CODE)
            seat = await room.node("seat2")
            forged = chair.node.invite.replace(chair.address, forger.address)
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(invite=forged, code=CODE, seat="2")
            assert caught.value.code == "wrong_meeting"
            await seat.node.join(invite=chair.node.invite, code=CODE, seat="2")
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(invite=chair.node.invite, code=CODE, seat="2")
            assert caught.value.code == "already_in_meeting"

    run(play())


class Impostor(Host):
    """Knows a code, and says that it chairs a meeting of somebody else."""

    def __init__(self, meeting: str, addresses: tuple[str, ...] = ()) -> None:
        self._meeting = meeting
        self._addresses = addresses
        self.asked = asyncio.Event()

    def meeting_for(self, named: str) -> str:
        self.asked.set()
        return self._meeting

    def is_member(self, meeting: str, device: str) -> bool:
        return False

    def begin_attempt(self, meeting: str, device: str) -> str:
        return CODE

    def attempt_succeeded(self, meeting: str, device: str) -> None:
        pass

    def attempt_failed(self, meeting: str) -> None:
        pass

    async def admit(self, meeting: str, device: str, request: SeatRequest) -> None:
        pass

    async def serve(self, link: Link) -> None:
        await link.receive()

    def addresses(self) -> tuple[str, ...]:
        return self._addresses


def test_who_says_to_chair_a_meeting_of_another_changes_nothing_here(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.leave()
            forger = Server(DeviceKey.generate(), "0" * 16, Impostor(chair.node.invite.split("m=")[1][:43]))
            number = await forger.start("127.0.0.1", 0)
            try:
                with pytest.raises(KurumazaError) as caught:
                    await seat.node.join(address=f"127.0.0.1:{number}", code=CODE, seat="2")
                assert caught.value.code == "wrong_meeting"
            finally:
                await forger.stop()
            meeting = chair.node.meeting()
            assert meeting is not None
            await seat.node.join(meeting=meeting.meeting)  # with the key of the real chair, without a code
            await level(chair, seat)

    run(play())


def test_a_seat_finds_its_chair_again_where_others_answered_meanwhile(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            without = Impostor("")
            other = Server(DeviceKey.load_or_create(tmp_path / "chair" / "device.key"), "0" * 16, without)
            await other.start("127.0.0.1", port)
            await without.asked.wait()
            await other.stop()
            posted = await seat.node.post(CommentDraft("議長がいない間に"))
            again = await room.node("chair", port)
            await again.until(lambda: texts(again) == ["議長がいない間に"])
            await seat.until(lambda: posted not in seat.reported.of("waiting_changed")[-1])

    run(play())


def test_a_chair_that_is_just_starting_says_so(tmp_path: Path) -> None:
    reception = Reception(BlobStore(tmp_path / "documents"), tuple)
    with pytest.raises(KurumazaError) as caught:
        reception.meeting_for("")
    assert caught.value.code == "unreachable"
    reception.is_starting = False
    assert reception.meeting_for("") == ""


def test_name_and_seat_are_cleaned_and_measured_before_anybody_is_called(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", seats=False)
            seat = await room.node("seat")
            for much in ({"name": "長" * 101}, {"seat": "1" * 21}):
                with pytest.raises(KurumazaError) as caught:
                    await seat.node.join(address=chair.address, code=CODE, **much)
                assert caught.value.code == "too_long"
            await seat.node.join(address=chair.address, code=CODE, name="\ud83d佐藤\u202e", seat=" 7\n")
            await level(chair, seat)
            meeting = seat.node.meeting()
            assert meeting is not None
            assert [(one.name, one.seat) for one in meeting.members if one.seat] == [("佐藤", "7")]

    run(play())


def test_only_what_is_an_address_is_remembered(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    around = Whereabouts(log, "127.0.0.1", ("10.0.0.9:1",), (), None)
    chair, meeting = new_nonce(), new_nonce()
    around.remember(
        Link(FakeSocket(), chair, meeting, "10.0.0.1:5", "out", addresses=("a b:1", "x:99999", "10.0.0.2:5"))
    )
    assert set(around.of(meeting)) == {"10.0.0.1:5", "10.0.0.2:5", "10.0.0.9:1"}
    log.close()


@pytest.mark.parametrize(
    "invite", ["", "kurumaza:1?", "http://x", "kurumaza:1?a=h:1&m=x&k=y", "kurumaza:1?a=&m=" + "M" * 43]
)
def test_what_is_no_invite(tmp_path: Path, invite: str) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            seat = await room.node("seat2")
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(invite=invite, code=CODE)
            assert caught.value.code == "bad_argument"

    run(play())


def test_a_seat_may_not_do_what_is_the_chairs_and_an_observer_only_reads(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat, observer = await joined(room, chair, "2"), await joined(room, chair, "24")
            own = await chair.node.post(CommentDraft("議長の意見"))
            await seat.until(lambda: texts(seat))
            await observer.until(lambda: texts(observer))
            refused = [
                seat.node.edit(own, "x"),
                seat.node.delete(own),
                seat.node.hide(own),
                seat.node.spotlight(own),
                seat.node.open_agenda("1"),
                seat.node.end(),
                observer.node.post(CommentDraft("x")),
                observer.node.react(own, on=True),
            ]
            for command in refused:
                with pytest.raises(KurumazaError) as caught:
                    await command
                assert caught.value.code == "not_allowed"
            with pytest.raises(KurumazaError) as caught:
                await seat.node.present("", 0)
            assert caught.value.code == "not_presenter"
            missing = [
                seat.node.post(CommentDraft("x", agenda="9")),
                seat.node.post(CommentDraft("x", reply_to="A" * 43)),
                seat.node.post(CommentDraft("x", anchor=Anchor("A" * 43, 0))),
                seat.node.react("nothing", on=True),
            ]
            for command in missing:
                with pytest.raises(KurumazaError) as caught:
                    await command
                assert caught.value.code == "not_found"
            await level(chair, seat, observer)
            assert texts(chair) == ["議長の意見"]

    run(play())


def test_a_missing_file_opens_no_meeting(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            planned = plan(tmp_path / "files")
            planned.agenda[0].documents[0].path.unlink()
            with pytest.raises(KurumazaError) as caught:
                await chair.node.host(planned, CODE)
            assert caught.value.code == "file_unreadable"
            assert (chair.node.meeting(), chair.node.code, chair.node.invite) == (None, "", "")

    run(play())


def test_a_busy_port_is_another_port_and_is_told(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            first = await room.node("first")
            port = int(first.address.rpartition(":")[2])
            second = await room.node("second", port=port)
            assert second.address != first.address
            assert [notice.code for notice in second.reported.of("notice")] == ["port_in_use"]
            assert str(port) in second.reported.of("notice")[0].text

    run(play())


def test_a_second_start_with_the_same_profile_is_refused(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            first = await room.node("first")
            with pytest.raises(KurumazaError) as caught:
                await room.node("first")
            assert caught.value.code == "profile_in_use"
            await first.node.host(plan(tmp_path / "files"), CODE)

    run(play())


def test_without_seats_in_the_plan_any_seat_will_do(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", seats=False)
            await joined(room, chair, "窓側-3", "総務部長")
            await joined(room, chair, "")
            meeting = chair.node.meeting()
            assert meeting is not None
            assert {(member.seat, member.name) for member in meeting.members} == {
                ("", ""),
                ("窓側-3", "総務部長"),
            }

    run(play())


def test_naughty_names_are_text_and_nothing_more(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            planned = replace(plan(tmp_path / "files", seats=False), title="../../\u202e<b>%s</b>')--")
            await chair.node.host(planned, CODE)
            seat = await joined(room, chair, "../\u200b1", "'; DROP TABLE event;--\x00")
            meeting = seat.node.meeting()
            assert meeting is not None
            assert meeting.title == "../../<b>%s</b>')--"
            assert ("../1", "'; DROP TABLE event;--") in {
                (member.seat, member.name) for member in meeting.members
            }
            with pytest.raises(KurumazaError) as caught:
                await seat.node.post(CommentDraft("\u200b\u202e \n"))
            assert caught.value.code == "empty"
            with pytest.raises(KurumazaError) as caught:
                await seat.node.post(CommentDraft("あ" * 2001))
            assert caught.value.code == "too_long"

    run(play())


def test_a_node_on_its_own_thread_starts_runs_and_ends(tmp_path: Path) -> None:
    from sync.node import NodeOptions

    options = NodeOptions(tmp_path / "profile", listen_host="127.0.0.1", listen_port=0, mdns=False)
    thread = NodeThread(options, Reported().listener())
    thread.start()
    thread.started.result(20)
    hosted = thread.run(thread.node.host(plan(tmp_path / "files"), CODE)).result(20)
    assert hosted.code == CODE
    second = NodeThread(options, Reported().listener())
    second.start()
    with pytest.raises(KurumazaError, match="already running"):
        second.started.result(20)
    second.stop()
    thread.stop()
    thread.stop()
    with pytest.raises(RuntimeError):
        thread.run(thread.node.leave()).result(20)

"""Two meetings of one name, and one that only says to be the other: real nodes that hear broadcasts."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sync.beacon_packet import Call, encode_call
from sync.errors import KurumazaError
from sync.handshake import new_nonce
from sync.keys import DeviceKey, mark
from sync.node import Node
from sync.status import FoundMeeting
from sync.transport import Server
from sync.wire import MARK_LENGTH
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_node import CODE, Impostor

FORGED_CODE = "111111"


def heard(seat: RunningNode, meeting: str) -> FoundMeeting | None:
    """What the seat's list says of a meeting; other tests on this PC are heard as well."""
    found = seat.reported.of("meetings_found")[-1]
    return next((each for each in found if meeting.startswith(each.meeting[:MARK_LENGTH])), None)


def tell(node: Node, meeting: str, port: int, host: str = "127.0.0.1") -> None:
    """Let a node hear from a stranger that a meeting is at this port."""
    assert node._discovery is not None
    assert node._discovery._beacon is not None
    node._discovery._beacon.take(encode_call(Call("ee" * 8, port, meeting[:MARK_LENGTH], "PC-K101")), host)


async def hosting(room: Room, name: str, folder: Path, code: str = CODE) -> tuple[RunningNode, str]:
    chair = await room.node(name, device_name="PC-K101")
    return chair, (await chair.node.host(plan(folder / name, documents=0), code)).meeting


async def hosted_later(room: Room, seat: RunningNode, forger: int, folder: Path) -> str:
    """A meeting that the seat knows at two addresses, the forger's port first."""
    chair, meeting = await hosting(room, "chair", folder)
    around = seat.node._whereabouts()
    around._peers = (f"127.0.0.1:{forger}", chair.address)
    await seat.until(lambda: heard(seat, meeting))
    return meeting


def test_row_9_two_meetings_of_one_name_are_told_apart_by_their_marks(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            _, one = await hosting(room, "one", tmp_path)
            _, other = await hosting(room, "other", tmp_path)
            seat = await room.node("seat")
            await seat.until(lambda: heard(seat, one) and heard(seat, other))
            for meeting in (one, other):
                found = heard(seat, meeting)
                assert found is not None
                assert (found.title, found.chair) == ("", "PC-K101")
                assert found.mark == mark(meeting[:MARK_LENGTH])
            assert await seat.node.join(meeting=other[:MARK_LENGTH], code=CODE, seat="2") == other
            seat.node._tell_found()
            known, unknown = heard(seat, other), heard(seat, one)
            assert known is not None
            assert unknown is not None
            assert (known.title, known.remembered) == ("試験の会議", True)
            assert (unknown.title, unknown.remembered) == ("", False)
            assert known.mark != unknown.mark

    run(play())


def test_row_10_a_forged_meeting_of_the_same_name_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            forger, forged = await hosting(room, "forger", tmp_path, FORGED_CODE)
            seat = await room.node("seat")
            await seat.until(lambda: heard(seat, forged))
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(meeting=forged[:MARK_LENGTH], code=CODE, name="市長", seat="2")
            assert caught.value.code == "wrong_code"
            assert seat.node.meeting() is None
            assert seat.reported.of("joined") == []
            meeting = forger.node.meeting()
            assert meeting is not None
            assert len(meeting.members) == 1  # the forger alone; it learned neither name nor seat

    run(play())


@pytest.mark.parametrize("code", ["wrong_code", "meeting_closed", "removed", "not_a_member"])
def test_row_10_who_says_no_in_the_name_of_a_meeting_keeps_nobody_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    async def first(addresses: Sequence[str]) -> str:
        return addresses[0]  # the forger is always the quicker one

    monkeypatch.setattr("sync.transport.first_reachable", first)

    class Nay(Impostor):
        def meeting_for(self, named: str) -> str:  # noqa: ARG002 - a fake takes what the real one takes
            self.asked.set()
            raise KurumazaError(code, "No.")

    async def play() -> None:
        async with Room(tmp_path) as room:
            nay = Nay("")
            forger = Server(DeviceKey.generate(), "0" * 16, nay)
            port = await forger.start("127.0.0.1", 0)
            try:
                seat = await room.node("seat")
                meeting = await hosted_later(room, seat, port, tmp_path)
                assert await seat.node.join(meeting=meeting[:MARK_LENGTH], code=CODE, seat="2") == meeting
                assert nay.asked.is_set()
            finally:
                await forger.stop()

    run(play())


def test_row_10_a_remembered_meeting_is_not_taken_from_another_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, meeting = await hosting(room, "chair", tmp_path)
            seat = await room.node("seat")
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            await seat.node.leave()
            await room.stop(chair)
            impostor = Impostor(meeting)
            forger = Server(DeviceKey.generate(), "0" * 16, impostor)
            port = await forger.start("127.0.0.1", 0)
            try:
                tell(seat.node, meeting, port)
                with pytest.raises(KurumazaError) as caught:
                    await seat.node.join(meeting=meeting[:MARK_LENGTH], code=CODE, seat="2")
                assert caught.value.code == "wrong_meeting"
                assert not impostor.asked.is_set()  # not a word was said to it
            finally:
                await forger.stop()

    run(play())


def test_a_meeting_that_nobody_saw_is_unreachable(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            seat = await room.node("seat")
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(meeting=new_nonce()[:MARK_LENGTH], code=CODE)
            assert caught.value.code == "unreachable"

    run(play())

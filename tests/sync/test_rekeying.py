"""Two PCs with one key, as a copied disk makes them: one gets a new key, and both are in the meeting."""

import asyncio
import shutil
from pathlib import Path

import pytest

from sync.errors import KurumazaError, StorageUnavailable
from sync.meeting import CommentDraft
from tests.fakes import Room, RunningNode, run
from tests.sync.test_circle import became, linked
from tests.sync.test_node import CODE, joined, level, opened, texts


def told(running: RunningNode) -> list[str]:
    return [notice.code for notice in running.reported.of("notice")]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith("device.key")}


def test_row_7_the_copy_gets_a_key_of_its_own_and_both_are_in_the_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.twins.REFUSED_S", 0.5)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("複製される前"))
            await level(chair, seat)
            await room.stop(seat)
            (tmp_path / "seat2" / "notes.db").write_bytes("個人のメモ".encode())
            shutil.copytree(tmp_path / "seat2", tmp_path / "copy")
            seat, copy = await room.node("seat2"), await room.node("copy")
            for each in (seat, copy):
                await each.until(lambda each=each: "cloned_device" in told(each))
            before, shared = files(tmp_path / "copy"), copy.node.device
            assert await copy.node.rekey() == copy.node.device != shared == seat.node.device
            assert copy.reported.of("ready")[-1][1] == copy.node.device
            assert copy.node.meeting() is None  # it asks for the code again
            after = files(tmp_path / "copy")
            assert after.pop(f"device.key.{shared}.old") == before["device.key"]  # set aside, not deleted
            assert list(after) == ["device.key"]
            assert (tmp_path / "copy" / "notes.db").read_bytes() == "個人のメモ".encode()

            await became(lambda: linked(chair, seat))  # the other one is let in again by itself
            await copy.node.join(address=chair.address, code=CODE, seat="3")
            await copy.node.post(CommentDraft("自分の鍵で"))
            await level(chair, seat, copy)
            assert sorted(texts(seat)) == ["自分の鍵で", "複製される前"]
            assert seat.node.device in {peer.device for peer in chair.node.peers()}

    run(play())


def test_row_7_the_new_key_stays_and_the_old_meeting_does_not_come_back(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            fresh = await seat.node.rekey()
            await room.stop(seat)
            seat = await room.node("seat2")
            assert (seat.node.device, seat.node.meeting(), seat.reported.of("joined")) == (fresh, None, [])
            with pytest.raises(KurumazaError) as caught:
                await seat.node.join(address=chair.address, code=CODE, seat="2")
            assert caught.value.code == "seat_in_question"  # its former key sits there
            await chair.node.replace_device(fresh, accept=True)
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            await level(chair, seat)

    run(play())


def test_row_7_a_key_that_came_with_an_image_does_not_move_the_seat_of_the_pc_that_is_in(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            (tmp_path / "image").mkdir()
            shutil.copy(tmp_path / "seat2" / "device.key", tmp_path / "image")
            other = await room.node("image")
            for _ in range(2):  # also while the first one is kept out
                with pytest.raises(KurumazaError) as caught:
                    await other.node.join(address=chair.address, code=CODE, seat="3")
                assert caught.value.code == "cloned_device"
            await seat.until(lambda: "cloned_device" in told(seat))
            assert [notice.code for notice in chair.reported.of("notice")] == ["twin_seat"]
            meeting = chair.node.meeting()
            assert meeting is not None
            assert [member.seat for member in meeting.members] == ["1", "2"]
            await other.node.rekey()
            await other.node.join(address=chair.address, code=CODE, seat="3")
            await level(chair, other)

    run(play())


def test_what_was_not_sent_before_the_new_key_is_posted_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.session.TEND_S", 0.05)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("届いた意見"))
            await seat.until(lambda: not seat.node._session().waiting())
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            first = await seat.node.post(CommentDraft("未送信の意見"))
            await seat.node.post(CommentDraft("それへの返信", reply_to=first))
            await seat.node.edit(first, "直した未送信の意見")
            fresh = await seat.node.rekey()
            (waits,) = [each for each in seat.reported.of("notice") if each.code == "posts_wait_for_new_key"]
            assert waits.values == ("2",)
            chair = await room.node("chair", port=port)
            with pytest.raises(KurumazaError):
                await seat.node.join(address=chair.address, code=chair.node.code, seat="2")
            await chair.node.replace_device(fresh, accept=True)
            await room.stop(seat)
            seat = await room.node("seat2")  # also over a restart
            await seat.node.join(address=chair.address, code=chair.node.code, seat="2")
            wanted = {"届いた意見", "直した未送信の意見", "それへの返信"}
            await chair.until(lambda: set(texts(chair)) == wanted)
            await level(chair, seat)
            assert sorted(texts(seat)) == sorted(wanted)
            meeting = chair.node.meeting()
            assert meeting is not None
            by_text = {comment.body: comment for comment in meeting.comments}
            assert by_text["直した未送信の意見"].author == fresh
            assert by_text["それへの返信"].reply_to == by_text["直した未送信の意見"].comment
            assert [each.values for each in seat.reported.of("notice") if "new_key" in each.code] == [("2",)]
            await room.stop(seat)
            seat = await room.node("seat2")  # once, and not again
            await level(chair, seat)
            assert seat.node._session()._former._left == ()

    run(play())


def test_what_the_former_key_signed_counts_as_it_is_while_that_has_its_seat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.session.TEND_S", 0.05)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            former = seat.node.device
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            await seat.node.post(CommentDraft("未送信の意見"))
            await seat.node.rekey()
            chair = await room.node("chair", port=port)
            await seat.node.join(address=chair.address, code=chair.node.code, seat="3")
            await chair.until(lambda: texts(chair) == ["未送信の意見"])
            await became(lambda: seat.node._session()._former._left == ())
            meeting = chair.node.meeting()
            assert meeting is not None
            assert [comment.author for comment in meeting.comments] == [former]

    run(play())


def test_the_chairs_pc_keeps_its_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            before = files(tmp_path / "chair")
            with pytest.raises(KurumazaError) as caught:
                await chair.node.rekey()
            assert (caught.value.code, files(tmp_path / "chair")) == ("not_allowed", before)
            assert chair.node.code == CODE

    run(play())


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageUnavailable("The disk is full.")

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            before = files(tmp_path / "seat2")
            for part in ("set_aside", "leave_all"):
                with monkeypatch.context() as broken:
                    broken.setattr(f"sync.rekeying.{part}", refuse)
                    with pytest.raises(StorageUnavailable):
                        await seat.node.rekey()
                assert files(tmp_path / "seat2") == before
            await seat.node.post(CommentDraft("まだ同じ端末"))
            await level(chair, seat)

    run(play())


def test_who_ends_the_program_meanwhile_ends_it(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            seat = await room.node("seat2")
            await asyncio.gather(seat.node.rekey(), room.stop(seat))
            again = await room.node("seat2")  # the profile is free, and the new key is in it
            assert len(files(tmp_path / "seat2")) == 2
            await room.stop(again)
            with pytest.raises(KurumazaError):
                await again.node.rekey()

    run(play())

"""Rooms without a network between them: real nodes that only ever meet through a file."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sync.bundle_packing import Packing, Scope, packing_list, read_holding
from sync.errors import KurumazaError
from sync.meeting import CommentDraft
from tests.fakes import Room, RunningNode, run
from tests.sync.bundle_stall import Stall, whole, written
from tests.sync.strategies import BEN, CHAIR, Writer
from tests.sync.test_node import complete, joined, opened, texts


async def alone(room: Room, name: str) -> RunningNode:
    """A node on an adapter of its own: nobody whom it knows answers, because nobody else runs."""
    return await room.node(name)


async def refused(work: Any) -> KurumazaError:
    with pytest.raises(KurumazaError) as caught:
        await work
    return caught.value


def test_a_room_without_a_network_gets_its_documents_and_gives_back_its_comments(tmp_path: Path) -> None:
    """Chair and seat never run at the same time once the seat is admitted: only files go between them."""
    stick, back, answer = (tmp_path / f"{name}.kurumaza" for name in ("会議", "意見", "返事"))

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            await room.stop(await joined(room, chair, "2", "副市長"))
            await room.stop(chair)
            shutil.rmtree(tmp_path / "seat2" / "documents")

            chair = await alone(room, "chair")
            await chair.node.post(CommentDraft("全員へ"))
            packed = await chair.node.pack(stick)
            assert (packed.documents, packed.left_out, packed.size) == (2, 0, stick.stat().st_size)
            await room.stop(chair)

            seat = await alone(room, "seat2")
            merged = await seat.node.merge(stick)
            assert (merged.comments, merged.documents) == (1, 2)
            await seat.until(lambda: texts(seat) == ["全員へ"] and complete(seat))
            own = await seat.node.post(CommentDraft("離れた部屋から"))
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1] == frozenset({own}))
            carried = await seat.node.pack(back, only_missing_for=stick)
            assert (carried.events, carried.documents) == (1, 0)
            assert (await seat.node.merge(stick)).events == 0
            await room.stop(seat)

            chair = await alone(room, "chair")
            assert (await chair.node.merge(back)).comments == 1
            await chair.until(lambda: chair.reported.of("comment_applied"))
            assert texts(chair) == ["全員へ", "離れた部屋から"]
            await chair.node.answer(own, "承知しました")
            await chair.node.pack(answer, Scope.EVENTS, only_missing_for=back)
            digest = chair.node.digest()
            await room.stop(chair)

            seat = await alone(room, "seat2")
            await seat.node.merge(answer)
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1:] == [frozenset()])
            assert seat.node.digest() == digest

    run(play())


def test_what_comes_by_hand_goes_on_to_the_others_at_once(tmp_path: Path) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            far = await joined(room, chair, "3")
            address = chair.address
            await room.stop(chair)
            await far.node.post(CommentDraft("遠くから"))
            await far.node.pack(stick)
            await room.stop(far)
            chair = await room.node("chair")
            assert chair.address == address
            await seat.until(seat.node.peers)
            await chair.node.merge(stick)
            await seat.until(lambda: texts(seat) == ["遠くから"])

    run(play())


def test_who_was_not_admitted_may_read_what_was_carried_and_not_post(tmp_path: Path) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.post(CommentDraft("一つ目"))
            await chair.node.pack(stick)
            meeting = await chair.until(chair.node.meeting)
            await room.stop(chair)
            stranger = await alone(room, "stranger")
            await stranger.node.merge(stick)
            await stranger.until(lambda: stranger.reported.of("joined") and complete(stranger))
            assert stranger.node.meeting() == meeting
            assert (await refused(stranger.node.post(CommentDraft("二つ目")))).code == "not_a_member"
            await stranger.node.leave()
            await stranger.node.merge(stick)
            assert texts(stranger) == ["一つ目"]
            await room.stop(stranger)
            assert texts(await alone(room, "stranger")) == ["一つ目"]

    run(play())


def test_a_stick_pulled_out_while_it_is_merged_loses_nothing_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "a.kurumaza"

    def pulled(*_: object) -> None:
        raise KurumazaError("bundle_unreadable", "pulled out")

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.pack(stick)
            device = chair.node.device
            await room.stop(chair)
            far = await alone(room, "far")
            with monkeypatch.context() as patch:
                patch.setattr("sync.blobs.BlobStore.write_chunk", pulled)
                assert (await refused(far.node.merge(stick))).code == "bundle_unreadable"
            await room.stop(far)
            far = await alone(room, "far")
            meeting = far.node.meeting()
            assert meeting is not None
            assert meeting.chair == device
            assert not complete(far)
            assert (await far.node.merge(stick)).documents == 1
            await far.until(lambda: complete(far))

    run(play())


def test_a_damaged_file_disturbs_no_running_meeting(tmp_path: Path) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.pack(stick)
            before = chair.node.digest()
            whole = stick.read_bytes()
            stick.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
            assert (await refused(chair.node.merge(stick))).code == "bundle_damaged"
            assert (await refused(chair.node.merge(tmp_path / "nothing"))).code == "bundle_unreadable"
            assert (await refused(chair.node.merge(Path("a\0b")))).code == "bundle_unreadable"
            assert (await refused(chair.node.pack(tmp_path / "b", only_missing_for=stick))).code == (
                "bundle_damaged"
            )
            await chair.node.post(CommentDraft("続ける"))
            assert chair.node.digest() != before
            stick.write_bytes(written([Writer(CHAIR).say("meeting.create", {"title": "別"})]))
            assert (await refused(chair.node.pack(tmp_path / "b", only_missing_for=stick))).code == (
                "wrong_meeting"
            )
            assert not (tmp_path / "b").exists()

    run(play())


def test_a_list_is_small_and_says_what_is_here(tmp_path: Path) -> None:
    listed = tmp_path / "list.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            packed = await chair.node.pack(listed, Scope.LIST)
            assert (packed.events, packed.documents) == (0, 0)
            assert packed.size < 500
            assert read_holding(listed).held == {each.sha256 for each in chair.node.documents()}
            none = await chair.node.pack(tmp_path / "none.kurumaza", only_missing_for=listed)
            assert (none.events, none.documents) == (0, 0)

    run(play())


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def packing(tmp_path: Path) -> Iterator[Packing]:
    stall = Stall(tmp_path / "profile")
    meeting = stall.merge(whole()).meeting
    yield Packing(stall.log, stall.blobs, BEN, packing_list(stall.journal(meeting)))
    stall.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The stick, with an older file of the same name."""
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "a.kurumaza").write_bytes(b"before")
    return stick


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage_unavailable"),
        (errno.EFBIG, "bundle_too_large"),
        (errno.EROFS, "bundle_unwritable"),
        (errno.EIO, "bundle_unwritable"),
    ],
)
def test_a_stick_that_refuses_keeps_what_it_had(
    packing: Packing, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_descriptor: int) -> None:
        assert len(list(folder.iterdir())) == 2
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("sync.bundle_packing.os.fsync", fail)
    with pytest.raises(KurumazaError) as caught:
        packing.write(folder / "a.kurumaza")
    assert caught.value.code == code
    assert [path.read_bytes() for path in folder.iterdir()] == [b"before"]


def test_a_full_stick_is_noticed_before_the_first_byte(
    packing: Packing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.bundle_packing.shutil.disk_usage", lambda _path: Usage(9, 9, 1_000_000))
    monkeypatch.setattr("sync.bundle_packing.BundleWriter", None)
    with pytest.raises(KurumazaError) as caught:
        packing.write(folder / "a.kurumaza")
    assert caught.value.code == "storage_unavailable"
    assert [path.read_bytes() for path in folder.iterdir()] == [b"before"]


@pytest.mark.parametrize("name", ["nowhere/a.kurumaza", "", "a\0b", "x" * 300])
def test_a_name_that_is_not_taken_leaves_nothing(packing: Packing, folder: Path, name: str) -> None:
    with pytest.raises(KurumazaError) as caught:
        packing.write(folder / name)
    assert caught.value.code == "bundle_unwritable"
    assert [path.name for path in folder.iterdir()] == ["a.kurumaza"]


def test_packing_that_is_cancelled_leaves_nothing(packing: Packing, folder: Path) -> None:
    packing.cancel()
    with pytest.raises(KurumazaError):
        packing.write(folder / "a.kurumaza")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"before"]


def test_a_document_that_is_not_complete_is_left_out_and_counted(
    packing: Packing, tmp_path: Path, folder: Path
) -> None:
    for path in (tmp_path / "profile" / "documents").iterdir():
        path.unlink()
    packed = packing.write(folder / "b.kurumaza")
    assert (packed.documents, packed.left_out) == (0, 1)
    other = Stall(tmp_path / "other")
    assert other.merge(folder / "b.kurumaza").comments == 2
    other.close()

"""A room that has no network at all, and a chair's PC that goes on with what was carried to it."""

import shutil
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from sync.bundle_packing import Packed, Scope
from sync.bundle_progress import Progress
from sync.errors import KurumazaError
from sync.meeting import CommentDraft, Policy
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_carrying import alone, refused
from tests.sync.test_node import CODE, complete, joined, opened, texts


async def hosted_confidential(room: Room, folder: Path) -> RunningNode:
    chair = await room.node("chair")
    await chair.node.host(replace(plan(folder), policy=Policy(confidential=True)), CODE)
    return chair


async def take_apart(room: Room, tmp_path: Path) -> None:
    """A chair and two seats that met once; from now on none runs while another does."""
    chair = await opened(room, tmp_path / "files", documents=2)
    for seat in ("2", "3"):
        await room.stop(await joined(room, chair, seat))
        shutil.rmtree(tmp_path / f"seat{seat}" / "documents")
    await room.stop(chair)


async def carry_out(room: Room, tmp_path: Path) -> None:
    """The chair packs all; each seat merges it, posts, and packs what the chair lacks."""
    chair = await alone(room, "chair")
    assert chair.node.peers() == ()
    await chair.node.post(CommentDraft("始めます"))
    assert (await chair.node.pack(tmp_path / "all.kurumaza")).documents == 2
    await room.stop(chair)
    for name in ("seat2", "seat3"):
        seat = await alone(room, name)
        merged = await seat.node.merge(tmp_path / "all.kurumaza")
        assert (merged.comments, merged.documents) == (1, 2)
        assert complete(seat)
        await seat.node.post(CommentDraft(f"{name}の意見"))
        await seat.node.post(CommentDraft(f"{name}の質問"))
        back = await seat.node.pack(tmp_path / f"{name}.kurumaza", only_missing_for=tmp_path / "all.kurumaza")
        assert (back.events, back.documents) == (2, 0)
        assert seat.node.peers() == ()
        await room.stop(seat)


async def merged_by_chair(room: Room, order: tuple[str, ...], tmp_path: Path) -> str:
    chair = await alone(room, "chair")
    new = [await chair.node.merge(tmp_path / f"{name}.kurumaza") for name in order]
    again = [await chair.node.merge(tmp_path / f"{name}.kurumaza") for name in order]
    assert [merged.comments for merged in new] == [2, 2]
    assert [(merged.events, merged.documents) for merged in again] == [(0, 0), (0, 0)]
    assert complete(chair)
    digest = chair.node.digest()
    await room.stop(chair)
    return digest


def test_a_meeting_without_any_network_from_beginning_to_end(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            await take_apart(room, tmp_path)
            await carry_out(room, tmp_path)
            before = tmp_path / "before"
            shutil.copytree(tmp_path / "chair", before)
            digests = []
            for order in permutations(("seat2", "seat3")):
                shutil.rmtree(tmp_path / "chair")
                shutil.copytree(before, tmp_path / "chair")
                digests.append(await merged_by_chair(room, order, tmp_path))
            assert digests[0] == digests[1]

            chair = await alone(room, "chair")
            await chair.node.pack(tmp_path / "end.kurumaza", Scope.EVENTS)
            digest, said = chair.node.digest(), texts(chair)
            assert len(said) == 5
            await room.stop(chair)
            for name in ("seat2", "seat3"):
                seat = await alone(room, name)
                assert (await seat.node.merge(tmp_path / "end.kurumaza")).comments == 2
                assert (seat.node.digest(), texts(seat)) == (digest, said)
                assert complete(seat)
                await room.stop(seat)

    run(play())


def test_the_chairs_pc_goes_on_hosting_what_was_carried_to_it(tmp_path: Path) -> None:
    """Its database was lost; its key was not."""
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.node.post(CommentDraft("控えから"))
            await seat.until(lambda: seat.reported.of("waiting_changed")[-1:] == [frozenset()])
            await seat.until(lambda: complete(seat))
            await seat.node.pack(stick)
            digest, meeting = seat.node.digest(), seat.node.meeting()
            assert meeting is not None
            await room.stop(seat)
            await room.stop(chair)
            key = (tmp_path / "chair" / "device.key").read_bytes()
            shutil.rmtree(tmp_path / "chair")
            (tmp_path / "chair").mkdir()
            (tmp_path / "chair" / "device.key").write_bytes(key)

            chair = await room.node("chair")
            hosted = await chair.node.host_carried(stick, "135790")
            assert (hosted.meeting, hosted.code) == (meeting.meeting, "135790")
            assert [each.complete for each in hosted.documents] == [True]
            assert chair.node.digest() == digest
            assert hosted.invite
            assert (await chair.node.host_carried(stick)).code == "135790"  # once more changes nothing
            late = await room.node("seat3")
            await late.node.join(address=chair.address, code="135790", seat="3")
            assert texts(late) == ["控えから"]

    run(play())


def test_who_is_not_the_chair_hosts_nothing_and_takes_nothing_over(tmp_path: Path) -> None:
    stick, after = tmp_path / "a.kurumaza", tmp_path / "b.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await chair.node.pack(stick)
            stranger = await room.node("stranger")
            assert (await refused(stranger.node.host_carried(stick))).code == "not_the_chair"
            assert stranger.node.meeting() is None
            assert await stranger.node.kept_meetings() == ()
            await chair.node.transfer_chair(seat.node.device)
            await seat.until(lambda: seat.reported.of("code_changed"))
            assert (await refused(chair.node.host_carried(stick))).code == "not_the_chair"
            assert (await seat.node.host_carried(stick)).code == seat.node.code
            await seat.node.end()
            await seat.node.pack(after)
            assert (await refused(seat.node.host_carried(after))).code == "meeting_closed"
            for wrong in (tmp_path / "nothing.kurumaza", tmp_path):
                assert (await refused(seat.node.host_carried(wrong))).code == "bundle_unreadable"

    run(play())


def test_what_is_of_another_meeting_than_the_open_one_is_refused(tmp_path: Path) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.pack(stick)
            other = await room.node("other")
            here = await other.node.host(plan(tmp_path / "more"))
            assert (await refused(other.node.merge(stick, only=here.meeting))).code == "other_meeting"
            assert [kept.meeting for kept in await other.node.kept_meetings()] == [here.meeting]
            [kept] = await chair.node.kept_meetings()
            assert (kept.title, kept.seat, kept.confidential) == ("試験の会議", "1", False)

    run(play())


def test_a_meeting_that_was_left_can_still_be_packed(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            await seat.node.post(CommentDraft("帰る前に"))
            await seat.node.leave()
            [kept] = await seat.node.kept_meetings()
            packed = await seat.node.pack(tmp_path / "a.kurumaza", meeting=kept.meeting)
            assert packed.documents == 1
            stranger = await room.node("stranger")
            assert (await stranger.node.merge(tmp_path / "a.kurumaza")).comments == 1

    run(play())


def test_confidential_documents_are_in_no_bundle_and_are_counted(tmp_path: Path) -> None:
    async def play() -> tuple[Packed, ...]:
        async with Room(tmp_path) as room:
            node = (await hosted_confidential(room, tmp_path / "files")).node
            first = await node.pack(tmp_path / "a.kurumaza")
            await node.pack(tmp_path / "list.kurumaza", Scope.LIST)
            second = await node.pack(tmp_path / "b.kurumaza", only_missing_for=tmp_path / "list.kurumaza")
            third = await node.pack(tmp_path / "c.kurumaza", Scope.EVENTS)
            assert [kept.confidential for kept in await node.kept_meetings()] == [True]
            return first, second, third

    first, second, third = run(play())
    assert (first.documents, first.left_out, first.withheld) == (0, 0, 1)
    assert first.events > 0
    assert first.size < 100_000
    assert (second.documents, second.withheld) == (0, 1)
    assert (third.documents, third.withheld) == (0, 0)


def test_of_a_meeting_with_one_confidential_document_the_other_goes_along(tmp_path: Path) -> None:
    async def play() -> Packed:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            secret = tmp_path / "secret.pdf"
            secret.write_bytes(b"%PDF-1.7\n" + b"SECRET" * 1000)
            await (await chair.node.library()).add(secret, "1", confidential=True)
            packed = await chair.node.pack(tmp_path / "a.kurumaza")
            assert b"SECRETSECRET" not in (tmp_path / "a.kurumaza").read_bytes()
            return packed

    packed = run(play())
    assert (packed.documents, packed.left_out, packed.withheld) == (1, 0, 1)


class Stopping(Progress):
    """Somebody presses the button once so much is done."""

    def __init__(self, after: float) -> None:
        super().__init__()
        self.shares: list[float] = []
        self._after = after

    def advance(self, size: int = 0) -> None:
        super().advance(size)
        self.shares.append(self.share or 0.0)
        if self.shares[-1] >= self._after:
            self.cancel()


@pytest.mark.parametrize("after", [0.0, 0.5, 1.0])
def test_packing_that_is_stopped_leaves_the_stick_as_it_was(tmp_path: Path, after: float) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "a.kurumaza").write_bytes(b"before")

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            stopping = Stopping(after)
            stopped = await refused(chair.node.pack(folder / "a.kurumaza", progress=stopping))
            assert stopped.code == "cancelled"
            assert stopping.shares == sorted(stopping.shares)
            assert [path.read_bytes() for path in folder.iterdir()] == [b"before"]
            watched = Stopping(2.0)
            await chair.node.pack(folder / "a.kurumaza", progress=watched)
            assert watched.shares[-1] > 0.9

    run(play())


@pytest.mark.parametrize("after", [0.0, 0.4, 0.8])
def test_merging_that_is_stopped_can_be_completed(tmp_path: Path, after: float) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            await chair.node.post(CommentDraft("一つ目"))
            await chair.node.pack(stick)
            far = await room.node("far")
            stopped = await refused(far.node.merge(stick, progress=Stopping(after)))
            assert stopped.code == "cancelled"
            if after < 0.5:
                assert await far.node.kept_meetings() == ()  # it was still being looked through
            await far.node.merge(stick)
            assert texts(far) == ["一つ目"]
            await far.until(lambda: complete(far))

    run(play())


def test_a_list_is_looked_through_and_can_be_stopped(tmp_path: Path) -> None:
    stick = tmp_path / "a.kurumaza"

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            await chair.node.pack(stick)
            work = chair.node.pack(tmp_path / "b.kurumaza", only_missing_for=stick, progress=Stopping(0.2))
            assert (await refused(work)).code == "cancelled"
            assert not (tmp_path / "b.kurumaza").exists()

    run(play())


def test_a_share_is_not_known_before_the_work_is() -> None:
    progress = Progress()
    assert progress.share is None
    progress.begin(200)
    progress.advance(50)
    assert progress.share == 0.25
    progress.advance(500)
    assert progress.share == 1.0
    progress.cancel()
    with pytest.raises(KurumazaError):
        progress.advance()

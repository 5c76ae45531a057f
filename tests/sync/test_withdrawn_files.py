"""What was withdrawn leaves the disk of every device soon: whole, half, sealed, and after a restart."""

from pathlib import Path

import pytest

from sync import withdrawn_files
from sync.errors import StorageUnavailable
from sync.manifest import Manifest
from sync.meeting import Meeting
from sync.withdrawn_files import WithdrawnFiles
from tests.fakes import Room, plan, run
from tests.sync import test_confidential as sealed
from tests.sync.test_circle import became
from tests.sync.test_node import CODE, complete, joined, level, opened
from tests.sync.test_replacing import only, pdf


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(withdrawn_files, "AGAIN_S", 0.05)


def files(folder: Path) -> set[str]:
    """What lies on the disk of a device, by the beginning of its name."""
    return {path.name.split(".")[0] for path in folder.rglob("*") if path.suffix in (".pdf", ".part", ".map")}


def halve(path: Path, size: int) -> None:
    """Let a whole file look as if only its first chunk had arrived."""
    path.rename(path.with_suffix(".part"))
    path.with_suffix(".map").write_bytes(b"\1" + bytes(-(-size // (1 << 17)) - 1))


def test_a_withdrawn_document_leaves_every_disk_and_the_others_stay(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            meeting = chair.node.meeting()
            assert meeting is not None
            first, second = meeting.agenda[0].documents
            desk = await chair.node.library()
            await desk.withdraw(first.document)
            for name in ("chair", "seat2"):
                await became(lambda name=name: files(tmp_path / name) == {second.sha256})

    run(play())


def test_a_replaced_version_stays_until_it_is_withdrawn_itself(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            document, old = only(chair).document, only(chair).sha256
            desk = await chair.node.library()
            await desk.replace(document, pdf(tmp_path / "v2.pdf", 7))
            await level(chair, seat)
            new = only(seat).sha256
            await seat.until(lambda: complete(seat))
            assert files(tmp_path / "seat2") == files(tmp_path / "chair") == {old, new}
            await desk.withdraw(document, document)
            for name in ("chair", "seat2"):
                await became(lambda name=name: files(tmp_path / name) == {new})
            assert complete(seat)
            assert complete(chair)

    run(play())


def test_what_another_document_or_another_meeting_names_stays(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            desk = await chair.node.library()
            again = await desk.add(tmp_path / "files" / "資料1.pdf", "2")
            sha256 = only_named(chair.node.meeting(), again)
            await desk.withdraw(again)
            alone = await desk.add(pdf(tmp_path / "当日.pdf", 9), "2")
            gone = only_named(chair.node.meeting(), alone)
            await desk.withdraw(alone)
            await became(lambda: files(tmp_path / "chair") == {sha256})
            await chair.node.end()
            await chair.node.leave()
            hosted = await chair.node.host(plan(tmp_path / "files", size=10_000), CODE)  # it names the same
            (status,) = hosted.documents
            await (await chair.node.library()).withdraw(status.document)
            await chair.until(lambda: chair.node.documents() == ())
            kept = chair.node._session().wanted._kept
            assert kept is not None
            await became(lambda: kept[1]._work is not None and kept[1]._work.done())
            assert files(tmp_path / "chair") == {sha256} != {gone}

    run(play())


def only_named(meeting: Meeting | None, document: str) -> str:
    found = meeting.document(document) if meeting else None
    assert found is not None
    return found.sha256


@pytest.mark.parametrize("half", [False, True])
def test_who_learns_of_it_after_a_restart_removes_it_then_also_what_is_half_here(
    tmp_path: Path, *, half: bool
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            (status,) = seat.node.documents()
            await room.stop(seat)
            if half:
                halve(Path(status.path), status.size)
            assert files(tmp_path / "seat2") == {status.sha256}
            await (await chair.node.library()).withdraw(status.document)
            seat = await room.node("seat2")
            await level(chair, seat)
            await became(lambda: not files(tmp_path / "seat2"))

    run(play())


def test_a_seat_that_knew_of_it_and_was_killed_removes_it_at_its_next_start_after_the_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_now(*_: object) -> None:
        raise StorageUnavailable("Somebody has it open.")

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            with monkeypatch.context() as killed:
                killed.setattr(WithdrawnFiles, "_remove", not_now)
                desk = await chair.node.library()
                await desk.withdraw(only(chair).document)
                await chair.node.end()
                await level(chair, seat)
                await room.stop(seat)
            assert files(tmp_path / "seat2")
            await room.node("seat2")
            assert not files(tmp_path / "seat2")

    run(play())


def test_a_withdrawn_confidential_document_leaves_too(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await sealed.opened(room, tmp_path / "files", documents=2)
            seat = await sealed.joined(room, chair, "2")
            await seat.until(lambda: sealed.complete(seat))
            first, second = sealed.meeting(chair).agenda[0].documents
            await (await chair.node.library()).withdraw(first.document)
            for name in ("chair", "seat2"):
                await became(
                    lambda name=name: (
                        not any(
                            each.startswith(first.sha256) for each in sealed.sealed_files(tmp_path / name)
                        )
                    )
                )
                assert any(each.startswith(second.sha256) for each in sealed.sealed_files(tmp_path / name))

    run(play())


def test_a_chunk_that_was_on_its_way_to_the_disk_goes_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            (stored,) = (tmp_path / "chair").rglob("*.pdf")
            was = WithdrawnFiles._remove
            calls: list[bool] = []

            def removed(self: WithdrawnFiles, manifest: Manifest) -> bool:
                calls.append(was(self, manifest))
                if len(calls) == 1:
                    stored.with_suffix(".part").write_bytes(b"late")
                return calls[-1]

            monkeypatch.setattr(WithdrawnFiles, "_remove", removed)
            await (await chair.node.library()).withdraw(only(chair).document)
            await became(lambda: calls == [False, False, True])
            assert not files(tmp_path / "chair")

    run(play())


def test_an_old_version_with_the_same_bytes_as_what_was_withdrawn_stays(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            desk = await chair.node.library()
            document, old = only(chair).document, only(chair).sha256
            twin = await desk.add(tmp_path / "files" / "資料1.pdf", "2")
            await desk.replace(document, pdf(tmp_path / "v2.pdf", 7))
            await desk.withdraw(twin)
            other = await desk.add(pdf(tmp_path / "当日.pdf", 9), "2")
            gone = only_named(chair.node.meeting(), other)
            await desk.withdraw(other)
            await became(lambda: gone not in files(tmp_path / "chair"))
            assert old in files(tmp_path / "chair")

    run(play())

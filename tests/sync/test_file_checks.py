"""A bit that flips in a complete file: it is found, nobody gets it, only the damaged chunk comes again."""

import asyncio
import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sync import blobs, file_checks
from sync.blobs import CHUNK_SIZE, BlobStore, DamagedChunkError, Manifest
from sync.errors import KurumazaError, StorageUnavailable
from sync.file_checks import FileChecks
from sync.status import DAMAGED, DocumentStatus
from tests.conftest import ExpectedLog
from tests.fakes import Room, RunningNode, run
from tests.sync import test_confidential as sealed
from tests.sync.test_circle import became
from tests.sync.test_downloads import DOCUMENTS, FILES, Desk, everything
from tests.sync.test_node import complete, joined, level, opened
from tests.sync.test_replacing import content
from tests.sync.test_sealed_store import store as sealed_store

FOUND = "is damaged on this disk"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("BEGIN_S", "PAUSE_S", "AGAIN_S"):
        monkeypatch.setattr(file_checks, pause, 0.01)


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is too large to be proven before it counts as here."""
    monkeypatch.setattr(blobs, "PROVEN_AT_ONCE", 0)


def flip(path: Path | str, place: int) -> None:
    """Change one bit; size and times stay as they were."""
    path = Path(path)
    times = path.stat()
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def held(folder: Path) -> tuple[BlobStore, list[Path]]:
    """A store that holds all files whole, as an earlier start of the program left them."""
    for number, data in enumerate(FILES):
        (folder / f"given{number}").write_bytes(data)
        BlobStore(folder).import_file(folder / f"given{number}")
    return BlobStore(folder), [folder / f"{manifest.sha256}.pdf" for _, manifest in DOCUMENTS]


def test_a_small_file_is_proven_before_it_counts_as_here(tmp_path: Path) -> None:
    async def play() -> None:
        _, paths = held(tmp_path)
        flip(paths[1], CHUNK_SIZE + 3)
        desk = Desk(tmp_path)
        await desk.downloads.set_documents(DOCUMENTS)
        states = desk.downloads.statuses()
        assert [state.complete for state in states] == [True, False, True]
        assert states[1].problem == DAMAGED
        assert states[1].have == CHUNK_SIZE  # the other chunk is right
        assert desk.downloads.total().problem == "document_damaged"
        await desk.play()
        assert desk.giver.asked == [(DOCUMENTS[1][1].sha256, 1)]
        assert [state.problem for state in desk.downloads.statuses()] == ["", "", ""]

    run(play())


def test_what_was_proven_is_not_read_again_until_somebody_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, paths = held(tmp_path)
    manifest = DOCUMENTS[0][1]
    read: list[Manifest] = []
    was = BlobStore.set_back
    monkeypatch.setattr(BlobStore, "set_back", lambda self, each: (read.append(each), was(self, each)))
    for _ in range(3):
        assert store.missing(manifest) == []
    assert read == [manifest]
    paths[0].write_bytes(b"x" * manifest.size)
    assert store.missing(manifest) == [0, 1]
    assert not paths[0].exists()


@pytest.mark.usefixtures("_large")
def test_a_large_file_is_read_after_the_start_and_repaired_without_another(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log(FOUND)

    async def play() -> None:
        _, paths = held(tmp_path)
        flip(paths[2], 5)
        desk = Desk(tmp_path)
        desk.downloads.start()
        await desk.downloads.set_documents(DOCUMENTS)
        assert desk.downloads.total().complete  # nobody knows yet
        told: list[tuple[DocumentStatus, ...]] = []
        checks = FileChecks(desk.store, desk.downloads)

        def note() -> None:
            told.append(desk.downloads.statuses())
            desk.moved.set()

        desk.downloads._changed = note
        checks.prefer("0" * 64)
        checks.follow([manifest for _, manifest in DOCUMENTS])
        checks.prefer(DOCUMENTS[2][1].sha256)
        async with asyncio.timeout(20):
            while not any(state.problem == DAMAGED for states in told for state in states):
                desk.moved.clear()
                await desk.moved.wait()
        desk.downloads.add_source("seat", desk.giver, is_chair=False)
        everything(desk.downloads, "seat")
        await desk.until_complete()
        assert desk.giver.asked == [(DOCUMENTS[2][1].sha256, 0)]
        assert paths[2].read_bytes() == FILES[2]
        await became(lambda: checks._work is not None and checks._work.done() and not checks._waiting)
        assert all(desk.store.is_proven(manifest) for _, manifest in DOCUMENTS)
        await checks.stop()
        await desk.downloads.stop()

    run(play())


@pytest.mark.usefixtures("_large")
def test_no_bad_byte_is_given_and_the_seat_that_has_it_mends_itself(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    expected_log(FOUND)

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=3_000_000)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            (status,) = seat.node.documents()
            right = content(status.path)
            flip(status.path, 1_500_000)
            assert content(status.path) != right
            reception, meeting = seat.node._reception, seat.node.meeting()
            assert reception is not None
            assert meeting is not None
            session = seat.node._session()
            (manifest,) = session.journal.manifests.values()
            session.downloads._fresh.clear()
            given: list[bytes] = []
            refused: list[int] = []
            for index in range(len(manifest.chunks)):
                try:
                    given.append(await reception.chunk(meeting.meeting, manifest.sha256, index))
                except KurumazaError:
                    refused.append(index)
            assert all(piece in right for piece in given)
            assert 1_500_000 // manifest.chunk_size in refused
            await seat.until(
                lambda: any(
                    state.problem == DAMAGED
                    for states in seat.reported.of("documents_changed")
                    for state in states
                )
            )
            await seat.until(lambda: complete(seat))
            assert content(seat.node.documents()[0].path) == right

    run(play())


def test_the_word_is_on_a_seat_that_starts_again_and_gone_when_the_file_is_whole(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            (status,) = seat.node.documents()
            await room.stop(seat)
            flip(status.path, 70)
            await room.stop(chair)
            seat = await room.node("seat2")
            await seat.until(lambda: [each.problem for each in seat.node.documents()] == [DAMAGED])
            chair = await room.node("chair", int(chair.address.rsplit(":", 1)[1]))
            await level(chair, seat)
            await seat.until(lambda: complete(seat))
            assert seat.node.documents()[0].problem == ""
            assert content(status.path) == content(tmp_path / "files" / "資料1.pdf")

    run(play())


@pytest.mark.parametrize("place", [30, 90, 200_000], ids=["head", "secret", "chunk"])
def test_a_confidential_file_is_proven_too(tmp_path: Path, place: int) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await sealed.opened(room, tmp_path / "files")
            seat = await sealed.joined(room, chair, "2")
            await seat.until(lambda: sealed.complete(seat) and _path(seat) in _secrets(seat))
            right, path = sealed.content(seat.node.documents()[0], seat), _path(seat)
            await room.stop(seat)
            flip(path, place)
            seat = await room.node("seat2")
            await seat.until(lambda: sealed.complete(seat) and _path(seat) in _secrets(seat))
            assert sealed.content(seat.node.documents()[0], seat) == right

    run(play())


def _secrets(running: RunningNode) -> Mapping[str, bytes]:
    told: list[Mapping[str, bytes]] = running.reported.of("secrets_changed")
    return told[-1] if told else {}


def _path(running: RunningNode) -> str:
    """Where its document is, as it was reported last; nowhere before that."""
    told = running.reported.of("documents_changed")
    return str(told[-1][0].path) if told and told[-1] else ""


def test_a_damaged_sealed_chunk_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(FILES[0])
    store = sealed_store(tmp_path / "store")
    manifest = store.import_file(tmp_path / "given", store.sealed.keys.make())
    path = store.whole(manifest)
    assert path is not None
    flip(path, path.stat().st_size - 3)
    assert [store.is_right(manifest, index) for index in range(len(manifest.chunks))][-1] is False
    store.set_back(manifest)
    assert store.whole(manifest) is None
    assert store.missing(manifest) == [len(manifest.chunks) - 1]


def test_a_place_that_the_disk_gives_back_no_more_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = held(tmp_path)
    manifest = DOCUMENTS[0][1]

    def refuse(*_: Any) -> bytes:
        raise StorageUnavailable("read") from OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(BlobStore, "read_chunk", refuse)
        with pytest.raises(DamagedChunkError):
            store.read_held(manifest, 0)
    assert len(store.read_held(manifest, 0)) == CHUNK_SIZE

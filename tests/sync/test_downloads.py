"""Documents on their way: damage, a way that breaks, a full disk, and the order of the agenda."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from sync import downloads as module
from sync.blobs import CHUNK_SIZE, BlobStore, Manifest
from sync.downloads import Downloads
from sync.errors import KurumazaError, StorageUnavailable
from sync.meeting import Document
from sync.status import Notice
from sync.wire import BlobHave
from tests.fakes import run

FILES = [bytes([number]) * (CHUNK_SIZE + 10) for number in range(3)]


def described(content: bytes, number: int = 0) -> tuple[Document, Manifest]:
    sha256 = hashlib.sha256(content).hexdigest()
    chunks = [content[at : at + CHUNK_SIZE] for at in range(0, len(content), CHUNK_SIZE)]
    manifest = Manifest(
        sha256, len(content), CHUNK_SIZE, tuple(hashlib.sha256(chunk).hexdigest() for chunk in chunks)
    )
    return Document(f"d{number}", f"資料{number}", "", "1", sha256, len(content)), manifest


DOCUMENTS = [described(content, number) for number, content in enumerate(FILES)]
CONTENT = {manifest.sha256: content for (_, manifest), content in zip(DOCUMENTS, FILES, strict=True)}


class Desk:
    """Downloads into a folder, from a source that the test spoils; counts what was asked."""

    def __init__(self, folder: Path) -> None:
        self.store = BlobStore(folder)
        self.moved = asyncio.Event()
        self.notices: list[Notice] = []
        self.downloads = Downloads(self.store, self.moved.set, self.notices.append)
        self.asked: list[tuple[str, int]] = []
        self.spoiled: dict[int, bytes | KurumazaError] = {}

    async def fetch(self, sha256: str, index: int, size: int) -> bytes:
        self.asked.append((sha256, index))
        spoiled = self.spoiled.pop(len(self.asked), None)
        await asyncio.sleep(0)
        if isinstance(spoiled, KurumazaError):
            raise spoiled
        content = CONTENT[sha256][index * CHUNK_SIZE : index * CHUNK_SIZE + size]
        return content if spoiled is None else spoiled

    async def until_complete(self) -> None:
        async with asyncio.timeout(20):
            while not self.downloads.total().complete:
                self.moved.clear()
                await self.moved.wait()

    async def play(self) -> None:
        self.downloads.start()
        await self.downloads.set_documents(DOCUMENTS)
        self.downloads.use(self.fetch)
        await self.until_complete()
        await self.downloads.stop()
        for status in self.downloads.statuses():
            assert _content(status.path) == CONTENT[status.sha256]


def _content(path: str) -> bytes:
    return Path(path).read_bytes()


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    for wait in ("RETRY_S", "STORAGE_RETRY_S", "BENCH_S"):
        monkeypatch.setattr(module, wait, 0.01)


def test_every_chunk_is_asked_once_in_the_order_of_the_agenda(tmp_path: Path) -> None:
    async def play() -> None:
        desk = Desk(tmp_path)
        await desk.play()
        assert desk.asked == [(manifest.sha256, index) for _, manifest in DOCUMENTS for index in (0, 1)]
        size = sum(map(len, FILES))
        assert desk.downloads.total() == BlobHave(size, size, complete=True)

    run(play())


def test_a_damaged_chunk_is_thrown_away_and_asked_again(tmp_path: Path) -> None:
    async def play() -> None:
        desk = Desk(tmp_path)
        desk.spoiled = {1: bytes(CHUNK_SIZE - 1), 2: b"wrong"}
        await desk.play()
        assert len(desk.asked) == 8

    run(play())


def test_a_source_that_keeps_lying_is_told_once_and_waited_for(tmp_path: Path) -> None:
    async def play() -> None:
        desk = Desk(tmp_path)
        desk.spoiled = dict.fromkeys(range(1, 40), b"wrong")
        await desk.play()
        assert [notice.code for notice in desk.notices] == ["document_unavailable"] * len(desk.notices)
        assert 1 <= len(desk.notices) <= 3
        assert [status.problem for status in desk.downloads.statuses()] == ["", "", ""]

    run(play())


def test_a_way_that_breaks_is_tried_again(tmp_path: Path) -> None:
    async def play() -> None:
        desk = Desk(tmp_path)
        desk.spoiled = {number: KurumazaError("unreachable", "gone") for number in (1, 2, 3, 6)}
        await desk.play()
        assert desk.notices == []

    run(play())


def test_a_full_disk_waits_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = [True, True]
    really = BlobStore.write_chunk

    def write(self: BlobStore, manifest: Manifest, index: int, data: bytes) -> None:
        if full:
            full.pop()
            raise StorageUnavailable("The disk is full.")
        really(self, manifest, index, data)

    monkeypatch.setattr(BlobStore, "write_chunk", write)

    async def play() -> None:
        desk = Desk(tmp_path)
        await desk.play()
        assert {notice.code for notice in desk.notices} == {"storage_unavailable"}

    run(play())


def test_what_is_here_is_not_asked_again(tmp_path: Path) -> None:
    async def play() -> None:
        store = BlobStore(tmp_path)
        for index in range(2):
            size = DOCUMENTS[0][1].length(index)
            store.write_chunk(DOCUMENTS[0][1], index, FILES[0][:size])
        store.write_chunk(DOCUMENTS[1][1], 1, FILES[1][:10])
        desk = Desk(tmp_path)
        await desk.play()
        asked = [(DOCUMENTS[1][1].sha256, 0), (DOCUMENTS[2][1].sha256, 0), (DOCUMENTS[2][1].sha256, 1)]
        assert desk.asked == asked

    run(play())

"""Confidential documents that are added and replaced while the meeting goes on: real nodes on loopback."""

from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.meeting import Document
from tests.fakes import Room, RunningNode, run
from tests.sync.test_confidential import (
    below,
    complete,
    content,
    joined,
    meeting,
    opened,
    receipts,
    sealed_files,
)
from tests.sync.test_node import opened as opened_to_all
from tests.sync.test_replacing import pdf

SECRET = "秘密の改訂".encode()


def secret_pdf(path: Path, mark: int) -> Path:
    """A file in which the secret stands."""
    pdf(path, mark)
    path.write_bytes(path.read_bytes() + SECRET)
    return path


def documents(running: RunningNode) -> list[Document]:
    return [document for item in meeting(running).agenda for document in item.documents]


def test_a_new_version_is_sealed_too_and_every_version_is_called_in(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            desk = await chair.node.library()
            before = documents(chair)[0]
            revised = secret_pdf(tmp_path / "v2.pdf", 5)
            await desk.replace(before.document, revised)
            await seat.until(lambda: complete(seat) and documents(seat)[0].version == 2)
            (status,) = seat.node.documents()
            assert content(status, seat) == revised.read_bytes()
            assert documents(seat)[0].key == before.key
            for name in ("chair", "seat2"):
                assert len([file for file in sealed_files(tmp_path / name) if ".sealed" in file]) == 2
                assert SECRET not in below(tmp_path / name)

            await chair.node.collect(before.document)
            await seat.until(lambda: receipts(seat) == 2)
            versions = {version.event for version in documents(seat)[0].versions}
            for receipt in meeting(seat).collections[0].receipts:
                assert set(receipt.documents) == versions
            assert sealed_files(tmp_path / "chair") == sealed_files(tmp_path / "seat2") == []
            (collection,) = (await chair.node.certificate())["collections"]
            assert [each["version"] for each in collection["documents"]] == [1, 2]
            reception = chair.node._reception
            assert reception is not None
            for version in documents(chair)[0].versions:
                with pytest.raises(KurumazaError, match="no such document"):
                    await reception.chunk(meeting(chair).meeting, version.sha256, 0)

    run(play())


def test_what_was_called_in_is_not_replaced_and_what_is_added_then_has_a_new_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            (called_in,) = documents(chair)
            await chair.node.collect()
            await chair.until(lambda: receipts(chair) == 2)
            desk = await chair.node.library()
            with pytest.raises(KurumazaError) as refused:
                await desk.replace(called_in.document, pdf(tmp_path / "v2.pdf", 5))
            assert refused.value.code == "document_collected"
            added = secret_pdf(tmp_path / "追加.pdf", 6)
            await desk.add(added, "1")
            await seat.until(lambda: complete(seat))
            (status,) = seat.node.documents()
            await seat.until(lambda: status.path in seat.reported.of("secrets_changed")[-1])
            assert content(status, seat) == added.read_bytes()
            assert documents(seat)[1].key != called_in.key
            assert SECRET not in below(tmp_path / "seat2")

    run(play())


def test_in_an_open_meeting_one_document_is_confidential_and_stays_so(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened_to_all(room, tmp_path / "files", documents=1, size=10_000)
            seat = await joined(room, chair, "2")
            desk = await chair.node.library()
            (plain,) = documents(chair)
            secret = await desk.add(secret_pdf(tmp_path / "秘.pdf", 5), "1", confidential=True)
            revised = secret_pdf(tmp_path / "秘2.pdf", 6)
            await desk.replace(secret, revised)
            await desk.replace(plain.document, pdf(tmp_path / "改.pdf", 8))
            await seat.until(lambda: complete(seat) and [each.version for each in documents(seat)] == [2, 2])
            assert [each.confidential for each in documents(seat)] == [False, True]
            kinds = [".pdf", ".sealed"]
            await seat.until(lambda: [Path(each.path).suffix for each in seat.node.documents()] == kinds)
            sealed = seat.node.documents()[1].path
            await seat.until(lambda: sealed in seat.reported.of("secrets_changed")[-1])
            assert content(seat.node.documents()[1], seat) == revised.read_bytes()
            assert SECRET not in below(tmp_path / "seat2")
            await chair.node.collect()
            await seat.until(lambda: receipts(seat) == 2)
            assert sealed_files(tmp_path / "seat2") == []
            assert [status.complete for status in seat.node.documents()] == [True]

    run(play())


def test_a_withdrawn_confidential_document_is_called_in_with_the_others(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            (withdrawn,) = documents(chair)
            await (await chair.node.library()).withdraw(withdrawn.document)
            await seat.until(lambda: not documents(seat))
            assert sealed_files(tmp_path / "seat2")
            await chair.node.collect()
            await seat.until(lambda: receipts(seat) == 2)
            assert sealed_files(tmp_path / "seat2") == []
            assert [each.collected for each in meeting(seat).withdrawn] == [True]
            (collection,) = (await chair.node.certificate())["collections"]
            assert [each["document"] for each in collection["documents"]] == [withdrawn.document]

    run(play())

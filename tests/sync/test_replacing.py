"""Documents that come, change and go while the meeting runs: real nodes on loopback."""

from pathlib import Path

import pytest

from sync.blobs import BlobStore
from sync.errors import KurumazaError
from sync.meeting import Anchor, CommentDraft, Document
from sync.pdf_import import import_pdf
from tests.fakes import PDF, Room, RunningNode, run
from tests.sync.test_node import complete, joined, level, opened

MIB = 1_048_576


def pdf(path: Path, mark: int, size: int = 10_000) -> Path:
    """A file that begins as a PDF does and differs everywhere by its mark."""
    path.write_bytes(PDF + bytes((mark + place // 997) % 251 for place in range(size)))
    return path


def content(path: str | Path) -> bytes:
    return Path(path).read_bytes()


def only(running: RunningNode) -> Document:
    meeting = running.node.meeting()
    assert meeting is not None
    (document,) = [each for item in meeting.agenda for each in item.documents]
    return document


def test_added_replaced_and_withdrawn_reach_every_seat_and_who_comes_later(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=1, size=10_000)
            one, two = await joined(room, chair, "2"), await joined(room, chair, "3")
            desk = await chair.node.library()
            document = only(chair).document
            await one.until(lambda: complete(one))
            read = await one.node.post(CommentDraft("3頁の誤り", anchor=Anchor(document, 3)))
            first = only(chair).sha256

            assert await desk.replace(document, pdf(tmp_path / "v2.pdf", 7), "誤記の訂正") == document
            late = await desk.add(pdf(tmp_path / "当日配布.pdf", 9), "2")
            await level(chair, one, two)
            for seat in (one, two):
                await seat.until(lambda seat=seat: complete(seat) and len(seat.node.documents()) == 2)
                told = {status.document: status for status in seat.node.documents()}
                assert content(told[document].path) == content(tmp_path / "v2.pdf")
                assert content(told[late].path) == content(tmp_path / "当日配布.pdf")
            meeting = two.node.meeting()
            assert meeting is not None
            shown = meeting.document(document)
            assert shown is not None
            assert [(each.number, each.reason) for each in shown.versions] == [(1, ""), (2, "誤記の訂正")]
            (comment,) = meeting.comments
            assert (comment.comment, comment.anchor) == (read, Anchor(document, 3, first))
            added = meeting.document(late)
            assert added is not None
            assert (added.title, added.agenda) == ("当日配布", "2")

            await desk.withdraw(late)
            office = await joined(room, chair, "23")
            await level(chair, one, two, office)
            await office.until(lambda: complete(office))
            (status,) = office.node.documents()
            assert content(status.path) == content(tmp_path / "v2.pdf")
            meeting = office.node.meeting()
            assert meeting is not None
            assert [gone.title for gone in meeting.withdrawn] == ["当日配布"]

    run(play())


def test_a_comment_is_bound_to_the_version_its_author_read(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            document, first = only(chair).document, only(chair).sha256
            await (await chair.node.library()).replace(document, pdf(tmp_path / "v2.pdf", 7))
            await chair.node.post(CommentDraft("旧版で", anchor=Anchor(document, 1, first)))
            await chair.node.post(CommentDraft("いまの版で", anchor=Anchor(document, 1)))
            with pytest.raises(KurumazaError) as caught:
                await chair.node.post(CommentDraft("別の資料で", anchor=Anchor(document, 1, "9" * 64)))
            assert caught.value.code == "not_found"
            meeting = chair.node.meeting()
            assert meeting is not None
            anchors = [comment.anchor.sha256 for comment in meeting.comments if comment.anchor]
            assert anchors == [first, only(chair).sha256]

    run(play())


def test_row_21_a_replacement_in_mid_download_ends_with_the_new_version_whole(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=24 * MIB)
            document, old = only(chair).document, only(chair).sha256
            other, seat = await joined(room, chair, "2"), await joined(room, chair, "3")
            half = await seat.until(
                lambda: next((each for each in seat.node.documents() if each.have > 2 * MIB), None)
            )
            assert (half.sha256, half.complete, half.path) == (old, False, "")
            await seat.node.post(CommentDraft("旧版の2頁", anchor=Anchor(document, 2, old)))
            new = pdf(tmp_path / "v2.pdf", 7, 3 * MIB)
            await (await chair.node.library()).replace(document, new, "差し替え")
            await level(chair, other, seat)

            for each in (other, seat):
                await each.until(lambda each=each: complete(each))
                (status,) = each.node.documents()
                assert status.sha256 == only(chair).sha256 != old
                assert content(status.path) == content(new)
            told = [each for known in seat.reported.of("documents_changed") for each in known]
            assert all(each.have <= each.size for each in told)
            assert {each.path for each in told if each.sha256 == old} == {""}  # a half is never shown
            meeting = seat.node.meeting()
            assert meeting is not None
            assert [comment.anchor for comment in meeting.comments] == [Anchor(document, 2, old)]

    run(play())


def test_old_versions_are_handed_on_until_they_are_withdrawn(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            seat = await joined(room, chair, "2")
            document, old = only(chair).document, only(chair).sha256
            desk = await chair.node.library()
            await desk.replace(document, pdf(tmp_path / "v2.pdf", 7))
            await level(chair, seat)
            await seat.until(lambda: complete(seat))
            chair_id = chair.node.meeting().meeting  # type: ignore[union-attr] # it is open
            reception = chair.node._reception
            assert reception is not None
            assert len(await reception.chunk(chair_id, old, 0)) == 10_000 + len(PDF)
            await desk.withdraw(document, document)  # the first version came by the event that is its id
            assert [bool(each.withdrawn_ms) for each in only(chair).versions] == [True, False]
            with pytest.raises(KurumazaError) as caught:
                await reception.chunk(chair_id, old, 0)
            assert caught.value.code == "not_found"
            assert await reception.chunk(chair_id, only(chair).sha256, 0)
            with pytest.raises(KurumazaError) as caught:
                await desk.withdraw(document, document)
            assert caught.value.code == "not_found"
            await desk.withdraw(document, only(chair).versions[1].event)  # nothing would be left
            meeting = chair.node.meeting()
            assert meeting is not None
            assert [gone.document for gone in meeting.withdrawn] == [document]

    run(play())


def test_what_cannot_be_shared_changes_nothing(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            seat = await joined(room, chair, "2")
            document = only(chair).document
            same = tmp_path / "files" / "資料1.pdf"
            text = tmp_path / "議事.pdf"
            text.write_bytes(b" " * 1_100 + b"%PDF-1.4")
            before = chair.node.digest()
            desk, seats = await chair.node.library(), await seat.node.library()
            good = pdf(tmp_path / "v2.pdf", 7)
            for attempt, code in (
                (desk.add(text, "1"), "not_a_pdf"),
                (desk.add(tmp_path, "1"), "not_a_pdf"),
                (desk.add(tmp_path / "no.pdf", "1"), "file_unreadable"),
                (desk.add(Path("a\0b.pdf"), "1"), "file_unreadable"),
                (desk.add(good, "9"), "not_found"),
                (desk.add(good), "not_found"),
                (desk.add(same, "1"), "same_document"),
                (desk.add(good, "1", "\u200b "), "empty"),
                (desk.add(good, "1", "x" * 201), "too_long"),
                (desk.replace(document, same), "same_document"),
                (desk.replace("A" * 43, good), "not_found"),
                (desk.replace(document, good, "x" * 201), "too_long"),
                (desk.withdraw("A" * 43), "not_found"),
                (desk.withdraw(document, "A" * 43), "not_found"),
                (seats.add(good, "1"), "not_allowed"),
                (seats.replace(document, good), "not_allowed"),
                (seats.withdraw(document), "not_allowed"),
            ):
                with pytest.raises(KurumazaError) as caught:
                    await attempt
                assert caught.value.code == code
            assert chair.node.digest() == before

    run(play())


def test_a_file_larger_than_a_room_can_wait_for_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.write(PDF)
        file.truncate(2 * 1024**3 + 1)
    with pytest.raises(KurumazaError) as caught:
        import_pdf(BlobStore(tmp_path / "blobs"), huge)
    assert caught.value.code == "document_too_large"


def test_a_bundle_carries_the_newest_and_the_older_versions(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            document, old = only(chair).document, only(chair).sha256
            await (await chair.node.library()).replace(document, pdf(tmp_path / "v2.pdf", 7))
            packed = await chair.node.pack(tmp_path / "all.kurumaza")
            assert (packed.documents, packed.left_out) == (2, 0)
            other = await room.node("other")
            merged = await other.node.merge(tmp_path / "all.kurumaza")
            assert merged.documents == 2
            await other.until(lambda: complete(other))
            (status,) = other.node.documents()
            assert content(status.path) == content(tmp_path / "v2.pdf")
            assert Path(status.path).with_name(f"{old}.pdf").is_file()

    run(play())

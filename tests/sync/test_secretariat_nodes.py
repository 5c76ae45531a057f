"""The secretariat's PC keeps the documents of a meeting: real nodes on loopback, also without the chair's."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from sync.confidential import outstanding
from sync.errors import KurumazaError
from sync.meeting import Document, Opens, Policy
from sync.pdf_import import manifest_body
from sync.wireless import Giving
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_confidential import complete, content, joined, meeting, receipts, sealed_files
from tests.sync.test_confidential import opened as opened_in_secret
from tests.sync.test_confidential_versions import SECRET, secret_pdf
from tests.sync.test_delivery import seen
from tests.sync.test_node import CODE, level, opened
from tests.sync.test_replacing import content as plain
from tests.sync.test_replacing import pdf


def documents(running: RunningNode) -> list[Document]:
    return [document for item in meeting(running).agenda for document in item.documents]


def has(running: RunningNode, document: str, file: Path) -> bool:
    """Whether the present version of a document is here whole, and these are its bytes."""
    told = {status.document: status for status in running.node.documents() if status.complete}
    return document in told and plain(told[document].path) == file.read_bytes()


async def code_of(work: object) -> str:
    with pytest.raises(KurumazaError) as refused:
        await work  # type: ignore[misc] # any awaitable of the node
    return refused.value.code


def test_what_it_adds_replaces_and_withdraws_is_at_every_seat_and_at_the_chairs_pc(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            everybody = (chair, office, seat)
            await office.until(lambda: complete(office))
            desk = await office.node.library()
            before = chair.node._session().journal.fold.authority()
            (document,) = documents(office)
            second, late = pdf(tmp_path / "v2.pdf", 7, 3_000_000), pdf(tmp_path / "当日配布.pdf", 9)
            assert await desk.replace(document.document, second, "誤記の訂正") == document.document
            added = await desk.add(late, "2")
            for each in everybody:
                await each.until(
                    lambda each=each: has(each, document.document, second) and has(each, added, late)
                )
            await level(*everybody)
            assert [(each.number, each.reason) for each in documents(seat)[0].versions] == [
                (1, ""),
                (2, "誤記の訂正"),
            ]
            assert chair.node._session().journal.fold.authority() == before  # no position of its own

            sha256 = documents(seat)[0].sha256
            await seat.node.look_at(document.document)
            await office.until(lambda: sha256 in seen(office, seat.node.device).opened)
            assert sha256 in seen(office, chair.node.device).held

            await desk.withdraw(document.document, documents(office)[0].versions[1].event)
            await desk.withdraw(added)
            await level(*everybody)
            assert [(each.document, each.version) for each in documents(chair)] == [(document.document, 1)]
            assert await code_of(desk.replace(added, late)) == "not_found"

    run(play())


def test_the_seats_have_a_file_from_its_pc_while_the_chairs_is_off(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, one = await joined(room, chair, "23"), await joined(room, chair, "2")
            two = await joined(room, chair, "3")
            for each in (office, one, two):
                await each.until(lambda each=each: complete(each))
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            (document,) = documents(office)
            second = pdf(tmp_path / "v2.pdf", 7, 3_000_000)
            await (await office.node.library()).replace(document.document, second, "誤記の訂正")
            for each in (one, two):
                await each.until(lambda each=each: has(each, document.document, second))
            await level(office, one, two)

            chair = await room.node("chair", port=port)
            await chair.until(lambda: has(chair, document.document, second))
            await level(chair, office, one, two)
            third = pdf(tmp_path / "v3.pdf", 8)
            await (await chair.node.library()).replace(document.document, third)
            for each in (office, one, two):
                await each.until(lambda each=each: has(each, document.document, third))
            assert documents(one)[0].version == 3

    run(play())


def test_replacements_at_once_have_one_order_everywhere(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            (document,) = documents(office)
            ours, theirs = await chair.node.library(), await office.node.library()
            files = [pdf(tmp_path / f"{number}.pdf", 10 + number) for number in range(6)]
            await asyncio.gather(
                *(
                    desk.replace(document.document, file)
                    for desk, file in zip((ours, theirs) * 3, files, strict=True)
                )
            )
            await chair.until(lambda: len(documents(chair)[0].versions) == 7)
            await level(chair, office, seat)
            versions = [each.event for each in documents(seat)[0].versions]
            assert versions == [each.event for each in documents(chair)[0].versions]
            present = documents(seat)[0].sha256
            await seat.until(lambda: complete(seat) and seat.node.documents()[0].sha256 == present)

    run(play())


def test_a_member_and_an_observer_are_told_in_one_sentence_that_they_may_not(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            file = pdf(tmp_path / "neu.pdf", 3)
            for number in ("2", "24"):
                seat = await joined(room, chair, number)
                await seat.until(lambda seat=seat: complete(seat))
                (document,) = documents(seat)
                desk = await seat.node.library()
                before = chair.node.digest()
                for work in (
                    desk.add(file, "1"),
                    desk.replace(document.document, file),
                    desk.withdraw(document.document),
                ):
                    with pytest.raises(KurumazaError) as refused:
                        await work
                    assert refused.value.code == "not_allowed"
                    assert refused.value.message == "Only the chair and the secretariat may do this."
                assert await code_of(seat.node.collect()) == "not_the_chair"
                assert (chair.node.digest(), seat.node.digest()) == (before, before)

    run(play())


def test_what_a_changed_program_of_a_member_says_is_refused_by_every_device(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            await office.until(lambda: complete(office))
            before = chair.node.digest()
            (document,) = documents(seat)
            session = seat.node._session()
            blobs = session._place.blobs
            manifest = await asyncio.to_thread(blobs.import_file, pdf(tmp_path / "x.pdf", 4))
            body = {"title": "偽", "label": "", "agenda": "1", **manifest_body(manifest)}
            replaced = {"title": "", "label": "", "reason": "", **manifest_body(manifest)}
            for kind, target, said in (
                ("document.add", "", body),
                ("document.replace", document.document, replaced),
                ("document.withdraw", document.document, {"version": ""}),
                ("document.collect", "", {}),
            ):
                session.wrote(session.journal.write(kind, target, said))
            last = dict(session.journal.have())
            for each in (chair, office):
                journal = each.node._session().journal
                await each.until(
                    lambda journal=journal: all(journal.have().get(log) == at for log, at in last.items())
                )
                assert each.node.digest() == before

    run(play())


@pytest.mark.parametrize("giving", [Giving.OFF, Giving.ON])
def test_a_pc_that_gives_nothing_to_others_gives_what_came_from_it(tmp_path: Path, giving: Giving) -> None:
    """On Wi-Fi too: nobody else has it."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office = await room.node("seat23", giving=giving)
            await office.node.join(address=chair.address, code=CODE, seat="23")
            await office.until(lambda: complete(office))
            first = documents(office)[0]
            added = await (await office.node.library()).add(pdf(tmp_path / "当日配布.pdf", 9), "2")
            await chair.until(lambda: has(chair, added, tmp_path / "当日配布.pdf"))
            sources = office.node._session().sources
            assert sources.gives(documents(office)[1].sha256)
            assert sources.gives(first.sha256) == (giving is Giving.ON)
            if giving is Giving.OFF:
                return
            await room.stop(office)
            office = await room.node("seat23", giving=Giving.OFF)  # it remembers what it brought
            assert office.node._session().sources.gives(documents(office)[1].sha256)

    run(play())


def test_a_confidential_document_of_its_own_is_given_its_key_and_called_in_without_the_chairs_pc(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            for each in (office, seat):
                await each.until(lambda each=each: complete(each))
            await room.stop(chair)
            secret = secret_pdf(tmp_path / "人事.pdf", 5)
            await (await office.node.library()).add(secret, "2", confidential=True)
            await seat.until(lambda: len(seat.node.documents()) == 2 and complete(seat))
            status = next(each for each in seat.node.documents() if each.path.endswith(".sealed"))
            await seat.until(lambda: status.path in seat.reported.of("secrets_changed")[-1])
            assert content(status, seat) == secret.read_bytes()
            (key,) = [name for name in sealed_files(tmp_path / "seat23") if name.endswith(".key")]
            assert key in sealed_files(tmp_path / "seat2")

            await office.node.collect()
            await office.until(lambda: receipts(office) == 2)
            assert sealed_files(tmp_path / "seat23") == sealed_files(tmp_path / "seat2") == []
            assert SECRET not in b"".join(
                f.read_bytes() for f in (tmp_path / "seat2").rglob("*") if f.is_file()
            )
            certificate = await office.node.certificate()
            (collection,) = certificate["collections"]
            assert [each["title"] for each in collection["documents"]] == ["人事"]
            assert {each["seat"]: each["collected"] for each in collection["seats"]} == {
                "1": False,
                "2": True,
                "23": True,
            }
            chair = await room.node("chair")  # it never had the file, and says that nothing of it is here
            await office.until(lambda: receipts(office) == 3)
            assert sealed_files(tmp_path / "chair") == []

    run(play())


def test_chair_and_secretariat_each_add_one_with_a_key_of_their_own(tmp_path: Path) -> None:
    """Neither has seen the other's: both keys go around, and both are destroyed."""

    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=10_000)
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            desks = [await each.node.library() for each in (chair, office)]
            files = [secret_pdf(tmp_path / f"{number}.pdf", number) for number in (1, 2)]
            await asyncio.gather(
                *(desk.add(file, "2", confidential=True) for desk, file in zip(desks, files, strict=True))
            )
            for each in (chair, office, seat):
                await each.until(lambda each=each: len(each.node.documents()) == 3 and complete(each))
            await level(chair, office, seat)
            await office.node.collect()
            await office.until(lambda: receipts(office) == 3)
            for name in ("chair", "seat23", "seat2"):
                assert sealed_files(tmp_path / name) == []

    run(play())


def test_after_the_close_it_calls_in_and_waits_for_everybodys_receipt(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened_in_secret(room, tmp_path / "files")
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            for each in (office, seat):
                await each.until(lambda each=each: complete(each))
            await room.stop(seat)
            await chair.node.end()
            await level(chair, office)
            await office.node.collect()
            await office.until(lambda: receipts(office) == 2)
            session = office.node._session()
            assert outstanding(meeting(office), meeting(office).collections[0]) == (seat.node.device,)
            assert session.confidential.is_pending()
            seat = await room.node("seat2")
            await office.until(lambda: receipts(office) == 3)
            assert await code_of(office.node.collect()) == "nothing_to_collect"
            assert sealed_files(tmp_path / "seat2") == []

    run(play())


def test_a_key_that_a_member_names_is_not_kept_alive_by_that(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened_in_secret(room, tmp_path / "files")
            office, seat = await joined(room, chair, "23"), await joined(room, chair, "2")
            for each in (office, seat):
                await each.until(lambda each=each: complete(each))
            session = seat.node._session()
            (manifest,) = session.journal.manifests.values()
            body = {"title": "偽", "label": "", "agenda": "1", **manifest_body(manifest)}
            session.wrote(session.journal.write("document.add", "", body))
            await office.until(lambda: len(office.node._session().journal.manifests) == 2)
            await office.node.collect()
            await office.until(lambda: receipts(office) == 3)
            for name in ("chair", "seat23"):
                assert sealed_files(tmp_path / name) == []

    run(play())


def test_before_the_meeting_opens_the_secretariat_may_replace_a_file(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            made = plan(tmp_path / "files", size=10_000)
            policy = Policy(opens=Opens.AT_START)
            await chair.node.host(replace(made, policy=policy, starts="2199-01-01T09:00:00+09:00"), CODE)
            office = await joined(room, chair, "23")
            assert meeting(office).awaits_opening
            (document,) = documents(office)
            second = pdf(tmp_path / "v2.pdf", 7)
            await (await office.node.library()).replace(document.document, second, "差し替え")
            await chair.until(lambda: has(chair, document.document, second))

    run(play())

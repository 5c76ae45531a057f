"""Confidential documents among real nodes: the key for the roster alone, nothing in the clear, called in."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.bundle_contents import opened_bundle
from sync.confidential import outstanding
from sync.console_documents import documents_json
from sync.errors import KurumazaError
from sync.keys import to_base64url
from sync.meeting import Meeting, Phase, Policy
from sync.meeting_file import read_meeting_file
from sync.meeting_plan import MeetingPlan
from sync.sealing import key_id, read_whole
from sync.status import KEY_MISSING, DocumentStatus
from sync.wire import Key, decode, encode
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_circle import became

CODE = "482913"
MARK = "要配慮個人情報".encode()


def secret_plan(folder: Path, *, documents: int = 1, size: int = 1_500_000) -> MeetingPlan:
    """A confidential meeting whose files hold a mark that must never lie on a disk."""
    made = plan(folder, documents=documents, size=size)
    for document in made.agenda[0].documents:
        document.path.write_bytes(document.path.read_bytes() + MARK)
    return replace(made, policy=Policy(confidential=True))


def meeting(running: RunningNode) -> Meeting:
    found = running.node.meeting()
    assert found is not None
    return found


async def opened(room: Room, folder: Path, **planned: Any) -> RunningNode:
    chair = await room.node("chair")
    await chair.node.host(secret_plan(folder, **planned), CODE)
    return chair


async def joined(room: Room, chair: RunningNode, seat: str) -> RunningNode:
    running = await room.node(f"seat{seat}")
    await running.node.join(address=chair.address, code=CODE, seat=seat)
    return running


def complete(running: RunningNode) -> bool:
    documents = running.node.documents()
    return bool(documents) and all(status.complete for status in documents)


def below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def sealed_files(folder: Path) -> list[str]:
    """What is here of confidential documents: sealed files, whole or not, and their keys."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if ".sealed" in path.name or path.parent.name == "keys")


def receipts(running: RunningNode) -> int:
    return sum(len(each.receipts) for each in meeting(running).collections)


def content(status: DocumentStatus, running: RunningNode) -> bytes:
    return read_whole(Path(status.path), running.reported.of("secrets_changed")[-1][status.path])


def test_a_seat_is_given_the_key_and_nothing_lies_in_the_clear(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            assert all(each.confidential for each in meeting(seat).agenda[0].documents)
            for number, status in enumerate(seat.node.documents(), 1):
                assert status.path.endswith(".sealed")
                original = (tmp_path / "files" / f"資料{number}.pdf").read_bytes()
                assert content(status, seat) == original
            for name in ("chair", "seat2"):
                assert MARK not in below(tmp_path / name)

    run(play())


def test_a_single_document_may_be_confidential(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            made = plan(tmp_path / "files", documents=2, size=1_000)
            first, second = made.agenda[0].documents
            second = replace(second, confidential=True)
            item = replace(made.agenda[0], documents=(first, second))
            chair = await room.node("chair")
            await chair.node.host(replace(made, agenda=(item, *made.agenda[1:])), CODE)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: len(seat.node.documents()) == 2 and complete(seat))
            assert [each.confidential for each in meeting(seat).agenda[0].documents] == [False, True]
            assert [Path(each.path).suffix for each in seat.node.documents()] == [".pdf", ".sealed"]

    run(play())


def test_a_further_document_takes_the_present_key_and_a_new_one_once_that_was_destroyed(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            present = meeting(chair).agenda[0].documents[0].key
            confidential = chair.node._sessions[meeting(chair).meeting].confidential
            assert await confidential.key_for_new() == present
            await chair.node.collect()
            await chair.until(lambda: receipts(chair) == 1)
            new = await confidential.key_for_new()
            assert new != present
            assert sealed_files(tmp_path / "chair") == [f"{new}.key"]

    run(play())


def test_the_key_stands_in_no_event_and_in_no_other_message(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            session = chair.node._sessions[meeting(chair).meeting]
            name = meeting(chair).agenda[0].documents[0].key
            key = session._place.blobs.sealed.keys.key(name)
            assert key_id(key) == name
            for event in session.journal.events():
                for form in (key, key.hex().encode(), to_base64url(key).encode()):
                    assert form not in event.header + (event.body_bytes or b"")
        for name_of in ("chair", "seat2"):
            assert key not in below(tmp_path / name_of)

    run(play())


class _Asking:
    """A conversation of which only the device and what is said to it matter."""

    def __init__(self, device: str) -> None:
        self.said: list[object] = []
        self.link = type("Link", (), {"device": device})()

    def say(self, message: object) -> None:
        self.said.append(message)


def test_a_stranger_and_a_removed_seat_get_no_key(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            session = chair.node._sessions[meeting(chair).meeting]
            name = meeting(chair).agenda[0].documents[0].key

            def answers(device: str) -> list[object]:
                asking = _Asking(device)
                session.confidential.heard_key(asking, Key(name))  # type: ignore[arg-type] # enough of one
                return asking.said

            assert [type(each) for each in answers(seat.node.device)] == [Key]
            assert answers("A" * 43) == []
            await chair.node.remove(seat.node.device)
            assert answers(seat.node.device) == []

    run(play())


def test_a_removed_seat_destroys_what_it_had(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            assert sealed_files(tmp_path / "seat2")
            await chair.node.remove(seat.node.device)
            await seat.until(
                lambda: "documents_destroyed" in [notice.code for notice in seat.reported.of("notice")]
            )
            assert not sealed_files(tmp_path / "seat2")

    run(play())


def test_a_seat_that_makes_a_new_key_keeps_nothing(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            assert sealed_files(tmp_path / "seat2")
            await seat.node.rekey()
            assert sealed_files(tmp_path / "seat2") == []
            await seat.node.join(address=chair.address, code=CODE, seat="3")
            await seat.until(lambda: complete(seat))

    run(play())


def test_a_seat_that_leaves_keeps_nothing_and_is_given_it_again_when_it_comes_back(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            await seat.node.leave()
            assert sealed_files(tmp_path / "seat2") == []
            await seat.node.join(address=chair.address, code=CODE, seat="2")
            await seat.until(lambda: complete(seat))

    run(play())


def test_a_document_waits_for_a_key_that_nobody_here_has(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            name = meeting(chair).agenda[0].documents[0].key
            keys = chair.node._sessions[meeting(chair).meeting]._place.blobs.sealed.keys
            key = keys.key(name)
            keys.destroy(name)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: [each.problem for each in seat.node.documents()] == [KEY_MISSING])
            assert seat.node.documents()[0].have == 0
            assert not list((tmp_path / "seat2" / "documents").iterdir())
            keys.keep(name, key)  # it is asked for again and again
            await seat.until(lambda: complete(seat))

    run(play())


def test_a_wrong_key_from_a_peer_is_not_kept(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            name = meeting(chair).agenda[0].documents[0].key
            keys = chair.node._sessions[meeting(chair).meeting]._place.blobs.sealed.keys
            keys.destroy(name)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: [each.problem for each in seat.node.documents()] == [KEY_MISSING])
            mine = seat.node._sessions[meeting(seat).meeting].confidential
            asking = _Asking(chair.node.device)
            mine.heard_key(asking, Key(name, to_base64url(bytes(32))))  # type: ignore[arg-type] # enough of one
            assert mine._work is not None
            await mine._work
            assert not sealed_files(tmp_path / "seat2")

    run(play())


def test_what_is_called_in_is_destroyed_everywhere_and_confirmed(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            one, two = await joined(room, chair, "2"), await joined(room, chair, "23")
            for seat in (one, two):
                await seat.until(lambda seat=seat: complete(seat))
            await chair.node.collect()
            await chair.until(lambda: receipts(chair) == 3)
            (collection,) = meeting(chair).collections
            assert outstanding(meeting(chair), collection) == ()
            assert {len(each.documents) for each in collection.receipts} == {2}
            for running, name in ((chair, "chair"), (one, "seat2"), (two, "seat23")):
                assert sealed_files(tmp_path / name) == []
                await running.until(lambda running=running: running.reported.of("secrets_changed")[-1] == {})
                await running.until(
                    lambda running=running: running.reported.of("documents_changed")[-1] == ()
                )
                assert all(each.collected for each in meeting(running).agenda[0].documents)
            await one.until(lambda: receipts(one) == 3)
            assert one.node.digest() == chair.node.digest()
            with pytest.raises(KurumazaError) as refused:
                await chair.node.collect()
            assert refused.value.code == "nothing_to_collect"

    run(play())


def test_one_document_is_called_in_and_the_other_stays(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", documents=2)
            seat = await joined(room, chair, "2")
            await seat.until(lambda: len(seat.node.documents()) == 2 and complete(seat))
            first, second = meeting(chair).agenda[0].documents
            with pytest.raises(KurumazaError) as refused:
                await seat.node.collect(first.document)
            assert refused.value.code == "not_the_chair"
            with pytest.raises(KurumazaError):
                await chair.node.collect("x" * 43)
            await chair.node.collect(first.document)
            await chair.until(lambda: receipts(chair) == 2)
            await seat.until(lambda: [each.document for each in seat.node.documents()] == [second.document])
            left = content(seat.node.documents()[0], seat)
            assert left == (tmp_path / "files" / "資料2.pdf").read_bytes()
            assert len(sealed_files(tmp_path / "seat2")) == 2  # the other file and the key

    run(play())


def test_a_seat_that_was_away_destroys_it_at_its_next_contact_also_after_the_close(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            await room.stop(seat)
            await chair.node.end()
            await chair.node.collect()
            await chair.until(lambda: receipts(chair) == 1)
            port = int(chair.address.rpartition(":")[2])
            await room.stop(chair)
            chair = await room.node("chair", port=port)  # it waits in the background for that seat
            assert chair.node.meeting() is None
            assert chair.reported.of("joined") == []
            (waiting,) = chair.node._sessions
            assert sealed_files(tmp_path / "seat2")
            seat = await room.node("seat2")
            chair.node.choose(waiting)
            await chair.until(lambda: chair.node.meeting() and receipts(chair) == 2)
            assert sealed_files(tmp_path / "seat2") == []
            assert meeting(chair).phase is Phase.CLOSED
            await room.stop(seat)
            await room.stop(chair)
            chair = await room.node("chair", port=port)  # nothing is left to be done
            (session,) = chair.node._sessions.values()  # it stays in touch as after every meeting
            assert not session.confidential.is_pending()

    run(play())


def test_a_seat_that_knew_of_it_and_was_killed_destroys_it_before_it_opens_anything(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            seat = await joined(room, chair, "2")
            await seat.until(lambda: complete(seat))
            session = seat.node._sessions[meeting(seat).meeting]
            session.confidential._go_on = lambda: None  # type: ignore[method-assign] # as a power cut just here
            await chair.node.collect()
            await seat.until(lambda: meeting(seat).collections)
            await room.stop(seat)
            await room.stop(chair)
            assert sealed_files(tmp_path / "seat2")
            seat = await room.node("seat2")  # nobody is there to be asked
            await seat.until(lambda: not sealed_files(tmp_path / "seat2"))
            assert not any(status.path for told in seat.reported.of("documents_changed") for status in told)
            assert all(not told for told in seat.reported.of("secrets_changed"))

    run(play())


def test_confidential_files_do_not_leave_in_a_bundle(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            packed = await chair.node.pack(tmp_path / "stick.kurumaza")
            assert packed.documents == 0
            assert MARK not in (tmp_path / "stick.kurumaza").read_bytes()
            with opened_bundle(tmp_path / "stick.kurumaza") as bundle:
                assert bundle.index.documents == ()

    run(play())


def test_the_meeting_file_marks_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    written = '[meeting]\ntitle = "会議"\n[[agenda]]\ntitle = "件"\n[[agenda.documents]]\nfile = "a.pdf"\n'
    path = tmp_path / "meeting.toml"
    path.write_text(written, encoding="utf-8")
    assert not read_meeting_file(path).agenda[0].documents[0].confidential
    path.write_text(written + "confidential = true\n", encoding="utf-8")
    assert read_meeting_file(path).agenda[0].documents[0].confidential
    path.write_text(written + "confidential = 1\n", encoding="utf-8")
    with pytest.raises(KurumazaError, match=r"line 7, agenda\[1\]\.documents\[1\]\.confidential"):
        read_meeting_file(path)


def test_the_message_of_a_key_goes_there_and_back_and_shows_no_secret() -> None:
    for message in (Key("ab" * 32), Key("ab" * 32, to_base64url(bytes(range(32))))):
        assert decode(encode(message)) == message
        assert not message.secret or message.secret not in repr(message)


def test_nothing_of_a_secret_is_in_what_the_console_tells(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            (secret,) = chair.node._sessions[meeting(chair).meeting].confidential.secrets().values()
            told = json.dumps(documents_json(chair.node))
            assert secret.hex() not in told
            assert to_base64url(secret) not in told

    run(play())


def test_what_was_added_in_a_void_term_is_destroyed_with_its_key_when_the_meeting_ends(
    tmp_path: Path,
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            planned = replace(plan(tmp_path / "files"), policy=Policy(deputies=("2", "3")))
            await chair.node.host(planned, CODE)
            two, three = await joined(room, chair, "2"), await joined(room, chair, "3")
            for each in (two, three):
                await each.until(lambda each=each: complete(each) and len(meeting(each).members) == 3)
            for each in (chair, two):
                await room.stop(each)
            await three.node.claim_chair()
            desk = await three.node.library()
            await desk.add(tmp_path / "files" / "資料1.pdf", "2", "分会場の秘", confidential=True)
            assert len(sealed_files(tmp_path / "seat3")) == 2  # the file and its key
            await room.stop(three)
            two = await room.node("seat2")
            await two.node.claim_chair()
            three = await room.node("seat3")
            await two.until(two.node._session().journal.fold.void)
            assert len(sealed_files(tmp_path / "seat3")) == 2  # it is offered to the chair
            await two.node.end()
            await three.until(lambda: meeting(three).phase is Phase.CLOSED)
            await became(lambda: not sealed_files(tmp_path / "seat3"))
            assert not sealed_files(tmp_path / "seat2")
            await became(lambda: not three.node._session().confidential.is_pending())

    run(play())

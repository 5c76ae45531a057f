"""What others wrote is shown and passed on before it is on disk here; promised is only what is saved."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from sync import log as log_module
from sync import saver
from sync.errors import StorageError, StorageUnavailable
from sync.events import Event
from sync.log import EventLog
from sync.wire import Have, Message, decode
from tests.fakes import FakeSocket, run
from tests.sync.strategies import ANNE, CHAIR, Writer
from tests.sync.test_conversation import Side, sides, talk

CREATED = Writer(CHAIR).say("meeting.create", {"title": "会議"})
MEETING = CREATED.event_id


def written(count: int, log: str = "a" * 16) -> list[Event]:
    writer = Writer(ANNE, MEETING, log)
    return [writer.say("comment.add", {"body": f"意見{number}"}) for number in range(count)]


def on_disk(folder: Path) -> int:
    """How many events another program finds in the file."""
    with sqlite3.connect(folder / "events.db") as connection:
        count: int = connection.execute("SELECT COUNT(*) FROM event").fetchone()[0]
    connection.close()
    return count


def promised(socket: FakeSocket, log: str) -> int:
    """The highest sequence number of a log that was named in a HAVE over this socket."""
    said: list[Message] = [decode(data) for data in socket.sent]
    return max((have.logs.get(log, 0) for have in said if isinstance(have, Have)), default=0)


def test_what_waits_is_not_on_disk_and_not_promised_until_it_is_saved(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    first, second, third = written(3)
    assert log.take([first, second]).new == (first, second)
    assert log.take([first]) == log_module.Added()
    assert on_disk(tmp_path) == 0
    assert log.have(MEETING) == {}
    log.save()
    assert on_disk(tmp_path) == 2
    assert log.have(MEETING) == {"a" * 16: 2}
    assert log.take([third]).new == (third,)
    log.set_state(MEETING, "seat", "1")
    assert on_disk(tmp_path) == 3
    log.close()


def test_a_gap_and_a_fork_are_seen_against_what_waits(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    first, second, third = written(3)
    _, other = written(2)
    stranger = Writer(CHAIR, MEETING, "a" * 16)
    stranger.say("comment.add", {"body": "別"})
    forged = stranger.say("comment.add", {"body": "別の続き"})
    assert other.event_id != forged.event_id
    log.take([first])
    added = log.take([third, forged])
    assert added.new == ()
    assert [gap.event for gap in added.gaps] == [third]
    assert added.forks == (log_module.Fork(first, forged),)
    assert log.take([second]).new == (second,)
    log.close()


def test_a_disk_that_refuses_keeps_what_waits_and_ends_what_can_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "MAX_WAITING", 2)
    log = EventLog(tmp_path / "events.db")
    events = written(4)
    log.take(events[:2])

    def refuse(*_: object) -> None:
        raise StorageUnavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(log_module, "_insert", refuse)
        with pytest.raises(StorageError):
            log.save()
        with pytest.raises(StorageError):
            log.take(events[2:])
    assert on_disk(tmp_path) == 0
    log.take(events[2:])
    log.save()
    assert on_disk(tmp_path) == 4
    log.close()


def test_what_is_shown_but_not_saved_has_no_receipt_and_comes_again_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chair's PC shows a comment and dies before it saved it: the seat waits, and the restart gets it."""
    for wait in ("CHAIR_S", "SEAT_S"):
        monkeypatch.setattr(saver, wait, 3600.0)

    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        seat.session.start()
        chair.admit(seat)
        tasks, left, _ = talk(chair, seat)
        await seat.reported.until(lambda: seat.digest() == chair.digest())
        comment = seat.session.journal.write("comment.add", body={"body": "停電の前に"})
        seat.session.wrote(comment)
        await chair.reported.until(lambda: chair.reported.of("comment_applied"))
        assert promised(left, comment.log) == 0
        assert seat.session.waiting() == {comment.event_id}

        shutil.copytree(tmp_path / "chair", tmp_path / "after the power cut")
        await left.close()
        await asyncio.gather(*tasks)
        await chair.stop()
        assert on_disk(tmp_path / "after the power cut") == 2

        monkeypatch.setattr(saver, "CHAIR_S", 0.0)
        again = Side(tmp_path / "after the power cut", chair.session.meeting_id, key=chair.key)
        again.session.start()
        tasks, left, _ = talk(again, seat)
        await seat.reported.until(lambda: seat.session.waiting() == frozenset())
        assert promised(left, comment.log) == comment.sequence
        assert on_disk(tmp_path / "after the power cut") == 3
        assert again.digest() == seat.digest()
        await left.close()
        await asyncio.gather(*tasks)
        await again.stop()
        await seat.stop()

    run(play())


def test_a_disk_that_refused_is_told_once_tried_again_and_then_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "AGAIN_S", 0.0)

    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        seat.session.start()
        chair.admit(seat)
        tasks, left, _ = talk(chair, seat)
        await seat.reported.until(lambda: seat.digest() == chair.digest())
        refusals = 3
        really = chair.log.save

        def save() -> None:
            nonlocal refusals
            if refusals:
                refusals -= 1
                raise StorageUnavailable("The disk is full.")
            really()

        monkeypatch.setattr(chair.log, "save", save)
        comment = seat.session.journal.write("comment.add", body={"body": "満杯"})
        seat.session.wrote(comment)
        await seat.reported.until(lambda: seat.session.waiting() == frozenset())
        assert refusals == 0
        assert [notice.code for notice in chair.reported.of("notice")] == [
            "storage_unavailable",
            "storage_back",
        ]
        assert promised(left, comment.log) == comment.sequence
        await left.close()
        await asyncio.gather(*tasks)
        await chair.stop()
        await seat.stop()

    run(play())

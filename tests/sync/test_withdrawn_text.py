"""The text of a withdrawn comment leaves every disk, also one that was full when the withdrawal arrived."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.clock import HybridClock
from sync.errors import StorageError
from sync.journal import Journal
from sync.log import EventLog
from tests.simulator.memory_log import MemoryLog
from tests.sync.strategies import ANNE, BEN, CHAIR, Writer, admit, create


def test_the_author_keeps_no_text(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    journal = Journal.found(log, CHAIR, HybridClock(lambda: 1_000), {"title": "会議"})
    journal.write("roster.add", "", {"device": CHAIR.device, "seat": "1", "role": "chair"})
    posted = journal.write("comment.add", "", {"body": "秘密"})
    journal.write("comment.delete", posted.event_id)
    kept = log.event(posted.event_id)
    assert kept is not None
    assert kept.body_bytes is None
    log.close()


def test_a_disk_that_was_full_forgets_the_text_when_it_has_room_again() -> None:
    chair = Writer(CHAIR)
    events = [create(chair), admit(chair, ANNE, position=2)]
    anne = Writer(ANNE, chair.meeting)
    posted = anne.post("秘密", position=2)
    log = MemoryLog()
    log.add([*events, posted])
    journal = Journal(log, BEN, HybridClock(lambda: 1_000), chair.meeting)
    log.full = True
    assert len(journal.take([anne.say("comment.delete", target=posted.event_id, position=2)]).new) == 1
    with pytest.raises(StorageError):
        journal.save_now()
    log.full = False
    journal.save_now()
    kept = log.event(posted.event_id)
    assert kept is not None
    assert kept.body_bytes is None

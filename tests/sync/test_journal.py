"""A log that was written twice: frozen at the fork, with its proof, on everybody's disk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.clock import HybridClock
from sync.events import Event
from sync.forks import forked_at, proof_of, proven
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.log import EventLog
from tests.sync.strategies import ANNE, BEN, CHAIR, KEYS, START_MS, Writer, room
from tests.sync.test_fold import folded, meeting_of


def journal(folder: Path, key: DeviceKey, events: list[Event]) -> tuple[EventLog, Journal]:
    log = EventLog(folder / f"{KEYS.index(key)}.db")
    log.add(events)
    return log, Journal(log, key, HybridClock(lambda: START_MS), events[0].meeting)


@pytest.mark.expected_log("was written twice")
def test_row_8_a_fork_freezes_the_log_and_keeps_the_proof(tmp_path: Path) -> None:
    events, writers = room()
    anne, twin = writers[ANNE], Writer(ANNE, writers[ANNE].meeting)
    shared = anne.post("共通")
    twin.sequence, twin.previous = anne.sequence, anne.previous
    one, more, other = anne.post("一方"), anne.post("続き"), twin.post("他方")
    log, chair = journal(tmp_path, CHAIR, [*events, shared])
    chair.take([one, more])
    assert chair.have()[anne.log] == 3
    chair.take([other])
    (proof,) = chair.proofs()
    assert proof.kind == "log.fork"
    assert chair.proofs() == ()
    assert chair.have()[anne.log] == chair.saved()[anne.log] == 1
    assert len(chair.frames(anne.log, 0, 9)) == 1
    assert chair.frames(anne.log, 1, 9) == []
    assert chair.take([one, more, other, anne.post("さらに")]).new == ()
    meeting = chair.fold.meeting()
    assert meeting is not None
    assert (meeting.forked, [each.body for each in meeting.comments]) == ((ANNE.device,), ["共通"])
    chair.save_now()
    assert chair.have()[anne.log] == chair.saved()[anne.log] == 1
    log.close()

    log, again = journal(tmp_path, CHAIR, [*events])  # after a restart
    assert again.have() == chair.have()
    assert again.fold.digest() == chair.fold.digest()
    log.close()

    log, ben = journal(tmp_path, BEN, [*events, shared])  # who hears of the proof first
    ben.take([proof, one])
    assert (ben.have()[anne.log], ben.proofs()) == (1, ())
    assert ben.fold.digest() == chair.fold.digest()
    log.close()


@pytest.mark.expected_log("was written twice")
def test_row_8_a_fork_is_seen_in_the_same_place_too(tmp_path: Path) -> None:
    events, writers = room()
    twin = Writer(ANNE, writers[ANNE].meeting)
    one, other = writers[ANNE].post("一方"), twin.post("他方")
    log, chair = journal(tmp_path, CHAIR, [*events, one])
    chair.compare([one])
    assert chair.proofs() == ()
    chair.compare([other, other])
    assert len(chair.proofs()) == 1
    assert chair.fold.frozen_at(one.log) == 1
    log.close()


@pytest.mark.expected_log("was written twice")
def test_a_device_whose_own_log_is_frozen_goes_on_in_a_new_one(tmp_path: Path) -> None:
    events, _ = room()
    log, anne = journal(tmp_path, ANNE, events)
    mine = anne.write("comment.add", body={"body": "私"})
    clone = Writer(ANNE, events[0].meeting, mine.log)
    anne.compare([clone.post("複製")])
    assert len(anne.proofs()) == 1
    after = anne.write("comment.add", body={"body": "続ける"})
    assert after.log != mine.log
    meeting = anne.fold.meeting()
    assert meeting is not None
    assert [each.body for each in meeting.comments] == ["続ける"]
    log.close()


def test_nobody_freezes_the_log_of_another(tmp_path: Path) -> None:
    events, writers = room()
    posted = writers[ANNE].post("残る")
    imposter = Writer(BEN, posted.meeting, posted.log)
    false = [imposter.post("偽"), Writer(BEN, posted.meeting, posted.log).post("偽2")]
    assert forked_at(posted, false[0]) is None
    lie = writers[BEN].say("log.fork", proof_of(false[0], false[1]))
    meeting = meeting_of([*events, posted, lie])
    assert ([each.body for each in meeting.comments], meeting.forked) == (["残る"], (BEN.device,))
    log, chair = journal(tmp_path, CHAIR, [*events, posted])
    chair.take([lie])
    chair.compare(false)
    assert chair.proofs() == ()
    assert chair.have()[posted.log] == 1
    log.close()


@given(
    name=st.sampled_from(("first", "second")),
    field=st.sampled_from(("header", "signature")),
    at=st.integers(0, 85),
)
def test_a_proof_with_one_wrong_sign_proves_nothing(name: str, field: str, at: int) -> None:
    events, writers = room()
    one, other = writers[ANNE].post("一"), Writer(ANNE, writers[ANNE].meeting).post("二")
    body = proof_of(one, other)
    assert proven(body, one.meeting) == forked_at(one, other)
    assert proven(body, "A" * 43) is None
    text = body[name][field]
    body[name][field] = text[:at] + ("A" if text[at] != "A" else "x") + text[at + 1 :]
    changed_unused_bits = field == "signature" and at == 85
    assert changed_unused_bits or proven(body, one.meeting) is None
    assert proven(proof_of(one, one), one.meeting) is None
    lie = writers[BEN].say("log.fork", proof_of(one, one))
    assert folded([*events, lie]).frozen() == {}


def test_logs_of_all_chairs_are_sent_first(tmp_path: Path) -> None:
    events, writers = room()
    ben, anne = writers[BEN], writers[ANNE]
    said = [
        anne.post("先"),
        writers[CHAIR].say("chair.transfer", {"to": BEN.device, "term": 1}, position=7),
        ben.say("meeting.close", {}, term=1, position=1),
    ]
    log, seat = journal(tmp_path, BEN, [*events, *said])
    assert list(seat.in_order(seat.have())) == [writers[CHAIR].log, ben.log, anne.log]
    assert seat.chair == BEN.device
    assert seat.write("meeting.open").authority == (1, 2)
    assert seat.have_of(ANNE.device) == {anne.log: 1}
    log.close()


def test_row_27_a_claim_stands_first_in_its_term_also_after_a_restart(tmp_path: Path) -> None:
    events, _ = room()
    log, chair = journal(tmp_path, CHAIR, events)
    taken = chair.write("chair.claim", body={"term": 1, "seen": [0, 6]})
    assert (taken.authority, chair.fold.authority()) == ((1, 1), (1, 1))
    log.close()
    log, chair = journal(tmp_path, CHAIR, events)
    word = chair.write("meeting.open")
    assert (word.authority, word.log == taken.log) == ((1, 2), False)
    log.close()

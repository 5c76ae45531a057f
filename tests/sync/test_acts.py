"""What a member's command means when it does not say everything."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from sync.acts import Acts
from sync.clock import HybridClock
from sync.errors import KurumazaError
from sync.events import Event
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.log import EventLog
from sync.meeting import Anchor, CommentDraft, Meeting, Phase
from sync.session import Session
from tests.fakes import Room, plan, run
from tests.sync.strategies import ANNE, BEN, CHAIR, START_MS, Writer, admit, create, paper, replacement, room


def test_a_comment_without_an_item_belongs_where_it_was_made(tmp_path: Path) -> None:
    async def day() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            planned = plan(tmp_path / "files", size=1_000, seats=False)
            first, second = planned.agenda
            await chair.node.host(replace(planned, agenda=(second, first)))
            meeting = chair.node.meeting()
            assert meeting is not None
            document = meeting.agenda[1].documents[0].document

            await chair.node.post(CommentDraft("どこでもない"))
            await chair.node.open_agenda("1")
            of_document = await chair.node.post(CommentDraft("資料の議題", anchor=Anchor(document, 2)))
            await chair.node.post(CommentDraft("返信は元と同じ", reply_to=of_document))
            await chair.node.post(CommentDraft("いまの議題"))
            await chair.node.post(CommentDraft("言ったとおり", agenda="2"))

            meeting = chair.node.meeting()
            assert meeting is not None
            assert {comment.body: comment.agenda for comment in meeting.comments} == {
                "どこでもない": "",
                "資料の議題": "2",
                "返信は元と同じ": "2",
                "いまの議題": "1",
                "言ったとおり": "2",
            }

    run(asyncio.wait_for(day(), 30))


def test_the_chair_is_handed_over_and_the_new_one_removes_and_closes_with_a_cut(tmp_path: Path) -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    posted = anne.post("前")
    first, session = acts(tmp_path / "chair", CHAIR, [*events, posted])
    with pytest.raises(KurumazaError) as caught:
        first.transfer_chair("A" * 43)
    assert caught.value.code == "not_found"
    for wrong in (
        lambda: first.remove(CHAIR.device),
        lambda: first.transfer_chair(CHAIR.device),
        first.claim_chair,
    ):
        with pytest.raises(KurumazaError) as caught:
            wrong()
        assert caught.value.code == "not_allowed"
    removed = first.remove(ANNE.device)
    assert (removed.body or {})["upto"] == {anne.log: 1}
    (cut,) = first.cut()
    assert (cut.body or {})["have"] == {chair.log: 6, anne.log: 1, removed.log: 1}
    assert first.cut() == ()
    given = first.transfer_chair(BEN.device)
    with pytest.raises(KurumazaError) as caught:
        first.remove(BEN.device)
    assert caught.value.code == "not_the_chair"
    close(session)

    written = [*events, posted, removed, cut, given]
    second, session = acts(tmp_path / "ben", BEN, written)
    ended = second.end()
    meeting = session.meeting()
    assert meeting is not None
    assert (meeting.chair, meeting.term, meeting.phase) == (BEN.device, 1, Phase.CLOSED)
    assert (session.written[0].kind, session.written[0].authority, ended.authority) == ("cut", (1, 1), (1, 2))
    close(session)


def test_a_removed_device_is_told_so_and_a_void_word_is_said_again(tmp_path: Path) -> None:
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    anne = Writer(ANNE, chair.meeting)
    claimed = anne.say("chair.claim", {"term": 1, "seen": [0, 4]}, term=1, position=1)
    item = [{"item": "x", "title": "議題"}]
    void = anne.say("agenda.set", {"items": item}, term=1, position=2)
    ours, session = acts(tmp_path / "ben", BEN, events)
    taken = ours.claim_chair()
    assert (taken.authority, (taken.body or {})["seen"]) == ((1, 1), (0, 4))
    session.journal.take([claimed, void])
    with pytest.raises(KurumazaError):
        ours.reissue(["A" * 43])
    (again,) = ours.reissue([void.event_id])
    assert (again.kind, again.authority, session.journal.fold.void()) == ("agenda.set", (1, 2), ())
    gone = ours.remove(ANNE.device)
    close(session)

    seat, session = acts(tmp_path / "anne", ANNE, [*events, taken, again, gone])
    with pytest.raises(KurumazaError) as caught:
        seat.post(CommentDraft("まだ"))
    assert caught.value.code == "removed"
    close(session)


def test_a_void_replacement_is_said_again_of_the_document_that_was_added_again(tmp_path: Path) -> None:
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    events.append(chair.say("agenda.set", {"items": [{"item": "a", "title": "議題"}]}, position=5))
    anne = Writer(ANNE, chair.meeting)
    claimed = anne.say("chair.claim", {"term": 1, "seen": [0, 5]}, term=1, position=1)
    added = anne.say("document.add", paper(), term=1, position=2)
    replaced = anne.say("document.replace", replacement(2), added.event_id, term=1, position=3)
    ours, session = acts(tmp_path / "ben", BEN, events)
    ours.claim_chair()
    session.journal.take([claimed, added, replaced])
    assert [act.event_id for act in session.journal.fold.void()] == [added.event_id, replaced.event_id]
    again, changed = ours.reissue([added.event_id, replaced.event_id])
    assert changed.target == again.event_id != added.event_id
    meeting = session.meeting()
    assert meeting is not None
    assert [(each.document, each.version) for each in meeting.agenda[0].documents] == [(again.event_id, 2)]
    assert session.journal.fold.void() == ()
    close(session)


class Table:
    """A session without peers: it has a journal and notes what was written."""

    def __init__(self, folder: Path, key: DeviceKey, events: list[Event]) -> None:
        folder.mkdir()
        self.log = EventLog(folder / "events.db")
        self.log.add(events)
        self.journal = Journal(self.log, key, HybridClock(lambda: START_MS), events[0].meeting)
        self.written: list[Event] = []

    def was_removed(self, device: str) -> bool:
        return self.journal.fold.was_removed(device)

    def meeting(self) -> Meeting | None:
        return self.journal.fold.meeting()

    def wrote(self, event: Event) -> None:
        self.written.append(event)


def acts(folder: Path, key: DeviceKey, events: list[Event]) -> tuple[Acts, Table]:
    table = Table(folder, key, events)
    return Acts(cast("Session", table), key.device), table


def close(table: Table) -> None:
    table.log.close()

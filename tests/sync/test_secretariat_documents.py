"""The secretariat keeps the documents beside the chair: the same on every device, in every order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.events import Event
from sync.meeting import Document, Meeting
from tests.simulator.naive import PlainRules, office_order
from tests.sync.offices import offices
from tests.sync.strategies import (
    ANNE,
    BEN,
    CHAIR,
    OBSERVER,
    SECRETARY,
    START_MS,
    Writer,
    admit,
    create,
    paper,
    replacement,
    room,
)
from tests.sync.test_fold import folded, folded_in_any_order, meeting_of

Writers = dict[Any, Writer]


def hall() -> tuple[list[Event], Writers, Event]:
    """A room with an agenda and a document of the chair; positions up to 8 are used."""
    events, writers = room()
    items = [{"item": "a", "title": "議題"}]
    events.append(writers[CHAIR].say("agenda.set", {"items": items}, position=7))
    document = writers[CHAIR].say("document.add", paper("予算案"), position=8)
    return [*events, document], writers, document


def known(events: list[Event], document: Event) -> Document:
    found = meeting_of(events).known_document(document.event_id)
    assert found is not None
    return found


def files(document: Document) -> list[str]:
    return [version.sha256[0] for version in document.versions]


def every_document(meeting: Meeting) -> dict[str, Document]:
    on_agenda = (document for item in meeting.agenda for document in item.documents)
    return {document.document: document for document in (*on_agenda, *meeting.withdrawn)}


@given(events=offices(), data=st.data())
def test_every_order_gives_the_same_documents(events: list[Event], data: st.DataObject) -> None:
    expected = folded(events)
    fold = folded_in_any_order(events, data)
    assert fold.meeting() == expected.meeting()
    assert fold.digest() == expected.digest()
    assert (fold.brought(), fold.collected()) == (expected.brought(), expected.collected())


@given(events=offices())
def test_the_documents_are_those_of_the_plain_rules(events: list[Event]) -> None:
    """All events at once, sorted: what chair and secretariat said at positions that were reached."""
    rules, fold = PlainRules(events), folded(events)
    kept = sorted((event for event in events if rules.moderates(event)), key=PlainRules.order)
    confidential = (events[0].body or {})["policy"]["confidential"]
    found = every_document(meeting_of(events))
    brought: set[str] = set()
    for add in (event for event in kept if event.kind == "document.add"):
        about = [event for event in kept if event.target == add.event_id]
        versions = [add, *office_order(event for event in about if event.kind == "document.replace")]
        gone = {(e.body or {})["version"] for e in about if e.kind == "document.withdraw"}
        sealed = confidential or any((version.body or {})["key"] for version in versions)
        named = any(event.kind == "document.collect" for event in about)
        later = [
            e for e in kept if e.kind == "document.collect" and PlainRules.order(e) > PlainRules.order(add)
        ]
        collected = sealed and (named or any(not event.target for event in later))
        brought |= {version.event_id for version in versions}
        assert (add.event_id in fold.collected()) == collected
        if (document := found.pop(add.event_id, None)) is None:
            continue  # its item is not on the agenda any more
        assert [each.event for each in document.versions] == [version.event_id for version in versions]
        assert [bool(each.withdrawn_ms) for each in document.versions] == [
            version.event_id in gone for version in versions
        ]
        left = [version for version in versions if version.event_id not in gone]
        assert bool(document.withdrawn_ms) == ("" in gone or not left)
        assert document.collected == collected
        if left:
            assert document.sha256 == (left[-1].body or {})["sha256"]
    assert found == {}
    assert fold.brought() == brought


@pytest.mark.parametrize("key", [ANNE, OBSERVER])
@pytest.mark.parametrize("position", [8, 99])
@pytest.mark.parametrize(
    "kind", ["document.add", "document.replace", "document.withdraw", "document.collect"]
)
def test_nobody_else_touches_the_documents(key: Any, position: int, kind: str) -> None:
    events, writers, _document = hall()
    events.append(writers[CHAIR].say("document.add", {**paper(), "key": "5" * 64}, position=9))
    body = {"document.add": {**paper("偽の資料"), "key": "5" * 64}, "document.replace": replacement(9)}
    target = "" if kind == "document.add" else events[-1].event_id
    forged = writers[key].say(kind, body.get(kind, {}), target, position=position)
    before, after = folded(events), folded([*events, forged])
    assert after.digest() == before.digest()
    assert (after.brought(), after.collected()) == (before.brought(), before.collected())


def test_the_secretariat_adds_replaces_withdraws_and_calls_in() -> None:
    events, writers, document = hall()
    office = writers[SECRETARY]
    late = office.say("document.add", {**paper("当日配布"), "key": "5" * 64}, position=8)
    events += [late, office.say("document.replace", replacement(2), document.event_id, position=8)]
    assert [each.title for each in meeting_of(events).agenda[0].documents] == ["予算案", "当日配布"]
    assert files(known(events, document)) == ["1", "2"]
    events.append(
        office.say("document.withdraw", {"version": events[-1].event_id}, document.event_id, position=8)
    )
    assert (known(events, document).version, known(events, document).sha256) == (1, "1" * 64)
    call = office.say("document.collect", {}, position=8)
    done = writers[ANNE].say("document.collected", {"documents": [late.event_id]}, call.event_id, position=8)
    meeting = meeting_of([*events, call, done])
    assert folded([*events, call]).collected() == {late.event_id}
    assert [each.collected for each in meeting.agenda[0].documents] == [False, True]
    assert [receipt.device for receipt in meeting.collections[0].receipts] == [ANNE.device]


def test_of_replacements_at_once_the_later_word_of_authority_is_the_present_version() -> None:
    """The clocks decide only between words at one position; the chair's next word is newer than all."""
    events, writers, document = hall()
    chair, office = writers[CHAIR], writers[SECRETARY]
    here, there = replacement(2), replacement(3)
    theirs = office.say("document.replace", here, document.event_id, position=8, ms=START_MS + 9_000)
    ours = chair.say("document.replace", there, document.event_id, position=9, ms=START_MS + 1_000)
    for order in ([theirs, ours], [ours, theirs]):
        assert files(known([*events, *order], document)) == ["1", "2", "3"]
    after = office.say("document.replace", replacement(4), document.event_id, position=9, ms=START_MS)
    assert files(known([after, *events, theirs, ours], document)) == ["1", "2", "4", "3"]
    later = office.say("document.replace", replacement(5), document.event_id, position=9, ms=START_MS + 2_000)
    assert files(known([later, *events, theirs, ours], document)) == ["1", "2", "3", "5"]


def test_its_word_waits_for_the_position_it_names() -> None:
    events, writers, document = hall()
    early = writers[SECRETARY].say("document.replace", replacement(2), document.event_id, position=9)
    fold = folded([early, *events])
    assert files(known([early, *events], document)) == ["1"]
    fold.digest()
    fold.apply(writers[CHAIR].say("agenda.open", {"item": "a"}, position=9))
    meeting = fold.meeting()
    assert meeting is not None
    assert files(meeting.agenda[0].documents[0]) == ["1", "2"]


def test_after_its_removal_only_what_the_removal_names_counts() -> None:
    events, writers, document = hall()
    chair, office = writers[CHAIR], writers[SECRETARY]
    before = office.say("document.replace", replacement(2), document.event_id, position=8)
    after = office.say("document.replace", replacement(3), document.event_id, position=8)
    upto = {office.log: before.sequence}
    removal = chair.say("roster.remove", {"device": SECRETARY.device, "upto": upto}, position=9)
    for order in ([before, after, removal], [removal, after, before]):
        assert files(known([*events, *order], document)) == ["1", "2"]
    again = admit(chair, SECRETARY, position=10)
    newer = office.say("document.replace", replacement(4), document.event_id, position=10)
    assert files(known([newer, *events, before, after, removal, again], document)) == ["1", "2", "4"]


def test_the_role_at_the_position_it_names_is_what_counts() -> None:
    events, writers, document = hall()
    chair = writers[CHAIR]
    made = admit(chair, ANNE, position=9, role="secretariat")
    unmade = admit(chair, SECRETARY, position=10, role="member")
    events += [made, unmade]
    said = [
        writers[ANNE].say("document.replace", replacement(2), document.event_id, position=8),
        writers[ANNE].say("document.replace", replacement(3), document.event_id, position=9),
        writers[SECRETARY].say("document.replace", replacement(4), document.event_id, position=9),
        writers[SECRETARY].say("document.replace", replacement(5), document.event_id, position=10),
    ]
    assert sorted(files(known([*said, *events], document))) == ["1", "3", "4"]


def test_what_comes_after_the_close_is_outside_of_the_record_and_changes_nothing_of_it() -> None:
    events, writers, document = hall()
    chair, office = writers[CHAIR], writers[SECRETARY]
    posted = writers[ANNE].post(position=8)
    have = {writers[ANNE].log: 1, chair.log: chair.sequence}
    closing = [chair.say("cut", {"have": have}, position=9), chair.say("meeting.close", {}, position=10)]
    said = [
        office.say("comment.hide", {}, posted.event_id, position=10),
        office.say("document.replace", replacement(2), document.event_id, position=10),
    ]
    fold = folded([*events, posted, *closing, *said])
    meeting = fold.meeting()
    assert meeting is not None
    assert not meeting.comments[0].hidden
    assert files(meeting.agenda[0].documents[0]) == ["1"]
    cut = fold.closing_cut()
    assert cut is not None
    assert office.log not in cut


def two_halves(role: str) -> tuple[list[Event], Writer, Writer, Event]:
    """A deputy (the second writer) took the chair over, and so did the creator, whose right is better."""
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["4"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    events.append(admit(chair, SECRETARY, position=5, role=role))
    events.append(chair.say("agenda.set", {"items": [{"item": "a", "title": "議題"}]}, position=6))
    deputy = Writer(SECRETARY, chair.meeting)
    claim = {"term": 1, "seen": [0, 6]}
    events += [writer.say("chair.claim", claim, term=1, position=1) for writer in (chair, deputy)]
    added = deputy.say("document.add", paper("片方の資料"), term=1, position=2)
    return [*events, added], chair, deputy, added


def test_what_a_member_said_in_a_void_term_is_void() -> None:
    events, chair, _deputy, added = two_halves("member")
    events.append(chair.say("agenda.open", {"item": "a"}, term=1, position=2))
    assert meeting_of(events).agenda[0].documents == ()
    assert [act.event_id for act in folded(events).void()] == [added.event_id]


def test_what_the_secretariat_said_in_a_void_term_counts_once_the_chair_came_as_far() -> None:
    events, chair, deputy, added = two_halves("secretariat")
    assert meeting_of(events).agenda[0].documents == ()
    assert [act.event_id for act in folded(events).void()] == [added.event_id]
    events.append(chair.say("agenda.open", {"item": "a"}, term=1, position=2))
    assert [each.title for each in meeting_of(events).agenda[0].documents] == ["片方の資料"]
    assert folded(events).void() == ()
    events.append(
        deputy.say("document.replace", replacement(2), added.event_id, term=1, position=2, ms=START_MS + 1)
    )
    assert files(known(events, added)) == ["1", "2"]


def test_the_creator_keeps_no_right_when_the_chair_is_another_one() -> None:
    events, writers, document = hall()
    chair, heir = writers[CHAIR], writers[BEN]
    events.append(chair.say("chair.transfer", {"to": BEN.device, "term": 1}, position=9))
    events.append(heir.say("agenda.open", {"item": "a"}, term=1, position=1))
    events.append(chair.say("document.replace", replacement(2), document.event_id, term=1, position=1))
    assert files(known(events, document)) == ["1"]
    office = writers[SECRETARY]
    events.append(office.say("document.replace", replacement(3), document.event_id, term=1, position=1))
    assert files(known(events, document)) == ["1", "3"]

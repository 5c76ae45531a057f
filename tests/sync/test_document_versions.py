"""Documents that are replaced and withdrawn: what follows, whatever the order of arrival."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.events import Event
from sync.fold import Fold
from sync.meeting import Document, Meeting
from tests.sync.strategies import (
    ANNE,
    BEN,
    CHAIR,
    START_MS,
    Writer,
    admit,
    create,
    paper,
    replacement,
    room,
)

FIRST, SECOND, THIRD = ("1" * 64, "2" * 64, "3" * 64)


def folded(events: Iterable[Event]) -> Fold:
    fold = Fold()
    for event in events:
        fold.apply(event)
    return fold


def meeting_of(events: Iterable[Event]) -> Meeting:
    meeting = folded(events).meeting()
    assert meeting is not None
    return meeting


def known(events: Iterable[Event], document: Event) -> Document:
    found = meeting_of(events).known_document(document.event_id)
    assert found is not None
    return found


class Desk:
    """The chair at an agenda of one item."""

    def __init__(self) -> None:
        self.events, writers = room()
        self.chair, self.anne = writers[CHAIR], writers[ANNE]
        self.position = 6
        self.say("agenda.set", {"items": [{"item": "a", "title": "議題"}]})
        self.paper = self.say("document.add", paper("予算案"))

    def say(self, kind: str, body: dict[str, object], target: str = "", ms: int = 0) -> Event:
        self.position += 1
        event = self.chair.say(kind, body, target, position=self.position, ms=START_MS + ms)
        self.events.append(event)
        return event

    def replace(self, digit: int, reason: str = "誤記の訂正", title: str = "", ms: int = 0) -> Event:
        body = {**replacement(digit, reason), "title": title}
        return self.say("document.replace", body, self.paper.event_id, ms)

    def withdraw(self, version: str = "") -> Event:
        return self.say("document.withdraw", {"version": version}, self.paper.event_id)


def test_versions_stand_oldest_first_with_number_time_and_reason() -> None:
    desk = Desk()
    desk.replace(2, "誤記\n\u202eの訂正", ms=1_000)
    newest = desk.replace(3, "", "予算案（修正）", ms=2_000)
    document = meeting_of(desk.events).agenda[0].documents[0]
    assert document.document == desk.paper.event_id
    assert (document.sha256, document.version, document.title) == (THIRD, 3, "予算案（修正）")
    assert [(each.number, each.sha256, each.reason, each.at_ms - START_MS) for each in document.versions] == [
        (1, FIRST, "", 0),
        (2, SECOND, "誤記 の訂正", 1_000),
        (3, THIRD, "", 2_000),
    ]
    assert document.present is not None
    assert document.present.event == newest.event_id


def test_the_position_of_authority_numbers_versions_and_not_the_clock() -> None:
    desk = Desk()
    desk.replace(2, ms=9_000)
    desk.replace(3, ms=1_000)
    assert [version.sha256 for version in known(desk.events, desk.paper).versions] == [FIRST, SECOND, THIRD]


def test_a_withdrawn_document_stays_withdrawn_whatever_replaces_it() -> None:
    desk = Desk()
    desk.withdraw()
    desk.replace(2)
    meeting = meeting_of(desk.events)
    assert meeting.agenda[0].documents == ()
    assert meeting.document(desk.paper.event_id) is None
    (gone,) = meeting.withdrawn
    assert (gone.document, gone.title, bool(gone.withdrawn_ms)) == (desk.paper.event_id, "予算案", True)


def test_one_withdrawn_version_leaves_the_others_and_their_numbers() -> None:
    desk = Desk()
    second = desk.replace(2, title="予算案（誤）")
    third = desk.replace(3)
    desk.withdraw(third.event_id)
    document = known(desk.events, desk.paper)
    assert (document.version, document.sha256, document.withdrawn_ms) == (2, SECOND, 0)
    desk.withdraw(second.event_id)
    document = known(desk.events, desk.paper)
    assert (document.version, document.sha256, document.title) == (1, FIRST, "予算案")
    fourth = desk.replace(4)
    document = known(desk.events, desk.paper)
    assert (document.version, document.sha256) == (4, "4" * 64)
    assert [bool(version.withdrawn_ms) for version in document.versions] == [False, True, True, False]
    desk.withdraw(desk.paper.event_id)
    desk.withdraw(fourth.event_id)
    assert meeting_of(desk.events).agenda[0].documents == ()


def test_who_replaces_what_is_not_there_waits_and_others_than_the_chair_replace_nothing() -> None:
    desk = Desk()
    early = desk.chair.say("document.replace", replacement(2), desk.paper.event_id, position=9)
    before = [event for event in desk.events if event is not desk.paper]
    assert meeting_of([*before, early]).agenda[0].documents == ()
    assert known([*before, early, desk.paper], desk.paper).version == 2
    foreign = desk.anne.say("document.replace", replacement(3), desk.paper.event_id, position=9)
    gone = desk.anne.say("document.withdraw", {}, desk.paper.event_id, position=9)
    assert known([*desk.events, foreign, gone], desk.paper).version == 1
    stray = desk.chair.say("document.replace", replacement(3), early.event_id, position=10)
    assert known([*desk.events, early, stray], desk.paper).version == 2


def test_a_comment_stays_on_the_version_it_was_made_on() -> None:
    desk = Desk()
    where = {"document": desk.paper.event_id, "page": 3}
    old = desk.anne.post("旧", **where)
    desk.replace(2)
    read = desk.anne.post("読んだ版", **where, version_sha256=FIRST)
    new = desk.anne.post("新", **where, version_sha256=SECOND)
    foreign = desk.anne.post("どこにもない版", **where, version_sha256="9" * 64)
    meeting = meeting_of([*desk.events, old, read, new, foreign])
    document = known(desk.events, desk.paper)
    anchors = [comment.anchor for comment in meeting.comments if comment.anchor]
    numbers = [document.version_of(anchor.sha256) for anchor in anchors]
    assert [version and version.number for version in numbers] == [1, 1, 2, None]
    desk.withdraw()
    assert [comment.anchor for comment in meeting_of([*desk.events, old]).comments] == [anchors[0]]


steps = st.lists(
    st.tuples(st.sampled_from(("replace", "withdraw", "version")), st.integers(1, 9), st.integers(-3, 3)),
    max_size=7,
)


def story(said: Sequence[tuple[str, int, int]]) -> tuple[Desk, list[Event]]:
    desk = Desk()
    versions = [desk.paper]
    for what, pick, seconds in said:
        if what == "replace":
            versions.append(desk.replace(pick, ms=seconds * 1_000))
        else:
            desk.withdraw(versions[pick % len(versions)].event_id if what == "version" else "")
    return desk, versions


@given(said=steps, data=st.data())
def test_every_order_gives_the_same_versions(said: list[tuple[str, int, int]], data: st.DataObject) -> None:
    desk, _ = story(said)
    expected = folded(desk.events)
    arriving = data.draw(st.permutations(desk.events))
    fold = Fold()
    for event in (*arriving, *arriving[:3]):
        fold.apply(event)
        if event.kind == "document.replace":
            fold.digest()  # what is kept between looks must not show
    assert fold.digest() == expected.digest()
    assert fold.meeting() == expected.meeting()


@given(said=steps)
def test_withdrawal_is_final_and_numbers_never_change(said: list[tuple[str, int, int]]) -> None:
    desk, versions = story(said)
    document = known(desk.events, desk.paper)
    assert [each.event for each in document.versions] == [each.event_id for each in versions]
    assert [each.number for each in document.versions] == list(range(1, len(versions) + 1))
    left = [each for each in document.versions if not each.withdrawn_ms]
    whole = any(what == "withdraw" for what, _, _ in said)
    on_agenda = meeting_of(desk.events).document(desk.paper.event_id) is not None
    assert on_agenda == (bool(left) and not whole)
    if left:
        assert (document.version, document.sha256) == (left[-1].number, left[-1].sha256)


def two_deputies() -> tuple[list[Event], Writer, Writer]:
    """Two deputies took the chair over in one term; the second writer is the one that lost it."""
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    winner, loser = Writer(BEN, chair.meeting), Writer(ANNE, chair.meeting)
    claim = {"term": 1, "seen": [0, 4]}
    events += [writer.say("chair.claim", claim, term=1, position=1) for writer in (winner, loser)]
    return events, winner, loser


@pytest.mark.parametrize("settled", [False, True])
def test_a_replacement_of_a_void_term_is_offered_until_the_chair_replaces_the_same(*, settled: bool) -> None:
    events, winner, loser = two_deputies()
    added = winner.say("document.add", paper(), term=1, position=2)
    void = loser.say("document.replace", replacement(5), added.event_id, term=1, position=2)
    events += [added, void]
    if settled:
        later = START_MS + 5
        body = replacement(6)
        events.append(winner.say("document.replace", body, added.event_id, term=1, position=3, ms=later))
    fold = folded(events)
    assert fold.chair() == BEN.device
    assert [act.event_id for act in fold.void()] == ([] if settled else [void.event_id])


@pytest.mark.parametrize("end", ["", "said again", "called in", "closed"])
def test_a_file_of_a_void_term_is_stray_once_the_chair_says_it_again_no_more(end: str) -> None:
    events, winner, loser = two_deputies()
    void = loser.say("document.add", paper(), term=1, position=2)
    events.append(void)
    match end:
        case "said again":
            events.append(winner.say("document.add", paper(), term=1, position=2))
        case "called in":
            events.append(winner.say("document.collect", {}, term=1, position=2))
        case "closed":
            events.append(winner.say("meeting.close", {}, term=1, position=2))
    stray = {void.event_id} if end else set()
    assert folded(events).stray_files() == stray
    assert folded(events[::-1]).stray_files() == stray
    assert folded([event for event in events if event.device != BEN.device]).stray_files() == frozenset()


def test_a_version_of_a_void_term_is_stray_once_its_document_was_called_in() -> None:
    events, winner, loser = two_deputies()
    sealed = "ab" * 32
    added = winner.say("document.add", {**paper(), "key": sealed}, term=1, position=2)
    void = loser.say(
        "document.replace", {**replacement(5), "key": sealed}, added.event_id, term=1, position=2
    )
    events += [added, void]
    assert folded(events).stray_files() == frozenset()
    events.append(winner.say("document.collect", {}, added.event_id, term=1, position=3))
    assert folded(events).stray_files() == {void.event_id}

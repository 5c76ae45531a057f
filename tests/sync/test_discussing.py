import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.bodies import parse_body
from sync.discussion import Region
from sync.errors import BadEvent
from sync.events import Event
from sync.meeting import Anchor, Moderation, Presentation
from tests.simulator.checks import discussion_problems, plain_of
from tests.simulator.naive import PlainRules
from tests.sync.discussions import discussions
from tests.sync.strategies import (
    ANNE,
    BEN,
    CHAIR,
    OBSERVER,
    SECRETARY,
    START_MS,
    Writer,
    admit,
    paper,
    room,
)
from tests.sync.test_fold import folded, folded_in_any_order, meeting_of


@given(events=discussions(), data=st.data())
def test_every_order_gives_the_same_discussion(events: list[Event], data: st.DataObject) -> None:
    expected = folded(events)
    fold = folded_in_any_order(events, data)
    assert fold.meeting() == expected.meeting()
    assert fold.digest() == expected.digest()


@given(events=discussions())
def test_the_discussion_is_that_of_the_plain_rules(events: list[Event]) -> None:
    meeting, rules = meeting_of(events), PlainRules(events)
    assert plain_of(meeting) == rules.meeting()
    assert discussion_problems(meeting, rules) == []


FORGED = [
    (ANNE, "moderation.set", {"mode": "hold"}),
    (SECRETARY, "moderation.set", {"mode": "hold"}),
    (ANNE, "comment.group", "comments"),
    (ANNE, "agenda.open", {"item": "a"}),
    (SECRETARY, "agenda.pause", {"on": True}),
    (ANNE, "presenter.give", {"device": ANNE.device}),
    (ANNE, "presenter.set", "document"),
    (SECRETARY, "presenter.call", "document"),
    (BEN, "floor.grant", {"device": BEN.device}),
    (SECRETARY, "floor.grant", {"device": SECRETARY.device}),
    (OBSERVER, "floor.request", {}),
    (ANNE, "poll.open", {"question": "?"}),
]


@pytest.mark.parametrize(("key", "kind", "body"), FORGED)
@pytest.mark.parametrize("position", [8, 99])
def test_a_seat_without_the_right_changes_nothing(key: Any, kind: str, body: Any, position: int) -> None:
    events, writers, document = hall()
    posted = [writers[BEN].post(), writers[BEN].post()]
    bodies = {
        "comments": {"comments": [each.event_id for each in posted]},
        "document": {"document": document},
    }
    said = [*events, *posted]
    forged = writers[key].say(
        kind, bodies.get(body, {}) if isinstance(body, str) else body, position=position
    )
    assert folded([*said, forged]).digest() == folded(said).digest()


def hall(**policy: Any) -> tuple[list[Event], dict[Any, Writer], str]:
    """A room with an agenda and a document; positions up to 8 are used."""
    events, writers = room(**policy)
    events.append(writers[CHAIR].say("agenda.set", {"items": ITEMS}, position=7))
    events.append(writers[CHAIR].say("document.add", paper(), position=8))
    return events, writers, events[-1].event_id


ITEMS = [{"item": item, "title": f"議題{item}"} for item in "ab"]


def test_comments_are_held_by_the_rule_before_the_cut_that_has_them() -> None:
    events, writers, _ = hall()
    chair, anne = writers[CHAIR], writers[ANNE]
    before, after = anne.post("前", position=8), anne.post("後", position=8, ms=START_MS + 1)
    cut = chair.say("cut", {"have": {anne.log: 1}}, position=9)
    hold = chair.say("moderation.set", {"mode": "hold"}, position=10)
    said = [*events, before, after, cut, hold]
    meeting = meeting_of(reversed(said))
    assert meeting.moderation is Moderation.HOLD
    assert [(comment.body, comment.held) for comment in meeting.comments] == [("前", False), ("後", True)]
    later = [
        *said,
        chair.say("cut", {"have": {anne.log: 2}}, position=11),
        chair.say("moderation.set", {"mode": "open"}, position=12),
    ]
    assert [comment.held for comment in meeting_of(later).comments] == [False, True]
    release = writers[SECRETARY].say("comment.release", {}, after.event_id, position=12)
    assert [comment.held for comment in meeting_of([release, *later]).comments] == [False, False]


def test_whoever_releases_need_not_be_asked() -> None:
    events, writers, _ = hall(moderation="hold")
    said = [writers[key].post(position=8) for key in (CHAIR, SECRETARY, ANNE)]
    meeting = meeting_of([*said, *events])
    assert {comment.author: comment.held for comment in meeting.comments} == {
        event.device: key is ANNE for event, key in zip(said, (CHAIR, SECRETARY, ANNE), strict=True)
    }


@pytest.mark.parametrize("key", [ANNE, BEN, OBSERVER])
def test_nobody_else_releases_a_comment(key: Any) -> None:
    events, writers, _ = hall(moderation="hold")
    posted = writers[ANNE].post(position=8)
    release = writers[key].say("comment.release", {}, posted.event_id, position=8)
    shown = writers[CHAIR].say("spotlight.set", {}, posted.event_id, position=9)
    meeting = meeting_of([*events, posted, release, shown])
    assert (meeting.comments[0].held, meeting.spotlight) == (True, "")
    freed = writers[CHAIR].say("comment.release", {}, posted.event_id, position=9)
    meeting = meeting_of([*events, posted, release, shown, freed])
    assert (meeting.comments[0].held, meeting.spotlight) == (False, posted.event_id)


def test_an_edit_of_a_released_comment_waits_for_its_own_release() -> None:
    events, writers, _ = hall(moderation="hold")
    office, anne = writers[SECRETARY], writers[ANNE]
    posted = anne.post("前", position=8)
    free = office.say("comment.release", {}, posted.event_id, position=8)
    edit = anne.say("comment.edit", {"body": "後"}, posted.event_id, position=8, ms=START_MS + 5)
    said = [*events, posted, free]
    assert not meeting_of(said).comments[0].held
    said.append(edit)
    assert [(c.body, c.held) for c in meeting_of(reversed(said)).comments] == [("後", True)]
    forged = anne.say("comment.release", {"text": edit.event_id}, posted.event_id, position=8)
    other = office.say("comment.release", {"text": posted.event_id}, posted.event_id, position=8)
    assert meeting_of([*said, forged, other]).comments[0].held
    again = office.say("comment.release", {"text": edit.event_id}, posted.event_id, position=8)
    for order in ([*said, again], [again, edit, free, posted, *events], [*events, edit, again, posted]):
        assert [(c.body, c.held) for c in meeting_of(order).comments] == [("後", False)]
    gone = anne.say("comment.delete", {}, posted.event_id, position=8)
    assert not meeting_of([*said, gone]).comments[0].held  # no text is left to hold


def test_an_edit_that_a_cut_makes_the_newest_is_what_has_to_be_released() -> None:
    events, writers, _ = hall(moderation="hold")
    chair, anne = writers[CHAIR], writers[ANNE]
    posted = anne.post("前", position=8)
    early = anne.say("comment.edit", {"body": "未来"}, posted.event_id, position=8, ms=START_MS + 90_000)
    anew = Writer(ANNE, anne.meeting, "0" * 16)
    late = anew.say("comment.edit", {"body": "後"}, posted.event_id, position=8, ms=START_MS + 60_000)
    freed = chair.say("comment.release", {"text": early.event_id}, posted.event_id, position=8)
    fold = folded([*events, posted, early, late, freed])
    assert [(c.body, c.held) for c in fold.meeting().comments] == [("未来", False)]  # type: ignore[union-attr]
    fold.apply(chair.say("cut", {"have": {anne.log: 2}}, position=9, ms=START_MS + 10))
    assert [(c.body, c.held) for c in fold.meeting().comments] == [("後", True)]  # type: ignore[union-attr]


def test_a_text_that_was_never_released_is_not_in_the_history() -> None:
    events, writers, _ = hall(moderation="hold")
    office, anne = writers[SECRETARY], writers[ANNE]
    posted = anne.post("一", position=8)
    edits = [
        anne.say("comment.edit", {"body": text}, posted.event_id, position=8, ms=START_MS + after)
        for after, text in enumerate("二三", 1)
    ]
    freed = [
        office.say("comment.release", {"text": text}, posted.event_id, position=8)
        for text in ("", edits[1].event_id)
    ]
    (comment,) = meeting_of([*freed, *edits, posted, *events]).comments
    assert (comment.body, comment.held, [each.body for each in comment.versions]) == ("三", False, ["一"])
    fold = folded([*events, posted, *edits, *freed])
    fold.meeting()
    fold.apply(writers[CHAIR].say("moderation.set", {"mode": "open"}, position=9))
    assert [len(c.versions) for c in fold.meeting().comments] == [2]  # type: ignore[union-attr]


def test_an_edit_comes_under_the_rule_of_its_own_time() -> None:
    events, writers, _ = hall()
    chair, anne = writers[CHAIR], writers[ANNE]
    posted = anne.post("前", position=8)
    said = [*events, posted, chair.say("cut", {"have": {anne.log: 1}}, position=9)]
    said.append(chair.say("moderation.set", {"mode": "hold"}, position=10))
    assert not meeting_of(said).comments[0].held
    said.append(anne.say("comment.edit", {"body": "後"}, posted.event_id, position=10, ms=START_MS + 5))
    assert meeting_of(said).comments[0].held


def test_a_reply_is_not_shown_large_without_what_it_replies_to() -> None:
    events, writers, _ = hall()
    chair = writers[CHAIR]
    posted = writers[ANNE].post("前", position=8)
    reply = writers[BEN].post("返信", position=8, ms=START_MS + 1, reply_to=posted.event_id)
    said = [*events, posted, reply, chair.say("spotlight.set", {}, reply.event_id, position=9)]
    assert meeting_of(said).spotlight == reply.event_id
    said.append(chair.say("comment.hide", {}, posted.event_id, position=9))
    assert meeting_of(said).spotlight == ""
    said.append(chair.say("comment.unhide", {}, posted.event_id, position=9, ms=START_MS + 9))
    assert meeting_of(said).spotlight == reply.event_id
    said.append(writers[ANNE].say("comment.delete", {}, posted.event_id, position=9))
    assert meeting_of(said).spotlight == ""


def test_a_comment_is_in_the_group_that_named_it_last() -> None:
    events, writers, _ = hall()
    posted = [writers[ANNE].post(str(n), ms=START_MS + n) for n in range(4)]
    one, two, three, four = (event.event_id for event in posted)
    chair, office = writers[CHAIR], writers[SECRETARY]
    first = chair.say("comment.group", {"comments": [two, one, three], "title": "避難"}, position=8)
    second = office.say("comment.group", {"comments": [three, four]}, position=8, ms=START_MS + 9)
    said = [*events, *posted, first, second]
    meeting = meeting_of(reversed(said))
    assert [(group.title, group.comments) for group in meeting.groups] == [
        ("避難", (two, one)),
        ("", (three, four)),
    ]
    assert [c.group for c in meeting.comments] == [
        first.event_id,
        first.event_id,
        second.event_id,
        second.event_id,
    ]
    large = chair.say("spotlight.set", {}, second.event_id, position=9)
    assert meeting_of([*said, large]).spotlight == second.event_id
    hidden = [chair.say("comment.hide", {}, each, position=9) for each in (three, four)]
    assert meeting_of([*said, large, *hidden]).spotlight == ""
    gone = office.say("comment.group", {"comments": []}, second.event_id, position=9, ms=START_MS + 10)
    meeting = meeting_of([*said, large, gone])
    assert ([group.comments for group in meeting.groups], meeting.spotlight) == ([(two, one)], "")
    assert meeting.comments[2].group == ""


def test_one_request_a_seat_and_a_grant_takes_it_out() -> None:
    events, writers, _ = hall()
    anne, ben, chair = writers[ANNE], writers[BEN], writers[CHAIR]
    first = anne.say("floor.request", {"agenda": "a"}, position=8)
    again = anne.say("floor.request", {}, position=8, ms=START_MS + 5)
    other = ben.say("floor.request", {}, position=8, ms=START_MS + 2)
    said = [*events, again, other, first]
    assert [request.request for request in meeting_of(said).floor.queue] == [first.event_id, other.event_id]
    back = anne.say("floor.withdraw", {}, first.event_id, position=8, ms=START_MS + 6)
    foreign = ben.say("floor.withdraw", {}, first.event_id, position=8, ms=START_MS + 6)
    assert [r.device for r in meeting_of([*said, foreign]).floor.queue] == [ANNE.device, BEN.device]
    assert [r.device for r in meeting_of([*said, back]).floor.queue] == [BEN.device]
    grant = chair.say("floor.grant", {"device": ANNE.device, "limit_s": 60}, position=9, ms=START_MS + 10)
    next_one = chair.say("floor.grant", {"device": BEN.device}, other.event_id, position=10, ms=START_MS + 30)
    floor = meeting_of([*said, next_one, grant]).floor
    assert [(s.device, s.since_ms - START_MS, s.limit_s) for s in floor.speeches] == [
        (ANNE.device, 10, 60),
        (BEN.device, 30, 0),
    ]
    assert (floor.queue, floor.speeches[0].until_ms - START_MS, floor.speech) == (
        (),
        20 + 10,
        floor.speeches[1],
    )
    forged = anne.say("floor.done", {}, next_one.event_id, position=10, ms=START_MS + 31)
    done = ben.say("floor.done", {}, next_one.event_id, position=10, ms=START_MS + 40)
    assert meeting_of([*said, grant, next_one, forged]).floor.speech is not None
    assert meeting_of([*said, grant, next_one, forged, done]).floor.spoken_ms(BEN.device, 0) == 10
    waits_again = anne.say("floor.request", {}, position=10, ms=START_MS + 50)
    assert meeting_of([*said, grant, next_one, waits_again]).floor.place_of(ANNE.device) == 1
    cut = chair.say("cut", {"have": {anne.log: 5}}, position=11)
    closed = chair.say("meeting.close", {}, position=12, ms=START_MS + 60)
    floor = meeting_of([*said, grant, next_one, waits_again, cut, closed]).floor
    assert (floor.speeches[-1].until_ms, floor.queue) == (START_MS + 60, ())


def test_the_clock_of_the_agenda_counts_what_was_not_a_pause() -> None:
    events, writers, _ = hall()
    steps = [
        ("agenda.open", {"item": "a"}, 0),
        ("agenda.pause", {"on": True}, 10),
        ("agenda.pause", {"on": True}, 12),
        ("agenda.pause", {"on": False}, 20),
        ("agenda.open", {"item": "b"}, 25),
        ("agenda.pause", {"on": True}, 30),
        ("agenda.open", {"item": "a"}, 40),
    ]
    said = [
        writers[CHAIR].say(kind, body, position=9 + number, ms=START_MS + after)
        for number, (kind, body, after) in enumerate(steps)
    ]
    clock = meeting_of([*events, *reversed(said)]).clock
    assert [(time.item, time.spent_ms) for time in clock.times] == [("a", 15), ("b", 5)]
    assert (clock.time_of("a").since_ms, clock.paused_since_ms) == (START_MS + 40, 0)
    paused = meeting_of([*events, *said[:2]]).clock
    assert (paused.time_of("a").elapsed_ms(START_MS + 99), paused.paused_since_ms) == (10, START_MS + 10)
    closed = writers[CHAIR].say("meeting.close", {}, position=30, ms=START_MS + 50)
    assert meeting_of([*events, *said, closed]).clock.times[0].elapsed_ms(START_MS + 999) == 25


def test_a_given_presenter_counts_until_it_is_taken_back_and_the_chairs_next_word_is_newer() -> None:
    events, writers, document = hall()
    chair, watching = writers[CHAIR], writers[OBSERVER]
    page = {"document": document, "page": 5, "zoom": 2_000, "x": 1, "y": 9_999}
    give = chair.say("presenter.give", {"device": OBSERVER.device}, position=9)
    early = watching.say("presenter.set", page | {"page": 4}, position=8, ms=START_MS + 1)
    shown = watching.say("presenter.set", page, position=9, ms=START_MS + 1)
    said = [*events, give, early, shown]
    meeting = meeting_of(reversed(said))
    assert meeting.presenter == OBSERVER.device
    assert meeting.presentation == Presentation(document, 5, OBSERVER.device, 2_000, 1, 9_999)
    assert folded(said).authority() == (0, 9)  # it takes no position of the chair's
    own = chair.say("presenter.set", {"document": document, "page": 2}, position=10, ms=START_MS - 5)
    assert meeting_of([*said, own]).presentation == Presentation(document, 2, CHAIR.device)
    cut = chair.say("cut", {"have": {watching.log: 2}}, position=11)
    back = chair.say("presenter.give", {"device": ""}, position=12)
    after = watching.say("presenter.set", page | {"page": 9}, position=9, ms=START_MS + 90)
    call = watching.say("presenter.call", {"document": document, "page": 9}, position=12, ms=START_MS + 91)
    meeting = meeting_of([*said, cut, back, after, call])
    assert (meeting.presenter, meeting.call) == ("", None)
    assert meeting.presentation is not None
    assert meeting.presentation.page == 5  # what it showed until then stays, nothing of later counts


def test_the_role_of_a_presenter_ends_when_the_chair_opens_another_item() -> None:
    events, writers, document = hall()
    chair, anne = writers[CHAIR], writers[ANNE]
    said = [
        *events,
        chair.say("agenda.open", {"item": "a"}, position=9),
        chair.say("presenter.give", {"device": ANNE.device}, position=10),
        chair.say("agenda.open", {"item": "a"}, position=11),  # no other item
    ]
    assert meeting_of(reversed(said)).presenter == ANNE.device
    shown = anne.say("presenter.set", {"document": document, "page": 3}, position=11)
    cut = chair.say("cut", {"have": {anne.log: 1}}, position=12)
    said += [shown, cut, chair.say("agenda.open", {"item": "b"}, position=13)]
    for position in (11, 13):  # said without knowing, and all the same
        said.append(anne.say("presenter.set", {"document": document, "page": 9}, position=position))
    meeting = meeting_of(reversed(said))
    assert meeting.presenter == ""
    assert meeting.presentation == Presentation(
        document, 3, ANNE.device
    )  # it stays until another page is shown
    assert meeting_of([*said, chair.say("agenda.open", {"item": "a"}, position=14)]).presenter == ""


def test_the_presenter_that_the_agenda_names_has_the_role_while_its_item_is_open() -> None:
    events, writers, document = hall()
    chair = writers[CHAIR]
    seats = {"a": "2", "b": "3"}  # of Anne and of Ben
    items = [item | {"presenter": seats[item["item"]]} for item in ITEMS]
    said = [*events, chair.say("agenda.set", {"items": items}, position=9)]
    assert meeting_of(said).presenter == ""
    said.append(chair.say("agenda.open", {"item": "a"}, position=10))
    assert meeting_of(reversed(said)).presenter == ANNE.device
    page = {"document": document, "page": 4}
    said += [writers[key].say("presenter.set", page, position=10) for key in (BEN, ANNE)]
    assert meeting_of(reversed(said)).presentation == Presentation(document, 4, ANNE.device)
    given = [*said, chair.say("presenter.give", {"device": BEN.device}, position=11)]
    assert meeting_of(given).presenter == BEN.device
    said.append(chair.say("agenda.open", {"item": "b"}, position=11))
    assert meeting_of(reversed(said)).presenter == BEN.device
    said.append(chair.say("agenda.open", {"item": ""}, position=12))
    assert meeting_of(said).presenter == ""


def test_who_takes_the_seat_of_the_presenter_while_its_item_is_open_has_the_role() -> None:
    events, writers, document = hall()
    chair, ben = writers[CHAIR], writers[BEN]
    items = [item | {"presenter": "9"} for item in ITEMS]
    said = [
        *events,
        chair.say("agenda.set", {"items": items}, position=9),
        chair.say("agenda.open", {"item": "a"}, position=10),
    ]
    assert meeting_of(said).presenter == ""
    said.append(admit(chair, BEN, position=11, seat="9"))
    early, shown = (
        ben.say("presenter.set", {"document": document, "page": 12 - position}, position=position)
        for position in (10, 11)
    )
    assert meeting_of([*said, early]).presentation is None  # at the seat that it had there
    meeting = meeting_of([shown, early, *reversed(said)])
    assert (meeting.presenter, meeting.presentation) == (BEN.device, Presentation(document, 1, BEN.device))


def test_a_part_of_a_page_and_the_words_selected_travel_with_a_comment() -> None:
    events, writers, document = hall()
    region = {"left": 100, "top": 200, "width": 9_900, "height": 1}
    quote = "引用\u202e\x00した文"
    posted = writers[ANNE].say(
        "comment.add", {"body": "ここ", "document": document, "page": 2, "region": region, "quote": quote}
    )
    (comment,) = meeting_of([*events, posted]).comments
    assert comment.anchor == Anchor(document, 2, "", Region(100, 200, 9_900, 1), "引用した文")


@pytest.mark.parametrize(
    "region",
    [
        {"left": 100, "top": 0, "width": 9_901, "height": 1},
        {"left": 0, "top": 1, "width": 1, "height": 10_000},
        {"left": -1, "top": 0, "width": 1, "height": 1},
        {"left": 0, "top": 0, "width": 0, "height": 1},
        {"left": 0.5, "top": 0, "width": 1, "height": 1},
        {"left": 0, "top": 0, "width": 1},
        [0, 0, 1, 1],
        "",
    ],
)
def test_a_region_beyond_the_page_is_refused(region: Any) -> None:
    with pytest.raises(BadEvent):
        parse_body("comment.add", json.dumps({"body": "a", "region": region}).encode())


def test_a_quote_has_a_limit() -> None:
    with pytest.raises(BadEvent):
        parse_body("comment.add", json.dumps({"body": "a", "quote": "x" * 301}).encode())


def test_a_cut_that_arrives_after_the_rule_that_follows_it_lets_go_what_it_has() -> None:
    events, writers, _ = hall()
    chair, anne = writers[CHAIR], writers[ANNE]
    posted = anne.post("前", position=8)
    cut = chair.say("cut", {"have": {anne.log: 1}}, position=9)
    hold = chair.say("moderation.set", {"mode": "hold"}, position=10)
    fold = folded([*events, posted, hold])
    assert [comment.held for comment in fold.meeting().comments] == [True]  # type: ignore[union-attr]
    fold.apply(cut)
    assert [comment.held for comment in fold.meeting().comments] == [False]  # type: ignore[union-attr]

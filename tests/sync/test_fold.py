import hashlib
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.digest import meeting_json
from sync.events import Event
from sync.fold import Fold
from sync.meeting import Comment, Meeting, Names, Phase, Role
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
    histories,
    room,
)


def folded(events: Iterable[Event]) -> Fold:
    fold = Fold()
    for event in events:
        fold.apply(event)
    return fold


def meeting_of(events: Iterable[Event]) -> Meeting:
    meeting = folded(events).meeting()
    assert meeting is not None
    return meeting


def only(events: Iterable[Event]) -> Comment:
    (comment,) = meeting_of(events).comments
    return comment


def folded_in_any_order(events: list[Event], data: st.DataObject) -> Fold:
    """A fold that took the events in a drawn order, some of them twice, and was looked at between."""
    fold = Fold()
    shuffler = data.draw(st.randoms(use_true_random=False))
    arriving = events + shuffler.choices(events, k=5)
    shuffler.shuffle(arriving)
    for event in arriving:
        fold.apply(event)
        if shuffler.random() < 0.3:
            fold.digest()  # what is kept between looks must not show
    return fold


@given(events=histories(), data=st.data())
def test_every_order_with_duplicates_gives_the_same_meeting(events: list[Event], data: st.DataObject) -> None:
    expected = folded(events)
    fold = folded_in_any_order(events, data)
    assert fold.meeting() == expected.meeting()
    assert fold.digest() == expected.digest()
    assert fold.authority() == expected.authority()


@given(events=histories())
def test_digest_is_that_of_the_canonical_json(events: list[Event]) -> None:
    fold = folded(events)
    meeting = fold.meeting()
    assert meeting is not None
    text = json.dumps(meeting_json(meeting), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert fold.digest() == hashlib.sha256(text.encode()).hexdigest()


@given(events=histories())
def test_dropped_bodies_of_deleted_comments_change_nothing(events: list[Event]) -> None:
    whole = folded(events)
    droppable = set(whole.droppable_bodies())
    dropped = folded(event.without_body() if event.event_id in droppable else event for event in events)
    assert dropped.digest() == whole.digest()


@given(events=histories())
def test_replies_stand_after_their_parents_and_nothing_unsafe_is_shown(events: list[Event]) -> None:
    comments = meeting_of(events).comments
    places = {comment.comment: place for place, comment in enumerate(comments)}
    for comment in comments:
        assert places.get(comment.reply_to, -1) < places[comment.comment]
        assert not set(comment.body) & set("\u202e\u200b\x00")
        if comment.deleted:
            assert (comment.body, comment.versions, comment.answer) == ("", (), "")


def test_a_late_reaching_body_is_shown() -> None:
    events, writers = room()
    posted = writers[ANNE].post("後から")
    fold = folded([*events, posted.without_body()])
    assert fold.meeting() is not None
    assert fold.meeting().comments == ()  # type: ignore[union-attr]  # checked in the line above
    assert fold.apply(posted.without_body()) is False
    assert fold.apply(posted) is True
    assert fold.digest() == folded([*events, posted]).digest()


def test_nothing_before_the_first_event() -> None:
    events, _ = room()
    fold = folded(events[1:])
    assert (fold.meeting(), fold.digest(), fold.authority()) == (None, "", (0, 0))
    fold.apply(events[0])
    assert fold.authority() == (0, 6)


def test_duplicates_and_unknown_kinds_say_false() -> None:
    events, writers = room()
    fold = folded(events)
    posted = writers[ANNE].post()
    assert [fold.apply(posted), fold.apply(posted)] == [True, False]
    assert fold.apply(writers[ANNE].say("future.kind", {"x": 1})) is False


def test_one_fold_is_one_meeting() -> None:
    events, _ = room()
    fold = folded(events)
    with pytest.raises(ValueError, match="one meeting"):
        fold.apply(create(Writer(ANNE)))


def test_members_stand_by_seat_and_say_their_role() -> None:
    events, _ = room()
    fold = folded(events)
    meeting = fold.meeting()
    assert meeting is not None
    assert [member.seat for member in meeting.members] == ["1", "2", "3", "4", "5"]
    assert (fold.role(CHAIR.device), fold.role(OBSERVER.device)) == (Role.CHAIR, Role.OBSERVER)
    assert fold.is_member(ANNE.device)
    assert fold.role(Writer(ANNE).log) is None


def test_a_comment_waits_until_its_author_is_admitted() -> None:
    chair, anne = Writer(CHAIR), Writer(ANNE)
    start = create(chair)
    anne.meeting = start.meeting
    posted = anne.post("先に書いた")
    fold = folded([start, posted])
    assert meeting_of([start, posted]).comments == ()
    fold.apply(admit(chair, ANNE, position=2))
    meeting = fold.meeting()
    assert meeting is not None
    assert [comment.body for comment in meeting.comments] == ["先に書いた"]


@pytest.mark.parametrize(
    ("key", "kind", "body"),
    [
        (ANNE, "roster.add", {"device": OBSERVER.device, "role": "chair"}),
        (ANNE, "meeting.close", {}),
        (ANNE, "spotlight.set", {}),
        (ANNE, "agenda.set", {"items": []}),
        (SECRETARY, "meeting.open", {}),
        (ANNE, "presenter.set", {"document": ""}),
    ],
)
def test_only_the_chair_has_authority(key: Any, kind: str, body: dict[str, Any]) -> None:
    events, writers = room()
    assert folded([*events, writers[key].say(kind, body, position=99)]).digest() == folded(events).digest()


def test_another_term_has_no_chair_yet() -> None:
    events, writers = room()
    late = writers[CHAIR].say("meeting.close", {}, term=1, position=9)
    assert meeting_of([*events, late]).phase is Phase.PREPARED
    assert folded([*events, late]).authority() == (0, 6)


def test_observers_neither_post_nor_agree() -> None:
    events, writers = room()
    posted = writers[ANNE].post()
    agreed = writers[OBSERVER].say("reaction.set", {"on": True}, posted.event_id)
    assert only([*events, posted, writers[OBSERVER].post(), agreed]).agreed == frozenset()


@pytest.mark.parametrize(
    ("key", "hidden"), [(CHAIR, True), (SECRETARY, True), (ANNE, False), (OBSERVER, False)]
)
def test_who_may_hide_and_answer(key: Any, *, hidden: bool) -> None:
    events, writers = room()
    posted = writers[BEN].post()
    hide = writers[key].say("comment.hide", {"reason": "個人名"}, posted.event_id, position=6)
    answer = writers[key].say("comment.answer", {"body": "済み"}, posted.event_id, position=6)
    comment = only([*events, posted, hide, answer])
    assert (comment.hidden, comment.hide_reason) == ((True, "個人名") if hidden else (False, ""))
    assert (comment.answered, comment.answer) == ((True, "済み") if hidden else (False, ""))


def test_hide_and_unhide_follow_the_position_of_authority_not_the_clock() -> None:
    events, writers = room()
    posted = writers[BEN].post()
    hide = writers[CHAIR].say("comment.hide", {}, posted.event_id, position=7, ms=START_MS + 9_000)
    unhide = writers[CHAIR].say("comment.unhide", {}, posted.event_id, position=8, ms=START_MS)
    assert only([*events, posted, hide, unhide]).hidden is False
    again = writers[SECRETARY].say("comment.hide", {}, posted.event_id, position=8, ms=START_MS + 1)
    assert only([*events, posted, hide, unhide, again]).hidden is True


def test_answered_can_be_reopened() -> None:
    events, writers = room()
    posted = writers[BEN].post(kind="question")
    answer = writers[CHAIR].say("comment.answer", {"body": "回答"}, posted.event_id, position=7)
    reopen = writers[CHAIR].say("comment.reopen", {}, posted.event_id, position=8)
    comment = only([*events, reopen, posted, answer])
    assert (comment.answered, comment.answer) == (False, "")


def test_the_newest_edit_of_the_author_wins_and_earlier_texts_are_kept() -> None:
    events, writers = room()
    posted = writers[ANNE].post("一")
    earlier = writers[ANNE].say("comment.edit", {"body": "二"}, posted.event_id, ms=START_MS + 1)
    later = writers[ANNE].say("comment.edit", {"body": "三"}, posted.event_id, ms=START_MS + 2)
    foreign = writers[BEN].say("comment.edit", {"body": "他人"}, posted.event_id, ms=START_MS + 9)
    comment = only([foreign, later, earlier, *events, posted])
    assert comment.body == "三"
    assert [(version.body, version.at_ms - START_MS) for version in comment.versions] == [
        ("一", 0),
        ("二", 1),
    ]


def test_deletion_is_final_and_leaves_no_text() -> None:
    events, writers = room()
    posted = writers[ANNE].post("秘密", reply_to="", agenda="a")
    delete = writers[ANNE].say("comment.delete", {}, posted.event_id)
    edit = writers[ANNE].say("comment.edit", {"body": "復活"}, posted.event_id, ms=START_MS + 9)
    comment = only([*events, edit, delete, posted])
    assert (comment.deleted, comment.body, comment.versions, comment.agenda) == (True, "", (), "")
    assert set(folded([*events, edit, delete, posted]).droppable_bodies()) == {posted.event_id, edit.event_id}


def test_nobody_deletes_for_others() -> None:
    events, writers = room()
    posted = writers[ANNE].post("残る")
    for key in (CHAIR, BEN):
        assert only([*events, posted, writers[key].say("comment.delete", {}, posted.event_id)]).body == "残る"


def test_agreement_is_one_per_device_and_the_newest_counts() -> None:
    events, writers = room()
    posted = writers[ANNE].post()
    on = [writers[key].say("reaction.set", {"on": True}, posted.event_id) for key in (BEN, CHAIR)]
    off = writers[BEN].say("reaction.set", {"on": False}, posted.event_id, ms=START_MS + 1)
    assert only([*events, posted, off, *on]).agreed == {CHAIR.device}


def test_comments_of_a_removed_device_stay_up_to_the_named_event() -> None:
    events, writers = room()
    ben = writers[BEN]
    first, second = ben.post("前"), ben.post("後", ms=START_MS + 1)
    upto = {"device": BEN.device, "upto": {ben.log: 1}}
    removed = [*events, first, second, writers[CHAIR].say("roster.remove", upto, position=7)]
    meeting = meeting_of(removed)
    assert [comment.body for comment in meeting.comments] == ["前"]
    assert meeting.member(BEN.device) is None
    assert not folded(removed).is_member(BEN.device)


def test_after_being_admitted_again_only_what_is_written_then_counts() -> None:
    events, writers = room()
    ben, chair = writers[BEN], writers[CHAIR]
    removal = chair.say("roster.remove", {"device": BEN.device, "upto": {}}, position=7)
    meanwhile = ben.post("締め出し中", position=6)
    again = admit(chair, BEN, position=8)
    afterwards = ben.post("戻った", position=8)
    comments = meeting_of([*events, removal, meanwhile, again, afterwards]).comments
    assert [comment.body for comment in comments] == ["戻った"]


def test_a_later_change_of_role_does_not_undo_what_was_posted() -> None:
    events, writers = room()
    posted = writers[ANNE].post("委員として", position=6)
    changed = admit(writers[CHAIR], ANNE, position=7, role="observer")
    later = writers[ANNE].post("傍聴として", position=7)
    assert only([*events, posted, changed, later]).body == "委員として"


def _agenda(chair: Writer, names: str, position: int) -> Event:
    return chair.say(
        "agenda.set", {"items": [{"item": "a", "title": "議題", "names": names}]}, position=position
    )


@pytest.mark.parametrize(
    ("wish", "rule", "shown"),
    [
        ("named", "open", Names.NAMED),
        ("department", "open", Names.DEPARTMENT),
        ("named", "department", Names.DEPARTMENT),
        ("withheld", "open", Names.WITHHELD),
        ("withheld", "department", Names.DEPARTMENT),
        ("named", "withheld", Names.WITHHELD),
        ("withheld", "named", Names.NAMED),
        ("department", "named", Names.NAMED),
    ],
)
def test_the_wish_counts_where_the_rule_leaves_the_choice(wish: str, rule: str, shown: Names) -> None:
    events, writers = room()
    item = _agenda(writers[CHAIR], rule, 7)
    assert only([*events, item, writers[ANNE].post(agenda="a", shown=wish, position=7)]).shown is shown


def test_a_rule_is_never_weakened_for_what_was_posted() -> None:
    events, writers = room()
    strict, weak = _agenda(writers[CHAIR], "withheld", 7), _agenda(writers[CHAIR], "open", 8)
    before = writers[ANNE].post("前", agenda="a", position=7)
    after = writers[ANNE].post("後", agenda="a", position=8, ms=START_MS + 1)
    shown = [comment.shown for comment in meeting_of([*events, after, weak, before, strict]).comments]
    assert shown == [Names.WITHHELD, Names.NAMED]


def test_a_rule_made_stricter_binds_what_is_on_the_screen_already() -> None:
    events, writers = room()
    open_rule, strict = _agenda(writers[CHAIR], "open", 7), _agenda(writers[CHAIR], "withheld", 8)
    fold = folded([*events, open_rule, writers[ANNE].post(agenda="a", position=7)])
    assert [comment.shown for comment in fold.meeting().comments] == [Names.NAMED]  # type: ignore[union-attr]
    fold.apply(strict)
    assert [comment.shown for comment in fold.meeting().comments] == [Names.WITHHELD]  # type: ignore[union-attr]


def test_a_rule_that_arrives_late_takes_its_place_between_two_alike() -> None:
    events, writers = room()
    rules = [
        _agenda(writers[CHAIR], names, 7 + number)
        for number, names in enumerate(("open", "withheld", "open"))
    ]
    posted = [
        writers[ANNE].post(agenda="a", position=position, ms=START_MS + position) for position in (7, 8, 9)
    ]
    comments = meeting_of([*events, rules[0], rules[2], *posted, rules[1]]).comments
    assert [comment.shown for comment in comments] == [Names.WITHHELD, Names.WITHHELD, Names.NAMED]


def test_a_deleted_reply_stands_at_its_own_time_with_or_without_its_body() -> None:
    events, writers = room()
    parent = writers[ANNE].post("親", ms=START_MS + 60_000)
    reply = writers[BEN].post("子", reply_to=parent.event_id, ms=START_MS)
    delete = writers[BEN].say("comment.delete", {}, reply.event_id, ms=START_MS + 1)
    for kept in (reply, reply.without_body()):
        comments = meeting_of([*events, parent, kept, delete]).comments
        assert [comment.deleted for comment in comments] == [True, False]


def test_the_policy_holds_where_no_item_says_more() -> None:
    chair, anne = Writer(CHAIR), Writer(ANNE)
    start = create(chair, policy={"names": "department"})
    anne.meeting = start.meeting
    events = [start, admit(chair, ANNE, position=2), _agenda(chair, "open", 3)]
    assert only([*events, anne.post(shown="named", agenda="a", position=3)]).shown is Names.DEPARTMENT
    assert meeting_of(events).agenda[0].names is Names.DEPARTMENT


def test_replies_are_pushed_behind_parents_whose_clock_ran_ahead() -> None:
    events, writers = room()
    parent = writers[ANNE].post("親", ms=START_MS + 60_000)
    reply = writers[BEN].post("子", reply_to=parent.event_id, ms=START_MS)
    nested = writers[CHAIR].post("孫", reply_to=reply.event_id, ms=START_MS + 1)
    other = writers[SECRETARY].post("別", ms=START_MS + 30_000)
    comments = meeting_of([*events, nested, other, reply, parent]).comments
    assert [comment.body for comment in comments] == ["別", "親", "子", "孫"]


def test_a_reply_is_shown_while_its_parent_is_missing() -> None:
    events, writers = room()
    reply = writers[BEN].post("返事", reply_to="A" * 43)
    assert only([*events, reply]).reply_to == "A" * 43


def _document(chair: Writer, position: int, title: str = "資料", agenda: str = "a") -> Event:
    body = {
        "title": title,
        "agenda": agenda,
        "sha256": "1" * 64,
        "size": 0,
        "chunk_size": 1_048_576,
        "chunks": [],
    }
    return chair.say("document.add", body, position=position)


def test_documents_stand_under_their_item_until_withdrawn() -> None:
    events, writers = room()
    chair = writers[CHAIR]
    one, two = _document(chair, 7, "一"), _document(chair, 8, "二")
    said = [*events, two, one, _agenda(chair, "open", 9)]
    assert [document.title for document in meeting_of(said).agenda[0].documents] == ["一", "二"]
    said.append(chair.say("document.withdraw", {}, one.event_id, position=10))
    meeting = meeting_of(said)
    assert [document.document for document in meeting.agenda[0].documents] == [two.event_id]
    assert meeting.document(one.event_id) is None


def test_agenda_phase_and_presenter_follow_the_newest_word_of_the_chair() -> None:
    events, writers = room()
    chair = writers[CHAIR]
    paper = _document(chair, 7)
    said = [
        *events,
        paper,
        _agenda(chair, "open", 8),
        chair.say("meeting.open", {}, position=9),
        chair.say("agenda.open", {"item": "a"}, position=10, ms=START_MS + 5),
        chair.say("presenter.set", {"document": paper.event_id, "page": 3}, position=11),
    ]
    meeting = meeting_of(reversed(said))
    assert (meeting.phase, meeting.current_item, meeting.current_since_ms) == (Phase.OPEN, "a", START_MS + 5)
    assert meeting.presentation is not None
    assert (meeting.presentation.page, meeting.presentation.presenter) == (3, CHAIR.device)
    said.append(chair.say("presenter.set", {"document": ""}, position=12))
    said.append(chair.say("meeting.close", {}, position=13))
    assert (meeting_of(said).presentation, meeting_of(said).phase) == (None, Phase.CLOSED)


def test_the_spotlight_shows_no_hidden_and_no_deleted_comment() -> None:
    events, writers = room()
    posted = writers[ANNE].post()
    said = [*events, posted, writers[CHAIR].say("spotlight.set", {}, posted.event_id, position=7)]
    assert meeting_of(said).spotlight == posted.event_id
    hide = writers[CHAIR].say("comment.hide", {}, posted.event_id, position=8)
    assert meeting_of([*said, hide]).spotlight == ""
    assert meeting_of([*said, writers[ANNE].say("comment.delete", {}, posted.event_id)]).spotlight == ""
    assert meeting_of([*said, writers[CHAIR].say("spotlight.set", {}, position=9)]).spotlight == ""

"""What the chair, the secretariat and the seats may do in a discussion, and what they are told otherwise."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sync.discussion import Region
from sync.errors import KurumazaError
from sync.events import Event
from sync.meeting import Anchor, CommentDraft, Meeting, Moderation, Names
from tests.sync.strategies import ANNE, BEN, CHAIR, OBSERVER, SECRETARY, Writer, admit, create
from tests.sync.test_acts import Table, acts, close
from tests.sync.test_discussing import hall


def meeting_at(table: Table) -> Meeting:
    meeting = table.meeting()
    assert meeting is not None
    return meeting


def refused(act: Callable[[], Event]) -> str:
    with pytest.raises(KurumazaError) as caught:
        act()
    return caught.value.code


def test_a_new_rule_follows_a_cut_and_what_was_there_stays_as_it_is(tmp_path: Path) -> None:
    events, writers, _ = hall()
    posted = writers[ANNE].post("前", position=8)
    chair, table = acts(tmp_path / "chair", CHAIR, [*events, posted])
    chair.set_moderation(Moderation.HOLD)
    assert [event.kind for event in table.written] == ["cut", "moderation.set"]
    chair.post(CommentDraft("議長"))
    later = writers[ANNE].post("後", position=8)
    table.journal.take((later,))
    meeting = meeting_at(table)
    assert meeting.moderation is Moderation.HOLD
    held = {comment.body: comment.held for comment in meeting.comments}
    assert held == {"前": False, "議長": False, "後": True}
    assert refused(lambda: chair.release(posted.event_id)) == "not_held"
    chair.release(later.event_id)
    assert not any(comment.held for comment in meeting_at(table).comments)
    close(table)


def test_the_secretariat_releases_and_groups_and_a_member_does_not(tmp_path: Path) -> None:
    events, writers, _ = hall(moderation="hold")
    posted = [writers[ANNE].post("一", position=8), writers[BEN].post("二", position=8)]
    ids = [event.event_id for event in posted]
    office, table = acts(tmp_path / "office", SECRETARY, [*events, *posted])
    office.release(ids[0])
    group = office.group([*ids, ids[0]], title="同じ")
    assert [each.comments for each in meeting_at(table).groups] == [tuple(ids)]
    assert refused(lambda: office.group(ids[:1])) == "group_size"
    assert refused(lambda: office.group([])) == "group_size"
    assert refused(lambda: office.group(ids, group="A" * 43)) == "not_found"
    assert refused(lambda: office.group(["A" * 43, ids[0]])) == "not_found"
    office.group(list(reversed(ids)), group=group.event_id)
    assert meeting_at(table).groups[0].comments == tuple(reversed(ids))
    office.group([], group=group.event_id)
    assert meeting_at(table).groups == ()
    assert refused(lambda: office.set_moderation(Moderation.OPEN)) == "not_allowed"
    close(table)

    member, table = acts(tmp_path / "anne", ANNE, [*events, *posted])
    for act in (lambda: member.release(ids[0]), lambda: member.group(ids), lambda: member.spotlight(ids[0])):
        assert refused(act) == "not_allowed"
    close(table)


def test_a_release_names_the_text_that_was_seen(tmp_path: Path) -> None:
    events, writers, _ = hall(moderation="hold")
    posted = writers[ANNE].post("前", position=8)
    chair, table = acts(tmp_path / "chair", CHAIR, [*events, posted])
    assert chair.release(posted.event_id).body == {"text": ""}
    edit = writers[ANNE].say("comment.edit", {"body": "後"}, posted.event_id, position=8)
    table.journal.take((edit,))
    assert meeting_at(table).comments[0].held
    assert chair.release(posted.event_id).body == {"text": edit.event_id}
    assert not meeting_at(table).comments[0].held
    assert refused(lambda: chair.release(posted.event_id)) == "not_held"
    close(table)


def test_what_the_room_may_not_see_is_not_shown_large(tmp_path: Path) -> None:
    events, writers, _ = hall(moderation="hold")
    posted = writers[ANNE].post("前", position=8)
    reply = writers[BEN].post("返信", position=8, reply_to=posted.event_id)
    chair, table = acts(tmp_path / "chair", CHAIR, [*events, posted, reply])
    assert refused(lambda: chair.spotlight(posted.event_id)) == "not_released"
    chair.release(reply.event_id)
    assert refused(lambda: chair.spotlight(reply.event_id)) == "not_released"
    chair.release(posted.event_id)
    chair.spotlight(reply.event_id)
    assert meeting_at(table).spotlight == reply.event_id
    chair.hide(posted.event_id, "")
    assert refused(lambda: chair.spotlight(reply.event_id)) == "not_released"
    chair.spotlight("")
    close(table)


def test_the_floor_is_asked_for_given_and_laid_down(tmp_path: Path) -> None:
    events, _, _ = hall()
    anne, table = acts(tmp_path / "anne", ANNE, events)
    assert refused(anne.withdraw_floor) == "floor_not_asked"
    assert refused(anne.end_speech) == "nobody_speaks"
    assert refused(lambda: anne.grant_floor(ANNE.device)) == "not_allowed"
    asked = [anne.request_floor()]
    assert refused(anne.request_floor) == "floor_asked"
    asked += [anne.withdraw_floor(), anne.request_floor()]
    assert meeting_at(table).floor.place_of(ANNE.device) == 1

    chair, desk = acts(tmp_path / "chair", CHAIR, [*events, *asked])
    assert refused(lambda: chair.grant_floor("A" * 43)) == "not_found"
    granted = chair.grant_floor(ANNE.device, limit_s=120)
    assert granted.target == asked[-1].event_id
    floor = meeting_at(desk).floor
    assert floor.speech is not None
    assert (floor.queue, floor.speech.device, floor.speech.limit_s) == ((), ANNE.device, 120)
    close(desk)

    table.journal.take([granted])
    anne.end_speech()
    assert meeting_at(table).floor.speech is None
    close(table)


def test_minutes_and_names_of_an_item_change_alone(tmp_path: Path) -> None:
    events, _, _ = hall()
    chair, table = acts(tmp_path / "chair", CHAIR, events)
    chair.set_minutes("b", 25)
    chair.set_item_names("a", Names.WITHHELD)
    chair.set_item_names("a", Names.DEPARTMENT)  # nobody is at it yet
    chair.open_agenda("a")
    assert refused(lambda: chair.set_item_names("a", Names.OPEN)) == "names_settled"
    chair.set_item_names("a", Names.WITHHELD)
    assert refused(lambda: chair.set_item_names("a", Names.DEPARTMENT)) == "names_settled"
    assert refused(lambda: chair.set_minutes("c", 1)) == "not_found"
    assert refused(lambda: chair.set_minutes("a", 1_441)) == "bad_argument"
    chair.pause_agenda(on=True)
    meeting = meeting_at(table)
    assert [(item.item, item.minutes, item.names) for item in meeting.agenda] == [
        ("a", None, Names.WITHHELD),
        ("b", 25, Names.OPEN),
    ]
    assert len(meeting.agenda[0].documents) == 1
    assert meeting.clock.paused_since_ms
    chair.set_minutes("b", None)
    assert meeting_at(table).agenda[1].minutes is None
    close(table)


def test_a_given_presenter_shows_pages_whatever_its_role_and_takes_no_position(tmp_path: Path) -> None:
    events, _, document = hall()
    chair, table = acts(tmp_path / "chair", CHAIR, events)
    chair.give_presenter(OBSERVER.device)
    assert [event.kind for event in table.written] == ["cut", "presenter.give"]
    given = list(table.written)
    assert refused(lambda: chair.give_presenter("A" * 43)) == "not_found"
    close(table)

    watching, table = acts(tmp_path / "observer", OBSERVER, [*events, *given])
    shown = watching.present(document, 3, zoom=2_000, x=1, y=2)
    called = watching.call_to_look(document, 3)
    assert (shown.authority, called.authority) == ((0, 10), (0, 10))
    meeting = meeting_at(table)
    assert meeting.presentation is not None
    assert meeting.call is not None
    assert (meeting.presentation.presenter, meeting.call.device) == (OBSERVER.device, OBSERVER.device)
    assert refused(lambda: watching.present("A" * 43, 1)) == "not_found"
    assert refused(lambda: watching.present(document, 1, x=10_001)) == "bad_argument"
    assert refused(watching.request_floor) == "not_allowed"
    close(table)

    opened, table = acts(tmp_path / "opened", CHAIR, [*events, *given, shown, called])
    opened.open_agenda("a")
    opened.open_agenda("b")  # nobody presents any more, and nothing new has to be put on record
    assert [event.kind for event in table.written] == ["cut", "agenda.open", "agenda.open"]
    meeting = meeting_at(table)
    assert meeting.presenter == ""
    assert meeting.presentation is not None  # what it showed before stays
    close(table)

    anne, table = acts(tmp_path / "anne", ANNE, [*events, *given])
    assert refused(lambda: anne.present(document, 1)) == "not_presenter"
    assert refused(lambda: anne.call_to_look(document, 1)) == "not_presenter"
    close(table)


@pytest.mark.parametrize("rule", ["named", "department"])
def test_a_name_cannot_be_withheld_where_the_rule_shows_it(tmp_path: Path, rule: str) -> None:
    events, writers, _ = hall()
    items = [{"item": "a", "title": "議題", "names": rule}, {"item": "b", "title": "議題"}]
    events.append(writers[CHAIR].say("agenda.set", {"items": items}, position=9))
    anne, table = acts(tmp_path / "anne", ANNE, events)
    draft = CommentDraft("名前なし", agenda="a", name_withheld=True)
    assert refused(lambda: anne.post(draft)) == "name_required"
    anne.post(replace(draft, agenda="b"))
    anne.post(replace(draft, name_withheld=False))
    assert len(table.written) == 2
    close(table)


def test_the_chair_is_not_handed_over_during_a_secret_vote_but_by_who_was_told(tmp_path: Path) -> None:
    events, _, _ = hall()
    chair, table = acts(tmp_path / "chair", CHAIR, events)
    question = {"question": "？", "kind": "yes_no", "secret": True, "key": "1" * 64}
    asked = table.journal.write("poll.open", body=question)
    table.wrote(asked)
    assert refused(lambda: chair.transfer_chair(ANNE.device)) == "secret_poll_open"
    chair.transfer_chair(ANNE.device, uncounted=True)
    close(table)


def test_a_comment_names_the_part_of_the_page_and_the_words(tmp_path: Path) -> None:
    events, _, document = hall()
    anne, table = acts(tmp_path / "anne", ANNE, events)
    anchor = Anchor(document, 2, region=Region(1, 2, 3, 4), quote="  予算\u202e額 ")
    anne.post(CommentDraft("ここ", anchor=anchor))
    anne.post(CommentDraft("頁全体", anchor=Anchor(document, 2)))
    comments = meeting_at(table).comments
    assert comments[0].anchor == Anchor(document, 2, "1" * 64, Region(1, 2, 3, 4), "予算額")
    assert "region" not in (table.written[1].body_bytes or b"").decode()
    beyond = Anchor(document, 2, region=Region(9_999, 0, 2, 1))
    assert refused(lambda: anne.post(CommentDraft("外", anchor=beyond))) == "bad_argument"
    assert refused(lambda: anne.post(CommentDraft("長い", anchor=Anchor(document, 1, quote="x" * 301)))) == (
        "too_long"
    )
    close(table)


def test_what_the_loser_of_a_term_said_about_the_discussion_can_be_said_again(tmp_path: Path) -> None:
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    anne = Writer(ANNE, chair.meeting)
    events += [anne.post(body, position=4) for body in ("一", "二")]
    posted = [event.event_id for event in events[-2:]]
    claimed = anne.say("chair.claim", {"term": 1, "seen": [0, 4]}, term=1, position=1)
    void = [
        anne.say("moderation.set", {"mode": "hold"}, term=1, position=2),
        anne.say("presenter.give", {"device": BEN.device}, term=1, position=3),
        anne.say("floor.grant", {"device": BEN.device}, term=1, position=4),
        anne.say("agenda.pause", {"on": True}, term=1, position=5),
        anne.say("comment.group", {"comments": posted}, term=1, position=5),
    ]
    ours, table = acts(tmp_path / "ben", BEN, events)
    ours.claim_chair()
    table.journal.take([claimed, *void])
    assert meeting_at(table).moderation is Moderation.OPEN
    assert {act.event_id for act in table.journal.fold.void()} == {event.event_id for event in void}
    ours.reissue([event.event_id for event in void])
    meeting = meeting_at(table)
    assert table.journal.fold.void() == ()
    assert meeting.moderation is Moderation.HOLD
    assert meeting.floor.speech is not None
    assert meeting.clock.paused_since_ms
    assert [event.kind for event in table.written][1:3] == ["cut", "moderation.set"]
    close(table)

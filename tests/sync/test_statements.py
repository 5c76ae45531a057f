"""What one device says about one thing: its own order, the close, the rule for names, its seat, its clock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.discussion import Speech
from sync.events import Event
from sync.meeting import Comment, Names
from tests.simulator.checks import discussion_problems, plain_of
from tests.simulator.naive import PlainRules
from tests.simulator.naive_polls import folded_polls, plain_polls
from tests.sync.strategies import (
    ANNE,
    BEN,
    CHAIR,
    KEYS,
    SECRETARY,
    START_MS,
    Writer,
    admit,
    create,
    paper,
    room,
)
from tests.sync.test_fold import folded, folded_in_any_order, meeting_of

HOUR_MS = 3_600_000
POLL = {"question": "賛成ですか", "kind": "yes_no", "voters": ["member"]}


def the_comment(events: Iterable[Event], comment: Event) -> Comment:
    return next(each for each in meeting_of(events).comments if each.comment == comment.event_id)


def cut(chair: Writer, *logs: Writer, position: int, ms: int) -> Event:
    have = {writer.log: writer.sequence for writer in logs}
    return chair.say("cut", {"have": have}, position=position, ms=START_MS + ms)


def test_within_a_log_the_later_word_is_newer_whatever_the_clock_said() -> None:
    events, writers = room()
    chair, anne, ben = writers[CHAIR], writers[ANNE], writers[BEN]
    asked = chair.say("poll.open", POLL, position=7)
    posted, other = anne.post("原", position=7), ben.post("案", position=7)
    for choice, text, on, ms in ((0, "一回目", True, HOUR_MS), (1, "二回目", False, 5_000)):
        more = {"position": 7, "ms": START_MS + ms}
        events.append(anne.say("ballot.cast", {"choices": [choice]}, asked.event_id, **more))  # type: ignore[arg-type]
        events.append(anne.say("comment.edit", {"body": text}, posted.event_id, **more))  # type: ignore[arg-type]
        events.append(anne.say("reaction.set", {"on": on}, other.event_id, **more))  # type: ignore[arg-type]
    bound = cut(chair, anne, position=8, ms=10_000)
    closed = chair.say("poll.close", {}, asked.event_id, position=9, ms=START_MS + 10_000)
    said = [*events, asked, posted, other, bound, closed]
    assert meeting_of(said).polls[0].tally == (0, 1, 0)
    assert the_comment(said, posted).body == "二回目"
    assert the_comment(said, other).agreed == frozenset()


def test_between_logs_the_effective_time_decides() -> None:
    events, writers = room()
    anne = writers[ANNE]
    anew = Writer(ANNE, anne.meeting, "f" * 16)
    posted = anne.post("原")
    first = anew.say("comment.edit", {"body": "新しいログ"}, posted.event_id, ms=START_MS + 20)
    fast = anne.say("comment.edit", {"body": "早すぎた"}, posted.event_id, ms=START_MS + 50)
    right = anne.say("comment.edit", {"body": "直した"}, posted.event_id, ms=START_MS + 10)
    comment = the_comment([*events, posted, right, fast, first], posted)
    assert [version.body for version in comment.versions] == ["原", "早すぎた", "直した"]
    assert comment.body == "新しいログ"


def test_a_word_of_the_secretariat_is_not_beaten_by_its_own_earlier_one() -> None:
    events, writers = room()
    office = writers[SECRETARY]
    posted = writers[ANNE].post("伏せる", position=6)
    fast = {"position": 6, "ms": START_MS + HOUR_MS}
    hide = office.say("comment.hide", {"reason": "誤り"}, posted.event_id, **fast)  # type: ignore[arg-type]
    show = office.say("comment.unhide", {}, posted.event_id, position=6, ms=START_MS + 1)
    assert not the_comment([*events, posted, show, hide], posted).hidden


def test_the_page_that_a_given_presenter_turned_to_last_is_shown_whatever_its_clock_said() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    events.append(chair.say("agenda.set", {"items": [{"item": "a", "title": "議題"}]}, position=7))
    added = chair.say("document.add", paper(), position=7)
    given = chair.say("presenter.give", {"device": ANNE.device}, position=8)
    pages = [
        anne.say("presenter.set", {"document": added.event_id, "page": page}, position=8, ms=START_MS + ms)
        for page, ms in ((2, HOUR_MS), (3, 5))
    ]
    shown = meeting_of([*events, added, given, *reversed(pages)]).presentation
    assert shown is not None
    assert shown.page == 3


def test_the_file_that_the_secretariat_brought_last_is_the_present_one() -> None:
    events, writers = room()
    office = writers[SECRETARY]
    added = office.say("document.add", paper(), position=6)
    for number, ms in ((2, HOUR_MS), (3, 5)):
        body = {**paper(), "sha256": str(number) * 64}
        events.append(office.say("document.replace", body, added.event_id, position=6, ms=START_MS + ms))
    agenda = writers[CHAIR].say("agenda.set", {"items": [{"item": "a", "title": "議題"}]}, position=7)
    (item,) = meeting_of([*events, added, agenda]).agenda
    assert [document.sha256 for document in item.documents] == ["3" * 64]


def closing(posts: Iterable[Writer], chair: Writer) -> list[Event]:
    bound = cut(chair, *posts, position=7, ms=1_000)
    return [bound, chair.say("meeting.close", {}, position=8, ms=START_MS + 1_001)]


def test_what_comes_after_the_close_leaves_the_text_of_the_record_and_is_shown_as_late() -> None:
    events, writers = room()
    anne, ben = writers[ANNE], writers[BEN]
    posted = anne.post("閉会のときの文")
    early = ben.say("reaction.set", {"on": True}, posted.event_id)
    closed = closing((anne, ben), writers[CHAIR])
    edit = anne.say("comment.edit", {"body": "後から"}, posted.event_id, ms=START_MS + 5)
    late = writers[SECRETARY].say("reaction.set", {"on": True}, posted.event_id)
    back = ben.say("reaction.set", {"on": False}, posted.event_id, ms=START_MS + 5)
    comment = the_comment([*events, edit, late, back, posted, early, *closed], posted)
    assert (comment.body, comment.versions, comment.agreed) == ("閉会のときの文", (), {BEN.device})
    assert [version.body for version in comment.late_edits] == ["後から"]
    assert not comment.late
    gone = anne.say("comment.delete", {}, posted.event_id)
    erased = the_comment([*events, edit, posted, early, *closed, gone], posted)
    assert (erased.deleted, erased.body, erased.late_edits) == (True, "", ())


def test_a_comment_that_came_after_the_close_has_its_newest_text() -> None:
    events, writers = room()
    anne = writers[ANNE]
    closed = closing((), writers[CHAIR])
    posted = anne.post("遅れた文")
    edit = anne.say("comment.edit", {"body": "直した文"}, posted.event_id, ms=START_MS + 5)
    comment = the_comment([*events, *closed, edit, posted], posted)
    assert (comment.body, comment.late, comment.late_edits) == ("直した文", True, ())


def test_a_late_edit_under_the_rule_hold_shows_no_text() -> None:
    events, writers = room(moderation="hold")
    anne, chair = writers[ANNE], writers[CHAIR]
    posted = anne.post("原", position=6)
    freed = chair.say("comment.release", {}, posted.event_id, position=7)
    bound = cut(chair, anne, position=8, ms=1_000)
    closed = chair.say("meeting.close", {}, position=9, ms=START_MS + 1_001)
    edit = anne.say("comment.edit", {"body": "見せない"}, posted.event_id, position=6, ms=START_MS + 5)
    comment = the_comment([*events, posted, freed, bound, closed, edit], posted)
    assert (comment.body, comment.held, comment.late_edits) == ("原", False, ())


@pytest.mark.parametrize(("wish", "shown"), [("withheld", Names.WITHHELD), ("named", Names.NAMED)])
def test_who_did_not_know_of_the_rule_named_is_shown_no_further_than_promised(
    wish: str, shown: Names
) -> None:
    events, writers = room()
    items = [{"item": "a", "title": "議題", "names": "named"}]
    rule = writers[CHAIR].say("agenda.set", {"items": items}, position=7)
    before = writers[ANNE].post(agenda="a", shown=wish, position=6)
    assert the_comment([*events, rule, before], before).shown is shown
    knew = writers[ANNE].post(agenda="a", shown=wish, position=7)
    assert the_comment([*events, rule, knew], knew).shown is Names.NAMED


def test_the_rule_named_of_the_whole_meeting_binds_too() -> None:
    events, writers = room(names="named")
    forged = writers[ANNE].post(shown="withheld", position=6)
    assert the_comment([*events, forged], forged).shown is Names.NAMED


def replaced() -> tuple[list[Event], Event, dict[str, Writer]]:
    """Anne agreed; then Ben's device has her seat, hers was removed."""
    chair = Writer(CHAIR)
    events = [create(chair), admit(chair, CHAIR, position=2), admit(chair, ANNE, position=3, seat="3")]
    anne, ben = Writer(ANNE, chair.meeting), Writer(BEN, chair.meeting)
    posted = chair.post("案", position=4)
    events += [posted, anne.say("reaction.set", {"on": True}, posted.event_id, position=3)]
    removed = {"device": ANNE.device, "upto": {anne.log: 1}}
    events += [chair.say("roster.remove", removed, position=5), admit(chair, BEN, position=6, seat="3")]
    return events, posted, {"ben": ben, "chair": chair}


def test_a_seat_agrees_once_whichever_of_its_devices_said_so() -> None:
    events, posted, writers = replaced()
    assert the_comment(events, posted).agreed == {BEN.device}
    again = writers["ben"].say("reaction.set", {"on": True}, posted.event_id, position=6)
    assert the_comment([*events, again], posted).agreed == {BEN.device}
    back = writers["ben"].say("reaction.set", {"on": False}, posted.event_id, position=6)
    assert the_comment([*events, again, back], posted).agreed == frozenset()


@given(data=st.data())
def test_agreements_of_replaced_devices_are_the_same_in_every_order(data: st.DataObject) -> None:
    events, _, _ = replaced()
    assert folded_in_any_order(events, data).digest() == folded(events).digest()


def floor(events: list[Event]) -> tuple[Speech, ...]:
    return meeting_of(events).floor.speeches


def test_a_request_from_an_hour_ago_goes_before_nobody_the_chair_knew_of() -> None:
    events, writers = room()
    anne, ben, office = writers[ANNE], writers[BEN], writers[SECRETARY]
    said = [each.say("floor.request", {}, position=6, ms=START_MS + 100) for each in (anne, ben)]
    bound = cut(writers[CHAIR], anne, ben, position=7, ms=30_000)
    forged = office.say("floor.request", {}, position=3, ms=START_MS - HOUR_MS)
    queue = meeting_of([*events, forged, bound, *said]).floor.queue
    assert queue[-1].device == SECRETARY.device
    assert queue[-1].at_ms == START_MS + 30_000


def test_requests_on_their_way_at_a_cut_stand_in_the_order_of_their_times() -> None:
    events, writers = room()
    anne, ben = writers[ANNE], writers[BEN]
    said = [
        each.say("floor.request", {}, position=6, ms=START_MS + number)
        for number, each in enumerate((ben, anne))
    ]
    said.append(cut(writers[CHAIR], position=7, ms=20))
    assert [each.device for each in meeting_of([*events, *said]).floor.queue] == [BEN.device, ANNE.device]
    more = Writer(SECRETARY, ben.meeting).say("floor.request", {}, position=6, ms=START_MS + 30)
    queue = meeting_of([*events, *said, more]).floor.queue
    assert [each.device for each in queue] == [BEN.device, ANNE.device, SECRETARY.device]


def test_no_clock_makes_a_speech_shorter() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    grant = chair.say("floor.grant", {"device": ANNE.device}, position=7, ms=START_MS)
    forged = anne.say("floor.done", {}, grant.event_id, position=3, ms=START_MS - HOUR_MS)
    said = [*events, grant, forged]
    assert floor(said)[0].until_ms == 0
    bound = cut(chair, anne, position=8, ms=4_000)
    assert floor([*said, bound])[0].until_ms == START_MS + 4_000


def test_a_speech_ends_no_earlier_than_the_chair_could_know() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    grant = chair.say("floor.grant", {"device": ANNE.device}, position=7, ms=START_MS)
    still = cut(chair, position=8, ms=30_000)
    early = anne.say("floor.done", {}, grant.event_id, position=7, ms=START_MS + 1)
    assert floor([*events, grant, still, early])[0].until_ms == START_MS + 30_000
    bound = cut(chair, anne, position=9, ms=60_000)
    assert floor([*events, grant, still, early, bound])[0].until_ms == START_MS + 30_000


def test_a_removal_ends_the_speech_of_its_device() -> None:
    events, writers = room()
    chair = writers[CHAIR]
    grant = chair.say("floor.grant", {"device": ANNE.device}, position=7, ms=START_MS)
    removed = {"device": ANNE.device, "upto": {}}
    gone = chair.say("roster.remove", removed, position=8, ms=START_MS + 700)
    assert floor([*events, gone, grant])[0].until_ms == START_MS + 700


def test_a_pause_of_the_agenda_is_no_time_of_the_speech_that_it_interrupts() -> None:
    events, writers = room()
    chair = writers[CHAIR]
    steps: list[tuple[str, dict[str, Any], int]] = [
        ("floor.grant", {"device": ANNE.device}, 0),
        ("agenda.pause", {"on": True}, 1_000),
        ("agenda.pause", {"on": False}, 3_000),
        ("agenda.pause", {"on": True}, 4_000),
        ("floor.grant", {"device": BEN.device}, 4_500),
        ("agenda.pause", {"on": False}, 6_000),
    ]
    said = [
        chair.say(kind, body, position=7 + number, ms=START_MS + ms)
        for number, (kind, body, ms) in enumerate(steps)
    ]
    (speech,) = floor([*events, *said[:4]])
    assert (speech.paused_ms, speech.paused_since_ms) == (2_000, START_MS + 4_000)
    assert speech.spoken_ms(START_MS + 99_000) == 2_000
    anne, ben = floor([*events, *said])
    assert (anne.spoken_ms(0), anne.paused_since_ms) == (2_000, 0)
    assert ben.spoken_ms(START_MS + 7_000) == 2_500  # given in the pause: it was over for who speaks


KINDS = ("comment.edit", "reaction.set", "ballot.cast", "floor.request", "floor.withdraw", "comment.hide")


@st.composite
def restarts(draw: st.DrawFn) -> list[Event]:
    """What devices with several logs, seats in common and clocks that are set say, and a close."""
    chair = Writer(CHAIR)
    seats = ("1", "2", "2", "4", "2")
    events = [create(chair, policy={"names": draw(st.sampled_from(("open", "named")))})]
    for number, (key, seat) in enumerate(zip(KEYS, seats, strict=True)):
        events.append(admit(chair, key, position=2 + number, seat=seat))
    posted, asked = chair.post("案", position=6), chair.say("poll.open", POLL, position=7)
    position, requests = 7, [posted.event_id]
    events += [posted, asked]
    comments = [posted]
    logs = [
        Writer(key, chair.meeting, f"{number}{log}" * 8)
        for number, key in enumerate(KEYS[1:], 1)
        for log in "ab"
    ]
    for log in logs[::2]:
        comments.append(log.post("原", position=6))
        events.append(comments[-1])
    for _ in range(draw(st.integers(1, 14))):
        step, ms = draw(st.integers(0, 9)), START_MS + 1_000 * draw(st.integers(-5, 40))
        if step > 7:
            position += 1
            have = {log.log: draw(st.integers(0, log.sequence)) for log in logs if log.sequence}
            have = {log: sequence for log, sequence in have.items() if sequence}
            gone = {"device": draw(st.sampled_from(KEYS[1:])).device, "upto": have}
            kind, body = draw(st.sampled_from((("cut", {"have": have}), ("roster.remove", gone))))
            events.append(chair.say(kind, body, position=position, ms=ms))
            continue
        log, kind = draw(st.sampled_from(logs)), draw(st.sampled_from(KINDS))
        own = [event for event in comments if event.device == log.device]
        target = {
            "comment.edit": (own or comments)[0].event_id,
            "ballot.cast": asked.event_id,
            "floor.request": "",
            "floor.withdraw": draw(st.sampled_from(requests)),
        }.get(kind, draw(st.sampled_from(comments)).event_id)
        body = {
            "comment.edit": {"body": f"直し{len(events)}"},
            "reaction.set": {"on": step % 2 == 0},
            "ballot.cast": {"choices": [step % 3]},
        }.get(kind, {})
        events.append(log.say(kind, body, target, position=7, ms=ms))
        if kind == "floor.request":
            requests.append(events[-1].event_id)
    if draw(st.booleans()):
        events.append(chair.say("meeting.close", {}, position=position + 1, ms=START_MS + 50_000))
    return events


@given(events=restarts(), data=st.data())
def test_restarted_devices_are_judged_by_the_plain_rules_in_every_order(
    events: list[Event], data: st.DataObject
) -> None:
    rules, meeting = PlainRules(events), meeting_of(events)
    assert plain_of(meeting) == rules.meeting()
    assert discussion_problems(meeting, rules) == []
    assert folded_polls(meeting) == plain_polls(rules)
    assert folded_in_any_order(events, data).digest() == folded(events).digest()

"""What a cut does to times: clocks that lie, late comments, the record of a closed meeting."""

from hypothesis import given
from hypothesis import strategies as st

from sync.clock import HybridTime
from sync.closing_code import closing_code
from sync.cuts import Staircase
from sync.events import Event
from sync.meeting import Phase
from tests.sync.strategies import ANNE, BEN, CHAIR, START_MS, Writer, room
from tests.sync.test_fold import folded, meeting_of, only

YEAR_MS = 365 * 24 * 3_600_000


def cut(chair: Writer, have: dict[str, int], *, position: int, after_ms: int) -> Event:
    return chair.say("cut", {"have": have}, position=position, ms=START_MS + after_ms)


@given(steps=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=12), asked=st.integers(1, 10))
def test_a_staircase_gives_the_smallest_bound_that_reaches(steps: list[tuple[int, int]], asked: int) -> None:
    stairs: Staircase[HybridTime] = Staircase()
    for sequence, bound in steps:
        stairs.put(sequence, HybridTime(bound))
    expected = min((HybridTime(bound) for sequence, bound in steps if sequence >= asked), default=None)
    assert stairs.at(asked) == expected
    assert stairs.reach == max((sequence for sequence, _ in steps), default=0)


def test_row_5_a_stamp_from_the_far_future_is_pulled_back_at_the_next_cut() -> None:
    events, writers = room()
    anne = writers[ANNE]
    hostile = anne.post("百年後", ms=START_MS + 100 * YEAR_MS)
    honest = writers[BEN].post("いま", ms=START_MS + 40_000)
    said = [*events, hostile, honest]
    assert [comment.body for comment in meeting_of(said).comments] == ["いま", "百年後"]
    said.append(cut(writers[CHAIR], {anne.log: 1}, position=7, after_ms=30_000))
    comments = meeting_of(said).comments
    assert [(comment.body, comment.at_ms - START_MS) for comment in comments] == [
        ("百年後", 30_000),
        ("いま", 40_000),
    ]
    assert not any(comment.late for comment in comments)


def test_row_4_a_seat_whose_year_is_wrong_stands_at_its_cut_or_is_late() -> None:
    events, writers = room()
    anne, ben = writers[ANNE], writers[BEN]
    ahead, behind = anne.post("来年", ms=START_MS + YEAR_MS), ben.post("去年", ms=START_MS - YEAR_MS)
    first = cut(writers[CHAIR], {}, position=7, after_ms=0)
    second = cut(writers[CHAIR], {anne.log: 1, ben.log: 1}, position=8, after_ms=30_000)
    comments = meeting_of([*events, ahead, behind, first, second]).comments
    assert [(each.body, each.at_ms - START_MS, each.late) for each in comments] == [
        ("去年", -YEAR_MS, True),
        ("来年", 30_000, False),
    ]


def test_row_5_an_edit_and_an_agreement_from_next_year_do_not_beat_every_later_one() -> None:
    events, writers = room()
    anne, ben = writers[ANNE], writers[BEN]
    posted = anne.post("一")
    future = anne.say("comment.edit", {"body": "来年"}, posted.event_id, ms=START_MS + YEAR_MS)
    on = ben.say("reaction.set", {"on": True}, posted.event_id, ms=START_MS + YEAR_MS)
    bound = cut(writers[CHAIR], {anne.log: 2, ben.log: 1}, position=7, after_ms=30_000)
    anew, anew_too = (Writer(key, anne.meeting, f"{key.device.encode().hex()[:15]}f") for key in (ANNE, BEN))
    later = anew.say("comment.edit", {"body": "二"}, posted.event_id, ms=START_MS + 40_000)
    off = anew_too.say("reaction.set", {"on": False}, posted.event_id, ms=START_MS + 40_000)
    before = only([*events, posted, future, later, on, off])
    assert (before.body, before.agreed) == ("来年", {BEN.device})
    for said in (
        [*events, posted, future, later, on, off, bound],
        [*events, bound, off, on, later, future, posted],
    ):
        assert (only(said).body, only(said).agreed) == ("二", frozenset())


def test_a_comment_is_late_when_the_record_had_passed_its_time() -> None:
    events, writers = room()
    posted = writers[ANNE].post("分断中に")
    passed = cut(writers[CHAIR], {}, position=7, after_ms=3_001)
    includes = cut(writers[CHAIR], {writers[ANNE].log: 1}, position=8, after_ms=30_000)
    assert not only([*events, posted, passed]).late
    assert only([*events, posted, passed, includes]).late
    assert only([*events, includes, passed, posted]).late
    events, writers = room()
    posted = writers[ANNE].post("間に合った")
    passed = cut(writers[CHAIR], {}, position=7, after_ms=3_000)
    includes = cut(writers[CHAIR], {writers[ANNE].log: 1}, position=8, after_ms=30_000)
    assert not only([*events, posted, passed, includes]).late


def test_row_30_what_lies_outside_the_closing_cut_is_late() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    inside, outside = anne.post("中"), anne.post("外", ms=START_MS + 1)
    last = cut(chair, {anne.log: 1, chair.log: 6}, position=7, after_ms=1_000)
    close = chair.say("meeting.close", {}, position=8, ms=START_MS + 1_001)
    for said in ([*events, inside, outside, last, close], [close, outside, inside, last, *events]):
        fold = folded(said)
        assert fold.closing_cut() == {anne.log: 1, chair.log: 6}
        assert meeting_of(said).phase is Phase.CLOSED
        assert [(each.body, each.late) for each in meeting_of(said).comments] == [("中", False), ("外", True)]
    assert folded([*events, inside, last]).closing_cut() is None


def test_the_next_cut_names_what_changed_and_nothing_when_only_cuts_did() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    fold = folded([*events, anne.post()])
    assert fold.uncut({chair.log: 6, anne.log: 1}) == {chair.log: 6, anne.log: 1}
    fold.apply(cut(chair, {chair.log: 6, anne.log: 1}, position=7, after_ms=1))
    assert fold.uncut({chair.log: 7, anne.log: 1}) == {}
    fold.apply(anne.post())
    assert fold.uncut({chair.log: 7, anne.log: 2}) == {chair.log: 7, anne.log: 2}


def test_row_30_the_closing_code_is_of_the_record_alone() -> None:
    events, writers = room()
    chair, anne = writers[CHAIR], writers[ANNE]
    inside, outside = anne.post("中"), anne.post("外")
    last = cut(chair, {anne.log: 1, chair.log: 6}, position=7, after_ms=1_000)
    close = chair.say("meeting.close", {}, position=8)
    said = [*events, inside, last, close]
    closing = folded(said).closing_cut()
    code = closing_code(said, closing)
    assert len(code) == 7
    assert code[3] == " "
    assert not set(code) & set("ILOU")
    assert closing_code([*reversed(said), outside], closing) == code
    assert closing_code([event for event in said if event is not inside], closing) == ""
    assert closing_code([event.without_body() if event is inside else event for event in said], closing) == ""
    assert closing_code(said, None) == ""
    other = Writer(ANNE, chair.meeting).post("別の中")
    assert closing_code([*events, other, last, close], closing) not in ("", code)

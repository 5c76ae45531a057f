"""A record keeps what was promised: who is named, what is not said, and what nobody can count out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.policy import Policy
from app.record_export import Wish, permitted_record
from app.record_making import record_of
from app.record_values import NOBODY, CommentRecord, Person, Record, State
from sync.discussion import Results
from sync.errors import KurumazaError
from sync.meeting import Names, Phase, Role, Version
from tests.app.records import ANNE, BEN, CHAIR, OFFICE, START, held_meeting, polls, recorded, said
from widgets.record_wish import RecordForm


@pytest.fixture
def record() -> Record:
    return record_of(recorded())


def of(record: Record, name: str) -> CommentRecord:
    return next(comment for comment in record.comments if comment.comment == name)


def test_an_author_is_named_as_was_promised(record: Record) -> None:
    assert of(record, "named").person == Person("2", "秘密の花子", "市民課")
    assert of(record, "withheld").person == NOBODY
    assert of(record, "department").person == Person(department="市民課")
    assert "device" not in repr(record)


def test_only_the_secretariat_can_choose_the_names() -> None:
    named = record_of(recorded(device=OFFICE), with_names=True)
    assert named.with_names
    assert of(named, "withheld").person.name == "秘密の花子"
    assert of(named, "held").body == "公開されない文"
    assert not record_of(recorded(device=OFFICE)).with_names
    chairs = record_of(recorded(device=CHAIR), with_names=True)
    assert chairs == record_of(recorded(device=CHAIR))


def test_what_was_never_released_is_not_said_nor_what_hangs_below_it(record: Record) -> None:
    for name in ("held", "under"):
        comment = of(record, name)
        assert (comment.state, comment.body, comment.person) == (State.HELD, "", NOBODY)
    assert "公開されない" not in repr(record)
    assert record.statistics.held == 2


def test_hidden_comments_stay_with_their_reason_and_so_do_the_answers_to_them(record: Record) -> None:
    assert (of(record, "hidden").state, of(record, "hidden").hide_reason) == (
        State.HIDDEN,
        "個人のことなので",
    )
    assert of(record, "below").state is State.HIDDEN
    assert of(record, "below").body == "隠された文への返信"


def test_a_withdrawn_comment_has_nothing_but_its_place(record: Record) -> None:
    gone = of(record, "gone")
    assert (gone.state, gone.body, gone.edits) == (State.WITHDRAWN, "", ())


def test_comments_stand_by_item_with_their_answers_below(record: Record) -> None:
    order = [comment.comment for comment in record.comments]
    assert order == [
        "named", "reply", "withheld", "department", "hidden", "below", "held", "under", "gone", "sealed",
        "nowhere",
    ]  # fmt: skip
    assert [comment.number for comment in record.comments] == list(range(1, 12))
    assert (of(record, "reply").depth, of(record, "reply").reply_to) == (1, 1)
    assert [of(record, name).item for name in ("named", "sealed", "nowhere")] == [1, 2, 0]


def test_answers_that_go_round_in_a_circle_are_all_told() -> None:
    circle = (said("a", reply_to="b"), said("b", reply_to="a"), said("c", reply_to="c"))
    record = record_of(recorded(held_meeting(comments=circle, groups=())))
    assert sorted(comment.comment for comment in record.comments) == ["a", "b", "c"]


def test_an_edit_after_the_close_stands_beside_the_text_of_the_record() -> None:
    late = said("a", body="閉会のとき", late_edits=(Version("後から", 5),))
    (comment,) = record_of(recorded(held_meeting(comments=(late,), groups=()))).comments
    assert (comment.body, comment.edits) == ("閉会のとき", ())
    assert [(edit.body, edit.at_ms) for edit in comment.late_edits] == [("後から", 5)]


def test_a_comment_names_the_page_and_the_version_it_was_made_on(record: Record) -> None:
    comment = of(record, "named")
    assert (comment.document, comment.version, comment.page, comment.quote) == ("資料 budget", 1, 3, "三億円")
    assert (comment.agreed, comment.answered, comment.answer) == (2, True, "次回までに調べます")
    assert [edit.body for edit in comment.edits] == ["はじめの文"]
    assert of(record, "withheld").late


def test_the_words_of_a_confidential_document_go_into_no_file(record: Record) -> None:
    assert of(record, "sealed").page == 1
    assert "極秘" not in repr(record)
    assert "極秘" not in repr(record_of(recorded(device=OFFICE), with_names=True))
    assert record.confidential


def test_seats_count_as_having_posted_only_by_what_stands_by_name(record: Record) -> None:
    counted = record.statistics
    assert (counted.seats, counted.seats_posted, counted.unnamed) == (5, 2, 2)
    posted = {each.person.seat: each.posted for each in record.attendance}
    assert posted == {"1": 0, "2": 4, "3": 3, "4": 0, "5": 0}  # neither the withheld nor the held ones
    (first, second, nothing) = counted.items
    assert (first.comments, first.answers, first.open_questions, first.agreed) == (3, 1, 1, 2)
    assert (second.comments, nothing.item, nothing.comments) == (1, 0, 1)


def test_a_seat_that_stayed_empty_is_listed(record: Record) -> None:
    last = record.attendance[-1]
    assert (last.person.name, last.joined_ms, last.role) == ("欠けた人", 0, Role.MEMBER)
    assert [each.spoken_ms for each in record.attendance] == [0, 0, 120_000, 0, 0]


def test_an_open_poll_says_who_voted_what_and_a_secret_one_only_who(record: Record) -> None:
    opened, secret = record.polls
    assert [(vote.person.seat, vote.choices, vote.late) for vote in opened.votes] == [
        ("1", (0,), False),
        ("2", (0,), False),
        ("3", (1,), True),
    ]
    assert [(vote.person.seat, vote.choices) for vote in secret.votes] == [("1", ()), ("2", ()), ("3", ())]
    assert secret.tally == (1, 1, 0)
    told = record_of(recorded(device=OFFICE), with_names=True).polls[1]
    assert all(vote.choices == () for vote in told.votes)


def test_a_running_poll_that_shows_its_result_at_the_close_says_nothing_of_it() -> None:
    running = replace(polls()[0], closed_ms=0, results=Results.AT_CLOSE, late=())
    record = record_of(recorded(held_meeting(polls=(running,), phase=Phase.OPEN, closed_ms=0)))
    assert record.polls[0].tally == ()
    assert all(vote.choices == () for vote in record.polls[0].votes)
    live = replace(running, results=Results.LIVE)
    record = record_of(recorded(held_meeting(polls=(live,), phase=Phase.OPEN, closed_ms=0)))
    assert record.polls[0].tally == (2, 0, 0)


def test_the_look_back_names_nobody_but_in_the_secretariats_file(record: Record) -> None:
    assert record.lookback is not None
    assert [question.answers for question in record.lookback.questions] == [("4", "5"), ("よかった",)]
    assert (record.lookback.answered, record.lookback.asked, record.lookback.answers) == (2, 4, ())
    named = record_of(recorded(device=OFFICE), with_names=True).lookback
    assert named is not None
    assert [answer.person.seat for answer in named.answers] == ["3", "2"]


def test_groups_name_only_what_everybody_read(record: Record) -> None:
    (group,) = record.groups
    assert (group.title, group.comments) == ("同じ話", (1, 11))
    assert of(record, "named").group == of(record, "nowhere").group == 1


def test_items_tell_what_was_planned_and_what_it_took(record: Record) -> None:
    first, second = record.items
    assert (first.planned_minutes, first.spent_ms, len(first.times)) == (10, 720_000, 2)
    assert second.times == ()
    assert [pause.until_ms - pause.since_ms for pause in record.pauses] == [60_000]


def test_a_member_that_was_removed_keeps_its_name_in_what_it_said() -> None:
    here = recorded()
    meeting = replace(here.meeting, members=tuple(m for m in here.meeting.members if m.device != BEN))
    record = record_of(replace(here, meeting=meeting))
    assert record.speeches[0].person.name == "太郎"


@pytest.mark.parametrize(
    ("device", "with_names", "policy", "code"),
    [
        (ANNE, False, Policy(), "record_not_yours"),
        ("stranger", False, Policy(), "record_not_yours"),
        (CHAIR, True, Policy(), "names_not_yours"),
        (OFFICE, False, Policy(may_export_record=False), "record_forbidden"),
    ],
)
def test_who_may_not_write_one_is_refused(
    device: str, with_names: bool, policy: Policy, code: str, tmp_path
) -> None:
    wish = Wish(RecordForm.CSV, tmp_path / "a.csv", with_names=with_names)
    with pytest.raises(KurumazaError) as refused:
        permitted_record(recorded(device=device), wish, policy)
    assert refused.value.code == code


def test_names_of_the_meeting_that_only_withholds_are_not_in_the_file() -> None:
    silent = held_meeting(
        comments=tuple(replace(each, shown=Names.WITHHELD) for each in held_meeting().comments)
    )
    record = record_of(recorded(silent))
    assert all(comment.person == NOBODY for comment in record.comments)
    assert record.statistics.seats_posted == 0
    assert all(not each.posted for each in record.attendance)


def test_it_says_when_it_was_written(record: Record) -> None:
    assert record.written_ms > record.opened_ms == START

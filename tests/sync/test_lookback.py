"""The look-back: what was asked last, and what each device answered last that fits."""

from __future__ import annotations

from typing import Any

import pytest

from sync.discussion import LookBack, LookBackQuestion, QuestionKind
from sync.events import Event
from sync.lookback import DEFAULT_QUESTIONS
from tests.sync.strategies import ANNE, BEN, CHAIR, OBSERVER, SECRETARY, START_MS, room
from tests.sync.test_polling import folded


def asked(questions: list[dict[str, str]] | None = None) -> tuple[list[Event], dict[Any, Any], str]:
    events, writers = room()
    opened = writers[CHAIR].say("lookback.open", {"questions": questions or []}, position=7)
    return [*events, opened], writers, opened.event_id


def lookback(events: list[Event]) -> LookBack:
    found = folded(events).lookback
    assert found is not None
    return found


def test_nobody_asked() -> None:
    assert folded(room()[0]).lookback is None


def test_the_programs_own_questions_and_the_newest_answer_of_each_device() -> None:
    events, writers, target = asked()
    for key, answers, ms in (
        (ANNE, ["5", "4", "資料が\u202e早く届いた"], 1),
        (ANNE, ["4", "4", ""], 2),
        (SECRETARY, ["", "", ""], 3),
        (OBSERVER, ["1", "1", "傍聴"], 4),
    ):
        body = {"answers": answers}
        events.append(writers[key].say("lookback.answer", body, target, position=7, ms=START_MS + ms))
    found = lookback(events)
    assert (found.lookback, found.questions) == (target, DEFAULT_QUESTIONS)
    assert {each.device: (each.answers, each.at_ms) for each in found.answers} == {
        ANNE.device: (("4", "4", ""), START_MS + 2),
        SECRETARY.device: (("", "", ""), START_MS + 3),
    }


@pytest.mark.parametrize(
    ("answers", "fits"),
    [(["1", "よい"], True), (["6", ""], False), (["", "x"], True), (["1"], False), (["よい", "1"], False)],
)
def test_answers_have_to_fit_the_questions(answers: list[str], *, fits: bool) -> None:
    events, writers, target = asked(
        [{"text": "時間\nは", "kind": "scale"}, {"text": "ほかに", "kind": "text"}]
    )
    events.append(writers[BEN].say("lookback.answer", {"answers": answers}, target, position=7))
    found = lookback(events)
    assert found.questions == (
        LookBackQuestion("時間 は", QuestionKind.SCALE),
        LookBackQuestion("ほかに", QuestionKind.TEXT),
    )
    assert bool(found.answers) is fits


def test_a_seat_asks_nothing_and_the_newest_question_counts() -> None:
    events, writers, target = asked()
    events.append(writers[ANNE].say("lookback.open", {}, position=99))
    assert lookback(events).lookback == target
    again = writers[CHAIR].say("lookback.open", {"questions": [{"text": "次は"}]}, position=8)
    events.append(writers[ANNE].say("lookback.answer", {"answers": ["1", "1", ""]}, target, position=8))
    found = lookback([*events, again])
    assert (found.lookback, found.answers) == (again.event_id, ())


def test_what_the_closing_cut_does_not_have_is_left_out() -> None:
    events, writers, target = asked()
    in_time = writers[ANNE].say("lookback.answer", {"answers": ["5", "5", ""]}, target, position=7)
    events.append(in_time)
    have = {writer.log: writer.sequence for writer in writers.values() if writer.sequence}
    events.append(writers[CHAIR].say("cut", {"have": have}, position=8))
    events.append(writers[CHAIR].say("meeting.close", {}, position=9))
    events.append(writers[BEN].say("lookback.answer", {"answers": ["1", "1", ""]}, target, position=9))
    assert [each.device for each in lookback(events).answers] == [ANNE.device]

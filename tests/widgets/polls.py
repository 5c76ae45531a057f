"""Polls and a look-back as the tests of the desk need them."""

from __future__ import annotations

from dataclasses import replace

from sync.discussion import (
    YES_NO_OPTIONS,
    Ballot,
    LookBack,
    LookBackAnswer,
    LookBackQuestion,
    Majority,
    Outcome,
    Poll,
    PollKind,
    QuestionKind,
)
from tests.widgets import desk

VOTERS = tuple(f"device{number}" for number in range(1, 25))
RUNNING = Poll(
    "p1",
    "書かない窓口を1か所で試しますか",
    PollKind.YES_NO,
    YES_NO_OPTIONS,
    desk.NOW_MS - 60_000,
    agenda="two",
    quorum=13,
    majority=Majority.SIMPLE,
    eligible=VOTERS,
    voted=VOTERS[:18],
    tally=(10, 6, 2),
)
CARRIED = replace(
    RUNNING,
    closed_ms=desk.NOW_MS,
    voted=VOTERS[:22],
    tally=(15, 5, 2),
    outcome=Outcome.CARRIED,
    late=(Ballot("late", "device23", desk.NOW_MS),),
)
SECRET = replace(RUNNING, poll="p2", secret=True, key="k" * 64, tally=(), kind=PollKind.YES_NO)
QUESTIONS = (
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.TEXT),
)
LOOKBACK = LookBack(
    "l1",
    QUESTIONS,
    desk.NOW_MS,
    (
        LookBackAnswer("device3", ("4", "5", "資料は前日までに。"), desk.NOW_MS),
        LookBackAnswer("device2", ("3", "", "もっと時間を。"), desk.NOW_MS),
        LookBackAnswer("device9", ("", "", ""), desk.NOW_MS),
    ),
)

"""Polls and the look-back over the console: what is asked, voted and told, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.test_console import CODE, ConsoleNode, meeting_file, start

__all__ = ["meeting_file", "start"]


def test_polls_and_the_look_back_over_the_console(
    start: Callable[..., ConsoleNode],
    meeting_file: Path,
) -> None:
    chair = start("chair")
    chair.do("host", file=str(meeting_file), code=CODE)
    asked = chair.do("poll", question="どの案ですか", options=["甲", "乙"], secret=True)
    assert asked["ok"], asked
    poll = asked["poll"]
    assert chair.do("vote", poll=poll, option="丙")["error"] == "bad_argument"
    assert chair.do("vote", poll=poll, option=2)["error"] == "bad_argument"
    assert chair.do("vote", poll=poll, option=True)["error"] == "bad_argument"
    assert chair.do("vote", poll=poll, option=1, options=[1])["error"] == "bad_argument"
    assert chair.do("vote", poll=poll, options=["甲"])["ok"]
    assert chair.do("vote", poll=poll, option="乙")["ok"]
    closed = chair.do("close_poll", poll=poll)
    assert (closed["options"], closed["tally"], closed["outcome"]) == (["甲", "乙"], [0, 1], "none")
    assert chair.do("vote", poll=poll, option=0)["error"] == "poll_closed"
    motion = chair.do("poll", question="賛成ですか", majority="simple", quorum=1)["poll"]
    assert chair.do("vote", poll=motion, option="yes")["ok"]
    assert chair.do("close_poll", poll=motion)["outcome"] == "carried"
    hands = chair.do("poll", question="休憩ですか", kind="hands")["poll"]
    assert chair.do("vote", poll=hands, option=0)["ok"]
    assert chair.do("vote", poll=hands, options=[])["ok"]
    assert chair.do("close_poll", poll=hands)["tally"] == [0]

    wrong = [{"text": "?", "kind": "stars"}]
    assert chair.do("lookback", questions=wrong)["error"] == "bad_argument"
    assert chair.do("lookback", questions=["?"])["error"] == "bad_argument"
    assert chair.do("lookback")["ok"]
    assert chair.do("answer_lookback", answers=["5", "4", "よかった"])["ok"]
    assert chair.do("answer_lookback", answers=["5"])["error"] == "bad_argument"
    told = chair.do("meeting")["meeting"]
    assert [each["outcome"] for each in told["polls"]] == ["none", "carried", "none"]
    assert told["polls"][0]["ballots"] == []
    assert told["lookback"]["answers"][0]["answers"] == ["5", "4", "よかった"]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"question": "?", "kind": "guess"},
        {"question": "?", "options": ["a", 1]},
        {"question": "?", "secret": "yes"},
        {"question": "?", "quorum": -1},
        {"question": "?", "majority": "all"},
        {"question": "?", "unknown": 1},
    ],
)
def test_wrong_arguments_ask_nothing(
    start: Callable[..., ConsoleNode],
    arguments: dict[str, object],
) -> None:
    assert start("chair").do("poll", **arguments)["error"] == "bad_argument"

"""Polls by the rules: what counts, what is late, who may vote, what is decided; in any order of arrival."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.discussion import Outcome, Poll, PollKind
from sync.events import Event
from sync.fold import Fold
from sync.meeting import Meeting
from tests.simulator.naive import PlainRules
from tests.simulator.naive_polls import folded_answers, folded_polls, plain_answers, plain_polls
from tests.sync.poll_stories import poll_histories
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
    room,
)

KEY = "7" * 64
SEALED = "A" * 123


def folded(events: Iterable[Event]) -> Meeting:
    fold = Fold()
    for event in events:
        fold.apply(event)
    meeting = fold.meeting()
    assert meeting is not None
    return meeting


@given(events=poll_histories(), data=st.data())
def test_every_order_gives_the_polls_of_the_plain_rules(events: list[Event], data: st.DataObject) -> None:
    rules = PlainRules(events)
    shuffler = data.draw(st.randoms(use_true_random=False))
    arriving = events + shuffler.choices(events, k=5)
    shuffler.shuffle(arriving)
    fold = Fold()
    for event in arriving:
        fold.apply(event)
        if shuffler.random() < 0.3:
            fold.digest()  # what is kept between looks must not show
    meeting = fold.meeting()
    assert meeting is not None
    assert folded_polls(meeting) == plain_polls(rules)
    assert folded_answers(meeting) == plain_answers(rules)
    straight = Fold()
    for event in events:
        straight.apply(event)
    assert fold.digest() == straight.digest()


class Voting:
    """A room that votes; positions of authority are counted here."""

    def __init__(self) -> None:
        self.events, self.writers = room()
        self.position = 6

    def chair(self, kind: str, body: dict[str, Any] | None = None, target: str = "", **more: Any) -> str:
        self.position += 1
        event = self.writers[CHAIR].say(kind, body, target, position=self.position, **more)
        self.events.append(event)
        return event.event_id

    def ask(self, **body: Any) -> str:
        return self.chair("poll.open", {"question": "原案に賛成ですか", **body})

    def cast(self, key: Any, poll: str, *choices: int, **more: Any) -> Event:
        body = more.pop("body", {"choices": list(choices)})
        more.setdefault("position", self.position)
        event = self.writers[key].say("ballot.cast", body, poll, **more)
        self.events.append(event)
        return event

    def cut(self) -> None:
        have = {writer.log: writer.sequence for writer in self.writers.values() if writer.sequence}
        self.chair("cut", {"have": have})

    def close(self, poll: str, **body: Any) -> str:
        self.cut()
        return self.chair("poll.close", body, poll)

    def poll(self, place: int = -1) -> Poll:
        return folded(self.events).polls[place]


def test_the_newest_vote_counts_and_everything_is_shown_while_it_is_open() -> None:
    voting = Voting()
    asked = voting.ask(agenda="")
    voting.cast(CHAIR, asked, 2)
    voting.cast(ANNE, asked, 0, ms=START_MS + 1)
    second = voting.cast(ANNE, asked, 1, ms=START_MS + 2)
    poll = voting.poll()
    assert (poll.poll, poll.kind, poll.options) == (asked, PollKind.YES_NO, ("yes", "no", "abstain"))
    assert poll.eligible == (CHAIR.device, ANNE.device, BEN.device)
    assert poll.voted == (CHAIR.device, ANNE.device)
    ballot = poll.ballot_of(ANNE.device)
    assert ballot is not None
    assert (ballot.ballot, ballot.choices, ballot.at_ms) == (second.event_id, (1,), START_MS + 2)
    assert (poll.tally, poll.is_open, poll.shows_tally, poll.outcome) == ((0, 1, 1), True, True, Outcome.OPEN)


def test_a_clock_of_next_year_does_not_make_a_vote_the_newest_for_long() -> None:
    voting = Voting()
    asked = voting.ask()
    voting.cast(ANNE, asked, 0, ms=START_MS + 10**10)
    voting.cut()
    voting.cast(ANNE, asked, 1, ms=START_MS + 1)
    assert voting.poll().tally == (0, 1, 0)


def test_what_the_closing_cut_does_not_have_is_late_and_changes_nothing() -> None:
    voting = Voting()
    asked = voting.ask()
    voting.cast(ANNE, asked, 0)
    voting.close(asked)
    voting.cast(BEN, asked, 1)
    voting.cast(ANNE, asked, 1)
    poll = voting.poll()
    assert (poll.tally, poll.voted) == ((1, 0, 0), (ANNE.device,))
    assert [(ballot.device, ballot.choices) for ballot in poll.late] == [
        (ANNE.device, (1,)),
        (BEN.device, (1,)),
    ]
    voting.cut()
    voting.chair("poll.close", {}, asked)  # the first close stays
    assert voting.poll() == poll


@pytest.mark.parametrize(
    ("kind", "options", "choices", "counts"),
    [
        ("yes_no", [], [2], True),
        ("yes_no", [], [3], False),
        ("yes_no", [], [0, 1], False),
        ("yes_no", [], [], False),
        ("yes_no", ["a", "b", "c", "d"], [3], False),  # its options are its own
        ("choice", ["a", "b"], [1], True),
        ("choice", ["a", "b"], [2], False),
        ("choice", ["a", "b"], [0, 1], False),
        ("multiple", ["a", "b", "c"], [2, 0], True),
        ("multiple", ["a", "b"], [0, 0], False),
        ("multiple", ["a", "b"], [], False),
        ("scale", [], [4], True),
        ("scale", [], [5], False),
        ("scale", ["低", "高"], [1], True),
        ("hands", [], [0], True),
        ("hands", [], [1], False),
    ],
)
def test_a_vote_has_to_fit_the_kind(
    kind: str, options: list[str], choices: list[int], *, counts: bool
) -> None:
    voting = Voting()
    asked = voting.ask(kind=kind, options=options)
    voting.cast(ANNE, asked, *choices)
    assert bool(voting.poll().voted) is counts
    assert sum(voting.poll().tally) == (len(choices) if counts else 0)


def test_what_means_nothing_does_not_take_a_vote_back_and_a_lowered_hand_does() -> None:
    voting = Voting()
    first, second = voting.ask(), voting.ask(kind="hands")
    for asked in (first, second):
        voting.cast(ANNE, asked, 0)
        voting.cast(ANNE, asked)
    assert [poll.voted for poll in folded(voting.events).polls] == [(ANNE.device,), ()]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "choice"},
        {"kind": "choice", "options": ["a"]},
        {"secret": True},
        {"key": KEY},
        {"kind": "hands", "secret": True, "key": KEY},
    ],
)
def test_a_question_that_cannot_be_answered_is_no_poll(body: dict[str, Any]) -> None:
    voting = Voting()
    voting.ask(**body)
    assert folded(voting.events).polls == ()


def test_only_the_roles_that_were_named_vote_and_an_observer_never_does() -> None:
    voting = Voting()
    asked = voting.ask()
    for key in (CHAIR, ANNE, SECRETARY, OBSERVER):
        voting.cast(key, asked, 0)
    assert voting.poll().voted == (CHAIR.device, ANNE.device)
    asked = voting.ask(voters=["secretariat", "observer"])
    for key in (CHAIR, SECRETARY, OBSERVER):
        voting.cast(key, asked, 0)
    poll = voting.poll()
    assert poll.eligible == poll.voted == (SECRETARY.device,)


def test_a_seat_neither_opens_nor_closes_a_poll() -> None:
    voting = Voting()
    asked = voting.ask()
    writer = voting.writers[ANNE]
    voting.events.append(writer.say("poll.close", {"tally": [9, 0, 0]}, asked, position=99))
    voting.events.append(writer.say("poll.open", {"question": "私の採決"}, position=98))
    (poll,) = folded(voting.events).polls
    assert poll.is_open


def test_a_vote_that_claims_to_be_older_than_the_poll_does_not_count() -> None:
    voting = Voting()
    voting.chair("roster.add", {"device": ANNE.device, "seat": "2", "role": "observer"})
    asked = voting.ask()
    voting.cast(ANNE, asked, 0, position=3)  # when Anne was a member still
    assert voting.poll().voted == ()


def test_the_role_at_the_vote_decides() -> None:
    voting = Voting()
    asked = voting.ask()
    voting.cast(ANNE, asked, 0)
    voting.chair("roster.add", {"device": ANNE.device, "seat": "2", "role": "observer"})
    voting.cast(ANNE, asked, 1)
    poll = voting.poll()
    assert (poll.tally, ANNE.device in poll.eligible) == ((1, 0, 0), True)


def test_votes_after_a_removal_do_not_count_and_the_roster_of_later_changes_no_result() -> None:
    voting = Voting()
    asked = voting.ask(majority="absolute")
    voting.cast(ANNE, asked, 0)
    voting.chair("roster.remove", {"device": ANNE.device, "upto": {voting.writers[ANNE].log: 1}})
    voting.cast(ANNE, asked, 1)
    voting.cast(CHAIR, asked, 0)
    voting.close(asked)
    poll = voting.poll()
    assert (poll.tally, poll.eligible) == ((2, 0, 0), (CHAIR.device, ANNE.device, BEN.device))
    assert poll.outcome is Outcome.CARRIED
    voting.chair("roster.remove", {"device": ANNE.device, "upto": {}})
    for number in range(5):
        key = (BEN, SECRETARY, OBSERVER)[number % 3]
        voting.chair("roster.add", {"device": key.device, "seat": str(20 + number), "role": "member"})
    assert voting.poll() == poll


def test_a_seat_with_a_new_pc_votes_once() -> None:
    voting = Voting()
    asked = voting.ask()
    voting.cast(ANNE, asked, 0)
    voting.chair("roster.remove", {"device": ANNE.device, "upto": {voting.writers[ANNE].log: 1}})
    voting.chair("roster.add", {"device": OBSERVER.device, "seat": "2", "role": "member"})
    assert voting.poll().tally == (0, 0, 0)
    voting.cast(OBSERVER, asked, 1)
    voting.close(asked)
    poll = voting.poll()
    assert (poll.tally, poll.voted) == ((0, 1, 0), (OBSERVER.device,))


@pytest.mark.parametrize(
    ("majority", "votes", "outcome"),
    [
        ("none", [0, 0, 0], Outcome.NONE),
        ("simple", [0, 1, 2], Outcome.REJECTED),
        ("simple", [0, 2, 2], Outcome.CARRIED),
        ("absolute", [0, 2, 2], Outcome.REJECTED),
        ("absolute", [0, 0, 2], Outcome.CARRIED),
        ("two_thirds", [0, 0, 1], Outcome.CARRIED),
        ("two_thirds", [0, 1, 2], Outcome.REJECTED),
        ("two_thirds", [2, 2, 2], Outcome.REJECTED),
        ("two_thirds", [], Outcome.REJECTED),
    ],
)
def test_majorities(majority: str, votes: list[int], outcome: Outcome) -> None:
    voting = Voting()
    asked = voting.ask(majority=majority)
    for key, choice in zip((CHAIR, ANNE, BEN), votes, strict=False):
        voting.cast(key, asked, choice)
    assert voting.poll().outcome is Outcome.OPEN
    voting.close(asked)
    assert voting.poll().outcome is outcome


def test_without_the_quorum_nothing_is_decided() -> None:
    voting = Voting()
    asked = voting.ask(majority="simple", quorum=2)
    voting.cast(ANNE, asked, 0)
    voting.close(asked)
    assert voting.poll().outcome is Outcome.NO_QUORUM


def test_the_end_of_the_meeting_ends_what_is_open() -> None:
    voting = Voting()
    first, second = voting.ask(), voting.ask(secret=True, key=KEY)
    voting.cast(ANNE, first, 0)
    voting.cast(ANNE, second, body={"sealed": SEALED})
    voting.cut()
    voting.chair("meeting.close")
    voting.cast(BEN, first, 0)
    one, two = folded(voting.events).polls
    assert (one.tally, one.outcome, [ballot.device for ballot in one.late]) == (
        (1, 0, 0),
        Outcome.NONE,
        [BEN.device],
    )
    assert (two.outcome, two.voted) == (Outcome.UNCOUNTED, (ANNE.device,))


def secret(*, kind: str = "yes_no", options: Iterable[str] = ()) -> tuple[Voting, str]:
    voting = Voting()
    asked = voting.ask(secret=True, key=KEY, kind=kind, options=list(options))
    for key in (CHAIR, ANNE):
        voting.cast(key, asked, body={"sealed": SEALED})
    voting.cast(BEN, asked, 0)  # in the open: that is no vote
    return voting, asked


def test_a_secret_poll_says_who_voted_and_nothing_else_until_it_was_counted() -> None:
    voting, asked = secret()
    poll = voting.poll()
    assert (poll.voted, poll.ballots, poll.tally) == ((CHAIR.device, ANNE.device), (), ())
    assert not poll.shows_tally
    voting.close(asked, tally=[1, 0, 0], invalid=1)
    poll = voting.poll()
    assert (poll.tally, poll.invalid, poll.ballots, poll.outcome) == ((1, 0, 0), 1, (), Outcome.NONE)
    voting.cast(BEN, asked, body={"sealed": SEALED})
    (late,) = voting.poll().late
    assert (late.device, late.choices) == (BEN.device, ())


@pytest.mark.parametrize(
    ("kind", "told", "counts"),
    [
        ("yes_no", {"tally": [2, 0, 0]}, True),
        ("yes_no", {"tally": [0, 0, 1], "invalid": 1}, True),
        ("yes_no", {"tally": [1, 0, 0]}, False),  # one is left out
        ("yes_no", {"tally": [2, 1, 0]}, False),  # one too many
        ("yes_no", {"tally": [2, 0]}, False),
        ("yes_no", {}, False),
        ("multiple", {"tally": [2, 2]}, True),
        ("multiple", {"tally": [1, 0], "invalid": 1}, True),
        ("multiple", {"tally": [3, 0]}, False),
        ("multiple", {"tally": [1, 0]}, False),
        ("multiple", {"tally": [2, 0], "invalid": 1}, False),
    ],
)
def test_a_count_that_cannot_be_true_is_none(kind: str, told: dict[str, Any], *, counts: bool) -> None:
    voting, asked = secret(kind=kind, options=["a", "b"])
    voting.close(asked, **told)
    poll = voting.poll()
    assert (poll.tally, poll.outcome) == (
        (tuple(told["tally"]), Outcome.NONE) if counts else ((), Outcome.UNCOUNTED)
    )


def test_while_ballots_are_on_their_way_the_chairs_count_is_shown() -> None:
    voting, asked = secret()
    voting.close(asked, tally=[2, 0, 0])
    missing = next(
        event for event in voting.events if event.kind == "ballot.cast" and event.device == ANNE.device
    )
    fold = Fold()
    for event in voting.events:
        if event is not missing:
            fold.apply(event)
    meeting = fold.meeting()
    assert meeting is not None
    assert meeting.polls[0].tally == (2, 0, 0)
    fold.apply(missing)
    assert fold.meeting() == folded(voting.events)
    # A count that is too high is believed only as long as something is missing.
    voting, asked = secret()
    posted = voting.writers[SECRETARY].post()
    voting.close(asked, tally=[3, 0, 0])
    fold = Fold()
    for event in voting.events:
        fold.apply(event)
    meeting = fold.meeting()
    assert meeting is not None
    assert meeting.polls[0].tally == (3, 0, 0)
    fold.apply(posted)
    meeting = fold.meeting()
    assert meeting is not None
    assert meeting.polls[0].outcome is Outcome.UNCOUNTED


def handed_over() -> tuple[list[Event], Writer, Writer, str]:
    """A chair asks, a deputy takes over without having heard more; both logs and the poll."""
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    asked = chair.say("poll.open", {"question": "賛成ですか"}, position=5)
    anne, ben = Writer(ANNE, chair.meeting), Writer(BEN, chair.meeting)
    vote = ben.say("ballot.cast", {"choices": [0]}, asked.event_id, position=5)
    claim = anne.say("chair.claim", {"term": 1, "seen": [0, 5]}, term=1, position=1)
    have = anne.say("cut", {"have": {chair.log: 5, ben.log: 1}}, term=1, position=2)
    return [*events, asked, vote, claim, have], chair, anne, asked.event_id


def test_a_new_chair_closes_what_it_could_not_know_to_be_closed() -> None:
    events, chair, anne, asked = handed_over()
    alone = chair.say("poll.close", {}, asked, position=6)
    ours = anne.say("poll.close", {}, asked, term=1, position=3)
    assert folded([*events, alone]).polls[0].tally == (0, 0, 0)
    assert folded([*events, alone, ours]).polls[0].tally == (1, 0, 0)


def test_a_new_chair_does_not_close_once_more_what_it_knew_to_be_closed() -> None:
    events, chair, anne, asked = handed_over()
    closed = chair.say("poll.close", {}, asked, position=6)
    knew = anne.say("cut", {"have": {chair.log: 6}}, term=1, position=3)
    again = anne.say("poll.close", {}, asked, term=1, position=4)
    assert folded([*events, closed, knew, again]).polls[0].tally == (0, 0, 0)


def test_a_poll_of_a_lost_term_does_not_count() -> None:
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate((CHAIR, ANNE, BEN), start=2)]
    anne, ben = Writer(ANNE, chair.meeting), Writer(BEN, chair.meeting)
    events.append(anne.say("chair.claim", {"term": 1, "seen": [0, 4]}, term=1, position=1))
    events.append(anne.say("poll.open", {"question": "?"}, term=1, position=2))
    assert len(folded(events).polls) == 1
    events.append(ben.say("chair.claim", {"term": 1, "seen": [0, 4]}, term=1, position=1))
    assert folded(events).polls == ()

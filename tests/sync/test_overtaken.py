"""What a chair says that was taken over and does not know it changes nothing that the room decided since."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sync.closing_code import closing_code
from sync.discussion import Outcome
from sync.events import Event
from sync.fold import Fold
from sync.meeting import Meeting, Moderation, Phase
from tests.simulator.checks import discussion_problems
from tests.simulator.naive import PlainRules
from tests.simulator.naive_polls import folded_polls, plain_polls
from tests.sync.strategies import ANNE, BEN, CHAIR, KEYS, SECRETARY, START_MS, Writer, admit, create
from tests.sync.test_fold import folded

KNOWN = 9
"""The last position of the first chair that the deputy knows."""


class Split:
    """A room that is cut from its chair: the deputy goes on with it, and the old chair with nobody."""

    def __init__(self) -> None:
        self.old = Writer(CHAIR)
        self.room = [create(self.old, policy={"deputies": ["2"]})]
        self.room += [admit(self.old, key, position=number) for number, key in enumerate(KEYS, start=2)]
        self.anne, self.ben, self.clerk = (Writer(key, self.old.meeting) for key in (ANNE, BEN, SECRETARY))
        self.poll = self._before("poll.open", {"question": "原案", "majority": "simple"}, 7)
        self.posted = self.ben.post("前からの意見", position=7)
        self.room.append(self.posted)
        self.speech = self._before("floor.grant", {"device": BEN.device}, 8)
        self._before("agenda.open", {"item": "a"}, 9)
        self._position, self._ms = KNOWN, START_MS + 60_000
        self.alone: list[Event] = []
        for writer, choice in ((self.ben, 0), (self.anne, 1)):
            self.vote(writer, choice, position=9)
        self.shared = self.have()

    def _before(self, kind: str, body: dict[str, Any], position: int) -> str:
        self.room.append(self.old.say(kind, body, position=position))
        return self.room[-1].event_id

    def vote(self, writer: Writer, choice: int, **where: Any) -> None:
        self.room.append(writer.say("ballot.cast", {"choices": [choice]}, self.poll, **where))

    def have(self) -> dict[str, int]:
        """What is known of every log, of the old chair's only what the deputy has."""
        have = {writer.log: writer.sequence for writer in (self.anne, self.ben, self.clerk)}
        return {log: sequence for log, sequence in have.items() if sequence} | {self.old.log: KNOWN}

    def says_alone(self, kind: str, body: dict[str, Any] | None = None, target: str = "") -> Event:
        """The old chair leads on, where nobody hears it."""
        self._position += 1
        self._ms += 10_000
        event = self.old.say(kind, body, target, position=self._position, ms=self._ms)
        self.alone.append(event)
        return event

    def cuts_alone(self) -> None:
        """It signs what it had before, and all that it said itself."""
        self.says_alone("cut", {"have": self.shared | {self.old.log: self.old.sequence}})

    def is_taken_over(self) -> None:
        """The deputy claims the chair."""
        seen = {"term": 1, "seen": [0, KNOWN]}
        self.room.append(self.anne.say("chair.claim", seen, position=1, term=1, ms=START_MS + 60_000))
        self._number = 1

    def goes_on(self, kind: str, body: dict[str, Any] | None = None, target: str = "") -> Event:
        """The deputy leads the room."""
        self._number += 1
        event = self.anne.say(
            kind, body, target, position=self._number, term=1, ms=START_MS + 61_000 + self._number
        )
        self.room.append(event)
        return event

    def cuts(self) -> None:
        """The deputy signs all that is in the room."""
        self.goes_on("cut", {"have": self.have()})


def fold_of(events: list[Event]) -> Fold:
    fold = Fold()
    for event in events:
        fold.apply(event)
    return fold


def meeting_of(events: list[Event]) -> Meeting:
    meeting = fold_of(events).meeting()
    assert meeting is not None
    return meeting


def test_a_result_that_was_announced_stays_when_the_old_chair_comes_back() -> None:
    split = Split()
    split.cuts_alone()
    split.says_alone("poll.close", {}, split.poll)
    split.cuts_alone()
    split.is_taken_over()
    split.vote(split.ben, 1, position=1, term=1, ms=START_MS + 61_000)
    split.cuts()
    split.goes_on("poll.close", {}, split.poll)
    for events in (split.room, split.room + split.alone, split.alone + split.room):
        (poll,) = meeting_of(events).polls
        assert (poll.tally, poll.outcome) == ((0, 2, 0), Outcome.REJECTED)
    (poll,) = meeting_of(split.alone + split.room[:-1]).polls  # the deputy never closed it
    assert (poll.tally, len(poll.late)) == ((1, 1, 0), 1)


def test_a_poll_that_ended_with_the_meeting_is_not_ended_by_the_old_chair() -> None:
    split = Split()
    split.cuts_alone()
    split.says_alone("poll.close", {}, split.poll)
    split.cuts_alone()
    split.is_taken_over()
    split.vote(split.ben, 1, position=1, term=1, ms=START_MS + 61_000)
    split.cuts()
    split.goes_on("meeting.close")
    for events in (split.room, split.room + split.alone):
        (poll,) = meeting_of(events).polls
        assert poll.tally == (0, 2, 0)


def test_whom_the_old_chair_removed_voted_all_the_same_and_whom_it_admitted_votes_once_that_is_known() -> (
    None
):
    split = Split()
    split.says_alone("roster.remove", {"device": BEN.device, "upto": {}})
    split.is_taken_over()
    split.cuts()
    split.goes_on("poll.close", {}, split.poll)
    (poll,) = meeting_of(split.room + split.alone).polls
    assert (poll.tally, BEN.device in poll.eligible) == ((1, 1, 0), True)
    later = Split()
    new = Writer(KEYS[4], later.old.meeting)
    later.says_alone("roster.add", {"device": new.device, "seat": "9", "role": "member"})
    later.is_taken_over()
    later.vote(new, 0, position=10, ms=START_MS + 62_000)
    later.goes_on("cut", {"have": later.have() | {later.old.log: later.old.sequence, new.log: 1}})
    later.goes_on("poll.close", {}, later.poll)
    (poll,) = meeting_of(later.room + later.alone).polls
    assert (poll.tally, new.device in poll.eligible) == ((2, 1, 0), True)


def test_what_the_old_chair_led_the_room_by_is_void_and_can_be_said_again() -> None:
    split = Split()
    split.says_alone("moderation.set", {"mode": "hold"})
    split.says_alone("presenter.give", {"device": SECRETARY.device})
    split.says_alone("agenda.open", {"item": "b"})
    split.says_alone("spotlight.set", {}, split.posted.event_id)
    split.says_alone("floor.grant", {"device": SECRETARY.device})
    split.says_alone("presenter.set", {"document": "", "page": 0})
    split.is_taken_over()
    split.room.append(split.ben.post("新しい意見", position=1, term=1, ms=START_MS + 61_000))
    split.cuts()
    fold, before = fold_of(split.room + split.alone), meeting_of(split.room)
    meeting = fold.meeting()
    assert meeting == before
    assert [comment.held for comment in meeting.comments] == [False, False]
    assert (meeting.moderation, meeting.presenter) == (Moderation.OPEN, "")
    assert [speech.device for speech in meeting.floor.speeches] == [BEN.device]
    kinds = [act.kind for act in fold.void()]
    assert kinds == [event.kind for event in split.alone]
    fold.apply(split.goes_on("moderation.set", {"mode": "hold"}))
    assert "moderation.set" not in [act.kind for act in fold.void()]


def test_the_cuts_of_the_old_chair_make_nothing_late() -> None:
    split = Split()
    for _ in range(3):
        split.says_alone("presenter.call", {"document": "A" * 43, "page": 1})
        split.cuts_alone()
    split.is_taken_over()
    split.room.append(split.ben.post("新しい意見", position=1, term=1, ms=START_MS + 61_000))
    split.cuts()
    assert [comment.late for comment in meeting_of(split.room + split.alone).comments] == [False, False]


def test_whom_the_old_chair_admitted_and_what_it_hid_stays() -> None:
    split = Split()
    split.says_alone("comment.hide", {"reason": "個人情報"}, split.posted.event_id)
    split.says_alone("roster.add", {"device": "A" * 43, "seat": "9", "role": "member"})
    split.is_taken_over()
    meeting = meeting_of(split.room + split.alone)
    assert meeting.comments[0].hidden
    assert meeting.member("A" * 43) is not None


def test_a_chair_that_gave_the_chair_away_leads_no_more() -> None:
    split = Split()
    given = split.says_alone("chair.transfer", {"to": ANNE.device, "term": 1})
    after = split.says_alone("moderation.set", {"mode": "hold"})
    assert meeting_of([*split.room, given]).moderation is Moderation.OPEN
    assert meeting_of([*split.room, given, after]).moderation is Moderation.OPEN


ALONE = (
    ("moderation.set", {"mode": "hold"}),
    ("presenter.give", {"device": SECRETARY.device}),
    ("presenter.call", {"document": "A" * 43, "page": 1}),
    ("agenda.open", {"item": "b"}),
    ("agenda.pause", {"on": True}),
    ("floor.grant", {"device": SECRETARY.device}),
    ("floor.done", {}),
    ("spotlight.set", {}),
    ("poll.close", {}),
    ("roster.remove", {"device": BEN.device, "upto": {}}),
    ("meeting.close", {}),
    ("cut", {}),
)


@given(steps=st.lists(st.sampled_from(ALONE), min_size=1, max_size=12), data=st.data())
def test_in_every_order_the_old_chair_changes_no_result_and_no_code(
    steps: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    split = Split()
    targets = {"poll.close": split.poll, "floor.done": split.speech, "spotlight.set": split.posted.event_id}
    for kind, body in steps:
        if kind == "cut":
            split.cuts_alone()
        else:
            split.says_alone(kind, body, targets.get(kind, ""))
    split.is_taken_over()
    split.vote(split.ben, 1, position=1, term=1, ms=START_MS + 61_000)
    split.cuts()
    split.goes_on("poll.close", {}, split.poll)
    split.cuts()
    split.goes_on("meeting.close")
    room = fold_of(split.room)
    told = room.meeting()
    assert told is not None
    everything = split.room + split.alone
    shuffler = data.draw(st.randoms(use_true_random=False))
    arriving = everything + shuffler.choices(everything, k=5)
    shuffler.shuffle(arriving)
    fold = Fold()
    for event in arriving:
        fold.apply(event)
        if shuffler.random() < 0.3:
            fold.digest()  # what is kept between looks must not show
    meeting = fold.meeting()
    assert meeting is not None
    assert fold.digest() == fold_of(everything).digest()
    assert meeting.phase is Phase.CLOSED
    assert (meeting.polls[0].tally, meeting.polls[0].outcome) == ((0, 2, 0), Outcome.REJECTED)
    assert (meeting.moderation, meeting.presenter, meeting.call) == (
        told.moderation,
        told.presenter,
        told.call,
    )
    assert (meeting.clock, meeting.current_item, meeting.floor) == (told.clock, told.current_item, told.floor)
    assert fold.closing_cut() == room.closing_cut()
    code = closing_code(split.room, room.closing_cut())
    assert code
    assert closing_code(everything, fold.closing_cut()) == code
    rules = PlainRules(everything)
    assert folded_polls(meeting) == plain_polls(rules)
    assert discussion_problems(meeting, rules) == []


def test_what_a_lonely_chair_did_takes_nothing_out_of_the_record_that_its_deputy_closed() -> None:
    """It hid, answered, replaced, planned anew and removed somebody, cut off and before the claim."""
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["2"]}), admit(chair, CHAIR, position=2)]
    events += [admit(chair, key, position=n, seat=s) for key, n, s in ((ANNE, 3, "2"), (BEN, 4, "5"))]
    anne, ben = Writer(ANNE, chair.meeting), Writer(BEN, chair.meeting)
    items = [{"item": "a", "title": "議題", "minutes": 10}]
    events.append(chair.say("agenda.set", {"items": items}, position=5))
    first = ben.post("五番の発言", position=5)
    events.append(first)
    known = chair.sequence
    lonely = [
        chair.say("comment.hide", {}, first.event_id, position=6),
        chair.say("comment.answer", {"body": "元の答え"}, first.event_id, position=7),
        chair.say("agenda.set", {"items": [{**items[0], "minutes": 99}]}, position=8),
        chair.say("roster.remove", {"device": BEN.device, "upto": {ben.log: 1}}, position=9),
    ]
    events.append(anne.say("chair.claim", {"term": 1, "seen": [0, 5]}, term=1, position=1))
    after = ben.post("五番の後の発言", position=5)
    have = {chair.log: known, anne.log: anne.sequence, ben.log: ben.sequence}
    events += [after, anne.say("cut", {"have": have}, term=1, position=2)]
    events.append(anne.say("meeting.close", {}, term=1, position=3))
    expected = folded(events).meeting()
    assert expected is not None
    assert [comment.body for comment in expected.comments] == ["五番の発言", "五番の後の発言"]
    for order in ([*events, *lonely], [*lonely, *events], [*events[:4], *lonely, *events[4:]]):
        assert folded(order).meeting() == expected

"""Who holds the chair: hand-over, two chairs after a split, removal across the split."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.events import Event
from sync.fold import Fold
from sync.forks import proof_of
from sync.keys import DeviceKey
from sync.meeting import Meeting, Phase
from tests.sync.strategies import ANNE, BEN, CHAIR, KEYS, SECRETARY, START_MS, Writer, admit, create
from tests.sync.test_fold import folded, meeting_of

TERM_1 = {"term": 1}


def circle() -> tuple[list[Event], dict[DeviceKey, Writer]]:
    """A meeting whose deputies are Ben's seat 3, then Anne's seat 2; positions up to 6 are used."""
    chair = Writer(CHAIR)
    events = [create(chair, policy={"deputies": ["3", "2"]})]
    events += [admit(chair, key, position=number) for number, key in enumerate(KEYS, start=2)]
    return events, {key: chair if key is CHAIR else Writer(key, chair.meeting) for key in KEYS}


def claim(writer: Writer, term: int = 1, seen: tuple[int, int] = (0, 6)) -> Event:
    return writer.say("chair.claim", {"term": term, "seen": list(seen)}, term=term, position=1)


def transfer(writer: Writer, to: DeviceKey, term: int = 1, position: int = 7) -> Event:
    return writer.say("chair.transfer", {"to": to.device, "term": term}, term=term - 1, position=position)


def chair_of(events: Iterable[Event]) -> tuple[str, int]:
    meeting = meeting_of(events)
    return meeting.chair, meeting.term


def test_successors_are_the_creator_then_the_deputies_in_their_order() -> None:
    events, _ = circle()
    meeting = meeting_of(events)
    assert meeting.successors == (CHAIR.device, BEN.device, ANNE.device)
    assert (meeting.chair, meeting.term) == (CHAIR.device, 0)


def test_a_transfer_gives_the_chair_and_its_word() -> None:
    events, writers = circle()
    events.append(transfer(writers[CHAIR], SECRETARY))
    close = writers[SECRETARY].say("meeting.close", {}, term=1, position=1)
    assert chair_of(events) == (SECRETARY.device, 1)
    assert folded(events).authority() == (1, 0)
    assert meeting_of([close, *events]).phase is Phase.CLOSED
    assert folded([close, *events]).authority() == (1, 1)


def test_row_3_two_chairs_after_a_split_the_earlier_deputy_wins_in_any_order() -> None:
    events, writers = circle()
    anne, ben = claim(writers[ANNE]), claim(writers[BEN])
    assert chair_of([*events, anne]) == (ANNE.device, 1)
    assert chair_of([*events, anne, ben]) == (BEN.device, 1)
    assert chair_of([ben, anne, *events]) == (BEN.device, 1)
    assert chair_of([*events, anne, ben, claim(writers[CHAIR])]) == (CHAIR.device, 1)
    assert chair_of([*events, anne, ben, transfer(writers[CHAIR], SECRETARY)]) == (SECRETARY.device, 1)


def test_row_3_the_words_of_the_loser_are_void_and_can_be_said_again() -> None:
    events, writers = circle()
    said = claim(writers[ANNE])
    agenda = writers[ANNE].say(
        "agenda.set", {"items": [{"item": "x", "title": "分会場の議題"}]}, term=1, position=2
    )
    opened = writers[ANNE].say("agenda.open", {"item": "x"}, term=1, position=3)
    fold = folded([*events, said, agenda, opened])
    assert (fold.void(), fold.meeting().current_item) == ((), "x")  # type: ignore[union-attr]  # it began
    fold.apply(claim(writers[BEN]))
    assert fold.meeting().agenda == ()  # type: ignore[union-attr]  # it began
    assert [act.event_id for act in fold.void()] == [agenda.event_id, opened.event_id]
    fold.apply(
        writers[BEN].say(
            "agenda.set",
            dict(agenda.body or {}) | {"items": [{"item": "x", "title": "分会場の議題"}]},
            term=1,
            position=2,
        )
    )
    assert [act.event_id for act in fold.void()] == [opened.event_id]
    fold.apply(writers[BEN].say("agenda.open", {"item": "x"}, term=1, position=3))
    assert fold.void() == ()


@pytest.mark.parametrize("key", [SECRETARY, KEYS[4]])
def test_who_is_no_deputy_claims_in_vain(key: DeviceKey) -> None:
    events, writers = circle()
    wrong = [claim(writers[key]), writers[key].say("meeting.close", {}, term=1, position=2)]
    assert chair_of([*events, *wrong]) == (CHAIR.device, 0)
    assert meeting_of([*events, *wrong]).phase is Phase.PREPARED
    assert folded([*events, *wrong]).void() == ()


def test_a_claim_must_stand_where_it_says_and_follow_what_it_saw() -> None:
    events, writers = circle()
    ben = writers[BEN]
    wrong = [
        ben.say("chair.claim", {"term": 1, "seen": [0, 6]}, term=1, position=2),
        ben.say("chair.claim", {"term": 1, "seen": [0, 2]}, term=1, position=1),  # not admitted yet then
        ben.say("chair.claim", {"term": 1, "seen": [1, 6]}, term=1, position=1),
        claim(ben, term=2, seen=(1, 1)),
    ]
    assert chair_of([*events, *wrong]) == (CHAIR.device, 0)


def test_a_returning_chair_takes_the_chair_back_with_a_higher_term() -> None:
    events, writers = circle()
    events += [claim(writers[BEN]), claim(writers[CHAIR], 2, (1, 1))]
    assert chair_of(events) == (CHAIR.device, 2)


def test_a_late_word_of_an_older_term_counts_where_nothing_newer_was_said() -> None:
    events, writers = circle()
    late = writers[CHAIR].say("agenda.set", {"items": [{"item": "x", "title": "議題"}]}, position=7)
    opened = writers[CHAIR].say("meeting.close", {}, position=8)
    newer = [claim(writers[BEN]), writers[BEN].say("meeting.open", {}, term=1, position=2)]
    meeting = meeting_of([*events, *newer, late, opened])
    assert (meeting.phase, [item.item for item in meeting.agenda]) == (Phase.OPEN, ["x"])


def test_a_later_removal_takes_words_of_an_earlier_chair_away() -> None:
    events, writers = circle()
    ben = writers[BEN]
    bad = [claim(ben), ben.say("meeting.open", {}, term=1, position=2)]
    back = claim(writers[CHAIR], 2, (1, 1))
    removal = writers[CHAIR].say(
        "roster.remove", {"device": BEN.device, "upto": {ben.log: 1}}, term=2, position=2
    )
    assert meeting_of([*events, *bad, back]).phase is Phase.OPEN
    assert meeting_of([*events, *bad, back, removal]).phase is Phase.PREPARED
    assert chair_of([*events, *bad, back, removal]) == (CHAIR.device, 2)


def test_row_3_the_half_that_lost_the_chair_cannot_close_the_meeting_of_the_other() -> None:
    events, writers = circle()
    chair, ben = writers[CHAIR], writers[BEN]
    closing, takes_over = chair.say("meeting.close", {}, position=7), claim(ben)
    assert meeting_of([*events, closing]).phase is Phase.CLOSED
    for healed in ([*events, closing, takes_over], [*events, takes_over, closing]):
        assert meeting_of(healed).phase is Phase.PREPARED
    again = ben.say("meeting.close", {}, term=1, position=2)
    assert meeting_of([*events, takes_over, again, closing]).phase is Phase.CLOSED


def test_row_12_what_a_removed_device_wrote_beyond_the_split_vanishes_everywhere() -> None:
    events, writers = circle()
    anne = writers[ANNE]
    before, beyond = anne.post("届いた"), anne.post("切れた後", ms=START_MS + 1)
    removal = writers[CHAIR].say(
        "roster.remove", {"device": ANNE.device, "upto": {anne.log: before.sequence}}, position=7
    )
    here, there = [*events, before, removal], [*events, before, beyond]
    assert [comment.body for comment in meeting_of(there).comments] == ["届いた", "切れた後"]
    healed = [folded([*here, beyond]), folded([*there, removal])]
    assert [[each.body for each in meeting.comments] for meeting in map(shown, healed)] == [["届いた"]] * 2
    assert healed[0].digest() == healed[1].digest()
    assert chair_of([*here, beyond, claim(anne)]) == (CHAIR.device, 0)


def test_the_chair_cannot_remove_itself() -> None:
    events, writers = circle()
    wrong = writers[CHAIR].say("roster.remove", {"device": CHAIR.device, "upto": {}}, position=7)
    assert folded([*events, wrong]).is_member(CHAIR.device)


def test_moderation_that_names_a_position_of_the_future_waits_for_it() -> None:
    events, writers = circle()
    posted = writers[BEN].post("意見")
    hide = writers[SECRETARY].say("comment.hide", {}, posted.event_id, term=0, position=7)
    fold = folded([*events, posted, hide])
    assert not shown(fold).comments[0].hidden
    fold.apply(writers[CHAIR].say("meeting.open", {}, position=7))
    assert shown(fold).comments[0].hidden


def shown(fold: Fold) -> Meeting:
    meeting = fold.meeting()
    assert meeting is not None
    return meeting


KINDS = (
    "claim",
    "transfer",
    "remove",
    "admit",
    "cut",
    "fork",
    "post",
    "edit",
    "agree",
    "hide",
    "open",
    "close",
)


@st.composite
def struggles(draw: st.DrawFn) -> list[Event]:
    """Histories with claims, hand-overs, removals, cuts, forks and clocks that lie, allowed or not."""
    events, writers = circle()
    numbers: dict[tuple[DeviceKey, int], int] = {(CHAIR, 0): 6}
    comments: list[str] = []
    steps = draw(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.integers(0, 3), st.integers(0, 2), st.integers(0, 5)),
            min_size=5,
            max_size=30,
        )
    )
    for kind, author, term, pick in steps:
        key = KEYS[author]
        writer = writers[key]
        about = KEYS[pick % 5]
        ms = START_MS + (0, 1_000, 5_000, -31_536_000_000, 31_536_000_000, 2_000)[pick]
        target = comments[pick % len(comments)] if comments else ""
        if kind == "claim":
            events.append(claim(writer, term + 1, (term, 6 if term == 0 else pick)))
            numbers.setdefault((key, term + 1), 1)
            continue
        if kind == "post":
            events.append(writer.post(f"意見{pick}", reply_to=target, ms=ms, term=term))
            comments.append(events[-1].event_id)
            continue
        if kind in ("edit", "agree", "hide") and not target:
            continue
        number = numbers.get((key, term), 0) + 1
        if kind == "fork":
            log = Writer(key, writer.meeting, "f" * 15 + str(author))
            twin = Writer(key, writer.meeting, log.log)
            one, other = log.post("一"), twin.post("二")
            events += [one, log.post("続き"), writer.say("log.fork", proof_of(one, other))]
            continue
        known = {writers[each].log: max(writers[each].sequence - pick, 0) for each in KEYS}
        bodies: dict[str, tuple[str, dict[str, Any]]] = {
            "transfer": ("chair.transfer", {"to": about.device, "term": term + 1}),
            "remove": ("roster.remove", {"device": about.device, "upto": known}),
            "admit": ("roster.add", {"device": about.device, "seat": str(pick)}),
            "cut": ("cut", {"have": known}),
            "open": ("meeting.open", {}),
            "close": ("meeting.close", {}),
            "edit": ("comment.edit", {"body": f"訂正{pick}"}),
            "agree": ("reaction.set", {"on": pick % 2 == 0}),
            "hide": ("comment.hide", {}),
        }
        said, body = bodies[kind]
        if kind in ("edit", "agree", "hide"):
            events.append(writer.say(said, body, target, term=term, position=pick + 4, ms=ms))
        else:
            numbers[key, term] = number
            events.append(writer.say(said, body, term=term, position=number, ms=ms))
    return events


@given(events=struggles(), data=st.data())
def test_every_order_gives_the_same_chair_the_same_meeting_and_the_same_void(
    events: list[Event], data: st.DataObject
) -> None:
    expected = folded(events)
    shuffler = data.draw(st.randoms(use_true_random=False))
    arriving = events + shuffler.choices(events, k=5)
    shuffler.shuffle(arriving)
    fold = Fold()
    for event in arriving:
        fold.apply(event)
        if shuffler.random() < 0.3:
            fold.digest()
    assert fold.meeting() == expected.meeting()
    assert fold.digest() == expected.digest()
    assert fold.authority() == expected.authority()
    assert [act.event_id for act in fold.void()] == [act.event_id for act in expected.void()]
    assert fold.closing_cut() == expected.closing_cut()
    assert fold.frozen() == expected.frozen()


def test_a_deputy_that_took_itself_off_the_roster_as_chair_may_follow_again() -> None:
    events, writers = circle()
    events.append(claim(writers[BEN]))
    body = {"device": BEN.device, "upto": {}}
    events.append(writers[BEN].say("roster.remove", body, term=1, position=2))
    events.append(claim(writers[CHAIR], 2, (1, 2)))
    events.append(claim(writers[BEN], 3, (2, 1)))
    assert BEN.device in meeting_of(events).successors
    assert chair_of(events) == (BEN.device, 3)

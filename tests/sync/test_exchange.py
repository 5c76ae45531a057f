"""Two logs become level whatever the way between them does, and a gap is asked for."""

from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.events import Event, encode
from sync.exchange import MAX_BATCH_BYTES, MAX_HELD_PER_LOG, Exchange, Intake, state_of
from sync.wire import MAX_BATCH_EVENTS, Events, Have, State, Want
from tests.sync.strategies import ANNE, BEN, CHAIR, Writer

CREATED = Writer(CHAIR).say("meeting.create", {"title": "会議"})
MEETING = CREATED.event_id


def log_of(key: object, count: int, log: str, *, body: str = "意見") -> list[Event]:
    writer = Writer(key, MEETING, log)  # type: ignore[arg-type] # a key of the strategies
    return [writer.say("comment.add", {"body": f"{body}{number}"}) for number in range(count)]


LOGS = {
    "a" * 16: log_of(ANNE, 5, "a" * 16),
    "b" * 16: log_of(BEN, 3, "b" * 16),
    "c" * 16: log_of(CHAIR, 4, "c" * 16),
}
FRAMES = {encode(event): event for events in LOGS.values() for event in events}


class FakeArchive:
    """Logs in memory."""

    def __init__(self, **held: int) -> None:
        self.held = {letter * 16: LOGS[letter * 16][:count] for letter, count in held.items()}

    def have(self) -> Mapping[str, int]:
        return {log: len(events) for log, events in self.held.items()}

    def saved(self) -> Mapping[str, int]:
        return self.have()

    def in_order(self, logs: Iterable[str]) -> Sequence[str]:
        return sorted(logs, reverse=True)

    def frames(self, log: str, after: int, limit: int) -> Sequence[bytes]:
        return [encode(event) for event in self.held[log][after : after + limit]]

    def store(self, events: Iterable[Event]) -> None:
        for event in events:
            self.held.setdefault(event.log, []).append(event)


def drain(exchange: Exchange) -> list[Events]:
    found = []
    while (batch := exchange.next_events()) is not None:
        found.append(batch)
    return found


def sequences(batches: Iterable[Events]) -> list[tuple[str, int]]:
    return [(FRAMES[frame].log[0], FRAMES[frame].sequence) for batch in batches for frame in batch.frames]


def test_nothing_is_sent_before_the_peer_said_what_it_holds() -> None:
    assert drain(Exchange(FakeArchive(a=5))) == []


def test_what_the_peer_lacks_is_sent_once_chair_first() -> None:
    exchange = Exchange(FakeArchive(a=2, c=3))
    exchange.heard_have(Have({"a" * 16: 1}, full=True))
    assert sequences(drain(exchange)) == [("c", 1), ("c", 2), ("c", 3), ("a", 2)]
    assert drain(exchange) == []


def test_new_events_follow_and_the_peers_own_do_not_go_back() -> None:
    archive = FakeArchive(a=1)
    exchange = Exchange(archive)
    exchange.heard_have(Have({"a" * 16: 1}, full=True))
    archive.store(LOGS["a" * 16][1:2])
    exchange.grown("a" * 16)
    assert sequences(drain(exchange)) == [("a", 2)]
    archive.store(LOGS["b" * 16][:1])
    exchange.heard_event("b" * 16, 1)
    exchange.grown("b" * 16)
    assert drain(exchange) == []


def test_a_full_have_that_names_less_brings_it_again() -> None:
    exchange = Exchange(FakeArchive(a=5))
    exchange.heard_have(Have({}, full=True))
    drain(exchange)
    exchange.heard_have(Have({"a" * 16: 3}, full=True))
    assert sequences(drain(exchange)) == [("a", 4), ("a", 5)]


def test_a_want_goes_back_to_the_gap() -> None:
    exchange = Exchange(FakeArchive(a=5))
    exchange.heard_have(Have({}, full=True))
    drain(exchange)
    exchange.heard_want(Want({"a" * 16: 4, "f" * 16: 1}))
    assert sequences(drain(exchange)) == [("a", 4), ("a", 5)]


def test_an_acknowledgement_covers_exactly_what_it_says() -> None:
    exchange = Exchange(FakeArchive(a=5))
    exchange.heard_have(Have({}, full=True))
    exchange.heard_have(Have({"a" * 16: 3}))
    assert exchange.covers("a" * 16, 3)
    assert not exchange.covers("a" * 16, 4)
    assert not exchange.covers("b" * 16, 1)


def test_what_the_peer_holds_and_we_lack_is_counted() -> None:
    exchange = Exchange(FakeArchive(a=5))
    exchange.heard_have(Have({"a" * 16: 2, "b" * 16: 7}, full=True))
    assert exchange.missing_here() == 7


def test_equal_states_say_nothing_and_different_ones_say_have() -> None:
    exchange = Exchange(FakeArchive(a=5))
    assert exchange.answer_state(State(state_of({"a" * 16: 5, "b" * 16: 0}))) is None
    assert exchange.answer_state(State(state_of({"a" * 16: 4}))) == Have({"a" * 16: 5}, full=True)


def test_batches_stay_within_their_limits() -> None:
    writer = Writer(ANNE, MEETING, "d" * 16)
    archive = FakeArchive()
    archive.held["d" * 16] = [
        writer.say("comment.add", {"body": "あ" * (2000 if number % 3 else 1)}) for number in range(200)
    ]
    exchange = Exchange(archive)
    exchange.heard_have(Have({}, full=True))
    batches = drain(exchange)
    assert sum(len(batch.frames) for batch in batches) == 200
    assert all(len(batch.frames) <= MAX_BATCH_EVENTS for batch in batches)
    assert all(sum(map(len, batch.frames)) <= MAX_BATCH_BYTES for batch in batches)


def test_a_gap_is_held_asked_for_and_closed() -> None:
    events = LOGS["a" * 16]
    intake = Intake()
    taken = intake.take([events[0], events[2], events[3]], {})
    assert [event.sequence for event in taken.ready] == [1]
    assert taken.want == Want({"a" * 16: 2})
    taken = intake.take([events[1]], {"a" * 16: 1})
    assert [event.sequence for event in taken.ready] == [2, 3, 4]
    assert taken.want is None


def test_only_so_much_is_held() -> None:
    events = log_of(ANNE, MAX_HELD_PER_LOG + 20, "e" * 16)
    intake = Intake()
    intake.take(events[1:], {})
    taken = intake.take(events[:1], {})
    assert len(taken.ready) == MAX_HELD_PER_LOG + 1


def test_a_flood_of_gaps_costs_little_memory_and_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.exchange.MAX_HELD_BYTES", 1_000)
    intake, writer = Intake(), Writer(ANNE, MEETING, "e" * 16)
    flood = [writer.say("x.flood", {"x": "y" * 300}) for _ in range(20)]
    intake.take(flood[1:], {})
    assert len(intake.take(flood[:1], {}).ready) < 6
    honest = LOGS["a" * 16]
    assert intake.take(honest[1:], {}).want == Want({"a" * 16: 1})
    assert intake.take(honest[:1], {}).ready == tuple(honest)


def test_what_is_here_already_is_dropped() -> None:
    taken = Intake().take(LOGS["a" * 16], {"a" * 16: 5})
    assert taken.ready == ()
    assert taken.want is None


@given(
    mine=st.fixed_dictionaries({"a": st.integers(0, 5), "b": st.integers(0, 3), "c": st.integers(0, 4)}),
    theirs=st.fixed_dictionaries({"a": st.integers(0, 5), "b": st.integers(0, 3), "c": st.integers(0, 4)}),
    data=st.data(),
)
def test_two_sides_become_level_over_a_way_that_loses_repeats_and_reorders(
    mine: dict[str, int], theirs: dict[str, int], data: st.DataObject
) -> None:
    archives = [FakeArchive(**mine), FakeArchive(**theirs)]
    exchanges = [Exchange(archive) for archive in archives]
    intakes = [Intake(), Intake()]
    for attempt in range(4):
        lossy = attempt < 3
        for side, exchange in enumerate(exchanges):
            exchange.heard_have(exchanges[1 - side].greeting())
        for side, exchange in enumerate(exchanges):
            frames = [frame for batch in drain(exchange) for frame in batch.frames]
            if lossy:
                keep = data.draw(st.lists(st.booleans(), min_size=len(frames), max_size=len(frames)))
                frames = [frame for frame, kept in zip(frames, keep, strict=True) if kept]
                frames = data.draw(st.permutations(frames + frames[:1]))
            archive = archives[1 - side]
            arriving = [FRAMES[frame] for frame in frames]
            archive.store(intakes[1 - side].take(arriving, archive.have()).ready)
    assert state_of(archives[0].have()) == state_of(archives[1].have())
    assert archives[0].have() | {} == {
        letter * 16: count for letter in "abc" if (count := max(mine[letter], theirs[letter]))
    } | {log: 0 for log, held in archives[0].held.items() if not held}
    assert all(LOGS[log][: len(events)] == events for log, events in archives[0].held.items())


@pytest.mark.parametrize("logs", [30_000])
def test_a_peer_that_names_too_many_logs_is_refused(logs: int) -> None:
    exchange = Exchange(FakeArchive())
    with pytest.raises(ValueError, match="too many"):
        exchange.heard_have(Have({f"{number:016x}": 1 for number in range(2 * logs)}))

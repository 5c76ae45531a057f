"""Several devices post, meet, part and restart, in any order; once all have met, all meetings are equal.

No sockets: two devices that meet hand each other what the other lacks, some of it twice, and stop when it
pleases the dice. Each keeps its events in a log of its own, so a restart forgets everything else.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from sync.clock import HybridClock, missing
from sync.events import Event, decode, encode, new_log_id, sign_event
from sync.fold import Fold
from sync.keys import DeviceKey
from sync.log import EventLog
from tests.sync.strategies import KEYS, ROLES, START_MS

CHAIR_SEAT = 0
SKEW_MS = (0, 50, -3_600_000, 86_400_000, 5_000)  # each PC believes in another time
seats = st.integers(0, len(KEYS) - 1)
picks = st.integers(0, 1_000)
KINDS = ("edit", "delete", "hide", "unhide", "answer", "agree", "release")
RULED = ("hold", "give_floor", "pause", "give_pages", "cut")
kinds = st.sampled_from(KINDS)


def chosen(among: Sequence[str], pick: int) -> str:
    """Take one of several by a number."""
    return among[pick % len(among)]


class Device:
    """One PC: its key and its log survive a restart, its clock, fold and log id do not."""

    def __init__(self, seat: int, key: DeviceKey, path: Path) -> None:
        self.seat = seat
        self.key = key
        self.path = path
        self.now_ms = START_MS
        self.meeting = ""
        self.start()

    def start(self) -> None:
        self.log = EventLog(self.path)
        self.clock = HybridClock(self._wall_ms, self.log.newest_time(self.key.device))
        self.fold = Fold()
        self.own = new_log_id()
        for event in self.log.events(self.meeting):
            self.clock.observe(event.time)
            self.fold.apply(event)

    def restart(self) -> None:
        """Close and start again from what is on the disk."""
        self.log.close()
        self.start()

    def say(self, kind: str, body: dict[str, object], target: str = "", *, authority: bool = False) -> Event:
        """Write an event: on disk first, then in the meeting."""
        sequence, previous = self.log.head(self.meeting, self.own)
        term, position = self.fold.authority()
        event = sign_event(
            self.key,
            meeting=self.meeting,
            log=self.own,
            sequence=sequence + 1,
            previous=previous,
            time=self.clock.tick(),
            wall_ms=self._wall_ms(),
            authority=(term, position + authority),
            kind=kind,
            target=target,
            body=body,
        )
        self.log.append(event)
        self.fold.apply(event)
        return event

    def offer(self, other: "Device") -> Iterator[bytes]:
        """Go through the frames that the other device lacks, each log from where it ends there."""
        lacking = missing(other.log.have(self.meeting), self.log.have(self.meeting))
        for log, (first, _last) in sorted(lacking.items()):
            for event in self.log.read(self.meeting, log, after=first - 1, limit=1_000):
                yield encode(event)

    def receive(self, frames: list[bytes]) -> None:
        """Keep what is new and show it; a gap is left for the next meeting."""
        added = self.log.add([decode(frame) for frame in frames])
        assert not added.forks
        for event in added.new:
            self.clock.observe(event.time)
            self.fold.apply(event)

    def comments(self) -> list[str]:
        meeting = self.fold.meeting()
        return [comment.comment for comment in meeting.comments] if meeting else []

    def _wall_ms(self) -> int:
        return self.now_ms + SKEW_MS[self.seat]


class Room(RuleBasedStateMachine):
    """Whatever the people in a room may do, in any order."""

    @initialize()
    def open_the_room(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="kurumaza-test-")
        root = Path(self.folder.name)
        self.devices = [Device(seat, key, root / f"{seat}.db") for seat, key in enumerate(KEYS)]
        chair = self.devices[CHAIR_SEAT]
        meeting = chair.say("meeting.create", {"title": "本部会議"}, authority=True).meeting
        for device in self.devices:
            device.meeting = meeting
        self.posted: set[str] = set()
        self.admit(CHAIR_SEAT)

    @rule(seat=seats)
    def admit(self, seat: int) -> None:
        body: dict[str, object] = {
            "device": KEYS[seat].device,
            "seat": str(seat + 1),
            "role": ROLES[KEYS[seat]],
        }
        self.devices[CHAIR_SEAT].say("roster.add", body, authority=True)

    @rule(seat=seats)
    def remove(self, seat: int) -> None:
        chair = self.devices[CHAIR_SEAT]
        if seat != CHAIR_SEAT:
            device = KEYS[seat].device
            upto = chair.log.have_of(chair.meeting, device)
            chair.say("roster.remove", {"device": device, "upto": upto}, authority=True)

    @rule(seat=seats, pick=picks)
    def post(self, seat: int, pick: int) -> None:
        device = self.devices[seat]
        parent = chosen(["", *device.comments()], pick)
        self.posted.add(device.say("comment.add", {"body": f"意見{pick}", "reply_to": parent}).event_id)

    @rule(seat=seats, kind=kinds, pick=picks)
    def comment_on(self, seat: int, kind: str, pick: int) -> None:
        device = self.devices[seat]
        if not device.comments():
            return
        target = chosen(device.comments(), pick)
        is_moderation = kind in ("hide", "unhide", "answer", "release")
        name = "reaction.set" if kind == "agree" else f"comment.{kind}"
        body: dict[str, object] = {"on": pick % 3 > 0} if kind == "agree" else {}
        if kind in ("edit", "answer"):
            body = {"body": f"訂正{pick}"}
        device.say(name, body, target, authority=is_moderation and seat == CHAIR_SEAT)

    @rule(seat=seats, kind=st.sampled_from(("group", "ask", "unask", "done")), pick=picks)
    def debate(self, seat: int, kind: str, pick: int) -> None:
        device = self.devices[seat]
        meeting = device.fold.meeting()
        if meeting is None:
            return
        comments = device.comments()
        requests = [each.request for each in meeting.floor.queue]
        speeches = [each.speech for each in meeting.floor.speeches]
        if kind == "group":
            device.say("comment.group", {"comments": comments[pick % 3 :: 2][:500]})
        elif kind == "ask":
            device.say("floor.request", {})
        elif kind == "unask" and requests:
            device.say("floor.withdraw", {}, chosen(requests, pick))
        elif kind == "done" and speeches:
            device.say("floor.done", {}, chosen(speeches, pick))

    @rule(seat=seats, kind=st.sampled_from(RULED), pick=picks)
    def rule_the_debate(self, seat: int, kind: str, pick: int) -> None:
        """Say what the chair says; a seat that says it is not heard, but where it was given the pages."""
        device = self.devices[seat if pick % 5 == 0 else CHAIR_SEAT]
        given = KEYS[pick % len(KEYS)].device
        kinds: dict[str, tuple[str, dict[str, object]]] = {
            "hold": ("moderation.set", {"mode": ("hold", "open")[pick % 2]}),
            "give_floor": ("floor.grant", {"device": given}),
            "pause": ("agenda.pause", {"on": pick % 2 == 0}),
            "give_pages": ("presenter.give", {"device": given}),
            "cut": ("cut", {"have": dict(device.log.have(device.meeting))}),
        }
        name, body = kinds[kind]
        device.say(name, body, authority=device.seat == CHAIR_SEAT)

    @rule(pick=picks)
    def ask_or_close(self, pick: int) -> None:
        """The chair asks something, or closes a poll right after a cut."""
        chair = self.devices[CHAIR_SEAT]
        meeting = chair.fold.meeting()
        polls = [poll.poll for poll in meeting.polls if poll.is_open] if meeting else []
        if not polls or pick % 2:
            chair.say("poll.open", {"question": f"採決{pick}"}, authority=True)
            return
        chair.say("cut", {"have": chair.log.have(chair.meeting)}, authority=True)
        chair.say("poll.close", {}, chosen(polls, pick), authority=True)

    @rule(seat=seats, pick=picks)
    def vote(self, seat: int, pick: int) -> None:
        device = self.devices[seat]
        meeting = device.fold.meeting()
        if meeting is not None and meeting.polls:
            poll = meeting.polls[pick % len(meeting.polls)]
            device.say("ballot.cast", {"choices": [pick % 4]}, poll.poll)

    @rule(rule=st.sampled_from(["open", "department", "withheld"]))
    def set_agenda(self, rule: str) -> None:
        items = [{"item": "a", "title": "議題", "names": rule}]
        self.devices[CHAIR_SEAT].say("agenda.set", {"items": items}, authority=True)

    @rule(seat=seats, other=seats, seed=st.integers(0, 2**32))
    def meet_and_part(self, seat: int, other: int, seed: int) -> None:
        """Hand over a part of what is lacking, in any order and with repeats, then lose the connection."""
        dice = random.Random(seed)  # noqa: S311 - a reproducible shuffle, no secret
        frames = list(self.devices[seat].offer(self.devices[other]))
        frames = frames[: dice.randint(0, len(frames))]
        frames += dice.choices(frames, k=2) if frames else []
        if dice.random() < 0.5:
            dice.shuffle(frames)
        self.devices[other].receive(frames)

    @rule(seat=seats)
    def restart(self, seat: int) -> None:
        before = self.devices[seat].fold.digest()
        self.devices[seat].restart()
        assert self.devices[seat].fold.digest() == before

    @rule(seat=seats)
    def forget_withdrawn_texts(self, seat: int) -> None:
        device = self.devices[seat]
        for event in device.fold.droppable_bodies():
            device.log.drop_body(event)

    @rule(ms=st.integers(-100_000, 100_000))
    def time_passes(self, ms: int) -> None:
        for device in self.devices:
            device.now_ms += ms

    def teardown(self) -> None:
        for _ in range(2):
            for device in self.devices:
                for other in self.devices:
                    other.receive(list(device.offer(other)))
        assert len({device.fold.digest() for device in self.devices}) == 1
        assert len({str(device.fold.authority()) for device in self.devices}) == 1
        for device in self.devices:
            device.restart()
        assert len({device.fold.digest() for device in self.devices}) == 1
        for device in self.devices:
            assert self.posted <= {event.event_id for event in device.log.events(device.meeting)}
            device.log.close()
        self.folder.cleanup()


Room.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestRoom = Room.TestCase


@pytest.mark.parametrize("seed", range(4))
def test_a_long_afternoon_ends_with_one_meeting(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a reproducible afternoon, no secret
    room = Room()
    room.open_the_room()
    for seat in (1, 2, 3, 4):
        room.admit(seat=seat)
    for _ in range(250):
        seat, other, pick = dice.randrange(5), dice.randrange(5), dice.randrange(1_000)
        match dice.choices(
            ("post", "comment", "meet", "restart", "forget", "wait", "rare"), (5, 6, 9, 1, 1, 1, 1)
        )[0]:
            case "post":
                room.post(seat=seat, pick=pick)
            case "comment":
                room.comment_on(seat=seat, kind=dice.choice(KINDS), pick=pick)
            case "meet":
                room.meet_and_part(seat=seat, other=other, seed=pick)
            case "restart":
                room.restart(seat=seat)
            case "forget":
                room.forget_withdrawn_texts(seat=seat)
            case "wait":
                room.time_passes(ms=dice.randint(-10_000, 60_000))
            case _:
                dice.choice((room.admit, room.remove))(seat=seat)
                room.set_agenda(rule=dice.choice(("open", "withheld")))
    room.teardown()

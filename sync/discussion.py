"""The discussion as values: polls, floor, groups of alike comments, clock of the agenda, look-back.

All are frozen and follow from events (`sync.fold`), like those of `sync.meeting`. Times are milliseconds
since 1970 UTC on the meeting clock, 0 where something has not happened; lengths and places on a page are
whole numbers, ten-thousandths of the unrotated page, counted from its top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PAGE_UNITS = 10_000
"""How many units a page is wide and high."""

WHOLE_ZOOM = 0
"""The zoom of a presenter who leaves it to each seat."""


class PollKind(StrEnum):
    """What a poll asks for."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    MULTIPLE = "multiple"
    SCALE = "scale"
    HANDS = "hands"


class Majority(StrEnum):
    """What carries a motion: more yes than no, more than half of all entitled, two thirds of yes and no."""

    NONE = "none"
    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two_thirds"


class Results(StrEnum):
    """When the screens show how the votes stand."""

    LIVE = "live"
    AT_CLOSE = "at_close"


class Outcome(StrEnum):
    """What a poll decided; `UNCOUNTED` is a secret one that nobody can open any more."""

    OPEN = "open"
    NONE = "none"
    CARRIED = "carried"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"
    UNCOUNTED = "uncounted"


YES, NO, ABSTAIN = "yes", "no", "abstain"
YES_NO_OPTIONS = (YES, NO, ABSTAIN)
RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a device voted, by the places of the options from 0; empty where that is secret."""

    ballot: str
    device: str
    at_ms: int
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """One question to the room.

    `options` of a yes-no poll and of a show of hands are words of the program (`YES_NO_OPTIONS`, `RAISED`).
    `eligible` are the devices that may vote, `voted` those whose ballot counts, both in the order of seats.
    `ballots` has who voted what; of a secret poll it is empty, and `tally` stays empty until the chair's PC
    has counted. `tally` has a number for each option, `invalid` are ballots nobody could read, `late` are
    those that the closing cut does not include. `key` seals the ballots of a secret poll. `quorum` is how
    many have to vote, 0 for any number.
    """

    poll: str
    question: str
    kind: PollKind
    options: tuple[str, ...]
    opened_ms: int
    closed_ms: int = 0
    agenda: str = ""
    secret: bool = False
    results: Results = Results.LIVE
    quorum: int = 0
    majority: Majority = Majority.NONE
    eligible: tuple[str, ...] = ()
    voted: tuple[str, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    late: tuple[Ballot, ...] = ()
    tally: tuple[int, ...] = ()
    invalid: int = 0
    outcome: Outcome = Outcome.OPEN
    key: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it takes votes."""
        return not self.closed_ms

    @property
    def shows_tally(self) -> bool:
        """Whether the screens may show how the votes stand."""
        return bool(self.tally) and (not self.is_open or self.results is Results.LIVE)

    def ballot_of(self, device: str) -> Ballot | None:
        """The ballot of a device that counts, of an open poll."""
        return next((ballot for ballot in self.ballots if ballot.device == device), None)


@dataclass(frozen=True, slots=True)
class PollDraft:
    """What the chair wants to ask; `options` stay empty where the kind has its own."""

    question: str
    kind: PollKind = PollKind.YES_NO
    options: tuple[str, ...] = ()
    secret: bool = False
    results: Results = Results.LIVE
    quorum: int = 0
    majority: Majority = Majority.NONE
    agenda: str = ""


@dataclass(frozen=True, slots=True)
class FloorRequest:
    """A seat asks to speak."""

    request: str
    device: str
    at_ms: int
    agenda: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """A seat has the floor, or had it; `limit_s` is how long it should take, 0 for no limit.

    `paused_ms` is for how long pauses of the agenda interrupted it, `paused_since_ms` since when one does.
    """

    speech: str
    device: str
    since_ms: int
    until_ms: int = 0
    limit_s: int = 0
    agenda: str = ""
    paused_ms: int = 0
    paused_since_ms: int = 0

    def spoken_ms(self, now_ms: int) -> int:
        """How long it has taken so far."""
        until_ms = self.until_ms or self.paused_since_ms or now_ms
        return max(0, until_ms - self.since_ms - self.paused_ms)


@dataclass(frozen=True, slots=True)
class Floor:
    """Who waits to speak, in order; and all speeches there were, oldest first, the present one too."""

    queue: tuple[FloorRequest, ...] = ()
    speeches: tuple[Speech, ...] = ()

    @property
    def speech(self) -> Speech | None:
        """The present speech."""
        return self.speeches[-1] if self.speeches and not self.speeches[-1].until_ms else None

    def place_of(self, device: str) -> int:
        """The place of a device in the queue from 1, 0 if it does not wait."""
        for place, request in enumerate(self.queue, start=1):
            if request.device == device:
                return place
        return 0

    def spoken_ms(self, device: str, now_ms: int) -> int:
        """How long a device has spoken in the whole meeting."""
        return sum(speech.spoken_ms(now_ms) for speech in self.speeches if speech.device == device)


NOBODY_SPEAKS = Floor()


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that the chair put together because they say alike things; the first one speaks for all."""

    group: str
    comments: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The presenter asks everybody to look at a page."""

    call: str
    device: str
    document: str
    page: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class ItemTime:
    """How long the meeting was at an item before `since_ms`, which is 0 while it is elsewhere or pauses."""

    item: str
    spent_ms: int = 0
    since_ms: int = 0

    def elapsed_ms(self, now_ms: int) -> int:
        """How long the meeting has been at the item."""
        return self.spent_ms + (max(0, now_ms - self.since_ms) if self.since_ms else 0)


@dataclass(frozen=True, slots=True)
class AgendaClock:
    """The time that each item has taken, of those that were opened, in the order of first opening."""

    times: tuple[ItemTime, ...] = ()
    paused_since_ms: int = 0

    def time_of(self, item: str) -> ItemTime:
        """The time of an item, nothing for one that was never opened."""
        return next((time for time in self.times if time.item == item), ItemTime(item))


NOT_STARTED = AgendaClock()


class QuestionKind(StrEnum):
    """How a question of the look-back is answered: by a step from 1 to 5, or in words."""

    SCALE = "scale"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class LookBackQuestion:
    """One question about the meeting itself; an empty text stands for the program's own question."""

    text: str
    kind: QuestionKind


@dataclass(frozen=True, slots=True)
class LookBackAnswer:
    """What a device answered, an answer for each question: a step as a digit, or words, "" for none."""

    device: str
    answers: tuple[str, ...]
    at_ms: int


@dataclass(frozen=True, slots=True)
class LookBack:
    """The chair asked the room how the meeting was."""

    lookback: str
    questions: tuple[LookBackQuestion, ...]
    at_ms: int
    answers: tuple[LookBackAnswer, ...] = ()

    def answer_of(self, device: str) -> LookBackAnswer | None:
        """What a device answered last."""
        return next((answer for answer in self.answers if answer.device == device), None)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a page, in `PAGE_UNITS`."""

    left: int
    top: int
    width: int
    height: int

    @property
    def is_on_page(self) -> bool:
        """Whether it lies on the page with all of it, as that of a comment has to."""
        return (
            min(self.left, self.top, self.width, self.height) >= 0
            and self.left + self.width <= PAGE_UNITS
            and self.top + self.height <= PAGE_UNITS
        )


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where the presenter is on a page at this moment; never stored, and worth nothing a second later.

    `zoom` is how many thousandths of the view's width the page is wide, `WHOLE_ZOOM` if each seat shows the
    page as it likes; `x`, `y` are the middle of the view; `pointer_x`, `pointer_y` the pointer, -1 for none.
    """

    document: str
    page: int
    zoom: int = WHOLE_ZOOM
    x: int = PAGE_UNITS // 2
    y: int = PAGE_UNITS // 2
    pointer_x: int = -1
    pointer_y: int = -1

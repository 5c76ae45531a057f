"""The record of a meeting as values: what every file of it says, in no language and on no page yet.

All are frozen. Names are shown as their authors were promised. Times are milliseconds since 1970 UTC on the
meeting clock, 0 where something has not happened; numbers of items, comments and so on count from 1, and 0
stands for none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sync.discussion import Majority, Outcome, PollKind, QuestionKind
from sync.meeting import CommentKind, Moderation, Names, Phase, Role

Progress = Callable[[float], object]
"""Is told how much of a file is done, from 0 to 1; raises KurumazaError when nobody wants it any more."""


class State(StrEnum):
    """Whether a comment stands in the record as everybody read it."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as far as the file may say who it is; all empty for nobody."""

    seat: str = ""
    name: str = ""
    department: str = ""


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Attendance:
    """A seat, and the device at it: since when, and until when if it was removed or replaced.

    `posted` counts only what stands there by name: the rest would tell whose it is.
    """

    person: Person
    role: Role
    joined_ms: int = 0
    left_ms: int = 0
    spoken_ms: int = 0
    posted: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; `until_ms` is 0 while it lasts."""

    since_ms: int
    until_ms: int = 0


@dataclass(frozen=True, slots=True)
class DocumentVersionRecord:
    """One version of a document."""

    number: int
    at_ms: int
    reason: str
    size: int
    sha256: str
    withdrawn_ms: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document; `item` is the number of its agenda item."""

    title: str
    item: int
    version: int
    versions: tuple[DocumentVersionRecord, ...]
    withdrawn_ms: int = 0
    confidential: bool = False
    collected: bool = False


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item of the agenda: what was planned, and when the meeting was at it."""

    number: int
    title: str
    presenter: str
    planned_minutes: int | None
    names: Names
    spent_ms: int = 0
    times: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text of a comment, an earlier one or one that came after the close, and when it was written."""

    body: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """One comment, in the order of reading: an answer stands after what it answers, `depth` deeper.

    `reply_to` and `group` are numbers; `shown` is what its author was promised, `person` what this file
    says of the author. `document` is the title of a document. What is held or withdrawn has no body.
    """

    number: int
    comment: str
    kind: CommentKind
    state: State
    person: Person
    shown: Names
    body: str
    posted_ms: int
    item: int = 0
    depth: int = 0
    reply_to: int = 0
    group: int = 0
    document: str = ""
    version: int = 0
    page: int = 0
    quote: str = ""
    agreed: int = 0
    answered: bool = False
    answer: str = ""
    edits: tuple[Edit, ...] = ()
    late: bool = False
    hide_reason: str = ""
    late_edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """Comments that were put together, by their numbers."""

    number: int
    title: str
    comments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """Who voted, and which options by their places from 0: none where the poll is secret."""

    person: Person
    choices: tuple[int, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class PollRecord:
    """One poll. `tally` has a number for each option, or none while nobody may see it."""

    number: int
    question: str
    kind: PollKind
    secret: bool
    options: tuple[str, ...]
    tally: tuple[int, ...]
    opened_ms: int
    closed_ms: int
    item: int
    entitled: int
    voted: int
    quorum: int
    majority: Majority
    outcome: Outcome
    invalid: int = 0
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """One speech from the floor."""

    person: Person
    item: int
    since_ms: int
    until_ms: int
    spoken_ms: int
    limit_s: int = 0


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One question of the look-back and its answers, in no order that tells a seat."""

    text: str
    kind: QuestionKind
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What one seat answered to all questions; only in a file with names."""

    person: Person
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookBackRecord:
    """The look-back."""

    questions: tuple[QuestionRecord, ...]
    answered: int
    asked: int
    answers: tuple[AnswerRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How much was said to an item (0 for none): comments of each kind that stand in the record."""

    item: int
    kinds: tuple[tuple[CommentKind, int], ...]
    answers: int = 0
    agreed: int = 0
    open_questions: int = 0

    @property
    def comments(self) -> int:
        """Of all kinds."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many were heard; a seat counts as having posted only by what stands there by name."""

    seats: int
    seats_posted: int
    unnamed: int
    spoke: int
    comments: int
    hidden: int
    held: int
    withdrawn: int
    late: int
    answered: int
    items: tuple[ItemStatistics, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a file about a meeting says.

    `with_names`: it also says the names that the screens withheld and what was never released; it is for the
    secretariat alone, and says so.
    """

    meeting: str
    title: str
    organization: str
    room: str
    starts: str
    ends: str
    phase: Phase
    opened_ms: int
    closed_ms: int
    written_ms: int
    names: Names
    moderation: Moderation
    confidential: bool
    with_names: bool
    closing_code: str
    digest: str
    attendance: tuple[Attendance, ...]
    items: tuple[ItemRecord, ...]
    pauses: tuple[Span, ...]
    documents: tuple[DocumentRecord, ...]
    comments: tuple[CommentRecord, ...]
    groups: tuple[GroupRecord, ...]
    polls: tuple[PollRecord, ...]
    speeches: tuple[SpeechRecord, ...]
    lookback: LookBackRecord | None
    statistics: Statistics

    def of_state(self, *states: State) -> tuple[CommentRecord, ...]:
        """The comments of these states, in order."""
        return tuple(comment for comment in self.comments if comment.state in states)

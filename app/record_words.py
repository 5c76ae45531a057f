"""The words of a record: names of columns and chapters, and what each value is called."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.record_values import NOBODY, State
from sync.discussion import ABSTAIN, NO, RAISED, YES, LookBackQuestion, Majority, Outcome, PollKind
from sync.errors import filled
from sync.meeting import Moderation, Names, Phase, Role
from widgets.lookback_wording import question_words
from widgets.poll_wording import majority_words
from widgets.wording import isolated, version_words

if TYPE_CHECKING:
    from app.record_values import (
        CommentRecord,
        LookBackRecord,
        Person,
        PollRecord,
        Record,
        Span,
    )

NOTHING = "—"
MINUTE_MS = 60_000
SECOND_MS = 1_000
translate = QCoreApplication.translate
_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def _filled(words: str, *values: str) -> str:
    return filled(words, values)


def local(at_ms: int) -> dt.datetime:
    """A time on the clock of the meeting, in the zone of this PC."""
    return dt.datetime.fromtimestamp(at_ms / SECOND_MS, dt.UTC).astimezone()


def day_words(day: dt.datetime) -> str:
    """A day as an office writes it."""
    form = translate("Record", "%1/%2/%3 (%4)")
    names = translate("Record", "Mon Tue Wed Thu Fri Sat Sun").split()
    return _filled(form, str(day.year), str(day.month), str(day.day), names[day.weekday()])


def when_words(at_ms: int) -> str:
    """Day and time; nothing for what has not happened."""
    return f"{day_words(local(at_ms))} {clock_words(at_ms)}" if at_ms else ""


def clock_words(at_ms: int) -> str:
    """The time of day; nothing for what has not happened."""
    return local(at_ms).strftime("%H:%M") if at_ms else ""


def minute_words(at_ms: int) -> str:
    """Day and time in short, for a table."""
    return local(at_ms).strftime("%Y-%m-%d %H:%M") if at_ms else ""


def second_words(at_ms: int) -> str:
    """Day and time to the second, as a spreadsheet sorts it."""
    return local(at_ms).strftime("%Y-%m-%d %H:%M:%S") if at_ms else ""


def planned_words(text: str) -> str:
    """A planned time as the meeting file says it."""
    planned = _planned(text)
    return f"{day_words(planned)} {planned:%H:%M}" if planned else text


def planned_span_words(starts: str, ends: str) -> str:
    """From when to when it was planned; on one day the day is said once."""
    first, last = _planned(starts), _planned(ends)
    is_short = first is not None and last is not None and first.date() == last.date()
    return from_to(planned_words(starts), f"{last:%H:%M}" if last and is_short else planned_words(ends))


def _planned(text: str) -> dt.datetime | None:
    if not _RFC3339.match(text):
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def from_to(since: str, until: str) -> str:
    """From when to when."""
    return _filled(translate("Record", "%1 – %2"), since, until) if since or until else ""


def span_words(span: Span) -> str:
    """From when to when, on one day."""
    return from_to(clock_words(span.since_ms), clock_words(span.until_ms))


def length_words(length_ms: int) -> str:
    """A length of time in minutes and seconds; nothing for none."""
    if not length_ms:
        return ""
    seconds = round(length_ms / SECOND_MS)
    return _filled(translate("Record", "%1 min %2 s"), str(seconds // 60), f"{seconds % 60:02}")


def person_words(person: Person) -> str:
    """Somebody in a running text."""
    seat = _filled(translate("Record", "Seat %1"), isolated(person.seat)) if person.seat else ""
    parts = (seat, isolated(person.department), isolated(person.name))
    return " ".join(part for part in parts if part) or translate("Record", "A participant")


def author_words(comment: CommentRecord) -> str:
    """Who wrote a comment, as far as the file says it; it tells where it says more than the screens did."""
    if comment.person == NOBODY:
        return (
            translate("Record", "Name withheld")
            if comment.shown is Names.WITHHELD
            else translate("Record", "A participant")
        )
    words = person_words(comment.person)
    is_beyond = comment.shown is not Names.NAMED and bool(comment.person.seat or comment.person.name)
    return f"{words} {translate('Record', '(not shown on the screens)')}" if is_beyond else words


def role_words(role: Role) -> str:
    """What a seat may do, in a word."""
    return {
        Role.CHAIR: translate("Record", "Chair"),
        Role.MEMBER: translate("Record", "Member"),
        Role.SECRETARIAT: translate("Record", "Secretariat"),
        Role.ADVISOR: translate("Record", "Advisor"),
        Role.OBSERVER: translate("Record", "Observer"),
    }[role]


def state_words(state: State) -> str:
    """Whether a comment stands in the record as everybody read it."""
    return {
        State.SHOWN: translate("Record", "Shown"),
        State.HIDDEN: translate("Record", "Hidden"),
        State.HELD: translate("Record", "Not released"),
        State.WITHDRAWN: translate("Record", "Withdrawn by its author"),
    }[state]


def promise_words(shown: Names) -> str:
    """What the author of a comment was promised."""
    return {
        Names.OPEN: translate("Record", "As each author chooses"),
        Names.NAMED: translate("Record", "With name"),
        Names.DEPARTMENT: translate("Record", "Department only"),
        Names.WITHHELD: translate("Record", "Name withheld"),
    }[shown]


def moderation_words(moderation: Moderation) -> str:
    """The rule of moderation."""
    return (
        translate("Record", "Released before they are shown")
        if moderation is Moderation.HOLD
        else translate("Record", "Shown at once")
    )


def phase_words(record: Record) -> str:
    """Whether the record is whole, or only what there was when the file was written."""
    if record.phase is Phase.CLOSED:
        return translate("Record", "Final: the meeting is closed")
    return _filled(
        translate("Record", "Not final: as it was at %1, the meeting is not closed"),
        when_words(record.written_ms),
    )


def place_words(comment: CommentRecord) -> str:
    """The page that a comment was made on."""
    if not comment.document:
        return ""
    version = version_words(comment.version) if comment.version > 1 else ""
    page = _filled(translate("Record", "p.%1"), str(comment.page))
    return " ".join(part for part in (comment.document, version, page) if part)


def option_words(option: str) -> str:
    """An option of a poll; those of the program in the language of the file."""
    own = {
        YES: translate("Record", "For"),
        NO: translate("Record", "Against"),
        ABSTAIN: translate("Record", "Abstain"),
        RAISED: translate("Record", "Hand raised"),
    }
    return own.get(option, option)


def options_of(poll: PollRecord) -> tuple[str, ...]:
    """The options as they are called; only a poll with the program's own has words of the program."""
    if poll.kind in (PollKind.YES_NO, PollKind.HANDS):
        return tuple(map(option_words, poll.options))
    return poll.options


def outcome_words(poll: PollRecord) -> str:
    """What a poll decided."""
    return {
        Outcome.OPEN: translate("Record", "Still open"),
        Outcome.NONE: translate("Record", "Counted"),
        Outcome.CARRIED: translate("Record", "Carried"),
        Outcome.REJECTED: translate("Record", "Rejected"),
        Outcome.NO_QUORUM: translate("Record", "No quorum"),
        Outcome.UNCOUNTED: translate("Record", "Could not be counted"),
    }[poll.outcome]


def needed_words(poll: PollRecord) -> str:
    """What a poll needed to carry; nothing where it was only counted."""
    return "" if poll.majority is Majority.NONE else majority_words(poll.majority)


def tally_words(poll: PollRecord) -> str:
    """The result in one line; nothing while nobody may see it."""
    pairs = zip(options_of(poll), poll.tally, strict=False)
    return translate("Record", ", ").join(f"{option} {count}" for option, count in pairs)


def choice_words(poll: PollRecord, choices: tuple[int, ...]) -> str:
    """What somebody voted."""
    options = options_of(poll)
    return translate("Record", ", ").join(options[place] for place in choices if place < len(options))


def questions_of(lookback: LookBackRecord) -> tuple[str, ...]:
    """The questions of the look-back; the program's own where the meeting file has none."""
    return question_words([LookBackQuestion(each.text, each.kind) for each in lookback.questions])


def turnout_words(record: Record) -> str:
    """How many seats were heard."""
    counted = record.statistics
    words = _filled(
        translate("Record", "%1 of %2 seats posted"), str(counted.seats_posted), str(counted.seats)
    )
    if not counted.unnamed:
        return words
    more = translate("Record", "; further comments without a name or by department only: %1")
    return words + _filled(more, str(counted.unnamed))

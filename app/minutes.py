"""Writes the minutes from the record of a meeting: headings, lines and tables, before any file has a form.

What the office has to write itself is an empty line with a word in brackets; everything else stands there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app import record_words as words
from app.record_values import State
from sync.discussion import QuestionKind
from sync.errors import filled
from sync.meeting import Role
from widgets.lookback_wording import average_words
from widgets.wording import kind_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.record_values import CommentRecord, ItemRecord, LookBackRecord, PollRecord, Record

translate = QCoreApplication.translate


class Look(StrEnum):
    """How a line stands on the page."""

    PLAIN = "plain"
    NOTE = "note"  # small, about what follows or stands above
    BODY = "body"  # what somebody said
    MARK = "mark"  # what nobody may overlook
    BLANK = "blank"  # to be written by the office


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first or second level."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `depth` moves it to the right. `joined` stays on the page of what follows."""

    text: str
    look: Look = Look.PLAIN
    depth: int = 0
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header, or pairs of name and value without one; widths are parts of the line."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    header: tuple[str, ...] = ()


Block = Title | Heading | Line | Table


def minutes_of(record: Record) -> Iterator[Block]:
    """The whole document, from its title to its proof."""
    yield Title(filled(translate("Minutes", "Minutes of %1 (draft)"), (record.title,)))
    yield from _marks(record)
    yield Table(tuple(_facts(record)), (22, 78))
    yield Heading(translate("Minutes", "Attendance"))
    yield from _attendance(record)
    yield Heading(translate("Minutes", "Course of the meeting"))
    yield from _course(record)
    yield from _apart(record)
    if record.documents:
        yield Heading(translate("Minutes", "Documents"))
        yield _documents(record)
    yield Heading(translate("Minutes", "Numbers"))
    yield from _numbers(record)
    if record.lookback is not None:
        yield Heading(translate("Minutes", "Look-back"))
        yield from _lookback(record.lookback)
    yield Heading(translate("Minutes", "What proves this record"))
    yield from _proof(record)


def _marks(record: Record) -> Iterator[Block]:
    yield Line(words.phase_words(record), Look.NOTE if record.closed_ms else Look.MARK)
    if record.confidential:
        yield Line(
            translate("Minutes", "Handle with care: the meeting had confidential documents"), Look.MARK
        )
    if record.with_names:
        yield Line(
            translate(
                "Minutes",
                "For the secretariat's file only: with the names that the screens withheld, and with what "
                "was never released. Do not hand it on.",
            ),
            Look.MARK,
        )


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    real = words.from_to(words.when_words(record.opened_ms), words.clock_words(record.closed_ms))
    planned = words.planned_span_words(record.starts, record.ends)
    people = [attendance for attendance in record.attendance if attendance.joined_ms]
    chairs = [words.person_words(each.person) for each in people if each.role is Role.CHAIR]
    facts = (
        (translate("Minutes", "Title"), record.title),
        (translate("Minutes", "Organization"), record.organization),
        (translate("Minutes", "Held"), real),
        (translate("Minutes", "Planned"), planned),
        (translate("Minutes", "Place"), record.room),
        (translate("Minutes", "Chair"), translate("Record", ", ").join(chairs)),
        (
            translate("Minutes", "Present"),
            filled(translate("Minutes", "%1 of %2 seats"), (str(_present(record)), str(_seats(record)))),
        ),
        (
            translate("Minutes", "Pauses"),
            translate("Record", ", ").join(words.span_words(pause) for pause in record.pauses),
        ),
    )
    yield from ((name, value) for name, value in facts if value)


def _present(record: Record) -> int:
    return len({each.person for each in record.attendance if each.joined_ms})


def _seats(record: Record) -> int:
    return len({each.person.seat or each.person for each in record.attendance})


def _attendance(record: Record) -> Iterator[Block]:
    rows = tuple(
        (
            each.person.seat,
            " ".join(part for part in (each.person.department, each.person.name) if part),
            words.role_words(each.role),
            words.from_to(words.clock_words(each.joined_ms), words.clock_words(each.left_ms))
            or translate("Minutes", "not connected"),
            words.length_words(each.spoken_ms),
        )
        for each in record.attendance
    )
    header = (
        translate("Minutes", "Seat"),
        translate("Minutes", "Name"),
        translate("Minutes", "Role"),
        translate("Minutes", "Connected"),
        translate("Minutes", "Spoke"),
    )
    yield Table(rows, (9, 45, 14, 18, 14), header)


def _course(record: Record) -> Iterator[Block]:
    by_item: dict[int, list[CommentRecord]] = defaultdict(list)
    for comment in record.of_state(State.SHOWN, State.WITHDRAWN):
        by_item[comment.item].append(comment)
    for item in record.items:
        yield Heading(
            filled(translate("Minutes", "Item %1  %2"), (str(item.number), item.title)),
            2,
        )
        yield from _item(record, item, by_item[item.number])
    rest = by_item[0]
    polls = [poll for poll in record.polls if not poll.item]
    speeches = [speech for speech in record.speeches if not speech.item]
    if rest or polls or speeches:
        yield Heading(translate("Minutes", "Belongs to no item"), 2)
        yield from _speeches(record, 0)
        yield from _polls(record, 0)
        yield from _comments(record, rest)


def _item(record: Record, item: ItemRecord, comments: list[CommentRecord]) -> Iterator[Block]:
    yield Line(_item_facts(item), Look.NOTE)
    papers = [document for document in record.documents if document.item == item.number]
    if papers:
        names = translate("Record", ", ").join(document.title for document in papers)
        yield Line(filled(translate("Minutes", "Documents: %1"), (names,)), Look.NOTE)
    yield Line(translate("Minutes", "[Explanation and discussion: to be written]"), Look.BLANK)
    yield from _speeches(record, item.number)
    yield from _polls(record, item.number)
    yield from _comments(record, comments)
    yield Line(translate("Minutes", "[Decision: to be written]"), Look.BLANK)


def _item_facts(item: ItemRecord) -> str:
    spans = translate("Record", ", ").join(words.span_words(span) for span in item.times)
    planned = item.planned_minutes
    facts = (
        filled(translate("Minutes", "Planned %1 min"), (str(planned),)) if planned else "",
        filled(translate("Minutes", "took %1"), (words.length_words(item.spent_ms),))
        if item.spent_ms
        else "",
        f"({spans})" if spans else translate("Minutes", "not opened"),
        filled(translate("Minutes", "Presenter: seat %1"), (item.presenter,)) if item.presenter else "",
    )
    return " ".join(fact for fact in facts if fact)


def _speeches(record: Record, item: int) -> Iterator[Block]:
    speeches = [speech for speech in record.speeches if speech.item == item]
    if not speeches:
        return
    yield Line(translate("Minutes", "Spoke from the floor"), Look.NOTE, joined=True)
    for speech in speeches:
        yield Line(
            f"{words.clock_words(speech.since_ms)}  {words.person_words(speech.person)}  "
            f"{words.length_words(speech.spoken_ms)}",
            Look.PLAIN,
            1,
        )


def _polls(record: Record, item: int) -> Iterator[Block]:
    for poll in record.polls:
        if poll.item == item:
            yield from _poll(poll)


def _poll(poll: PollRecord) -> Iterator[Block]:
    secret = translate("Minutes", "secret") if poll.secret else translate("Minutes", "open")
    heading = filled(translate("Minutes", "Poll %1 (%2): %3"), (str(poll.number), secret, poll.question))
    yield Line(heading, Look.PLAIN, joined=True)
    voted = filled(translate("Minutes", "%1 of %2 voted"), (str(poll.voted), str(poll.entitled)))
    needed = words.needed_words(poll)
    facts = (
        filled(translate("Minutes", "Result: %1"), (words.outcome_words(poll),)),
        words.tally_words(poll),
        voted,
        filled(translate("Minutes", "quorum %1"), (str(poll.quorum),)) if poll.quorum else "",
        filled(translate("Minutes", "needed: %1"), (needed,)) if needed else "",
        filled(translate("Minutes", "unreadable: %1"), (str(poll.invalid),)) if poll.invalid else "",
    )
    yield Line(" ・ ".join(fact for fact in facts if fact), Look.NOTE, 1)
    for place, option in enumerate(words.options_of(poll)):
        people = [
            words.person_words(each.person) for each in poll.votes if place in each.choices and not each.late
        ]
        if people:
            yield Line(f"{option}: {translate('Record', ', ').join(people)}", Look.NOTE, 1)
    late = [words.person_words(each.person) for each in poll.votes if each.late]
    if late:
        told = translate("Record", ", ").join(late)
        yield Line(filled(translate("Minutes", "Too late, not counted: %1"), (told,)), Look.NOTE, 1)


def _comments(record: Record, comments: list[CommentRecord]) -> Iterator[Block]:
    if not comments:
        return
    count = sum(comment.state is State.SHOWN for comment in comments)
    yield Line(filled(translate("Minutes", "Comments posted (%1)"), (str(count),)), Look.NOTE, joined=True)
    here = {comment.number for comment in comments}
    for group in record.groups:
        if group.comments[0] in here:
            numbers = translate("Record", ", ").join(map(str, group.comments))
            told = filled(translate("Minutes", "Put together: No. %1"), (numbers,))
            yield Line(f"{told} {group.title}".strip(), Look.NOTE, 1)
    for comment in comments:
        yield from _comment(comment)


def _comment(comment: CommentRecord) -> Iterator[Block]:
    depth = min(comment.depth, 3) + 1
    yield Line(_comment_head(comment), Look.NOTE, depth, joined=True)
    if comment.state is State.WITHDRAWN:
        yield Line(translate("Minutes", "(withdrawn by its author)"), Look.NOTE, depth)
        return
    if comment.quote:
        yield Line(filled(translate("Minutes", "On the words: %1"), (comment.quote,)), Look.NOTE, depth)
    yield Line(comment.body, Look.BODY, depth)
    for edit in comment.edits:
        told = filled(translate("Minutes", "Before, %1: %2"), (words.when_words(edit.at_ms), edit.body))
        yield Line(told, Look.NOTE, depth)
    for edit in comment.late_edits:
        form = translate("Minutes", "Changed after the close, %1, not in the record: %2")
        yield Line(filled(form, (words.when_words(edit.at_ms), edit.body)), Look.NOTE, depth)
    if comment.answered:
        answer = comment.answer or translate("Minutes", "answered in the meeting")
        yield Line(filled(translate("Minutes", "→ Answer: %1"), (answer,)), Look.PLAIN, depth)
    if comment.hide_reason:
        yield Line(
            filled(translate("Minutes", "Hidden because: %1"), (comment.hide_reason,)), Look.MARK, depth
        )


def _comment_head(comment: CommentRecord) -> str:
    parts = (
        filled(translate("Minutes", "No. %1"), (str(comment.number),)),
        words.clock_words(comment.posted_ms),
        kind_label(comment.kind),
        words.author_words(comment),
        words.place_words(comment),
        filled(translate("Minutes", "agree: %1"), (str(comment.agreed),)) if comment.agreed else "",
        translate("Minutes", "arrived late") if comment.late else "",
        translate("Minutes", "changed since") if comment.edits else "",
    )
    return "  ".join(part for part in parts if part)


def _apart(record: Record) -> Iterator[Block]:
    """What was posted and stands in no item: hidden, with its reason; and what was never released."""
    hidden = record.of_state(State.HIDDEN)
    if hidden:
        yield Heading(translate("Minutes", "Hidden comments"))
        yield Line(
            translate(
                "Minutes", "The chair or the secretariat took these from the screens. The record keeps them."
            ),
            Look.MARK,
        )
        for comment in hidden:
            yield from _comment(comment)
    held = record.of_state(State.HELD)
    if not held:
        return
    yield Heading(translate("Minutes", "Comments that were never released"))
    if record.with_names:
        for comment in held:
            yield from _comment(comment)
        return
    told = translate(
        "Minutes", "%1 comments waited to be released. Nobody read them, and this file does not say them."
    )
    yield Line(filled(told, (str(len(held)),)))


def _documents(record: Record) -> Table:
    rows = []
    for document in record.documents:
        for version in document.versions:
            state = [
                translate("Minutes", "confidential") if document.confidential else "",
                translate("Minutes", "called in") if document.collected else "",
                _withdrawn(version.withdrawn_ms or document.withdrawn_ms),
                version.reason,
            ]
            rows.append(
                (
                    document.title,
                    str(version.number),
                    words.minute_words(version.at_ms),
                    translate("Record", ", ").join(part for part in state if part),
                )
            )
    header = (
        translate("Minutes", "Document"),
        translate("Minutes", "Version"),
        translate("Minutes", "Handed out"),
        translate("Minutes", "State and reason"),
    )
    return Table(tuple(rows), (42, 7, 21, 30), header)


def _withdrawn(at_ms: int) -> str:
    return filled(translate("Minutes", "withdrawn %1"), (words.minute_words(at_ms),)) if at_ms else ""


def _numbers(record: Record) -> Iterator[Block]:
    counted = record.statistics
    yield Line(words.turnout_words(record))
    pairs = (
        (translate("Minutes", "Comments"), counted.comments),
        (translate("Minutes", "marked as answered"), counted.answered),
        (translate("Minutes", "arrived late"), counted.late),
        (translate("Minutes", "hidden"), counted.hidden),
        (translate("Minutes", "never released"), counted.held),
        (translate("Minutes", "withdrawn by their authors"), counted.withdrawn),
        (translate("Minutes", "seats that spoke from the floor"), counted.spoke),
    )
    yield Line(" ・ ".join(f"{name} {count}" for name, count in pairs), Look.NOTE)
    kinds = [kind for kind, _ in counted.items[0].kinds] if counted.items else []
    if not kinds:
        return
    header = (
        translate("Minutes", "Item"),
        *(kind_label(kind) for kind in kinds),
        translate("Minutes", "Replies"),
        translate("Minutes", "Agreements"),
        translate("Minutes", "Open questions"),
    )
    titles = {item.number: f"{item.number} {item.title}" for item in record.items}
    rows = tuple(
        (
            titles.get(each.item, translate("Minutes", "none")),
            *(str(count) for _, count in each.kinds),
            str(each.answers),
            str(each.agreed),
            str(each.open_questions),
        )
        for each in counted.items
    )
    yield Table(rows, (30, *(10,) * (len(header) - 1)), header)


def _lookback(lookback: LookBackRecord) -> Iterator[Block]:
    answered = (str(lookback.answered), str(lookback.asked))
    yield Line(filled(translate("Minutes", "%1 of %2 seats answered"), answered), Look.NOTE)
    for question, text in zip(lookback.questions, words.questions_of(lookback), strict=True):
        yield Line(text, Look.PLAIN, joined=True)
        if question.kind is QuestionKind.SCALE:
            yield Line(average_words(tuple(map(int, question.answers))), Look.BODY, 1)
        for answer in question.answers if question.kind is QuestionKind.TEXT else ():
            yield Line(f"・{answer}", Look.BODY, 1)
    if lookback.answers:
        rows = tuple((words.person_words(each.person), *each.answers) for each in lookback.answers)
        wide = max(map(len, rows))
        rows = tuple((*row, *("",) * (wide - len(row))) for row in rows)
        numbers = (str(number) for number in range(1, wide))
        yield Table(
            rows, (40, *(60 // max(1, wide - 1),) * (wide - 1)), (translate("Minutes", "Seat"), *numbers)
        )


def _proof(record: Record) -> Iterator[Block]:
    rows = [
        (translate("Minutes", "Closing code"), record.closing_code or words.NOTHING),
        (translate("Minutes", "Digest"), record.digest or words.NOTHING),
        (translate("Minutes", "Number of the meeting"), record.meeting),
        (translate("Minutes", "Rule for names"), words.promise_words(record.names)),
        (translate("Minutes", "Rule of moderation"), words.moderation_words(record.moderation)),
        (translate("Minutes", "Written"), words.when_words(record.written_ms)),
    ]
    yield Table(tuple(rows), (28, 72))
    yield Line(
        translate(
            "Minutes",
            "Equal closing codes on two screens prove that both hold the same record. The digest is that of "
            "the meeting as this file was written.",
        ),
        Look.NOTE,
    )

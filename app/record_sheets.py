"""The record as tables for a spreadsheet: one row for each comment, version, vote, seat and number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app import record_words as words
from app.record_values import State
from sync.errors import filled
from widgets.wording import kind_label, kind_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.record_values import CommentRecord, PollRecord, Record

translate = QCoreApplication.translate
Value = str | int


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is in letters."""

    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets_of(record: Record) -> tuple[Sheet, ...]:
    """All of them; one on what did not happen has no rows, so that each is found where it always is."""
    return (
        comments_sheet(record),
        _edits(record),
        _agenda(record),
        _documents(record),
        _polls(record),
        _votes(record),
        _attendance(record),
        _speeches(record),
        _lookback(record),
        _statistics(record),
        _about(record),
    )


def comments_sheet(record: Record) -> Sheet:
    """A row for each comment, in the order of reading."""
    columns = (
        Column(translate("Sheets", "No."), 6),
        Column(translate("Sheets", "Posted"), 20),
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Title of the item"), 26),
        Column(translate("Sheets", "Kind"), 10),
        Column(translate("Sheets", "Seat"), 7),
        Column(translate("Sheets", "Name"), 20),
        Column(translate("Sheets", "Department"), 16),
        Column(translate("Sheets", "How the author is shown"), 16),
        Column(translate("Sheets", "Comment"), 60),
        Column(translate("Sheets", "Answer to No."), 10),
        Column(translate("Sheets", "Document"), 26),
        Column(translate("Sheets", "Version"), 8),
        Column(translate("Sheets", "Page"), 7),
        Column(translate("Sheets", "Words of the page"), 24),
        Column(translate("Sheets", "Agreements"), 9),
        Column(translate("Sheets", "Answered"), 10),
        Column(translate("Sheets", "Word of answer"), 40),
        Column(translate("Sheets", "Group"), 8),
        Column(translate("Sheets", "State"), 14),
        Column(translate("Sheets", "Why hidden"), 26),
        Column(translate("Sheets", "Arrived late"), 10),
        Column(translate("Sheets", "Earlier texts"), 9),
    )
    titles = {item.number: item.title for item in record.items}
    rows = tuple(_comment(comment, titles) for comment in record.comments)
    return Sheet(translate("Sheets", "Comments"), columns, rows)


def _comment(comment: CommentRecord, titles: dict[int, str]) -> tuple[Value, ...]:
    unsaid = {
        State.WITHDRAWN: translate("Sheets", "(withdrawn by its author)"),
        State.HELD: translate("Sheets", "(never released)"),
    }
    return (
        comment.number,
        words.second_words(comment.posted_ms),
        comment.item or "",
        titles.get(comment.item, ""),
        kind_word(comment.kind),
        comment.person.seat,
        comment.person.name,
        comment.person.department,
        words.promise_words(comment.shown),
        comment.body or unsaid.get(comment.state, ""),
        comment.reply_to or "",
        comment.document,
        comment.version or "",
        comment.page or "",
        comment.quote,
        comment.agreed,
        translate("Sheets", "yes") if comment.answered else "",
        comment.answer,
        comment.group or "",
        words.state_words(comment.state),
        comment.hide_reason,
        translate("Sheets", "yes") if comment.late else "",
        len(comment.edits) or "",
    )


def _edits(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "No."), 6),
        Column(translate("Sheets", "Written"), 20),
        Column(translate("Sheets", "Earlier text"), 90),
    )
    rows = tuple(
        (comment.number, words.second_words(edit.at_ms), edit.body)
        for comment in record.comments
        for edit in comment.edits
    )
    return Sheet(translate("Sheets", "Earlier texts"), columns, rows)


def _agenda(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Title of the item"), 40),
        Column(translate("Sheets", "Presenter"), 10),
        Column(translate("Sheets", "Planned minutes"), 10),
        Column(translate("Sheets", "Minutes taken"), 10),
        Column(translate("Sheets", "Begun"), 20),
        Column(translate("Sheets", "Ended"), 20),
        Column(translate("Sheets", "How authors are shown"), 20),
    )
    rows: list[tuple[Value, ...]] = [
        (
            item.number,
            item.title,
            item.presenter,
            "" if item.planned_minutes is None else item.planned_minutes,
            round(item.spent_ms / words.MINUTE_MS) if item.times else "",
            words.second_words(item.times[0].since_ms) if item.times else "",
            words.second_words(item.times[-1].until_ms) if item.times else "",
            words.promise_words(item.names),
        )
        for item in record.items
    ]
    rows += [
        (
            "",
            translate("Sheets", "Pause"),
            "",
            "",
            round((pause.until_ms - pause.since_ms) / words.MINUTE_MS) if pause.until_ms else "",
            words.second_words(pause.since_ms),
            words.second_words(pause.until_ms),
            "",
        )
        for pause in record.pauses
    ]
    return Sheet(translate("Sheets", "Agenda"), columns, tuple(rows))


def _documents(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Document"), 40),
        Column(translate("Sheets", "Version"), 8),
        Column(translate("Sheets", "Handed out"), 20),
        Column(translate("Sheets", "Reason"), 40),
        Column(translate("Sheets", "Withdrawn"), 20),
        Column(translate("Sheets", "Confidential"), 10),
        Column(translate("Sheets", "Called in"), 10),
        Column(translate("Sheets", "Bytes"), 12),
        Column("SHA-256", 30),
    )
    rows = tuple(
        (
            document.item or "",
            document.title,
            version.number,
            words.second_words(version.at_ms),
            version.reason,
            words.second_words(version.withdrawn_ms or document.withdrawn_ms),
            translate("Sheets", "yes") if document.confidential else "",
            translate("Sheets", "yes") if document.collected else "",
            version.size,
            version.sha256,
        )
        for document in record.documents
        for version in document.versions
    )
    return Sheet(translate("Sheets", "Documents"), columns, rows)


def _polls(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Poll"), 6),
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Question"), 40),
        Column(translate("Sheets", "Ballot"), 10),
        Column(translate("Sheets", "Option"), 24),
        Column(translate("Sheets", "Votes"), 8),
        Column(translate("Sheets", "Result"), 16),
        Column(translate("Sheets", "May vote"), 10),
        Column(translate("Sheets", "Voted"), 8),
        Column(translate("Sheets", "Quorum"), 8),
        Column(translate("Sheets", "Needed"), 24),
        Column(translate("Sheets", "Unreadable"), 8),
        Column(translate("Sheets", "Too late"), 8),
        Column(translate("Sheets", "Opened"), 20),
        Column(translate("Sheets", "Closed"), 20),
    )
    rows = tuple(row for poll in record.polls for row in _poll(poll))
    return Sheet(translate("Sheets", "Polls"), columns, rows)


def _poll(poll: PollRecord) -> Iterator[tuple[Value, ...]]:
    """A row for each option."""
    for place, option in enumerate(words.options_of(poll)):
        yield (
            poll.number,
            poll.item or "",
            poll.question,
            translate("Sheets", "secret") if poll.secret else translate("Sheets", "open"),
            option,
            poll.tally[place] if place < len(poll.tally) else "",
            words.outcome_words(poll),
            poll.entitled,
            poll.voted,
            poll.quorum or "",
            words.needed_words(poll),
            poll.invalid or "",
            sum(vote.late for vote in poll.votes) or "",
            words.second_words(poll.opened_ms),
            words.second_words(poll.closed_ms),
        )


def _votes(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Poll"), 6),
        Column(translate("Sheets", "Seat"), 7),
        Column(translate("Sheets", "Name"), 24),
        Column(translate("Sheets", "Vote"), 30),
        Column(translate("Sheets", "Too late"), 10),
    )
    rows = tuple(
        (
            poll.number,
            vote.person.seat,
            vote.person.name,
            words.choice_words(poll, vote.choices)
            or (translate("Sheets", "(secret)") if poll.secret else ""),
            translate("Sheets", "yes") if vote.late else "",
        )
        for poll in record.polls
        for vote in poll.votes
    )
    return Sheet(translate("Sheets", "Votes by seat"), columns, rows)


def _attendance(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Seat"), 7),
        Column(translate("Sheets", "Name"), 26),
        Column(translate("Sheets", "Department"), 20),
        Column(translate("Sheets", "Role"), 12),
        Column(translate("Sheets", "Connected first"), 20),
        Column(translate("Sheets", "Removed or replaced"), 20),
        Column(translate("Sheets", "Seconds spoken"), 12),
        Column(translate("Sheets", "Comments by name"), 12),
    )
    rows = tuple(
        (
            each.person.seat,
            each.person.name,
            each.person.department,
            words.role_words(each.role),
            words.second_words(each.joined_ms) or translate("Sheets", "not connected"),
            words.second_words(each.left_ms),
            round(each.spoken_ms / words.SECOND_MS),
            each.posted,
        )
        for each in record.attendance
    )
    return Sheet(translate("Sheets", "Attendance"), columns, rows)


def _speeches(record: Record) -> Sheet:
    columns = (
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Seat"), 7),
        Column(translate("Sheets", "Name"), 26),
        Column(translate("Sheets", "Begun"), 20),
        Column(translate("Sheets", "Ended"), 20),
        Column(translate("Sheets", "Seconds spoken"), 12),
        Column(translate("Sheets", "Seconds allowed"), 12),
    )
    rows = tuple(
        (
            speech.item or "",
            speech.person.seat,
            speech.person.name,
            words.second_words(speech.since_ms),
            words.second_words(speech.until_ms),
            round(speech.spoken_ms / words.SECOND_MS),
            speech.limit_s or "",
        )
        for speech in record.speeches
    )
    return Sheet(translate("Sheets", "Floor"), columns, rows)


def _lookback(record: Record) -> Sheet:
    """Without names in no order that tells a seat; with names a row for each seat and question."""
    columns = (
        Column(translate("Sheets", "Question"), 44),
        Column(translate("Sheets", "Answer"), 60),
        Column(translate("Sheets", "Seat"), 7),
        Column(translate("Sheets", "Name"), 24),
    )
    lookback = record.lookback
    rows: list[tuple[Value, ...]] = []
    if lookback is not None:
        for place, text in enumerate(words.questions_of(lookback)):
            if lookback.answers:
                rows += [
                    (text, _number(each.answers[place]), each.person.seat, each.person.name)
                    for each in lookback.answers
                    if place < len(each.answers) and each.answers[place]
                ]
            else:
                rows += [(text, _number(answer), "", "") for answer in lookback.questions[place].answers]
    return Sheet(translate("Sheets", "Look-back"), columns, tuple(rows))


def _number(answer: str) -> Value:
    """A step of a scale as a number."""
    return int(answer) if answer in {"1", "2", "3", "4", "5"} else answer


def _statistics(record: Record) -> Sheet:
    counted = record.statistics
    kinds = [kind for kind, _ in counted.items[0].kinds] if counted.items else []
    columns = (
        Column(translate("Sheets", "Item"), 6),
        Column(translate("Sheets", "Title of the item"), 40),
        *(Column(kind_label(kind), 10) for kind in kinds),
        Column(translate("Sheets", "All"), 10),
        Column(translate("Sheets", "Replies"), 10),
        Column(translate("Sheets", "Agreements"), 10),
        Column(translate("Sheets", "Open questions"), 10),
    )
    titles = {item.number: item.title for item in record.items}
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.item or "",
            titles.get(each.item, translate("Sheets", "(no item)")),
            *(count for _, count in each.kinds),
            each.comments,
            each.answers,
            each.agreed,
            each.open_questions,
        )
        for each in counted.items
    )
    return Sheet(translate("Sheets", "Numbers"), columns, rows)


def _about(record: Record) -> Sheet:
    columns = (Column(translate("Sheets", "About this record"), 34), Column(translate("Sheets", "Value"), 70))
    counted = record.statistics
    rows: tuple[tuple[Value, ...], ...] = (
        (translate("Sheets", "Meeting"), record.title),
        (translate("Sheets", "State"), words.phase_words(record)),
        (translate("Sheets", "Names"), _names(record)),
        (translate("Sheets", "Organization"), record.organization),
        (translate("Sheets", "Place"), record.room),
        (translate("Sheets", "Planned begin"), words.planned_words(record.starts)),
        (translate("Sheets", "Planned end"), words.planned_words(record.ends)),
        (translate("Sheets", "Opened"), words.second_words(record.opened_ms)),
        (translate("Sheets", "Closed"), words.second_words(record.closed_ms)),
        (translate("Sheets", "Written"), words.second_words(record.written_ms)),
        (translate("Sheets", "Breadth of voices"), words.turnout_words(record)),
        (translate("Sheets", "Hidden comments"), counted.hidden),
        (translate("Sheets", "Comments never released"), counted.held),
        (translate("Sheets", "Comments withdrawn"), counted.withdrawn),
        (translate("Sheets", "Closing code"), record.closing_code),
        (translate("Sheets", "Digest"), record.digest),
        (translate("Sheets", "Number of the meeting"), record.meeting),
    )
    groups: tuple[tuple[Value, ...], ...] = tuple(
        (
            filled(translate("Sheets", "Group %1"), (str(group.number),)),
            f"{group.title} No. {', '.join(map(str, group.comments))}".strip(),
        )
        for group in record.groups
    )
    return Sheet(translate("Sheets", "About"), columns, (*rows, *groups))


def _names(record: Record) -> str:
    if record.with_names:
        return translate("Sheets", "For the secretariat's file only: with names that the screens withheld")
    return translate("Sheets", "As each author was promised")

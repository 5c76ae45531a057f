"""Makes the record of a meeting from what the meeting is at one moment; every promise is kept here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.record_counting import statistics_of
from app.record_text import fit, fit_line
from app.record_threads import Told, told_comments
from app.record_values import (
    NOBODY,
    AnswerRecord,
    Attendance,
    CommentRecord,
    DocumentRecord,
    DocumentVersionRecord,
    Edit,
    GroupRecord,
    ItemRecord,
    LookBackRecord,
    Person,
    PollRecord,
    QuestionRecord,
    Record,
    Span,
    SpeechRecord,
    State,
    Vote,
)
from sync.discussion import Results
from sync.meeting import Names
from sync.text import natural_key
from widgets.lookback_wording import steps_of, texts_of
from widgets.wording import document_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.chronicle import Chronicle
    from sync.discussion import LookBack, LookBackAnswer, Poll
    from sync.meeting import AgendaItem, Comment, Document, Member, Version
    from sync.recorded import Recorded


def record_of(recorded: Recorded, *, with_names: bool = False) -> Record:
    """The record as this device may write it: names beyond the promise only where it may look at them."""
    return _Maker(recorded, with_names=with_names and recorded.may_name).record()


class _Maker:
    """What the parts of one record look up while it is made."""

    def __init__(self, recorded: Recorded, *, with_names: bool) -> None:
        self._recorded = recorded
        self._with_names = with_names
        meeting = self._meeting = recorded.meeting
        self._items = {item.item: item.number for item in meeting.agenda}
        self._members: dict[str, Member] = {}
        for stay in recorded.chronicle.stays:
            self._members[stay.member.device] = stay.member
        for member in meeting.members:
            self._members[member.device] = member
        self._documents: dict[str, Document] = {
            document.document: document for item in meeting.agenda for document in item.documents
        } | {document.document: document for document in meeting.withdrawn}

    def record(self) -> Record:
        """All of it."""
        meeting, recorded = self._meeting, self._recorded
        told = told_comments(meeting.comments, self._item_of)
        numbers = {each.comment.comment: each.number for each in told}
        groups = self._groups(told, numbers)
        group_of = {number: group.number for group in groups for number in group.comments}
        comments = tuple(self._comment(each, numbers, group_of) for each in told)
        return Record(
            meeting=meeting.meeting,
            title=fit_line(meeting.title),
            organization=fit_line(meeting.organization),
            room=fit_line(meeting.room),
            starts=fit_line(meeting.starts),
            ends=fit_line(meeting.ends),
            phase=meeting.phase,
            opened_ms=recorded.chronicle.opened_ms,
            closed_ms=meeting.closed_ms,
            written_ms=recorded.at_ms,
            names=meeting.policy.names,
            moderation=meeting.moderation,
            confidential=meeting.policy.confidential
            or any(document.confidential for document in self._documents.values()),
            with_names=self._with_names,
            closing_code=recorded.closing_code,
            digest=recorded.digest,
            attendance=self._attendance(recorded.chronicle),
            items=tuple(self._item(item) for item in meeting.agenda),
            pauses=self._spans(""),
            documents=tuple(self._document(document) for document in self._documents.values()),
            comments=comments,
            groups=groups,
            polls=tuple(self._poll(number, poll) for number, poll in enumerate(meeting.polls, 1)),
            speeches=self._speeches(),
            lookback=self._lookback(meeting.lookback) if meeting.lookback else None,
            statistics=statistics_of(meeting, comments),
        )

    def _person(self, device: str) -> Person:
        member = self._members.get(device)
        if member is None:
            return NOBODY
        return Person(fit_line(member.seat), fit_line(member.name), fit_line(member.department))

    def _author(self, comment: Comment) -> Person:
        """As much of the author as was promised, or as the secretariat may look at."""
        if self._with_names or comment.shown is Names.NAMED:
            return Person(fit_line(comment.seat), fit_line(comment.name), fit_line(comment.department))
        if comment.shown is Names.DEPARTMENT:
            return Person(department=fit_line(comment.department))
        return NOBODY

    def _item_of(self, comment: Comment) -> int:
        """The item a comment was made on, else that of its document."""
        document = self._documents.get(comment.anchor.document) if comment.anchor else None
        return self._items.get(comment.agenda) or self._items.get(document.agenda if document else "") or 0

    def _attendance(self, chronicle: Chronicle) -> tuple[Attendance, ...]:
        """Every planned seat, also one that stayed empty, and every device that came."""
        meeting, now_ms = self._meeting, self._recorded.at_ms
        posted: dict[str, int] = defaultdict(int)
        for comment in meeting.comments:
            if comment.shown is Names.NAMED and not (comment.deleted or comment.held):
                posted[comment.author] += 1
        found = [
            Attendance(
                self._person(stay.member.device),
                stay.member.role,
                stay.since_ms,
                stay.until_ms,
                meeting.floor.spoken_ms(stay.member.device, now_ms),
                posted[stay.member.device],
            )
            for stay in chronicle.stays
        ]
        taken = {attendance.person.seat for attendance in found}
        found += [
            Attendance(Person(number, fit_line(seat.name), fit_line(seat.department)), seat.role)
            for seat in meeting.seats
            if (number := fit_line(seat.number)) not in taken
        ]
        return tuple(sorted(found, key=lambda each: (natural_key(each.person.seat), each.joined_ms)))

    def _item(self, item: AgendaItem) -> ItemRecord:
        return ItemRecord(
            item.number,
            fit_line(item.title),
            fit_line(item.presenter),
            item.minutes,
            item.names,
            self._meeting.clock.time_of(item.item).elapsed_ms(self._recorded.at_ms),
            self._spans(item.item),
        )

    def _spans(self, item: str) -> tuple[Span, ...]:
        return tuple(
            Span(stretch.since_ms, stretch.until_ms)
            for stretch in self._recorded.chronicle.stretches
            if stretch.item == item and stretch.until_ms != stretch.since_ms
        )

    def _document(self, document: Document) -> DocumentRecord:
        return DocumentRecord(
            fit_line(document_title(document)),
            self._items.get(document.agenda, 0),
            document.version,
            tuple(
                DocumentVersionRecord(
                    version.number,
                    version.at_ms,
                    fit_line(version.reason),
                    version.size,
                    version.sha256,
                    version.withdrawn_ms,
                )
                for version in document.versions
            ),
            document.withdrawn_ms,
            document.confidential,
            document.collected,
        )

    def _groups(self, told: list[Told], numbers: dict[str, int]) -> tuple[GroupRecord, ...]:
        """The groups, with those of their comments that everybody read."""
        shown = {each.number for each in told if each.state is State.SHOWN}
        found: list[GroupRecord] = []
        for group in self._meeting.groups:
            inside = tuple(number for name in group.comments if (number := numbers.get(name, 0)) in shown)
            if inside:
                found.append(GroupRecord(len(found) + 1, fit_line(group.title), inside))
        return tuple(found)

    def _comment(self, told: Told, numbers: dict[str, int], group_of: dict[int, int]) -> CommentRecord:
        comment = told.comment
        is_told = told.state in (State.SHOWN, State.HIDDEN) or (
            told.state is State.HELD and self._with_names and not comment.deleted
        )
        anchor = comment.anchor
        document = self._documents.get(anchor.document) if anchor else None
        version = document.version_of(document.bytes_under(anchor)) if document and anchor else None
        sealed = document is None or document.confidential  # what such a document says goes into no file
        return CommentRecord(
            number=told.number,
            comment=comment.comment,
            kind=comment.kind,
            state=told.state,
            person=self._author(comment) if is_told or told.state is State.WITHDRAWN else NOBODY,
            shown=comment.shown,
            body=fit(comment.body) if is_told else "",
            posted_ms=comment.at_ms,
            item=told.item,
            depth=told.depth,
            reply_to=told.reply_to,
            group=group_of.get(told.number, 0) if numbers else 0,
            document=fit_line(document_title(document)) if document else "",
            version=version.number if version else 0,
            page=anchor.page if anchor and document else 0,
            quote=fit_line(anchor.quote) if anchor and is_told and not sealed else "",
            agreed=len(comment.agreed),
            answered=comment.answered,
            answer=fit(comment.answer) if is_told else "",
            edits=_edits(comment.versions) if is_told else (),
            late=comment.late,
            hide_reason=fit_line(comment.hide_reason) if told.state is State.HIDDEN else "",
            late_edits=_edits(comment.late_edits) if is_told else (),
        )

    def _poll(self, number: int, poll: Poll) -> PollRecord:
        """Who voted is known of every poll; what, only of an open one, and not before the screens show it."""
        is_seen = not poll.is_open or poll.results is Results.LIVE
        tells = is_seen and not poll.secret
        counted = {ballot.device: ballot.choices for ballot in poll.ballots if tells}
        votes = [Vote(self._person(device), counted.get(device, ())) for device in poll.voted]
        votes += [
            Vote(self._person(ballot.device), ballot.choices if tells else (), late=True)
            for ballot in poll.late
        ]
        return PollRecord(
            number,
            fit(poll.question),
            poll.kind,
            poll.secret,
            tuple(fit_line(option) for option in poll.options),
            poll.tally if poll.shows_tally else (),
            poll.opened_ms,
            poll.closed_ms,
            self._items.get(poll.agenda, 0),
            len(poll.eligible),
            len(poll.voted),
            poll.quorum,
            poll.majority,
            poll.outcome,
            poll.invalid,
            tuple(votes),
        )

    def _speeches(self) -> tuple[SpeechRecord, ...]:
        return tuple(
            SpeechRecord(
                self._person(speech.device),
                self._items.get(speech.agenda, 0),
                speech.since_ms,
                speech.until_ms,
                speech.spoken_ms(self._recorded.at_ms),
                speech.limit_s,
            )
            for speech in self._meeting.floor.speeches
        )

    def _lookback(self, lookback: LookBack) -> LookBackRecord:
        questions = []
        for place, question in enumerate(lookback.questions):
            steps = tuple(map(str, steps_of(lookback, place)))
            words = texts_of(lookback, place)
            answers = steps if question.kind.value == "scale" else tuple(map(fit, words))
            questions.append(QuestionRecord(fit_line(question.text), question.kind, answers))
        answered = [answer for answer in lookback.answers if any(answer.answers)]
        return LookBackRecord(
            tuple(questions),
            len(answered),
            len(self._meeting.members),
            tuple(map(self._answer, answered)) if self._with_names else (),
        )

    def _answer(self, answer: LookBackAnswer) -> AnswerRecord:
        return AnswerRecord(self._person(answer.device), tuple(map(fit, answer.answers)))


def _edits(texts: Iterable[Version]) -> tuple[Edit, ...]:
    return tuple(Edit(fit(each.body), each.at_ms) for each in texts)

"""The window of one seat: the agenda at the left, the document in the middle, the comments at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDateTime, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from sync.meeting import Anchor, CommentDraft, Opening, Phase, Presentation
from sync.status import Ended, InStep, OnOurOwn, Severity, Succession
from widgets.agenda_list import AgendaList
from widgets.call_strip import CallStrip
from widgets.carry_desk import CarryDesk
from widgets.comment_panel import CommentPanel
from widgets.comment_runs import differ_in_comments_only
from widgets.copied_strip import CopiedStrip
from widgets.first_size import first_size
from widgets.icons import IconName, icon
from widgets.lookback_panel import LookBackPanel
from widgets.menu_key import add_menu_key
from widgets.news_list import NewsButton
from widgets.notice import NoticeBar
from widgets.past_polls import PastPollsButton
from widgets.poll_panel import PollPanel
from widgets.presenter_bar import FOLLOW_KEY, PresenterBar
from widgets.presenting_bar import PresentingBar
from widgets.question_strip import QuestionStrip
from widgets.seat_bar import SeatBar
from widgets.strip_stack import StripStack
from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.waiting_page import WaitingPage
from widgets.wording import anchor_words, document_words, one_line, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from sync.meeting import Meeting
    from sync.status import DocumentStatus, LinkStatus
    from widgets.document_news import DocumentNews

AGENDA_WIDTH = 232
COMMENTS_WIDTH = 348
READER_MIN_WIDTH = 320
# Columns grow less than letters do, so that the page keeps the larger half of a small screen.
COLUMN_GROWTH = {TextSize.SMALL: 1.0, TextSize.MEDIUM: 1.1, TextSize.LARGE: 1.24}


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    set_look(label, Look.HEADING)
    label.setContentsMargins(14, 8, 8, 4)
    return label


def _column(*parts: QWidget, wide: QWidget) -> QFrame:
    frame = QFrame()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is wide))
    return frame


class SeatWindow(QWidget):
    """Arranges its parts and repeats their signals; `reader` is any widget that shows a document."""

    document_chosen = Signal(str)
    beside_chosen = Signal(str)
    item_chosen = Signal(str)
    submitted = Signal(CommentDraft)
    draft_changed = Signal(CommentDraft)
    reacted = Signal(str, bool)
    edited = Signal(str, str)
    deleted = Signal(str)
    place_chosen = Signal(Anchor)
    return_asked = Signal()
    region_asked = Signal()
    region_changed = Signal(object)  # Anchor with the part of a page that is written about, None for none
    comment_pointed = Signal(str)
    voted = Signal(str, tuple)
    lookback_answered = Signal(str, tuple)
    floor_requested = Signal()
    floor_withdrawn = Signal()
    speech_ended = Signal()
    text_size_changed = Signal(TextSize)
    follow_toggled = Signal(bool)
    leave_requested = Signal()
    notes_requested = Signal()
    news_seen = Signal()
    chair_claimed = Signal()
    rekey_requested = Signal()
    desk_requested = Signal()

    def __init__(
        self, reader: QWidget, clock: Callable[[], int] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._chosen_item = ""
        self._document = ""
        self._me = ""
        self._succession = Succession()
        self._is_alone = False
        self._closing_code = ""
        self._sized_for: TextSize | None = None
        self.reader = reader
        self.waiting = WaitingPage(clock or QDateTime.currentMSecsSinceEpoch)
        self.bar = SeatBar(clock)
        self.notice = NoticeBar()
        self.question = QuestionStrip()
        self.carry = CarryDesk()
        self.carry.take_drops_on(self)
        self.copied = CopiedStrip()
        self.presenter = PresenterBar()
        self.presenting = PresentingBar()
        self.call = CallStrip()
        self.news = NewsButton()
        self.agenda = AgendaList()
        self.opening = QLabel(
            self.tr("The chair and the secretariat see at which seats a document was opened."),
            wordWrap=True,
            textFormat=Qt.TextFormat.PlainText,
        )
        set_look(self.opening, Look.SUB)
        self.opening.hide()
        self.comments = CommentPanel(clock)
        self.poll = PollPanel()
        self.past_polls = PastPollsButton()
        self.lookback = LookBackPanel()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self._join()
        self._size_columns()
        self.resize(first_size(self))
        self.reader.setFocus()

    def _arrange(self) -> None:
        self._notes = QPushButton()
        self._notes.setMinimumHeight(36)
        self._notes.setIcon(icon(IconName.NOTE))
        set_look(self._notes, Look.QUIET)
        self.set_note_count(0)
        self._left = _column(
            _heading(self.tr("Agenda and documents")), self._inset(self.news), self.agenda, wide=self.agenda
        )
        below = self._left.layout()
        assert below is not None  # noqa: S101 - it has just been given one
        below.addWidget(self._inset(self.opening))
        below.addWidget(self.past_polls)
        below.addWidget(_heading(self.tr("My notes")))
        below.addWidget(self._notes)
        set_look(self._left, Look.PANEL)
        self.strips = StripStack(
            (
                (self.poll, self.poll.accessibleName),
                (self.call, lambda: self.call.words),
                (self.lookback, lambda: self.tr("Looking back at the meeting")),
            ),
            (
                (self.presenting, lambda: self.presenting.words),
                (self.presenter, lambda: self.presenter.words),
            ),
            self.notice,
        )
        middle = _column(self.waiting, self.reader, self.strips, wide=self.reader)
        self.reader.setMinimumWidth(READER_MIN_WIDTH)
        for column in (self._left, middle, self.comments):
            self._columns.addWidget(column)
        self._columns.setStretchFactor(1, 1)
        self._columns.setCollapsible(1, False)  # noqa: FBT003 - Qt has no keyword for it
        self._columns.setHandleWidth(5)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.bar)
        page.addWidget(self.copied)
        page.addWidget(self.question)
        page.addWidget(self.carry)
        page.addWidget(self._columns, 1)

    @staticmethod
    def _inset(part: QWidget) -> QWidget:
        """Room around what fills its column."""
        frame = QWidget()
        row = QVBoxLayout(frame)
        row.setContentsMargins(12, 0, 12, 4)
        row.addWidget(part)
        return frame

    def _join(self) -> None:
        self.bar.agenda_toggled.connect(self._left.setVisible)
        self.bar.comments_toggled.connect(self.comments.setVisible)
        self.bar.text_size.size_chosen.connect(self.text_size_changed)
        self.bar.leave_requested.connect(self.leave_requested)
        self.bar.desk_requested.connect(self.desk_requested)
        self.bar.add_menu(self.carry.menu)
        self.bar.take_over_requested.connect(self._ask_for_chair)
        self.copied.rekey_requested.connect(self.rekey_requested)
        self._notes.clicked.connect(self.notes_requested)
        self.news.document_chosen.connect(self.document_chosen)
        self.news.looked.connect(self.news_seen)
        self.agenda.document_chosen.connect(self.document_chosen)
        self.agenda.item_chosen.connect(self._choose_item)
        self.agenda.beside_chosen.connect(self.beside_chosen)
        add_menu_key(self)
        self.presenter.follow_toggled.connect(self.follow_toggled)
        self._columns.splitterMoved.connect(lambda *_: self._show_columns())
        panel = self.comments
        panel.submitted.connect(self.submitted)
        panel.draft_changed.connect(self.draft_changed)
        panel.reacted.connect(self.reacted)
        panel.edited.connect(self.edited)
        panel.deleted.connect(self.deleted)
        panel.place_chosen.connect(self.place_chosen)
        panel.way_back.asked.connect(self.return_asked)
        panel.region_asked.connect(self.region_asked)
        panel.region_changed.connect(self.region_changed)
        panel.pointed.connect(self.comment_pointed)
        panel.escaped.connect(self._escape_composer)
        panel.floor.requested.connect(self.floor_requested)
        panel.floor.withdrawn.connect(self.floor_withdrawn)
        panel.floor.ended.connect(self.speech_ended)
        self.poll.voted.connect(self.voted)
        self.lookback.answered.connect(self.lookback_answered)
        QShortcut(QKeySequence("F7"), self, panel.way_back.go_back)
        for key, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(key), self, lambda step=step: self._next_part(step))
        QShortcut(QKeySequence(FOLLOW_KEY), self, self._return_to_presenter)

    # -- what it is told ------------------------------------------------------------------------

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show the meeting as it is now to the device `me`."""
        is_alike = me == self._me and differ_in_comments_only(self._meeting, meeting)
        before, self._meeting = self._meeting, meeting
        self._me = me
        if is_alike:
            self.comments.set_meeting(meeting, me, self._chosen_item)
            self.strips.refresh()
            return
        if before is None or before.current_item != meeting.current_item:
            self._chosen_item = meeting.current_item
        self.setWindowTitle(one_line(meeting.title))
        self.bar.set_meeting(meeting, me)
        self.carry.set_meeting(meeting, me)
        self.agenda.agenda.set_meeting(meeting)
        self._wait_for_opening(before, meeting)
        self.opening.setVisible(meeting.policy.opening is Opening.SHOWN)
        self.comments.set_meeting(meeting, me, self._chosen_item)
        self.poll.set_meeting(meeting, me)
        self.past_polls.set_polls(meeting.polls)
        self.lookback.set_meeting(meeting, me)
        self.strips.refresh()
        self._offer_chair()
        self._show_closing_code()

    def set_link(self, status: LinkStatus) -> None:
        """Show the state of the link in words, and beside the composer what it means for whoever posts."""
        self.bar.set_link(status)
        if isinstance(status, InStep):
            self.copied.clear()  # the other one was switched off, or has another key now
        self._is_alone = isinstance(status, OnOurOwn)
        self.comments.composer.set_linked(linked=not self._is_alone)
        self.comments.set_expelled(expelled=status == Ended("removed"))

    def set_succession(self, succession: Succession) -> None:
        """Offer the chair to who may take it; a question that has become idle goes away by itself."""
        self._succession = succession
        self._offer_chair()

    def set_closing_code(self, code: str) -> None:
        """The code that proves an equal record, shown once the meeting is closed; empty while it arrives."""
        self._closing_code = code
        self._show_closing_code()

    def set_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        """Show how far each document has arrived."""
        self.waiting.set_documents(documents)
        self.agenda.agenda.set_documents(documents)

    def set_page_counts(self, pages: Mapping[str, int]) -> None:
        """Show how many pages each file has, by its SHA-256."""
        self.agenda.agenda.set_page_counts(pages)

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Show in words which files cannot be opened, by their SHA-256."""
        self.agenda.agenda.set_problems(problems)

    def set_note_count(self, count: int) -> None:
        """How many private notes there are; they stay on this PC."""
        words = self.tr("%n (kept on this PC only)", "", count)
        self._notes.setText(words)
        self._notes.setAccessibleName(f"{self.tr('My notes')}: {words}")

    def set_news(self, news: Sequence[DocumentNews]) -> None:
        """What happened to documents; a badge counts what the person has not seen."""
        self.news.set_news(news)

    def set_waiting(self, waiting: frozenset[str]) -> None:
        """Mark one's own comments, votes and the like that have not reached the chair's PC."""
        for part in (self.comments, self.poll.deliveries, self.lookback.deliveries):
            part.set_waiting(waiting)

    def set_unheard(self, unheard: frozenset[str]) -> None:
        """Mark those of them that have not reached anybody."""
        for part in (self.comments, self.poll.deliveries, self.lookback.deliveries):
            part.set_unheard(unheard)

    def set_place(self, document: str, page: int, version: str = "") -> None:
        """The page that the reader shows now, counted from 1, and its bytes; an empty document for none."""
        if document != self._document:
            self._document = document
            self._look_at_item_of(document)
        self.agenda.agenda.select_document(document)
        self.comments.set_place(document, page, version)

    def set_draft(self, draft: CommentDraft) -> None:
        """Go on with what was being written."""
        self.comments.set_draft(draft)

    def attach(self, anchor: Anchor) -> None:
        """Write about a part of a page."""
        self.bar.show_columns(agenda=not self._left.isHidden(), comments=True)
        self.comments.attach(anchor)

    def show_comment(self, comment: str) -> None:
        """Bring a comment into view, also where the comments were hidden."""
        self.bar.show_columns(agenda=not self._left.isHidden(), comments=True)
        self.comments.show_comment(comment)

    def offer_return(self, place: Anchor | None) -> None:
        """Offer the way back to a page that was left for a comment."""
        document = self._meeting.known_document(place.document) if self._meeting and place else None
        self.comments.way_back.offer(anchor_words(document, place) if document and place else "")

    def clear_draft(self) -> None:
        """The comment was posted: the field is free for the next one."""
        self.comments.composer.clear()

    def show_notice(self, text: str, severity: Severity) -> None:
        """Say something above the columns; after a failure what was being posted can be posted again."""
        self.notice.show_notice(text, severity)
        if severity is not Severity.INFO:
            for part in (self.comments, self.poll, self.lookback):
                part.release()

    def show_presenter(self, shown: Presentation | None, *, following: bool) -> None:
        """Say where the presenter is, and whether this window follows."""
        document = self._meeting.document(shown.document) if shown and self._meeting else None
        place = place_words(document_words(document), shown.page) if shown and document else ""
        self.presenter.show_presenter(place, following=following)
        self.strips.refresh()

    def column_state(self) -> QByteArray:
        """The widths of the columns, to be kept until the next start."""
        return self._columns.saveState()

    def restore_columns(self, state: QByteArray) -> bool:
        """Take up widths from an earlier start; False if they were of no use."""
        restored = self._columns.restoreState(state)
        self._show_columns()
        return restored

    def _wait_for_opening(self, before: Meeting | None, meeting: Meeting) -> None:
        """A meeting that was handed out before its time shows no pages; once open it needs no click."""
        self.reader.setVisible(not meeting.awaits_opening)
        self._notes.setEnabled(not meeting.awaits_opening)
        self.waiting.set_meeting(meeting)
        if before is not None and before.awaits_opening and meeting.phase is Phase.OPEN:
            self.reader.setFocus()
            self.show_notice(self.tr("The meeting is open now."), Severity.INFO)

    def _offer_chair(self) -> None:
        meeting = self._meeting
        going_on = meeting is not None and meeting.phase is not Phase.CLOSED and meeting.chair != self._me
        offered = going_on and self._succession.may_claim
        self.bar.offer_chair(offered=offered, back=self._made_this_meeting())
        if not offered:
            self.question.close_question()

    def _made_this_meeting(self) -> bool:
        return self._meeting is not None and self._meeting.successors[:1] == (self._me,)

    def _show_closing_code(self) -> None:
        closed = self._meeting is not None and self._meeting.phase is Phase.CLOSED
        self.bar.closing.show_code(self._closing_code, closed=closed)

    # -- what a person does ---------------------------------------------------------------------

    def _ask_for_chair(self) -> None:
        if self._made_this_meeting():
            question = self.tr("Take the chair back to this seat?")
            yes = self.tr("Take it back")
        elif self._is_alone:
            question = self.tr(
                "No other PC can be reached from here: this PC's own cable may be the cause."
                " Take over the chair all the same?"
            )
            yes = self.tr("Take over")
        else:
            question = self.tr("The chair's PC cannot be reached. Take over the chair at this seat?")
            yes = self.tr("Take over")
        self.question.ask(question, yes, self.chair_claimed.emit)

    def _return_to_presenter(self) -> None:
        if not self.presenter.isHidden():
            self.follow_toggled.emit(True)  # noqa: FBT003 - a signal takes no keywords

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What the reader has no use for may answer a call; among the comments Esc alone does."""
        focus = QApplication.focusWidget() or self
        reads = self.reader.isAncestorOf(focus)
        escapes = event.key() == Qt.Key.Key_Escape and self.comments.isAncestorOf(focus)
        if not ((reads or escapes) and self.call.press_key(event)):
            super().keyPressEvent(event)

    def _escape_composer(self) -> None:
        """Esc where nothing is to be given up puts a call off, and what is written goes on."""
        if self.call.isHidden():
            self.comments.list.setFocus()
        else:
            self.call.later.click()

    def _look_at_item_of(self, document: str) -> None:
        """Who opens a document looks at its item: there go the comments, and there they are to be seen."""
        found = self._meeting.document(document) if self._meeting else None
        if found is not None and found.agenda:
            self._chosen_item = found.agenda
            self.comments.set_item(found.agenda)

    def _choose_item(self, item: str) -> None:
        self._chosen_item = item
        self.comments.set_item(item)
        self.item_chosen.emit(item)

    def _next_part(self, step: int) -> None:
        """Bring the keyboard to the next of the large parts."""
        parts: list[QWidget] = [self.agenda, self.reader, self.comments.list, self.comments.composer]
        parts = [part for part in parts if part.isVisible()]
        parts += [part for part in (self.poll, self.lookback) if not part.isHidden()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, part in enumerate(parts) if focus and (part is focus or part.isAncestorOf(focus))), -1
        )
        part = parts[(here + step) % len(parts)] if here >= 0 else parts[0]
        if part is self.comments.composer:
            self.comments.composer.focus_text()
        elif part in (self.poll, self.lookback):
            self.strips.open(part)
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if part.focusProxy() is None:
                part.focusNextChild()
        else:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- widths ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give the columns the widths that the text size needs."""
        super().changeEvent(event)
        if event.type() in (event.Type.StyleChange, event.Type.FontChange):
            self._size_columns()

    def _size_columns(self) -> None:
        size = current_theme().size
        self.bar.text_size.set_size(size)
        if size is self._sized_for:
            return
        self._sized_for = size
        growth = COLUMN_GROWTH[size]
        left, right = round(AGENDA_WIDTH * growth), round(COMMENTS_WIDTH * growth)
        self._left.setMinimumWidth(round(left * 0.8))
        self.comments.setMinimumWidth(round(right * 0.9))
        width = max(self.width(), left + right + READER_MIN_WIDTH)
        self._columns.setSizes([left, width - left - right, right])

    def _show_columns(self) -> None:
        left, _, right = self._columns.sizes()
        self.bar.show_columns(
            agenda=left > 0 or self._left.isHidden(), comments=right > 0 or self.comments.isHidden()
        )

"""The chair's desk in one window: agenda, incoming comments and documents, and the room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Phase
from sync.status import Severity
from widgets.bar_label import BarLabel
from widgets.carry_desk import CarryDesk
from widgets.chair_agenda import ChairAgenda
from widgets.chair_room import ChairRoom
from widgets.closing_label import ClosingLabel
from widgets.closing_question import ClosingQuestion
from widgets.comment_runs import differ_in_comments_only
from widgets.desk_parts import DeskParts
from widgets.document_strip import DocumentStrip
from widgets.first_size import first_size
from widgets.floor_panel import FloorPanel
from widgets.flow_layout import FlowLayout
from widgets.incoming_panel import IncomingPanel
from widgets.intake_bar import IntakeBar
from widgets.laid_over import LaidOver
from widgets.link_label import LinkLabel
from widgets.lookback_strip import LookBackStrip
from widgets.menu_key import add_menu_key
from widgets.notice import NoticeBar
from widgets.opening_strip import OpeningStrip
from widgets.poll_desk import PollDesk
from widgets.poll_wording import turnout_words
from widgets.presenting_bar import PresentingBar
from widgets.projector_content import ProjectorPage
from widgets.projector_frame import spaced_code
from widgets.projector_view import wall_clock_ms
from widgets.question_strip import TARGET, QuestionStrip
from widgets.record_desk import RecordDesk
from widgets.successor_order import seat_and_name, successors
from widgets.text_size_button import TextSizeButton
from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.void_strip import VoidStrip
from widgets.wording import button_words, document_title, item_words, one_line, shortened_title

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QImage, QResizeEvent

    from sync.meeting import Document, Meeting
    from sync.status import DocumentStatus, LinkStatus, SeatPresence, SeatQuestion, Succession

MENU_ROWS = 14  # a longer menu would cover the screen
LEFT_WIDTH = 250
RIGHT_WIDTH = 390
POLLS_TAB = 2
GROWTH = 0.35  # how much of the larger text the side columns follow: the middle needs room too


class ChairWindow(QWidget):
    """Arranges the parts of the desk and repeats what the chair does with them."""

    item_opened = Signal(str)
    next_item = Signal()
    spotlight_requested = Signal(str)
    released = Signal(object)  # the ids of comments
    moderation_chosen = Signal(object)
    answered = Signal(str, str)
    reopened = Signal(str)
    replied = Signal(str, str)
    hidden = Signal(str, str)
    unhidden = Signal(str)
    grouped = Signal(object, str)  # the ids of comments, and the group they replace or nothing
    apart = Signal(object)
    presentation_stopped = Signal()
    projector_page_chosen = Signal(ProjectorPage)
    meeting_open_requested = Signal()
    meeting_end_requested = Signal()
    poll_closed = Signal(str)
    lookback_requested = Signal()
    collect_requested = Signal(str)
    certificate_requested = Signal()
    document_chosen = Signal(str)
    text_size_changed = Signal(TextSize)
    chair_handed_over = Signal(str)
    device_removed = Signal(str)
    replacement_answered = Signal(str, bool)
    reissued = Signal(object)
    closed = Signal()
    of_chair = True  # the secretariat's window has fewer rights

    def __init__(self, reader: QWidget, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__()
        self.resize(first_size(self))
        self._meeting: Meeting | None = None
        self._documents: dict[str, DocumentStatus] = {}
        self._page_counts: Mapping[str, int] = {}
        self._problems: Mapping[str, str] = {}
        self._page = ProjectorPage.WALL
        self.agenda = ChairAgenda(now_ms=now_ms)
        self.incoming = IncomingPanel()
        self.room = ChairRoom(now_ms=now_ms)
        self.floor = FloorPanel(now_ms=now_ms)
        self.polls = PollDesk()
        self.lookback = LookBackStrip()
        self.notice = NoticeBar()
        self.opening = OpeningStrip(now_ms)
        self.question = QuestionStrip()
        self.replacing = DocumentStrip()
        self.intake = IntakeBar()
        self.void = VoidStrip()
        self.carry = CarryDesk()
        self.carry.take_drops_on(self)
        self.record = RecordDesk()
        self._me = ""
        self._presence: tuple[SeatPresence, ...] = ()
        self._closing_code = ""
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        for column in (self.agenda, self._make_middle(reader), self._make_right()):
            self._columns.addWidget(column)
        self._columns.setStretchFactor(1, 1)
        layout = _column(self)
        self._bar = self._make_bar()
        layout.addWidget(self._bar)
        layout.addWidget(self.carry)
        layout.addWidget(self.record)
        layout.addWidget(self._columns, 1)
        LaidOver(self.notice, self.pages, Qt.AlignmentFlag.AlignBottom)
        LaidOver(
            self.question, self.middle, Qt.AlignmentFlag.AlignTop
        )  # above the tabs, off what is worked with
        self._connect()
        self._divide()
        strips = (self.opening, self.lookback, self.replacing, self.void, self.question)
        pages = (self.incoming.list, reader, self.polls)
        DeskParts(self, (self.agenda, self.tabs, *pages, self.room, self.floor, self._bar, *strips))
        self.incoming.list.setFocus()

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show this state of the meeting in every part that shows anything of what changed."""
        is_alike = me == self._me and differ_in_comments_only(self._meeting, meeting)
        self._meeting, self._me = meeting, me
        self.incoming.offer_meeting(meeting)
        self.room.set_meeting(meeting, me)
        if not is_alike:
            self._show_all_but_comments(meeting, me)

    def _show_all_but_comments(self, meeting: Meeting, me: str) -> None:
        title = one_line(meeting.title)
        self._title.show_text(title)
        self.setWindowTitle(self.tr("Kurumaza – chair: %1").replace("%1", title))
        closed = meeting.phase is Phase.CLOSED
        self.end_button.setEnabled(not closed)
        self._closed_words.setVisible(closed)
        self._link.setHidden(closed or meeting.awaits_opening)  # it says that the meeting is open
        self._show_code()
        self._closing.show_code(self._closing_code, closed=closed)
        self.opening.set_meeting(meeting)
        self.role_button.setEnabled(not closed)
        if closed:
            self.question.close_question()
        self.documents_button.setEnabled(any(item.documents for item in meeting.agenda))
        self.agenda.set_meeting(meeting)
        self.floor.set_meeting(meeting)
        self.polls.set_meeting(meeting, me)
        self.lookback.set_meeting(meeting)
        self._show_polls(meeting)
        self.room.set_page(ProjectorPage.GUIDE if meeting.awaits_opening else self._page)
        self.carry.set_meeting(meeting, me)
        self.record.set_meeting(meeting, me)

    def set_rights(self, *, is_chair: bool) -> None:
        """Offer what only the chair may do to nobody else."""
        for part in (self.agenda, self.room, self.floor, self.polls, self.lookback):
            part.set_rights(is_chair=is_chair)
        for button in (self.role_button, self.end_button):
            button.setVisible(is_chair)

    def show_polls(self) -> None:
        """Bring the polls to the front, and the keyboard to them."""
        self.tabs.setCurrentIndex(POLLS_TAB)
        self.polls.take_keyboard()

    def show_comments(self) -> None:
        """Bring the comments to the front, and the keyboard to them."""
        self.tabs.setCurrentIndex(0)
        self.incoming.list.setFocus()

    def _show_polls(self, meeting: Meeting) -> None:
        """How many have voted, also while something else is in front."""
        running = next((poll for poll in reversed(meeting.polls) if poll.is_open), None)
        words = self.tr("Polls and votes")
        if running is not None:
            words = f"{words} {len(running.voted)}／{len(running.eligible)}"
        self.polls_button.setText(words)
        self.polls_button.setAccessibleDescription(turnout_words(running) if running else "")

    def set_link(self, status: LinkStatus) -> None:
        """Show the state of the link in words."""
        self._link.set_link(status)

    def set_code(self, code: str) -> None:
        """Show the code that lets PCs in."""
        self._code.setText(spaced_code(code))
        self._show_code()
        self._code.setAccessibleName(self.tr("Meeting code %1").replace("%1", " ".join(code)))
        self.room.preview.set_code(code)

    def _show_code(self) -> None:
        """The code, while there is one and it lets somebody in."""
        closed = self._meeting is not None and self._meeting.phase is Phase.CLOSED
        for label in (self._code, self._code_words):
            label.setVisible(bool(self._code.text()) and not closed)

    def code_text(self) -> str:
        """The code as it stands in the bar."""
        return self._code.text()

    def set_guide(self, invite: str, qr: QImage | None, mark: str) -> None:
        """What the joining guide in the preview says."""
        self.room.preview.set_guide(invite, qr, mark)

    def set_presence(self, presence: tuple[SeatPresence, ...]) -> None:
        """Show which seats are connected."""
        self._presence = presence
        self.room.set_presence(presence)

    def set_seat_questions(self, questions: tuple[SeatQuestion, ...]) -> None:
        """Ask about new PCs that want a seat which another one has."""
        self.room.set_seat_questions(questions)

    def set_succession(self, succession: Succession) -> None:
        """Ask about what was done by another chair meanwhile and does not count."""
        self.void.set_acts(succession.void)

    def set_closing_code(self, code: str) -> None:
        """The code that proves an equal record, shown once the meeting is closed; empty while it arrives."""
        self._closing_code = code
        closed = self._meeting is not None and self._meeting.phase is Phase.CLOSED
        self._closing.show_code(code, closed=closed)
        self.room.preview.set_closing_code(code)

    def set_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        """Know which documents can be opened already."""
        self._documents = {status.document: status for status in documents}
        self.room.set_documents(documents)

    def set_page_counts(self, counts: Mapping[str, int]) -> None:
        """Know how many pages documents have, by digest."""
        self._page_counts = counts

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Know why documents cannot be read, by digest."""
        self._problems = problems

    def set_projector_page(self, page: ProjectorPage) -> None:
        """Show which page the projector is on."""
        self._page = page
        self.room.set_page(page)

    def show_notice(self, text: str, severity: Severity) -> None:
        """Say something that interrupts nobody."""
        self.notice.show_notice(text, severity)
        if severity is not Severity.INFO:
            self.opening.release()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the side columns as wide as their words need."""
        super().resizeEvent(event)
        self._divide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._text_size.set_size(current_theme().size)
            self._divide()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the program, which closes the projector too."""
        self.closed.emit()
        event.accept()

    def ask_to_end(self) -> None:
        """Ask once before the meeting is closed."""
        question = ClosingQuestion(
            self._meeting, self, offers_collection=bool(self.room.collection.remaining())
        )
        question.lookback_wanted.connect(self.lookback_requested)
        question.collection_wanted.connect(lambda: self.collect_requested.emit(""))
        question.end_wanted.connect(self.meeting_end_requested)
        question.open()

    def _ask_to_release(self, comments: Sequence[str]) -> None:
        """Ask once: what many have read cannot be taken back."""
        number = len(comments)
        question = self.tr("Release the %n comment(s) in the list? Everybody reads them then.", "", number)
        yes = self.tr("Release all %n", "", number)
        self.question.ask(question, yes, partial(self.released.emit, comments))

    def _ask_to_close_poll(self, poll: str) -> None:
        """Ask once: a poll that is closed takes no vote any more."""
        found = next(
            (each for each in (self._meeting.polls if self._meeting else ()) if each.poll == poll), None
        )
        if found is None:
            return
        question = self.tr("Close the poll “%1”? %2. Later votes do not count.")
        question = question.replace("%2", turnout_words(found))
        question = question.replace("%1", shortened_title(one_line(found.question)))
        self.question.ask(question, self.tr("Close the poll"), partial(self.poll_closed.emit, poll))

    def _connect(self) -> None:
        for theirs, ours in (
            (self.agenda.item_opened, self.item_opened),
            (self.agenda.next_item, self.next_item),
            (self.agenda.presentation_stopped, self.presentation_stopped),
            (self.incoming.next_item, self.next_item),
            (self.incoming.released, self.released),
            (self.incoming.moderation_chosen, self.moderation_chosen),
            (self.incoming.answered, self.answered),
            (self.incoming.reopened, self.reopened),
            (self.incoming.replied, self.replied),
            (self.incoming.hidden, self.hidden),
            (self.incoming.unhidden, self.unhidden),
            (self.incoming.grouped, self.grouped),
            (self.incoming.apart, self.apart),
            (self._text_size.size_chosen, self.text_size_changed),
        ):
            theirs.connect(ours)
        self.incoming.spotlight_requested.connect(self._spotlight)
        self.incoming.polls_wanted.connect(self.show_polls)
        self.incoming.floor_wanted.connect(self.floor.take_keyboard)
        self.incoming.release_wanted.connect(self._ask_to_release)
        self.agenda.document_chosen.connect(self._open_document)
        add_menu_key(self)
        self.room.page_chosen.connect(self._choose_page)
        self.end_button.clicked.connect(self.ask_to_end)
        self._documents_menu.aboutToShow.connect(self._list_documents)
        self._role_menu.aboutToShow.connect(self._list_successors)
        self.room.removal_requested.connect(self._ask_to_remove)
        self.room.replacement_answered.connect(self.replacement_answered)
        self.room.collection.collect_requested.connect(self._ask_to_collect)
        self.room.collection.certificate_requested.connect(self.certificate_requested)
        self.void.reissued.connect(self.reissued)
        self.room.seats.floor_granted.connect(self.floor.grant)
        self.room.seats.speech_ended.connect(self.floor.speech_ended)
        self.polls_button.clicked.connect(self.show_polls)
        self.polls.left.connect(self.show_comments)
        self.polls.close_requested.connect(self._ask_to_close_poll)
        self.lookback.results_wanted.connect(self.show_polls)
        self.lookback.results_wanted.connect(self.polls.show_lookback)
        self.lookback.end_requested.connect(self.ask_to_end)
        self.opening.open_requested.connect(self.meeting_open_requested)

    def _ask_to_collect(self, document: str) -> None:
        """Ask once: what is destroyed on every PC does not come back."""
        found = self._meeting.known_document(document) if self._meeting and document else None
        if found is not None:
            question = self.tr("Call in “%1”? It is destroyed on every PC and does not come back.")
            question = question.replace("%1", document_title(found))
        else:
            question = self.tr(
                "Call in all confidential documents? They are destroyed on every PC and do not come back."
            )
        self.question.ask(question, self.tr("Call in"), partial(self.collect_requested.emit, document))

    def _list_successors(self) -> None:
        """Fill the menu with the connected members, deputies first; many more are in menus of their own."""
        menu = self._role_menu
        menu.clear()
        for each in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            each.deleteLater()
        menu.addAction(self.tr("Hand over the chair…")).setEnabled(False)
        found = successors(self._meeting, self._presence, self._me) if self._meeting else ()
        if not found:
            menu.addAction(self.tr("No other PC is connected")).setEnabled(False)
        for start in range(0, len(found), MENU_ROWS):
            part = found[start : start + MENU_ROWS]
            inside = menu
            if start:
                ends = (seat_and_name(part[0]), seat_and_name(part[-1]))
                inside = menu.addMenu(button_words(" – ".join(ends)))
            for member in part:
                words = button_words(seat_and_name(member))
                inside.addAction(words, partial(self._ask_to_hand_over, member.device))

    def _ask_to_hand_over(self, device: str) -> None:
        member = self._meeting.member(device) if self._meeting else None
        if member is None:
            return
        question = self.tr("Hand over the chair to %1? This PC becomes a seat.")
        if self._meeting and self._meeting.secret_polls:
            lost = self.tr("The secret vote that is open can then be counted by nobody; close it first.")
            question = f"{question} {lost}"
        self.question.ask(
            question.replace("%1", seat_and_name(member)),
            self.tr("Hand over"),
            partial(self.chair_handed_over.emit, device),
        )

    def _ask_to_remove(self, device: str) -> None:
        member = self._meeting.member(device) if self._meeting else None
        if member is None:
            return
        question = self.tr("Make the PC of %1 leave the meeting? What was posted from it so far is kept.")
        self.question.ask(
            question.replace("%1", seat_and_name(member)),
            self.tr("Make it leave"),
            partial(self.device_removed.emit, device),
        )

    def _spotlight(self, comment: str) -> None:
        """Projecting a comment while another page is on would show nothing: then the wall comes back."""
        self.spotlight_requested.emit(comment)
        if comment and self._page not in (ProjectorPage.WALL, ProjectorPage.SINGLE):
            self._choose_page(ProjectorPage.WALL)

    def _choose_page(self, page: ProjectorPage) -> None:
        self.set_projector_page(page)
        self.projector_page_chosen.emit(page)

    def _list_documents(self) -> None:
        """Fill the menu with the documents of each item; many are a menu for each item, to stay in view."""
        menu = self._documents_menu
        menu.clear()
        for each in menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            each.deleteLater()
        items = [item for item in (self._meeting.agenda if self._meeting else ()) if item.documents]
        many = len(items) + sum(len(item.documents) for item in items) > MENU_ROWS
        for item in items:
            words = button_words(item_words(item))
            inside = menu.addMenu(words) if many else menu
            if not many:
                menu.addAction(words).setEnabled(False)
            for document in item.documents:
                words = button_words(self._document_words(document))
                inside.addAction(words, partial(self._open_document, document.document))

    def _document_words(self, document: Document) -> str:
        title = document_title(document)
        problem = self._problems.get(document.sha256)
        status = self._documents.get(document.document)
        pages = self._page_counts.get(document.sha256)
        if problem:
            return f"！ {title} – {one_line(problem)}"
        if document.collected:
            return self.tr("%1 – called in").replace("%1", title)
        if status is not None and not status.complete:
            return self.tr("%1 – arriving").replace("%1", title)
        return self.tr("%1 (%n page(s))", "", pages).replace("%1", title) if pages else title

    def _open_document(self, document: str) -> None:
        self.tabs.setCurrentIndex(1)
        self.document_chosen.emit(document)

    def _divide(self) -> None:
        growth = 1 + (current_theme().factor - 1) * GROWTH
        left, right = round(LEFT_WIDTH * growth), round(RIGHT_WIDTH * growth)
        self._columns.setSizes([left, max(300, self.width() - left - right), right])

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        set_look(bar, Look.BAR)
        self._title = BarLabel()
        set_look(self._title, Look.TITLE)
        self._role_menu = QMenu(self)
        self.role_button = QPushButton(self.tr("Chair") + " ▾")
        self.role_button.setMinimumHeight(TARGET)
        self.role_button.setAccessibleName(self.tr("Chair. Opens a menu to hand over."))
        self.role_button.setMenu(self._role_menu)
        set_look(self.role_button, Look.PILL)
        self._closing = ClosingLabel()
        self._code_words = QLabel(self.tr("Meeting code"))
        set_look(self._code_words, Look.SUB)
        self._code = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(self._code, Look.LARGE)
        self._closed_words = BarLabel()
        self._closed_words.show_text(self.tr("The meeting is closed. Nobody can post any more."))
        set_look(self._closed_words, Look.WARNING)
        self._closed_words.hide()
        self._text_size = TextSizeButton()
        self.polls_button = QPushButton()
        self.end_button = QPushButton(self.tr("Close the meeting"))
        set_look(self.end_button, Look.PRIMARY)
        row = self.bar = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._title)
        for widget in (self.role_button, self._code_words, self._code, self._closed_words, self._closing):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self._text_size, self.polls_button, self.end_button):
            row.addWidget(button)
        return bar

    def _make_middle(self, reader: QWidget) -> QWidget:
        """Three tabs: the comments that come in, the documents, and the polls."""
        self._documents_menu = QMenu(self)
        self.documents_button = QPushButton(self.tr("Open") + " ▾")
        self.documents_button.setAccessibleName(self.tr("Open a document"))
        self.documents_button.setMenu(self._documents_menu)
        self.presenting = PresentingBar(of_chair=self.of_chair)
        above = QHBoxLayout()
        above.setContentsMargins(14, 6, 0, 6)
        above.addWidget(self.documents_button)
        above.addWidget(self.presenting, 1)
        documents = QWidget()
        inside = _column(documents)
        inside.addLayout(above)
        inside.addWidget(reader, 1)
        pages = self.pages = QStackedWidget()
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.setAccessibleName(self.tr("Comments, documents or polls"))
        self.tabs.setStyleSheet("QTabBar, QTabBar:focus { background: transparent; }")  # beside the tabs
        for page, title in (
            (self.incoming, self.tr("Incoming comments")),
            (documents, self.tr("Documents")),
            (self.polls, self.tr("Polls")),
        ):
            pages.addWidget(page)
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        middle = self.middle = QWidget()
        layout = _column(middle)
        strip = QFrame()
        set_look(strip, Look.BAR)
        row = QHBoxLayout(strip)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.record.button)
        layout.addWidget(self.opening)
        layout.addWidget(strip)
        layout.addWidget(pages, 1)
        for below in (self.lookback, self.replacing, self.intake, self.void):  # they come where nothing moves
            layout.addWidget(below)
        return middle

    def _make_right(self) -> QWidget:
        """The room, and below it how the link is."""
        right = QWidget()
        set_look(right, Look.PANEL)
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._link = LinkLabel(of_chair=self.of_chair)
        below = FlowLayout(spacing=8)  # beside each other they may be wider than the room at large text
        below.setContentsMargins(12, 4, 12, 6)
        carry = QPushButton(self.tr("Carry the meeting") + " ▾")
        carry.setMinimumHeight(TARGET)
        carry.setAccessibleName(self.tr("Carry the meeting. Opens a menu."))
        carry.setMenu(self.carry.menu)
        set_look(carry, Look.QUIET)
        below.addWidget(carry)
        below.addWidget(self._link)
        layout = _column(right)
        layout.addWidget(self.room, 1)
        layout.addWidget(self.floor)
        layout.addLayout(below)
        return right


def _column(widget: QWidget) -> QVBoxLayout:
    """A layout without margins for the parts of a window."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout

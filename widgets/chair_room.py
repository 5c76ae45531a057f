"""The right column of the chair's desk: what the room sees, which seats are there, how many have spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Phase
from widgets.collection_panel import CollectionPanel
from widgets.projector_content import ProjectorPage
from widgets.projector_desk import ProjectorDesk
from widgets.projector_view import wall_clock_ms
from widgets.quiet_scroll_bar import QuietScrollBar
from widgets.receipts import receipts, summary
from widgets.receipts_box import ReceiptsBox
from widgets.replacement_cards import ReplacementCards
from widgets.seat_cells import SeatCell, Voices, seat_cells
from widgets.seat_grid import FORKED_SIGN, SeatGrid
from widgets.seat_legend import SeatLegend
from widgets.theme import Look, set_look
from widgets.voices_panel import VoicesPanel
from widgets.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Meeting
    from sync.status import DocumentStatus, SeatPresence, SeatQuestion


class ChairRoom(QScrollArea):
    """Told the meeting and who is connected; says which page the projector should show."""

    page_chosen = Signal(ProjectorPage)
    removal_requested = Signal(str)
    replacement_answered = Signal(str, bool)  # a device that asks for a seat, and whether it gets it

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes makes the preview narrower and so lower, whereupon it would go again, for ever.
        self.setVerticalScrollBar(QuietScrollBar(on_panel=True))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._meeting: Meeting | None = None
        self._me = ""
        self._presence: tuple[SeatPresence, ...] = ()
        self._heard = Voices()
        self._cells: tuple[SeatCell, ...] = ()
        self._told: tuple[tuple[SeatCell, ...], int] | None = None
        self._shown: tuple[object, ...] = ()  # what the seats were shown of last
        self._held: tuple[object, ...] = ()  # and the receipts
        self._questions: tuple[SeatQuestion, ...] = ()
        self.projector = ProjectorDesk(now_ms=now_ms)
        self.projector.page_chosen.connect(self.page_chosen)
        self.preview, self.pages = self.projector.preview, self.projector.pages
        self.seats = SeatGrid()
        self.seats.removal_requested.connect(self.removal_requested)
        self.replacements = ReplacementCards()
        self.replacements.answered.connect(self.replacement_answered)
        self.forked = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.forked, Look.SUB_WARNING)
        self.forked.hide()
        self.collection = CollectionPanel()
        self.legend = SeatLegend()
        self.voices = VoicesPanel()
        self.voices.unheard_wanted.connect(self._mark_unheard)
        self._connected = QLabel()
        set_look(self._connected, Look.SUB)
        self._handed_out = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._handed_out, Look.SUB)
        self._documents: tuple[DocumentStatus, ...] = ()
        self.receipts_button = QPushButton(self.tr("List…"))
        self.receipts_button.setAccessibleName(self.tr("List of the documents at the seats"))
        self.receipts = ReceiptsBox(self)
        self.receipts_button.clicked.connect(self._show_receipts)
        self._lay_out()

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show this state of the meeting; `me` is the chair's own device."""
        self._meeting, self._me = meeting, me
        self.preview.set_meeting(meeting)
        self.collection.set_meeting(meeting)
        self.projector.set_enabled(on=meeting.phase is not Phase.CLOSED and not meeting.awaits_opening)
        self._show_seats()

    def set_presence(self, presence: tuple[SeatPresence, ...]) -> None:
        """Show which devices are connected and what they still lack."""
        self._presence = presence
        self._show_seats()

    def set_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        """Know what is on this PC, which is one of the seats that hold documents."""
        self._documents = documents
        self._show_handed_out()

    def set_seat_questions(self, questions: tuple[SeatQuestion, ...]) -> None:
        """Show which new PCs ask for a seat that another one has."""
        self._questions = questions
        self._show_seats()

    def set_rights(self, *, is_chair: bool) -> None:
        """What only the chair may do is not offered to anybody else."""
        self.seats.set_rights(is_chair=is_chair)

    def set_page(self, page: ProjectorPage) -> None:
        """Show which page the projector is on."""
        self.projector.set_page(page)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing may be cut off at the right: only downwards it scrolls."""
        least, content = super().minimumSizeHint(), self.widget()
        if content is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(content.minimumSizeHint().width() + bar, least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """When the words inside need more room, tell whoever gives it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _show_seats(self) -> None:
        if self._meeting is None:
            return
        going_on = self._meeting.phase is not Phase.CLOSED  # afterwards nobody is admitted
        questions = self._questions if going_on else ()
        self._show_cells(self._meeting, questions, going_on=going_on)
        told = (self._cells, self._heard.unnamed_comments(self._meeting))
        if told != self._told:
            cells, unnamed = self._told = told
            self.voices.set_voices(cells, unnamed)
            self.preview.set_seat_counts(sum(cell.posted for cell in cells), len(cells), unnamed)
        self._show_handed_out()

    def _show_cells(self, meeting: Meeting, questions: tuple[SeatQuestion, ...], *, going_on: bool) -> None:
        """The seats, if anything is different with any: most comments change nothing there."""
        asked = frozenset(question.seat for question in questions)
        posted = self._heard.named_authors(meeting)
        who = (meeting.seats, meeting.members, meeting.chair, meeting.presenter, meeting.forked)
        shown = (who, meeting.floor, going_on, posted, questions, self._presence, self._me)
        if shown == self._shown:
            return
        self._shown = shown
        cells = self._cells = seat_cells(meeting, self._presence, self._me, asked, posted)
        self.seats.set_seats(cells, self._me, going_on=going_on)
        self._explain(cells)
        self._show_forked(cells)
        if self.replacements.set_questions(questions, meeting, self._presence):
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.replacements))
        total, there = len(cells), sum(cell.connected for cell in cells)
        words = self.tr("%1 of %2 seats connected")
        self._connected.setText(words.replace("%1", str(there)).replace("%2", str(total)))

    def _mark_unheard(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.seats.show_unheard(on=on)
        self._explain(self._cells)

    def _explain(self, cells: tuple[SeatCell, ...]) -> None:
        self.legend.show_signs(
            hand=any(cell.hand for cell in cells),
            speaking=any(cell.speaking for cell in cells),
            presenter=any(cell.presenter for cell in cells),
            unheard=self.seats.shows_unheard,
        )

    def _show_handed_out(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        whose = (meeting.agenda, meeting.members, meeting.seats, meeting.policy, self._me)
        held = (whose, self._presence, self._documents)
        if held != self._held:
            self._held = held
            found = receipts(meeting, self._presence, self._documents, self._me)
            self._handed_out.setText(summary(found))
            self.receipts.set_receipts(found)

    def _show_receipts(self) -> None:
        self.receipts.show()
        self.receipts.raise_()
        self.receipts.activateWindow()

    def _show_forked(self, cells: tuple[SeatCell, ...]) -> None:
        """In words, below the seats: a PC that was copied goes on in two places under one name."""
        forked = [cell.number or cell.name for cell in cells if cell.forked]
        words = self.tr("%1 Seat %2: the record of this PC has split in two. Its newer posts do not count.")
        joined = self.tr(", ").join(one_line(name) for name in forked)
        self.forked.setText(words.replace("%1", FORKED_SIGN).replace("%2", joined))
        self.forked.setVisible(bool(forked))

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("chairRoom")
        set_look(content, Look.PANEL)
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        layout.addWidget(self.projector)
        layout.addSpacing(8)
        layout.addLayout(self._beside(self._strong(self.tr("Seats now")), self._connected))
        layout.addWidget(self.seats)
        layout.addWidget(self.replacements)
        layout.addWidget(self.forked)
        layout.addWidget(self.legend)
        layout.addSpacing(8)
        layout.addWidget(self.voices)
        layout.addWidget(self.collection)
        layout.addSpacing(8)
        handed_out = QHBoxLayout()
        handed_out.addWidget(self._strong(self.tr("Documents")), 1)
        handed_out.addWidget(self.receipts_button)
        layout.addLayout(handed_out)
        layout.addWidget(self._handed_out)
        layout.addStretch(1)
        self.setWidget(content)

    def _strong(self, text: str) -> QLabel:
        label = QLabel(text)
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        label.setStyleSheet("font-weight: bold")
        return label

    def _beside(self, first: QLabel, second: QLabel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(first)
        row.addWidget(second)
        row.addStretch(1)
        return row

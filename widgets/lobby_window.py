"""The first window: the meetings of this network, the way into one, and the way to open one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sync.status import Severity
from widgets.carry_desk import CarryDesk
from widgets.choice_button import ChoiceButton
from widgets.copied_strip import CopiedStrip
from widgets.first_size import first_size
from widgets.join_panel import JoinPanel, JoinRequest
from widgets.kept_panel import KeptPanel
from widgets.meeting_list import MeetingList, of_one_name
from widgets.notice import NoticeBar
from widgets.open_meeting_panel import OpenMeetingPanel
from widgets.text_size_button import TextSizeButton
from widgets.theme import Look, TextSize, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent

    from sync.status import FoundMeeting

__all__ = ["JoinRequest", "LobbyWindow"]
PATIENCE_MS = 5000
LANGUAGES = (("ja", "日本語"), ("en", "English"))


class LobbyWindow(QWidget):
    """Lists meetings, takes what joining needs, and passes on what somebody wants to open."""

    join_requested = Signal(object)
    waiting_ended = Signal()
    rekey_requested = Signal()
    folder_chosen = Signal(str)
    file_chosen = Signal(str)
    pdf_chosen = Signal(str)
    demo_requested = Signal()
    language_chosen = Signal(str)
    text_size_changed = Signal(TextSize)
    kept_wanted = Signal()
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Kurumaza – join a meeting"))
        self.setAcceptDrops(True)
        self.resize(first_size(self))
        self._joining = False
        self._welcomed = False
        self._was_painted = False
        self.meetings = MeetingList()
        self.join_panel = JoinPanel()
        self.open_panel = OpenMeetingPanel()
        self.notice = NoticeBar()
        self.carry = CarryDesk()
        self.open_panel.carry_button.setMenu(self.carry.menu)
        self.copied = CopiedStrip()
        self._twins = QLabel(wordWrap=True)
        self._twins.hide()
        self._searching = QLabel(wordWrap=True)
        self._searching.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.help_button = QPushButton(self.tr("If the meeting is not found"))
        self.help_button.setCheckable(True)
        self.address_button = QPushButton(self.tr("Join by address or invitation"))
        self.kept_button = QPushButton(self.tr("Stored on this PC"))
        self.kept_button.setCheckable(True)
        self.kept = KeptPanel()
        self.kept.hide()
        self._help = self._make_help()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_bar())
        layout.addWidget(self.notice)
        layout.addWidget(self.carry)
        layout.addWidget(self.copied)
        layout.addWidget(self._make_main(), 1)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_nothing_found)
        self._connect()
        self.set_meetings(())
        self._order_tabs()

    def set_meetings(self, meetings: tuple[FoundMeeting, ...]) -> None:
        """Show what can be joined now."""
        self.meetings.set_meetings(meetings)
        self._fit_list(len(meetings))
        self.meetings.setVisible(bool(meetings))
        self._tell_twins(of_one_name(meetings))
        self._searching.setVisible(not meetings)
        if meetings:
            self._patience.stop()
            self._welcome(len(meetings))
        elif not self._patience.isActive():
            self._searching.setText(self.tr("Looking for meetings on this network…"))
            self._patience.start()

    def set_busy(self, *, busy: bool) -> None:
        """Wait for the answer of a meeting, or for one to be opened."""
        self.join_panel.set_busy(busy=busy)
        self.open_panel.setEnabled(not busy)
        self.meetings.setEnabled(not busy)
        self.address_button.setEnabled(not busy)

    def set_carrying(self, *, carrying: bool) -> None:
        """While a file is written or taken in, nothing else is begun; nobody is being joined."""
        for part in (self.join_panel, self.open_panel, self.meetings, self.address_button):
            part.setEnabled(not carrying)

    def set_waiting(self, text: str) -> None:
        """Say beside the fields what joining waits for; "" for nothing."""
        self.join_panel.set_waiting(text)

    def set_join_error(self, text: str) -> None:
        """Say why it did not work: at the fields when joining, above everything when opening."""
        if self._joining or not text:
            self.join_panel.set_error(text)
        else:
            self.notice.show_notice(text, Severity.ERROR)

    def offer_address(self, request: JoinRequest) -> None:
        """Show the way in that the command line named, so that what it did not say can be typed."""
        self._joining = self._welcomed = True
        self.meetings.choose_none()
        self.join_panel.offer(request)

    def set_identity(self, seat: str, name: str) -> None:
        """Fill in the seat and name of last time."""
        self.join_panel.set_identity(seat, name)

    def set_listening(self, text: str) -> None:
        """Say in the bar how this PC stands in the network."""
        self._listening.setText(f"● {text}" if text else "")

    def set_language(self, language: str) -> None:
        """Show which language is on: `ja` or `en`."""
        self._language.choose(language)

    def show_notice(self, text: str, severity: Severity) -> None:
        """Say something that interrupts nobody."""
        self.notice.show_notice(text, severity)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a folder, a meeting file or a PDF, and nothing else."""
        if self.open_panel.isEnabled() and self.open_panel.accepts(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what was dropped."""
        if self.open_panel.take(event.mimeData().urls()):
            event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._text_size.set_size(current_theme().size)
            self._fit_list(self.meetings.model().rowCount())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell once that the window is to be seen: what is needed later can be loaded from now on."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _connect(self) -> None:
        self.meetings.meeting_chosen.connect(self.join_panel.set_meeting)
        self.join_panel.join_requested.connect(self._join)
        self.copied.rekey_requested.connect(self.rekey_requested)
        self.join_panel.waiting_ended.connect(self.waiting_ended)
        self.help_button.toggled.connect(self._help.setVisible)
        self.kept_button.toggled.connect(self._show_kept)
        self.address_button.clicked.connect(self._ask_address)
        panel = self.open_panel
        for asked, repeated in (
            (panel.folder_chosen, self.folder_chosen),
            (panel.file_chosen, self.file_chosen),
            (panel.pdf_chosen, self.pdf_chosen),
            (panel.demo_requested, self.demo_requested),
        ):
            asked.connect(self._opens)
            asked.connect(repeated)
        self._language.chosen.connect(self.language_chosen)
        self._text_size.size_chosen.connect(self.text_size_changed)

    def _show_kept(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.kept.setVisible(on)
        if on:
            self.kept.say_looking()
            self.kept_wanted.emit()

    def _order_tabs(self) -> None:
        """From the list straight to what joining needs, and only then to the other ways."""
        chain = (self.meetings, *self.join_panel.controls(), self.help_button, self.address_button)
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def _welcome(self, meetings: int) -> None:
        """Bring the keyboard to what comes next, once, unless somebody uses it elsewhere already."""
        if self._welcomed:
            return
        self._welcomed = True
        if self.focusWidget() not in (None, self._text_size):
            return
        if meetings == 1:
            self.join_panel.focus_first()
        else:
            self.meetings.setFocus()

    def _join(self, request: JoinRequest) -> None:
        self._joining = True
        self.join_requested.emit(request)

    def _opens(self) -> None:
        self._joining = False
        self.join_panel.set_error("")

    def _ask_address(self) -> None:
        self.meetings.choose_none()
        self.join_panel.ask_address()

    def _say_nothing_found(self) -> None:
        self._searching.setText(
            self.tr("No meeting found yet. It appears here by itself once the chair has opened it.")
        )

    def _tell_twins(self, meetings: int) -> None:
        """Say that names alone do not tell meetings apart; nothing where they do."""
        words = self.tr(
            "%n meeting(s) here have the same name. Tell them apart by the check mark on the chair's screen.",
            "",
            meetings,
        )
        self._twins.setText(f"！ {words}" if meetings else "")
        self._twins.setAccessibleName(words if meetings else "")
        self._twins.setVisible(bool(meetings))

    def _fit_list(self, meetings: int) -> None:
        """As high as its cards, up to four of them; then it scrolls."""
        row = self.meetings.sizeHintForRow(0) if meetings else 0
        self.meetings.setFixedHeight(min(meetings, 4) * row + 2 * self.meetings.frameWidth() + 2)

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        set_look(bar, Look.BAR)
        name = QLabel("車座")
        set_look(name, Look.TITLE)
        other_name = QLabel("Kurumaza")
        set_look(other_name, Look.SUB)
        self._listening = QLabel(textFormat=Qt.TextFormat.PlainText)
        set_look(self._listening, Look.OK)
        self._text_size = TextSizeButton()
        self._language = ChoiceButton("言語 / Language", LANGUAGES)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(14)
        row.addWidget(name)
        row.addWidget(other_name)
        row.addStretch(1)
        for widget in (self._listening, self._text_size, self._language):
            row.addWidget(widget)
        return bar

    def _make_main(self) -> QScrollArea:
        left = QVBoxLayout()
        left.setSpacing(8)
        heading = QLabel(self.tr("Join a meeting"))
        set_look(heading, Look.LARGE)
        hint = QLabel(
            self.tr("These meetings are open on this network. They are found by themselves."), wordWrap=True
        )
        set_look(hint, Look.SUB)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.help_button)
        ways.addWidget(self.address_button)
        ways.addStretch(1)
        self.meetings.setAccessibleName(heading.text())
        for widget in (heading, hint, self._twins, self.meetings, self._searching):
            left.addWidget(widget)
        left.addLayout(ways)
        left.addWidget(self._help)
        left.addSpacing(24)
        left.addWidget(self.open_panel)
        left.addSpacing(12)
        left.addWidget(self.kept_button)
        left.addWidget(self.kept)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(40, 32, 40, 24)
        row.setSpacing(36)
        row.addStretch(1)
        row.addLayout(left, 14)
        row.addWidget(self.join_panel, 10)
        row.addStretch(1)
        content = QWidget()
        content.setLayout(row)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _make_help(self) -> QFrame:
        """What to do when the network hides a meeting, in place."""
        frame = QFrame()
        set_look(frame, Look.CARD)
        words = QLabel(wordWrap=True)
        words.setText(
            "\n".join(
                (
                    self.tr("1. Is this PC on the same network as the chair's PC? Check the cable or Wi-Fi."),
                    self.tr("2. Ask the chair or the secretariat for the address of the meeting."),
                    self.tr("3. Type that address: it works where the list stays empty."),
                )
            )
        )
        button = QPushButton(self.tr("Type the address"))
        button.clicked.connect(self._ask_address)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(words)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        frame.hide()
        return frame

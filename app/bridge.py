"""Repeats the reports of the node as Qt signals, and keeps the newest of each for windows that open later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Signal, Slot

from app.meeting_mailbox import MeetingMailbox
from app.storage_notice import still_lasting
from sync.status import Searching, Succession

if TYPE_CHECKING:  # the lobby is shown before the values of a meeting are loaded
    from collections.abc import Mapping

    from sync.listener import NodeListener
    from sync.meeting import Meeting
    from sync.status import DocumentStatus, FoundMeeting, LinkStatus, Notice, SeatPresence, SeatQuestion


class NodeSignals(QObject):
    """Emitted from the node's thread, delivered on the GUI thread."""

    ready = Signal(str, str, object)
    meetings_found = Signal(object)
    meeting_changed = Signal(object)
    link_changed = Signal(object)
    secrets_changed = Signal(object)
    documents_changed = Signal(object)
    seat_questions_changed = Signal(object)
    clock_changed = Signal(object)
    presence_changed = Signal(object)
    waiting_changed = Signal(object)
    unheard_changed = Signal(object)
    pointed = Signal(object)
    notice = Signal(object)
    code_changed = Signal(str)
    chair_changed = Signal(str, int)
    succession_changed = Signal(object)
    closing_code_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = MeetingMailbox(self)
        self._mailbox.delivered.connect(self.meeting_changed)

    def listener(self) -> NodeListener:
        """The node's listener that repeats each report as the signal of its name."""
        from sync.listener import NodeListener

        return NodeListener(
            ready=self.ready.emit,
            meetings_found=self.meetings_found.emit,
            meeting_changed=self._mailbox.put,
            link_changed=self.link_changed.emit,
            secrets_changed=self.secrets_changed.emit,
            documents_changed=self.documents_changed.emit,
            seat_questions_changed=self.seat_questions_changed.emit,
            clock_changed=self.clock_changed.emit,
            presence_changed=self.presence_changed.emit,
            waiting_changed=self.waiting_changed.emit,
            unheard_changed=self.unheard_changed.emit,
            pointed=self.pointed.emit,
            notice=self.notice.emit,
            code_changed=self.code_changed.emit,
            chair_changed=self.chair_changed.emit,
            succession_changed=self.succession_changed.emit,
            closing_code_changed=self.closing_code_changed.emit,
        )


class Reports(QObject):
    """The newest report of each kind, on the GUI thread.

    A window that listened to the node itself would miss what was on its way while the window was built; one
    that listens here and reads the present value misses nothing.
    """

    meetings_found = Signal(object)
    meeting_changed = Signal(object)
    link_changed = Signal(object)
    secrets_changed = Signal(object)
    documents_changed = Signal(object)
    seat_questions_changed = Signal(object)
    clock_changed = Signal(object)
    presence_changed = Signal(object)
    waiting_changed = Signal(object)
    unheard_changed = Signal(object)
    pointed = Signal(object)
    notice = Signal(object)
    code_changed = Signal(str)
    chair_changed = Signal(str, int)
    succession_changed = Signal(object)
    closing_code_changed = Signal(str)

    def __init__(self, signals: NodeSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.device = ""
        self.found: tuple[FoundMeeting, ...] = ()
        self.meeting: Meeting | None = None
        self.link: LinkStatus = Searching()
        self.secrets: Mapping[str, bytes] = {}
        self.documents: tuple[DocumentStatus, ...] = ()
        self.seat_questions: tuple[SeatQuestion, ...] = ()
        self.clock: int | None = None  # how far the clock of the meeting is before `steady_ms`
        self.presence: tuple[SeatPresence, ...] = ()
        self.waiting: frozenset[str] = frozenset()
        self.unheard: frozenset[str] = frozenset()
        self.chair: tuple[str, int] = ("", 0)  # its device and term
        self.succession = Succession()
        self.closing_code = ""
        self.standing: Notice | None = None  # what lasts, say that the disk is full
        signals.ready.connect(self._keep_device)
        signals.meetings_found.connect(self._keep_found)
        signals.meeting_changed.connect(self._keep_meeting)
        signals.link_changed.connect(self._keep_link)
        signals.secrets_changed.connect(self._keep_secrets)
        signals.documents_changed.connect(self._keep_documents)
        signals.seat_questions_changed.connect(self._keep_seat_questions)
        signals.clock_changed.connect(self._keep_clock)
        signals.presence_changed.connect(self._keep_presence)
        signals.waiting_changed.connect(self._keep_waiting)
        signals.unheard_changed.connect(self._keep_unheard)
        signals.pointed.connect(self.pointed)  # worth nothing to a window that opens later
        signals.notice.connect(self._repeat_notice)
        signals.code_changed.connect(self._repeat_code)
        signals.chair_changed.connect(self._keep_chair)
        signals.succession_changed.connect(self._keep_succession)
        signals.closing_code_changed.connect(self._keep_closing_code)

    def forget_meeting(self) -> None:
        """This device has left its meeting; what was reported of it is of no use for the next."""
        self.meeting = None
        self.link = Searching()
        self.secrets = {}
        self.documents = ()
        self.seat_questions = ()
        self.clock = None
        self.presence = ()
        self.waiting = frozenset()
        self.unheard = frozenset()
        self.chair = ("", 0)
        self.succession = Succession()
        self.closing_code = ""

    def meeting_ms(self) -> int:
        """Now on the clock of the meeting, in milliseconds since 1970; this PC's own until that is known."""
        from sync.meeting_clock import steady_ms

        return QDateTime.currentMSecsSinceEpoch() if self.clock is None else steady_ms() + self.clock

    @Slot(str, str, object)
    def _keep_device(self, _version: str, device: str, _listen: tuple[str, ...]) -> None:
        self.device = device

    @Slot(object)
    def _keep_found(self, found: tuple[FoundMeeting, ...]) -> None:
        self.found = found
        self.meetings_found.emit(found)

    @Slot(object)
    def _keep_meeting(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.meeting_changed.emit(meeting)

    @Slot(object)
    def _keep_link(self, link: LinkStatus) -> None:
        self.link = link
        self.link_changed.emit(link)

    @Slot(object)
    def _keep_secrets(self, secrets: Mapping[str, bytes]) -> None:
        self.secrets = secrets
        self.secrets_changed.emit(secrets)

    @Slot(object)
    def _keep_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        self.documents = documents
        self.documents_changed.emit(documents)

    @Slot(object)
    def _keep_seat_questions(self, questions: tuple[SeatQuestion, ...]) -> None:
        self.seat_questions = questions
        self.seat_questions_changed.emit(questions)

    @Slot(object)
    def _keep_clock(self, clock: int) -> None:
        self.clock = clock
        self.clock_changed.emit(clock)

    @Slot(object)
    def _keep_presence(self, presence: tuple[SeatPresence, ...]) -> None:
        self.presence = presence
        self.presence_changed.emit(presence)

    @Slot(object)
    def _keep_waiting(self, waiting: frozenset[str]) -> None:
        self.waiting = waiting
        self.waiting_changed.emit(waiting)

    @Slot(object)
    def _keep_unheard(self, unheard: frozenset[str]) -> None:
        self.unheard = unheard
        self.unheard_changed.emit(unheard)

    @Slot(object)
    def _repeat_notice(self, notice: Notice) -> None:
        self.standing = still_lasting(self.standing, notice)
        self.notice.emit(notice)

    @Slot(str)
    def _repeat_code(self, code: str) -> None:
        self.code_changed.emit(code)

    @Slot(str, int)
    def _keep_chair(self, device: str, term: int) -> None:
        self.chair = (device, term)
        self.chair_changed.emit(device, term)

    @Slot(object)
    def _keep_succession(self, succession: Succession) -> None:
        self.succession = succession
        self.succession_changed.emit(succession)

    @Slot(str)
    def _keep_closing_code(self, code: str) -> None:
        self.closing_code = code
        self.closing_code_changed.emit(code)

"""Repeats the reports of the node as Qt signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from sync.node import NodeListener

from sync.status import DocumentStatus, LinkStatus, Searching, SeatPresence


class NodeSignals(QObject):
    """Emitted from the node's thread, delivered on the GUI thread."""

    ready = Signal(str, str, object)
    meetings_found = Signal(object)
    joined = Signal(str)
    meeting_changed = Signal(object)
    link_changed = Signal(object)
    documents_changed = Signal(object)
    presence_changed = Signal(object)
    waiting_changed = Signal(object)
    notice = Signal(object)
    code_changed = Signal(str)

    def listener(self) -> NodeListener:
        """The node's listener that repeats each report as the signal of its name."""
        return NodeListener(
            ready=self.ready.emit,
            meetings_found=self.meetings_found.emit,
            joined=self.joined.emit,
            meeting_changed=self.meeting_changed.emit,
            link_changed=self.link_changed.emit,
            documents_changed=self.documents_changed.emit,
            presence_changed=self.presence_changed.emit,
            waiting_changed=self.waiting_changed.emit,
            notice=self.notice.emit,
            code_changed=self.code_changed.emit,
        )


class LastReports(QObject):
    """The newest report of each kind, for a window that opens after it came."""

    def __init__(self, signals: NodeSignals) -> None:
        super().__init__(signals)
        self.link: LinkStatus = Searching()
        self.documents: tuple[DocumentStatus, ...] = ()
        self.presence: tuple[SeatPresence, ...] = ()
        self.waiting: frozenset[str] = frozenset()
        self.code = ""
        signals.link_changed.connect(self._keep_link)
        signals.documents_changed.connect(self._keep_documents)
        signals.presence_changed.connect(self._keep_presence)
        signals.waiting_changed.connect(self._keep_waiting)
        signals.code_changed.connect(self._keep_code)

    @Slot(object)
    def _keep_link(self, link: LinkStatus) -> None:
        self.link = link

    @Slot(object)
    def _keep_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        self.documents = documents

    @Slot(object)
    def _keep_presence(self, presence: tuple[SeatPresence, ...]) -> None:
        self.presence = presence

    @Slot(object)
    def _keep_waiting(self, waiting: frozenset[str]) -> None:
        self.waiting = waiting

    @Slot(str)
    def _keep_code(self, code: str) -> None:
        self.code = code

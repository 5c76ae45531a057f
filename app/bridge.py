"""Repeats the reports of the node as Qt signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sync.node import NodeListener


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

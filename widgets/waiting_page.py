"""Stands in place of the pages until a meeting that was handed out before its time is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from widgets.opening_words import arrival_words, seat_words
from widgets.reader_message import ReaderMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from sync.meeting import Meeting
    from sync.status import DocumentStatus

LOOK_MS = 10_000


class WaitingPage(ReaderMessage):
    """Says when the meeting opens, and how far the documents have arrived."""

    def __init__(self, now_ms: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self._now_ms = now_ms
        self._meeting: Meeting | None = None
        self._documents: tuple[DocumentStatus, ...] = ()
        self._looks = QTimer(self, interval=LOOK_MS)  # its time may pass while the chair's PC is away
        self._looks.timeout.connect(self._say)
        self.hide()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show itself while there is something to wait for."""
        self._meeting = meeting
        self.setVisible(meeting.awaits_opening)
        if not meeting.awaits_opening:
            self._looks.stop()
        elif not self._looks.isActive():
            self._looks.start()
        self._say()

    def set_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        """Say how far these are."""
        self._documents = documents
        self._say()

    def _say(self) -> None:
        if self._meeting is None or not self._meeting.awaits_opening:
            return
        title = seat_words(self._meeting, self._now_ms())
        then = self.tr("You can read the documents and post comments from then on.")
        detail = "\n".join(filter(None, (arrival_words(self._meeting, self._documents), then)))
        words = f"{title}\n{detail}"
        if words != self.words:
            self.words = words
            self.say(title, detail)

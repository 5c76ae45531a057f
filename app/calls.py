"""Calls to look at a page, at one seat: asked once, answered by the person, and then gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sync.meeting import Phase
from widgets.wording import document_words, place_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.answered_calls import AnsweredCalls
    from sync.discussion import Call
    from sync.meeting import Meeting
    from widgets.call_strip import CallStrip

LASTS_MS = 600_000  # who comes later is not called to where the room was long ago


class Calls(QObject):
    """Joins the strip to the meeting."""

    look_requested = Signal(str, int)  # document, page from 1

    def __init__(
        self,
        strip: CallStrip,
        answered: AnsweredCalls,
        device: str,
        now_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._answered = answered
        self._device = device
        self._now_ms = now_ms
        self._meeting: Meeting | None = None
        self._call: Call | None = None  # that is being asked
        strip.looked.connect(self._look)
        strip.put_off.connect(self._keep)

    def set_meeting(self, meeting: Meeting) -> None:
        """Ask what is asked now, or nothing any more."""
        self._meeting = meeting
        call = meeting.call
        if call is None or not self._concerns(meeting, call):
            self._call = None
            self._strip.ask("", "")
            return
        document = meeting.document(call.document)
        assert document is not None  # noqa: S101 - it concerns nobody otherwise
        self._call = call
        self._strip.ask(call.call, place_words(document_words(document), call.page))

    def _concerns(self, meeting: Meeting, call: Call) -> bool:
        """Whether the person here is asked: not by oneself, not again, and not long afterwards."""
        if meeting.phase is Phase.CLOSED or call.device == self._device:
            return False
        if self._answered.has(meeting.meeting, call.call) or meeting.document(call.document) is None:
            return False
        is_asked = self._call is not None and self._call.call == call.call
        return is_asked or self._now_ms() - call.at_ms < LASTS_MS

    def _look(self, call: str) -> None:
        asked = self._call
        self._keep(call)
        if asked is not None and asked.call == call:
            self.look_requested.emit(asked.document, asked.page)

    def _keep(self, call: str) -> None:
        self._call = None
        if call and self._meeting is not None:
            self._answered.keep(self._meeting.meeting, call)

"""The secretariat's desk: the chair's window with its own rights and without what only the chair may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from widgets.chair_window import ChairWindow
from widgets.projector_view import wall_clock_ms
from widgets.question_strip import TARGET
from widgets.theme import Look, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Meeting


class SecretariatWindow(ChairWindow):
    """Moderates, keeps and collects the documents, sees the room; steers neither agenda nor projector."""

    seat_requested = Signal()
    of_chair = False

    def __init__(self, reader: QWidget, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(reader, now_ms=now_ms)
        self.incoming.set_of_chair(of_chair=False)
        self.role = QLabel(self.tr("Secretariat"))
        set_look(self.role, Look.PILL)
        self.seat_button = QPushButton(self.tr("Back to my seat"))
        self.seat_button.setMinimumHeight(TARGET)
        self.seat_button.clicked.connect(self.seat_requested)
        self.bar.insertWidget(1, self.role)
        self.bar.insertWidget(2, self.seat_button)
        self.set_rights(is_chair=False)
        self._put_away()

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show this state of the meeting; what only the chair may do stays away."""
        super().set_meeting(meeting, me)
        words = self.tr("Kurumaza – secretariat: %1")
        self.setWindowTitle(words.replace("%1", one_line(meeting.title)))
        self._put_away()

    def _connect(self) -> None:
        super()._connect()
        for theirs, ours in (
            (self.agenda.item_opened, self.item_opened),
            (self.agenda.next_item, self.next_item),
            (self.agenda.presentation_stopped, self.presentation_stopped),
            (self.incoming.next_item, self.next_item),
            (self.incoming.moderation_chosen, self.moderation_chosen),
        ):
            theirs.disconnect(ours)

    def _put_away(self) -> None:
        for widget in (
            self.agenda.next_button,
            self.agenda.stop_button,
            self.opening.button,
            self.role_button,
            self.end_button,
            self.room.projector,
        ):
            widget.hide()

"""Joins the secretariat's desk to the meeting: the chair's, without projector and code."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from app.chair import Chair
from sync.status import Severity
from widgets.secretariat_window import SecretariatWindow


class Secretariat(Chair):
    """Moderates and keeps documents beside the chair; the way back to the own seat is one press."""

    of_chair = False
    window_class = SecretariatWindow
    desk_toggled = Signal(bool)  # whether the desk is wanted, or the seat

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.window, SecretariatWindow):
            self.window.seat_requested.connect(self._go_to_seat)

    def _go_to_seat(self) -> None:
        """Not while files are taken in: they would be left out, and nobody would be told."""
        if self.documents.is_busy:
            words = self.tr("Files are still being taken in. Wait until that is done, or press “Stop” first.")
            self.window.show_notice(words, Severity.INFO)
        else:
            self.desk_toggled.emit(False)  # noqa: FBT003 - Qt's emit

    def open_projector(self) -> None:
        """The projector is the chair's."""

    def _show_invitation(self, _code: str = "") -> None:
        """The code is the chair's."""

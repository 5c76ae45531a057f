"""Says that comments wait to be released, how many, and by what rule: everybody may know that much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.meeting import Moderation, Phase
from widgets.comment_runs import Runs
from widgets.promise_label import PromiseLabel
from widgets.shown_comments import held_count
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sync.meeting import Meeting


class HeldLabel(PromiseLabel):
    """Shown while the rule holds comments back, or some are still held from before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(12, 2, 12, 4)
        set_look(self, Look.SUB_WARNING)
        self._held = Runs(held_count)
        self.hide()

    def set_meeting(self, meeting: Meeting) -> None:
        """Say what holds now."""
        count = sum(self._held.of(meeting.comments))
        is_over = meeting.phase is Phase.CLOSED
        holds = meeting.moderation is Moderation.HOLD and not is_over
        if count and is_over:
            self.show_text(self.tr("Comments that were not released: {count}").format(count=count))
        elif count:
            words = self.tr("◷ Waiting to be checked: {count}. Shown once the chair has checked them.")
            self.show_text(words.format(count=count))
        elif holds:
            self.show_text(self.tr("◷ Comments are shown once the chair has checked them."))
        self.setVisible(bool(count) or holds)

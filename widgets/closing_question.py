"""Asks once before a meeting is closed; going on is what Enter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sync.meeting import Meeting


class ClosingQuestion(QObject):
    """Belongs to its box, which clears itself away once it is answered."""

    lookback_wanted = Signal()
    end_wanted = Signal()
    collection_wanted = Signal()

    def __init__(self, meeting: Meeting | None, parent: QWidget, *, offers_collection: bool) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, parent.windowTitle(), "", parent=parent)
        super().__init__(box)
        self._box = box
        box.setText(self.tr("Close the meeting?"))
        words = self.tr(
            "After this nobody can post. It cannot be undone. Everything that was posted is kept."
        )
        box.setInformativeText(words + self._words_on_held(meeting))
        if meeting is not None and meeting.lookback is None:
            look_back = self._offer(self.tr("Look back first, then close"), QMessageBox.ButtonRole.ActionRole)
            look_back.clicked.connect(self.lookback_wanted)
        keep = self._offer(self.tr("Go on with the meeting"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        end = self._offer(self.tr("Close the meeting"), QMessageBox.ButtonRole.AcceptRole)
        end.clicked.connect(self.end_wanted)
        if offers_collection:
            both = self._offer(
                self.tr("Close it and call the documents in"), QMessageBox.ButtonRole.AcceptRole
            )
            both.clicked.connect(self.collection_wanted)
            both.clicked.connect(self.end_wanted)
        box.finished.connect(box.deleteLater)

    def open(self) -> None:
        """Show it; the window behind goes on."""
        self._box.open()

    def _offer(self, words: str, role: QMessageBox.ButtonRole) -> QPushButton:
        return self._box.addButton(words, role)

    def _words_on_held(self, meeting: Meeting | None) -> str:
        """What would never be shown, if the meeting were closed now."""
        comments = meeting.comments if meeting is not None else ()
        held = sum(each.held and not (each.hidden or each.deleted) for each in comments)
        words = self.tr("%n comment(s) that wait to be released will not be shown any more.", "", held)
        return f"\n\n{words}" if held else ""

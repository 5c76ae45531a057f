"""The polls that are over: a button that counts them, and the list with their results it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from widgets.popup_list import PopupList
from widgets.theme import Look, set_look
from widgets.vote_words import decision_words, left_out_words, result_words, votes_words
from widgets.wording import body_words, button_words, clock_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.discussion import Poll

WIDTH = 420
TARGET = 36  # the least height of a button


def past_poll_words(poll: Poll) -> str:
    """A poll that is over: when, what was asked, what was decided, and how the votes stand."""
    parts = (
        f"{clock_words(poll.closed_ms)}  {decision_words(poll)}",
        body_words(poll.question),
        result_words(poll),
        votes_words(poll),
        left_out_words(poll),
    )
    return "\n".join(part for part in parts if part)


class PastPollsBox(PopupList):
    """The list itself, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PastPollsBox", "Votes so far"), WIDTH, parent)

    def set_polls(self, polls: Sequence[Poll]) -> None:
        """Show these; what is being read stays in sight."""
        texts = [past_poll_words(poll) for poll in polls]
        if texts == [self.list.item(row).text() for row in range(self.list.count())]:
            return
        row = max(0, self.list.currentRow())
        self.list.clear()
        for text in texts:
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(min(row, len(texts) - 1))


class PastPollsButton(QPushButton):
    """Not to be seen before the first poll is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(TARGET)
        set_look(self, Look.QUIET)
        self.box = PastPollsBox(self)
        self.clicked.connect(lambda: self.box.show_beside(self, above=True))
        self.set_polls(())

    def set_polls(self, polls: Sequence[Poll]) -> None:
        """Count those that are over, and have them in the list."""
        over = sorted((poll for poll in polls if not poll.is_open), key=lambda poll: -poll.closed_ms)
        words = self.tr("Votes so far: {count}").format(count=len(over))
        self.setText(button_words(words))
        self.setAccessibleName(self.tr("{words}. Opens a list of the results.").format(words=words))
        self.setVisible(bool(over))
        self.box.set_polls(over)

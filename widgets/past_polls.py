"""The polls that are over: a button that counts them, and the list with their results it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from widgets.theme import Look, current_theme, set_look
from widgets.vote_words import decision_words, left_out_words, result_words, votes_words
from widgets.wording import body_words, button_words, clock_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from sync.discussion import Poll

WIDTH = 420
MOST_HEIGHT = 420
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


class PastPollsBox(QFrame):
    """The list itself, the newest first; Escape or a click elsewhere closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, Look.CARD)
        words = self.tr("Votes so far")
        self.setAccessibleName(words)
        title = QLabel(words)
        set_look(title, Look.HEADING)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAccessibleName(words)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(title)
        column.addWidget(self.list)

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

    def show_beside(self, button: QWidget) -> None:
        """Open above or below a button, within its screen."""
        theme = current_theme()
        self.list.setFixedWidth(theme.px(WIDTH))
        self.list.doItemsLayout()
        rows = sum(
            self.list.sizeHintForRow(row) + 2 * self.list.spacing() for row in range(self.list.count())
        )
        self.list.setFixedHeight(min(rows + 2 * self.list.frameWidth() + 4, theme.px(MOST_HEIGHT)))
        self.adjustSize()
        screen, size = button.screen().availableGeometry(), self.sizeHint()
        place = button.mapToGlobal(QPoint(0, -size.height() - 2))
        x = max(screen.left(), min(place.x(), screen.right() - size.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() - size.height()))
        self.move(x, y)
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class PastPollsButton(QPushButton):
    """Not to be seen before the first poll is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(TARGET)
        set_look(self, Look.QUIET)
        self.box = PastPollsBox(self)
        self.clicked.connect(lambda: self.box.show_beside(self))
        self.set_polls(())

    def set_polls(self, polls: Sequence[Poll]) -> None:
        """Count those that are over, and have them in the list."""
        over = sorted((poll for poll in polls if not poll.is_open), key=lambda poll: -poll.closed_ms)
        words = self.tr("Votes so far: {count}").format(count=len(over))
        self.setText(button_words(words))
        self.setAccessibleName(self.tr("{words}. Opens a list of the results.").format(words=words))
        self.setVisible(bool(over))
        self.box.set_polls(over)

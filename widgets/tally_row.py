"""How the votes of a poll stand: each option with its number and a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from widgets.flow_layout import FlowLayout
from widgets.theme import current_theme
from widgets.vote_words import option_words, share_words

if TYPE_CHECKING:
    from sync.discussion import Poll

LEAST_WIDTH = 150
GAP = 8
SPARE = 4  # pixels, so that what fits on one line stays on it


class TallyRow(QWidget):
    """Shown only while the screens may show the votes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=14)
        self._made: tuple[str, int] = ("", 0)
        self._options: list[_Option] = []
        self.hide()

    def show_poll(self, poll: Poll | None) -> None:
        """Show how this one stands, or nothing."""
        self.setVisible(poll is not None and poll.shows_tally)
        if poll is None or not poll.shows_tally:
            return
        if self._made != (poll.poll, len(poll.options)):
            self._make(poll)
        most = max(1, len(poll.voted), *poll.tally)
        for shown, option, count in zip(self._options, poll.options, poll.tally, strict=False):
            words, number = option_words(option, poll.kind), share_words(count, poll)
            shown.show_votes(words, number, count, most)

    def _make(self, poll: Poll) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._made = (poll.poll, len(poll.options))
        self._options = [_Option() for _ in poll.options]
        for shown in self._options:
            self._flow.addWidget(shown)


class _Option(QWidget):
    """Its words are whole, in further lines where they are long; so is its number."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.number = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.words, 1)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.bar)

    def show_votes(self, words: str, number: str, count: int, most: int) -> None:
        """So many of at most so many votes."""
        self.words.setText(words)
        self.number.setText(number)
        self.bar.setRange(0, most)
        self.bar.setValue(count)
        self.bar.setAccessibleName(f"{words}  {number}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as everything on one line."""
        line = self.words.fontMetrics().horizontalAdvance(self.words.text()) + SPARE
        width = max(line + GAP + self.number.sizeHint().width(), current_theme().px(LEAST_WIDTH))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the seat's window makes it."""
        return QSize(0, self.sizeHint().height())

"""How the votes of a poll stand: each option with its number and a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from widgets.bar_label import BarLabel
from widgets.flow_layout import FlowLayout
from widgets.theme import current_theme
from widgets.vote_words import option_words, share_words

if TYPE_CHECKING:
    from sync.discussion import Poll

LEAST_WIDTH, MOST_WIDTH = 150, 200
GAP = 8


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
    """Its words end in dots where they are long; its number is always whole."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.number = BarLabel(), QLabel()
        self.bar = QProgressBar(textVisible=False)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.words)
        row.addWidget(self.number)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.bar)

    def show_votes(self, words: str, number: str, count: int, most: int) -> None:
        """So many of at most so many votes."""
        self.words.show_text(words)
        self.number.setText(number)
        self.bar.setRange(0, most)
        self.bar.setValue(count)
        self.bar.setAccessibleName(f"{words}  {number}")
        theme = current_theme()
        needed = self.words.sizeHint().width() + GAP + self.number.sizeHint().width()
        self.setFixedWidth(min(max(needed, theme.px(LEAST_WIDTH)), theme.px(MOST_WIDTH)))

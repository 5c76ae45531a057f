"""How the votes of a poll stand: each option with its number and a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from widgets.bar_label import BarLabel
from widgets.flow_layout import FlowLayout
from widgets.theme import current_theme
from widgets.vote_words import option_words, share_words

if TYPE_CHECKING:
    from sync.discussion import Poll

BAR_WIDTH = 150


class TallyRow(QWidget):
    """Shown only while the screens may show the votes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=14)
        self._made: tuple[str, int] = ("", 0)
        self._options: list[tuple[BarLabel, QProgressBar]] = []
        self.hide()

    def show_poll(self, poll: Poll | None) -> None:
        """Show how this one stands, or nothing."""
        self.setVisible(poll is not None and poll.shows_tally)
        if poll is None or not poll.shows_tally:
            return
        if self._made != (poll.poll, len(poll.options)):
            self._make(poll)
        most = max(1, len(poll.voted), *poll.tally)
        for (label, bar), option, count in zip(self._options, poll.options, poll.tally, strict=False):
            words = f"{option_words(option, poll.kind)}  {share_words(count, poll)}"
            label.show_text(words)
            bar.setRange(0, most)
            bar.setValue(count)
            bar.setAccessibleName(words)

    def _make(self, poll: Poll) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._options = []
        self._made = (poll.poll, len(poll.options))
        for _ in poll.options:
            box = QWidget()
            box.setFixedWidth(current_theme().px(BAR_WIDTH))
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            label, bar = BarLabel(), QProgressBar(textVisible=False)
            column.addWidget(label)
            column.addWidget(bar)
            self._flow.addWidget(box)
            self._options.append((label, bar))

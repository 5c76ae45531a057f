"""How many seats were heard, as a number and a bar, and the way to those that were not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.projector_frame import seats_text
from widgets.theme import Look, set_look
from widgets.wording import isolated

if TYPE_CHECKING:
    from widgets.seat_cells import SeatCell

MOST_NAMED = 40


class VoicesPanel(QWidget):
    """A button marks the seats that were not heard, and says which they are."""

    unheard_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Breadth of voices"))
        title.setStyleSheet("font-weight: bold")
        self.count = QLabel(wordWrap=True)
        set_look(self.count, Look.SUB)
        self.meter = QProgressBar(textVisible=False)
        self.meter.setAccessibleName(self.tr("Breadth of voices"))
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setMinimumHeight(36)
        self.seats = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.seats, Look.SUB_WARNING)
        self.seats.hide()
        above = QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(title)
        above.addWidget(self.count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.meter)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.seats)
        self.button.toggled.connect(self._toggled)

    def set_voices(self, cells: tuple[SeatCell, ...], unnamed: int = 0) -> None:
        """Show how many seats have posted by name, how much came without, and who was not heard at all."""
        posted = sum(cell.posted for cell in cells)
        words = seats_text(posted, len(cells), unnamed)
        self.count.setText(words)
        self.meter.setRange(0, max(1, len(cells)))
        self.meter.setValue(posted)
        self.meter.setAccessibleDescription(words)
        unheard = [cell for cell in cells if cell.unheard]
        self.button.setText(self.tr("Not heard yet: %n seat(s)", "", len(unheard)))
        self.button.setVisible(bool(unheard))
        if not unheard:
            self.button.setChecked(False)
        named = [isolated(cell.number or cell.name) for cell in unheard[:MOST_NAMED]]
        more = "…" if len(unheard) > MOST_NAMED else ""
        joined = self.tr(", ").join(named) + more
        told = self.tr("Not heard yet: %1. A press on the seat gives it the floor.")
        self.seats.setText(told.replace("%1", joined))

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.seats.setVisible(on)
        self.unheard_wanted.emit(on)

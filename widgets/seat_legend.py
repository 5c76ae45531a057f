"""What the signs at the seats mean, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from widgets.seat_grid import PRESENTER_SIGN, SPEAKING_SIGN, UNHEARD_SIGN
from widgets.theme import Look, set_look


class SeatLegend(QWidget):
    """Two columns of small words; what is there only at times is explained only then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(0)
        layout.setColumnStretch(2, 1)
        words = (
            (self.tr("■ posted　□ connected"), Look.SUB),
            (self.tr("┄ not connected"), Look.SUB),
            (self.tr("▣ receiving documents"), Look.SUB_WARNING),
            (self.tr("➊ asks to speak"), Look.SUB_WARNING),
            (SPEAKING_SIGN + " " + self.tr("is speaking"), Look.SUB),
            (PRESENTER_SIGN + " " + self.tr("presenter"), Look.SUB),
            (UNHEARD_SIGN + " " + self.tr("not heard yet"), Look.SUB_WARNING),
        )
        labels = []
        for place, (text, look) in enumerate(words):
            label = QLabel(text)
            set_look(label, look)
            layout.addWidget(label, place // 2, place % 2)
            labels.append(label)
        *_always, self.hand, self.speaking, self.presenter, self.unheard = labels
        self.show_signs(hand=False, speaking=False, presenter=False, unheard=False)

    def show_signs(self, *, hand: bool, speaking: bool, presenter: bool, unheard: bool) -> None:
        """Explain the signs that are to be seen now."""
        self.hand.setVisible(hand)
        self.speaking.setVisible(speaking)
        self.presenter.setVisible(presenter)
        self.unheard.setVisible(unheard)

"""What the signs at the seats mean, in words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from widgets.flow_layout import FlowLayout
from widgets.seat_grid import PRESENTER_SIGN, SPEAKING_SIGN, UNHEARD_SIGN
from widgets.theme import Look, set_look


class SeatLegend(QWidget):
    """Small words one after the other; what is there only at times is explained only then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, spacing=8)
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
        for text, look in words:
            label = QLabel(text)
            set_look(label, look)
            layout.addWidget(label)
            labels.append(label)
        *_always, self.hand, self.speaking, self.presenter, self.unheard = labels
        self.show_signs(hand=False, speaking=False, presenter=False, unheard=False)

    def show_signs(self, *, hand: bool, speaking: bool, presenter: bool, unheard: bool) -> None:
        """Explain the signs that are to be seen now."""
        self.hand.setVisible(hand)
        self.speaking.setVisible(speaking)
        self.presenter.setVisible(presenter)
        self.unheard.setVisible(unheard)

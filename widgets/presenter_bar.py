"""Where the presenter is, as a quiet strip above one's own page: follow, or go on reading elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from widgets.bar_label import BarLabel
from widgets.theme import Look, set_look


class PresenterBar(QFrame):
    """Shown only while somebody presents."""

    follow_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._words = BarLabel()
        self._follow = QPushButton()
        self._follow.setCheckable(True)
        self._follow.setAccessibleName(self.tr("Follow the presenter"))
        self._follow.clicked.connect(self.follow_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._words)
        row.addStretch()
        row.addWidget(self._follow)
        self.hide()

    def show_presenter(self, place: str, *, following: bool) -> None:
        """Name the presenter's page; an empty place says that nobody presents."""
        self.setVisible(bool(place))
        if not place:
            return
        self._follow.setChecked(following)
        self._words.show_text(self.tr("The presenter is on {place}").format(place=place))
        words = self.tr("◉ Following the presenter") if following else self.tr("◎ Follow the presenter")
        set_look(self._follow, Look.CHOICE if following else Look.PRIMARY)
        self._follow.setText(words)
        self._follow.setAccessibleName(words[2:])

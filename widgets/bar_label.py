"""A mark in a bar that may have a background of its own, and ends in dots where it does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class BarLabel(QLabel):
    """Keeps the padding that the style sheet gives it; the whole text is its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show this text."""
        if text != self.text():
            self.setText(text)
            show_tooltip(self, text)
            self.setAccessibleName(text)

    def words_for(self, width: int) -> str:  # noqa: ARG002 - a label with shorter words asks for it
        """What is painted in so many pixels, before dots are put where it does not fit."""
        return self.text()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a few letters."""
        few = QFontMetrics(self.font()).horizontalAdvance("Mmm…") + self._sides()
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another size needs other room."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what the style says, and as much of the text as there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        side = self._sides() // 2
        area = self.rect().adjusted(side, 0, -side, 0)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.words_for(area.width()), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _sides(self) -> int:
        return max(
            0, QLabel.sizeHint(self).width() - QFontMetrics(self.font()).horizontalAdvance(self.text())
        )
